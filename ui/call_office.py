"""What the window asks of the console about calls. Part of `ui.office.Office`; errors are the same.

What comes of a step is told by `CallTold`; what the engine beside the screen has to do, by `EngineAsked`.
"""

from collections.abc import Sequence
from typing import Protocol

from console.domain.call import DeviceTone
from console.domain.call_engine import EngineWord
from console.domain.call_shown import CallWay, GuestKind
from console.domain.events import ReadReason
from console.domain.ids import CaseId, LookId, ResidentId


class CallOffice(Protocol):
    """One call at a time at each console; only a key ever rings."""

    async def ways_of_case(self, case: CaseId) -> Sequence[CallWay]:
        """How the person of a case, and then their contacts, can be called, in the plan's order; those that were tried
        in vain in this case come after the untried."""
        ...

    async def ways_of_person(self, resident: ResidentId) -> Sequence[CallWay]:
        """The same of a person without a case."""
        ...

    async def call_case(
        self, case: CaseId, way: CallWay | None, *, with_picture: bool, listen_in: bool = False
    ) -> None:
        """Calls by this way, or by the first that is left (with `with_picture`: the first by video). Refused
        (CALL_GOES_ON) while another call does."""
        ...

    async def call_person(
        self,
        resident: ResidentId,
        reason: ReadReason,
        way: CallWay | None,
        *,
        with_picture: bool,
        look: LookId | None = None,
    ) -> None:
        """Calls somebody without a case: from their card, or from a look of the night."""
        ...

    async def hang_up(self) -> None:
        """Ends the call, whatever its state. A device is told to clear down first."""
        ...

    async def put_call_away(self) -> None:
        """A call that is over leaves the screen."""
        ...

    async def hold_call(self, *, is_held: bool) -> None: ...

    async def ask_picture(self, *, is_wanted: bool) -> None:
        """Video in the midst of a call of voice, or voice alone again. Refused(NOT_SEEN_BY_CONSENT)."""
        ...

    async def send_own(self, *, microphone: bool, camera: bool, volume: int) -> None:
        """What goes out, and how loud the other is heard (0 to 100)."""
        ...

    async def tell_device(self, tone: DeviceTone) -> None: ...

    async def invite(self, kind: GuestKind, minutes: int, *, sees: bool) -> None:
        """A third party: the invitation's link is then in the told call. It ends after so many minutes, or with the
        call. Refused(NO_GUEST_HERE) where the centre has no way in for one."""
        ...

    async def send_guest_away(self) -> None: ...

    async def call_again(self) -> None:
        """A call that was lost, or not answered: the same way once more."""
        ...

    def engine_said(self, word: EngineWord) -> None:
        """What the engine says goes to the console thread. Does not wait, and never raises."""
        ...
