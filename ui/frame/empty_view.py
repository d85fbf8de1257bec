"""A view that is not built yet: its name, and the honest sentence that nothing hides there."""

from PySide6.QtWidgets import QWidget

from ui.frame.top_bar import VIEWS
from ui.theme import Look
from ui.widgets.parts import column, ground
from ui.widgets.text import SafeLabel
from ui.words import Say, Words


class EmptyView(QWidget):
    """`number` is the view's, from 0."""

    def __init__(self, number: int, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "bg1")
        px = look.theme.px
        layout = column(self, margins=(px(40), 0, px(40), 0), gap=px(8))
        layout.addStretch(3)
        layout.addWidget(SafeLabel(words(VIEWS[number]), "big"))
        layout.addWidget(SafeLabel(words(Say.VIEW_EMPTY), "second", wraps=True))
        layout.addStretch(4)
