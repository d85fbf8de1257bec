"""Where the picture of a call is on the screen. What asks for a copy of it (a grab, a print) gets plain black in its
place, unless nobody real is in it: as with a look's picture (`ui/rounds/picture.py`).
"""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QBackingStore, QPaintDevice, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget


class Surface(QWidget):
    """Empty and black until `hold`; takes neither keys nor the mouse. May be given another parent at any time; whoever
    destroys it asks the engine for its surface anew, for the call goes on without."""

    def __init__(self, *, is_simulated: bool) -> None:
        super().__init__()
        self._view: QWidget | None = None
        self._veil: _Veil | None = None if is_simulated else _Veil(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._background = "#000000"

    def hold(self, view: QWidget) -> None:
        """The view fills the surface from now on."""
        self._view = view
        view.setParent(self)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setGeometry(self.rect())
        view.show()
        if self._veil is not None:
            self._veil.raise_()

    def paint_with(self, background: str) -> None:
        """The colour while there is no picture, as #rrggbb."""
        self._background = background
        self.update()

    def resizeEvent(self, _: QResizeEvent) -> None:
        for one in (self._view, self._veil):
            if one is not None and shiboken6.isValid(one):
                one.setGeometry(self.rect())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._background)
        painter.end()


class _Veil(QWidget):
    """Lies over the picture: nothing on the window's own surface, black on whatever else is painted on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._is_on_screen(painter):
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()

    def _is_on_screen(self, painter: QPainter) -> bool:
        store: object = self.window().backingStore()
        target = _address(painter.paintEngine().paintDevice())
        return isinstance(store, QBackingStore) and target != 0 and _address(store.paintDevice()) == target


def _address(device: QPaintDevice | None) -> int:
    return 0 if device is None else int(shiboken6.getCppPointer(device)[0])
