"""A call's way between the engine and the other side: offered, answered, lost, and offered again.

What the engine or the other side says of an earlier offer comes too late. The engine may die at any moment; it is then
told all anew.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from console.domain.call import (
    MEDIA_WITHIN,
    OFFERED_AGAIN_AFTER,
    OFFERED_WITHIN,
    CallChange,
    CallFact,
    CallFigures,
    CallKind,
    DeviceTone,
)
from console.domain.call_engine import Drop, MakeOffer, Send, TakeAnswer, TakeCandidate
from console.domain.call_quality import is_heard, is_quiet, quality_of
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.services.call_at_hand import CallAtHand, CallPorts, CallSettings
from console.services.call_candidates import Candidates
from console.services.call_line import CallLine
from console.services.ports import Clock

SAID_WITHIN = timedelta(seconds=30)
"""So long a candidate, a tone or a goodbye means something."""

LOWERED_EVERY = timedelta(seconds=2)
"""The engine lowers or raises the picture no oftener (`voice_first.js`); what it says besides is not journalled."""


class CallMedia:
    """`guest_sees` tells whether a third party who is in gets the picture too. `on_stood` is called each time that the
    line of a call that was answered stands."""

    def __init__(
        self,
        call: CallAtHand,
        ports: CallPorts,
        line: CallLine,
        clock: Clock,
        settings: CallSettings,
        is_engine_ready: Callable[[], bool],
    ) -> None:
        self._call = call
        self._engine = ports.engine
        self._line = line
        self._clock = clock
        self._settings = settings
        self._is_engine_ready = is_engine_ready
        self._ice: tuple[IceServer, ...] = ()
        self._ordered = self._made = self._answered = self._taken = self._stands = 0
        self._offered_s = self._heard_s = clock.monotonic()
        self._media_by_s: float | None = None
        self._is_lowered = False
        self._lowered_s: float | None = None
        self._theirs, self._ours = Candidates(), Candidates()
        self.sound_after_s: float | None = None
        self.picture_after_s: float | None = None
        self.guest_sees: Callable[[], bool] = lambda: False
        self.on_stood: Callable[[], None] = lambda: None

    @property
    def was_offered(self) -> bool:
        """Whether an offer has gone to the other side."""
        return self._made > 0

    def offer(self) -> None:
        """Connects; or, where that was asked for before, anew: then it is the next attempt of the same call."""
        if not self._is_engine_ready():
            return
        if self._ordered:
            if not self._call.take(CallFact.OFFERED_AGAIN):
                return
            self._call.note(CallChange.OFFERED_AGAIN)
            self._await()
            if not self._call.is_spoken:
                self._call.show(lost_since=None)
        self._ordered = self._call.attempt
        self._offered_s = self._clock.monotonic()
        self._ice = self._settings.ice()
        shown = self._call.shown
        self._engine.ask(MakeOffer(
            shown.id, self._ordered, wants_picture=self._call.permit.with_picture, with_camera=shown.camera,
            muted=shown.muted, ice=self._ice, by_telephony=self._call.permit.kind is CallKind.SIP,
        ))  # fmt: skip
        self.send()

    def offer_without_camera(self) -> None:
        """The engine has none: the speech goes on."""
        was_on = self._call.shown.camera
        self._call.show(camera=False)
        if was_on and self._made != self._ordered:
            self.offer()

    def answered(self, signal: CallSignal) -> bool:
        """The other side's answer to the offer that holds; False where it is not that, or came before."""
        if signal.attempt in (0, self._answered) or signal.attempt != self._call.attempt:
            return False
        if not self._call.take(CallFact.ANSWERED):
            return False
        if not self._answered:
            self.listen_anew()
        self._answered = signal.attempt
        self._await()
        self._take_answer(signal)
        if self._stands == signal.attempt:  # by telephony the line stands while it rings
            self.up(signal.attempt)
        return True

    def early(self, signal: CallSignal) -> None:
        """Telephony gives its description while it rings, with sound of its own: the engine must have it at once, or
        the gateway has given up by the answer (measured)."""
        if signal.attempt == self._call.attempt and not self._call.is_over:
            self._take_answer(signal)

    def candidate_came(self, signal: CallSignal) -> None:
        """One of theirs."""
        is_of_this = signal.attempt == self._call.attempt == self._ordered and not self._call.is_over
        if is_of_this and self._theirs.may(signal.attempt, signal.body):
            self._engine.ask(TakeCandidate(self._call.shown.id, signal.attempt, signal.body))

    def offer_made(self, attempt: int, sdp: str) -> None:
        """The engine's offer goes to the other side, once."""
        if self._call.is_over or attempt == self._made or not attempt == self._call.attempt == self._ordered:
            return
        self._made = attempt
        self.put(CallSignal(
            self._call.shown.id, SignalAct.OFFER, sdp, attempt, with_picture=self._call.permit.with_picture,
            listen_in=self._call.permit.listen_in, ice=self._ice, caller=self._settings.caller,
        ), MEDIA_WITHIN if self._call.is_spoken else OFFERED_WITHIN + self._settings.rings_for)  # fmt: skip

    def candidate_found(self, attempt: int, candidate: str) -> None:
        """One of ours."""
        if not self._call.is_over and attempt == self._call.attempt and self._ours.may(attempt, candidate):
            self.put(CallSignal(self._call.shown.id, SignalAct.CANDIDATE, candidate, attempt))

    def up(self, attempt: int) -> None:
        """The line stands, again."""
        if attempt == self._call.attempt:
            self._stands = attempt
        if attempt == self._call.attempt and self._call.is_spoken:
            self._media_by_s = None
            self.listen_anew()
            self._call.show(lost_since=None)
            self.send()
            self.on_stood()

    def down(self, attempt: int) -> None:
        """It is away; it may come back by itself."""
        if attempt == self._stands:
            self._stands = 0
        if attempt == self._call.attempt and self._call.is_spoken and self._call.shown.lost_since is None:
            self._offered_s = self._clock.monotonic()
            self.lose()

    def lose(self) -> None:
        """Line or engine are away."""
        self._stands = 0
        if not self._ordered or self._call.is_over:
            return
        self._await()
        if self._call.shown.lost_since is None:
            self._call.show(lost_since=self._clock.now(), is_quiet=False)

    def seen(self, *, is_picture: bool) -> None:
        """Their first sound or picture."""
        answered_at = self._call.shown.course.answered_at
        if not self._call.is_spoken or answered_at is None:
            return
        after_s = round(max(0.0, (self._clock.now() - answered_at).total_seconds()), 2)
        if is_picture and self._call.permit.with_picture:
            self.picture_after_s = after_s if self.picture_after_s is None else self.picture_after_s
            self._call.show(is_seen=True, no_picture=None)
        elif not is_picture:
            self.sound_after_s = after_s if self.sound_after_s is None else self.sound_after_s
            self._call.show(is_heard=True)

    def measured(self, figures: CallFigures, *, picture_lowered: bool) -> None:
        """The last second."""
        if not self._call.is_spoken:
            return
        if is_heard(figures):
            self.listen_anew()
            self.seen(is_picture=False)
        now_s = self._clock.monotonic()
        may_tell = self._lowered_s is None or now_s - self._lowered_s >= LOWERED_EVERY.total_seconds()
        if picture_lowered != self._is_lowered and may_tell:
            self._is_lowered, self._lowered_s = picture_lowered, now_s
            self._call.note(CallChange.PICTURE_LOWERED if picture_lowered else CallChange.PICTURE_RAISED)
        self._call.show(figures=figures, quality=quality_of(figures))

    def listen_anew(self) -> None:
        """From now the silence is counted."""
        self._heard_s = self._clock.monotonic()

    def step(self) -> CallFact | None:
        """Of a call that was answered: offers it again where it is lost, tells that it is silent; why it has to be
        given up, None while it does not."""
        now_s, is_ready = self._clock.monotonic(), self._is_engine_ready()
        if self._media_by_s is not None and now_s >= self._media_by_s:
            return CallFact.LINE_LOST if is_ready else CallFact.ENGINE_LOST
        if self._call.shown.lost_since is not None:
            if is_ready and now_s - self._offered_s >= OFFERED_AGAIN_AFTER.total_seconds():
                self.offer()
        elif self._media_by_s is None and not self._call.is_held:
            self._listen(timedelta(seconds=now_s - self._heard_s))
        return None

    def send(self) -> None:
        """What goes out and comes in, to the engine."""
        call = self._call
        if self._ordered and not call.is_over and self._is_engine_ready():
            self._engine.ask(Send(
                call.shown.id, not call.shown.muted, call.shown.camera, call.is_held, call.shown.volume,
                call.permit.with_picture, self.guest_sees(),
            ))  # fmt: skip

    def put(self, signal: CallSignal, lasts: timedelta = SAID_WITHIN) -> None:
        """To the other side."""
        permit, until = self._call.permit, self._clock.now() + lasts
        self._line.put(permit.kind, permit.callee, replace(signal, expires_at=until))

    def end(self, *, says_goodbye: bool) -> None:
        """It is over. Cleared down first where somebody had answered: else some units think that the call failed, and
        dial anew."""
        shown = self._call.shown
        if says_goodbye and self._made:
            if shown.course.answered_at is not None:
                tone = DeviceTone.CLEAR_DOWN
                self.put(CallSignal(shown.id, SignalAct.CONTROL, attempt=self._call.attempt, tone=tone))
            self.put(CallSignal(shown.id, SignalAct.BYE, attempt=self._call.attempt))
        if self._ordered:
            self._engine.ask(Drop(shown.id))
        self._line.forget(shown.id)

    def _take_answer(self, signal: CallSignal) -> None:
        """Once for each offer."""
        if signal.body and self._ordered == signal.attempt != self._taken and self._is_engine_ready():
            self._taken = signal.attempt
            self._engine.ask(TakeAnswer(self._call.shown.id, signal.attempt, signal.body))

    def _await(self) -> None:
        if self._call.is_spoken and self._media_by_s is None:
            self._media_by_s = self._clock.monotonic() + MEDIA_WITHIN.total_seconds()

    def _listen(self, unheard_for: timedelta) -> None:
        quiet = is_quiet(unheard_for)
        if quiet and not self._call.shown.is_quiet:
            self._call.note(CallChange.GONE_QUIET)
        self._call.show(is_quiet=quiet)
