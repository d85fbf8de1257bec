"""A console that watches sensors: decisions and reports in memory, joined as the bootstrap joins them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from console.domain.case import Case
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import Unwritable
from console.domain.report import Report, SampleReport, SupervisionReport
from console.domain.supervision import Decided
from console.services.decisions import DecisionShelf
from console.services.fleet import Fleet
from console.services.ports import SensorReports
from console.services.sensors import Sensors
from tests.builders import counter, device, household, resident
from tests.fakes import HandClock
from tests.sensing_kit import KINDS, clock
from tests.services.decision_fakes import FakeDecisions
from tests.services.fakes import FakeBroker, FakeJournal, Station, station
from tests.services.technical_kit import FakeEquipment


class FakeSensorReports:
    """Fits `services.ports.SensorReports`, over the reports of a journal in memory. `asked` counts the readings;
    `is_down` refuses."""

    def __init__(self, journal: FakeJournal) -> None:
        self._journal = journal
        self.asked = 0
        self.is_down = False

    async def of(
        self, devices: Sequence[tuple[MunicipalityId, DeviceId]], since: datetime, until: datetime
    ) -> tuple[SupervisionReport | SampleReport, ...]:
        self.asked += 1
        if self.is_down:
            raise Unwritable("the second line does not answer")
        found = [one for one in self._journal.reports.values() if isinstance(one, SupervisionReport | SampleReport)]
        wanted = set(devices)
        there = [one for one in found if (one.head.origin.municipality, one.head.origin.device) in wanted]
        return tuple(sorted((one for one in there if since <= one.head.at < until), key=lambda one: one.head.at))


class Night:
    """The watch of sensors on a station. `is_behind` may be set."""

    def __init__(self, here: Station, decisions: FakeDecisions, reports: SensorReports | None = None) -> None:
        self.here = here
        self.decisions = decisions
        self.reports = reports or FakeSensorReports(here.journal)
        self.is_behind = False
        self.equipment = FakeEquipment(here.residents, here.residents._journal)
        self.fleet = Fleet(self.equipment, here.directory.names)
        self.shelf = DecisionShelf(decisions, here.recorder, here.clock)
        self.sensors = Sensors(
            here.recorder, self.shelf, self.fleet, self.reports, here.clock, counter(f"sensed-{here.name}"),
            lambda: self.is_behind,
        )  # fmt: skip
        here.intake.hearers += [self.fleet.take, self.sensors.hear]
        here.recorder.watchers += [self.fleet.heard, self.shelf.heard]

    async def start(self) -> "Night":
        await self.here.start()
        await self.shelf.start()
        await self.fleet.look()
        await self.look()
        return self

    async def look(self) -> None:
        """A second of the watch, and the next."""
        for _ in range(2):
            await self.sensors.look()

    async def at(self, time: str) -> None:
        """The watch looks at that local time, and each minute until then."""
        while (left := clock(time) - self.here.clock.now()) > timedelta(0):
            await self.here.clock.advance(min(left, timedelta(minutes=1)))
            await self.sensors.look()
        await self.look()

    async def hear(self, *reports: Report) -> None:
        await self.here.intake.take(list(reports))

    def cases(self) -> list[Case]:
        """All that is open, in the order of opening."""
        return sorted(self.here.recorder.board.open_cases(), key=lambda case: (case.opened_at, case.id))


def home(here: Station, person: str = "astrid", *, shared: bool = False) -> None:
    """A person with the kit's three sensors, their own or the household's."""
    here.residents.put(
        households=[household(f"home-{person}")],
        residents=[resident(person, f"home-{person}")],
        devices=[
            device(id_, resident=None if shared else person, household=f"home-{person}", kind=kind, place="Sovrum")
            for id_, kind in KINDS.items()
        ],
    )


async def night(
    *decided: Decided, begins: str = "22:00", put: Callable[[Station], None] = home, here: Station | None = None
) -> Night:
    """Astrid's night from that local time, with these decisions."""
    made = here or station(broker=FakeBroker(HandClock(clock(begins))))
    put(made)
    return await Night(made, FakeDecisions(made.journal).put(*decided)).start()


async def restarted(before: Night) -> Night:
    """The same centre, after an end and a start."""
    here = before.here
    again = station(journal=here.journal, residents=here.residents, broker=here.broker)
    assert again.clock.now() == here.clock.now()
    return await Night(again, before.decisions).start()
