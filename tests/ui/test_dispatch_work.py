"""Dispatch by keys: nobody is sent by one key, everything that was said stands there, and every refusal is in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.domain.ids import CaseId
from console.domain.order import OrderKind
from console.domain.plan import Act
from console.domain.refused import Reason, Refused
from console.domain.responder import Duty
from console.domain.task import TaskMark, TaskState
from tests.ui import dispatch_scene as scene
from tests.ui.conftest import open_window, shut
from tests.ui.dispatch_scene import DANIEL, KENT, MARTA, SAMIRA, TASK, Key, press, settle
from tests.ui.every_view import sit_down
from tests.ui.fakes import Clock, FakeOffice
from tests.ui.plan_kit import laid
from ui.frame.top_bar import MAP
from ui.main_window import MainWindow, Site

PATIENCE_S = 60
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialled() -> list[str]:
    return []


@pytest.fixture
def window(qapp: QApplication, office: FakeOffice, clock: Clock, dialled: list[str]) -> Iterator[MainWindow]:
    def dial(number: str) -> bool:
        dialled.append(number)
        return True

    made = open_window(office, clock, site=Site(is_demo=True, dial=dial))
    yield made
    shut(made)


async def begin(window: MainWindow, office: FakeOffice, case: CaseId = MARTA) -> None:
    await sit_down(window, office)
    scene.tell_night(office)
    window.stage.queue.view.follow(None)
    window.stage.queue.view.follow(case)
    for _ in range(200):
        await settle(1)
        if case != MARTA or window.beside.dispatch._reader.candidates():
            break
    await settle()


def said(window: MainWindow) -> str:
    return window.stage.status.said()


def texts(part: QWidget) -> str:
    return " | ".join(each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part))


def told_rows(view: QWidget) -> list[str]:
    model = view.model()  # type: ignore[attr-defined]
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(number, 0), role)) for number in range(model.rowCount())]


def lit(window: MainWindow) -> list[str]:
    return [key for key, button in window.stage.row.keys.items() if button.is_lit()]


async def test_one_key_sends_nobody_a_refusal_is_told_in_words_and_the_second_sends_the_nearest(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    assert window.stage.view() == MAP
    assert office.sent_orders == []
    assert lit(window) == ["F8"]
    assert window.stage.row.keys["F8"].label() == "Skicka Samira"
    office.dispatch_fails_with = Refused(Reason.NOT_A_CANDIDATE, detail="no_entry")
    await press(window, Key.Key_F8)
    assert said(window) == "Den personen kan inte skickas dit: saknar låsrätt."
    assert office.sent_orders == []
    office.dispatch_fails_with = None
    await press(window, Key.Key_F8)
    assert office.sent_orders == [(OrderKind.OFFER, TASK, SAMIRA)]
    assert said(window) == "Samira Haddad är tillfrågad"


async def test_the_ranking_says_why_and_how_sure_in_words_and_so_do_the_right_column_and_the_table(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office)
    told = texts(window.stage.staff)
    assert "4 kan åka, 3 uteslutna" in told
    assert "Eva Holm: rast" in told
    assert "Täckning: Öster tunn" in told
    names = [each.accessibleName() for each in window.stage.staff.near.rows.findChildren(QWidget)]
    assert "1. Samira Haddad, 6 min, Ledig, låsrätt, delegering, 20 s sedan" in names
    await press(window, Key.Key_F8)
    rows = told_rows(window.stage.dispatch.column.list)
    assert rows[0] == "1. Samira Haddad, 6 min, Ledig, låsrätt, delegering, 20 s sedan"
    assert rows[3] == "4. Daniel Mora, ~14 min, Osäker tid, läget är gammalt, 18 min sedan"
    told = texts(window.stage.dispatch.column)
    assert "Uteslutna: Eva Holm rast, Yusuf Ali saknar delegering syrgas, Mona Sand saknar låsrätt" in told
    assert "Frågar Samira först. Sedan Kent, sedan gruppen Nattpatrull, sedan samtal, sedan trafikledaren." in told
    await press(window, Key.Key_T)
    rows = told_rows(window.stage.dispatch.table.list)
    assert rows[0] == "Larmpersonal 7"
    assert any(row.startswith("Daniel Mora") and "~14 min" in row and "Svarar inte" in row for row in rows)
    assert any(row.startswith("Mona Sand") and "Saknar låsrätt" in row for row in rows)
    assert any(row.startswith("Öster, Tunn, 1 nåbara, 1 osäkra, 14 av 33 i risk") for row in rows)
    await press(window, Key.Key_T)
    assert not window.stage.dispatch.is_table_shown()


@pytest.mark.parametrize("way", ["digit", "arrow"])
async def test_another_candidate_is_chosen_by_a_key_and_stays_chosen_while_the_ranking_is_kept_fresh(
    window: MainWindow, office: FakeOffice, clock: Clock, way: str
) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    await press(window, Key.Key_2 if way == "digit" else Key.Key_Down)
    asked = office.asked_near
    clock.go(4)
    window.refresh()
    await settle()
    assert office.asked_near == asked
    clock.go(1)
    window.refresh()
    await settle()
    assert office.asked_near == asked + 1
    await press(window, Key.Key_F8)
    assert office.sent_orders == [(OrderKind.OFFER, TASK, KENT)]


async def test_a_second_person_is_sent_only_by_a_second_press(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    for key in (Key.Key_F8, Key.Key_F8, Key.Key_2, Key.Key_F8):
        await press(window, key)
    assert len(office.sent_orders) == 1
    assert "F8 igen skickar Kent Åberg också" in said(window)
    await press(window, Key.Key_3)  # somebody else: a first press again
    await press(window, Key.Key_F8)
    assert len(office.sent_orders) == 1
    await press(window, Key.Key_F8)
    assert [who for _, _, who in office.sent_orders] == [SAMIRA, scene.LISBET]


async def test_who_is_nearest_is_never_asked_for_anothers_case(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, CaseId("c-nils"))
    asked = office.asked_near
    await press(window, Key.Key_3, CTRL)
    window.refresh()
    await settle()
    assert office.asked_near == asked
    assert "Ta ärendet för att se vem som är närmast" in texts(window.stage.dispatch.column)
    assert not window.stage.row.keys["F8"].isEnabled()
    await press(window, Key.Key_F8)
    assert office.sent_orders == []


async def test_what_has_not_left_us_is_said_and_the_seven_receipts_as_they_come_and_the_promise_is_filled_in(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office)
    for _ in range(2):
        await press(window, Key.Key_F8)
    office.tell_unsent((TASK, SAMIRA))
    await settle()
    assert "ej sänd" in told_rows(window.stage.dispatch.column.track)[0]
    assert "Ej sänd: anslutningen är bruten" in texts(window.stage.dispatch.column)
    assert "ej sänd" in "".join(told_rows(window.stage.queue.view))
    office.tell_unsent()
    await settle()
    track = window.stage.dispatch.column.track
    assert [row.split(",")[0] for row in told_rows(track)] == [
        "Erbjuden", "Levererad", "Läst", "Accepterad", "På väg", "Framme", "Klar",
    ]  # fmt: skip
    assert told_rows(track)[1].startswith("Levererad, inte än")
    scene.accept(office)
    await settle()
    rows = told_rows(track)
    assert rows[1] == "Levererad, 01:38:12, telefonen svarade på 0,6 s"
    assert "rätt till dörren gavs" in rows[3]
    assert rows[4].endswith("framme omkring 01:44, 6 min")
    assert "Samira på väg, framme 01:44" in "".join(told_rows(window.stage.queue.view))
    await press(window, Key.Key_F10)
    panel = window.place.open()
    assert panel is not None
    assert window.stage.view() == MAP
    assert panel.fields()["minutes"] == "8"
    assert panel.fields()["what"] == "Samira kommer"


async def test_what_was_said_by_phone_is_marked_after_the_call(
    window: MainWindow, office: FakeOffice, dialled: list[str]
) -> None:
    await begin(window, office)
    await scene.climbed(window, office)
    assert "ring" in "".join(told_rows(window.stage.queue.view))
    await press(window, Key.Key_2)
    await press(window, Key.Key_F5)
    assert dialled == ["+46701740701"]
    assert lit(window) == ["F9"]
    await press(window, Key.Key_F9)
    await press(window, Key.Key_1)
    panel = window.place.open()
    assert panel is not None
    panel.minutes.setText("9")  # type: ignore[attr-defined]
    await press(window, Key.Key_F9)
    case = office.board.get(MARTA)
    assert case is not None
    task = case.tasks[0]
    assert (task.responder, task.by_phone, task.state) == (KENT, True, TaskState.ACCEPTED)
    assert window.place.open() is None


async def test_a_task_is_called_back_with_a_reason(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.cancelling(window, office)
    await press(window, Key.Key_F8, CTRL | SHIFT)
    case = office.board.get(MARTA)
    assert case is not None
    assert case.tasks[0].is_open
    QTest.keyClicks(window.focusWidget(), "Dottern hjalper")
    await press(window, Key.Key_F8, CTRL | SHIFT)
    case = office.board.get(MARTA)
    assert case is not None
    assert case.tasks[0].state is TaskState.CANCELLED
    assert any("Dottern hjalper" in line.text for line in window.work.records.lines())
    window.drafts.save_now()
    await settle()


async def test_somebody_else_goes_instead(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.rerouting(window, office)
    await press(window, Key.Key_3)
    await press(window, Key.Key_F8, SHIFT)
    case = office.board.get(MARTA)
    assert case is not None
    assert [offer.responder for offer in case.tasks[0].asked()] == [scene.LISBET]
    assert case.tasks[0].responder is None


async def test_the_plans_step_is_done_by_its_own_key(window: MainWindow, office: FakeOffice) -> None:
    office.laid = laid("press", presses=8)
    await begin(window, office)
    await press(window, Key.Key_F9)
    steps = [each.step for each in window.work.records.plans.standings()]
    at = next(number for number, step in enumerate(steps) if step.act is Act.DISPATCH)
    window.deeds.plan.choose(at + 1)
    window.work.settling.chosen_by_hand()
    office.clock.go(2)
    await press(window, Key.Key_F9)
    assert window.stage.view() == MAP
    await press(window, Key.Key_F9)
    assert [who for _, _, who in office.sent_orders] == [SAMIRA]
    case = office.board.get(MARTA)
    assert case is not None
    assert case.tasks[0].step == steps[at].id


async def test_duty_is_set_for_somebody_whose_phone_cannot(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    await press(window, Key.Key_4)
    await press(window, Key.Key_U, CTRL | SHIFT)
    await press(window, Key.Key_3)
    await press(window, Key.Key_U, CTRL | SHIFT)
    assert next(row.duty for row in office.staff.rows if row.id == DANIEL) is Duty.OFF


async def test_staff_in_danger_are_named_and_called_from_any_view(
    window: MainWindow, office: FakeOffice, dialled: list[str]
) -> None:
    await begin(window, office)
    await scene.danger(window, office)
    told = "".join(told_rows(window.stage.queue.view))
    assert "Kent Åberg, Personal, Överfall" in told
    assert "Ingen att skicka: Öster" in told
    assert "14 i risk" in told
    await press(window, Key.Key_1, CTRL)
    await press(window, Key.Key_F5)
    assert dialled == ["+46701740701"]


async def test_nothing_of_the_staff_stays_when_nobody_sits_here(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F8)
    assert window.words.roster.names
    office.sit(None)
    await settle()
    assert not window.words.roster.names
    assert not told_rows(window.stage.dispatch.column.list)


async def test_a_panel_stands_in_a_screen_that_is_made_anew(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await scene.calling(window, office)
    window.rebuild()
    await settle()
    panel = window.place.open()
    assert panel is not None
    assert panel.fields()["mark"] == TaskMark.ACCEPTED.value
