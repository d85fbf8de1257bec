"""The palette itself: one field, one list, one foot, over the veil. It asks and tells; what is done is its owner's.

The field has the keyboard as long as the palette is up. Enter acts here, and nowhere else; never on a line that answers
an older text than the one that stands in the field.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.search import LONGEST_TEXT, Found
from ui.assets import Icon
from ui.palette.asking import Asking
from ui.palette.choices import RunDeed
from ui.palette.commands import Command
from ui.palette.foot import Foot
from ui.palette.lines import LONGEST_NAME, Content, Entry, Teller
from ui.palette.list_view import LineView
from ui.theme import Look
from ui.widgets.parts import IconView, KeyCap, column, line, rule
from ui.widgets.text import SafeLabel
from ui.widgets.veil import Veil
from ui.words import Words
from ui.words.palette import PaletteSay
from ui.words.plain import clean

WIDE, TOP, FIELD, BELOW, USUAL = 880, 120, 64, 8, 563
"""Unscaled pixels: the box's width and place, the field's height, the room under the list, the whole as drawn."""

MOST_USED = 5
"""Commands that are remembered."""

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENDS = {Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
OWN_KEYS = frozenset({*STEPS, *ENDS, *PAGES, *ENTERS, *TABS, Qt.Key.Key_Escape})


class Palette(Veil):
    """`asked` carries a text that the console is to search for; the owner answers with `show_found` (or `show_lost`).
    `chosen` carries one of `choices.Choice`, after the palette has gone and given the keyboard back.

    `used` are deeds that were run lately, the last first: whoever builds the palette anew hands them on."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget, used: Sequence[Hashable] = ()) -> None:
        super().__init__(look, parent)
        self.used = tuple(used)
        self._words = words
        self._teller = Teller(words)
        self._commands: tuple[Command, ...] = ()
        self._shown_for = ""
        self.asking = Asking(self)
        self.asking.asked.connect(self.asked)
        self.asking.changed.connect(self._show)
        self.field = QLineEdit()
        self.said = SafeLabel("", "reason")
        self.list = LineView(look, words(PaletteSay.LINES))
        self.foot = Foot(look, words)
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        look.changed.connect(self._wear)
        self._wear()

    def offer(self, commands: Sequence[Command]) -> None:
        """What can be done, and what cannot be done now and why. Call before `open`, and again when it changes."""
        self._commands = tuple(replace(one, name=clean(one.name, LONGEST_NAME)) for one in commands)
        if self.is_open():
            self._show()

    def open(self, text: str = "") -> None:
        """Comes up with a text in the field; nothing of an earlier search is left."""
        self.asking.forget()
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)
        self.cover(self.field)
        self._typed(text)

    def is_open(self) -> bool:
        """Whether it has the keyboard now."""
        return not self.isHidden()

    def show_found(self, found: Found) -> None:
        """The console's answer; dropped where something else is typed by now."""
        self.asking.answer(found)

    def show_lost(self, text: str, why: str = "") -> None:
        """The console could not answer `text`; `why` in the operator's words, else that contact is lost."""
        self.asking.lose(text, why or self._words(PaletteSay.LOST))

    def uncover(self) -> None:
        """Goes, and forgets what was searched for: it may have been a name."""
        super().uncover()
        self.asking.forget()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.list.show_lines((), self.box.width() - 2)
        self.said.setText("")
        self.field.setAccessibleDescription("")

    def fit(self) -> None:
        """Places the box: as drawn, and smaller where the screen is."""
        px = self.look.theme.px
        width = min(px(WIDE), self.width() - 2 * px(BELOW))
        top = min(px(TOP), max(px(BELOW), self.height() - px(USUAL) - 2 * px(BELOW)))
        self.foot.setFixedHeight(self.foot.height_for(width - 2))
        self.list.lay(width - 2)
        around = 2 + px(FIELD) + 1 + px(BELOW) + self.foot.height()
        room = max(px(FIELD), self.height() - top - px(BELOW) - around)
        self.list.setFixedHeight(min(room, self.list.wanted_height()))
        self.box.setGeometry(QRect((self.width() - width) // 2, top, width, around + self.list.height()))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            is_own = Qt.Key(event.key()) in OWN_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.type() == QEvent.Type.ShortcutOverride and is_own:
                event.accept()  # a key of the window's own, such as Esc, is ours while we are up
                return True
            if event.type() == QEvent.Type.KeyPress and (is_own or Qt.Key(event.key()) in TABS):
                self._press(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in ENTERS:
            self._act()
        elif key not in TABS:
            by = STEPS.get(key) or ENDS.get(key) or PAGES[key] * self.list.page()
            self.list.step(by)
            self._tell_chosen()

    def _act(self) -> None:
        """Does what is chosen. What is on the screen may answer an older text: then it is asked for, and no more."""
        entry = self.list.chosen()
        if self.asking.is_waiting and not self.asking.is_late:
            self.asking.ask_now()
        elif entry is not None and entry.why_not:
            self._tell_chosen()
        elif entry is not None:
            self.uncover()
            if isinstance(entry.choice, RunDeed):
                deed = entry.choice.deed
                self.used = (deed, *(one for one in self.used if one != deed))[:MOST_USED]
            self.chosen.emit(entry.choice)

    def _clicked(self, index: QModelIndex) -> None:
        if self.list.lines.entry_at(index.row()) is not None:
            self.list.choose(index.row())
            self._act()

    def _typed(self, text: str) -> None:
        before = self.asking.text
        self.asking.type(text)
        if not self.asking.is_waiting or not before:
            self._show()

    def _show(self) -> None:
        """The list anew. The choice stays where the answer to the same text has only grown."""
        asking, before = self.asking, self.list.chosen()
        content = self._content()
        is_same = content.lines == self.list.lines.lines
        self.list.show_lines(content.lines, self.box.width() - 2)
        self.fit()
        kept = before if asking.text == self._shown_for else None
        self._shown_for = asking.text
        row = self.list.row_of(kept)
        if row >= 0:
            self.list.choose(row)
        self.said.setText(self._counted(content))
        self.said.setVisible(bool(self.said.text()))
        if not is_same:
            self._tell_chosen(self.said.text())

    def _content(self) -> Content:
        asking = self.asking
        if not asking.text:
            return self._teller.begin(self._commands, self.used)
        content = self._teller.answer(asking.text, asking.found, self._commands, is_complete=not asking.is_waiting)
        return self._teller.lost(content, asking.lost) if asking.lost else content

    def _counted(self, content: Content) -> str:
        """How many hits, and how long it took; or that it is still being searched."""
        words, asking = self._words, self.asking
        if asking.is_late:
            waited = asking.waited_s()
            if not waited:
                return words(PaletteSay.SEARCHING)
            return words(PaletteSay.SEARCHING_FOR, time=words.duration(timedelta(seconds=waited)))
        if not asking.text or asking.is_waiting:
            return ""
        if asking.found is None:
            return words(PaletteSay.HITS, n=content.count)
        took = words(PaletteSay.MILLISECONDS, count=max(1, round(asking.found.took / timedelta(milliseconds=1))))
        groups = (asking.found.residents, asking.found.devices, asking.found.cases, asking.found.staff)
        is_least = any(group.is_at_least for group in groups)
        return words(PaletteSay.HITS_AT_LEAST if is_least else PaletteSay.HITS_IN, n=content.count, time=took)

    def _tell_chosen(self, before: str = "") -> None:
        """To a screen reader: the keyboard stays in the field, so the chosen line is announced."""
        entry: Entry | None = self.list.chosen()
        told = ". ".join(part for part in (before, entry.told if entry is not None else "") if part)
        self.field.setAccessibleDescription(told)
        if told:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, told))

    def _lay_out(self) -> None:
        px, words = self.look.theme.px, self._words
        outer = column(self.box, margins=(1, 1, 1, 1))
        head = QWidget()
        head.setFixedHeight(px(FIELD))
        row = line(head, margins=(px(20), 0, px(20), 0), gap=px(12))
        row.addWidget(IconView(Icon.SEARCH, self.look, 24, "tx1"))
        row.addSpacing(px(2))
        row.addWidget(self.field, 1)
        row.addWidget(self.said)
        row.addWidget(KeyCap("Esc", self.look))
        self.field.setPlaceholderText(words(PaletteSay.HINT))
        self.field.setAccessibleName(words(PaletteSay.TITLE))
        self.field.setMaxLength(LONGEST_TEXT)
        for widget in (head, rule(), self.list):
            outer.addWidget(widget)
        outer.addStretch(1)
        outer.addWidget(self.foot)

    def _wear(self) -> None:
        theme = self.look.theme
        self.field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ background: transparent; border: none; padding: 0;"
            f" font-size: {17 * theme.scale:.2f}pt; }}"
        )
        self.list.viewport().update()
