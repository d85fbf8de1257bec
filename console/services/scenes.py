"""Where a case is, and who lives there: for whoever is sent, and for the map. What is found here names people; each
reader masks it, or seals it."""

from collections import OrderedDict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import HouseholdId, ResidentId
from console.domain.land import Point
from console.domain.queue import subjects_of
from console.domain.resident import Household, Protection, Resident
from console.services.directory import Directory
from console.services.patience import Patience
from console.services.ports import Clock, Residents

MOST_REMEMBERED = 2_000

Locate = Callable[[str, str], Coroutine[object, object, Point | None]]
"""An address on the map: street with number, city."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`place` is the alarm's own position where it had one, else the home's. `is_protected`: nobody who is not named
    for it may be shown where."""

    resident: Resident | None = None
    household: Household | None = None
    place: Point | None = None
    accuracy_m: float | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class _Home:
    resident: Resident | None = None
    household: Household | None = None
    place: Point | None = None
    is_protected: bool = False
    is_sure: bool = True


class Scenes:
    """`heard` is a watcher of the recorder. Every other call may raise Unwritable."""

    def __init__(self, directory: Directory, store: Residents, locate: Locate, clock: Clock) -> None:
        self._directory = directory
        self._store = store
        self._locate = locate
        self._patience = Patience(clock, "the map's addresses")
        self._homes: OrderedDict[tuple[object, ...], _Home] = OrderedDict()
        self._protected: frozenset[HouseholdId] | None = None

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """After an import, here or elsewhere, everybody is looked up anew."""
        if any(isinstance(event.body, ev.ResidentsImported) for event in events):
            self._homes.clear()
            self._protected = None

    async def of(self, case: Case) -> Scene:
        """As it is known now."""
        key = _key(case)
        home = self._homes.get(key)
        if home is None:
            home = await self._home(case)
            if not home.is_sure:
                return _scene(case, home)
            self._homes[key] = home
            while len(self._homes) > MOST_REMEMBERED:
                self._homes.popitem(last=False)
        return _scene(case, home)

    def known(self, case: Case) -> Scene | None:
        """As `of`, of what was looked up before; None else."""
        home = self._homes.get(_key(case))
        return _scene(case, home) if home is not None else None

    async def resident(self, resident: ResidentId) -> Scene:
        """Somebody's home, outside any case."""
        found = await self._directory.resident(resident)
        home = await self._of_household(found.household if found is not None else None, found)
        return Scene(home.resident, home.household, home.place, None, home.is_protected)

    async def _home(self, case: Case) -> _Home:
        kind, id = subjects_of(case)
        if kind is ev.SubjectKind.RESIDENT:
            found = await self._directory.resident(ResidentId(id))
            return await self._of_household(found.household if found is not None else None, found)
        if kind is ev.SubjectKind.HOUSEHOLD:
            return await self._of_household(HouseholdId(id), None)
        unit = await self._directory.device(case.municipality, case.device) if case.device else None
        if unit is None:
            return _Home()
        owner = await self._directory.resident(unit.resident) if unit.resident is not None else None
        return await self._of_household(unit.household or (owner.household if owner is not None else None), owner)

    async def _of_household(self, id: HouseholdId | None, resident: Resident | None) -> _Home:
        [household] = (await self._store.households((id,)) if id is not None else ()) or (None,)
        if self._protected is None:
            self._protected = await self._store.protected_households()
        is_marked = resident is not None and resident.protection is not Protection.NONE
        home = _Home(resident, household, None, is_marked or (id is not None and id in self._protected))
        return await self._placed(home, household) if household is not None else home

    async def _placed(self, home: _Home, household: Household) -> _Home:
        """With its place on the map; of a map that does not answer it is asked again, and nobody waits for it."""
        if household.latitude is not None and household.longitude is not None:
            return replace(home, place=Point(household.latitude, household.longitude))
        if not household.street:
            return home
        nowhere = replace(home, is_sure=False)
        return await self._patience.of(self._on_the_map(home, household), lambda: nowhere)

    async def _on_the_map(self, home: _Home, household: Household) -> _Home:
        return replace(home, place=await self._locate(household.street, household.city))


def _key(case: Case) -> tuple[object, ...]:
    return (case.municipality, case.resident, case.subject, case.device)


def _scene(case: Case, home: _Home) -> Scene:
    position = next((alarm.position for alarm in reversed(case.recent) if alarm.position is not None), None)
    if position is None:
        return Scene(home.resident, home.household, home.place, None, home.is_protected)
    place = Point(position.latitude, position.longitude)
    return Scene(home.resident, home.household, place, position.accuracy_m, home.is_protected)
