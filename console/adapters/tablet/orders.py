"""What the process of the devices is told on its standard input, and what it tells: JSON, one object a line.

Both sides import this, so it loads neither aiortc nor PyAV. The broker's password goes by the pipe, never by the
command line.
"""

from dataclasses import dataclass, field

import msgspec

from console.adapters.tablet.conduct import Conduct, DeviceAddress
from console.domain.ids import CallId, DeviceId

LONGEST_LINE = 1 << 20
"""Bytes of one line."""


@dataclass(frozen=True, slots=True)
class Broker:
    """Where it is, and as whom the devices come. Without `ca_file` it is on this computer."""

    host: str
    port: int
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A device, and how whoever stands before it behaves."""

    address: DeviceAddress
    conduct: Conduct = field(default_factory=Conduct)


@dataclass(frozen=True, slots=True)
class Start:
    """The first line. `is_local`: calls go over 127.0.0.1 alone. `ahead_s`: how much later it is there than it is, as
    in a demonstration. `tells`: whether each second of a call is told."""

    broker: Broker
    devices: tuple[Placed, ...]
    is_local: bool = True
    ahead_s: float = 0.0
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Any further line: from its next call on, that device behaves like this."""

    device: DeviceId
    conduct: Conduct


@dataclass(frozen=True, slots=True)
class Line:
    """What is told. `said` is a deed's word (`held_call.Deed`), "ready" when the device is with the broker, or
    "figures" with those of the last second (`received.Figures`). `seconds` is the process's monotonic clock."""

    device: DeviceId
    said: str
    seconds: float
    call: CallId | None = None
    attempt: int = 0
    detail: str = ""
    figures: dict[str, float | list[int] | None] = field(default_factory=dict)


def written(words: Start | Change | Line) -> bytes:
    """One line, with its end."""
    return msgspec.json.encode(words) + b"\n"


def read_start(line: bytes) -> Start:
    """The first line. Raises ValueError where it is none."""
    return msgspec.json.decode(line, type=Start)


def read_change(line: bytes) -> Change:
    """A further line. Raises ValueError where it is none."""
    return msgspec.json.decode(line, type=Change)


def read_line(line: bytes) -> Line:
    """What was told. Raises ValueError where it is nothing of the kind."""
    return msgspec.json.decode(line, type=Line)
