"""A console with a local copy, in memory: a second journal and directory, filled by a mirror of the first."""

from datetime import timedelta

from console.domain.ids import MunicipalityId, ResidentId
from console.domain.journal import CopySize, Unwritable
from console.domain.risk import Candidate
from console.services.local_copy import CopyStore, LocalCopy
from console.services.risk_lists import RiskLists
from tests.builders import counter
from tests.services.fakes import FakeJournal, FakeResidents, Station

EVERY = timedelta(minutes=10)


class FakeRegister:
    """Fits `services.ports.Register`, over the directory in memory."""

    def __init__(self, residents: FakeResidents, journal: FakeJournal) -> None:
        self._residents = residents
        self._journal = journal
        self.pages = 0

    async def page(self, municipality: MunicipalityId, after: ResidentId | None, limit: int) -> tuple[Candidate, ...]:
        self.pages += 1
        living = sorted(self._residents._residents.values(), key=lambda one: one.id)
        here = [one for one in living if one.municipality == municipality and (after is None or one.id > after)]
        found = []
        for one in here[:limit]:
            devices = await self._residents.devices_of(one.id, one.household)
            signs = await self._journal.signs_of(municipality, tuple(device.id for device in devices))
            homes = await self._residents.households((one.household,))
            kinds = frozenset(device.kind for device in devices)
            newest = max((sign.at for sign in signs), default=None)
            found.append(Candidate(one, homes[0] if homes else None, kinds, newest))
        return tuple(found)


class FakeMirror:
    """Fits `services.ports.Mirror`. `made` counts how often the copy was made."""

    def __init__(self, shared: Station, journal: FakeJournal, residents: FakeResidents) -> None:
        self._shared = shared
        self._journal = journal
        self._residents = residents
        self.made = 0

    async def refresh(self) -> CopySize:
        if self._shared.residents.is_down or self._shared.journal.is_down:
            raise Unwritable("the server is gone")
        self.made += 1
        ours, theirs = self._residents, self._shared.residents
        ours._municipalities = dict(theirs._municipalities)
        ours._residents, ours._households = dict(theirs._residents), dict(theirs._households)
        ours._devices = dict(theirs._devices)
        self._journal.signs.update(self._shared.journal.signs)
        self._journal.summaries = dict(self._shared.journal.summaries)
        return CopySize(len(ours._residents), len(ours._households), len(ours._devices), 0)


class Kept:
    """What is on this machine's disk: it outlives a console."""

    def __init__(self) -> None:
        self.journal = FakeJournal()
        self.residents = FakeResidents(self.journal)


_runs = counter("copy-run")


class Copied:
    """A station with a local copy, joined as `bootstrap.reserve` joins it."""

    def __init__(self, shared: Station, kept: Kept | None = None) -> None:
        self.shared = shared
        self.kept = kept or Kept()
        self.mirror = FakeMirror(shared, self.kept.journal, self.kept.residents)
        self.register = FakeRegister(self.kept.residents, self.kept.journal)
        store = CopyStore(self.kept.journal, self.kept.residents, self.register, self.mirror)
        self.copy = LocalCopy(
            store, shared.recorder, shared.journal, shared.clock, shared.screen, counter(_runs()), EVERY
        )
        self.copy.store_within_s = 0.05
        shared.records.reserve = self.copy
        shared.recorder.watchers.append(self.copy.heard)
        register = FakeRegister(shared.residents, shared.journal)
        self.lists = RiskLists(shared.residents, register, shared.records, shared.recorder, shared.clock, self.copy)

    async def start(self) -> "Copied":
        await self.copy.start()
        return self

    def cut(self) -> None:
        """The server is gone."""
        self.shared.journal.is_down = self.shared.residents.is_down = True

    def mend(self) -> None:
        self.shared.journal.is_down = self.shared.residents.is_down = False
