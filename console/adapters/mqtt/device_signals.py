"""Our words in a call to a device or to an invited guest, over the stream contract: `services.ports.CallSignals`."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from console.adapters.mqtt.connection import Clock
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal
from console.domain.refused import Reason, Refused
from console.domain.report import Origin

LASTS_S = 60
"""How long the broker keeps a word that does not say itself when it expires (a candidate, a bye), in seconds."""


class CallLink(Protocol):
    """What is needed of `MqttLink`."""

    async def send_call(
        self, origin: Origin, signal: CallSignal, event_id: str, at: datetime, expires_s: int
    ) -> None: ...


class DeviceSignals:
    """Speaks on the calls topic of the device. `link` says as which console."""

    def __init__(self, link: CallLink, clock: Clock, new_id: Callable[[], str]) -> None:
        self._link = link
        self._clock = clock
        self._new_id = new_id

    async def send(self, to: Callee, signal: CallSignal) -> None:
        """Returns when the broker has it. What has expired is not sent, for it says nothing any more. Raises
        LostContact, and Refused(NOT_CONNECTED) where `to` is no device of the contract's."""
        if to.device is None:
            raise Refused(Reason.NOT_CONNECTED)
        at = self._clock.now()
        left_s = LASTS_S if signal.expires_at is None else math.ceil((signal.expires_at - at).total_seconds())
        if left_s <= 0:
            return
        origin = Origin(to.municipality, to.sender, to.device)
        try:
            await self._link.send_call(origin, signal, self._new_id(), at, left_s)
        except ValueError as error:
            raise Refused(Reason.NOT_CONNECTED) from error
