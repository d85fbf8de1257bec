"""The morning list: whose night was unlike their own others, with the reason and how certain it is. Never an alarm."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from console.domain.night_line import Deviating, Deviation, MorningRow
from ui.night.lines import between
from ui.theme import Look, Theme
from ui.widgets.focus import FocusFrame
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.parts import KeyCap, column, line, rule
from ui.widgets.strokes import draw, hairline, paint_ground
from ui.widgets.text import SafeLabel
from ui.words import Say as Common
from ui.words import Words
from ui.words.night import NightSay as Say
from ui.words.plain import clean

ROW, HEAD, TITLES, EDGE, WIDE_FROM = 52, 83, 28, 20, 760
"""Unscaled pixels; from `WIDE_FROM` area and certainty have columns of their own."""


@dataclass(frozen=True, slots=True)
class MorningLine:
    """One resident of the list, in words. `sure` is the certainty where a column says that it is one."""

    key: Hashable
    name: str
    area: str
    why: str
    certainty: str
    sure: str


def line_of(row: MorningRow, words: Words) -> MorningLine:
    """A resident's deviations as one reason, with the certainty of the first."""
    name = words(Common.PROTECTED) if row.person.is_masked else clean(row.person.name, 80)
    why = ", ".join(_why(one, words) for one in row.deviating)
    sure = words.of(row.deviating[0].certainty) if row.deviating else ""
    certainty = words(Say.SURE, certainty=sure) if sure else ""
    return MorningLine(row.resident, name, clean(row.area, 40), words.sentence(why.lower()), certainty, sure)


def _why(one: Deviating, words: Words) -> str:
    usual = between(*one.usual)
    if one.what is Deviation.UP_MORE_OFTEN:
        return words(Say.UP_TIMES, n=one.measured, usual=usual)
    return words(Say.UP_LONGEST, number=one.measured, usual=usual)


class MorningModel(KeyedModel[MorningLine]):
    """Rows as they are heard."""

    def told(self, line: MorningLine) -> str:
        return ", ".join(part for part in (line.name, line.area, line.why, line.certainty) if part)


class MorningPainter(LineDelegate):
    """One resident."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def height_of(self, line: object) -> int:
        return self._look.theme.px(ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(LINE_ROLE), option.rect, self._look.theme
        if not isinstance(row, MorningLine):
            return
        painter.save()
        paint_ground(painter, rect, option.state, theme)
        name, area, why, certainty = cells(rect, theme)
        quiet = theme.colour("tx2")
        if area.width() > 0:
            draw(painter, name, row.name, theme.font(13, 600), theme.colour("tx1"))
            draw(painter, area, row.area, theme.font(10.5), quiet)
            draw(painter, why, row.why, theme.font(10.5), theme.colour("tx1"))
            draw(painter, certainty, row.sure, theme.font(10.5), quiet)
        else:
            upper, lower = (
                name.adjusted(0, theme.px(5), 0, -rect.height() // 2),
                name.adjusted(0, rect.height() // 2, 0, -theme.px(5)),
            )
            draw(painter, upper, f"{row.name}  {row.area}", theme.font(11, 600), theme.colour("tx1"))
            draw(painter, lower, f"{row.why}, {row.certainty}", theme.font(10), quiet)
        painter.restore()


def cells(rect: QRect, theme: Theme) -> tuple[QRect, QRect, QRect, QRect]:
    """Where resident, area, reason and certainty stand; the last three are empty where there is one column."""
    px = theme.px
    left, width = rect.left() + px(EDGE), rect.width() - 2 * px(EDGE)
    if rect.width() < px(WIDE_FROM):
        return QRect(left, rect.top(), width, rect.height()), QRect(), QRect(), QRect()
    ends = [left + round(width * share) for share in (0.0, 0.24, 0.36, 0.84, 1.0)]
    boxes = [QRect(a, rect.top(), b - a - px(10), rect.height()) for a, b in pairwise(ends)]
    return boxes[0], boxes[1], boxes[2], boxes[3]


class MorningTitles(QWidget):
    """What stands over the columns."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.setFixedHeight(look.theme.px(TITLES))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        says = (Say.RESIDENT, Say.AREA, Say.REASON, Say.SURENESS)
        for rect, say in zip(cells(self.rect(), theme), says, strict=True):
            if rect.width() > 0:
                draw(painter, rect, self._words(say), theme.font(10), theme.colour("tx3"))
        hairline(painter, self.rect(), theme)
        painter.end()


class MorningPage(QWidget):
    """`opened` carries the resident on whom Enter was pressed."""

    opened = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        px = look.theme.px
        self._how = SafeLabel("", "second", wraps=True)
        self._model = MorningModel(self)
        self.list = LineList(self._model, MorningPainter(look, self), look, words(Say.MORNING))
        self._titles = MorningTitles(look, words)
        self._empty = QWidget()
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty.setAccessibleName(f"{words(Say.MORNING_EMPTY)} {words(Say.MORNING_EMPTY_HOW)}")
        FocusFrame(look, self._empty)
        nothing = column(self._empty, margins=(px(40), px(20), px(40), px(20)), gap=px(8))
        nothing.addStretch(3)
        nothing.addWidget(SafeLabel(words(Say.MORNING_EMPTY), "big", wraps=True))
        nothing.addWidget(SafeLabel(words(Say.MORNING_EMPTY_HOW), "second", wraps=True))
        nothing.addStretch(4)
        head = QWidget()
        head.setMinimumHeight(px(HEAD))
        told = column(head, margins=(px(20), px(8), px(20), px(8)), gap=px(2))
        name = line(gap=px(10))
        name.addWidget(SafeLabel(words(Say.MORNING), "name"))
        name.addStretch(1)
        name.addWidget(SafeLabel(words(Say.AGAIN), "reason"))
        name.addWidget(KeyCap("U", look))
        told.addLayout(name)
        told.addWidget(self._how)
        layout = column(self)
        for part in (head, rule(), self._titles, self.list, self._empty):
            layout.addWidget(part, 1 if part in (self.list, self._empty) else 0)
        self.list.entered.connect(self.opened)

    def show_rows(self, rows: Sequence[MorningRow]) -> None:
        """The list as it was read."""
        self.list.show_lines([line_of(row, self._words) for row in rows])
        if rows and self.list.key() is None:
            self.list.select(rows[0].resident)
        how = self._words(Say.MORNING_HOW)
        self._how.setText(f"{self._words(Say.MORNING_COUNT, n=len(rows))}. {how}" if rows else how)
        for part in (self._titles, self.list):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def home(self) -> QWidget:
        """Where the keyboard begins."""
        return self.list if self._model.lines else self._empty

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()
