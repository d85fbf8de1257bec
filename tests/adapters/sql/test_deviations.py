"""Medication deviations out of a real store, on a file and on PostgreSQL: a month whose truth is known."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.ids import HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import Writing
from console.domain.medication import CAUSES, DeviationCount, counted
from console.domain.operator import Role
from console.domain.report import AlarmReport
from console.domain.triage import Planned
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.recorder import Recorder
from tests.adapters.sql.places import Place
from tests.builders import HERE, NORRBY, SODERBY, alarm, counter, device, household, municipality, operator, resident
from tests.fakes import HandClock

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, tzinfo=UTC)
ANNA = operator("anna", Role.SHIFT_LEAD, municipalities=[NORRBY, SODERBY])
DISPENSER = DeviceKind.MEDICATION_DISPENSER
PEOPLE = ("astrid", "bo", "cilla")


class Centre:
    """A recorder and a desk on a real store, at an hour that the test moves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = HandClock(MARCH - timedelta(days=1))
        new_id = counter("id")
        self.recorder = Recorder(store.journal, self.clock, new_id)
        self.directory = Directory(store.residents, self.recorder, self.clock)
        self.desk = Desk(self.recorder, self.directory, store.journal, self.clock, new_id, HERE)

    async def peopled(self) -> "Centre":
        """Three residents of Norrby and one of Söderby, each with a dispenser; one dispenser is nobody's."""
        homes = [(f"h-{one}", one, NORRBY) for one in PEOPLE] + [("h-dag", "dag", SODERBY)]
        await self.store.residents.save(
            [municipality(), municipality(SODERBY)],
            [household(home, "Storgatan 1", municipality=where) for home, _, where in homes],
            [resident(one, home, municipality=where) for home, one, where in homes],
            [device(f"d-{one}", resident=one, kind=DISPENSER, municipality=where) for _, one, where in homes],
            Writing(0),
        )
        await self.directory.start()
        await self.recorder.start()
        return self

    async def send(
        self, who: str, cause: Cause, at: datetime, kind: DeviceKind = DISPENSER, where: MunicipalityId = NORRBY,
        *, is_test: bool = False, key: str = "",
    ) -> None:  # fmt: skip
        """What a dispenser sends at that hour, stored at that hour."""
        if at > self.clock.now():
            await self.clock.advance(at - self.clock.now())
        sent = alarm(at, cause, kind, device=f"d-{who}", municipality=where, is_test=is_test, key=key)
        await self.take([sent])

    async def take(self, reports: Sequence[AlarmReport]) -> None:
        await self.recorder.record(reports, await self.directory.knowledge(reports))

    async def close_all(self) -> None:
        """Anna takes every open case and closes it."""
        for case in tuple(self.recorder.board.open_cases()):
            await self.desk.claim(ANNA, case.id)
            await self.desk.close(ANNA, case.id, "visit_done", "", 99)

    async def counts(
        self, where: MunicipalityId = NORRBY, since: datetime = MARCH, until: datetime = APRIL
    ) -> list[tuple[str | None, str, int, int]]:
        found = counted(await self.store.deviations.of(where, since, until))
        return [_plain(one) for one in found]


def _plain(count: DeviationCount) -> tuple[str | None, str, int, int]:
    return count.resident, count.cause.value, count.deviations, count.cases


def told(place: Place, story: Callable[[Centre], Awaitable[None]]) -> None:
    async def whole(store: Store) -> None:
        await story(await Centre(store).peopled())

    place.tell(whole)


def test_a_synthetic_month_is_counted_as_it_was_made(place: Place) -> None:
    async def story(centre: Centre) -> None:
        chance = Random(7)
        truth: dict[tuple[str, Cause], int] = {}
        for day in range(-1, 33):
            for hour in (8, 13, 20):
                at = MARCH + timedelta(days=day, hours=hour)
                who, cause = chance.choice(PEOPLE), chance.choice(CAUSES)
                await centre.send(who, cause, at)
                await centre.send(who, Cause.BATTERY_LOW, at)
                await centre.send(who, Cause.PRESS, at, DeviceKind.PERSONAL_ALARM)
                await centre.send(who, Cause.TEST, at, is_test=True)
                if MARCH <= at < APRIL:
                    truth[who, cause] = truth.get((who, cause), 0) + 1
            if day % 3 == 0:
                await centre.close_all()
        found = await centre.counts()
        assert [(who, cause, count) for who, cause, count, _ in found] == [
            (who, cause.value, truth[who, cause]) for who in PEOPLE for cause in CAUSES if (who, cause) in truth
        ]
        assert sum(count for _, _, count, _ in found) == 31 * 3
        assert all(1 <= cases <= count for _, _, count, cases in found)
        assert any(cases < count for _, _, count, cases in found), "some doses were missed in one and the same case"

    told(place, story)


def test_a_period_takes_its_first_moment_and_leaves_its_last_out(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH - timedelta(microseconds=1))
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH)
        await centre.send("astrid", Cause.NOT_TAKEN, APRIL - timedelta(microseconds=1))
        await centre.send("astrid", Cause.NOT_TAKEN, APRIL)
        assert await centre.counts() == [("astrid", "not_taken", 2, 1)]
        assert await centre.counts(since=APRIL, until=APRIL + timedelta(days=1)) == [("astrid", "not_taken", 1, 1)]

    told(place, story)


def test_another_municipality_is_another_report(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.EMPTY, MARCH)
        await centre.send("dag", Cause.JAMMED, MARCH, where=SODERBY)
        assert await centre.counts() == [("astrid", "empty", 1, 1)]
        assert await centre.counts(SODERBY) == [("dag", "jammed", 1, 1)]

    told(place, story)


def test_a_message_that_comes_again_is_one_deviation(place: Place) -> None:
    async def story(centre: Centre) -> None:
        for _ in range(3):
            await centre.send("bo", Cause.NOT_TAKEN, MARCH, key="same")
        assert await centre.counts() == [("bo", "not_taken", 1, 1)]

    told(place, story)


def test_a_dose_is_a_deviation_whatever_kind_of_device_speaks_of_it_and_a_press_is_none(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH, DeviceKind.UNKNOWN)
        await centre.send("astrid", Cause.PRESS, MARCH, DeviceKind.PERSONAL_ALARM)
        assert {case.lane for case in centre.recorder.board.open_cases()} == {Lane.MEDICATION, Lane.PERSON}
        assert await centre.counts() == [("astrid", "not_taken", 1, 1)]

    told(place, story)


def test_a_dispenser_of_nobody_counts_without_a_resident_until_somebody_is_named(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH)
        await centre.send("loose", Cause.NOT_TAKEN, MARCH)
        assert await centre.counts() == [("astrid", "not_taken", 1, 1), (None, "not_taken", 1, 1)]
        loose = next(case for case in centre.recorder.board.open_cases() if case.resident is None)
        await centre.desk.claim(ANNA, loose.id)
        await centre.desk.name_resident(ANNA, loose.id, ResidentId("astrid"))
        assert await centre.counts() == [("astrid", "not_taken", 2, 1)]

    told(place, story)


def test_an_alarm_that_was_about_somebody_else_is_counted_where_it_is_now(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH)
        await centre.send("astrid", Cause.EMPTY, MARCH)
        [case] = centre.recorder.board.open_cases()
        await centre.desk.claim(ANNA, case.id)
        await centre.desk.split(ANNA, case.id, (case.recent[1].report,))
        assert await centre.counts() == [("astrid", "not_taken", 1, 1), (None, "empty", 1, 1)]

    told(place, story)


def test_what_was_erased_on_request_still_counts_and_names_nobody(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH)
        await centre.send("astrid", Cause.NOT_TAKEN, MARCH)
        await centre.close_all()
        events = [event for event in await centre.store.journal.since(0) if event.subject.startswith("case:")]
        seqs = [event.seq for event in events]
        erased = Planned("job:erasure", NORRBY, ev.BodiesErased(ev.ErasureRule.RESIDENT_REQUEST, tuple(seqs)))
        await centre.recorder.commit_with(
            (erased,), ANNA.id, lambda writing: centre.store.journal.erase_bodies(seqs, writing)
        )
        assert await centre.counts() == [(None, "not_taken", 2, 1)]

    told(place, story)


def test_a_shared_homes_dispenser_counts_for_the_household_until_one_is_named(place: Place) -> None:
    async def story(centre: Centre) -> None:
        await centre.store.residents.save(
            [], [household("h-two")], [resident("eva", "h-two"), resident("filip", "h-two")],
            [device("d-two", household="h-two", kind=DISPENSER)], Writing((await centre.store.journal.head()).seq),
        )  # fmt: skip
        await centre.directory.start()
        await centre.send("two", Cause.JAMMED, MARCH)
        assert await centre.counts() == [(None, "jammed", 1, 1)]
        [case] = centre.recorder.board.open_cases()
        assert case.subject == ev.Subject(ev.SubjectKind.HOUSEHOLD, HouseholdId("h-two"))
        await centre.desk.perform(ANNA, steps.Claim(case.id))
        await centre.desk.name_resident(ANNA, case.id, ResidentId("eva"))
        assert await centre.counts() == [("eva", "jammed", 1, 1)]

    told(place, story)
