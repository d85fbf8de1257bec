"""What the window asks of the console about action plans. Part of `ui.office.Office`; errors are the same."""

from typing import Protocol

from console.domain.ground import LaidPlan
from console.domain.ids import CaseId


class PlanOffice(Protocol):
    """The plan of a case, and the seated operator's way through it."""

    async def plan(self, case: CaseId) -> LaidPlan | None:
        """What the case runs; for a case that nobody has taken, what would be laid before whoever took it. None where
        no plan fits, or the version that it runs is not known here yet."""
        ...

    async def do_step(self, case: CaseId, step: str, answer: str) -> None:
        """Refused(ANSWER_MISSING) where the step asks for an answer, Refused(NOT_THE_STEP) where it is done."""
        ...

    async def skip_step(self, case: CaseId, step: str, reason: str) -> None: ...

    async def reopen_step(self, case: CaseId, step: str) -> None: ...

    async def change_plan(self, case: CaseId) -> None:
        """Refused(NOTHING_TO_DO) where the plan that fits is the one that runs."""
        ...
