"""The simulated municipality: true to life, the same for the same seed, and nobody's."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from pathlib import Path

import pytest
from personnummer import personnummer

from console.adapters.municipality.cast import CAST
from console.adapters.municipality.numbers import LANDLINES, MOBILES, check_digit
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.simulated import FEWEST, SimulatedMunicipality, build
from console.adapters.municipality.tablets import CONDUCT
from console.adapters.tablet.conduct import Behaviour
from console.domain.alarm import DeviceKind
from console.domain.call import CallKind
from console.domain.operator import Act, Role
from console.domain.resident import CallConsent, CallsBy, FactKind, Protection

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[3]

_DIGEST = """
import hashlib
from datetime import UTC, date, datetime, timedelta
from console.adapters.municipality.demo import demo_script
from console.adapters.municipality.simulated import build
place = build(7, 120, today=date(2026, 11, 22))
told = demo_script(place, 7, datetime(2026, 11, 22, 0, 38, tzinfo=UTC), 120)
seen = repr((place.households, place.residents, place.devices, told))
print(hashlib.sha256(seen.encode()).hexdigest())
"""


def _digest_with(hash_seed: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "TZ": zone}
    command = [sys.executable, "-c", _DIGEST]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_same_seed_gives_the_same_people_whatever_the_hash_seed_and_the_time_zone() -> None:
    assert _digest_with("1", "UTC") == _digest_with("4711", "Asia/Tokyo")


def test_another_seed_gives_other_people_but_the_same_cast() -> None:
    one, other = build(1, 100, today=TODAY), build(2, 100, today=TODAY)
    names = [[resident.name for resident in built.residents] for built in (one, other)]
    assert names[0][: len(CAST)] == names[1][: len(CAST)]
    assert names[0][len(CAST) :] != names[1][len(CAST) :]


def test_fifteen_hundred_residents_are_built_in_under_a_second_and_a_half() -> None:
    begun = time.process_time()
    build(3, 1500, today=TODAY)
    assert time.process_time() - begun < 1.5


def test_the_smallest_municipality_holds_and_a_smaller_one_is_refused() -> None:
    assert len(build(1, FEWEST, today=TODAY).residents) == FEWEST + FEWEST // 5
    with pytest.raises(ValueError, match="at least"):
        build(1, FEWEST - 1, today=TODAY)


def test_two_municipalities_have_a_wall_between_them(place: SimulatedMunicipality) -> None:
    assert [m.id for m in place.municipalities] == ["alvbro", "bjorkvik"]
    for resident in place.residents:
        assert place.household[resident.household].municipality == resident.municipality
    senders = [m.senders for m in place.municipalities]
    assert not senders[0] & senders[1], "a sender is one broker user and has one municipality"
    for device in place.devices:
        tenant = next(m for m in place.municipalities if m.id == device.municipality)
        assert device.sender in tenant.senders
        if device.household:
            assert place.household[device.household].municipality == device.municipality


def test_residents_are_old_and_mostly_women(place: SimulatedMunicipality) -> None:
    ages = [resident.age(TODAY) for resident in place.residents]
    assert min(ages) >= 65
    assert max(ages) <= 102
    assert 82 < sum(ages) / len(ages) < 87
    women = sum(int(resident.personal_number[-2]) % 2 == 0 for resident in place.residents)
    assert 0.62 < women / len(place.residents) < 0.74


def test_most_speak_swedish_and_some_finnish_arabic_somali_bosnian_persian(place: SimulatedMunicipality) -> None:
    languages = Counter(resident.language for resident in place.residents)
    assert 0.83 < languages["sv"] / len(place.residents) < 0.92
    assert languages.most_common(2)[1][0] == "fi"
    assert {"ar", "so", "bs", "fa"} <= languages.keys()
    for resident in place.residents:
        told = any(fact.kind is FactKind.LANGUAGE for fact in resident.facts)
        assert told == (resident.language != "sv")


def test_about_one_and_a_half_percent_are_protected(place: SimulatedMunicipality) -> None:
    hidden = Counter(resident.protection for resident in place.residents)
    share = 1 - hidden[Protection.NONE] / len(place.residents)
    assert 0.005 < share < 0.025
    assert hidden[Protection.CONFIDENTIAL]
    assert hidden[Protection.PROTECTED]


def test_no_personal_number_is_valid_or_given_twice(place: SimulatedMunicipality) -> None:
    numbers = [resident.personal_number for resident in place.residents]
    assert len(set(numbers)) == len(numbers)
    for resident, number in zip(place.residents, numbers, strict=True):
        assert re.fullmatch(r"\d{8}-\d{4}", number)
        assert number[:8] == resident.born.strftime("%Y%m%d")
        assert not personnummer.valid(number)
        assert not personnummer.valid(number[2:])
        assert personnummer.valid(number[:-1] + str(check_digit(number[2:8] + number[9:12]))), "wrong by its last digit"


def test_every_telephone_number_is_set_aside_for_fiction(place: SimulatedMunicipality) -> None:
    fictional = {"", *MOBILES, *LANDLINES}
    assert len(MOBILES) == 95
    assert all(len(number) == 12 for number in MOBILES)
    for resident in place.residents:
        assert {resident.phone, resident.mobile, *(c.phone for c in resident.contacts)} <= fictional
        assert all(contact.phone for contact in resident.contacts)


def test_contacts_are_in_call_order_from_one(place: SimulatedMunicipality) -> None:
    for resident in place.residents:
        assert [c.order for c in resident.contacts] == list(range(1, len(resident.contacts) + 1))
    relations = {contact.relation for resident in place.residents for contact in resident.contacts}
    assert {"dotter", "son", "granne"} <= relations


def test_homes_lie_in_the_forest_and_no_two_are_one(place: SimulatedMunicipality) -> None:
    addresses = [(home.municipality, home.street, home.apartment) for home in place.households]
    assert len(set(addresses)) == len(addresses)
    for home in place.households:
        assert home.postal_code.startswith("0"), "Sweden has no such postal codes"
        assert home.latitude is not None
        assert home.longitude is not None
        assert 62.7 < home.latitude < 63.0
        assert 16.3 < home.longitude < 17.0


def test_no_way_in_holds_a_code(place: SimulatedMunicipality) -> None:
    for home in place.households:
        assert not re.search(r"\d{3}", home.way_in + home.key_location)


def test_every_kind_of_device_is_there(place: SimulatedMunicipality) -> None:
    assert set(place.of_kind) == set(DeviceKind) - {DeviceKind.OPERATOR_ENTRY, DeviceKind.RESPONDER, DeviceKind.UNKNOWN}


def test_everybody_has_something_to_call_with(place: SimulatedMunicipality) -> None:
    for resident in place.residents:
        kinds = {device.kind for device in place.devices_of(resident)}
        assert kinds & {DeviceKind.PERSONAL_ALARM, DeviceKind.ROOM_CALL}


def test_some_have_a_tablet_to_be_called_by_and_not_all_of_them_may_be_seen(place: SimulatedMunicipality) -> None:
    tablets = place.of_kind[DeviceKind.TABLET]
    assert {tablet.calls for tablet in tablets} == {CallsBy(CallKind.VIDEO)}
    assert 0.02 < len(tablets) / len(place.residents) < 0.09
    owners = [place.resident[tablet.resident] for tablet in tablets if tablet.resident is not None]
    assert len(owners) == len(tablets) == len({owner.id for owner in owners})
    assert 0.6 < sum(owner.calls.may_be_seen for owner in owners) / len(owners) < 0.95
    assert 0.1 < sum(owner.calls.may_be_listened_to for owner in owners) / len(owners) < 0.5
    others = [one for one in place.residents if one not in owners]
    assert {one.calls for one in others} == {CallConsent()}


@pytest.mark.parametrize("name", CONDUCT)
def test_each_of_the_cast_who_answers_a_call_has_a_tablet_and_may_be_seen(
    place: SimulatedMunicipality, name: str
) -> None:
    resident = place.named(name)
    assert resident.calls.may_be_seen
    [tablet] = [one for one in place.devices_of(resident) if one.kind is DeviceKind.TABLET]
    assert (tablet.resident, tablet.place, tablet.calls) == (resident.id, "köket", CallsBy(CallKind.VIDEO))
    Behaviour(CONDUCT[name])


def test_the_cast_gets_no_tablet_by_lot_whatever_the_seed() -> None:
    for seed in range(12):
        built = build(seed, FEWEST, today=TODAY)
        of_cast = {resident.id for resident in built.residents[: len(KNOWN)]}
        owners = [tablet.resident for tablet in built.of_kind[DeviceKind.TABLET] if tablet.resident in of_cast]
        assert len(owners) == len(CONDUCT)


def test_some_couples_share_a_device_and_nobody_else_does(place: SimulatedMunicipality) -> None:
    living = Counter(resident.household for resident in place.residents)
    shared = [d for d in place.of_kind[DeviceKind.PERSONAL_ALARM] if d.resident is None]
    assert len(shared) > 10
    for device in shared:
        assert device.household
        assert living[device.household] == 2
    assert max(living.values()) == 2


def test_ids_are_those_of_topics_and_tell_no_name(place: SimulatedMunicipality) -> None:
    for device in place.devices:
        assert re.fullmatch(r"[A-Za-z0-9._:-]{1,128}", device.id)
    assert len(place.device) == len(place.devices)
    assert len(place.resident) == len(place.residents)
    for resident in place.residents[: len(CAST)]:
        assert resident.family_name.lower() not in resident.id


def test_the_special_housing_has_wards_rooms_and_attack_alarms(place: SimulatedMunicipality) -> None:
    assert {d.place.partition(",")[0] for d in place.of_kind[DeviceKind.ROOM_CALL]} == {"Tallen", "Björken", "Granen"}
    assert all(d.resident is None for d in place.of_kind[DeviceKind.STAFF_ATTACK])
    assert {d.sender for d in place.of_kind[DeviceKind.ROOM_CALL]} == {"norrgarden"}


def test_marta_lindqvist_is_as_in_the_picture(place: SimulatedMunicipality) -> None:
    marta = place.named("Märta Lindqvist")
    home = place.household[marta.household]
    assert (marta.age(TODAY), home.street, home.apartment) == (87, "Fyrvägen 12", "lgh 1103")
    details = {fact.kind: fact.detail for fact in marta.facts}
    assert details[FactKind.HEARING] == "Tala långsamt, vänta på svar"
    assert details[FactKind.BLOOD_THINNER] == "Fall ska alltid bedömas"
    assert details[FactKind.OXYGEN] == "Ingen öppen låga"
    assert details[FactKind.CALL_MOBILE_FIRST] == "070-174 06 18"
    assert details[FactKind.DIGITAL_LOCK] == "Kod till den som accepterat"
    assert "Sotis, snäll" in details[FactKind.ANIMAL]
    assert [(c.name, c.relation) for c in marta.contacts] == [
        ("Lena Lindqvist", "dotter"), ("Anders Lindqvist", "son"), ("Ove Ström", "granne"),
    ]  # fmt: skip
    assert len(marta.aids) == 3


@pytest.mark.parametrize("part", CAST, ids=lambda part: f"{part.given_name} {part.family_name}")
def test_each_of_the_cast_lives_in_alvbro(place: SimulatedMunicipality, part: object) -> None:
    assert part in CAST
    named = next(p for p in CAST if p == part)
    resident = place.named(f"{named.given_name} {named.family_name}")
    assert resident.municipality == "alvbro"
    assert resident.age(TODAY) == named.age
    assert place.devices_of(resident)


def test_a_name_outside_the_cast_is_not_looked_up(place: SimulatedMunicipality) -> None:
    with pytest.raises(KeyError):
        place.named("Ingen Alls")


@pytest.mark.parametrize("days", [0, 58, 98, 99, 100, 365 + 98])
def test_ages_hold_on_any_day(days: int) -> None:
    today = date(2027, 11, 22) + timedelta(days=days)
    built = build(5, FEWEST, today=today)
    assert built.named("Märta Lindqvist").age(today) == 87
    assert all(65 <= resident.age(today) <= 102 for resident in built.residents)


def test_operators_cover_every_role_and_both_municipalities(place: SimulatedMunicipality) -> None:
    roles = {grant.role for operator in place.operators for grant in operator.grants}
    assert roles == set(Role)
    assert len(place.operators) == len({operator.id for operator in place.operators}) == 10
    ellen = place.operators[0]
    assert ellen.name == "Ellen Sandgren"
    assert ellen.municipalities(Act.HANDLE_CASE) == {"alvbro", "bjorkvik"}
    for operator in place.operators:
        assert operator.may_see_protected <= {grant.municipality for grant in operator.grants}


def test_what_is_built_is_frozen(place: SimulatedMunicipality) -> None:
    with pytest.raises(FrozenInstanceError):
        place.seed = 2  # type: ignore[misc]
