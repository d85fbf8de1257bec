"""What a command says: its lines, and each no as a sentence with the next step. English, for who runs a server.

The operators' words for the same reasons are the screen's (`ui/words`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from console.domain.refused import Reason, Refused


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer. A complaint goes to stderr, everything else to stdout."""

    text: str
    is_complaint: bool = False


Say = Callable[[Line], None]


class NotDone(Exception):
    """The command was understood and not done. The text is the reason, or "" where it has been said already."""


class Arguments(dict[str, str]):
    """An errand's arguments. One that is missing was sent by another version: NotDone, and no fault of ours."""

    def __missing__(self, name: str) -> str:
        raise NotDone(f"the command lacks {name}, which this console asks for: two versions of Vaka?")


_SENTENCES: dict[Reason, str] = {
    Reason.NOT_GRANTED: "this account may not do that in {detail}; one with the right role there must ask (--as)",
    Reason.NOT_SIGNED_IN: "nobody is signed in",
    Reason.NO_SUCH_CASE: "there is no such case; `vaka journal show latest` shows the newest that you may read",
    Reason.NO_SUCH_RESIDENT: "there is no resident with that id; ids are those of the import file",
    Reason.NO_SUCH_OPERATOR: "there is no such operator",
    Reason.WRONG_PASSWORD: "wrong account or password, or a disabled account; nothing was done",
    Reason.ACCOUNT_LOCKED: (
        "the account is locked for {detail} s more after too many wrong passwords; wait, or let somebody who manages "
        "accounts run `vaka account enable`"
    ),
}


def sentence(refused: Refused) -> str:
    """Why a rule said no, and what to do."""
    known = _SENTENCES.get(refused.reason)
    if known is not None:
        return known.format(detail=refused.detail or "that municipality")
    more = f" ({refused.detail})" if refused.detail else ""
    return f"{refused.reason.replace('_', ' ')}{more}"
