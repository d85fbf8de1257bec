"""What every map has: a scale, and whose it is; and where there is no map, the degrees and a sentence."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from console.domain.land import LandInfo
from ui.map.mercator import Eye, place, point_at, world_px
from ui.map.paper import paper_of
from ui.theme import Theme
from ui.words import Words
from ui.words.map import MapSay as Say
from ui.words.plain import clean

MARGIN, BAR, BAR_LONGEST = 22, 10, 130
"""Unscaled pixels: from the edge, the height of the scale's ends, and how long it is at most."""

SCALE_POINTS, CREDIT_POINTS, SENTENCE_POINTS = 10.0, 9.5, 11.0
CREDIT_LONGEST, CREDIT_WIDEST = 160, 0.62
"""Characters, and the part of the view's width; a longer one is broken into lines, never cut."""

LINE_APART = 150
"""Unscaled pixels between two lines of degrees, at least."""


def scale_of(metres_a_pixel: float, longest: float) -> tuple[float, float]:
    """Metres and pixels of a bar that is a round number long: 1, 2 or 5 with noughts."""
    most = metres_a_pixel * longest
    ten = 10.0 ** math.floor(math.log10(most))
    metres = max(step * ten for step in (1, 2, 5) if step * ten <= most)
    return metres, metres / metres_a_pixel


def scale_text(metres: float, words: Words) -> str:
    if metres >= 1000:
        return words(Say.KILOMETRES, count=words.number(round(metres / 1000)))
    return words(Say.METRES, count=words.number(round(metres))) if metres >= 1 else ""


def scale_box(eye: Eye, width: int, height: int, theme: Theme, words: Words) -> QRectF:
    """What the scale covers, its words with it."""
    metres, long = scale_of(eye.metres_a_pixel(), theme.px(BAR_LONGEST))
    text = QFontMetricsF(theme.font(SCALE_POINTS, 400, tabular=True)).horizontalAdvance(scale_text(metres, words))
    high, margin = theme.px(24), theme.px(MARGIN)
    return QRectF(margin, height - margin - high, long + text + theme.px(10), high)


def paint_scale(painter: QPainter, eye: Eye, width: int, height: int, theme: Theme, words: Words) -> None:
    """Bottom left."""
    metres, long = scale_of(eye.metres_a_pixel(), theme.px(BAR_LONGEST))
    box = scale_box(eye, width, height, theme, words)
    _plate(painter, box, theme)
    painter.setPen(QPen(theme.colour("tx1"), max(1.0, 1.5 * theme.scale), c=Qt.PenCapStyle.FlatCap))
    y, end = box.center().y(), theme.px(BAR) / 2
    painter.drawLine(QPointF(box.left(), y), QPointF(box.left() + long, y))
    for x in (box.left(), box.left() + long):
        painter.drawLine(QPointF(x, y - end), QPointF(x, y + end))
    painter.setFont(theme.font(SCALE_POINTS, 400, tabular=True))
    painter.setPen(theme.colour("tx2"))
    beside = box.adjusted(long + theme.px(8), 0, theme.px(4), 0)
    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, scale_text(metres, words))


def credit_text(land: LandInfo, words: Words) -> str:
    """Whose the map is, and from when."""
    credit, made_on = clean(land.credit, CREDIT_LONGEST).strip().rstrip("."), clean(land.made_on, 24).strip()
    if not made_on:
        return credit
    return words(Say.CREDIT, credit=credit, made_on=made_on)


def credit_box(land: LandInfo, width: int, height: int, theme: Theme, words: Words) -> QRectF:
    """What the credit covers, in as many lines as it takes."""
    margin = theme.px(MARGIN)
    metrics = QFontMetricsF(theme.font(CREDIT_POINTS))
    room = QRectF(0, 0, max(1.0, width * CREDIT_WIDEST), 1000)
    size = metrics.boundingRect(room, _CREDIT, credit_text(land, words))
    wide, high = math.ceil(size.width()) + 2, math.ceil(size.height())
    return QRectF(width - margin - wide, height - margin - high, wide, high)


_CREDIT = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


def paint_credit(painter: QPainter, land: LandInfo, width: int, height: int, theme: Theme, words: Words) -> None:
    """Bottom right, always."""
    box = credit_box(land, width, height, theme, words)
    _plate(painter, box, theme)
    painter.setFont(theme.font(CREDIT_POINTS))
    painter.setPen(theme.colour("tx3"))
    painter.drawText(box, _CREDIT, credit_text(land, words))


def paint_sentence(painter: QPainter, width: int, height: int, theme: Theme, words: Words) -> None:
    """Where there is no map, what that means; over the scale, where nothing else is."""
    margin = theme.px(MARGIN)
    font = theme.font(SENTENCE_POINTS)
    text = words(Say.NO_MAP)
    room = QRectF(margin, 0, max(1, width - 2 * margin), height - margin - theme.px(34))
    size = QFontMetricsF(font).boundingRect(room, _SENTENCE, text)
    _plate(painter, size, theme)
    painter.setFont(font)
    painter.setPen(theme.colour("tx1"))
    painter.drawText(room, _SENTENCE, text)


_SENTENCE = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


def paint_degrees(painter: QPainter, eye: Eye, width: int, height: int, theme: Theme, words: Words) -> None:
    """Lines of latitude and longitude with their degrees, where there is no map to read a place by."""
    left, top = eye.corner(width, height)
    side = world_px(eye.level)
    step = _degrees_apart(360 * theme.px(LINE_APART) / side)
    painter.setFont(theme.font(CREDIT_POINTS, 400, tabular=True))
    metrics = QFontMetricsF(painter.font())
    first, last = point_at(left / side, top / side), point_at((left + width) / side, (top + height) / side)
    line, ink, gap = QPen(theme.colour("line"), 1), theme.colour("tx3"), theme.px(6)
    for degrees in _steps(first.longitude, last.longitude, step):
        x = (degrees / 360 + 0.5) * side - left
        painter.setPen(line)
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
        painter.setPen(ink)
        painter.drawText(QPointF(x + gap, metrics.ascent() + gap), _degrees(degrees, step, Say.EAST, Say.WEST, words))
    for degrees in _steps(last.latitude, first.latitude, step):
        found = place(type(first)(degrees, 0.0))
        y = (found[1] if found else 0.0) * side - top
        painter.setPen(line)
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        painter.setPen(ink)
        painter.drawText(QPointF(gap, y - gap), _degrees(degrees, step, Say.NORTH, Say.SOUTH, words))


def _degrees_apart(least: float) -> float:
    ten = 10.0 ** math.floor(math.log10(least))
    return next(step * ten for step in (1, 2, 5, 10) if step * ten >= least)


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    for number in range(math.ceil(first / step), math.floor(last / step) + 1):
        yield number * step


def _degrees(degrees: float, step: float, above: Say, below: Say, words: Words) -> str:
    places = max(0, -math.floor(math.log10(step)))
    text = f"{abs(degrees):.{places}f}"
    if words.language == "sv":
        text = text.replace(".", ",")
    return words(below if degrees < 0 else above, degrees=f"{text}°")


def _plate(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Ground under words, so that they read over a road."""
    ground = QColor(paper_of(theme).ground)
    ground.setAlphaF(0.72)
    gap = theme.px(5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(-gap, -gap / 2, gap, gap / 2), theme.px(3), theme.px(3))
