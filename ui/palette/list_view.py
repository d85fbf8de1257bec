"""The palette's list: heads, entries and remarks, painted by one delegate. The keyboard stays with the field above it.

What answers is underlined by a drawn line: no text is ever markup. A name is never cut to make room: what stands after
it goes to a line of its own first.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.domain.search import Marked
from ui.palette.lines import Entry, Head, ListLine, Remark
from ui.theme import Look
from ui.widgets.lines import LINE_ROLE, Index, LinesModel
from ui.widgets.marks import key_cap_width, paint_icon, paint_key_cap

ENTER = "Enter"
HEAD, ROW, TWO_LINES, EDGE, TEXT_AT, GAP = 32, 44, 62, 20, 52, 12
"""Unscaled pixels, as drawn."""

AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineModel(LinesModel[ListLine]):
    """The lines; only entries can be chosen."""

    def entry_at(self, row: int) -> Entry | None:
        """The entry in a row, or None for another line."""
        line = self.line_at(row)
        return line if isinstance(line, Entry) else None

    def told(self, line: ListLine) -> str:
        return line.told if isinstance(line, Entry) else line.text

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_entry = index.isValid() and self.entry_at(index.row()) is not None
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if is_entry else Qt.ItemFlag.ItemIsEnabled


class LineDelegate(QStyledItemDelegate):
    """Icon, name, what stands after it, and the key at the right."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.width = 880

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        px, line = self._look.theme.px, index.data(LINE_ROLE)
        if isinstance(line, Head):
            return QSize(0, px(HEAD))
        if isinstance(line, Remark):
            return QSize(0, self._wrapped(line.text).height() + px(12))
        return QSize(0, px(TWO_LINES if isinstance(line, Entry) and self._is_long(line) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px, line = self._look.theme, self._look.theme.px, index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        if isinstance(line, Head):
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(10, 600))
            painter.drawText(rect.adjusted(px(EDGE), px(5), -px(EDGE), 0), AT_LEFT, line.text)
        elif isinstance(line, Remark):
            painter.setPen(theme.colour("tx2"))
            painter.setFont(theme.font(11))
            room = rect.adjusted(px(EDGE), px(6), -px(EDGE), 0)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap | AT_LEFT & ~Qt.AlignmentFlag.AlignVCenter), line.text)
        elif isinstance(line, Entry):
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, line, is_chosen=is_chosen)
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, is_chosen: bool) -> None:
        theme, px = self._look.theme, self._look.theme.px
        can = not entry.why_not
        if is_chosen:
            painter.fillRect(rect, theme.colour("bg3"))
            painter.fillRect(QRect(rect.left(), rect.top(), px(4), rect.height()), theme.colour("tx1"))
        side, is_long = px(20), self._is_long(entry)
        line = QRect(rect.left(), rect.top() + px(6 if is_long else 0), rect.width(), px(28 if is_long else ROW))
        icon = QRect(rect.left() + px(EDGE), line.center().y() - side // 2, side, side)
        ratio = painter.device().devicePixelRatio()
        paint_icon(painter, icon, entry.icon, theme.colour("tx2" if can else "tx3"), ratio)
        self._paint_keys(painter, line, entry, is_lit=is_chosen and can)
        left, room = line.left() + px(TEXT_AT), self._room(entry)
        weight = 600 if is_chosen and can else 400
        ink = "tx1" if can else "tx3"
        width = self._paint_marked(painter, line, left, room, entry.name, theme.font(12, weight), ink)
        rest = Marked(entry.why_not) if entry.why_not else entry.rest
        quiet = "tx2" if can else "tx3"
        if is_long:
            below = QRect(line.left(), line.bottom() - px(2), line.width(), px(24))
            self._paint_marked(painter, below, left, self._room(entry, below_keys=True), rest, theme.font(11), quiet)
        else:
            start = left + width + px(GAP)
            self._paint_marked(painter, line, start, left + room - start, rest, theme.font(11), quiet)

    def _paint_keys(self, painter: QPainter, line: QRect, entry: Entry, *, is_lit: bool) -> None:
        """The lit Enter where it acts, and the command's own key."""
        theme, px = self._look.theme, self._look.theme.px
        right, height = line.right() + 1 - px(EDGE), px(20)
        top = line.center().y() - height // 2
        if is_lit:
            width = key_cap_width(ENTER, theme)
            cap = QRectF(right - width, top, width, height)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("tx1"))
            painter.drawRoundedRect(cap, px(3), px(3))
            painter.setPen(theme.colour("bg1"))
            painter.setFont(theme.font(9.5, 700))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, ENTER)
            painter.restore()
            right -= width + px(8)
        if entry.key:
            width = key_cap_width(entry.key, theme)
            paint_key_cap(painter, QRectF(right - width, top, width, height), entry.key, theme)

    def _paint_marked(
        self, painter: QPainter, line: QRect, left: int, room: int, marked: Marked, font: QFont, ink: str
    ) -> int:
        """One line of text, what answers bold and underlined; returns how wide it became. Cut with … at the worst."""
        if room < self._look.theme.px(24) or not marked.text:
            return 0
        layout, row = _laid(marked, font)
        if row.naturalTextWidth() > room:
            cut = QFontMetrics(font).elidedText(marked.text, Qt.TextElideMode.ElideRight, room)
            spans = tuple((start, end) for start, end in marked.spans if end < len(cut))
            layout, row = _laid(Marked(cut, spans), font)
        theme, px = self._look.theme, self._look.theme.px
        top = line.center().y() - row.height() / 2
        painter.setPen(theme.colour(ink))
        painter.save()
        painter.translate(left, top)
        row.draw(painter, row.position())
        painter.restore()
        for start, end in _units(layout.text(), marked.spans):
            if end <= row.textLength():
                edges = sorted((_x(row, start), _x(row, end)))
                under = QRectF(left + edges[0], top + row.ascent() + px(4), edges[1] - edges[0], px(2))
                painter.fillRect(under, theme.colour(ink))
        return int(row.naturalTextWidth()) + 1

    def _is_long(self, entry: Entry) -> bool:
        """Whether name and rest do not fit beside each other."""
        rest = entry.why_not or entry.rest.text
        if not rest:
            return False
        theme = self._look.theme
        name = QFontMetrics(theme.font(12, 700)).horizontalAdvance(entry.name.text)
        after = QFontMetrics(theme.font(11)).horizontalAdvance(rest)
        return name + theme.px(GAP) + after > self._room(entry)

    def _room(self, entry: Entry, *, below_keys: bool = False) -> int:
        """How wide the texts of an entry may be: the same chosen or not, so that nothing moves under the hand."""
        theme, px = self._look.theme, self._look.theme.px
        room = self.width - px(TEXT_AT) - px(EDGE) - px(8)  # beside a scroll bar
        if below_keys:
            return room
        own = key_cap_width(entry.key, theme) + px(8) if entry.key else 0
        return room - key_cap_width(ENTER, theme) - px(GAP) - own

    def _wrapped(self, text: str) -> QRect:
        theme = self._look.theme
        room = QRect(0, 0, self.width - 2 * theme.px(EDGE), 10_000)
        return QFontMetrics(theme.font(11)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)


class LineView(QListView):
    """The list. It never takes the keyboard: its owner moves the choice with `step`, `page` and `to_end`."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self._delegate = LineDelegate(look, self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; border: none; }")
        self.setAccessibleName(name)

    def show_lines(self, lines: Sequence[ListLine], width: int) -> None:
        """These lines, laid out for a list so wide; where they are others than before, nothing is chosen."""
        self._delegate.width = width
        if self.lines.lines != tuple(lines):
            self.lines.replace(lines)

    def lay(self, width: int) -> None:
        """Another width: everything is measured again."""
        self._delegate.width = width
        self.scheduleDelayedItemsLayout()

    def wanted_height(self) -> int:
        """Of all lines."""
        return sum(self.sizeHintForRow(row) for row in range(self.lines.rowCount()))

    def chosen(self) -> Entry | None:
        """The entry that Enter would act on."""
        return self.lines.entry_at(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Chooses a row and brings it into view, with its group's head where that stands above it."""
        self.setCurrentIndex(self.lines.index(row))
        if row > 0 and self.lines.entry_at(row - 1) is None:
            self.scrollTo(self.lines.index(0 if row == self._first() else row - 1))
        self.scrollTo(self.currentIndex())

    def row_of(self, entry: Entry | None) -> int:
        """Where an entry with the same choice stands; the first entry where there is none; -1 where there are none."""
        rows = [row for row, line in enumerate(self.lines.lines) if isinstance(line, Entry)]
        same = (row for row in rows if entry is not None and self._choice(row) == entry.choice)
        return next(same, rows[0] if rows else -1)

    def step(self, by: int) -> None:
        """So many entries up or down; stops at the ends."""
        rows = [row for row, line in enumerate(self.lines.lines) if isinstance(line, Entry)]
        if rows:
            at = rows.index(self.currentIndex().row()) if self.currentIndex().row() in rows else -1
            self.choose(rows[min(len(rows) - 1, max(0, at + by))])

    def page(self) -> int:
        """How many entries a page is."""
        return max(1, self.viewport().height() // max(1, self._delegate_row()) - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _first(self) -> int:
        return self.row_of(None)

    def _choice(self, row: int) -> object:
        entry = self.lines.entry_at(row)
        return entry.choice if entry is not None else None

    def _delegate_row(self) -> int:
        entry = self.currentIndex()
        return self.sizeHintForRow(entry.row()) if entry.isValid() else 0


def _laid(marked: Marked, font: QFont) -> tuple[QTextLayout, QTextLine]:
    """One line of plain text, what answers in bold."""
    layout = QTextLayout(marked.text, font)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    parts = []
    for start, end in _units(marked.text, marked.spans):
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, bold
        parts.append(part)
    layout.setFormats(parts)
    layout.beginLayout()
    row = layout.createLine()
    row.setNumColumns(len(marked.text) * 2)
    layout.endLayout()
    return layout, row


def _units(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of characters as Qt counts them, in units of UTF-16."""
    return [(_unit(text, start), _unit(text, end)) for start, end in spans]


def _unit(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "replace")) // 2


def _x(row: QTextLine, at: int) -> float:
    """Where in the line a character begins."""
    found: object = row.cursorToX(at)
    x = found[0] if isinstance(found, tuple) else found
    return x if isinstance(x, float) else 0.0
