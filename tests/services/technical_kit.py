"""A console with the technical lane joined as `bootstrap.technical` joins it, and a small town of devices."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.case import Case
from console.domain.correlation import Home, Located, area_of
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import Unwritable
from console.domain.report import CanaryReport, LinkPath, PresenceReport, Report, StatusReport
from console.domain.resident import Device
from console.services.fleet import Fleet
from console.services.heartbeats import Heartbeats
from console.services.outage_people import OutagePeople
from console.services.outages import Outages
from console.services.reaches import Reaches
from console.services.screen import LaneTold
from console.services.self_tests import SelfTests
from console.services.technical import TechnicalLane
from tests.builders import NORRBY, SENDER, counter, head, household, municipality, resident
from tests.services.fakes import FakeJournal, FakeResidents, Station

BOTH_UP = (LinkPath("net", True), LinkPath("mobile", True))
ALL_UP = (*BOTH_UP, LinkPath("phone", True))
INTERVAL_S = 60
LINES = "stadsnat"
LOOKS_EVERY_S = 8.0
"""As the console's own watch does each second: less than what it takes for a sleep of ours."""
LOOKED_THROUGH_S = 26 * 3600


class FakeEquipment:
    """Fits `services.ports.Equipment`, over the directory in memory. `pages` counts the readings; `is_down` refuses."""

    def __init__(self, residents: FakeResidents, journal: FakeJournal) -> None:
        self._residents = residents
        self._journal = journal
        self.pages = 0
        self.is_down = False

    async def page(self, municipality: MunicipalityId, after: DeviceId | None, limit: int) -> tuple[Located, ...]:
        self.pages += 1
        if self.is_down:
            raise Unwritable("the second line does not answer")
        there = sorted((one for one in self._residents._devices.values()), key=lambda one: one.id)
        here = [one for one in there if one.municipality == municipality and (after is None or one.id > after)]
        return tuple(map(self._located, here[:limit]))

    async def located(self, keys: Sequence[Key]) -> tuple[Located, ...]:
        if self.is_down:
            raise Unwritable("the second line does not answer")
        devices = self._residents._devices
        found = [self._located(devices[key]) for key in keys if key in devices]
        areas = sorted({home.area for home in self._residents._households.values() if home.area})
        return tuple(replace(one, area=one.area or area_of(one.line.device.place, areas)) for one in found)

    async def homes(self, after: ResidentId | None, limit: int) -> tuple[Home, ...]:
        if self.is_down:
            raise Unwritable("the second line does not answer")
        there = sorted(self._residents._residents.values(), key=lambda one: one.id)
        return tuple(Home(one.id, one.municipality, one.household) for one in there if after is None or one.id > after)[
            :limit
        ]

    def _located(self, one: Device) -> Located:
        homes = self._residents._households
        sign = self._journal.signs.get((one.municipality, one.id))
        return Located(DeviceLine(one, sign), homes[one.household].area if one.household in homes else "")


class FakeSelfTestLog:
    """Fits `services.ports.SelfTestLog`, over the journal in memory."""

    def __init__(self, journal: FakeJournal) -> None:
        self._journal = journal

    async def since(self, at: datetime) -> dict[Key, datetime]:
        return {
            (event.municipality, event.body.alarm.device): event.at
            for event in self._journal.events
            if isinstance(event, ev.Event) and isinstance(event.body, ev.SelfTestFiled) and event.at >= at
        }


class Lane:
    """The lane on a station. `tick` is a second of the watch, and what comes in is sent by `hear`."""

    def __init__(self, here: Station) -> None:
        self.here = here
        clock, recorder, directory = here.clock, here.recorder, here.directory
        new_id = counter("lane")
        self.equipment = FakeEquipment(here.residents, here.journal)
        self.fleet = Fleet(self.equipment, directory.names)
        self.outages = Outages(recorder, here.journal, self.fleet, clock, new_id)
        self.beats = Heartbeats(
            recorder, self.fleet, self.outages, here.link, lambda: here.watch.verdict, clock, new_id
        )
        log = FakeSelfTestLog(here.journal)
        self.tests = SelfTests(recorder, here.journal, log, self.fleet, directory.schedules, clock)
        self.reaches = Reaches(recorder, directory, self.fleet, self.beats, self.outages, self.tests, clock, new_id)
        self.people = OutagePeople(recorder, directory, self.reaches)
        self.lane = TechnicalLane(
            recorder, directory, here.feed, self.fleet, self.reaches, self.tests, self.people, clock, here.screen
        )
        directory.places_of = self.fleet.places
        here.intake.hearers.append(self.fleet.take)
        recorder.watchers += [
            self.fleet.heard, self.outages.heard, self.tests.heard, self.reaches.heard, self.lane.heard
        ]  # fmt: skip
        here.watch.duties += [self.fleet.look, self.beats.look, self.tests.look, self.reaches.look, self.lane.look]

    async def start(self, *, seat: str = "anna") -> "Lane":
        await self.here.start(seat=seat)
        await self.fleet.look()
        await self.see()
        return self

    async def see(self) -> None:
        """Our own sign of life comes back."""
        self.here.watch.canary.number += 1
        now = self.here.clock.now()
        await self.here.intake.take([CanaryReport(self.here.name, self.here.watch.canary.number, now, now)])

    async def tick(self, seconds: float = 1, *, sees: bool = True) -> None:
        """So much later the watch looks, and every few seconds until then; unless said otherwise we have seen all the
        while. More than `LOOKED_THROUGH_S` is leapt over."""
        if seconds > LOOKED_THROUGH_S:
            await self.here.clock.advance(seconds - LOOKS_EVERY_S)
            seconds = LOOKS_EVERY_S
        while seconds > LOOKS_EVERY_S:
            seconds -= LOOKS_EVERY_S
            await self._look(LOOKS_EVERY_S, sees=sees)
        await self._look(seconds, sees=sees)

    async def _look(self, after_s: float, *, sees: bool) -> None:
        await self.here.clock.advance(after_s)
        if sees:
            await self.see()
        link = self.here.link
        link.waiting = [one for one in link.waiting if not isinstance(one, PresenceReport)]  # our own come back
        await self.here.watch.tick()

    async def hear(self, *reports: Report) -> None:
        await self.here.intake.take(list(reports))

    async def alive(self, *devices: str, paths: Sequence[LinkPath] = ALL_UP, **more: object) -> None:
        """These say that they live, now."""
        await self.hear(*(self.word(device, paths=paths, **more) for device in devices))

    def word(
        self,
        device: str,
        *,
        at: datetime | None = None,
        retained: bool = False,
        paths: Sequence[LinkPath] = ALL_UP,
        **more: object,
    ) -> StatusReport:
        """A status, of now unless said otherwise."""
        now = self.here.clock.now()
        known = self.here.residents._devices[NORRBY, DeviceId(device)]
        its_head = head(at or now, device=device, sender=known.sender, received_at=now, retained=retained)
        return StatusReport(its_head, known.kind, paths=tuple(paths), **more)  # type: ignore[arg-type]

    def open(self, **fields: object) -> list[Case]:
        """The open cases with these fields, by id."""
        found = self.here.recorder.board.open_cases()
        return sorted(
            (case for case in found if all(getattr(case, name) == value for name, value in fields.items())),
            key=lambda case: case.id,
        )

    def told(self) -> LaneTold:
        """What the screen was told of the lane last."""
        last = self.here.screen.of(LaneTold)[-1]
        assert isinstance(last, LaneTold)
        return last


def town(
    here: Station, homes: int = 10, area: str = "Hamnen", *, interval_s: int | None = INTERVAL_S, sender: str = SENDER,
    first: int = 1,
) -> list[str]:  # fmt: skip
    """`homes` people of one area, each with an alarm unit `unit-<n>`; the area has a line, `line-<area>`."""
    names = []
    for number in range(first, first + homes):
        home, name = f"home-{number}", f"unit-{number:03}"
        here.residents.put(
            households=[household(home, f"Gatan {number}", area=area)],
            residents=[resident(f"person-{number:03}", home, given_name=f"P{number}")],
            devices=[unit(name, f"person-{number:03}", home, interval_s=interval_s, sender=sender)],
        )
        names.append(name)
    line = Device(DeviceId(f"line-{area}"), NORRBY, LINES, DeviceKind.BROADBAND_LINE, place=f"{area} 1",
                  heartbeat_interval_s=interval_s)  # fmt: skip
    here.residents.put(municipalities=[municipality(senders=(SENDER, LINES, "hub-2"))], devices=[line])
    return names


def unit(
    name: str,
    person: str | None,
    home: str | None,
    *,
    kind: DeviceKind = DeviceKind.PERSONAL_ALARM,
    interval_s: int | None = INTERVAL_S,
    sender: str = SENDER,
) -> Device:
    return Device(
        DeviceId(name), NORRBY, sender, kind, HouseholdId(home) if home else None,
        ResidentId(person) if person else None, heartbeat_interval_s=interval_s,
    )  # fmt: skip


def bodies(here: Station, *types: type[ev.Body]) -> list[ev.Body]:
    return here.journal.bodies(*types)
