"""Each area with how many live there and are at risk, and where its middle is."""

from dataclasses import replace

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.coverage import AreaPeople
from console.domain.ids import DeviceId, HouseholdId, ResidentId
from console.domain.journal import Writing
from console.domain.land import Point
from console.domain.resident import CriticalFact, FactKind, Household, Protection, Resident
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import TOWN
from tests.adapters.sql.test_directory import BO, BUTTON, HOME, OTHER_TOWN, fill_directory


def home(number: int, area: str = "Söder", latitude: float | None = 56.0) -> Household:
    place = (latitude, 14.0) if latitude is not None else (None, None)
    return replace(HOME, id=HouseholdId(f"s{number}"), area=area, latitude=place[0], longitude=place[1])


def person(number: int, *facts: FactKind) -> Resident:
    return replace(
        BO, id=ResidentId(f"q{number}"), household=HouseholdId(f"s{number}"),
        facts=tuple(CriticalFact(kind) for kind in facts),
    )  # fmt: skip


def test_an_area_is_told_with_its_people_who_of_them_is_at_risk_and_its_middle(place: Place) -> None:
    people = [
        person(1, FactKind.LIVES_ALONE),
        person(2, FactKind.LIVES_ALONE),
        person(3, FactKind.LIVES_ALONE),
        person(4, FactKind.OXYGEN),
        person(5, FactKind.HEARING, FactKind.KEY),
        person(6, FactKind.DEMENTIA, FactKind.LIVES_ALONE),
    ]
    homes = [home(1), home(2), home(3), home(4, latitude=58.0), home(5, latitude=None), home(6, "", None)]
    alarm = replace(BUTTON, id=DeviceId("x1"), household=homes[0].id, resident=people[0].id)
    shared = replace(alarm, id=DeviceId("x2"), household=homes[1].id, resident=None)
    smoke = replace(shared, id=DeviceId("x3"), household=homes[2].id, kind=DeviceKind.SMOKE_DETECTOR)

    async def story(store: Store) -> None:
        await fill_directory(store)
        draft = samples.draft(ev.ResidentsImported(6, 6, 3, 0), f"directory:{TOWN}")
        await store.residents.save([], homes, people, [alarm, shared, smoke], Writing(1, (draft,)))
        assert await store.staff.areas(TOWN) == (
            AreaPeople("", 1, 1, None),
            AreaPeople("Norr", 2, 1, None),  # a protected person's home, and no other
            AreaPeople("Söder", 5, 3, Point(56.5, 14.0)),
        )
        assert await store.staff.areas(OTHER_TOWN.id) == ()

    place.tell(story)


def test_the_home_of_a_protected_person_moves_no_middle_and_makes_none(file_place: Place) -> None:
    protected = replace(person(2), protection=Protection.CONFIDENTIAL)
    beside = replace(person(3), household=HouseholdId("s2"))
    alone = replace(person(4), protection=Protection.PROTECTED)
    homes = [home(1), home(2, latitude=58.0), home(4, "Väster", 57.0)]

    async def story(store: Store) -> None:
        await fill_directory(store)
        draft = samples.draft(ev.ResidentsImported(4, 3, 0, 0), f"directory:{TOWN}")
        await store.residents.save([], homes, [person(1), protected, beside, alone], [], Writing(1, (draft,)))
        found = {one.area: (one.residents, one.centre) for one in await store.staff.areas(TOWN)}
        assert (found["Söder"], found["Väster"]) == ((3, Point(56.0, 14.0)), (1, None))

    file_place.tell(story)
