"""The search for cyclic garbage, on the GUI thread alone.

Python searches on whatever thread happens to allocate, which may be the console's or the database's; and garbage of
the screen holds widgets and pictures, which Qt allows to be destroyed on the GUI thread only. So it is switched off,
and done here. To go through the oldest generation takes longer than a frame, so that has its turn only now and then.
"""

import gc

from PySide6.QtCore import QObject, QTimerEvent

LOOKED_EVERY_MS = 500
YOUNG, MIDDLE, OLD = 700, 10, 60
"""Objects made since the last search, searches of the youngest since one of the middle, and of the middle since one of
everything: with much to do everything is searched about every five minutes."""


class Sweeping(QObject):
    """From when it is made until `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = self.startTimer(LOOKED_EVERY_MS)

    def end(self) -> None:
        """Leaves it to Python again."""
        self.killTimer(self._timer)
        gc.enable()

    def timerEvent(self, event: QTimerEvent) -> None:
        """One look."""
        young, middle, old = gc.get_count()
        if young > YOUNG:
            gc.collect(2 if old > OLD else 1 if middle > MIDDLE else 0)
