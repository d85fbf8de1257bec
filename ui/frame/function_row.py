"""The row of function keys at the bottom, in groups of four, as on the keyboard. Place is the kind of act."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_focus, paint_icon
from ui.widgets.parts import ground, line
from ui.widgets.text import set_safe_tip


class FunctionKey(QToolButton):
    """One key: its name, an icon, a label. Disabled it keeps its place; `is_lit` fills it with light."""

    def __init__(self, key: str, icon: Icon, label: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._icon = icon
        self._label = label
        self._look = look
        self._is_lit = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{label} {key}")

    def show_state(self, label: str, *, is_enabled: bool, is_lit: bool, why: str = "") -> None:
        """What the key does now, and why not where it does nothing."""
        self._label = label
        self._is_lit = is_lit and is_enabled
        self.setEnabled(is_enabled)
        self.setAccessibleName(f"{label} {self._key}")
        self.setAccessibleDescription(why)
        set_safe_tip(self, why)
        self.update()

    def label(self) -> str:
        return self._label

    def is_lit(self) -> bool:
        return self._is_lit

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(96), self._look.theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(60), self._look.theme.px(40))

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
        left, width = px(10), self.width() - px(20)
        half = self.height() // 2
        painter.setPen(quiet)
        painter.setFont(theme.font(9.5, 600))
        top = QRect(left, px(3), width, half - px(2))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._key)
        side = px(17)
        icon = QRect(left + width - side, top.center().y() - side // 2, side, side)
        paint_icon(painter, icon, self._icon, quiet, self.devicePixelRatioF())
        painter.setPen(ink)
        painter.setFont(theme.font(11, 600))
        low = QRect(left, half - px(1), width + px(8), half - px(3))
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._label)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme)
        painter.end()


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
