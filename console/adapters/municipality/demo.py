"""The demonstration: a whole night's waiting within the first seconds, then life at a raised rate."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from console.adapters.municipality import scenes
from console.adapters.municipality.cast import CUT_OFF
from console.adapters.municipality.life import alarms_a_second, life
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.signals import Pen, Signal, in_order, merge
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.ids import DeviceId
from console.domain.report import LinkPath, StatusReport

SHORT = timedelta(minutes=2)
"""A demonstration up to this long is a show: things happen all the time."""
SHOW_ALARMS_A_SECOND = 0.4
LONG_ALARMS_A_SECOND = 0.04

_LIFE_BEGINS = timedelta(seconds=5)


def demo_script(municipality: SimulatedMunicipality, seed: int, started_at: datetime, seconds: float) -> list[Signal]:
    """All signals of a demonstration of so many seconds, in order of time."""
    return list(demo_stream(municipality, seed, started_at, timedelta(seconds=seconds)))


def demo_stream(
    municipality: SimulatedMunicipality, seed: int, started_at: datetime, duration: timedelta | None = None
) -> Iterator[Signal]:
    """The same as it comes; endless where `duration` is None."""
    is_show = duration is not None and duration <= SHORT
    wanted = SHOW_ALARMS_A_SECOND if is_show else LONG_ALARMS_A_SECOND
    rate = wanted / alarms_a_second(municipality, started_at)
    begun_at = started_at + _LIFE_BEGINS
    left = None if duration is None else max(timedelta(), duration - _LIFE_BEGINS)
    streams = (
        _before(opening(municipality, seed, started_at), duration),
        _later(_cut_off(municipality, seed, started_at), life(municipality, seed, begun_at, left, rate)),
    )
    return merge(f"{seed}/demo", started_at, *streams)


def opening(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> list[Signal]:
    """Signs of life from the cast's units, and the nine cases of the design; by the devices' clocks as old as there."""
    second, minute = timedelta(seconds=1), timedelta(minutes=1)
    place = (municipality, seed, started_at)
    told = [
        _signs_of_life(municipality, seed, started_at),
        _outage(municipality, seed, started_at),
        scenes.dispenser(*place, after=0.8 * second, waited=17 * minute),
        scenes.eight_presses(*place, after=1.0 * second, waited=scenes.EIGHT_PRESSES_LAST),
        scenes.two_presses(*place, after=1.5 * second, waited=161 * second),
        scenes.fall(*place, after=1.8 * second, waited=74 * second),
        scenes.night_door(*place, after=2.1 * second, waited=29 * second),
        scenes.shared_household_press(*place, after=2.4 * second, waited=18 * second),
        scenes.smoke(*place, after=2.7 * second, waited=11 * second),
        scenes.mat(*place, after=3.0 * second, waited=6 * second),
        scenes.room_call(*place, after=9 * second),
        scenes.protected_person_press(*place, after=11 * second),
        scenes.unknown_device_press(*place, after=13 * second),
        scenes.tracker_left_area(*place, after=15 * second),
        scenes.back_in_bed(*place, after=14.5 * minute),
    ]
    return in_order(signal for scene in told for signal in scene)


def _outage(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> list[Signal]:
    after, waited = timedelta(seconds=0.4), timedelta(minutes=26)
    return scenes.outage(municipality, seed, started_at, 4, after=after, waited=waited)


def _cut_off(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> frozenset[DeviceId]:
    """The devices of the outage: they do not say that they live while it lasts."""
    return frozenset(signal.report.head.origin.device for signal in _outage(municipality, seed, started_at))


def _signs_of_life(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> list[Signal]:
    pen = Pen(started_at, f"{seed}/signs_of_life")
    band = municipality.devices_of(municipality.named("Märta Lindqvist"))[0]
    connected = [resident for resident in municipality.residents[: len(KNOWN)] if resident.name != CUT_OFF]
    units = dict.fromkeys(unit for resident in connected for unit in municipality.devices_of(resident))
    signs: list[Signal] = []
    for unit in units:
        age = timedelta(seconds=38 if unit == band else pen.rng.randrange(40, 280))
        battery = 62 if unit == band else pen.rng.randrange(45, 101)
        offset = timedelta(milliseconds=5) * len(signs)
        signs.append(
            pen.status(
                unit, offset, at=started_at - age, battery_percent=battery, has_mains=True,
                paths=(LinkPath("net", True), LinkPath("mobile", True)),
            )
        )  # fmt: skip
    return signs


def _before(signals: list[Signal], duration: timedelta | None) -> list[Signal]:
    return [signal for signal in signals if duration is None or signal.offset < duration]


def _later(cut_off: frozenset[DeviceId], signals: Iterator[Signal]) -> Iterator[Signal]:
    for signal in signals:
        if not isinstance(signal.report, StatusReport) or signal.report.head.origin.device not in cut_off:
            yield Signal(_LIFE_BEGINS + signal.offset, signal.report, signal.truth)
