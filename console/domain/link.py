"""How the link to the broker can be, and what its loss is called."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LostContact(Exception):
    """The broker (or the network) is out of reach. Told steadily on the screen, never by a dialog."""


class LinkState(StrEnum):
    """The link to the broker as far as it is known. SHARED is lost to another program that comes under our name."""

    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"
    REFUSED = "refused"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Retry:
    """How a lost link is sought again. `lost_since` is None while it is up; `attempt` counts the tries since then,
    that under way or next included; `at` (wall clock) is when the next begins, None while one is under way."""

    lost_since: datetime | None = None
    attempt: int = 0
    at: datetime | None = None


class LinkKind(StrEnum):
    """The links of the chain between a resident and this screen, from the near end to the far one. Of gateways there
    are as many as are on."""

    NETWORK = "network"
    JOURNAL = "journal"
    CARDS = "cards"
    BROKER = "broker"
    RETRY = "retry"
    GATEWAY = "gateway"
    SOURCES = "sources"


class LinkStanding(StrEnum):
    """What is known of one of them."""

    WORKING = "working"
    BROKEN = "broken"
    REFUSED = "refused"
    SHARED = "shared"
    WAITING = "waiting"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NetworkState:
    """This machine's network: whether any interface but the loopback is up (None: the system does not tell), and the
    fastest one's rate in Mbit/s where it is known."""

    is_up: bool | None
    megabits: int | None = None


@dataclass(frozen=True, slots=True)
class LinkFact:
    """One line of what is known. Moments are the wall clock's, so that a screen counts by itself.

    `name` is the broker's host, or the gateway; `since` when it broke; `attempt` and `until` the next try's number and
    moment (`until` None: under way); `at` how old the local cards are; `megabits` the network's rate.
    """

    kind: LinkKind
    standing: LinkStanding
    name: str = ""
    since: datetime | None = None
    attempt: int = 0
    until: datetime | None = None
    at: datetime | None = None
    megabits: int | None = None
