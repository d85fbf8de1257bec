"""The one call at this console: looked after several times a second, heard, told, and ended when it must be.

Ending asks nobody and waits for nothing; what happened is journalled as soon as the store takes it. A lock does not
end a call, for whoever locks the screen may still speak; that nobody sits here any more does, and so does that the
case has gone to another while it still rings. A call in which somebody speaks is never cut by that: it goes on,
journalled on the case, and the screen says whose that is now.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from console.domain import events as ev
from console.domain.call import CallFact, CallResult
from console.domain.call_engine import DevicesFound, EngineDied, EngineReady, EngineWord
from console.domain.call_gate import CallPermit
from console.domain.call_shown import EngineState, OpenCall
from console.domain.call_signal import CallSignal
from console.domain.ids import CallId, ConsoleId
from console.domain.journal import Unwritable
from console.domain.operator import Operator
from console.domain.refused import Reason, Refused
from console.domain.report import FieldReport
from console.services.call_at_hand import BegunCall, CallPorts, CallSettings
from console.services.call_heard import engine_said
from console.services.call_hearing import Hearing
from console.services.call_leftovers import CallLeftovers
from console.services.call_line import CallLine
from console.services.call_trace import CallTrace
from console.services.live_call import LiveCall
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder
from console.services.screen import CallTold, Screen

log = logging.getLogger(__name__)

STEP_S = 0.2
"""How often the call is looked after."""


class Calling:
    """`operator` tells who sits here, `is_link_up` whether the stream's messages come through. `on_result` is told what
    an own call said of the person, once that is journalled; it may raise Unwritable, and is told again."""

    def __init__(
        self,
        recorder: Recorder,
        ports: CallPorts,
        clock: Clock,
        screen: Screen,
        new_id: Ids,
        console: ConsoleId,
        settings: CallSettings,
    ) -> None:
        self._recorder = recorder
        self._ports = ports
        self._clock = clock
        self._screen = screen
        self.settings = settings
        self._line = CallLine(ports.signals, clock)
        self._line.on_refused = self._refused
        self._trace = CallTrace(recorder, new_id)
        self._trace.on_said = self.said
        self.leftovers = CallLeftovers(recorder, self._trace, console, self._is_known, clock)
        self._results: deque[tuple[BegunCall, CallResult]] = deque()
        self._telling = asyncio.Lock()
        self._reserved: CallId | None = None
        self._live: LiveCall | None = None
        self._told: CallTold | None = None
        self._hearing = Hearing()
        self.engine_state = EngineState.ABSENT
        self.operator: Callable[[], Operator | None] = lambda: None
        self.is_link_up: Callable[[], bool] = lambda: True
        self.on_result: Callable[[BegunCall, CallResult], Awaitable[None]] = _nothing

    @property
    def call(self) -> OpenCall | None:
        """The call that goes on here, or was last until it is put away."""
        return self._live.call.shown if self._live is not None else None

    @property
    def permit(self) -> CallPermit | None:
        """Its right."""
        return self._live.call.permit if self._live is not None else None

    @property
    def foreign(self) -> int:
        """So many signals of our calls came from somebody else, and were ignored."""
        return self._hearing.foreign

    def live(self, operator: Operator) -> LiveCall:
        """The call that this operator has here. Raises Refused(NO_CALL) where none goes on."""
        live = self._live
        if live is None or live.call.is_over or live.call.permit.who != operator.id:
            raise Refused(Reason.NO_CALL)
        return live

    def start_engine(self) -> None:
        """Somebody sits here: calls can be seen and heard soon. Idempotent."""
        if self.settings.has_engine and self.engine_state is EngineState.ABSENT:
            self.engine_state = EngineState.STARTING
            self._ports.engine.start()
            self._tell()

    def reserve(self, call: CallId, *, by_engine: bool) -> None:
        """A call is about to begin. Raises Refused: another goes on, or about to, or none can be heard here."""
        if self._reserved is not None or (self._live is not None and not self._live.call.is_over):
            raise Refused(Reason.CALL_GOES_ON)
        if by_engine:
            self.start_engine()
            if self.engine_state in (EngineState.ABSENT, EngineState.FAILED):
                raise Refused(Reason.NO_ENGINE)
        self._reserved = call

    def release(self, call: CallId) -> None:
        """It does not begin after all, or has begun."""
        if self._reserved == call:
            self._reserved = None

    def begin(self, begun: BegunCall) -> None:
        """Rings, by a right that is journalled. Raises ValueError where it was not reserved."""
        if self._reserved != begun.permit.call:
            raise ValueError("a call that was not reserved")
        live = LiveCall(begun, self._ports, self._line, self._clock, self.settings, self._is_ready)
        live.call.on_change = self._tell
        live.call.on_say = lambda body: self._put(live, body)
        live.on_result = lambda begun, result: self._results.append((begun, result))
        self._live, self._reserved = live, None
        self._tell()
        if self._is_here(begun.permit):
            live.begin()
        else:
            live.end(CallFact.SEAT_LEFT)

    def hang_up(self, operator: Operator) -> None:
        """Ends it, whatever its state. Raises Refused(NO_CALL)."""
        self.live(operator).end(CallFact.HUNG_UP)

    def put_away(self) -> None:
        """A call that is over leaves the screen."""
        if self._live is not None and self._live.call.is_over:
            self._live = None
            self._tell()

    def heard(self, word: EngineWord) -> None:
        """What the engine says."""
        live = self._live
        match word:
            case EngineReady():
                self.engine_state = EngineState.READY
                if live is not None:
                    live.engine_ready()
                self._tell()
            case EngineDied(is_final=is_final):
                self.engine_state = EngineState.FAILED if is_final else EngineState.STARTING
                if live is not None:
                    live.engine_died(is_final=is_final)
                self._tell()
            case DevicesFound():
                pass
            case _ if live is not None and live.call.shown.id == word.call and not live.call.is_over:
                engine_said(live, word)
            case _:
                pass

    def hear(self, reports: Sequence[FieldReport]) -> None:
        """What the field says: the other side of our call, or its guest. Never raises."""
        for report in reports:
            live = self._live
            if live is not None:
                self._hearing.take(report, live)

    def told(self, signal: CallSignal) -> None:
        """What a gateway says for the other side of a call by telephony. Too late, or of another: nothing."""
        live = self._live
        if live is not None and live.call.shown.id == signal.call and not live.call.is_over:
            live.told(signal)

    async def start(self) -> None:
        """Ends what a crash has left open, of cases."""
        self.leftovers.end()
        await self.tell()

    async def run(self) -> None:
        """For ever; at the end the call is over."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_after(), name="open call")
                group.create_task(self._tell_on(), name="calls to journal")
                group.create_task(self._line.run(), name="call signals")
        finally:
            self._end(CallFact.SEAT_LEFT)

    async def leave(self) -> None:
        """The console ends in order: the call is over, the other side is told, and it is journalled. May hang where
        the stream or the store does."""
        self._end(CallFact.SEAT_LEFT)
        await self._line.flush()
        await self.tell()

    async def step(self) -> None:
        """Once. The call first, whatever the store does."""
        self.look_after()
        await self._line.flush()
        await self.tell()

    def look_after(self) -> None:
        """Ends the call where it must be, and follows it."""
        live = self._live
        if live is None or live.call.is_over:
            return
        permit = live.call.permit
        if not self._is_here(permit):
            live.end(CallFact.SEAT_LEFT)
            return
        owner = self._other_owner(permit)
        if owner is not None and not live.call.is_spoken:
            live.end(CallFact.HUNG_UP)
            return
        live.call.show(owner=owner)
        live.step(is_link_up=self.is_link_up())

    async def tell(self) -> None:
        """Journals what happened, and then what it says of the person."""
        try:
            async with self._telling:
                await self._trace.say()
                while self._results:
                    begun, result = self._results[0]
                    await self.on_result(begun, result)
                    self._results.popleft()
        except Unwritable as unwritable:  # the call is looked after all the same
            log.debug("what happened in a call is journalled later: %s", unwritable)

    async def _look_after(self) -> None:
        while True:
            self.look_after()
            await self._clock.sleep(STEP_S)

    async def _tell_on(self) -> None:
        """Apart from the call: a store that hangs keeps none open."""
        while True:
            await self.tell()
            await self._clock.sleep(STEP_S)

    def _is_known(self, call: CallId) -> bool:
        """Whether it is ours, or about to be."""
        return call == self._reserved or (self._live is not None and self._live.call.shown.id == call)

    def _is_ready(self) -> bool:
        return self.engine_state is EngineState.READY

    def _is_here(self, permit: CallPermit) -> bool:
        here = self.operator()
        return here is not None and here.id == permit.who

    def _other_owner(self, permit: CallPermit) -> str | None:
        """Who has the case now, where that is not whoever calls; also of the case that it was merged into."""
        board = self._recorder.board
        case = board.get(permit.case) if permit.case is not None else None
        while case is not None and case.merged_into is not None:
            case = board.get(case.merged_into)
        if permit.case is None or (case is not None and case.is_open and case.owner == permit.who):
            return None
        return board.owner_name(case) if case is not None and case.is_open else ""

    def _end(self, fact: CallFact) -> None:
        if self._live is not None:
            self._live.end(fact)

    def _put(self, live: LiveCall, body: ev.CallBody) -> None:
        permit = live.call.permit
        self._trace.put(permit.case, permit.municipality, permit.who, body)

    def said(self, call: CallId, at: datetime, body: ev.CallBody) -> None:
        """One more line of a call is on disk."""
        live = self._live
        if live is not None and live.call.shown.id == call:
            live.call.show(said=(*live.call.shown.said, (at, body)))

    def _refused(self, call: CallId) -> None:
        """There is no such way out: nobody can be reached by it."""
        live = self._live
        if live is not None and live.call.shown.id == call:
            live.end(CallFact.LINE_LOST if live.call.is_spoken else CallFact.NOT_REACHED)

    def _tell(self) -> None:
        told = CallTold(self.call, self.engine_state)
        if told != self._told:
            self._told = told
            self._screen.show(told)


async def _nothing(_: BegunCall, __: CallResult) -> None:
    """Nobody has to be told."""
