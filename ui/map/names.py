"""The names on the land, each where there is room for it, with a rim of ground so that it reads over roads."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from console.domain.land import FeatureKind
from ui.map.kept import Kept
from ui.map.mercator import Eye, world_px
from ui.map.paper import paper_of
from ui.map.prepare import NAMED_LINES, Name
from ui.theme import Theme

K = FeatureKind
ORDER = {K.PLACE_NAME: 0, K.WATER_NAME: 1, K.AREA_NAME: 2, K.MAIN_ROAD: 3, K.ROAD: 4, K.STREET: 5, K.BUILDING: 6}
FROM_ZOOM = {K.STREET: 15.4, K.ROAD: 14.9, K.MAIN_ROAD: 14.9, K.BUILDING: 16.9, K.AREA_NAME: 12.4}
MOST = 70
"""Names in one view."""

APART = 320
"""Unscaled pixels between two of the same name."""

HALO = 3.0
KEPT_NAMES = 500
SQUARE = 96
"""Pixels of the side of a square by which it is found what lies near."""

NEW_AT_ONCE = 14
"""Names that are written anew in one frame; each takes a quarter of a millisecond."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the rectangle that it takes."""

    name: Name
    box: QRectF
    middle: QPointF
    picture: QPixmap


class Names:
    """Places and paints the names of a view. `is_short`: some wait for the next frame."""

    def __init__(self) -> None:
        self.is_short = False
        self._new = 0
        self._pictures: Kept[tuple[object, ...], QPixmap] = Kept(KEPT_NAMES)

    def forget(self) -> None:
        """The look is another."""
        self._pictures.clear()

    def placed(
        self, names: Iterable[Name], eye: Eye, view: QRectF, taken: Sequence[QRectF], theme: Theme, ratio: float
    ) -> list[Placed]:
        """Those that have room, the most important first. Nothing is written over what is `taken`."""
        zoom, side = eye.level / 2, world_px(eye.level)
        left, top = eye.corner(round(view.width()), round(view.height()))
        self.is_short, self._new = False, 0
        found: list[Placed] = []
        full = _Full(taken)
        places: dict[str, list[QPointF]] = {}
        seen = sorted(
            (name for name in names if zoom >= FROM_ZOOM.get(name.kind, 0.0)),
            key=lambda name: (ORDER.get(name.kind, 9), -name.room, name.text),
        )
        for name in seen:
            middle = QPointF(name.x * side - left, name.y * side - top)
            if len(found) >= MOST or not view.contains(middle):
                continue
            apart = theme.px(APART)
            near = places.setdefault(name.text, [])
            if any(math.hypot(at.x() - middle.x(), at.y() - middle.y()) < apart for at in near):
                continue
            if name.kind in NAMED_LINES and name.room * side < _least(name, theme):
                continue
            picture = self._picture(name, theme, ratio)
            if picture is None or (name.kind in NAMED_LINES and _length(name, theme) > name.room * side):
                continue
            box = QRectF(0, 0, picture.width() / ratio, picture.height() / ratio)
            box.moveCenter(middle)
            if full.meets(box):
                continue
            full.add(box)
            near.append(middle)
            found.append(Placed(name, box, middle, picture))
        return found

    def _picture(self, name: Name, theme: Theme, ratio: float) -> QPixmap | None:
        angle = _upright(round(name.angle))
        key = (name.text, name.kind, angle, theme.tokens.name, theme.scale, ratio)
        picture = self._pictures.get(key)
        if picture is None and self._new >= NEW_AT_ONCE:
            self.is_short = True
        elif picture is None:
            self._new += 1
            picture = _painted(name, angle, theme, ratio)
            self._pictures.put(key, picture)
        return picture


class _Full:
    """Where nothing more has room. Finds what is near without looking at all: hundreds of marks are taken, and hundreds
    of names ask."""

    def __init__(self, boxes: Iterable[QRectF]) -> None:
        self._squares: dict[tuple[int, int], list[QRectF]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: QRectF) -> None:
        for square in _squares(box):
            self._squares.setdefault(square, []).append(box)

    def meets(self, box: QRectF) -> bool:
        """Whether it lies over anything."""
        return any(box.intersects(each) for square in _squares(box) for each in self._squares.get(square, ()))


def _squares(box: QRectF) -> list[tuple[int, int]]:
    left, right = int(box.left() // SQUARE), int(box.right() // SQUARE)
    top, bottom = int(box.top() // SQUARE), int(box.bottom() // SQUARE)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def paint_names(painter: QPainter, placed: Iterable[Placed]) -> None:
    for each in placed:
        painter.drawPixmap(each.box.topLeft(), each.picture)


def shown_text(name: Name) -> str:
    """Areas are in capitals, as on a printed map."""
    return name.text.upper() if name.kind is K.AREA_NAME else name.text


def font_of(kind: FeatureKind, theme: Theme) -> QFont:
    points, weight = {K.PLACE_NAME: (12.0, 600), K.AREA_NAME: (9.5, 400), K.WATER_NAME: (11.0, 400)}.get(
        kind, (9.5, 400)
    )
    font = QFont(theme.font(points, weight))
    if kind in (K.AREA_NAME, K.WATER_NAME):
        spacing = 108 if kind is K.AREA_NAME else 104
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
    return font


def _least(name: Name, theme: Theme) -> float:
    """Narrower than this the name cannot be, however it is written."""
    return len(name.text) * theme.px(4)


def _length(name: Name, theme: Theme) -> float:
    return QFontMetricsF(font_of(name.kind, theme)).horizontalAdvance(shown_text(name)) + theme.px(8)


def _upright(angle: int) -> int:
    """Read from left to right, never upside down."""
    angle = (angle + 180) % 360 - 180
    return angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle


def _painted(name: Name, angle: int, theme: Theme, ratio: float) -> QPixmap:
    font, paper = font_of(name.kind, theme), paper_of(theme)
    metrics = QFontMetricsF(font)
    halo = HALO * theme.scale
    text = shown_text(name)
    width, height = metrics.horizontalAdvance(text) + 2 * halo, metrics.height() + 2 * halo
    turn = math.radians(angle)
    across = abs(width * math.cos(turn)) + abs(height * math.sin(turn))
    down = abs(width * math.sin(turn)) + abs(height * math.cos(turn))
    pixmap = QPixmap(math.ceil(across * ratio), math.ceil(down * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(across / 2, down / 2)
    painter.rotate(angle)
    path = QPainterPath()
    path.addText(QPointF(-width / 2 + halo, -height / 2 + halo + metrics.ascent()), font, text)
    rim = QColor(paper.areas[K.WATER] if name.kind is K.WATER_NAME else paper.ground)
    painter.setPen(QPen(rim, halo, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_colour(name.kind, theme)))
    painter.drawPath(path)
    painter.end()
    return pixmap


def _colour(kind: FeatureKind, theme: Theme) -> str:
    paper = paper_of(theme)
    named = {K.PLACE_NAME: paper.place_name, K.AREA_NAME: paper.area_name, K.WATER_NAME: paper.water_name}
    return named.get(kind, paper.street_name)
