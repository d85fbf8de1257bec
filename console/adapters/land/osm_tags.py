"""What OpenStreetMap's tags mean for us: which road may be used by whom and how fast, and what is drawn as what.

The tags are those of the OSM wiki ("Key:highway", "Key:access", "Key:oneway", "Key:maxspeed"). Where they leave it open
we decide: a private road is open, because who is sent to somebody has business there; nobody drives as fast as a limit
allows, all the way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.land import FeatureKind
from console.domain.responder import Transport

Tags = Mapping[str, str]

SLOWEST_KMH, FASTEST_KMH = 5.0, 120.0
AS_DRIVEN = 0.85
"""Of the limit: junctions, bends and snow take the rest. Ours."""

_KMH = {
    "motorway": 110, "trunk": 90, "primary": 70, "secondary": 70, "tertiary": 60, "unclassified": 50, "residential": 40,
    "living_street": 10, "service": 20, "road": 40, "track": 20, "motorway_link": 60, "trunk_link": 50,
    "primary_link": 50, "secondary_link": 50, "tertiary_link": 40,
}  # fmt: skip
"""Roads for cars, with the speed where no limit is given."""

_WALKED = frozenset({"pedestrian", "footway", "path", "steps", "cycleway", "bridleway", "corridor"})
_MAIN = frozenset({"motorway", "trunk", "primary", "motorway_link", "trunk_link", "primary_link"})
_WIDE = frozenset({"secondary", "tertiary", "secondary_link", "tertiary_link"})
_NO = frozenset({"no", "agricultural", "forestry", "emergency", "military"})
_YES = frozenset({"yes", "designated", "permissive", "private", "destination", "official"})
_ZONES = {"walk": 7.0, "SE:urban": 50.0, "SE:rural": 70.0, "SE:motorway": 110.0, "FI:urban": 50.0, "NO:urban": 50.0}

_PLACES = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "isolated_dwelling"), FeatureKind.PLACE_NAME),
    **dict.fromkeys(("suburb", "quarter", "neighbourhood", "locality", "island", "islet"), FeatureKind.AREA_NAME),
}
_AREAS: dict[str, dict[str, FeatureKind]] = {
    "natural": {"water": FeatureKind.WATER, "bay": FeatureKind.WATER, "wood": FeatureKind.WOOD},
    "waterway": {"riverbank": FeatureKind.WATER, "dock": FeatureKind.WATER},
    "landuse": {
        "reservoir": FeatureKind.WATER, "basin": FeatureKind.WATER, "forest": FeatureKind.WOOD,
        "grass": FeatureKind.PARK, "recreation_ground": FeatureKind.PARK, "village_green": FeatureKind.PARK,
        "cemetery": FeatureKind.PARK, "residential": FeatureKind.BUILT_UP, "commercial": FeatureKind.BUILT_UP,
        "retail": FeatureKind.BUILT_UP, "industrial": FeatureKind.BUILT_UP,
    },
    "leisure": {"park": FeatureKind.PARK, "garden": FeatureKind.PARK, "pitch": FeatureKind.PARK},
}  # fmt: skip
AREA_KEYS = ("building", *_AREAS)
"""The keys of relations that are joined to areas."""

_NUMBER = re.compile(r"\s*(\d{1,3})(?:\.\d+)?\s*(mph|km/h)?\s*")


@dataclass(frozen=True, slots=True)
class RoadRule:
    """How a road is drawn, and who may use it."""

    kind: FeatureKind
    speed_kmh: float
    open_to: frozenset[Transport]
    is_one_way: bool = False
    is_backwards: bool = False


def road_rule(tags: Tags) -> RoadRule | None:
    """None for what is no road that anybody may use."""
    highway = tags.get("highway", "")
    if (highway not in _KMH and highway not in _WALKED) or tags.get("area") == "yes":
        return None
    open_to = _open_to(highway, tags)
    if not open_to:
        return None
    one_way = _one_way(highway, tags)
    return RoadRule(_drawn_as(highway), _speed(highway, tags), open_to, one_way != 0, one_way < 0)


def _open_to(highway: str, tags: Tags) -> frozenset[Transport]:
    is_for_cars = highway in _KMH
    is_walked = not highway.startswith("motorway")
    allowed = {
        Transport.CAR: _allows(tags, ("motor_vehicle", "vehicle", "access"), is_for_cars),
        Transport.BIKE: _allows(
            tags, ("bicycle", "vehicle", "access"), is_walked and highway not in ("steps", "corridor")
        ),
        Transport.FOOT: _allows(tags, ("foot", "access"), is_walked),
    }
    if "motorcar" in tags:
        allowed[Transport.CAR] = _allows(tags, ("motorcar",), is_for_cars)
    return frozenset(by for by, is_allowed in allowed.items() if is_allowed)


def _allows(tags: Tags, keys: tuple[str, ...], is_usual: bool) -> bool:
    """By the first of the keys that is there, the nearer before the more general."""
    for key in keys:
        value = tags.get(key, "")
        if value in _NO:
            return False
        if value in _YES and key != "access":
            return True
    return is_usual


def _one_way(highway: str, tags: Tags) -> int:
    """1 along the line, -1 against it, 0 both ways."""
    told = tags.get("oneway", "")
    if told in ("-1", "reverse"):
        return -1
    if told in ("yes", "true", "1"):
        return 1
    is_round = tags.get("junction") in ("roundabout", "circular")
    return int(told not in ("no", "false", "0") and (is_round or highway in ("motorway", "motorway_link")))


def _speed(highway: str, tags: Tags) -> float:
    usual = float(_KMH.get(highway, 10))
    told = tags.get("maxspeed", "")
    limit = _ZONES.get(told)
    found = _NUMBER.fullmatch(told)
    if found:
        limit = float(found[1]) * (1.609 if found[2] == "mph" else 1.0)
    driven = (limit or usual) * AS_DRIVEN
    if highway in ("service", "track", "living_street"):
        driven = min(driven, usual)
    return min(max(driven, SLOWEST_KMH), FASTEST_KMH)


def _drawn_as(highway: str) -> FeatureKind:
    if highway in _MAIN:
        return FeatureKind.MAIN_ROAD
    if highway in _WIDE:
        return FeatureKind.ROAD
    if highway in _WALKED or highway == "track":
        return FeatureKind.PATH
    return FeatureKind.STREET


def area_kind(tags: Tags) -> FeatureKind | None:
    """As what an area is drawn."""
    if tags.get("building", "no") != "no":
        return FeatureKind.BUILDING
    for key, kinds in _AREAS.items():
        if (kind := kinds.get(tags.get(key, ""))) is not None:
            return kind
    return None


def line_kind(tags: Tags) -> FeatureKind | None:
    """As what a line that is no road is drawn; what runs below ground is not."""
    if tags.get("tunnel", "no") != "no":
        return None
    if tags.get("waterway") in ("river", "stream", "canal", "ditch"):
        return FeatureKind.STREAM
    if tags.get("railway") in ("rail", "light_rail", "tram", "narrow_gauge"):
        return FeatureKind.RAIL
    return None


def name_kind(tags: Tags) -> FeatureKind | None:
    """As what the name of a point is shown."""
    if tags.get("natural") in ("bay", "strait", "water"):
        return FeatureKind.WATER_NAME
    return _PLACES.get(tags.get("place", ""))


def address(tags: Tags) -> str:
    """Street, number and town on one line, or "" for what has no address."""
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    number = tags.get("addr:housenumber", "")
    if not street or not number:
        return ""
    town = tags.get("addr:city", "")
    return f"{street} {number}, {town}" if town else f"{street} {number}"
