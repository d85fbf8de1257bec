"""Residents, households, devices, municipalities and accounts come back as they were saved."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.account import Account
from console.domain.alarm import AlarmClass, DeviceKind
from console.domain.call import CallKind
from console.domain.escalation import Escalation, Rung
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, OperatorId, ResidentId
from console.domain.journal import BadRow, Behind, Writing
from console.domain.operator import Grant, Operator, Role
from console.domain.resident import (
    DEFAULT_ANSWER_WITHIN_S,
    DEFAULT_OUTCOMES,
    CallConsent,
    CallsBy,
    Contact,
    CriticalFact,
    Device,
    FactKind,
    Household,
    Municipality,
    Protection,
    Resident,
    SelfTests,
)
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN

TOWN_HALL = Municipality(
    TOWN, "Sunnerbo", "Trygghetslarmet i Sunnerbo", DEFAULT_ANSWER_WITHIN_S, DEFAULT_OUTCOMES, frozenset({"s1"})
)
OTHER_TOWN = replace(
    TOWN_HALL, id=MunicipalityId("allbo"), name="Allbo", on_site_within_s={AlarmClass.HIGH: 2700},
    ladders={AlarmClass.ACUTE: (Escalation(timedelta(seconds=30), Rung.AGAIN),)}, tests=SelfTests(14, 9, 15),
)  # fmt: skip
HOME = Household(
    HouseholdId("h1"), TOWN, "Storgatan 1", "1102", "341 30", "Ljungby", "Norr", 56.83, 13.94, "port B", "skåp 7"
)
BARE_HOME = Household(HouseholdId("h2"), TOWN, "Lillgatan 2")
MARTA = Resident(
    ResidentId("p1"),
    TOWN,
    HOME.id,
    "Märta",
    "Öberg",
    date(1934, 2, 28),
    "19340228-2384",
    "+46701740605",
    "+46701740606",
    "fi",
    Protection.CONFIDENTIAL,
    (CriticalFact(FactKind.OXYGEN, "syrgas i sovrummet"), CriticalFact(FactKind.ANIMAL)),
    ("rollator",),
    (Contact(1, "Bo Öberg", "son", "+46701740607", "kvällar", has_key=True),),
    "ringer \x00 ofta",
)
BO = Resident(ResidentId("p2"), TOWN, HOME.id, "Bo", "Öberg", date(1930, 1, 1))
BUTTON = Device(DeviceId("d1"), TOWN, "s1", DeviceKind.PERSONAL_ALARM, HOME.id, MARTA.id, "Hall", "Care 4", 3600)
SHARED = Device(DeviceId("d2"), TOWN, "s1", DeviceKind.SMOKE_DETECTOR, HOME.id)
LOOSE = Device(DeviceId("d3"), TOWN, "s1", DeviceKind.UNKNOWN)


def _imported(after: int = 0) -> Writing:
    return Writing(after, (samples.draft(ev.ResidentsImported(2, 2, 3, 0), "directory:sunnerbo"),))


async def fill_directory(store: Store) -> tuple[ev.Event, ...]:
    return await store.residents.save(
        [TOWN_HALL, OTHER_TOWN], [HOME, BARE_HOME], [MARTA, BO], [BUTTON, SHARED, LOOSE], _imported()
    )


def test_an_import_comes_back_as_it_was_and_is_journalled(place: Place) -> None:
    async def story(store: Store) -> None:
        events = await fill_directory(store)
        assert await store.journal.since(0) == events
        directory = store.residents
        assert await directory.municipalities() == (OTHER_TOWN, TOWN_HALL)
        assert await directory.households([BARE_HOME.id, HOME.id, HouseholdId("h9")]) == (BARE_HOME, HOME)
        assert await directory.residents([BO.id, MARTA.id, BO.id]) == (BO, MARTA)
        keys = [(TOWN, LOOSE.id), (MunicipalityId("allbo"), BUTTON.id), (TOWN, BUTTON.id)]
        assert await directory.devices(keys) == (LOOSE, BUTTON)
        assert await directory.residents([]) == ()
        assert await directory.devices([]) == ()

    place.tell(story)


def test_a_household_has_its_residents_and_a_resident_the_shared_devices_too(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill_directory(store)
        assert await store.residents.residents_of_household(HOME.id) == (MARTA, BO)
        assert await store.residents.devices_of(MARTA.id, HOME.id) == (BUTTON, SHARED)
        assert await store.residents.devices_of(BO.id, HOME.id) == (SHARED,)
        assert await store.residents.devices_of(BO.id, BARE_HOME.id) == ()

    place.tell(story)


def test_a_second_import_replaces_by_id(place: Place) -> None:
    moved = replace(MARTA, household=BARE_HOME.id, facts=(), protection=Protection.PROTECTED)
    returned = replace(BUTTON, resident=None, household=None, heartbeat_interval_s=None)

    async def story(store: Store) -> None:
        await fill_directory(store)
        await store.residents.save([], [], [moved], [returned], _imported(1))
        assert await store.residents.residents([MARTA.id]) == (moved,)
        assert await store.residents.devices([(TOWN, BUTTON.id)]) == (returned,)

    place.tell(story)


@pytest.mark.parametrize(
    "calls",
    [CallsBy(CallKind.VIDEO), CallsBy(CallKind.VOICE), CallsBy(CallKind.SIP, "sip:17@larm.example"),
     CallsBy(CallKind.PHONE, "+46317001234"), None],
)  # fmt: skip
def test_how_a_device_is_called_comes_back_as_it_was(place: Place, calls: CallsBy | None) -> None:
    tablet = replace(BUTTON, calls=calls)

    async def story(store: Store) -> None:
        await fill_directory(store)
        await store.residents.save([], [], [], [replace(BUTTON, calls=CallsBy(CallKind.VIDEO))], _imported(1))
        await store.residents.save([], [], [], [tablet], _imported(2))
        assert await store.residents.devices([(TOWN, BUTTON.id)]) == (tablet,)
        assert await store.residents.devices_of(MARTA.id, HOME.id) == (tablet, SHARED)

    place.tell(story)


@pytest.mark.parametrize("calls", [CallConsent(True, False), CallConsent(False, True), CallConsent()])
def test_what_a_person_agreed_to_in_calls_comes_back_as_it_was(place: Place, calls: CallConsent) -> None:
    asked = replace(MARTA, calls=calls)

    async def story(store: Store) -> None:
        await fill_directory(store)
        await store.residents.save([], [], [replace(MARTA, calls=CallConsent(True, True))], [], _imported(1))
        await store.residents.save([], [], [asked], [], _imported(2))
        assert await store.residents.residents([MARTA.id]) == (asked,)

    place.tell(story)


def test_a_person_who_was_kept_before_calls_were_has_agreed_to_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.residents.save([], [], [replace(MARTA, calls=CallConsent(True, True))], [], _imported(1))

    place.tell(fill_directory)
    place.tell(story)
    details = json.dumps({"facts": [], "aids": [], "contacts": [], "note": ""}).encode().hex()
    is_file = "x'%s'" if place.is_file else "decode('%s', 'hex')"
    place.tamper(f"UPDATE resident SET details = {is_file % details} WHERE id = 'p1'")

    async def read(store: Store) -> CallConsent:
        return (await store.residents.residents([MARTA.id]))[0].calls

    assert place.tell(read) == CallConsent()


@pytest.mark.parametrize(
    ("residents", "devices"),
    [
        ([replace(BO, household=HouseholdId("nowhere"))], []),
        ([replace(BO, municipality=MunicipalityId("nowhere"))], []),
        ([], [replace(LOOSE, resident=ResidentId("nobody"))]),
        ([replace(BO, municipality=OTHER_TOWN.id)], []),
        ([replace(BO, given_name="\ud800")], []),
        ([replace(BO, note="\ud800")], []),
        ([], [replace(LOOSE, heartbeat_interval_s=2**63)]),
    ],
)
def test_a_row_that_points_nowhere_or_into_another_municipality_refuses_the_whole_import(
    place: Place, residents: list[Resident], devices: list[Device]
) -> None:
    async def story(store: Store) -> None:
        await fill_directory(store)
        renamed = replace(HOME, street="Nygatan 3")
        with pytest.raises(BadRow):
            await store.residents.save([], [renamed], residents, devices, _imported(1))
        assert await store.residents.households([HOME.id]) == (HOME,)
        assert await store.residents.residents([BO.id]) == (BO,)
        assert (await store.journal.head()).seq == 1

    place.tell(story)


def test_an_import_decided_on_an_older_journal_takes_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill_directory(store)
        with pytest.raises(Behind):
            await store.residents.save([], [], [replace(BO, given_name="Bosse")], [], _imported(0))
        assert await store.residents.residents([BO.id]) == (BO,)

    place.tell(story)


ANNA = Account(
    Operator(
        OperatorId("anna"),
        "Anna Ek",
        frozenset({Grant(TOWN, Role.OPERATOR), Grant(TOWN, Role.AUDITOR), Grant(OTHER_TOWN.id, Role.OPERATOR)}),
        frozenset({TOWN}),
    ),
    "anna",
    "$argon2id$v=19$...",
    wrong_tries=3,
    locked_until=NOW + timedelta(minutes=5),
)
BEA = Account(Operator(OperatorId("bea"), "Bea Al", frozenset()), "bea", "$argon2id$...", is_disabled=True)


def test_accounts_come_back_with_their_grants(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.accounts.save(BEA)
        await store.accounts.save(ANNA)
        assert await store.accounts.find("anna") == ANNA
        assert await store.accounts.find("bea") == BEA
        assert await store.accounts.find("Anna") is None
        assert await store.accounts.all() == (ANNA, BEA)

    place.tell(story)


def test_a_grant_taken_away_is_gone(place: Place) -> None:
    less = replace(ANNA.operator, grants=frozenset({Grant(TOWN, Role.OPERATOR)}), may_see_protected=frozenset())
    changed = replace(ANNA, operator=less, wrong_tries=0, locked_until=None)

    async def story(store: Store) -> None:
        await store.accounts.save(ANNA)
        await store.accounts.save(changed)
        assert await store.accounts.all() == (changed,)

    place.tell(story)


def test_a_login_is_one_accounts(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.accounts.save(ANNA)
        with pytest.raises(BadRow):
            await store.accounts.save(replace(BEA, login="anna"))
        assert await store.accounts.all() == (ANNA,)

    place.tell(story)
