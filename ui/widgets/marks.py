"""What is painted by hand and shared by delegates and widgets: class marks, rulers, canary strip, key caps, hatch.

Pure drawing into a rectangle: no state, no time, nothing of the console but the class.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from console.domain.alarm import AlarmClass
from ui.assets import Icon, icon_pixmap
from ui.theme import Theme, class_colour, class_ink

NOTCH = 0.76
"""Where on a ruler the target stands."""

AlignCentre = Qt.AlignmentFlag.AlignCenter


def paint_class_mark(
    painter: QPainter, rect: QRectF, alarm_class: AlarmClass, theme: Theme, *, is_filled: bool = True
) -> None:
    """Triangle, square, circle or diamond with the class's digit; outlined for the dark half of its beat."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = class_colour(alarm_class, theme)
    width = max(1.5, rect.width() / 14)
    painter.setPen(QPen(hue, width, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(hue if is_filled else Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawPath(_shape(inner, alarm_class))
    painter.setPen(class_ink(alarm_class, theme) if is_filled else hue)
    font = theme.font(11, 800)
    font.setPointSizeF(rect.height() * 0.36)
    painter.setFont(font)
    drop = rect.height() * 0.16 if alarm_class is AlarmClass.ACUTE else 0.0
    painter.drawText(rect.translated(0, drop), AlignCentre, str(int(alarm_class)))
    painter.restore()


def _shape(rect: QRectF, alarm_class: AlarmClass) -> QPainterPath:
    path = QPainterPath()
    if alarm_class is AlarmClass.ACUTE:
        top, bottom = rect.top() + rect.height() * 0.06, rect.bottom() - rect.height() * 0.06
        corners = [QPointF(rect.center().x(), top), QPointF(rect.right(), bottom), QPointF(rect.left(), bottom)]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    elif alarm_class is AlarmClass.HIGH:
        path.addRoundedRect(rect.adjusted(1, 1, -1, -1), rect.width() * 0.08, rect.width() * 0.08)
    elif alarm_class is AlarmClass.NORMAL:
        path.addEllipse(rect)
    else:
        middle = rect.center()
        corners = [
            QPointF(middle.x(), rect.top()), QPointF(rect.right(), middle.y()),
            QPointF(middle.x(), rect.bottom()), QPointF(rect.left(), middle.y()),
        ]  # fmt: skip
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    return path


def paint_unknown_mark(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The dashed square with a question mark: we do not know."""
    painter.save()
    painter.setPen(QPen(theme.colour("tx1"), 1.6, Qt.PenStyle.DashLine))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
    font = theme.font(11, 800)
    font.setPointSizeF(rect.height() * 0.36)
    painter.setFont(font)
    painter.drawText(rect, AlignCentre, "?")
    painter.restore()


def paint_hatch(painter: QPainter, rect: QRectF, colour: QColor, step: float, width: float = 1.0) -> None:
    """45 degree lines over a rectangle."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    start = rect.left() - rect.height()
    lines = []
    for number in range(int((rect.width() + rect.height()) / step) + 2):
        x = start + number * step
        lines.append(QLineF(x, rect.bottom(), x + rect.height(), rect.top()))
    painter.drawLines(lines)
    painter.restore()


def paint_ruler(painter: QPainter, rect: QRectF, progress: float, colour: QColor, theme: Theme) -> None:
    """A track, a fill and a notch at the target; hatched past it. `progress` is 1.0 at the notch."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(rect, theme.colour("track"))
    notch = round(rect.left() + rect.width() * NOTCH)
    filled = min(1.0, progress) * (notch - rect.left())
    painter.fillRect(QRectF(rect.left(), rect.top(), filled, rect.height()), colour)
    if progress > 1.0:
        past = min(rect.right(), notch + (progress - 1.0) * rect.width() * NOTCH)
        over = QRectF(notch, rect.top(), past - notch, rect.height())
        paint_hatch(painter, over, colour, max(4.0, theme.px(5)), theme.px(2))
    high = rect.adjusted(0, -theme.px(4), 0, theme.px(4))
    painter.fillRect(QRectF(notch, high.top(), max(2, theme.px(2)), high.height()), theme.colour("tx1"))
    painter.restore()


def paint_unknown_ruler(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """A dashed track: how long is not known."""
    painter.save()
    painter.setPen(QPen(theme.colour("tx3"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(rect)
    painter.restore()


def paint_canary(painter: QPainter, rect: QRectF, ticks: Sequence[bool], theme: Theme) -> None:
    """One upright tick for each canary that came, a low dash for each that did not; the newest to the right."""
    if not ticks:
        return
    step = rect.width() / len(ticks)
    width = max(2.0, step * 0.55)
    for number, has_come in enumerate(ticks):
        left = rect.left() + number * step
        height = rect.height() if has_come else max(2.0, theme.px(2))
        painter.fillRect(
            QRectF(left, rect.bottom() - height, width, height), theme.colour("tx1" if has_come else "tx3")
        )


def key_cap_width(text: str, theme: Theme) -> int:
    """How wide a key cap is."""
    return QFontMetrics(theme.font(9.5, 600)).horizontalAdvance(text) + theme.px(14)


def paint_key_cap(painter: QPainter, rect: QRectF, text: str, theme: Theme, *, is_lit: bool = False) -> None:
    """A key's name in a frame of its own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("bg1" if is_lit else "edge"), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
    painter.setPen(theme.colour("bg1" if is_lit else "tx2"))
    painter.setFont(theme.font(9.5, 600))
    painter.drawText(rect, AlignCentre, text)
    painter.restore()


def paint_icon(painter: QPainter, rect: QRect, icon: Icon, colour: QColor, ratio: float) -> None:
    """An icon in a colour, as large as the rectangle is wide."""
    painter.drawPixmap(rect.topLeft(), icon_pixmap(icon, rect.width(), colour.name(), ratio))


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme, token: str = "tx1") -> None:
    """The light frame of what has the keyboard, inside a row; in another ink on what is lit itself."""
    painter.save()
    painter.setPen(QPen(theme.colour(token), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_logo(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The half-open eye over its line: Vaka."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = max(1.6, rect.width() / 9)
    painter.setPen(QPen(theme.colour("tx1"), stroke, c=Qt.PenCapStyle.FlatCap))
    base = rect.bottom() - stroke
    radius = rect.width() / 2 - stroke / 2
    arch = QRectF(rect.center().x() - radius, base - radius - stroke, radius * 2, radius * 2)
    painter.drawArc(arch, 0, 180 * 16)
    painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))
    painter.setBrush(theme.colour("tx1"))
    painter.setPen(Qt.PenStyle.NoPen)
    pupil = radius * 0.42
    centre = QPointF(rect.center().x(), base - stroke * 0.5 - pupil)
    painter.drawEllipse(centre, pupil, pupil)
    painter.restore()
