"""What stands over the lane: how many faults are open, waiting and in hand, and how many people can call for help. It
filters nothing: what can be hidden can be missed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from console.domain.reach import RISING, Reach
from ui.technical.lane_lines import LaneCounts
from ui.theme import COMPACT, Look
from ui.widgets.parts import column, ground, line, rule
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
        self._words = words
        px = look.theme.px
        self.setFixedHeight(px(52))
        layout = line(self, margins=(px(16), 0, px(16), 0), gap=px(16))
        self._open = SafeLabel("", "pill")
        self._waiting = SafeLabel("", "second")
        self._handled = SafeLabel("", "second")
        self._note = SafeLabel("", "reason")
        for label in (self._open, self._waiting, self._handled):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self._note)
        self._look = look

    def show_counts(self, counts: LaneCounts, *, is_certain: bool, note: str) -> None:
        """Of the lane; a question mark where nothing is proven."""
        words = self._words
        pairs = (
            (self._open, Say.OPEN, counts.shown), (self._waiting, Say.WAITING, counts.waiting),
            (self._handled, Say.HANDLED, counts.handled),
        )  # fmt: skip
        for label, say, count in pairs:
            label.setText(words(say, count=words.number(count) if is_certain else "?"))
        has_room = self.width() >= self._look.theme.px(BESIDE_FROM)
        self._note.setText(note if has_room else "")


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
        for at, (reach, say) in enumerate(SHOWN.items()):
            if at:
                layout.addWidget(rule(is_upright=True))
            part = QWidget()
            is_compact = look.theme.density is COMPACT
            inner = (column if is_compact else line)(
                part, margins=(px(16), px(6), px(8), px(6)), gap=px(0 if is_compact else 10)
            )
            number = SafeLabel("", "count")
            inner.addWidget(number)
            words_of = SafeLabel(words(say), "reason" if is_compact else "strong", wraps=is_compact)
            inner.addWidget(words_of, 1)
            layout.addWidget(part, 1)
            self._numbers[reach] = number
        self.setMinimumHeight(px(48))

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
