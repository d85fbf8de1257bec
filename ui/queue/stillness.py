"""Which row of the queue keeps its place on the screen while others come, go and move, and when nobody's does.

A row that somebody has a hand on does not move under it: the one under a pressed mouse button, else the one that the
mouse has just pointed at, else the selected one, else the first that is read where the queue is scrolled. What is
pushed out of sight meanwhile is counted at the foot, with its gravest class.

At the top of everything nothing is held: there the row that waits longest, and a new Akut above it, must be seen.
Where no hand has touched the queue for a while it comes back to the top, unless the selected row would be lost to
sight by that.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPersistentModelIndex, QPoint

from ui.queue.model import QueueModel
from ui.queue.virtual_view import VirtualView

POINTED_FOR = 4
"""Beats (half seconds) for which a mouse that has stopped still means the row that it stands on."""
IDLE_AFTER = 20
"""Beats without a hand, 10 s, after which the queue comes back to the top."""
PRESSED_AT_MOST = 10
"""Beats, 5 s, for which a mouse button holds the rows: a thing that lies on the mouse must not."""


@dataclass(frozen=True, slots=True)
class Held:
    """A row, and where its top edge stands in the viewport."""

    row: QPersistentModelIndex
    top: int
    is_pressed: bool


class Stillness:
    """One view's memory of hands. Counts the view's beats; asks no clock."""

    def __init__(self, view: VirtualView, model: QueueModel) -> None:
        self._view = view
        self._model = model
        self._held: Held | None = None
        self._pressed: QPersistentModelIndex | None = None
        self._since_pressed = 0
        self._since_pointed = POINTED_FOR
        self._since_touched = IDLE_AFTER

    def touched(self) -> None:
        """A key or a wheel."""
        self._since_touched = 0

    def pointed(self) -> None:
        """The mouse has moved over the rows."""
        self._since_touched = self._since_pointed = 0

    def pressed(self, at: QPoint) -> None:
        """A mouse button went down."""
        self.pointed()
        self._since_pressed = 0
        self._pressed = QPersistentModelIndex(self._view.indexAt(at))

    def released(self) -> None:
        """It went up: the rows stand again where the scroll bar says."""
        self._pressed = None
        if self._view.shift:
            self._view.shift = 0
            self._view.show_changes()

    def hold(self) -> None:
        """Rows are about to change."""
        self._held = self._hand()

    def restore(self) -> None:
        """They have, and the view is laid out: puts the held row back where it stood, as far as there is to scroll."""
        held, self._held = self._held, None
        if held is None or not held.row.isValid():
            return
        bar = self._view.verticalScrollBar()
        wanted = self._top_of(held.row) - held.top
        bar.setValue(wanted)
        self._view.shift = wanted - bar.value() if held.is_pressed else 0

    def beat(self) -> None:
        """Half a second has passed."""
        self._since_pointed += 1
        self._since_touched += 1
        self._since_pressed += 1
        if self._pressed is not None and self._since_pressed >= PRESSED_AT_MOST:
            self.released()
        if self._since_touched >= IDLE_AFTER and self._may_come_back():
            self._view.verticalScrollBar().setValue(0)

    def _hand(self) -> Held | None:
        view = self._view
        is_pressed = self._pressed is not None and self._pressed.isValid()
        if view.verticalScrollBar().isSliderDown():
            return None
        if self._pressed is not None and is_pressed:
            return Held(self._pressed, view.visualRect(self._pressed).top(), is_pressed=True)
        row = QPersistentModelIndex(view.hovered() if self._since_pointed < POINTED_FOR else view.currentIndex())
        if self._model.row_at(row) is None or not self._is_in_sight(row):
            row = QPersistentModelIndex(view.currentIndex())
        if self._model.row_at(row) is None or not self._is_in_sight(row):
            row = self._first_in_sight()
        if not row.isValid() or (view.verticalOffset() == 0 and self._is_first(row)):
            return None
        return Held(row, view.visualRect(row).top(), is_pressed=False)

    def _first_in_sight(self) -> QPersistentModelIndex:
        """Nothing where the top of the queue is in sight: what comes there is to be seen."""
        view = self._view
        if view.verticalOffset() > 0:
            for place in view.places(view.viewport().rect()):
                index = self._model.index(place)
                if self._model.row_at(index) is not None and view.visualRect(index).top() >= 0:
                    return QPersistentModelIndex(index)
        return QPersistentModelIndex()

    def _is_in_sight(self, row: QPersistentModelIndex) -> bool:
        return self._view.visualRect(row).intersects(self._view.viewport().rect())

    def _is_first(self, row: QPersistentModelIndex) -> bool:
        return self._model.groups.number_at(row.row()) == 0

    def _may_come_back(self) -> bool:
        view = self._view
        bar, current = view.verticalScrollBar(), view.currentIndex()
        if bar.value() == 0 or bar.isSliderDown() or self._pressed is not None:
            return False
        if not current.isValid():
            return True
        top, height = view.geometry_of_rows().span(current.row())
        return top + height <= view.viewport().height()

    def _top_of(self, row: QPersistentModelIndex) -> int:
        return self._view.geometry_of_rows().span(row.row())[0]
