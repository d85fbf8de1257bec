"""What a screen reader is told of the controls of a window, and what it would miss."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from ui.main_window import MainWindow

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


def silent_rows(window: MainWindow) -> Iterator[str]:
    """Lists that have a row of which nothing is heard."""
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and not all(text.strip() for text in items_of(view)):
            yield f"{type(view).__name__} has a row that says nothing"


def silent_keys(window: MainWindow) -> list[str]:
    """Keys of the row that do nothing now and do not say why."""
    return [
        key.label()
        for key in window.stage.row.keys.values()
        if not key.isEnabled() and not heard(key, QAccessible.Text.Description).strip()
    ]


def misplaced_keyboard(window: MainWindow) -> Iterator[str]:
    """Where the keyboard is or could be without anything to be done there."""
    now = window.focusWidget()
    if now is None:
        yield "nobody has the keyboard"
    elif not now.isVisible() or not now.isEnabled():
        yield f"{what_of(now)} has the keyboard and is hidden or does nothing"
    for area in window.findChildren(QScrollArea):
        can_have_it = area.isVisible() and area.focusPolicy() != Qt.FocusPolicy.NoFocus
        if can_have_it and area.verticalScrollBar().maximum() == 0:
            yield f"{what_of(area)} has nothing to scroll"
