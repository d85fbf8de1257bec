"""The risk list as it stands on the screen: whom to look to first, why, and when they were last heard of."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.domain.risk import RiskList, RiskPerson
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.marks import paint_focus
from ui.widgets.order import stands_after
from ui.widgets.parts import IconView, clear, column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.blind import BlindSay
from ui.words.plain import clean

MOST_REASONS = 4


def name_of(risk: RiskPerson, words: Words) -> str:
    """The name, or that the identity is protected."""
    return words(Say.PROTECTED) if risk.person.is_masked else clean(risk.person.name, 80)


def why(risk: RiskPerson, words: Words) -> str:
    """The reasons in words, the gravest first."""
    told = ", ".join(words.of(reason) for reason in risk.reasons[:MOST_REASONS])
    return words.sentence(told.lower())


def seen(risk: RiskPerson, now: datetime, words: Words) -> str:
    """When a device at home was last heard of."""
    if risk.last_sign is None:
        return words(BlindSay.NEVER_SEEN)
    return words(BlindSay.SEEN, time=words.moment(risk.last_sign, now))


class RiskRow(QWidget):
    """One person of the list. Enter or a click opens the card, after a reason."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, QRectF(self.rect()), self._look.theme)
            painter.end()


class RiskColumn(QWidget):
    """Shows a list, or why there is none. `chosen` carries the `Person` whose card is wanted."""

    chosen = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg1")
        px = look.theme.px
        outer = column(self)
        head = line(margins=(px(16), px(14), px(16), px(14)))
        head.addWidget(SafeLabel(words(BlindSay.RISKS), "strong"), 1)
        self._age = SafeLabel("", "reason")
        head.addWidget(self._age)
        outer.addLayout(head)
        outer.addWidget(rule())
        self._scroll = ScrollBox(words(BlindSay.RISKS), look)
        content = ground(QWidget(), "bg1")
        self._rows = column(content)
        self._scroll.setWidget(content)
        outer.addWidget(self._scroll, 1)
        self.show_sentence(words(BlindSay.RISKS_FETCHING))

    def show_sentence(self, text: str) -> None:
        """Why there is no list."""
        self._age.setText("")
        clear(self._rows)
        self._say(text)
        self._rows.addStretch(1)

    def show_list(self, risks: RiskList, now: datetime) -> None:
        """The people in order."""
        words = self._words
        copied = risks.copied_at
        self._age.setText(
            words(BlindSay.COPY_OF, time=words.moment(copied, now)) if copied else words(BlindSay.FROM_STORE)
        )
        clear(self._rows)
        for number, risk in enumerate(risks.people, start=1):
            self._rows.addWidget(self._row(number, risk, now))
            self._rows.addWidget(rule())
        beyond = risks.total - len(risks.people)
        if beyond > 0:
            self._say(words(BlindSay.RISKS_MORE, n=beyond))
        self._say(words(BlindSay.RISKS_HOW if risks.people else BlindSay.RISKS_NONE))
        self._rows.addStretch(1)
        content = self._scroll.widget()
        if content is not None:
            stands_after(self._scroll, content)

    def _row(self, number: int, risk: RiskPerson, now: datetime) -> QWidget:
        words, px = self._words, self._look.theme.px
        row = RiskRow(self._look)
        row.chosen.connect(lambda: self.chosen.emit(risk.person))
        layout = line(row, margins=(px(16), px(9), px(16), px(9)), gap=px(12))
        place = SafeLabel(str(number), "age")
        place.setMinimumWidth(px(22))
        layout.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=px(2))
        first = line(gap=px(8))
        if risk.person.is_masked:
            first.addWidget(IconView(Icon.LOCKED, self._look, 16, "tx1"))
        first.addWidget(SafeLabel(name_of(risk, words), "fact", wraps=True), 1)
        first.addWidget(SafeLabel(seen(risk, now, words), "reason"), 0, Qt.AlignmentFlag.AlignTop)
        texts.addLayout(first)
        texts.addWidget(SafeLabel(why(risk, words), "reason", wraps=True))
        layout.addLayout(texts, 1)
        row.setAccessibleName(f"{number} {name_of(risk, words)}, {why(risk, words)}, {seen(risk, now, words)}")
        return row

    def _say(self, text: str) -> None:
        px = self._look.theme.px
        label = SafeLabel(text, "reason", wraps=True)
        label.setContentsMargins(px(16), px(12), px(16), px(4))
        self._rows.addWidget(label)
