"""What dispatch works with, in every part of it."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.domain.ids import ResponderId
from console.domain.queue import Row
from console.domain.refused import Refused
from console.domain.staff_board import StaffBoard, StaffRow
from ui.casework import CaseWork
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.queue.model import QueueModel
from ui.standing import Standing
from ui.tasks import Tasks
from ui.theme import Look
from ui.words import Phrase, Words

Dial = Callable[[str], bool]
"""Hands a number (E.164) to the computer's telephone. False where there is none."""


@dataclass(frozen=True, slots=True)
class DispatchKit:
    """`monotonic` in seconds. `say` tells the operator something."""

    office: Office
    tasks: Tasks
    words: Words
    look: Look
    work: CaseWork
    standing: Standing
    model: QueueModel
    place: PanelPlace
    dial: Dial
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    say: Callable[[str], None]

    @property
    def board(self) -> StaffBoard | None:
        """The staff as they were told last."""
        return self.standing.staff

    def own_row(self) -> Row | None:
        """The shown case, where it is the seated operator's own."""
        row = self.work.row
        return row if row is not None and self.work.records.is_mine(row) else None

    def staff(self, responder: ResponderId) -> StaffRow | None:
        """One of the staff."""
        rows = self.board.rows if self.board is not None else ()
        return next((row for row in rows if row.id == responder), None)

    def tell(self, say: Phrase, **fields: object) -> None:
        """Says a sentence."""
        self.say(self.words(say, n=None, **fields))

    def refused(self, refused: Refused) -> None:
        """Says why not."""
        self.say(self.words.refused(refused))

    def ask(
        self,
        call: Coroutine[Any, Any, object],
        name: str,
        then: Callable[[], None],
        refused: Callable[[Refused], None] | None = None,
    ) -> "asyncio.Task[None]":
        """One call to the office, and what is done when it went well; else its reason is said."""

        async def performed() -> None:
            await call
            then()

        task = self.tasks.start(performed(), name=name, on_refused=refused or self.refused)
        task.add_done_callback(lambda _: call.close())
        return task
