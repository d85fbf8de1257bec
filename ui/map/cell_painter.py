"""One square of the map painted into its picture, a few strokes at a time."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from console.domain.land import TILE_UNITS, FeatureKind
from ui.map.mercator import Cell
from ui.map.paper import Paper, is_drawn, line_width, paper_of
from ui.map.prepare import Group, Prepared
from ui.theme import Theme

K = FeatureKind
AREAS = (K.WATER, K.WOOD, K.PARK, K.BUILT_UP, K.BUILDING)
LINES = (K.STREAM, K.PATH, K.STREET, K.ROAD, K.MAIN_ROAD, K.RAIL)
CASED = (K.STREET, K.ROAD, K.MAIN_ROAD)
CASED_FROM, SHORE_FROM = 12.5, 11.0
"""The zooms from which roads have edges, and water a shore."""

CASING = 1.1
"""Unscaled pixels on each side."""

Stroke = tuple[Group, QPen | None, QColor | None]


class CellPainter:
    """Paints `prepared` as it is seen through one square. `scale` is the theme's times the screen's."""

    def __init__(self, cell: Cell, prepared: Prepared, theme: Theme, ratio: float) -> None:
        self.cell = cell
        edge = round(cell.edge * ratio)
        self.pixmap = QPixmap(edge, edge)
        self._paper = paper_of(theme)
        self.pixmap.fill(QColor(self._paper.ground))
        self._zoom = cell.level / 2
        self._px = theme.scale * ratio
        up = cell.zoom - prepared.key.z
        self._units = TILE_UNITS / (1 << up)
        self._left = (cell.x - (prepared.key.x << up)) * self._units
        self._top = (cell.y - (prepared.key.y << up)) * self._units
        self._factor = edge / self._units
        self._strokes = _strokes(prepared, self._paper, self._zoom, self._px / self._factor)

    def paint(self, until: float) -> bool:
        """Goes on until that moment of `time.perf_counter`; True when it is done. One stroke at least."""
        seen = QRectF(self._left, self._top, self._units, self._units)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._factor, self._factor)
        painter.translate(-self._left, -self._top)
        for group, pen, brush in self._strokes:
            margin = (pen.widthF() if pen else 0.0) + 1
            if not group.box.adjusted(-margin, -margin, margin, margin).intersects(seen):
                continue
            painter.setPen(pen or Qt.PenStyle.NoPen)
            painter.setBrush(brush or Qt.BrushStyle.NoBrush)
            painter.drawPath(group.path)
            if time.perf_counter() >= until:
                painter.end()
                return False
        painter.end()
        return True


def _strokes(prepared: Prepared, paper: Paper, zoom: float, px: float) -> Iterator[Stroke]:
    """What is drawn, from below to above; `px` is one unscaled pixel in the tile's units."""
    groups = prepared.groups
    for kind in AREAS:
        if is_drawn(kind, zoom):
            has_shore = kind is K.WATER and zoom >= SHORE_FROM
            pen = _pen(paper.shore, 1.2 * px) if has_shore else None
            for group in groups.get(kind, ()):
                yield group, pen, QColor(paper.areas[kind])
    for kind in CASED if zoom >= CASED_FROM else ():
        pen = _pen(paper.casings[kind], (line_width(kind, zoom) + 2 * CASING) * px, is_round=False)
        for group in groups.get(kind, ()):
            yield group, pen, None
    for kind in LINES:
        if is_drawn(kind, zoom):
            width = line_width(kind, zoom) * px
            for pen in _pens(kind, paper, width, px):
                for group in groups.get(kind, ()):
                    yield group, pen, None


def _pens(kind: FeatureKind, paper: Paper, width: float, px: float) -> tuple[QPen, ...]:
    pen = _pen(paper.lines[kind], width, is_round=width >= 2 * px)
    if kind is not K.RAIL:
        return (pen,)
    pen.setWidthF(width + 1.6 * px)
    dash = _pen(paper.dash, width, is_round=False)
    dash.setDashPattern([6 * px / width, 5 * px / width])
    return pen, dash


def _pen(colour: str, width: float, *, is_round: bool = True) -> QPen:
    cap = Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap
    return QPen(QColor(colour), width, c=cap, j=Qt.PenJoinStyle.RoundJoin)


def picture_cell(cell: Cell, image: QImage, up: int, theme: Theme, ratio: float) -> QPixmap:
    """A square of a map of pictures, in greys and no brighter than the night allows. `up`: how many zooms it is
    enlarged."""
    paper = paper_of(theme)
    edge = round(cell.edge * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(QColor(paper.ground))
    parts = 1 << up
    width, height = image.width() / parts, image.height() / parts
    part = QRectF((cell.x % parts) * width, (cell.y % parts) * height, width, height)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(paper.raster_light)
    painter.drawImage(QRectF(QRect(0, 0, edge, edge)), grey(image, is_night=theme.tokens.name == "night"), part)
    painter.end()
    return pixmap


def grey(image: QImage, *, is_night: bool) -> QImage:
    """Without colours, for hue means alarm; at night the light land becomes dark."""
    flat = image.convertToFormat(QImage.Format.Format_RGB32).convertToFormat(QImage.Format.Format_Grayscale8)
    if is_night:
        flat.invertPixels()
    return flat
