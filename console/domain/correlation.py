"""When many silences are one: the area or the sender whose devices fell silent together. Pure.

A line or hub that tells of its own loss is an outage at once. Else it takes five devices of one area, or of one sender,
that are at least a fifth of those heard there before, or 25 of however many, within two minutes; or within one interval
of their own where that is longer: devices that speak once an hour fall silent over an hour, whatever became of them at
once. What is worn and speaks by mobile radio is of no area.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from console.domain.alarm import Cause, DeviceKind
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import HouseholdId, MunicipalityId, ResidentId
from console.domain.reach import ON_BATTERY

WITHIN_S = 120.0
LEAST = 5
SHARE = 5
"""So many devices, and one in so many of those there."""

MANY = 25
"""So many are an outage whatever their share: alone, one unit in sixty fails in a month."""

LOSSES = frozenset({Cause.HEARTBEAT_MISSED, Cause.LINK_LOST, Cause.PRIMARY_LINK_LOST})
"""What an outage explains. A person's alarm is not among them, nor a battery or the mains."""

CARRIERS = frozenset({DeviceKind.BROADBAND_LINE, DeviceKind.HUB})
"""What others speak through."""

CARRIER_LOST = frozenset({Cause.LINK_LOST, Cause.HEARTBEAT_MISSED})


@dataclass(frozen=True, slots=True)
class Located:
    """A device with its last word, and the area that it stands in, "" where none is known."""

    line: DeviceLine
    area: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives: no more of them than that."""

    resident: ResidentId
    municipality: MunicipalityId
    household: HouseholdId


@dataclass(frozen=True, slots=True)
class Place:
    """Where a device belongs: by what an outage that takes it may be named. `mass` is the outage that the batch in
    which it is lost adds up to, "" where it does not."""

    municipality: MunicipalityId
    area: str
    sender: str
    kind: DeviceKind
    mass: str = ""

    @property
    def outages(self) -> tuple[str, ...]:
        """The ids of the outages that it may be part of, the nearest first."""
        of_sender = f"{self.municipality}/sender/{self.sender}"
        if not self.area or self.kind in ON_BATTERY:
            return (of_sender,)
        return (f"{self.municipality}/{self.area}", of_sender)

    @property
    def is_carrier(self) -> bool:
        return self.kind in CARRIERS and bool(self.area)


def outage_kind(id: str) -> DeviceKind:
    """By what it is shown, where no line or hub told of it: a sender's as a hub's, an area's as a line's."""
    return DeviceKind.HUB if "/sender/" in id else DeviceKind.BROADBAND_LINE


def is_mass(count: int, heard_there: int) -> bool:
    """Whether so many silences at a place are one."""
    return count >= MANY or (count >= LEAST and count * SHARE >= heard_there)


def area_of(place: str, areas: Iterable[str]) -> str:
    """The area that a device without a household stands in, by its place ("Norrsund 1", "Norrsund")."""
    words = f"{place} "
    return max((area for area in areas if area and words.startswith(f"{area} ")), key=len, default="")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Devices that fell silent together: the outage's id, and which."""

    id: str
    municipality: MunicipalityId
    devices: tuple[Key, ...]


def massed(places: Mapping[Key, Place], heard_there: Mapping[str, int]) -> dict[Key, Place]:
    """The places of what one batch has lost, each with the outage that the batch itself adds up to, if it does."""
    counts = Counter(id for place in places.values() for id in place.outages)
    mass = {id for id, count in counts.items() if is_mass(count, heard_there.get(id, 0))}
    return {
        key: replace(place, mass=next((id for id in place.outages if id in mass), "")) for key, place in places.items()
    }


class Losses:
    """What has fallen silent lately and is no outage's yet. Moments are monotonic seconds."""

    def __init__(self) -> None:
        self._lost: dict[Key, tuple[float, float]] = {}
        self._there: dict[str, dict[Key, None]] = {}
        self._touched: set[str] = set()

    def lost(self, key: Key, place: Place, at: float, interval_s: int | None = None) -> None:
        """`key` fell silent. `interval_s` widens the window, where it was the watch that noticed."""
        self._lost[key] = (at, max(WITHIN_S, float(interval_s or 0)))
        for id in place.outages:
            self._there.setdefault(id, {})[key] = None
            self._touched.add(id)

    def forget(self, key: Key) -> None:
        """It was heard, or is an outage's."""
        self._lost.pop(key, None)

    def clusters(self, at: float, heard_there: Mapping[str, int]) -> list[Cluster]:
        """The outages that what fell silent since this was last asked adds up to; each device is in one at most, and
        is forgotten. `heard_there` counts the devices of each place that were ever heard."""
        found: list[Cluster] = []
        touched, self._touched = self._touched, set()
        # the most devices first; of as many, the area before the sender
        for id in sorted(touched, key=lambda one: (-len(self._fresh(one, at)), "/sender/" in one, one)):
            keys = self._fresh(id, at)
            if is_mass(len(keys), heard_there.get(id, 0)):
                found.append(Cluster(id, keys[0][0], keys))
                for key in keys:
                    self.forget(key)
        return found

    def fresh(self, id: str, at: float) -> tuple[Key, ...]:
        """What has fallen silent lately at one place, and is no outage's."""
        return self._fresh(id, at)

    def _fresh(self, id: str, at: float) -> tuple[Key, ...]:
        there = self._there.get(id, {})
        for key in [key for key in there if not self._is_fresh(key, at)]:
            del there[key]
        return tuple(there)

    def _is_fresh(self, key: Key, at: float) -> bool:
        lost_at, within = self._lost.get(key, (float("-inf"), 0.0))
        return at - lost_at <= within
