"""How long the screen is busy at a stretch: the worst frame, for the demo's account and for benchmarks."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 4


class FrameMeter(QObject):
    """Asks every few milliseconds to be called; how much later it is called is how long the GUI was busy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worst_ms = 0.0
        self._called_at = time.perf_counter()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self._called)
        timer.start()

    def _called(self) -> None:
        at = time.perf_counter()
        self.worst_ms = max(self.worst_ms, (at - self._called_at) * 1000 - EVERY_MS)
        self._called_at = at
