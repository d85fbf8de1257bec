"""Who has which device: alarms worn, sensors at home, the special housing's calls, and what belongs to an area."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from console.adapters.municipality.cast import ALIVE_WITHIN_S, Part
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.tenants import ALVBRO, Area, Tenant
from console.domain.alarm import DeviceKind
from console.domain.call import CallKind
from console.domain.ids import DeviceId, HouseholdId, ResidentId
from console.domain.resident import CallsBy, Device, FactKind, Household, Resident

K = DeviceKind

HEARTBEAT_S: dict[DeviceKind, int] = {
    K.PERSONAL_ALARM: 3600,
    K.CAMERA: 900,
    K.HUB: 60,
    K.BROADBAND_LINE: 60,
    K.KEY_CABINET: 3600,
    K.MEDICATION_DISPENSER: 3600,
    K.MOBILE_ALARM: 3600,
    K.TABLET: 3600,
}
"""How often a kind says that it lives. The others are heard only when they have something to say."""


@dataclass(frozen=True, slots=True)
class Kit:
    """One kind of device: how often a home (or a person) has it, how it is made and where it may be."""

    kind: DeviceKind
    chance: float
    model: str
    places: tuple[str, ...] = ("",)


_OF_A_PERSON: tuple[Kit, ...] = (
    Kit(K.TELEPHONE_ALARM, 0.04, "Telefonlarm"),
    Kit(K.MOBILE_ALARM, 0.09, "Mobilt larm"),
    Kit(K.TRACKER, 0.02, "Sändare"),
    Kit(K.FALL_DETECTOR, 0.09, "Halsband"),
    Kit(K.ALARM_MAT, 0.04, "Larmmatta", ("sängen", "hallen")),
    Kit(K.BED_SENSOR, 0.06, "Sängmatta", ("sängen",)),
    Kit(K.MEDICATION_DISPENSER, 0.08, "Läkemedelsautomat", ("köket",)),
    Kit(K.CAMERA, 0.085, "Tillsynskamera", ("sovrummet",)),
    Kit(K.SUPERVISION_SENSOR, 0.04, "Tillsynssensor", ("sovrummet",)),
)
_OF_A_HOME: tuple[Kit, ...] = (
    Kit(K.SMOKE_DETECTOR, 0.62, "Rökdetektor", ("köket", "hallen", "sovrummet")),
    Kit(K.IR_DETECTOR, 0.05, "Rörelsevakt", ("badrummet", "hallen")),
    Kit(K.DOOR_ALARM, 0.06, "Dörrlarm", ("ytterdörren", "altandörren")),
    Kit(K.GAS_DETECTOR, 0.012, "Gasvarnare", ("köket",)),
    Kit(K.CO_DETECTOR, 0.02, "Kolmonoxidvarnare", ("pannrummet", "vardagsrummet")),
)
_PROPERTY = (("Vattenvakt", "källaren"), ("Portkontakt", "porten"), ("Elmätare", "elcentralen"))

LINES_AN_AREA = 4
CABINETS_AN_AREA = 4


@dataclass(slots=True)
class Equipment:
    """One municipality's devices, while they are being handed out and after."""

    tenant: Tenant
    rng: random.Random
    devices: list[Device] = field(default_factory=list)
    _count: Counter[DeviceKind] = field(default_factory=Counter)
    _hubs: dict[str, str] = field(default_factory=dict)

    def hand_out(self, households: list[Household], residents: list[Resident]) -> None:
        """Equips every home and area."""
        members: defaultdict[HouseholdId, list[Resident]] = defaultdict(list)
        for resident in residents:
            members[resident.household].append(resident)
        self._hubs = {area.name: area.sender for area in self.tenant.areas}
        for area in self.tenant.areas:
            self._equip_area(area)
        is_cast_here = self.tenant.municipality.id == ALVBRO
        for resident, part in zip(residents, KNOWN if is_cast_here else (), strict=False):
            self._equip_cast(part, resident)
        cast = {resident.household for resident in residents[: len(KNOWN)]} if is_cast_here else set()
        for household in households:
            if household.id in cast:
                continue
            if self.is_housing(household):
                self._equip_room(household, members[household.id])
            else:
                self._equip_home(household, members[household.id])
        if self.tenant.housing:
            self._equip_staff(self.tenant.housing.wards)

    def is_housing(self, household: Household) -> bool:
        """Whether it is a room of the special housing."""
        return self.tenant.housing is not None and household.street == self.tenant.housing.street

    def give_camera(self, household: Household, resident: ResidentId) -> Device:
        """One more camera, bound to that resident."""
        self._of_home(K.CAMERA, "Tillsynskamera", "sovrummet", household, resident)
        return self.devices[-1]

    def give_bed_sensor(self, household: Household, resident: ResidentId) -> Device:
        """One more sensor, in that resident's bed."""
        self._of_home(K.BED_SENSOR, "Sängmatta", "sängen", household, resident)
        return self.devices[-1]

    def give_tablet(self, household: Household, resident: ResidentId, place: str) -> None:
        """One more device, by which that resident is called with picture."""
        by_video = CallsBy(CallKind.VIDEO)
        sender = self._sender(K.TABLET, household.area)
        self._add(K.TABLET, sender, "Surfplatta", place, household.id, resident, calls=by_video)

    def give_corridor_camera(self, place: str) -> Device:
        """A camera that is nobody's."""
        self._add(K.CAMERA, self.tenant.senders.cameras, "Tillsynskamera", place)
        return self.devices[-1]

    def _equip_cast(self, part: Part, resident: Resident) -> None:
        for unit in part.units:
            owner = None if unit.is_shared else resident.id
            self._add(unit.kind, self._sender(unit.kind, part.area), unit.model, unit.place, resident.household, owner,
                      ALIVE_WITHIN_S, unit.calls)  # fmt: skip

    def _equip_home(self, household: Household, members: list[Resident]) -> None:
        rng = self.rng
        if len(members) > 1 and rng.random() < 0.55:
            self._of_home(K.PERSONAL_ALARM, "Delat larm", "sovrummet", household, None)
        else:
            for member in members:
                model = "Armband" if rng.random() < 0.7 else "Halsband"
                self._of_home(K.PERSONAL_ALARM, model, "", household, member.id)
        sole = members[0].id if len(members) == 1 else None
        for kit in _OF_A_HOME:
            drawn, place = rng.random() < kit.chance, rng.choice(kit.places)
            if drawn:
                self._of_home(kit.kind, kit.model, place, household, sole)
        if any(fact.kind is FactKind.DIGITAL_LOCK for member in members for fact in member.facts):
            self._of_home(K.LOCK, "Digitalt lås", "ytterdörren", household, sole)
        for member in members:
            self._equip_person(household, member)

    def _equip_person(self, household: Household, member: Resident) -> None:
        for kit in _OF_A_PERSON:
            drawn, place = self.rng.random() < kit.chance, self.rng.choice(kit.places)
            if drawn:
                self._of_home(kit.kind, kit.model, place, household, member.id)

    def _equip_room(self, household: Household, members: list[Resident]) -> None:
        """A room of the special housing: a call button, and a camera or a sensor for some."""
        assert self.tenant.housing is not None
        sender, room = self.tenant.housing.sender, household.apartment
        for member in members:
            self._add(K.ROOM_CALL, sender, "Rumsknapp", room, household.id, member.id)
            if self.rng.random() < 0.3:
                kind, model = self.rng.choice(
                    ((K.CAMERA, "Tillsynskamera"), (K.SUPERVISION_SENSOR, "Tillsynssensor"),
                     (K.DOOR_ALARM, "Dörrlarm"), (K.ALARM_MAT, "Larmmatta"))
                )  # fmt: skip
                self._add(kind, self._sender(kind, household.area), model, room, household.id, member.id)

    def _equip_staff(self, wards: tuple[str, ...]) -> None:
        assert self.tenant.housing is not None
        for ward in wards:
            for number in range(1, 5):
                place = f"{ward}, personal {number}"
                self._add(K.STAFF_ATTACK, self.tenant.housing.sender, "Överfallslarm", place)

    def _equip_area(self, area: Area) -> None:
        senders = self.tenant.senders
        self._add(K.HUB, area.sender, "Hub", area.name)
        for number in range(1, LINES_AN_AREA + 1):
            self._add(K.BROADBAND_LINE, senders.broadband, "Fiber", f"{area.name} {number}")
        for number in range(1, CABINETS_AN_AREA + 1):
            self._add(K.KEY_CABINET, senders.locks, "Nyckelskåp", f"Nyckelskåp {number}, {area.name}")
        for number in range(1, 9):
            model, place = self.rng.choice(_PROPERTY)
            self._add(K.PROPERTY_SENSOR, senders.property, model, f"{area.name} {number}, {place}")

    def _of_home(
        self, kind: DeviceKind, model: str, place: str, household: Household, owner: ResidentId | None
    ) -> None:
        self._add(kind, self._sender(kind, household.area), model, place, household.id, owner)

    def _sender(self, kind: DeviceKind, area: str) -> str:
        senders = self.tenant.senders
        match kind:
            case K.MOBILE_ALARM | K.TRACKER:
                return senders.mobile
            case K.LOCK:
                return senders.locks
            case K.CAMERA:
                return senders.cameras
            case _:
                return self._hubs[area]

    def _add(
        self,
        kind: DeviceKind,
        sender: str,
        model: str,
        place: str,
        household: HouseholdId | None = None,
        resident: ResidentId | None = None,
        heartbeat_s: int | None = None,
        calls: CallsBy | None = None,
    ) -> None:
        self._count[kind] += 1
        municipality = self.tenant.municipality.id
        name = f"{municipality}-{kind.value.replace('_', '-')}-{self._count[kind]:04d}"
        interval = HEARTBEAT_S.get(kind)
        if interval and heartbeat_s:
            interval = min(interval, heartbeat_s)
        self.devices.append(
            Device(DeviceId(name), municipality, sender, kind, household, resident, place, model, interval, calls)
        )
