"""A resident's night in words: each event of the table, what stands in a lane, the sentence over all, the foot. Pure.

`as_of` is the moment for which what goes on is told.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.alarm import DeviceKind
from console.domain.night_line import Flag, MarkKind, NightLane, NightLine, NightMark, Usual, Why
from ui.words import Words
from ui.words.case import case_number
from ui.words.night import NightSay as Say
from ui.words.plain import clean

M = MarkKind
MORE_THAN_A_DAY = timedelta(hours=26)
"""Longer than the longest day: then a time needs its date."""

TIMED = {M.LOOK_PLANNED: Say.PLANNED_AT, M.DOSE_PLANNED: Say.PLANNED_AT, M.DOSE_TAKEN: Say.TAKEN_AT,
         M.DOSE_MISSED: Say.MISSED_AT}  # fmt: skip
WORDLESS = frozenset({M.IN_BED, M.OUT_OF_BED, M.MOVED, M.STILL, M.ON_MAT})
"""What a lane shows by its shape alone."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One row of the table, and the mark of which it tells."""

    key: Hashable
    mark: NightMark
    time: str
    source: str
    what: str

    @property
    def is_marked(self) -> bool:
        return self.mark.why is not None


def end_of(mark: NightMark, as_of: datetime) -> datetime:
    """Where a mark ends: of what goes on, now; of a moment, where it began."""
    return mark.until or (max(as_of, mark.at) if mark.is_ongoing else mark.at)


def lasted(mark: NightMark, as_of: datetime) -> timedelta:
    return end_of(mark, as_of) - mark.at


def events_of(line: NightLine, as_of: datetime, words: Words) -> tuple[EventLine, ...]:
    """All marks, oldest first."""
    found: list[EventLine] = []
    seen: dict[Hashable, int] = {}
    ends = {mark.until for mark in line.marks if mark.kind is M.OUT_OF_BED and mark.until is not None}
    for mark in sorted(line.marks, key=lambda mark: (mark.at, mark.lane)):
        place = (mark.lane, mark.kind.value, mark.at)
        seen[place] = number = seen.get(place, 0) + 1
        time, what = moment_of(mark.at, line, words), told(mark, as_of, words)
        if mark.kind is M.IN_BED:
            what = words(Say.BACK_IN_BED if mark.at in ends else Say.WENT_TO_BED)
        found.append(EventLine((*place, number), mark, time, words.of(mark.lane), what))
    return tuple(found)


def moment_of(at: datetime, line: NightLine, words: Words) -> str:
    """The time of day, with its date where the line is longer than a day."""
    time = words.time(at)
    return f"{words.day(at)} {time}" if line.until - line.since > MORE_THAN_A_DAY else time


def told(mark: NightMark, as_of: datetime, words: Words) -> str:
    """What happened, as the table says it."""
    span = lasted(mark, as_of)
    time = words.duration(span)
    if mark.kind is M.OUT_OF_BED:
        text = words(Say.LEFT_BED if mark.why is not None else Say.UP_FOR, time=time)
    elif mark.kind is M.PRESSED:
        text = ", ".join(part for part in (presses(mark, words), sender(mark, words)) if part)
    else:
        parts = [spoken(mark, words), clean(mark.place, 40), time if span >= timedelta(minutes=1) else ""]
        text = ", ".join(part for part in parts if part)
    return f"{text}, {words(Say.ONGOING)}" if mark.is_ongoing and mark.kind is not M.IN_BED else text


def spoken(mark: NightMark, words: Words) -> str:
    """The word for what a mark says, in small letters."""
    if mark.outcome is not None:
        text = words.of(mark.outcome)
    elif mark.kind is M.ALARMED and mark.cause is not None:
        text = words.of(mark.cause)
    else:
        text = words.of(mark.kind)
    return small(text)


def small(text: str) -> str:
    """As inside a sentence; 'SOS' stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def presses(mark: NightMark, words: Words) -> str:
    """'tryck 8' or 'tryck 4–7'."""
    first, last = mark.first_press, max(mark.last_press, mark.first_press)
    if not first:
        return words.of(mark.kind)
    if first == last:
        return words(Say.PRESS, number=first)
    return words(Say.PRESSES, first=first, last=last)


def sender(mark: NightMark, words: Words) -> str:
    """The kind of device, where it is known."""
    return "" if mark.source is DeviceKind.UNKNOWN else small(words.of(mark.source))


def in_lane(mark: NightMark, as_of: datetime, words: Words) -> str:
    """What stands beside a mark in its lane: at most a few words, or how long, where a limit was passed."""
    span = lasted(mark, as_of)
    if mark.kind in WORDLESS:
        return words.duration(span) if mark.why is not None and span > timedelta(0) else ""
    if mark.kind is M.PRESSED:
        return presses(mark, words)
    if mark.kind in TIMED:
        return words(TIMED[mark.kind], time=words.time(mark.at))
    parts = [spoken(mark, words), words.duration(span) if span >= timedelta(minutes=1) else ""]
    return ", ".join(part for part in parts if part)


def under_lane(line: NightLine, lane: NightLane, words: Words) -> str:
    """The small second line of a lane's name."""
    if lane not in line.has_sensors and not any(mark.lane is lane for mark in line.marks):
        return words(Say.LANE_NO_SENSOR) if lane not in (NightLane.LOOK, NightLane.ALARM) else ""
    bands = [band for band in line.bands if band.lane is lane]
    if lane is NightLane.BED and bands:
        return f"{words.time(bands[-1].since)}–{words.time(bands[-1].until)}"
    if lane is NightLane.LOOK:
        return words(Say.LANE_DECIDED, n=sum(mark.lane is lane for mark in line.marks))
    if lane is NightLane.MOTION:
        return words(Say.LANE_ROOMS)
    if lane is NightLane.ALARM:
        return words(Say.LANE_ALL)
    if lane is NightLane.MEDICATION:
        return words(Say.LANE_DISPENSER)
    places = [clean(mark.place, 24) for mark in line.marks if mark.lane is lane and mark.place]
    return places[-1] if places else ""


def most_important(line: NightLine, as_of: datetime, words: Words) -> str:
    """One sentence or two: what passed a limit, or what deviates, or that alarms came, or that nothing did."""
    marked = [mark for mark in line.marks if mark.why is not None]
    if marked:
        return _marked(max(marked, key=lambda mark: mark.at), line, as_of, words)
    alarms = [mark.at for mark in line.marks if mark.lane is NightLane.ALARM]
    if alarms:
        return words(Say.ALARMS, n=len(alarms), time=words.time(max(alarms)))
    if line.deviating:
        first = line.deviating[0]
        return words(Say.DEVIATES, n=first.of_week, what=words.of(first.what))
    return words(Say.NOTHING_UNUSUAL if line.has_sensors else Say.NO_SENSORS)


def _marked(mark: NightMark, line: NightLine, as_of: datetime, words: Words) -> str:
    flag = mark.why.flag if mark.why is not None else None
    span = _measured(mark, as_of)
    if flag is Flag.DOOR_AT_NIGHT:
        return words(Say.DOOR_AT, time=words.time(mark.at))
    if flag is Flag.NO_MOTION:
        return words(Say.NO_MOTION_FOR, time=words.duration(span)) if span else words(Say.NO_MOTION)
    text = words(Say.LEFT_FOR, time=words.duration(span))
    if line.usual is not None:
        text += " " + words(Say.USUAL_LONGEST, time=words.duration(line.usual.longest_up[1]))
    return text


def _measured(mark: NightMark, as_of: datetime) -> timedelta:
    measured = mark.why.measured if mark.why is not None else None
    return lasted(mark, as_of) if mark.is_ongoing or measured is None else measured


def detail(event: EventLine, line: NightLine, as_of: datetime, words: Words) -> str:
    """Under the chosen event: by which sensor, where, and until when."""
    mark = event.mark
    parts = [part for part in (sender(mark, words), clean(mark.place, 40)) if part]
    told_parts = [words.sentence(", ".join(parts)) + "."] if parts else []
    if mark.until is not None and mark.until > mark.at:
        say = Say.BACK_AT if mark.kind is M.OUT_OF_BED else Say.TO
        told_parts.append(words(say, time=words.time(mark.until)))
    elif mark.kind is M.OUT_OF_BED and mark.is_ongoing:
        told_parts.append(words(Say.NOT_BACK))
    if mark.kind is M.OUT_OF_BED:
        ends = end_of(mark, as_of)
        still = next((one for one in line.marks if one.kind is M.STILL and mark.at <= one.at < ends), None)
        if still is not None:
            until = min(end_of(still, as_of), as_of)
            told_parts.append(words(Say.STILL, since=words.time(still.at), until=words.time(until)))
    return " ".join(told_parts)


def reason(mark: NightMark, as_of: datetime, words: Words) -> str:
    """Why an event is marked: what was measured, what the decision allows, what became of it."""
    why = mark.why
    if why is None:
        return words(Say.NOT_MARKED)
    parts = [_was(mark, why, as_of, words)]
    if why.limit is not None:
        parts.append(words(Say.LIMIT, time=words.duration(why.limit)))
    if why.became is not None:
        what = words.sentence(words.of(why.became))
        if why.case is not None:
            parts.append(words(Say.BECAME_IN, what=what, number=case_number(why.case)))
        else:
            parts.append(words(Say.BECAME, what=what))
    return " ".join(parts)


def _was(mark: NightMark, why: Why, as_of: datetime, words: Words) -> str:
    span = _measured(mark, as_of)
    if why.flag in (Flag.UP_TOO_LONG, Flag.NOT_BACK) and span:
        return words(Say.WAS_UP, time=words.duration(span))
    if why.flag is Flag.NO_MOTION and span:
        return words(Say.NO_MOTION_FOR, time=words.duration(span))
    return words.sentence(words.of(why.flag)) + "."


def against(line: NightLine, words: Words) -> tuple[tuple[str, str, str], ...]:
    """What, tonight, and the usual: times up and the longest."""
    usual, tonight = line.usual, line.tonight
    unknown = words(Say.USUAL_NOT_KNOWN)
    ups = words(Say.USUAL, usual=between(*usual.ups)) if usual is not None else unknown
    longest = words(Say.USUAL, usual=between(*_minutes(usual))) if usual is not None else unknown
    return (
        (words(Say.TIMES_UP), words.number(tonight.ups), ups),
        (words(Say.LONGEST_UP), words(Say.MINUTES, number=whole_minutes(tonight.longest_up)), longest),
    )


def prevention(line: NightLine, words: Words) -> str:
    """How the night deviates from the resident's own others, how certain that is, and what comes of it."""
    if line.usual is None:
        return words(Say.NOT_COMPARED)
    if not line.deviating:
        return words(Say.NOT_DEVIATING)
    parts = []
    for one in line.deviating:
        parts.append(words(Say.DEVIATES, n=one.of_week, what=words.of(one.what)))
        parts.append(words(Say.CERTAINTY, n=one.nights, certainty=words.of(one.certainty)))
    return " ".join((*parts, words(Say.NEVER_ALARM)))


def between(low: int, high: int) -> str:
    """'6–12', or one number."""
    return f"{low}–{high}" if low != high else str(low)


def whole_minutes(span: timedelta) -> int:
    return int(span / timedelta(minutes=1))


def _minutes(usual: Usual) -> tuple[int, int]:
    return whole_minutes(usual.longest_up[0]), whole_minutes(usual.longest_up[1])
