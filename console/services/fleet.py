"""All devices with what they last said, where they belong, and whom they concern: in memory, for rules that ask of
many at once. No name is kept here: residents are ids.

Read page by page on the store's second line, so that neither the start nor the journal waits; what is heard meanwhile
is put on top. After an import it is read anew.
"""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from console.domain import events as ev
from console.domain.case import Case
from console.domain.correlation import MANY, SHARE, Located, Place, area_of, massed
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import SignOfLife, Unwritable
from console.domain.outages import Silent
from console.domain.report import FieldReport, StatusReport
from console.services.ports import Equipment
from console.services.recorder import sign_of

log = logging.getLogger(__name__)

PAGE, HOMES = 500, 2_000
"""Devices, and residents with no more than their home, read together: some milliseconds of the second line."""

PAUSE_S = 0.01
"""Between two pages that nobody waits for: the screen shares one interpreter with them."""

WAITED_FOR_S = 2.0
"""So long a batch with a lost contact may wait for where its devices belong."""

AT_START = 10_000
"""So many residents, or devices, are read before the console opens, in some tenths of a second: nearly every centre. Of
a larger one the reading takes a minute, behind the first queue."""


@dataclass(slots=True)
class _Register:
    """One reading of it."""

    lines: dict[Key, DeviceLine] = field(default_factory=dict)
    areas: dict[Key, str] = field(default_factory=dict)
    home: dict[ResidentId, tuple[MunicipalityId, HouseholdId]] = field(default_factory=dict)
    members: defaultdict[HouseholdId, list[ResidentId]] = field(default_factory=lambda: defaultdict(list))
    own: defaultdict[ResidentId, list[Key]] = field(default_factory=lambda: defaultdict(list))
    shared: defaultdict[HouseholdId, list[Key]] = field(default_factory=lambda: defaultdict(list))
    heard_there: Counter[str] = field(default_factory=Counter)


Listener = Callable[[Key, DeviceLine, int | None], None]
"""Told of a device that spoke: the device with its word, and the interval (s) that the record, else the word itself,
promises."""


class Fleet:
    """`tenants` are the municipalities to be read."""

    def __init__(self, equipment: Equipment, tenants: Callable[[], Iterable[MunicipalityId]]) -> None:
        self._equipment = equipment
        self._tenants = tenants
        self._known = _Register()
        self._is_stale = True
        self._reading = asyncio.Lock()
        self._meanwhile: dict[tuple[Key, str], StatusReport] | None = {}
        self._discharging: dict[Key, tuple[datetime, int]] = {}
        self.listeners: list[Listener] = []
        self.readings = 0

    async def look(self, most: int | None = None) -> None:
        """Reads everything where that is due; `most`: unless there are more residents or devices. Raises Unwritable: it
        is asked again."""
        async with self._reading:
            if self._is_stale:
                await self._read_anew(most)

    async def places(self, keys: Mapping[Key, bool]) -> dict[Key, Place]:
        """Where devices belong, those that are known; the lost ones (True) each with the outage that they make
        together. While the reading is due or goes on, these alone are looked up, but not for long: alarms wait for
        this."""
        found = {key: place for key in keys if (place := self.place(key)) is not None}
        if self._is_stale or self._reading.locked():
            try:
                async with asyncio.timeout(WAITED_FOR_S):
                    found |= {_key(one): _place(one) for one in await self._equipment.located(tuple(keys))}
            except (Unwritable, TimeoutError) as error:
                log.info("where lost devices belong is not known: %r", error)
        lost = {key: place for key, place in found.items() if keys[key]}
        # while nobody knows how many there are, a share of them is not known either
        there = self.heard_there if self.is_read else {id: MANY * SHARE for one in lost.values() for id in one.outages}
        return found | massed(lost, there)

    async def _read_anew(self, most: int | None) -> None:
        if self._meanwhile is None:
            self._meanwhile = {}
        self._is_stale = False
        try:
            read = await self._read(most)
        except _TooManyError:
            self._is_stale = True
            log.info("there are more than %d devices or residents: they are read later", most)
            return
        except BaseException:
            self._is_stale = True
            raise
        said, self._meanwhile = self._meanwhile, None
        self._known = read
        self.readings += 1
        self.take(said.values())

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder: an import makes it stale."""
        if any(isinstance(event.body, ev.ResidentsImported) for event in events):
            self._is_stale = True

    def take(self, reports: Iterable[FieldReport]) -> None:
        """What the store has just taken. A word for another's device does not count."""
        for report in reports:
            if not isinstance(report, StatusReport):
                continue
            origin = report.head.origin
            key = (origin.municipality, origin.device)
            self._keep(key, report)
            line = self._known.lines.get(key)
            if line is None or line.device.sender != origin.sender:
                continue
            sign = sign_of(report)
            if line.sign is not None and sign.at < line.sign.at:
                continue
            if line.sign is None:
                self._known.heard_there.update(self._outages(key))
            self._known.lines[key] = spoken = DeviceLine(line.device, sign)
            self._follow_battery(key, sign)
            for listener in self.listeners:
                listener(key, spoken, line.device.heartbeat_interval_s or _promised_s(report))

    def _keep(self, key: Key, report: StatusReport) -> None:
        """What is heard before, or while, the devices are read: the last word of each sender about each."""
        if self._meanwhile is None:
            return
        named = (key, report.head.origin.sender)
        before = self._meanwhile.get(named)
        if before is None or sign_of(before).at <= sign_of(report).at:
            self._meanwhile[named] = report

    @property
    def is_read(self) -> bool:
        return self.readings > 0

    @property
    def heard_there(self) -> Mapping[str, int]:
        """How many devices of each place were ever heard, by the id that an outage there has."""
        return self._known.heard_there

    def lines(self) -> Mapping[Key, DeviceLine]:
        """All devices."""
        return self._known.lines

    def line(self, key: Key) -> DeviceLine | None:
        return self._known.lines.get(key)

    def place(self, key: Key) -> Place | None:
        """Where a device belongs; None for one that nobody registered."""
        line = self._known.lines.get(key)
        if line is None:
            return None
        return Place(key[0], self._known.areas.get(key, ""), line.device.sender, line.device.kind)

    def discharging(self, key: Key) -> tuple[datetime, int] | None:
        """Since when, and from how many percent, a device has run on its battery."""
        return self._discharging.get(key)

    def residents(self) -> Mapping[ResidentId, tuple[MunicipalityId, HouseholdId]]:
        """Everybody, with municipality and home."""
        return self._known.home

    def lines_of(self, resident: ResidentId) -> list[DeviceLine]:
        """A resident's own devices, and those that the household shares."""
        home = self._known.home.get(resident)
        keys = [*self._known.own.get(resident, ()), *(self._known.shared.get(home[1], ()) if home else ())]
        return [self._known.lines[key] for key in keys]

    def concerned(self, key: Key) -> Sequence[ResidentId]:
        """Whom a device concerns: its resident, or all of the household that shares it."""
        line = self._known.lines.get(key)
        if line is None:
            return ()
        if line.device.resident is not None:
            return (line.device.resident,)
        return self._known.members.get(line.device.household, ()) if line.device.household else ()

    def silent(self, key: Key) -> Silent | None:
        """A device, as one that is not heard."""
        line = self._known.lines.get(key)
        if line is None:
            return None
        whom = self.concerned(key)
        device = line.device
        resident = whom[0] if len(whom) == 1 else None
        return Silent(key, device.kind, resident, device.place, line.sign.at if line.sign else None)

    def _outages(self, key: Key) -> tuple[str, ...]:
        place = self.place(key)
        return place.outages if place is not None else ()

    def _follow_battery(self, key: Key, sign: SignOfLife) -> None:
        if sign.has_mains is not False or sign.battery_percent is None:
            self._discharging.pop(key, None)
        else:
            self._discharging.setdefault(key, (sign.at, sign.battery_percent))

    async def _read(self, most: int | None) -> _Register:
        read = _Register()
        await self._read_people(read, most)
        for tenant in self._tenants():
            await self._read_devices(tenant, read, most)
        return read

    async def _read_people(self, read: _Register, most: int | None) -> None:
        after = None
        while page := await self._equipment.homes(after, HOMES):
            for one in page:
                read.home[one.resident] = (one.municipality, one.household)
                read.members[one.household].append(one.resident)
            after = page[-1].resident
            await _others_first(len(read.home), most)

    async def _read_devices(self, tenant: MunicipalityId, read: _Register, most: int | None) -> None:
        found: list[Located] = []
        after = None
        while page := await self._equipment.page(tenant, after, PAGE):
            found += page
            after = page[-1].line.device.id
            await _others_first(len(read.lines) + len(found), most)
        areas = sorted({one.area for one in found if one.area})
        for number, one in enumerate(found):
            if number % PAGE == 0:
                await asyncio.sleep(0)  # a large municipality keeps nobody else waiting
            device = one.line.device
            key = (tenant, device.id)
            read.lines[key] = one.line
            read.areas[key] = area = one.area or area_of(device.place, areas)
            if device.resident is not None:
                read.own[device.resident].append(key)
            elif device.household is not None:
                read.shared[device.household].append(key)
            if one.line.sign is not None:
                read.heard_there.update(Place(tenant, area, device.sender, device.kind).outages)
                self._follow_battery(key, one.line.sign)


def _key(one: Located) -> Key:
    return (one.line.device.municipality, one.line.device.id)


def _place(one: Located) -> Place:
    return Place(one.line.device.municipality, one.area, one.line.device.sender, one.line.device.kind)


async def _others_first(count: int, most: int | None) -> None:
    """Between two pages: while nobody waits for the reading, everything else goes first. Raises _TooManyError."""
    if most is None:
        await asyncio.sleep(PAUSE_S)
    elif count > most:
        raise _TooManyError


class _TooManyError(Exception):
    """More than are read while somebody waits."""


def _promised_s(report: StatusReport) -> int | None:
    return int(report.heartbeat_interval.total_seconds()) if report.heartbeat_interval is not None else None
