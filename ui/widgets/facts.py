"""A critical fact as icon and words, the same in the case and on the card."""

from PySide6.QtWidgets import QWidget

from console.domain.resident import CriticalFact, FactKind
from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.parts import IconView, column, line
from ui.widgets.text import SafeLabel
from ui.words import Words

FACT_ICONS: dict[FactKind, Icon] = {
    FactKind.DANGER: Icon.ATTENTION,
    FactKind.OXYGEN: Icon.OXYGEN,
    FactKind.BLOOD_THINNER: Icon.BLOOD,
    FactKind.DIABETES: Icon.GLUCOSE,
    FactKind.EPILEPSY: Icon.NERVE,
    FactKind.DEMENTIA: Icon.COGNITION,
    FactKind.HEARING: Icon.HEARING,
    FactKind.SPEECH: Icon.SPEECH,
    FactKind.SIGHT: Icon.SIGHT,
    FactKind.LANGUAGE: Icon.LANGUAGE,
    FactKind.CALL_MOBILE_FIRST: Icon.CALL,
    FactKind.KEY: Icon.KEY,
    FactKind.DIGITAL_LOCK: Icon.DIGITAL_LOCK,
    FactKind.ANIMAL: Icon.ANIMAL,
    FactKind.LIVES_ALONE: Icon.HOME,
    FactKind.WALKING: Icon.WALKING,
}


class FactView(QWidget):
    """One fact. Nothing of it is elided: the detail wraps."""

    def __init__(self, fact: CriticalFact, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        layout = line(self, gap=px(8 if look.theme.density is COMPACT else 12))
        side = column()
        side.addSpacing(px(2))
        side.addWidget(IconView(FACT_ICONS[fact.kind], look, 20, "tx1"))
        side.addStretch(1)
        layout.addLayout(side)
        texts = column(gap=px(0 if look.theme.density is COMPACT else 2))
        texts.addWidget(SafeLabel(words.of(fact.kind), "fact", wraps=True))
        if fact.detail:
            texts.addWidget(SafeLabel(fact.detail, "reason", wraps=True, longest=300))
        texts.addStretch(1)
        layout.addLayout(texts, 1)
