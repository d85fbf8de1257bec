"""The scripted scenes and the demonstration: what is told, about whom, and how old it is by the devices' clocks."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from console.adapters.municipality import scenes
from console.adapters.municipality.demo import demo_script, demo_stream
from console.adapters.municipality.life import near_home
from console.adapters.municipality.signals import Signal, merge
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane, rule_for
from console.domain.report import AlarmReport, StatusReport, SupervisionReport
from console.domain.resident import Protection

NIGHT = datetime(2026, 11, 22, 0, 38, 12, tzinfo=UTC)
Scene = Callable[[SimulatedMunicipality, int, datetime], list[Signal]]

ALL: list[Scene] = [
    scenes.eight_presses, scenes.smoke, scenes.fall, scenes.night_door, scenes.shared_household_press, scenes.mat,
    scenes.two_presses, scenes.dispenser, scenes.outage, scenes.test_burst, scenes.protected_person_press,
    scenes.unknown_device_press, scenes.late_device_clock, scenes.room_call, scenes.staff_attack,
    scenes.tracker_left_area,
]  # fmt: skip


def _alarms(signals: list[Signal]) -> list[AlarmReport]:
    return [signal.report for signal in signals if isinstance(signal.report, AlarmReport)]


def _one(signals: list[Signal]) -> AlarmReport:
    (alarm,) = _alarms(signals)
    return alarm


def _who(place: SimulatedMunicipality, alarm: AlarmReport) -> str:
    resident = place.device[alarm.head.origin.device].resident
    assert resident
    return place.resident[resident].name


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.__name__)
def test_every_scene_is_in_order_counted_and_the_same_again(place: SimulatedMunicipality, scene: Scene) -> None:
    told = scene(place, 1, NIGHT)
    assert told == scene(place, 1, NIGHT)
    assert all(one.offset <= following.offset for one, following in pairwise(told))
    assert len({signal.report.head.key for signal in told}) == len(told)
    counts: Counter[str] = Counter()
    for signal in told:
        head = signal.report.head
        assert head.sequence
        counts[head.key.source] += 1
        assert head.sequence.number == counts[head.key.source]


def test_marta_presses_eight_times_in_four_hours_and_fifty_minutes(place: SimulatedMunicipality) -> None:
    told = scenes.eight_presses(place, 1, NIGHT)
    presses = [signal for signal in told if isinstance(signal.report, AlarmReport) and not signal.report.is_reset]
    assert len(presses) == 8
    assert {_who(place, alarm) for alarm in _alarms(told)} == {"Märta Lindqvist"}
    minutes = [round(signal.offset / timedelta(minutes=1)) for signal in presses]
    assert minutes == [0, 78, 80, 244, 245, 246, 247, 286]
    assert sum(alarm.is_reset for alarm in _alarms(told)) == 1
    assert [s.report.seen for s in told if isinstance(s.report, SupervisionReport)] == ["left_bed", "movement"]


def test_the_eight_presses_can_be_compressed(place: SimulatedMunicipality) -> None:
    told = scenes.eight_presses(place, 1, NIGHT, factor=1000)
    assert told[-1].offset < timedelta(seconds=18)
    assert all(signal.report.head.at == signal.report.head.received_at for signal in told)
    with pytest.raises(ValueError, match="factor"):
        scenes.eight_presses(place, 1, NIGHT, factor=0)


def test_the_eight_presses_can_lie_behind_us(place: SimulatedMunicipality) -> None:
    told = scenes.eight_presses(place, 1, NIGHT, waited=scenes.EIGHT_PRESSES_LAST)
    assert told[-1].offset < timedelta(seconds=1)
    ages = [NIGHT - signal.report.head.at for signal in told]
    assert ages == sorted(ages, reverse=True)
    assert ages[0] == timedelta(hours=4, minutes=50, seconds=12)
    assert ages[-1] == timedelta(minutes=3, seconds=49)


@pytest.mark.parametrize(
    ("scene", "name", "cause", "alarm_class"),
    [
        (scenes.smoke, "Göran Wikström", Cause.SMOKE, AlarmClass.ACUTE),
        (scenes.fall, "Ingegerd Åström", Cause.FALL, AlarmClass.HIGH),
        (scenes.night_door, "Nils-Erik Hägg", Cause.DOOR_OPENED, AlarmClass.HIGH),
        (scenes.mat, "Solveig Öberg", Cause.STEPPED_ON_MAT, AlarmClass.NORMAL),
        (scenes.two_presses, "Per-Olof Näslund", Cause.PRESS, AlarmClass.NORMAL),
        (scenes.dispenser, "Aino Korhonen", Cause.NOT_TAKEN, AlarmClass.NORMAL),
        (scenes.late_device_clock, "Bror Ekdahl", Cause.PRESS, AlarmClass.NORMAL),
        (scenes.tracker_left_area, "Nils-Erik Hägg", Cause.LEFT_AREA, AlarmClass.HIGH),
    ],
)
def test_each_of_the_cast_has_the_scene_of_the_picture(
    place: SimulatedMunicipality, scene: Scene, name: str, cause: Cause, alarm_class: AlarmClass
) -> None:
    for alarm in _alarms(scene(place, 1, NIGHT)):
        assert _who(place, alarm) == name
        assert alarm.cause is cause
        assert rule_for(alarm.kind, alarm.cause).alarm_class is alarm_class


def test_nobody_can_know_whether_karin_or_rolf_pressed(place: SimulatedMunicipality) -> None:
    device = place.device[_one(scenes.shared_household_press(place, 1, NIGHT)).head.origin.device]
    assert device.resident is None
    living = [resident.given_name for resident in place.residents if resident.household == device.household]
    assert living == ["Karin", "Rolf"]


@pytest.mark.parametrize("units", [1, 14, 300])
def test_an_outage_is_a_line_and_as_many_units_as_asked(place: SimulatedMunicipality, units: int) -> None:
    line, *silent = _alarms(scenes.outage(place, 1, NIGHT, units))
    assert (line.kind, line.cause) == (DeviceKind.BROADBAND_LINE, Cause.LINK_LOST)
    assert len({alarm.head.origin.device for alarm in silent}) == units
    assert {alarm.cause for alarm in silent} == {Cause.HEARTBEAT_MISSED}
    assert all(rule_for(alarm.kind, alarm.cause).lane is Lane.TECHNICAL for alarm in silent)


def test_the_design_s_outage_is_in_hamngatan_and_cuts_off_sven_ake(place: SimulatedMunicipality) -> None:
    _, *silent = _alarms(scenes.outage(place, 1, NIGHT))
    devices = [place.device[alarm.head.origin.device] for alarm in silent]
    homes = {place.household[device.household].street for device in devices if device.household}
    assert all(home.startswith("Hamngatan ") for home in homes)
    assert place.named("Sven-Åke Holm").id in {device.resident for device in devices}


def test_an_outage_of_more_units_than_there_are_is_refused(place: SimulatedMunicipality) -> None:
    with pytest.raises(ValueError, match="outage"):
        scenes.outage(place, 1, NIGHT, 1_000_000)


def test_a_burst_is_all_tests_within_its_time(place: SimulatedMunicipality) -> None:
    told = scenes.test_burst(place, 1, NIGHT, 5000)
    assert len(told) == 5000
    assert all(alarm.is_test and alarm.cause is Cause.TEST for alarm in _alarms(told))
    assert told[-1].offset < timedelta(minutes=10)


def test_the_protected_person_is_protected(place: SimulatedMunicipality) -> None:
    device = place.device[_one(scenes.protected_person_press(place, 1, NIGHT)).head.origin.device]
    assert device.resident
    assert place.resident[device.resident].protection is not Protection.NONE


def test_the_unknown_device_is_of_a_known_sender(place: SimulatedMunicipality) -> None:
    origin = _one(scenes.unknown_device_press(place, 1, NIGHT)).head.origin
    assert origin.device not in place.device
    assert origin.sender in place.municipalities[0].senders


def test_a_late_clock_tells_another_hour_than_ours(place: SimulatedMunicipality) -> None:
    head = _one(scenes.late_device_clock(place, 1, NIGHT)).head
    assert head.received_at - head.at == timedelta(hours=3)
    ahead = _one(scenes.late_device_clock(place, 1, NIGHT, behind=-timedelta(hours=1))).head
    assert ahead.at - ahead.received_at == timedelta(hours=1)


def test_a_room_call_tells_ward_and_room_and_becomes_assistance(place: SimulatedMunicipality) -> None:
    call, assistance = _alarms(scenes.room_call(place, 1, NIGHT))
    assert (call.ward, call.room) == ("Tallen", "1")
    assert (call.cause, assistance.cause) == (Cause.ROOM_CALL, Cause.ASSISTANCE)


def test_a_staff_attack_is_acute_and_nobody_s(place: SimulatedMunicipality) -> None:
    alarm = _one(scenes.staff_attack(place, 1, NIGHT))
    assert rule_for(alarm.kind, alarm.cause).alarm_class is AlarmClass.ACUTE
    assert place.device[alarm.head.origin.device].resident is None


def test_a_tracker_tells_where_it_is(place: SimulatedMunicipality) -> None:
    home = place.household[place.named("Nils-Erik Hägg").household]
    for alarm in _alarms(scenes.tracker_left_area(place, 1, NIGHT)):
        assert alarm.position
        assert home.latitude is not None
        assert abs(alarm.position.latitude - home.latitude) < 0.01
        assert alarm.position.at <= alarm.head.at


def test_a_device_without_a_home_has_no_position(place: SimulatedMunicipality) -> None:
    hub = place.of_kind[DeviceKind.HUB][0]
    assert near_home(place, hub, random.Random(1), NIGHT, 100) is None


def test_scenes_that_share_a_device_are_merged_without_a_gap(place: SimulatedMunicipality) -> None:
    told = list(merge("1/both", NIGHT, scenes.eight_presses(place, 1, NIGHT), scenes.eight_presses(place, 2, NIGHT)))
    numbers = [s.report.head.sequence.number for s in told if s.report.head.sequence and s.truth]
    assert numbers == list(range(1, 19))


def test_the_demonstration_opens_with_the_nine_cases_of_the_picture(place: SimulatedMunicipality) -> None:
    opening = [signal for signal in demo_script(place, 1, NIGHT, 20) if signal.offset < timedelta(seconds=4)]
    about = {_who(place, alarm) for alarm in _alarms(opening) if place.device[alarm.head.origin.device].resident}
    assert {
        "Märta Lindqvist", "Göran Wikström", "Ingegerd Åström", "Nils-Erik Hägg", "Solveig Öberg", "Per-Olof Näslund",
        "Aino Korhonen", "Sven-Åke Holm",
    } <= about  # fmt: skip
    shared = [place.device[alarm.head.origin.device] for alarm in _alarms(opening)]
    assert any(device.resident is None and device.kind is DeviceKind.PERSONAL_ALARM for device in shared)
    assert any(device.kind is DeviceKind.BROADBAND_LINE for device in shared)


def test_in_the_demonstration_the_first_press_is_four_hours_and_fifty_minutes_old(
    place: SimulatedMunicipality,
) -> None:
    presses = [
        signal
        for signal in demo_script(place, 1, NIGHT, 20)
        if isinstance(signal.report, AlarmReport)
        and signal.report.cause is Cause.PRESS
        and place.device.get(signal.report.head.origin.device) in place.devices_of(place.named("Märta Lindqvist"))
    ]
    assert len(presses) == 9, "eight presses and the unit's own reset"
    age = NIGHT + presses[0].offset - presses[0].report.head.at
    assert age == timedelta(hours=4, minutes=50, seconds=12)


def test_life_goes_on_in_the_demonstration(place: SimulatedMunicipality) -> None:
    told = demo_script(place, 1, NIGHT, 60)
    later = [signal for signal in told if signal.truth and signal.offset > timedelta(seconds=16)]
    assert 8 <= len(later) <= 40
    assert told[-1].offset < timedelta(seconds=60)


def test_the_cut_off_says_no_sign_of_life_as_the_demonstration_opens(place: SimulatedMunicipality) -> None:
    opening = [signal for signal in demo_script(place, 1, NIGHT, 4) if isinstance(signal.report, StatusReport)]
    cut_off = {device.id for device in place.devices_of(place.named("Sven-Åke Holm"))}
    assert opening
    assert not cut_off & {signal.report.head.origin.device for signal in opening}


def test_a_short_demonstration_stops_where_it_is_told_and_is_the_same_again(place: SimulatedMunicipality) -> None:
    told = demo_script(place, 1, NIGHT, 2)
    assert told[-1].offset < timedelta(seconds=2)
    assert told == demo_script(place, 1, NIGHT, 2)
    assert demo_script(place, 1, NIGHT, 20) != demo_script(place, 2, NIGHT, 20)


def test_an_endless_demonstration_keeps_its_order_and_its_count(place: SimulatedMunicipality) -> None:
    counts: Counter[str] = Counter()
    last = timedelta()
    for number, signal in enumerate(demo_stream(place, 1, NIGHT)):
        head = signal.report.head
        assert signal.offset >= last
        assert head.sequence
        counts[head.key.source] += 1
        assert head.sequence.number == counts[head.key.source]
        last = signal.offset
        if number == 3000:
            break
    assert last > timedelta(minutes=5)


def test_marta_lindqvist_is_back_in_her_bed_a_quarter_of_an_hour_into_the_demonstration(
    place: SimulatedMunicipality,
) -> None:
    own = {device.id for device in place.devices_of(place.named("Märta Lindqvist"))}
    seen = [
        (round(signal.offset / timedelta(minutes=1)), signal.report.seen)
        for signal in demo_script(place, 1, NIGHT, 17 * 60)
        if isinstance(signal.report, SupervisionReport)
        and signal.report.head.origin.device in own
        and signal.report.kind is not DeviceKind.CAMERA
    ]
    assert seen[:2] == [(0, "left_bed"), (0, "movement")]
    assert (16, "back_in_bed") in seen
    assert {"on_mat", "off_mat"} <= {what for _, what in seen}
