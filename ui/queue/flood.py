"""What a flood looks like in the queue's column: the notice over the rows, and the counted groups under them.

People are rows as ever. A group opens with the right arrow, Enter or Space; it is never the way to miss somebody.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from console.domain.alarm import AlarmClass
from console.domain.flood import BEGINS_AT, ENDS_UNDER
from console.domain.queue import Fold, FoldKind
from console.services.screen import FloodTold
from ui.queue.cell import Right, drawn
from ui.theme import Look
from ui.widgets import marks
from ui.widgets.parts import clear, column, line
from ui.widgets.text import SafeLabel
from ui.words import Words, times
from ui.words import row as said
from ui.words.flood import FloodSay
from ui.words.plain import clean

OPENING_KEYS = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class FloodNotice(QWidget):
    """Since when there is a flood, by what it is measured, and that no person is folded away."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        px = look.theme.px
        self._since = SafeLabel("", "second")
        self._until = SafeLabel("", "reason")
        self._measure = SafeLabel("", "table", wraps=True)
        self._never = SafeLabel(words(FloodSay.NEVER_PEOPLE), "strong", wraps=True)
        layout = column(self, margins=(px(18), px(12), px(18), px(12)), gap=px(2))
        head = line(gap=px(8))
        head.addWidget(SafeLabel(words(FloodSay.FLOOD), "strong"))
        head.addWidget(self._since, 1)
        head.addWidget(self._until)
        layout.addLayout(head)
        layout.addWidget(self._measure)
        layout.addWidget(self._never)
        self.hide()

    def show_slim(self, *, is_slim: bool) -> None:
        """Slim, only that there is one."""
        for label in (self._until, self._measure, self._never):
            label.setVisible(not is_slim)

    def tell(self, told: FloodTold | None, now: datetime) -> None:
        """What holds now; nothing where there is no flood."""
        flood = told.flood if told is not None else None
        self.setVisible(flood is not None)
        if told is None or flood is None:
            return
        words = self._words
        since = words(FloodSay.SINCE, time=words.time(flood.since), duration=words.duration(now - flood.since))
        measure = words(
            FloodSay.MEASURE, n=told.operators, alarms=words.number(told.alarms),
            limit=words.number(BEGINS_AT * told.operators),
        )  # fmt: skip
        self._since.setText(since)
        self._until.setText(words(FloodSay.UNTIL, limit=words.number(ENDS_UNDER * told.operators)))
        self._measure.setText(measure)
        self.setAccessibleName(f"{words(FloodSay.FLOOD)} {since}. {measure} {words(FloodSay.NEVER_PEOPLE)}")

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("tx1"), theme.px(2)))
        inset = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(4), theme.px(4))
        painter.end()


class FoldCard(QAbstractButton):
    """One counted group. Pressed, it opens."""

    def __init__(self, fold: Fold, look: Look, words: Words, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._texts = texts_of(fold, words, now)
        self.fold = fold
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(text for text in self._texts if text))

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(200), self._look.theme.px(86))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(160), self._look.theme.px(86))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING_KEYS:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(theme.px(10) + 0.5, theme.px(4) + 0.5, -theme.px(10) - 0.5, -theme.px(9))
        self._paint_stack(painter, card)
        side = theme.px(28)
        left, right = int(card.left()) + theme.px(12), int(card.right()) - theme.px(14)
        marks.paint_class_mark(painter, QRectF(left, card.top() + theme.px(9), side, side), AlarmClass.TECHNICAL, theme)
        title, what, more, count, owner = self._texts
        text = left + side + theme.px(10)
        self._paint_right(painter, card, right, count, owner)
        room = right - theme.px(92) - text
        lines = (
            (title, theme.font(13, 600), "tx1", 7),
            (what, theme.font(11), "tx2", 29),
            (more, theme.font(10), "tx2", 49),
        )
        for said_, font, token, y in lines:
            rect = QRect(text, int(card.top()) + theme.px(y), room, theme.px(22))
            drawn(painter, text, rect, said_, font, theme.colour(token), room)
        painter.end()

    def _paint_stack(self, painter: QPainter, card: QRectF) -> None:
        """The card, with the edges of those that lie under it; the focus in light."""
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("edge"), 1))
        for step in (2, 1):
            y, inset = card.bottom() + theme.px(3) * step, theme.px(4) * step
            painter.drawLine(QPointF(card.left() + inset, y), QPointF(card.right() - inset, y))
        is_on = self.hasFocus()
        painter.setPen(QPen(theme.colour("tx1" if is_on else "edge"), theme.px(2) if is_on else 1))
        painter.setBrush(theme.colour("sel" if is_on else "bg2" if self.underMouse() else "bg1"))
        painter.drawRoundedRect(card, theme.px(4), theme.px(4))

    def _paint_right(self, painter: QPainter, card: QRectF, right: int, count: str, owner: str) -> None:
        theme = self._look.theme
        for said_, font, token, y in (
            (count, theme.font(17, 700, tabular=True), "tx1", 12),
            (owner, theme.font(10), "tx2", 40),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            rect = QRect(right - theme.px(110), int(card.top()) + theme.px(y), theme.px(110), theme.px(26))
            painter.drawText(
                rect, Right, painter.fontMetrics().elidedText(said_, Qt.TextElideMode.ElideRight, rect.width())
            )


class FoldCards(QWidget):
    """The groups, under the rows. `opened` carries the `Fold`."""

    opened = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._shown: tuple[Fold, ...] = ()
        px = look.theme.px
        self._title = SafeLabel("", "section")
        head = line(margins=(px(16), px(4), px(16), px(2)), gap=px(8))
        head.addWidget(self._title, 1)
        head.addWidget(SafeLabel(words(FloodSay.HOW_TO_OPEN), "reason"))
        layout = column(self)
        layout.addLayout(head)
        self._cards = column()
        layout.addLayout(self._cards)
        self.hide()

    def tell(self, folds: Sequence[Fold], now: datetime) -> None:
        """All groups that there are, anew where they have changed; the keyboard stays with its group."""
        if tuple(folds) == self._shown:
            return
        kept = next((card.fold.kind for card in self._each() if card.hasFocus()), None)
        self._shown = tuple(folds)
        self.setVisible(bool(folds))
        self._title.setText(self._words(FloodSay.GROUPS, count=self._words.number(len(folds))))
        clear(self._cards)
        for fold in folds:
            card = FoldCard(fold, self._look, self._words, now)
            card.clicked.connect(lambda _=False, which=fold: self.opened.emit(which))
            self._cards.addWidget(card)
            if fold.kind is kept:
                card.setFocus()

    def _each(self) -> list[FoldCard]:
        found = (self._cards.itemAt(place) for place in range(self._cards.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), FoldCard)]


def texts_of(fold: Fold, words: Words, now: datetime) -> tuple[str, str, str, str, str]:
    """Title, what, more, count and owner of a group."""
    count = words.number(fold.count)
    longest = words(FloodSay.LONGEST, time=times.clock(now - fold.since)) if fold.since is not None else ""
    match fold.kind:
        case FoldKind.OUTAGE if fold.row is not None:
            owner = clean(fold.row.owner_name, 60) or words(FloodSay.NO_OWNER)
            kind, since = said.what(fold.row, words)
            return said.name(fold.row, words), kind, since, count, owner
        case FoldKind.TESTS:
            return words.of(fold.kind), words(FloodSay.TESTS, count=count), words(FloodSay.TESTS_MORE), count, ""
        case _:
            owner = words(FloodSay.WITHOUT_OWNER, n=fold.waiting)
            return words.of(fold.kind), words(FloodSay.FAULTS, n=fold.count), longest, count, owner
