"""The five controls under the picture: microphone, camera, sound, a guest, hang up. Each says what it is now, in words,
and its key."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.assets import Icon
from ui.call.showing_of import Control
from ui.theme import Look
from ui.widgets.marks import key_cap_width, paint_focus, paint_icon, paint_key_cap
from ui.words import Words
from ui.words.call import CallSay as Say

HIGH, LOW, BRIEF = 56, 40, 50
"""Unscaled pixels: of a control with two lines, of one with its title alone, and of one with its key under a word."""

ICON, SIDE = 20, 12
"""Unscaled pixels of the icon, which goes where there is no room, and at each side."""

KEYS = ("Ctrl M", "Alt B", "Alt ↑↓", "Ctrl J", "Ctrl L")
GAP = 6


class ControlButton(QPushButton):
    """One control. Off is a struck icon and a word, never a colour."""

    def __init__(self, key: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._key = key
        self._look = look
        self._is_stacked = self._is_brief = False
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

    def show_stacked(self, *, is_stacked: bool) -> None:
        """The key under the title, where there is no room for it beside."""
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            self.update()

    def show_brief(self, *, is_brief: bool) -> None:
        """A word over the key, and no more: on a very small screen. Off is then a word that is struck."""
        if is_brief != self._is_brief:
            self._is_brief = is_brief
            self.update()

    def brief_width(self) -> int:
        """Of the word over the key, with what is least at the sides; pixels."""
        word = QFontMetrics(self._look.theme.font(11, 600)).horizontalAdvance(self._brief())
        return max(word, self.cap_width()) + self._look.theme.px(10)

    def text_width(self) -> int:
        """Of the title; pixels."""
        return QFontMetrics(self._look.theme.font(11, 600)).horizontalAdvance(self._control.title)

    def cap_width(self) -> int:
        """Of the key; pixels."""
        return key_cap_width(self._key, self._look.theme)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, control = self._look.theme, self._look.theme.px, self._control
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, is_on = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.isEnabled()
        is_end = control.icon in (Icon.HANG_UP, Icon.CROSS)
        is_marked = self.isDown() or is_end or control.is_off
        token = "bg3" if is_marked else "bg2" if self.underMouse() else "bg1"
        painter.setBrush(theme.colour(token if is_on else "bg1"))
        painter.setPen(theme.colour("edge" if is_on else "line"))
        painter.drawRoundedRect(frame, px(4), px(4))
        cap, half = self.cap_width(), self.height() // 2
        if self._is_brief:
            self._paint_brief(painter, cap)
            painter.end()
            return
        middle = QRectF(self.width() - cap - px(8), (self.height() - px(20)) / 2, cap, px(20))
        box = middle if not self._is_stacked else middle.translated(0, half - middle.center().y() + px(12))
        left, text = px(SIDE), self.width() - px(2 * SIDE) - (0 if self._is_stacked else cap + px(2))
        has_icon = text - px(ICON + 8) >= self.text_width()
        if has_icon:
            side = px(ICON)
            top = px(6) if self._is_stacked else (self.height() - side) // 2
            ink = theme.colour("tx1" if is_on else "tx3")
            paint_icon(painter, QRect(left, top, side, side), control.icon, ink, self.devicePixelRatioF())
            if not self._is_stacked:
                left, text = left + px(ICON + 8), text - px(ICON + 8)
        inset = px(ICON + 8) if has_icon and self._is_stacked else 0
        self._paint_text(painter, QRect(left, 0, text, self.height()), inset, cap)
        paint_key_cap(painter, box, self._key, theme)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme)
        painter.end()

    def _brief(self) -> str:
        return self._control.brief or self._control.title

    def _paint_brief(self, painter: QPainter, cap: int) -> None:
        theme, px, wide = self._look.theme, self._look.theme.px, self.width()
        font = QFont(theme.font(11, 600))
        font.setStrikeOut(self._control.is_off and self.isEnabled())
        painter.setFont(font)
        painter.setPen(theme.colour("tx1" if self.isEnabled() else "tx3"))
        painter.drawText(QRect(0, px(3), wide, px(22)), Qt.AlignmentFlag.AlignCenter, self._brief())
        paint_key_cap(painter, QRectF((wide - cap) / 2, px(26), cap, px(20)), self._key, theme)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme)

    def _paint_text(self, painter: QPainter, room: QRect, inset: int, cap: int) -> None:
        """The title, `inset` from the left, and under it what the control is now; beside a key that stands there only
        where it fits whole."""
        theme, px, control = self._look.theme, self._look.theme.px, self._control
        is_on, half = self.isEnabled(), room.height() // 2
        has_state = bool(control.state) and self.height() >= px(HIGH - 6)
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        title = QRect(room.left(), px(5), room.width(), half - px(4)) if has_state or self._is_stacked else room
        title.setLeft(room.left() + inset)
        painter.setFont(theme.font(11, 600))
        painter.setPen(theme.colour("tx1" if is_on else "tx3"))
        shown = painter.fontMetrics().elidedText(control.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, aligned, shown)
        if not has_state:
            return
        wide = room.width() - (cap if self._is_stacked else 0)
        state = QRect(room.left(), half, wide, half - px(6))
        painter.setFont(theme.font(10, 700 if control.is_off else 400))
        painter.setPen(theme.colour(("tx1" if control.is_off else "tx2") if is_on else "tx3"))
        metrics = painter.fontMetrics()
        if not self._is_stacked or control.is_off or metrics.horizontalAdvance(control.state) <= wide:
            painter.drawText(state, aligned, metrics.elidedText(control.state, Qt.TextElideMode.ElideRight, wide))


class Controls(QWidget):
    """`pressed` carries the number of the control, from 0. In one row, or in two where there is no room; always all."""

    pressed = Signal(int)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_low, self._is_least = False, False
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

    def show_low(self, *, is_low: bool, is_least: bool) -> None:
        """One line each, where room is short; with the least a word over the key, in one row."""
        if (is_low, is_least) != (self._is_low, self._is_least):
            self._is_low, self._is_least = is_low, is_least
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """All equally wide; hang up always last. In one row where key and words have room beside each other, or under
        each other; else in two."""
        px, shown = self._look.theme.px, self.buttons
        if self._is_least and self._place_brief():
            return
        gap, high, count = px(GAP), px(LOW if self._is_low else HIGH), len(shown)
        wide = (self.width() + gap) // count - gap
        texts = [each.text_width() for each in shown]
        beside = max(text + each.cap_width() for text, each in zip(texts, shown, strict=True)) + px(8 + SIDE + 6)
        is_stacked = beside > wide and not self._is_low and max(texts) + px(2 * SIDE) <= wide
        in_first = count if beside <= wide or is_stacked else 3
        rows = -(-count // in_first)
        for number, each in enumerate(shown):
            row, at = divmod(number, in_first)
            in_row = min(in_first, count - row * in_first)
            width = (self.width() - gap * (in_row - 1)) / in_row
            each.show_brief(is_brief=False)
            each.show_stacked(is_stacked=is_stacked)
            each.setGeometry(round(at * (width + gap)), row * (high + gap), round(width), high)
        self.setFixedHeight(rows * high + (rows - 1) * gap)

    def _place_brief(self) -> bool:
        """Each as wide as its word, and what is left over shared; False where not even that has room."""
        px = self._look.theme.px
        wanted = [each.brief_width() for each in self.buttons]
        left = self.width() - sum(wanted) - px(GAP) * (len(wanted) - 1)
        if left < 0:
            return False
        at = 0.0
        for each, wide in zip(self.buttons, wanted, strict=True):
            width = wide + left / len(wanted)
            each.show_brief(is_brief=True)
            each.setGeometry(round(at), 0, round(width), px(BRIEF))
            at += width + px(GAP)
        self.setFixedHeight(px(BRIEF))
        return True
