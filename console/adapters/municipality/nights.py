"""What sensors said of eight people's nights: fourteen nights, and this one until the demonstration begins.

Times lie around that moment, which is 01:38 in the story of the scenes: to bed three and a half hours before, up nearly
five hours after. One of the eight is up more often tonight than ever before. What the scenes themselves send is not
here.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.adapters.municipality.signals import Pen, Signal, in_order
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.alarm import DeviceKind
from console.domain.night_line import USUAL_NIGHTS
from console.domain.report import Sample, SampleReport
from console.domain.resident import Device

MARTA = "Märta Lindqvist"
DEVIATING = "Tage Ivarsson"
"""Up four times tonight, where once is usual."""

K = DeviceKind
_EVENING, _TO_BED, _RISES, _MORNING_ENDS = -278, -208, 282, 388
"""Minutes from the story's 01:38: 21:00, 22:10, 06:20 and 08:06."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """How somebody's nights are: times up, each as likely, and how long at the least and the most."""

    name: str
    ups: tuple[int, ...]
    shortest: int
    longest: int


HABITS = (
    _Habit(MARTA, (1, 1, 2), 4, 11),
    _Habit("Edvin Palm", (1, 2), 5, 14),
    _Habit("Greta Sandell", (2, 3, 3), 3, 12),
    _Habit("Sonja Rehn", (0, 1), 4, 9),
    _Habit(DEVIATING, (0, 1, 1), 4, 9),
    _Habit("Asta Holmgren", (1, 1, 2), 5, 12),
    _Habit("Einar Lindh", (1, 2), 4, 10),
    _Habit("Harry Lundmark", (0, 1, 2), 4, 10),
)

_MARTAS_UPS = ((-46.0, 5.0),)
"""00:52, five minutes. That she leaves her bed at 01:19 the scene of the eight presses tells."""
_DEVIATING_UPS = ((-171.0, 7.0), (-118.0, 9.0), (-67.0, 6.0), (-24.0, 8.0))


def nights(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> list[Signal]:
    """Supervision and samples, oldest first, all before `started_at` (their offsets are negative)."""
    told: list[Signal] = []
    for habit in HABITS:
        resident = municipality.named(habit.name)
        owned = {device.kind: device for device in reversed(municipality.devices_of(resident))}
        for ago in range(USUAL_NIGHTS, -1, -1):
            label = f"{seed}/nights/{habit.name}/{ago}"
            told += _Night(Pen(started_at, label), owned, timedelta(days=-ago)).told(habit, is_tonight=ago == 0)
    return in_order(signal for signal in told if signal.offset < timedelta(0))


@dataclass(slots=True)
class _Night:
    """One night of one person while it is told. Moments are minutes from the story's start in that night."""

    pen: Pen
    owned: dict[DeviceKind, Device]
    shift: timedelta

    def told(self, habit: _Habit, *, is_tonight: bool) -> Iterator[Signal]:
        """All of it."""
        lot = self.pen.rng
        to_bed = -200.0 if habit.name == MARTA and is_tonight else _TO_BED + lot.gauss(0, 8)
        rises = _RISES + lot.gauss(0, 9)
        ups = self._ups(habit, lot, is_tonight)
        yield from self._dose(_EVENING + 4 + lot.gauss(0, 5), rises + 40 + lot.gauss(0, 8))
        yield from self._visit(_EVENING + 21 if is_tonight else _EVENING + lot.uniform(14, 40))
        yield from self._says(K.IR_DETECTOR, "movement", to_bed - 8)
        yield from self._lies_down(to_bed, "in_bed")
        for since, lasts in ups:
            yield from self._up(since, lasts)
        yield from self._leaves(rises)
        yield from self._moves(_EVENING, to_bed, lot)
        yield from self._moves(rises, _MORNING_ENDS, lot)

    def _ups(self, habit: _Habit, lot: random.Random, is_tonight: bool) -> tuple[tuple[float, float], ...]:
        if is_tonight and habit.name in (MARTA, DEVIATING):
            return _MARTAS_UPS if habit.name == MARTA else _DEVIATING_UPS
        count = lot.choice(habit.ups)
        part = (_RISES - _TO_BED - 90) / max(1, count)
        return tuple(
            (_TO_BED + 50 + part * (number + lot.uniform(0.1, 0.8)), lot.uniform(habit.shortest, habit.longest))
            for number in range(count)
        )

    def _up(self, since: float, lasts: float) -> Iterator[Signal]:
        yield from self._leaves(since)
        yield from self._says(K.IR_DETECTOR, "movement", since + 1)
        yield from self._says(K.IR_DETECTOR, "movement", since + lasts - 1)
        yield from self._lies_down(since + lasts, "back_in_bed")

    def _leaves(self, minute: float) -> Iterator[Signal]:
        yield from self._says(K.ALARM_MAT, "on_mat", minute - 0.5)
        yield from self._says(K.BED_SENSOR, "left_bed", minute)
        yield from self._says(K.ALARM_MAT, "off_mat", minute + 0.7)

    def _lies_down(self, minute: float, seen: str) -> Iterator[Signal]:
        yield from self._says(K.ALARM_MAT, "on_mat", minute - 1.5)
        yield from self._says(K.ALARM_MAT, "off_mat", minute - 0.2)
        yield from self._says(K.BED_SENSOR, seen, minute)
        yield from self._says(K.IR_DETECTOR, "still", minute + 2)

    def _dose(self, evening: float, morning: float) -> Iterator[Signal]:
        for minute in (evening, morning):
            yield from self._says(K.MEDICATION_DISPENSER, "dose_taken", minute)

    def _visit(self, minute: float) -> Iterator[Signal]:
        """The evening patrol comes, and goes twelve minutes later."""
        for since in (minute, minute + 12):
            yield from self._says(K.DOOR_ALARM, "door_opened", since)
            yield from self._says(K.DOOR_ALARM, "door_closed", since + 0.4)

    def _moves(self, since: float, until: float, lot: random.Random) -> Iterator[Signal]:
        """How much was moved in each five minutes, told once in half an hour."""
        device = self.owned.get(K.IR_DETECTOR)
        if device is None:
            return
        samples: list[Sample] = []
        minute = since
        while minute < until:
            offset = self._offset(minute)
            samples.append(Sample("motion_percent", float(lot.choice((0, 0, 10, 25, 40, 60, 80))), self._at(offset)))
            minute += 5
            if len(samples) == 6 or minute >= until:
                yield Signal(offset, SampleReport(self.pen.head(device, offset, None), tuple(samples)))
                samples = []

    def _says(self, kind: DeviceKind, seen: str, minute: float) -> Iterator[Signal]:
        device = self.owned.get(kind)
        if device is not None:
            yield self.pen.supervision(device, self._offset(minute), seen)

    def _offset(self, minute: float) -> timedelta:
        return self.shift + timedelta(seconds=round(minute * 60))

    def _at(self, offset: timedelta) -> datetime:
        at = self.pen.started_at + offset
        return at.replace(microsecond=at.microsecond // 1000 * 1000)
