"""The same night as a table: time, source, event. What a screen reader reads in place of the lanes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.night.lines import EventLine
from ui.theme import COMPACT, Look, Theme
from ui.widgets.line_list import LineList
from ui.widgets.line_places import KeyedModel, LineDelegate
from ui.widgets.lines import LINE_ROLE, Index
from ui.widgets.parts import column, rule
from ui.widgets.strokes import draw, hairline, paint_ground
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.night import NightSay as Say

ROW, ROW_COMPACT, TITLES, EDGE, GAP = 36, 32, 28, 20, 14
"""Unscaled pixels."""


class EventModel(KeyedModel[EventLine]):
    """Events as they are heard."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def told(self, line: EventLine) -> str:
        parts = [line.time, line.source, line.what]
        if line.is_marked:
            parts.append(self._words(Say.MARKED))
        return ", ".join(parts)


class EventPainter(LineDelegate):
    """One event."""

    def __init__(self, look: Look, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.ends = (0, 0)

    def height_of(self, line: object) -> int:
        theme = self._look.theme
        return theme.px(ROW_COMPACT if theme.density is COMPACT else ROW)

    def measure(self, lines: Sequence[EventLine]) -> None:
        """Times and sources have the room that the longest needs."""
        theme = self._look.theme
        metrics = QFontMetrics(theme.font(10.5, tabular=True))
        titles = (self._words(Say.TIME), self._words(Say.SOURCE))
        time = max(metrics.horizontalAdvance(text) for text in (titles[0], *(each.time for each in lines)))
        source = max(metrics.horizontalAdvance(text) for text in (titles[1], *(each.source for each in lines)))
        self.ends = (
            theme.px(EDGE + GAP) + max(time, theme.px(46)),
            theme.px(EDGE + 2 * GAP) + max(time, theme.px(46)) + max(source, theme.px(76)),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect, theme = index.data(LINE_ROLE), option.rect, self._look.theme
        if not isinstance(line, EventLine):
            return
        painter.save()
        paint_ground(painter, rect, option.state, theme)
        weight = 700 if line.is_marked else 400
        font, quiet = theme.font(10.5, tabular=True), theme.colour("tx2")
        first, second = cells(rect, self.ends, theme)
        draw(painter, first[0], line.time, font, quiet)
        draw(painter, first[1], line.source, font, quiet)
        draw(painter, second, line.what, theme.font(10.5, weight), theme.colour("tx1"))
        painter.restore()


def cells(rect: QRect, ends: tuple[int, int], theme: Theme) -> tuple[tuple[QRect, QRect], QRect]:
    """Where time, source and event stand."""
    time = QRect(rect.left() + theme.px(EDGE), rect.top(), ends[0] - theme.px(EDGE), rect.height())
    source = QRect(rect.left() + ends[0], rect.top(), ends[1] - ends[0] - theme.px(4), rect.height())
    event = QRect(rect.left() + ends[1], rect.top(), rect.width() - ends[1] - theme.px(12), rect.height())
    return (time, source), event


class EventTitles(QWidget):
    """What stands over the columns."""

    def __init__(self, look: Look, words: Words, events: EventPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._events = events
        self.setFixedHeight(look.theme.px(TITLES))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, words, painter = self._look.theme, self._words, QPainter(self)
        (time, source), event = cells(self.rect(), self._events.ends, theme)
        for rect, say in ((time, Say.TIME), (source, Say.SOURCE), (event, Say.EVENT)):
            draw(painter, rect, words(say), theme.font(10), theme.colour("tx3"))
        hairline(painter, self.rect(), theme)
        painter.end()


class EventTable(QWidget):
    """Titles and the list; as high as its rows where there is room."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = EventPainter(look, words, self)
        self._painter.measure(())
        self.model = EventModel(words, self)
        self.list = LineList(self.model, self._painter, look, words(Say.TABLE))
        self._titles = EventTitles(look, words, self._painter)
        px = look.theme.px
        self._empty = SafeLabel(words(Say.TABLE_EMPTY), "second", wraps=True)
        self._empty.setContentsMargins(px(EDGE), px(12), px(EDGE), px(12))
        layout = column(self)
        for part in (self._titles, self._empty, self.list):
            layout.addWidget(part, 1 if part is self.list else 0)
        layout.addWidget(rule())
        self._empty.hide()

    def show_events(self, events: Sequence[EventLine]) -> None:
        """All events anew; the chosen one stays chosen."""
        self._painter.measure(events)
        self.list.show_lines(events)
        self._empty.setVisible(not events)
        self.list.setVisible(bool(events))
        self._titles.update()
        self.list.viewport().update()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self._painter.measure(self.model.lines)
        self.list.lay_out()

    def wanted_height(self) -> int:
        """Of titles and all rows; pixels."""
        return self._titles.height() + max(self.list.wanted_height(), self._empty.sizeHint().height()) + 1
