"""What is known, link by link, in words. Pure: a screen counts the seconds by calling it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.link import LinkFact, LinkKind, LinkStanding
from ui.assets import Icon
from ui.words import Words
from ui.words.blind import BlindSay as Say
from ui.words.plain import clean

GIGABIT = 1000


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One link. `is_news` is what to look at: it is not as it should be."""

    icon: Icon
    what: str
    how: str
    is_news: bool


def known(fact: LinkFact, now: datetime, words: Words) -> KnownLine:
    """One link in words."""
    icon = ICONS[fact.standing]
    is_news = fact.standing is not LinkStanding.WORKING
    return KnownLine(icon, _what(fact, words), _how(fact, now, words), is_news)


ICONS = {
    LinkStanding.WORKING: Icon.STEP,
    LinkStanding.BROKEN: Icon.CROSS,
    LinkStanding.REFUSED: Icon.CROSS,
    LinkStanding.SHARED: Icon.CROSS,
    LinkStanding.WAITING: Icon.BACKLOG,
    LinkStanding.UNKNOWN: Icon.UNKNOWN,
}


def _what(fact: LinkFact, words: Words) -> str:
    if fact.kind is LinkKind.BROKER and fact.name:
        return words(Say.BROKER, name=clean(fact.name, 80))
    if fact.kind is LinkKind.GATEWAY and fact.name:
        return f"{words.of(fact.kind)} {clean(fact.name, 80)}"
    return words.of(fact.kind)


def _how(fact: LinkFact, now: datetime, words: Words) -> str:
    is_working = fact.standing is LinkStanding.WORKING
    if fact.kind is LinkKind.NETWORK and is_working:
        return words(Say.UP_RATE, rate=_rate(fact.megabits)) if fact.megabits else words(Say.UP)
    if fact.kind is LinkKind.NETWORK and fact.standing is LinkStanding.BROKEN:
        return words(Say.DOWN)
    if fact.kind is LinkKind.JOURNAL and is_working:
        return words(Say.WRITES)
    if fact.kind is LinkKind.CARDS:
        return _cards(fact, now, words)
    if fact.kind is LinkKind.RETRY and fact.attempt:
        if fact.until is None:
            return words(Say.ATTEMPT_NOW, number=fact.attempt)
        left = words.duration(max(fact.until - now, timedelta(0)))
        return words(Say.ATTEMPT_IN, number=fact.attempt, time=left)
    if fact.standing is LinkStanding.BROKEN and fact.since is not None:
        return words(Say.BROKEN_SINCE, time=words.time(fact.since, seconds=True))
    return words.of(fact.standing)


def _cards(fact: LinkFact, now: datetime, words: Words) -> str:
    if fact.at is not None:
        return words(Say.CARDS_AT, time=words.moment(fact.at, now))
    return words(Say.CARDS_OWN if fact.standing is LinkStanding.WORKING else Say.CARDS_NONE)


def _rate(megabits: int | None) -> str:
    if megabits is None:
        return ""
    return f"{megabits // GIGABIT} Gbit/s" if megabits >= GIGABIT else f"{megabits} Mbit/s"
