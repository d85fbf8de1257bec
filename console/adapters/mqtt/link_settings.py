"""What a way in is made with."""

from dataclasses import dataclass

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.offering import Quarantine
from console.domain.ids import ConsoleId


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """What a link is made with. `console` names our last will; batches and the buffer are bounded in both ways."""

    access: BrokerAccess
    console: ConsoleId
    quarantine: Quarantine
    batch: int = 500
    batch_bytes: int = 8 * 1024 * 1024
    waiting: int = 1000
    waiting_bytes: int = 32 * 1024 * 1024
