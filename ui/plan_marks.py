"""What a panel decided that is also a step of the plan: the deed is done, and the step is marked with it."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from console.domain.plan import Act, PlanStep
from console.domain.queue import Row
from console.domain.refused import Refused
from console.domain.resident import Outcome
from ui.office import Office
from ui.records import Records
from ui.words.course import OPEN_STATES

Call = Callable[[], Coroutine[Any, Any, object]]
"""Makes the call when it is to be made: one that is never made is never awaited."""


def step_done(act: Act, row: Row, records: Records) -> PlanStep | None:
    """The step that a panel of this kind does: the one at hand in an own case, where it asks for that."""
    at_hand = records.plans.at_hand()
    if at_hand is None or not records.is_mine(row) or at_hand.state not in OPEN_STATES:
        return None
    return at_hand.step if at_hand.step.act is act else None


async def then_mark(call: Call, office: Office, row: Row, step: PlanStep | None) -> None:
    """The deed, and then the mark."""
    await call()
    if step is not None:
        await office.do_step(row.case, step.id, "")


async def mark_and_close(call: Call, office: Office, row: Row, step: PlanStep | None) -> None:
    """The mark, and then the end of the case, after which nothing can be marked. Refused, the mark is taken back."""
    if step is not None:
        await office.do_step(row.case, step.id, "")
    try:
        await call()
    except Refused:
        if step is not None:
            await office.reopen_step(row.case, step.id)
        raise


def fitting(records: Records) -> tuple[str, ...]:
    """The codes of the outcomes that the plan names as those that fit best."""
    standings = records.plans.standings()
    return tuple(code for each in standings if each.step.act is Act.OUTCOME for code in each.step.outcomes)


def fitting_first(outcomes: Sequence[Outcome], codes: Sequence[str]) -> tuple[Outcome, ...]:
    """The municipality's outcomes, those of the plan first and in its order."""
    order = {code: at for at, code in enumerate(codes)}
    return tuple(sorted(outcomes, key=lambda outcome: order.get(outcome.code, len(order))))
