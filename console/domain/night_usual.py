"""What is usual for one resident's nights, and whether a night is unlike them. Pure.

A night counts only if the bed's sensor says that somebody slept in it: away, or with a dead sensor, there was none.
Fewer than `FEWEST` nights say nothing.

How certain a deviation is, is our own rule, as plain as it can be said: *high* needs ten nights, all of them less than
this one, and half as much again as the highest usual; *medium* seven nights and half as much again; all else is *low*.
It tells where to look in the morning, and is no measure of risk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from console.domain.night import LOCAL, NOON, moment
from console.domain.night_line import (
    USUAL_NIGHTS,
    Band,
    Bedtime,
    Certainty,
    Deviating,
    Deviation,
    MarkKind,
    NightLane,
    NightMark,
    Usual,
)
from console.domain.sensing import Course
from console.domain.supervision import MINUTES_A_DAY

FEWEST = 5
"""Nights that there must be to say what is usual."""

SLOT = 10
"""Minutes: as fine as a band is."""

OF_NIGHTS = 0.4
"""Of the nights in which something was heard, so many make a time usual."""

GOES_TO_BED = 20 * 60
FELL_ASLEEP = timedelta(minutes=20)
"""Whoever lies down later than that minute, and for so long, has gone to bed."""

RISES = 5 * 60
RISEN = timedelta(minutes=60)
"""Up for so long, or still, after that minute is up for the day."""

LONGER_BY = timedelta(minutes=5)
"""Less than this beyond the usual is nothing."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class PastNight:
    """One night of before. `bedtime` None: no sensor knows of any sleep. `busy` are the ten minutes of the local day
    in which a lane had something, a bit each, counted from noon; a lane that could have had is there, though it be 0.
    """

    night: date
    bedtime: Bedtime | None
    busy: Mapping[NightLane, int] = field(default_factory=dict)


def bedtime(course: Course, night: date, now: datetime) -> Bedtime | None:
    """A night in figures; None where no sensor said that anybody went to bed between the evening and noon."""
    evening, noon = moment(night, GOES_TO_BED), moment(night, MINUTES_A_DAY + NOON)
    rises = moment(night, MINUTES_A_DAY + RISES)
    ins = [one for one in course.ins() if one[0] < noon and (one[1] is None or one[1] > evening)]
    begun = next((one for one in ins if (one[1] or now) - max(one[0], evening) >= FELL_ASLEEP), None)
    if begun is None:
        return None
    longest, ups = timedelta(0), 0
    for out in course.outs():
        if not begun[0] < out.since < noon:
            continue
        lasted = (out.until or min(now, noon)) - out.since
        if out.since >= rises and (out.until is None or lasted >= RISEN):
            return Bedtime(ups, longest, begun[0], out.since)
        ups, longest = ups + 1, max(longest, lasted)
    return Bedtime(ups, longest, begun[0], None)


def busy(marks: Iterable[NightMark], night: date, now: datetime) -> dict[NightLane, int]:
    """In which ten minutes of a night each lane had something, as `PastNight.busy`."""
    begins, ends = moment(night, NOON), moment(night, MINUTES_A_DAY + NOON)
    found: dict[NightLane, int] = {}
    step = timedelta(minutes=SLOT)
    for mark in marks:
        if mark.kind is MarkKind.OUT_OF_BED:
            continue
        at, until = max(mark.at, begins), min(mark.until or (now if mark.is_ongoing else mark.at), ends)
        while at <= until and at < ends:
            found[mark.lane] = found.get(mark.lane, 0) | 1 << _slot(at)
            at += step
        if begins <= until < ends and mark.at < ends:
            found[mark.lane] = found.get(mark.lane, 0) | 1 << _slot(until)
    return found


def _slot(at: datetime) -> int:
    local = at.astimezone(LOCAL)
    return (local.hour * 60 + local.minute - NOON) % MINUTES_A_DAY // SLOT


def bands(past: Sequence[PastNight], night: date) -> tuple[Band, ...]:
    """When each lane usually has something, in the time of `night`. A pause of ten minutes is none."""
    found: list[Band] = []
    for lane in NightLane:
        heard = [one.busy[lane] for one in past if lane in one.busy]
        if len(heard) < FEWEST:
            continue
        counts = [sum(slots >> slot & 1 for slots in heard) for slot in range(MINUTES_A_DAY // SLOT)]
        usual = [slot for slot, count in enumerate(counts) if count >= OF_NIGHTS * len(heard)]
        found += [Band(lane, _at(night, first), _at(night, last + 1)) for first, last in _runs(usual)]
    return tuple(found)


def _at(night: date, slot: int) -> datetime:
    return moment(night, NOON + slot * SLOT)


def _runs(slots: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for slot in slots:
        if runs and slot <= runs[-1][1] + 2:
            runs[-1] = (runs[-1][0], slot)
        else:
            runs.append((slot, slot))
    return runs


def usual(past: Iterable[PastNight]) -> Usual | None:
    """What the nights with a bedtime lie between, the tenth part at either end left out; None for too few."""
    nights = [one.bedtime for one in past if one.bedtime is not None]
    if len(nights) < FEWEST:
        return None
    ups = sorted(one.ups for one in nights)
    longest = sorted(one.longest_up for one in nights)
    low, high = _rank(0.1, len(nights)), _rank(0.9, len(nights))
    return Usual(len(nights), (ups[low], ups[high]), (longest[low], longest[high]))


def _rank(part: float, count: int) -> int:
    return int(part * (count - 1) + 0.5)


def deviating(night: date, tonight: Bedtime | None, past: Sequence[PastNight]) -> tuple[Deviating, ...]:
    """In what a night is unlike the `past` ones."""
    known = usual(past)
    if known is None or tonight is None:
        return ()
    nights = [one.bedtime for one in past if one.bedtime is not None]
    begun = night - timedelta(days=WEEK)
    week = [one.bedtime for one in past if one.bedtime is not None and one.night > begun]
    found: list[Deviating] = []
    if _is_more(tonight, known):
        sure = _certainty(tonight.ups, known.ups[1], [one.ups for one in nights])
        often = 1 + sum(_is_more(one, known) for one in week)
        found.append(Deviating(Deviation.UP_MORE_OFTEN, tonight.ups, known.ups, sure, often, known.nights))
    if _is_longer(tonight, known):
        minutes = _minutes(tonight.longest_up)
        low, high = (_minutes(one) for one in known.longest_up)
        sure = _certainty(minutes, high, [_minutes(one.longest_up) for one in nights])
        often = 1 + sum(_is_longer(one, known) for one in week)
        found.append(Deviating(Deviation.UP_LONGER, minutes, (low, high), sure, often, known.nights))
    return tuple(found)


def _is_more(night: Bedtime, known: Usual) -> bool:
    return night.ups > known.ups[1]


def _is_longer(night: Bedtime, known: Usual) -> bool:
    return night.longest_up >= known.longest_up[1] + LONGER_BY


def _minutes(of: timedelta) -> int:
    return int(of.total_seconds() // 60)


def _certainty(measured: int, highest: int, nights: Sequence[int]) -> Certainty:
    is_far = 2 * measured >= 3 * highest
    if len(nights) >= 10 and is_far and all(one < measured for one in nights):
        return Certainty.HIGH
    return Certainty.MEDIUM if len(nights) >= 7 and is_far else Certainty.LOW


def nights_before(night: date) -> list[date]:
    """The nights that say what is usual, oldest first."""
    return [night - timedelta(days=back) for back in range(USUAL_NIGHTS, 0, -1)]
