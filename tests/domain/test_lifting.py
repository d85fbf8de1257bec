"""What is lifted for whom: the newest fault of their own, or one made for it; never twice, and never past a purpose."""

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.correlation import Cluster
from console.domain.ids import DeviceId, ResidentId
from console.domain.lifecycle import State
from console.domain.lifting import OWN_CASES_AT_MOST, Voiceless, is_on_purpose, lifted
from console.domain.operator import Role
from console.domain.outages import Silent, began
from console.domain.reach import ReachGround
from console.domain.risk import Peril
from console.domain.silence import About, Silence, SilenceId, SilenceKind, device_about, resident_about
from console.domain.steps import Claim, Close
from tests.builders import ANNA, NORRBY, SODERBY, T0, Centre, alarm, counter, minutes, operator
from tests.domain.test_outages import AREA, UNITS, centre, the_outage

NEW = counter("own")
G = ReachGround


def who(
    name: str = UNITS[0],
    outage: Case | None = None,
    peril: Peril | None = None,
    grounds: tuple[ReachGround, ...] = (G.HEARTBEATS_MISSED,),
) -> Voiceless:
    one = Silent((NORRBY, DeviceId(name)), DeviceKind.PERSONAL_ALARM, ResidentId(f"person-{name}"), "", T0)
    return Voiceless(ResidentId(f"person-{name}"), (one,), grounds, outage, peril)


def lift(here: Centre, *people: Voiceless) -> list[Case]:
    """The cases that are lifted after it."""
    here.commit(lifted(people, here.at, Overlay(here.board), NEW))
    return [case for case in here.open() if case.is_lifted]


def fault(here: Centre, cause: Cause, after: timedelta = timedelta()) -> None:
    here.hear(alarm(T0 + after, cause, device=UNITS[0]))


def test_the_newest_of_their_faults_is_lifted_and_only_once() -> None:
    here = centre()
    fault(here, Cause.MAINS_LOST)
    fault(here, Cause.BATTERY_FAILED, minutes(1))
    [case] = lift(here, who())
    assert (case.cause, case.alarm_class) == (Cause.BATTERY_FAILED, AlarmClass.HIGH)
    assert lift(here, who()) == [case]


def test_a_lifted_case_that_had_returned_is_lifted_anew() -> None:
    here = centre()
    fault(here, Cause.HEARTBEAT_MISSED)
    [case] = lift(here, who())
    here.hear(alarm(T0 + minutes(1), Cause.HEARTBEAT_MISSED, device=UNITS[0], is_reset=True))
    [again] = lift(here, who(grounds=(G.PATHS_DOWN,)))
    assert (again.id, again.state) == (case.id, case.state)


@pytest.mark.parametrize(
    ("ground", "cause"),
    [
        (G.HEARTBEATS_MISSED, Cause.HEARTBEAT_MISSED),
        (G.PATHS_DOWN, Cause.LINK_LOST),
        (G.POWER_GONE, Cause.BATTERY_FAILED),
    ],
)
def test_without_a_fault_that_anybody_told_of_one_is_opened(ground: ReachGround, cause: Cause) -> None:
    here = centre()
    [case] = lift(here, who(grounds=(ground,)))
    assert (case.cause, case.device, case.resident) == (cause, UNITS[0], f"person-{UNITS[0]}")


def test_two_who_share_a_device_share_the_case() -> None:
    here = centre()
    one = who()
    assert len(lift(here, one, Voiceless(ResidentId("other"), one.devices, one.grounds))) == 1


def test_what_somebody_closed_in_the_same_silence_is_not_lifted_again() -> None:
    here = centre()
    [case] = lift(here, who())
    here.do(operator(), Claim(case.id), minutes(1))
    here.do(operator(), Close(case.id, "technical_fixed", "", here.get(case).version), minutes(2))
    assert lift(here, who()) == []
    heard = Silent((NORRBY, DeviceId(UNITS[0])), DeviceKind.PERSONAL_ALARM, None, "", T0 + minutes(3))
    assert len(lift(here, Voiceless(ResidentId("a"), (heard,), (G.HEARTBEATS_MISSED,)))) == 1


def test_beside_an_outage_ten_have_a_case_and_beyond_them_only_those_of_minutes() -> None:
    here = centre()
    keys = tuple((NORRBY, DeviceId(f"many-{number:02}")) for number in range(30))
    here.commit(began(Cluster(AREA, NORRBY, keys), T0, Overlay(here.board), NEW))
    found = the_outage(here)
    perils = [Peril.MINUTES if number == 29 else Peril.NIGHT for number in range(30)]
    people = [who(key[1], found, peril) for key, peril in zip(keys, perils, strict=True)]
    cases = lift(here, *people)
    own = [case for case in cases if not case.is_outage]
    assert len(own) == OWN_CASES_AT_MOST + 1
    assert own[-1].resident == "person-many-29"
    assert [case.is_outage for case in cases].count(True) == 1
    assert lift(here, *people) == cases


def silence(kind: SilenceKind, about: About) -> Silence:
    """For an hour."""
    return Silence(SilenceId("s"), kind, NORRBY, about, (), "utbyte", ANNA, T0, T0 + minutes(60))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SilenceKind.OUT_OF_SERVICE, True),
        (SilenceKind.BY_DESIGN, True),
        (SilenceKind.SHELVED, False),
        (SilenceKind.TEST_MODE, False),
        (SilenceKind.NOTICE, False),
    ],
)
def test_only_what_was_put_out_of_service_is_on_purpose(kind: SilenceKind, expected: bool) -> None:
    one = who()
    about = device_about(NORRBY, DeviceId(UNITS[0]))
    assert is_on_purpose(one, [silence(kind, about)], T0) is expected
    assert not is_on_purpose(one, [silence(kind, about)], T0 + minutes(60))
    assert not is_on_purpose(one, [silence(kind, device_about(NORRBY, DeviceId(UNITS[1])))], T0)


def test_who_is_away_is_not_lifted() -> None:
    one = who()
    assert is_on_purpose(one, [silence(SilenceKind.ABSENT, resident_about(one.resident))], T0)
    assert not is_on_purpose(one, [silence(SilenceKind.ABSENT, resident_about(ResidentId("other")))], T0)


def test_every_lifted_case_is_told_by_an_event_of_its_own() -> None:
    here = centre()
    lift(here, who(UNITS[0]), who(UNITS[1]))
    assert sum(isinstance(event.body, ev.CaseLifted) for event in here.journal) == 2


def test_a_silence_of_another_municipality_is_no_purpose_here() -> None:
    one = who()
    away = replace(silence(SilenceKind.ABSENT, resident_about(one.resident)), municipality=SODERBY)
    put_away = replace(
        silence(SilenceKind.OUT_OF_SERVICE, device_about(NORRBY, DeviceId(UNITS[0]))), municipality=SODERBY
    )
    assert not is_on_purpose(one, [away, put_away], T0)


def test_two_who_share_one_device_and_have_one_each_have_a_case_each() -> None:
    """Whoever of them has a way again must not take the other's case along."""
    here = centre()
    first, second = who(UNITS[0]), who(UNITS[1])
    shared = who(UNITS[2]).devices
    couple = [Voiceless(one.resident, (*one.devices, *shared), (G.HEARTBEATS_MISSED,)) for one in (first, second)]
    assert [case.device for case in lift(here, *couple)] == [UNITS[0], UNITS[1]]


def test_a_fault_that_a_technician_has_is_everybodys_again_when_it_is_lifted() -> None:
    here = centre()
    fault(here, Cause.MAINS_LOST)
    [case] = here.open()
    here.do(operator("tove", Role.TECHNICIAN), Claim(case.id), minutes(1))
    [lifted_case] = lift(here, who())
    assert (lifted_case.state, lifted_case.owner, lifted_case.console) == (State.UNACKNOWLEDGED, None, None)
    assert lifted_case.waiting_since == here.at
