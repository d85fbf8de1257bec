"""The dispatch view: who is nearest and the task at the left, the map or the same as a table at the right; as two pages
where there is no room for both. One widget for whoever lays out the screen."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.dispatch.column import ColumnShown, DispatchColumn
from ui.dispatch.cover import CoverNotice, MapKeys
from ui.dispatch.table import StaffTable
from ui.dispatch.table_lines import TableLine
from ui.map.view import MapView
from ui.theme import Look
from ui.widgets.page_tabs import OTHER_PAGE, PageTabs
from ui.widgets.panel import Panel
from ui.widgets.parts import column, ground, line, rule
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say

BESIDE_FROM = 720
"""Unscaled pixels of the view's width from which the map stands beside the column."""

OVER = 16
"""Unscaled pixels between the map's edge and what lies over it."""

MOST = 16_777_215

DIGITS = "123456789"


class DispatchView(QWidget):
    """Fits `ui.panel_place.Place`. `chosen` carries a candidate's id by the operator's hand, also by a digit; `entered`
    what was chosen by Enter in the table; `table_turned` comes when the table or the map is seen."""

    chosen = Signal(object)
    entered = Signal(object)
    table_turned = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        ground(self, "bg1")
        self.column = DispatchColumn(look, words, now)
        self.map = MapView(look, words)
        self.table = StaffTable(look, words)
        self._keys, self.notice = MapKeys(look, words, self.map), CoverNotice(look, self.map)
        self._land = QStackedWidget()
        self._land.addWidget(self.map)
        self._land.addWidget(self.table)
        self._tabs = PageTabs(look, over=3)
        self._tabs.tell(0, words(Say.PAGE_LIST))
        self._tabs.tell(1, words(Say.PAGE_MAP))
        self._tabs.line.addStretch(1)
        self._tabs.wanted.connect(self._turn_to)
        self._pages = QStackedWidget()
        self._between = rule(is_upright=True)
        self._is_folded: bool | None = None
        self._waits = False
        self._make()
        self.column.list.chosen.connect(self.chosen)
        self.table.list.entered.connect(self.entered)
        self.table.left.connect(self.turn_table)
        self._keys.wanted.connect(self._press)
        turn = QShortcut(QKeySequence(OTHER_PAGE), self)
        turn.activated.connect(lambda: self._turn_to(1 - self._pages.currentIndex()))
        self._arrange()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.column.fit()
        self.table.fit()
        self._arrange()

    def home(self) -> QWidget:
        """Where the keyboard begins: the candidates, or the map where there are none."""
        if self.column.list.candidates() and not self._is_map_page():
            return self.column.list
        return self.table.list if self.is_table_shown() else self.map

    def begin(self) -> None:
        """The view has come: the keyboard is among the candidates, also where they come in a moment."""
        self.home().setFocus()
        self._waits = not self.column.list.hasFocus()

    def show_column(self, shown: ColumnShown) -> None:
        """What the left column says now."""
        had = self.column.list.hasFocus()
        self.column.show_all(shown)
        if had and not self.column.list.candidates():
            self.home().setFocus()
        elif self._waits and self.column.list.candidates():
            self._waits = False
            if self.map.hasFocus():
                self.column.list.setFocus()

    def show_table(self, lines: Sequence[TableLine], *, has_roads: bool) -> None:
        """The table's lines as they are now."""
        self.table.show_lines(lines, has_roads=has_roads)

    def show_cover(self, title: str, how: str) -> None:
        """The notice over the map."""
        self.notice.tell(title, how)
        self._place_over()

    def is_table_shown(self) -> bool:
        """Whether the table stands in the map's place."""
        return self._land.currentWidget() is self.table

    def turn_table(self) -> None:
        """The table in the map's place, or the map again; with the keyboard."""
        self._land.setCurrentWidget(self.map if self.is_table_shown() else self.table)
        if self._is_folded:
            self._turn_to(1)
        (self.table.list if self.is_table_shown() else self.map).setFocus()
        self.table_turned.emit()

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self.column.panel()

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel in the column, on its page where that is another."""
        if self._is_folded:
            self._turn_to(0)
        self.column.open_panel(panel)

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it."""
        return self.column.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The view's own keys, from wherever the keyboard is in it, unless something is being decided."""
        self._waits = False
        has_modifier = bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        at = DIGITS.find(event.text()) if event.text() else -1
        if has_modifier or self.panel() is not None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_T:
            self.turn_table()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._press(0 if event.key() == Qt.Key.Key_Home else 1)
        elif 0 <= at < len(self.column.list.candidates()):
            self.column.list.select(self.column.list.candidates()[at])
            self.chosen.emit(self.column.list.candidates()[at])
        else:
            super().keyPressEvent(event)

    def _press(self, number: int) -> None:
        if number == 2:
            self.turn_table()
            return
        if self.is_table_shown():
            self.turn_table()
        if number == 0:
            self.map.show_case()
        else:
            self.map.show_all()

    def _is_map_page(self) -> bool:
        return bool(self._is_folded) and self._pages.currentIndex() == 1

    def _make(self) -> None:
        self._pages.addWidget(self.column)
        self._body = line()
        self._body.addWidget(self._pages)
        self._body.addWidget(self._between)
        self._body.addWidget(self._land, 1)
        outer = column(self)
        outer.addWidget(self._tabs)
        self._under_tabs = rule()
        outer.addWidget(self._under_tabs)
        outer.addLayout(self._body, 1)

    def _turn_to(self, number: int) -> None:
        if not self._is_folded:
            beside = self.table.list if self.is_table_shown() else self.map
            (beside if self.column.list.hasFocus() else self.column.list).setFocus()
            return
        self._pages.setCurrentIndex(number)
        self._tabs.check(number)
        self.home().setFocus()
        self.table_turned.emit()

    def _arrange(self) -> None:
        px, wide = self._look.theme.px, self.column.wanted_width()
        is_folded = self.width() < px(BESIDE_FROM)
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            for each in (self._tabs, self._under_tabs):
                each.setVisible(is_folded)
            self._between.setVisible(not is_folded)
            if is_folded:
                self._pages.addWidget(self._land)
            else:
                self._body.addWidget(self._land, 1)
                self._land.show()
                self._pages.setCurrentIndex(0)
            self._body.setStretch(0, 1 if is_folded else 0)
        self._pages.setMinimumWidth(0 if is_folded else wide)
        self._pages.setMaximumWidth(MOST if is_folded else wide)
        self._place_over()

    def _place_over(self) -> None:
        """Keys at the left, the notice at the right, under them where both do not fit; and the map keeps clear of
        them."""
        over = self._look.theme.px(OVER)
        self._keys.adjustSize()
        self.notice.adjustSize()
        self._keys.move(over, over)
        room = self.map.width() - 3 * over - self._keys.width()
        is_under = self.notice.width() > room
        top = over + (self._keys.height() + over // 2 if is_under else 0)
        self.notice.setMaximumWidth(max(self.map.width() - 2 * over, 1))
        self.notice.move(max(self.map.width() - over - self.notice.width(), over), top)
        clear = [QRect(self._keys.geometry())]
        if self.notice.isVisibleTo(self.map):
            clear.append(QRect(self.notice.geometry()))
        self.map.keep_clear(clear)
