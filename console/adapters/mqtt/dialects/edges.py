"""What turned on and off: an alarm is raised when something begins to be so, not each time it is said again.

Gateways repeat a device's whole state with every battery report, so a latched `sos: true` comes again for days. What
is remembered lives in the process only. After a start the first live word of `on` is an alarm, for it may be one that
came while we were away; a retained one is no turn (`senses.Ears` tells of it).
"""

from collections import OrderedDict
from enum import StrEnum
from typing import TypeVar

from console.adapters.mqtt.dialects.dialect import Incoming, digest_of

MOST_DEVICES = 20_000
MOST_SOURCES = 64
"""Of one device: what goes beyond is the newest sources' loss of memory, never of an alarm."""
_MOST_REPEATS = 1_000

Kept = TypeVar("Kept")


class Newest(OrderedDict[str, Kept]):
    """The newest of a bounded number of things."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def put(self, key: str, value: Kept) -> None:
        """Keeps this as the newest; the oldest goes where there are too many."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)


class Turn(StrEnum):
    """What a word of a device changed."""

    ON = "on"
    OFF = "off"


class Edges:
    """The last word of each source of each device, by what it means: several sources may mean the same."""

    def __init__(self) -> None:
        self._devices: Newest[dict[tuple[str, str], bool]] = Newest(MOST_DEVICES)

    def hear(self, device: str, sense: str, source: str, is_on: bool, *, retained: bool) -> Turn | None:
        """What this changes: ON with the first source of a sense, OFF with the last one.

        A retained `on` is not even remembered, so that the next live one counts; a retained `off` is.
        """
        known = self._devices.get(device, {})
        self._devices.put(device, known)
        was_on = self._is_on(known, sense)
        if is_on and retained:
            return None
        if len(known) < MOST_SOURCES or (sense, source) in known:
            known[sense, source] = is_on
        elif is_on:
            return Turn.ON
        now_on = self._is_on(known, sense)
        if was_on == now_on or retained:
            return None
        return Turn.ON if now_on else Turn.OFF

    def is_on(self, device: str, sense: str) -> bool:
        """Whether anything says so now."""
        return self._is_on(self._devices.get(device, {}), sense)

    def forget(self, device: str) -> None:
        """The device is gone."""
        self._devices.pop(device, None)

    def _is_on(self, known: dict[tuple[str, str], bool], sense: str) -> bool:
        return any(is_on for (each, _), is_on in known.items() if each == sense)


class Stamps:
    """Ids for what a message says, the same when the broker sends the message again, another for a new press.

    With the device's own moment in the payload (`is_dated`) the bytes are enough, and several consoles that read the
    same broker come to the same id; so they are for what was retained, which is one however often it is given. Else the
    second of receipt and a count make it one of its own.
    """

    def __init__(self) -> None:
        self._count = 0
        self._given: Newest[str] = Newest(_MOST_REPEATS)

    def id_of(self, message: Incoming, what: str, *, is_dated: bool = False) -> str:
        """The event's id."""
        plain = digest_of(message.topic, message.payload, what)
        if is_dated or message.retained:
            return plain
        if message.is_repeat and plain in self._given:
            return self._given[plain]
        self._count += 1
        second = message.received_at.replace(microsecond=0).isoformat()
        made = digest_of(plain, second, str(self._count))
        self._given.put(plain, made)
        return made
