"""Calls that began by the journal and are nobody's: those a crash left open, and those whose begin was stored though we
were not told so, which never rang. Each gets its end.
"""

from collections.abc import Callable, Sequence

from console.domain import events as ev
from console.domain.call import CallEnd, CallResult, result_of
from console.domain.case import Case
from console.domain.ids import SYSTEM, CallId, ConsoleId
from console.services.call_trace import CallTrace
from console.services.recorder import Recorder


class CallLeftovers:
    """`heard` is a watcher of the recorder. `is_known` tells whether a call is one that this console has now."""

    def __init__(
        self, recorder: Recorder, trace: CallTrace, console: ConsoleId, is_known: Callable[[CallId], bool]
    ) -> None:
        self._recorder = recorder
        self._trace = trace
        self._console = console
        self._is_known = is_known

    def end(self) -> None:
        """After a start: what this console left open of cases. Of a call outside any case the board knows nothing."""
        for case in tuple(self._recorder.board.cases.values()):
            call = case.call
            if call is not None and call.console == self._console and not self._is_known(call.id):
                result = result_of(CallEnd.CONSOLE_GONE, was_answered=call.is_answered)
                ended = ev.CallEnded(call.id, CallEnd.CONSOLE_GONE, result)
                self._trace.put(case.id, case.municipality, case.owner or SYSTEM, ended)

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """The begin of a call of this console that it does not have."""
        for event in events:
            body = event.body
            if isinstance(body, ev.CallBegan) and body.console == self._console and not self._is_known(body.call):
                ended = ev.CallEnded(body.call, CallEnd.CANCELLED, CallResult.UNKNOWN)
                self._trace.put(ev.case_of(event.subject), event.municipality, event.who, ended)
