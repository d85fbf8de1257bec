"""Whether an alarm can be raised now: what is not known is never taken for well."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import Cause, DeviceKind
from console.domain.device_line import DeviceLine
from console.domain.ids import DeviceId
from console.domain.journal import SignOfLife
from console.domain.lifting import MUTING
from console.domain.reach import (
    ALARM_DEVICES,
    RISING,
    SILENT_AFTER,
    Condition,
    Reach,
    ReachGround,
    is_silent,
    lasts_until,
    reach_of,
    silent_after,
)
from console.domain.resident import Device
from tests.builders import NORRBY, T0

Paths = tuple[tuple[str, bool | None], ...]


def line(
    paths: Paths = (), ago: float | None = 30, kind: DeviceKind = DeviceKind.PERSONAL_ALARM, interval: int | None = 90
) -> DeviceLine:
    device = Device(DeviceId("d"), NORRBY, "s", kind, heartbeat_interval_s=interval)
    sign = None if ago is None else SignOfLife(NORRBY, device.id, T0 - timedelta(seconds=ago), paths=paths)
    return DeviceLine(device, sign)


paths = st.lists(
    st.tuples(st.sampled_from(("net", "mobile", "phone", "sms")), st.sampled_from((True, False, None))), max_size=4
).map(tuple)
lines = st.builds(
    line,
    paths,
    st.one_of(st.none(), st.floats(0, 200_000)),
    st.sampled_from(DeviceKind),
    st.one_of(st.none(), st.integers(1, 86_400)),
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((("net", True), ("mobile", True)), Reach.CAN_ALARM),
        ((("net", False), ("mobile", True)), Reach.CAN_ALARM),
        ((("net", False), ("phone", True)), Reach.PHONE_ONLY),
        ((("phone", True),), Reach.PHONE_ONLY),
        ((("net", False), ("mobile", False), ("phone", False)), Reach.NO_PATH),
        ((("net", False), ("mobile", None)), Reach.UNKNOWN),
        ((), Reach.CAN_ALARM),
    ],
)
def test_what_a_device_says_of_its_paths_decides(told: Paths, expected: Reach) -> None:
    assert reach_of([line(told)], T0).reach is expected


def test_one_status_may_be_lost_and_then_nothing_is_known() -> None:
    up: Paths = (("net", True),)
    assert reach_of([line(up, ago=180)], T0).reach is Reach.CAN_ALARM
    assert reach_of([line(up, ago=181)], T0).reach is Reach.UNKNOWN
    day = SILENT_AFTER.total_seconds()
    assert reach_of([line(up, ago=day, interval=None)], T0).reach is Reach.CAN_ALARM
    assert reach_of([line(up, ago=day + 1, interval=None)], T0).reach is Reach.UNKNOWN


def test_the_best_device_counts_and_stands_first() -> None:
    found = reach_of([line((("net", False),)), line(ago=None), line((("phone", True),))], T0)
    assert found.reach is Reach.PHONE_ONLY
    assert [each.reach for each in found.devices] == [Reach.PHONE_ONLY, Reach.UNKNOWN, Reach.NO_PATH]


def test_without_an_alarm_device_nobody_can_say() -> None:
    assert reach_of([], T0).reach is Reach.UNKNOWN
    assert reach_of([line((("net", True),), kind=DeviceKind.ALARM_MAT)], T0).reach is Reach.UNKNOWN


@given(st.lists(lines, max_size=5))
def test_can_alarm_is_said_only_where_an_alarm_device_spoke_in_time(found: list[DeviceLine]) -> None:
    answer = reach_of(found, T0)
    if answer.reach in (Reach.CAN_ALARM, Reach.PHONE_ONLY):
        assert any(each.device.kind in ALARM_DEVICES and not is_silent(each, T0) for each in found)
    assert {each.line.device.kind for each in answer.devices} <= ALARM_DEVICES
    assert len(answer.devices) == sum(each.device.kind in ALARM_DEVICES for each in found)


@given(st.lists(lines, max_size=4), lines)
def test_one_device_more_never_makes_it_worse_than_unknown_or_than_it_was(
    found: list[DeviceLine], more: DeviceLine
) -> None:
    before, after = reach_of(found, T0), reach_of([*found, more], T0)
    if before.devices:
        assert RISING.index(after.reach) >= RISING.index(before.reach)
    assert after.reach is reach_of([more, *found], T0).reach


@given(st.lists(lines, max_size=4), st.integers(0, 10**6))
def test_as_time_passes_in_silence_we_only_know_less(found: list[DeviceLine], seconds: int) -> None:
    later = {each.line for each in reach_of(found, T0 + timedelta(seconds=seconds)).devices if not each.is_silent}
    assert later <= {each.line for each in reach_of(found, T0).devices if not each.is_silent}


def test_every_answer_has_its_place_in_the_order() -> None:
    assert set(RISING) == set(Reach)


def on(cause: Cause, ago: float = 10, **more: object) -> dict[DeviceId, Condition]:
    return {DeviceId("d"): Condition({cause: T0 - timedelta(seconds=ago)}, **more)}  # type: ignore[arg-type]


NET_AND_MOBILE: Paths = (("net", True), ("mobile", True))
WITH_PHONE: Paths = (*NET_AND_MOBILE, ("phone", True))
PHONE_LEFT: Paths = (("net", False), ("mobile", False), ("phone", True))


@pytest.mark.parametrize(
    ("paths", "cause", "expected", "ground"),
    [
        (NET_AND_MOBILE, Cause.LINK_LOST, Reach.NO_PATH, ReachGround.PATHS_DOWN),
        (WITH_PHONE, Cause.LINK_LOST, Reach.PHONE_ONLY, ReachGround.SOME_PATHS_DOWN),
        (NET_AND_MOBILE, Cause.PRIMARY_LINK_LOST, Reach.CAN_ALARM, ReachGround.SOME_PATHS_DOWN),
        (NET_AND_MOBILE, Cause.REDUNDANT_LINK_LOST, Reach.CAN_ALARM, ReachGround.SOME_PATHS_DOWN),
        (NET_AND_MOBILE, Cause.RADIO_TEST_MISSED, Reach.UNKNOWN, ReachGround.TRIGGER_UNSURE),
        (NET_AND_MOBILE, Cause.BATTERY_FAILED, Reach.UNKNOWN, ReachGround.BATTERY_UNSURE),
        (NET_AND_MOBILE, Cause.MAINS_LOST, Reach.CAN_ALARM, ReachGround.MAINS_LOST),
        (PHONE_LEFT, Cause.TEST_MISSED, Reach.UNKNOWN, ReachGround.TEST_MISSED),
        (NET_AND_MOBILE, Cause.TEST_MISSED, Reach.CAN_ALARM, ReachGround.TEST_MISSED),
    ],
)
def test_an_open_fault_takes_what_it_says_until_the_device_says_otherwise(
    paths: Paths, cause: Cause, expected: Reach, ground: ReachGround
) -> None:
    found = reach_of([line(paths)], T0, on(cause))
    assert (found.reach, ground in found.grounds) == (expected, True)
    if cause in (Cause.LINK_LOST, Cause.PRIMARY_LINK_LOST, Cause.REDUNDANT_LINK_LOST):
        assert reach_of([line(paths)], T0, on(cause, ago=60)) == reach_of([line(paths)], T0)


@pytest.mark.parametrize(
    ("mains", "percent", "cause", "kind", "expected"),
    [
        (False, 0, None, DeviceKind.PERSONAL_ALARM, Reach.NO_PATH),
        (False, 40, Cause.BATTERY_FAILED, DeviceKind.PERSONAL_ALARM, Reach.NO_PATH),
        (False, 9, None, DeviceKind.PERSONAL_ALARM, Reach.CAN_ALARM),
        (True, 0, Cause.BATTERY_FAILED, DeviceKind.PERSONAL_ALARM, Reach.CAN_ALARM),
        (None, 0, None, DeviceKind.PERSONAL_ALARM, Reach.UNKNOWN),
        (None, 0, None, DeviceKind.MOBILE_ALARM, Reach.NO_PATH),
        (None, 1, None, DeviceKind.MOBILE_ALARM, Reach.CAN_ALARM),
    ],
)
def test_without_mains_and_battery_there_is_no_way_whatever_the_paths(
    mains: bool | None, percent: int, cause: Cause | None, kind: DeviceKind, expected: Reach
) -> None:
    told = line(NET_AND_MOBILE, kind=kind)
    assert told.sign is not None
    sign = replace(told.sign, has_mains=mains, battery_percent=percent)
    conditions = on(cause) if cause is not None else None
    assert reach_of([DeviceLine(told.device, sign)], T0, conditions).reach is expected


@pytest.mark.parametrize(
    ("paths", "kind", "expected"),
    [
        (NET_AND_MOBILE, DeviceKind.PERSONAL_ALARM, Reach.NO_PATH),
        ((), DeviceKind.PERSONAL_ALARM, Reach.NO_PATH),
        (WITH_PHONE, DeviceKind.PERSONAL_ALARM, Reach.UNKNOWN),
        (NET_AND_MOBILE, DeviceKind.TELEPHONE_ALARM, Reach.UNKNOWN),
    ],
)
def test_all_heartbeats_missed_is_no_way_but_for_a_telephone(paths: Paths, kind: DeviceKind, expected: Reach) -> None:
    missed = {DeviceId("d"): Condition(is_missed=True)}
    found = reach_of([line(paths, ago=5000, kind=kind)], T0, missed)
    assert (found.reach, found.grounds[0]) == (expected, ReachGround.HEARTBEATS_MISSED)


def test_who_never_spoke_is_unknown_even_when_an_outage_took_them() -> None:
    missed = {DeviceId("d"): Condition(is_missed=True)}
    assert reach_of([line(ago=None)], T0, missed).reach is Reach.UNKNOWN


@pytest.mark.parametrize(("days", "expected"), [(40, Reach.PHONE_ONLY), (41, Reach.UNKNOWN), (None, Reach.UNKNOWN)])
def test_a_telephone_is_believed_for_forty_days_after_its_test_where_tests_are_expected(
    days: int | None, expected: Reach
) -> None:
    tested = None if days is None else T0 - timedelta(days=days)
    expecting = {DeviceId("d"): Condition(tested_at=tested, is_test_expected=True)}
    assert reach_of([line(PHONE_LEFT)], T0, expecting).reach is expected
    assert reach_of([line(PHONE_LEFT)], T0).reach is Reach.PHONE_ONLY


def test_a_batterys_end_is_a_straight_line_and_nobodys_guess_too_early() -> None:
    hour = timedelta(hours=1)
    assert lasts_until(T0, 90, T0 + hour, 60) == T0 + 3 * hour
    assert lasts_until(T0, 90, T0 + timedelta(minutes=9), 60) is None
    assert lasts_until(T0, 90, T0 + hour, 90) is None


@given(
    lines,
    st.sets(st.sampled_from(sorted(MUTING))),
    st.booleans(),
)
def test_no_fault_ever_makes_the_answer_better(told: DeviceLine, faults: set[Cause], is_missed: bool) -> None:
    condition = Condition(dict.fromkeys(faults, T0), is_missed)
    worse, alone = reach_of([told], T0, {told.device.id: condition}), reach_of([told], T0)
    if alone.devices:
        assert RISING.index(worse.reach) <= RISING.index(alone.reach)


def test_a_device_that_promises_a_word_each_second_is_silent_after_two_minutes() -> None:
    assert silent_after(1) == silent_after(60) == timedelta(minutes=2)


def test_a_telephone_that_said_that_all_its_ways_are_down_is_not_believed_once_it_is_missed() -> None:
    told = line((("net", False),), 0.0, DeviceKind.TELEPHONE_ALARM, None)
    missed = {told.device.id: Condition(is_missed=True)}
    assert reach_of([told], T0).reach is reach_of([told], T0, missed).reach is Reach.NO_PATH


def test_a_tablet_is_one_way_to_call_for_help_and_the_better_of_two_counts() -> None:
    tablet = line(NET_AND_MOBILE, kind=DeviceKind.TABLET)
    gone = replace(line(NET_AND_MOBILE), sign=None)
    assert reach_of([tablet], T0).reach is Reach.CAN_ALARM
    assert reach_of([gone], T0).reach is Reach.UNKNOWN
    assert reach_of([gone, tablet], T0).reach is Reach.CAN_ALARM
