"""F1: every key and what it does, over the view, in the groups of the F-row.

It has the keyboard while it is up, so that nothing typed reaches the covered field. Esc or F1 sends it away; a deed's
own key is the window's, and hides it first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from ui.theme import Look
from ui.widgets.parts import KeyCap, clear, column, line, rule
from ui.widgets.text import SafeLabel
from ui.widgets.veil import Veil
from ui.words import Say, Words

CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_F1)
MARGIN, PADDING, CAPS, TEXT, BETWEEN = 16, 24, 96, 188, 24
"""Unscaled pixels: round the box, within it, a column's caps and texts, and the room between columns."""

MOST_COLUMNS = 4

LEAST_SPLIT = 3
"""Lines of a group that may stand alone at the foot of a column."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key and what it does; `why_not` says why it does nothing now."""

    key: str
    text: str
    why_not: str = ""


_CAP_AT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_Group = tuple[str, tuple[KeyLine, ...]]


class KeysOverlay(Veil):
    """Lies over its parent; `show_keys` fills and shows it."""

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._groups: tuple[_Group, ...] = ()
        self._columns = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words(Say.KEYS_TITLE))
        px = look.theme.px
        outer = column(self.box, margins=(1, px(20), 1, px(16)), gap=px(14))
        self._head = SafeLabel(words(Say.KEYS_TITLE), "big")
        self._head.setContentsMargins(px(PADDING), 0, px(PADDING), 0)
        self._foot = SafeLabel(words(Say.KEYS_FOOT), "second", wraps=True)
        self._foot.setContentsMargins(px(PADDING), 0, px(PADDING), 0)
        self._table = QWidget()
        self._grid: QHBoxLayout = line(self._table, margins=(px(PADDING), 0, px(PADDING), 0), gap=px(BETWEEN))
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._table)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        for widget in (self._head, rule(), self._scroll, rule(), self._foot):
            outer.addWidget(widget, 1 if widget is self._scroll else 0)

    def show_keys(self, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        """Each group with its title, in as many columns as there is room for."""
        self._groups = tuple((title, tuple(lines)) for title, lines in groups)
        self._columns = 0
        told = [f"{each.key} {each.text} {each.why_not}".strip() for _, lines in self._groups for each in lines]
        self.setAccessibleDescription(". ".join(told))
        self.cover()
        self._scroll.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """The box stands in the middle; what does not fit scrolls."""
        px = self.look.theme.px
        each, around = px(CAPS) + px(TEXT), 2 * px(PADDING) + px(8) + 2
        room = self.width() - 2 * px(MARGIN)
        wanted = max(1, (room - around + px(BETWEEN)) // (each + px(BETWEEN)))
        filled = in_columns(self._groups, min(wanted, MOST_COLUMNS))
        columns = max(1, len(filled))
        width = min(room, around + columns * each + (columns - 1) * px(BETWEEN))
        if columns != self._columns:
            self._columns = columns
            self._fill(filled, (width - around - (columns - 1) * px(BETWEEN)) // columns)
        self.box.setFixedWidth(width)
        table = self._grid.heightForWidth(width - 2)
        rest = self._head.sizeHint().height() + self._foot.heightForWidth(width - 2) + px(20 + 16 + 4 * 14) + 4
        height = min(self.height() - 2 * px(MARGIN), table + rest)
        self.box.setGeometry(QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height))
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._closes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -self.look.theme.px(40), Qt.Key.Key_Down: self.look.theme.px(40),
            Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum(),
        }  # fmt: skip
        event.accept()  # nothing that is typed here reaches anything else
        if self._closes(event):
            self.dismiss()
        else:
            bar.setValue(bar.value() + steps.get(Qt.Key(event.key()), 0))

    def _closes(self, event: QKeyEvent) -> bool:
        return event.key() in CLOSES and event.modifiers() == Qt.KeyboardModifier.NoModifier

    def _fill(self, columns: Sequence[Sequence[_Group]], width: int) -> None:
        clear(self._grid)
        px = self.look.theme.px
        for groups in columns:
            side = QWidget()
            side.setFixedWidth(width)
            grid = QGridLayout(side)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(px(12))
            grid.setVerticalSpacing(px(8))
            grid.setColumnMinimumWidth(0, px(CAPS) - px(12))
            grid.setColumnStretch(1, 1)
            row = 0
            for title, lines in groups:
                if row:
                    grid.setRowMinimumHeight(row, px(8))
                    row += 1
                grid.addWidget(SafeLabel(title or " ", "section"), row, 0, 1, 2)
                for each in lines:
                    row += 1
                    grid.addWidget(KeyCap(each.key, self.look), row, 0, _CAP_AT)
                    grid.addWidget(self._told(each), row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1
            grid.setRowStretch(row, 1)
            self._grid.addWidget(side)
        self._grid.addStretch(1)

    def _told(self, each: KeyLine) -> QWidget:
        """What a key does; where it does nothing now, quieter, and why."""
        if not each.why_not:
            return SafeLabel(each.text, "body", wraps=True)
        both = QWidget()
        inside = column(both)
        inside.addWidget(SafeLabel(each.text, "third", wraps=True))
        inside.addWidget(SafeLabel(each.why_not, "caption", wraps=True))
        return both


def in_columns(groups: Sequence[_Group], columns: int) -> list[list[_Group]]:
    """The groups in their order, in at most so many columns, as low as that can be.

    A group that is longer than a column goes on in the next, without its title; a shorter one stays whole."""
    height = -(-sum(len(lines) + 1 for _, lines in groups) // max(1, columns))
    while len(filled := _filled(groups, height)) > columns:
        height += 1
    return filled


def _filled(groups: Sequence[_Group], height: int) -> list[list[_Group]]:
    """Columns of a height, in lines; a title is one."""
    filled: list[list[_Group]] = []
    room = 0
    for title, lines in groups:
        left = lines
        while left:
            fits = room - 1
            if fits < len(left) and (fits < LEAST_SPLIT or len(lines) < height):
                filled.append([])
                room, fits = height, max(1, height - 1)
            part, left = left[:fits], left[fits:]
            filled[-1].append((title if part[0] is lines[0] else "", part))
            room -= len(part) + 1
    return filled
