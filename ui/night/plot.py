"""The lanes on pyqtgraph: it knows which part of the time is seen, and moves and enlarges it; what is seen there is
painted by `lanes_painter` and, for the readings, from their pyramid here.

Imported when the view is first shown (`ui.night.view`): pyqtgraph takes the better part of a second.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pyqtgraph
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from console.domain.night_line import NightLane
from ui.night.lanes import Lanes, Readings
from ui.night.lanes_painter import LanesPainter, Shown, Spot
from ui.night.places import AXIS, AXIS_LEAST, LANE, LANE_LEAST, LANES, Frame, frame
from ui.night.pyramid import Columns, Floats, Pyramid
from ui.theme import Look
from ui.widgets.focus import FocusFrame
from ui.widgets.parts import column
from ui.words import Words
from ui.words.night import NightSay as Say

CLOSEST = timedelta(minutes=10)
"""Nobody needs to look closer."""

ZOOM, PAN = 0.6, 0.2
NEAR = 8
"""Unscaled pixels from a mark at which a click still means it."""


class TimeBox(pyqtgraph.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Time from left to right, and nothing upwards. The wheel enlarges, the left button moves and clicks; no menu."""

    def __init__(self, clicked: Callable[[QPointF], None]) -> None:
        super().__init__(enableMenu=False)
        self._clicked = clicked
        self.setMouseEnabled(x=True, y=False)
        self.setYRange(0, 1, padding=0)

    def mouseDragEvent(self, event: object, axis: int | None = None) -> None:
        if event.button() is Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            super().mouseDragEvent(event, axis=0)
        else:
            event.ignore()  # type: ignore[attr-defined]

    def mouseClickEvent(self, event: object) -> None:
        self._clicked(event.scenePos())  # type: ignore[attr-defined]


class Spikes:
    """One series of readings as upright strokes, one for each column of pixels: dim up to the lowest reading there, and
    from there light up to the highest."""

    def __init__(self, pyramid: Pyramid) -> None:
        self._pyramid = pyramid
        self._asked: tuple[float, float, int] | None = None
        self._columns: Columns
        self._dim, self._light = PrimitiveArray(QLineF, 4), PrimitiveArray(QLineF, 4)

    def columns(self, frame: Frame) -> Columns:
        """What is drawn; asked of the pyramid when another part is seen."""
        asked = (frame.since, frame.until, frame.right - frame.left)
        if asked != self._asked:
            self._asked, self._columns = asked, self._pyramid.columns(*asked)
        return self._columns

    def paint(self, painter: QPainter, frame: Frame, room: QRectF, dim: QPen, light: QPen) -> None:
        """Into the room, whose bottom is zero or the lowest reading of all."""
        found, pyramid = self.columns(frame), self._pyramid
        floor = min(0.0, pyramid.lowest)
        scale = room.height() / max(1e-9, pyramid.highest - floor)
        x: Floats = found.at + (frame.left + 0.5)
        low: Floats = room.bottom() - (found.low - floor) * scale
        high: Floats = room.bottom() - (found.high - floor) * scale
        high = np.minimum(high, low - 1)
        is_dim = low < room.bottom() - 1
        painter.setPen(dim)
        painter.drawLines(*_strokes(self._dim, x[is_dim], room.bottom(), low[is_dim]))
        painter.setPen(light)
        painter.drawLines(*_strokes(self._light, x, low, high))


def _strokes(lines: PrimitiveArray, x: Floats, start: Floats | float, end: Floats) -> Any:
    """Upright strokes, as Qt takes them without one object each."""
    lines.resize(len(x))
    ends = lines.ndarray()
    ends[:, 0], ends[:, 1], ends[:, 2], ends[:, 3] = x, start, x, end
    return lines.drawargs()


class NightCanvas(QGraphicsObject):
    """Everything that is seen, in the pixels of its view."""

    def __init__(self, look: Look, painter: LanesPainter, seen: Callable[[], Frame]) -> None:
        super().__init__()
        self._look = look
        self._lanes = painter
        self._seen = seen
        self.shown: Shown | None = None
        self.spikes: tuple[Spikes, ...] = ()
        self.spots: list[Spot] = []

    def boundingRect(self) -> QRectF:
        seen = self._seen()
        return QRectF(0, 0, seen.width, seen.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        theme, shown = self._look.theme, self.shown
        if shown is None:
            return
        seen = self._seen()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._lanes.paint_ground(painter, seen, shown)
        height = seen.bar / max(1, len(self.spikes))
        bottom = seen.bar_middle(NightLane.MOTION) + seen.bar / 2
        width = max(1, theme.px(1))
        dim, light = QPen(theme.colour("tx3"), width), QPen(theme.colour("tx2"), width)
        for number, spikes in enumerate(self.spikes):
            room = QRectF(seen.left, bottom - (number + 1) * height, seen.right - seen.left, height)
            spikes.paint(painter, seen, room, dim, light)
        self.spots = self._lanes.paint_marks(painter, seen, shown)


class NightPlot(Lanes):
    """The lanes on pyqtgraph. They have the keyboard."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._whole = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(Say.LINE))
        self.graphics = pyqtgraph.GraphicsView(background=look.theme.colour("bg1"))
        for part in (self.graphics, self.graphics.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.graphics.setAccessibleName(words(Say.LINE))
        self.box = TimeBox(self._clicked)
        self.graphics.scene().addItem(self.box)
        self.canvas = NightCanvas(look, LanesPainter(look, words), self.frame)
        self.graphics.scene().addItem(self.canvas)
        self.box.sigXRangeChanged.connect(self._moved)
        look.changed.connect(self._dress)
        column(self).addWidget(self.graphics)
        px = look.theme.px
        self.setMinimumHeight(px(AXIS_LEAST) + LANES * px(LANE_LEAST))
        self.setMaximumHeight(px(AXIS) + LANES * (px(LANE) + 1) + 1)
        FocusFrame(look, self)

    def show_line(self, shown: Shown | None, tracks: Sequence[Readings] = ()) -> None:
        self.canvas.shown = shown
        self.canvas.spikes = tuple(Spikes(Pyramid(each)) for each in tracks if len(each))
        self.canvas.spots = []
        if shown is not None:
            self._whole = max(1.0, (shown.line.until - shown.line.since).total_seconds())
            self.box.setLimits(xMin=0, xMax=self._whole, minXRange=CLOSEST.total_seconds(), maxXRange=self._whole)
            self.show_whole()
        self.canvas.update()

    def change(self, shown: Shown) -> None:
        self.canvas.shown = shown
        self.canvas.update()

    def show_whole(self) -> None:
        self.box.setXRange(0, self._whole, padding=0)

    def zoom(self, *, closer: bool) -> None:
        since, until = self.seen()
        half, middle = (until - since) / 2 * (ZOOM if closer else 1 / ZOOM), (since + until) / 2
        self._show(middle - half, middle + half)

    def pan(self, by: int) -> None:
        since, until = self.seen()
        step = (until - since) * PAN * by
        step = min(max(step, -since), self._whole - until)
        self._show(since + step, until + step)

    def bring(self, seconds: float) -> None:
        since, until = self.seen()
        if not since <= seconds <= until:
            half = (until - since) / 2
            middle = min(max(seconds, half), self._whole - half)
            self._show(middle - half, middle + half)

    def seen(self) -> tuple[float, float]:
        """Which part is seen, in seconds after the line's start."""
        since, until = self.box.viewRange()[0]
        return float(since), float(until)

    def frame(self) -> Frame:
        """Where everything stands now."""
        return frame(self.width(), self.height(), self._look.theme, *self.seen())

    def sizeHint(self) -> QSize:
        """The least: what more there is the layout gives."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _fit(self) -> None:
        """The box of time lies where the lanes are: pyqtgraph moves and enlarges by its pixels."""
        seen = self.frame()
        self.box.setGeometry(QRectF(seen.left, 0, max(1, seen.right - seen.left), seen.height))
        self.canvas.prepareGeometryChange()
        self.canvas.update()

    def _show(self, since: float, until: float) -> None:
        self.box.setXRange(max(0.0, since), min(self._whole, until), padding=0)

    def _moved(self, *_: object) -> None:
        self.canvas.update()

    def _dress(self) -> None:
        self.graphics.setBackground(self._look.theme.colour("bg1"))
        self._fit()

    def _clicked(self, at: QPointF) -> None:
        near = self._look.theme.px(NEAR)
        hit = [
            (box.width(), key) for box, key in self.canvas.spots if box.adjusted(-near, -near, near, near).contains(at)
        ]
        if hit:
            self.chosen.emit(min(hit, key=lambda each: each[0])[1])
