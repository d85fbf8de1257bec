"""The critical facts of whom a case is about: six in a grid, three by two where there is room, the rest in a line."""

from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain.resident import CriticalFact, FactKind
from ui.theme import COMPACT, Look
from ui.widgets.facts import FactView
from ui.widgets.parts import clear, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.case import CaseSay

MOST_FACTS = 6
CELL = 170
"""Unscaled pixels that a fact needs: with less for three of them there are two beside each other, or one."""


class Facts(QWidget):
    """Nothing of a fact is cut: its detail wraps, and what is more than six stands in words under the grid."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._facts: tuple[CriticalFact, ...] = ()
        self._shown: object = None
        self._width = 0
        ground(self, "bg2")
        px = look.theme.px
        layout = column(self)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        layout.addLayout(self._grid)
        side = px(look.theme.density.edge)
        self._rest = SafeLabel("", "reason", wraps=True, longest=2000)
        self._rest.setContentsMargins(side, px(4), side, px(6))
        layout.addWidget(self._rest)
        self.show_facts(None)

    def show_facts(self, facts: tuple[CriticalFact, ...] | None) -> None:
        """Shows them; that there are none in the register, or, for None, nothing at all."""
        self.setVisible(facts is not None)
        self._facts = tuple(fact for fact in facts or () if fact.kind is not FactKind.LIVES_ALONE or fact.detail)
        self._lay(facts is not None)

    def fit(self, width: int) -> None:
        """Takes on the theme's density and a width. Not its own: a scroll bar that comes or goes with the number of
        rows would change that, and so on without end."""
        self._width = width
        self._lay(not self.isHidden())

    def _beside(self) -> int:
        """How many stand beside each other."""
        return min(3, max(1, self._width // self._look.theme.px(CELL)))

    def _lay(self, is_known: bool) -> None:
        beside = self._beside()
        wanted = (self._facts, beside, is_known, self._look.theme.density)
        if self._shown == wanted:
            return
        self._shown = wanted
        clear(self._grid)
        for third in range(0, 6, 2):
            self._grid.setColumnStretch(third, 1 if third < beside * 2 else 0)
        facts = self._facts[:MOST_FACTS]
        for number, fact in enumerate(facts):
            row, at = number // beside * 2, number % beside * 2
            self._grid.addWidget(self._cell(fact), row, at)
            if at:
                self._grid.addWidget(rule(is_upright=True), row, at - 1)
            elif row:
                self._grid.addWidget(rule(), row - 1, 0, 1, beside * 2 - 1)
        rest = ", ".join(self._told(fact) for fact in self._facts[MOST_FACTS:])
        text = self._words(CaseSay.MORE_FACTS, facts=rest) if rest else ""
        if is_known and not facts:
            text = self._words(Say.FACTS_NONE)
        self._rest.setText(text)
        self._rest.setVisible(bool(text))

    def _cell(self, fact: CriticalFact) -> QWidget:
        theme = self._look.theme
        px, is_compact = theme.px, theme.density is COMPACT
        cell = QWidget()
        above = px(3 if is_compact else 8)
        layout = line(cell, margins=(px(theme.density.edge), above, px(8), above))
        layout.addWidget(FactView(fact, self._look, self._words))
        cell.setMinimumHeight(px(theme.density.fact))
        return cell

    def _told(self, fact: CriticalFact) -> str:
        name = self._words.of(fact.kind)
        return f"{name} ({fact.detail})" if fact.detail else name
