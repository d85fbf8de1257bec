"""Each rule that says no, with its reason; and that nothing changes when it does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.ground import LONGEST_TEXT
from console.domain.ids import CENTRE, CaseId, OperatorId, ResidentId
from console.domain.operator import Role
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
    decide,
)
from tests.builders import ANNA, BO, NORRBY, SODERBY, T0, Centre, device, ground, minutes, operator, seconds

anna, bo = operator("anna"), operator("bo")
technician = operator("tage", Role.TECHNICIAN)


@pytest.fixture
def centre() -> Centre:
    return Centre(
        device(resident="astrid"),
        device("dev-2", resident="bror"),
        device("shared", household="home-1"),
        households={"home-1": ("astrid", "bror")},
    )


@pytest.fixture
def mine(centre: Centre) -> Case:
    """A case that Anna has."""
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    return centre.get(case)


def refused(centre: Centre, step: Step, who: object = anna, **more: object) -> Refused:
    """The refusal of the step; the board must stand as it stood."""
    before = centre.board.snapshot()
    with pytest.raises(Refused) as found:
        centre.do(who, step, **more)  # type: ignore[arg-type]
    assert centre.board.snapshot() == before
    return found.value


ON_A_CASE: list[Callable[[CaseId], Step]] = [
    Claim,
    Release,
    lambda case: HandOver(case, BO),
    lambda case: TakeOver(case, "rast"),
    lambda case: Note(case, "ringde"),
    lambda case: MakePromise(case, T0 + timedelta(hours=9), "patrull"),
    KeepPromise,
    lambda case: Close(case, "question", "", 999),
    lambda case: NameResident(case, ResidentId("bror"), NORRBY, True),
    lambda case: Merge(case, CaseId("other")),
    lambda case: Split(case, ()),
    lambda case: Link(case, CaseId("other")),
]
NAMES = ["claim", "release", "hand_over", "take_over", "note", "promise", "keep", "close", "name", "merge", "split",
         "link"]  # fmt: skip


@pytest.mark.parametrize("make", ON_A_CASE, ids=NAMES)
def test_a_step_on_an_unknown_case_is_refused(centre: Centre, make: Callable[[CaseId], Step]) -> None:
    assert refused(centre, make(CaseId("nowhere")), colleagues=[bo]).reason is Reason.NO_SUCH_CASE


@pytest.mark.parametrize(
    "make",
    [
        make
        for make, name in zip(ON_A_CASE, NAMES, strict=True)
        if name not in ("claim", "take_over", "note", "link", "merge")
    ],
)
def test_what_an_owner_does_is_refused_to_all_others_with_the_owners_id(
    centre: Centre, mine: Case, make: Callable[[CaseId], Step]
) -> None:
    no = refused(centre, make(mine.id), bo, colleagues=[anna])
    assert (no.reason, no.owner) == (Reason.OWNED_BY_OTHER, ANNA)
    centre.do(anna, Release(mine.id))
    assert refused(centre, make(mine.id), bo, colleagues=[anna]).reason is Reason.NOT_OWNED


@pytest.mark.parametrize(
    "make", [make for make, name in zip(ON_A_CASE, NAMES, strict=True) if name not in ("note", "link", "merge")]
)
def test_a_closed_case_refuses_every_step_but_notes_and_links(
    centre: Centre, mine: Case, make: Callable[[CaseId], Step]
) -> None:
    centre.do(anna, Close(mine.id, "question", "", mine.version))
    for who in (anna, bo):
        assert refused(centre, make(mine.id), who, colleagues=[anna, bo]).reason is Reason.CASE_CLOSED


def test_a_note_and_a_link_are_written_on_a_closed_case(centre: Centre, mine: Case) -> None:
    centre.do(anna, Close(mine.id, "question", "", mine.version))
    other = centre.press(minutes(1), device="dev-2")
    centre.do(bo, Note(mine.id, "dottern ringde"))
    centre.do(bo, Link(mine.id, other.id))
    assert centre.get(mine).linked == (other.id,)
    assert centre.get(other).linked == (mine.id,)


def test_the_loser_of_a_claim_is_told_who_has_it(centre: Centre, mine: Case) -> None:
    no = refused(centre, Claim(mine.id), bo)
    assert (no.reason, no.owner) == (Reason.OWNED_BY_OTHER, ANNA)
    centre.do(anna, MakePromise(mine.id, T0 + timedelta(hours=1), "patrull"))
    assert refused(centre, Claim(mine.id), bo).owner == ANNA


def test_who_claims_an_own_case_again_is_told_so_and_may_take_it_out_of_waiting(centre: Centre, mine: Case) -> None:
    assert refused(centre, Claim(mine.id)).reason is Reason.ALREADY_YOURS
    centre.do(anna, MakePromise(mine.id, T0 + timedelta(hours=1), "patrull"))
    centre.do(anna, Claim(mine.id))
    assert centre.get(mine).promise is not None


def test_a_case_is_not_closed_without_an_outcome_of_its_municipality(centre: Centre, mine: Case) -> None:
    assert refused(centre, Close(mine.id, "", "", mine.version)).reason is Reason.OUTCOME_MISSING
    assert refused(centre, Close(mine.id, "went_home", "", mine.version)).reason is Reason.OUTCOME_UNKNOWN


def test_an_alarm_since_the_operator_looked_refuses_the_close(centre: Centre, mine: Case) -> None:
    centre.press(minutes(1))
    no = refused(centre, Close(mine.id, "question", "", mine.version))
    assert (no.reason, no.detail) == (Reason.UNSEEN_ALARM, "2")
    centre.do(anna, Close(mine.id, "question", "", centre.get(mine).version))


def test_a_note_since_the_operator_looked_does_not_refuse_the_close(centre: Centre, mine: Case) -> None:
    centre.do(bo, Note(mine.id, "jag ringer dottern"))
    centre.do(anna, Close(mine.id, "question", "", mine.version))
    assert not centre.get(mine).is_open


@pytest.mark.parametrize("next_step", ["", "   ", "\n"])
def test_no_contact_asks_for_a_next_step(centre: Centre, mine: Case, next_step: str) -> None:
    assert refused(centre, Close(mine.id, "no_contact", next_step, mine.version)).reason is Reason.NEXT_STEP_MISSING
    centre.do(anna, Close(mine.id, "no_contact", " patrull åker dit ", mine.version))
    assert centre.journal[-1].body == ev.CaseClosed("no_contact", "patrull åker dit")


@pytest.mark.parametrize(
    "make",
    [
        lambda case, text: Note(case.id, text),
        lambda case, text: MakePromise(case.id, T0 + timedelta(hours=1), text),
        lambda case, text: Close(case.id, "question", text, 999),
        lambda case, text: OpenByHand(NORRBY, None, AlarmClass.HIGH, text),
    ],
    ids=["note", "promise", "close", "by_hand"],
)
def test_a_text_that_is_too_long_is_refused(centre: Centre, mine: Case, make: Callable[[Case, str], Step]) -> None:
    assert refused(centre, make(mine, "x" * (LONGEST_TEXT + 1))).reason is Reason.TEXT_TOO_LONG
    centre.do(anna, make(mine, "x" * LONGEST_TEXT))


def test_a_note_a_promise_and_a_case_by_hand_need_words(centre: Centre, mine: Case) -> None:
    assert refused(centre, Note(mine.id, "  ")).reason is Reason.TEXT_MISSING
    assert refused(centre, MakePromise(mine.id, T0 + minutes(9), "")).reason is Reason.TEXT_MISSING
    assert refused(centre, OpenByHand(NORRBY, None, AlarmClass.HIGH, " ")).reason is Reason.TEXT_MISSING


def test_a_promise_lies_ahead(centre: Centre, mine: Case) -> None:
    for until in (centre.at, centre.at - seconds(1)):
        assert refused(centre, MakePromise(mine.id, until, "patrull")).reason is Reason.PROMISE_NOT_AHEAD


def test_only_a_promise_that_was_made_can_be_kept(centre: Centre, mine: Case) -> None:
    assert refused(centre, KeepPromise(mine.id)).reason is Reason.NO_PROMISE


def test_a_case_is_handed_only_to_a_known_colleague_with_the_grant(centre: Centre, mine: Case) -> None:
    elsewhere = operator("cia", municipalities=[SODERBY])
    assert refused(centre, HandOver(mine.id, OperatorId("ghost"))).reason is Reason.NO_SUCH_OPERATOR
    assert refused(centre, HandOver(mine.id, elsewhere.id), colleagues=[elsewhere]).reason is Reason.NOT_GRANTED
    assert refused(centre, HandOver(mine.id, technician.id), colleagues=[technician]).reason is Reason.NOT_GRANTED
    assert refused(centre, HandOver(mine.id, ANNA), colleagues=[anna]).reason is Reason.ALREADY_YOURS


def test_a_take_over_needs_a_reason_an_owner_and_another(centre: Centre, mine: Case) -> None:
    assert refused(centre, TakeOver(mine.id, " "), bo).reason is Reason.REASON_MISSING
    assert refused(centre, TakeOver(mine.id, "rast"), anna).reason is Reason.ALREADY_YOURS
    centre.do(bo, TakeOver(mine.id, "rast"))
    assert centre.get(mine).owner == BO
    assert centre.journal[-1].body == ev.CaseTakenOver(ANNA, "rast", ground(bo).console)
    centre.do(bo, Release(mine.id))
    assert refused(centre, TakeOver(mine.id, "rast")).reason is Reason.NOT_OWNED


def test_a_resident_is_named_in_the_household_and_the_municipality(centre: Centre) -> None:
    shared = centre.press(device="shared")
    centre.do(anna, Claim(shared.id))
    stranger = NameResident(shared.id, ResidentId("cesar"), NORRBY, is_member=False)
    assert refused(centre, stranger).reason is Reason.NOT_IN_HOUSEHOLD
    elsewhere = NameResident(shared.id, ResidentId("bror"), SODERBY, is_member=True)
    assert refused(centre, elsewhere).reason is Reason.NOT_SAME_MUNICIPALITY


def test_a_case_about_a_resident_needs_no_name(centre: Centre, mine: Case) -> None:
    step = NameResident(mine.id, ResidentId("bror"), NORRBY, is_member=True)
    assert refused(centre, step).reason is Reason.NOTHING_TO_DO


def test_who_is_behind_an_unknown_device_can_be_named_freely(centre: Centre) -> None:
    case = centre.press(device="stranger")
    centre.do(anna, Claim(case.id))
    centre.do(anna, NameResident(case.id, ResidentId("cesar"), NORRBY, is_member=False))
    assert centre.get(case).resident == "cesar"


def test_a_merge_is_for_two_open_cases_of_people_in_one_municipality(centre: Centre, mine: Case) -> None:
    assert refused(centre, Merge(mine.id, mine.id)).reason is Reason.NO_SUCH_CASE
    fault = centre.press(cause=Cause.BATTERY_LOW)
    assert refused(centre, Merge(mine.id, fault.id)).reason is Reason.PERSON_LANE_ONLY
    other = centre.press(device="unbound")
    centre.do(bo, Claim(other.id))
    no = refused(centre, Merge(mine.id, other.id))
    assert (no.reason, no.owner) == (Reason.OWNED_BY_OTHER, BO)
    centre.do(bo, Close(other.id, "question", "", centre.get(other).version))
    assert refused(centre, Merge(mine.id, other.id)).reason is Reason.CASE_CLOSED
    both = operator("anna", municipalities=[NORRBY, SODERBY])
    there = centre.press(municipality=SODERBY)
    assert refused(centre, Merge(mine.id, there.id), both).reason is Reason.NOT_SAME_MUNICIPALITY


def test_two_people_are_never_made_one_case(centre: Centre, mine: Case) -> None:
    other = centre.press(device="dev-2")
    assert refused(centre, Merge(mine.id, other.id)).reason is Reason.DIFFERENT_PEOPLE


def test_a_split_leaves_something_and_takes_something(centre: Centre, mine: Case) -> None:
    assert refused(centre, Split(mine.id, ())).reason is Reason.NOTHING_TO_SPLIT
    assert refused(centre, Split(mine.id, (ReportKey("no", "such"),))).reason is Reason.NOTHING_TO_SPLIT
    assert refused(centre, Split(mine.id, (mine.recent[0].report,))).reason is Reason.NOTHING_TO_SPLIT


def test_a_technician_may_not_write_a_link_on_a_persons_case(centre: Centre, mine: Case) -> None:
    fault = centre.press(minutes(1), cause=Cause.BATTERY_LOW)
    assert refused(centre, Link(fault.id, mine.id), technician).reason is Reason.NOT_GRANTED
    centre.do(technician, Claim(fault.id))


def test_the_centres_own_cases_are_everybodys_who_handles_technical_ones(centre: Centre) -> None:
    case = centre.press(municipality="atlantis", cause=Cause.BATTERY_LOW)
    assert case.municipality == CENTRE
    centre.do(operator("cia", municipalities=[SODERBY]), Claim(case.id))
    assert centre.get(case).owner == "cia"
    night = operator("nils", Role.NIGHT_SUPERVISION)
    assert refused(centre, Note(case.id, "x"), night).reason is Reason.NOT_GRANTED


def test_a_case_by_hand_for_no_municipality_of_ours_is_refused(centre: Centre) -> None:
    step = OpenByHand(SODERBY, None, AlarmClass.HIGH, "ringde")
    assert refused(centre, step).reason is Reason.NOT_GRANTED


def test_a_decision_alone_changes_nothing(centre: Centre, mine: Case) -> None:
    before = centre.board.snapshot()
    planned = decide(Note(mine.id, "ringde"), Overlay(centre.board), ground(anna))
    assert [plan.body for plan in planned] == [ev.NoteWritten("ringde")]
    assert centre.board.snapshot() == before
