"""How long the screen is busy at a stretch: the worst frame, for the demo's account and for benchmarks."""

import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class FrameMeter(QObject):
    """Measures each turn of the GUI's event loop, from waking to sleeping again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worst_ms = 0.0
        self._awake_at: float | None = None
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.awake.connect(self._woke)
            dispatcher.aboutToBlock.connect(self._sleeps)

    def reset(self) -> None:
        """Forgets what was before: start-up is not a frame."""
        self.worst_ms = 0.0
        self._awake_at = None

    def _woke(self) -> None:
        self._awake_at = time.perf_counter()

    def _sleeps(self) -> None:
        if self._awake_at is not None:
            self.worst_ms = max(self.worst_ms, (time.perf_counter() - self._awake_at) * 1000)
            self._awake_at = None
