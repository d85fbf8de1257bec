"""When an alarm was sent, received, committed, applied, delivered to the screen's thread and painted; from outside.

Nothing of the product knows that it is watched. Moments are of the machine's monotonic clock, in seconds; that of the
sending stands in the alarm's id (`tests.bench.field`), and that of the receiving is the console's own, which is of the
wall clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.bootstrap.joined import Console
from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import CaseId
from console.domain.journal import Writing
from console.domain.queue import RowRemoved
from console.services.screen import RowsChanged, Screen, Update
from ui.app import Program

STAGES = ("broker", "journal", "domain", "bridge", "paint")
"""To be received; to be committed; to have changed the queue; to be on the screen's thread; to stand painted."""


class Trace:
    """Follows every alarm of the field; `told` gives those that have gone the whole way."""

    def __init__(self) -> None:
        self._wall_ahead_s = time.time() - time.monotonic()
        self._committed: dict[str, float] = {}
        self._pending: dict[CaseId, list[tuple[float, ...]]] = {}
        self._applied: dict[CaseId, list[tuple[float, ...]]] = {}
        self._delivered: list[tuple[float, ...]] = []
        self._painted: list[tuple[float, ...]] = []

    def follow_console(self, console: Console) -> None:
        """Before it runs."""
        journal, recorder = console.store.journal, console.recorder
        write = journal.write

        async def written(writing: Writing) -> tuple[ev.Event, ...]:
            events = await write(writing)
            now = time.monotonic()
            self._committed.update((event.id, now) for event in events)
            return events

        journal.write = written  # type: ignore[method-assign]
        queue = next(place for place, each in enumerate(recorder.watchers) if "QueueFeed" in each.__qualname__)
        recorder.watchers.insert(queue, self._heard)

    def watched(self, screen: Screen) -> Screen:
        """The same, to be given to the console: what it shows has changed the queue."""
        return _Watched(screen, self._show)

    def follow_screen(self, program: Program) -> None:
        """When somebody sits there. On the screen's thread."""
        program.bridge.updated.disconnect(program.window.receive)
        program.bridge.updated.connect(self._deliver)
        program.bridge.updated.connect(program.window.receive)
        column = program.window.stage.queue
        frames = Frames(self._paint, column)
        for widget in (column, *column.findChildren(QWidget)):
            widget.installEventFilter(frames)

    def told(self) -> dict[str, list[float]]:
        """What each stage took, in milliseconds, and the whole; then forgets them."""
        done, self._painted = self._painted, []
        told = {
            stage: [(moments[place + 1] - moments[place]) * 1000 for moments in done]
            for place, stage in enumerate(STAGES)
        }
        return told | {"whole": [(moments[-1] - moments[0]) * 1000 for moments in done]}

    async def _heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        now = time.monotonic()
        for event in events:
            committed, body = self._committed.pop(event.id, now), event.body
            case = ev.case_of(event.subject)
            if case is None or not isinstance(body, ev.CaseOpened | ev.AlarmJoined):
                continue
            sent = body.alarm.report.id.rpartition("-")[2]
            received = body.alarm.received_at.timestamp() - self._wall_ahead_s
            self._pending.setdefault(case, []).append((int(sent) / 1e9, received, committed))

    def _show(self, update: Update) -> None:
        now = time.monotonic()
        for case in _cases_of(update):
            moved = [(*moments, now) for moments in self._pending.pop(case, ())]
            if moved:
                self._applied[case] = self._applied.pop(case, []) + moved

    def _deliver(self, updates: Sequence[Update]) -> None:
        now = time.monotonic()
        for case in (case for each in updates for case in _cases_of(each)):
            self._delivered += [(*moments, now) for moments in self._applied.pop(case, ())]

    def _paint(self) -> None:
        now = time.monotonic()
        delivered, self._delivered = self._delivered, []
        self._painted += [(*moments, now) for moments in delivered]


class _Watched:
    """A screen before which somebody stands."""

    def __init__(self, screen: Screen, see: Callable[[Update], None]) -> None:
        self._screen, self._see = screen, see

    def show(self, update: Update) -> None:
        self._see(update)
        self._screen.show(update)


def _cases_of(update: Update) -> Iterator[CaseId]:
    """Whose rows change."""
    for change in update.changes if isinstance(update, RowsChanged) else ():
        yield change.case if isinstance(change, RowRemoved) else change.row.case


class Frames(QObject):
    """Calls when a frame is done in which something of the queue's column was painted."""

    def __init__(self, done: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._timer.isActive():
            self._timer.start(0)
        return False
