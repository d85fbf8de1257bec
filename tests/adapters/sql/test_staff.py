"""The staff, their plan, where they were last and the orders to them come back as they were saved; positions go."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.ids import CaseId, HouseholdId, LockId, MunicipalityId, ResidentId, ResponderId, TaskId
from console.domain.journal import BadRow, Outgoing, Writing
from console.domain.order import Order, OrderKind
from console.domain.report import Position
from console.domain.resident import Door, Household
from console.domain.responder import PlannedVisit, Responder, Shift, Skill, Standing, Transport
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN
from tests.adapters.sql.test_directory import HOME, OTHER_TOWN, fill_directory

HOUR = timedelta(hours=1)
MAJA = Responder(
    ResponderId("st-1"), TOWN, "phone-1", "Maja Exempelsson", "+46701740601",
    frozenset({Skill.NURSE, Skill.INSULIN}), ("sv", "fi"), True, frozenset({"skåp 7"}), Transport.BIKE, "Norr", "natt",
    ResponderId("st-2"), False, True,
)  # fmt: skip
BO = Responder(ResponderId("st-2"), TOWN, "phone-2", "Bo Mönster")
NAMESAKE = replace(BO, municipality=OTHER_TOWN.id, sender="phone-9")
NIGHT = Shift("sh-1", TOWN, MAJA.id, NOW - 2 * HOUR, NOW + 6 * HOUR)
BOS_NIGHT = Shift("sh-2", TOWN, BO.id, NOW - 2 * HOUR, NOW + 6 * HOUR)
VISIT = PlannedVisit("v-1", TOWN, MAJA.id, ResidentId("p1"), NOW + HOUR, NOW + HOUR * 2, staff=2)
PAUSE = PlannedVisit("v-2", TOWN, MAJA.id, None, NOW + 3 * HOUR, NOW + HOUR * 4)


def imported(after: int) -> Writing:
    return Writing(after, (samples.draft(ev.StaffImported(2, 2, 2, 0), f"directory:{TOWN}"),))


async def fill_staff(store: Store, after: int = 1) -> tuple[ev.Event, ...]:
    """On top of `fill_directory`."""
    return await store.staff.save([MAJA, BO, NAMESAKE], [NIGHT, BOS_NIGHT], [VISIT, PAUSE], imported(after))


async def both(store: Store) -> None:
    await fill_directory(store)
    await fill_staff(store)


def test_staff_shifts_and_visits_come_back_as_they_were_and_the_import_is_journalled(place: Place) -> None:
    place.tell(both)

    async def story(store: Store) -> None:
        assert await store.staff.responders() == (NAMESAKE, MAJA, BO)
        assert await store.staff.shifts(NOW, NOW + HOUR) == (NIGHT, BOS_NIGHT)
        assert await store.staff.visits(NOW, NOW + 12 * HOUR) == (VISIT, PAUSE)
        assert await store.staff.visits(VISIT.until, PAUSE.since) == ()
        assert await store.staff.shifts(NIGHT.until, NOW + 12 * HOUR) == ()
        [event] = await store.journal.since(1)
        assert isinstance(event, ev.Event)
        assert event.body == ev.StaffImported(2, 2, 2, 0)

    place.tell(story)
    assert place.verdict().damage == ()


def test_a_plan_replaces_another_from_its_first_moment_on_and_only_there(place: Place) -> None:
    place.tell(both)
    longer = replace(NIGHT, until=NOW + 8 * HOUR)
    early = Shift("sh-0", TOWN, BO.id, NOW - 20 * HOUR, NOW - 10 * HOUR)
    foreign = Shift("sh-2", OTHER_TOWN.id, NAMESAKE.id, NOW, NOW + HOUR)

    async def story(store: Store) -> None:
        await store.staff.save([], [early, foreign, BOS_NIGHT, NIGHT], [], imported(2))
        new = Shift("sh-3", TOWN, BO.id, NOW + 30 * HOUR, NOW + 38 * HOUR)
        await store.staff.save([], [longer, new], [], imported(3))
        everything = NOW - 99 * HOUR, NOW + 99 * HOUR
        assert set(await store.staff.shifts(*everything)) == {early, foreign, longer, new}, "Bo's night is over"
        later = replace(new, id="sh-4", responder=MAJA.id)
        await store.staff.save([], [later, replace(new, until=new.until + HOUR)], [], imported(4))
        assert longer in await store.staff.shifts(*everything), "next week's plan leaves tonight as it is"
        assert await store.staff.visits(*everything) == (VISIT, PAUSE), "a plan of shifts is none of visits"

    place.tell(story)


def test_a_calendar_of_one_replaces_theirs_alone(place: Place) -> None:
    place.tell(both)
    other = replace(NIGHT, id="sh-9", since=NOW, until=NOW + HOUR)

    async def story(store: Store) -> None:
        await store.staff.save([], [other], [], imported(2))
        assert await store.staff.shifts(NOW, NOW + HOUR) == (BOS_NIGHT, other)

    place.tell(story)


@pytest.mark.parametrize(
    "strange", [replace(NIGHT, responder=ResponderId("nobody")), replace(NIGHT, municipality=OTHER_TOWN.id)]
)
def test_a_plan_for_nobody_changes_nothing(place: Place, strange: Shift) -> None:
    place.tell(both)

    async def story(store: Store) -> None:
        with pytest.raises(BadRow):
            await store.staff.save([replace(BO, phone="1")], [strange], [], imported(2))
        assert await store.staff.responders() == (NAMESAKE, MAJA, BO)
        assert await store.staff.shifts(NOW, NOW + HOUR) == (NIGHT, BOS_NIGHT)
        assert (await store.journal.head()).seq == 2

    place.tell(story)


def test_what_was_heard_last_holds_and_what_is_older_changes_nothing(place: Place) -> None:
    [first] = samples.standings()
    later = Standing(TOWN, first.responder, NOW + HOUR, False, Position(57.0, 13.0, None, NOW), "")
    off = Standing(TOWN, first.responder, NOW + 2 * HOUR)
    other = replace(first, municipality=OTHER_TOWN.id)

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, standings=(first, other)))
        assert await store.staff.standings() == (other, first)
        await store.journal.write(Writing(0, standings=(later, replace(first, seal_key="old"))))
        assert await store.staff.standings() == (other, later)
        await store.journal.write(Writing(0, standings=(replace(first, is_connected=True),)))
        await store.journal.write(Writing(0, standings=(replace(later, seal_key="as late"),)))
        assert await store.staff.standings() == (other, later)
        await store.journal.write(Writing(0, standings=(off,)))
        assert await store.staff.standings() == (other, off), "off duty: the position goes at once"

    place.tell(story)


def test_what_is_over_is_forgotten_and_what_holds_is_kept(place: Place) -> None:
    place.tell(both)

    async def story(store: Store) -> None:
        await store.journal.write(Writing(2, standings=samples.standings()))
        assert await store.staff.forget(NOW + HOUR, NOW) == 0
        assert await store.staff.forget(VISIT.until + HOUR / 2, NOW + HOUR / 2) == 2
        assert await store.staff.standings() == ()
        assert await store.staff.visits(NOW, NOW + 12 * HOUR) == (PAUSE,)
        assert len(await store.staff.shifts(NOW, NOW + HOUR)) == 2
        assert await store.staff.forget(NOW + 99 * HOUR, NOW) == 3

    place.tell(story)


@pytest.mark.parametrize("kind", OrderKind)
def test_an_order_waits_in_the_outbox_by_its_ids(place: Place, kind: OrderKind) -> None:
    order = Order(kind, TOWN, MAJA.id, NOW, NOW + HOUR, CaseId("c"), TaskId("t"), "taken")
    receipt = samples.outgoing(samples.report(1).head.origin)[0]

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, outgoing=(Outgoing("o0", order), receipt, Outgoing("o0", order))))
        assert await store.journal.unsent(9) == (Outgoing("o0", order), receipt)

    place.tell(story)


def test_the_locks_of_a_home_and_where_its_key_is_come_back_as_they_were(place: Place) -> None:
    doors = Door(LockId("l-1"), "locks", "porten"), Door(LockId("l-2"), "other")
    locked = replace(HOME, doors=doors, key="skåp 7")

    async def story(store: Store) -> tuple[Household, ...]:
        await fill_directory(store)
        draft = samples.draft(ev.ResidentsImported(0, 1, 0, 0), f"directory:{TOWN}")
        await store.residents.save([], [locked], [], [], Writing(1, (draft,)))
        return await store.residents.households([HOME.id, HouseholdId("h2")])

    found = place.tell(story)
    assert found[0] == locked
    assert (found[1].doors, found[1].key) == ((), "")


def test_naive_moments_are_refused(file_place: Place) -> None:
    naive = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - the trap itself

    async def story(store: Store) -> None:
        with pytest.raises(BadRow):
            await store.journal.write(Writing(0, standings=(Standing(TOWN, MAJA.id, naive),)))
        assert await store.staff.standings() == ()

    file_place.tell(story)


def test_another_municipalitys_namesake_is_somebody_else(file_place: Place) -> None:
    file_place.tell(both)

    async def story(store: Store) -> None:
        found = {(one.municipality, one.id): one.sender for one in await store.staff.responders()}
        assert found[MunicipalityId(TOWN), BO.id] == "phone-2"
        assert found[OTHER_TOWN.id, BO.id] == "phone-9"

    file_place.tell(story)
