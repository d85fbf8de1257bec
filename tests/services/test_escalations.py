"""The ladders at work: nobody at the keyboard, clocks that are set, nights with DST, sleep, a restart, two consoles."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.escalation import Escalation, Rung
from console.domain.forward import ForwardState
from console.domain.ground import LaidPlan
from console.domain.ids import CaseId, ConsoleId, OperatorId
from console.domain.operator import Role
from console.domain.plan import FIXED_ANSWERS, Act, Fits, Plan, PlanStep, Texts, Untouched
from console.domain.silence import SilenceKind, device_about
from console.domain.silence_steps import BeginSilence
from console.domain.triage import Planned
from console.domain.waits import Waits
from console.services.escalations import Escalations, Staffing
from console.services.not_connected import NobodyToSend
from console.services.silences import Silences
from tests.builders import HERE, NORRBY, T0, alarm, counter, event_alarm, knowledge, municipality, operator, seconds
from tests.fakes import HandClock, run_async
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents, Station

R = Rung
anna, bo, lead = operator("anna"), operator("bo"), operator("lead", Role.SHIFT_LEAD)
THERE = ConsoleId("console-2")
WHAT = {
    AlarmClass.ACUTE: (Cause.SMOKE, DeviceKind.SMOKE_DETECTOR),
    AlarmClass.HIGH: (Cause.FALL, DeviceKind.FALL_DETECTOR),
    AlarmClass.NORMAL: (Cause.PRESS, DeviceKind.PERSONAL_ALARM),
    AlarmClass.TECHNICAL: (Cause.LINK_LOST, DeviceKind.HUB),
}


def text(words: str) -> Texts:
    return Texts(words, words)


def untouched(*rungs: tuple[float, Rung]) -> tuple[Untouched, ...]:
    return tuple(Untouched(timedelta(seconds=after), rung) for after, rung in rungs)


SILENT_CALL = Plan(
    "press", "v1", text("Tryck"), Fits(),
    (
        PlanStep(
            "call", Act.CALL, text("Ring"), answers=FIXED_ANSWERS[Act.CALL],
            untouched=untouched((20, R.AGAIN), (40, R.OTHER_OPERATORS), (60, R.SHIFT_LEAD), (90, R.PATROL)),
        ),
        PlanStep("note", Act.NOTE, text("Skriv"), untouched=untouched((30, R.AGAIN))),
        PlanStep("outcome", Act.OUTCOME, text("Avsluta")),
    ),
)  # fmt: skip


class Shelf:
    """Fits `desk.PlanShelf`: one plan for everything."""

    def __init__(self, plan: Plan = SILENT_CALL) -> None:
        self._plan = plan

    async def lay(self, _: object) -> LaidPlan | None:
        return LaidPlan(self._plan, tuple(step.id for step in self._plan.steps))

    async def again(self, case: Case) -> LaidPlan | None:
        return await self.lay(case)

    async def of_version(self, version: str) -> Plan | None:
        return self._plan if version == self._plan.version else None


class Patrols:
    """Fits `services.ports.DispatchPort`: takes every task on."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def dispatch(self, case: CaseId, key: str, who: OperatorId) -> None:
        self.asked.append(key)


class WallClock(HandClock):
    """The wall clock can be set, and the machine can sleep: then both clocks go on and nothing runs."""

    def __init__(self, now: datetime = T0) -> None:
        super().__init__(now)
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self._ahead

    def set_ahead(self, by: timedelta) -> None:
        self._ahead += by

    def doze(self, seconds: float) -> None:
        self._elapsed_s += seconds


@dataclass
class Night:
    """A console with its ladders; `told` is what each rung said, and when by the monotonic clock."""

    here: Station
    clock: WallClock
    patrols: Patrols | NobodyToSend
    told: list[tuple[float, str]] = field(default_factory=list)

    def rungs(self) -> list[tuple[int, str]]:
        """By the full second: the duty looks each second."""
        return [(round(at), rung) for at, rung in self.told]

    def is_told(self, *rungs: tuple[float, str]) -> bool:
        """These rungs in this order, each within a second after its time."""
        return [rung for _, rung in self.told] == [rung for _, rung in rungs] and all(
            due <= at <= due + 1 for (at, _), (due, _) in zip(self.told, rungs, strict=True)
        )

    async def hear(self, events: object, _: object) -> None:
        for event in events:  # type: ignore[attr-defined]
            if isinstance(event.body, ev.CaseEscalated):
                step, vain = event.body.step and f" {event.body.step}", " in vain" if event.body.is_in_vain else ""
                self.told.append((self.clock.monotonic(), f"{event.body.rung}{step}{vain}"))


def night(
    name: ConsoleId = HERE,
    *,
    clock: WallClock | None = None,
    journal: FakeJournal | None = None,
    residents: FakeResidents | None = None,
    broker: FakeBroker | None = None,
    next_centre: str = "grannby",
    patrols: Patrols | NobodyToSend | None = None,
    plan: Plan = SILENT_CALL,
) -> Night:
    clock = clock or WallClock()
    here = Station(
        name, journal, residents, broker or FakeBroker(clock), staff=(anna, bo, lead)
    )  # fmt: skip
    if residents is None:
        here.residents.put(municipalities=[municipality()])
    found = Night(here, clock, patrols or NobodyToSend())
    here.recorder.next_centre = next_centre
    here.desk.plans = shelf = Shelf(plan)
    staffing = Staffing(lambda: here.desk.colleagues, found.patrols, next_centre)
    escalations = Escalations(here.recorder, here.directory, here.watch, clock, Waits(), staffing, shelf)
    here.watch.duties.append(escalations.look)
    here.recorder.watchers.append(found.hear)
    return found


async def alarmed(it: Night, alarm_class: AlarmClass = AlarmClass.NORMAL, device: str = "dev-1") -> CaseId:
    cause, kind = WHAT[alarm_class]
    report = alarm(it.clock.now(), cause, kind, device=device)
    recorded = await it.here.recorder.record([report], knowledge())
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


@asynccontextmanager
async def started(it: Night, seat: str = "lead") -> AsyncIterator[Night]:
    await it.here.start(seat=seat)
    async with it.here.running():
        yield it


UNANSWERED: dict[AlarmClass, tuple[tuple[float, str], ...]] = {
    AlarmClass.ACUTE: ((30, "again"), (45, "other_operators"), (90, "shift_lead"), (180, "next_centre")),
    AlarmClass.HIGH: ((60, "again"), (120, "other_operators"), (180, "shift_lead"), (360, "next_centre")),
    AlarmClass.NORMAL: (
        (60, "raise"), (60, "again"), (180, "other_operators"), (300, "shift_lead"), (900, "next_centre"),
    ),
    AlarmClass.TECHNICAL: ((900, "raise"), (3600, "shift_lead")),
}  # fmt: skip


@pytest.mark.parametrize("alarm_class", AlarmClass)
def test_with_nobody_at_the_keyboard_each_rung_comes_at_its_second_and_once(alarm_class: AlarmClass) -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            await alarmed(it, alarm_class)
            await it.clock.advance(3700)
            assert it.is_told(*UNANSWERED[alarm_class])

    run_async(scenario(), timeout=60)


def test_whoever_takes_it_ends_the_ladder_and_letting_go_begins_it_anew_at_once() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.desk.plans = None
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(50)
            await it.here.desk.claim(lead, case)
            for _ in range(8):
                await it.clock.advance(50)
                await it.here.desk.note(lead, case, "pratar")
            assert it.rungs() == [(30, "again"), (45, "other_operators")]
            await it.here.desk.release(lead, case)
            await it.clock.advance(2)
            assert [rung for _, rung in it.told[2:]] == ["again", "other_operators", "shift_lead", "next_centre"]

    run_async(scenario())


def test_the_silent_call_ladder_moves_by_itself_only_to_people() -> None:
    async def scenario() -> None:
        patrols = Patrols()
        async with started(night(patrols=patrols)) as it:
            case = await alarmed(it)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(600)
            assert it.is_told(
                (20, "again call"), (40, "other_operators call"), (60, "shift_lead call"), (90, "patrol call")
            )
            assert patrols.asked == [f"{case}:call"]
            found = it.here.recorder.board.get(case)
            assert found is not None
            assert found.plan is not None
            assert found.plan.records == ()

    run_async(scenario())


def test_a_patrol_that_nobody_can_send_goes_on_to_the_shift_lead_and_says_so() -> None:
    async def scenario() -> None:
        async with started(night(), seat="anna") as it:
            case = await alarmed(it)
            await it.here.desk.claim(anna, case)
            await it.clock.advance(200)
            assert it.rungs() == [
                (20, "again call"), (40, "other_operators call"), (60, "shift_lead call in vain"),
                (60, "patrol call in vain"),
            ]  # fmt: skip

    run_async(scenario())


def test_a_step_that_is_done_ends_its_ladder_and_the_next_one_has_its_own() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(25)
            await it.here.desk.do_step(lead, case, "call", "answered")
            await it.clock.advance(29)
            assert it.rungs() == [(20, "again call")]
            await it.clock.advance(2)
            assert it.is_told((20, "again call"), (55, "again note"))
            await it.here.desk.skip_step(lead, case, "note", "ingen tid")
            await it.clock.advance(290)
            assert len(it.told) == 2

    run_async(scenario())


def test_a_promise_stops_the_steps_ladder_until_it_is_kept() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(10)
            await it.here.desk.promise(lead, case, it.clock.now() + timedelta(minutes=30), "besök")
            await it.clock.advance(600)
            assert it.told == []
            await it.here.desk.keep_promise(lead, case)
            await it.clock.advance(25)
            assert it.is_told((630, "again call"))

    run_async(scenario())


@pytest.mark.parametrize("next_centre", ["grannby", ""])
def test_without_a_shift_lead_the_next_rung_is_not_waited_for(next_centre: str) -> None:
    async def scenario() -> None:
        async with started(night(next_centre=next_centre), seat="anna") as it:
            await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(300)
            last = ((90, "next_centre"),) if next_centre else ()
            assert it.is_told((30, "again"), (45, "other_operators"), (90, "shift_lead in vain"), *last)

    run_async(scenario())


def test_what_a_silence_covers_climbs_nothing_and_has_its_whole_time_afterwards() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it, AlarmClass.TECHNICAL)
            silences = Silences(it.here.recorder, it.clock, counter("s"), HERE)
            it.here.watch.duties.insert(0, silences.look)
            until = it.clock.now() + timedelta(hours=2)
            known = it.here.recorder.board.get(case)
            assert known is not None
            about = device_about(NORRBY, known.device)
            await silences.begin(
                lead, BeginSilence(SilenceKind.SHELVED, NORRBY, about, (Cause.LINK_LOST,), "byts i dag", until)
            )
            await it.clock.advance(7201)
            assert it.told == []
            await it.clock.advance(897)
            assert it.told == []
            await it.clock.advance(3)
            assert [rung for _, rung in it.told] == ["raise"]

    run_async(scenario(), timeout=60)


Change = Callable[[WallClock], Awaitable[None]]


def wall(by: timedelta) -> Change:
    async def change(clock: WallClock) -> None:
        clock.set_ahead(by)

    return change


async def _asleep(clock: WallClock) -> None:
    clock.doze(40 * 60)


DST_SPRING, DST_AUTUMN = datetime(2026, 3, 29, 0, 58, tzinfo=UTC), datetime(2026, 10, 25, 0, 58, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "change"),
    [
        (T0, wall(timedelta(hours=1))),
        (T0, wall(timedelta(hours=-1))),
        (T0, wall(timedelta(days=365))),
        (T0, wall(timedelta(days=-365))),
        (DST_SPRING, wall(timedelta(0))),
        (DST_AUTUMN, wall(timedelta(0))),
    ],
    ids=["an hour on", "an hour back", "a year on", "a year back", "spring forward", "fall back"],
)
@pytest.mark.parametrize("is_claimed", [False, True], ids=["unanswered", "plan"])
def test_no_clock_that_is_set_makes_or_hides_a_rung(start: datetime, change: Change, is_claimed: bool) -> None:
    async def scenario() -> None:
        async with started(night(clock=WallClock(start), patrols=Patrols())) as it:
            case = await alarmed(it, AlarmClass.ACUTE)
            if is_claimed:
                await it.here.desk.claim(lead, case)
            await it.clock.advance(35.5)
            await change(it.clock)
            await it.clock.advance(300)
            assert it.is_told(
                *(
                    ((20, "again call"), (40, "other_operators call"), (60, "shift_lead call"), (90, "patrol call"))
                    if is_claimed
                    else UNANSWERED[AlarmClass.ACUTE]
                )
            )

    run_async(scenario())


def test_a_machine_that_slept_does_what_fell_due_when_it_wakes_once() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(35)
            await _asleep(it.clock)
            await it.clock.advance(3)
            woken = 35 + 40 * 60
            assert it.is_told(
                (30, "again"), (woken, "other_operators"), (woken, "shift_lead"), (woken, "next_centre")
            )  # fmt: skip
            await it.clock.advance(600)
            assert len(it.told) == 4

    run_async(scenario())


def test_what_fell_due_while_off_happens_at_start_once_and_in_the_order_in_which_it_fell_due() -> None:
    async def scenario() -> None:
        first = night()
        await first.here.start(seat="lead")
        normal = await alarmed(first, AlarmClass.NORMAL, "dev-1")
        await first.clock.advance(100)
        acute = await alarmed(first, AlarmClass.ACUTE, "dev-2")
        first.clock.doze(3600)
        again = night(clock=first.clock, journal=first.here.journal, residents=first.here.residents)
        async with started(again) as it:
            await it.clock.advance(120)
            told = [
                (event.subject.removeprefix("case:"), event.body.rung)
                for event in it.here.journal.events
                if isinstance(event.body, ev.CaseEscalated)
            ]
            assert told == [(normal, R.RAISE), (normal, R.AGAIN), (normal, R.OTHER_OPERATORS), (normal, R.SHIFT_LEAD),
                            (normal, R.NEXT_CENTRE), (acute, R.AGAIN), (acute, R.OTHER_OPERATORS),
                            (acute, R.SHIFT_LEAD), (acute, R.NEXT_CENTRE)]  # fmt: skip
            assert len({at for at, _ in it.told}) == 1

    run_async(scenario())


def test_of_two_consoles_on_one_store_one_journals_each_rung() -> None:
    async def scenario() -> None:
        one = night()
        other = night(
            THERE, clock=one.clock, journal=one.here.journal, residents=one.here.residents, broker=one.here.broker
        )
        async with started(one), started(other, seat="bo"):
            await alarmed(one, AlarmClass.ACUTE)
            await alarmed(other, AlarmClass.HIGH, "dev-2")
            for _ in range(400):
                await one.clock.advance(1)
                await one.here.recorder.follow()
                await other.here.recorder.follow()
        bodies = [(event.subject, event.body.rung) for event in one.here.journal.events
                  if isinstance(event.body, ev.CaseEscalated)]  # fmt: skip
        assert len(bodies) == len(set(bodies)) == 8
        assert [content.content.state for content in one.here.journal.outbox.values()] == []
        told = [*one.here.link.forwarded, *other.here.link.forwarded]
        assert {forward.case for _, forward in told} == {CaseId(subject.removeprefix("case:")) for subject, _ in bodies}

    run_async(scenario(), timeout=60)


def test_a_console_that_is_behind_decides_again_and_finds_nothing_to_do() -> None:
    async def scenario() -> None:
        one = night()
        other = night(THERE, clock=one.clock, journal=one.here.journal, residents=one.here.residents)
        await one.here.start(seat="lead")
        await other.here.start(seat="bo")
        await one.here.recorder.follow()
        case = await alarmed(one, AlarmClass.ACUTE)
        await other.here.recorder.follow()
        one.clock.doze(60)
        await one.here.watch.attend()
        await one.here.desk.claim(lead, case)
        await other.here.watch.attend()
        assert [rung for _, rung in one.told] == ["again", "other_operators"]
        escalated = [event for event in one.here.journal.events if isinstance(event.body, ev.CaseEscalated)]
        assert len(escalated) == 2

    run_async(scenario())


def test_while_the_link_is_lost_the_ladder_goes_on_and_what_the_next_centre_is_told_waits() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.link.is_cut = True
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(200)
            assert it.is_told(*UNANSWERED[AlarmClass.ACUTE])
            assert it.here.link.forwarded == []
            assert len(it.here.journal.outbox) == 1
            await it.here.desk.claim(lead, case)
            it.here.link.is_cut = False
            await it.clock.advance(5)
            assert [forward.state for _, forward in it.here.link.forwarded] == [
                ForwardState.WAITING, ForwardState.ANSWERED,
            ]  # fmt: skip
            assert it.here.journal.outbox == {}

    run_async(scenario())


def test_a_shift_lead_at_another_console_counts_while_the_link_is_lost_if_the_journal_says_so() -> None:
    async def scenario() -> None:
        one = night()
        other = night(THERE, clock=one.clock, journal=one.here.journal, residents=one.here.residents)
        await other.here.start(seat="lead")
        async with started(one, seat="anna") as it:
            it.here.link.is_cut = True
            await it.clock.advance(40)
            await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(100)
            assert [rung for _, rung in it.told] == ["again", "other_operators", "shift_lead"]

    run_async(scenario())


def test_a_store_that_does_not_write_is_asked_again() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            await alarmed(it, AlarmClass.ACUTE)
            it.here.journal.is_down = True
            await it.clock.advance(60)
            it.here.journal.is_down = False
            await it.clock.advance(2)
            assert it.is_told((60, "again"), (60, "other_operators"))

    run_async(scenario())


def test_a_municipality_climbs_its_own_ladder() -> None:
    async def scenario() -> None:
        it = night()
        own = (Escalation(seconds(5), R.SHIFT_LEAD), Escalation(seconds(8), R.PATROL))
        it.here.residents.put(municipalities=[replace(municipality(), ladders={AlarmClass.NORMAL: own})])
        async with started(it):
            await alarmed(it)
            await it.clock.advance(60)
            assert it.is_told((5, "shift_lead"), (8, "patrol in vain"), (8, "other_operators"))

    run_async(scenario())


def test_a_test_of_an_older_journal_climbs_the_technical_ladder_whatever_its_alarm_is() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            tested = replace(event_alarm(T0, Cause.SMOKE, AlarmClass.ACUTE), is_test=True)
            opened = ev.CaseOpened(Lane.PERSON, ev.Subject(ev.SubjectKind.DEVICE, "norrby/dev-1"), tested)
            await it.here.recorder.note([Planned("case:c", NORRBY, opened)])
            await it.clock.advance(899)
            assert it.told == []

    run_async(scenario())


# In somebody's hand, and nothing is seen of it


STILL: dict[AlarmClass, tuple[tuple[float, str], ...]] = {
    AlarmClass.ACUTE: ((60, "again (still)"), (180, "other_operators (still)"), (300, "shift_lead (still)")),
    AlarmClass.HIGH: ((120, "again (still)"), (300, "other_operators (still)"), (480, "shift_lead (still)")),
    AlarmClass.NORMAL: ((300, "again (still)"), (900, "shift_lead (still)")),
    AlarmClass.TECHNICAL: (),
}


@pytest.mark.parametrize("alarm_class", AlarmClass)
def test_a_claimed_case_without_a_plan_calls_others_when_nothing_is_seen_of_its_owner(alarm_class: AlarmClass) -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.desk.plans = None
            case = await alarmed(it, alarm_class)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(4000)
            assert it.is_told(*STILL[alarm_class])

    run_async(scenario(), timeout=60)


def test_a_plan_whose_text_nobody_has_leaves_no_case_in_silence() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            known = it.here.recorder.board.get(case)
            assert known is not None
            await it.here.recorder.note([Planned(f"case:{case}", NORRBY, ev.PlanBegun("lost", "v0", ("call",)))])
            await it.clock.advance(400)
            assert it.is_told(*STILL[AlarmClass.ACUTE])

    run_async(scenario())


def test_a_step_that_calls_nobody_is_no_place_to_be_forgotten_at() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            await it.here.desk.do_step(lead, case, "call", "answered")
            await it.here.desk.do_step(lead, case, "note")
            await it.clock.advance(400)
            assert it.is_told(*STILL[AlarmClass.ACUTE])

    run_async(scenario())


def test_a_step_that_calls_only_its_owner_is_none_either() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            await it.here.desk.do_step(lead, case, "call", "answered")
            await it.clock.advance(400)
            assert it.is_told((30, "again note"), *STILL[AlarmClass.ACUTE])

    run_async(scenario())


def test_a_step_that_says_to_wait_is_waited_for() -> None:
    async def scenario() -> None:
        wait = Plan("bed", "v1", text("Säng"), Fits(), (PlanStep("wait", Act.WAIT, text("Vänta"), seconds=300),))
        async with started(night(plan=wait)) as it:
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(359)
            assert it.told == []
            await it.clock.advance(2)
            assert it.is_told((360, "again (still)"))

    run_async(scenario())


def test_each_sign_of_the_owners_hand_gives_the_whole_time_anew_and_nobody_elses_does() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.desk.plans = None
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            for _ in range(10):
                await it.clock.advance(58)
                await it.here.desk.note(lead, case, "pratar")
            assert it.told == []
            await it.clock.advance(100)
            assert it.is_told((640, "again (still)"))
            await it.here.desk.note(anna, case, "frågade")
            await it.clock.advance(100)
            assert it.is_told((640, "again (still)"), (760, "other_operators (still)"))
            await it.here.desk.note(lead, case, "tillbaka")
            assert it.here.recorder.board.get(case).climbed == ()  # type: ignore[union-attr]
            await it.clock.advance(62)
            assert len(it.told) == 3

    run_async(scenario())


def test_while_a_case_waits_on_a_promise_nobody_is_called() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.desk.plans = None
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.here.desk.claim(lead, case)
            await it.here.desk.promise(lead, case, it.clock.now() + timedelta(minutes=30), "besök")
            await it.clock.advance(1700)
            assert it.told == []
            await it.here.desk.keep_promise(lead, case)
            await it.clock.advance(62)
            assert it.is_told((1760, "again (still)"))

    run_async(scenario())


@pytest.mark.parametrize("hands", ["take_over", "hand_over"])
def test_who_gets_a_case_from_a_colleague_has_all_of_its_ladder_before_them(hands: str) -> None:
    async def scenario() -> None:
        owner = lead if hands == "hand_over" else anna
        async with started(night(patrols=Patrols()), seat=owner.id) as it:
            case = await alarmed(it)
            await it.here.desk.claim(owner, case)
            await it.clock.advance(100)
            if hands == "hand_over":
                await it.here.desk.hand_over(lead, case, anna.id)
            else:
                await it.here.desk.take_over(lead, case, "rast")
            it.told.clear()
            await it.clock.advance(25)
            assert it.is_told((120, "again call"))

    run_async(scenario())


def test_more_presses_call_others_again_when_the_owner_does_not_move() -> None:
    async def scenario() -> None:
        async with started(night(patrols=Patrols())) as it:
            case = await alarmed(it)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(95)
            assert len(it.told) == 4
            assert await alarmed(it) == case
            await it.clock.advance(95)
            assert len(it.told) == 8, "two presses are graver than one"
            await alarmed(it)
            await it.clock.advance(700)
            assert len(it.told) == 8, "the third is not, and everybody has just been called"
            await it.clock.advance(200)
            await alarmed(it)
            await it.clock.advance(95)
            assert len(it.told) == 12

    run_async(scenario())


@pytest.mark.parametrize("has_plan", [True, False])
def test_whoever_presses_all_the_time_keeps_no_ladder_from_its_end(has_plan: bool) -> None:
    async def scenario() -> None:
        async with started(night(patrols=Patrols())) as it:
            if not has_plan:
                it.here.desk.plans = None
            case = await alarmed(it)
            await it.here.desk.claim(lead, case)
            for _ in range(40):
                await it.clock.advance(10)
                await alarmed(it)
            assert any(rung.startswith("shift_lead") for _, rung in it.told)

    run_async(scenario())


# The next centre


def states(it: Night) -> list[ForwardState]:
    return [forward.state for _, forward in it.here.link.forwarded]


def test_a_lift_keeps_nothing_from_the_next_centre_and_tells_it_nothing_twice() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            case = await alarmed(it, AlarmClass.HIGH)
            await it.clock.advance(400)
            await it.here.recorder.note([Planned(f"case:{case}", NORRBY, ev.CaseLifted())])
            await it.clock.advance(400)
            assert states(it) == [ForwardState.WAITING]
            await it.here.desk.claim(lead, case)
            await it.clock.advance(5)
            assert states(it) == [ForwardState.WAITING, ForwardState.ANSWERED]

    run_async(scenario())


def test_letting_go_of_an_answered_case_asks_the_next_centre_again_only_after_its_whole_time() -> None:
    async def scenario() -> None:
        async with started(night()) as it:
            it.here.desk.plans = None
            case = await alarmed(it, AlarmClass.ACUTE)
            await it.clock.advance(200)
            for _ in range(5):
                await it.here.desk.claim(lead, case)
                await it.clock.advance(50)
                await it.here.desk.release(lead, case)
                await it.clock.advance(100)
            assert states(it) == [ForwardState.WAITING, ForwardState.ANSWERED]
            await it.clock.advance(85)
            assert states(it) == [ForwardState.WAITING, ForwardState.ANSWERED, ForwardState.WAITING]
            await it.here.recorder.note([Planned(f"case:{case}", NORRBY, ev.CaseLifted())])
            await it.clock.advance(900)
            await it.here.desk.claim(lead, case)
            await it.clock.advance(5)
            assert states(it) == [ForwardState.WAITING, ForwardState.ANSWERED] * 2

    run_async(scenario())
