"""The board of silences as lines: groups by kind with the longest allowed time, each silence with its reason and end.
Pure."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.domain.ids import OperatorId
from console.domain.silence import LONGEST, AboutKind, Silence, SilenceId, SilenceKind
from console.domain.silence_about import SilenceAbout
from console.services.screen import SilencesTold
from ui.words import Phrase, Say, Words, times
from ui.words.plain import clean
from ui.words.technical import TechnicalSay

LONGEST_TEXT = 160
HOURS_SHOWN_TO = timedelta(hours=48)

MORE: Mapping[SilenceKind, Phrase] = {
    SilenceKind.SHELVED: TechnicalSay.MORE_SHELVED,
    SilenceKind.TEST_MODE: TechnicalSay.MORE_TEST,
    SilenceKind.ABSENT: TechnicalSay.MORE_ABSENT,
    SilenceKind.OUT_OF_SERVICE: TechnicalSay.MORE_SHELVED,
    SilenceKind.BY_DESIGN: TechnicalSay.MORE_SHELVED,
    SilenceKind.NOTICE: TechnicalSay.MORE_NOTICE,
}
"""What each kind leaves through, with the longest that it may last."""


@dataclass(frozen=True, slots=True)
class BoardHead:
    """What stands over a kind."""

    kind: SilenceKind
    count: int

    @property
    def key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One silence, with whom it is about and who said so."""

    silence: Silence
    about: SilenceAbout = field(default_factory=SilenceAbout)
    by_name: str = ""

    @property
    def key(self) -> Hashable | None:
        return self.silence.id


BoardEntry = BoardHead | BoardLine


def board_of(told: SilencesTold | None) -> tuple[BoardEntry, ...]:
    """By kind, and within it what ends first."""
    if told is None:
        return ()
    lines: list[BoardEntry] = []
    for kind in SilenceKind:
        found = sorted((one for one in told.silences if one.kind is kind), key=lambda one: (one.until, one.id))
        if found:
            lines.append(BoardHead(kind, len(found)))
            lines += (_line(one, told.about, told.names) for one in found)
    return tuple(lines)


def _line(silence: Silence, about: Mapping[SilenceId, SilenceAbout], names: Mapping[OperatorId, str]) -> BoardLine:
    return BoardLine(silence, about.get(silence.id, SilenceAbout()), names.get(silence.by, silence.by))


def is_warned(silence: Silence, now: datetime) -> bool:
    """Whether its end is near."""
    return silence.is_warned or now >= silence.warn_at


def longest(kind: SilenceKind, words: Words) -> str:
    """'4 h', '30 dygn'."""
    return span(LONGEST[kind], words)


def span(length: timedelta, words: Words) -> str:
    """A length that somebody may choose, in words."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return words(TechnicalSay.HOURS, n=minutes // 60)
    return words(TechnicalSay.DAYS, n=minutes // (24 * 60))


def what(line: BoardLine, words: Words) -> str:
    """What is silent: 'Rut Sörensen, trygghetslarm NEX-19007', 'Dörrlarm DS-3, Norrgården entré'."""
    return whats(line, words)[0]


def whats(line: BoardLine, words: Words) -> tuple[str, ...]:
    """The same, the fullest form first: where room is short the device's id goes, then its kind."""
    silence, about = line.silence, line.about
    if silence.about.kind is AboutKind.AREA:
        return (words(TechnicalSay.AREA, name=clean(silence.about.id.partition("/")[2] or silence.about.id, 80)),)
    kind = words.of(about.kind) if about.kind is not None else words.sentence(words.of(silence.about.kind))
    id = clean(about.device or silence.about.id.partition("/")[2] or silence.about.id, 80)
    who, place = people(about, words), clean(about.place, 80)
    if who and silence.about.kind is AboutKind.RESIDENT:
        return (who,)
    low = f"{kind[:1].lower()}{kind[1:]}"
    if who:
        return f"{who}, {low} {id}", f"{who}, {low}", who
    return (f"{kind} {id}, {place}", f"{kind}, {place}", place) if place else (f"{kind} {id}",)


def people(about: SilenceAbout, words: Words) -> str:
    """Who lives with it; nobody by name where one of them is masked."""
    if any(person.is_masked for person in about.people):
        return words(Say.PROTECTED)
    return words.listed([clean(person.name, 80) for person in about.people])


def why(line: BoardLine) -> str:
    """The reason that was given."""
    return clean(line.silence.reason, LONGEST_TEXT)


def end(silence: Silence, now: datetime, words: Words) -> str:
    """When it ends: by the clock where that is near."""
    if silence.until - now < timedelta(hours=12):
        return words.time(silence.until)
    return words.moment(silence.until, now)


def left(silence: Silence, now: datetime, words: Words) -> str:
    """What is left, never less than there is: '32 min', '2 h 52', '5 dygn'."""
    rest = silence.until - now
    if rest <= timedelta(0):
        return words(TechnicalSay.ENDS_NOW)
    if rest < timedelta(minutes=100):
        return times.countdown(rest)
    return times.clock(rest) if rest < HOURS_SHOWN_TO else words.duration(rest)


def told_of(entry: BoardEntry, now: datetime, words: Words) -> str:
    """What a screen reader says of it."""
    if isinstance(entry, BoardHead):
        more = words(MORE[entry.kind], time=longest(entry.kind, words))
        return f"{words.of(entry.kind)} {entry.count}, {more}"
    silence = entry.silence
    parts = (
        what(entry, words), why(entry), clean(entry.by_name, 60),
        f"{words(TechnicalSay.END)} {end(silence, now, words)}", left(silence, now, words),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def warning(line: BoardLine, now: datetime, words: Words) -> str:
    """What the status line says when a silence is about to end."""
    silence = line.silence
    return words(
        TechnicalSay.WARNED, kind=words.of(silence.kind), what=what(line, words), time=end(silence, now, words),
        left=left(silence, now, words),
    )  # fmt: skip
