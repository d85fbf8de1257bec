"""The sources that talk most as lines: who, how, how often. Pure. Nothing is dropped or silenced by being named."""

from collections.abc import Hashable
from dataclasses import dataclass

from console.domain.chatter import Chatter, LoudSource
from console.domain.silence import AboutKind, SilenceKind
from console.domain.silence_about import SilenceAbout
from console.services.screen import SilencesTold
from ui.technical.board_lines import people
from ui.words import Words
from ui.words.plain import clean
from ui.words.technical import TechnicalSay as Say


@dataclass(frozen=True, slots=True)
class LoudLine:
    """One source. `most` is the count of the loudest; `is_silenced` where a silence is about it."""

    source: LoudSource
    most: int
    is_silenced: bool

    @property
    def key(self) -> Hashable | None:
        return (self.source.municipality, self.source.device)


def loud_of(chatter: Chatter | None, silences: SilencesTold | None) -> tuple[LoudLine, ...]:
    """The loudest first."""
    if chatter is None:
        return ()
    about = {
        one.about.id
        for one in (silences.silences if silences is not None else ())
        if one.about.kind is AboutKind.DEVICE and one.kind is not SilenceKind.NOTICE
    }
    most = max((source.count for source in chatter.sources), default=0)
    return tuple(
        LoudLine(source, most, f"{source.municipality}/{source.device}" in about) for source in chatter.sources
    )


def name(source: LoudSource, words: Words) -> str:
    """Whose it is, or what stands where."""
    kind = words.of(source.kind)
    who = people(SilenceAbout(source.people), words)
    if who:
        return f"{kind}, {who}"
    return ", ".join(part for part in (kind, clean(source.place, 80) or clean(source.device, 80)) if part)


def how(line: LoudLine, words: Words) -> str:
    """How it repeats itself."""
    return hows(line, words)[0]


def hows(line: LoudLine, words: Words) -> tuple[str, ...]:
    """The same, the fullest form first."""
    source = line.source
    parts = [words.of(source.pattern)]
    if source.cause is not None:
        parts.insert(0, words.of(source.cause))
    if source.is_chattering:
        parts.append(words(Say.LOUD_QUICK))
    return tuple(words.sentence(", ".join(parts[:count])) for count in range(len(parts), 0, -1))


def state(line: LoudLine, words: Words) -> str:
    """What has been done about it."""
    return words(Say.LOUD_SILENCED) if line.is_silenced else ""


def told_of(line: LoudLine, words: Words) -> str:
    """What a screen reader says of it."""
    parts = (name(line.source, words), how(line, words), words.number(line.source.count), state(line, words))
    return ", ".join(part for part in parts if part)
