"""The map of a dispatch: cases, staff and ways over the land, by mouse and by keyboard.

Shows and chooses, and never acts: what a chosen mark means is its owner's. The same is always in a table beside it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from console.domain.land import LandInfo
from ui.map.canvas import MapCanvas
from ui.map.furniture import credit_box, scale_box
from ui.map.layer import MarkLayer
from ui.map.mercator import NEAREST, world_px
from ui.map.names import Names, paint_names
from ui.map.shown import DrawnWay, Mark, MarkKind
from ui.map.spots import Spot, importance
from ui.map.told import marks_told, spot_told
from ui.map.ways import Ways
from ui.theme import Look
from ui.widgets.focus import FocusFrame
from ui.widgets.speak import speak_through
from ui.words import Words
from ui.words.map import MapSay as Say
from ui.words.plain import clean

PAN = 0.2
"""The part of the view that an arrow moves."""

OPEN_STEPS = 3
"""Half zooms that a circle is opened by."""

Key = Qt.Key
ARROWS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
ZOOMS = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_Underscore: -1}
CHOOSE = frozenset({Key.Key_Return, Key.Key_Enter, Key.Key_Space})
WALK = {Key.Key_N: 1, Key.Key_P: -1}
BY_TAB = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}


class MapView(MapCanvas):
    """`mark_chosen` tells a mark's key; it is the owner who makes it the chosen one."""

    mark_chosen = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self.layer = MarkLayer(look)
        self._cursor: str | None = None
        self._mouse_on: str | None = None
        self._ways, self._names = Ways(), Names()
        self._speak = speak_through(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(Say.MAP))
        FocusFrame(look, self)
        look.changed.connect(self._dress)

    def show_land(self, land: LandInfo | None) -> None:
        super().show_land(land)
        name = clean(land.name, 60) if land is not None else ""
        self.setAccessibleName(self.words(Say.MAP_OF, name=name) if name else self.words(Say.MAP))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """All that there are. Marks jump to where they now are; what the keyboard is on stays."""
        self.layer.show(marks)
        self._describe()
        self.update()

    def show_ways(self, ways: Sequence[DrawnWay]) -> None:
        """All that there are; the first lies on top."""
        self._ways.show(ways)
        self.update()

    def choose(self, key: str | None) -> None:
        """Puts the keyboard's ring on a mark, and brings it into view; None: on nothing."""
        self._cursor = key
        spot = self.layer.of(key, self.eye, self.size())
        if spot is not None and not QRectF(self.rect()).contains(QPointF(spot.x, spot.y)):
            side = world_px(self.eye.level)
            left, top = self.eye.corner(self.width(), self.height())
            self.look_at(self.eye.at((spot.x + left) / side, (spot.y + top) / side))
        self._describe()
        self.update()

    @property
    def cursor_on(self) -> str | None:
        """The mark that the keyboard is on."""
        return self._cursor

    @property
    def is_whole(self) -> bool:
        """Everything that is seen is painted, names and all."""
        return self.tiles.is_whole and not self._names.is_short

    def show_case(self) -> None:
        """Puts the chosen case in the middle."""
        for mark in self.layer.marks:
            if mark.kind is MarkKind.CASE and mark.is_chosen:
                self.centre_on(mark.point)
                return

    def show_all(self) -> None:
        """As near as all of the staff and the chosen case are seen."""
        marks = self.layer.marks
        wanted = [mark.point for mark in marks if mark.kind is MarkKind.STAFF or mark.is_chosen]
        self.fit(wanted or [mark.point for mark in marks])

    def paint_over(self, painter: QPainter) -> None:
        theme, eye, size = self.look.theme, self.eye, self.size()
        cursor = self._cursor if self.hasFocus() else None
        pointed = {key for key in (cursor, self._mouse_on) if key is not None}
        covered = self.layer.lay(eye, size, self._taken(), pointed)
        names = self.tiles.names(eye, size.width(), size.height())
        placed = self._names.placed(names, eye, QRectF(self.rect()), covered, theme, eye.ratio)
        paint_names(painter, placed)
        if self._names.is_short:
            self.update()
        self._ways.paint(painter, eye, size.width(), size.height(), theme)
        self.layer.paint(painter, eye, size, cursor)

    def clicked(self, at: QPointF) -> None:
        spot = self.layer.at(at, self.eye, self.size())
        if spot is not None:
            if not (self._cursor and spot.holds(self._cursor)):
                self._cursor = spot.head.key
            self._take(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held or not self._did(Key(event.key())):
            event.ignore()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab walks through the marks first, and leaves after the last. What stands over the map asks here too."""
        is_walked = self.hasFocus() and self._walk(1 if is_next else -1, wraps=False)
        return is_walked or super().focusNextPrevChild(is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in BY_TAB:
            self._cursor = None
            self._walk(BY_TAB[event.reason()], wraps=True)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        spot = self.layer.at(event.position(), self.eye, self.size())
        self._point_at(spot.head.key if spot is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def _did(self, key: Key) -> bool:
        """Whether the key is one of the map's."""
        if key in ARROWS:
            right, down = ARROWS[key]
            self.look_at(self.eye.moved(right * PAN * self.width(), down * PAN * self.height()))
        elif key in ZOOMS:
            self.zoom_by(ZOOMS[key])
        elif key is Key.Key_Home:
            self.show_case()
        elif key is Key.Key_End:
            self.show_all()
        elif key in WALK:
            self._walk(WALK[key], wraps=True)
        elif key in CHOOSE:
            spot = self.layer.of(self._cursor, self.eye, self.size())
            if spot is not None:
                self._take(spot)
        else:
            return False
        return True

    def _walk(self, by: int, *, wraps: bool) -> bool:
        """To the next mark in view; False past the last of them."""
        seen = self.layer.seen(self.eye, self.size())
        spots = sorted(seen, key=lambda spot: importance(spot.head))
        now = next((number for number, spot in enumerate(spots) if self._cursor and spot.holds(self._cursor)), None)
        to = (0 if by > 0 else len(spots) - 1) if now is None else now + by
        if not spots or not (wraps or 0 <= to < len(spots)):
            self._cursor = None
            self.update()
            return False
        spot = spots[to % len(spots)]
        self._cursor = spot.head.key
        self._describe()
        self._speak(spot_told(spot, self.words), False)
        self.update()
        return True

    def _take(self, spot: Spot) -> None:
        """A mark is chosen. A circle is opened; where there is no nearer, those in it are chosen one after another."""
        self.update()
        if spot.is_group and self.eye.level < NEAREST:
            middle = self.rect().center()
            self.look_at(self.eye.moved(spot.true_x - middle.x(), spot.true_y - middle.y()).nearer(OPEN_STEPS))
            self._describe()
            return
        if spot.is_group:
            keys = [spot.head.key, *(mark.key for mark in spot.others)]
            self._cursor = keys[(keys.index(self._cursor or keys[-1]) + 1) % len(keys)]
        self._describe()
        self.mark_chosen.emit(self._cursor or spot.head.key)

    def _point_at(self, key: str | None) -> None:
        if key != self._mouse_on:
            self._mouse_on = key
            self.update()

    def _taken(self) -> list[QRectF]:
        """Where no box may stand."""
        theme, land, width, height = self.look.theme, self.tiles.land, self.width(), self.height()
        taken = [QRectF(each) for each in self.covered]
        taken.append(scale_box(self.eye, width, height, theme, self.words))
        if land is not None:
            taken.append(credit_box(land, width, height, theme, self.words))
        return taken

    def _describe(self) -> None:
        """For a screen reader: how much there is, and what the keyboard is on."""
        spot = self.layer.of(self._cursor, self.eye, self.size())
        told = marks_told(self.layer.marks, self.words)
        if spot is not None:
            told = f"{told} {spot_told(spot, self.words, self._cursor if self.eye.level == NEAREST else None)}"
        if told != self.accessibleDescription():
            self.setAccessibleDescription(told)

    def _dress(self) -> None:
        """The look is another: every picture is painted anew."""
        self.layer.forget()
        self._names.forget()
        self.update()
