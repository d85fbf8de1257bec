"""A queue's column on its own, over a centre in memory, for tests and measurements of the queue alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId
from console.domain.link import LinkState
from console.domain.sight import Grade
from console.services import screen
from tests.ui.fakes import Clock, FakeOffice
from ui.queue.column import QueueColumn
from ui.queue.delegate import told
from ui.queue.model import QueueModel
from ui.queue.view import QueueView
from ui.sight import Seen
from ui.theme import WIDE, Density, Look, Theme
from ui.words import Words

AKUT = (DeviceKind.SMOKE_DETECTOR, Cause.SMOKE)
HIGH = (DeviceKind.FALL_DETECTOR, Cause.FALL)
NORMAL = (DeviceKind.ALARM_MAT, Cause.STEPPED_ON_MAT)
TECHNICAL = (DeviceKind.HUB, Cause.LINK_LOST)
SEEING = Seen(Grade.SEEING, None, None, None, LinkState.UP)


class Scene:
    """One column that shows what an office tells. `close` it."""

    def __init__(self, density: Density = WIDE, height: int = 600) -> None:
        self.clock = Clock()
        self.office = FakeOffice(self.clock)
        self.words = Words()
        self.look = Look(Theme(density=density))
        self.model = QueueModel(lambda shown: told(shown, self.clock.now(), self.words))
        self.column = QueueColumn(self.look, self.words, self.clock.now, self.model)
        self.view: QueueView = self.column.view
        self.view._beat.stop()  # beats come by hand
        self.office.show = self._show
        self.column.resize(density.queue_width, height)
        self.column.show()
        self.refresh()

    def alarm(self, case: str, what: tuple[DeviceKind, Cause] = HIGH, ago: float = 0.0) -> None:
        self.office.alarm(case, None, *what, ago=ago, device=case)

    def refresh(self, seen: Seen = SEEING) -> None:
        self.column.refresh(self.office.queue.counts(), self.office.queue.oldest_unanswered(), seen)
        QApplication.processEvents()

    def top(self, case: str) -> int:
        """Where a row's upper edge stands in the viewport."""
        return self.view.visualRect(self.model.index_of(CaseId(case))).top()

    def point(self, case: str) -> QPoint:
        return self.view.visualRect(self.model.index_of(CaseId(case))).center()

    def scroll(self, value: int) -> None:
        self.view.verticalScrollBar().setValue(value)

    @property
    def scrolled(self) -> int:
        return self.view.verticalScrollBar().value()

    def beats(self, count: int) -> None:
        for _ in range(count):
            self.view.step()

    def hover(self, case: str) -> None:
        QTest.mouseMove(self.view.viewport(), self.point(case) - QPoint(3, 0))
        QTest.mouseMove(self.view.viewport(), self.point(case))

    def press(self, case: str) -> None:
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(case))

    def release(self) -> None:
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton)

    def close(self) -> None:
        self.column.close()
        self.column.deleteLater()
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete

    def _show(self, updates: Sequence[screen.Update]) -> None:
        for update in updates:
            if isinstance(update, screen.RowsChanged):
                self.model.apply(update.changes)
            elif isinstance(update, screen.QueueReplaced):
                self.model.replace(update.rows)
