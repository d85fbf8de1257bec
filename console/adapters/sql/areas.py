"""How many live in each area, and how many of them would be at risk were nobody near who can be sent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from console.adapters.sql.residents import resident_of
from console.adapters.sql.schema import device, household, resident
from console.adapters.sql.statements import AnyRow
from console.domain.alarm import DeviceKind
from console.domain.coverage import AreaPeople
from console.domain.ids import MunicipalityId
from console.domain.land import Point
from console.domain.resident import FactKind, Protection

ALARMS = (DeviceKind.PERSONAL_ALARM, DeviceKind.TELEPHONE_ALARM, DeviceKind.MOBILE_ALARM, DeviceKind.FALL_DETECTOR)
"""With one of these somebody calls for help when they are alone."""

GRAVE = frozenset(
    {
        FactKind.DANGER, FactKind.OXYGEN, FactKind.BLOOD_THINNER, FactKind.DIABETES, FactKind.EPILEPSY,
        FactKind.DEMENTIA,
    }
)  # fmt: skip
"""Facts by which help that is late does harm (`domain/risk.py` says why)."""


@dataclass(slots=True)
class _Area:
    residents: int = 0
    at_risk: int = 0
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def areas(connection: sa.Connection, municipality: MunicipalityId) -> tuple[AreaPeople, ...]:
    """Each area in which somebody lives, by name; who lives in none is in "".

    The centre is the mean of the homes, but for those of protected persons: of an area with few others it would tell
    where they live.
    """
    found: dict[str, _Area] = defaultdict(_Area)
    homes = {row.id: row for row in connection.execute(_HOMES, {"tenant": municipality})}
    alarmed: set[str] = set()
    for of in connection.execute(_ALARMED, {"tenant": municipality}):
        alarmed.add(of.resident or of.household or "")
    for row in connection.execute(sa.select(resident).where(resident.c.municipality == municipality)):
        home = homes.get(row.household)
        area = found[home.area if home is not None else ""]
        area.residents += 1
        area.at_risk += _is_at_risk(row, alarmed)
        if home is not None and home.latitude is not None and home.longitude is not None:
            area.places[home.id] = home.latitude, home.longitude
            if resident_of(row).protection is not Protection.NONE:
                area.hidden.add(home.id)
    return tuple(
        AreaPeople(
            name,
            area.residents,
            area.at_risk,
            _centre(place for home, place in area.places.items() if home not in area.hidden),
        )
        for name, area in sorted(found.items())
    )


_HOMES = sa.select(household.c.id, household.c.area, household.c.latitude, household.c.longitude).where(
    household.c.municipality == sa.bindparam("tenant")
)
_ALARMED = (
    sa.select(device.c.resident, device.c.household)
    .where(device.c.municipality == sa.bindparam("tenant"), device.c.kind.in_([kind.value for kind in ALARMS]))
    .distinct()
)
"""Whose alarms there are: a resident's, or a household's that shares one."""


def _is_at_risk(row: AnyRow, alarmed: set[str]) -> bool:
    facts = {fact.kind for fact in resident_of(row).facts}
    if facts & GRAVE:
        return True
    return FactKind.LIVES_ALONE in facts and not alarmed.isdisjoint((row.id, row.household))


def _centre(places: Iterable[tuple[float, float]]) -> Point | None:
    known = list(places)
    if not known:
        return None
    return Point(sum(one for one, _ in known) / len(known), sum(one for _, one in known) / len(known))
