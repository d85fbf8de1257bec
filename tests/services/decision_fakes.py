"""The port of the decisions, held in memory."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

from console.domain.events import Event
from console.domain.ids import DecisionId, DeviceId, MunicipalityId
from console.domain.journal import Unwritable, Writing
from console.domain.picture import Camera
from console.domain.supervision import Decided, SupervisionDecision
from console.services.ports import Journal


class FakeDecisions:
    """Fits `services.ports.Decisions`, beside a journal. `is_down` refuses everything; `reads` counts the readings;
    while `held` is clear, a reading that has its answer hangs until it is set."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._decided: dict[DecisionId, Decided] = {}
        self._cameras: dict[tuple[MunicipalityId, DeviceId], Camera] = {}
        self.is_down = False
        self.reads = 0
        self.held = asyncio.Event()
        self.held.set()

    def put(self, *decided: Decided, cameras: Iterable[Camera] = ()) -> "FakeDecisions":
        """As if they had been saved, without a trace in the journal."""
        self._decided.update({one.decision.id: one for one in decided})
        self._cameras.update({(one.municipality, one.id): one for one in cameras})
        return self

    async def decisions(self) -> tuple[Decided, ...]:
        self._answer()
        self.reads += 1
        found = tuple(self._decided.values())
        await self.held.wait()
        return found

    async def cameras(self) -> tuple[Camera, ...]:
        self._answer()
        return tuple(self._cameras.values())

    async def save(
        self, decisions: Sequence[SupervisionDecision], cameras: Sequence[Camera], at: datetime, writing: Writing
    ) -> tuple[Event, ...]:
        """One transaction with the journal's."""
        self._answer()
        events = await self._journal.write(writing)
        for one in decisions:
            known = self._decided.get(one.id)
            self._decided[one.id] = Decided(one, known.known_since if known else at)
        self._cameras.update({(one.municipality, one.id): one for one in cameras})
        return events

    def _answer(self) -> None:
        if self.is_down:
            raise Unwritable("the disk is full")
