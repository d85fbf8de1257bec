"""The canary's strip: a tick for each round trip that was really painted, a dash for each that did not come.

The answer to a canary leaves from here, and only after the paint that put it on the screen.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.sight import CANARY_EVERY
from ui.sight import ROUNDS_KEPT
from ui.theme import Look
from ui.widgets.marks import paint_canary

TICKS = 12
"""Shown in the status line."""

LATE_S = CANARY_EVERY.total_seconds() * 1.5
"""So long after the last tick a missing one is shown as a dash."""


class CanaryStrip(QWidget):
    """`painted` carries the number of a canary that has just been painted."""

    painted = Signal(int)

    def __init__(self, look: Look, monotonic: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._monotonic = monotonic
        self._ticks: deque[bool] = deque([False] * TICKS, maxlen=ROUNDS_KEPT)
        self._unpainted: list[int] = []
        self._last = monotonic()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def receive(self, number: int) -> None:
        """A canary is stored: it will be painted, and answered then."""
        self._unpainted.append(number)
        self._ticks.append(True)
        self._last = self._monotonic()
        self.update()

    def step(self) -> None:
        """A second has passed: a canary that did not come becomes a dash."""
        if self._monotonic() - self._last > LATE_S:
            self._last += CANARY_EVERY.total_seconds()
            self._ticks.append(False)
            self.update()

    def go_on_from(self, before: "CanaryStrip") -> None:
        """Takes over what another strip showed, and what it still owes an answer."""
        self._ticks, self._unpainted, self._last = before._ticks, before._unpainted, before._last

    def ticks(self) -> tuple[bool, ...]:
        """What the strip shows, the newest last."""
        return tuple(self._ticks)[-TICKS:]

    def kept(self) -> tuple[bool, ...]:
        """The same over a longer time."""
        return tuple(self._ticks)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(70), self._look.theme.px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_canary(painter, QRectF(self.rect()), self.ticks(), self._look.theme)
        painter.end()
        painted, self._unpainted = self._unpainted, []
        for number in painted:
            self.painted.emit(number)
