"""What a human's key asks the world for: somebody who goes there. Only for a case of one's own. A camera is opened by
`looks`, a call made by `calls`.

No ladder comes here: what moves by itself calls people at work, and never rings or looks (`escalations`). Every call
raises Refused, with NOT_CONNECTED where there is nothing yet to do it by, or LostContact.
"""

from console.domain.ids import CaseId
from console.domain.operator import Operator
from console.domain.refused import Reason, Refused
from console.services.ports import DispatchPort
from console.services.recorder import Recorder


class Outreach:
    """The port, behind the rule of ownership."""

    def __init__(self, recorder: Recorder, dispatch: DispatchPort) -> None:
        self._recorder = recorder
        self._dispatch = dispatch

    async def dispatch(self, operator: Operator, case: CaseId, step: str) -> None:
        """Asks for somebody to go there; `step` is the plan's, and the same step asked twice is one task."""
        self._require_own(operator, case)
        await self._dispatch.dispatch(case, dispatch_key(case, step), operator.id)

    def _require_own(self, operator: Operator, case: CaseId) -> None:
        known = self._recorder.board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        if known.owner is None:
            raise Refused(Reason.CASE_CLOSED if not known.is_open else Reason.NOT_OWNED)
        if known.owner != operator.id:
            raise Refused(Reason.OWNED_BY_OTHER, owner=self._recorder.board.names.get(known.owner, known.owner))


def dispatch_key(case: CaseId, step: str) -> str:
    """What makes the patrol of a step one task, whoever asks for it: a human, or the ladder of any console."""
    return f"{case}:{step}"
