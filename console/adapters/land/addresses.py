"""Addresses and names of a pack: found as they are typed, and a household's address matched to a point."""

import re

from console.adapters.land.sqlite_file import MapFile
from console.domain.land import FoundPlace, Point

LONGEST_ASKED = 100
MOST_FOUND = 100
_APART_DEGREES = 0.003
"""Two points of one address that lie farther apart (about 300 m) are two addresses."""

_WORD = re.compile(r"\w+")


class Finder:
    """Asks the pack's index. Raises NotAMap where it is damaged."""

    def __init__(self, file: MapFile) -> None:
        self._file = file

    def find(self, text: str, limit: int) -> tuple[FoundPlace, ...]:
        """Places with all the words of `text`, each as the beginning of a word, the shortest first. A number is a whole
        word: 1 is not 12."""
        words = _words(text)
        if not words:
            return ()
        wanted = " ".join(f'"{word}"' if word.isdecimal() else f'"{word}"*' for word in words)
        rows = self._file.rows(
            "SELECT places.text, places.latitude, places.longitude FROM found JOIN places ON places.id = found.rowid "
            "WHERE found MATCH ? ORDER BY length(places.text), places.text LIMIT ?",
            (wanted, max(min(limit, MOST_FOUND), 0)),
            MOST_FOUND,
        )
        return tuple(FoundPlace(str(name), Point(float(north), float(east))) for name, north, east in rows)

    def locate(self, street: str, city: str) -> Point | None:
        """One point, or None where there is none or several that lie apart."""
        asked = [word.casefold() for word in _words(street)]
        if not asked:
            return None
        found = [place for place in self.find(street, MOST_FOUND) if _words_of(place)[: len(asked)] == asked]
        exact = [place for place in found if _is_whole(place, len(asked), city)]
        points = [place.point for place in exact or ([] if city else found)]
        if not points:
            return None
        first = points[0]
        is_one = all(
            abs(point.latitude - first.latitude) < _APART_DEGREES
            and abs(point.longitude - first.longitude) < 2 * _APART_DEGREES
            for point in points
        )
        return first if is_one else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:LONGEST_ASKED])[:8]


def _words_of(place: FoundPlace) -> list[str]:
    return [word.casefold() for word in _words(place.text)]


def _is_whole(place: FoundPlace, asked: int, city: str) -> bool:
    """Whether the place's text is the address asked for, with nothing after it but the town."""
    rest = _words_of(place)[asked:]
    return not rest or (bool(city) and rest == [word.casefold() for word in _words(city)])
