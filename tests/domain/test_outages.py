"""Whatever comes in any order: no person's alarm is ever in an outage, and nobody who is silent is lost in one."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain import outages
from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.correlation import LOSSES, Cluster, Place
from console.domain.ids import DeviceId
from console.domain.outages import Silent
from tests.builders import NORRBY, T0, Centre, alarm, counter, device

UNITS = tuple(f"unit-{number}" for number in range(6))
LINE = "line-1"
AREA = "norrby/Hamnen"


def centre() -> Centre:
    made = Centre(
        *(device(one, resident=f"person-{one}") for one in UNITS), device(LINE, kind=DeviceKind.BROADBAND_LINE)
    )
    places = {(NORRBY, DeviceId(one)): Place(NORRBY, "Hamnen", "trygg", DeviceKind.PERSONAL_ALARM) for one in UNITS}
    places[NORRBY, DeviceId(LINE)] = Place(NORRBY, "Hamnen", "trygg", DeviceKind.BROADBAND_LINE)
    object.__setattr__(made.knowledge, "places", places)
    return made


def the_outage(here: Centre) -> Case | None:
    return outages.open_outage(NORRBY, AREA, Overlay(here.board))


def silent(one: str) -> Silent:
    return Silent((NORRBY, DeviceId(one)), DeviceKind.PERSONAL_ALARM, None, "", T0)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("alarm"), st.sampled_from((*UNITS, LINE)), st.sampled_from(sorted(Cause))),
        st.tuples(st.just("reset"), st.sampled_from((*UNITS, LINE)), st.sampled_from(sorted(LOSSES))),
        st.tuples(st.just("cluster"), st.sampled_from(UNITS), st.none()),
        st.tuples(st.just("heard"), st.sampled_from(UNITS), st.none()),
        st.tuples(st.just("leave"), st.sampled_from(UNITS), st.none()),
    ),
    max_size=25,
)


def take(here: Centre, what: str, one: str, cause: Cause | None, new_case: object, at: datetime) -> None:
    here.at = at
    board, found = Overlay(here.board), the_outage(here)
    match what:
        case "alarm" | "reset":
            assert cause is not None
            kind = DeviceKind.BROADBAND_LINE if one == LINE else DeviceKind.PERSONAL_ALARM
            here.hear(alarm(at, cause, kind, device=one, is_reset=what == "reset"))
        case "cluster" if found is None:
            keys = tuple((NORRBY, DeviceId(each)) for each in UNITS[:5])
            here.commit(outages.began(Cluster(AREA, NORRBY, keys), at, board, new_case))  # type: ignore[arg-type]
        case "heard" if found is not None:
            here.commit(outages.returned(found, [DeviceId(one)]))
        case "leave" if found is not None:
            known = {DeviceId(each): silent(each) for each in UNITS}
            here.commit(outages.left_behind(found, known, at, board, new_case))  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(steps)
def test_no_persons_alarm_is_in_an_outage_and_nobody_silent_is_lost(
    told: list[tuple[str, str, Cause | None]],
) -> None:
    here, new_case = centre(), counter("own")
    missing: set[str] = set()
    for number, (what, one, cause) in enumerate(told):
        take(here, what, one, cause, new_case, T0 + timedelta(seconds=10 * number))
        if what == "alarm" and cause in LOSSES:
            missing.add(one)
        elif what in ("reset", "heard"):
            missing.discard(one)
    of_outages: set[str] = set()
    for case in here.board.cases.values():
        if not case.is_outage:
            continue
        assert case.lane is Lane.TECHNICAL
        assert {each.cause for each in case.recent} <= LOSSES | {Cause.AREA_OUTAGE}
        assert not any(each.is_press for each in case.recent)
        of_outages |= set(case.out) if case.is_open else set()
    singles = {case.device for case in here.open(Lane.TECHNICAL) if not case.is_outage and case.cause in LOSSES}
    assert missing <= of_outages | singles


@given(steps)
@settings(max_examples=50, deadline=None)
def test_every_alarm_is_in_exactly_one_case(told: list[tuple[str, str, Cause | None]]) -> None:
    here, new_case = centre(), counter("own")
    for number, (what, one, cause) in enumerate(told):
        before = len(here.journal)
        take(here, what, one, cause, new_case, T0 + timedelta(seconds=10 * number))
        fresh = [event.body for event in here.journal[before:]]
        taken = [body for body in fresh if isinstance(body, ev.CaseOpened | ev.AlarmJoined | ev.SelfTestFiled)]
        assert len(taken) == 1 or what != "alarm"
