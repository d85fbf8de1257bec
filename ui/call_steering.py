"""What the keys do in a call that goes on: who is heard and seen, hold, words to the device, a third party, the end."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from console.domain.call import CallKind, CallState, DeviceTone
from console.domain.call_shown import OpenCall
from console.domain.ids import CallId
from ui.actions import KEY_OF, Deed
from ui.call.panels import LINK, Invited, InvitePanel, LinkPanel, tones_panel
from ui.call_kit import CallKit
from ui.words.call import CallSay as Say

DEEDS = frozenset(
    {
        Deed.HANG_UP, Deed.MUTE, Deed.CAMERA, Deed.LOUDER, Deed.QUIETER, Deed.INVITE, Deed.HOLD, Deed.TONES,
    }
)  # fmt: skip
VOLUME_STEP = 20
LEAST_VOLUME = 20
"""Per cent. A voice is never turned off by that key: that is not hearing."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What of ours goes out in a call, and how loud the other is heard."""

    call: CallId
    microphone: bool
    camera: bool
    volume: int


class CallSteering(QObject):
    """Every key that finds no call says so."""

    def __init__(self, kit: CallKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._invited = ""
        self._asked: _Own | None = None

    def perform(self, deed: Deed) -> None:
        """What a key asks for, or says why not."""
        call = self._kit.live
        if call is None:
            self._kit.tell(Say.NO_CALL)
            return
        match deed:
            case Deed.HANG_UP:
                self._kit.ask(self._kit.office.hang_up(), "hang_up")
            case Deed.MUTE | Deed.LOUDER | Deed.QUIETER | Deed.CAMERA:
                self._perform_own(deed, call)
            case _:
                self._perform_answered(deed, call)

    def picture(self) -> None:
        """F6 in a call: video, or voice alone again."""
        call = self._kit.live
        if call is not None and call.course.answered_at is not None:
            self._kit.ask(self._kit.office.ask_picture(is_wanted=call.kind is not CallKind.VIDEO), "picture")
        else:
            self._kit.tell(Say.NOT_CONNECTED_YET)

    def voice(self) -> None:
        """F5 in a call: voice alone."""
        call = self._kit.live
        if call is not None and call.kind is CallKind.VIDEO and call.course.answered_at is not None:
            self._kit.ask(self._kit.office.ask_picture(is_wanted=False), "voice")
        else:
            self._kit.tell(Say.HANG_UP_FIRST)

    def told(self) -> None:
        """The call has changed: the link of a new invitation is shown, once."""
        call = self._kit.live
        guest = call.guest if call is not None else None
        link = guest.link if guest is not None and not guest.is_in else ""
        if link and link != self._invited and guest is not None:
            self._kit.open_panel(LinkPanel(guest, self._kit.look, self._kit.words))
        opened = self._kit.place.open()
        if isinstance(opened, LinkPanel) and not link:
            self._kit.close_panel(opened)
        self._invited = link

    def carry_on(self, slot_key: str, fields: Mapping[str, str]) -> None:
        """What was open in the screen before, as it stood."""
        call = self._kit.live
        if call is None or call.course.answered_at is None:
            return
        if slot_key == KEY_OF[Deed.TONES].key:
            self._ask_tone()
        elif slot_key == KEY_OF[Deed.INVITE].key and call.guest is None:
            self._ask_guest(fields)
        elif slot_key == LINK:
            self._invited = ""
            self.told()

    def _as_asked(self, call: OpenCall) -> _Own:
        """What goes out when what was asked for last is done: a key that follows close opens no microphone that the
        one before has closed."""
        asked = self._asked
        if asked is not None and asked.call == call.id:
            return asked
        return _Own(call.id, not call.muted, call.camera, call.volume)

    def _perform_own(self, deed: Deed, call: OpenCall) -> None:
        own = self._as_asked(call)
        match deed:
            case Deed.MUTE:
                self._send(_Own(own.call, not own.microphone, own.camera, own.volume))
                self._kit.tell(Say.MUTED_NOW if own.microphone else Say.UNMUTED_NOW)
            case Deed.CAMERA if call.kind is not CallKind.VIDEO:
                self._kit.tell(Say.CAMERA_VOICE)
            case Deed.CAMERA:
                self._send(_Own(own.call, own.microphone, not own.camera, own.volume))
            case _:
                by = VOLUME_STEP if deed is Deed.LOUDER else -VOLUME_STEP
                volume = min(100, max(LEAST_VOLUME, own.volume + by))
                self._send(_Own(own.call, own.microphone, own.camera, volume))

    def _perform_answered(self, deed: Deed, call: OpenCall) -> None:
        kit = self._kit
        if call.course.answered_at is None:
            kit.tell(Say.NOT_CONNECTED_YET)
        elif deed is Deed.HOLD:
            is_held = call.course.state is CallState.HOLDING
            kit.ask(kit.office.hold_call(is_held=not is_held), "hold")
            kit.tell(Say.IS_RESUMED if is_held else Say.IS_HELD)
        elif deed is Deed.TONES:
            self._ask_tone()
        elif call.guest is not None:
            kit.ask(kit.office.send_guest_away(), "guest_away", lambda: kit.tell(Say.GUEST_GONE))
        else:
            self._ask_guest()

    def _send(self, own: _Own) -> None:
        """All of what goes out, as it shall be."""
        self._asked = own

        def done(_: object) -> None:
            if self._asked is own:
                self._asked = None

        asked = self._kit.office.send_own(microphone=own.microphone, camera=own.camera, volume=own.volume)
        self._kit.ask(asked, "send_own").add_done_callback(done)

    def _ask_tone(self) -> None:
        kit = self._kit
        panel = tones_panel(kit.look, kit.words)

        def chosen(tone: object) -> None:
            if isinstance(tone, DeviceTone):
                kit.close_panel(panel)
                told = kit.words(Say.TOLD_DEVICE, tone=kit.words.of(tone))
                kit.ask(kit.office.tell_device(tone), "tone", lambda: kit.say(told))

        panel.submitted.connect(chosen)
        kit.open_panel(panel)

    def _ask_guest(self, fields: Mapping[str, str] | None = None) -> None:
        kit = self._kit
        panel = InvitePanel(kit.look, kit.words)
        panel.restore(fields or {})

        def chosen(invited: object) -> None:
            if isinstance(invited, Invited):
                kit.close_panel(panel)
                kit.ask(kit.office.invite(invited.kind, invited.minutes, sees=invited.sees), "invite")

        panel.submitted.connect(chosen)
        kit.open_panel(panel)
