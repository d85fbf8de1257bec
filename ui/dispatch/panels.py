"""What is decided about a task: what somebody said in a call, who goes instead, somebody's duty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from console.domain.responder import Duty
from console.domain.task import TaskMark
from ui.theme import Look
from ui.widgets.panel import Choice, ChoicePanel, Choices, Panel, line_field
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.words import Say as WindowSay
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say

MARKS = (TaskMark.ACCEPTED, TaskMark.DECLINED, TaskMark.UNDER_WAY, TaskMark.ARRIVED, TaskMark.DONE)
WITH_MINUTES = frozenset({TaskMark.ACCEPTED, TaskMark.UNDER_WAY})
MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class SaidBy:
    """What was said, and in how many minutes they are there, where that was said too."""

    mark: TaskMark
    minutes: int | None = None


class SaidPanel(Panel):
    """By a digit, with the minutes where they are said; confirmed by the key that opened it. Submits `SaidBy`."""

    def __init__(self, name: str, key: str, look: Look, words: Words) -> None:
        super().__init__(words(Say.PANEL_SAID, name=name), key, words(Say.SAID_SAVE), look, words)
        self._mark: TaskMark | None = None
        texts = [words.sentence(words.of(mark)) for mark in MARKS]
        self.choices = Choices(texts, look, columns=1)
        self.choices.chosen.connect(self._choose)
        self.body.addWidget(self.choices)
        self.minutes = line_field(words(Say.SAID_MINUTES_HINT), words(Say.SAID_MINUTES), 3)
        self.minutes.setFixedWidth(look.theme.px(110))
        self.minutes.textEdited.connect(lambda _: self.tell(""))
        beside = column(gap=look.theme.px(4))
        self._title = SafeLabel(words(Say.SAID_MINUTES), "section", wraps=True)
        beside.addWidget(self._title)
        beside.addWidget(self.minutes)
        self.end_body(beside)
        self._show_minutes()

    def confirm(self) -> None:
        text = self.minutes.text().strip() if self._mark in WITH_MINUTES else ""
        if self._mark is None:
            self.tell(self.words(WindowSay.CHOOSE))
        elif text and (not text.isdecimal() or int(text) > MOST_MINUTES):
            self.tell(self.words(Say.SAID_BAD_MINUTES))
            self.minutes.setFocus()
        else:
            self.submitted.emit(SaidBy(self._mark, int(text) if text else None))

    def fields(self) -> dict[str, str]:
        mark = {} if self._mark is None else {"mark": self._mark.value}
        return {**super().fields(), **mark, "minutes": self.minutes.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        self.minutes.setText(fields.get("minutes", ""))
        self._mark = next((mark for mark in MARKS if mark.value == fields.get("mark")), None)
        self.choices.mark(None if self._mark is None else MARKS.index(self._mark))
        self._show_minutes()

    def take_focus(self) -> None:
        self.choices.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.minutes.hasFocus() or not self.choices.takes(event):
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        self._mark = MARKS[number]
        self.tell("")
        self._show_minutes()

    def _show_minutes(self) -> None:
        is_asked = self._mark in WITH_MINUTES
        self._title.setVisible(is_asked)
        self.minutes.setVisible(is_asked)


def duty_panel(name: str, now: Duty, key: str, look: Look, words: Words) -> ChoicePanel:
    """How somebody's duty is to be; theirs is not offered again. Submits the duty."""
    choices = [Choice(words.sentence(words.of(duty)), duty) for duty in Duty if duty is not now]
    return ChoicePanel(
        words(Say.PANEL_DUTY_OF, name=name), choices, look, words, key=key, save=words(Say.DUTY_SAVE), columns=1
    )


def whom_panel(
    title: str, people: Sequence[Choice], key: str, save: str, empty: str, look: Look, words: Words
) -> Panel:
    """One of the staff. Submits the choice's value."""
    return ChoicePanel(title, people, look, words, key=key, save=save, empty=empty, columns=1)
