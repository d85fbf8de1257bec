"""The five controls under the picture: microphone, camera, sound, a guest, hang up. Each says what it is now, in words,
and its key."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.assets import Icon
from ui.call.showing_of import Control
from ui.theme import Look
from ui.widgets.marks import key_cap_width, paint_focus, paint_icon, paint_key_cap
from ui.words import Words
from ui.words.call import CallSay as Say

HIGH, LOW = 56, 40
"""Unscaled pixels: of a control with two lines, and of one with its title alone."""

ICON, SIDE = 20, 12
BESIDE = 116
"""Unscaled pixels of text beside icon and key; with less the icon goes, and with still less the second line's rest."""

KEYS = ("Ctrl M", "Alt B", "Alt ↑↓", "Ctrl J", "Ctrl L")
GAP = 6


class ControlButton(QPushButton):
    """One control. Off is a struck icon and a word, never a colour."""

    def __init__(self, key: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._key = key
        self._look = look
        self._control = Control(Icon.CROSS, "", "")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_control(self, control: Control, key: str) -> None:
        """What it is now."""
        if (control, key) == (self._control, self._key):
            return
        self._control, self._key = control, key
        self.setEnabled(control.is_enabled)
        self.setAccessibleName(f"{control.title}, {control.state} {key}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(150), self._look.theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(60), self._look.theme.px(LOW))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, control = self._look.theme, self._look.theme.px, self._control
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, is_on = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.isEnabled()
        is_end = control.icon in (Icon.HANG_UP, Icon.CROSS)
        ground = (
            "bg3" if self.isDown() or is_end or (control.is_off and is_on) else "bg2" if self.underMouse() else "bg1"
        )
        painter.setBrush(theme.colour(ground if is_on else "bg1"))
        painter.setPen(theme.colour("edge" if is_on else "line"))
        painter.drawRoundedRect(frame, px(4), px(4))
        cap = key_cap_width(self._key, theme)
        box = QRectF(self.width() - cap - px(8), (self.height() - px(20)) / 2, cap, px(20))
        text = self.width() - cap - px(8 + SIDE + 6)
        left = px(SIDE)
        if text - px(ICON + 10) >= self.text_width():
            side = px(ICON)
            place = QRect(left, (self.height() - side) // 2, side, side)
            paint_icon(painter, place, control.icon, theme.colour("tx1" if is_on else "tx3"), self.devicePixelRatioF())
            left, text = left + px(ICON + 10), text - px(ICON + 10)
        self._paint_text(painter, QRect(left, 0, text, self.height()))
        paint_key_cap(painter, box, self._key, theme)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme)
        painter.end()

    def text_width(self) -> int:
        """Of the title; pixels."""
        theme = self._look.theme
        return QFontMetrics(theme.font(11, 600)).horizontalAdvance(self._control.title)

    def _paint_text(self, painter: QPainter, room: QRect) -> None:
        theme, px, control = self._look.theme, self._look.theme.px, self._control
        has_state = bool(control.state) and self.height() >= px(HIGH - 6)
        left = Qt.AlignmentFlag.AlignLeft
        is_on = self.isEnabled()
        for text, font, token, align in (
            (control.title, theme.font(11, 600), "tx1", Qt.AlignmentFlag.AlignVCenter),
            (control.state, theme.font(10, 700 if control.is_off else 400), "tx2", Qt.AlignmentFlag.AlignVCenter),
        ):
            if text == control.state and not has_state:
                continue
            half = room.height() // 2
            place = room if not has_state else QRect(room.left(), px(5), room.width(), half - px(4))
            if text == control.state and has_state:
                place = QRect(room.left(), half, room.width(), half - px(6))
            painter.setFont(font)
            painter.setPen(theme.colour(("tx1" if control.is_off else token) if is_on else "tx3"))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, left | align, shown)


class Controls(QWidget):
    """`pressed` carries the number of the control, from 0. In one row, or in rows of three where there is no room."""

    pressed = Signal(int)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_low = False
        self.buttons = tuple(ControlButton(key, look, self) for key in KEYS)
        self.setAccessibleName(words(Say.TITLE))
        for number, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, at=number: self.pressed.emit(at))

    def show_controls(self, controls: Sequence[Control]) -> None:
        """What each is now."""
        for number, (button, control) in enumerate(zip(self.buttons, controls, strict=False)):
            is_away = control.icon is Icon.CROSS
            button.show_control(control, "Esc" if is_away else KEYS[number])
        self._place()

    def show_low(self, *, is_low: bool) -> None:
        """One line each, where room is short."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """All equally wide; hang up always last."""
        px, count = self._look.theme.px, len(self.buttons)
        gap, high = px(GAP), px(LOW if self._is_low else HIGH)
        needed = max(
            button.text_width() + key_cap_width(KEYS[at], self._look.theme) for at, button in enumerate(self.buttons)
        )
        needed += px(8 + SIDE + 6)
        beside = count if (self.width() + gap) // count - gap >= needed else 3
        rows = -(-count // beside)
        for number, button in enumerate(self.buttons):
            row, at = divmod(number, beside)
            in_row = min(beside, count - row * beside)
            wide = (self.width() - gap * (in_row - 1)) / in_row
            button.setGeometry(round(at * (wide + gap)), row * (high + gap), round(wide), high)
        self.setFixedHeight(rows * high + (rows - 1) * gap)
