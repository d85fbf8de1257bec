"""The critical facts of whoever is called, in one line: how they hear and what they speak first."""

from collections.abc import Sequence

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.resident import CriticalFact, FactKind
from ui.theme import COMPACT, Look
from ui.widgets.facts import FACT_ICONS
from ui.widgets.parts import IconView, clear, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.plain import clean

FIRST = (FactKind.HEARING, FactKind.SPEECH, FactKind.LANGUAGE, FactKind.DEMENTIA, FactKind.SIGHT, FactKind.DANGER)
"""What decides how one speaks, in this order; the rest as the card orders it."""


class FactLine(QWidget):
    """As many as there is room for; the others are told by their words alone, and then counted out in the name that a
    screen reader says."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._facts: tuple[CriticalFact, ...] = ()
        self._laid: object = None
        ground(self, "bg2")
        px = look.theme.px
        side, above = px(look.theme.density.padding), px(4 if look.theme.density is COMPACT else 9)
        self._line = line(self, margins=(side, above, side, above), gap=px(8))
        self.hide()

    def show_facts(self, facts: Sequence[CriticalFact] | None) -> None:
        """Those of the person; None where nobody is known."""
        known = [fact for fact in facts or () if fact.kind is not FactKind.LIVES_ALONE]
        order = {kind: number for number, kind in enumerate(FIRST)}
        self._facts = tuple(sorted(known, key=lambda fact: order.get(fact.kind, len(FIRST))))
        self.setVisible(bool(self._facts))
        self.setAccessibleName(", ".join(self._told(fact) for fact in self._facts))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        """What decides how one speaks has its detail; the rest has it where there is room."""
        wanted = (self._facts, self.width(), self._look.theme)
        if wanted == self._laid:
            return
        self._laid = wanted
        clear(self._line)
        theme, px = self._look.theme, self._look.theme.px
        metrics = QFontMetrics(theme.font(12, 600))
        room = self.width() - 2 * px(theme.density.padding)
        for number, fact in enumerate(self._facts):
            whole, short = self._told(fact), self._words.of(fact.kind)
            mark = px(20 + 8 + 14)
            text = next((each for each in (whole, short) if metrics.horizontalAdvance(each) + mark <= room), "")
            if not text:
                if number:
                    continue
                text = whole
            room -= metrics.horizontalAdvance(text) + mark
            self._line.addWidget(IconView(FACT_ICONS[fact.kind], self._look, 20, "tx1"))
            self._line.addWidget(SafeLabel(text, "fact", wraps=number == 0 and room < 0), int(number == 0 and room < 0))
            self._line.addSpacing(px(6))
        self._line.addStretch(1)

    def _told(self, fact: CriticalFact) -> str:
        name = self._words.of(fact.kind)
        return f"{name}: {clean(fact.detail, 120)}" if fact.detail else name
