"""What an operator sees of dispatch with a real map and moving staff: the case is in sight, the key means who is read,
and nothing is told that does not hold any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain import events as ev
from console.domain.escalation import Rung
from console.domain.land import LandInfo, Point
from console.domain.order import OrderKind
from console.domain.ranking import Barred, Exclusion
from console.domain.staff_board import Near
from console.domain.task import Need, TaskRung, Withdrawal
from console.domain.task_rules import TASK_STEP
from tests.ui import dispatch_scene as scene
from tests.ui.conftest import open_window, shut
from tests.ui.dispatch_scene import EVA, HOME, KENT, LISBET, MARTA, SAMIRA, TASK, Key, press, settle
from tests.ui.fakes import Clock, FakeOffice, night
from tests.ui.test_dispatch_work import CTRL, SHIFT, begin, lit, said, texts, told_rows
from ui.main_window import MainWindow, Site
from ui.theme import NIGHT, Look, Theme
from ui.widgets.panel import Choices
from ui.words import Words
from ui.words.timeline import Teller

FAR_LAND = LandInfo("Älvbro", "påhittad", "2026-11-22", 61.0, 14.0, 63.5, 16.5, 8, 18)
"""Its middle is far from where Märta lives."""


@pytest.fixture
def window(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[MainWindow]:
    made = open_window(office, clock, site=Site(is_demo=True))
    yield made
    shut(made)


def is_seen(window: MainWindow, place: Point) -> bool:
    south, west, north, east = window.stage.dispatch.map.seen
    return south <= place.latitude <= north and west <= place.longitude <= east


def nearer(office: FakeOffice, *order: object) -> None:
    """The ranking in another order; the first is four minutes away."""
    near = office.near[MARTA]
    by_id = {one.responder: one for one in near.ranking.candidates}
    ordered = [by_id[one] for one in order]  # type: ignore[index]
    candidates = tuple(replace(one, rank=at, minutes=3 + at) for at, one in enumerate(ordered, start=1))
    office.near[MARTA] = replace(near, ranking=replace(near.ranking, candidates=candidates))


async def later(window: MainWindow, clock: Clock, seconds: float) -> None:
    clock.go(seconds)
    window.refresh()
    await settle()


async def test_the_case_is_in_sight_also_where_the_map_comes_after_it(window: MainWindow, office: FakeOffice) -> None:
    office.map = FAR_LAND
    await begin(window, office)
    await press(window, Key.Key_F8)
    await settle(20)
    assert is_seen(window, HOME)


async def test_where_somebody_with_a_protected_identity_lives_is_not_on_the_map(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office)
    at = office.clock.now()
    board = replace(office.staff, cases=())
    row = next(row for row in window.model.rows() if row.case == MARTA)
    work = window.beside.dispatch._kit.work
    hidden = replace(row, people=tuple(replace(one, is_masked=True, name="") for one in row.people))
    office.near[MARTA] = Near(MARTA, Need(), scene.ranking(at), HOME, is_protected=True)
    office.tell_staff(board)
    await press(window, Key.Key_F8)
    await settle(20)
    shown = window.beside.dispatch._map
    assert [place.place for place in shown._places(board) if work.row is not None] == [HOME], "named, it is"
    work.row = hidden
    assert list(shown._places(board)) == []
    assert list(shown._drawn()) == []


async def test_who_is_sent_is_in_sight(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    window.stage.dispatch.map.centre_on(HOME, 17)
    lisbet = next(row.place for row in office.staff.rows if row.id == LISBET)
    assert lisbet is not None
    assert not is_seen(window, lisbet)
    await press(window, Key.Key_3)
    await later(window, clock, 1)
    assert is_seen(window, lisbet)
    assert is_seen(window, HOME)


async def test_the_key_follows_the_nearest_but_sends_nobody_in_the_moment_in_which_that_is_another(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    nearer(office, KENT, SAMIRA)
    await later(window, clock, 6)
    assert window.stage.row.keys["F8"].label() == "Skicka Kent"
    await press(window, Key.Key_F8)
    assert office.sent_orders == []
    assert said(window) == "Kent Åberg blev just den närmaste. Titta, och tryck igen"
    clock.go(1)
    await press(window, Key.Key_F8)
    assert office.sent_orders == [(OrderKind.OFFER, TASK, KENT)]


async def test_the_foot_begins_with_whom_the_operator_means(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    await press(window, Key.Key_2)
    told = texts(window.stage.dispatch.column)
    assert "Frågar Kent först. Sedan Samira, sedan gruppen Nattpatrull, sedan samtal, sedan trafikledaren." in told


async def test_of_those_who_have_gone_home_nothing_is_said(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    ranking = office.near[MARTA].ranking
    excluded = (Exclusion(EVA, Barred.OFF_DUTY), *(one for one in ranking.excluded if one.responder != EVA))
    office.near[MARTA] = replace(office.near[MARTA], ranking=replace(ranking, excluded=excluded))
    await press(window, Key.Key_F8)
    told = texts(window.stage.dispatch.column)
    assert "Eva" not in told
    assert "4 av 6" in told


async def test_of_a_task_that_was_called_back_only_what_came_is_told(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.cancelling(window, office)
    QTest.keyClicks(window.focusWidget(), "Dottern kom")
    await press(window, Key.Key_F8, CTRL | SHIFT)
    await settle(20)
    told = [row.split(",")[0] for row in told_rows(window.stage.dispatch.column.track)]
    assert told == ["Erbjuden", "Levererad", "Läst", "Accepterad", "På väg"]


async def test_a_second_person_does_not_hide_the_first(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.sent(window, office)
    for key in (Key.Key_2, Key.Key_F8, Key.Key_F8):
        await press(window, key)
    assert len(office.sent_orders) == 2
    told = texts(window.stage.dispatch.column)
    assert "Skickad också: " in told


async def test_whoever_did_not_answer_twice_is_named_once(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office)
    await scene.sent(window, office)
    until = clock.now()
    for who in (KENT, SAMIRA, LISBET):
        before = SAMIRA if who is KENT else KENT if who is SAMIRA else SAMIRA
        office.append(MARTA, ev.TaskWithdrawn(TASK, before, Withdrawal.NO_ANSWER))
        office.append(MARTA, ev.TaskOffered(TASK, who, TaskRung.NEXT, until, 6, until, False))
    await later(window, clock, 1)
    assert "Tillfrågade förut: Samira, Kent svarade inte" in texts(window.stage.dispatch.column)


def test_the_timeline_says_that_it_was_the_task_that_called() -> None:
    office = FakeOffice(Clock())
    night(office)
    event = replace(office.events[0], body=ev.CaseEscalated(Rung.AGAIN, TASK_STEP))
    assert Teller(Words("sv"), {}, {}).tell(event).text == "Uppdraget: larmar igen"


async def test_for_staff_in_danger_the_next_key_is_the_call(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.danger(window, office)
    await press(window, Key.Key_F3)
    await settle(20)
    assert lit(window) == ["F5"]
    assert window.stage.row.keys["F5"].label() == "Ring Kent"


@pytest.mark.parametrize(("wide", "in_a_row"), [(1200, 4), (392, 2)])
def test_choices_stand_in_fewer_columns_where_a_text_would_be_cut(qapp: QApplication, wide: int, in_a_row: int) -> None:
    choices = Choices(["10 min, 01:52", "15 min, 01:57", "30 min, 02:12", "60 min, 02:42"], Look(Theme(NIGHT)), 4)
    choices.resize(wide, 200)
    choices.show()
    qapp.processEvents()
    top = choices.rows[0].y()
    assert sum(row.y() == top for row in choices.rows) == in_a_row
    choices.hide()
    choices.deleteLater()
