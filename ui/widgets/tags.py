"""A short value that is certain, old or not known: old is dashed and has a '~', what is not known is hatched."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.marks import paint_hatch
from ui.widgets.text import SafeLabel


class Certainty(Enum):
    """How far a value can be trusted."""

    CERTAIN = auto()
    OLD = auto()
    UNKNOWN = auto()


class Tag(SafeLabel):
    """One value, at the right of its line. `look` is how it is written."""

    def __init__(self, look: Look, looks_like: str = "table2", parent: QWidget | None = None) -> None:
        super().__init__("", looks_like, parent)
        self._theme = look
        self._certainty = Certainty.CERTAIN
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def certainty(self) -> Certainty:
        return self._certainty

    def tell(self, text: str, certainty: Certainty) -> None:
        """Shows a value; of an old one the '~' is the tag's."""
        self._certainty = certainty
        px = self._theme.theme.px
        side = 0 if certainty is Certainty.CERTAIN else px(6)
        self.setContentsMargins(side, 0, side, 0)
        self.setText(f"~{text}" if certainty is Certainty.OLD else text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme.theme
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._certainty is not Certainty.CERTAIN:
            painter = QPainter(self)
            if self._certainty is Certainty.UNKNOWN:
                paint_hatch(painter, frame, theme.colour("track"), theme.px(6), max(1.0, theme.px(1)))
            painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(frame)
            painter.end()
        super().paintEvent(event)
