"""What the parts of the wizard share: how it looks, what it says, and the draft that they fill in."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.services.setup import Draft
from ui.tasks import Tasks
from ui.theme import Look
from ui.wizard.trial import Trials
from ui.words import Words

NARROW_BELOW = 960
"""Windows narrower than this, in unscaled pixels, fold the list of steps and put labels above their fields."""


class Session(QObject):
    """`changed` comes with every change of the draft, `looked` when language, theme or size shall be another."""

    changed = Signal()
    looked = Signal()

    def __init__(self, look: Look, words: Words, trials: Trials, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.look = look
        self.words = words
        self.trials = trials
        self.tasks = tasks
        self.now = now
        self.draft = trials.begin()
        self.is_narrow = False

    def px(self, length: float) -> int:
        """A length of the design on this screen."""
        return self.look.theme.px(length)

    def change(self, draft: Draft) -> None:
        """Takes over what somebody filled in."""
        if draft == self.draft:
            return
        looks = draft.look != self.draft.look
        self.draft = draft
        self.changed.emit()
        if looks:
            self.looked.emit()
