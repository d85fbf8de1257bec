"""The board: found by key, replayed the same, forgetful only of what is long closed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import KEEP_CLOSED, MOMENTS_KEPT, Board, Overlay, Seat
from console.domain.ids import CaseId, ConsoleId, EventId
from console.domain.lifecycle import OWNED, State
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.steps import (
    Claim,
    Close,
    HandOver,
    KeepPromise,
    Link,
    MakePromise,
    Merge,
    NameResident,
    Note,
    OpenByHand,
    Release,
    Split,
    Step,
    TakeOver,
)
from console.domain.triage import Planned
from tests.builders import (
    HERE,
    NORRBY,
    T0,
    Centre,
    alarm,
    device,
    minutes,
    operator,
    replayed,
    seconds,
    unreadable,
)

anna, bo = operator("anna"), operator("bo")


def closed(centre: Centre, after: timedelta, **more: object) -> CaseId:
    """A case pressed, claimed and closed within one minute."""
    case = centre.press(after, **more)
    centre.do(anna, Claim(case.id), after + seconds(20))
    centre.do(anna, Close(case.id, "question", "", centre.get(case).version), after + seconds(50))
    return case.id


def test_closed_cases_are_forgotten_after_their_time_and_followed_until_then() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="bror"))
    first = closed(centre, timedelta(0))
    closed(centre, KEEP_CLOSED - minutes(1), device="dev-2")
    assert centre.board.get(first) is not None
    closed(centre, KEEP_CLOSED + minutes(2), device="dev-2")
    assert centre.board.get(first) is None
    assert len(centre.board.cases) == 2


def test_a_step_on_a_forgotten_case_is_refused_as_unknown() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="bror"))
    first = closed(centre, timedelta(0))
    closed(centre, KEEP_CLOSED + minutes(2), device="dev-2")
    with pytest.raises(Refused) as refused:
        centre.do(anna, Note(first, "för sent"))
    assert refused.value.reason is Reason.NO_SUCH_CASE


def test_what_another_console_did_to_a_case_forgotten_here_never_stops_the_board() -> None:
    centre = Centre(device(resident="astrid"))
    event = ev.Event(1, EventId("e"), "case:gone", 7, T0, anna.id, NORRBY, ev.NoteWritten("?"))
    assert centre.board.apply(event) is None
    assert centre.board.seq == 1


def erased(event: ev.Event) -> ev.ErasedEvent:
    kind = ev.kind_of(type(event.body))
    return ev.ErasedEvent(
        event.seq, event.id, event.subject, event.version, event.at, event.who, event.municipality, kind
    )


def test_a_case_whose_opening_was_erased_is_passed_over_at_start() -> None:
    centre = Centre(device(resident="astrid"))
    closed(centre, timedelta(0))
    still_open = centre.press(minutes(40))
    board = Board()
    for event in centre.journal:
        is_gone = event.subject != ev.case_subject(still_open.id) and isinstance(event.body, ev.CaseOpened)
        board.apply(erased(event) if is_gone else event)
    assert list(board.cases) == [still_open.id]


def test_an_erased_event_of_a_case_on_the_board_keeps_its_place_in_the_count() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.press()
    centre.do(anna, Note(case.id, "namn som måste bort"), minutes(1))
    board = replayed(centre.journal[:1])
    board.apply(erased(centre.journal[1]))
    assert Overlay(board).version(ev.case_subject(case.id)) == centre.get(case).version == 2


def test_an_event_out_of_order_is_a_fault_and_changes_nothing() -> None:
    centre = Centre(device(resident="astrid"))
    centre.press()
    board = Board()
    with pytest.raises(ValueError, match="event 2 after 0"):
        board.apply(replace(centre.journal[0], seq=2))
    assert board == Board()


def test_the_seats_tell_who_sits_where_and_names_outlive_the_seat() -> None:
    board = Board()
    there = ConsoleId("console-2")
    for seq, body in enumerate((ev.SignedIn(HERE, "Anna"), ev.SignedIn(there, "Anna"), ev.SignedOut(HERE)), 1):
        board.apply(ev.Event(seq, EventId(f"{seq}"), f"console:{HERE}", seq, T0, anna.id, NORRBY, body))
    assert board.seats == {there: Seat(anna.id, "Anna", T0)}
    assert board.names == {anna.id: "Anna"}
    assert Board.of(board.snapshot()) == board


def test_a_snapshot_keeps_the_order_of_closing_even_where_clocks_disagree() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="bror"))
    opened_first, opened_last = centre.press(), centre.press(seconds(1), device="dev-2")
    for case, after in ((opened_last, minutes(10)), (opened_first, minutes(5))):
        centre.do(anna, Claim(case.id), after)
        centre.do(anna, Close(case.id, "question", "", centre.get(case).version))
    snapshot = centre.board.snapshot()
    assert [case.id for case in snapshot.cases] == [opened_last.id, opened_first.id]
    assert Board.of(snapshot).snapshot() == snapshot


def test_an_overlay_leaves_the_board_as_it_was() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.press()
    before = centre.board.snapshot()
    overlay = Overlay(centre.board)
    body = ev.CaseClaimed(HERE)
    overlay.apply([ev.Draft(EventId("d"), ev.case_subject(case.id), 2, T0, anna.id, NORRBY, body)])
    assert overlay.get(case.id) != centre.get(case)
    assert centre.board.snapshot() == before


DEVICES = (
    device("alarm-a", resident="astrid"),
    device("doser-a", resident="astrid"),
    device("alarm-b", resident="bror"),
    device("shared", household="home-1"),
)
STAFF = (anna, bo)
CAUSES = (Cause.PRESS, Cause.FALL, Cause.SMOKE, Cause.NOT_TAKEN, Cause.BATTERY_LOW, Cause.LOOK_MISSED, Cause.LEFT_BED)


class Shift(RuleBasedStateMachine):
    """A shift of random reports and steps, held against what must always be true."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre(*DEVICES, households={"home-1": ("astrid", "bror")})
        self.put_in: set[ReportKey] = set()
        self.by_hand = 0
        self.tail_from: tuple[Board, int] | None = None

    def passed(self) -> datetime:
        self.centre.at += timedelta(seconds=7)
        return self.centre.at

    @initialize()
    def nothing_is_open(self) -> None:
        assert not self.centre.open()

    @rule(
        device=st.sampled_from([*(one.id for one in DEVICES), "stranger"]),
        cause=st.sampled_from(CAUSES),
        is_test=st.sampled_from([False, False, False, True]),
        behind=st.sampled_from([0, 0, 0, 300, 100_000]),
        kind=st.sampled_from([DeviceKind.PERSONAL_ALARM, DeviceKind.MEDICATION_DISPENSER, DeviceKind.CAMERA]),
        sender=st.sampled_from(["trygg", "trygg", "trygg", "foreign"]),
    )
    def alarm_comes(self, device: str, cause: Cause, is_test: bool, behind: int, kind: DeviceKind, sender: str) -> None:
        at = self.passed()
        report = alarm(
            at - timedelta(seconds=behind), cause, kind, device=device, is_test=is_test, sender=sender, received_at=at
        )
        self.centre.hear(report)
        self.put_in.add(report.head.key)

    @rule(device=st.sampled_from(["alarm-a", "stranger", None]))
    def garbage_comes(self, device: str | None) -> None:
        report = unreadable(self.passed(), device=device)
        self.centre.hear(report)
        self.put_in.add(report.key)

    @rule(device=st.sampled_from([one.id for one in DEVICES]), cause=st.sampled_from(CAUSES))
    def reset_comes(self, device: str, cause: Cause) -> None:
        open_before = {case.id for case in self.centre.open()}
        self.centre.hear(alarm(self.passed(), cause, device=device, is_reset=True))
        assert {case.id for case in self.centre.open()} == open_before

    @rule(who=st.sampled_from(STAFF), which=st.integers(0, 30), other=st.integers(0, 30), what=st.sampled_from(
        ["claim", "claim", "claim", "release", "hand_over", "take_over", "note", "promise", "keep", "close", "close",
         "name", "merge", "split", "link", "by_hand"]
    ))  # fmt: skip
    def step(self, who: object, which: int, other: int, what: str) -> None:
        cases = sorted(self.centre.board.cases.values(), key=lambda case: (not case.is_open, case.id))
        if not cases:
            return
        self.passed()
        case, second = cases[which % len(cases)], cases[other % len(cases)]
        colleague = bo if who is anna else anna
        before = self.centre.board.snapshot()
        steps: dict[str, Step] = {
            "claim": Claim(case.id),
            "release": Release(case.id),
            "hand_over": HandOver(case.id, colleague.id),
            "take_over": TakeOver(case.id, "rast"),
            "note": Note(case.id, "ringde"),
            "promise": MakePromise(case.id, self.centre.at + minutes(5), "patrull"),
            "keep": KeepPromise(case.id),
            "close": Close(case.id, "question", "", case.version),
            "name": NameResident(case.id, DEVICES[0].resident, NORRBY, True),  # type: ignore[arg-type]
            "merge": Merge(case.id, second.id),
            "split": Split(case.id, tuple(known.report for known in case.recent[: 1 + which % 3])),
            "link": Link(case.id, second.id),
            "by_hand": OpenByHand(NORRBY, DEVICES[0].resident, AlarmClass.HIGH, "ringde"),
        }
        try:
            self.centre.do(who, steps[what], colleagues=STAFF)  # type: ignore[arg-type]
        except Refused:
            assert self.centre.board.snapshot() == before
            return
        self.by_hand += what == "by_hand"

    @rule(which=st.integers(0, 30))
    def promise_breaks(self, which: int) -> None:
        due = [case for case in self.centre.open() if case.promise is not None and not case.promise.is_broken]
        if due:
            case = due[which % len(due)]
            assert case.promise is not None
            self.centre.at = max(self.centre.at, case.promise.until)
            self.centre.commit([_planned(case.id, ev.PromiseBroken(case.promise.until))])

    @rule(which=st.integers(0, 30))
    def owner_is_gone(self, which: int) -> None:
        owned = [case for case in self.centre.open() if case.state in OWNED and case.owner is not None]
        if owned:
            case = owned[which % len(owned)]
            assert case.owner is not None
            self.centre.commit([_planned(case.id, ev.CaseOrphaned(case.owner))])

    @rule(hours=st.integers(1, 13))
    def time_passes(self, hours: int) -> None:
        self.centre.at += timedelta(hours=hours)

    @rule()
    def snapshot_taken(self) -> None:
        self.tail_from = (Board.of(self.centre.board.snapshot()), len(self.centre.journal))

    @invariant()
    def the_journal_replayed_is_the_board(self) -> None:
        assert replayed(self.centre.journal) == self.centre.board

    @invariant()
    def a_snapshot_and_its_tail_are_the_board(self) -> None:
        assert Board.of(self.centre.board.snapshot()) == self.centre.board
        if self.tail_from is not None:
            board, length = self.tail_from
            replayed(self.centre.journal[length:], board)
            self.tail_from = (board, len(self.centre.journal))
            assert board == self.centre.board

    @invariant()
    def every_alarm_is_in_exactly_one_case_or_filed_as_a_test(self) -> None:
        """By the whole journal: a merged case's alarms are its receiver's, a split one's have left."""
        holders: dict[CaseId, set[ReportKey]] = {}
        filed: list[ReportKey] = []
        for event in self.centre.journal:
            if isinstance(event.body, ev.SelfTestFiled):
                filed.append(event.body.alarm.report)
                continue
            case = ev.case_of(event.subject)
            assert case is not None
            match event.body:
                case ev.CaseOpened(alarm=opening):
                    holders.setdefault(case, set()).add(opening.report)
                case ev.AlarmJoined(joining):
                    holders[case].add(joining.report)
                case ev.CaseSplit(reports=reports):
                    holders[case] -= set(reports)
                case ev.CaseMerged(into):
                    holders[into] |= holders.pop(case)
                case _:
                    pass
        held = [*filed, *(key for keys in holders.values() for key in keys)]
        assert len(held) == len(set(held)) == len(self.put_in) + self.by_hand
        assert self.put_in <= set(held)
        for case in self.centre.board.cases.values():
            if case.merged_into is None:
                assert case.alarms == len(holders[case.id])
                assert {known.report for known in case.recent} <= holders[case.id]

    @invariant()
    def an_open_case_is_found_by_its_key_and_no_key_names_a_closed_one(self) -> None:
        board = self.centre.board
        for case in board.open_cases():
            assert board.find_open(case.key) == case
        assert all(board.cases[found].is_open for found in board.open_by_key.values())
        assert len(board.open_by_key) == sum(1 for _ in board.open_cases())

    @invariant()
    def a_case_has_an_owner_exactly_while_it_is_owned(self) -> None:
        for case in self.centre.board.cases.values():
            assert (case.owner is not None) is (case.state in OWNED)

    @invariant()
    def counts_and_times_make_sense(self) -> None:
        for case in self.centre.board.cases.values():
            assert case.presses >= 0
            assert case.alarms >= 1
            assert case.first_at <= case.last_at or case.follows is not None
            assert case.alarm_class <= min((known.alarm_class for known in case.recent), default=AlarmClass.TECHNICAL)
            assert (case.closed_at is None) is case.is_open
            assert case.state is not State.WAITING or case.promise is not None

    @invariant()
    def only_what_is_long_closed_is_forgotten(self) -> None:
        board = self.centre.board
        for closed_case in board.cases.values():
            if closed_case.closed_at is not None and closed_case.merged_into is None:
                found = board.find_closed(closed_case.key, closed_case.closed_at)
                assert found is not None
                assert found.closed_at is not None
                assert found.closed_at >= closed_case.closed_at


def _planned(case: CaseId, body: ev.CaseBody) -> Planned:
    return Planned(ev.case_subject(case), NORRBY, body)


TestAShift = Shift.TestCase
TestAShift.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)


def test_a_snapshot_keeps_the_moments_by_which_a_flood_is_measured() -> None:
    centre = Centre(device(resident="astrid"))
    for number in range(12):
        centre.press(minutes(number))
    kept = Board.of(centre.board.snapshot())
    assert kept.alarms_within(T0 + minutes(11)) == centre.board.alarms_within(T0 + minutes(11)) == 11


def test_a_snapshot_keeps_no_more_of_them_than_a_start_can_bear() -> None:
    board = Board()
    board.alarms_at.extend(T0 + seconds(number / 100) for number in range(MOMENTS_KEPT + 5))
    kept = board.snapshot().alarms_at
    assert (len(kept), kept[-1]) == (MOMENTS_KEPT, board.alarms_at[-1])
