"""Two pages of which one is seen where both have no room: their names, and the key that turns to the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ui.theme import Look
from ui.widgets.parts import KeyCap, line
from ui.widgets.text import button_text

OTHER_PAGE, OTHER_PAGE_SHOWN = "Ctrl+Tab", "Ctrl Tab"


class PageTabs(QWidget):
    """`wanted` carries the number of the page that was clicked. Which page is seen its owner decides."""

    wanted = Signal(int)

    def __init__(self, look: Look, *, over: int = 4, right: int = 12, parent: QWidget | None = None) -> None:
        """`over` is the room over and under the names, `right` that at the right end; unscaled pixels."""
        super().__init__(parent)
        px = look.theme.px
        self.line = line(self, margins=(px(12), px(over), px(right), px(over)), gap=px(4))
        self.group = QButtonGroup(self)
        for number in range(2):
            button = QToolButton()
            button.setProperty("segment", True)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.group.addButton(button, number)
            self.line.addWidget(button)
        self.line.addSpacing(px(6))
        self.cap = KeyCap(OTHER_PAGE_SHOWN, look)
        self.line.addWidget(self.cap)
        self.group.idClicked.connect(self.wanted)

    def tell(self, number: int, text: str) -> None:
        """The name of a page."""
        button = self.group.button(number)
        button.setText(button_text(text))
        button.setAccessibleName(text)

    def check(self, number: int) -> None:
        """This page is seen."""
        self.group.button(number).setChecked(True)
