"""When alarms come faster than people can take them (ISA-18.2, 16.5: ten in ten minutes for each operator)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=10)
BEGINS_AT = 10
ENDS_UNDER = 5
"""Alarms within `WITHIN` for each operator: from so many it is a flood, under so few it is over."""


@dataclass(frozen=True, slots=True)
class Flood:
    """A flood that goes on. `alarms` within ten minutes when it began, by `operators`."""

    since: datetime
    alarms: int
    operators: int


def begins(alarms: int, operators: int) -> bool:
    """Whether so many alarms within ten minutes are a flood for so many operators; an empty room counts as one."""
    return alarms >= BEGINS_AT * max(1, operators)


def ends(alarms: int, operators: int) -> bool:
    """Whether a flood is over."""
    return alarms < ENDS_UNDER * max(1, operators)
