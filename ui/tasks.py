"""The only place where the screen starts coroutines, and where what they raise is sorted into the three kinds.

*Refused* goes to the one who asked, for the status line. *Lost contact* (and a store that does not take it) is shown
steadily. Anything else is our fault: logged with its stack, told once, and the queue stays in view.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.refused import Refused

log = logging.getLogger(__name__)


class Tasks(QObject):
    """Keeps each task until it is done. `contact_lost` carries LostContact or Unwritable, `contact_made` comes with
    the first success after LostContact (what is only read says nothing of whether the journal can be written),
    `faulted` carries what nobody foresaw."""

    contact_lost = Signal(object)
    contact_made = Signal()
    faulted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: set[asyncio.Task[None]] = set()
        self._is_out_of_reach = False

    def start(
        self, coroutine: Coroutine[Any, Any, object], *, name: str, on_refused: Callable[[Refused], None]
    ) -> "asyncio.Task[None]":
        """Runs the coroutine on the GUI's loop. `on_refused` is called where a rule says no."""
        task = asyncio.get_running_loop().create_task(self._sorted(coroutine, name, on_refused), name=name)
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)
        task.add_done_callback(lambda _: coroutine.close())
        return task

    def __len__(self) -> int:
        return len(self._kept)

    async def end(self) -> None:
        """Cancels what still runs and waits until nothing does."""
        left = tuple(self._kept)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)

    async def _sorted(
        self, coroutine: Coroutine[Any, Any, object], name: str, on_refused: Callable[[Refused], None]
    ) -> None:
        try:
            await coroutine
        except Refused as refused:
            self._made_contact()
            on_refused(refused)
        except (LostContact, Unwritable) as lost:
            log.warning("task %s: %s", name, type(lost).__name__)
            self._is_out_of_reach |= isinstance(lost, LostContact)
            self.contact_lost.emit(lost)
        except Exception as fault:
            log.exception("fault in task %s", name)
            self.faulted.emit(fault)
        else:
            self._made_contact()

    def _made_contact(self) -> None:
        if self._is_out_of_reach:
            self._is_out_of_reach = False
            self.contact_made.emit()
