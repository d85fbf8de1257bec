"""A mark as it is drawn: the class's own shape, a square with a rank, a circle with how many."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from console.domain.alarm import AlarmClass
from ui.map.kept import Kept
from ui.map.shown import Mark, MarkKind
from ui.map.spots import CASE_SIDE, CHOSEN_SIDE, Spot
from ui.theme import Theme, class_colour
from ui.widgets.marks import paint_class_mark

AlignCentre = Qt.AlignmentFlag.AlignCenter
ROUND, STROKE = 5, 2
BADGE, ROOM = 17, 12
"""Unscaled pixels: how wide the number beside a mark is, and the margin of a picture around its mark."""

LEAST_CIRCLE, LARGEST_CIRCLE = 30.0, 6000.0
"""Pixels of the circle around an old position; one that is larger than any screen is not drawn."""

KEPT_MARKS = 400


class MarkPainter:
    """Keeps a picture of each mark that looks different: a view may hold hundreds."""

    def __init__(self) -> None:
        self._pictures: Kept[tuple[object, ...], QPixmap] = Kept(KEPT_MARKS)

    def forget(self) -> None:
        """The look is another."""
        self._pictures.clear()

    def paint(self, painter: QPainter, spot: Spot, theme: Theme, ratio: float) -> None:
        mark = spot.head
        key = (
            mark.kind, mark.alarm_class, mark.number, mark.is_chosen, mark.is_lit, mark.is_stale, len(spot.others),
            spot.is_group, theme.tokens.name, theme.scale, ratio,
        )  # fmt: skip
        picture = self._pictures.get(key)
        if picture is None:
            picture = _picture(spot, theme, ratio)
            self._pictures.put(key, picture)
        half = picture.width() / ratio / 2
        painter.drawPixmap(QPointF(spot.x - half, spot.y - half), picture)


def paint_leader(painter: QPainter, spot: Spot, theme: Theme) -> None:
    """From a mark that stepped aside to where it really is."""
    painter.setPen(QPen(theme.colour("tx2"), max(1.0, theme.scale)))
    painter.drawLine(QPointF(spot.x, spot.y), QPointF(spot.true_x, spot.true_y))


def paint_circle(painter: QPainter, spot: Spot, metres_a_pixel: float, theme: Theme) -> None:
    """How far somebody whose position is old may be."""
    radius = (spot.head.accuracy_m or 0.0) / metres_a_pixel
    if not math.isfinite(radius) or radius > LARGEST_CIRCLE:
        return
    radius = max(LEAST_CIRCLE * theme.scale, radius)
    pen = QPen(theme.colour("tx3"), max(1.0, 1.4 * theme.scale))
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(spot.true_x, spot.true_y), radius, radius)


def paint_chosen(painter: QPainter, spot: Spot, theme: Theme) -> None:
    """The ring around the chosen case; under every mark, so that none is crossed by it."""
    radius = spot.side / 2 - theme.px(1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("bg0", theme.px(STROKE) + 2), ("tx1", theme.px(STROKE))):
        painter.setPen(QPen(theme.colour(token), width))
        painter.drawEllipse(QPointF(spot.x, spot.y), radius, radius)


def paint_ring(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Where the keyboard is: a light frame around the mark, with a dark rim so that it shows on anything."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out = box.adjusted(-theme.px(4), -theme.px(4), theme.px(4), theme.px(4))
    painter.setPen(QPen(theme.colour("bg0"), theme.px(4) + 2))
    painter.drawRoundedRect(out, theme.px(4), theme.px(4))
    painter.setPen(QPen(theme.colour("tx1"), theme.px(2)))
    painter.drawRoundedRect(out, theme.px(4), theme.px(4))


def _picture(spot: Spot, theme: Theme, ratio: float) -> QPixmap:
    edge = math.ceil((spot.side + 2 * theme.px(ROOM)) * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(edge / ratio / 2, edge / ratio / 2)
    mark = spot.head
    if spot.is_group:
        _circle(painter, spot.side, len(spot.others) + 1, theme.colour("edge"), theme.colour("tx1"), theme)
    elif mark.kind is MarkKind.CASE:
        _case(painter, mark, theme)
    elif mark.kind is MarkKind.AREA:
        _circle(painter, spot.side, mark.number or 0, theme.colour("tx1"), theme.colour("tx1"), theme)
    else:
        _staff(painter, mark, spot.side, theme)
    if spot.others and not spot.is_group:
        _badge(painter, spot, theme)
    painter.end()
    return pixmap


def _case(painter: QPainter, mark: Mark, theme: Theme) -> None:
    alarm_class = mark.alarm_class or AlarmClass.NORMAL
    side = theme.px(CHOSEN_SIDE if mark.is_chosen else CASE_SIDE)
    box = QRectF(-side / 2, -side / 2, side, side)
    if mark.is_chosen and alarm_class is AlarmClass.ACUTE:
        box.translate(0, -theme.px(2))
    paint_class_mark(painter, box, alarm_class, theme)


def _staff(painter: QPainter, mark: Mark, side: float, theme: Theme) -> None:
    box = QRectF(-side / 2, -side / 2, side, side).adjusted(1, 1, -1, -1)
    if mark.is_lit:
        painter.setPen(QPen(theme.colour("bg0"), 1))
        painter.setBrush(theme.colour("tx1"))
    else:
        pen = QPen(theme.colour("tx1" if mark.number is not None else "tx2"), theme.px(STROKE))
        if mark.is_stale:
            pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.setBrush(theme.colour("bg1"))
    painter.drawRoundedRect(box, theme.px(ROUND), theme.px(ROUND))
    if mark.is_lit and mark.is_stale:
        pen = QPen(theme.colour("bg1"), theme.px(STROKE))
        pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), theme.px(3), theme.px(3))
    ink = theme.colour("bg1" if mark.is_lit else "tx1")
    if mark.number is None:
        _figure(painter, ink if mark.is_lit else theme.colour("tx2"), theme)
        return
    painter.setPen(ink)
    painter.setFont(theme.font(12 if mark.number < 100 else 9.5, 800))
    painter.drawText(QRectF(-side / 2, -side / 2, side, side), AlignCentre, _number(mark.number))


def _figure(painter: QPainter, colour: QColor, theme: Theme) -> None:
    """Somebody without a rank: a head and shoulders."""
    px = theme.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, -4.5 * px), 3.4 * px, 3.4 * px)
    painter.drawChord(QRectF(-6.5 * px, 0.5 * px, 13 * px, 13 * px), 0, 180 * 16)


def _circle(painter: QPainter, side: float, number: int, edge: QColor, ink: QColor, theme: Theme) -> None:
    painter.setPen(QPen(edge, theme.px(STROKE)))
    painter.setBrush(theme.colour("bg1"))
    painter.drawEllipse(QPointF(0, 0), side / 2 - 1, side / 2 - 1)
    painter.setPen(ink)
    painter.setFont(theme.font(11 if number < 100 else 9.5, 700))
    painter.drawText(QRectF(-side / 2, -side / 2, side, side), AlignCentre, _number(number))


def _badge(painter: QPainter, spot: Spot, theme: Theme) -> None:
    """How many more there are under this mark."""
    size = theme.px(BADGE)
    side = theme.px(CHOSEN_SIDE if spot.head.is_chosen else CASE_SIDE)
    box = QRectF(side / 2 - size * 0.45, -side / 2 - size * 0.5, size * 1.3, size)
    hue = class_colour(spot.head.alarm_class or AlarmClass.NORMAL, theme)
    painter.setPen(QPen(hue, max(1.0, 1.4 * theme.scale)))
    painter.setBrush(theme.colour("bg1"))
    painter.drawRoundedRect(box, size / 2, size / 2)
    painter.setPen(theme.colour("tx1"))
    painter.setFont(theme.font(9.5, 700))
    painter.drawText(box, AlignCentre, f"+{_number(len(spot.others))}")


def _number(number: int) -> str:
    return str(number) if number < 1000 else "999+"
