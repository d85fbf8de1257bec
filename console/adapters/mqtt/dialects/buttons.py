"""Call buttons that never say that they were let go: when a state that is still on is a press of its own.

Zigbee2MQTT says a device's whole cached state with each of its messages. `sos: true` that no `false` ever ends comes
again with every report of the battery, and a second press changes nothing in it either. What tells them apart is what
else is new. A live message is a press when

- the device has never ended a call by itself (else the turn to on is the press, as everywhere),
- it is a new word of the device: `last_seen` is later than before, or without one `linkquality` is another,
- and nothing else in it has changed: a message that brings another battery is about the battery,
- not within `SAME_PRESS_FOR` of the one before: radios say a press several times.

So a press is never taken for a repeat where the hub gives `last_seen`. A report of an unchanged battery counts as one
press too many: somebody looks in vain, which is better than a person who is not heard.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.adapters.mqtt.dialects.edges import MOST_DEVICES, Newest

SAME_PRESS_FOR = timedelta(seconds=2)
_RADIO = frozenset({"last_seen", "elapsed", "linkquality", "update", "update_available", "device"})
"""Properties that change with any message, whatever it is about."""
_MOST_WORDS = 200


@dataclass(slots=True)
class _Said:
    """What a device has said: its words by their digest, the moments by which a later one is new, and which of its
    calls were on and which of those it has ended."""

    words: dict[str, int] = field(default_factory=dict)
    at: datetime | None = None
    linkquality: object = None
    pressed_at: datetime | None = None
    on: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)


class Buttons:
    """What the devices with a call have said, in this process."""

    def __init__(self) -> None:
        self._devices: Newest[_Said] = Newest(MOST_DEVICES)

    def hear(
        self, device: str, told: Mapping[str, object], calls: Mapping[str, bool], at: datetime | None, moment: datetime
    ) -> bool:
        """Whether a live message is a press of a call that was on already. `calls` are the calls in what is `told`, and
        whether each is on; `at` is its `last_seen`, `moment` that or the time of receipt."""
        ons = {word for word, is_on in calls.items() if is_on}
        said = self._devices.get(device)
        if said is None and not ons:
            return False
        said = said or _Said()
        self._devices.put(device, said)
        is_new = _is_new(said, told, at)
        is_about_another = _learn(said, told.keys() - calls.keys() - _RADIO, told)
        is_same = said.pressed_at is not None and abs(moment - said.pressed_at) < SAME_PRESS_FOR
        is_again = bool(said.on) and bool(ons - said.ended)
        is_press = is_again and is_new and not is_about_another and not is_same
        if is_press or ons - said.on:
            said.pressed_at = moment
        said.ended |= (calls.keys() - ons) & said.on
        said.on |= ons
        return is_press


def _is_new(said: _Said, told: Mapping[str, object], at: datetime | None) -> bool:
    """Whether the device has spoken, and not its hub from the cache; keeps the moment."""
    if at is not None:
        is_new = said.at is None or at > said.at
        said.at = at if is_new else said.at
    else:
        is_new = "linkquality" in told and told["linkquality"] != said.linkquality
    said.linkquality = told.get("linkquality", said.linkquality)
    return is_new


def _learn(said: _Said, words: Set[str], told: Mapping[str, object]) -> bool:
    """Keeps these words; whether any of them is new. What goes beyond the most is not looked at."""
    is_new = False
    for word in words:
        value = hash(repr(told[word]))
        if word in said.words or len(said.words) < _MOST_WORDS:
            is_new |= said.words.get(word) != value
            said.words[word] = value
    return is_new
