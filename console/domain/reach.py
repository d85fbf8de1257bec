"""Whether somebody can raise an alarm now, from what their alarm devices last said of themselves. Pure: `now` is given.

What is not known is never taken for well: a device that has been silent for too long, or that never spoke, is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.alarm import DeviceKind
from console.domain.card import DeviceLine

ALARM_DEVICES = frozenset(
    {
        DeviceKind.PERSONAL_ALARM,
        DeviceKind.TELEPHONE_ALARM,
        DeviceKind.MOBILE_ALARM,
        DeviceKind.TRACKER,
        DeviceKind.ROOM_CALL,
    }
)
"""What a person calls with, by the own hand. Mats, smoke detectors and the like alarm by themselves."""

PHONE = "phone"
"""The path's name in the stream contract; the others are `net`, `mobile`, or a sender's own word."""

SILENT_AFTER_INTERVALS = 2
"""The contract promises a status within each interval; one may be lost on the way."""

SILENT_AFTER = timedelta(hours=25)
"""For a device that promises no interval: one self-test a day, and an hour for it to come. The figure is ours."""


class Reach(StrEnum):
    """Whether an alarm would come through. `UNKNOWN` where nobody can say."""

    NO_PATH = "no_path"
    UNKNOWN = "unknown"
    PHONE_ONLY = "phone_only"
    CAN_ALARM = "can_alarm"


RISING = (Reach.NO_PATH, Reach.UNKNOWN, Reach.PHONE_ONLY, Reach.CAN_ALARM)
"""From none to all. Of several devices the best counts; what is unknown may be better than none."""


@dataclass(frozen=True, slots=True)
class DeviceReach:
    """One alarm device: whether it comes through, and by which paths it last said that it does (`up`) and does not
    (`down`). Where it has been silent for too long (`is_silent`) they are no longer to be relied on."""

    line: DeviceLine
    reach: Reach
    is_silent: bool
    up: tuple[str, ...]
    down: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonReach:
    """What holds for the person, and for each alarm device, the best first; none where the register has none."""

    reach: Reach
    devices: tuple[DeviceReach, ...]


def is_silent(line: DeviceLine, now: datetime) -> bool:
    """Whether a device's last sign of life is older than it may be, or there is none."""
    if line.sign is None:
        return True
    interval = line.device.heartbeat_interval_s
    longest = timedelta(seconds=interval * SILENT_AFTER_INTERVALS) if interval else SILENT_AFTER
    return now - line.sign.at > longest


def reach_of(lines: Iterable[DeviceLine], now: datetime) -> PersonReach:
    """Whether the person with these devices can raise an alarm at `now` (aware UTC)."""
    found = [_device(line, now) for line in lines if line.device.kind in ALARM_DEVICES]
    devices = tuple(sorted(found, key=lambda each: RISING.index(each.reach), reverse=True))
    return PersonReach(devices[0].reach if devices else Reach.UNKNOWN, devices)


def _device(line: DeviceLine, now: datetime) -> DeviceReach:
    paths = line.sign.paths if line.sign is not None else ()
    up = tuple(name for name, is_up in paths if is_up)
    down = tuple(name for name, is_up in paths if is_up is False)
    silent = is_silent(line, now)
    if silent:
        reach = Reach.UNKNOWN
    elif any(name != PHONE for name in up) or not paths:
        reach = Reach.CAN_ALARM  # without paths: a fresh sign of life came some way
    elif up:
        reach = Reach.PHONE_ONLY
    else:
        reach = Reach.NO_PATH if len(down) == len(paths) else Reach.UNKNOWN
    return DeviceReach(line, reach, silent, up, down)
