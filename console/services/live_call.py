"""The one call that goes on, or was last: what is asked of it, what the other side says, and when it is given up.

Nothing here waits for anybody.
"""

from collections.abc import Callable

from console.domain import events as ev
from console.domain.call import (
    BY_ENGINE,
    OFFERED_WITHIN,
    REACHED_WITHIN_BY_SIP,
    TABLE,
    CallChange,
    CallFact,
    CallKind,
    CallResult,
    CallState,
    DeviceTone,
    NoPicture,
    result_of,
)
from console.domain.call_engine import EngineFault, Peer
from console.domain.call_gate import CallPermit
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.refused import Reason, Refused
from console.services.call_at_hand import BegunCall, CallAtHand, CallPorts, CallSettings
from console.services.call_guest import CallGuest, Invitation
from console.services.call_line import CallLine
from console.services.call_media import CallMedia
from console.services.ports import Clock

HELD, RESUMED = "held", "resumed"
"""What the gateway is told in a control, so that telephony plays or shows it."""

THEIRS = frozenset({CallFact.LEFT, CallFact.BUSY, CallFact.DECLINED, CallFact.HANDED})
"""Ends of which the other side need not be told."""


class LiveCall:
    """`on_result` is told what the call says of the person: that they answered and the line stands, or at its end that
    they did not answer."""

    def __init__(
        self,
        begun: BegunCall,
        ports: CallPorts,
        line: CallLine,
        clock: Clock,
        settings: CallSettings,
        is_engine_ready: Callable[[], bool],
    ) -> None:
        self.begun = begun
        self.call = CallAtHand(begun, clock)
        self.media = CallMedia(self.call, ports, line, clock, settings, is_engine_ready)
        self.media.guest_sees = self._guest_sees
        self.media.on_stood = self._stood
        self.guest: CallGuest | None = None
        self._ports = ports
        self._line = line
        self._clock = clock
        self._settings = settings
        self._is_engine_ready = is_engine_ready
        self._began_s = self._rings_until_s = clock.monotonic()
        self._was_cut = self._is_told = False
        self.on_result: Callable[[BegunCall, CallResult], None] = lambda begun, result: None

    def begin(self) -> None:
        """It rings now; a number is handed to the telephone, and that is all that is known of it."""
        if self.call.permit.kind in BY_ENGINE:
            self.media.offer()
            return
        self._ports.telephone.dial(self.call.permit.callee.address.removeprefix("tel:"))
        self.end(CallFact.HANDED)

    def require_spoken(self) -> None:
        """Raises Refused(NO_CALL) where nobody has answered, or it is over."""
        if not self.call.is_spoken:
            raise Refused(Reason.NO_CALL)

    def end(self, fact: CallFact) -> None:
        """Ends it; what is over stays as it is."""
        if self.call.is_over or not self.call.take(fact):
            return
        if self.guest is not None:
            self.guest.end()
        self.media.end(says_goodbye=fact not in THEIRS)
        self.call.show(rings_until=None, lost_since=None, is_quiet=False)
        course = self.call.shown.course
        if course.end is None:
            raise ValueError(f"a call that is {course.state} without an end")
        was_answered, by_itself = course.answered_at is not None, self.call.permit.listen_in
        result = result_of(course.end, was_answered=was_answered, by_itself=by_itself)
        self.call.on_say(ev.CallEnded(
            self.call.shown.id, course.end, result, round(course.lasted.total_seconds(), 1),
            self.media.sound_after_s, self.media.picture_after_s,
        ))  # fmt: skip
        if result not in (CallResult.ANSWERED, CallResult.UNKNOWN):
            self.on_result(self.begun, result)

    def hold(self, *, is_held: bool) -> None:
        """Nothing goes either way while it is held. Raises Refused(NO_CALL)."""
        if not self.call.take(CallFact.HELD if is_held else CallFact.RESUMED):
            raise Refused(Reason.NO_CALL)
        self.call.note(CallChange.HELD if is_held else CallChange.RESUMED)
        if self.call.permit.kind is CallKind.SIP:
            said = HELD if is_held else RESUMED
            self.media.put(CallSignal(self.call.shown.id, SignalAct.CONTROL, said, self.call.attempt))
        self.media.listen_anew()
        self.call.show(is_quiet=False)
        self.media.send()

    def send_own(self, *, microphone: bool, camera: bool, volume: int) -> None:
        """What goes out, and how loud the other is heard. Raises Refused(NO_CALL) where it is over."""
        if self.call.is_over:
            raise Refused(Reason.NO_CALL)
        self.call.show(muted=not microphone, camera=camera, volume=max(0, min(100, volume)))
        self.media.send()

    def tone(self, tone: DeviceTone) -> None:
        """Tells the device. Raises Refused(NO_CALL) before somebody has answered."""
        self.require_spoken()
        self.media.put(CallSignal(self.call.shown.id, SignalAct.CONTROL, attempt=self.call.attempt, tone=tone))
        self.call.note(CallChange.TONE_SENT, tone.value)

    def use(self, permit: CallPermit) -> None:
        """With a picture from now, or without: it is offered again, which whoever has answered answers by itself."""
        self.call.permit = permit
        self.call.show(
            kind=permit.kind, is_seen=False, no_picture=permit.no_picture or NoPicture.NOT_YET,
            camera=self.call.shown.camera and permit.with_picture,
        )  # fmt: skip
        self.media.send()
        self.media.offer()

    def invite(self, invitation: Invitation) -> None:
        """A third party may come in; one who was invited before is sent away."""
        self.send_guest_away()
        self.guest = guest = CallGuest(
            self.call.shown.id, invitation, self._line, self._ports.engine.ask, self._clock, self._settings.ice()
        )  # fmt: skip
        guest.on_change = self._follow_guest
        guest.on_noted = self._tell_of_guest
        self._follow_guest()

    def send_guest_away(self) -> None:
        """The invitation is over."""
        if self.guest is not None:
            self.guest.end()

    def told(self, signal: CallSignal) -> None:
        """What the other side says. Whoever hangs up is heard, whichever offer they mean; the rest counts of the last
        offer alone."""
        match signal.act:
            case SignalAct.BUSY:
                self._ended(CallFact.BUSY)
            case SignalAct.DECLINED:
                self._ended(CallFact.LEFT if self.call.is_spoken else CallFact.DECLINED)
            case SignalAct.BYE:
                self._ended(signal.why or CallFact.LEFT)
            case SignalAct.RINGING if signal.attempt == self.call.attempt:
                self._rang()
                if self.call.permit.kind is CallKind.SIP and signal.body:
                    self.media.early(signal)
            case SignalAct.ANSWER:
                self._answered(signal)
            case SignalAct.CANDIDATE:
                self.media.candidate_came(signal)
            case _:
                pass

    def engine_ready(self) -> None:
        """It runs, and knows of no call: it is told all."""
        if not self.call.is_over and self.call.permit.kind in BY_ENGINE:
            self.media.offer()
            if self.guest is not None:
                self.guest.began_anew()

    def engine_died(self, *, is_final: bool) -> None:
        """The call is offered again when it is back; not if it never is."""
        if self.call.permit.kind in BY_ENGINE and is_final:
            self.end(CallFact.ENGINE_LOST)
        elif self.call.permit.kind in BY_ENGINE:
            self.media.lose()

    def engine_failed(self, fault: EngineFault, peer: Peer) -> None:
        """It could not do what it was asked."""
        if peer is Peer.GUEST:
            self.send_guest_away()
            return
        match fault:
            case EngineFault.NO_CAMERA:
                self.media.offer_without_camera()
            case EngineFault.BAD_ANSWER | EngineFault.LINE_LOST if self.call.is_spoken:
                self.media.down(self.call.attempt)
            case EngineFault.BAD_ANSWER | EngineFault.LINE_LOST:
                self.end(CallFact.LINE_LOST)
            case EngineFault.NOT_ALLOWED | EngineFault.NOT_INSTALLED if not self.call.is_spoken:
                self.end(CallFact.ENGINE_LOST)
            case _:
                pass  # no microphone: whoever calls was told so, and hears, which may be all that is needed

    def step(self, *, is_link_up: bool) -> None:
        """To be called several times a second. `is_link_up`: whether the stream's messages come through."""
        if self.call.is_over:
            return
        self._was_cut = self._was_cut or not is_link_up
        fact = self._given_up()
        if fact is not None:
            self.end(fact)
        elif self.guest is not None:
            self.guest.step()

    def _given_up(self) -> CallFact | None:
        """Why it has to end now. That nobody answered is said only where we could have heard it."""
        now_s = self._clock.monotonic()
        match self.call.shown.course.state:
            case CallState.OFFERING:
                within = REACHED_WITHIN_BY_SIP if self.call.permit.kind is CallKind.SIP else OFFERED_WITHIN
                if now_s - self._began_s < within.total_seconds():
                    return None
                return CallFact.NOT_REACHED if self.media.was_offered else CallFact.ENGINE_LOST
            case CallState.RINGING:
                if now_s < self._rings_until_s:
                    return None
                if not self._is_engine_ready():
                    return CallFact.ENGINE_LOST
                return CallFact.LINE_LOST if self._was_cut else CallFact.NO_ANSWER
            case _:
                return self.media.step()

    def _ended(self, fact: CallFact) -> None:
        """The other side says so. What cannot be at this point (a number that is busy when it is called anew, in the
        midst of the talk) is a line that is lost, or was never reached."""
        state = self.call.shown.course.state
        if fact in TABLE[state]:
            self.end(fact)
        else:
            self.end(CallFact.NOT_REACHED if state is CallState.OFFERING else CallFact.LINE_LOST)

    def _rang(self) -> None:
        was_ringing = self.call.shown.course.rang_at is not None
        if self.call.take(CallFact.RANG) and not was_ringing and not self.call.is_spoken:
            lasts = self._settings.rings_for
            self._rings_until_s = self._clock.monotonic() + lasts.total_seconds()
            self.call.show(rings_until=self._clock.now() + lasts)

    def _answered(self, signal: CallSignal) -> None:
        is_first = self.call.shown.course.answered_at is None
        if not self.media.answered(signal):
            return
        if signal.no_picture is not None:
            self.call.show(no_picture=signal.no_picture)
        if not is_first:
            return
        self.call.show(rings_until=None)
        after_s = self._clock.monotonic() - self._began_s
        self.call.on_say(ev.CallAnswered(self.call.shown.id, round(after_s, 1)))
        if self.call.permit.listen_in:
            self.call.note(CallChange.LISTENED_IN)

    def _stood(self) -> None:
        """Only now it is certain that they can be spoken with: an answer alone is a press of theirs, and no talk."""
        if not self._is_told and not self.call.permit.listen_in:
            self._is_told = True
            self.on_result(self.begun, CallResult.ANSWERED)

    def _guest_sees(self) -> bool:
        return self.guest is not None and self.guest.shown.is_in and self.guest.shown.sees

    def _follow_guest(self) -> None:
        if self.guest is not None and self.guest.is_over:
            self.guest = None
        self.call.show(guest=self.guest.shown if self.guest is not None else None)
        self.media.send()

    def _tell_of_guest(self, change: CallChange, kind: str) -> None:
        """The resident is told who listens from now, and that they have gone."""
        self.call.note(change, kind)
        if not self.call.is_over:
            who = kind if change is CallChange.GUEST_JOINED else ""
            signal = CallSignal(self.call.shown.id, SignalAct.CONTROL, f"guest:{who}", self.call.attempt)
            self.media.put(signal)
