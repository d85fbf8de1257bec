"""The place of the action plan. Until plans are there: a slim head, and what to follow instead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.parts import column, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.case import CaseSay


class PlanPlace(QWidget):
    """Says honestly that no plan is loaded."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        self.setAccessibleName(words(CaseSay.PLAN))
        outer = column(self)
        side = px(look.theme.density.padding)
        title, sentence = (
            SafeLabel(words(CaseSay.PLAN), "section"),
            SafeLabel(words(CaseSay.NO_PLAN), "second", wraps=True),
        )
        if look.theme.density is COMPACT:
            texts: QBoxLayout = line(margins=(side, px(8), side, px(8)), gap=px(14))
            texts.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            texts.addWidget(sentence, 1)
        else:
            texts = column(margins=(side, px(10), side, px(12)), gap=px(4))
            texts.addWidget(title)
            texts.addWidget(sentence)
        outer.addLayout(texts)
        outer.addWidget(rule())
