"""What is tried before a shift, one line each: what was heard or seen, and the key that tries it again.

A line that must be seen to has the design's edge of light; nothing is red and nothing is green.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.start_check import CheckKind
from ui.sign_in.findings import Verdict
from ui.sign_in.told import Told, summary
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_canary
from ui.widgets.parts import Expanding, Fixed, IconView, KeyedButton, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.sign_in import SignInSay as Say

KEYS: Mapping[CheckKind, str] = {CheckKind.SOUND: "Alt+1", CheckKind.HEADSET: "Alt+2", CheckKind.CAMERA: "Alt+3"}
NAME_ABOVE_BELOW = 520
"""Unscaled pixels of the column."""
WIDEST = 16_777_215
"""Qt's own: no bound."""
STEPS = 18
"""Blocks of the microphone's meter."""


class Meter(QWidget):
    """How loud the microphone is, as blocks."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._level = 0.0
        self.setSizePolicy(Fixed, Fixed)
        self.setAccessibleName(words(Say.LEVEL))

    def show_level(self, level: float) -> None:
        """From 0 to 1, of full scale. Speech lies low there: the meter shows the square root."""
        self._level = min(1.0, max(0.0, level)) ** 0.5
        self.update()

    def lit(self) -> int:
        """So many blocks are lit."""
        return round(self._level * STEPS)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(6 * STEPS), self._look.theme.px(14))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        step = self.width() / STEPS
        for number in range(STEPS):
            token = "tx1" if number < self.lit() else "track"
            painter.fillRect(QRectF(number * step, 0, step * 0.7, self.height()), theme.colour(token))
        painter.end()


class Strip(QWidget):
    """The canary's ticks, as the status line shows them. It answers nothing: that is the status line's."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ticks: tuple[bool, ...] = ()
        self.setSizePolicy(Fixed, Fixed)

    def show_ticks(self, ticks: Sequence[bool]) -> None:
        """The newest last."""
        if tuple(ticks) != self._ticks:
            self._ticks = tuple(ticks)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(70), self._look.theme.px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_canary(painter, QRectF(self.rect()), self._ticks, self._look.theme)
        painter.end()


class CheckLine(QWidget):
    """One check. `tried` comes with its button."""

    tried = Signal()

    def __init__(self, kind: CheckKind, first: Told, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        px, pad = look.theme.px, look.theme.density.padding
        is_compact = look.theme.density is COMPACT
        ground(self, "bg1")
        self._edge = ground(QWidget(), "lit")
        self._edge.setFixedWidth(px(4))
        outer = line(self)
        outer.addWidget(self._edge)
        high = px(3 if is_compact else 9)
        self._inner = inner = line(margins=(px(pad - 4), high, px(pad), high), gap=px(14))
        self._icon = IconView(first.icon, look, 20)
        self.name = SafeLabel(first.name, "strong", wraps=True)
        self._name_width = px(128 if is_compact else 176)
        self._is_narrow: bool | None = None
        inner.addWidget(self._icon)
        self._beside = self._texts(look, words)
        inner.addLayout(self._beside, 1)
        self.fit(is_narrow=False)
        self.right = SafeLabel("", "reason")
        inner.addWidget(self.right)
        key = KEYS.get(kind, "")
        self.button = KeyedButton(first.key_text, key.replace("+", " "), look)
        self.button.setFixedHeight(px(32))
        self.button.setProperty("small", True)
        self.button.clicked.connect(self.tried)
        inner.addWidget(self.button)
        outer.addLayout(inner, 1)
        self.setSizePolicy(Expanding, Fixed)

    def fit(self, *, is_narrow: bool) -> None:
        """In a narrow column the name stands over the words."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self.name.setMinimumWidth(0 if is_narrow else self._name_width)
        self.name.setMaximumWidth(WIDEST if is_narrow else self._name_width)
        if is_narrow:
            self._inner.removeWidget(self.name)
            self._beside.insertWidget(1, self.name)
        else:
            self._beside.removeWidget(self.name)
            self._inner.insertWidget(1, self.name)

    def show_told(self, told: Told, ticks: Sequence[bool]) -> None:
        """What the check says now."""
        is_bad = told.verdict is Verdict.BAD
        self._edge.setVisible(is_bad)
        self.setContentsMargins(0 if is_bad else self._look.theme.px(4), 0, 0, 0)
        if self.property("ground") != ("bg2" if is_bad else "bg1"):
            ground(self, "bg2" if is_bad else "bg1")
            self.style().unpolish(self)
            self.style().polish(self)
        self._icon.show_icon(told.icon, 20)
        self._first.setText(told.first)
        self._first.wear("strong" if told.verdict in (Verdict.BAD, Verdict.DISPENSABLE) else "body")
        self._more.setText(told.more)
        self._more.setVisible(bool(told.more))
        self.meter.setVisible(told.has_meter)
        self._strip.setVisible(told.has_strip)
        self._strip.show_ticks(ticks)
        self.right.setText(told.right)
        self.right.setVisible(bool(told.right))
        self.button.setVisible(bool(told.key_text))
        if told.key_text:
            self.button.rename(told.key_text)
            self.button.setAccessibleDescription(". ".join((told.name, told.first)))

    def texts(self) -> tuple[str, str]:
        """What the line says."""
        return self._first.text(), self._more.text()

    def _texts(self, look: Look, words: Words) -> QVBoxLayout:
        px = look.theme.px
        texts = column(gap=px(1))
        top = line(gap=px(8))
        self.meter = Meter(look, words)
        self._strip = Strip(look)
        self._first = SafeLabel("", "body", wraps=True, longest=300)
        self._more = SafeLabel("", "reason", wraps=True, longest=300)
        top.addWidget(self.meter)
        top.addWidget(self._strip)
        top.addWidget(self._first, 1)
        texts.addStretch(1)
        texts.addLayout(top)
        texts.addWidget(self._more)
        texts.addStretch(1)
        return texts


class CheckLines(QWidget):
    """All six, with what they add up to. `tried` carries the kind whose key or button was pressed."""

    tried = Signal(object)

    def __init__(self, look: Look, words: Words, first: Sequence[Told], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        px, pad = look.theme.px, look.theme.density.padding
        layout = column(self)
        high = px(5 if look.theme.density is COMPACT else 9)
        head = line(margins=(px(pad), high, px(pad), high), gap=px(12))
        self._summary = SafeLabel("", "reason", wraps=True)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(SafeLabel(words(Say.CHECKS), "section"))
        head.addWidget(self._summary, 1)
        layout.addLayout(head)
        self.lines: dict[CheckKind, CheckLine] = {}
        for told in first:
            each = CheckLine(told.kind, told, look, words)
            each.tried.connect(partial(self.tried.emit, told.kind))
            layout.addWidget(rule())
            layout.addWidget(each)
            self.lines[told.kind] = each
        layout.addWidget(rule())

    def show_told(self, told: Sequence[Told], ticks: Sequence[bool]) -> None:
        """What they say now."""
        for each in told:
            self.lines[each.kind].show_told(each, ticks)
        self._summary.setText(summary([each.verdict for each in told], self._words))

    def fit(self, width: float) -> None:
        """Takes on the room there is, in unscaled pixels."""
        for each in self.lines.values():
            each.fit(is_narrow=width < NAME_ABOVE_BELOW)

    def summary(self) -> str:
        """What they add up to, as it stands there."""
        return self._summary.text()
