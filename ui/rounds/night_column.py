"""The right column: the night in squares, what was decided against what was done, and who shares it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain.round_rows import NightFigures, OutsideLook, RoundBoard
from ui.rounds.night_squares import NightSquares, SquareKey, squares_of
from ui.theme import COMPACT, Look
from ui.widgets.parts import clear, column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say


def figures_told(figures: NightFigures, words: Words) -> tuple[tuple[str, str], ...]:
    """Each figure and its value; what was missed only where something was."""
    percent = round(100 * figures.directly / figures.done) if figures.done else None
    pairs = [
        (Say.DECIDED, words.number(figures.decided)), (Say.LACKING, words.number(figures.lacking)),
        (Say.BOOKED, words.number(figures.booked)),
        (Say.LOOKS_DONE, words(Say.ROUND_DONE, done=figures.done, count=figures.looks)),
        (Say.DIRECTLY, words(Say.PERCENT, percent=percent) if percent is not None else "–"),
        (Say.AVOIDED, words.number(figures.avoided)),
    ]  # fmt: skip
    if figures.missed:
        pairs.insert(4, (Say.MISSED, words.number(figures.missed)))
    return tuple((words(say), value) for say, value in pairs)


def shared(board: RoundBoard, words: Words) -> str:
    """With whom."""
    names = [clean(name, 60) for name in board.sharing if name]
    if not names:
        return words(Say.ALONE)
    if len(names) == 1:
        return words(Say.SHARED_TWO, name=names[0])
    return words(Say.SHARED, names=words(Say.AND, first=", ".join(names[:-1]), last=names[-1]))


class NightColumn(QWidget):
    """Shows what it is told."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._told: object = None
        self._shown: tuple[RoundBoard | None, int] | None = None
        self._lines: list[tuple[SafeLabel, SafeLabel]] = []
        ground(self, "bg1")
        px = look.theme.px
        layout = column(self)
        head = QWidget()
        head.setFixedHeight(px(40 if look.theme.density is COMPACT else 52))
        top = line(head, margins=(px(20), 0, px(20), 0))
        top.addWidget(SafeLabel(words(Say.NIGHT), "title"), 1)
        top.addWidget(SafeLabel(words(Say.ONE_SQUARE), "reason"))
        self.squares = NightSquares(look, words)
        self._legend = SquareKey(look, words)
        self._figures = QGridLayout()
        self._outside = column(gap=px(3))
        self._shared = SafeLabel("", "reason", wraps=True)
        layout.addWidget(head)
        layout.addWidget(rule())
        self.box = ScrollBox(words(Say.NIGHT), look)
        self.box.setWidget(self._content())
        layout.addWidget(self.box, 1)
        layout.addStretch(0)
        layout.addWidget(rule())
        foot = QWidget()
        foot.setMinimumHeight(px(28 if look.theme.density is COMPACT else 36))
        bottom = line(foot, margins=(px(20), px(4), px(20), px(4)))
        bottom.addWidget(self._shared, 1)
        layout.addWidget(foot)

    def show_board(self, board: RoundBoard | None) -> None:
        """The night so far."""
        words, now = self._words, self._now()
        shown = (board, board.looks.moment(now)) if board is not None else (None, 0)
        if self._shown is not None and shown[0] is self._shown[0] and shown[1] == self._shown[1]:
            return
        self._shown = shown
        rounds = squares_of(board, now, words) if board is not None else ()
        self.squares.show_rounds(rounds)
        self._legend.show_for(rounds)
        self._shared.setText(shared(board, words) if board is not None else "")
        told = (board.figures, board.outside) if board is not None else (NightFigures(), ())
        if told != self._told:
            self._told = told
            self._show_figures(told[0])
            self._show_outside(told[1])

    def _show_figures(self, figures: NightFigures) -> None:
        told = figures_told(figures, self._words)
        if len(told) != len(self._lines):
            clear(self._figures)
            self._lines = [(SafeLabel("", "table2", wraps=True), SafeLabel("", "status")) for _ in told]
            for row, (name, number) in enumerate(self._lines):
                self._figures.addWidget(name, row, 0)
                self._figures.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
            self._figures.setColumnStretch(0, 1)
        for (name, number), (label, value) in zip(self._lines, told, strict=True):
            name.setText(label)
            number.setText(value)

    def _show_outside(self, looks: tuple[OutsideLook, ...]) -> None:
        clear(self._outside)
        words = self._words
        if looks:
            self._outside.addWidget(SafeLabel(words(Say.OUTSIDE), "section"))
        for one in looks:
            text = words(
                Say.OUTSIDE_LOOK, time=words.time(one.at), name=clean(one.who, 60), reason=clean(one.reason, 300)
            )
            self._outside.addWidget(SafeLabel(text, "table2", wraps=True))

    def _content(self) -> QWidget:
        px = self._look.theme.px
        content = QWidget()
        layout = column(content)
        layout.addWidget(self.squares)
        layout.addWidget(rule())
        layout.addWidget(self._legend)
        layout.addWidget(rule())
        figures = column(margins=(px(20), px(14), px(20), px(10)), gap=px(6))
        figures.addWidget(SafeLabel(self._words(Say.FIGURES), "status"))
        self._figures.setVerticalSpacing(px(5))
        self._figures.setContentsMargins(0, 0, 0, 0)
        figures.addLayout(self._figures)
        figures.addSpacing(px(8))
        figures.addLayout(self._outside)
        layout.addLayout(figures)
        layout.addStretch(1)
        return content
