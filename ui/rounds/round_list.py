"""The left column: the round's head with its counts, the looks, and at the foot what is hidden."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.domain.ids import LookId
from console.domain.round_rows import NightFigures, RoundBoard, RoundGroup, RoundRow
from ui.rounds import round_lines as said
from ui.rounds.round_lines import LookLine, RoundCounts
from ui.rounds.round_painter import RoundModel, RoundPainter
from ui.theme import COMPACT, Look
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedLine
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.strokes import draw
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


class StillList(LineList):
    """The selected line stands still on the screen, also where there is nothing to scroll to: then the lines stand
    apart from an edge until another is chosen."""

    _apart: int | None = None

    def show_lines(self, lines: Sequence[KeyedLine]) -> None:
        had = self.key()
        before = self.visualRect(self.currentIndex()).top() if had is not None else 0
        super().show_lines(lines)
        if had is None or self.key() != had:
            self._apart = None
        else:
            self._apart = self.verticalScrollBar().value() + self.visualRect(self.currentIndex()).top() - before
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar = self.verticalScrollBar()
        if self._apart is not None and not bar.minimum() <= self._apart <= bar.maximum():
            bar.setRange(min(bar.minimum(), self._apart), max(bar.maximum(), self._apart))
            bar.setValue(self._apart)

    def rest(self) -> None:
        """The hand has chosen another: the lines stand where they belong again, with the chosen one in sight."""
        self._apart = None
        self.updateGeometries()
        self.scrollTo(self.currentIndex())


class Counts(QWidget):
    """Numbers with their words, on as many lines as they need."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pairs: tuple[tuple[str, str], ...] = ()

    def tell(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Each number and what it counts."""
        if tuple(pairs) != self._pairs:
            self._pairs = tuple(pairs)
            self.setAccessibleName(", ".join(f"{number} {word}" for number, word in pairs))
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.theme.px(28) * self._lines()[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._look.theme.px(28))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        places, gap = self._lines()[0], theme.px(5)
        high = theme.px(28)
        for (number, word), (left, at) in zip(self._pairs, places, strict=True):
            rect = self.rect().adjusted(left, at * high, 0, 0)
            rect.setHeight(high)
            taken = draw(painter, rect, number, theme.font(17, 700), theme.colour("tx1"))
            draw(painter, rect.adjusted(taken + gap, theme.px(3), 0, 0), word, theme.font(10), theme.colour("tx2"))
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _lines(self) -> tuple[list[tuple[int, int]], int]:
        """Where each pair begins and on which line, and how many lines there are."""
        theme = self._look.theme
        big, small = QFontMetrics(theme.font(17, 700)), QFontMetrics(theme.font(10))
        left, at, places = 0, 0, []
        for number, word in self._pairs:
            width = big.horizontalAdvance(number) + theme.px(5) + small.horizontalAdvance(word)
            if left and left + width > self.width():
                left, at = 0, at + 1
            places.append((left, at))
            left += width + theme.px(14)
        return places, at + 1


class RoundList(QWidget):
    """Which look is chosen its owner decides, by what `list.chosen` and `list.entered` carry."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        ground(self, "bg1")
        self.model = RoundModel(words, now, self)
        self.list = StillList(self.model, RoundPainter(look, words, now, self), look, words(Say.LIST), self)
        self.list.chosen.connect(lambda _: self.list.rest())
        self._title = SafeLabel("", "title")
        self._note = SafeLabel("", "table2")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._counts = Counts(look)
        self._empty_title = SafeLabel("", "title", wraps=True)
        self._empty_how = SafeLabel("", "second", wraps=True)
        self._hidden = SafeLabel("", "reason", wraps=True)
        self._declined = SafeLabel("", "reason")
        self._stack = QStackedLayout()
        layout = column(self)
        layout.addWidget(self._head())
        layout.addWidget(rule())
        layout.addLayout(self._stack, 1)
        self._empty = self._nothing()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout.addWidget(rule())
        layout.addWidget(self._foot())

    def show_board(
        self,
        board: RoundBoard | None,
        following: RoundRow | None,
        *,
        is_open: bool,
        here: tuple[LookId, str] | None,
        paused_since: datetime | None,
    ) -> None:
        """The night's looks as of now. `here` is the look at hand with what is said of it."""
        now, words = self._now(), self._words
        counts = said.counts_of(board, now) if board is not None else RoundCounts()
        lines = said.lines_of(board, now, following, is_open=is_open, here=here) if board is not None else ()
        self._tell_head(board, counts, now, paused_since)
        has_rows = any(isinstance(each, LookLine) for each in lines)
        self.list.show_lines(lines if has_rows else ())
        if not has_rows:
            title, how = self._nothing_of(board, now)
            self._empty_title.setText(title)
            self._empty_how.setText(how)
        self._stack.setCurrentWidget(self.list if has_rows else self._empty)
        is_told = board is not None and bool(board.rows)
        self._hidden.setText(words(Say.HIDDEN, later=counts.later, done=counts.done) if is_told else "")
        self._declined.setText(words(Say.DECLINED, n=counts.declined) if counts.declined else "")
        self.list.viewport().update()

    def selected(self) -> RoundRow | None:
        """The chosen look."""
        index = self.list.currentIndex()
        found = self.model.line_at(index.row()) if index.isValid() else None
        return found.row if isinstance(found, LookLine) else None

    def select(self, look: LookId | None) -> None:
        """A look as chosen, or none; tells nobody."""
        self.list.select(look)
        self.list.rest()

    def home(self) -> QWidget:
        """Where the keyboard is."""
        return self.list

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """What stands beside the title goes where it has no room; nothing is cut."""
        px = self._look.theme.px
        room = self.width() - self._title.sizeHint().width() - px(48)
        self._note.setVisible(self._note.sizeHint().width() <= room)

    def _tell_head(self, board: RoundBoard | None, counts: RoundCounts, now: datetime, since: datetime | None) -> None:
        words, title, note = self._words, "", ""
        if board is not None and board.rows:
            number = said.current_round(board, now)
            span = said.span(*board.looks.rounds()[number], words)
            title = words(Say.ROUND, number=number, span=span)
            note = f"{words(Say.PEOPLE, n=counts.residents)}, {words(Say.STAFF, n=1 + len(board.sharing))}"
        self._title.setText(title or words(Say.PAGE_LOOKS))
        self._note.setText(words(Say.PAUSED_SINCE, time=words.time(since)) if since is not None else note)
        pairs = (
            (counts.late, Say.LATE), (counts.now, Say.NOW_COUNT), (counts.soon, Say.SOON_COUNT),
            (counts.retry, Say.RETRY_COUNT), (counts.done, Say.DONE_COUNT),
        )  # fmt: skip
        self._counts.tell([(words.number(count), words(say, n=count)) for count, say in pairs])
        self._counts.setVisible(bool(title))
        self._fold()

    def _nothing_of(self, board: RoundBoard | None, now: datetime) -> tuple[str, str]:
        words = self._words
        if board is None:
            return words(Say.UNTOLD), words(Say.UNTOLD_HOW)
        if not board.rows and board.figures == NightFigures():
            return words(Say.NO_DECISIONS), words(Say.NO_DECISIONS_HOW)
        if all(row.is_skipped for row in board.rows):
            return words(Say.NONE_TONIGHT), words(Say.NONE_TONIGHT_HOW)
        later = board.looks.at(now)[RoundGroup.LATER]
        if later:
            return words(Say.ALL_DONE_NEXT, time=words.time(min(row.begins_at for row in later))), ""
        return words(Say.ALL_DONE), words(Say.ALL_DONE_HOW)

    def _head(self) -> QWidget:
        px = self._look.theme.px
        head = QWidget()
        is_compact = self._look.theme.density is COMPACT
        margins = (px(16), px(8 if is_compact else 14), px(16), px(6 if is_compact else 10))
        layout = column(head, margins=margins, gap=px(4 if is_compact else 10))
        top = line(gap=px(8))
        top.addWidget(self._title, 1)
        top.addWidget(self._note)
        layout.addLayout(top)
        layout.addWidget(self._counts)
        return head

    def _foot(self) -> QWidget:
        px = self._look.theme.px
        foot = QWidget()
        foot.setMinimumHeight(px(26 if self._look.theme.density is COMPACT else 36))
        layout = line(foot, margins=(px(16), 0, px(16), 0), gap=px(10))
        layout.addWidget(self._hidden, 1)
        layout.addWidget(self._declined)
        return foot

    def _nothing(self) -> QWidget:
        px = self._look.theme.px
        page = QWidget(self)
        layout = column(page, margins=(px(16), 0, px(16), 0), gap=px(8))
        layout.addStretch(3)
        layout.addWidget(self._empty_title)
        layout.addWidget(self._empty_how)
        layout.addStretch(5)
        return page
