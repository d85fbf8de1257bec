"""Every control of every view as a screen reader and the Tab key meet it: named, of the right kind, seen when it has
the keyboard, and in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from console.services import screen
from tests.ui.every_view import DESK, MARTA, back, every_view, press, settle, sit_down
from tests.ui.fakes import ELLEN, FakeOffice
from ui.main_window import MainWindow

PATIENCE_S = 120
Key = Qt.Key
Role = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], frozenset[QAccessible.Role]], ...] = (
    (QAbstractButton, frozenset({Role.Button, Role.RadioButton, Role.CheckBox, Role.ButtonMenu})),
    (QLineEdit, frozenset({Role.EditableText})),
    (QPlainTextEdit, frozenset({Role.EditableText})),
    (QTabBar, frozenset({Role.PageTabList})),
    (QListView, frozenset({Role.List})),
    (QAbstractItemView, frozenset({Role.List, Role.Table, Role.Tree})),
)
"""What each kind of control must say that it is; anything else that takes the keyboard may be a group or a pane."""


def takes_keyboard(widget: QWidget) -> bool:
    return widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def controls(window: MainWindow) -> Iterator[QWidget]:
    """What can have the keyboard now, disabled controls among them, but for the parts of a control."""
    for widget in window.findChildren(QWidget):
        is_part = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QAbstractItemView | QLineEdit)
        if takes_keyboard(widget) and not is_part:
            yield widget


def heard(widget: QWidget, what: QAccessible.Text) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(what)) if found is not None else ""


def what_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {heard(widget, QAccessible.Text.Name)!r}"


def faults_of(widget: QWidget) -> Iterator[str]:
    """What a screen reader would miss."""
    found = QAccessible.queryAccessibleInterface(widget)
    if found is None or not found.isValid():
        yield "not known to screen readers"
        return
    if not heard(widget, QAccessible.Text.Name).strip():
        yield f"no name: {widget}"
    wanted = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
    if wanted is not None and found.role() not in wanted:
        yield f"{what_of(widget)} says that it is a {found.role().name}"
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and widget.isChecked() != found.state().checked:
        yield f"{what_of(widget)} does not tell that it is chosen"
    if bool(found.state().disabled) == widget.isEnabled():
        yield f"{what_of(widget)} does not tell whether it can be used"
    if widget.width() < 4 or widget.height() < 4:
        yield f"{what_of(widget)} takes the keyboard and has no size"


def items_of(view: QAbstractItemView) -> Iterator[str]:
    """What is heard of each row."""
    model = view.model()
    for row in range(model.rowCount() if model is not None else 0):
        yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)], ids=["1920", "1366"])
async def test_every_control_of_every_view_has_a_name_a_role_and_its_state(
    window: MainWindow, office: FakeOffice, size: tuple[int, int]
) -> None:
    window.resize(*size)
    faults = {}
    async for name in every_view(window, office):
        found = [fault for widget in controls(window) for fault in faults_of(widget)]
        found += [
            f"{type(view).__name__} has a row that says nothing"
            for view in window.findChildren(QAbstractItemView)
            if view.isVisible() and not all(text.strip() for text in items_of(view))
        ]
        if found:
            faults[name] = found
    assert not faults


async def test_a_key_that_does_nothing_now_says_why(window: MainWindow, office: FakeOffice) -> None:
    silent = {}
    async for name in every_view(window, office):
        found = [
            key.label()
            for key in window.stage.row.keys.values()
            if not key.isEnabled() and not heard(key, QAccessible.Text.Description).strip()
        ]
        if found:
            silent[name] = found
    assert not silent


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
    views = (stage.cases, stage.technical, stage.settings, stage.blind)
    parts = (stage.top, stage.banner, stage.queue, *views, stage.staff, stage.row, stage.status)
    return next(at for at, part in enumerate(parts) if part is widget or part.isAncestorOf(widget))


WALKED = (
    "own case", "close", "promise", "by hand", "another's case", "settings", "more", "fault", "silences", "park",
    "flood", "outage", "outage's person", "plan", "plan under a note",
)  # fmt: skip


@pytest.mark.parametrize("scene", WALKED)
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)], ids=["1920", "1366"])
async def test_tab_goes_through_the_columns_as_one_reads_and_comes_back(
    window: MainWindow, office: FakeOffice, scene: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    await sit_down(window, office)
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
    QTest.keyClick(window.focusWidget() or window, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is stops[-1], "Shift+Tab goes the other way"


def is_tab_stop(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


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


# Seeing where the keyboard is

AROUND = 3
"""Pixels outside a control that its frame may take."""

SEEN_FROM = 40
"""Pixels that must differ: a caret that blinks is fewer."""


def changed_pixels(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    width, height = one.width(), one.height()
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(width) for y in range(height))


def looks(window: MainWindow, widget: QWidget) -> QImage:
    """What the window paints at a widget and just round it."""
    room = place(window, widget).adjusted(-AROUND, -AROUND, AROUND, AROUND) & window.rect()
    window.stage.repaint()
    return window.grab(room).toImage()


SHOWN = (
    "own case",
    "close",
    "promise",
    "hand over",
    "by hand",
    "settings",
    "more",
    "blind by key",
    "fault",
    "park",
    "flood",
    "outage",
    "plan",
    "plan under a note",
)


@pytest.mark.parametrize("tokens", ["night", "day"])
@pytest.mark.parametrize("scene", SHOWN)
async def test_one_always_sees_where_the_keyboard_is(
    window: MainWindow, office: FakeOffice, scene: str, tokens: str
) -> None:
    window.resize(1366, 768)
    QApplication.setCursorFlashTime(0)
    await sit_down(window, office)
    window.workplace.wear(tokens)
    await DESK[scene](window, office)
    stops = tab_stops(window)
    unseen = []
    for widget in stops:
        assert window.focusWidget() is widget
        where, with_keyboard = place(window, widget), looks(window, widget)
        if widget.visibleRegion().isEmpty():
            unseen.append(f"{what_of(widget)} is out of sight")
        QTest.keyClick(widget, Key.Key_Tab)
        if place(window, widget) == where and changed_pixels(with_keyboard, looks(window, widget)) < SEEN_FROM:
            unseen.append(what_of(widget))
    assert not unseen


async def test_nothing_that_is_hidden_or_covered_takes_the_keyboard(window: MainWindow, office: FakeOffice) -> None:
    async for name in every_view(window, office):
        now = window.focusWidget()
        assert now is not None, name
        assert now.isVisible(), name
        assert now.isEnabled(), name
        for area in window.findChildren(QScrollArea):
            if area.isVisible() and area.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert area.verticalScrollBar().maximum() > 0, f"{name}: {what_of(area)} has nothing to scroll"


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
