"""Nine outcomes, three by three, each on its digit, and the tenth on 0. None of them is ever lit."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from console.domain.look import LookOutcome
from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_focus, paint_icon, paint_key_cap
from ui.widgets.parts import KeyCap, column, line
from ui.widgets.text import SafeLabel, set_safe_tip
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

O, I = LookOutcome, Icon  # noqa: E741 - a table is read by its columns

ON_CAMERA: Mapping[str, tuple[LookOutcome, Icon]] = {
    "1": (O.ASLEEP, I.BED), "2": (O.AWAKE, I.AWAKE), "3": (O.UP, I.PERSON), "4": (O.NOT_SEEN, I.AGAIN),
    "5": (O.ON_FLOOR, I.ON_FLOOR), "6": (O.CALLS_FOR_HELP, I.CALLS_OUT), "7": (O.OTHER_PERSON, I.HAND_OVER),
    "8": (O.UNUSABLE, I.UNUSABLE), "9": (O.NO_ANSWER, I.VIDEO_OFF),
}  # fmt: skip
"""While a camera is open, or has just closed by itself."""

IN_PERSON: Mapping[str, tuple[LookOutcome, Icon]] = {
    "1": (O.VISITED_WELL, I.SEND), "2": (O.PHONED_WELL, I.CALL), "3": (O.VISITED_HELPED, I.TAKE),
    "8": (O.UNUSABLE, I.UNUSABLE), "9": (O.NO_ANSWER, I.VIDEO_OFF),
}  # fmt: skip
"""While none is."""

DECLINED = "0"
TALL, COMPACT_TALL, LOW, LOW_TIGHT = 50, 42, 32, 32
"""Unscaled pixels of a key: as drawn, on a small screen, and where there is little and next to no room."""


@dataclass(frozen=True, slots=True)
class KeyShown:
    """One outcome's key as it is to look. `why` says why it does nothing (""): it can be pressed)."""

    outcome: LookOutcome
    label: str
    why: str = ""


class OutcomeKey(QPushButton):
    """A digit, words and a drawing."""

    def __init__(self, digit: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._digit = digit
        self._look = look
        self._label = ""
        self._icon = Icon.UNKNOWN
        self._height = TALL
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_key(self, label: str, icon: Icon, why: str) -> None:
        """What it says, and why it does nothing."""
        self._label, self._icon = clean(label, 80), icon
        self.setEnabled(not why)
        self.setAccessibleName(f"{self._digit} {self._label}")
        self.setAccessibleDescription(why)
        set_safe_tip(self, why)
        self.update()

    def label(self) -> str:
        return self._label

    def set_height(self, height: int) -> None:
        """Unscaled pixels."""
        self._height = height
        self.setFixedHeight(self._look.theme.px(height))

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(180), self._look.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(60), self._look.theme.px(self._height))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, is_on = self._look.theme, self._look.theme.px, self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("edge" if is_on else "line"))
        painter.setBrush(theme.colour("bg3" if self.isDown() else "bg2" if is_on and self.underMouse() else "bg1"))
        painter.drawRoundedRect(frame, px(4), px(4))
        cap = QRect(0, 0, px(38 if self.width() >= px(170) else 24), self.height())
        painter.fillRect(cap.adjusted(1, 1, 0, -1), theme.colour("bg2" if is_on else "bg1"))
        painter.fillRect(QRect(cap.right() + 1, 1, 1, self.height() - 2), theme.colour("line"))
        painter.setFont(theme.font(13, 700))
        painter.setPen(theme.colour("tx1" if is_on else "tx3"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._digit)
        side = px(10 if self.width() >= px(170) else 4)
        room = self.rect().adjusted(cap.width() + side, 0, -side, 0)
        self._paint_words(painter, room, is_on=is_on)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRect, *, is_on: bool) -> None:
        """On one line with the drawing, else without it, else on two lines: a word is never cut for a drawing."""
        theme, px = self._look.theme, self._look.theme.px
        ink, side = theme.colour("tx1" if is_on else "tx3"), px(18)
        font = theme.font(11, 600 if is_on else 400)
        wanted = QFontMetrics(font).horizontalAdvance(self._label)
        if wanted + side + px(10) <= room.width():
            box = QRect(room.right() - side - px(4), room.center().y() - side // 2, side, side)
            paint_icon(painter, box, self._icon, theme.colour("tx2" if is_on else "tx3"), self.devicePixelRatioF())
        elif wanted > room.width():
            font = theme.font(9.5, 600 if is_on else 400)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._label)


class DeclinedKey(OutcomeKey):
    """The tenth: a line of its own over the nine."""

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(QFontMetrics(theme.font(10)).horizontalAdvance(self._label) + theme.px(42), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px, is_on = self._look.theme, self._look.theme.px, self.isEnabled()
        painter = QPainter(self)
        cap = QRectF(px(6), (self.height() - px(20)) / 2, px(20), px(20))
        paint_key_cap(painter, cap, self._digit, theme)
        painter.setFont(theme.font(10))
        painter.setPen(theme.colour("tx2" if is_on else "tx3"))
        painter.drawText(self.rect().adjusted(px(34), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._label)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme)
        painter.end()


class Outcomes(QWidget):
    """`pressed` carries the digit of the key that the mouse, or Space, pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.keys: dict[str, OutcomeKey] = {}
        self._told: tuple[Say, Mapping[str, KeyShown]] | None = None
        self._title = SafeLabel("", "section")
        self._declined = DeclinedKey(DECLINED, look)
        self._declined.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._declined.clicked.connect(lambda: self.pressed.emit(DECLINED))
        layout = column(self, gap=look.theme.px(4))
        top = line(gap=look.theme.px(8))
        top.addWidget(self._title, 1)
        top.addWidget(self._declined)
        layout.addLayout(top)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.theme.px(4 if look.theme.density is COMPACT else 6))
        for number in range(9):
            digit = str(number + 1)
            key = OutcomeKey(digit, look)
            key.clicked.connect(lambda _=False, which=digit: self.pressed.emit(which))
            grid.addWidget(key, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
            self.keys[digit] = key
        layout.addLayout(grid)
        self.set_height(COMPACT_TALL if look.theme.density is COMPACT else TALL)

    def show_keys(self, title: Say, shown: Mapping[str, KeyShown]) -> None:
        """The keys that there are; the place of one that there is not stays empty. 0 is among them by its digit. Told
        with each picture: nothing is painted anew where they are the same."""
        if (title, shown) == self._told:
            return
        self._told = title, shown
        self._title.setText(self._words(title) if shown else "")
        icons = {**dict(ON_CAMERA.values()), **dict(IN_PERSON.values())}
        for digit, key in self.keys.items():
            found = shown.get(digit)
            key.setVisible(found is not None)
            if found is not None:
                key.show_key(found.label, icons[found.outcome], found.why)
        declined = shown.get(DECLINED)
        self._declined.setVisible(declined is not None)
        if declined is not None:
            self._declined.show_key(declined.label, Icon.UNKNOWN, declined.why)
            self._declined.updateGeometry()

    def enabled(self) -> frozenset[str]:
        """The digits that can be pressed."""
        keys = {**self.keys, DECLINED: self._declined}
        return frozenset(digit for digit, key in keys.items() if not key.isHidden() and key.isEnabled())

    def set_height(self, height: int) -> None:
        """Of each key; unscaled pixels."""
        for key in self.keys.values():
            key.set_height(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def hint(key: str, text: str, look: Look) -> QWidget:
    """A key cap with what the key does."""
    part = QWidget()
    layout = line(part, gap=look.theme.px(8))
    layout.addWidget(KeyCap(key, look))
    layout.addWidget(SafeLabel(text, "reason"))
    return part
