"""The plan before whoever has a case: laid again as it changes hands, as its person is named, and as presses come."""

from collections.abc import Awaitable

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause
from console.domain.case import Case
from console.domain.ground import on
from console.domain.ids import SYSTEM, OperatorId, ResidentId
from console.domain.operator import Role
from console.domain.plan import Plan
from console.domain.refused import Reason, Refused
from console.domain.resident import CriticalFact, FactKind
from console.domain.triage import Planned
from console.services.plan_laying import PlanLaying
from console.services.plan_shelf import PlanShelf
from console.services.plans import SEEK_EVERY_S, Plans
from tests.builders import NORRBY, T0, alarm, device, event_alarm, household, operator, resident
from tests.fakes import run_async
from tests.plan_samples import plan, step, texts
from tests.services.fakes import Station, station
from tests.services.plan_fakes import FakePlanFiles, FakePlanStore

anna, bo, lead = operator("anna"), operator("bo"), operator("lead", Role.SHIFT_LEAD)
PRESS = plan(
    step(),
    step("history", "say", when={"presses_from": 3}),
    step("sugar", "say", when={"facts": ["diabetes"]}),
    step("alone", "say", unless={"facts": ["diabetes"]}),
    step("tell_lead", "say", when={"presses_from": 5}),
    step("end", "outcome"),
    fits={"causes": ["press"]},
)
NEW = plan(step(text=texts("Ny text")), plan="press", fits={"causes": ["press"]})
SMOKE = plan(step(text=texts("Brand")), plan="smoke", fits={"causes": ["smoke"]})


class Room:
    """A console whose desk lays plans; `laying` is the duty."""

    def __init__(self, here: Station, files: FakePlanFiles, store: FakePlanStore) -> None:
        self.here, self.files, self.store = here, files, store
        self.plans = Plans(files, store, here.recorder, here.clock)
        self.shelf = PlanShelf(self.plans, here.directory, here.recorder)
        self.laying = PlanLaying(here.recorder, self.shelf)
        here.desk.plans = self.shelf

    async def press(self, times: int = 1) -> Case:
        for _ in range(times):
            await self.here.intake.take([alarm(self.here.clock.now())])
        return self.case()

    def case(self) -> Case:
        [found] = self.here.recorder.board.open_cases()
        return found

    def steps(self) -> tuple[str, ...]:
        found = self.case().plan
        assert found is not None
        return found.steps

    def begun(self) -> list[OperatorId]:
        """Who laid a plan, each time."""
        return [event.who for event in self.here.journal.events if isinstance(event.body, ev.PlanBegun)]


async def room(*, is_shared: bool = False, plans: tuple[Plan, ...] = (PRESS, SMOKE)) -> Room:
    here = await station().start()
    here.desk.colleagues = {one.id: one for one in (anna, bo, lead)}
    here.residents.put(
        households=[household()],
        residents=[resident("astrid", facts=(CriticalFact(FactKind.DIABETES),)), resident("bertil")],
        devices=[device(household="home-1") if is_shared else device(resident="bertil")],
    )
    found = Room(here, FakePlanFiles(*plans), FakePlanStore())
    await found.plans.refresh()
    return found


async def reason_of(call: Awaitable[object]) -> Reason:
    with pytest.raises(Refused) as refused:
        await call
    return refused.value.reason


def test_presses_bring_their_steps_before_whoever_has_the_case_and_what_is_done_stays_done() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        await it.here.desk.do_step(anna, case.id, "call", "answered")
        since = it.here.clock.now()
        await it.here.clock.advance(60)
        await it.press()
        await it.laying.look()
        assert it.steps() == ("call", "alone", "end")
        await it.press()
        await it.laying.look()
        assert it.steps() == ("call", "history", "alone", "end")
        course = it.case().plan
        assert course is not None
        assert ([record.step for record in course.records], course.version) == (["call"], PRESS.version)
        assert course.since >= since
        await it.press(5)
        await it.laying.look()
        await it.laying.look()
        assert it.steps() == ("call", "history", "alone", "tell_lead", "end")
        assert it.begun() == [anna.id, SYSTEM, SYSTEM]
        await it.here.desk.do_step(anna, case.id, "tell_lead")

    run_async(scenario())


def test_new_steps_do_not_begin_the_present_steps_time_anew() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press(2)
        await it.here.desk.claim(anna, case.id)
        await it.here.clock.advance(60)
        await it.press()
        await it.laying.look()
        course = it.case().plan
        assert course is not None
        assert "history" in course.steps
        assert course.since == T0

    run_async(scenario())


def test_whoever_asks_for_the_plan_that_fits_now_gets_the_steps_of_now() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        assert await reason_of(it.here.desk.change_plan(anna, case.id)) is Reason.NOTHING_TO_DO
        await it.press(4)
        await it.here.desk.change_plan(anna, case.id)
        assert it.steps() == ("call", "history", "alone", "tell_lead", "end")

    run_async(scenario())


@pytest.mark.parametrize("hands", ["claim", "take_over", "hand_over"])
def test_at_each_change_of_hands_the_steps_are_those_of_now_in_the_same_transaction(hands: str) -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        if hands == "claim":
            await it.here.desk.release(anna, case.id)
        await it.press(4)
        if hands == "claim":
            await it.here.desk.claim(anna, case.id)
        elif hands == "take_over":
            await it.here.desk.take_over(lead, case.id, "rast")
        else:
            await it.here.desk.hand_over(anna, case.id, bo.id)
        assert it.steps() == ("call", "history", "alone", "tell_lead", "end")
        assert len(it.begun()) == 2

    run_async(scenario())


def test_who_is_named_brings_the_steps_of_their_card_and_takes_away_those_that_are_not_for_them() -> None:
    async def scenario() -> None:
        it = await room(is_shared=True)
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        assert it.steps() == ("call", "alone", "end")
        await it.here.desk.do_step(anna, case.id, "call", "answered")
        await it.here.desk.name_resident(anna, case.id, ResidentId("astrid"))
        assert it.steps() == ("call", "sugar", "end")

    run_async(scenario())


def test_a_step_that_was_marked_stays_whatever_applies_now() -> None:
    async def scenario() -> None:
        it = await room(is_shared=True)
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        await it.here.desk.skip_step(anna, case.id, "alone", "hördes någon")
        await it.here.desk.name_resident(anna, case.id, ResidentId("astrid"))
        assert it.steps() == ("call", "sugar", "alone", "end")

    run_async(scenario())


def test_a_changed_card_alone_changes_nothing_under_the_hands() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        await it.laying.look()
        changed = resident("bertil", facts=(CriticalFact(FactKind.DIABETES),))
        it.here.residents.put(households=[household()], residents=[changed], devices=[device(resident="bertil")])
        imported = ev.ResidentsImported(1, 1, 1, 0)
        await it.here.recorder.note([Planned("directory:norrby", NORRBY, imported)])
        await it.laying.look()
        assert it.steps() == ("call", "alone", "end")
        await it.press(2)
        await it.laying.look()
        assert it.steps() == ("call", "history", "sugar", "alone", "end"), "steps come, and none goes"

    run_async(scenario())


def test_a_changed_file_keeps_no_step_from_the_case_that_began_before() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        it.files.say(NEW, SMOKE)
        await it.plans.refresh()
        await it.press(2)
        await it.laying.look()
        course = it.case().plan
        assert course is not None
        assert (course.version, "history" in course.steps) == (PRESS.version, True)

    run_async(scenario())


def test_a_graver_alarms_plan_is_never_laid_by_itself() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        smoke = event_alarm(it.here.clock.now(), Cause.SMOKE, AlarmClass.ACUTE)
        await it.here.recorder.note([on(case, ev.AlarmJoined(smoke))])
        await it.laying.look()
        await it.here.desk.hand_over(anna, case.id, bo.id)
        course = it.case().plan
        assert course is not None
        assert course.version == PRESS.version
        await it.here.desk.change_plan(bo, case.id)
        course = it.case().plan
        assert course is not None
        assert course.version == SMOKE.version

    run_async(scenario())


def test_who_took_a_case_while_no_plan_could_be_had_gets_it_when_it_can() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        it.store.is_down = True
        await it.here.desk.claim(anna, case.id)
        await it.laying.look()
        assert it.case().plan is None
        it.store.is_down = False
        await it.laying.look()
        assert it.steps() == ("call", "alone", "end")

    run_async(scenario())


def test_of_two_consoles_one_lays_the_steps() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        await it.press(2)
        other = PlanLaying(it.here.recorder, it.shelf)
        await it.laying.look()
        await other.look()
        assert len(it.begun()) == 2

    run_async(scenario())


def test_after_a_restart_with_a_slow_store_the_steps_can_be_marked_as_soon_as_it_answers() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        again = Room(it.here, FakePlanFiles(NEW, SMOKE), it.store)
        it.store.is_down = True
        await again.plans.refresh()
        assert await reason_of(it.here.desk.do_step(anna, case.id, "call", "answered")) is Reason.NO_PLAN
        it.store.is_down = False
        await it.here.clock.advance(SEEK_EVERY_S)
        await it.here.desk.do_step(anna, case.id, "call", "answered")
        assert await again.shelf.shown(anna, case.id) is not None

    run_async(scenario())


def test_a_version_that_nobody_has_is_not_sought_again_and_again() -> None:
    async def scenario() -> None:
        it = await room()
        for _ in range(10):
            assert await it.plans.sought("0" * 16) is None
            await it.here.clock.advance(SEEK_EVERY_S / 5)
        assert len(it.store.asked) == 2

    run_async(scenario())


def test_a_step_that_two_consoles_mark_is_marked_once() -> None:
    async def scenario() -> None:
        it = await room()
        case = await it.press()
        await it.here.desk.claim(anna, case.id)
        await it.here.desk.do_step(anna, case.id, "call", "answered")
        assert await reason_of(it.here.desk.do_step(anna, case.id, "call", "silent")) is Reason.NOT_THE_STEP
        course = it.case().plan
        assert course is not None
        assert [record.answer for record in course.records] == ["answered"]

    run_async(scenario())
