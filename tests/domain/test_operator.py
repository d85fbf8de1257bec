"""Grants: what no role allows is refused, everywhere, and changes nothing."""

import contextlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.ids import CENTRE, MunicipalityId, OperatorId, ResidentId
from console.domain.operator import ALLOWED, Act, Grant, Operator, Role
from console.domain.queue import Queue
from console.domain.refused import Reason, Refused
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
from tests.builders import BO, NORRBY, SODERBY, T0, Centre, device, minutes, operator

anna, bo = operator("anna"), operator("bo")
grants = st.frozensets(
    st.builds(Grant, st.sampled_from([NORRBY, SODERBY, MunicipalityId("tredje")]), st.sampled_from(Role)), max_size=4
)
operators = st.builds(Operator, st.just(OperatorId("anyone")), st.just("Anyone"), grants)


def steps_on(centre: Centre, lane: Lane) -> list[Step]:
    """Every kind of step, on a case of that lane that stands so that its owner could do it."""
    [case] = centre.open(lane)
    [other] = [one for one in centre.open() if one.id != case.id]
    return [
        Claim(case.id),
        Release(case.id),
        HandOver(case.id, BO),
        TakeOver(case.id, "rast"),
        Note(case.id, "ringde"),
        MakePromise(case.id, T0 + timedelta(hours=1), "patrull"),
        KeepPromise(case.id),
        Close(case.id, "question", "", 99),
        NameResident(case.id, ResidentId("bror"), NORRBY, True),
        Merge(case.id, other.id),
        Split(case.id, tuple(alarm.report for alarm in case.recent)),
        Link(case.id, other.id),
        OpenByHand(NORRBY, None, AlarmClass.HIGH, "ringde"),
    ]


@pytest.mark.parametrize("lane", [Lane.PERSON, Lane.TECHNICAL])
@given(who=operators, which=st.integers(0, 12))
def test_a_step_outside_the_grants_is_refused_and_changes_nothing(lane: Lane, who: Operator, which: int) -> None:
    centre = Centre(device(resident="astrid"))
    centre.press()
    centre.press(minutes(1), cause=Cause.BATTERY_LOW)
    step = steps_on(centre, lane)[which]
    is_person = lane is Lane.PERSON or isinstance(step, OpenByHand)
    act = Act.HANDLE_CASE if is_person else Act.HANDLE_TECHNICAL
    before = centre.board.snapshot()
    if who.may(act, NORRBY):
        with contextlib.suppress(Refused):
            centre.do(who, step, colleagues=[bo])
            return
    else:
        with pytest.raises(Refused) as refused:
            centre.do(who, step, colleagues=[bo])
        assert refused.value.reason is Reason.NOT_GRANTED
    assert centre.board.snapshot() == before


@given(who=operators)
def test_the_queue_shows_no_case_outside_the_grants(who: Operator) -> None:
    centre = Centre(device(resident="astrid"))
    for municipality in (NORRBY, SODERBY):
        centre.press(municipality=municipality)
        centre.press(municipality=municipality, cause=Cause.BATTERY_LOW)
    queue = Queue(who, {})
    for case in centre.open():
        queue.put(case, (), "", T0)
    for row in queue.rows():
        act = Act.HANDLE_TECHNICAL if row.lane is Lane.TECHNICAL else Act.HANDLE_CASE
        assert any(grant.municipality == row.municipality and act in ALLOWED[grant.role] for grant in who.grants)
    for case in centre.open():
        act = Act.HANDLE_TECHNICAL if case.lane is Lane.TECHNICAL else Act.HANDLE_CASE
        is_due = who.may(act, case.municipality) and who.may(Act.SEE_QUEUE, case.municipality)
        assert (queue.row(case.id) is not None) is is_due


@given(who=operators, act=st.sampled_from(Act))
def test_require_and_may_and_municipalities_say_the_same(who: Operator, act: Act) -> None:
    for municipality in (NORRBY, SODERBY, MunicipalityId("nowhere")):
        assert who.may(act, municipality) is (municipality in who.municipalities(act))
        if who.may(act, municipality):
            who.require(act, municipality)
        else:
            with pytest.raises(Refused) as refused:
                who.require(act, municipality)
            assert refused.value.reason is Reason.NOT_GRANTED


@given(who=operators, act=st.sampled_from(Act))
def test_the_centres_own_is_everybodys_who_may_somewhere(who: Operator, act: Act) -> None:
    assert who.may(act, CENTRE) is bool(who.municipalities(act))


def test_a_technician_handles_faults_and_neither_reads_nor_unmasks_people() -> None:
    assert not ALLOWED[Role.TECHNICIAN] & {Act.READ_RESIDENT, Act.HANDLE_CASE, Act.UNMASK_PROTECTED, Act.TAKE_OVER}


def test_an_auditor_reads_the_journal_and_touches_no_case() -> None:
    assert not ALLOWED[Role.AUDITOR] & {Act.SEE_QUEUE, Act.HANDLE_CASE, Act.HANDLE_TECHNICAL, Act.READ_RESIDENT}


def test_every_role_and_every_act_is_used() -> None:
    assert set(ALLOWED) == set(Role)
    assert frozenset().union(*ALLOWED.values()) == set(Act)
