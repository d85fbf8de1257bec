"""Scripted scenes: what happened to somebody, told as the signals that their devices send.

Every scene takes the municipality, a seed and an aware start, and gives its signals in order of time, the same for the
same arguments. `after` lets it begin later. `waited` tells it as something that happened before: all is sent at once,
and by the devices' clocks the first signal is that old.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from console.adapters.municipality.cast import NORRSUND_LINE_STREET
from console.adapters.municipality.life import near_home
from console.adapters.municipality.signals import Pen, Signal, Truth, in_order, merge
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.adapters.municipality.tenants import ALVBRO
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import DeviceId
from console.domain.report import Position
from console.domain.resident import Device, Protection

K, C = DeviceKind, Cause

NOW = timedelta()
EIGHT_PRESSES_LAST = timedelta(hours=4, minutes=50, seconds=12)
"""From the first press to the moment at which the demonstration begins."""

_PRESSES = ((0, 0), (78, 0), (79, 30), (244, 0), (245, 0), (246, 10), (247, 0), (286, 23))
"""Minutes and seconds after the first, which came at 20:48."""


_BY_RADIO = frozenset({K.MOBILE_ALARM, K.TRACKER})
"""Kinds that no broadband line carries."""


class _Stage:
    """One scene while it is told."""

    def __init__(
        self,
        place: SimulatedMunicipality,
        name: str,
        seed: int,
        started_at: datetime,
        after: timedelta,
        waited: timedelta,
        factor: float = 1.0,
    ) -> None:
        if factor <= 0:
            raise ValueError("a scene is compressed by a factor above zero")
        self.place, self.label = place, f"{seed}/{name}"
        self.pen = Pen(started_at, self.label)
        self.after, self.waited, self.factor = after, waited, factor
        self.told: list[Signal] = []

    def device(self, name: str, kind: DeviceKind) -> Device:
        """A device of one of the cast."""
        resident = self.place.named(name)
        return next(device for device in self.place.devices_of(resident) if device.kind is kind)

    def alarm(
        self,
        device: Device,
        then: timedelta,
        cause: Cause,
        truth: Truth,
        *,
        place: str | None = None,
        text: str = "",
        is_reset: bool = False,
        position: Position | None = None,
        clock_off: timedelta = NOW,
    ) -> None:
        """An alarm `then` after the scene's beginning; the device's clock is wrong by `clock_off`."""
        offset, at = self._when(then)
        self.told.append(
            self.pen.alarm(
                device, offset, cause, truth, at=at + clock_off, place=place, text=text, is_reset=is_reset,
                position=position,
            )
        )  # fmt: skip

    def supervision(self, device: Device, then: timedelta, seen: str) -> None:
        """A supervision event."""
        offset, at = self._when(then)
        self.told.append(self.pen.supervision(device, offset, seen, at=at))

    def signals(self) -> list[Signal]:
        """The scene, each source counted."""
        return list(merge(self.label, self.pen.started_at, in_order(self.told)))

    def _when(self, then: timedelta) -> tuple[timedelta, datetime]:
        if self.waited:
            sent = self.after + timedelta(milliseconds=20) * len(self.told)
            return sent, self.pen.started_at + self.after - self.waited + then
        sent = self.after + then / self.factor
        return sent, self.pen.started_at + sent


def eight_presses(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    factor: float = 1.0,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Märta Lindqvist presses eight times in 4 h 50 min; her unit resets itself, she leaves her bed, the last is mute.

    `factor` compresses the time. With `waited=EIGHT_PRESSES_LAST` the evening lies behind us.
    """
    stage = _Stage(municipality, "eight_presses", seed, started_at, after, waited, factor)
    band = stage.device("Märta Lindqvist", K.PERSONAL_ALARM)
    for number, (minutes, seconds) in enumerate(_PRESSES, start=1):
        truth = Truth.NEEDS_HELP if number == 1 else Truth.SILENT if number == 8 else Truth.WAITING
        then = timedelta(minutes=minutes, seconds=seconds)
        if number == 4:
            stage.alarm(band, timedelta(minutes=82), C.PRESS, Truth.WAITING, place="sovrummet", is_reset=True)
        if number == 8:
            stage.supervision(stage.device("Märta Lindqvist", K.BED_SENSOR), timedelta(minutes=271), "left_bed")
            stage.supervision(stage.device("Märta Lindqvist", K.IR_DETECTOR), timedelta(minutes=273), "movement")
        stage.alarm(band, then, C.PRESS, truth, place="badrummet" if number == 8 else "sovrummet")
    return stage.signals()


def back_in_bed(
    municipality: SimulatedMunicipality, seed: int, started_at: datetime, *, after: timedelta = NOW
) -> list[Signal]:
    """Märta Lindqvist is helped back to bed: seen to move, on the mat, and then in bed."""
    stage = _Stage(municipality, "back_in_bed", seed, started_at, after, NOW)
    mat, bed = (stage.device("Märta Lindqvist", kind) for kind in (K.ALARM_MAT, K.BED_SENSOR))
    stage.supervision(stage.device("Märta Lindqvist", K.IR_DETECTOR), NOW, "movement")
    stage.supervision(mat, timedelta(seconds=50), "on_mat")
    stage.supervision(mat, timedelta(seconds=85), "off_mat")
    stage.supervision(bed, timedelta(seconds=90), "back_in_bed")
    return stage.signals()


def smoke(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Smoke in Göran Wikström's kitchen."""
    stage = _Stage(municipality, "smoke", seed, started_at, after, waited)
    stage.alarm(stage.device("Göran Wikström", K.SMOKE_DETECTOR), NOW, C.SMOKE, Truth.OTHER)
    return stage.signals()


def fall(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Ingegerd Åström falls in the hall; her pendant alarms again 44 s later."""
    stage = _Stage(municipality, "fall", seed, started_at, after, waited)
    pendant = stage.device("Ingegerd Åström", K.FALL_DETECTOR)
    for then in (NOW, timedelta(seconds=44)):
        stage.alarm(pendant, then, C.FALL, Truth.FALLEN, place="hallen")
    return stage.signals()


def night_door(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Nils-Erik Hägg goes out in the cold night."""
    stage = _Stage(municipality, "night_door", seed, started_at, after, waited)
    door = stage.device("Nils-Erik Hägg", K.DOOR_ALARM)
    stage.alarm(door, NOW, C.DOOR_OPENED, Truth.OTHER, text="ute i −4 °C, inte tillbaka")
    return stage.signals()


def shared_household_press(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Karin or Rolf Dahl presses their common alarm: nobody can know who."""
    stage = _Stage(municipality, "shared_household_press", seed, started_at, after, waited)
    stage.alarm(stage.device("Karin Dahl", K.PERSONAL_ALARM), NOW, C.PRESS, Truth.NEEDS_HELP)
    return stage.signals()


def mat(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Solveig Öberg has been up from her bed for too long."""
    stage = _Stage(municipality, "mat", seed, started_at, after, waited)
    device = stage.device("Solveig Öberg", K.ALARM_MAT)
    stage.alarm(device, NOW, C.STEPPED_ON_MAT, Truth.OTHER, text="uppe 14 min, gräns 12 min")
    return stage.signals()


def two_presses(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Per-Olof Näslund presses twice from his kitchen."""
    stage = _Stage(municipality, "two_presses", seed, started_at, after, waited)
    band = stage.device("Per-Olof Näslund", K.PERSONAL_ALARM)
    for then in (NOW, timedelta(seconds=25)):
        stage.alarm(band, then, C.PRESS, Truth.NEEDS_HELP, place="köket")
    return stage.signals()


def dispenser(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Aino Korhonen has not taken the dose of 22:00."""
    stage = _Stage(municipality, "dispenser", seed, started_at, after, waited)
    device = stage.device("Aino Korhonen", K.MEDICATION_DISPENSER)
    stage.alarm(device, NOW, C.NOT_TAKEN, Truth.OTHER, text="dos 22:00 ej tagen")
    return stage.signals()


def outage(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    units: int = 14,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """A broadband line in Norrsund is cut, and within two minutes the heartbeats of `units` units are missed.

    The units are those of Hamngatan first, then the nearest areas'. Raises ValueError where there are not so many.
    """
    stage = _Stage(municipality, "outage", seed, started_at, after, waited)
    lines = [device for device in municipality.of_kind[K.BROADBAND_LINE] if device.place == "Norrsund 1"]
    stage.alarm(lines[0], NOW, C.LINK_LOST, Truth.FAULT, text="Hamngatan 1–31")
    for number, device in enumerate(_units_of_norrsund(municipality, units)):
        then = timedelta(seconds=20 + 100 * number / units)
        stage.alarm(device, then, C.HEARTBEAT_MISSED, Truth.FAULT)
    return stage.signals()


def test_burst(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    alarms: int = 5000,  # noqa: PT028 - a scene, no test
    *,
    within: timedelta = timedelta(minutes=10),  # noqa: PT028
    after: timedelta = NOW,  # noqa: PT028
) -> list[Signal]:
    """`alarms` test alarms, evenly spread, from the personal alarms in turn."""
    stage = _Stage(municipality, "test_burst", seed, started_at, after, NOW)
    devices = municipality.of_kind[K.PERSONAL_ALARM]
    for number in range(alarms):
        stage.alarm(devices[number % len(devices)], within * number / alarms, C.TEST, Truth.TEST)
    return stage.signals()


test_burst.__test__ = False  # type: ignore[attr-defined]  # a scene, whatever pytest thinks of its name


def protected_person_press(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Someone with protected identity presses. Raises LookupError where nobody is protected."""
    stage = _Stage(municipality, "protected_person_press", seed, started_at, after, waited)
    for resident in municipality.residents:
        if resident.protection is Protection.NONE:
            continue
        for device in municipality.devices_of(resident):
            if device.kind is K.PERSONAL_ALARM and device.resident == resident.id:
                stage.alarm(device, NOW, C.PRESS, Truth.NEEDS_HELP, place="sovrummet")
                return stage.signals()
    raise LookupError("nobody with a personal alarm has a protected identity")


def unknown_device_press(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """A known hub hands on a press of a unit that nobody has registered."""
    stage = _Stage(municipality, "unknown_device_press", seed, started_at, after, waited)
    unregistered = Device(DeviceId("nex-20999"), ALVBRO, "hub-soder", K.PERSONAL_ALARM)
    stage.alarm(unregistered, NOW, C.PRESS, Truth.NEEDS_HELP)
    return stage.signals()


def late_device_clock(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    behind: timedelta = timedelta(hours=3),
    after: timedelta = NOW,
) -> list[Signal]:
    """Bror Ekdahl presses; his unit's clock is `behind` (a negative time: ahead)."""
    stage = _Stage(municipality, "late_device_clock", seed, started_at, after, NOW)
    band = stage.device("Bror Ekdahl", K.PERSONAL_ALARM)
    stage.alarm(band, NOW, C.PRESS, Truth.NEEDS_HELP, clock_off=-behind)
    return stage.signals()


def room_call(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """A call from a room of Norrgården; three minutes later the staff there ask for assistance."""
    stage = _Stage(municipality, "room_call", seed, started_at, after, waited)
    room = municipality.of_kind[K.ROOM_CALL][0]
    stage.alarm(room, NOW, C.ROOM_CALL, Truth.NEEDS_HELP)
    stage.alarm(room, timedelta(minutes=3), C.ASSISTANCE, Truth.NEEDS_HELP)
    return stage.signals()


def staff_attack(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """A member of staff is attacked in Norrgården."""
    stage = _Stage(municipality, "staff_attack", seed, started_at, after, waited)
    stage.alarm(municipality.of_kind[K.STAFF_ATTACK][0], NOW, C.ATTACK, Truth.OTHER)
    return stage.signals()


def tracker_left_area(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    *,
    after: timedelta = NOW,
    waited: timedelta = NOW,
) -> list[Signal]:
    """Nils-Erik Hägg's tracker leaves its area, and tells where it is three times, a minute apart."""
    stage = _Stage(municipality, "tracker_left_area", seed, started_at, after, waited)
    tracker = stage.device("Nils-Erik Hägg", K.TRACKER)
    for minute in range(3):
        then = timedelta(minutes=minute)
        at = started_at + after - waited + then
        position = near_home(municipality, tracker, stage.pen.rng, at, 600)
        stage.alarm(tracker, then, C.LEFT_AREA, Truth.OTHER, position=position)
    return stage.signals()


def _units_of_norrsund(municipality: SimulatedMunicipality, units: int) -> Iterable[Device]:
    def distance(device: Device) -> tuple[bool, bool, bool]:
        home = municipality.household[device.household] if device.household else None
        street = home.street.rpartition(" ")[0] if home else ""
        return (
            device.municipality != ALVBRO,
            street != NORRSUND_LINE_STREET,
            home is None or home.area != "Norrsund",
        )

    at_home = [device for device in municipality.devices if device.household and device.kind not in _BY_RADIO]
    if not 1 <= units <= len(at_home):
        raise ValueError(f"an outage takes 1 to {len(at_home)} units")
    return sorted(at_home, key=distance)[:units]
