"""What the night view is told, and what its keys do: a resident's night is asked for, with its reason, and walked
through.

The line is asked for when the view is shown and kept only while it is: another resident, another operator, or another
view, and it is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.domain.operator import Operator
from ui.actions import Deed
from ui.casework import CaseWork
from ui.function_labels import KeyState
from ui.night.view import NightView
from ui.office import Office
from ui.sight import Seen
from ui.tasks import Tasks
from ui.words import Words


@dataclass(frozen=True, slots=True)
class NightKit:
    """What it is done with."""

    office: Office
    tasks: Tasks
    words: Words
    work: CaseWork
    now: Callable[[], datetime]


class NightWork(QObject):
    """`spoke` carries what to tell the operator. `attach` gives it the view, each time that one has been built."""

    spoke = Signal(str)

    def __init__(self, kit: NightKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view: NightView
        self.is_shown = False

    def attach(self, view: NightView) -> None:
        """The screen has been built, or built anew."""
        self._view, self.is_shown = view, False

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen."""
        self.is_shown = is_shown

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change."""

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here."""
        return False

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look while the view is shown."""
        return states
