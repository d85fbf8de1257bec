"""What we say to the other side of a call: in order, and again while the stream is away, until it comes too late."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.domain.call import CallKind
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from console.domain.link import LostContact
from console.domain.refused import Refused
from console.services.ports import CallSignals, Clock

log = logging.getLogger(__name__)

AGAIN_AFTER_S = 0.2
"""So soon is what could not be sent tried again."""


@dataclass(frozen=True, slots=True)
class _Told:
    kind: CallKind
    to: Callee
    signal: CallSignal


class CallLine:
    """Give `run` to the loops. `on_refused` is called where the centre has no such way out."""

    def __init__(self, signals: Mapping[CallKind, CallSignals], clock: Clock) -> None:
        self._signals = signals
        self._clock = clock
        self._unsent: deque[_Told] = deque()
        self._is_due = asyncio.Event()
        self._sending = asyncio.Lock()
        self.on_refused: Callable[[CallId], None] = lambda _: None

    def put(self, kind: CallKind, to: Callee, signal: CallSignal) -> None:
        """Sends it soon. Never waits, and never raises."""
        self._unsent.append(_Told(kind, to, signal))
        self._is_due.set()

    def forget(self, call: CallId) -> None:
        """What has not been sent of a call that is over is not sent any more, but for the goodbye."""
        last = (SignalAct.BYE, SignalAct.CONTROL)
        self._unsent = deque(one for one in self._unsent if one.signal.call != call or one.signal.act in last)

    async def run(self) -> None:
        """For ever."""
        while True:
            await self._is_due.wait()
            self._is_due.clear()
            await self.flush()
            if self._unsent:
                await self._clock.sleep(AGAIN_AFTER_S)
                self._is_due.set()

    async def flush(self) -> None:
        """Sends what waits, until the stream is found to be away."""
        async with self._sending:
            while self._unsent:
                told = self._unsent[0]
                try:
                    if not self._is_late(told.signal):
                        await self._send(told)
                except LostContact as lost:
                    log.debug("the other side of a call is told later: %s", lost)
                    return
                if self._unsent and self._unsent[0] is told:  # a call that ended meanwhile has taken it away
                    self._unsent.popleft()

    async def _send(self, told: _Told) -> None:
        signals = self._signals.get(told.kind)
        try:
            if signals is not None:
                await signals.send(told.to, told.signal)
                return
        except Refused as refused:
            log.debug("there is no such way out: %s", refused)
        self.on_refused(told.signal.call)

    def _is_late(self, signal: CallSignal) -> bool:
        return signal.expires_at is not None and signal.expires_at < self._clock.now()
