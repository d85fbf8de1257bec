"""What the window is told of the desk as a whole, and does with it: flood and folded groups, help, forecast, outage.

One word for the window in place of several: it is told when something has come, when a second has passed, who sits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.domain.operator import Operator
from console.domain.queue import Fold, FoldKind, Group
from console.domain.sight import Grade
from ui.actions import KEY_OF, Deed
from ui.casework import CaseWork
from ui.function_labels import KeyState
from ui.helping import Helping
from ui.office import Office
from ui.outage_work import OutageWork
from ui.queue.column import Desk
from ui.queue.model import QueueModel
from ui.sight import Seen
from ui.stage import Stage
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words
from ui.words import row as said
from ui.words.flood import FloodSay
from ui.words.help import HelpSay


@dataclass(frozen=True, slots=True)
class DeskKit:
    """What it is done with."""

    office: Office
    tasks: Tasks
    words: Words
    model: QueueModel
    work: CaseWork
    standing: Standing
    now: Callable[[], datetime]


class DeskWork(QObject):
    """`spoke` carries what to tell the operator. `attach` gives it the screen, each time that one has been built."""

    spoke = Signal(str)

    def __init__(self, kit: DeskKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._stage: Stage
        self._operator: Operator | None = None
        self._is_blind = False
        kit.work.changed.connect(self._case_changed)
        self.helping = Helping(kit.office, kit.tasks, kit.words, kit.standing, kit.model, self)
        self.outages = OutageWork(kit.office, kit.tasks, kit.words, kit.standing, kit.model, kit.now, self)
        for speaking in (self.helping, self.outages):
            speaking.spoke.connect(self.spoke)

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage = stage
        self.outages.attach(stage.cases)
        stage.cases.case.outage.people.left.connect(self._back)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody."""
        self._operator = operator
        self.helping.sit(operator)
        self.outages.sit(operator)

    def told(self) -> None:
        """The console has told something."""
        self.helping.told()

    def refresh(self, seen: Seen) -> None:
        """Shows what depends on time, sight and what was told: the queue's column, the team's forecast, the hint."""
        kit, standing, stage = self._kit, self._kit.standing, self._stage
        me = self._operator.id if self._operator is not None else None
        desk = Desk(standing.flood, standing.heads(), standing.help, me, kit.work.apart)
        stage.queue.refresh(standing.counts, standing.longest, seen, standing.hidden, desk)
        is_blind = self._is_blind = seen.grade is Grade.BLIND
        self._case_changed()
        stage.staff.show_forecast(standing.forecast, is_blind=is_blind)
        waiting = 0 if is_blind else self.helping.suggested()
        stage.staff.show_help(waiting, is_asked=self.helping.is_asked())
        hint = kit.words(HelpSay.SUGGESTED, n=waiting) if waiting else ""
        stage.status.hint(hint)

    def open_fold(self, fold: Fold) -> bool:
        """Shows what a counted group holds, beside the queue. False for one that has a view of its own."""
        if fold.kind is FoldKind.TESTS:
            self.spoke.emit(self._kit.words(FloodSay.TESTS_WHERE) + ".")
            return True
        if fold.kind is FoldKind.OUTAGE and fold.row is not None:
            self._stage.show_view(0)
            self._kit.work.show_apart(fold.row)
            self._stage.cases.case.outage.people.take_focus()
            return True
        return False

    def key_states(self, states: tuple[KeyState, ...]) -> tuple[KeyState, ...]:
        """The twelve keys: in a flood the one that takes the next names whom it takes."""
        model, words = self._kit.model, self._kit.words
        if not self._kit.standing.is_flooded() or not model.count(Group.UNANSWERED):
            return states
        first = said.name(model.nth(model.count(Group.MINE)), words, is_short=True)
        label, next_key = words(FloodSay.TAKE, who=first), KEY_OF[Deed.NEXT].key
        return tuple(replace(one, label=label) if one.key == next_key and one.is_enabled else one for one in states)

    def _case_changed(self) -> None:
        self.outages.refresh(self._kit.work.row, is_blind=self._is_blind)

    def _back(self) -> None:
        """From the people of an outage to where it was opened."""
        queue = self._stage.queue
        if self._kit.work.apart is None or not queue.folds.take_focus_of(self._kit.work.apart):
            queue.view.setFocus()
