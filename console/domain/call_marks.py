"""What a call of the console's own says to the step of the plan that it was made for. Pure.

Only what is certain is said by itself; silence is never. What an answer means is for whoever listens to say: a relative
who answers may come or not, and a number may be answered by a mailbox.
"""

from console.domain.call import CallKind, CallResult
from console.domain.call_shown import CallWay
from console.domain.plan import Act, Way


def mark_of(act: Act, way: CallWay, result: CallResult, *, contacts_left: bool) -> str:
    """The answer that a call by `way` gives to a step of this kind; "" where it gives none. `contacts_left`: there are
    contacts that have not been called."""
    if result is CallResult.UNKNOWN:
        return ""
    if act is Act.CONTACTS:
        is_last = way.contact > 0 and not contacts_left
        return "no_answer" if is_last and result is not CallResult.ANSWERED else ""
    if way.contact or act not in (Act.CALL, Act.VIDEO):
        return ""
    if act is Act.VIDEO and way.kind is not CallKind.VIDEO:
        return ""
    may_be_mailbox = way.kind is CallKind.SIP and way.way is not Way.DEVICE
    return "" if result is CallResult.ANSWERED and may_be_mailbox else result.value
