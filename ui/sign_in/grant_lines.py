"""What the chosen account may do: a municipality, a role and what that allows, one line each."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain.operator import Grant
from ui.sign_in.rights import does, in_order
from ui.theme import COMPACT, Look
from ui.widgets.parts import clear, column, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.sign_in import SignInSay

WIDTH = 128
"""Of the municipality and of the role, in unscaled pixels; both wrap."""


class GrantLines(QWidget):
    """Nothing at all while an account is written by name: nobody may learn from it what an account may do."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._lines = column(self)
        self._shown: tuple[tuple[Grant, str], ...] | None = None
        self.hide()

    def show_grants(self, grants: Iterable[Grant] | None) -> None:
        """These, or None for nothing."""
        words = self._words
        shown = None if grants is None else in_order(grants, words)
        named = None if shown is None else tuple((each, words.tenant(each.municipality)) for each in shown)
        if named == self._shown:
            return
        self._shown = named
        clear(self._lines)
        self.setVisible(shown is not None)
        if shown is None:
            return
        px, density = self._look.theme.px, self._look.theme.density
        pad, high = px(density.padding), px(3 if density is COMPACT else 7)
        head = SafeLabel(words(SignInSay.GRANTS), "section")
        head.setContentsMargins(pad, high + px(2), pad, high + px(2))
        self._lines.addWidget(rule())
        self._lines.addWidget(head)
        for grant in shown:
            self._lines.addWidget(rule())
            self._lines.addLayout(self._line(grant, pad, high))
        if not shown:
            none = SafeLabel(words(SignInSay.GRANTS_NONE), "second", wraps=True)
            none.setContentsMargins(pad, 0, pad, px(8))
            self._lines.addWidget(none)

    def _line(self, grant: Grant, pad: int, high: int) -> QHBoxLayout:
        words, px, at_top = self._words, self._look.theme.px, Qt.AlignmentFlag.AlignTop
        row = line(margins=(pad, high, pad, high), gap=px(12))
        place = SafeLabel(words.tenant(grant.municipality), "strong", wraps=True, longest=80)
        role = SafeLabel(words.sentence(words.of(grant.role)), "table", wraps=True)
        for label in (place, role):
            label.setFixedWidth(px(WIDTH))
            row.addWidget(label, 0, at_top)
        may = SafeLabel(words.sentence(does(grant.role, words)), "table2", wraps=True)
        row.addWidget(may, 1, at_top)
        return row
