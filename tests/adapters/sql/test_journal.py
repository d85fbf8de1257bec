"""The journal: what is written comes back, once, in order; the three stores grow in one transaction."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.board import Board, BoardSnapshot
from console.domain.forward import Forwarded, ForwardState
from console.domain.ids import CaseId, DeviceId, ResidentId
from console.domain.journal import (
    Behind,
    CaseSummary,
    JournalHead,
    Outgoing,
    SignOfLife,
    StoredReport,
    Writing,
)
from console.domain.report import (
    Fault,
    Receipt,
    ReceiptState,
    ReportKey,
    UnreadableReport,
)
from console.domain.sequence import Missing, SourceCount
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN


def test_an_empty_journal_has_head_zero(place: Place) -> None:
    async def story(store: Store) -> None:
        assert await store.journal.head() == JournalHead(0, "")
        assert await store.journal.since(0) == ()
        assert await store.journal.latest_snapshot() is None

    place.tell(story)


def test_drafts_get_their_place_and_come_back_after_a_restart(place: Place) -> None:
    drafts = (samples.opened("a"), samples.claimed("a"), samples.opened("b"))
    written = place.tell(lambda store: store.journal.write(Writing(0, drafts)))
    assert [(event.seq, event.subject, event.version) for event in written] == [
        (1, "case:a", 1),
        (2, "case:a", 2),
        (3, "case:b", 1),
    ]
    assert [event.body for event in written] == [draft.body for draft in drafts]
    assert [event.at for event in written] == [draft.at for draft in drafts]
    assert place.tell(lambda store: store.journal.since(0)) == written


def test_the_head_moves_with_each_event(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(2))
        first = await store.journal.head()
        assert (first.seq, len(first.digest)) == (2, 64)
        await store.journal.write(samples.notes(1, after=2))
        assert (await store.journal.head()).seq == 3

    place.tell(story)


def test_since_goes_on_where_it_is_told_and_keeps_to_its_limit(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1201))
        assert [event.seq for event in await store.journal.since(3, 2)] == [4, 5]
        assert [event.seq for event in await store.journal.since(0, 2000)] == list(range(1, 1202))
        assert len(await store.journal.since(0)) == 1000
        assert await store.journal.since(1201) == ()

    place.tell(story)


def test_a_subject_has_its_own_events_in_order(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(700, case="a"))
        await store.journal.write(Writing(700, (samples.note(case="b"), samples.note(case="a"))))
        found = await store.journal.of_subject("case:a")
        assert [event.version for event in found] == list(range(1, 702))
        assert {event.subject for event in found} == {"case:a"}

    place.tell(story)


def test_version_zero_takes_the_next_of_its_subject_also_after_a_named_one(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (samples.claimed("a", 1), samples.note(case="a"))))
        mixed = (samples.note(case="a"), samples.claimed("a", 4), samples.note(case="a"))
        written = await store.journal.write(Writing(2, mixed))
        assert [event.version for event in written] == [3, 4, 5]

    place.tell(story)


def test_a_journal_that_has_grown_says_behind_and_takes_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(2))
        late = Writing(1, (samples.note(),), (samples.report(1),))
        with pytest.raises(Behind):
            await store.journal.write(late)
        with pytest.raises(Behind):
            await store.journal.write(Writing(0))
        assert (await store.journal.head()).seq == 2
        assert set(await store.journal.known([ReportKey("vaka:test", "r1")])) == set()

    place.tell(story)


def test_a_version_that_is_taken_says_behind_and_takes_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (samples.opened("a"),)))
        with pytest.raises(Behind):
            await store.journal.write(Writing(1, (samples.note(case="b"), samples.claimed("a", 1))))
        assert (await store.journal.head()).seq == 1

    place.tell(story)


def test_a_try_whose_answer_was_lost_is_made_again_without_doubling(place: Place) -> None:
    writing = Writing(0, (samples.opened("a"), samples.claimed("a")), (samples.report(1),))

    async def story(store: Store) -> None:
        first = await store.journal.write(writing)
        await store.journal.write(samples.notes(3, after=2, case="b"))
        assert await store.journal.write(writing) == first
        assert await store.journal.write(replace(writing, after=5)) == first
        assert (await store.journal.head()).seq == 5

    place.tell(story)
    assert place.verdict().damage == ()


def test_half_of_the_ids_known_is_not_a_try_made_again(place: Place) -> None:
    draft = samples.note(case="a")

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (draft,)))
        for after in (0, 1):
            with pytest.raises(Behind):
                await store.journal.write(Writing(after, (draft, samples.note(case="b"))))

    place.tell(story)


def test_a_report_is_stored_once_and_raw(place: Place) -> None:
    first = samples.report(1, b"\x00\xff raw")
    again = samples.report(1, b"something else")

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (samples.opened(),), (first, first)))
        await store.journal.write(Writing(1, (), (again, samples.report(2))))
        keys = [ReportKey("vaka:test", f"r{number}") for number in (3, 2, 1, 1)]
        assert await store.journal.known(keys) == dict.fromkeys(keys[1:], first.head.at)
        raw = first.head.raw
        kept = StoredReport(keys[2], raw.topic, NOW, raw.length, raw.sha256, b"\x00\xff raw")
        found = await store.journal.reports_of(keys)
        assert [each.key for each in found] == [keys[1], keys[2]]
        assert found[1] == kept

    place.tell(story)


def test_many_keys_are_looked_up_at_once(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (), tuple(samples.report(number) for number in range(1300))))
        keys = [ReportKey("vaka:test", f"r{number}") for number in range(2600)]
        assert len(await store.journal.known(keys)) == 1300

    place.tell(story)


def test_an_unreadable_report_without_origin_is_stored_with_its_fault(place: Place) -> None:
    raw = samples.report(1, b"\xfe" * 10).head.raw
    report = UnreadableReport(ReportKey("topic", "digest"), None, None, Fault.NOT_JSON, "not JSON", NOW, raw)
    place.tell(lambda store: store.journal.write(Writing(0, (), (report,))))
    assert place.ask("SELECT fault, stream, municipality, at FROM report") == [("not_json", None, None, None)]


def test_state_is_overwritten(place: Place) -> None:
    older = SignOfLife(TOWN, DeviceId("d1"), NOW, 80, True, (("net", True), ("mobile", None)))
    newer = replace(older, at=NOW + timedelta(minutes=1), battery_percent=None, has_mains=None, paths=())
    count = SourceCount("vaka:test", "boot", 17, (Missing(3, 4, NOW),))

    async def story(store: Store) -> None:
        other = replace(older, device=DeviceId("d2"))
        await store.journal.write(Writing(0, signs=(newer, older, other), counts=(count,)))
        assert await store.journal.signs_of(TOWN, [DeviceId("d2"), DeviceId("d1"), DeviceId("d9")]) == (
            other,
            older,
        )
        await store.journal.write(Writing(0, signs=(newer,), counts=(replace(count, missing=()),)))
        assert await store.journal.signs_of(TOWN, [DeviceId("d1")]) == (newer,)
        assert await store.journal.counts() == (replace(count, missing=()),)

    place.tell(story)


def test_a_residents_history_is_newest_first_and_follows_the_case(place: Place) -> None:
    def summary(number: int) -> CaseSummary:
        opened_at = NOW + timedelta(hours=number)
        person = ResidentId("p1")
        return CaseSummary(CaseId(f"c{number}"), TOWN, person, opened_at, None, 2, "personal_alarm", "press", "")

    async def story(store: Store) -> None:
        lines = tuple(summary(number) for number in range(5))
        await store.journal.write(Writing(0, summaries=lines))
        closed = replace(lines[4], closed_at=NOW + timedelta(hours=9), outcome="visit_done")
        of_nobody = replace(lines[0], case=CaseId("x"), resident=None)
        await store.journal.write(Writing(0, summaries=(closed, of_nobody)))
        assert await store.journal.history_of(ResidentId("p1"), 3) == (closed, lines[3], lines[2])
        assert await store.journal.history_of(ResidentId("p2"), 3) == ()

    place.tell(story)


def test_the_outbox_keeps_order_and_each_id_once(place: Place) -> None:
    origin = samples.report(1).head.origin

    def outgoing(number: int) -> Outgoing:
        receipt = Receipt(origin, ReportKey("vaka:test", f"r{number}"), ReceiptState.STORED, NOW, "därför")
        return Outgoing(f"o{9 - number}", receipt)

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, outgoing=(outgoing(1), outgoing(2))))
        await store.journal.write(Writing(0, outgoing=(outgoing(2), outgoing(3))))
        assert await store.journal.unsent(9) == (outgoing(1), outgoing(2), outgoing(3))
        assert await store.journal.unsent(1) == (outgoing(1),)
        await store.journal.mark_sent([outgoing(1).id, outgoing(3).id, "never"])
        await store.journal.write(Writing(0, outgoing=(outgoing(4),)))
        assert await store.journal.unsent(9) == (outgoing(2), outgoing(4))

    place.tell(story)


def test_what_the_next_centre_is_told_lies_among_the_receipts_in_order(place: Place) -> None:
    receipt = Receipt(samples.report(1).head.origin, ReportKey("vaka:test", "r1"), ReceiptState.CLAIMED, NOW)
    told = Forwarded(
        "grannby", ForwardState.WAITING, CaseId("c1"), samples.TOWN, samples.AlarmClass.ACUTE,
        samples.DeviceKind.SMOKE_DETECTOR, samples.Cause.SMOKE, samples.DEVICE, NOW, 3, NOW + timedelta(seconds=180),
    )  # fmt: skip
    kept = (Outgoing("o1", receipt), Outgoing("o2", told), Outgoing("o3", receipt))

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, outgoing=kept))
        assert await store.journal.unsent(9) == kept

    place.tell(story)


def test_a_board_comes_back_from_its_snapshot(place: Place) -> None:
    async def story(store: Store) -> BoardSnapshot:
        board = Board()
        signed_in = samples.draft(ev.SignedIn(samples.ConsoleId("k1"), "Anna"), "console:k1")
        drafts = (samples.opened("a"), samples.claimed("a"), signed_in)
        for event in await store.journal.write(Writing(0, drafts)):
            board.apply(event)
        await store.journal.save_snapshot(board.snapshot())
        return board.snapshot()

    taken = place.tell(story)
    assert place.tell(lambda store: store.journal.latest_snapshot()) == taken


def test_the_last_three_snapshots_are_kept(place: Place) -> None:
    async def story(store: Store) -> None:
        for seq in range(1, 6):
            await store.journal.write(samples.notes(1, after=seq - 1))
            await store.journal.save_snapshot(BoardSnapshot(seq, (), {}, {}))
            await store.journal.save_snapshot(BoardSnapshot(seq, (), {}, {}))
        found = await store.journal.latest_snapshot()
        assert found is not None
        assert found.seq == 5

    place.tell(story)
    assert place.ask("SELECT seq FROM snapshot ORDER BY seq") == [(3,), (4,), (5,)]


def test_a_snapshot_of_what_is_not_journalled_is_refused(place: Place) -> None:
    async def story(store: Store) -> None:
        with pytest.raises(ValueError, match="not in the journal"):
            await store.journal.save_snapshot(BoardSnapshot(1, (), {}, {}))

    place.tell(story)


@pytest.mark.warns
def test_a_snapshot_that_cannot_be_believed_gives_way_to_an_older(place: Place) -> None:
    async def fill(store: Store) -> None:
        for seq in range(1, 4):
            await store.journal.write(samples.notes(1, after=seq - 1))
            await store.journal.save_snapshot(BoardSnapshot(seq, (), {}, {}))

    place.tell(fill)
    place.tamper(
        "UPDATE snapshot SET format = 99 WHERE seq = 3",
        "UPDATE snapshot SET digest = (SELECT digest FROM journal WHERE seq = 1) WHERE seq = 2",
    )
    found = place.tell(lambda store: store.journal.latest_snapshot())
    assert found is not None
    assert found.seq == 1
    place.tamper("UPDATE snapshot SET body = digest")
    assert place.tell(lambda store: store.journal.latest_snapshot()) is None


def test_what_is_asked_for_together_is_done_in_turn(place: Place) -> None:
    async def story(store: Store) -> None:
        writes = [store.journal.write(samples.notes(1, after=seq, case="a")) for seq in range(20)]
        done = await asyncio.gather(*writes)
        assert [events[0].seq for events in done] == list(range(1, 21))

    place.tell(story)
