"""Calls that began by the journal and are nobody's: those a crash left open, those of a console that is gone, and those
whose begin was stored though we were not told so, which never rang. Each gets its end.
"""

from collections.abc import Callable, Sequence

from console.domain import events as ev
from console.domain.call import CallEnd, CallResult, result_of
from console.domain.case import Case, CaseCall
from console.domain.ids import SYSTEM, CallId, ConsoleId
from console.domain.triage import Planned
from console.services.call_trace import CallTrace
from console.services.ports import Clock
from console.services.recorder import Recorder

GONE_AFTER_S = 30.0
"""A console that has not been heard for so long talks with nobody: as long as until its cases are freed."""


class CallLeftovers:
    """`heard` is a watcher of the recorder, `look` one of the watch's duties. `is_known` tells whether a call is one
    that this console has now, `is_living` whether another console is heard."""

    def __init__(
        self, recorder: Recorder, trace: CallTrace, console: ConsoleId, is_known: Callable[[CallId], bool], clock: Clock
    ) -> None:
        self._recorder = recorder
        self._trace = trace
        self._console = console
        self._is_known = is_known
        self._clock = clock
        self._missing_since: dict[ConsoleId, float] = {}
        self.is_living: Callable[[ConsoleId], bool] = lambda _: True

    def end(self) -> None:
        """After a start: what this console left open of cases. Of a call outside any case the board knows nothing."""
        for case in tuple(self._recorder.board.cases.values()):
            call = case.call
            if call is not None and call.console == self._console and not self._is_known(call.id):
                self._trace.put(case.id, case.municipality, case.owner or SYSTEM, _gone(call))

    async def look(self) -> None:
        """No case says that somebody talks with the person, when the console that did is gone. Raises Unwritable."""
        at = self._clock.monotonic()
        others = {call.console for _, call in self._others() if call.console is not None}
        missing = [console for console in others if not self.is_living(console)]
        self._missing_since = {console: self._missing_since.get(console, at) for console in missing}
        gone = frozenset(one for one, since in self._missing_since.items() if at - since >= GONE_AFTER_S)
        if gone:
            await self._recorder.note(lambda _: self._planned(gone))

    def _others(self) -> list[tuple[Case, CaseCall]]:
        cases = self._recorder.board.cases.values()
        return [(case, case.call) for case in cases if case.call is not None and case.call.console != self._console]

    def _planned(self, gone: frozenset[ConsoleId]) -> list[Planned]:
        return [
            Planned(ev.case_subject(case.id), case.municipality, _gone(call))
            for case, call in self._others()
            if call.console in gone
        ]

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """The begin of a call of this console that it does not have."""
        for event in events:
            body = event.body
            if isinstance(body, ev.CallBegan) and body.console == self._console and not self._is_known(body.call):
                ended = ev.CallEnded(body.call, CallEnd.CANCELLED, CallResult.UNKNOWN)
                self._trace.put(ev.case_of(event.subject), event.municipality, event.who, ended)


def _gone(call: CaseCall) -> ev.CallEnded:
    result = result_of(CallEnd.CONSOLE_GONE, was_answered=call.is_answered)
    return ev.CallEnded(call.id, CallEnd.CONSOLE_GONE, result)
