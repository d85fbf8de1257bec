"""`build`: the whole simulated municipality, the same for the same seed, size and day."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from console.adapters.municipality.decisions import Supervised
from console.adapters.municipality.devices import Equipment
from console.adapters.municipality.names import draw_names
from console.adapters.municipality.people import Population
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.rounds import USUAL_ROUNDS, Rounds
from console.adapters.municipality.tablets import give_tablets
from console.adapters.municipality.tenants import ALVBRO, OPERATORS, TENANTS
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.operator import Operator
from console.domain.picture import Camera
from console.domain.resident import Device, Household, Municipality, Resident
from console.domain.supervision import SupervisionDecision

FEWEST = 50
"""The least number of residents: the cast, a ward of the special housing and some neighbours."""

NEIGHBOUR_SHARE = 0.2
"""Björkvik's residents for each of Älvbro's."""


@dataclass(frozen=True)
class SimulatedMunicipality:
    """Älvbro and its smaller neighbour Björkvik, with all who live and work there. Everything in it is invented."""

    seed: int
    today: date
    municipalities: tuple[Municipality, ...]
    households: tuple[Household, ...]
    residents: tuple[Resident, ...]
    devices: tuple[Device, ...]
    operators: tuple[Operator, ...]
    rounds: Rounds = USUAL_ROUNDS
    decisions: tuple[SupervisionDecision, ...] = ()
    cameras: tuple[Camera, ...] = ()

    @cached_property
    def household(self) -> dict[HouseholdId, Household]:
        """Households by id."""
        return {household.id: household for household in self.households}

    @cached_property
    def resident(self) -> dict[ResidentId, Resident]:
        """Residents by id."""
        return {resident.id: resident for resident in self.residents}

    @cached_property
    def device(self) -> dict[DeviceId, Device]:
        """Devices by id."""
        return {device.id: device for device in self.devices}

    @cached_property
    def of_kind(self) -> dict[DeviceKind, tuple[Device, ...]]:
        """Devices by kind; every kind that is here, Älvbro's first."""
        kinds: defaultdict[DeviceKind, list[Device]] = defaultdict(list)
        for device in self.devices:
            kinds[device.kind].append(device)
        return {kind: tuple(found) for kind, found in kinds.items()}

    @cached_property
    def _of_household(self) -> dict[HouseholdId, tuple[Device, ...]]:
        homes: defaultdict[HouseholdId, list[Device]] = defaultdict(list)
        for device in self.devices:
            if device.household is not None:
                homes[device.household].append(device)
        return {home: tuple(found) for home, found in homes.items()}

    def devices_of(self, resident: Resident) -> tuple[Device, ...]:
        """The resident's own devices and those that the household shares."""
        found = self._of_household.get(resident.household, ())
        return tuple(device for device in found if device.resident in (resident.id, None))

    def named(self, name: str) -> Resident:
        """One of the cast by full name. Raises KeyError for any other name: only the cast's names are known."""
        for resident in self.residents[: len(KNOWN)]:
            if resident.name == name:
                return resident
        raise KeyError(name)

    def in_municipality(self, municipality: MunicipalityId) -> tuple[Resident, ...]:
        """The residents of one tenant."""
        return tuple(resident for resident in self.residents if resident.municipality == municipality)


def build(seed: int, residents: int = 1500, *, today: date, rounds: Rounds = USUAL_ROUNDS) -> SimulatedMunicipality:
    """Älvbro with `residents` residents, and Björkvik with a fifth as many besides.

    Ages are those of `today`; the looks of Älvbro's nights lie in `rounds`. Raises ValueError
    for fewer than `FEWEST` residents.
    """
    if residents < FEWEST:
        raise ValueError(f"a simulated municipality has at least {FEWEST} residents")
    names = draw_names(seed)
    households: list[Household] = []
    people: list[Resident] = []
    devices: list[Device] = []
    decided: list[Supervised] = []
    for tenant, count in zip(TENANTS, (residents, round(residents * NEIGHBOUR_SHARE)), strict=True):
        where = tenant.municipality.id
        population = Population(tenant, today, random.Random(f"{seed}/{where}/people"), names)
        population.settle(count)
        equipment = Equipment(tenant, random.Random(f"{seed}/{where}/devices"))
        equipment.hand_out(population.households, population.residents)
        if where == ALVBRO:
            decided.append(Supervised(seed, today, rounds, population.households, population.residents, equipment))
            decided[-1].decide()
        rng = random.Random(f"{seed}/{where}/tablets")
        give_tablets(equipment, population.households, population.residents, rng)
        households += population.households
        people += population.residents
        devices += equipment.devices
    return SimulatedMunicipality(
        seed=seed,
        today=today,
        municipalities=tuple(tenant.municipality for tenant in TENANTS),
        households=tuple(households),
        residents=tuple(people),
        devices=tuple(devices),
        operators=OPERATORS,
        rounds=rounds,
        decisions=tuple(decision for one in decided for decision in one.decisions),
        cameras=tuple(camera for one in decided for camera in one.cameras),
    )
