"""What is to be expected: how many answers go over their target within the next minutes, in words.

Nothing is told while we are blind: it would be of what we do not see. Not told yet is hatched, and says so.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.services.screen import ForecastTold
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_hatch
from ui.widgets.parts import line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.staff import StaffSay


def expected(told: ForecastTold, words: Words, *, is_short: bool = False) -> str:
    """'Prognos: 1 över mål inom 5 min, 3 (1–6) inom 15 min'."""
    if not told.over_5 and not told.high_15:
        return words(StaffSay.FORECAST_NONE)
    soon = words(StaffSay.FORECAST, count=words.number(told.over_5))
    if is_short:
        return soon
    low, high = words.number(told.low_15), words.number(told.high_15)
    band = low if told.low_15 == told.high_15 else f"{low}–{high}"
    return words(StaffSay.FORECAST_LATER, soon=soon, count=words.number(told.over_15), band=band)


class ForecastLine(QWidget):
    """One line; on a small screen the nearest five minutes alone."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._is_unknown = True
        self._label = SafeLabel("", "reason", wraps=True)
        line(self, margins=(0, look.theme.px(1), 0, look.theme.px(1))).addWidget(self._label, 1)
        self._show(None)

    def tell(self, told: ForecastTold | None, *, is_blind: bool) -> None:
        """What was forecast last; None for nothing yet."""
        self._show(told)
        self.setVisible(not is_blind)

    def _show(self, told: ForecastTold | None) -> None:
        is_unknown = told is None
        if told is None:
            text = self._words(StaffSay.FORECAST_UNKNOWN)
        else:
            text = expected(told, self._words, is_short=self._look.theme.density is COMPACT)
        if (text, is_unknown) == (self.accessibleName(), self._is_unknown):
            return
        self._is_unknown = is_unknown
        self._label.setText(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._is_unknown:
            return
        theme = self._look.theme
        painter = QPainter(self)
        after = self._label.fontMetrics().horizontalAdvance(self._label.text()) + theme.px(8)
        rest = QRectF(after, theme.px(3), max(0, self.width() - after), self.height() - theme.px(6))
        paint_hatch(painter, rest, theme.colour("edge"), theme.px(6))
        painter.end()
