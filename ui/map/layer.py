"""The marks on the land: where each is drawn now, what is said beside it, what a click means, and the painting."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from ui.map.flags import Flag, around, flags_of, paint_flag, paint_string
from ui.map.mark_painter import MarkPainter, paint_chosen, paint_circle, paint_leader, paint_ring
from ui.map.mercator import Eye, place, world_px
from ui.map.shown import Mark, MarkKind
from ui.map.spots import MANY, RING, Spot, spots_of
from ui.theme import Look

NEAR = 4
"""Unscaled pixels beside a mark at which a click still means it."""


class MarkLayer:
    """Places are folded once for each level and each telling of marks, and move with the view."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.marks: tuple[Mark, ...] = ()
        self.flags: list[Flag] = []
        self._places: list[tuple[Mark, float, float]] = []
        self._folded: tuple[object, list[Spot]] | None = None
        self._seen: tuple[object, list[Spot]] | None = None
        self._painter = MarkPainter()

    def show(self, marks: Sequence[Mark]) -> None:
        """All that there are. What stands on no place of the Earth is not drawn."""
        self.marks = tuple(marks)
        found = [(mark, place(mark.point)) for mark in self.marks]
        self._places = [(mark, *at) for mark, at in found if at is not None]
        self._folded = self._seen = None

    def forget(self) -> None:
        """The look is another."""
        self._painter.forget()
        self._folded = self._seen = None

    def spots(self, eye: Eye, size: QSize) -> list[Spot]:
        """Every mark's place in the view's pixels, what gives room to nothing first; outside the view too."""
        scale, side = self._look.theme.scale, world_px(eye.level)
        left, top = eye.corner(size.width(), size.height())
        right, bottom = left + size.width(), top + size.height()
        staff = (
            left <= x * side <= right and top <= y * side <= bottom
            for mark, x, y in self._places
            if mark.kind is MarkKind.STAFF
        )
        key = (eye.level, scale, sum(staff) > MANY)
        if self._folded is None or self._folded[0] != key:
            placed = ((mark, x * side, y * side) for mark, x, y in self._places)
            self._folded = (key, spots_of(placed, scale, many=key[2]))
        return [each.moved(-left, -top) for each in self._folded[1]]

    def seen(self, eye: Eye, size: QSize) -> list[Spot]:
        """Those in the view."""
        key = (eye, size.width(), size.height(), self._look.theme.scale)
        if self._seen is None or self._seen[0] != key:
            view = QRectF(0, 0, size.width(), size.height()).adjusted(-RING, -RING, RING, RING)
            found = [spot for spot in self.spots(eye, size) if view.contains(QPointF(spot.x, spot.y))]
            self._seen = (key, found)
        return self._seen[1]

    def of(self, key: str | None, eye: Eye, size: QSize) -> Spot | None:
        """Where a mark is, by itself or in a circle."""
        if key is None:
            return None
        return next((spot for spot in self.spots(eye, size) if spot.holds(key)), None)

    def at(self, at: QPointF, eye: Eye, size: QSize) -> Spot | None:
        """What a click means: the mark, or the box that names it."""
        near = self._look.theme.px(NEAR)
        named = next((flag.spot for flag in self.flags if flag.box.contains(at)), None)
        boxes = ((spot, around(spot).adjusted(-near, -near, near, near)) for spot in self.seen(eye, size))
        return named or next((spot for spot, box in boxes if box.contains(at)), None)

    def lay(self, eye: Eye, size: QSize, taken: Sequence[QRectF], pointed: Collection[str]) -> list[QRectF]:
        """Finds room for the boxes; returns everything that is covered."""
        spots = self.seen(eye, size)
        view = QRectF(0, 0, size.width(), size.height())
        self.flags = flags_of(spots, view, taken, self._look.theme, pointed)
        return [*taken, *(around(spot) for spot in spots), *(flag.box for flag in self.flags)]

    def paint(self, painter: QPainter, eye: Eye, size: QSize, cursor: str | None) -> None:
        """Cases on top of staff; the boxes over all; the ring where the keyboard is over those."""
        theme, metres = self._look.theme, eye.metres_a_pixel()
        spots = self.seen(eye, size)
        for spot in reversed(spots):
            if spot.head.is_stale and spot.head.accuracy_m and not spot.is_group:
                paint_circle(painter, spot, metres, theme)
            if spot.head.is_chosen:
                paint_chosen(painter, spot, theme)
            if spot.stepped_aside:
                paint_leader(painter, spot, theme)
        for flag in self.flags:
            paint_string(painter, flag, theme)
        for spot in reversed(spots):
            self._painter.paint(painter, spot, theme, eye.ratio)
        for flag in reversed(self.flags):
            paint_flag(painter, flag, theme)
        for spot in spots:
            if cursor is not None and spot.holds(cursor):
                paint_ring(painter, around(spot), theme)
