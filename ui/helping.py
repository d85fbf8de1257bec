"""Help from colleagues: asked for by a key, ended by the same key, and suggested where one operator cannot take it all.

Who asks is told to everybody by the console (`HelpTold`) and shown over the queue (`ui/queue/help_lines.py`).
"""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.board import HelpWanted
from console.domain.help import is_suggested
from console.domain.ids import ConsoleId
from console.domain.operator import Operator
from console.domain.queue import Group
from console.domain.refused import Reason, Refused
from ui.office import Office
from ui.queue.model import QueueModel
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Phrase, Words
from ui.words.help import HelpSay
from ui.words.plain import clean


class Helping(QObject):
    """`spoke` carries what to tell the operator."""

    spoke = Signal(str)

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, standing: Standing, model: QueueModel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._standing = standing
        self._model = model
        self._operator: Operator | None = None
        self._known: dict[ConsoleId, HelpWanted] = {}
        self._is_ending = False

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody."""
        self._operator = operator
        self._known = self._wanted()

    def is_asked(self) -> bool:
        """Whether the seated operator has asked for help."""
        me = self._operator.id if self._operator is not None else None
        return me is not None and any(one.operator == me for one in self._wanted().values())

    def toggle(self) -> None:
        """Ctrl+H: asks, or ends what was asked."""
        if self.is_asked():
            self._is_ending = True
            self._ask(self._office.end_help(), HelpSay.ENDED, HelpSay.OVER_ALREADY)
        else:
            self._ask(self._office.ask_help(), HelpSay.ASKED, HelpSay.NONE_WAITS)

    def told(self) -> None:
        """The console has told something: a call for help that is over is said, or it would only be gone."""
        now = self._wanted()
        gone = [one for console, one in self._known.items() if now.get(console) != one and console not in now]
        self._known = now
        for one in gone:
            if self._operator is not None and one.operator == self._operator.id:
                if not self._is_ending:
                    self.spoke.emit(self._words(HelpSay.OVER_BY_ITSELF))
                self._is_ending = False
            elif self._operator is not None:
                self.spoke.emit(self._words(HelpSay.DONE, who=self._name(one)))

    def suggested(self) -> int:
        """How many life alarms wait where the operator should be offered to ask for help; 0 where not."""
        if self._operator is None or self.is_asked():
            return 0
        waiting = self._model.life_alarms
        mine = (self._model.nth(number) for number in range(self._model.count(Group.MINE)))
        return waiting if is_suggested(mine, waiting) else 0

    def _wanted(self) -> dict[ConsoleId, HelpWanted]:
        return dict(self._standing.help.wanted) if self._standing.help is not None else {}

    def _name(self, one: HelpWanted) -> str:
        names = self._standing.help.names if self._standing.help is not None else {}
        return clean(names.get(one.operator, ""), 60) or self._words(HelpSay.A_COLLEAGUE)

    def _ask(self, call: Coroutine[Any, Any, object], done: Phrase, not_needed: Phrase) -> None:
        async def performed() -> None:
            await call
            self.spoke.emit(self._words(done))

        def refused(why: Refused) -> None:
            self._is_ending = False
            is_done = why.reason is Reason.NOTHING_TO_DO
            self.spoke.emit(self._words(not_needed) + "." if is_done else self._words.refused(why))

        task = self._tasks.start(performed(), name="help", on_refused=refused)
        task.add_done_callback(lambda _: call.close())
