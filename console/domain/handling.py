"""Who may handle a case: its lane says so, and a fault that leaves a person without help is also the care's."""

from console.domain.case import Case
from console.domain.operator import Act, Operator, act_on
from console.domain.refused import Reason, Refused


def may_handle(operator: Operator, case: Case) -> bool:
    """Whether some role of theirs handles this case."""
    tenant = case.municipality
    return operator.may(act_on(case.lane), tenant) or (case.is_lifted and operator.may(Act.HANDLE_CASE, tenant))


def require_handling(operator: Operator, case: Case) -> None:
    """Raises Refused(NOT_GRANTED) where `may_handle` says no."""
    if not may_handle(operator, case):
        raise Refused(Reason.NOT_GRANTED, detail=case.municipality)
