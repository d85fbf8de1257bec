"""The queue's rows as a scroll area that paints only what is visible: places, painting, and what the mouse is over.

A view of its own: Qt's list asks for the height of every row after every insertion, which at 10,000 rows takes 67 ms
a change. Here a place is arithmetic (`geometry.py`), a paint touches the visible rows only, and what a change has not
touched is moved as it stands (`damage.py`). Between two seconds a row says what it said: the beat paints all of them.
What is selected is `view.py`'s business, and which row keeps its place `stillness.py`'s.
"""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.queue.damage import Stretch, damage
from ui.queue.delegate import QueueDelegate, RowDensity
from ui.queue.geometry import Geometry
from ui.queue.model import QueueModel
from ui.queue.narrow_painter import ONE_LINE, SLIM_HEAD, SLIM_ROW
from ui.theme import Look, Theme
from ui.widgets.flat_view import FlatView
from ui.widgets.lines import Index
from ui.widgets.marks import paint_focus, paint_hatch

FRAME = 3
"""Pixels at each edge on which the frame of what has the keyboard lies."""


class VirtualView(FlatView):
    """Geometry and painting. `shift` is how far the rows stand beside where the scroll bar says, in pixels: other
    than nought only while a mouse button holds a row where the bar's range does not reach. `is_changing` is set while
    the model tells of several changes: what is shown follows when all of them are done."""

    def __init__(self, model: QueueModel, delegate: QueueDelegate, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_blind = False
        self.is_changing = False
        self.shift = 0
        self._queue = model
        self._look = look
        self._delegate = delegate
        self._geometry: Geometry | None = None
        self._measured: tuple[Theme, RowDensity] | None = None
        self._manner: object = None
        self._shown: tuple[Stretch, ...] = ()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.paint_by(delegate)

    def geometry_of_rows(self) -> Geometry:
        """As of now."""
        theme, density = self._look.theme, self._delegate.density
        if self._geometry is None or self._measured != (theme, density):
            self._measured = theme, density
            self._geometry = self._geometry_of(theme, density)
        return self._geometry

    def _geometry_of(self, theme: Theme, density: RowDensity) -> Geometry:
        if density is RowDensity.SLIM:
            row = theme.px(SLIM_ROW)
            return Geometry(self._queue.groups, theme.px(SLIM_HEAD), (row, row, row))
        row = theme.px(theme.density.row)
        others = row if density is RowDensity.FULL else theme.px(ONE_LINE)
        mine = theme.px(ONE_LINE) if density is RowDensity.OWNED_IN_ONE_LINE else row
        return Geometry(self._queue.groups, theme.px(theme.density.head), (mine, row, others))

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top, height = self.geometry_of_rows().span(index.row())
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        place = self.geometry_of_rows().place_at(point.y() + self.verticalOffset())
        return self._queue.index(place) if place is not None else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        geometry = self.geometry_of_rows()
        top, height = geometry.span(index.row())
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if index.row() and self._queue.groups.head_at(index.row() - 1) is not None:
            above = geometry.span(index.row() - 1)[1]  # the head of its group is seen with it
            top, height = top - above, height + above
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value() + self.shift

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.geometry_of_rows().height() - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._look.theme.px(self._look.theme.density.row))

    def lay_out(self) -> None:
        """After rows have come or gone, or the theme has changed."""
        self.updateGeometries()
        self.show_changes()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.show_changes()

    def hover_changed(self) -> None:
        self.show_changes()

    def show_changes(self) -> None:
        """Paints what is not shown yet as it is now, soon: all of it, where something has changed for all."""
        if self.is_changing:
            return
        manner, shown = self._manner_of_rows(), tuple(self._stretches())
        before, self._shown = self._shown, shown
        viewport = self.viewport()
        if manner != self._manner or (self.is_blind and shown != before):  # the hatch does not move with the rows
            self._manner = manner
            viewport.update()
            return
        width = viewport.width()
        done = damage(before, shown, viewport.height(), FRAME if self._is_framed() else 0)
        if done.by:
            viewport.scroll(0, done.by, QRect(0, done.top, width, done.end - done.top))
        for top, end in done.paint:
            viewport.update(0, top, width, end - top)

    def _manner_of_rows(self) -> object:
        """What every row's looks depend on, but for the clock: with the second all of them are painted anew."""
        viewport, window = self.viewport(), self.window()
        has_keys = self.hasFocus(), window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        its_own = self.is_blind, self._is_framed()
        return viewport.size(), self._look.theme, self._delegate.manner(), its_own, has_keys

    def _is_framed(self) -> bool:
        """Whether it has the keyboard itself, and none of its rows."""
        return self.hasFocus() and not self.currentIndex().isValid()

    def _stretches(self) -> Iterator[Stretch]:
        """What can be seen, from the top."""
        geometry, offset, groups = self.geometry_of_rows(), self.verticalOffset(), self._queue.groups
        chosen = {index.row() for index in self.selectedIndexes()}
        current, hovered = self.currentIndex().row(), self.hovered().row()
        for place in self.places(self.viewport().rect()):
            top, height = geometry.span(place)
            number = groups.number_at(place)
            if number is None:
                head = groups.head_at(place)
                yield Stretch(head.group if head is not None else None, head, top - offset, height)
            else:
                row = self._queue.nth(number)
                look = self._queue.lost_to(row.case), place in chosen, place == current, place == hovered
                yield Stretch(row, look, top - offset, height)

    def places(self, rect: QRect) -> range:
        """The places that a part of the viewport shows."""
        geometry, offset = self.geometry_of_rows(), self.verticalOffset()
        end = geometry.height() - 1
        top, bottom = max(0, rect.top() + offset), min(end, rect.bottom() + offset)
        first, last = geometry.place_at(top), geometry.place_at(bottom)
        return range(first, last + 1) if first is not None and last is not None else range(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._look.theme
        painter.fillRect(event.rect(), theme.colour("bg1"))
        if self.is_blind:
            paint_hatch(painter, QRectF(self.viewport().rect()), theme.colour("line"), theme.px(10))
        hovered, painted = self.hovered(), event.region()
        for place in self.places(event.rect()):
            index = self._queue.index(place)
            if painted.intersects(self.visualRect(index)):
                self._delegate.paint(painter, self.option(index, is_hovered=index == hovered), index)
        if self._is_framed():
            paint_focus(painter, QRectF(self.viewport().rect()), theme)
        painter.end()
