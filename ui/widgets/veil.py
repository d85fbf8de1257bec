"""What lies over the stage for a moment: a flat veil with a box on it, which has the keyboard until it goes.

Nothing that is typed reaches what the veil covers. When it goes, the keyboard is back where it was, or where the
covered view has asked for it meanwhile. Esc and a press beside the box send it away.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.theme import Look

VEIL_ALPHA = 168
"""66 %."""

DARK_BELOW = 128
"""Lightness of the frame's colour below which it is night: there the veil is darker still, as drawn."""


def veil_colour(look: Look) -> QColor:
    """What is laid over the view."""
    ground = look.theme.colour("bg0")
    veil = ground.darker(200) if ground.lightness() < DARK_BELOW else ground
    veil.setAlpha(VEIL_ALPHA)
    return veil


class Veil(QWidget):
    """Base: covers its parent while it is up. `box` holds what is shown, within a frame of one pixel; a subclass places
    it in `fit`.

    `dismissed` comes when the operator has sent it away."""

    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._over = parent
        self._back: QWidget | None = None
        self._keyboard: QWidget = self
        self.box = QWidget(self)
        super().hide()
        parent.installEventFilter(self)
        look.changed.connect(self.update)

    def cover(self, keyboard: QWidget | None = None) -> None:
        """Comes up, and gives the keyboard to one of its own widgets (or itself) until it goes."""
        if not self.isHidden():
            return
        self._keyboard = keyboard or self
        self._back = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.fit()
        self.show()
        self.raise_()
        self._keyboard.setFocus(Qt.FocusReason.OtherFocusReason)
        _app().focusChanged.connect(self._keep)

    def uncover(self) -> None:
        """Goes, and gives the keyboard back."""
        if self.isHidden():
            return
        _app().focusChanged.disconnect(self._keep)
        back, self._back = self._back, None
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hide()

    def hide(self) -> None:
        """The same as `uncover`: whoever hides it gives the keyboard back."""
        self.uncover()

    def close(self) -> bool:
        """The same as `uncover`; it can always be closed."""
        self.uncover()
        return True

    def dismiss(self) -> None:
        """The operator has sent it away."""
        self.uncover()
        self.dismissed.emit()

    def fit(self) -> None:
        """Places the box; called when the parent has another size."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._over.rect())
            self.fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _: bool) -> bool:
        """Tab does not leave."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if not self.box.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil_colour(self.look))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("bg2"))
        frame = QRectF(self.box.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.px(4), theme.px(4))
        painter.end()

    def _keep(self, _: QWidget | None, now: QWidget | None) -> None:
        """Where the covered view has asked for the keyboard, it is to have it when the veil goes, and not before."""
        if now is None or now is self._keyboard or now.window() is not self.window():
            return
        if now is not self and not self.isAncestorOf(now):
            self._back = now
        self._keyboard.setFocus(Qt.FocusReason.OtherFocusReason)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
