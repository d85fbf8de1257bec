"""The nights as the journal tells them: the same from a snapshot as from the start, and no look lost to another."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Board
from console.domain.ids import SYSTEM, CaseId, ConsoleId, DecisionId, DeviceId, EventId, LookId, OperatorId
from console.domain.look import HELD_FOR, LookCourse, LookEnd, LookFor, LookOutcome, LookState
from console.domain.night_book import KEPT, LACK_SOURCE, TOLD_KEPT, NightBook
from console.domain.picture import Mask
from console.domain.report import ReportKey
from console.domain.supervision import Then
from tests.builders import NORRBY, minutes, seconds

T0 = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)
NIGHT = date(2026, 11, 21)
D, LOOK = DecisionId("d"), LookId("d:20261121:1")
ANNA, BO = OperatorId("anna"), OperatorId("bo")


def event(body: ev.Body, at: datetime = T0, who: OperatorId = ANNA, seq: int = 1, subject: str = "look:x") -> ev.Event:
    return ev.Event(seq, EventId(f"e{seq}"), subject, seq, at, who, NORRBY, body)


def opened(look: LookId = LOOK, console: str = "c1", decision: DecisionId = D) -> ev.LookOpened:
    return ev.LookOpened(look, decision, None, DeviceId("cam"), LookFor.ROUND, ConsoleId(console), Mask.SQUARES)


def judged(outcome: LookOutcome, state: LookState, look: LookId = LOOK, **more: object) -> ev.LookJudged:
    return ev.LookJudged(look, D, None, outcome, state, **more)  # type: ignore[arg-type]


def folded(*told: tuple[ev.Body, datetime] | tuple[ev.Body, datetime, OperatorId]) -> NightBook:
    book = NightBook()
    for one in told:
        book.take(event(one[0], one[1], one[2] if len(one) == 3 else ANNA))
    return book


def the(book: NightBook) -> LookCourse:
    return book.looks[LOOK]


def test_openings_and_seconds_add_up_and_a_look_that_was_left_is_anybodys() -> None:
    book = folded(
        (opened(), T0), (ev.LookShut(LOOK, LookEnd.LEFT, 12.5), T0 + seconds(13)), (opened(), T0 + seconds(60), BO),
        (ev.LookUnmasked(LOOK, "Ser inte."), T0 + seconds(70), BO),
        (ev.LookShut(LOOK, LookEnd.TIME, 30.0, 20.0), T0 + seconds(90), BO),
    )  # fmt: skip
    course = the(book)
    assert (course.openings, course.seconds, course.unmasked, course.first_at) == (2, 42.5, 1, T0)
    assert course.state is LookState.PLANNED
    assert course.holder(T0 + seconds(91)) == BO
    assert the(folded((opened(), T0), (ev.LookShut(LOOK, LookEnd.LEFT, 3), T0))).holder(T0) is None


def test_a_paused_look_is_kept_for_whoever_had_it() -> None:
    book = folded((opened(), T0), (ev.LookShut(LOOK, LookEnd.PAUSED, 5), T0 + seconds(5)))
    assert (the(book).state, the(book).holder(T0 + HELD_FOR + seconds(30))) == (LookState.PAUSED, ANNA)


def test_a_camera_that_closed_without_a_word_leaves_the_look_as_it_was() -> None:
    retry: tuple[ev.Body, datetime] = (
        judged(LookOutcome.NOT_SEEN, LookState.RETRY, retry_at=T0 + minutes(16)),
        T0 + seconds(20),
    )
    closed: list[tuple[ev.Body, datetime]] = [
        (opened(), T0 + minutes(16)),
        (ev.LookShut(LOOK, LookEnd.TIME, 30), T0 + minutes(16.5)),
    ]
    again = the(folded((opened(), T0), retry, *closed))
    assert (again.state, again.retry_at, again.holder(T0 + minutes(17))) == (LookState.RETRY, T0 + minutes(16), ANNA)
    fault = judged(LookOutcome.NO_ANSWER, LookState.FOLLOW_UP, then=Then.VISIT, act_by=T0 + minutes(30))
    waits = the(folded((opened(), T0), (fault, T0 + seconds(20)), *closed))
    assert (waits.state, waits.act_by) == (LookState.FOLLOW_UP, T0 + minutes(30))


def test_what_a_console_says_late_leaves_the_look_to_who_has_opened_it_since() -> None:
    book = folded(
        (opened(), T0), (opened(console="c2"), T0 + HELD_FOR + seconds(1), BO),
        (ev.LookShut(LOOK, LookEnd.PERMIT_ENDED, 30), T0 + HELD_FOR + seconds(2), ANNA),
    )  # fmt: skip
    assert the(book).holder(T0 + HELD_FOR + seconds(3)) == BO
    ours = folded((opened(), T0), (ev.LookShut(LOOK, LookEnd.PERMIT_ENDED, 30), T0 + seconds(31), SYSTEM))
    assert the(ours).holder(T0 + seconds(32)) is None


def test_a_look_that_is_done_stays_done_though_somebody_opens_it_once_more() -> None:
    done = (judged(LookOutcome.ASLEEP, LookState.DONE), T0 + seconds(9))
    book = folded(
        (opened(), T0), done, (opened(console="c2"), T0 + seconds(10), BO),
        (ev.LookShut(LOOK, LookEnd.LEFT, 4), T0 + seconds(14), BO),
    )  # fmt: skip
    assert (the(book).is_done, the(book).openings, the(book).done_at) == (True, 2, T0 + seconds(9))


def test_a_night_that_is_left_out_next_week_is_known_until_it_is_over() -> None:
    ahead = NIGHT + timedelta(days=7)
    book = folded((ev.NightSkipped(D, ahead, "Hos dottern"), T0))
    book.take(event(opened(), T0 + timedelta(days=8)))
    assert book.is_skipped(D, ahead)
    book.take(event(opened(), T0 + timedelta(days=11)))
    assert not book.is_skipped(D, ahead)
    kept = folded((ev.NightSkipped(D, NIGHT, ""), T0), (ev.NightKept(D, NIGHT), T0))
    assert not kept.is_skipped(D, NIGHT)


def test_a_look_is_known_for_two_days_and_longer_where_something_is_to_be_done_about_it() -> None:
    late = T0 + timedelta(days=3)
    fault = judged(LookOutcome.NO_ANSWER, LookState.FOLLOW_UP, LookId("other"), then=Then.VISIT, act_by=late)
    book = folded((opened(), T0), (fault, T0))
    other = opened(LookId("third"))
    book.take(event(other, T0 + KEPT))
    assert LOOK in book.looks
    book.take(event(other, T0 + KEPT + seconds(1)))
    assert LOOK not in book.looks
    book.take(event(other, late + KEPT))
    assert "other" in book.looks


def lack(id_: str) -> ev.Alarm:
    return ev.Alarm(
        ReportKey(f"{LACK_SOURCE}{NORRBY}", id_), DeviceKind.CAMERA, Cause.LOOK_MISSED, AlarmClass.HIGH, T0, T0, T0,
        DeviceId(""),
    )  # fmt: skip


def test_what_was_told_is_known_longer_than_it_can_be_asked_for() -> None:
    opening = ev.CaseOpened(Lane.SUPERVISION, ev.Subject(ev.SubjectKind.SOURCE, "s"), lack("one"))
    book = folded((opening, T0), (ev.AlarmJoined(lack("two")), T0))
    assert set(book.told) == {"one", "two"}
    book.take(event(opened(), T0 + TOLD_KEPT))
    assert set(book.told) == {"one", "two"}


LOOKS = st.sampled_from([LookId("a"), LookId("b"), LookId("c")])
MOMENTS = st.integers(0, 90 * 60).map(lambda minute: T0 + timedelta(minutes=minute))
BODIES = st.one_of(
    st.builds(opened, LOOKS, st.sampled_from(["c1", "c2"])),
    st.builds(ev.LookUnmasked, LOOKS, st.just("Ser inte.")),
    st.builds(ev.LookShut, LOOKS, st.sampled_from(LookEnd), st.floats(0, 30), st.floats(0, 30)),
    st.builds(
        judged, st.sampled_from(LookOutcome), st.sampled_from(LookState), LOOKS, retry_at=st.none() | MOMENTS,
        then=st.none() | st.sampled_from(Then), act_by=st.none() | MOMENTS,
    ),
    st.builds(ev.NightSkipped, st.just(D), st.dates(NIGHT, NIGHT + timedelta(days=3)), st.just("")),
    st.builds(ev.NightKept, st.just(D), st.dates(NIGHT, NIGHT + timedelta(days=3))),
    st.builds(ev.NightSigned, st.just(NIGHT), st.just("0")),
    st.builds(
        lambda id_: ev.CaseOpened(Lane.SUPERVISION, ev.Subject(ev.SubjectKind.SOURCE, id_), lack(id_)),
        st.text("ab", max_size=2),
    ),
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[ev.Event]:
    told = draw(st.lists(st.tuples(BODIES, MOMENTS, st.sampled_from([ANNA, BO, SYSTEM])), max_size=25))
    told.sort(key=lambda one: one[1])
    return [
        event(
            body, at, who, number,
            ev.case_subject(CaseId(f"case-{number}")) if isinstance(body, ev.CaseOpened) else "look:x",
        )
        for number, (body, at, who) in enumerate(told, 1)
    ]  # fmt: skip


def told_to(board: Board, events: Sequence[ev.Event]) -> Board:
    for one in events:
        board.apply(one)
    return board


@given(stories(), st.integers(0, 25))
def test_a_snapshot_and_the_rest_tell_the_same_as_the_whole(events: list[ev.Event], where: int) -> None:
    whole = told_to(Board(), events)
    early = told_to(Board(), events[:where])
    late = told_to(Board.of(early.snapshot()), events[where:])
    assert whole.night == late.night
    assert list(whole.night.looks) == list(late.night.looks)


@given(stories())
def test_two_consoles_have_one_book_and_a_later_event_changes_no_earlier_snapshot(events: list[ev.Event]) -> None:
    one, other = Board(), Board()
    for number, event_ in enumerate(events):
        before = one.snapshot()
        kept = NightBook.of(before.night)
        one.apply(event_)
        assert NightBook.of(before.night) == kept, number
        other.apply(event_)
        assert one.night == other.night
