"""What every way in over MQTT has: a line to the broker, a bounded buffer of what it read, and how that stands."""

import asyncio

from console.adapters.mqtt.connection import Clock
from console.adapters.mqtt.intake_buffer import IntakeBuffer
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.mqtt.offering import Offering
from console.domain.link import LinkState, Retry


class WayIn:
    """Whoever descends makes the `_line`, which fills the buffer, and hands over what waits there."""

    _line: Line

    def __init__(self, settings: LinkSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._buffer = IntakeBuffer(settings.waiting, settings.waiting_bytes)
        self._offering = Offering(clock, settings.quarantine)

    @property
    def _weakest(self) -> Line:
        """The line that tells how the link stands."""
        return self._line

    @property
    def state(self) -> LinkState:
        """How the link is; while it reconnects, how the last try ended."""
        return self._weakest.state

    @property
    def explanation(self) -> str:
        """Why the link is not up, in English, for a technician; "" when it is."""
        if self._line.state is not LinkState.UP and self._buffer.is_full:
            return f"{len(self._buffer)} messages wait for the store, so no more are read; {self._line.explanation}"
        return self._weakest.explanation

    @property
    def backlog(self) -> int:
        """How many messages have been read and are not stored yet."""
        return len(self._buffer)

    @property
    def retry(self) -> Retry:
        """Since when it is lost, and how it is sought again."""
        return self._weakest.retry

    async def _keep_line(self, name: str, kept: Line) -> None:
        """The line, until cancelled. One that was ended by anybody else is a fault, for nothing would come in any more
        and nobody would know: RuntimeError."""
        line = asyncio.create_task(kept.run(), name=name)
        try:
            await asyncio.wait({line})
        finally:
            line.cancel()
            await asyncio.wait({line})
        if line.cancelled():
            raise RuntimeError(f"the {name} was ended from outside")
        line.result()
