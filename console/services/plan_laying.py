"""Lays the plan of a case that somebody has anew when further alarms bring steps that it did not have: three presses,
five presses, a card that could not be read before. As a duty of the watch.

It only adds steps, and only of the version that the case runs: nothing goes away under the operator's hands, and a
graver alarm's own plan is the operator's choice.
"""

from collections.abc import Sequence

from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.ground import LaidPlan, laid_again, on
from console.domain.ids import CaseId
from console.domain.lifecycle import State
from console.domain.triage import Planned
from console.services.desk import PlanShelf
from console.services.recorder import Recorder

_Seen = tuple[object, ...]


class PlanLaying:
    """`look` is one of the watch's duties."""

    def __init__(self, recorder: Recorder, plans: PlanShelf) -> None:
        self._recorder = recorder
        self._plans = plans
        self._seen: dict[CaseId, _Seen] = {}

    async def look(self) -> None:
        """Journals the steps that have come. Raises Unwritable: then the same is found again."""
        claimed = [case for case in self._recorder.board.open_cases() if case.state is State.CLAIMED]
        found: list[tuple[CaseId, LaidPlan]] = []
        seen: dict[CaseId, _Seen] = {}
        for case in claimed:
            seen[case.id] = self._seen.get(case.id, ())
            laid = await self._plans.again(case) if seen[case.id] != _by(case) else None
            if laid is None:
                continue
            seen[case.id] = _by(case)
            if laid_again(case, laid, may_drop=False) is not None:
                found.append((case.id, laid))
        if found:
            await self._recorder.note(lambda board: _planned(found, board))
        self._seen = seen


def _by(case: Case) -> _Seen:
    """What decides which steps apply. Not the card: what was shown stays when that is changed."""
    return (case.presses, case.cause, case.resident, case.plan.version if case.plan is not None else "")


def _planned(found: Sequence[tuple[CaseId, LaidPlan]], board: Overlay) -> list[Planned]:
    """By the board as it is when this is decided: another console may have been faster."""
    planned: list[Planned] = []
    for case_id, laid in found:
        case = board.get(case_id)
        begun = laid_again(case, laid, may_drop=False) if case is not None and case.state is State.CLAIMED else None
        if case is not None and begun is not None:
            planned.append(on(case, begun))
    return planned
