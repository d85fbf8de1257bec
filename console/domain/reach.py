"""Whether somebody can raise an alarm now, and why: from what their alarm devices last said of themselves, from the
faults that are open on them, and from their last test. Pure: `now` is given.

What is not known is never taken for well: a device that has been silent for too long, or that never spoke, is unknown.
And what is not known is not taken for lost: `NO_PATH` is said only where every path is told to be down, where the power
is gone, or where a device has missed all its heartbeats (which `heartbeats` decides: a silence of ours is none of
theirs) and has no telephone to fall back on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.alarm import Cause, DeviceKind
from console.domain.device_line import DeviceLine
from console.domain.ids import DeviceId

ALARM_DEVICES = frozenset(
    {
        DeviceKind.PERSONAL_ALARM,
        DeviceKind.TELEPHONE_ALARM,
        DeviceKind.MOBILE_ALARM,
        DeviceKind.TABLET,
        DeviceKind.TRACKER,
        DeviceKind.ROOM_CALL,
    }
)
"""What a person calls with, by the own hand. Mats, smoke detectors and the like alarm by themselves."""

ON_BATTERY = frozenset({DeviceKind.MOBILE_ALARM, DeviceKind.TRACKER})
"""What has no mains while it is worn."""

NET, MOBILE, PHONE = "net", "mobile", "phone"
"""The paths' names in the stream contract; another is a sender's own word."""

SHORTEST_INTERVAL = timedelta(minutes=1)
"""Who promises a word more often is held to this: a few lost messages are no silence. The figure is ours."""

SILENT_AFTER_INTERVALS = 2
"""The contract promises a status within each interval; one may be lost on the way."""

SILENT_AFTER = timedelta(hours=25)
"""For a device that promises no interval: one self-test a day, and an hour for it to come. The figure is ours."""

PROVEN_FOR = timedelta(days=40)
"""So long a monthly test speaks for the telephone path: a month, and time for the next to be late. The figure is
ours."""

BATTERY_LOW_PERCENT = 20
"""From here down a battery that nothing charges is said to be a reason. The figure is ours."""

ESTIMATED_FROM = timedelta(minutes=10)
"""A battery is watched so long before its end is estimated."""


class Reach(StrEnum):
    """Whether an alarm would come through. `UNKNOWN` where nobody can say."""

    NO_PATH = "no_path"
    UNKNOWN = "unknown"
    PHONE_ONLY = "phone_only"
    CAN_ALARM = "can_alarm"


RISING = (Reach.NO_PATH, Reach.UNKNOWN, Reach.PHONE_ONLY, Reach.CAN_ALARM)
"""From none to all. Of several devices the best counts; what is unknown may be better than none."""


class ReachGround(StrEnum):
    """Why, the gravest first."""

    POWER_GONE = "power_gone"
    HEARTBEATS_MISSED = "heartbeats_missed"
    PATHS_DOWN = "paths_down"
    BATTERY_UNSURE = "battery_unsure"
    TRIGGER_UNSURE = "trigger_unsure"
    SILENT = "silent"
    NEVER_HEARD = "never_heard"
    PATHS_UNKNOWN = "paths_unknown"
    TEST_MISSED = "test_missed"
    NOT_PROVEN = "not_proven"
    SOME_PATHS_DOWN = "some_paths_down"
    MAINS_LOST = "mains_lost"
    BATTERY_LOW = "battery_low"


GRAVEST = tuple(ReachGround)


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a device beside its own last word. `faults` are the technical causes that are open on it, with
    the moment of each: a later word of its own overrules it. `is_missed`: all its heartbeats, by the watch's count.
    `tested_at` is its last proven test; it is asked for only where tests are expected (`is_test_expected`)."""

    faults: Mapping[Cause, datetime] = field(default_factory=dict)
    is_missed: bool = False
    tested_at: datetime | None = None
    is_test_expected: bool = False


@dataclass(frozen=True, slots=True)
class DeviceReach:
    """One alarm device: whether it comes through, and by which paths it last said that it does (`up`) and does not
    (`down`). Where it has been silent for too long (`is_silent`) they are no longer to be relied on."""

    line: DeviceLine
    reach: Reach
    is_silent: bool
    up: tuple[str, ...]
    down: tuple[str, ...]
    grounds: tuple[ReachGround, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonReach:
    """What holds for the person, and for each alarm device, the best first; none where the register has none."""

    reach: Reach
    devices: tuple[DeviceReach, ...]

    @property
    def grounds(self) -> tuple[ReachGround, ...]:
        """Why, by the best of the devices."""
        return self.devices[0].grounds if self.devices else ()


def silent_after(interval_s: int | None) -> timedelta:
    """After how long a device that promises this interval is silent."""
    if not interval_s:
        return SILENT_AFTER
    return max(SHORTEST_INTERVAL, timedelta(seconds=interval_s)) * SILENT_AFTER_INTERVALS


def is_silent(line: DeviceLine, now: datetime) -> bool:
    """Whether a device's last sign of life is older than it may be, or there is none."""
    return line.sign is None or now - line.sign.at > silent_after(line.device.heartbeat_interval_s)


def reach_of(
    lines: Iterable[DeviceLine], now: datetime, conditions: Mapping[DeviceId, Condition] | None = None
) -> PersonReach:
    """Whether the person with these devices can raise an alarm at `now` (aware UTC). Without `conditions`, by the
    devices' own words alone."""
    known = conditions or {}
    found = [
        _device(line, now, known.get(line.device.id, Condition()))
        for line in lines
        if line.device.kind in ALARM_DEVICES
    ]
    devices = tuple(sorted(found, key=lambda each: RISING.index(each.reach), reverse=True))
    return PersonReach(devices[0].reach if devices else Reach.UNKNOWN, devices)


def lasts_until(since: datetime, percent_then: int, at: datetime, percent: int) -> datetime | None:
    """When a battery is empty that fell from one percentage to the other: by a straight line, and so a rough word.
    None where it was watched for less than ten minutes, or has not fallen."""
    if at - since < ESTIMATED_FROM or percent >= percent_then:
        return None
    return at + (at - since) * percent / (percent_then - percent)


def _device(line: DeviceLine, now: datetime, condition: Condition) -> DeviceReach:
    up, down = _paths(line, condition)
    silent = is_silent(line, now)
    grounds: set[ReachGround] = set()
    reach = _by_paths(line, condition, up, down, silent, grounds)
    reach = _by_test(reach, condition, now, grounds)
    reach = _by_power(reach, line, condition, grounds)
    if Cause.RADIO_TEST_MISSED in condition.faults:
        grounds.add(ReachGround.TRIGGER_UNSURE)
        reach = min(reach, Reach.UNKNOWN, key=RISING.index)
    return DeviceReach(line, reach, silent, up, down, tuple(one for one in GRAVEST if one in grounds))


def _paths(line: DeviceLine, condition: Condition) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that are up and down: by the device's own word, but where a fault was told after it."""
    told = dict(line.sign.paths) if line.sign is not None else {}
    said_at = line.sign.at if line.sign is not None else None
    lost: set[str] = set()
    for cause, at in condition.faults.items():
        if said_at is not None and said_at >= at and told:
            continue
        if cause is Cause.LINK_LOST:
            lost |= {name for name in told if name != PHONE} | {NET}
        elif cause is Cause.PRIMARY_LINK_LOST:
            lost.add(NET)
        elif cause is Cause.REDUNDANT_LINK_LOST:
            lost.add(MOBILE)
    up = tuple(name for name, is_up in told.items() if is_up and name not in lost)
    down = tuple(name for name, is_up in told.items() if is_up is False or name in lost)
    return up, (*down, *sorted(lost - told.keys()))


def _by_paths(
    line: DeviceLine,
    condition: Condition,
    up: tuple[str, ...],
    down: tuple[str, ...],
    silent: bool,
    grounds: set[ReachGround],
) -> Reach:
    if condition.is_missed:
        grounds.add(ReachGround.HEARTBEATS_MISSED)
        if line.sign is None:  # it never said what ways it has
            grounds.add(ReachGround.NEVER_HEARD)
            return Reach.UNKNOWN
        is_telephone = line.device.kind is DeviceKind.TELEPHONE_ALARM and not _are_all_down(line, down)
        has_phone = PHONE in up or is_telephone
        return Reach.UNKNOWN if has_phone else Reach.NO_PATH
    if silent:
        grounds.add(ReachGround.NEVER_HEARD if line.sign is None else ReachGround.SILENT)
        return Reach.UNKNOWN
    if down:
        grounds.add(ReachGround.SOME_PATHS_DOWN)
    if any(name != PHONE for name in up):
        return Reach.CAN_ALARM
    if up:
        return Reach.PHONE_ONLY
    if not (line.sign is not None and line.sign.paths) and not down:
        return Reach.CAN_ALARM  # without paths: a fresh sign of life came some way
    if _are_all_down(line, down):
        grounds.discard(ReachGround.SOME_PATHS_DOWN)
        grounds.add(ReachGround.PATHS_DOWN)
        return Reach.NO_PATH
    grounds.add(ReachGround.PATHS_UNKNOWN)
    return Reach.UNKNOWN


def _are_all_down(line: DeviceLine, down: tuple[str, ...]) -> bool:
    """Whether the device told of ways, and each of them is down."""
    told = {name for name, _ in line.sign.paths} if line.sign is not None else set()
    return bool(told) and told <= set(down)


def _by_test(reach: Reach, condition: Condition, now: datetime, grounds: set[ReachGround]) -> Reach:
    """The telephone is used by tests and alarms only: what no test has proven lately is not believed."""
    is_missed = Cause.TEST_MISSED in condition.faults
    tested = condition.tested_at
    is_old = condition.is_test_expected and (tested is None or now - tested > PROVEN_FOR)
    if is_missed:
        grounds.add(ReachGround.TEST_MISSED)
    if is_old:
        grounds.add(ReachGround.NOT_PROVEN)
    return Reach.UNKNOWN if reach is Reach.PHONE_ONLY and (is_missed or is_old) else reach


def _by_power(reach: Reach, line: DeviceLine, condition: Condition, grounds: set[ReachGround]) -> Reach:
    """No mains and no battery is no way out; a battery that failed where the mains are not known is unsure."""
    sign = line.sign
    percent = sign.battery_percent if sign is not None else None
    lost_at = condition.faults.get(Cause.MAINS_LOST)
    has_mains = sign.has_mains if sign is not None else None
    if lost_at is not None and (sign is None or sign.has_mains is None or sign.at < lost_at):
        has_mains = False
    if line.device.kind in ON_BATTERY and not has_mains:
        has_mains = False
    failed_at = condition.faults.get(Cause.BATTERY_FAILED)
    is_overruled = failed_at is not None and sign is not None and bool(percent) and sign.at > failed_at
    is_empty = percent == 0 or (failed_at is not None and not is_overruled)
    if has_mains is False and line.device.kind not in ON_BATTERY:
        grounds.add(ReachGround.MAINS_LOST)
    if is_empty and has_mains is False:
        grounds.add(ReachGround.POWER_GONE)
        return Reach.NO_PATH
    if is_empty and has_mains is None:
        grounds.add(ReachGround.BATTERY_UNSURE)
        return min(reach, Reach.UNKNOWN, key=RISING.index)
    if percent is not None and percent <= BATTERY_LOW_PERCENT and not has_mains:
        grounds.add(ReachGround.BATTERY_LOW)
    return reach
