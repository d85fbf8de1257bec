"""The loudest sources of the last 24 hours, as an operator may see them: who they are, how they repeat themselves, and
what share of all that came is theirs. Nothing is dropped or silenced by it.

The counts are kept in memory and read on from the store, so that a look costs what came since the last one. A report
that another console stored more than `OVERLAP` after it was received may be missing from a count. That people are named
leaves no trace, as in the rows of the queue; who may not be named there is not named here.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from console.domain.alarm import DeviceKind
from console.domain.chatter import (
    WINDOW,
    Chatter,
    Heard,
    Loud,
    Loudness,
    LoudSource,
    Said,
    SourceKey,
    commonest,
    is_chattering,
    pattern_of,
)
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.journal import StoredReport, Unwritable
from console.domain.masking import Person
from console.domain.operator import Act, Operator
from console.domain.report import AlarmReport, ReportKey
from console.domain.resident import Device
from console.services.directory import Directory
from console.services.ports import Clock, LoudReports, Residents

log = logging.getLogger(__name__)

READ_EVERY_S = 60.0
OVERLAP = timedelta(minutes=1)
"""So much is read again: consoles that share a store do not commit in the order in which they received."""

AT_ONCE = 2_000
"""Reports in one piece of reading: some 20 ms on the second line, and some milliseconds on the loop."""


class Chattering:
    """`read` gives the alarm that a stored report is, None for what is none."""

    def __init__(
        self,
        reports: LoudReports,
        residents: Residents,
        directory: Directory,
        clock: Clock,
        read: Callable[[StoredReport], AlarmReport | None],
    ) -> None:
        self._reports = reports
        self._residents = residents
        self._directory = directory
        self._clock = clock
        self._read = read
        self._loudness = Loudness()
        self._read_to: datetime | None = None
        self._lately: dict[ReportKey, datetime] = {}
        self._said: dict[ReportKey, Said | None] = {}
        self._reading = asyncio.Lock()

    async def run(self) -> None:
        """For ever, each minute: reads on, so that no look has much to read."""
        while True:
            try:
                await self.read_on()
            except Unwritable as unwritable:
                log.info("loud sources are not counted on: %s", unwritable)
            await self._clock.sleep(READ_EVERY_S)

    async def read_on(self) -> None:
        """Counts what came since it was last called. Raises Unwritable."""
        async with self._reading:
            oldest = self._clock.now() - WINDOW
            since = oldest if self._read_to is None else max(oldest, self._read_to - OVERLAP)
            after: Heard | None = None
            while found := await self._reports.heard(since, after, AT_ONCE):
                self._count(found)
                after = found[-1]
                if len(found) < AT_ONCE:
                    break
            self._loudness.forget(oldest)

    async def top(self, operator: Operator) -> Chatter:
        """The ten loudest sources of the operator's municipalities.

        Raises Refused(NOT_GRANTED) for whoever may see no queue, and Unwritable.
        """
        where = operator.municipalities(Act.SEE_QUEUE)
        if not where:
            operator.require(Act.SEE_QUEUE, MunicipalityId("any municipality"))
        await self.read_on()
        loudest, total = self._loudness.loudest(where)
        since = self._clock.now() - WINDOW
        devices = {
            (one.municipality, one.id): one for one in await self._residents.devices([key for key, _ in loudest])
        }
        said = await self._said_of([source for _, source in loudest])
        sources = []
        for (key, source), newest in zip(loudest, said, strict=True):
            device = devices.get(key)
            people = await self._people(device, operator)
            sources.append(_told(key, source, device, people, newest, total))
        counted = sum(one.count for one in sources)
        return Chatter(tuple(sources), total, _percent(counted, total), since)

    def _count(self, found: Sequence[Heard]) -> None:
        fresh = [one for one in found if one.key not in self._lately]
        self._loudness.hear(fresh)
        self._read_to = max(found[-1].received_at, self._read_to or found[-1].received_at)
        horizon = self._read_to - OVERLAP
        self._lately.update((one.key, one.received_at) for one in fresh)
        self._lately = {key: at for key, at in self._lately.items() if at >= horizon}

    async def _said_of(self, sources: Sequence[Loud]) -> list[list[Said]]:
        """What the newest reports of each said; each report is read once."""
        wanted = [key for source in sources for key in source.newest]
        known = {key: self._said[key] for key in wanted if key in self._said}
        unread = [key for key in wanted if key not in known]
        for stored in await self._reports.reports(unread) if unread else ():
            alarm = self._read(stored)
            known[stored.key] = Said(alarm.kind, alarm.cause, alarm.is_reset) if alarm is not None else None
        self._said = known
        return [[said for key in source.newest if (said := known.get(key)) is not None] for source in sources]

    async def _people(self, device: Device | None, operator: Operator) -> tuple[Person, ...]:
        if device is None:
            return ()
        ids: tuple[ResidentId, ...] = (device.resident,) if device.resident is not None else ()
        if device.resident is None and device.household is not None:
            ids = await self._directory.members_of(device.household)
        found = await self._directory.residents(ids)
        return tuple(self._directory.shown(resident, operator) for resident in found)


def _told(
    key: SourceKey, source: Loud, device: Device | None, people: tuple[Person, ...], said: Sequence[Said], total: int
) -> LoudSource:
    kind = device.kind if device is not None else said[-1].kind if said else DeviceKind.UNKNOWN
    is_masked = any(person.is_masked for person in people)
    return LoudSource(
        municipality=key[0], device=key[1], kind=kind, cause=commonest(said),
        place="" if device is None or is_masked else device.place, people=people, count=len(source.moments),
        share_percent=_percent(len(source.moments), total), first_at=source.moments[0], last_at=source.moments[-1],
        pattern=pattern_of(said), is_chattering=is_chattering(source, said),
    )  # fmt: skip


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
