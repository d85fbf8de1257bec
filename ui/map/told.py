"""What the map tells in words, to a screen reader and for the tests of one."""

from collections.abc import Sequence

from ui.map.shown import Mark, MarkKind
from ui.map.spots import Spot
from ui.words import Words
from ui.words.map import MapSay as Say
from ui.words.plain import clean

TOLD_LONGEST = 120


def marks_told(marks: Sequence[Mark], words: Words) -> str:
    """How much there is."""
    cases = sum(mark.kind is MarkKind.CASE for mark in marks)
    staff = sum(mark.kind is MarkKind.STAFF for mark in marks)
    return words(Say.SHOWN, cases=words(Say.CASES, n=cases), staff=words(Say.STAFF, n=staff))


def spot_told(spot: Spot, words: Words, one: str | None = None) -> str:
    """What the keyboard is on. `one`: which mark of a circle that does not open."""
    mark = next((each for each in spot.others if each.key == one), spot.head)
    if spot.is_group and one is None:
        return words(Say.GROUP, n=len(spot.others) + 1)
    name = clean(mark.label, TOLD_LONGEST)
    if mark.kind is MarkKind.CASE and mark.alarm_class is not None:
        name = ", ".join(part for part in (words.sentence(words.of(mark.alarm_class)), name) if part)
        name = words(Say.CHOSEN, name=name) if mark.is_chosen else name
    elif mark.number is not None and mark.kind is MarkKind.STAFF:
        name = words(Say.RANKED, number=mark.number, name=name)
    if mark.is_stale:
        name = words(Say.STALE, name=name)
    parts = [name, clean(mark.detail, TOLD_LONGEST)]
    if spot.others:
        parts.append(words(Say.AND_MORE, n=len(spot.others)))
    return words.sentence(", ".join(part for part in parts if part)) + "."
