"""What the next centre is told of our cases. It goes through the outbox, in the transaction of the event that asks for
it, so that a lost connection loses none."""

from collections.abc import Iterator

from console.domain import events as ev
from console.domain.case import Case
from console.domain.escalation import Rung
from console.domain.forward import Forwarded, ForwardState


def forwards_of(draft: ev.Draft, case: Case, next_centre: str) -> Iterator[Forwarded]:
    """What an event of `case` (as it was before) asks for: that nobody answers, and that somebody does after all."""
    if not next_centre:
        return
    match draft.body:
        case ev.CaseEscalated(Rung.NEXT_CENTRE):
            yield _told(case, draft, next_centre, ForwardState.WAITING)
        case ev.CaseClaimed() | ev.CaseMerged() | ev.OutageEnded() if _is_awaited(case):
            yield _told(case, draft, next_centre, ForwardState.ANSWERED)
        case _:
            return


def _is_awaited(case: Case) -> bool:
    """Whether the next centre believes that nobody has answered."""
    return case.forwarded is ForwardState.WAITING


def _told(case: Case, draft: ev.Draft, to: str, state: ForwardState) -> Forwarded:
    return Forwarded(
        to, state, case.id, case.municipality, case.alarm_class, case.kind, case.cause, case.device,
        case.waiting_since, case.presses, draft.at,
    )  # fmt: skip
