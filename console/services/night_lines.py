"""A resident's night as it may be read, and the morning's list of nights that were unlike the others.

To read a night is a reading of the person's record, with reason and trace (`Records`). The list leaves one trace in
each municipality. It is for fall prevention and never an alarm.

What past nights were is worked out once and remembered, a few bytes a night; nothing that takes long is done on the
loop.
"""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId, MunicipalityId, ResidentId
from console.domain.masking import Person
from console.domain.night import NOON, PlannedLook, looks_of, night_of, span_of
from console.domain.night_cases import CaseTold, began_within
from console.domain.night_line import Bedtime, Deviating, MorningRow, NightLine, Span
from console.domain.night_looks import LookTold
from console.domain.night_marks import heard_of
from console.domain.night_reading import AFTER, BEFORE, STILL_LAST_NIGHT, Material, line_of, past_night
from console.domain.night_reading import span_of as shown_of
from console.domain.night_usual import PastNight, bedtime, deviating, nights_before
from console.domain.operator import Act, Operator
from console.domain.report import SampleReport, SupervisionReport
from console.domain.resident import Device, Resident
from console.domain.sensing import AHEAD_AT_MOST
from console.domain.shortfalls import is_left_out
from console.domain.supervision import Decided, SensorLimits, SupervisionDecision
from console.domain.triage import Planned
from console.services.decisions import DecisionShelf
from console.services.directory import Directory
from console.services.fleet import Fleet
from console.services.ports import Clock, Journal, SensorReports
from console.services.recorder import Recorder
from console.services.records import MOST_CASES, Records

READ_AT_ONCE = 150
"""Residents of the morning list whose nights are read together."""

REMEMBERED = 20_000
"""Nights: 14 of more than a thousand residents."""

_SAYS_BED = frozenset({DeviceKind.BED_SENSOR, DeviceKind.SUPERVISION_SENSOR, DeviceKind.UNKNOWN})

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Memory(Generic[K, V]):
    """What was worked out lately; what was kept longest ago goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def __getitem__(self, key: K) -> V:
        return self._kept[key]

    def keep(self, key: K, value: V) -> None:
        self._kept[key] = value
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        self._kept.clear()


class NightLines:
    """Reads nights. `reports` reads on a line of its own; `look` is a duty of the watch."""

    def __init__(
        self,
        records: Records,
        recorder: Recorder,
        directory: Directory,
        fleet: Fleet,
        shelf: DecisionShelf,
        reports: SensorReports,
        journal: Journal,
        clock: Clock,
        night_begins: int = NOON,
    ) -> None:
        self._records = records
        self._recorder = recorder
        self._directory = directory
        self._fleet = fleet
        self._shelf = shelf
        self._reports = reports
        self._journal = journal
        self._clock = clock
        self._night_begins = night_begins
        self._past: _Memory[tuple[ResidentId, date], PastNight] = _Memory()
        self._beds: _Memory[tuple[ResidentId, date], Bedtime | None] = _Memory()
        self._readings = 0
        self._ahead: list[tuple[ResidentId, date]] = []
        self._ahead_of: tuple[int, int, date] | None = None

    async def look(self) -> None:
        """A duty of the watch: reads one more of the nights before, so that neither a reading nor the list waits for
        them. Raises Unwritable: it is read the next time."""
        if not self._fleet.is_read:
            return
        self._forget_moved()
        now = self._clock.now()
        night = night_of(now - STILL_LAST_NIGHT)
        state = (self._shelf.version, self._readings, night)
        if state != self._ahead_of:
            self._ahead_of = state
            residents = sorted({one.resident for one in self._limited(night) if one.resident is not None})
            self._ahead = [(resident, one) for one in nights_before(night) for resident in residents]
        while self._ahead and self._ahead[-1] in self._past:
            self._ahead.pop()
        if self._ahead:
            await self._read_past(*self._ahead[-1], now)

    async def read(
        self, operator: Operator, resident: ResidentId, reason: ev.ReadReason | None, case: CaseId | None, span: Span
    ) -> NightLine:
        """A resident's night, masked for the operator, after the reading is journalled.

        Raises Refused (as `Records.card`) or Unwritable: what leaves no trace is not shown.
        """
        found = await self._records.opened(operator, resident, reason, case)
        self._forget_moved()
        now = self._clock.now()
        night, since, until = shown_of(span, now)
        devices = self._devices(resident)
        keys = sorted((one.municipality, one.id) for one in devices.values())
        past = await self._past_nights(resident, night, now)
        reports = await self._reports.of(keys, since - BEFORE, min(until + AFTER, now + AHEAD_AT_MOST)) if keys else ()
        decided = self._decided(found)
        skipped = frozenset(self._recorder.board.night.skipped)
        looks = await self._looks(found, decided, since, until, now)
        cases = await self._cases(resident, since, until)
        person = self._directory.shown(found, operator)

        def made() -> NightLine:
            return line_of(
                Material(
                    resident=resident, municipality=found.municipality, person=person, night=night, since=since,
                    until=until, now=now, heard=heard_of(reports), devices=devices, cases=cases, looks=looks,
                    decided=decided, off=skipped, past=past, room=_room(person, decided),
                )
            )  # fmt: skip

        return await asyncio.to_thread(made)

    async def morning(self, operator: Operator) -> tuple[MorningRow, ...]:
        """Those of the operator's residents with limits for sensors whose last night was unlike their others, by area,
        after the reading of the list is journalled.

        Raises Refused(NOT_GRANTED) for whoever may read no residents, and Unwritable.
        """
        where = operator.municipalities(Act.READ_RESIDENT)
        if not where:
            operator.require(Act.READ_RESIDENT, MunicipalityId("any municipality"))
        self._forget_moved()
        now = self._clock.now()
        night = night_of(now - STILL_LAST_NIGHT)
        areas = {
            one.resident: one.area
            for one in self._limited(night)
            if one.resident is not None and one.municipality in where
        }
        unlike: dict[ResidentId, tuple[Deviating, ...]] = {}
        residents = sorted(areas)
        for first in range(0, len(residents), READ_AT_ONCE):
            unlike |= await self._unlike(residents[first : first + READ_AT_ONCE], night, now)
        people = await self._directory.residents(unlike)
        counts = dict.fromkeys(sorted(where), 0)
        for one in people:
            counts[one.municipality] += 1
        planned = [
            Planned(f"directory:{tenant}", tenant, ev.MorningListRead(count)) for tenant, count in counts.items()
        ]
        await self._recorder.note(planned, operator.id)
        rows = [self._row(one, areas[one.id], unlike[one.id], operator) for one in people]
        return tuple(sorted(rows, key=lambda row: (row.area, row.person.listed_name, row.resident)))

    def _limited(self, night: date) -> list[SupervisionDecision]:
        """The decisions with limits for sensors that hold in that night."""
        known = [one.decision for one in self._shelf.decided()]
        return [one for one in known if one.limits != SensorLimits() and one.is_valid(night) and one.consents(night)]

    def _row(self, one: Resident, area: str, unlike: tuple[Deviating, ...], operator: Operator) -> MorningRow:
        person = self._directory.shown(one, operator)
        return MorningRow(one.id, person, "" if person.is_masked else area, unlike)

    async def _unlike(
        self, residents: Sequence[ResidentId], night: date, now: datetime
    ) -> dict[ResidentId, tuple[Deviating, ...]]:
        before = nights_before(night)
        for one in (*before, night):
            unknown = [resident for resident in residents if (resident, one) not in self._beds or one == night]
            if unknown:
                await self._read_beds(unknown, one, now)
        found: dict[ResidentId, tuple[Deviating, ...]] = {}
        for resident in residents:
            past = [PastNight(one, self._beds[resident, one]) for one in before]
            unlike = deviating(night, self._beds[resident, night], past)
            if unlike:
                found[resident] = unlike
        return found

    async def _read_beds(self, residents: Sequence[ResidentId], night: date, now: datetime) -> None:
        owners: defaultdict[Key, list[ResidentId]] = defaultdict(list)
        for resident in residents:
            for line in self._fleet.lines_of(resident):
                if line.device.kind in _SAYS_BED:
                    owners[line.device.municipality, line.device.id].append(resident)
        since, until = span_of(night)
        found = await self._reports.of(sorted(owners), since, min(until, now + AHEAD_AT_MOST)) if owners else ()
        theirs: defaultdict[ResidentId, list[SupervisionReport | SampleReport]] = defaultdict(list)
        for report in found:
            for resident in owners[report.head.origin.municipality, report.head.origin.device]:
                theirs[resident].append(report)
        for resident in residents:
            slept = bedtime(heard_of(theirs[resident]).course, night, now) if resident in theirs else None
            self._beds.keep((resident, night), slept)
            await asyncio.sleep(0)

    async def _past_nights(self, resident: ResidentId, night: date, now: datetime) -> tuple[PastNight, ...]:
        before = nights_before(night)
        for one in before:
            if (resident, one) not in self._past:
                await self._read_past(resident, one, now)
        return tuple(self._past[resident, one] for one in before)

    async def _read_past(self, resident: ResidentId, night: date, now: datetime) -> None:
        devices = self._devices(resident)
        since, until = span_of(night)
        keys = sorted((one.municipality, one.id) for one in devices.values())
        reports = await self._reports.of(keys, since, until) if keys else ()
        past = await asyncio.to_thread(lambda: past_night(heard_of(reports), devices, night, now))
        self._past.keep((resident, night), past)
        self._beds.keep((resident, night), past.bedtime)

    def _devices(self, resident: ResidentId) -> dict[DeviceId, Device]:
        return {line.device.id: line.device for line in self._fleet.lines_of(resident)}

    def _decided(self, found: Resident) -> tuple[Decided, ...]:
        return tuple(one for one in self._shelf.decided() if one.decision.resident == found.id)

    async def _looks(
        self, found: Resident, decided: Iterable[Decided], since: datetime, until: datetime, now: datetime
    ) -> tuple[LookTold, ...]:
        book = self._recorder.board.night
        told: list[LookTold] = []
        planned = [one for each in decided for one in self._planned(each, since, until)]
        for look in planned:
            told.append(LookTold(look, await self._events(ev.look_subject(look.id)) if look.opens_at <= now else ()))
        known = {look.id for look in planned}
        others = [one.id for one in book.looks.values() if one.resident == found.id and one.id not in known]
        told += [LookTold(None, await self._events(ev.look_subject(id))) for id in others]
        return tuple(told)

    def _planned(self, each: Decided, since: datetime, until: datetime) -> list[PlannedLook]:
        book = self._recorder.board.night
        planned: list[PlannedLook] = []
        begins = self._night_begins
        night = night_of(since, begins)
        while night <= night_of(until, begins):
            planned += [
                look
                for look in looks_of(each.decision, night, begins)
                if not is_left_out(look, book.looks.get(look.id), each.decision, book)
            ]
            night += timedelta(days=1)
        return [
            look
            for look in planned
            if since <= look.closes_at and look.begins_at < until and look.closes_at > each.known_since
        ]

    async def _cases(self, resident: ResidentId, since: datetime, until: datetime) -> tuple[CaseTold, ...]:
        told: list[CaseTold] = []
        for summary in reversed(await self._journal.history_of(resident, MOST_CASES)):
            if summary.opened_at >= until + BEFORE or (summary.closed_at is not None and summary.closed_at < since):
                continue
            case = CaseTold(summary.case, await self._events(ev.case_subject(summary.case)))
            if began_within(case, since - BEFORE, until):
                told.append(case)
        return tuple(told)

    async def _events(self, subject: str) -> tuple[ev.Event, ...]:
        return tuple(event for event in await self._journal.of_subject(subject) if isinstance(event, ev.Event))

    def _forget_moved(self) -> None:
        """After an import a device may be somebody else's."""
        if self._readings != self._fleet.readings:
            self._readings = self._fleet.readings
            self._past.forget()
            self._beds.forget()


def _room(person: Person, decided: Iterable[Decided]) -> str:
    """Where it stands in the round; nothing of whom is masked."""
    return "" if person.is_masked else next((one.decision.place for one in decided if one.decision.place), "")
