"""The head of a night: whose and when, the most important thing in a sentence, what hatch means, the spans' keys."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from console.domain.night_line import USUAL_NIGHTS, NightLine, Span
from ui.assets import Icon
from ui.night.scale import night_of
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_hatch
from ui.widgets.parts import IconView, KeyedButton, column, line
from ui.widgets.text import SafeLabel
from ui.words import Say as Common
from ui.words import Words
from ui.words.night import NightSay as Say
from ui.words.plain import clean

SPANS = (Span.NIGHT, Span.DAY, Span.WEEK)
TITLES = {Span.NIGHT: Say.NIGHT, Span.DAY: Say.DAY, Span.WEEK: Say.WEEK}
HEIGHT, HEIGHT_COMPACT, LEGEND_FROM, CAPS_FROM = 83, 62, 680, 520
"""Unscaled pixels: the head's height, that on a small screen, and the widths from which it says what hatch means, and
which days and keys."""

Fixed = QSizePolicy.Policy.Fixed


class SpanButton(KeyedButton):
    """How much of the night is shown; the one that is has a ground."""

    def __init__(self, text: str, key: str, look: Look) -> None:
        super().__init__(text, key, look)
        self._theme = look
        self._cap = key
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        theme = self._theme.theme
        spare = 0 if self._key else theme.px(8)
        return QSize(super().sizeHint().width() - spare, theme.px(30))

    def show_cap(self, *, is_shown: bool) -> None:
        """The key in its frame, where there is room; a screen reader always hears it."""
        self._key = self._cap if is_shown else ""
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.theme.colour("bg3"))
            radius = self._theme.theme.px(4)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
            painter.end()
        super().paintEvent(event)


class Sample(QWidget):
    """A piece of the hatch, beside what it means."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(Fixed, Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(36), self._look.theme.px(9))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        paint_hatch(painter, QRectF(self.rect()), theme.colour("edge"), theme.px(7), max(1.0, theme.px(1)))
        painter.end()


class NightHead(QWidget):
    """`wanted` carries the span that a button asks for."""

    wanted = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        self._lock = IconView(Icon.LOCKED, look, 20, "tx1")
        self._name = SafeLabel("", "name")
        self._when = SafeLabel("", "age")
        self.sentence = SafeLabel("", "second", wraps=True)
        self._legend = SafeLabel("", "second")
        self._group = QButtonGroup(self)
        self._box = line(self, margins=(px(20), px(6), px(20), px(6)), gap=px(12))
        told = column(gap=px(2))
        name = line(gap=px(10))
        for part in (self._lock, self._name, self._when):
            name.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addStretch(1)
        told.addStretch(1)
        told.addLayout(name)
        told.addWidget(self.sentence)
        told.addStretch(1)
        self._box.addLayout(told, 1)
        self._sample = Sample(look)
        self._box.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._legend)
        self.keys = QWidget()
        keys = self._keys_line = line(self.keys, gap=px(8))
        for number, span in enumerate(SPANS):
            button = SpanButton(words.of(span), str(number + 1), look)
            self._group.addButton(button, number)
            keys.addWidget(button)
        self._box.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignVCenter)
        self._group.idClicked.connect(lambda number: self.wanted.emit(SPANS[number]))

    def show_line(self, night: NightLine, span: Span, sentence: str) -> None:
        """Whose night it is; of a protected person no name."""
        words, person = self._words, night.person
        name = words(Common.PROTECTED) if person.is_masked else clean(person.name, 80)
        self._lock.setVisible(person.is_masked or person.is_protected)
        self._name.setText(name)
        self._when.setText(words(TITLES[span], days=night_of(night.since, night.until, words)))
        self.sentence.setText(sentence)
        nights = night.usual.nights if night.usual is not None else 0
        self._legend.setText(words(Say.USUAL_TIME, n=min(nights, USUAL_NIGHTS)) if nights else words(Say.USUAL_UNKNOWN))
        self._group.button(SPANS.index(span)).setChecked(True)

    def forget(self) -> None:
        """Nobody's night."""
        for label in (self._name, self._when, self.sentence, self._legend):
            label.setText("")

    def take_keys(self) -> None:
        """The spans' keys stand here again."""
        self._box.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignVCenter)

    def arrange(self, width: int) -> None:
        """What hatch means stands there where there is room for it."""
        theme = self._look.theme
        is_told = width >= theme.px(LEGEND_FROM)
        self._sample.setVisible(is_told)
        self._legend.setVisible(is_told)
        has_room = width >= theme.px(CAPS_FROM)
        self._when.setVisible(has_room)
        self._keys_line.setSpacing(theme.px(8 if has_room else 2))
        for button in self._group.buttons():
            if isinstance(button, SpanButton):
                button.show_cap(is_shown=has_room)
        height = theme.px(HEIGHT_COMPACT if theme.density is COMPACT else HEIGHT)
        self.setFixedHeight(max(height, self._box.heightForWidth(width)))
