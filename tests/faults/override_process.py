"""Windows whose overrides fail: `python -m tests.faults.override_process KIND ...`. Says of each how often it failed,
and what was told."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QBuffer,
    QEvent,
    QObject,
    QPoint,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QImage, QPainter, QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import Shiboken

from ui import faults

told: list[BaseException] = []
tries: list[int] = []
deeds: list[Callable[[], object]] = []
kept: list[object] = []
"""What must outlive its scene."""


def of_a_number() -> None:
    int("x")


def of_a_length() -> None:
    len(5)  # type: ignore[arg-type]


def of_what_is_gone() -> None:
    gone = QObject()
    Shiboken.delete(gone)
    gone.objectName()


def of_a_key() -> None:
    dict[str, int]()["x"]


BREAKS: tuple[Callable[[], None], ...] = (of_a_number, of_a_length, of_what_is_gone, of_a_key)


def fail() -> None:
    """Raises in C code, each time in another way."""
    tries.append(1)
    BREAKS[(len(tries) - 1) % len(BREAKS)]()


def shown(widget: QWidget) -> QWidget:
    kept.append(widget)
    widget.resize(200, 100)
    widget.show()
    return widget


def again(act: Callable[[], object]) -> None:
    """A deed so often that each way to fail has had its turn, each in a turn of the loop of its own."""
    deeds.extend([act] * len(BREAKS))


def one() -> None:
    """The next deed; the loop ends after the last, when what it brought about has happened."""
    if not deeds:
        QTimer.singleShot(50, QApplication.quit)
        return
    QTimer.singleShot(5, one)
    deeds.pop(0)()


def paint_event() -> None:
    class Painted(QWidget):
        def paintEvent(self, event: object) -> None:
            fail()

    widget = shown(Painted())
    again(widget.update)


def event() -> None:
    class Told(QWidget):
        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                fail()
            return super().event(event)

    widget = shown(Told())
    again(lambda: QApplication.sendEvent(widget, QEvent(QEvent.Type.User)))


def event_filter() -> None:
    class Watching(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                fail()
            return False

    watching, widget = Watching(), shown(QWidget())
    kept.append(watching)
    widget.installEventFilter(watching)
    again(lambda: QApplication.sendEvent(widget, QEvent(QEvent.Type.User)))


class Rows(QAbstractListModel):
    """Ten rows, of which each fails."""

    def rowCount(self, parent: object = None) -> int:
        return 10

    def data(self, index: object, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            fail()
        return None


def model_data() -> None:
    view = QListView()
    model = Rows()
    kept.append(model)
    view.setModel(model)
    again(view.viewport().update)
    shown(view)


class Painting(QStyledItemDelegate):
    """A delegate that fails at every row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        fail()


class Plain(QAbstractListModel):
    """Ten rows."""

    def rowCount(self, parent: object = None) -> int:
        return 10

    def data(self, index: object, role: int = 0) -> object:
        return "x" if role == Qt.ItemDataRole.DisplayRole else None


def delegate_paint() -> None:
    view, model, delegate = QListView(), Plain(), Painting()
    view.setModel(model)
    view.setItemDelegate(delegate)
    kept.append((model, delegate))
    again(view.viewport().update)
    shown(view)


def close_event() -> None:
    class Closing(QWidget):
        def closeEvent(self, event: object) -> None:
            fail()

    widget = shown(Closing())

    def closed() -> None:
        widget.show()
        widget.close()

    again(closed)


def key_press() -> None:
    class Keyed(QWidget):
        def keyPressEvent(self, event: object) -> None:
            fail()

    widget = shown(Keyed())
    again(lambda: QTest.keyClick(widget, Qt.Key.Key_A))


def resize() -> None:
    class Sized(QWidget):
        def resizeEvent(self, event: object) -> None:
            fail()

    widget, sizes = Sized(), iter(range(210, 260, 10))
    again(lambda: widget.resize(next(sizes), 120))
    shown(widget)


def size_hint() -> None:
    class Sized(QWidget):
        def sizeHint(self) -> QSize:
            fail()
            return QSize(1, 1)

    widget = shown(Sized())
    again(widget.adjustSize)


def scroll() -> None:
    class Scrolled(QAbstractScrollArea):
        def scrollContentsBy(self, dx: int, dy: int) -> None:
            fail()

        def viewportEvent(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                fail()
            return super().viewportEvent(event)

    area = Scrolled()
    area.verticalScrollBar().setRange(0, 1000)
    shown(area)
    values = iter(range(10, 100, 10))
    again(lambda: area.verticalScrollBar().setValue(next(values)))
    again(lambda: QApplication.sendEvent(area.viewport(), QEvent(QEvent.Type.User)))


def timer_event() -> None:
    class Timed(QObject):
        def timerEvent(self, event: object) -> None:
            fail()

    timed = Timed()
    kept.append(timed)
    timed.startTimer(5)
    again(lambda: None)


def slot() -> None:
    timer = QTimer()
    timer.timeout.connect(fail)
    kept.append(timer)
    timer.start(5)
    again(lambda: QTimer.singleShot(0, fail))


def device() -> None:
    class Read(QBuffer):
        def readData(self, most: int) -> object:
            fail()
            return b""

    buffer = Read()
    kept.append(buffer)
    buffer.setData(b"x" * 100)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    again(lambda: buffer.read(4))


def validated() -> None:
    class Judging(QValidator):
        def validate(self, text: str, at: int) -> object:
            fail()
            return QValidator.State.Acceptable

    field, judge = QLineEdit(), Judging()
    field.setValidator(judge)
    kept.append(judge)
    shown(field)
    again(lambda: QTest.keyClick(field, Qt.Key.Key_A))


def rendered() -> None:
    """A picture of a widget that fails while it is painted into it."""

    class Painted(QWidget):
        def paintEvent(self, event: object) -> None:
            painter = QPainter(self)
            try:
                fail()
            finally:
                painter.end()

    widget, picture = Painted(), QImage(50, 50, QImage.Format.Format_ARGB32)
    widget.resize(50, 50)
    kept.append(widget)
    again(lambda: widget.render(picture, QPoint()))


KINDS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        paint_event, event, event_filter, model_data, delegate_paint, close_event, key_press, resize,
        size_hint, scroll, timer_event, slot, device, validated, rendered,
    )
}  # fmt: skip


def main(kinds: list[str]) -> None:
    """One kind after the other, until every way to fail has had its turn."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    app = QApplication(["override", "-platform", "offscreen"])
    app.setQuitOnLastWindowClosed(False)
    faults.install(told.append)
    for kind in kinds:
        print(kind, end=" ", flush=True)
        QTimer.singleShot(0, KINDS[kind])
        QTimer.singleShot(1, one)
        app.exec()
        print(len(tries), *sorted({type(fault).__name__ for fault in told}), flush=True)
        for scene in (told, tries, kept):
            scene.clear()


if __name__ == "__main__":
    main(sys.argv[1:])
