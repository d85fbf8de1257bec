"""Who may handle a case: its lane says so, and a technical case that may be about a person's safety is also the care's.

Those are the graver ones than class Teknik: what leaves somebody without help, an alarm that could not be read, or one
through a sender that nobody knows.
"""

from console.domain.alarm import AlarmClass
from console.domain.case import Case
from console.domain.operator import Act, Operator, act_on
from console.domain.refused import Reason, Refused


def may_handle(operator: Operator, case: Case) -> bool:
    """Whether some role of theirs handles this case."""
    tenant = case.municipality
    is_the_cares = case.is_lifted or case.alarm_class < AlarmClass.TECHNICAL
    return operator.may(act_on(case.lane), tenant) or (is_the_cares and operator.may(Act.HANDLE_CASE, tenant))


def require_handling(operator: Operator, case: Case) -> None:
    """Raises Refused(NOT_GRANTED) where `may_handle` says no."""
    if not may_handle(operator, case):
        raise Refused(Reason.NOT_GRANTED, detail=case.municipality)
