"""The land, moved and enlarged by mouse; whoever descends paints what is on it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.land import LandInfo, Point, Tile, TileKey
from ui.map.furniture import paint_credit, paint_degrees, paint_scale, paint_sentence
from ui.map.mercator import FURTHEST, NEAREST, Eye, bounded, place, point_at, world_px
from ui.map.paper import paper_of
from ui.map.tiles import Tiles
from ui.theme import Look
from ui.words import Words

STREET_LEVEL, TOWN_LEVEL = 31, 26
"""How near one point is shown, and a land before anything is asked for."""

CLICK_WITHIN = 5
"""Unscaled pixels that the mouse may slip in a click."""

NOTCH = 120
"""What Qt tells for one notch of a wheel; a touchpad tells less, and it is gathered."""


class MapCanvas(QWidget):
    """`tile_wanted` is to be answered by `put_tile`, each one; at most 24 stand unanswered. `moved`: another part is
    seen."""

    tile_wanted = Signal(object)
    moved = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.words = look, words
        self.eye = Eye(0.5, 0.3, TOWN_LEVEL)
        self.covered: tuple[QRect, ...] = ()
        self.tiles = Tiles(look.theme, self)
        self.tiles.wanted.connect(self.tile_wanted)
        self.tiles.painted.connect(self.update)
        self._pressed: QPoint | None = None
        self._dragged_from: Eye | None = None
        self._turned = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def show_land(self, land: LandInfo | None) -> None:
        """Another map, or none: then the marks stand on a plain ground. Shows the middle of it."""
        self.tiles.show_land(land)
        if land is not None:
            self.look_at(_whole(land))
        self.update()

    def put_tile(self, key: TileKey, tile: Tile | None) -> None:
        """The answer to a wanted tile; None where there is nothing."""
        self.tiles.put(key, tile)

    def refresh_tiles(self) -> None:
        """Tiles that were answered with nothing, or never, are asked anew."""
        self.tiles.refresh()

    def keep_clear(self, rects: Sequence[QRect]) -> None:
        """Where something else lies over the map, in its own pixels: no box stands there, and `fit` keeps off."""
        self.covered = tuple(QRect(each) for each in rects)
        self.update()

    @property
    def seen(self) -> tuple[float, float, float, float]:
        """South, west, north and east in degrees."""
        left, top = self.eye.corner(self.width(), self.height())
        side = world_px(self.eye.level)
        first = point_at(left / side, top / side)
        last = point_at((left + self.width()) / side, (top + self.height()) / side)
        return last.latitude, first.longitude, first.latitude, last.longitude

    @property
    def zoom(self) -> float:
        return self.eye.level / 2

    def look_at(self, eye: Eye) -> None:
        """Shows another part."""
        if eye != self.eye:
            self.eye = eye
            self.update()
            self.moved.emit()

    def centre_on(self, point: Point, zoom: float | None = None) -> None:
        """Puts a point in the middle, by its zoom in halves where one is given. Nothing for what is no place."""
        found = place(point)
        if found is not None:
            level = self.eye.level if zoom is None else bounded(round(zoom * 2))
            self.look_at(replace(self.eye.at(*found), level=level))

    def zoom_by(self, steps: int) -> None:
        """Half a zoom for each step, nearer by positive ones."""
        self.look_at(self.eye.nearer(steps))

    def fit(self, points: Sequence[Point], margin: int = 48) -> None:
        """As near as all of them are seen, `margin` unscaled pixels from the edge."""
        places = [found for found in (place(point) for point in points) if found is not None]
        if not places:
            return
        left, right = min(x for x, _ in places), max(x for x, _ in places)
        top, bottom = min(y for _, y in places), max(y for _, y in places)
        room = 2 * self.look.theme.px(margin)
        wide, high = max(64, self.width() - room), max(64, self.height() - room - self._top_covered())
        level = STREET_LEVEL
        while level > FURTHEST and max((right - left) / wide, (bottom - top) / high) * world_px(level) > 1:
            level -= 1
        eye = self.eye.at((left + right) / 2, (top + bottom) / 2)
        self.look_at(replace(eye, level=level).moved(0, -self._top_covered() / 2))

    def sizeHint(self) -> QSize:
        return QSize(self.look.theme.px(640), self.look.theme.px(480))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, width, height = self.look.theme, self.width(), self.height()
        ratio = self.devicePixelRatioF()
        self.tiles.wear(theme, ratio)
        if ratio != self.eye.ratio:
            self.eye = replace(self.eye, ratio=ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(paper_of(theme).ground))
        land = self.tiles.land
        if land is None:
            paint_degrees(painter, self.eye, width, height, theme, self.words)
        else:
            self.tiles.draw(painter, self.eye, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_over(painter)
        paint_scale(painter, self.eye, width, height, theme, self.words)
        if land is None:
            paint_sentence(painter, width, height, theme, self.words)
        else:
            paint_credit(painter, land, width, height, theme, self.words)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """What is on the land."""

    def clicked(self, at: QPointF) -> None:
        """A click, not a drag."""

    def hideEvent(self, event: QHideEvent) -> None:
        self.tiles.pause()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged_from = event.position().toPoint(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        by = self._pressed - event.position().toPoint()
        if self._dragged_from is None and by.manhattanLength() > self.look.theme.px(CLICK_WITHIN):
            self._dragged_from = self.eye
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged_from is not None:
            self.look_at(self._dragged_from.moved(by.x(), by.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        is_click, self._pressed = self._dragged_from is None, None
        self._dragged_from = None
        self.unsetCursor()
        if is_click:
            self.clicked(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer or further at the place that the mouse is on."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        if steps:
            at = event.position()
            self.look_at(self.eye.nearer(steps, at.x() - self.width() / 2, at.y() - self.height() / 2))
        event.accept()

    def _top_covered(self) -> int:
        """How much of the top is under something else; what covers the middle does not count."""
        return max((each.bottom() + 1 for each in self.covered if each.bottom() < self.height() / 3), default=0)


def _whole(land: LandInfo) -> Eye:
    """The middle of a map."""
    first, last = place(Point(land.north, land.west)), place(Point(land.south, land.east))
    if first is None or last is None:
        return Eye(0.5, 0.3, TOWN_LEVEL)
    level = max(land.shallowest * 2, min(TOWN_LEVEL, NEAREST))
    return Eye((first[0] + last[0]) / 2, (first[1] + last[1]) / 2, bounded(level))
