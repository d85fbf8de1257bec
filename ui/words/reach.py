"""Whether an alarm can be raised now, in words: the answer first, then why. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from console.domain.alarm import Cause
from console.domain.journal import CaseSummary
from console.domain.reach import DeviceReach, PersonReach, Reach
from ui.words import Words
from ui.words.card import CardSay
from ui.words.plain import clean

PATHS = {"net": CardSay.PATH_NET, "mobile": CardSay.PATH_MOBILE, "phone": CardSay.PATH_PHONE}


@dataclass(frozen=True, slots=True)
class Told:
    """The answer ('Ja.'), why, and a line for each further alarm device."""

    answer: str
    why: str
    others: tuple[str, ...]


def last_test(history: Iterable[CaseSummary]) -> datetime | None:
    """When somebody last sent a test alarm, as far as this part of the history says."""
    return max((each.opened_at for each in history if each.cause == Cause.TEST), default=None)


def tell(found: PersonReach, tested_at: datetime | None, now: datetime, words: Words) -> Told:
    """`found` in words; `tested_at` is the last test alarm that is known of."""
    answer = words.sentence(words.of(found.reach)) + "."
    if not found.devices:
        return Told(answer, words(CardSay.NO_ALARM_DEVICE), ())
    parts = list(_why(found.devices[0], now, words))
    if tested_at is not None:
        parts.append(words(CardSay.LAST_TEST, day=words.day(tested_at)))
    others = (_other(each, now, words) for each in found.devices[1:])
    why = words.sentence(", ".join(parts))
    return Told(answer, f"{why}." if why else "", tuple(others))


def device_name(each: DeviceReach, words: Words) -> str:
    """'Trygghetslarm, armband'."""
    device = each.line.device
    return ", ".join(part for part in (words.of(device.kind), clean(device.place, 60)) if part)


def _other(each: DeviceReach, now: datetime, words: Words) -> str:
    why = ", ".join((words.of(each.reach), *_why(each, now, words)))
    return f"{device_name(each, words)}: {why}"


def _why(each: DeviceReach, now: datetime, words: Words) -> tuple[str, ...]:
    sign = each.line.sign
    if sign is None:
        return (words(CardSay.NEVER_HEARD),)
    ago = words.duration(now - sign.at)
    if each.is_silent:
        return (words(CardSay.LAST_HEARD, time=ago),)
    down = words(CardSay.DOWN, paths=_named(each.down, words)) if each.down else ""
    mains = {True: words(CardSay.MAINS), False: words(CardSay.NO_MAINS), None: ""}[sign.has_mains]
    return tuple(part for part in (_ways(each, len(sign.paths), ago, words), down, mains) if part)


def _ways(each: DeviceReach, paths: int, ago: str, words: Words) -> str:
    match each.reach:
        case Reach.CAN_ALARM if not paths:
            return words(CardSay.WAYS_UNTOLD, time=ago)
        case Reach.CAN_ALARM if len(each.up) == paths:
            return words(CardSay.WAYS, n=paths)
        case Reach.CAN_ALARM:
            return words(CardSay.WAYS_OF, up=len(each.up), all=paths)
        case Reach.PHONE_ONLY:
            return ""
        case Reach.NO_PATH:
            return words(CardSay.NO_WAY)
        case Reach.UNKNOWN:
            return words(CardSay.WAYS_UNKNOWN)
        case _:
            assert_never(each.reach)


def _named(paths: Iterable[str], words: Words) -> str:
    return ", ".join(words(PATHS[path]) if path in PATHS else clean(path, 20) for path in paths)
