"""What rows of things are painted with: the ways out, the ruler of a silence, texts that fit."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from console.domain.lane import Ways, WayState
from console.domain.silence import Silence
from ui.theme import Theme
from ui.widgets.marks import paint_focus

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
State = QStyle.StateFlag

SQUARE, SQUARE_GAP = 11, 4
"""Unscaled pixels."""


def draw(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = Left) -> int:
    """One line of text into a rectangle, cut with '…' where it must; returns how wide it is."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    room = max(0, rect.width())
    fits = metrics.horizontalAdvance(text) <= room
    shown = text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect.adjusted(-1 if align & Qt.AlignmentFlag.AlignRight else 0, 0, 1, 0), align, shown)
    return metrics.horizontalAdvance(shown)


def fitting(forms: Iterable[str], font: QFont, room: int) -> str:
    """The first of several ways to say it that fits, else the last."""
    metrics, last = QFontMetrics(font), ""
    for form in forms:
        last = form
        if metrics.horizontalAdvance(form) <= room:
            break
    return last


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
    """Selected, hovered or neither; the light edge of what is selected, and the frame of what has the keyboard."""
    is_selected = bool(state & State.State_Selected)
    if is_selected:
        painter.fillRect(rect, theme.colour("sel"))
    elif state & State.State_MouseOver:
        painter.fillRect(rect, theme.colour("bg2"))
    hairline(painter, rect, theme)
    if is_selected:
        painter.fillRect(QRect(rect.left(), rect.top(), theme.px(4), rect.height() - 1), theme.colour("tx1"))
        if state & State.State_HasFocus and state & State.State_KeyboardFocusChange:
            paint_focus(painter, QRectF(rect).adjusted(0, 0, 0, -1), theme)


def hairline(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Under a row."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))


def ways_width(theme: Theme) -> int:
    """Of three squares; pixels."""
    return 3 * theme.px(SQUARE) + 2 * theme.px(SQUARE_GAP)


def paint_ways(painter: QPainter, left: int, middle: int, ways: Ways, theme: Theme) -> None:
    """Net, mobile, telephone, in that order."""
    side, gap = theme.px(SQUARE), theme.px(SQUARE_GAP)
    for number, state in enumerate((ways.net, ways.mobile, ways.phone)):
        box = QRectF(left + number * (side + gap), middle - side / 2, side, side)
        paint_way(painter, box, state, theme)


def paint_way(painter: QPainter, box: QRectF, state: WayState, theme: Theme) -> None:
    """Up is filled, down struck, not known dashed; a line where there is none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=state is WayState.DOWN)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    match state:
        case WayState.UP:
            painter.fillRect(box, theme.colour("tx2"))
        case WayState.DOWN:
            painter.setPen(QPen(theme.colour("tx1"), max(1.5, theme.px(1.5))))
            painter.drawRect(inner)
            painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))
        case WayState.UNKNOWN:
            painter.setPen(QPen(theme.colour("tx1"), max(1, theme.px(1)), Qt.PenStyle.DashLine))
            painter.drawRect(inner)
        case WayState.NONE:
            painter.fillRect(
                QRectF(box.left(), box.center().y() - 0.5, box.width(), max(1, theme.px(1))), theme.colour("tx3")
            )
    painter.restore()


def passed(silence: Silence, now: datetime) -> tuple[float, float]:
    """How much of a silence has passed, and where its warning stands, as parts of the whole."""
    whole = silence.until - silence.since
    if whole <= timedelta(0):
        return 1.0, 1.0
    return min(1.0, max(0.0, (now - silence.since) / whole)), (silence.warn_at - silence.since) / whole


def paint_left(painter: QPainter, rect: QRectF, silence: Silence, now: datetime, theme: Theme) -> None:
    """A track, what has passed, and a notch where its end is warned of; lit from there on."""
    done, notch = passed(silence, now)
    is_warned = done >= notch
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(rect, theme.colour("track"))
    filled = QRectF(rect.left(), rect.top(), done * rect.width(), rect.height())
    painter.fillRect(filled, theme.colour("tx1" if is_warned else "tx3"))
    at = round(rect.left() + notch * rect.width())
    width = max(2, theme.px(2))
    high = rect.adjusted(0, -theme.px(4), 0, theme.px(4))
    painter.fillRect(QRectF(min(at, rect.right() - width), high.top(), width, high.height()), theme.colour("tx1"))
    painter.restore()


def paint_lit(painter: QPainter, box: QRectF, text: str, font: QFont, theme: Theme) -> None:
    """A text filled with light."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("tx1"))
    painter.drawRoundedRect(box, theme.px(3), theme.px(3))
    painter.setPen(theme.colour("bg1"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
