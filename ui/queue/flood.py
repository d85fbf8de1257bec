"""The framed notice over the queue's rows while more comes than can be taken. The counted groups are in `folds.py`."""

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.domain.flood import BEGINS_AT, ENDS_UNDER
from console.services.screen import FloodTold
from ui.theme import COMPACT, Look
from ui.widgets.parts import column, line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.flood import FloodSay


class FloodNotice(QWidget):
    """Since when there is a flood, by what it is measured, and that no person is folded away."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._is_slim = False
        self._is_brief = False
        self._since = SafeLabel("", "second")
        self._until = SafeLabel("", "reason")
        self._measure = SafeLabel("", "table", wraps=True)
        self._never = SafeLabel(words(FloodSay.NEVER_PEOPLE), "status", wraps=True)
        px = look.theme.px
        self._column = column(self, gap=px(3))
        head = line(gap=px(8))
        head.addWidget(SafeLabel(words(FloodSay.FLOOD), "strong"))
        head.addWidget(self._since, 1)
        head.addWidget(self._until)
        self._column.addLayout(head)
        self._column.addWidget(self._measure)
        self._column.addWidget(self._never)
        self.show_slim(is_slim=False)
        self.hide()

    def show_slim(self, *, is_slim: bool) -> None:
        """Slim, only that there is one and since when; on a small screen not by which limits."""
        self._is_slim = is_slim
        is_compact = self._look.theme.density is COMPACT
        self._measure.setVisible(not is_slim and not self._is_brief)
        for label in (self._never, self._until):
            label.setVisible(not is_slim and not is_compact)
        px = self._look.theme.px
        side, above = (px(16), px(9)) if is_slim or is_compact else (px(28), px(17))
        self._column.setContentsMargins(side, above, side, above)

    def show_brief(self, *, is_brief: bool) -> None:
        """In one line where rows would have no room else."""
        self._is_brief = is_brief
        self.show_slim(is_slim=self._is_slim)

    @property
    def is_on(self) -> bool:
        """Whether it tells of a flood now."""
        return not self.isHidden()

    def tell(self, told: FloodTold | None, now: datetime) -> None:
        """What holds now; nothing where there is no flood."""
        flood = told.flood if told is not None else None
        self.setVisible(flood is not None)
        if told is None or flood is None:
            return
        words, time = self._words, self._words.time(flood.since)
        since = words(FloodSay.SINCE, time=time, duration=words.duration(now - flood.since))
        measure = words(
            FloodSay.MEASURE, n=told.operators, alarms=words.number(told.alarms),
            limit=words.number(BEGINS_AT * told.operators),
        )  # fmt: skip
        self._since.setText(words(FloodSay.SINCE_SHORT, time=time) if self._is_slim else since)
        self._until.setText(words(FloodSay.UNTIL, limit=words.number(ENDS_UNDER * told.operators)))
        brief = words(FloodSay.MEASURE_SHORT, alarms=words.number(told.alarms))
        is_compact = self._look.theme.density is COMPACT
        self._measure.setText(f"{brief} {words(FloodSay.NEVER_PEOPLE)}" if is_compact else measure)
        self.setAccessibleName(f"{words(FloodSay.FLOOD)} {since}. {measure} {words(FloodSay.NEVER_PEOPLE)}")

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("tx1"), theme.px(2)))
        inset = theme.px(4 if self._is_slim or theme.density is COMPACT else 12)
        frame = QRectF(self.rect()).adjusted(inset, theme.px(6), -inset, -theme.px(6))
        painter.drawRoundedRect(frame if not self._is_slim else frame.adjusted(0, -2, 0, 2), theme.px(4), theme.px(4))
        painter.end()
