"""What the drawn rooms show as the demonstration goes on: most sleep; a few do not, and a few cameras do not work."""

import random
from datetime import timedelta

from console.adapters.municipality.room_server import Scenario, Shown, Trouble
from console.adapters.municipality.rooms import State
from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain.ids import DeviceId

Course = tuple[tuple[float, Shown], ...]
"""Minutes after the beginning, and what is seen from then on."""

COURSES: dict[str, Course] = {
    "Märta Lindqvist": ((0, State.ABSENT), (16, State.ASLEEP)),
    "Edvin Palm": ((0, State.ASLEEP), (4, State.IN_ARMCHAIR)),
    "Valborg Strand": ((0, State.AWAKE),),
    "Harry Lundmark": ((0, State.ON_FLOOR),),
    "Greta Sandell": ((0, State.UP), (6, State.ASLEEP)),
    "Olle Forsman": ((0, State.ABSENT), (12, State.ASLEEP)),
    "Inga-Lill Berg": ((0, State.OTHER_PERSON), (9, State.ASLEEP)),
    "Sonja Rehn": ((0, State.ASLEEP), (0.5, Trouble.FROZEN), (20, State.ASLEEP)),
    "Tage Ivarsson": ((0, Trouble.SLOW),),
    "Einar Lindh": ((0, State.UP), (3, State.AWAKE), (5, State.ASLEEP)),
    "Maj-Britt Öhman": ((0, Trouble.DEAD),),
}
"""Who is known by name; the others sleep, or nearly all of them."""

_OTHERS = ((State.ASLEEP, 88), (State.AWAKE, 6), (State.IN_ARMCHAIR, 3), (State.ABSENT, 3))


def scenery(municipality: SimulatedMunicipality, seed: int) -> dict[DeviceId, Scenario]:
    """A scenario for each camera that a decision names. In a corridor nobody is seen."""
    lot = random.Random(f"{seed}/scenery")
    found: dict[DeviceId, Scenario] = {}
    for decision in municipality.decisions:
        drawn = lot.choices([state for state, _ in _OTHERS], [weight for _, weight in _OTHERS])[0]
        name = municipality.resident[decision.resident].name if decision.resident is not None else ""
        course = COURSES.get(name, ((0, drawn if name else State.ABSENT),))
        if decision.camera is not None:
            found[decision.camera] = Scenario(tuple((timedelta(minutes=after), shown) for after, shown in course))
    return found
