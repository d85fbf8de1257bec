"""Closing a case: an outcome from the municipality's own list, and what happens next where the list asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.domain.resident import Outcome
from ui.theme import Look
from ui.widgets.panel import Choices, Panel, line_field
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.plan import PlanSay


@dataclass(frozen=True, slots=True)
class Closing:
    """What was decided."""

    outcome: Outcome
    next_step: str


class ClosePanel(Panel):
    """Never closes without an outcome; nothing is chosen beforehand. `fitting` are the codes that the plan names."""

    def __init__(
        self, outcomes: Sequence[Outcome], look: Look, words: Words, fitting: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words(Say.PANEL_CLOSE), "F12", words(Say.CLOSE_SAVE), look, words, parent)
        self._outcomes = tuple(outcomes)
        self._chosen: Outcome | None = None
        more = [words(PlanSay.FITS_PLAN) if outcome.code in fitting else "" for outcome in outcomes]
        self.choices = Choices([outcome.label for outcome in outcomes], look, columns=2, more=more)
        self.choices.chosen.connect(self._choose)
        self.body.addWidget(self.choices)
        if not outcomes:
            self.body.addWidget(SafeLabel(words(Say.CLOSE_NO_OUTCOMES), "second", wraps=True))
        self.next_step = line_field(words(Say.NEXT_STEP_FREE), words(Say.NEXT_STEP))
        self.next_step.textChanged.connect(lambda _: self.tell(""))
        asked = column(gap=look.theme.px(4))
        asked.addWidget(SafeLabel(words(Say.NEXT_STEP), "section"))
        asked.addWidget(self.next_step)
        self.save.setEnabled(False)
        self.end_body(asked)

    def confirm(self) -> None:
        if self._chosen is None:
            self.tell(self.words(Say.CHOOSE_OUTCOME))
            return
        next_step = self.next_step.text().strip()
        if self._chosen.needs_next_step and not next_step:
            self.tell(self.words(Say.NEXT_STEP_HINT))
            self.next_step.setFocus()
            return
        self.submitted.emit(Closing(self._chosen, next_step))

    def has_text(self) -> bool:
        return bool(self.next_step.text().strip())

    def fields(self) -> dict[str, str]:
        chosen = {} if self._chosen is None else {"outcome": self._chosen.code}
        return {**super().fields(), **chosen, "next_step": self.next_step.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        codes = [outcome.code for outcome in self._outcomes]
        if fields.get("outcome") in codes:
            self.choices.choose(codes.index(fields["outcome"]))
        self.next_step.setText(fields.get("next_step", ""))

    def take_focus(self) -> None:
        if self.choices.rows:
            self.choices.rows[0].setFocus()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.choices.number_of(event) if not self.next_step.hasFocus() else None
        if number is not None:
            self.choices.choose(number)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.choices.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        self._chosen = self._outcomes[number]
        self.tell("")
        self.save.setEnabled(True)
        self.save.rename(self.words(Say.CLOSE_CHOSEN, outcome=self._chosen.label))
        needed = self._chosen.needs_next_step
        self.next_step.setPlaceholderText(self.words(Say.NEXT_STEP_HINT if needed else Say.NEXT_STEP_FREE))
        if needed:
            self.next_step.setFocus()
