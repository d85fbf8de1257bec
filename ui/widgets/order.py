"""The order of the Tab key, for controls that are made after the screen has been laid out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stands_after(before: QWidget, part: QWidget) -> None:
    """Tab comes from where `before` stands to `part` and to the controls in it, in the order in which they were made.
    Qt puts what is made late at the very end, wherever it stands."""
    while before.focusPolicy() == Qt.FocusPolicy.NoFocus and not before.isWindow():
        before = before.previousInFocusChain() or before.window()  # Qt does nothing after one that is never focused
    for each in (part, *part.findChildren(QWidget)):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(before, each)
            before = each
