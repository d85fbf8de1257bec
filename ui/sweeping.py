"""The search for cyclic garbage, on the GUI thread alone.

Python searches on whatever thread happens to allocate, which may be the console's or the database's; and garbage of
the screen holds widgets and pictures, which Qt allows to be destroyed on the GUI thread only. So it is switched off,
and done here, in pieces that are shorter than a frame: what a search costs goes by the objects that it goes through
(0.3 to 0.6 us each), so they are counted, and not the searches. To go through the oldest generation takes longer than
a frame, so that has its turn only now and then.
"""

import gc

from PySide6.QtCore import QObject, QTimerEvent

LOOKED_EVERY_MS = 100
YOUNG, MIDDLE = 700, 12_000
"""Objects that are new since the last search; and since the last search of the middle generation."""

SEARCHES, OLD = 50, 3_000
"""So many searches of the youngest generation until one of the middle, at the most; and until one of everything, at
the least: in the heaviest traffic that is every five minutes."""


class Sweeping(QObject):
    """From when it is made until `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._passed_on = self._searches = self._all_searches = 0
        self._timer = self.startTimer(LOOKED_EVERY_MS)

    def end(self) -> None:
        """Leaves it to Python again."""
        self.killTimer(self._timer)
        gc.enable()

    def timerEvent(self, event: QTimerEvent) -> None:
        """One look."""
        young = gc.get_count()[0]
        if young <= YOUNG:
            return
        self._passed_on += young
        self._searches += 1
        self._all_searches += 1
        is_middle = self._passed_on > MIDDLE or self._searches > SEARCHES
        is_old = is_middle and self._all_searches > OLD
        gc.collect(2 if is_old else 1 if is_middle else 0)
        if is_middle:
            self._passed_on = self._searches = 0
        if is_old:
            self._all_searches = 0
