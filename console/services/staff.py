"""The staff as they stand now: who they are and what is planned (`staff_shelf`), what they said of themselves (the
board), where they were last (`standings`), and what they have to do (the board's tasks)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.responder import Responder, Shift, Staffed
from console.domain.task import Task
from console.services.ports import Clock, StaffStore
from console.services.recorder import Recorder
from console.services.staff_shelf import StaffKey, StaffShelf


class Staff:
    """Fits `alone.Roll` and `coverage.Roll`."""

    def __init__(self, shelf: StaffShelf, store: StaffStore, recorder: Recorder, clock: Clock) -> None:
        self._shelf = shelf
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._tasks: tuple[int, dict[StaffKey, list[tuple[Case, Task]]]] = (-1, {})

    async def start(self) -> None:
        """Reads all. Raises Unwritable."""
        await self._shelf.start()
        self._recorder.standings.begin(await self._store.standings())

    @property
    def shelf(self) -> StaffShelf:
        """Who they are, and the plan."""
        return self._shelf

    def municipalities(self) -> frozenset[MunicipalityId]:
        """Those whose staff were imported."""
        return frozenset(municipality for municipality, _ in self._shelf.responders())

    def is_there(self, municipality: MunicipalityId) -> bool:
        """Whether anybody can be sent there at all."""
        return any(known == municipality for known, _ in self._shelf.responders())

    def find(self, municipality: MunicipalityId, responder: ResponderId) -> Responder | None:
        return self._shelf.responder(municipality, responder)

    def name(self, municipality: MunicipalityId, responder: ResponderId) -> str:
        """Their id where nobody knows them any more."""
        found = self.find(municipality, responder)
        return found.name if found is not None else responder

    def staffed(self, municipality: MunicipalityId, at: datetime | None = None) -> tuple[Staffed, ...]:
        """Everybody of a municipality, also those who are off duty."""
        now = at or self._clock.now()
        found = (one for (known, _), one in self._shelf.responders().items() if known == municipality)
        return tuple(self._staffed(one, now) for one in found)

    def one(self, municipality: MunicipalityId, responder: ResponderId, at: datetime) -> Staffed | None:
        """One of them; None for somebody unknown."""
        found = self.find(municipality, responder)
        return self._staffed(found, at) if found is not None else None

    def shifts(self, municipality: MunicipalityId) -> tuple[Shift, ...]:
        """Those at hand that are not over."""
        now = self._clock.now()
        return tuple(one for one in self._shelf.shifts() if one.municipality == municipality and one.until > now)

    def tasks_of(self, municipality: MunicipalityId, responder: ResponderId) -> Sequence[tuple[Case, Task]]:
        """The open tasks that are theirs."""
        return self._open_tasks().get((municipality, responder), ())

    def _staffed(self, one: Responder, at: datetime) -> Staffed:
        key = one.municipality, one.id
        return Staffed(
            one, self._recorder.board.staff.duty(*key), self._recorder.standings.of(*key),
            self._shelf.shift_end(*key, at), self._shelf.visits_of(*key, at), len(self.tasks_of(*key)),
        )  # fmt: skip

    def _open_tasks(self) -> dict[StaffKey, list[tuple[Case, Task]]]:
        """By who has them; found anew once the board has changed."""
        board = self._recorder.board
        if self._tasks[0] != board.seq:
            found: dict[StaffKey, list[tuple[Case, Task]]] = {}
            for case, task in open_tasks(board.open_cases()):
                if task.responder is not None:
                    found.setdefault((case.municipality, task.responder), []).append((case, task))
            self._tasks = board.seq, found
        return self._tasks[1]


def open_tasks(cases: Iterator[Case]) -> Iterator[tuple[Case, Task]]:
    """The tasks of these cases that are not over."""
    return ((case, task) for case in cases for task in case.tasks if task.is_open)
