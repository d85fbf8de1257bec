"""The decisions about digital supervision, in memory: the night asks for them each second, and for a camera's address
when it is opened.

What an import changes, here or at another console, is read anew at once; where the store is away then, as soon as it
answers. Until then what was known holds: whoever looks in must be able to journal it, so nobody looks meanwhile.
"""

import asyncio
import logging
from collections.abc import Sequence

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import DecisionId, DeviceId, MunicipalityId, ResidentId
from console.domain.imported import ImportedDecisions
from console.domain.journal import Unwritable
from console.domain.operator import Act, Operator
from console.domain.picture import Camera
from console.domain.supervision import Decided, SupervisionDecision
from console.domain.triage import Planned
from console.services.ports import Clock, Decisions
from console.services.recorder import Recorder

log = logging.getLogger(__name__)


class DecisionShelf:
    """`heard` is a watcher of the recorder, `look` a duty of the watch. `version` rises with each reading."""

    def __init__(self, store: Decisions, recorder: Recorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._decided: tuple[Decided, ...] = ()
        self._by_id: dict[DecisionId, SupervisionDecision] = {}
        self._by_resident: dict[tuple[MunicipalityId, ResidentId], tuple[SupervisionDecision, ...]] = {}
        self._cameras: dict[tuple[MunicipalityId, DeviceId], Camera] = {}
        self._asked = 1
        self._answered = 0
        self._reading = asyncio.Lock()
        self.version = 0

    async def start(self) -> None:
        """Reads all. Raises Unwritable."""
        await self._read()

    async def look(self) -> None:
        """Reads anew where a reading failed, or never was. Raises Unwritable where the store is still away."""
        if self._answered < self._asked:
            await self._read()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """After an import of decisions, here or at another console, all are read anew. Never raises."""
        if any(isinstance(event.body, ev.DecisionsImported) for event in events):
            self._asked += 1
            try:
                await self._read()
            except Unwritable as unwritable:
                log.info("the decisions wait for the store: %s", unwritable)

    def decided(self) -> tuple[Decided, ...]:
        """All, by id, also those that are over."""
        return self._decided

    def of(self, id: DecisionId) -> SupervisionDecision | None:
        return self._by_id.get(id)

    def of_resident(self, municipality: MunicipalityId, resident: ResidentId) -> tuple[SupervisionDecision, ...]:
        """All of that person's, by id, also those that are over."""
        return self._by_resident.get((municipality, resident), ())

    def camera(self, municipality: MunicipalityId, device: DeviceId) -> Camera | None:
        """Where a camera is found; None where no import said so."""
        return self._cameras.get((municipality, device))

    async def take_in(self, rows: ImportedDecisions, operator: Operator) -> None:
        """Stores an import. Raises Refused where the operator may not import to one of its municipalities, BadRow
        where an id belongs to another municipality, and Unwritable; then nothing is changed."""
        tenants = rows.tenants
        for tenant in tenants:
            operator.require(Act.IMPORT, tenant)
        at = self._clock.now()
        await self._recorder.commit_with(
            tuple(_imported(rows, tenant) for tenant in sorted(tenants)),
            operator.id,
            lambda writing: self._store.save(rows.decisions, rows.cameras, at, writing),
        )

    async def _read(self) -> None:
        async with self._reading:
            asked = self._asked
            self._take(await self._store.decisions(), await self._store.cameras())
            self._answered = asked

    def _take(self, decided: Sequence[Decided], cameras: Sequence[Camera]) -> None:
        self._decided = tuple(sorted(decided, key=lambda one: one.decision.id))
        self._by_id = {one.decision.id: one.decision for one in self._decided}
        self._cameras = {(one.municipality, one.id): one for one in cameras}
        by_resident: dict[tuple[MunicipalityId, ResidentId], list[SupervisionDecision]] = {}
        for one in self._by_id.values():
            if one.resident is not None:
                by_resident.setdefault((one.municipality, one.resident), []).append(one)
        self._by_resident = {key: tuple(theirs) for key, theirs in by_resident.items()}
        self.version += 1


def _imported(rows: ImportedDecisions, tenant: MunicipalityId) -> Planned:
    body = ev.DecisionsImported(
        sum(one.municipality == tenant for one in rows.decisions),
        sum(one.municipality == tenant for one in rows.cameras),
        len(rows.errors),
    )
    return Planned(f"directory:{tenant}", tenant, body)
