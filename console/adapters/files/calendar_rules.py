"""What repeats in a calendar, as single times: the part of RFC 5545 (3.3.10) that plans of shifts and visits use.

Days, weeks and months by the clock on the wall, with INTERVAL, COUNT, UNTIL and days of the week. Whatever else a rule
says makes it not understood: a repetition that is guessed sends somebody who is at home. Bounded, whatever a rule says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST = 1000
"""Times that one rule may give within `AHEAD`."""
AHEAD = timedelta(days=400)
OLDEST = timedelta(days=3653)
"""A repetition that began longer ago is not followed."""

_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY"})


class NotUnderstood(Exception):
    """Why a repetition is not followed, without a value of the file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How something repeats. `days` are of the week, 0 Monday; None for that of the first time."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | date | None = None
    days: frozenset[int] | None = None

    def has(self, day: date, first: date) -> bool:
        """Whether it happens on that day, counted from the first."""
        match self.frequency:
            case "DAILY":
                is_due = (day - first).days % self.interval == 0
                return is_due and (self.days is None or day.weekday() in self.days)
            case "WEEKLY":
                weeks = (_monday(day) - _monday(first)).days // 7
                return weeks % self.interval == 0 and day.weekday() in (self.days or {first.weekday()})
            case _:
                months = (day.year - first.year) * 12 + day.month - first.month
                return months % self.interval == 0 and day.day == first.day


def rule_of(parts: Mapping[str, Sequence[object]]) -> Rule:
    """The rule that a file states by its parts. Raises NotUnderstood."""
    said = {str(name).upper(): list(values) for name, values in parts.items()}
    if not said.keys() <= _PARTS:
        raise NotUnderstood("only FREQ, INTERVAL, COUNT, UNTIL, BYDAY and WKST")
    frequency = str(_one(said.get("FREQ"))).upper()
    if frequency not in _FREQUENCIES:
        raise NotUnderstood("DAILY, WEEKLY or MONTHLY")
    days = frozenset(_day(each) for each in said["BYDAY"]) if "BYDAY" in said else None
    if days is not None and frequency == "MONTHLY":
        raise NotUnderstood("a month is counted by its days")
    interval = _whole(said.get("INTERVAL", [1]))
    if frequency == "WEEKLY" and interval > 1 and str(_one(said.get("WKST", ["MO"]))).upper() != "MO":
        raise NotUnderstood("weeks begin on Mondays")
    count = _whole(said["COUNT"]) if "COUNT" in said else None
    until = _one(said["UNTIL"]) if "UNTIL" in said else None
    if until is not None and not isinstance(until, date):
        raise NotUnderstood("UNTIL is a date or a moment")
    return Rule(frequency, interval, count, until, days)


def times_of(first: datetime, rule: Rule, since: datetime) -> Iterator[datetime]:
    """When it begins, on the wall where `first` hangs, from `since` on and at most `AHEAD`. Raises NotUnderstood where
    that is too often, or it began too long ago."""
    if since - first > OLDEST:
        raise NotUnderstood("it began more than ten years ago")
    day, counted, given = first.date(), 0, 0
    last = (since + AHEAD).date()
    while day <= last and (rule.count is None or counted < rule.count):
        if rule.has(day, first.date()):
            at = datetime.combine(day, first.timetz())
            if not _is_in(at, rule.until):
                return
            counted += 1
            if at >= since:
                given += 1
                if given > MOST:
                    raise NotUnderstood(f"more than {MOST} times")
                yield at
        day += timedelta(days=1)


def _is_in(at: datetime, until: datetime | date | None) -> bool:
    match until:
        case None:
            return True
        case datetime():
            limit = until if until.tzinfo is not None else until.replace(tzinfo=at.tzinfo)
            return at.astimezone(UTC) <= limit.astimezone(UTC)
        case _:
            return at.date() <= until


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _one(values: Sequence[object] | None) -> object:
    if not values or len(values) != 1:
        raise NotUnderstood("each part once")
    return values[0]


def _whole(values: Sequence[object]) -> int:
    value = _one(values)
    if not isinstance(value, int) or not 1 <= value <= 10_000:
        raise NotUnderstood("INTERVAL and COUNT from 1 to 10000")
    return value


def _day(value: object) -> int:
    found = _DAYS.get(str(value).upper())
    if found is None:
        raise NotUnderstood("days of the week without a number")
    return found
