"""What a sender is told of its alarm beyond `stored`: that somebody took it, and that it ended.

These follow the case's events and go through the outbox, so that a lost connection loses none.
"""

from collections.abc import Iterator

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import MunicipalityId
from console.domain.report import Origin, Receipt, ReceiptState
from console.domain.reused import as_sent


def receipts_of(draft: ev.Draft, case: Case) -> Iterator[Receipt]:
    """The receipts that an event of `case` (as it was before) asks for."""
    match draft.body:
        case ev.CaseClaimed():
            is_first = case.answered_after is None
            for alarm in case.recent:
                if is_first or alarm.began_at >= case.waiting_since:
                    yield from _receipt(alarm, draft, ReceiptState.CLAIMED, "")
        case ev.CaseClosed(outcome):
            for alarm in case.recent:
                yield from _receipt(alarm, draft, ReceiptState.CLOSED, outcome)
        case _:
            return


def _receipt(alarm: ev.Alarm, draft: ev.Draft, state: ReceiptState, reason: str) -> Iterator[Receipt]:
    before, _, rest = alarm.report.source.partition("/")
    if before:  # not a sender's own source: an unreadable message, an operator
        return
    municipality, _, sender = rest.partition("/")
    sender = sender.partition("/")[0]
    if municipality and sender and alarm.device:
        origin = Origin(MunicipalityId(municipality), sender, alarm.device)
        yield Receipt(origin, as_sent(alarm.report), state, draft.at, reason)
