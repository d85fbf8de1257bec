"""How a source is loud: the measure of chattering, the pairs of a flutter, repeats, and a person's own hand."""

from datetime import datetime, timedelta

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.chatter import Heard, Loud, Loudness, Pattern, Said, commonest, is_chattering, pattern_of
from console.domain.ids import DeviceId
from console.domain.report import ReportKey
from tests.builders import NORRBY, SODERBY, T0, seconds


def said(*causes: Cause, resets: int = 0) -> list[Said]:
    alarms = [Said(DeviceKind.DOOR_ALARM, cause, False) for cause in causes]
    return alarms + [Said(DeviceKind.DOOR_ALARM, causes[0], True) for _ in range(resets)]


def heard(device: str, *at: datetime, where: str = NORRBY) -> list[Heard]:
    return [Heard(one, ReportKey(device, f"{one}"), where, DeviceId(device)) for one in at]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        (said(Cause.DOOR_OPENED), Pattern.SINGLE),
        (said(Cause.DOOR_OPENED, resets=1), Pattern.SINGLE),
        (said(Cause.DOOR_OPENED, Cause.BATTERY_LOW, Cause.TAMPER), Pattern.SINGLE),
        (said(*[Cause.BATTERY_LOW] * 3), Pattern.REPEATING),
        (said(*[Cause.DOOR_OPENED] * 12, resets=12), Pattern.FLUTTERING),
        (said(*[Cause.DOOR_OPENED] * 20, resets=2), Pattern.REPEATING),
        (said(*[Cause.PRESS] * 12, resets=12), Pattern.REPEATING),
        ([], Pattern.SINGLE),
    ],
)
def test_the_pattern_is_told_by_what_the_source_said(what: list[Said], pattern: Pattern) -> None:
    assert pattern_of(what) is pattern


@pytest.mark.parametrize(("gap", "chatters"), [(30.0, True), (30.1, False)])
def test_three_within_a_minute_chatter_and_three_in_more_do_not(gap: float, chatters: bool) -> None:
    moments = [T0, *(T0 + timedelta(hours=2) + seconds(gap * number) for number in range(3))]
    assert is_chattering(Loud(moments), said(Cause.DOOR_OPENED)) is chatters


def test_a_person_who_presses_again_and_again_never_chatters() -> None:
    moments = [T0 + seconds(number) for number in range(8)]
    assert not is_chattering(Loud(moments), said(*[Cause.PRESS] * 8))


def test_the_commonest_cause_is_of_alarms_and_none_where_nothing_could_be_read() -> None:
    assert commonest(said(Cause.SMOKE, Cause.BATTERY_LOW, Cause.BATTERY_LOW, resets=9)) is Cause.BATTERY_LOW
    assert commonest([]) is None


def test_the_loudest_come_first_within_the_walls_and_the_total_is_of_all_within() -> None:
    loudness = Loudness()
    for number in range(12):
        loudness.hear(heard(f"dev-{number:02}", *(T0 + seconds(each) for each in range(number + 1))))
    loudness.hear(heard("foreign", *(T0 + seconds(each) for each in range(99)), where=SODERBY))
    loudest, total = loudness.loudest({NORRBY})
    assert [key[1] for key, _ in loudest] == [f"dev-{number:02}" for number in range(11, 1, -1)]
    assert total == sum(range(1, 13))


def test_what_is_older_than_the_window_is_forgotten_report_by_report() -> None:
    loudness = Loudness()
    loudness.hear(heard("dev-1", T0, T0 + seconds(10)))
    loudness.hear(heard("dev-2", T0))
    loudness.hear(heard("dev-1", T0 + seconds(5)))
    loudness.forget(T0 + seconds(5))
    loudest, total = loudness.loudest({NORRBY})
    assert total == 2
    assert [source.moments for _, source in loudest] == [[T0 + seconds(5), T0 + seconds(10)]]
