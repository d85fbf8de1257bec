"""`life`: the days of the simulated municipality as a stream of signals, true to the numbers of real centres.

0.09 alarms a resident a day, two to three times as many at 08-11, most of them a press by someone who needs help;
6-10 % come again within 30 minutes; a battery or a link fails for 1-2 % of the units a month; cameras look two or three
times a night; units say that they live.
"""

import heapq
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, count
from zoneinfo import ZoneInfo

from console.adapters.municipality.signals import Pen, Signal, Truth, merge
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import DeviceId
from console.domain.report import LinkPath, Position
from console.domain.resident import Device

K, C = DeviceKind, Cause

ALARMS_A_RESIDENT_A_DAY = 0.09
FAULTS_A_UNIT_A_MONTH = 0.016
REPEATS = 0.10
"""The chance that a press comes again within `REPEAT_WITHIN`, and that again: 8 % of all alarms are repeats."""
REPEAT_WITHIN = timedelta(minutes=30)
NOT_SEEN, CAMERA_FAULTS = 0.075, 0.015
LOCAL = ZoneInfo("Europe/Stockholm")

_BY_HOUR = (
    0.50, 0.45, 0.45, 0.45, 0.50, 0.60, 0.85, 1.30, 2.40, 2.60, 2.30, 1.20,
    1.10, 1.00, 0.90, 0.90, 0.90, 1.00, 1.10, 1.10, 1.10, 1.00, 0.80, 0.60,
)  # fmt: skip
"""Alarms of each local hour against the day's mean, roughly; normalised below."""
_MEAN = sum(_BY_HOUR) / 24
_PEAK = max(_BY_HOUR)

_TRUTHS: tuple[tuple[Truth, float], ...] = (
    (Truth.NEEDS_HELP, 47), (Truth.ENQUIRY, 12), (Truth.FALSE, 10.5), (Truth.TEST, 6), (Truth.FALLEN, 2),
    (Truth.SILENT, 2), (Truth.OTHER, 10.5),
)  # fmt: skip
"""Of the first alarms. What waits for help (6 %) is a repeat, and faults have a rate of their own."""
_WAITING_SHARE_OF_REPEATS = 0.75
_PRESSES = frozenset({Truth.NEEDS_HELP, Truth.ENQUIRY, Truth.FALSE, Truth.SILENT, Truth.WAITING})

_OTHERS: tuple[tuple[DeviceKind, Cause, float], ...] = (
    (K.DOOR_ALARM, C.DOOR_OPENED, 3.0), (K.ALARM_MAT, C.STEPPED_ON_MAT, 3.0), (K.BED_SENSOR, C.NOT_BACK_IN_BED, 1.6),
    (K.BED_SENSOR, C.LEFT_BED, 1.4), (K.MEDICATION_DISPENSER, C.NOT_TAKEN, 2.4),
    (K.MEDICATION_DISPENSER, C.TAKEN_LATE, 1.0), (K.MEDICATION_DISPENSER, C.EMPTY, 0.6),
    (K.MEDICATION_DISPENSER, C.JAMMED, 0.2), (K.IR_DETECTOR, C.NO_MOVEMENT, 0.6), (K.SMOKE_DETECTOR, C.SMOKE, 0.5),
    (K.SMOKE_DETECTOR, C.HEAT, 0.1), (K.TRACKER, C.LEFT_AREA, 0.5), (K.PROPERTY_SENSOR, C.WATER_LEAK, 0.2),
    (K.PROPERTY_SENSOR, C.POWER_OUT, 0.2), (K.LOCK, C.LOCK_FAILED, 0.4), (K.KEY_CABINET, C.KEY_MISSING, 0.2),
    (K.GAS_DETECTOR, C.GAS, 0.03), (K.CO_DETECTOR, C.CARBON_MONOXIDE, 0.03), (K.STAFF_ATTACK, C.ATTACK, 0.1),
    (K.ROOM_CALL, C.ASSISTANCE, 0.4), (K.SUPERVISION_SENSOR, C.NOT_BACK_IN_BED, 0.5),
)  # fmt: skip
_FAULTS: tuple[tuple[Cause, float], ...] = (
    (C.BATTERY_LOW, 76), (C.LINK_LOST, 12), (C.MAINS_LOST, 6), (C.RADIO_TEST_MISSED, 4), (C.BATTERY_FAILED, 2),
)  # fmt: skip
_ROOMS = ("badrummet", "köket", "sovrummet", "hallen", "vardagsrummet")
_CALLABLE = (K.PERSONAL_ALARM, K.ROOM_CALL, K.MOBILE_ALARM, K.TELEPHONE_ALARM)
_PATHS = (LinkPath("net", True), LinkPath("mobile", True))
_ROUNDS = (22.0, 25.0, 28.0)
"""Hours from the evening's midnight at which each round begins; each lasts two hours."""


def life(
    municipality: SimulatedMunicipality,
    seed: int,
    started_at: datetime,
    duration: timedelta | None = None,
    rate: float = 1.0,
    *,
    heartbeats: int | None = None,
) -> Iterator[Signal]:
    """Signals in order of time, the same for the same arguments; lazy, and endless where `duration` is None.

    `rate` multiplies the number of alarms and of faults, not that of looks and signs of life. `heartbeats` bounds how
    many devices say that they live (None: every device whose record has an interval; 0: none).
    """
    days = _Days(municipality, Pen(started_at, f"{seed}/life"), duration, rate)
    streams = (days.alarms(), days.faults(), days.looks(), days.beds(), days.heartbeats(heartbeats), days.samples())
    return merge(f"{seed}/life", started_at, *streams)


class _Days:
    """The processes that make a day, each a stream in order of time with a random source of its own."""

    def __init__(self, place: SimulatedMunicipality, pen: Pen, duration: timedelta | None, rate: float) -> None:
        self.place, self.pen, self.rate = place, pen, rate
        self.started_at = pen.started_at
        self.end = duration if duration is not None else timedelta.max
        self.label = pen.rng.random()

    def _stream(self, name: str) -> tuple[random.Random, Pen]:
        label = f"{self.label}/{name}"
        return random.Random(label), Pen(self.started_at, f"{label}/ids")

    def alarms(self) -> Iterator[Signal]:
        """First alarms by the hour of the day, and their repeats."""
        rng, pen = self._stream("alarms")
        faults_a_day = len(self.place.devices) * FAULTS_A_UNIT_A_MONTH / 30
        firsts_a_day = (ALARMS_A_RESIDENT_A_DAY * len(self.place.residents) - faults_a_day) * (1 - 0.08)
        callers = _Callers(self.place, rng)
        pending: list[tuple[timedelta, int, Signal]] = []
        order = count()
        for offset in self._moments(rng, firsts_a_day * self.rate, by_hour=True):
            while pending and pending[0][0] <= offset:
                yield heapq.heappop(pending)[2]
            truth = rng.choices([t for t, _ in _TRUTHS], [w for _, w in _TRUTHS])[0]
            device = callers.device_for(truth)
            yield self._alarm(rng, pen, device, offset, truth)
            again = offset
            while truth in _PRESSES and rng.random() < REPEATS:
                again += timedelta(seconds=rng.uniform(60, REPEAT_WITHIN.total_seconds()))
                meant = Truth.WAITING if rng.random() < _WAITING_SHARE_OF_REPEATS else Truth.NEEDS_HELP
                if again < self.end:
                    repeat = self._alarm(rng, pen, device, again, meant)
                    heapq.heappush(pending, (again, next(order), repeat))
        while pending:
            yield heapq.heappop(pending)[2]

    def faults(self) -> Iterator[Signal]:
        """Batteries and links, each unit as likely as another."""
        rng, pen = self._stream("faults")
        units = [device for device in self.place.devices if device.kind is not K.BROADBAND_LINE]
        causes, weights = [cause for cause, _ in _FAULTS], [weight for _, weight in _FAULTS]
        for offset in self._moments(rng, len(units) * FAULTS_A_UNIT_A_MONTH / 30 * self.rate):
            cause = rng.choices(causes, weights)[0]
            text = f"{rng.randrange(5, 19)} %" if cause is C.BATTERY_LOW else ""
            yield pen.alarm(rng.choice(units), offset, cause, Truth.FAULT, text=text)

    def looks(self) -> Iterator[Signal]:
        """What the cameras saw in the night: two or three looks each, at moments of its own."""
        rng, pen = self._stream("looks")
        cameras = [camera for camera in self.place.of_kind.get(K.CAMERA, ()) if camera.resident]
        plans = {camera.id: sorted(rng.sample(_ROUNDS, rng.choice((2, 3)))) for camera in cameras}
        minutes = {camera.id: rng.randrange(0, 110) for camera in cameras}
        for night in self._nights():
            found = []
            for camera in cameras:
                for hours in plans[camera.id]:
                    at = _local_moment(night, hours) + timedelta(minutes=minutes[camera.id], seconds=rng.random() * 60)
                    found += _look(rng, pen, camera, at - self.started_at)
            yield from self._within(found)

    def beds(self) -> Iterator[Signal]:
        """Out of bed and back, once or twice a night; not an alarm."""
        rng, pen = self._stream("beds")
        sensors = [*self.place.of_kind.get(K.BED_SENSOR, ()), *self.place.of_kind.get(K.SUPERVISION_SENSOR, ())]
        for night in self._nights():
            found = []
            for sensor in sensors:
                for _ in range(rng.choice((0, 1, 1, 2))):
                    left = _local_moment(night, rng.uniform(22.5, 29.5)) - self.started_at
                    back = left + timedelta(minutes=rng.uniform(3, 11))
                    found.append(pen.supervision(sensor, left, "left_bed"))
                    found.append(pen.supervision(sensor, back, "back_in_bed"))
            yield from self._within(found)

    def heartbeats(self, most: int | None) -> Iterator[Signal]:
        """Signs of life at each device's interval, from a moment of its own within the first one."""
        rng, pen = self._stream("heartbeats")
        devices = [device for device in self.place.devices if device.heartbeat_interval_s][:most]
        levels = {device.id: rng.randrange(35, 101) for device in devices}
        due: list[tuple[timedelta, DeviceId]] = []
        for device in devices:
            due.append((timedelta(seconds=rng.random() * (device.heartbeat_interval_s or 0)), device.id))
        heapq.heapify(due)
        while due and due[0][0] < self.end:
            offset, name = due[0]
            device = self.place.device[name]
            has_battery = device.kind not in (K.BROADBAND_LINE, K.HUB)
            yield pen.status(
                device, offset, battery_percent=levels[name] if has_battery else None, has_mains=True, paths=_PATHS
            )
            heapq.heapreplace(due, (offset + timedelta(seconds=device.heartbeat_interval_s or 0), name))

    def samples(self) -> Iterator[Signal]:
        """Temperatures from the housing company's sensors, one an hour from each in turn."""
        rng, pen = self._stream("samples")
        sensors = self.place.of_kind.get(K.PROPERTY_SENSOR, ())
        step = timedelta(hours=1) / max(1, len(sensors))
        offset = timedelta()
        for number in count() if sensors else ():
            offset += step
            if offset >= self.end:
                return
            yield pen.sample(sensors[number % len(sensors)], offset, "temperature_c", round(rng.gauss(20.5, 1.2), 1))

    def _alarm(self, rng: random.Random, pen: Pen, device: Device, offset: timedelta, truth: Truth) -> Signal:
        cause = _cause(rng, device, truth)
        place = device.place or (rng.choice(_ROOMS) if rng.random() < 0.4 else "")
        position = None
        if device.kind in (K.MOBILE_ALARM, K.TRACKER):
            position, place = near_home(self.place, device, rng, self.started_at + offset, 1200), ""
        return pen.alarm(device, offset, cause, truth, place=place, position=position)

    def _moments(self, rng: random.Random, a_day: float, *, by_hour: bool = False) -> Iterator[timedelta]:
        """A Poisson process of `a_day` moments a day, thinned by the local hour where asked."""
        if a_day <= 0:
            return
        fastest = a_day / 86_400 * (_PEAK / _MEAN if by_hour else 1.0)
        seconds = 0.0
        while (offset := timedelta(seconds=(seconds := seconds + rng.expovariate(fastest)))) < self.end:
            hour = (self.started_at + offset).astimezone(LOCAL).hour
            if not by_hour or rng.random() < _BY_HOUR[hour] / _PEAK:
                yield offset

    def _nights(self) -> Iterator[date]:
        """Evenings from the one before the start, as long as the simulation lasts."""
        night = self.started_at.astimezone(LOCAL).date() - timedelta(days=1)
        while _local_moment(night, 22.0) - self.started_at < self.end:
            yield night
            night += timedelta(days=1)

    def _within(self, signals: list[Signal]) -> list[Signal]:
        within = [signal for signal in signals if timedelta() <= signal.offset < self.end]
        return sorted(within, key=lambda signal: signal.offset)


class _Callers:
    """Who alarms, and with what: some do it often, most seldom."""

    def __init__(self, place: SimulatedMunicipality, rng: random.Random) -> None:
        self.rng = rng
        self.of_kind = place.of_kind
        self.others = [(kind, weight) for kind, _, weight in _OTHERS if kind in place.of_kind]
        devices: defaultdict[str, list[Device]] = defaultdict(list)
        for device in place.devices:
            if device.kind in _CALLABLE:
                devices[device.resident or device.household or ""].append(device)
        self.calls = [
            devices.get(resident.id) or devices[resident.household]
            for resident in place.residents
            if devices.get(resident.id) or devices.get(resident.household)
        ]
        self.weights = list(accumulate(rng.lognormvariate(0, 0.8) for _ in self.calls))

    def device_for(self, truth: Truth) -> Device:
        """The device that such an alarm comes from."""
        rng = self.rng
        if truth is Truth.OTHER:
            kind = rng.choices([kind for kind, _ in self.others], [weight for _, weight in self.others])[0]
            return rng.choice(self.of_kind[kind])
        if truth is Truth.FALLEN and rng.random() < 0.6 and K.FALL_DETECTOR in self.of_kind:
            return rng.choice(self.of_kind[K.FALL_DETECTOR])
        devices = rng.choices(self.calls, cum_weights=self.weights)[0]
        return devices[0] if rng.random() < 0.85 else rng.choice(devices)


def alarms_a_second(municipality: SimulatedMunicipality, at: datetime) -> float:
    """How many alarms `life` sends at that hour with a rate of 1."""
    a_day = ALARMS_A_RESIDENT_A_DAY * len(municipality.residents)
    return a_day / 86_400 * _BY_HOUR[at.astimezone(LOCAL).hour] / _MEAN


def near_home(
    place: SimulatedMunicipality, device: Device, rng: random.Random, at: datetime, within_m: float
) -> Position | None:
    """A fix at most `within_m` metres north and east of the device's home, None where the home has no place."""
    home = place.household.get(device.household) if device.household else None
    if home is None or home.latitude is None or home.longitude is None:
        return None
    degree_m = 111_320.0
    return Position(
        latitude=round(home.latitude + rng.uniform(-within_m, within_m) / degree_m, 6),
        longitude=round(home.longitude + rng.uniform(-within_m, within_m) / (degree_m * 0.456), 6),
        accuracy_m=float(rng.choice((5, 8, 12, 25, 60))),
        at=at.replace(microsecond=0),
    )


def _cause(rng: random.Random, device: Device, truth: Truth) -> Cause:
    match truth:
        case Truth.TEST:
            return C.TEST
        case Truth.OTHER:
            causes = [(cause, weight) for kind, cause, weight in _OTHERS if kind is device.kind]
            return rng.choices([cause for cause, _ in causes], [weight for _, weight in causes])[0]
        case Truth.FALLEN if device.kind is K.FALL_DETECTOR:
            return C.FALL
        case _:
            return C.ROOM_CALL if device.kind is K.ROOM_CALL else C.PRESS


def _look(rng: random.Random, pen: Pen, camera: Device, offset: timedelta) -> list[Signal]:
    """One look: someone seen, or not and looked for again, or a camera that does not answer."""
    drawn = rng.random()
    if drawn < CAMERA_FAULTS:
        return [pen.alarm(camera, offset, C.CAMERA_OFFLINE, Truth.FAULT)]
    if drawn < CAMERA_FAULTS + NOT_SEEN:
        again = offset + timedelta(minutes=rng.uniform(15, 20))
        return [pen.supervision(camera, offset, "not_seen"), pen.supervision(camera, again, "in_bed_asleep")]
    seen = rng.choices(("in_bed_asleep", "in_bed_awake", "up_well"), (86, 9, 5))[0]
    return [pen.supervision(camera, offset, seen)]


def _local_moment(evening: date, hours: float) -> datetime:
    """So many hours after the local midnight that begins `evening`, by the wall clock; 25 is 01 the next day."""
    wall = datetime(evening.year, evening.month, evening.day, tzinfo=LOCAL) + timedelta(hours=hours)
    return wall.astimezone(UTC)
