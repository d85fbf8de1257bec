"""What an operator does: one call, one step, or `Refused` with the owner's name and nothing changed."""

from collections.abc import Awaitable, Callable

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause
from console.domain.ids import CaseId, OperatorId, ResidentId
from console.domain.operator import Operator, Role
from console.domain.refused import Reason, Refused
from console.domain.steps import Note
from console.domain.triage import Planned
from tests.builders import ANNA, NORRBY, SODERBY, T0, alarm, device, household, minutes, operator, resident
from tests.fakes import run_async
from tests.services.fakes import Station, station

anna, bo = operator("anna"), operator("bo")
OUTSIDE = [
    operator("cia", municipalities=[SODERBY]),
    operator("tage", Role.TECHNICIAN),
    operator("eva", Role.AUDITOR),
    Operator(OperatorId("zero"), "Zero", frozenset()),
]
Call = Callable[[Station, Operator, CaseId], Awaitable[object]]
CALLS: dict[str, Call] = {
    "claim": lambda at, who, case: at.desk.claim(who, case),
    "release": lambda at, who, case: at.desk.release(who, case),
    "hand_over": lambda at, who, case: at.desk.hand_over(who, case, bo.id),
    "take_over": lambda at, who, case: at.desk.take_over(who, case, "rast"),
    "note": lambda at, who, case: at.desk.note(who, case, "ringde"),
    "promise": lambda at, who, case: at.desk.promise(who, case, T0 + minutes(60), "patrull"),
    "keep_promise": lambda at, who, case: at.desk.keep_promise(who, case),
    "close": lambda at, who, case: at.desk.close(who, case, "question", "", 99),
    "name_resident": lambda at, who, case: at.desk.name_resident(who, case, ResidentId("astrid")),
    "merge": lambda at, who, case: at.desk.merge(who, case, CaseId("other")),
    "split": lambda at, who, case: at.desk.split(who, case, ()),
    "link": lambda at, who, case: at.desk.link(who, case, CaseId("other")),
    "open_by_hand": lambda at, who, case: at.desk.open_by_hand(who, NORRBY, ResidentId("astrid"), AlarmClass.HIGH, "x"),
    "timeline": lambda at, who, case: at.desk.timeline(who, case),
}


def peopled() -> Station:
    here = station()
    here.residents.put(
        households=[household(), household("home-2", municipality=SODERBY)],
        residents=[
            resident(),
            resident("bror", given_name="Bror"),
            resident("cesar", "home-2", municipality=SODERBY),
            resident("dora", "home-3"),
        ],
        devices=[device(resident="astrid"), device("shared", household="home-1")],
    )
    return here


async def opened(here: Station, of: str = "dev-1", **more: object) -> CaseId:
    before = {case.id for case in here.recorder.board.open_cases()}
    await here.intake.take([alarm(here.clock.now(), device=of, **more)])  # type: ignore[arg-type]
    [case] = {case.id for case in here.recorder.board.open_cases()} - before
    return case


async def reason_of(call: Awaitable[object]) -> Reason:
    with pytest.raises(Refused) as refused:
        await call
    return refused.value.reason


@pytest.mark.parametrize("who", OUTSIDE, ids=lambda who: who.id)
@pytest.mark.parametrize("name", CALLS)
def test_every_call_outside_the_grants_is_refused_and_journals_nothing(name: str, who: Operator) -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case) if name != "claim" else None
        length = len(here.journal.events)
        assert await reason_of(CALLS[name](here, who, case)) is Reason.NOT_GRANTED
        assert len(here.journal.events) == length

    run_async(scenario())


def test_the_loser_is_told_the_owners_name_and_not_the_id() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        with pytest.raises(Refused) as refused:
            await here.desk.claim(bo, case)
        assert (refused.value.reason, refused.value.owner) == (Reason.OWNED_BY_OTHER, "Anna")

    run_async(scenario())


def test_a_case_is_claimed_noted_promised_kept_and_closed() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.desk.note(bo, case, "dottern ringde")
        await here.desk.promise(anna, case, T0 + minutes(30), "patrull")
        await here.desk.keep_promise(anna, case)
        await here.desk.close(anna, case, "visit_done", "", 99)
        timeline = await here.desk.timeline(anna, case)
        assert [type(event.body) for event in timeline if isinstance(event, ev.Event)] == [
            ev.CaseOpened, ev.CaseClaimed, ev.NoteWritten, ev.PromiseMade, ev.PromiseKept, ev.CaseClosed,
        ]  # fmt: skip
        assert [event.version for event in timeline] == [1, 2, 3, 4, 5, 6]
        assert here.rows() == []

    run_async(scenario())


def test_who_it_was_is_asked_of_the_directory() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here, "shared")
        await here.desk.claim(anna, case)
        assert await reason_of(here.desk.name_resident(anna, case, ResidentId("x"))) is Reason.NO_SUCH_RESIDENT
        assert await reason_of(here.desk.name_resident(anna, case, ResidentId("dora"))) is Reason.NOT_IN_HOUSEHOLD
        there = here.desk.name_resident(anna, case, ResidentId("cesar"))
        assert await reason_of(there) is Reason.NOT_SAME_MUNICIPALITY
        await here.desk.name_resident(anna, case, ResidentId("bror"))
        assert here.recorder.board.cases[case].resident == "bror"

    run_async(scenario())


def test_a_case_by_hand_is_returned_and_joins_the_persons_open_one() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        astrid = ResidentId("astrid")
        assert await here.desk.open_by_hand(anna, NORRBY, astrid, AlarmClass.HIGH, "dottern ringde") == case
        new = await here.desk.open_by_hand(anna, NORRBY, ResidentId("bror"), AlarmClass.NORMAL, "grannen ringde")
        assert new != case
        assert here.recorder.board.cases[new].resident == "bror"
        wrong = here.desk.open_by_hand(anna, NORRBY, ResidentId("cesar"), AlarmClass.HIGH, "x")
        assert await reason_of(wrong) is Reason.NO_SUCH_RESIDENT

    run_async(scenario())


def test_a_technician_reads_the_timeline_of_a_fault_and_not_of_a_person() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        person = await opened(here)
        fault = await opened(here, cause=Cause.BATTERY_LOW)
        technician = operator("tage", Role.TECHNICIAN)
        assert len(await here.desk.timeline(technician, fault)) == 1
        assert await reason_of(here.desk.timeline(technician, person)) is Reason.NOT_GRANTED
        assert await reason_of(here.desk.timeline(anna, CaseId("none"))) is Reason.NO_SUCH_CASE

    run_async(scenario())


def test_night_supervision_reads_the_timeline_of_a_fault_that_is_a_persons_matter_too() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        lost, grave = await opened(here, cause=Cause.LINK_LOST), await opened(here, sender="new-hub")
        night, technician = operator("nils", Role.NIGHT_SUPERVISION), operator("tage", Role.TECHNICIAN)
        assert await reason_of(here.desk.timeline(night, lost)) is Reason.NOT_GRANTED
        lifted = Planned(ev.case_subject(lost), NORRBY, ev.CaseLifted())
        await here.recorder.note((lifted,), anna.id)
        for case in (lost, grave):
            await here.desk.claim(night, case)
            for who in (night, technician):
                assert await here.desk.timeline(who, case)
            outsider = operator("cia", Role.NIGHT_SUPERVISION, municipalities=[SODERBY])
            assert await reason_of(here.desk.timeline(outsider, case)) is Reason.NOT_GRANTED

    run_async(scenario())


def test_reading_the_journal_for_an_audit_is_journalled_and_for_auditors() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        auditor = operator("eva", Role.AUDITOR)
        events = await here.desk.journal_of(auditor, case)
        assert len(events) == 1
        [read] = [event for event in here.journal.events if isinstance(event.body, ev.JournalRead)]
        assert (read.who, read.body) == ("eva", ev.JournalRead(f"case:{case}"))
        length = len(here.journal.events)
        assert await reason_of(here.desk.journal_of(anna, case)) is Reason.NOT_GRANTED
        assert await reason_of(here.desk.journal_of(auditor, CaseId("none"))) is Reason.NO_SUCH_CASE
        assert len(here.journal.events) == length

    run_async(scenario())


def test_a_retried_call_is_one_step() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        case = await opened(here)
        for _ in range(3):
            await here.desk.perform(anna, Note(case, "ringde"), retry_id="r")
        assert len(here.journal.bodies(ev.NoteWritten)) == 1
        assert here.recorder.board.cases[case].owner is None
        await here.desk.claim(anna, case)
        assert here.recorder.board.cases[case].owner == ANNA

    run_async(scenario())


def test_an_outsider_does_not_learn_whether_a_resident_exists() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        for whom in ("astrid", "nobody"):
            call = here.desk.open_by_hand(OUTSIDE[0], NORRBY, ResidentId(whom), AlarmClass.HIGH, "x")
            assert await reason_of(call) is Reason.NOT_GRANTED

    run_async(scenario())
