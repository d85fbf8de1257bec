"""What stands over the lane's columns and under them: titles, and what the squares of the ways out mean."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.lane import WayState
from ui.technical.headed import EDGE, Titles
from ui.technical.lane_painter import columns
from ui.theme import Look
from ui.widgets.parts import line
from ui.widgets.strokes import SQUARE, Right, paint_way
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Words
from ui.words.card import CardSay
from ui.words.technical import TechnicalSay as Say

LEGEND: dict[WayState, Phrase] = {
    WayState.UP: Say.LEGEND_UP, WayState.DOWN: Say.LEGEND_DOWN, WayState.UNKNOWN: Say.LEGEND_UNKNOWN,
    WayState.NONE: Say.LEGEND_NONE,
}  # fmt: skip


class LaneTitles(Titles):
    """Of the faults."""

    def paintEvent(self, _: QPaintEvent) -> None:
        at = columns(self.width(), self._look.theme)
        painter = QPainter(self)
        self.draw_titles(painter, ((Say.FAULT, at.fault), (Say.HOUSEHOLD, at.who), (CardSay.CAN_ALARM, at.reach)))
        ends = ((Say.SINCE, at.since), (Say.OWNER, at.owner)) if at.owner != at.since else ((Say.SINCE, at.since),)
        self.draw_titles(painter, ends, Right)
        painter.end()


class WayMark(QWidget):
    """One square of the legend. It says nothing to a screen reader: words stand beside it."""

    def __init__(self, state: WayState, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(SQUARE)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_way(painter, QRectF(self.rect()), self._state, self._look.theme)
        painter.end()


class Legend(QWidget):
    """The squares in words, and what is hidden; where there is no room for both, what is hidden."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        self._layout = line(self, margins=(px(EDGE), px(8), px(EDGE), px(8)), gap=px(8))
        self._meaning: list[QWidget] = [SafeLabel(words(Say.LEGEND), "section")]
        for state, say in LEGEND.items():
            self._meaning += [WayMark(state, look), SafeLabel(words(say), "reason")]
        for widget in self._meaning:
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self._hidden = SafeLabel("", "reason")
        self._layout.addWidget(self._hidden)

    def tell(self, hidden: str) -> None:
        """How many have no row."""
        self._hidden.setText(hidden)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._hidden.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        margins, gap = self._layout.contentsMargins(), self._layout.spacing()
        wanted = sum(each.sizeHint().width() + gap for each in (*self._meaning, self._hidden))
        has_room = wanted + gap <= self.width() - margins.left() - margins.right()
        for each in self._meaning:
            each.setVisible(has_room)
