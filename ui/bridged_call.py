"""The calls' part of the window's `Office`, over the bridge: each step is done by whoever is seated."""

from collections.abc import Sequence

from console.domain.call import DeviceTone
from console.domain.call_engine import EngineWord
from console.domain.call_shown import CallWay, GuestKind
from console.domain.events import ReadReason
from console.domain.ids import CaseId, LookId, ResidentId
from console.domain.operator import Operator
from console.services.calls import Calls
from ui.bridged import Bridged


class BridgedCall(Bridged):
    """Fits `ui.call_office.CallOffice`."""

    async def ways_of_case(self, case: CaseId) -> Sequence[CallWay]:
        return await self._ask(self._calls.ways_of_case(self._caller, case))

    async def ways_of_person(self, resident: ResidentId) -> Sequence[CallWay]:
        return await self._ask(self._calls.ways_of_person(self._caller, resident))

    async def call_case(
        self, case: CaseId, way: CallWay | None, *, with_picture: bool, listen_in: bool = False
    ) -> None:
        calls, caller = self._calls, self._caller
        await self._ask(calls.call_case(caller, case, way, with_picture=with_picture, listen_in=listen_in))

    async def call_person(
        self,
        resident: ResidentId,
        reason: ReadReason,
        way: CallWay | None,
        *,
        with_picture: bool,
        look: LookId | None = None,
    ) -> None:
        calls, caller = self._calls, self._caller
        await self._ask(calls.call_person(caller, resident, reason, way, with_picture=with_picture, look=look))

    async def hang_up(self) -> None:
        await self._ask(self._calls.hang_up(self._caller))

    async def put_call_away(self) -> None:
        await self._ask(self._calls.put_away(self._caller))

    async def hold_call(self, *, is_held: bool) -> None:
        await self._ask(self._calls.hold(self._caller, is_held=is_held))

    async def ask_picture(self, *, is_wanted: bool) -> None:
        await self._ask(self._calls.picture(self._caller, is_wanted=is_wanted))

    async def send_own(self, *, microphone: bool, camera: bool, volume: int) -> None:
        await self._ask(self._calls.send(self._caller, microphone=microphone, camera=camera, volume=volume))

    async def tell_device(self, tone: DeviceTone) -> None:
        await self._ask(self._calls.tone(self._caller, tone))

    async def invite(self, kind: GuestKind, minutes: int, *, sees: bool) -> None:
        await self._ask(self._calls.invite(self._caller, kind, minutes, sees=sees))

    async def send_guest_away(self) -> None:
        await self._ask(self._calls.send_guest_away(self._caller))

    async def call_again(self) -> None:
        await self._ask(self._calls.again(self._caller))

    def engine_said(self, word: EngineWord) -> None:
        if self._parts is not None:
            self._bridge.tell(self._parts.calls.calling.heard, word)

    @property
    def _calls(self) -> Calls:
        return self._open.calls.calls

    @property
    def _caller(self) -> Operator:
        return self._open.sign_in.seated()
