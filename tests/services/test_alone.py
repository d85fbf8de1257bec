"""Who works alone and does not say in time that all is well is looked for: once, and also after a start."""

from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId, TaskId
from console.domain.lifecycle import State
from console.domain.report import AlarmReport, DispatchReport, Position
from console.domain.responder import Duty
from console.domain.task import Need, TaskMark, TaskRung
from console.domain.triage import Knowledge, Planned
from console.services.alone import LoneWork
from tests.builders import NORRBY, SENDER, T0, alarm, counter, head, minutes, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations
from tests.staff_samples import position, responder

EVA = ResponderId("eva")
ANNA = operator("anna")
WHO = responder("eva")
KNOWN = Knowledge(
    senders={NORRBY: frozenset({SENDER})}, responders={(NORRBY, EVA): WHO}
)  # fmt: skip
A_MINUTE = 60.0


def where(municipality: MunicipalityId, who: ResponderId) -> Position | None:
    return position()


class Lone:
    """A station that looks after those who work alone."""

    def __init__(self, here: Station) -> None:
        self.here = here
        self.work = LoneWork(here.recorder, where, here.clock, counter(f"lone-{here.name}"))

    async def start(self) -> "Lone":
        await self.here.start()
        return self

    async def says(self, reply: str, minutes_: int | None = None, sender: str = "phones", ago: float = 0) -> None:
        """A word by the phone, said so many seconds ago."""
        at, now = self.here.clock.now() - timedelta(seconds=ago), self.here.clock.now()
        its_head = head(at, device="eva", sender=sender, received_at=now)
        await self.here.recorder.record([DispatchReport(its_head, "", "eva", reply, minutes=minutes_)], KNOWN)

    async def wait(self, seconds: float) -> None:
        await self.here.clock.advance(seconds)
        await self.work.look()

    def open(self) -> list[Case]:
        found = (case for case in self.here.recorder.board.open_cases() if case.cause is Cause.CHECK_IN_MISSED)
        return sorted(found, key=lambda case: case.id)

    def check_by(self) -> datetime | None:
        found = self.here.recorder.board.staff.alone.get((NORRBY, EVA))
        return found.check_by if found is not None else None


async def alone_for(minutes_: int) -> Lone:
    here = await Lone(station()).start()
    await here.says("alone", minutes_)
    await here.work.look()
    return here


def test_a_word_that_does_not_come_is_a_case_of_class_acute_with_the_last_position() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.wait(599)
        assert here.open() == []
        await here.wait(1)
        [case] = here.open()
        assert (case.lane, case.alarm_class, case.kind) == (Lane.PERSON, AlarmClass.ACUTE, DeviceKind.RESPONDER)
        assert case.subject == ev.Subject(ev.SubjectKind.RESPONDER, "eva")
        assert case.recent[0].position == position()
        for _ in range(5):
            await here.wait(A_MINUTE)
        assert [case.alarms for case in here.open()] == [1]

    run_async(scenario())


def test_all_is_well_moves_the_time_and_together_ends_it() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.wait(500)
        await here.says("well", 10)
        await here.wait(599)
        assert here.open() == []
        await here.says("together")
        await here.wait(10 * A_MINUTE)
        assert (here.open(), here.check_by()) == ([], None)

    run_async(scenario())


def test_a_word_counts_from_when_it_was_said() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.wait(300)
        await here.says("well", 10, ago=200)
        assert here.check_by() == T0 + timedelta(seconds=100) + minutes(10)

    run_async(scenario())


def test_a_strangers_word_changes_nothing() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.says("together", sender="stranger")
        await here.wait(600)
        assert len(here.open()) == 1

    run_async(scenario())


def test_a_word_that_comes_late_resets_the_case_and_the_next_silence_alarms_anew() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.wait(600)
        await here.says("well", 5)
        assert [case.state for case in here.open()] == [State.RETURNED_UNSEEN]
        await here.wait(299)
        assert [case.state for case in here.open()] == [State.RETURNED_UNSEEN]
        await here.wait(1)
        assert [(case.state, case.alarms) for case in here.open()] == [(State.UNACKNOWLEDGED, 2)]

    run_async(scenario())


def test_that_all_is_well_takes_no_attack_back() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        its_head = alarm(here.here.clock.now(), device="eva", sender="phones").head
        await here.here.recorder.record([AlarmReport(its_head, DeviceKind.STAFF_ATTACK, Cause.ATTACK)], KNOWN)
        [case] = here.here.recorder.board.open_cases()
        assert (case.subject.id, case.alarm_class, case.presses) == ("eva", AlarmClass.ACUTE, 1)
        await here.wait(600)
        await here.says("well", 10)
        [case] = here.here.recorder.board.open_cases()
        assert (case.alarms, case.state) == (2, State.UNACKNOWLEDGED)

    run_async(scenario())


def test_what_fell_due_while_we_were_off_is_told_at_the_start_and_a_closed_case_ends_it() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.here.clock.advance(3_600)
        last = here.here
        again = await Lone(station(journal=last.journal, residents=last.residents, broker=last.broker)).start()
        await again.work.look()
        [case] = again.open()
        await again.here.desk.claim(ANNA, case.id)
        await again.here.desk.close(ANNA, case.id, "question", "", 99)
        for _ in range(3):
            await again.wait(A_MINUTE)
        assert (again.open(), again.check_by()) == ([], None)
        assert len(last.journal.bodies(ev.AloneEnded)) == 1

    run_async(scenario())


def test_whoever_sets_the_wall_clock_makes_and_hides_no_silence() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        here.here.clock._start += minutes(60)  # somebody sets the wall clock
        await here.wait(300)
        assert here.open() == []
        here.here.clock._start -= minutes(120)
        await here.wait(300)
        assert len(here.open()) == 1

    run_async(scenario())


def test_of_two_consoles_one_tells() -> None:
    async def scenario() -> None:
        one, other = two_stations()
        first, second = await Lone(one).start(), await Lone(other).start()
        await first.says("alone", 10)
        await other.recorder.follow()
        for each in (first, second):
            await each.work.look()
        await one.clock.advance(600)
        for each in (first, second):
            await each.work.look()
        assert len(one.journal.bodies(ev.CaseOpened)) == 1
        assert one.journal.bodies(ev.AlarmJoined) == []

    run_async(scenario())


async def sent(here: Lone, need: Need, minutes_: int = 8) -> Case:
    """Eva has a task of this need."""
    await here.here.recorder.record([alarm(here.here.clock.now())], KNOWN)
    [case] = here.here.recorder.board.open_cases()
    task = TaskId("task-1")
    at = here.here.clock.now()
    await note(
        here, case, ev.TaskBegan(task, 1, "key", need, at + minutes(30)),
        ev.TaskOffered(task, EVA, TaskRung.NEXT, at + minutes(1), 8),
        ev.TaskMarked(task, EVA, TaskMark.ACCEPTED, at, minutes=minutes_),
    )  # fmt: skip
    return case


async def note(here: Lone, case: Case, *bodies: ev.CaseBody) -> None:
    await here.here.recorder.note([Planned(ev.case_subject(case.id), NORRBY, body) for body in bodies])


def test_who_is_sent_alone_to_a_risky_visit_is_looked_after_until_it_is_done() -> None:
    async def scenario() -> None:
        for need in (Need(is_risky=True), Need(staff=2)):
            here = await Lone(station()).start()
            case = await sent(here, need)
            await here.work.look()
            assert here.check_by() == T0 + minutes(8) + minutes(20)
            await note(here, case, ev.TaskMarked(TaskId("task-1"), EVA, TaskMark.DONE, T0))
            await here.wait(1)
            assert here.check_by() is None

    run_async(scenario())


def test_it_begins_once_a_task_and_not_for_an_ordinary_one() -> None:
    async def scenario() -> None:
        here = await Lone(station()).start()
        await sent(here, Need(is_risky=True))
        await here.work.look()
        await here.says("together")
        await here.here.recorder.save_snapshot()
        last = here.here
        again = await Lone(station(journal=last.journal, residents=last.residents, broker=last.broker)).start()
        await again.work.look()
        assert (again.check_by(), len(last.journal.bodies(ev.AloneBegan))) == (None, 1)
        other = await Lone(station()).start()
        await sent(other, Need())
        await other.work.look()
        assert other.check_by() is None

    run_async(scenario())


def test_the_words_have_bounds() -> None:
    async def scenario() -> None:
        here = await Lone(station()).start()
        for asked, given in ((None, 20), (0, 1), (-5, 1), (600, 120), (45, 45)):
            await here.says("alone", asked)
            assert here.check_by() == T0 + minutes(given)
        assert here.here.recorder.board.staff.duty(NORRBY, EVA) is Duty.OFF

    run_async(scenario())


def test_an_old_sign_of_life_takes_nothing_back() -> None:
    async def scenario() -> None:
        here = await alone_for(10)
        await here.wait(1_200)
        await here.says("well", 10, ago=900)  # said before it was missed, and heard only now
        [case] = here.open()
        assert case.state is not State.RETURNED_UNSEEN
        await here.wait(1)
        [case] = here.open()
        assert case.state is State.UNACKNOWLEDGED
        await here.says("well", 10)
        assert here.open()[0].state is State.RETURNED_UNSEEN

    run_async(scenario())


def test_who_says_that_the_way_takes_half_a_day_is_asked_within_two_hours_all_the_same() -> None:
    async def scenario() -> None:
        here = await Lone(station()).start()
        await sent(here, Need(is_risky=True), 600)
        await here.work.look()
        assert here.check_by() == T0 + minutes(120)

    run_async(scenario())
