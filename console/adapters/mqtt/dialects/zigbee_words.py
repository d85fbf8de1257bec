"""Zigbee2MQTT's words of care: which of its properties mean what.

The names are those of the real converters (zigbee-herdsman-converters 26.112.0, 4,516 models).
"""

import re
from dataclasses import dataclass

from console.adapters.mqtt.dialects.senses import Sense


@dataclass(frozen=True, slots=True)
class State:
    """A binary property. `is_when_off` where the property says the opposite (`contact` is closed)."""

    sense: Sense
    is_when_off: bool = False


class _States(dict[str, State]):
    """Properties by name; those with a number behind them (`smoke_alarm_1`, `occupancy_2`) by their stem."""

    _NUMBERED = re.compile(r"([a-z_]{1,40}?)(_alarm)?_\d{1,2}")

    def named(self, word: str) -> State | None:
        """What a property means; None if nothing to us. The alarm of a contact (`contact_alarm_1`) is no contact."""
        found = self.get(word)
        if found is None and (numbered := self._NUMBERED.fullmatch(word)):
            found = self.get(numbered[1])
            if found is not None and found.is_when_off and numbered[2]:
                return None
        return found


STATES = _States(
    {
        "smoke": State(Sense.SMOKE),
        "heat": State(Sense.HEAT),
        "gas": State(Sense.GAS),
        "carbon_monoxide": State(Sense.CARBON_MONOXIDE),
        "water_leak": State(Sense.WATER),
        "active_water_leak": State(Sense.WATER),
        "sos": State(Sense.CALL),
        "sos_alarm": State(Sense.CALL),
        "tamper": State(Sense.TAMPER),
        "battery_low": State(Sense.BATTERY_LOW),
        "battery_defect": State(Sense.BATTERY_FAILED),
        "test": State(Sense.TEST),
        "contact": State(Sense.DOOR, is_when_off=True),
        "occupancy": State(Sense.PRESENCE),
        "presence": State(Sense.PRESENCE),
        "vibration": State(Sense.VIBRATION),
    }
)

METERED = frozenset({"gas", "heat"})
"""Properties that are a quantity of other models: what they say there is passed over."""

WORDS: dict[str, tuple[Sense, frozenset[str], frozenset[str]]] = {
    "fall_status": (Sense.FALL, frozenset({"fall_alarm"}), frozenset({"normal", "fall_warning"})),
    "fall_down_status": (Sense.FALL, frozenset({"fall"}), frozenset({"none", "maybe_fall"})),
    "status": (
        Sense.FALL,
        frozenset({"falling"}),
        frozenset({"unoccupied", "occupied", "sitting", "on_the_bed", "low_posture"}),
    ),
    "smoke_state": (Sense.SMOKE, frozenset({"alarm"}), frozenset({"normal", "none", "detecting"})),
    "battery_state": (Sense.BATTERY_LOW, frozenset({"low"}), frozenset({"medium", "middle", "high"})),
}
"""Properties of several words: what they mean, the words that say yes, and those that say no."""
