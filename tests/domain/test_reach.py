"""Whether an alarm can be raised now: what is not known is never taken for well."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import DeviceKind
from console.domain.card import DeviceLine
from console.domain.ids import DeviceId
from console.domain.journal import SignOfLife
from console.domain.reach import ALARM_DEVICES, RISING, SILENT_AFTER, Reach, is_silent, reach_of
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
