"""Leaving out a step of the plan: why, by a digit, or in the operator's own words. The reason is journalled."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.panel import Choices, Panel, line_field
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.plan import PlanSay

REASONS = (
    PlanSay.SKIP_DONE_ALREADY, PlanSay.SKIP_NOT_NEEDED, PlanSay.SKIP_CANNOT, PlanSay.SKIP_SOMEBODY,
    PlanSay.SKIP_TOO_SLOW, PlanSay.SKIP_UNWISE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipping:
    """What was decided."""

    step: str
    reason: str


class SkipPanel(Panel):
    """A digit is the decision; own words are confirmed by the key that opened it."""

    def __init__(
        self, step: str, number: int, text: str, key: str, look: Look, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(words(PlanSay.PANEL_SKIP, number=number), key, words(PlanSay.SKIP_SAVE), look, words, parent)
        self._step = step
        self.body.addWidget(SafeLabel(text, "second", wraps=True))
        self.choices = Choices([words(reason) for reason in REASONS], look, columns=2)
        self.choices.chosen.connect(lambda at: self.submitted.emit(Skipping(self._step, words(REASONS[at]))))
        self.body.addWidget(self.choices)
        self.reason = line_field(words(PlanSay.SKIP_HINT), words(PlanSay.SKIP_NAME))
        self.reason.textChanged.connect(lambda _: self.tell(""))
        asked = column(gap=look.theme.px(4))
        asked.addWidget(self.reason)
        self.end_body(asked)

    def confirm(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.submitted.emit(Skipping(self._step, reason))
        else:
            self.tell(self.words(PlanSay.SKIP_MISSING))

    def has_text(self) -> bool:
        return bool(self.reason.text().strip())

    def fields(self) -> dict[str, str]:
        return {"step": self._step, "reason": self.reason.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        """What was written of another step is not the reason for this one."""
        if fields.get("step") == self._step:
            self.reason.setText(fields.get("reason", ""))

    def take_focus(self) -> None:
        self.choices.rows[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.reason.hasFocus()
        if is_typing or not self.choices.takes(event):
            super().keyPressEvent(event)
