"""Älvbro's decisions: whole rounds of real people's kind, with two that are wrong, whatever the hour."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from console.adapters.municipality.decisions import CORRIDORS, PLACES
from console.adapters.municipality.round_cast import ROUND_CAST, SPOTS
from console.adapters.municipality.rounds import USUAL_ROUNDS, rounds_around
from console.adapters.municipality.simulated import FEWEST, SimulatedMunicipality, build
from console.domain.alarm import DeviceKind
from console.domain.night import PlannedLook, looks_of_night, night_of, span_of
from console.domain.picture import CameraProtocol, Mask
from console.domain.supervision import PlaceKind, SupervisionDecision

TODAY = date(2026, 11, 22)
HOURS = [datetime(2026, 11, 22, hour, 38, 11, tzinfo=UTC) for hour in range(0, 24, 3)]
CLOCK_CHANGES = [datetime(2026, 10, 25, 0, 38, tzinfo=UTC), datetime(2026, 3, 29, 0, 38, tzinfo=UTC)]


def people(place: SimulatedMunicipality) -> list[SupervisionDecision]:
    """The decisions about somebody that can be carried out."""
    return [one for one in place.decisions if one.resident is not None and len(one.looks) == 3]


def wrong(place: SimulatedMunicipality) -> list[SupervisionDecision]:
    return [one for one in place.decisions if one.resident is not None and len(one.looks) == 1]


def of(place: SimulatedMunicipality, name: str) -> SupervisionDecision:
    resident = place.named(name).id
    return next(one for one in place.decisions if one.resident == resident)


def looks(place: SimulatedMunicipality, night: date) -> list[PlannedLook]:
    return looks_of_night(place.decisions, night, place.rounds.begins)


def test_sixty_people_in_three_areas_are_looked_at_three_times_a_night(place: SimulatedMunicipality) -> None:
    found = people(place)
    assert Counter(one.area for one in found) == PLACES
    assert len({one.resident for one in found}) == 60
    homes = {place.resident[one.resident].household for one in found if one.resident is not None}
    assert len(homes) == 60, "of those who share a home one is looked at"
    for area, most in PLACES.items():
        assert {one.place for one in found if one.area == area} == {str(number) for number in range(1, most + 1)}
    assert all([time_of.round for time_of in one.looks] == [1, 2, 3] for one in found)


def test_whoever_the_round_knows_by_name_has_their_place(place: SimulatedMunicipality) -> None:
    for spot in SPOTS:
        decision = of(place, spot.name)
        assert (decision.area, decision.place, decision.mask) == (spot.area, str(spot.place), Mask.SQUARES)
    edvin = place.named("Edvin Palm")
    assert edvin.age(TODAY) == 89
    assert of(place, "Edvin Palm").note == "Sover ofta i fåtöljen, rullator vid sängen"
    assert {f"{one.given_name} {one.family_name}" for one in ROUND_CAST} - {spot.name for spot in SPOTS} == {
        "Svante Sörensen"
    }


def test_windows_last_half_an_hour_to_an_hour_and_some_are_times_by_the_clock(place: SimulatedMunicipality) -> None:
    times = [time_of for one in people(place) for time_of in one.looks]
    by_clock = [time_of for time_of in times if time_of.is_by_clock]
    assert 5 <= len(by_clock) <= 20
    assert all(30 <= (time_of.ends - time_of.begins) % 1440 <= 60 for time_of in times if not time_of.is_by_clock)
    for one in people(place):
        for time_of in one.looks:
            begins, lasts = USUAL_ROUNDS.spans[time_of.round - 1]
            assert 0 <= (time_of.begins - begins) % 1440 <= lasts
            assert (time_of.ends - begins) % 1440 <= lasts


def test_whoever_shares_the_room_has_agreed_too(place: SimulatedMunicipality) -> None:
    living = Counter(resident.household for resident in place.residents)
    shared = [one for one in people(place) if one.consent.has_cohabitant]
    assert of(place, "Rut Sörensen") in shared
    for one in people(place):
        assert one.consent.holds(TODAY)
        assert one.resident is not None
        assert one.consent.has_cohabitant == (living[place.resident[one.resident].household] == 2)


def test_what_differs_between_municipalities_differs_between_decisions(place: SimulatedMunicipality) -> None:
    found = people(place)
    masks = Counter(one.mask for one in found)
    assert masks[Mask.SQUARES] > 45
    assert masks[Mask.BLUR]
    assert masks[Mask.OUTLINE]
    assert not masks[Mask.NONE]
    assert len({one.not_seen for one in found}) >= 4
    assert len({one.on_fault for one in found}) >= 4
    assert len({one.performer for one in found}) == 2
    limited = [one for one in found if one.limits.up_at_most is not None]
    assert 15 <= len(limited) <= 28
    assert any(one.limits.door_from is not None for one in limited)
    assert of(place, "Märta Lindqvist").limits.up_at_most == timedelta(minutes=12)


def test_limits_are_set_for_whoever_has_the_sensor_alone(place: SimulatedMunicipality) -> None:
    for one in people(place):
        assert one.resident is not None
        kinds = {device.kind for device in place.devices if device.resident == one.resident}
        assert one.limits.up_at_most is None or DeviceKind.BED_SENSOR in kinds
        assert one.limits.door_from is None or DeviceKind.DOOR_ALARM in kinds
        assert one.limits.moved_by is None or DeviceKind.IR_DETECTOR in kinds


def test_each_decision_has_a_camera_of_its_persons_and_its_address(place: SimulatedMunicipality) -> None:
    assert [(camera.municipality, camera.id) for camera in place.cameras] == [
        (one.municipality, one.camera) for one in place.decisions
    ]
    assert all(camera.is_simulated and camera.protocol is CameraProtocol.STILLS for camera in place.cameras)
    assert len({camera.id for camera in place.cameras}) == len(place.cameras)
    for one in people(place):
        assert one.camera is not None
        device = place.device[one.camera]
        assert (device.kind, device.resident, device.sender) == (DeviceKind.CAMERA, one.resident, "kamera")


def test_two_corridors_are_nobodys(place: SimulatedMunicipality) -> None:
    corridors = [one for one in place.decisions if one.kind is PlaceKind.CORRIDOR]
    assert [one.place for one in corridors] == list(CORRIDORS)
    for one in corridors:
        assert one.resident is None
        assert one.camera is not None
        assert place.device[one.camera].resident is None
        assert one.consents(TODAY)


def test_one_consent_ended_yesterday_and_one_camera_is_somebody_elses(place: SimulatedMunicipality) -> None:
    expired, moved = wrong(place)
    assert expired.consent.holds(TODAY - timedelta(days=1))
    assert not expired.consent.holds(TODAY)
    assert moved.consent.holds(TODAY)
    assert moved.camera is not None
    owner = place.device[moved.camera].resident
    assert owner not in (None, moved.resident)
    assert owner not in {one.resident for one in people(place)}


@pytest.mark.parametrize("at", HOURS, ids=str)
def test_at_any_hour_the_second_round_is_under_way(at: datetime) -> None:
    rounds = rounds_around(at)
    place = build(1, FEWEST, today=at.date(), rounds=rounds)
    assert rounds.night is not None
    begins_at, ends_at = span_of(rounds.night, rounds.begins)
    assert begins_at <= at - timedelta(hours=5)
    assert at + timedelta(hours=6) <= ends_at
    assert rounds.night == night_of(at, rounds.begins)
    planned = looks(place, rounds.night)
    assert all(begins_at < look.opens_at and look.closes_at < ends_at for look in planned)
    first, second, third = ([look for look in planned if look.round == number] for number in (1, 2, 3))
    assert all(look.ends_at <= at - timedelta(minutes=59) for look in first)
    assert any(look.begins_at <= at - timedelta(minutes=20) for look in second)
    begun = [look for look in second if look.begins_at <= at]
    assert 0.5 < len(begun) / len(second) < 0.85
    assert max(look.ends_at for look in second) <= at + timedelta(minutes=76)
    assert min(look.begins_at for look in third) >= at + timedelta(minutes=174)


@pytest.mark.parametrize("at", CLOCK_CHANGES, ids=str)
def test_in_a_night_in_which_the_clock_is_changed_every_look_lies_in_it_too(at: datetime) -> None:
    place = build(1, FEWEST, today=at.date(), rounds=rounds_around(at))
    night = night_of(at, place.rounds.begins)
    begins_at, ends_at = span_of(night, place.rounds.begins)
    planned = looks(place, night)
    assert all(begins_at < look.opens_at <= look.closes_at < ends_at for look in planned)
    assert all(look.ends_at < at for look in planned if look.round == 1)
    assert all(look.begins_at > at for look in planned if look.round == 3)


def test_without_a_start_the_rounds_are_those_of_a_real_night(place: SimulatedMunicipality) -> None:
    planned = looks(place, TODAY)
    assert len(planned) == 184
    assert min(look.begins_at for look in planned) >= datetime(2026, 11, 22, 21, tzinfo=UTC)
    assert max(look.ends_at for look in planned) <= datetime(2026, 11, 23, 5, tzinfo=UTC)


def test_decisions_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    one, again, other = (build(seed, 300, today=TODAY) for seed in (4, 4, 5))
    assert one.decisions == again.decisions
    assert one.cameras == again.cameras
    assert one.decisions != other.decisions


@pytest.mark.parametrize("seed", range(8))
def test_the_smallest_municipality_has_rounds_too(seed: int) -> None:
    place = build(seed, FEWEST, today=TODAY)
    assert len(people(place)) >= 30
    assert len(wrong(place)) == 2
    looked_at = [place.resident[one.resident] for one in people(place) + wrong(place) if one.resident is not None]
    assert len({resident.household for resident in looked_at}) == len(looked_at), "one of each home"
