"""F1: the table of keys is readable at any size, and nothing that is typed reaches what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from ui.frame.keys_overlay import KeyLine, KeysOverlay, in_columns
from ui.style import style_sheet
from ui.theme import NIGHT, Look, Theme
from ui.widgets.parts import KeyCap, column
from ui.words import Words

Key = Qt.Key


def group(title: str, count: int) -> tuple[str, tuple[KeyLine, ...]]:
    return title, tuple(KeyLine(f"{title}{number}", f"Gör {number}") for number in range(count))


TABLE: Sequence[tuple[str, Sequence[KeyLine]]] = (
    ("Ärendet", (KeyLine("F1", "Tangenter"), KeyLine("F2", "Ta nästa", "Ingen väntar på svar"))),
    group("Nå", 4), group("Förloppet", 5), group("Övrigt", 22),
)  # fmt: skip


class Desk(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.look = Look(theme, self)
        self.setStyleSheet(style_sheet(theme))
        self.note = QPlainTextEdit("halvskriven")
        column(self).addWidget(self.note)
        self.keys = KeysOverlay(self.look, Words(), self)
        self.pressed: list[str] = []
        for key in ("Esc", "F1", "F3", "Ctrl+R"):
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _=False, name=key: self.pressed.append(name))
            self.addAction(action)


def opened(scale: float = 1.0, width: int = 1366, height: int = 768) -> Iterator[Desk]:
    made = Desk(Theme(NIGHT, scale))
    made.resize(width, height)
    made.show()
    made.activateWindow()
    made.note.setFocus()
    made.keys.show_keys(TABLE)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 52)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    yield from opened()


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = desk.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_nothing_that_is_typed_reaches_the_covered_field(desk: Desk) -> None:
    for key in (Key.Key_A, Key.Key_Space, Key.Key_Return, Key.Key_Backspace, Key.Key_Tab, Key.Key_Delete):
        press(desk, key)
    assert desk.note.toPlainText() == "halvskriven"
    assert not desk.note.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F1])
def test_esc_and_f1_close_and_give_the_keyboard_back(desk: Desk, key: Qt.Key) -> None:
    press(desk, key)
    assert not desk.keys.isVisible()
    assert desk.focusWidget() is desk.note
    assert desk.pressed == []


def test_a_deeds_own_key_is_still_the_windows(desk: Desk) -> None:
    press(desk, Key.Key_F3)
    press(desk, Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert desk.pressed == ["F3", "Ctrl+R"]


def test_hiding_it_gives_the_keyboard_back(desk: Desk) -> None:
    desk.keys.hide()
    assert desk.focusWidget() is desk.note


def test_a_press_beside_the_box_sends_it_away(desk: Desk) -> None:
    QTest.mouseClick(desk.keys, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert not desk.keys.isVisible()


def test_every_key_stands_there_and_why_it_does_nothing(desk: Desk) -> None:
    assert len(desk.keys.findChildren(KeyCap)) == sum(len(lines) for _, lines in TABLE)
    said = [label.text() for label in desk.keys.findChildren(QLabel)]
    assert "Ingen väntar på svar" in said
    assert "F2 Ta nästa Ingen väntar på svar" in desk.keys.accessibleDescription()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366), (2.0, 1366), (0.8, 1920), (2.0, 1000)])
def test_it_fits_and_the_last_key_is_reached_by_scrolling(qapp: QApplication, scale: float, width: int) -> None:
    for desk in opened(scale, width):
        assert desk.rect().contains(desk.keys.box.geometry())
        press(desk, Key.Key_End)
        last = desk.keys.findChildren(KeyCap)[-1]
        for cap in (last, *desk.keys.findChildren(KeyCap)):
            left = cap.mapTo(desk.keys.box, QPoint(0, 0)).x()
            assert left >= 0
            assert left + cap.width() <= desk.keys.box.width()
        bottom = last.mapTo(desk.keys._scroll.viewport(), QPoint(0, last.height())).y()
        assert bottom <= desk.keys._scroll.viewport().height()


def test_groups_fill_columns_and_only_a_long_one_is_split() -> None:
    groups = (group("a", 4), group("b", 4), group("c", 5), group("d", 20))
    filled = in_columns(groups, 4)
    assert len(filled) == 4
    assert [[title for title, _ in each] for each in filled] == [["a", "b"], ["c", "d"], [""], [""]]
    assert sum(len(lines) for each in filled for _, lines in each) == 33
    assert [len(in_columns(groups, columns)) for columns in (1, 2, 3)] == [1, 2, 3]
    assert in_columns((), 3) == []
