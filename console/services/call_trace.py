"""What happens in a call, journalled in its order: at once where the store takes it, else as soon as it does."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ids import CallId, CaseId, MunicipalityId, OperatorId
from console.domain.triage import Planned
from console.services.ports import Ids
from console.services.recorder import Recorder


@dataclass(frozen=True, slots=True)
class _Line:
    """One line to be. Of a case that is forgotten by now, it is the call's own. `id` makes it one line however often
    the store is asked."""

    id: str
    case: CaseId | None
    municipality: MunicipalityId
    who: OperatorId
    body: ev.CallBody


class CallTrace:
    """`on_said` is told of each line that is on disk."""

    def __init__(self, recorder: Recorder, new_id: Ids) -> None:
        self._recorder = recorder
        self._new_id = new_id
        self._unsaid: deque[_Line] = deque()
        self.on_said: Callable[[CallId, datetime, ev.CallBody], None] = lambda call, at, body: None

    def put(self, case: CaseId | None, municipality: MunicipalityId, who: OperatorId, body: ev.CallBody) -> None:
        """Never waits, and never raises."""
        self._unsaid.append(_Line(self._new_id(), case, municipality, who, body))

    async def say(self) -> None:
        """Journals what waits; one at a time may do so. Raises Unwritable, and nothing of it is forgotten."""
        while self._unsaid:
            line = self._unsaid[0]
            events = await self._recorder.note(partial(_planned, line), line.who, line.id)
            self._unsaid.popleft()  # only now: what could not be said is said later
            for event in events:
                self.on_said(line.body.call, event.at, line.body)


def planned_of(board: Overlay, case: CaseId | None, municipality: MunicipalityId, body: ev.CallBody) -> Planned:
    """One line of a call: its case's, or its own where it has none that is still known."""
    is_of_case = case is not None and board.get(case) is not None
    subject = ev.case_subject(case) if case is not None and is_of_case else ev.call_subject(body.call)
    return Planned(subject, municipality, body)


def _planned(line: _Line, board: Overlay) -> tuple[Planned]:
    return (planned_of(board, line.case, line.municipality, line.body),)
