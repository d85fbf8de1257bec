"""Who sits at this screen: sign-in, change of operator, lock. The console decides; this asks and remembers the answer.

Locked, the desk is covered: alarms go on, what waits is shown without names, and what the operator has stays.
"""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.ids import OperatorId
from console.domain.operator import Operator
from console.domain.refused import Refused
from ui.office import Office
from ui.sign_in.panel import SignInPanel
from ui.tasks import Tasks
from ui.words import Words


class Seat(QObject):
    """`changed` comes when another sits here, or nobody; `page_changed` when the desk is to be shown or covered."""

    changed = Signal()
    page_changed = Signal()

    def __init__(self, office: Office, tasks: Tasks, panel: SignInPanel, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._panel = panel
        self._words = words
        self.operator: Operator | None = None
        self.is_covered = True
        self.is_locked = False
        panel.wanted.connect(lambda login, password: self._ask(office.sign_in(login, password)))
        panel.chosen.connect(lambda operator: self._ask(office.sign_in_as(OperatorId(operator))))
        panel.left.connect(lambda: self._ask(office.sign_out()))
        panel.dismissed.connect(self.go_back)

    def sit(self, operator: Operator | None) -> None:
        """The console says who sits here now."""
        is_other = (operator.id if operator else None) != (self.operator.id if self.operator else None)
        self.operator = operator
        self.is_locked = False
        self.is_covered = operator is None
        self._show()
        if is_other:
            self.changed.emit()

    def ask_who(self) -> None:
        """Fetches the demo's invented operators, if there are any. Needs the loop to run."""
        self._tasks.start(self._fetch_choosable(), name="choosable", on_refused=self._refused)

    def change(self) -> None:
        """Another operator wants to sit here. Whoever sits here goes on until that one has signed in."""
        self.is_covered = True
        self._show()

    def lock(self) -> None:
        """Covers the desk; only a sign-in uncovers it."""
        if self.operator is not None:
            self.is_locked = True
            self.is_covered = True
            self._show()

    def go_back(self) -> None:
        """Back to the desk, where somebody sits here and it is not locked."""
        if self.operator is not None and not self.is_locked:
            self.is_covered = False
            self._show()

    def _show(self) -> None:
        self._panel.show_seat(self.operator, is_locked=self.is_locked)
        self.page_changed.emit()
        if self.is_covered:
            self._panel.take_focus()

    def _ask(self, call: Coroutine[Any, Any, object]) -> None:
        self._tasks.start(call, name="sign_in", on_refused=self._refused)

    def _refused(self, refused: Refused) -> None:
        self._panel.tell(self._words.refused(refused))

    async def _fetch_choosable(self) -> None:
        self._panel.show_choosable(await self._office.choosable())
        if self.is_covered:
            self._panel.take_focus()
