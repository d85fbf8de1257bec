"""Which open cases are about a thing: the same as a look through all of them finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.ids import CaseId, DeviceId, MunicipalityId
from console.domain.lifecycle import State
from console.domain.open_faults import OpenFaults
from tests.builders import NORRBY, SODERBY, T0, event_alarm

KINDS = (ev.SubjectKind.DEVICE, ev.SubjectKind.AREA, ev.SubjectKind.SOURCE)
TENANTS = (NORRBY, SODERBY)


def case(number: int, state: State) -> Case:
    """What a case is about never changes: it follows from its number."""
    return Case(
        id=CaseId(f"case-{number}"), municipality=TENANTS[number % 2], lane=(*Lane, Lane.TECHNICAL)[number % 5],
        subject=ev.Subject(KINDS[number % 3], f"thing-{number % 4}"), state=state, version=1,
        alarm_class=AlarmClass.TECHNICAL, kind=DeviceKind.UNKNOWN, cause=Cause.LINK_LOST, place="",
        device=DeviceId("d"), first_at=T0, last_at=T0, waiting_since=T0, opened_at=T0, alarms=1, presses=0,
        recent=(event_alarm(T0),), last_alarm_version=1, is_test=False,
    )  # fmt: skip


@given(played=st.lists(st.builds(case, st.integers(0, 30), st.sampled_from(State)), max_size=60))
def test_they_are_what_a_look_through_all_cases_finds(played: list[Case]) -> None:
    faults, last = OpenFaults(), dict[CaseId, Case]()
    for one in played:
        known = last.get(one.id)
        if known is not None and not known.is_open:
            one = replace(one, state=State.CLOSED)  # what is closed stays so
        faults.keep(one)
        last[one.id] = one
    found = [one for one in last.values() if one.is_open and one.lane is Lane.TECHNICAL]
    for tenant in TENANTS:
        for thing in range(4):
            about = (MunicipalityId(tenant), f"thing-{thing}")
            assert faults.is_any_about(about) is any((one.municipality, one.subject.id) == about for one in found)
    assert set(faults.outages) == {one.id for one in found if one.is_outage}
