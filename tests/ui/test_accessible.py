"""The queue as a screen reader meets it, and every control as the Tab key does: seen when it has the keyboard, and in
the order in which one reads. What holds of the controls of every view is in `test_every_view`."""

from __future__ import annotations

from itertools import pairwise
from operator import ne

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from console.services import screen
from tests.ui.controls import controls, what_of
from tests.ui.every_view import DESK, MARTA, back, press, settle, sit_down
from tests.ui.fakes import ELLEN, FakeOffice
from ui.main_window import MainWindow

PATIENCE_S = 120
Key = Qt.Key


async def test_every_row_and_head_of_the_queue_is_heard_as_what_it_is(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    view = window.stage.queue.view
    found = QAccessible.queryAccessibleInterface(view)
    told = [found.child(number).text(QAccessible.Text.Name) for number in range(found.childCount())]
    assert len(told) == window.stage.queue.model.rowCount()
    assert all(text.strip() for text in told)
    for number in range(found.childCount()):
        assert found.child(number).rect().size() == view.visualRect(window.stage.queue.model.index(number)).size()
    assert any("Märta Lindqvist" in text for text in told)
    assert not any("Hemliga" in text for text in told), "a protected person is not read aloud either"


# Tab


def tab_stops(window: MainWindow) -> list[QWidget]:
    """Where Tab goes, from where the keyboard is now and once round."""
    first = window.focusWidget()
    assert first is not None
    stops = [first]
    for _ in range(300):
        QTest.keyClick(window.focusWidget() or window, Key.Key_Tab)
        now = window.focusWidget()
        assert now is not None
        if now is stops[-1] and now is window.stage.dispatch.map:
            continue  # within the map, Tab goes from mark to mark
        if now is first:
            return stops
        assert now not in stops, f"Tab goes in a circle that leaves {what_of(first)} out, at {what_of(now)}"
        stops.append(now)
    raise AssertionError("Tab never comes back")


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def part_of(window: MainWindow, widget: QWidget) -> int:
    """The column or bar that a widget stands in, in reading order."""
    stage = window.stage
    views = (stage.cases, stage.dispatch, stage.technical, stage.settings, stage.blind)
    parts = (stage.top, stage.banner, stage.queue, *views, stage.staff, stage.row, stage.status)
    return next(at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget))


def is_tab_stop(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


AROUND = 3
"""Pixels outside a control that its frame may take."""

SEEN_FROM = 40
"""Pixels that must differ: a caret that blinks is fewer."""


def changed_pixels(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    return sum(map(ne, *(memoryview(each.constBits()).cast("I") for each in (one, other))))


def looks(window: MainWindow, widget: QWidget) -> QImage:
    """What the window paints at a widget and just round it."""
    room = place(window, widget).adjusted(-AROUND, -AROUND, AROUND, AROUND) & window.rect()
    return window.grab(room).toImage().convertToFormat(QImage.Format.Format_RGB32)


def unseen(window: MainWindow, stops: list[QWidget]) -> list[str]:
    """Of these, from the first on, which do not show that they have the keyboard."""
    found = []
    for widget in stops:
        assert window.focusWidget() is widget
        where, with_keyboard = place(window, widget), looks(window, widget)
        shown = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        if shown.visibleRegion().isEmpty():
            found.append(f"{what_of(widget)} is out of sight")
        for _ in range(50):
            QTest.keyClick(widget, Key.Key_Tab)
            if window.focusWidget() is not widget:
                break
        if place(window, widget) == where and changed_pixels(with_keyboard, looks(window, widget)) < SEEN_FROM:
            found.append(what_of(widget))
    return found


SCENES = (
    "own case", "close", "promise", "hand over", "by hand", "another's case", "settings", "more", "blind by key",
    "fault", "silences", "park", "flood", "outage", "outage's person", "plan", "plan under a note", "nearest", "sent",
)  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("tokens", "size"), [("night", (1366, 768)), ("day", (1920, 1080))], ids=["1366", "1920"])
async def test_tab_goes_through_the_columns_as_one_reads_and_one_always_sees_where(
    window: MainWindow, office: FakeOffice, scene: str, tokens: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    QApplication.setCursorFlashTime(0)
    await sit_down(window, office)
    window.workplace.wear(tokens)
    await DESK[scene](window, office)
    stops = tab_stops(window)
    parts = [part_of(window, widget) for widget in stops]
    assert len(stops) > 5
    start = parts.index(min(parts))
    turned = parts[start:] + parts[:start]
    assert turned == sorted(turned), [what_of(widget) for widget in stops]
    for widget, after in pairwise(stops):
        one, other = place(window, widget), place(window, after)
        is_same = part_of(window, widget) == part_of(window, after) and widget.parentWidget() is after.parentWidget()
        if is_same and one.top() == other.top():
            assert one.left() < other.left(), f"{what_of(after)} stands left of {what_of(widget)}"
    missed = [what_of(widget) for widget in controls(window) if is_tab_stop(widget) and widget not in stops]
    assert not missed
    assert not unseen(window, stops)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is stops[-1], "Shift+Tab goes the other way"


async def test_tab_stays_within_a_veil_and_what_it_covers_is_not_reached(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    for scene, veil in (("keys", window.stage.keys), ("palette", window.stage.search)):
        await DESK[scene](window, office)
        for _ in range(20):
            await press(window, Key.Key_Tab)
            now = window.focusWidget()
            assert now is veil or veil.isAncestorOf(now), scene  # type: ignore[arg-type]
        await back(window)


async def test_the_queue_has_its_place_in_the_order_at_once_after_another_language(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    window.stage.queue.view.follow(MARTA)
    await press(window, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    await settle()
    parts = [part_of(window, widget) for widget in tab_stops(window)]
    start = parts.index(min(parts))
    assert parts[start:] + parts[:start] == sorted(parts)


async def test_the_keyboard_stays_with_the_queue_when_the_last_row_goes_and_the_next_comes(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    rows = office.queue.rows()
    window.receive((screen.QueueReplaced(()),))
    await settle()
    assert window.stage.queue.isAncestorOf(window.focusWidget())  # type: ignore[arg-type]
    assert window.focusWidget().isVisible()  # type: ignore[union-attr]
    window.receive((screen.QueueReplaced(rows),))
    await settle()
    assert window.focusWidget() is window.stage.queue.view
    await press(window, Key.Key_Down)
    assert window.work.row == rows[0]


async def test_the_keyboard_is_in_the_queue_also_where_the_seat_was_taken_behind_another_window(
    window: MainWindow, office: FakeOffice
) -> None:
    window.resize(1366, 768)  # built anew, with an empty queue
    other = QWidget()
    other.show()
    other.activateWindow()
    await settle()
    assert not window.isActiveWindow()
    office.sit(ELLEN)
    await settle()
    other.close()
    window.activateWindow()
    await settle()
    assert window.focusWidget() is window.stage.queue.view
