"""The counted groups under the queue's rows: a card each, or a line where room is short.

A group opens with the right arrow, Enter or Space; it is never the way to miss somebody. Down from the last row comes
to the first group, Up from there goes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId
from console.domain.lane import OutageHead
from console.domain.queue import Fold, FoldKind
from ui.queue.cell import Right, drawn
from ui.theme import COMPACT, Look
from ui.widgets import marks
from ui.widgets.order import stands_after
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.strokes import fitting
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.flood import FloodSay
from ui.words.folds import FoldTexts, texts_of

OPENING_KEYS = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
CARD, LINE = 86, 38
"""Unscaled pixels of a group."""

MOST_CARDS = 2
"""Groups that are shown as cards; of more only outages are, whose cards tell of people."""

MOST_LINES = 5
"""Groups that are seen together; with more they scroll."""

FoldKey = tuple[FoldKind, CaseId | None]


def key_of(fold: Fold) -> FoldKey:
    """What makes it the same group when it is told anew."""
    return fold.kind, fold.row.case if fold.row is not None else None


class FoldCard(QAbstractButton):
    """One counted group. Pressed, it opens; `left` carries -1 or 1 where the arrows go beyond it."""

    left = Signal(int)

    def __init__(self, fold: Fold, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._texts = FoldTexts("", "", "", "", "", "")
        self._is_line = self._is_open = False
        self.fold = fold
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fold(self, fold: Fold, texts: FoldTexts, *, is_line: bool, is_open: bool) -> None:
        """What it counts now, and whether it is what the middle shows."""
        if (fold, texts, is_line, is_open) == (self.fold, self._texts, self._is_line, self._is_open):
            return
        self.fold, self._texts, self._is_line, self._is_open = fold, texts, is_line, is_open
        self.setAccessibleName(texts.told())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(120), self._look.theme.px(LINE if self._is_line else CARD))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING_KEYS:
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            event.ignore()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, under = (theme.px(6), theme.px(6)) if self._is_line else (theme.px(12), theme.px(10))
        card = QRectF(self.rect()).adjusted(side + 0.5, theme.px(3) + 0.5, -side - 0.5, -under - 0.5)
        self._paint_stack(painter, card)
        if self._is_line:
            self._paint_line(painter, card)
        else:
            self._paint_card(painter, card)
        painter.end()

    def _paint_stack(self, painter: QPainter, card: QRectF) -> None:
        """The card, with the edges of those that lie under it; what has the keyboard is raised and lit at its left."""
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("edge"), 1))
        for step in (1,) if self._is_line else (2, 1):
            y, inset = card.bottom() + theme.px(3) * step, theme.px(4) * step
            painter.drawLine(QPointF(card.left() + inset, y), QPointF(card.right() - inset, y))
        has_keyboard = self.hasFocus()
        painter.setPen(QPen(theme.colour("tx1" if has_keyboard else "edge"), theme.px(2) if has_keyboard else 1))
        painter.setBrush(theme.colour("sel" if self._is_open else "bg2" if self.underMouse() else "bg1"))
        painter.drawRoundedRect(card, theme.px(4), theme.px(4))
        if self._is_open:
            painter.fillRect(QRectF(card.left(), card.top(), theme.px(4), card.height()), theme.colour("tx1"))

    def _paint_card(self, painter: QPainter, card: QRectF) -> None:
        theme, texts, side = self._look.theme, self._texts, self._look.theme.px(28)
        left, right = int(card.left()) + theme.px(13), int(card.right()) - theme.px(13)
        mark = QRectF(left, card.top() + theme.px(9), side, side)
        marks.paint_class_mark(painter, mark, AlarmClass.TECHNICAL, theme)
        text = left + side + theme.px(10)
        count = self._at_right(painter, card, right, 12, texts.count, 17)
        owner = self._at_right(painter, card, right, 40, texts.owner, 10)
        gap = theme.px(12)
        lines = (
            (texts.title, theme.font(13, 600), "tx1", 6, right - count - gap),
            (texts.what, theme.font(11), "tx2", 28, right - max(count, owner) - gap),
            (texts.more, theme.font(10), "tx2", 47, right),
        )
        for said, font, token, y, end in lines:
            rect = QRect(text, int(card.top()) + theme.px(y), end - text, theme.px(22))
            drawn(painter, text, rect, said, font, theme.colour(token), end - text)

    def _at_right(self, painter: QPainter, card: QRectF, right: int, y: int, said: str, points: int) -> int:
        """Draws a count or an owner and returns how wide it is."""
        theme = self._look.theme
        painter.setFont(theme.font(points, 700 if points > 10 else 400, tabular=points > 10))
        painter.setPen(theme.colour("tx1" if points > 10 else "tx2"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, int(card.width() * 0.45))
        painter.drawText(QRect(int(card.left()), int(card.top()) + theme.px(y), right - int(card.left()), theme.px(24)),
                         Right, shown)  # fmt: skip
        return metrics.horizontalAdvance(shown)

    def _paint_line(self, painter: QPainter, card: QRectF) -> None:
        """Mark, title, owner where there is room, count."""
        theme, texts, side = self._look.theme, self._texts, self._look.theme.px(20)
        left, right = int(card.left()) + theme.px(9), int(card.right()) - theme.px(10)
        mark = QRectF(left, card.top() + (card.height() - side) / 2, side, side)
        marks.paint_class_mark(painter, mark, AlarmClass.TECHNICAL, theme)
        text, rect = left + side + theme.px(9), card.toRect()
        painter.setFont(theme.font(12, 700, tabular=True))
        painter.setPen(theme.colour("tx1"))
        painter.drawText(rect.adjusted(0, 0, right - rect.right(), 0), Right, texts.count)
        end = right - painter.fontMetrics().horizontalAdvance(texts.count) - theme.px(10)
        font = theme.font(11, 600)
        title = fitting((texts.title, texts.short), font, end - text)
        after = drawn(painter, text, rect, title, font, theme.colour("tx1"), end - text)
        painter.setFont(theme.font(10))
        if after + theme.px(12) + painter.fontMetrics().horizontalAdvance(texts.owner) <= end:
            painter.setPen(theme.colour("tx2"))
            painter.drawText(rect.adjusted(0, 0, end - rect.right(), 0), Right, texts.owner)


class FoldCards(QWidget):
    """The groups, under the rows. `opened` carries the `Fold`; `left_above` comes where Up goes beyond the first."""

    opened = Signal(object)
    left_above = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.has_room = True
        self._is_short = False
        self._by_key: dict[FoldKey, FoldCard] = {}
        self._order: tuple[FoldKey, ...] = ()
        px, side = look.theme.px, look.theme.px(look.theme.density.edge)
        self._title = SafeLabel("", "section")
        self._head = QWidget()
        head = line(self._head, margins=(side, px(5), side, px(3)), gap=px(8))
        head.addWidget(self._title, 1)
        head.addWidget(SafeLabel(words(FloodSay.HOW_TO_OPEN), "reason"))
        content = ground(QWidget(), "bg1")
        self._cards = column(content)
        self._box = ScrollBox(words(FloodSay.GROUPS_NAME), look)
        self._box.setWidget(content)
        layout = column(self)
        layout.addWidget(rule())
        layout.addWidget(self._head)
        layout.addWidget(self._box)
        self.hide()

    def show_slim(self, *, is_slim: bool) -> None:
        """Beside another view, or whole. Where room is short there are lines without a head: the foot counts them."""
        self._is_short = is_slim or self._look.theme.density is COMPACT
        self._head.setVisible(not self._is_short)

    def tell(
        self,
        folds: Sequence[Fold],
        now: datetime,
        heads: Mapping[CaseId, OutageHead] | None = None,
        *,
        open_case: CaseId | None = None,
    ) -> None:
        """All groups that there are. One that stays keeps its place, and the keyboard where it has it; with it goes the
        keyboard of one that has gone."""
        keys = tuple(key_of(fold) for fold in folds)
        if keys != self._order:
            self._arrange(folds, keys)
        outages = sum(fold.kind is FoldKind.OUTAGE for fold in folds)
        high = []
        for fold in folds:
            head = (heads or {}).get(fold.row.case) if fold.row is not None else None
            is_open = fold.row is not None and fold.row.case == open_case
            card = self._by_key[key_of(fold)]
            is_card = len(folds) <= MOST_CARDS or (fold.kind is FoldKind.OUTAGE and outages <= MOST_CARDS)
            is_line = self._is_short or not is_card
            card.show_fold(fold, texts_of(fold, head, self._words, now), is_line=is_line, is_open=is_open)
            high.append(card.sizeHint().height())
        self._box.setFixedHeight(max(sum(high[:MOST_LINES]), 1))
        self._title.setText(self._words(FloodSay.GROUPS, count=self._words.number(len(folds))))
        self.setVisible(bool(folds) and self.has_room)

    def take_focus(self, *, is_from_above: bool = True) -> bool:
        """The keyboard to the first group, or the last. False where there is none."""
        if not self._order or not self.has_room:
            return False
        self._by_key[self._order[0 if is_from_above else -1]].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus_of(self, case: CaseId) -> bool:
        """The keyboard to the group of an outage. False where there is none."""
        card = self._by_key.get((FoldKind.OUTAGE, case))
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        return card is not None

    def _arrange(self, folds: Iterable[Fold], keys: tuple[FoldKey, ...]) -> None:
        """Cards for exactly these groups, in this order."""
        focused = next((number for number, key in enumerate(self._order) if self._by_key[key].hasFocus()), None)
        for key in [key for key in self._by_key if key not in keys]:
            gone = self._by_key.pop(key)
            self._cards.removeWidget(gone)
            if focused is not None and gone.hasFocus():
                self.left_above.emit()
            gone.hide()
            gone.deleteLater()
        for number, fold in enumerate(folds):
            card = self._by_key.get(key_of(fold)) or self._made(fold)
            self._cards.removeWidget(card)
            self._cards.insertWidget(number, card)
        self._order = keys
        before: QWidget = self._box
        for key in keys:
            stands_after(before, self._by_key[key])
            before = self._by_key[key]

    def _made(self, fold: Fold) -> FoldCard:
        card = FoldCard(fold, self._look)
        card.clicked.connect(lambda: self.opened.emit(card.fold))
        card.left.connect(lambda by: self._step(card, by))
        self._by_key[key_of(fold)] = card
        return card

    def _step(self, card: FoldCard, by: int) -> None:
        at = self._order.index(key_of(card.fold)) + by
        if at < 0:
            self.left_above.emit()
        elif at < len(self._order):
            self._by_key[self._order[at]].setFocus(Qt.FocusReason.OtherFocusReason)
