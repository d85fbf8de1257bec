"""The order of the Tab key, for controls that are made after the screen has been laid out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stands_after(before: QWidget, part: QWidget) -> None:
    """Tab comes from where `before` stands to `part` and to the controls in it, in the order in which they were made.
    Qt puts what is made late at the very end, wherever it stands.

    Qt orders nothing after one that is never focused, so such a one is focused for as long as this takes. To look for
    the next one that is would be dangerous: PySide makes whatever `previousInFocusChain` returns a child of the widget
    that was asked, and with that one the live widget goes, or at the next search for garbage.
    """
    policy = before.focusPolicy()
    if policy == Qt.FocusPolicy.NoFocus:
        before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    last = before
    for each in (part, *part.findChildren(QWidget)):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(last, each)
            last = each
    before.setFocusPolicy(policy)
