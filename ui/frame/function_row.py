"""The row of function keys at the bottom, in groups of four, as on the keyboard. Place is the kind of act.

All are equally wide where their labels have room so; else each is as wide as its label needs, and where there is room
for that never narrower again: a key does not move under the hand because another one's label changed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_focus, paint_icon
from ui.widgets.parts import ground, line
from ui.widgets.text import set_safe_tip

SIDE, NARROW_SIDE = 10, 4
"""Unscaled pixels at each side of a label: where there is room, and where there is not."""


class FunctionKey(QToolButton):
    """One key: its name, an icon, a label. Disabled it keeps its place; `is_lit` fills it with light."""

    def __init__(self, key: str, icon: Icon, label: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._icon = icon
        self._label = label
        self._look = look
        self._is_lit = False
        self._shown: tuple[str, bool, bool, str] | None = None
        self._wanted = 0
        self._side = SIDE
        self._measure()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{label} {key}")

    def show_state(self, label: str, *, is_enabled: bool, is_lit: bool, why: str = "") -> None:
        """What the key does now, and why not where it does nothing."""
        shown = label, is_enabled, is_lit, why
        if shown == self._shown:
            return
        is_other = label != self._label
        self._label, self._shown = label, shown
        self._is_lit = is_lit and is_enabled
        self.setEnabled(is_enabled)
        self.setAccessibleName(f"{label} {self._key}")
        self.setAccessibleDescription(why)
        set_safe_tip(self, why)
        if is_other:
            self._measure()
        self.update()

    def label(self) -> str:
        return self._label

    def is_lit(self) -> bool:
        return self._is_lit

    def wanted_width(self) -> int:
        """The room of the longest label that the key has had, without its sides; pixels."""
        return self._wanted

    def label_width(self) -> int:
        """The room of the label that stands there now, without its sides; pixels."""
        theme = self._look.theme
        return QFontMetrics(theme.font(11, 600)).horizontalAdvance(self._label) + theme.px(2)

    def set_side(self, side: int) -> None:
        """How much stands at each side of the label; unscaled pixels."""
        if side != self._side:
            self._side = side
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(96), self._look.theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(40), self._look.theme.px(40))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        is_on = self.isEnabled()
        if self._is_lit:
            painter.setBrush(theme.colour("tx1"))
        elif self.isDown():
            painter.setBrush(theme.colour("bg3"))
        else:
            painter.setBrush(theme.colour("bg2" if is_on and self.underMouse() else "bg1" if is_on else "bg0"))
        painter.setPen(theme.colour("edge" if is_on else "line"))
        painter.drawRoundedRect(frame, px(4), px(4))
        ink = theme.colour("bg1" if self._is_lit else "tx1" if is_on else "tx3")
        quiet = theme.colour("bg1" if self._is_lit else "tx2" if is_on else "tx3")
        left, width = px(self._side), self.width() - 2 * px(self._side)
        half = self.height() // 2
        painter.setPen(quiet)
        painter.setFont(theme.font(9.5, 600))
        top = QRect(left, px(3), width, half - px(2))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._key)
        side = px(17)
        icon = QRect(left + width - side, top.center().y() - side // 2, side, side)
        if painter.fontMetrics().horizontalAdvance(self._key) + px(4) <= width - side:
            paint_icon(painter, icon, self._icon, quiet, self.devicePixelRatioF())
        painter.setPen(ink)
        painter.setFont(theme.font(11, 600))
        low = QRect(left, half - px(1), width + px(4), half - px(3))
        label = painter.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, low.width())
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        if self.hasFocus():
            ink_of_frame = "edge" if self._is_lit else "tx1"
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme, ink_of_frame)
        painter.end()

    def _measure(self) -> None:
        self._wanted = max(self._wanted, self.label_width())
        self.updateGeometry()


class FunctionRow(QWidget):
    """Twelve keys in three groups."""

    def __init__(
        self,
        keys: tuple[tuple[str, Icon, str, Callable[[], None]], ...],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        ground(self, "bg0")
        px = look.theme.px
        self.keys: dict[str, FunctionKey] = {}
        self._layout = line(self, margins=(px(8), px(7), px(8), px(7)), gap=px(4))
        for number, (key, icon, label, call) in enumerate(keys):
            if number in (4, 8):
                self._layout.addSpacing(px(8))
            button = FunctionKey(key, icon, label, look)
            button.clicked.connect(lambda _=False, act=call: act())
            self._layout.addWidget(button, 1)
            self.keys[key] = button

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setFixedHeight(self._look.theme.px(self._look.theme.density.function_row))
        gap = self._look.theme.px(4 if self._look.theme.density is COMPACT else 5)
        self._layout.setSpacing(gap)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _share(self) -> None:
        """Gives the room to the keys."""
        keys, px = tuple(self.keys.values()), self._look.theme.px
        margins = self._layout.contentsMargins()
        gaps = self._layout.spacing() * (len(keys) - 1) + 2 * px(8)
        room = self.width() - margins.left() - margins.right() - gaps
        labels = [key.wanted_width() for key in keys]
        wanted = [label + 2 * px(NARROW_SIDE) for label in labels]
        is_even = max(wanted) * len(keys) <= room
        if sum(wanted) > room:
            wanted = [key.label_width() + 2 * px(NARROW_SIDE) for key in keys]
        spare = max(room - sum(wanted), 0) // len(keys)
        for key, label, least in zip(keys, labels, wanted, strict=True):
            has_sides = is_even and label + 2 * px(SIDE) <= room // len(keys)
            key.set_side(SIDE if has_sides else NARROW_SIDE)
            share = 1 if is_even else least + spare
            self._layout.setStretch(self._layout.indexOf(key), share)  # the same again asks for no further layout
