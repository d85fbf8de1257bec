"""What the screen says, in Swedish (default) and English.

`enums` has a word for every member of every enum of the domain, `phrases` every sentence and label, `times` spans
and moments, `row` what a row of the queue says, `timeline` what a journalled fact says. These plain
tables are all the texts there are: Qt Linguist does not come in yet.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from console.domain.ids import MunicipalityId
from console.domain.refused import Reason, Refused
from ui.words import times
from ui.words.enums import TABLES
from ui.words.phrases import Say
from ui.words.tongues import TONGUES

LANGUAGES = ("sv", "en")

__all__ = ["LANGUAGES", "Say", "Words", "times"]


class Words:
    """One language and one time zone."""

    def __init__(self, language: str = "sv", zone: ZoneInfo = times.STOCKHOLM) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no words in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self.zone = zone
        self._index = LANGUAGES.index(language)
        self.tenants: Mapping[MunicipalityId, str] = {}

    def __call__(self, say: Say, **fields: object) -> str:
        """A sentence or label, filled in. Raises KeyError where a field is missing."""
        text: str = say.value[self._index]
        return text.format(**fields) if fields else text

    def of(self, member: Enum) -> str:
        """The word for a member of an enum of the domain."""
        pair: tuple[str, str] = TABLES[type(member)][member]
        return pair[self._index]

    def sentence(self, text: str) -> str:
        """With a capital first letter."""
        return text[:1].upper() + text[1:]

    def tenant(self, municipality: MunicipalityId) -> str:
        """A municipality's own name, once the console has told it."""
        return self.tenants.get(municipality) or self.sentence(municipality)

    def tongue(self, code: str) -> str:
        """A language by its name; an unknown code as it stands."""
        names = TONGUES.get(code)
        return names[self._index] if names else code

    def listed(self, parts: Sequence[str]) -> str:
        """'Anna, Bo eller Cilla'."""
        if len(parts) < 2:
            return "".join(parts)
        return self(Say.OR, first=", ".join(parts[:-1]), last=parts[-1])

    def refused(self, refused: Refused) -> str:
        """Why not, as one sentence that names the owner where another has the case."""
        text = self.of(refused.reason)
        if refused.reason is Reason.OWNED_BY_OTHER:
            text = text.format(owner=refused.owner or self(Say.UNKNOWN))
        return text + "."

    def duration(self, span: timedelta) -> str:
        return times.duration(span, self.language)

    def time(self, moment: datetime, *, seconds: bool = False) -> str:
        """The time of day where the centre is."""
        return times.time_of_day(moment, self.zone, self.language, seconds=seconds)

    def moment(self, at: datetime, now: datetime) -> str:
        return times.moment(at, now, self.zone, self.language)

    def date(self, moment: datetime) -> str:
        return times.date(moment, self.zone, self.language)

    def day(self, moment: datetime) -> str:
        return times.day(moment, self.zone, self.language)

    def number(self, number: int) -> str:
        """With thin groups of three: '1 284 913'."""
        return f"{number:,}".replace(",", "\u202f")
