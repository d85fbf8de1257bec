"""The decisions about digital supervision in Älvbro, and their cameras: 60 people in three areas, two corridors.

Two more are wrong, and are there to be found: one whose consent ended yesterday, one whose camera is bound to somebody
else. Both are asked for in the last round alone.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from console.adapters.municipality.devices import Equipment
from console.adapters.municipality.round_cast import KNOWN, SPOTS, Spot
from console.adapters.municipality.rounds import INTO, Rounds, window, windows
from console.adapters.municipality.tenants import ALVBRO
from console.domain.alarm import DeviceKind
from console.domain.ids import DecisionId, DeviceId, HouseholdId, ResidentId
from console.domain.picture import Camera, CameraProtocol, Mask
from console.domain.resident import Device, Household, Resident
from console.domain.supervision import (
    Consent,
    LookTime,
    NotSeen,
    OnFault,
    Performer,
    PlaceKind,
    SensorLimits,
    SupervisionDecision,
    Then,
)

PLACES = {"Norr": 24, "Söder": 20, "Öster": 16}
"""How many are looked at in each area; fewer where fewer live there."""

CORRIDORS = ("Korridor Tallen", "Korridor Björken")
_NEIGHBOURS = {"Norrsund": "Norr", "Centrum": "Söder"}
_LAST = 3
_NOWHERE = "http://127.0.0.1:9/{}/still.png"
"""Port 9 discards: nobody answers until the rooms are served."""

_NOTES = (
    "Sover på höger sida av sängen", "Rullator vid sängen", "Vill ha nattlampan tänd", "Sover ofta i fåtöljen",
    "Uppe på toaletten vid tvåtiden", "Sängen står under fönstret", "Vaknar lätt", "",
)  # fmt: skip
_RULES = (
    (NotSeen(), OnFault()),
    (NotSeen(), OnFault()),
    (NotSeen(timedelta(minutes=10), 2, Then.PHONE), OnFault(Then.PHONE, timedelta(minutes=15), by_window=False)),
    (NotSeen(timedelta(minutes=20)), OnFault(Then.VISIT, timedelta(minutes=45))),
    (NotSeen(), OnFault(Then.RETRY, timedelta(minutes=20))),
)
_NO_LIMITS = SensorLimits()
_AT_ONCE = NotSeen(tries=0)
"""Märta Lindqvist falls: who does not see her sends somebody."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """Somebody who is looked at, and where in the round."""

    resident: Resident
    area: str
    place: int
    spot: Spot | None = None


@dataclass(slots=True)
class Supervised:
    """Älvbro's decisions while they are made, and after. Cameras that are lacking are handed out."""

    seed: int
    today: date
    rounds: Rounds
    households: Sequence[Household]
    residents: Sequence[Resident]
    equipment: Equipment
    decisions: list[SupervisionDecision] = field(default_factory=list)
    cameras: list[Camera] = field(default_factory=list)
    _homes: dict[HouseholdId, Household] = field(default_factory=dict)
    _living: defaultdict[HouseholdId, list[Resident]] = field(default_factory=lambda: defaultdict(list))
    _owned: defaultdict[ResidentId, dict[DeviceKind, Device]] = field(default_factory=lambda: defaultdict(dict))

    def decide(self) -> None:
        """Fills `decisions` and `cameras`."""
        self._homes = {home.id: home for home in self.households}
        for resident in self.residents:
            self._living[resident.household].append(resident)
        for device in self.equipment.devices:
            if device.resident is not None:
                self._owned[device.resident].setdefault(device.kind, device)
        taken = {resident.household for resident in self.residents[: len(KNOWN)]}
        people = list(self._people(taken))
        lot = random.Random(f"{self.seed}/round")
        times = [windows(self.rounds, number, len(people), lot) for number in (1, 2, _LAST)]
        for index, one in enumerate(people):
            self._decide(index, one, tuple(self._times(one, [round_[index] for round_ in times])))
        for number, corridor in enumerate(CORRIDORS):
            self._decide_corridor(number, corridor)
        self._decide_wrongly(taken)

    def _people(self, taken: set[HouseholdId]) -> Iterator[_Looked]:
        """Who is known by name at the places of their own, then whoever lives there, those with a camera first."""
        named = {f"{part.given_name} {part.family_name}": one for part, one in zip(KNOWN, self.residents, strict=False)}
        for area, most in PLACES.items():
            spots = {spot.place: spot for spot in SPOTS if spot.area == area}
            others = self._others(area, taken)
            for place in range(1, most + 1):
                spot = spots.get(place)
                resident = named[spot.name] if spot is not None else next(others, None)
                if resident is not None:
                    taken.add(resident.household)
                    yield _Looked(resident, area, place, spot)

    def _others(self, area: str, taken: set[HouseholdId]) -> Iterator[Resident]:
        near = [one for one in self.residents[:-4] if area in self._areas(one)]
        near.sort(key=lambda one: (self._areas(one)[0] != area, DeviceKind.CAMERA not in self._owned[one.id]))
        return (one for one in near if one.household not in taken)

    def _areas(self, resident: Resident) -> tuple[str, str]:
        area = self._homes[resident.household].area
        return area, _NEIGHBOURS.get(area, area)

    def _times(self, one: _Looked, drawn: list[LookTime]) -> Iterator[LookTime]:
        for time_of in drawn:
            if one.spot is not None and time_of.round == 2:
                yield window(self.rounds, 2, INTO + one.spot.opens_min, one.spot.lasts_min)
            else:
                yield time_of

    def _decide(self, index: int, one: _Looked, looks: tuple[LookTime, ...]) -> None:
        resident, spot = one.resident, one.spot
        home = self._homes[resident.household]
        if index % 3 == 0 and DeviceKind.BED_SENSOR not in self._owned[resident.id]:
            self._owned[resident.id][DeviceKind.BED_SENSOR] = self.equipment.give_bed_sensor(home, resident.id)
        camera = self._owned[resident.id].get(DeviceKind.CAMERA) or self.equipment.give_camera(home, resident.id)
        not_seen, on_fault = _RULES[0] if spot is not None else _RULES[index % len(_RULES)]
        is_by_clock = any(time_of.is_by_clock for time_of in looks)
        is_centres = spot is not None or index % 12 != 5
        self._add(
            resident.id, self._consent(resident), camera.id, looks, one.area, str(one.place),
            kind=PlaceKind.ROOM if ", rum " in home.apartment else PlaceKind.HOME,
            performer=Performer.OPERATORS if is_centres else Performer.NIGHT_SUPERVISION,
            mask=Mask.SQUARES if spot is not None else _mask(index),
            tolerance=timedelta(minutes=30 if is_by_clock else 15),
            not_seen=_AT_ONCE if index == 0 else not_seen, on_fault=on_fault,
            limits=self._limits(index, resident), note=spot.note if spot is not None else _NOTES[index % len(_NOTES)],
        )  # fmt: skip

    def _consent(self, resident: Resident) -> Consent:
        given = self.today - timedelta(days=69)
        if len(self._living[resident.household]) == 1:
            return Consent(given)
        return Consent(given, has_cohabitant=True, cohabitant_given_on=given)

    def _limits(self, index: int, resident: Resident) -> SensorLimits:
        owned = self._owned[resident.id]
        has_bed, has_door = DeviceKind.BED_SENSOR in owned, DeviceKind.DOOR_ALARM in owned
        is_night = has_bed and (has_door or index % 3 == 0)
        last_ends = self.rounds.spans[_LAST - 1][1]
        return SensorLimits(
            up_at_most=timedelta(minutes=12 if index == 0 else 15 + index % 4 * 5) if is_night else None,
            door_from=self.rounds.minute(1, 60) if is_night and has_door else None,
            door_until=self.rounds.minute(_LAST, last_ends) if is_night and has_door else None,
            moved_by=self.rounds.minute(_LAST, last_ends + 180) if DeviceKind.IR_DETECTOR in owned else None,
        )

    def _decide_corridor(self, number: int, corridor: str) -> None:
        camera = self.equipment.give_corridor_camera(corridor)
        looks = (window(self.rounds, _LAST, 15 * number, 60),)
        self._add(
            None, Consent(None), camera.id, looks, "Norr", corridor, kind=PlaceKind.CORRIDOR,
            performer=Performer.OPERATORS, mask=Mask.OUTLINE if number else Mask.SQUARES,
        )  # fmt: skip

    def _decide_wrongly(self, taken: set[HouseholdId]) -> None:
        """The two that are there to be found."""
        free = (one for one in reversed(self.residents) if one.household not in taken)
        expired, other, moved = next(free), next(free), next(free)
        looks = (window(self.rounds, _LAST, 0, 60),)
        ended = Consent(self.today - timedelta(days=366), until=self._night - timedelta(days=1))
        own = self.equipment.give_camera(self._homes[expired.household], expired.id)
        self._add(expired.id, ended, own.id, looks, "Söder", "21", performer=Performer.OPERATORS)
        others = self.equipment.give_camera(self._homes[other.household], other.id)
        self._add(
            moved.id, self._consent(moved), others.id, looks, "Öster", "17", performer=Performer.OPERATORS
        )  # fmt: skip

    @property
    def _night(self) -> date:
        return self.rounds.night or self.today

    def _add(
        self,
        resident: ResidentId | None,
        consent: Consent,
        camera: DeviceId,
        looks: tuple[LookTime, ...],
        area: str,
        place: str,
        kind: PlaceKind = PlaceKind.HOME,
        performer: Performer = Performer.NIGHT_SUPERVISION,
        mask: Mask = Mask.SQUARES,
        tolerance: timedelta = timedelta(minutes=15),
        not_seen: NotSeen = _RULES[0][0],
        on_fault: OnFault = _RULES[0][1],
        limits: SensorLimits = _NO_LIMITS,
        note: str = "",
    ) -> None:
        id = DecisionId(f"{ALVBRO}-d-{len(self.decisions) + 1:04d}")
        since, until = self.today - timedelta(days=70), self.today + timedelta(days=129)
        self.decisions.append(
            SupervisionDecision(
                id, ALVBRO, resident, since, until, consent, camera, looks, area, place, kind, performer, mask,
                tolerance, not_seen, on_fault, limits, note=note,
            )
        )  # fmt: skip
        self.cameras.append(
            Camera(ALVBRO, camera, CameraProtocol.STILLS, _NOWHERE.format(camera), is_simulated=True)
        )  # fmt: skip


def _mask(index: int) -> Mask:
    if index % 11 == 3:
        return Mask.BLUR
    return Mask.OUTLINE if index % 17 == 6 else Mask.SQUARES
