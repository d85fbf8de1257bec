"""The third party of a call: who was invited, until when, and how they come in and go.

They have a line of their own to the engine and a name that nobody can guess; of the call they know nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.domain.call import CallChange, CallKind
from console.domain.call_engine import Drop, EngineOrder, MakeOffer, Peer, TakeAnswer, TakeCandidate
from console.domain.call_gate import Callee
from console.domain.call_shown import GuestKind, GuestShown
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.ids import CENTRE, CallId, DeviceId
from console.services.call_candidates import Candidates
from console.services.call_line import CallLine
from console.services.ports import Clock

GUESTS = "guests"
"""Under whose name guests speak in the stream."""

SAID_WITHIN = timedelta(seconds=30)
"""So long what is said to a guest means something."""

OFFERED_EVERY = timedelta(seconds=2)
"""A page that says oftener that it is there is not connected with anew each time."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """`id` is the secret of the link. `sees`: the resident's picture too."""

    id: str = field(repr=False)
    kind: GuestKind
    expires_at: datetime
    sees: bool
    link: str = field(repr=False)


class CallGuest:
    """`on_change` is called when something of it is to be shown, `on_noted` with what is to be journalled."""

    def __init__(
        self,
        call: CallId,
        invitation: Invitation,
        line: CallLine,
        ask: Callable[[EngineOrder], None],
        clock: Clock,
        ice: tuple[IceServer, ...],
    ) -> None:
        self.shown = GuestShown(
            invitation.kind, invitation.expires_at, sees=invitation.sees, link=invitation.link
        )  # fmt: skip
        self.callee = Callee(CENTRE, GUESTS, DeviceId(invitation.id))
        self.is_over = False
        self._call = call
        self._name = CallId(invitation.id)
        self._line = line
        self._ask = ask
        self._clock = clock
        self._ice = ice
        self._attempt = self._made = self._answered = 0
        self._offered_s: float | None = None
        self._knocks = False
        self._theirs, self._ours = Candidates(), Candidates()
        self._until_s = clock.monotonic() + (invitation.expires_at - clock.now()).total_seconds()
        self.on_change: Callable[[], None] = lambda: None
        self.on_noted: Callable[[CallChange, str], None] = lambda change, detail: None

    def told(self, signal: CallSignal) -> None:
        """What the guest's page says; the first is that it is there."""
        if self.is_over:
            return
        match signal.act:
            case SignalAct.RINGING:  # also whose page was loaded anew
                self._knocks = True
                self.step()
            case SignalAct.ANSWER if signal.attempt == self._attempt != self._answered:
                self._answered, self._knocks = self._attempt, False
                self._ask(TakeAnswer(self._call, self._attempt, signal.body, Peer.GUEST))
            case SignalAct.CANDIDATE if signal.attempt == self._attempt and self._theirs.may(
                self._attempt, signal.body
            ):
                self._ask(TakeCandidate(self._call, self._attempt, signal.body, Peer.GUEST))
            case SignalAct.BYE | SignalAct.DECLINED | SignalAct.BUSY:
                self.leave()
            case _:
                pass

    def offer(self) -> None:
        """Connects anew, once they are there."""
        self._attempt += 1
        self._knocks, self._offered_s = False, self._clock.monotonic()
        self._ask(
            MakeOffer(self._call, self._attempt, Peer.GUEST, wants_picture=True, with_camera=True, ice=self._ice)
        )  # fmt: skip

    def began_anew(self) -> None:
        """The engine knows of nobody any more."""
        if not self.is_over and self._attempt:
            self.offer()

    def offer_made(self, attempt: int, sdp: str) -> None:
        """Ours goes to the guest, once."""
        if attempt == self._attempt != self._made and not self.is_over:
            self._made = attempt
            self._put(CallSignal(self._name, SignalAct.OFFER, sdp, attempt, with_picture=True, ice=self._ice))

    def candidate_found(self, attempt: int, candidate: str) -> None:
        """One more way to us."""
        if attempt == self._attempt and not self.is_over and self._ours.may(attempt, candidate):
            self._put(CallSignal(self._name, SignalAct.CANDIDATE, candidate, attempt))

    def came(self, attempt: int) -> None:
        """Their line stands."""
        if attempt == self._attempt and not self.shown.is_in and not self.is_over:
            self.shown = replace(self.shown, is_in=True)
            self.on_noted(CallChange.GUEST_JOINED, self.shown.kind.value)
            self.on_change()

    def step(self) -> None:
        """To be called several times a second. The invitation ends in its time; who has knocked is connected with."""
        if self.is_over:
            return
        if self._clock.monotonic() >= self._until_s:
            self.end()
        elif self._knocks and not self._is_just_offered():
            self.offer()

    def end(self) -> None:
        """We send them away; whoever has come is told."""
        if self.is_over:
            return
        if self._attempt:
            self._put(CallSignal(self._name, SignalAct.BYE, attempt=self._attempt))
        self.leave()

    def leave(self) -> None:
        """They are gone, and cannot come again by this invitation."""
        if self.is_over:
            return
        self.is_over = True
        if self._attempt:
            self._ask(Drop(self._call, Peer.GUEST))
        self.on_noted(CallChange.GUEST_LEFT, self.shown.kind.value)
        self.on_change()

    def _is_just_offered(self) -> bool:
        every_s = OFFERED_EVERY.total_seconds()
        return self._offered_s is not None and self._clock.monotonic() - self._offered_s < every_s

    def _put(self, signal: CallSignal) -> None:
        self._line.put(CallKind.VIDEO, self.callee, replace(signal, expires_at=self._clock.now() + SAID_WITHIN))
