"""Who of the team asks for help, over the queue's rows: a lit line each, as long as it is so.

No dialog takes anybody's keyboard. A screen reader says it at once.
"""

from datetime import datetime

from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.board import HelpWanted
from console.domain.ids import ConsoleId, OperatorId
from console.services.screen import HelpTold
from ui.theme import COMPACT, Look
from ui.widgets.parts import KeyCap, clear, column, ground, line, rule
from ui.widgets.speak import Speak
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.help import HelpSay
from ui.words.plain import clean

MOST = 3
"""Calls with a line of their own: with more everybody knows."""

Key = tuple[ConsoleId, OperatorId, datetime]


def name_of(wanted: HelpWanted, told: HelpTold, words: Words) -> str:
    """The colleague who asks."""
    return clean(told.names.get(wanted.operator, ""), 60) or words(HelpSay.A_COLLEAGUE)


class HelpLines(QWidget):
    """Shows the calls that there are, one's own with the key that ends it."""

    def __init__(self, look: Look, words: Words, speak: Speak, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._speak = speak
        self._is_slim = False
        self._shown: object = None
        self._names: dict[Key, str] = {}
        self._lines = column(self)
        self.hide()

    def show_slim(self, *, is_slim: bool) -> None:
        """Beside another view, or whole."""
        self._is_slim = is_slim
        self._shown = None

    def tell(self, told: HelpTold | None, me: OperatorId | None) -> None:
        """All calls that there are now."""
        wanted = tuple(told.wanted.items()) if told is not None and me is not None else ()
        state = (wanted, me, self._is_slim)
        if told is None or self._shown == state:
            self.setVisible(bool(wanted))
            return
        self._shown = state
        self._announce(told, dict(wanted), me)
        clear(self._lines)
        for _, one in sorted(wanted, key=lambda pair: (pair[1].operator != me, pair[1].since))[:MOST]:
            self._lines.addWidget(self._line(one, told, is_mine=one.operator == me))
            self._lines.addWidget(rule())
        self.setVisible(bool(wanted))

    def _line(self, one: HelpWanted, told: HelpTold, *, is_mine: bool) -> QWidget:
        words, px = self._words, self._look.theme.px
        is_compact = self._look.theme.density is COMPACT
        box = ground(QWidget(), "bg2")
        outer = line(box)
        bar = ground(QWidget(), "lit")
        bar.setFixedWidth(px(4))
        outer.addWidget(bar)
        inner = line(margins=(px(12), px(7), px(14), px(7)), gap=px(10))
        texts = line(gap=px(10))
        if self._is_slim:
            texts.setDirection(QBoxLayout.Direction.TopToBottom)
            texts.setSpacing(px(1))
        who = words(HelpSay.YOU_ASK) if is_mine else words(HelpSay.ASKS, who=name_of(one, told, words))
        since = self._since(one)
        shown = words(HelpSay.SINCE_SHORT, time=words.time(one.since)) if is_compact or self._is_slim else since
        texts.addWidget(SafeLabel(who, "strong", wraps=self._is_slim))
        texts.addWidget(SafeLabel(shown, "reason", wraps=True), 1)
        inner.addLayout(texts, 1)
        if is_mine:
            inner.addWidget(KeyCap("Ctrl H", self._look))
        outer.addLayout(inner, 1)
        box.setAccessibleName(f"{who}, {since}")
        return box

    def _since(self, one: HelpWanted) -> str:
        return self._words(HelpSay.SINCE, n=one.waiting, time=self._words.time(one.since))

    def _announce(self, told: HelpTold, wanted: dict[ConsoleId, HelpWanted], me: OperatorId | None) -> None:
        """A colleague's new call interrupts; its end waits for its turn."""
        words = self._words
        now = {(console, one.operator, one.since): one for console, one in wanted.items() if one.operator != me}
        for key, one in now.items():
            if key not in self._names:
                self._names[key] = name_of(one, told, words)
                self._speak(words(HelpSay.HEARD, who=self._names[key], since=self._since(one)), True)
        for key in [key for key in self._names if key not in now]:
            self._speak(words(HelpSay.DONE, who=self._names.pop(key)), False)
