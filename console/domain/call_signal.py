"""What the two sides of a call say to each other before they see and hear: offer, answer, candidates, bye."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.call import CallFact, DeviceTone, NoPicture
from console.domain.ids import CallId


class SignalAct(StrEnum):
    """The console offers; the device rings, answers, is busy, declines. Both send candidates and say bye. `CONTROL` is
    ours: what the device is told in the midst of a call."""

    OFFER = "offer"
    ANSWER = "answer"
    CANDIDATE = "candidate"
    BYE = "bye"
    RINGING = "ringing"
    BUSY = "busy"
    DECLINED = "declined"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class IceServer:
    """A STUN or TURN server for one call. The credential is short-lived, and never logged."""

    url: str
    username: str = ""
    credential: str = ""

    def __repr__(self) -> str:
        return f"IceServer({self.url!r})"


@dataclass(frozen=True, slots=True)
class CallSignal:
    """One message of a call. `body` is the session description (SDP) or the candidate, opaque to us. `attempt` counts
    the offers of the one call: what belongs to an earlier one comes too late. Of an offer: `with_picture` whether
    the person is asked to be seen, `listen_in` that the device answers by itself after it has announced it, `ice`
    how to get through, `caller` what the device may show ("Larmcentralen"). Of an answer: `no_picture` why none
    comes. Of a control: `tone`. `expires_at` is by the clock of whoever says it, and the broker is told it too. Of a
    bye over telephony: `why`, where nobody left (not reached, no answer, line lost). `detail` is for a technician,
    in English, without a number."""

    call: CallId
    act: SignalAct
    body: str = field(default="", repr=False)
    attempt: int = 1
    expires_at: datetime | None = None
    with_picture: bool = False
    listen_in: bool = False
    ice: tuple[IceServer, ...] = ()
    caller: str = ""
    no_picture: NoPicture | None = None
    tone: DeviceTone | None = None
    why: CallFact | None = None
    detail: str = ""
