"""The demonstration's residents who can be called: a process of their own in which their devices live, until the end.

Everybody else who has a tablet is reached as real ones are at night: it rings, and nobody comes, or the device is off.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

from console.adapters.municipality.simulated import SimulatedMunicipality
from console.adapters.municipality.tablets import CONDUCT
from console.adapters.tablet.child import TabletChild
from console.adapters.tablet.conduct import Behaviour, Conduct, DeviceAddress
from console.adapters.tablet.orders import Broker, Placed, Start
from console.bootstrap.joined import Console
from console.domain.alarm import DeviceKind

log = logging.getLogger(__name__)

COMES_AFTER_S, COMES_SOON_S = 7.0, 1.0
"""From the ring to the answer: an old person's way to the kitchen, and that of a show of two minutes."""


@asynccontextmanager
async def residents_at_home(
    console: Console, simulated: SimulatedMunicipality, command: Sequence[str], ahead: timedelta, *, is_show: bool
) -> AsyncIterator[None]:
    """Their devices, at the console's broker. `command` starts their process, empty for none; without it, and where it
    cannot be started, calls ring and nobody answers."""
    child = None
    if command:
        access = console.broker
        password = access.password() if access.password is not None else ""
        broker = Broker(access.host, access.port, access.username, password)
        start = Start(broker, tuple(_placed(simulated, is_show=is_show)), ahead_s=ahead.total_seconds())
        try:
            child = await asyncio.to_thread(TabletChild, command, start)
        except OSError as error:
            log.warning("nobody in the demonstration can answer a call: %s", error)
    try:
        yield
    finally:
        if child is not None:
            await asyncio.to_thread(child.close)


def _placed(simulated: SimulatedMunicipality, *, is_show: bool) -> Iterator[Placed]:
    """The cast's tablets, each with how its person behaves."""
    after = COMES_SOON_S if is_show else COMES_AFTER_S
    for name, behaviour in CONDUCT.items():
        for device in simulated.devices_of(simulated.named(name)):
            if device.kind is DeviceKind.TABLET:
                address = DeviceAddress(device.municipality, device.sender, device.id)
                yield Placed(address, Conduct(Behaviour(behaviour), after))
