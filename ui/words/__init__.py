"""What the screen says, in Swedish (default) and English, switched at run time.

`enums` has a word for every member of every enum of the domain, in one table; every other text is a `Phrase`
(`phrases` and its siblings) whose English source Qt Linguist knows, with the languages in `resources/languages`.
`times` has spans and moments, `row` what a row of the queue says, `timeline` what a journalled fact says.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTranslator

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.ranking import Barred
from console.domain.refused import Reason, Refused
from ui.assets import LANGUAGE_FILES
from ui.words import times
from ui.words.enums import TABLES
from ui.words.phrase import Phrase
from ui.words.phrases import Say
from ui.words.roster import Roster, given
from ui.words.tongues import TONGUES

LANGUAGES = ("sv", "en")

__all__ = ["LANGUAGES", "LanguageMissing", "Phrase", "Say", "Words", "times"]


class LanguageMissing(Exception):
    """A language that is shipped does not load: the installation is broken."""


class Words:
    """One language and one time zone. Everybody keeps the same `Words`: `speak` changes it for all."""

    def __init__(self, language: str = "sv", zone: ZoneInfo = times.STOCKHOLM) -> None:
        self.zone = zone
        self.tenants: Mapping[MunicipalityId, str] = {}
        self.roster = Roster()
        self.speak(language)

    def speak(self, language: str) -> None:
        """Changes the language. What has been made of words already is its owner's to make anew.

        Raises ValueError for a language that we do not have, LanguageMissing where its file does not load.
        """
        if language not in LANGUAGES:
            raise ValueError(f"no words in {language!r}; there are {', '.join(LANGUAGES)}")
        file, path = QTranslator(), LANGUAGE_FILES / f"{language}.qm"
        # By its bytes: Qt would map the file, and one that an update writes anew would then kill the program (SIGBUS).
        # Qt does not copy them: they are kept as long as the translator.
        held = path.read_bytes() if path.is_file() else b""
        if not file.load(held):
            raise LanguageMissing(language)
        self.language = language
        self._index = LANGUAGES.index(language)
        self._file, self._held = file, held
        self._found: dict[Phrase, str] = {}

    def __call__(self, phrase: Phrase, *, n: int | None = None, **fields: object) -> str:
        """A sentence or label, filled in; `n` is the number of a counted one. Raises KeyError for a missing field."""
        text = (self._found.get(phrase) if n is None else None) or self._look_up(phrase, n)
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

    def responder(self, municipality: MunicipalityId, responder: ResponderId, *, is_short: bool = False) -> str:
        """One of the staff by name, or by the first of their names, once the console has told it."""
        name = self.roster.name(municipality, responder) or self(Say.A_RESPONDER)
        return given(name) if is_short else name

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
        """Why not, and what to do, naming the owner where another has the case, the look or the task, and what bars one
        of the staff."""
        text = self.of(refused.reason)
        if refused.reason in (Reason.OWNED_BY_OTHER, Reason.LOOK_HELD, Reason.TASK_TAKEN):
            text = text.format(owner=refused.owner or self(Say.UNKNOWN))
        if refused.reason is Reason.NOT_A_CANDIDATE and refused.detail in tuple(Barred):
            text = f"{text}: {self.of(Barred(refused.detail))}"
        return text + "."

    def _look_up(self, phrase: Phrase, n: int | None) -> str:
        marked = phrase.value
        found = self._file.translate(marked.context, marked.source, marked.comment or None, -1 if n is None else n)
        text = found or marked.source
        if n is not None:
            return text.replace("%n", self.number(n))
        self._found[phrase] = text
        return text

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
