"""The one writer: one transaction, one board, and a second console that was faster."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.board import Board
from console.domain.ids import CENTRE, CaseId, DeviceId
from console.domain.journal import Behind, Unwritable, Writing
from console.domain.report import Receipt, ReceiptState, SampleReport, Sequence
from console.domain.steps import Claim, Note
from console.services import recorder as recorder_module
from tests.builders import NORRBY, T0, alarm, device, ground, head, knowledge, operator, seconds, status, unreadable
from tests.fakes import run_async
from tests.services.fakes import FakeJournal, Station, station, two_stations

anna, bo = operator("anna"), operator("bo")
KNOWN = knowledge(device(resident="astrid"), device("dev-2", resident="bror"))


async def opened(at: Station, **more: object) -> CaseId:
    """One press, recorded; the case that it opened."""
    recorded = await at.recorder.record([alarm(at.clock.now(), **more)], KNOWN)  # type: ignore[arg-type]
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


def replay(journal: FakeJournal) -> Board:
    board = Board()
    for event in journal.events:
        board.apply(event)
    return board


def test_of_two_consoles_that_claim_at_once_one_wins_and_the_other_is_told_who_has_it() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        case = await opened(one)
        await two.recorder.follow()
        results = await asyncio.gather(one.desk.claim(anna, case), two.desk.claim(bo, case), return_exceptions=True)
        refused = [result for result in results if result is not None]
        assert len(refused) == 1
        owner = replay(one.journal).cases[case].owner
        assert [(no.reason, no.owner) for no in refused] == [("owned_by_other", str(owner).capitalize())]  # type: ignore[union-attr]
        assert len(one.journal.bodies(ev.CaseClaimed)) == 1
        await one.recorder.follow()
        await two.recorder.follow()
        assert one.recorder.board == two.recorder.board == replay(one.journal)

    run_async(scenario())


def test_a_hundred_claims_by_two_consoles_give_each_case_one_owner() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        known = knowledge()
        recorded = await one.recorder.record([alarm(T0, device=f"dev-{number}") for number in range(50)], known)
        await two.recorder.follow()
        cases = [case for event in recorded.events if (case := ev.case_of(event.subject)) is not None]
        claims = [claim for case in cases for claim in (one.desk.claim(anna, case), two.desk.claim(bo, case))]
        results = await asyncio.gather(*claims, return_exceptions=True)
        assert sum(result is None for result in results) == 50
        assert len(one.journal.bodies(ev.CaseClaimed)) == 50
        await one.recorder.follow()
        assert one.recorder.board == replay(one.journal)

    run_async(scenario())


def test_a_report_recorded_twice_is_one_event_and_one_row() -> None:
    async def scenario() -> None:
        here = await station().start()
        report = alarm()
        first = await here.recorder.record([report, report], KNOWN)
        again = await here.recorder.record([report], KNOWN)
        assert first.new == {report.head.key}
        assert (again.new, again.events) == (frozenset(), ())
        assert len(here.journal.reports) == len(here.journal.bodies(ev.CaseOpened, ev.AlarmJoined)) == 1

    run_async(scenario())


def test_an_id_that_comes_again_with_another_time_is_another_alarm_however_often_that_comes() -> None:
    async def scenario() -> None:
        here = await station().start()
        first, later, last = (alarm(T0 + timedelta(hours=hours), key="1") for hours in (0, 1, 2))
        await here.recorder.record([first], KNOWN)
        for batch in ([later, last, later], [last], [first, later]):
            await here.recorder.record(batch, KNOWN)
        [case] = here.recorder.board.open_cases()
        assert (case.presses, len(here.journal.reports)) == (3, 3)
        assert {key.id.partition("~")[0] for key in here.journal.reports} == {"1"}

    run_async(scenario())


def test_two_alarms_of_one_id_in_one_batch_are_two_and_a_heartbeats_reading_is_one() -> None:
    async def scenario() -> None:
        here = await station().start()
        later = T0 + timedelta(hours=1)
        samples = [SampleReport(head(at, key="s"), ()) for at in (T0, later)]
        recorded = await here.recorder.record([alarm(T0, key="1"), alarm(later, key="1"), *samples], KNOWN)
        assert sorted(key.id for key in recorded.new) == ["1", "1~20260302T210000000000Z", "s"]
        [case] = here.recorder.board.open_cases()
        assert case.presses == 2

    run_async(scenario())


def test_the_sender_of_an_id_that_came_again_is_told_of_the_id_that_it_gave() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record([alarm(T0, key="1")], KNOWN)
        await here.recorder.record([alarm(T0 + timedelta(hours=1), key="1")], KNOWN)
        [case] = here.recorder.board.open_cases()
        await here.desk.claim(anna, case.id)
        told = [one.content for one in here.journal.outbox.values()]
        assert [one.of.id for one in told if isinstance(one, Receipt)] == ["1", "1"]

    run_async(scenario())


def test_two_consoles_that_hear_the_same_alarm_make_one_case_of_it() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        reports = [alarm(T0 + seconds(number)) for number in range(8)]
        for report in reports:
            await asyncio.gather(one.recorder.record([report], KNOWN), two.recorder.record([report], KNOWN))
        await two.recorder.follow()
        [case] = two.recorder.board.open_cases()
        assert (case.presses, case.alarms) == (8, 8)

    run_async(scenario())


def test_a_failed_write_changes_nothing_and_a_second_try_works() -> None:
    async def scenario() -> None:
        here = await station().start()
        before = here.recorder.board.snapshot()
        here.journal.is_down = True
        report = alarm(sequence=Sequence("a", 1))
        with pytest.raises(Unwritable):
            await here.recorder.record([report], KNOWN)
        assert here.recorder.board.snapshot() == before
        assert here.journal.reports == {}
        here.journal.is_down = False
        await here.recorder.record([report], KNOWN)
        assert len(list(here.recorder.board.open_cases())) == 1

    run_async(scenario())


def test_a_batch_whose_answer_was_lost_is_on_the_board_after_the_second_try() -> None:
    async def scenario() -> None:
        here = await station().start()
        report = alarm(sequence=Sequence("a", 1))
        here.journal.losing = 1
        with pytest.raises(Unwritable):
            await here.recorder.record([report], KNOWN)
        assert len(here.journal.reports) == 1
        recorded = await here.recorder.record([report], KNOWN)
        assert recorded.new == frozenset()
        assert len(here.rows()) == len(list(here.recorder.board.open_cases())) == 1
        await here.recorder.record([alarm(sequence=Sequence("a", 2))], KNOWN)
        await here.clock.advance(10)
        await here.recorder.tell_gaps(here.directory.municipality_of)
        assert len(list(here.recorder.board.open_cases())) == 1

    run_async(scenario())


def test_a_step_whose_answer_was_lost_is_found_again_by_its_retry_id() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        stands = ground(anna, here.clock.now())
        here.journal.losing = 1
        with pytest.raises(Unwritable):
            await here.recorder.perform(Note(case, "ringde"), stands, retry_id="r1")
        events = await here.recorder.perform(Note(case, "ringde"), stands, retry_id="r1")
        again = await here.recorder.perform(Note(case, "ringde"), stands, retry_id="r1")
        assert events == again
        assert here.journal.bodies(ev.NoteWritten) == [ev.NoteWritten("ringde")]
        assert here.recorder.board == replay(here.journal)

    run_async(scenario())


def test_a_journal_that_refuses_at_its_very_end_is_told_and_never_hangs_the_writer() -> None:
    class Stubborn(FakeJournal):
        async def write(self, writing: Writing) -> tuple[ev.Event, ...]:
            if any(isinstance(draft.body, ev.NoteWritten) for draft in writing.drafts):
                raise Behind("a version is taken")
            return await super().write(writing)

    async def scenario() -> None:
        here = await station(journal=Stubborn()).start()
        case = await opened(here)
        with pytest.raises(Unwritable):
            await here.recorder.perform(Note(case, "ringde"), ground(anna))
        await opened(here, device="dev-2")
        assert len(list(here.recorder.board.open_cases())) == 2

    run_async(scenario())


def test_work_beside_the_journal_that_is_refused_at_its_very_end_never_hangs_the_writer_either() -> None:
    async def scenario() -> None:
        here = await station().start()

        async def refuse(writing: Writing) -> None:
            raise Behind("an id is taken")

        with pytest.raises(Unwritable):
            await here.recorder.commit_with((), anna.id, refuse)
        await opened(here)

    run_async(scenario())


def test_a_batch_is_one_transaction() -> None:
    async def scenario() -> None:
        here = await station().start()
        writes = here.journal.writes
        await here.recorder.record([alarm(device=f"dev-{number}") for number in range(40)], KNOWN)
        assert here.journal.writes == writes + 1
        assert len(here.rows()) == 40

    run_async(scenario())


def test_start_from_a_snapshot_and_its_tail_is_the_same_board(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "SNAPSHOT_EVERY", 10)

    async def scenario() -> None:
        here = await station().start()
        for number in range(17):
            case = await opened(here, device=f"dev-{number}")
            await here.desk.claim(anna, case)
        assert here.journal.snapshots
        assert 0 < here.journal.snapshots[-1].seq < len(here.journal.events)
        again = Station(journal=here.journal, residents=here.residents)
        await again.recorder.start()
        assert again.recorder.board == here.recorder.board == replay(here.journal)

    run_async(scenario())


def test_a_snapshot_that_finds_no_room_does_not_undo_what_was_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "SNAPSHOT_EVERY", 1)

    async def scenario() -> None:
        here = await station().start()
        here.journal.keeps_no_snapshot = True
        case = await opened(here)
        assert here.recorder.board.get(case) is not None

    run_async(scenario())


def test_watchers_hear_of_each_commit_in_order_and_of_none_at_start() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        heard: list[int] = []

        async def hear(events: list[ev.Event], cases: object) -> None:
            heard.extend(event.seq for event in events)

        again = Station(journal=here.journal, residents=here.residents)
        again.recorder.watchers.append(hear)  # type: ignore[arg-type]
        await again.recorder.start()
        assert heard == []
        await again.recorder.perform(Claim(case), ground(anna))
        await again.recorder.perform(Note(case, "x"), ground(anna))
        assert heard == [len(here.journal.events) - 1, len(here.journal.events)]

    run_async(scenario())


def test_claimed_and_closed_go_to_the_senders_of_the_cases_alarms() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await opened(here)
        await here.desk.claim(anna, case)
        claimed = [outgoing.content for outgoing in here.journal.outbox.values()]
        assert [receipt.state for receipt in claimed] == [ReceiptState.CLAIMED] * 2
        assert {(receipt.origin.municipality, receipt.origin.sender) for receipt in claimed} == {(NORRBY, "trygg")}
        assert {receipt.of for receipt in claimed} == set(here.journal.reports)
        here.journal.outbox.clear()
        await here.desk.close(anna, case, "question", "", 99)
        assert [out.content.state for out in here.journal.outbox.values()] == [ReceiptState.CLOSED] * 2

    run_async(scenario())


def test_an_unreadable_message_gets_no_receipt_under_a_name_that_nobody_sent() -> None:
    async def scenario() -> None:
        here = await station().start()
        recorded = await here.recorder.record([unreadable()], KNOWN)
        case = ev.case_of(recorded.events[0].subject)
        assert case is not None
        await here.desk.claim(anna, case)
        assert here.journal.outbox == {}

    run_async(scenario())


def numbered(*numbers: int, boot: str = "a", retained: bool = False, **more: object) -> list[object]:
    return [
        alarm(T0, sequence=Sequence(boot, number), retained=retained, key=f"{boot}{number}", **more)  # type: ignore[arg-type]
        for number in numbers
    ]


def gaps(journal: FakeJournal) -> list[str]:
    return [
        body.alarm.text.rpartition(" ")[2]
        for body in journal.bodies(ev.CaseOpened, ev.AlarmJoined)
        if isinstance(body, ev.CaseOpened | ev.AlarmJoined) and body.alarm.cause is Cause.SEQUENCE_GAP
    ]


async def told(here: Station) -> list[str]:
    """The gaps that are told five seconds on."""
    await here.clock.advance(5)
    await here.recorder.tell_gaps(here.directory.municipality_of)
    return gaps(here.journal)


def test_a_missing_number_is_one_technical_case_that_names_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record(numbered(1, 2, 4), KNOWN)  # type: ignore[arg-type]
        await here.recorder.tell_gaps(here.directory.municipality_of)
        assert gaps(here.journal) == []
        assert await told(here) == ["3"]
        assert await told(here) == ["3"]
        [case] = [case for case in here.recorder.board.open_cases() if case.cause is Cause.SEQUENCE_GAP]
        assert case.municipality == NORRBY

    run_async(scenario())


def test_a_heartbeat_counts_in_its_sources_sequence() -> None:
    async def scenario() -> None:
        here = await station().start()
        beat = status(T0, sequence=Sequence("a", 2))
        await here.recorder.record([*numbered(1), beat, *numbered(3)], KNOWN)  # type: ignore[list-item]
        assert await told(here) == []

    run_async(scenario())


def test_a_heartbeat_that_the_broker_kept_from_an_earlier_boot_does_not_upset_the_count() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record(numbered(1, boot="b"), KNOWN)  # type: ignore[arg-type]
        await here.recorder.record([status(T0, sequence=Sequence("a", 70), retained=True)], KNOWN)
        await here.recorder.record(numbered(3, boot="b"), KNOWN)  # type: ignore[arg-type]
        assert await told(here) == ["2"]

    run_async(scenario())


def test_what_another_console_stored_first_is_no_gap_here() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        reports = numbered(1, 2, 3, 4, 5, 6)
        for place, report in enumerate(reports):
            first, second = (one, two) if place % 3 else (two, one)
            await first.recorder.record([report], KNOWN)  # type: ignore[list-item]
            await second.recorder.record([report], KNOWN)  # type: ignore[list-item]
        assert await told(one) == []
        assert await told(two) == []

    run_async(scenario())


def test_two_consoles_tell_a_gap_once() -> None:
    async def scenario() -> None:
        one, two = two_stations()
        await one.start()
        await two.start(seat="bo")
        for here in (one, two):
            await here.recorder.record(numbered(1, 4), KNOWN)  # type: ignore[arg-type]
        assert await told(one) == ["2–3"]
        assert await told(two) == ["2–3"]

    run_async(scenario())


def test_a_gap_that_is_filled_while_the_writer_is_busy_is_not_told() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record(numbered(1, 3), KNOWN)  # type: ignore[arg-type]
        await here.clock.advance(6)
        here.journal.hold()
        filling = asyncio.create_task(here.recorder.record(numbered(2, 4), KNOWN))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        telling = asyncio.create_task(here.recorder.tell_gaps(here.directory.municipality_of))
        await asyncio.sleep(0)
        here.journal.let_go()
        await asyncio.gather(filling, telling)
        await here.recorder.record(numbered(5), KNOWN)  # type: ignore[arg-type]
        assert await told(here) == []

    run_async(scenario())


def test_counts_survive_a_restart() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record(numbered(1, 2, 4), KNOWN)  # type: ignore[arg-type]
        again = Station(journal=here.journal, residents=here.residents)
        await again.start()
        await again.recorder.record(numbered(6), KNOWN)  # type: ignore[arg-type]
        assert await told(again) == ["3", "5"]

    run_async(scenario())


def test_a_heartbeat_is_a_sign_of_life_from_when_it_came() -> None:
    async def scenario() -> None:
        here = await station().start()
        beat = status(T0 - timedelta(days=3), received_at=T0)
        await here.recorder.record([beat], KNOWN)
        assert here.journal.signs[NORRBY, DeviceId("dev-1")].at == T0
        assert here.journal.reports == {}

    run_async(scenario())


def test_a_retained_heartbeat_does_not_make_a_dead_device_look_alive() -> None:
    async def scenario() -> None:
        here = await station().start()
        beat = status(T0 - timedelta(days=3), received_at=T0, retained=True)
        await here.recorder.record([beat], KNOWN)
        assert here.journal.signs[NORRBY, DeviceId("dev-1")].at == T0 - timedelta(days=3)

    run_async(scenario())


def test_a_foreign_senders_heartbeat_is_no_sign_of_life() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.record([status(sender="stranger")], KNOWN)
        assert here.journal.signs == {}

    run_async(scenario())


def test_the_canarys_proof_is_written_to_the_store() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.recorder.prove(here.name, T0)
        assert here.journal.signs[CENTRE, DeviceId(here.name)].at == T0
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.recorder.prove(here.name, T0)

    run_async(scenario())


def test_a_cancelled_writer_leaves_a_board_that_reads_on() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.journal.hold()
        recording = asyncio.create_task(here.recorder.record([alarm()], KNOWN))
        await asyncio.sleep(0)
        recording.cancel()
        with suppress(asyncio.CancelledError):
            await recording
        here.journal.let_go()
        await opened(here, device="dev-2")
        assert here.recorder.board == replay(here.journal)

    run_async(scenario())


def test_each_summary_tells_how_its_case_stands() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.desk.close(anna, case, "visit_done", "", 99)
        summary = here.journal.summaries[case]
        assert (summary.resident, summary.outcome) == ("astrid", "visit_done")
        assert summary.closed_at == here.clock.now()
        assert replace(summary, closed_at=None).municipality == NORRBY

    run_async(scenario())
