"""A short text that lies over the picture, on a ground of its own so that it can be read on any picture."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.assets import Icon
from ui.theme import Look
from ui.widgets.parts import IconView, ground, line
from ui.widgets.text import SafeLabel

SIDE, ABOVE = 8, 4
"""Unscaled pixels round the text."""


class OverTag(QWidget):
    """One such text. It lets the mouse through, and is gone while it is empty."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        *,
        is_strong: bool = False,
        icon: Icon | None = None,
        after: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        ground(self, "bg0")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px = look.theme.px
        self.inner: QHBoxLayout = line(self, margins=(px(SIDE), px(ABOVE), px(SIDE), px(ABOVE)), gap=px(6))
        if icon is not None:
            self.inner.addWidget(IconView(icon, look, 16))
        self.label = SafeLabel("", "status" if is_strong else "over")
        self.inner.addWidget(self.label)
        if after is not None:
            self.inner.addWidget(after)
        self.hide()

    def tell(self, text: str) -> None:
        """Shows a text, or nothing."""
        self.label.setText(text)
        self.setVisible(bool(text))
        self.adjustSize()
