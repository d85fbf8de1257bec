"""The night as squares, one for each resident in a row for each area, round by round; and what each square means."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.round_rows import RoundBoard, RoundGroup, RoundRow, group_of
from ui.rounds import round_lines as said
from ui.rounds.round_painter import paint_late
from ui.theme import Look, Theme
from ui.widgets.marks import paint_hatch
from ui.widgets.strokes import Right, draw
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

GROUND = "bg1"
"""What the squares stand on."""

SIDE, STEP, LABEL, HEAD, GAP, RISE = 13, 17, 58, 24, 6, 3
FEW, USUAL_WIDE = 36, 12
"""An area of at most `FEW` stands in lines of `USUAL_WIDE`; else as many as there is room for."""


class Square(IntEnum):
    """How a resident's look of a round stands, in the order of the legend."""

    DONE = 0
    NOW = 1
    RETRY = 2
    SOON = 3
    LATE = 4
    FOLLOW = 5
    SKIPPED = 6


MEANINGS = {
    Square.DONE: Say.KEY_DONE, Square.NOW: Say.KEY_NOW, Square.RETRY: Say.KEY_RETRY, Square.SOON: Say.KEY_SOON,
    Square.LATE: Say.KEY_LATE, Square.FOLLOW: Say.KEY_FOLLOW, Square.SKIPPED: Say.KEY_SKIPPED,
}  # fmt: skip

OF_GROUP = {
    RoundGroup.DONE: Square.DONE, RoundGroup.NOW: Square.NOW, RoundGroup.RETRY: Square.RETRY,
    RoundGroup.SOON: Square.SOON, RoundGroup.LATER: Square.SOON, RoundGroup.LATE: Square.LATE,
    RoundGroup.FOLLOW_UP: Square.FOLLOW, RoundGroup.SKIPPED: Square.SKIPPED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a round, its squares by time and place."""

    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class RoundSquares:
    """One round: what is over it, and its areas."""

    title: str
    note: str
    areas: tuple[Area, ...]


def squares_of(board: RoundBoard, now: datetime, words: Words) -> tuple[RoundSquares, ...]:
    """Every round of the night."""
    found = []
    rounds: dict[int, dict[str, list[RoundRow]]] = defaultdict(lambda: defaultdict(list))
    for row in board.rows:
        rounds[row.round][row.area].append(row)
    for number, (begins, ends) in board.looks.rounds().items():
        title = words(Say.ROUND, number=number, span=said.span(begins, ends, words))
        by_area = sorted(rounds[number].items())
        areas = tuple(Area(clean(name, said.LONGEST), _squares(rows, now)) for name, rows in by_area)
        every = [row for _, rows in by_area for row in rows]
        found.append(RoundSquares(title, _note(every, begins, now, words), areas))
    return tuple(found)


def _squares(rows: Sequence[RoundRow], now: datetime) -> tuple[Square, ...]:
    """What is done first, then what is not, so that a line fills from its left."""
    ordered = sorted(rows, key=lambda row: (row.begins_at, row.place, row.look))
    squares = [OF_GROUP[group_of(row, now)] for row in ordered]
    rank = {Square.DONE: 0, Square.LATE: 1, Square.FOLLOW: 2, Square.RETRY: 3, Square.NOW: 4}
    return tuple(sorted(squares, key=lambda square: rank.get(square, 5 + square)))


def _note(rows: Sequence[RoundRow], begins: datetime, now: datetime, words: Words) -> str:
    groups = [group_of(row, now) for row in rows]
    done, late = groups.count(RoundGroup.DONE), sum(_was_late(row) for row in rows)
    if now < begins and not done:
        return words(Say.NOT_BEGUN)
    text = words(Say.ROUND_DONE, done=done, count=len(rows) - groups.count(RoundGroup.SKIPPED))
    return f"{text}, {words(Say.ROUND_LATE, n=late)}" if late else text


def _was_late(row: RoundRow) -> bool:
    return row.done_at is not None and row.done_at > row.closes_at


class Band(NamedTuple):
    """What stands from `top` on over the whole width: a round's title and note, or an area in lines of `wide`
    squares."""

    top: int
    height: int
    wide: int
    what: tuple[str, str] | Area


class NightSquares(QWidget):
    """All rounds, one under the other."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._rounds: tuple[RoundSquares, ...] = ()
        self._drawn: dict[Square, QPixmap] = {}
        self._drawn_for: tuple[Theme, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rounds(self, rounds: tuple[RoundSquares, ...]) -> None:
        """What holds now."""
        if rounds == self._rounds:
            return
        before, self._rounds = self._laid(), rounds
        self.setAccessibleName("; ".join(told(one, self._words) for one in rounds))
        self._fit()
        for was, band in zip_longest(before, self._laid()):
            if was != band:
                for each in (was, band):
                    if each is not None:
                        self.update(self._covered(each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        bands = self._laid()
        return QSize(0, bands[-1].top + bands[-1].height if bands else self._look.theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painted = event.rect()
        for band in self._laid():
            if painted.intersects(self._covered(band)):
                self._paint(painter, band)
        painter.end()

    def _fit(self) -> None:
        height = max(1, self.sizeHint().height())
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def _laid(self) -> list[Band]:
        """Where each head and each area stands, from the top."""
        px = self._look.theme.px
        biggest = max((len(area.squares) for one in self._rounds for area in one.areas), default=0)
        room = max(1, (self.width() - px(16) - px(LABEL) - px(16)) // px(STEP))
        wide = min(room, USUAL_WIDE) if biggest <= FEW else room
        top, bands = px(6), []
        for number, one in enumerate(self._rounds):
            above = px(10) if number else 0
            bands.append(Band(top, above + px(HEAD), wide, (one.title, one.note)))
            top += above + px(HEAD)
            for area in one.areas:
                height = -(-len(area.squares) // wide) * px(STEP) + px(GAP)
                bands.append(Band(top, height, wide, area))
                top += height
            top += px(8)
            bands[-1] = bands[-1]._replace(height=top - bands[-1].top)
        return bands

    def _covered(self, band: Band) -> QRect:
        """What is painted for it: an area's name begins above its squares."""
        rise = self._look.theme.px(RISE)
        return QRect(0, band.top - rise, self.width(), band.height + rise)

    def _paint(self, painter: QPainter, band: Band) -> None:
        if isinstance(band.what, Area):
            self._paint_area(painter, band.what, band.top, band.wide)
            return
        theme, px, (title, note) = self._look.theme, self._look.theme.px, band.what
        if band.height > px(HEAD):
            painter.fillRect(0, band.top, self.width(), 1, theme.colour("line"))
        line = QRect(px(20), band.top + band.height - px(HEAD), self.width() - 2 * px(20), px(HEAD))
        taken = draw(painter, line, title, theme.font(10.5, 600), theme.colour("tx1"))
        rest = line.adjusted(taken + px(8), 0, 0, 0)
        draw(painter, rest, note, theme.font(10), theme.colour("tx2"), Right)

    def _paint_area(self, painter: QPainter, area: Area, top: int, wide: int) -> None:
        theme, px = self._look.theme, self._look.theme.px
        label = self.rect().adjusted(px(20), top - px(RISE), 0, 0)
        label.setSize(QSize(px(LABEL) - px(4), px(18)))
        draw(painter, label, area.name, theme.font(10), theme.colour("tx2"))
        first, step = px(20) + px(LABEL), px(STEP)
        for at, square in enumerate(area.squares):
            self._put(painter, first + (at % wide) * step, top + (at // wide) * step, square)

    def _put(self, painter: QPainter, left: int, top: int, square: Square) -> None:
        """A square, from its picture: hundreds of them are painted at once. Not where it would lie between pixels, nor
        hatched, whose lines are smoothed by where they lie."""
        theme, ratio = self._look.theme, self.devicePixelRatioF()
        side = theme.px(SIDE)
        if not ratio.is_integer() or square is Square.RETRY:
            paint_square(painter, QRectF(left, top, side, side), square, theme)
            return
        if (theme, ratio) != self._drawn_for:
            self._drawn, self._drawn_for = {}, (theme, ratio)
        if square not in self._drawn:
            drawn = QPixmap(QSize(side, side) * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(theme.colour(GROUND))
            inner = QPainter(drawn)
            paint_square(inner, QRectF(0, 0, side, side), square, theme)
            inner.end()
            self._drawn[square] = drawn
        painter.drawPixmap(left, top, self._drawn[square])


def told(one: RoundSquares, words: Words) -> str:
    """The squares in words, for whoever does not see them."""
    parts = []
    for area in one.areas:
        counts = ", ".join(
            f"{area.squares.count(square)} {words(MEANINGS[square])}" for square in Square if square in area.squares
        )
        parts.append(f"{area.name} {counts}".strip())
    return f"{one.title}, {one.note}: {'; '.join(parts)}"


def paint_square(painter: QPainter, box: QRectF, square: Square, theme: Theme) -> None:
    """Each is told by its form, not by its colour alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    width = max(1, theme.px(2))
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    light = QPen(theme.colour("tx1"), width, j=Qt.PenJoinStyle.MiterJoin)
    match square:
        case Square.DONE:
            painter.fillRect(box, theme.colour("tx3"))
        case Square.LATE:
            paint_late(painter, box, theme)
        case Square.SOON:
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        case Square.SKIPPED:
            middle = box.center().y() - 1
            painter.fillRect(QRectF(box.left() + 1, middle, box.width() - 2, 2), theme.colour("tx3"))
        case Square.NOW | Square.RETRY | Square.FOLLOW:
            painter.setPen(light)
            painter.drawRect(inner)
            if square is Square.RETRY:
                paint_hatch(painter, inner, theme.colour("tx1"), box.width() / 1.6, width)
            elif square is Square.FOLLOW:
                third = box.width() / 3
                painter.fillRect(box.adjusted(third, third, -third, -third), theme.colour("tx1"))
    painter.restore()


class SquareKey(QWidget):
    """What the squares mean; what there is none of tonight is left out, but for the usual."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._shown: tuple[Square, ...] = tuple(Square)[:5]
        self.show_for(())

    def show_for(self, rounds: Sequence[RoundSquares]) -> None:
        """Follow-ups and who declines are explained where there are any."""
        there = {square for one in rounds for area in one.areas for square in area.squares}
        self._shown = tuple(square for square in Square if square <= Square.LATE or square in there)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, painter = self._look.theme, self._look.theme.px, QPainter(self)
        for square, (left, top) in zip(self._shown, self._places(), strict=True):
            paint_square(painter, QRectF(left, top + px(5), px(SIDE), px(SIDE)), square, theme)
            rect = self.rect().adjusted(left + px(SIDE + 6), top, 0, 0)
            rect.setHeight(px(23))
            draw(painter, rect, self._words(MEANINGS[square]), theme.font(10), theme.colour("tx2"))
        painter.end()

    def _places(self) -> list[tuple[int, int]]:
        px, metrics = self._look.theme.px, self.fontMetrics()
        left, top, places = px(20), px(6), []
        for square in self._shown:
            width = px(SIDE + 6) + metrics.horizontalAdvance(self._words(MEANINGS[square]))
            if left > px(20) and left + width > self.width() - px(12):
                left, top = px(20), top + px(23)
            places.append((left, top))
            left += width + px(10)
        return places

    def _fit(self) -> None:
        self.setFixedHeight(self._places()[-1][1] + self._look.theme.px(30))
