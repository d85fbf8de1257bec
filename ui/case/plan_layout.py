"""How the lines of a plan are laid out: what stands where in a line, and what an open one leaves away where there is
no room. The step's name and its keys always stay.

Geometry only; painting is in `plan_list.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from console.domain.plan import StepState
from ui.theme import Theme
from ui.widgets.marks import key_cap_width
from ui.words.course import AnswerKey, CourseLine

NUMBER = 28
"""Unscaled pixels from the number to the text."""

BUTTON = 34
GAP = 8
UNBOUNDED = 1_000_000


@dataclass(frozen=True, slots=True)
class Fold:
    """How many lines an open step may have of each thing that it says, and whether its clock is told in words."""

    detail: int = 99
    by_hand: int = 99
    more: int = 99
    rest: int = 99
    name: int = 99
    has_clock: bool = True


FOLDS: tuple[Fold, ...] = (
    Fold(),
    Fold(detail=2),
    Fold(detail=2, by_hand=0),
    Fold(detail=0, by_hand=0),
    Fold(detail=0, by_hand=0, more=2),
    Fold(detail=0, by_hand=0, more=1, rest=3, name=2),
    Fold(detail=0, by_hand=0, more=0, rest=2, name=2),
    Fold(detail=0, by_hand=0, more=0, rest=1, name=1),
    Fold(detail=0, by_hand=0, more=0, rest=1, name=1, has_clock=False),
    Fold(detail=0, by_hand=0, more=0, rest=0, name=1, has_clock=False),
)
"""From all that an open step says to its name and keys."""

LEAST, GOOD = FOLDS[-2], Fold(detail=0, by_hand=0, more=0, rest=3, name=2)
"""What must be seen of the open step, and what should: what is to be said, whole, and the clock."""

INK = {
    StepState.DONE: "tx2",
    StepState.SKIPPED: "tx2",
    StepState.CURRENT: "tx1",
    StepState.AHEAD: "tx1",
    StepState.NOT_NEEDED: "tx3",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One line of type. `top_left` is where its box begins."""

    text: str
    top_left: QPointF
    font: QFont
    token: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A line of the list, laid out from its own top left. `clock` is where the clock's words stand, live."""

    height: int
    runs: tuple[Run, ...]
    cap: QRect | None = None
    bar: QRect | None = None
    ruler: QRect | None = None
    clock: QRect | None = None


def wrapped(text: str, font: QFont, width: int, most: int = 99) -> tuple[str, ...]:
    """The lines of a text; the last one that there is room for ends in '…' where more would follow."""
    if most <= 0 or not text:
        return ()
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(width, 40))
        found.append((row.textStart(), row.textLength()))
    layout.endLayout()
    lines = [text[start : start + length].rstrip() for start, length in found[:most]]
    if len(found) > most:
        lines[-1] = QFontMetrics(font).elidedText(text[found[most - 1][0] :], Qt.TextElideMode.ElideRight, width)
    return tuple(lines)


def button_places(answers: Sequence[AnswerKey], width: int, theme: Theme) -> tuple[QRect, ...]:
    """Where the answers' buttons stand, beside each other and under where they must."""
    px, metrics = theme.px, QFontMetrics(theme.font(11, 600))
    places: list[QRect] = []
    x = y = 0
    for each in answers:
        wide = min(metrics.horizontalAdvance(each.text) + key_cap_width(shown_key(each.key), theme) + px(40), width)
        if x and x + wide > width:
            x, y = 0, y + px(BUTTON + 6)
        places.append(QRect(x, y, wide, px(BUTTON)))
        x += wide + px(8)
    return tuple(places)


def shown_key(key: str) -> str:
    """As it stands on a cap: 'Alt J'."""
    return key.replace("+", " ")


class Setting:
    """Lays out lines for one width in one theme."""

    def __init__(self, theme: Theme, width: int) -> None:
        self._theme = theme
        self._width = width
        self._side = theme.px(theme.density.padding)
        self._left = self._side + theme.px(NUMBER)

    def lay(self, line: CourseLine, clock: str, room: int = UNBOUNDED) -> Laid:
        """One line of the list. An open one folds until it is no higher than `room`; `clock` is its clock in words."""
        if not line.is_open:
            return self._closed(line)
        for fold in FOLDS:
            laid = self._opened(line, clock, fold)
            if laid.height <= room:
                break
        return laid

    def folded(self, line: CourseLine, clock: str, fold: Fold) -> int:
        """How high a line is in one fold."""
        return self._opened(line, clock, fold).height if line.is_open else self._closed(line).height

    def _closed(self, line: CourseLine) -> Laid:
        theme, px = self._theme, self._theme.px
        cap = self._cap(line, px(5))
        small, font = theme.font(10.5, tabular=True), theme.font(11, 600 if line.state is StepState.CURRENT else 400)
        token = "tx2" if line.is_quiet and line.state is StepState.AHEAD else INK[line.state]
        end = (cap.left() if cap is not None else self._width - self._side) - px(GAP)
        runs = []
        if line.told:
            most = int((end - self._left) * 0.6)
            told = QFontMetrics(small).elidedText(line.told, Qt.TextElideMode.ElideRight, most)
            wide = QFontMetrics(small).horizontalAdvance(told)
            runs.append(Run(told, QPointF(end - wide, px(6)), small, "tx3" if token == "tx3" else "tx2"))
            end -= wide + px(12)
        text = QFontMetrics(font).elidedText(line.text, Qt.TextElideMode.ElideRight, max(end - self._left, px(40)))
        runs.append(Run(text, QPointF(self._left, px(5)), font, token))
        bottom = px(5) + QFontMetrics(font).height()
        more, bottom = self._block(line.why, theme.font(10), "tx2", bottom, 99)
        return Laid(bottom + px(5), (*runs, *more), cap)

    def _opened(self, line: CourseLine, clock: str, fold: Fold) -> Laid:
        theme, px = self._theme, self._theme.px
        cap = self._cap(line, px(10))
        first = (cap.left() - px(GAP) if cap is not None else self._width - self._side) - self._left
        runs, bottom = self._block(line.headline.removesuffix("."), theme.font(13, 700), "tx1", px(9), fold.name, first)
        parts: list[tuple[str, QFont, str, int]] = [
            (line.rest, theme.font(12), "tx1", fold.rest),
            (line.told, theme.font(10.5), "tx2", 2),
            (line.why, theme.font(10), "tx2", 2),
            (line.detail, theme.font(10.5), "tx2", fold.detail),
        ]
        for text, font, token, most in parts:
            block, bottom = self._block(text, font, token, bottom + (px(2) if text and most else 0), most)
            runs += block
        for number, text in enumerate(line.more[: fold.more], start=1):
            shown = text if number < fold.more or number == len(line.more) else f"{text} …"
            block, bottom = self._block(shown, theme.font(10.5, 500), "tx1", bottom + px(3), 99)
            runs += block
        gap = px(3) if line.by_hand and fold.by_hand else 0
        block, bottom = self._block(line.by_hand, theme.font(10), "tx2", bottom + gap, fold.by_hand)
        runs += block
        bar = None
        if line.answers:
            places = button_places(line.answers, self._width - self._left - self._side, theme)
            bar = QRect(
                self._left, bottom + px(8), self._width - self._left - self._side, places[-1].bottom() + 1
            )  # fmt: skip
            bottom = bar.bottom() + 1
        ruler, words, bottom = self._clock(line, clock, bottom, fold.has_clock)
        return Laid(bottom + px(9), tuple(runs), cap, bar, ruler, words)

    def _clock(
        self, line: CourseLine, clock: str, bottom: int, has_words: bool
    ) -> tuple[QRect | None, QRect | None, int]:
        """The ruler, and the words under it."""
        px, room = self._theme.px, self._width - self._left - self._side
        if line.clock is None or not clock:
            return None, None, bottom
        ruler = None
        if line.clock.rests_until is None and (line.clock.untouched or line.clock.wait is not None):
            ruler = QRect(self._left, bottom + px(11), room, px(4))
            bottom = ruler.bottom() + px(5)
        if not has_words:
            return ruler, None, bottom
        font = self._theme.font(10, tabular=True)
        lines = len(wrapped(clock, font, room))
        words = QRect(self._left, bottom + px(4), room, lines * QFontMetrics(font).lineSpacing())
        return ruler, words, words.bottom() + 1

    def _block(
        self, text: str, font: QFont, token: str, top: int, most: int, width: int | None = None
    ) -> tuple[list[Run], int]:
        """A text in lines from `top`, and where it ends."""
        room = width if width is not None else self._width - self._left - self._side
        high = QFontMetrics(font).lineSpacing()
        lines = wrapped(text, font, room, most)
        runs = [Run(each, QPointF(self._left, top + at * high), font, token) for at, each in enumerate(lines)]
        return runs, top + len(lines) * high

    def _cap(self, line: CourseLine, top: int) -> QRect | None:
        if not line.key:
            return None
        size = QSize(key_cap_width(line.key, self._theme), self._theme.px(20))
        return QRect(self._width - self._side - size.width(), top, size.width(), size.height())
