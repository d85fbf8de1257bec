"""Which areas somebody can be sent to, and until when."""

from datetime import datetime

from console.domain.coverage import AreaPeople, covers
from console.domain.land import Point
from console.domain.responder import Duty, Shift, Skill, Staffed, Transport
from console.domain.staff_board import AreaCover
from tests.builders import NORRBY, T0, minutes
from tests.staff_samples import LATITUDE, LONGITUDE, position, shift, staffed

CENTRUM = AreaPeople("Centrum", 40, 9, Point(LATITUDE, LONGITUDE))
NORR = AreaPeople("Norr", 10, 3, Point(LATITUDE + 20_000 / 111_195, LONGITUDE))
"""20 km away: 40 minutes by the straight line."""


def cover(*staff: Staffed, shifts: tuple[Shift, ...] = ()) -> dict[str, AreaCover]:
    found = covers(NORRBY, (NORR, CENTRUM, AreaPeople("Tom", 0, 0)), staff, shifts, minutes(30), T0)
    assert [one.area for one in found] == ["Centrum", "Norr"]
    return {one.area: one for one in found}


def counted(one: Staffed) -> tuple[int, int]:
    found = cover(one)["Centrum"]
    return found.reachable, found.uncertain


def test_who_can_be_there_in_time_covers_an_area() -> None:
    found = cover(staffed("a"), staffed("b", where=position(north_m=20_000)), staffed("c", duty=Duty.OFF))
    assert [(one.reachable, one.is_thin, one.at_risk) for one in found.values()] == [(1, True, 9), (1, True, 3)]
    assert cover(staffed("a", transport=Transport.FOOT, where=position(north_m=4_000)))["Centrum"].is_empty


def test_what_is_not_sure_is_counted_as_uncertain() -> None:
    assert counted(staffed(where=position(T0 - minutes(10)))) == (1, 0)
    assert counted(staffed(where=position(T0 - minutes(11)))) == (0, 1)
    assert counted(staffed(is_connected=False)) == (0, 1)
    assert counted(staffed(where=None)) == (1, 0)
    assert counted(staffed(where=None, area="Okänd")) == (0, 0)


def test_the_rest_of_a_visit_and_of_a_task_is_reckoned_with() -> None:
    away = position(north_m=6_000)
    assert counted(staffed(where=away, visits=[(-5, 15)])) == (1, 0)
    assert counted(staffed(where=away, visits=[(-5, 20)])) == (0, 0)
    assert counted(staffed(where=away, tasks=1)) == (1, 0)
    assert counted(staffed(where=position(north_m=8_000), tasks=1)) == (0, 0)


def test_who_is_not_trained_covers_nothing_unless_nobodys_training_is_known() -> None:
    assert counted(staffed(skills=())) == (1, 0)
    found = cover(staffed("a", skills=()), staffed("b", skills=[Skill.NURSE], duty=Duty.OFF))
    assert found["Centrum"].is_empty


def until(hour: float) -> datetime:
    return T0 + minutes(hour * 60)


def test_it_is_said_from_when_nobody_is_there() -> None:
    """`a` covers the middle until 2, `b` the north until 8; who comes, from when, differs."""
    a = staffed("a", until=until(2))
    b = staffed("b", until=until(8), area="Norr", where=position(north_m=20_000))
    c = staffed("c", duty=Duty.OFF)
    for planned, empty in (
        ((), until(2)), ([(2, 8)], None), ([(3, 8)], until(2)), ([(1, 4), (4, 6)], until(6)), ([(2, 8), (8, 16)], None),
        ([(0.5, 8), (9, 16)], until(8)),
    ):  # fmt: skip
        shifts = tuple(shift(c.responder, since, end) for since, end in planned)
        assert cover(a, b, c, shifts=shifts)["Centrum"].empty_from == empty
    assert cover(staffed("a"), b)["Centrum"].empty_from is None
