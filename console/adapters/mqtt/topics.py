"""The topics of the stream contract: how one is read, and how one is built.

The topic is the authority for who sent and about which device, because the broker's ACL holds the level
`{sender}` to the broker user. Whether that sender may speak for the level `{municipality}` is the directory's
to say, not ours.
"""

import re
from dataclasses import dataclass

from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.report import Origin, Stream

PREFIX = "vaka/v1/"
CENTRE = "centre"
"""The level where a municipality would stand, for what consoles say to each other. No municipality has this
name."""

GUESTS = "guests"
"""The sender's level of a third party who was invited to a call: `vaka/v1/centre/guests/calls/{guest}`. No broker user
has this name, else it could read them all."""

SUBSCRIPTIONS = (f"{PREFIX}#",)
"""What an intake subscribes to. One wildcard, and not one filter a stream: a message on a misspelt topic must
reach us and become a technical case, and overlapping filters would bring each message twice (MQTT 5, 3.3.4).
Never with the option No Local: our own canary has to come back."""

_LEVEL = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_DEVICE = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_GUEST = re.compile(r"[A-Za-z0-9_-]{22,64}")
_STREAMS = {stream.value: stream for stream in Stream}


@dataclass(frozen=True, slots=True)
class FieldTopic:
    """`vaka/v1/{municipality}/{sender}/{stream}/{device}`; a guest's is of the centre itself."""

    municipality: MunicipalityId
    sender: str
    stream: Stream
    device: DeviceId

    @property
    def origin(self) -> Origin:
        """The topic without its stream, as reports carry it."""
        return Origin(self.municipality, self.sender, self.device)

    @property
    def is_guest(self) -> bool:
        """Whether an invited third party speaks there, who is nobody's device."""
        return self.municipality == CENTRE


@dataclass(frozen=True, slots=True)
class CanaryTopic:
    """`vaka/v1/centre/canary/{console}`."""

    console: ConsoleId


@dataclass(frozen=True, slots=True)
class PresenceTopic:
    """`vaka/v1/centre/presence/{console}`; retained."""

    console: ConsoleId


@dataclass(frozen=True, slots=True)
class ForwardTopic:
    """`vaka/v1/centre/forward/{centre}`: what another centre is told of our cases."""

    centre: str


Topic = FieldTopic | CanaryTopic | PresenceTopic | ForwardTopic


def parse_topic(topic: str) -> Topic | None:
    """The topic's levels, or None for a topic that the contract does not have. Never raises."""
    if not topic.startswith(PREFIX):
        return None
    levels = topic[len(PREFIX) :].split("/", 4)
    match levels:
        case [municipality, sender, word, device]:
            stream = _STREAMS.get(word)
            if stream is None or not _is_field(municipality, sender, stream, device):
                return None
            return FieldTopic(MunicipalityId(municipality), sender, stream, DeviceId(device))
        case ["centre", "canary", console] if _DEVICE.fullmatch(console):
            return CanaryTopic(ConsoleId(console))
        case ["centre", "presence", console] if _DEVICE.fullmatch(console):
            return PresenceTopic(ConsoleId(console))
        case ["centre", "forward", centre] if _LEVEL.fullmatch(centre):
            return ForwardTopic(centre)
        case _:
            return None


def field_topic(origin: Origin, stream: Stream) -> str:
    """The topic of one device's stream. Raises ValueError if a level breaks the contract's grammar."""
    if not _is_field(origin.municipality, origin.sender, stream, origin.device):
        raise ValueError("a level of the topic breaks the contract's grammar")
    return f"{PREFIX}{origin.municipality}/{origin.sender}/{stream.value}/{origin.device}"


def canary_topic(console: ConsoleId) -> str:
    """Where a console proves its own sight. Raises ValueError if `console` breaks the grammar."""
    return f"{PREFIX}{CENTRE}/canary/{_console(console)}"


def presence_topic(console: ConsoleId) -> str:
    """Where a console says how it is; retained. Raises ValueError if `console` breaks the grammar."""
    return f"{PREFIX}{CENTRE}/presence/{_console(console)}"


def forward_topic(centre: str) -> str:
    """Where another centre reads of our cases. Raises ValueError if `centre` breaks the grammar."""
    if not _LEVEL.fullmatch(centre):
        raise ValueError("a centre's name breaks the contract's grammar")
    return f"{PREFIX}{CENTRE}/forward/{centre}"


def is_level(word: str) -> bool:
    """Whether this can be a municipality or a sender."""
    return word != CENTRE and _LEVEL.fullmatch(word) is not None


def is_device(word: str) -> bool:
    """Whether this can be a device's id."""
    return _DEVICE.fullmatch(word) is not None


def is_guest(word: str) -> bool:
    """Whether this can be a guest's id: 22 to 64 characters of `[A-Za-z0-9_-]`, so that 128 random bits have room. That
    they are random is whoever's business who makes it: the id is all that keeps a stranger out."""
    return _GUEST.fullmatch(word) is not None


def _is_field(municipality: str, sender: str, stream: Stream, device: str) -> bool:
    if municipality == CENTRE:
        return sender == GUESTS and stream is Stream.CALLS and is_guest(device)
    return is_level(municipality) and _LEVEL.fullmatch(sender) is not None and is_device(device)


def _console(console: ConsoleId) -> str:
    if not _DEVICE.fullmatch(console):
        raise ValueError("a console's id breaks the contract's grammar")
    return console
