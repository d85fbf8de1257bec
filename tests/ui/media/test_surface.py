"""Where the picture is: on the screen, and on no copy of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.media.surface import Surface


class Red(QWidget):
    """In place of the page."""

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), "#ff0000")
        painter.end()


def in_window(surface: Surface) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(surface)
    window.resize(300, 200)
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[list[QWidget]]:
    made: list[QWidget] = []
    yield made
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, 52)  # DeferredDelete


def middle(image: QImage | QPixmap) -> str:
    image = image.toImage() if isinstance(image, QPixmap) else image
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def on_screen(window: QWidget) -> str:
    QTest.qWait(50)
    return middle(window.screen().grabWindow(window.winId()))


def test_it_is_seen_on_the_screen_and_black_on_a_copy(windows: list[QWidget]) -> None:
    surface = Surface(is_simulated=False)
    windows.append(in_window(surface))
    surface.hold(Red())
    assert on_screen(windows[0]) == "#ff0000"
    assert middle(surface.grab()) == "#000000"
    assert middle(windows[0].grab()) == "#000000"
    copy = QImage(300, 200, QImage.Format.Format_RGB32)
    windows[0].render(copy)
    assert middle(copy) == "#000000"
    assert on_screen(windows[0]) == "#ff0000"


def test_a_simulated_person_may_be_copied(windows: list[QWidget]) -> None:
    surface = Surface(is_simulated=True)
    windows.append(in_window(surface))
    surface.hold(Red())
    assert middle(windows[0].grab()) == "#ff0000"


def test_it_has_the_themes_colour_while_nothing_is_held_and_fills_with_what_is(windows: list[QWidget]) -> None:
    surface = Surface(is_simulated=True)
    surface.paint_with("#0f1214")
    windows.append(in_window(surface))
    assert middle(surface.grab()) == "#0f1214"
    red = Red()
    surface.hold(red)
    windows[0].resize(500, 100)
    QTest.qWait(10)
    assert red.size() == surface.size()


def test_it_takes_neither_keys_nor_the_mouse(windows: list[QWidget]) -> None:
    surface = Surface(is_simulated=False)
    windows.append(in_window(surface))
    red = Red()
    red.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    surface.hold(red)
    assert windows[0].childAt(150, 100) is None
    assert {surface.focusPolicy(), red.focusPolicy()} == {Qt.FocusPolicy.NoFocus}
