"""What lies over the map: its three keys, and the notice of an area that is thin or empty."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.assets import Icon
from ui.theme import Look
from ui.widgets.marks import key_cap_width, paint_focus, paint_icon, paint_key_cap
from ui.widgets.parts import column, line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say

HIGH = 30


class MapKey(QPushButton):
    """An icon, a word, a key: filled with the column's ground, for a map lies under it."""

    def __init__(self, text: str, key: str, icon: Icon, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._label, self._key, self._icon, self._look = text, key, icon, look
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{text} {key}")

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        wide = QFontMetrics(theme.font(10.5, 600)).horizontalAdvance(self._label)
        return QSize(wide + theme.px(54) + key_cap_width(self._key, theme), theme.px(HIGH))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "bg3" if self.isDown() else "bg2" if self.underMouse() else "bg1"
        painter.setBrush(theme.colour(token))
        painter.setPen(theme.colour("edge"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        side = px(16)
        place = QRect(px(11), (self.height() - side) // 2, side, side)
        paint_icon(painter, place, self._icon, theme.colour("tx1"), self.devicePixelRatioF())
        painter.setFont(theme.font(10.5, 600))
        painter.setPen(theme.colour("tx1"))
        text = QRect(px(34), 0, self.width() - px(34), self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._label)
        cap = key_cap_width(self._key, theme)
        paint_key_cap(
            painter, QRectF(self.width() - cap - px(8), (self.height() - px(20)) / 2, cap, px(20)), self._key, theme
        )
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), theme)
        painter.end()


class MapKeys(QWidget):
    """The case, all on duty, the table. `wanted` carries 0, 1 or 2."""

    wanted = Signal(int)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = line(self, gap=look.theme.px(8))
        keys = ((Say.TO_CASE, "Home", Icon.POSITION), (Say.ALL_ON_DUTY, "End", Icon.HAND_OVER))
        for number, (say, key, icon) in enumerate((*keys, (Say.AS_TABLE, "T", Icon.JOURNAL))):
            button = MapKey(words(say), key, icon, look)
            button.clicked.connect(lambda _=False, at=number: self.wanted.emit(at))
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class CoverNotice(QWidget):
    """Which area is thin or empty, and who is at risk there; gone while all are covered."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        px = look.theme.px
        layout = column(self, margins=(px(14), px(8), px(14), px(9)), gap=px(2))
        self._title, self._how = SafeLabel("", "strong"), SafeLabel("", "reason")
        layout.addWidget(self._title)
        layout.addWidget(self._how)
        self.hide()

    def tell(self, title: str, how: str) -> None:
        """A title and a sentence; nothing for an empty title."""
        self._title.setText(title)
        self._how.setText(how)
        self.setAccessibleName(f"{title}. {how}" if title else "")
        self.setVisible(bool(title))
        self.adjustSize()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("bg1"))
        painter.setPen(theme.colour("edge"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        painter.end()
