"""What we say to the other side of a call: in order, and again while that way out is away, until it comes too late.

Each way out has a lane of its own: a broker that is away holds up nothing that goes by the telephony's gateway.
"""

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
    to: Callee
    signal: CallSignal


class _Lane:
    """What waits for one way out. `signals` is None where the centre has no such way."""

    def __init__(self, signals: CallSignals | None, clock: Clock, refuse: Callable[[CallId], None]) -> None:
        self.signals = signals
        self._clock = clock
        self._refuse = refuse
        self._unsent: deque[_Told] = deque()
        self._is_due = asyncio.Event()
        self._sending = asyncio.Lock()

    def put(self, told: _Told) -> None:
        self._unsent.append(told)
        self._is_due.set()

    def forget(self, call: CallId) -> None:
        last = (SignalAct.BYE, SignalAct.CONTROL)
        self._unsent = deque(one for one in self._unsent if one.signal.call != call or one.signal.act in last)

    async def run(self) -> None:
        while True:
            await self._is_due.wait()
            self._is_due.clear()
            await self.flush()
            if self._unsent:
                await self._clock.sleep(AGAIN_AFTER_S)
                self._is_due.set()

    async def flush(self) -> None:
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
        try:
            if self.signals is not None:
                await self.signals.send(told.to, told.signal)
                return
        except Refused as refused:
            log.debug("there is no such way out: %s", refused)
        self._refuse(told.signal.call)

    def _is_late(self, signal: CallSignal) -> bool:
        return signal.expires_at is not None and signal.expires_at < self._clock.now()


class CallLine:
    """Give `run` to the loops. `on_refused` is called where the centre has no such way out."""

    def __init__(self, signals: Mapping[CallKind, CallSignals], clock: Clock) -> None:
        self.on_refused: Callable[[CallId], None] = lambda _: None
        self._lanes: dict[CallKind, _Lane] = {}
        for kind in CallKind:
            out = signals.get(kind)
            known = next((lane for lane in self._lanes.values() if lane.signals is out), None)
            self._lanes[kind] = known or _Lane(out, clock, lambda call: self.on_refused(call))

    def put(self, kind: CallKind, to: Callee, signal: CallSignal) -> None:
        """Sends it soon. Never waits, and never raises."""
        self._lanes[kind].put(_Told(to, signal))

    def forget(self, call: CallId) -> None:
        """What has not been sent of a call that is over is not sent any more, but for the goodbye."""
        for lane in self._each():
            lane.forget(call)

    async def run(self) -> None:
        """For ever."""
        async with asyncio.TaskGroup() as group:
            for lane in self._each():
                group.create_task(lane.run(), name="call signals of one way")

    async def flush(self) -> None:
        """Sends what waits, until the way out is found to be away."""
        await asyncio.gather(*(lane.flush() for lane in self._each()))

    def _each(self) -> tuple[_Lane, ...]:
        return tuple(dict.fromkeys(self._lanes.values()))
