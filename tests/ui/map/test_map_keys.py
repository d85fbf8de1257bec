"""The map by keyboard, and what it tells a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.ui.map.invented_land import at
from tests.ui.map.scene import MARKS, made, whole
from ui.map.mercator import place
from ui.map.shown import Mark, MarkKind
from ui.map.view import MapView
from ui.theme import NIGHT

Key = Qt.Key


class Desk(QWidget):
    """A map between two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.view, self.after = QLineEdit(), made(900, 700), QLineEdit()
        laid = QVBoxLayout(self)
        for each in (self.before, self.view, self.after):
            laid.addWidget(each)
        self.told: list[str] = []
        self.view.mark_chosen.connect(self.told.append)
        self.resize(1000, 860)
        self.show()
        self.activateWindow()
        self.view.setFocus()
        whole(self.view)

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made_desk = Desk()
    yield made_desk
    made_desk.close()
    made_desk.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def test_arrows_move_and_plus_and_minus_enlarge(desk: Desk) -> None:
    view, moved = desk.view, []
    view.moved.connect(lambda: moved.append(1))
    start = view.eye
    desk.press(Key.Key_Right, Key.Key_Down)
    assert view.eye.x > start.x
    assert view.eye.y > start.y
    desk.press(Key.Key_Left, Key.Key_Up)
    assert view.eye.x == pytest.approx(start.x)
    desk.press(Key.Key_Plus, Key.Key_Plus, Key.Key_Minus)
    assert view.zoom == start.level / 2 + 0.5
    assert len(moved) == 7


def test_home_is_the_case_and_end_is_everybody(desk: Desk) -> None:
    view = desk.view
    view.centre_on(at(9000, 9000), 17)
    desk.press(Key.Key_Home)
    found = place(at(40, 60))
    assert found is not None
    assert (view.eye.x, view.eye.y) == pytest.approx(found)
    desk.press(Key.Key_End)
    seen = {spot.head.key for spot in view.layer.seen(view.eye, view.size())}
    assert {"samira", "kent", "lisbet", "daniel", "m"} <= seen


def test_tab_walks_by_importance_and_leaves_after_the_last(desk: Desk) -> None:
    walked = []
    while desk.view.hasFocus() and len(walked) < 20:
        desk.press(Key.Key_Tab)
        walked.append(desk.view.cursor_on)
    assert walked[:5] == ["m", "samira", "kent", "lisbet", "daniel"]
    assert walked[-1] is None
    assert desk.after.hasFocus()
    seen = len(desk.view.layer.seen(desk.view.eye, desk.view.size()))
    assert len(walked) == seen + 1


def test_tab_comes_in_at_the_first_and_back_at_the_last(desk: Desk) -> None:
    desk.before.setFocus()
    QTest.keyClick(desk.before, Key.Key_Tab)
    assert desk.view.cursor_on == "m"
    desk.after.setFocus()
    QTest.keyClick(desk.after, Key.Key_Backtab)
    assert desk.view.hasFocus()
    last = desk.view.cursor_on
    assert last not in (None, "m")
    desk.press(Key.Key_Backtab)
    assert desk.view.cursor_on not in (None, last)


def test_n_and_p_go_round(desk: Desk) -> None:
    desk.press(Key.Key_N)
    assert desk.view.cursor_on == "m"
    desk.press(Key.Key_P)
    last = desk.view.cursor_on
    assert last != "m"
    desk.press(Key.Key_N)
    assert desk.view.cursor_on == "m"


def test_enter_chooses_and_nothing_more(desk: Desk) -> None:
    desk.press(Key.Key_Return)
    assert desk.told == []
    desk.press(Key.Key_N, Key.Key_N, Key.Key_Return)
    assert desk.told == ["samira"]


def test_enter_on_a_circle_comes_nearer_until_it_opens(desk: Desk) -> None:
    view = desk.view
    view.show_marks([Mark(f"s{n}", MarkKind.STAFF, at(n * 8, 0), f"Sara {n}") for n in range(6)])
    desk.press(Key.Key_N)
    assert "6 tillsammans" in view.accessibleDescription()
    for _ in range(6):
        if len(view.layer.seen(view.eye, view.size())) == 6:
            break
        desk.press(Key.Key_Return)
    assert desk.told == []
    assert len(view.layer.seen(view.eye, view.size())) == 6


def test_those_who_stand_on_one_spot_are_chosen_one_after_another_when_there_is_no_nearer(desk: Desk) -> None:
    view = desk.view
    view.show_marks([Mark(f"s{n}", MarkKind.STAFF, at(0, 0), f"Sara {n}") for n in range(3)])
    view.centre_on(at(0, 0), 19)
    desk.press(Key.Key_N, Key.Key_Return, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert desk.told == ["s1", "s2", "s0", "s1"]
    assert "Sara 1, och 2 till här" in view.accessibleDescription()


def test_where_the_keyboard_is_has_a_light_frame_only_while_it_is_here(desk: Desk) -> None:
    view = desk.view
    desk.press(Key.Key_N, Key.Key_N, Key.Key_N)
    spot = view.layer.of("kent", view.eye, view.size())
    assert spot is not None
    edge = QPointF(spot.x - spot.side / 2 - 4, spot.y).toPoint()
    assert whole(view).pixelColor(edge).name() == NIGHT.tx1
    desk.before.setFocus()
    assert whole(view).pixelColor(edge).name() != NIGHT.tx1


def test_the_ring_stays_on_its_mark_while_marks_move(desk: Desk) -> None:
    desk.press(Key.Key_N, Key.Key_N)
    desk.view.show_marks([mark for mark in MARKS if mark.key != "arvid"])
    assert desk.view.cursor_on == "samira"


@pytest.mark.parametrize("key", [Key.Key_T, Key.Key_F8, Key.Key_1, Key.Key_Escape])
def test_other_keys_are_its_owner_s(desk: Desk, key: Key) -> None:
    heard: list[int] = []
    desk.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    desk.press(key)
    assert heard == [key]


def test_the_view_tells_how_much_there_is_and_what_the_keyboard_is_on(desk: Desk) -> None:
    view = desk.view
    assert view.accessibleName() == "Karta över Älvbro"
    assert view.accessibleDescription() == "6 ärenden och 4 i larmpersonalen på kartan."
    desk.press(Key.Key_N)
    assert view.accessibleDescription().endswith("Akut, Märta Lindqvist, valt ärende.")
    desk.press(Key.Key_N)
    assert view.accessibleDescription().endswith("Nummer 1, Samira, 6 min.")
    view.choose("daniel")
    assert view.accessibleDescription().endswith("Nummer 4, Daniel, gammalt läge, för 18 min sedan.")
    view.choose(None)
    assert view.accessibleDescription() == "6 ärenden och 4 i larmpersonalen på kartan."


def test_choosing_a_mark_out_of_view_brings_it_there(desk: Desk) -> None:
    view: MapView = desk.view
    view.centre_on(at(6000, 6000), 16)
    assert view.layer.seen(view.eye, view.size()) == []
    view.choose("kent")
    assert "kent" in {spot.head.key for spot in view.layer.seen(view.eye, view.size())}
