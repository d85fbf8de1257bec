"""The simulated municipality's staff: three crews a day with their shifts and visits, and the cast of the drawn night.

The same for the same seed and moment. Whether the demonstration begins by night or by day, there is a shift at hand.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from console.adapters.municipality.life import LOCAL
from console.adapters.municipality.names import NamePool, draw_names
from console.adapters.municipality.numbers import MOBILES
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.adapters.municipality.staff_cast import STAFF_CAST, USUAL, Manner, StaffPart
from console.adapters.municipality.tenants import ALVBRO, TENANTS, Tenant
from console.adapters.municipality.town import VILLAGES, to_degrees
from console.domain.ids import MunicipalityId, ResidentId, ResponderId
from console.domain.land import Point
from console.domain.resident import Resident
from console.domain.responder import Duty, PlannedVisit, Responder, Shift, Skill, Transport

_METRES_A_DEGREE = 111_320.0
_NEARBY_M = 900.0
_CAST_WITHIN_M = 9_000.0
"""Nearer to Märta's door than so only the cast are when the demonstration begins: her night is as drawn. The others
are in the villages farther out."""
_IN_VILLAGE_M = 150.0
_FAR_VILLAGES = tuple(village for village in VILLAGES if math.hypot(*village.middle) > _CAST_WITHIN_M)
_MANNERS = {2: Manner.LATE, 3: Manner.WRITES, 4: Manner.ALONE, 5: Manner.BUSY}
DAYS = (-1, 0, 1)
"""Around today: yesterday's night shift goes on this morning."""
_SOUTH = frozenset({"Söder", "Öster"})
_LONGEST_VISIT_MIN = 25


@dataclass(frozen=True, slots=True)
class Crew:
    """When it works by the municipality's clock, and how many for each hundred residents, at least `least`."""

    name: str
    begins: time
    lasts: timedelta
    share: float
    least: int


CREWS = (
    Crew("dag", time(6, 45), timedelta(hours=8, minutes=30), 0.011, 4),
    Crew("kväll", time(14, 45), timedelta(hours=7, minutes=15), 0.007, 3),
    Crew("natt", time(21, 30), timedelta(hours=9, minutes=30), 0.004, 3),
)


@dataclass(frozen=True, slots=True)
class Employed:
    """One of the staff, as the demonstration plays them. `is_on` says that they work at the moment that it begins."""

    responder: Responder
    place: Point
    is_on: bool
    duty: Duty = Duty.FREE
    manner: Manner = Manner.ACCEPTS
    position_age_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Staffing:
    """A municipality's staff, or that of several."""

    people: tuple[Employed, ...] = ()
    shifts: tuple[Shift, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()

    def named(self, name: str) -> Employed:
        """Raises KeyError where nobody has that name."""
        for one in self.people:
            if one.responder.name == name:
                return one
        raise KeyError(name)


def staff_of(simulated: SimulatedMunicipality, at: datetime) -> Staffing:
    """Everybody's, around `at`."""
    whole = [_Hiring(simulated, tenant, at.astimezone(LOCAL)).hired() for tenant in TENANTS]
    return Staffing(
        tuple(one for part in whole for one in part.people),
        tuple(one for part in whole for one in part.shifts),
        tuple(one for part in whole for one in part.visits),
    )


@dataclass(slots=True)
class _Hiring:
    simulated: SimulatedMunicipality
    tenant: Tenant
    at: datetime
    rng: random.Random = field(init=False)
    names: NamePool = field(init=False)
    homes: dict[str, list[Resident]] = field(default_factory=dict)
    people: list[Employed] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    visits: list[PlannedVisit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(f"{self.simulated.seed}/{self._where}/staff")
        self.names = draw_names(self.simulated.seed)
        for resident in self.simulated.in_municipality(self._where):
            area = self.simulated.household[resident.household].area
            self.homes.setdefault(area, []).append(resident)

    @property
    def _where(self) -> MunicipalityId:
        return self.tenant.municipality.id

    def hired(self) -> Staffing:
        if self._where == ALVBRO:
            for part in STAFF_CAST:
                self._employ_cast(part)
        residents = len(self.simulated.in_municipality(self._where))
        for crew in CREWS:
            members = max(crew.least, round(crew.share * residents))
            hired = [self._employ(crew, number) for number in range(members)]
            self._pair(hired)
        return Staffing(tuple(self.people), tuple(self.shifts), tuple(self.visits))

    def _stage(self) -> Point:
        """Märta's door."""
        home = self.simulated.household[self.simulated.named("Märta Lindqvist").household]
        assert home.latitude is not None
        assert home.longitude is not None
        return Point(home.latitude, home.longitude)

    def _off_the_stage(self, place: Point) -> Point:
        if self._where != ALVBRO:
            return place
        door = self._stage()
        north = (place.latitude - door.latitude) * _METRES_A_DEGREE
        east = (place.longitude - door.longitude) * _METRES_A_DEGREE * math.cos(math.radians(door.latitude))
        if math.hypot(north, east) >= _CAST_WITHIN_M:
            return place
        village = _FAR_VILLAGES[len(self.people) % len(_FAR_VILLAGES)]
        return _away(Point(*to_degrees(village.middle)), self.rng.uniform(0, _IN_VILLAGE_M), self.rng.uniform(0, 360))

    def _employ_cast(self, part: StaffPart) -> None:
        responder = Responder(
            self._next(), self._where, self._sender(), part.name, self.rng.choice(MOBILES), part.skills, part.languages,
            part.opens_locks, self._keys() if part.has_keys else frozenset(), part.transport, part.area, part.group,
            may_see_protected=part.name in ("Samira Haddad", "Lisbet Granqvist"),
        )  # fmt: skip
        place = _away(self._stage(), part.metres, part.bearing)
        self.people.append(Employed(responder, place, True, part.duty, part.manner, part.position_age_s))
        self._plan_shifts(responder, _crew_at(self.at))
        begins = self.at.astimezone(UTC) - timedelta(minutes=11)
        for number, name in enumerate(part.visits):
            since = begins + number * timedelta(minutes=35)
            self._visit(responder, self.simulated.named(name).id, since, timedelta(minutes=18))

    def _employ(self, crew: Crew, number: int) -> Employed:
        rng, areas = self.rng, self.tenant.areas
        area = areas[number % len(areas)]
        is_woman = rng.random() < 0.8
        given = rng.choice(self.names.younger_female if is_woman else self.names.younger_male)
        skills = USUAL if rng.random() < 0.7 else frozenset({Skill.ASSISTANT_NURSE, Skill.LIFTING})
        responder = Responder(
            self._next(), self._where, self._sender(), f"{given} {rng.choice(self.names.family)}", rng.choice(MOBILES),
            skills | (frozenset({Skill.NURSE, Skill.CATHETER}) if number == 0 else frozenset()),
            ("sv",) if rng.random() < 0.8 else ("sv", rng.choice(("fi", "ar", "so", "bs", "fa"))),
            rng.random() < 0.85, self._keys(), _transport(rng, crew), area.name,
            "Söder" if area.name in _SOUTH else areas[0].name, may_see_protected=rng.random() < 0.3,
        )  # fmt: skip
        place = _away(Point(area.latitude, area.longitude), rng.uniform(0, _NEARBY_M), rng.uniform(0, 360))
        place = self._off_the_stage(place)
        manner = Manner.SILENT if number == 1 else _MANNERS.get(number % 8, Manner.ACCEPTS)
        is_on = self._plan_shifts(responder, crew)
        self._plan_visits(responder, crew)
        one = Employed(responder, place, is_on, manner=manner)
        self.people.append(one)
        return one

    def _pair(self, hired: Sequence[Employed]) -> None:
        """The first two of a crew go together where two are needed."""
        first, second = hired[0].responder, hired[1].responder
        partner = {first.id: second.id, second.id: first.id}
        self.people = [
            replace(one, responder=replace(one.responder, partner=partner.get(one.responder.id, one.responder.partner)))
            for one in self.people
        ]

    def _plan_shifts(self, responder: Responder, crew: Crew) -> bool:
        """Says whether one of them holds now."""
        shifts = list(self._shifts(responder, crew))
        self.shifts += shifts
        return any(shift.since <= self.at < shift.until for shift in shifts)

    def _shifts(self, responder: Responder, crew: Crew) -> Iterator[Shift]:
        for day in DAYS:
            date = self.at.date() + timedelta(days=day)
            since = datetime.combine(date, crew.begins, LOCAL).astimezone(UTC)
            yield Shift(f"{responder.id}-{date:%Y%m%d}", self._where, responder.id, since, since + crew.lasts)

    def _plan_visits(self, responder: Responder, crew: Crew) -> None:
        """One or two an hour, in their area, through the shifts."""
        residents = self.homes.get(responder.area, [])
        for shift in self._shifts(responder, crew):
            moment = shift.since + timedelta(minutes=self.rng.randrange(15, 50))
            while residents and moment + timedelta(minutes=_LONGEST_VISIT_MIN) < shift.until:
                lasts = timedelta(minutes=self.rng.randrange(10, _LONGEST_VISIT_MIN))
                self._visit(responder, self.rng.choice(residents).id, moment, lasts)
                moment += lasts + timedelta(minutes=self.rng.randrange(20, 50))

    def _visit(self, responder: Responder, resident: ResidentId, since: datetime, lasts: timedelta) -> None:
        id = f"{self._where}-b-{len(self.visits) + 1:05d}"
        self.visits.append(PlannedVisit(id, self._where, responder.id, resident, since, since + lasts))

    def _keys(self) -> frozenset[str]:
        """Every cabinet of the municipality."""
        keys = (home.key for home in self.simulated.households if home.municipality == self._where)
        return frozenset(key for key in keys if key)

    def _next(self) -> ResponderId:
        return ResponderId(f"{self._where}-p-{len(self.people) + 1:03d}")

    def _sender(self) -> str:
        """Whoever's phone it is: the broker's log tells no name."""
        return f"{self._where}-tel-{len(self.people) + 1:03d}"


def _crew_at(at: datetime) -> Crew:
    """The crew that works then; of two that overlap the one that began last."""
    return max(CREWS, key=lambda crew: (_begun(crew, at) + crew.lasts > at, _begun(crew, at)))


def _begun(crew: Crew, at: datetime) -> datetime:
    today = datetime.combine(at.date(), crew.begins, LOCAL)
    return today if today <= at else today - timedelta(days=1)


def _transport(rng: random.Random, crew: Crew) -> Transport:
    if crew.name == "natt":
        return Transport.CAR
    return rng.choices((Transport.CAR, Transport.BIKE, Transport.FOOT), (70, 20, 10))[0]


def _away(place: Point, metres: float, bearing: float) -> Point:
    north = metres * math.cos(math.radians(bearing)) / _METRES_A_DEGREE
    east = metres * math.sin(math.radians(bearing)) / (_METRES_A_DEGREE * math.cos(math.radians(place.latitude)))
    return Point(round(place.latitude + north, 6), round(place.longitude + east, 6))
