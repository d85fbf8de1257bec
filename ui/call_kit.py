"""What the work of a call is done with, shared by its parts."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.domain.call_shown import OpenCall
from console.domain.refused import Refused
from ui.casework import CaseWork
from ui.engine_place import EnginePlace
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.queue.model import QueueModel
from ui.standing import Standing
from ui.tasks import Tasks
from ui.theme import Look
from ui.widgets.panel import Panel
from ui.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class CallKit:
    """`monotonic` in seconds. `say` tells the operator something."""

    office: Office
    tasks: Tasks
    words: Words
    look: Look
    work: CaseWork
    standing: Standing
    model: QueueModel
    place: PanelPlace
    engine: EnginePlace
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    say: Callable[[str], None]

    @property
    def live(self) -> OpenCall | None:
        """The call that goes on."""
        call = self.standing.call
        return call if call is not None and not call.course.is_over else None

    def tell(self, say: Phrase, **fields: object) -> None:
        """Says a sentence."""
        self.say(self.words(say, n=None, **fields))

    def refused(self, refused: Refused) -> None:
        """Says why not."""
        self.say(self.words.refused(refused))

    def ask(
        self, call: Coroutine[Any, Any, object], name: str, then: Callable[[], None] | None = None
    ) -> "asyncio.Task[None]":
        """One call to the office, and what is done when it went well."""

        async def performed() -> None:
            await call
            if then is not None:
                then()

        task = self.tasks.start(performed(), name=name, on_refused=self.refused)
        task.add_done_callback(lambda _: call.close())
        return task

    def open_panel(self, panel: Panel) -> None:
        """In the place of panels, with the shown case's drafts."""
        row = self.work.row
        panel.is_of_case = panel.is_of_case and row is not None
        panel.dismissed.connect(self.work.close_panel)
        self.place.show(panel, row.case if row is not None else None)
        self.work.changed.emit()

    def close_panel(self, panel: Panel) -> None:
        """It has done its work."""
        if self.place.open() is panel:
            self.work.close_panel()
