"""Lays an action plan before whoever takes a case, and shows the one that it runs.

Which steps apply is decided when the plan is laid, by the presses and the facts of the person's card, and journalled
with it: what was shown does not change under the operator's hands when a card does. It is laid again when somebody
takes the case, when its person is named, and when its alarms bring further steps (`services.plan_laying`).
"""

import logging

from console.domain.case import Case
from console.domain.ground import LaidPlan
from console.domain.handling import require_handling
from console.domain.ids import CaseId
from console.domain.journal import BadRow, Unwritable
from console.domain.operator import Operator
from console.domain.plan import Plan, Situation, arranged
from console.domain.refused import Reason, Refused
from console.domain.resident import FactKind
from console.services.directory import Directory
from console.services.plans import Plans
from console.services.recorder import Recorder

log = logging.getLogger(__name__)


class PlanShelf:
    """Fits `services.desk.PlanShelf`. A case is never kept waiting for its plan: where none can be had it has none."""

    def __init__(self, plans: Plans, directory: Directory, recorder: Recorder) -> None:
        self._plans = plans
        self._directory = directory
        self._recorder = recorder

    async def lay(self, case: Case) -> LaidPlan | None:
        """The plan that fits the case now, kept in the store; None where none does, or none can be had."""
        try:
            found = self._plans.choose(_situation(case, await self._facts(case)))
            if found is None:
                return None
            await self._plans.keep(found[0])
        except (Unwritable, BadRow) as lost:
            log.info("a case begins without its plan: %s", lost)
            return None
        return LaidPlan(*found)

    async def again(self, case: Case) -> LaidPlan | None:
        """The plan that the case runs, with the steps that apply now; before it runs one, as `lay`. None where it
        cannot be had."""
        if case.plan is None:
            return await self.lay(case)
        plan = await self._plans.sought(case.plan.version)
        if plan is None:
            return None
        try:
            return LaidPlan(plan, arranged(plan, _situation(case, await self._facts(case))))
        except (Unwritable, BadRow) as lost:
            log.info("a case goes on with the steps that it has: %s", lost)
            return None

    async def of_version(self, version: str) -> Plan | None:
        """The plan as it was when a case began it; None where it is not known, or not yet."""
        return await self._plans.sought(version)

    async def shown(self, operator: Operator, case_id: CaseId) -> LaidPlan | None:
        """What a case runs, or what would be laid before whoever took it: then without what the card says of the
        person, which has not been opened. Raises Refused outside the grants."""
        case = self._recorder.board.get(case_id)
        if case is None:
            raise Refused(Reason.NO_SUCH_CASE)
        require_handling(operator, case)
        if case.plan is not None:
            plan = await self._plans.sought(case.plan.version)
            return LaidPlan(plan, case.plan.steps) if plan is not None else None
        found = self._plans.choose(_situation(case, frozenset()))
        return LaidPlan(*found) if found is not None else None

    async def _facts(self, case: Case) -> frozenset[FactKind]:
        found = await self._directory.resident(case.resident) if case.resident is not None else None
        return frozenset(fact.kind for fact in found.facts) if found is not None else frozenset()


def _situation(case: Case, facts: frozenset[FactKind]) -> Situation:
    return Situation(
        case.lane, case.kind, case.cause, case.alarm_class, case.municipality, case.resident, facts, case.presses
    )
