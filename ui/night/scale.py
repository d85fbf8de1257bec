"""The axis of time: which hours or days are marked on it, and how. Pure.

What lies between two marks is time that has passed: in the night of autumn that has an hour twice, both stand there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ui.words import Words, times

STEPS = tuple(timedelta(minutes=each) for each in (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440))
LEAST_APART = 38
"""Unscaled pixels between two marks of hours."""

DAYS_FROM = timedelta(hours=50)
"""Where more is seen, days are marked."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of the axis; `more` tells the two hours of one name apart."""

    at: datetime
    text: str
    more: str = ""


def step_for(seen: timedelta, pixels: float) -> timedelta:
    """How far apart the marks are, where so much time is seen on so many unscaled pixels."""
    if seen > DAYS_FROM:
        return DAY
    for step in STEPS:
        least = LEAST_APART + (14 if step < HOUR else 0)
        if pixels * (step / seen) >= least:
            return step
    return DAY


def ticks(since: datetime, until: datetime, step: timedelta, words: Words, *, is_long: bool) -> tuple[Tick, ...]:
    """The marks from `since` to `until`, both included, at whole steps of the local day; of a long line midnight says
    which day begins."""
    return tuple(_tick(at, step, words, is_long=is_long) for at in _moments(since, until, step, words.zone))


def _moments(since: datetime, until: datetime, step: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
    small = min(step, HOUR)
    at = since - (since - since.replace(hour=0, minute=0, second=0, microsecond=0)) % small
    whole = round(step / timedelta(minutes=1))
    while at <= until:
        local = at.astimezone(zone)
        if at >= since and (local.hour * 60 + local.minute) % whole == 0:
            yield at
        at += small


def _tick(at: datetime, step: timedelta, words: Words, *, is_long: bool) -> Tick:
    local = at.astimezone(words.zone)
    if step >= DAY:
        weekday = times.WEEKDAYS[words.language][local.weekday()]
        return Tick(at, f"{weekday[:3]} {local.day} {times.MONTHS[words.language][local.month - 1][:3]}")
    text = f"{local:%H:%M}" if step < HOUR else f"{local:%H}"
    if is_long and (local.hour, local.minute) == (0, 0):
        return Tick(at, text, words.day(at))
    return Tick(at, text, words.time(at)[5:].strip())


def night_of(since: datetime, until: datetime, words: Words) -> str:
    """'21–22 november', '30 november–1 december', or one day."""
    first, last = since.astimezone(words.zone), (until - timedelta(seconds=1)).astimezone(words.zone)
    months = times.MONTHS[words.language]
    end = f"{last.day} {months[last.month - 1]}"
    if first.date() == last.date():
        return end
    start = f"{first.day}" if first.month == last.month else f"{first.day} {months[first.month - 1]}"
    return f"{start}–{end}"
