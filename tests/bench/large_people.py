"""The invented people of a large centre, drawn one batch after the other so that they never lie in memory together.

How often a name occurs falls with its rank, as in a real register: the commonest family name is one person in forty.
Telephone numbers are of a prefix that nobody has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.imported import ImportedRows
from console.domain.resident import Device, Household, Municipality, Protection, Resident

_SONS = tuple(
    f"{name}sson"
    for name in [
        "Ander",
        "Johan",
        "Karl",
        "Nil",
        "Erik",
        "Lar",
        "Ol",
        "Per",
        "Sven",
        "Gustaf",
        "Petter",
        "Jön",
        "Han",
        "Jan",
        "Bengt",
        "Mårten",
        "Mattia",
        "Jakob",
        "Henrik",
        "Magnu",
        "Simon",
        "Joel",
        "Isak",
        "Daniel",
        "Samuel",
        "Axel",
        "Åke",
        "Knut",
        "Arvid",
        "Håkan",
        "Ivar",
        "Bertil",
        "Elia",
        "Göran",
        "Abraham",
        "Tore",
        "Börje",
    ]
)
_FIRST = [
    "Lind",
    "Berg",
    "Sjö",
    "Sand",
    "Lund",
    "Ek",
    "Holm",
    "Ny",
    "Hed",
    "Wall",
    "Ström",
    "Söder",
    "Norr",
    "Öster",
    "Väster",
    "Gran",
    "Björk",
    "Al",
    "Asp",
    "Dal",
    "Fors",
    "Hag",
    "Hall",
    "Hög",
    "Kvarn",
    "Käll",
    "Lilje",
    "Löv",
    "Mell",
    "Nor",
    "Ros",
    "Rönn",
    "Sten",
    "Strand",
    "Sund",
    "Vik",
    "Åker",
    "Ång",
    "Äng",
    "Öd",
]
_LAST = [
    "qvist",
    "ström",
    "berg",
    "gren",
    "blad",
    "dahl",
    "lund",
    "mark",
    "man",
    "ell",
    "in",
    "én",
    "holm",
    "stedt",
    "vall",
    "by",
    "fors",
    "bäck",
    "sten",
    "lind",
]
_GIVEN = [
    "Anna",
    "Maria",
    "Margareta",
    "Elisabeth",
    "Eva",
    "Birgitta",
    "Kristina",
    "Karin",
    "Ingrid",
    "Marie",
    "Kerstin",
    "Lena",
    "Sara",
    "Emma",
    "Ulla",
    "Inger",
    "Marianne",
    "Gun",
    "Britt",
    "Berit",
    "Barbro",
    "Siv",
    "Maj",
    "Gunilla",
    "Astrid",
    "Ann-Marie",
    "Gunnel",
    "Inga-Lill",
    "Ulla-Britt",
    "Solveig",
    "Sven-Åke",
    "Lars",
    "Karl",
    "Erik",
    "Anders",
    "Per",
    "Johan",
    "Nils",
    "Jan",
    "Hans",
    "Bengt",
    "Olof",
    "Bo",
    "Gunnar",
    "Sven",
    "Göran",
    "Åke",
    "Leif",
    "Stig",
    "Arne",
    "Lennart",
    "Kjell",
    "Rolf",
    "Ingemar",
    "Tage",
    "Börje",
    "Evert",
    "Folke",
    "Gösta",
    "Holger",
    "Ivar",
    "Knut",
    "Ragnar",
    "Sixten",
    "Torsten",
    "Valter",
    "Vidar",
    "Yngve",
    "Östen",
]
_STREETS_FIRST = [
    "Stor",
    "Kyrk",
    "Skol",
    "Björk",
    "Gran",
    "Tall",
    "Ring",
    "Parkv",
    "Ängs",
    "Sol",
    "Rosen",
    "Häst",
    "Kvarn",
    "Sjö",
    "Berg",
    "Dal",
    "Havre",
    "Lärk",
    "Norra",
    "Södra",
    "Östra",
    "Västra",
    "Prästg",
    "Mejeri",
    "Station",
    "Hamn",
    "Bruks",
    "Linné",
    "Vasa",
    "Drottning",
]
_STREETS_LAST = ["gatan", "vägen", "stigen", "gränd", "allén", "backen", "torget"]

_PROTECTED, _COUPLES = 0.002, 0.25


def _by_rank(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    weights = accumulate(1 / (rank + 8) for rank in range(len(names)))
    return tuple(names), tuple(weights)


@dataclass
class People:
    """`count` residents in equal parts in `tenants`, with the records of `drawn`. The same for the same arguments.

    `known` are some of them, for whoever needs residents with devices: every hundredth.
    """

    drawn: SimulatedMunicipality
    tenants: tuple[Municipality, ...]
    count: int
    known: list[tuple[MunicipalityId, ResidentId, DeviceId]] = field(default_factory=list)
    _rng: random.Random = field(default_factory=lambda: random.Random(11))

    @cached_property
    def _families(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        made = [first + last for first in _FIRST for last in _LAST]
        self._rng.shuffle(made)
        drawn = sorted({one.family_name for one in self.drawn.residents} - {*made, *_SONS})
        return _by_rank((*_SONS, *made, *drawn))

    @cached_property
    def _given(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        return _by_rank((*_GIVEN, *sorted({one.given_name for one in self.drawn.residents} - set(_GIVEN))))

    @cached_property
    def _streets(self) -> tuple[str, ...]:
        return tuple(first + last for first in _STREETS_FIRST for last in _STREETS_LAST)

    def batches(self, size: int) -> Iterator[ImportedRows]:
        """Of about so many residents, each of one municipality."""
        each = self.count // len(self.tenants)
        for place, tenant in enumerate(self.tenants):
            left = each if place else self.count - each * (len(self.tenants) - 1)
            number = 0
            while left:
                rows = self._batch(tenant, number, min(size, left))
                number += len(rows.residents)
                left -= len(rows.residents)
                yield rows

    def _batch(self, tenant: Municipality, number: int, size: int) -> ImportedRows:
        homes: list[Household] = []
        people: list[Resident] = []
        devices: list[Device] = []
        while len(people) < size:
            home = self._home(tenant, number + len(people))
            homes.append(home)
            family = self._picked(self._families)
            is_couple = self._rng.random() < _COUPLES and len(people) + 2 <= size
            for _ in range(2 if is_couple else 1):
                people.append(self._resident(home, family, number + len(people)))
                devices.append(self._device(people[-1], number + len(people)))
        return ImportedRows((), tuple(homes), tuple(people), tuple(devices))

    def _home(self, tenant: Municipality, number: int) -> Household:
        rng = self._rng
        street = f"{rng.choice(self._streets)} {rng.randint(1, 140)}"
        return Household(
            HouseholdId(f"{tenant.id}-h-{number:06}"), tenant.id, street,
            rng.choice(("", "lgh 1001", "lgh 1102", "1203")), f"9{number % 9000 + 1000}", tenant.name,
            f"Område {number // 2_000 + 1}",
            62 + rng.random(), 15 + rng.random(), "Portkod finns hos nattpatrullen", "Nyckelskåp 4",
        )  # fmt: skip

    def _resident(self, home: Household, family: str, number: int) -> Resident:
        rng = self._rng
        record = self.drawn.residents[number % len(self.drawn.residents)]
        protection = Protection.PROTECTED if rng.random() < _PROTECTED else Protection.NONE
        phone = f"+46990{int(home.municipality[-2:]):02}{number:06}"
        return replace(
            record, id=ResidentId(f"{home.municipality}-r-{number:06}"), municipality=home.municipality,
            household=home.id, given_name=self._picked(self._given), family_name=family, protection=protection,
            phone=phone, mobile="",
        )  # fmt: skip

    def _device(self, resident: Resident, number: int) -> Device:
        device = Device(
            DeviceId(f"TRY-{number:06}"), resident.municipality, "trygg", DeviceKind.PERSONAL_ALARM,
            resident.household, resident.id, "hallen", "Trygg 4", 86_400,
        )  # fmt: skip
        if number % 100 == 0:
            self.known.append((resident.municipality, resident.id, device.id))
        return device

    def _picked(self, names: tuple[tuple[str, ...], tuple[float, ...]]) -> str:
        return self._rng.choices(names[0], cum_weights=names[1])[0]
