"""The small shapes of the lanes: done, planned, again, not done; a box around what passed a limit. Pure drawing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.domain.alarm import AlarmClass
from console.domain.look import FAULTS, IN_PERSON, NEEDS_HELP, SEEN
from console.domain.night_line import MarkKind, NightMark
from ui.theme import Theme, class_colour
from ui.widgets.marks import paint_class_mark

M = MarkKind
GLYPH, MARK = 18, 26
"""Unscaled pixels: a shape, and a class mark."""

NOT_DONE = frozenset({M.LOOK_NOT_DONE, M.DOSE_MISSED})
PLANNED = frozenset({M.LOOK_PLANNED, M.DOSE_PLANNED})
ALARMS = frozenset({M.PRESSED, M.ALARMED})
STROKES = frozenset({M.DOOR_OPENED, M.MOVED, M.FIGURE_UP, M.FIGURE_ON_FLOOR})
"""What is an upright stroke."""


def paint_glyph(painter: QPainter, box: QRectF, mark: NightMark, theme: Theme) -> None:
    """What a mark that has no length is drawn as, in the middle of its box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    kind = mark.kind
    if kind in ALARMS:
        paint_class_mark(painter, box, mark.alarm_class or AlarmClass.NORMAL, theme)
    elif kind in PLANNED:
        _ring(painter, box, theme.colour("tx3"), theme)
    elif kind in NOT_DONE or mark.outcome in FAULTS | NEEDS_HELP:
        _cross(painter, box, theme.colour("tx1"), theme)
    elif kind is M.DOSE_TAKEN or mark.outcome in SEEN | IN_PERSON:
        _check(painter, box, theme.colour("tx1"), theme)
    elif kind is M.LOOK_DONE:
        _again(painter, box, theme.colour("tx1"), theme)
    painter.restore()


def outline_colour(mark: NightMark, alarm_class: AlarmClass | None, theme: Theme) -> QColor:
    """Of what passed a limit: the class that it became, else light."""
    found = mark.alarm_class or alarm_class
    return class_colour(found, theme) if found is not None else theme.colour("tx1")


def paint_outline(painter: QPainter, box: QRectF, colour: QColor, theme: Theme) -> None:
    """The box around what passed a limit."""
    painter.save()
    painter.setPen(QPen(colour, theme.px(2), j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(theme.colour("bg1"))
    painter.drawRect(box.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_still(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The dashed frame of a time in which nothing moved."""
    painter.save()
    painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def _pen(colour: QColor, theme: Theme) -> QPen:
    return QPen(colour, max(1.6, theme.px(2)), c=Qt.PenCapStyle.FlatCap)


def _check(painter: QPainter, box: QRectF, colour: QColor, theme: Theme) -> None:
    painter.setPen(_pen(colour, theme))
    w, h = box.width(), box.height()
    points = [QPointF(box.left() + w * x, box.top() + h * y) for x, y in ((0.1, 0.55), (0.38, 0.8), (0.92, 0.22))]
    painter.drawPolyline(QPolygonF(points))


def _ring(painter: QPainter, box: QRectF, colour: QColor, theme: Theme) -> None:
    painter.setPen(_pen(colour, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _cross(painter: QPainter, box: QRectF, colour: QColor, theme: Theme) -> None:
    painter.setPen(_pen(colour, theme))
    inner = box.adjusted(box.width() * 0.18, box.height() * 0.18, -box.width() * 0.18, -box.height() * 0.18)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.bottomLeft(), inner.topRight())


def _again(painter: QPainter, box: QRectF, colour: QColor, theme: Theme) -> None:
    """An open ring with the head of an arrow: to be done again."""
    painter.setPen(_pen(colour, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(2, 3, -2, -1)
    painter.drawArc(inner, 100 * 16, 320 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    tip = QPointF(inner.center().x() - inner.width() * 0.1, inner.top())
    size = box.width() * 0.22
    ends = (QPointF(size, -size), QPointF(-size * 0.5, 0), QPointF(size, size))
    painter.drawPolygon(QPolygonF([tip + each for each in ends]))
