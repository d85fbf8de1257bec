"""Who has a tablet by which they are called, what they have agreed to, and what happens when it rings."""

import random
from collections.abc import Mapping
from dataclasses import replace

from console.adapters.municipality.devices import Equipment
from console.adapters.municipality.round_cast import KNOWN
from console.adapters.municipality.tenants import ALVBRO
from console.domain.ids import HouseholdId
from console.domain.resident import CallConsent, Household, Resident

SHARE = 0.05
"""Of those who live at home, beside the cast."""

SEEN_SHARE, LISTENED_SHARE = 0.8, 0.3
"""Of those with a tablet, who have agreed to be seen, and to a device that answers by itself."""

_PLACES = ("köket", "vardagsrummet", "sovrummet")

CONDUCT: Mapping[str, str] = {
    "Märta Lindqvist": "talks",
    "Aino Korhonen": "no_picture",
    "Bror Ekdahl": "not_answering",
    "Per-Olof Näslund": "silent",
}
"""How those of the cast behave when they are called, in the words of the synthetic device."""


def give_tablets(
    equipment: Equipment, households: list[Household], residents: list[Resident], rng: random.Random
) -> None:
    """Gives tablets to some who live at home; what they agreed to is noted in `residents`. Nothing else of the
    municipality changes by it."""
    homes: dict[HouseholdId, Household] = {one.id: one for one in households}
    known = len(KNOWN) if equipment.tenant.municipality.id == ALVBRO else 0
    for number, resident in enumerate(residents):
        home = homes[resident.household]
        drawn, place = rng.random() < SHARE, rng.choice(_PLACES)
        agreed = CallConsent(rng.random() < SEEN_SHARE, rng.random() < LISTENED_SHARE)
        if number >= known and drawn and not equipment.is_housing(home):
            equipment.give_tablet(home, resident.id, place)
            residents[number] = replace(resident, calls=agreed)
