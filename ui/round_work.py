"""What the rounds view is told, and what its keys do: looks are opened, judged, paused for an alarm, and gone back to.

The board and the open look are read from what stands (`ui/standing.py`); the newest picture is asked for while a camera
is open, and kept nowhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.domain.operator import Operator
from console.domain.queue import RowChange
from ui.actions import Deed
from ui.casework import CaseWork
from ui.function_labels import KeyState
from ui.office import Office
from ui.rounds.view import RoundsView
from ui.sight import Seen
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words


@dataclass(frozen=True, slots=True)
class RoundKit:
    """What it is done with. `monotonic` in seconds."""

    office: Office
    tasks: Tasks
    words: Words
    work: CaseWork
    standing: Standing
    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class RoundWork(QObject):
    """`spoke` carries what to tell the operator; `interrupted` the case that takes the screen from an open look;
    `wanted` comes when the view is to be shown; `counted` carries how many looks are late or due for another try.
    `attach` gives it the view, each time that one has been built."""

    spoke = Signal(str)
    interrupted = Signal(str)
    wanted = Signal()
    counted = Signal(str)

    def __init__(self, kit: RoundKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view: RoundsView
        self.is_shown = False

    def attach(self, view: RoundsView) -> None:
        """The screen has been built, or built anew."""
        self._view, self.is_shown = view, False

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        if operator is None:
            self._kit.standing.round, self._kit.standing.look = None, None

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen."""
        self.is_shown = is_shown

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change: what stands, shown where the view is."""

    def told(self) -> None:
        """The console has told something."""

    def arrived(self, changes: Sequence[RowChange]) -> None:
        """The queue has changed: a new alarm may take the screen from an open look."""

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here."""
        return False

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look while the view is shown."""
        return states
