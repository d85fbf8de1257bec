"""Who and what the alarms are about: looks tenants, devices and residents up, and gives people out masked.

Rows of the queue name people without a trace: to see who is waiting is the operator's work. To open a record is a
reading, with its reason (`records`).
"""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Generic, TypeVar

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Lane
from console.domain.alone import CHECK_EVERY
from console.domain.case import Case
from console.domain.correlation import LOSSES, Place
from console.domain.escalation import DEFAULT_LADDERS, Ladder
from console.domain.ids import CENTRE, DeviceId, HouseholdId, MunicipalityId, ResidentId, ResponderId
from console.domain.imported import ImportedRows
from console.domain.journal import Unwritable
from console.domain.masking import Person, show
from console.domain.operator import Act, Operator
from console.domain.queue import subjects_of
from console.domain.report import AlarmReport, FieldReport, Origin, UnreadableReport
from console.domain.resident import (
    DEFAULT_ON_SITE_WITHIN_S,
    Device,
    Household,
    Municipality,
    Outcome,
    Resident,
    SelfTests,
)
from console.domain.responder import Responder
from console.domain.self_tests import is_testing
from console.domain.triage import Knowledge, Planned
from console.services.ports import Clock, Residents
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

MOST_REMEMBERED = 20_000
"""Devices, residents and households kept in memory, each; what was looked up longest ago goes first."""

DeviceKey = tuple[MunicipalityId, DeviceId]
StaffKey = tuple[MunicipalityId, ResponderId]
PlacesOf = Callable[[Mapping[DeviceKey, bool]], Awaitable[dict[DeviceKey, Place]]]
"""Of devices, each with whether it is lost or has come back."""

RespondersOf = Callable[[], Mapping[StaffKey, Responder]]
"""All the staff, the same object until they change."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Memory(Generic[K, V]):
    """What was looked up lately, None included: that nobody knows it is worth remembering too."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._kept: OrderedDict[K, V | None] = OrderedDict()

    def get(self, key: K) -> V | None:
        return self._kept.get(key)

    def missing(self, keys: Iterable[K]) -> tuple[K, ...]:
        return tuple(key for key in dict.fromkeys(keys) if key not in self._kept)

    def keep(self, asked: Iterable[K], found: Iterable[V], key_of: Callable[[V], K]) -> None:
        self._kept.update(dict.fromkeys(asked))
        self._kept.update({key_of(value): value for value in found})
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        self._kept.clear()


class Directory:
    """The one place that looks people up. Every answer about a person goes through `masking.show`. `places_of` says
    where devices belong (`fleet`); without it no outage is known. `responders_of` says who the staff are
    (`staff_shelf`); without it there are none."""

    def __init__(self, store: Residents, recorder: Recorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._municipalities: dict[MunicipalityId, Municipality] = {}
        self._protected: frozenset[HouseholdId] = frozenset()
        self._is_stale = False
        self._devices: _Memory[tuple[MunicipalityId, DeviceId], Device] = _Memory()
        self._residents: _Memory[ResidentId, Resident] = _Memory()
        self._households: _Memory[HouseholdId, Household] = _Memory()
        self._members: _Memory[HouseholdId, tuple[HouseholdId, tuple[ResidentId, ...]]] = _Memory()
        self._staff: Mapping[StaffKey, Responder] = {}
        self._phones: dict[MunicipalityId, frozenset[str]] = {}
        self.places_of: PlacesOf = _nowhere
        self.responders_of: RespondersOf = dict
        self.check_in_every = CHECK_EVERY

    async def start(self) -> None:
        """Reads the tenants. Raises Unwritable."""
        self._municipalities = {found.id: found for found in await self._store.municipalities()}
        self._protected = await self._store.protected_households()
        self._is_stale = False

    async def knowledge(self, reports: Iterable[FieldReport]) -> Knowledge:
        """What triage must know of a batch. Raises Unwritable where the store cannot be read."""
        batch = tuple(reports)
        origins = [origin for report in batch if (origin := _origin(report)) is not None]
        if self._is_stale:
            await self.start()
        devices = await self.devices((origin.municipality, origin.device) for origin in origins)
        shared = {device.household for device in devices.values() if device.household and not device.resident}
        staff, phones = self._known_staff()
        return Knowledge(
            senders={one.id: one.senders | phones.get(one.id, frozenset()) for one in self._municipalities.values()},
            devices=devices,
            households={household: await self.members_of(household) for household in shared},
            testing=self._testing(),
            places=await self._places(batch),
            responders=staff,
            check_in_every=self.check_in_every,
        )

    async def load(self, cases: Iterable[Case]) -> None:
        """Fetches the people of these cases, so that `people` can answer at once. Raises Unwritable."""
        asked = tuple(cases)
        await self._fetch_devices(key for case in asked if (key := _unit_of(case)) is not None)
        residents: list[ResidentId] = []
        for case in asked:
            kind, found = subjects_of(case)
            if kind is ev.SubjectKind.RESIDENT:
                residents.append(ResidentId(found))
            elif (household := self._household_of(case)) is not None:
                residents.extend(await self.members_of(household))
        await self._fetch(residents)

    def people(self, case: Case, viewer: Operator) -> tuple[Person, ...]:
        """Those whom a case is about, masked for `viewer`; empty where nobody is known (or none was loaded). A fault of
        a unit that a household shares is about all of them: its place is where they live."""
        kind, found = subjects_of(case)
        ids: Sequence[ResidentId] = ()
        if kind is ev.SubjectKind.RESIDENT:
            ids = (ResidentId(found),)
        elif (household := self._household_of(case)) is not None:
            members = self._members.get(household)
            ids = members[1] if members else ()
        known = [resident for one in ids if (resident := self._residents.get(one)) is not None]
        return tuple(self.shown(resident, viewer) for resident in known)

    def municipality_of(self, source: str) -> MunicipalityId:
        """The tenant that a CloudEvents source belongs to, or the centre."""
        parts = source.split("/")
        named = MunicipalityId(parts[1]) if len(parts) > 1 else CENTRE
        return named if named in self._municipalities else CENTRE

    def outcomes(self) -> dict[MunicipalityId, tuple[Outcome, ...]]:
        """Each municipality's list of outcomes; the centre's own cases have the shared list of all."""
        listed = {one.id: one.outcomes for one in self._municipalities.values()}
        everywhere = {outcome.code: outcome for outcomes in listed.values() for outcome in outcomes}
        return {CENTRE: tuple(everywhere.values()), **listed}

    def schedules(self) -> dict[MunicipalityId, SelfTests]:
        """When each municipality's units test themselves, where they do."""
        return {one.id: one.tests for one in self._municipalities.values() if one.tests is not None}

    def names(self) -> dict[MunicipalityId, str]:
        """The municipalities' own names."""
        return {one.id: one.name for one in self._municipalities.values()}

    def targets(self) -> dict[tuple[MunicipalityId, AlarmClass], timedelta]:
        """Each municipality's answer targets."""
        return {
            (one.id, alarm_class): timedelta(seconds=seconds)
            for one in self._municipalities.values()
            for alarm_class, seconds in one.answer_within_s.items()
        }

    def ladder(self, municipality: MunicipalityId, alarm_class: AlarmClass) -> Ladder:
        """Whom to call when nobody answers there; the usual rungs for the centre's own cases."""
        known = self._municipalities.get(municipality)
        return known.ladder(alarm_class) if known is not None else DEFAULT_LADDERS[alarm_class]

    def on_site_within(self, municipality: MunicipalityId, alarm_class: AlarmClass) -> timedelta:
        """How soon somebody is to be there; the usual for who is not known."""
        known = self._municipalities.get(municipality)
        usual = timedelta(seconds=DEFAULT_ON_SITE_WITHIN_S[alarm_class])
        return known.on_site_within(alarm_class) if known is not None else usual

    async def device(self, municipality: MunicipalityId, device: DeviceId) -> Device | None:
        """What the directory says of a device, and whose it is. Raises Unwritable."""
        return (await self.devices(((municipality, device),))).get((municipality, device))

    async def devices(self, keys: Iterable[DeviceKey]) -> dict[DeviceKey, Device]:
        """Several, as `device`; what is not there is left out."""
        wanted = tuple(keys)
        await self._fetch_devices(wanted)
        return {key: device for key in wanted if (device := self._devices.get(key)) is not None}

    async def resident(self, resident: ResidentId) -> Resident | None:
        """For decisions only; never for showing. Raises Unwritable."""
        await self._fetch((resident,))
        return self._residents.get(resident)

    async def residents(self, ids: Iterable[ResidentId]) -> list[Resident]:
        """Several, as `resident`, in that order; who is not there is left out."""
        wanted = tuple(ids)
        await self._fetch(wanted)
        return [resident for one in wanted if (resident := self._residents.get(one)) is not None]

    def shown(self, resident: Resident, viewer: Operator, unmask: bool = False) -> Person:
        """The person as `viewer` may see them. `unmask` has reason and trace already (`Records`)."""
        household = self._households.get(resident.household)
        today = self._clock.now().date()
        shares = resident.household in self._protected
        return show(resident, household, viewer, today, shares_protected_home=shares, is_unmasked=unmask)

    async def members_of(self, household: HouseholdId) -> tuple[ResidentId, ...]:
        """Those who live there. Raises Unwritable."""
        known = self._members.get(household)
        if known is not None:
            return known[1]
        residents = await self._store.residents_of_household(household)
        members = tuple(resident.id for resident in residents)
        self._residents.keep(members, residents, lambda resident: resident.id)
        self._members.keep((household,), ((household, members),), lambda pair: pair[0])
        return members

    async def anew(self) -> None:
        """Everybody is looked up anew. Raises Unwritable."""
        for memory in (self._devices, self._residents, self._households, self._members):
            memory.forget()
        self._is_stale = True
        await self.start()

    async def take_in(self, rows: ImportedRows, operator: Operator) -> None:
        """Stores an import. Raises Refused where the operator may not import to one of its municipalities."""
        tenants = tenants_of(rows)
        for tenant in tenants:
            operator.require(Act.IMPORT, tenant)
        await self._recorder.commit_with(
            tuple(_imported(rows, tenant) for tenant in sorted(tenants)),
            operator.id,
            lambda writing: self._store.save(
                rows.municipalities, rows.households, rows.residents, rows.devices, writing
            ),
        )

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: after an import, here or at another console, everybody is looked up anew."""
        if any(isinstance(event.body, ev.ResidentsImported) for event in events):
            try:
                await self.anew()
            except Unwritable as unwritable:  # a watcher never raises: the next batch asks again
                log.info("the tenants wait for the store: %s", unwritable)

    def _testing(self) -> frozenset[MunicipalityId]:
        now = self._clock.now()
        return frozenset(tenant for tenant, tests in self.schedules().items() if is_testing(tests, now))

    def _known_staff(self) -> tuple[Mapping[StaffKey, Responder], dict[MunicipalityId, frozenset[str]]]:
        """The staff, and whom the broker knows their phones as."""
        staff = self.responders_of()
        if staff is not self._staff:
            phones: dict[MunicipalityId, set[str]] = {}
            for one in staff.values():
                phones.setdefault(one.municipality, set()).add(one.sender)
            self._staff, self._phones = staff, {tenant: frozenset(found) for tenant, found in phones.items()}
        return self._staff, self._phones

    async def _places(self, batch: Iterable[FieldReport]) -> dict[DeviceKey, Place]:
        """Where the devices that lost contact, or have it again, belong."""
        alarms = [report for report in batch if isinstance(report, AlarmReport) and report.cause in LOSSES]
        lost = {(one.head.origin.municipality, one.head.origin.device): not one.is_reset for one in alarms}
        return await self.places_of(lost) if lost else {}

    def _household_of(self, case: Case) -> HouseholdId | None:
        """Whose case it is that is about no one resident: it asks who, or is a fault of what they share."""
        kind, found = subjects_of(case)
        if kind is ev.SubjectKind.HOUSEHOLD:
            return HouseholdId(found)
        unit = _unit_of(case)
        device = self._devices.get(unit) if unit is not None else None
        return device.household if device is not None else None

    async def _fetch_devices(self, keys: Iterable[DeviceKey]) -> None:
        wanted = tuple(keys)
        while asked := self._devices.missing(wanted):  # an import may make us forget while we wait
            found = await self._store.devices(asked)
            self._devices.keep(asked, found, lambda device: (device.municipality, device.id))

    async def _fetch(self, ids: Iterable[ResidentId]) -> None:
        wanted = tuple(ids)
        asked = self._residents.missing(wanted)
        if asked:
            found = await self._store.residents(asked)
            self._residents.keep(asked, found, lambda resident: resident.id)
        homes = [resident.household for one in wanted if (resident := self._residents.get(one)) is not None]
        unknown = self._households.missing(homes)
        if unknown:
            self._households.keep(unknown, await self._store.households(unknown), lambda home: home.id)


async def _nowhere(_: Mapping[DeviceKey, bool]) -> dict[DeviceKey, Place]:
    return {}


def _imported(rows: ImportedRows, tenant: MunicipalityId) -> Planned:
    body = ev.ResidentsImported(
        sum(one.municipality == tenant for one in rows.residents),
        sum(one.municipality == tenant for one in rows.households),
        sum(one.municipality == tenant for one in rows.devices),
        len(rows.errors),
    )
    return Planned(f"directory:{tenant}", tenant, body)


def tenants_of(rows: ImportedRows) -> set[MunicipalityId]:
    """The municipalities that an import touches."""
    tenants = {one.id for one in rows.municipalities}
    tenants |= {resident.municipality for resident in rows.residents}
    tenants |= {household.municipality for household in rows.households}
    return tenants | {device.municipality for device in rows.devices}


def _unit_of(case: Case) -> DeviceKey | None:
    """The unit that a fault is of. A source that nobody knows says a name only."""
    is_unit = case.lane is Lane.TECHNICAL and case.subject.kind is ev.SubjectKind.DEVICE
    return (case.municipality, case.device) if is_unit and case.resident is None and case.device else None


def _origin(report: FieldReport) -> Origin | None:
    return report.origin if isinstance(report, UnreadableReport) else report.head.origin
