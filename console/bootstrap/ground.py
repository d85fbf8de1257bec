"""What every part of a console stands on, put together once and handed to those who join the parts."""

from dataclasses import dataclass, field
from pathlib import Path

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.sql.store import Store
from console.bootstrap.land import OpenedMap, no_map
from console.config import Config
from console.domain.ids import ConsoleId
from console.services.screen import Screen


@dataclass(frozen=True, slots=True)
class Ground:
    """`copy` is this machine's copy of a shared store, None where there is none; `folder` is where state is kept.
    `is_simulated`: everybody here is invented, as in the demonstration. `land` is the map."""

    config: Config
    console: ConsoleId
    store: Store
    copy: Store | None
    access: BrokerAccess
    folder: Path
    clock: SystemClock
    new_id: FreshIds
    screen: Screen
    is_simulated: bool = False
    land: OpenedMap = field(default_factory=no_map)
