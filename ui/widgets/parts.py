"""Small widgets that several panels are made of."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.domain.alarm import AlarmClass
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.marks import key_cap_width, paint_class_mark, paint_icon, paint_key_cap, paint_logo
from ui.widgets.text import SafeLabel, button_text

Fixed = QSizePolicy.Policy.Fixed
Expanding = QSizePolicy.Policy.Expanding


def rule(*, is_upright: bool = False) -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("rule", True)
    if is_upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def ground(widget: QWidget, token: str) -> QWidget:
    """Gives a widget one of the grounds of the style sheet."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("ground", token)
    return widget


def column(
    widget: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """A vertical layout without Qt's own margins."""
    layout = QVBoxLayout(widget) if widget is not None else QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def line(
    widget: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """A horizontal layout without Qt's own margins."""
    layout = QHBoxLayout(widget) if widget is not None else QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class IconView(QWidget):
    """One icon in a token's colour. It says nothing to a screen reader: words stand beside it."""

    def __init__(
        self, icon: Icon, look: Look, size: int = 20, token: str = "tx2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._look = look
        self._size = size
        self._token = token
        self.setSizePolicy(Fixed, Fixed)

    def show_icon(self, icon: Icon, size: int) -> None:
        """Another icon, in another size."""
        if (icon, size) != (self._icon, self._size):
            self._icon, self._size = icon, size
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        paint_icon(painter, self.rect(), self._icon, theme.colour(self._token), self.devicePixelRatioF())
        painter.end()


class Logo(QWidget):
    """The mark of the program."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(Fixed, Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(24), self._look.theme.px(18))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_logo(painter, QRectF(self.rect()), self._look.theme)
        painter.end()


class MarkView(QWidget):
    """A class mark."""

    def __init__(self, look: Look, size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._alarm_class: AlarmClass | None = None
        self.setSizePolicy(Fixed, Fixed)

    def show_class(self, alarm_class: AlarmClass | None) -> None:
        if alarm_class is not self._alarm_class:
            self._alarm_class = alarm_class
            self.update()

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._alarm_class is None:
            return
        painter = QPainter(self)
        paint_class_mark(painter, QRectF(self.rect()), self._alarm_class, self._look.theme)
        painter.end()


class KeyCap(QWidget):
    """A key's name in its frame."""

    def __init__(self, text: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._look = look
        self.setSizePolicy(Fixed, Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._text, self._look.theme), self._look.theme.px(20))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, QRectF(self.rect()), self._text, self._look.theme)
        painter.end()


class KeyedButton(QPushButton):
    """A button that shows its key at the right. `is_lit` fills it with light: at most one on the screen."""

    def __init__(self, text: str, key: str, look: Look, *, is_lit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(button_text(text), parent)
        self._key = key
        self._look = look
        self.setAutoDefault(False)
        self.setProperty("lit", is_lit)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, Fixed)
        self.setAccessibleName(f"{text} {key}".strip())

    def rename(self, text: str) -> None:
        """Another text on the same key."""
        self.setText(button_text(text))
        self.setAccessibleName(f"{text} {self._key}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        text = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(34)
        cap = key_cap_width(self._key, theme) if self._key else 0
        return QSize(text + cap, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        theme = self._look.theme
        width, height = key_cap_width(self._key, theme), theme.px(20)
        cap = QRectF(self.width() - width - theme.px(10), (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        paint_key_cap(painter, cap, self._key, theme, is_lit=bool(self.property("lit")) and self.isEnabled())
        painter.end()


class ChoiceRow(QPushButton):
    """One of several choices, with its digit or letter: an outcome, a reason, a colleague, a person."""

    def __init__(self, key: str, text: str, look: Look, more: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._key = key
        self._words = text
        self._more = more
        self._look = look
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(Expanding, Fixed)
        self.setAccessibleName(f"{key} {text} {more}".strip())

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        wanted = self.fontMetrics().horizontalAdvance(self._words) + theme.px(64)
        return QSize(wanted, theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(120), self._look.theme.px(40))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        painter.setBrush(theme.colour("bg3" if chosen else "bg2" if self.underMouse() else "bg1"))
        painter.setPen(theme.colour("tx1" if chosen or focused else "edge"))
        painter.drawRoundedRect(frame, theme.px(4), theme.px(4))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), theme.px(3), theme.px(3))
        height = theme.px(20)
        width = max(theme.px(20), key_cap_width(self._key, theme))
        cap = QRectF(theme.px(10), (self.height() - height) / 2, width, height)
        paint_key_cap(painter, cap, self._key, theme)
        painter.setPen(theme.colour("tx1"))
        painter.setFont(theme.font(11, 600 if chosen or self._more else 400))
        room = QRectF(cap.right() + theme.px(10), 0, self.width() - cap.right() - theme.px(18), self.height())
        text = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._more:
            rest = room.adjusted(painter.fontMetrics().horizontalAdvance(text) + theme.px(16), 0, 0, 0)
            painter.setFont(theme.font(10))
            painter.setPen(theme.colour("tx2"))
            shown = painter.fontMetrics().elidedText(self._more, Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.end()


def pair(first: str, second: str, *, first_look: str = "table", second_look: str = "table2") -> QHBoxLayout:
    """A line with one text at the left and one at the right."""
    layout = line(gap=12)
    left = SafeLabel(first, first_look, wraps=True)
    layout.addWidget(left, 1)
    if second:
        layout.addWidget(SafeLabel(second, second_look), 0, Qt.AlignmentFlag.AlignTop)
    return layout
