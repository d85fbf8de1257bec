"""What a case becomes by its events, beyond the presses: gravity, promises, merging, splitting, ending."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import Board
from console.domain.case import RECENT_ALARMS, Case, fold
from console.domain.ids import CaseId, EventId, ResidentId
from console.domain.lifecycle import State
from console.domain.refused import Reason, Refused
from console.domain.steps import (
    Claim,
    Close,
    HandOver,
    MakePromise,
    Merge,
    NameResident,
    OpenByHand,
    Release,
    Split,
    TakeOver,
)
from console.domain.triage import Planned
from tests.builders import ANNA, BO, HERE, NORRBY, T0, Centre, device, minutes, operator, seconds

anna, bo = operator("anna"), operator("bo")


@pytest.fixture
def centre() -> Centre:
    return Centre(
        device(resident="astrid"),
        device("dev-2", resident="bror"),
        device("shared", household="home-1"),
        households={"home-1": ("astrid", "bror")},
    )


def tell(centre: Centre, case: Case, body: ev.CaseBody) -> Case:
    """One event of the system about a case."""
    centre.commit([Planned(ev.case_subject(case.id), case.municipality, body)])
    return centre.get(case)


def test_presses_lift_the_class_of_a_case_and_nothing_else_does() -> None:
    centre = Centre(device(resident="astrid"), device("bed", resident="astrid"))
    classes = [centre.press(minutes(number)).alarm_class for number in range(6)]
    assert [int(one) for one in classes] == [3, 2, 2, 2, 1, 1]
    many = Centre(device(resident="astrid"))
    for number in range(6):
        milder = many.press(minutes(number), cause=Cause.LEFT_BED, kind=DeviceKind.BED_SENSOR)
    assert milder.alarm_class is AlarmClass.NORMAL


def test_the_answer_time_is_that_of_the_first_claim(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(40))
    centre.do(anna, Release(case.id), minutes(3))
    centre.do(bo, Claim(case.id), minutes(9))
    assert centre.get(case).answered_after == seconds(40)


def test_a_closed_case_has_no_owner_and_no_promise(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    centre.do(anna, MakePromise(case.id, T0 + timedelta(hours=1), "patrull"))
    centre.do(anna, Close(case.id, "visit_done", "", centre.get(case).version), minutes(50))
    case = centre.get(case)
    assert (case.state, case.outcome, case.closed_at) == (State.CLOSED, "visit_done", T0 + minutes(50))
    assert (case.owner, case.console, case.promise) == (None, None, None)


def test_a_broken_promise_raises_the_case_and_frees_it(centre: Centre) -> None:
    case = centre.press()
    until = T0 + minutes(30)
    centre.do(anna, Claim(case.id), seconds(10))
    centre.do(anna, MakePromise(case.id, until, "patrull"))
    case = tell(centre, case, ev.PromiseBroken(until))
    assert (case.state, case.owner, case.is_raised, case.waiting_since) == (State.UNACKNOWLEDGED, None, True, until)
    assert case.promise is not None
    assert (case.promise.is_broken, case.promise.text) == (True, "patrull")


def test_a_promise_that_breaks_in_somebodys_hand_raises_the_case_and_leaves_it_there(centre: Centre) -> None:
    case = centre.press()
    until = T0 + minutes(30)
    centre.do(anna, Claim(case.id), seconds(10))
    centre.do(anna, MakePromise(case.id, until, "patrull"))
    centre.do(bo, TakeOver(case.id, "anna har rast"), minutes(5))
    case = tell(centre, case, ev.PromiseBroken(until))
    assert (case.state, case.owner, case.is_raised) == (State.CLAIMED, BO, True)


def test_handing_over_names_the_new_owner_at_once_and_no_console(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    centre.do(anna, HandOver(case.id, BO), colleagues=[bo])
    case = centre.get(case)
    assert (case.state, case.owner, case.console) == (State.CLAIMED, BO, None)
    with pytest.raises(Refused):
        centre.do(anna, Release(case.id))


def test_an_orphan_has_waited_since_its_alarm_not_since_it_was_freed(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    centre.at = T0 + minutes(5)
    case = tell(centre, case, ev.CaseOrphaned(ANNA))
    assert (case.state, case.owner, case.console) == (State.UNACKNOWLEDGED, None, None)
    assert (case.waiting_since, case.first_at) == (T0, T0)


def test_letting_go_of_a_case_gives_it_no_new_time(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(50))
    centre.do(anna, Release(case.id), seconds(70))
    assert centre.get(case).waiting_since == T0


def test_a_named_persons_own_next_alarm_joins_the_case_in_which_they_were_named() -> None:
    centre = Centre(
        device("shared", household="home"), device(resident="astrid"), households={"home": ("astrid", "ove")}
    )
    asked = centre.press(device="shared")
    assert asked.asks_who
    centre.do(anna, Claim(asked.id), seconds(10))
    centre.do(anna, NameResident(asked.id, ResidentId("astrid"), NORRBY, True), seconds(20))
    assert centre.press(minutes(1)).id == asked.id
    assert Board.of(centre.board.snapshot()).open_by_key == centre.board.open_by_key


def test_the_shared_units_next_press_asks_who_also_when_the_first_was_named(centre: Centre) -> None:
    first = centre.press(device="shared")
    centre.do(anna, Claim(first.id), seconds(10))
    centre.do(anna, NameResident(first.id, ResidentId("astrid"), NORRBY, True), seconds(20))
    second = centre.press(minutes(1), device="shared", cause=Cause.FALL)
    assert second.id != first.id
    assert second.asks_who
    centre.do(bo, Claim(second.id), minutes(2))
    centre.do(bo, NameResident(second.id, ResidentId("astrid"), NORRBY, True), minutes(2))
    assert centre.get(second).merged_into == first.id
    assert centre.press(minutes(3), device="shared").asks_who
    assert Board.of(centre.board.snapshot()).open_by_key == centre.board.open_by_key


def test_a_fall_in_a_case_that_presses_had_lifted_is_told_as_a_fall(centre: Centre) -> None:
    for number in range(6):
        case = centre.press(minutes(number))
    assert case.alarm_class is AlarmClass.ACUTE
    assert centre.press(minutes(7), cause=Cause.FALL).cause is Cause.FALL


def test_a_merge_moves_alarms_presses_and_age_and_loses_none(centre: Centre) -> None:
    into = centre.press(minutes(10))
    for number in range(3):
        source = centre.press(minutes(number), device="unbound")
    centre.do(anna, Claim(source.id), minutes(11))
    centre.do(anna, Merge(source.id, into.id), minutes(12))
    into, source = centre.get(into), centre.get(source)
    assert (into.alarms, into.presses, into.first_at, into.last_at) == (4, 4, T0, T0 + minutes(10))
    assert (source.state, source.merged_into, source.owner) == (State.CLOSED, into.id, None)
    assert into.alarm_class is AlarmClass.HIGH
    assert into.last_alarm_version == into.version
    assert into.linked == (source.id,)
    assert centre.open() == [into]


def test_a_merge_counts_also_the_alarms_that_memory_has_dropped(centre: Centre) -> None:
    into = centre.press(timedelta(hours=10))
    for number in range(RECENT_ALARMS + 6):
        source = centre.press(minutes(number), device="unbound", cause=Cause.DOOR_OPENED, kind=DeviceKind.DOOR_ALARM)
    centre.do(anna, Claim(source.id), timedelta(hours=11))
    centre.do(anna, Merge(source.id, into.id))
    assert centre.get(into).alarms == RECENT_ALARMS + 7


def test_a_merged_smoke_alarm_makes_the_case_a_smoke_alarm(centre: Centre) -> None:
    into = centre.press()
    smoke = centre.press(minutes(1), device="unbound", cause=Cause.SMOKE, kind=DeviceKind.SMOKE_DETECTOR, place="köket")
    centre.do(anna, Claim(smoke.id), minutes(2))
    centre.do(anna, Merge(smoke.id, into.id))
    into = centre.get(into)
    assert (into.alarm_class, into.cause, into.place) == (AlarmClass.ACUTE, Cause.SMOKE, "köket")


def test_a_merge_takes_the_promise_along(centre: Centre) -> None:
    into = centre.press()
    source = centre.press(minutes(1), device="unbound")
    until = T0 + timedelta(hours=2)
    centre.do(anna, Claim(source.id), minutes(2))
    centre.do(anna, MakePromise(source.id, until, "patrull"))
    centre.do(anna, Merge(source.id, into.id))
    into = centre.get(into)
    assert into.promise is not None
    assert (into.promise.until, into.promise.text, into.promise.is_broken) == (until, "patrull", False)
    assert tell(centre, into, ev.PromiseBroken(until)).is_raised


def test_of_two_promises_the_sooner_is_kept_in_sight(centre: Centre) -> None:
    into, source = centre.press(), centre.press(minutes(1), device="unbound")
    for case, hours in ((into, 1), (source, 2)):
        centre.do(anna, Claim(case.id), minutes(2))
        centre.do(anna, MakePromise(case.id, T0 + timedelta(hours=hours), f"{hours}"))
    centre.do(anna, Merge(source.id, into.id))
    promise = centre.get(into).promise
    assert promise is not None
    assert promise.text == "1"
    source = centre.get(source)
    assert (source.owner, source.console, source.promise) == (None, None, None)


def test_naming_joins_the_residents_own_open_case_and_frees_it_from_waiting(centre: Centre) -> None:
    own = centre.press()
    centre.do(bo, Claim(own.id), seconds(30))
    centre.do(bo, MakePromise(own.id, T0 + timedelta(hours=2), "patrull"))
    shared = centre.press(minutes(5), device="shared")
    assert shared.asks_who
    centre.do(anna, Claim(shared.id), minutes(6))
    centre.do(anna, NameResident(shared.id, own.resident, NORRBY, is_member=True))  # type: ignore[arg-type]
    own = centre.get(own)
    assert (own.presses, own.state, own.owner) == (2, State.UNACKNOWLEDGED, None)
    assert centre.get(shared).merged_into == own.id
    assert centre.open() == [own]


def test_naming_into_a_colleagues_case_stays_in_that_hand_and_must_be_seen(centre: Centre) -> None:
    own = centre.press()
    centre.do(bo, Claim(own.id), seconds(30))
    seen = centre.get(own).version
    shared = centre.press(minutes(5), device="shared")
    centre.do(anna, Claim(shared.id), minutes(6))
    centre.do(anna, NameResident(shared.id, own.resident, NORRBY, is_member=True))  # type: ignore[arg-type]
    assert centre.get(own).owner == BO
    with pytest.raises(Refused) as refused:
        centre.do(bo, Close(own.id, "question", "", seen))
    assert refused.value.reason is Reason.UNSEEN_ALARM


def test_naming_without_an_own_case_names_the_case_and_asks_no_more(centre: Centre) -> None:
    shared = centre.press(device="shared")
    centre.do(anna, Claim(shared.id), minutes(1))
    centre.do(anna, NameResident(shared.id, "bror", NORRBY, is_member=True))  # type: ignore[arg-type]
    case = centre.get(shared)
    assert (case.resident, case.asks_who, case.state) == ("bror", False, State.CLAIMED)


def test_a_split_moves_the_named_alarms_to_a_case_of_their_own(centre: Centre) -> None:
    for number in range(4):
        case = centre.press(minutes(number))
    centre.do(anna, Claim(case.id), minutes(5))
    leaving = tuple(alarm.report for alarm in case.recent[1:3])
    planned = centre.do(anna, Split(case.id, leaving))
    [to] = [CaseId(plan.body.to) for plan in planned if isinstance(plan.body, ev.CaseSplit)]
    left, split = centre.get(case), centre.get(to)
    assert (left.alarms, left.presses, split.alarms, split.presses) == (2, 2, 2, 2)
    assert tuple(alarm.report for alarm in split.recent) == leaving
    assert (split.state, split.resident, split.linked) == (State.UNACKNOWLEDGED, None, (case.id,))
    assert split.subject.kind is ev.SubjectKind.NOBODY


def test_a_case_that_waits_on_a_promise_can_be_split_by_its_owner(centre: Centre) -> None:
    centre.press()
    case = centre.press(minutes(1))
    centre.do(anna, Claim(case.id), minutes(2))
    centre.do(anna, MakePromise(case.id, T0 + timedelta(hours=1), "patrull"))
    centre.do(anna, Split(case.id, (case.recent[0].report,)))
    assert centre.get(case).state is State.WAITING


def test_a_case_whose_known_alarms_all_left_can_still_be_merged(centre: Centre) -> None:
    for number in range(RECENT_ALARMS + 2):
        case = centre.press(minutes(number))
    other = centre.press(timedelta(hours=1), device="unbound")
    centre.do(anna, Claim(case.id), timedelta(hours=2))
    centre.do(anna, Split(case.id, tuple(alarm.report for alarm in case.recent)))
    assert centre.get(case).recent == ()
    centre.do(anna, Merge(case.id, other.id))
    assert centre.get(other).alarms == 1 + 2


def test_a_case_by_hand_joins_the_persons_open_case(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, OpenByHand(NORRBY, case.resident, AlarmClass.HIGH, "dottern ringde"), minutes(2))
    joined = centre.get(case)
    assert (joined.alarms, joined.presses, joined.recent[-1].text) == (2, 1, "dottern ringde")
    planned = centre.do(anna, OpenByHand(NORRBY, None, AlarmClass.NORMAL, "okänd ringde"))
    alone = centre.case(planned)
    assert (alone.resident, alone.state, alone.cause) == (None, State.UNACKNOWLEDGED, Cause.BY_HAND)
    assert centre.case(centre.do(anna, OpenByHand(NORRBY, None, AlarmClass.NORMAL, "igen"))).id != alone.id


def test_an_event_without_its_case_is_our_fault_and_says_so() -> None:
    draft = ev.Draft(EventId("e"), "case:none", 1, T0, ANNA, NORRBY, ev.CaseClaimed(HERE))
    with pytest.raises(ValueError, match="CaseClaimed for a case that was never opened"):
        fold(None, draft)


@pytest.mark.parametrize(
    "body", [ev.SignedOut(HERE), ev.JournalRead("x"), ev.BodiesErased(ev.ErasureRule.REPORT_AGE, ())]
)
def test_what_is_about_no_case_never_changes_one(centre: Centre, body: ev.OtherBody) -> None:
    case = centre.press()
    draft = ev.Draft(EventId("e"), ev.case_subject(case.id), 2, T0, ANNA, NORRBY, body)
    with pytest.raises(ValueError, match="does not happen"):
        fold(case, draft)
