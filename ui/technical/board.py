"""The board of silences, and under it the sources that talk most. A silence is ended by Delete, pressed twice."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.chatter import Chatter
from console.domain.silence import SilenceId
from console.services.screen import SilencesTold
from ui.technical import board_lines as told
from ui.technical.board_lines import BoardLine, board_of
from ui.technical.board_painter import LOUD_ROW, BoardModel, BoardPainter, LoudModel, LoudPainter, columns
from ui.technical.headed import EDGE, Titles
from ui.technical.loud_lines import loud_of
from ui.theme import Look
from ui.widgets.line_list import LineList
from ui.widgets.parts import KeyCap, clear, column, ground, line, rule
from ui.widgets.strokes import Right
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.technical import TechnicalSay as Say

MOST_LOUD, FEW_LOUD, ROOMY = 4, 2, 760
"""So many loud sources stand there where the silences need the room: from this height (unscaled pixels), and under."""

HEAD, LOUD_HEAD, FOOT = 52, 40, 34
"""Unscaled pixels of what stands over and under the silences."""

ENDING_KEYS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class BoardTitles(Titles):
    """Of the silences."""

    def paintEvent(self, _: QPaintEvent) -> None:
        at = columns(self.width(), self._look.theme)
        painter = QPainter(self)
        self.draw_titles(painter, ((Say.WHAT_WHY, at.what), (Say.WHO, at.who), (Say.END, at.end)))
        if at.end[1]:
            self.draw_titles(painter, ((Say.TIME_LEFT, (at.end[1], at.left[1])),), Right)
        painter.end()


class SilenceList(LineList):
    """`end_asked` comes with Delete or Backspace; a key that repeats by itself asks nothing. `left` comes when the
    keyboard goes elsewhere."""

    end_asked = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENDING_KEYS and not event.modifiers():
            if not event.isAutoRepeat() and self.key() is not None:
                self.end_asked.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Board(QWidget):
    """`ended` carries the `BoardLine` that is to end before its time."""

    ended = Signal(object)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._asked: SilenceId | None = None
        ground(self, "bg1")
        px = look.theme.px
        self._count = SafeLabel("", "second")
        self._soon = SafeLabel("", "reason")
        self._titles = BoardTitles(look, words)
        self._model = BoardModel(words, now, self)
        self.list = SilenceList(self._model, BoardPainter(look, words, now, self), look, words(Say.BOARD))
        self._empty = SafeLabel(words(Say.BOARD_EMPTY), "second", wraps=True)
        self._empty.setContentsMargins(px(EDGE), px(14), px(EDGE), px(14))
        self._foot = QWidget()
        self._foot.setMinimumHeight(px(FOOT))
        self._foot_line = line(self._foot, margins=(px(EDGE), px(4), px(EDGE), px(4)), gap=px(10))
        self._loud_model = LoudModel(words, self)
        self.loud = LineList(self._loud_model, LoudPainter(look, words, self), look, words(Say.LOUD))
        self._loud_share = SafeLabel("", "reason")
        self._loud_empty = SafeLabel("", "second", wraps=True)
        self._loud_empty.setContentsMargins(px(EDGE), px(12), px(EDGE), px(12))
        layout = column(self)
        last = SafeLabel(words(Say.LOUD_LAST), "second")
        parts = (
            self._head(HEAD, words(Say.BOARD), self._count, self._soon), rule(), self._titles, rule(), self._empty,
            self.list, self._foot, rule(), self._head(LOUD_HEAD, words(Say.LOUD), last, self._loud_share), rule(),
            self._loud_empty, self.loud,
        )  # fmt: skip
        for part in parts:
            layout.addWidget(part)
        layout.addStretch(1)
        self.list.end_asked.connect(self._ask)
        self.list.left.connect(self.keep)
        self.list.chosen.connect(self._chosen)
        self._show_foot()

    def show_board(self, silences: SilencesTold | None, chatter: Chatter | None) -> None:
        """What holds, and who talks; None where it has not been told."""
        words, now = self._words, self._now()
        lines = board_of(silences)
        found = [line.silence for line in lines if isinstance(line, BoardLine)]
        self.list.show_lines(lines)
        self._count.setText(words(Say.BOARD_COUNT, n=len(found)) if found else "")
        soon = sum(told.is_warned(one, now) for one in found)
        self._soon.setText(words(Say.BOARD_SOON, n=soon) if soon else "")
        if self._asked is not None and all(one.id != self._asked for one in found):
            self.keep()
        self.loud.show_lines(loud_of(chatter, silences))
        if chatter is None:
            self._loud_empty.setText(words(Say.LOUD_UNTOLD))
        elif not chatter.sources:
            self._loud_empty.setText(words(Say.LOUD_NONE))
        share = ""
        if chatter is not None and chatter.sources:
            percent = f"{chatter.total_share_percent:.0f}"
            share = words(Say.LOUD_SHARE, n=len(chatter.sources), share=percent)
        self._loud_share.setText(share)
        self._share()
        self.list.viewport().update()

    def selected(self) -> BoardLine | None:
        """The selected silence."""
        found = self._model.line_at(self.list.currentIndex().row()) if self.list.currentIndex().isValid() else None
        return found if isinstance(found, BoardLine) else None

    def is_asking(self) -> bool:
        """Whether it is asked if a silence is to end."""
        return self._asked is not None

    def keep(self) -> bool:
        """Takes back the question whether a silence is to end. False where none was asked."""
        was_asked, self._asked = self._asked is not None, None
        if was_asked:
            self._show_foot()
        return was_asked

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.list.lay_out()
        self.loud.lay_out()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _chosen(self, _: object) -> None:
        self.keep()
        self._show_foot()

    def _ask(self) -> None:
        """Delete asks, and Delete again answers."""
        line = self.selected()
        if line is None:
            return
        if self._asked == line.silence.id:
            self.keep()
            self.ended.emit(line)
            return
        self._asked = line.silence.id
        self._show_foot()

    def _show_foot(self) -> None:
        words, line = self._words, self.selected()
        clear(self._foot_line)
        if line is not None and self._asked == line.silence.id:
            self._foot_line.addWidget(KeyCap("Delete", self._look))
            whats = told.whats(line, words)
            what = whats[min(1, len(whats) - 1)]
            asked = SafeLabel(words(Say.END_ASKED, what=what), "status", wraps=True)
            self._foot_line.addWidget(asked, 1)
            self.list.setAccessibleDescription(asked.text())
            return
        self.list.setAccessibleDescription("")
        pairs = [("F10", Say.PARK)]
        if line is not None:
            pairs.append(("Delete", Say.END_KEY))
        for key, say in pairs:
            self._foot_line.addWidget(KeyCap(key, self._look))
            self._foot_line.addWidget(SafeLabel(words(say), "reason"))
        self._foot_line.addStretch(1)
        self._foot_line.addWidget(SafeLabel(words(Say.PEOPLE_NEVER), "reason"))

    def _share(self) -> None:
        """The silences have the room that they need, and so have some of the loud sources; the rest shares what is
        left."""
        has_silences, has_loud = bool(self._model.lines), bool(self._loud_model.lines)
        self._empty.setVisible(not has_silences)
        self.list.setVisible(has_silences)
        self._titles.setVisible(has_silences)
        self._loud_empty.setVisible(not has_loud)
        self.loud.setVisible(has_loud)
        px = self._look.theme.px
        fixed = px(HEAD + LOUD_HEAD + 26 + FOOT) + 5
        room = max(0, self.height() - fixed)
        wanted, loud = self.list.wanted_height(), self.loud.wanted_height()
        most = MOST_LOUD if self.height() >= px(ROOMY) else FEW_LOUD
        least_loud = min(loud, px(LOUD_ROW) * most, room // 2)
        board = min(wanted, max(room - least_loud, room // 2))
        self.list.setFixedHeight(max(1, board))
        self.loud.setFixedHeight(max(1, min(loud, room - board)))

    def _head(self, height: int, title: str, beside: SafeLabel, note: SafeLabel) -> QWidget:
        px = self._look.theme.px
        head = QWidget()
        head.setFixedHeight(px(height))
        layout = line(head, margins=(px(EDGE), 0, px(EDGE), 0), gap=px(10))
        layout.addWidget(SafeLabel(title, "strong"))
        layout.addWidget(beside)
        layout.addStretch(1)
        layout.addWidget(note)
        return head
