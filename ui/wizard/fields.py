"""The wizard's fields: a form with labels, a field with a word in it about where its content goes, and a tick."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.assets import Icon
from ui.theme import Look
from ui.widgets.marks import paint_icon
from ui.widgets.parts import Expanding, Fixed, line
from ui.widgets.text import SafeLabel
from ui.wizard.session import Session
from ui.words.plain import clean

LABEL_WIDTH = 162


class NotedField(QLineEdit):
    """A bounded field of one line, with a quiet note at its right where there is room for it."""

    def __init__(self, name: str, look: Look, text: str = "", hint: str = "", *, longest: int = 300) -> None:
        super().__init__()
        self._look = look
        self._note = ""
        self.setMaxLength(longest)
        self.setText(clean(text, longest))
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)

    def note(self, text: str) -> None:
        """Says something about what is in the field."""
        self._note = clean(text, 120)
        self.setAccessibleDescription(self._note)
        self.update()

    def noted(self) -> str:
        """What the note says."""
        return self._note

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._note:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setFont(theme.font(10))
        painter.setPen(theme.colour("tx2"))
        shown = self.displayText() or self.placeholderText()
        taken = self.fontMetrics().horizontalAdvance(shown) + theme.px(40)
        if taken + painter.fontMetrics().horizontalAdvance(self._note) < self.width():
            room = QRectF(self.rect()).adjusted(0, 0, -theme.px(13), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._note)
        painter.end()


def password_field(name: str, look: Look, text: str = "", hint: str = "") -> NotedField:
    """A field that shows dots and remembers nothing of what was in it."""
    field = NotedField(name, look, "", hint, longest=1000)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setText(text)
    return field


class Form(QWidget):
    """Labels and fields. Where the window is narrow, a label stands above its field."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._grid = QGridLayout(self)
        px = session.px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(px(3) if session.is_narrow else px(8))
        self._grid.setColumnStretch(1, 1)
        if not session.is_narrow:
            self._grid.setColumnMinimumWidth(0, px(LABEL_WIDTH))

    def add(self, label: str, *fields: QWidget, joint: str = "") -> None:
        """One row. `joint` stands before the last of several fields."""
        px, row = self._session.px, self._grid.rowCount()
        rest = line(gap=px(8))
        for number, field in enumerate(fields):
            if number and joint and number == len(fields) - 1:
                rest.addSpacing(px(6))
                rest.addWidget(SafeLabel(joint, "second"))
            rest.addWidget(field, 1 if number == 0 else 0)
        if self._session.is_narrow:
            if label:
                self._grid.addWidget(SafeLabel(label, "second"), row, 0, 1, 2)
            self._grid.addLayout(rest, row + 1, 0, 1, 2)
        else:
            if label:
                self._grid.addWidget(SafeLabel(label, "second"), row, 0)
            self._grid.addLayout(rest, row, 1)


class Tick(QPushButton):
    """Something to say yes to, by the space bar or its key."""

    def __init__(self, text: str, look: Look, *, is_ticked: bool = False) -> None:
        super().__init__()
        self._words = clean(text, 200)
        self._look = look
        self.setCheckable(True)
        self.setChecked(is_ticked)
        self.setAutoDefault(False)
        self.setSizePolicy(Expanding, Fixed)
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(theme.px(120), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(18)
        box = QRectF(theme.px(2) + 0.5, (self.height() - side) / 2, side, side)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.colour("tx1"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
            pen.setWidth(1)
        painter.setPen(theme.colour("tx1" if self.isChecked() else "edge"))
        painter.setBrush(theme.colour("bg0"))
        box.translate(theme.px(8), 0)
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        if self.isChecked():
            inner = box.adjusted(2, 2, -2, -2).toRect()
            paint_icon(painter, inner, Icon.STEP, theme.colour("tx1"), self.devicePixelRatioF())
        painter.setPen(theme.colour("tx1" if self.isChecked() else "tx2"))
        painter.setFont(theme.font(11))
        room = QRectF(self.rect()).adjusted(box.right() + theme.px(10), 0, -theme.px(8), 0)
        text = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
