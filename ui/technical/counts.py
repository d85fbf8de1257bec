"""What stands over the lane: how many faults are open, waiting and in hand, and how many people can call for help. It
filters nothing: what can be hidden can be missed."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.reach import RISING, Reach
from ui.technical.lane_lines import LaneCounts
from ui.theme import Look
from ui.widgets.parts import ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Words
from ui.words.technical import TechnicalSay as Say

SHOWN: dict[Reach, Phrase] = {
    Reach.NO_PATH: Say.COUNT_NONE, Reach.PHONE_ONLY: Say.COUNT_PHONE, Reach.UNKNOWN: Say.COUNT_UNKNOWN,
    Reach.CAN_ALARM: Say.COUNT_ALL,
}  # fmt: skip
"""In the order in which they stand."""

BESIDE_FROM = 720
"""Unscaled pixels from which a number's words stand beside it."""


class LaneHeader(QWidget):
    """Open, waiting, in hand: counts, not choices."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        layout = line(self, margins=(px(16), 0, px(16), 0), gap=px(16))
        self._open = SafeLabel("", "pill")
        self._waiting = SafeLabel("", "second")
        self._handled = SafeLabel("", "second")
        self._note = SafeLabel("", "reason")
        for label in (self._open, self._waiting, self._handled):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self._note)

    def show_counts(self, counts: LaneCounts, *, is_certain: bool, note: str) -> None:
        """Of the lane; a question mark where nothing is proven."""
        words = self._words
        pairs = (
            (self._open, Say.OPEN, counts.shown), (self._waiting, Say.WAITING, counts.waiting),
            (self._handled, Say.HANDLED, counts.handled),
        )  # fmt: skip
        for label, say, count in pairs:
            label.setText(words(say, count=words.number(count) if is_certain else "?"))
        self._note.setText(note)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _fold(self) -> None:
        """Nothing is cut: what has no room goes, the note first."""
        px = self._look.theme.px
        room = self.width() - px(32)
        for label in (self._waiting, self._handled, self._open, self._note):
            room -= label.sizeHint().width() + px(16)
            label.setVisible(room >= 0)


class ReachCounts(QWidget):
    """Four numbers of people: no way, telephone only, not known, can raise an alarm."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg2")
        px = look.theme.px
        layout = line(self)
        self._numbers: dict[Reach, SafeLabel] = {}
        self._parts: list[tuple[QBoxLayout, SafeLabel]] = []
        for at, (reach, say) in enumerate(SHOWN.items()):
            if at:
                layout.addWidget(rule(is_upright=True))
            part = QWidget()
            inner = QBoxLayout(QBoxLayout.Direction.LeftToRight, part)
            inner.setContentsMargins(px(16), px(6), px(8), px(6))
            number = SafeLabel("", "count")
            inner.addWidget(number)
            beside = SafeLabel(words(say), "strong")
            inner.addWidget(beside, 1)
            self._parts.append((inner, beside))
            layout.addWidget(part, 1)
            self._numbers[reach] = number
        self._fold()

    def show_counts(self, counts: Mapping[Reach, int] | None, *, is_certain: bool) -> None:
        """Of all with an alarm device; question marks where nothing is told or proven."""
        words, told = self._words, []
        for reach in RISING:
            count = counts.get(reach, 0) if counts is not None and is_certain else None
            number = words.number(count) if count is not None else "?"
            self._numbers[reach].setText(number)
        for reach, say in SHOWN.items():
            told.append(f"{self._numbers[reach].text()} {words(say)}")
        self.setAccessibleName(", ".join(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The words beside their number, or under it where there is no room."""
        px = self._look.theme.px
        is_beside = self.width() >= px(BESIDE_FROM)
        for layout, words in self._parts:
            direction = QBoxLayout.Direction
            layout.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
            layout.setSpacing(px(10) if is_beside else 0)
            words.setWordWrap(not is_beside)
            words.wear("strong" if is_beside else "reason")
