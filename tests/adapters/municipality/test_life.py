"""A week of the simulated municipality keeps to the numbers of real centres, within what chance allows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest

from console.adapters.municipality.life import LOCAL, life
from console.adapters.municipality.signals import NOT_SENT_YET, Signal, Truth
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import AlarmReport, SampleReport, StatusReport, SupervisionReport

MONDAY = datetime(2026, 11, 16, tzinfo=LOCAL).astimezone(UTC)
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def week(place: SimulatedMunicipality) -> list[Signal]:
    return list(life(place, 1, MONDAY, WEEK, heartbeats=0))


@pytest.fixture(scope="module")
def alarms(week: list[Signal]) -> list[Signal]:
    """All alarms but those of the night's looks, which have a rate of their own."""
    return [s for s in week if isinstance(s.report, AlarmReport) and s.report.cause is not Cause.CAMERA_OFFLINE]


def test_there_are_nine_alarms_a_hundred_residents_a_day(place: SimulatedMunicipality, alarms: list[Signal]) -> None:
    assert len(alarms) / 7 / len(place.residents) == pytest.approx(0.09, rel=0.12)


def test_the_morning_has_two_to_three_times_the_mean(alarms: list[Signal]) -> None:
    hours = Counter(signal.report.head.at.astimezone(LOCAL).hour for signal in alarms)
    assert 2 < sum(hours[hour] for hour in (8, 9, 10)) / 3 / (len(alarms) / 24) < 3


@pytest.mark.parametrize(
    ("truth", "percent", "within"),
    [
        (Truth.NEEDS_HELP, 49, 6),
        (Truth.ENQUIRY, 12, 4),
        (Truth.FALSE, 10.5, 4),
        (Truth.TEST, 6, 2.5),
        (Truth.WAITING, 6, 2.5),
        (Truth.FALLEN, 2, 1.5),
        (Truth.SILENT, 2, 1.5),
        (Truth.FAULT, 2, 1.5),
    ],
)
def test_the_mix_of_causes_is_that_of_real_centres(
    alarms: list[Signal], truth: Truth, percent: float, within: float
) -> None:
    found = sum(signal.truth is truth for signal in alarms)
    assert 100 * found / len(alarms) == pytest.approx(percent, abs=within)


def test_six_to_ten_percent_come_again_within_half_an_hour(alarms: list[Signal]) -> None:
    last: dict[str, timedelta] = {}
    repeats = 0
    for signal in alarms:
        source = signal.report.head.key.source
        repeats += source in last and signal.offset - last[source] <= timedelta(minutes=30)
        last[source] = signal.offset
    assert 0.06 <= repeats / len(alarms) <= 0.10


def test_a_rate_of_four_gives_four_times_the_alarms_and_the_faults(
    place: SimulatedMunicipality, alarms: list[Signal]
) -> None:
    busy = [s for s in life(place, 2, MONDAY, WEEK, rate=4, heartbeats=0) if isinstance(s.report, AlarmReport)]
    assert len(busy) / len(alarms) == pytest.approx(4, rel=0.12)
    faults = sum(s.truth is Truth.FAULT and s.report.kind is not DeviceKind.CAMERA for s in busy)  # type: ignore[union-attr]
    units = sum(device.kind is not DeviceKind.CAMERA for device in place.devices)
    assert 0.01 <= faults / 4 / units * 30 / 7 <= 0.02


def test_tests_are_marked_as_tests_and_nothing_else_is(alarms: list[Signal]) -> None:
    for signal in alarms:
        assert isinstance(signal.report, AlarmReport)
        assert signal.report.is_test == (signal.report.cause is Cause.TEST) == (signal.truth is Truth.TEST)


def test_cameras_look_in_on_sixty_to_three_hundred_two_or_three_times_a_night(
    place: SimulatedMunicipality, week: list[Signal]
) -> None:
    cameras = place.of_kind[DeviceKind.CAMERA]
    assert 60 <= len(cameras) <= 300
    looks = [s.report for s in week if isinstance(s.report, SupervisionReport) and s.report.kind is DeviceKind.CAMERA]
    faults = [s for s in week if isinstance(s.report, AlarmReport) and s.report.cause is Cause.CAMERA_OFFLINE]
    not_seen = sum(look.seen == "not_seen" for look in looks)
    planned = len(looks) - not_seen + len(faults)
    assert 2 < planned / len(cameras) / 7 < 3
    assert 0.05 <= not_seen / planned <= 0.10
    assert 0.005 <= len(faults) / planned <= 0.025
    hours = {look.head.at.astimezone(LOCAL).hour for look in looks}
    assert hours <= {22, 23, 0, 1, 2, 3, 4, 5, 6}
    assert 12 not in hours


def test_who_was_not_seen_is_looked_for_again_in_fifteen_to_twenty_minutes(week: list[Signal]) -> None:
    looks = [s for s in week if isinstance(s.report, SupervisionReport) and s.report.kind is DeviceKind.CAMERA]
    by_camera: dict[str, list[Signal]] = {}
    for look in looks:
        by_camera.setdefault(look.report.head.key.source, []).append(look)
    misses = 0
    for found in by_camera.values():
        for one, following in pairwise(found):
            if isinstance(one.report, SupervisionReport) and one.report.seen == "not_seen":
                misses += 1
                assert timedelta(minutes=15) <= following.offset - one.offset <= timedelta(minutes=20)
    assert misses > 20


def test_signals_are_in_order_within_the_time_and_counted_without_a_gap(week: list[Signal]) -> None:
    counts: Counter[str] = Counter()
    assert all(one.offset <= following.offset for one, following in pairwise(week))
    assert timedelta() <= week[0].offset
    assert week[-1].offset < WEEK
    for signal in week:
        head = signal.report.head
        assert head.sequence
        counts[head.key.source] += 1
        assert head.sequence.number == counts[head.key.source]
        assert head.received_at == head.at
        assert head.raw is NOT_SENT_YET
    boots = {signal.report.head.sequence.boot for signal in week if signal.report.head.sequence}
    assert len(boots) == 1


def test_keys_are_unique_and_sources_are_those_of_the_topics(place: SimulatedMunicipality, week: list[Signal]) -> None:
    assert len({signal.report.head.key for signal in week}) == len(week)
    for signal in week:
        head = signal.report.head
        device = place.device[head.origin.device]
        assert head.key.source == f"/{device.municipality}/{device.sender}/{device.id}"
        assert (head.origin.municipality, head.origin.sender) == (device.municipality, device.sender)


def test_the_same_seed_lives_the_same_day_and_another_another(place: SimulatedMunicipality) -> None:
    day = timedelta(hours=3)
    one = list(life(place, 1, MONDAY, day))
    assert one == list(life(place, 1, MONDAY, day))
    assert one != list(life(place, 2, MONDAY, day))


def test_a_run_that_starts_later_repeats_no_key(place: SimulatedMunicipality) -> None:
    first = {s.report.head.key for s in life(place, 1, MONDAY, timedelta(hours=1))}
    later = {s.report.head.key for s in life(place, 1, MONDAY + timedelta(minutes=7), timedelta(hours=1))}
    assert not first & later


def test_devices_say_that_they_live_at_their_interval(place: SimulatedMunicipality) -> None:
    signals = life(place, 1, MONDAY, timedelta(hours=2), rate=0)
    beats: dict[str, list[timedelta]] = {}
    for signal in signals:
        if isinstance(signal.report, StatusReport):
            beats.setdefault(signal.report.head.origin.device, []).append(signal.offset)
    alive = [device for device in place.devices if device.heartbeat_interval_s]
    assert beats.keys() == {device.id for device in alive}
    for device in alive:
        assert device.heartbeat_interval_s
        expected = timedelta(hours=2) / timedelta(seconds=device.heartbeat_interval_s)
        assert abs(len(beats[device.id]) - expected) <= 1
        assert all(b - a == timedelta(seconds=device.heartbeat_interval_s) for a, b in pairwise(beats[device.id]))


def test_the_signs_of_life_can_be_bounded(place: SimulatedMunicipality) -> None:
    signals = life(place, 1, MONDAY, timedelta(hours=1), heartbeats=10)
    beating = {s.report.head.origin.device for s in signals if isinstance(s.report, StatusReport)}
    assert len(beating) == 10


def test_life_without_an_end_is_lazy(place: SimulatedMunicipality) -> None:
    assert len(list(islice(life(place, 1, MONDAY), 500))) == 500


def test_sensors_send_samples_and_trackers_their_position(week: list[Signal]) -> None:
    assert any(isinstance(signal.report, SampleReport) for signal in week)
    located = [s.report for s in week if isinstance(s.report, AlarmReport) and s.report.position]
    assert {report.kind for report in located} <= {DeviceKind.MOBILE_ALARM, DeviceKind.TRACKER}
    assert located


def test_a_start_without_a_zone_is_refused(place: SimulatedMunicipality) -> None:
    with pytest.raises(ValueError, match="aware"):
        next(life(place, 1, datetime(2026, 11, 16)))  # noqa: DTZ001
