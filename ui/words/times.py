"""Durations, clocks and local moments in words. Pure: everything is given, nothing is asked of the system.

Moments come in as aware UTC and are shown in the centre's own time zone. In the hour that autumn repeats, the clock
says which of the two it means.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
        "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip
TWICE = {"sv": (" sommartid", " vintertid"), "en": (" summer time", " winter time")}

CLOCK_UNTIL = timedelta(minutes=10)
"""A running clock shows minutes and seconds for so long, and then minutes."""


def duration(span: timedelta, language: str = "sv") -> str:
    """A span in words, its sign left out: '19 s', '17 min', '4 h 50 min', '3 dygn'."""
    seconds = int(abs(span).total_seconds())
    if seconds < 100:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days = hours // 24
    return f"{days} dygn" if language == "sv" else f"{days} days"


def clock(span: timedelta) -> str:
    """What a row's clock shows: '01:14' for the first ten minutes, then '17 min', then '4 h 50'. Never negative."""
    span = max(span, timedelta(0))
    seconds = int(span.total_seconds())
    if span < CLOCK_UNTIL:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    minutes = seconds // 60
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02}" if hours < 48 else f"{hours // 24} d"


def countdown(span: timedelta) -> str:
    """Time left to a promise: whole minutes, rounded up so that it never says less than there is; else seconds."""
    seconds = int(max(span, timedelta(0)).total_seconds())
    return f"{-(-seconds // 60)} min" if seconds > 99 else f"{seconds} s"


def time_of_day(moment: datetime, zone: ZoneInfo = STOCKHOLM, language: str = "sv", *, seconds: bool = False) -> str:
    """'01:38' or '01:38:14' where the centre is; with 'sommartid' or 'vintertid' in the hour that comes twice."""
    local = moment.astimezone(zone)
    text = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return text + TWICE[language][local.fold] if _comes_twice(local) else text


def date(moment: datetime, zone: ZoneInfo = STOCKHOLM, language: str = "sv") -> str:
    """'söndag 22 november 2026'."""
    local = moment.astimezone(zone)
    return f"{WEEKDAYS[language][local.weekday()]} {local.day} {MONTHS[language][local.month - 1]} {local.year}"


def day(moment: datetime, zone: ZoneInfo = STOCKHOLM, language: str = "sv") -> str:
    """'21 nov'."""
    local = moment.astimezone(zone)
    return f"{local.day} {MONTHS[language][local.month - 1][:3]}"


def moment(at: datetime, now: datetime, zone: ZoneInfo = STOCKHOLM, language: str = "sv") -> str:
    """The time of day, with the day before it where that is not today."""
    time = time_of_day(at, zone, language)
    is_today = at.astimezone(zone).date() == now.astimezone(zone).date()
    return time if is_today else f"{day(at, zone, language)} {time}"


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() and (
        local.replace(fold=0).utcoffset() or timedelta(0)
    ) > (local.replace(fold=1).utcoffset() or timedelta(0))
