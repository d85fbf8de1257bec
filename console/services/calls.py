"""What an operator does with calls. Each begins through the gate, and in the journal, before anything rings.

Which ways there are is the directory's and the plan's to say; what a screen shows of a way is looked up anew when it is
called by, so that a number that was changed meanwhile, or was never shown, is the right one.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.call import BY_ENGINE, CallChange, CallResult, DeviceTone
from console.domain.call_gate import AskedCall, CallPermit, permitted, require_guest, seen_anew, unseen
from console.domain.call_marks import mark_of
from console.domain.call_shown import CallWay, GuestKind
from console.domain.case import Case
from console.domain.events import ReadReason
from console.domain.handling import require_handling
from console.domain.ids import CallId, CaseId, ConsoleId, LookId, MunicipalityId, ResidentId
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.resident import Resident
from console.domain.triage import Planned
from console.services.call_at_hand import BegunCall
from console.services.call_guest import Invitation
from console.services.call_paths import CallPaths, Paths
from console.services.call_trace import planned_of
from console.services.calling import Calling
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder

LONGEST_INVITATION_MIN = 240
"""A care plan by video takes two hours at the most; a link that somebody has lost shall not hold for longer."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for, beside whom and by which way."""

    way: CallWay | None
    with_picture: bool
    listen_in: bool = False
    reason: ReadReason | None = None
    look: LookId | None = None

    @property
    def said(self) -> str:
        """Why, where there is no case: the look that it is about, or the reason of the reading."""
        if self.look is not None:
            return self.look
        return self.reason.value if self.reason is not None else ""


class Calls:
    """The steps; each raises Refused, in the gate's or the rule's words, or Unwritable. `new_secret` makes what nobody
    can guess."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        paths: CallPaths,
        desk: Desk,
        calling: Calling,
        clock: Clock,
        new_id: Ids,
        new_secret: Callable[[], str],
        console: ConsoleId,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._paths = paths
        self._desk = desk
        self._calling = calling
        self._clock = clock
        self._new_id = new_id
        self._new_secret = new_secret
        self._console = console
        self._last: tuple[CaseId | None, ResidentId | None, _Wanted] | None = None
        calling.on_result = self.mark

    async def ways_of_case(self, operator: Operator, case: CaseId) -> Sequence[CallWay]:
        """How the person of a case, and then their contacts, can be called. Numbers are told to whoever has the case,
        and of a protected person to nobody."""
        known = self._case(case)
        require_handling(operator, known)
        paths = await self._paths.of_case(known)
        return self._shown(paths, operator, is_own=known.owner == operator.id)

    async def ways_of_person(self, operator: Operator, resident: ResidentId) -> Sequence[CallWay]:
        """The same of a person without a case, without numbers: those are on the card, which is a reading."""
        found = await self._readable(operator, resident)
        return self._shown(await self._paths.of_person(found), operator, is_own=False)

    async def call_case(
        self, operator: Operator, case: CaseId, way: CallWay | None, *, with_picture: bool, listen_in: bool = False
    ) -> None:
        """Calls by this way, or by the first that is left."""
        known = self._case(case)
        wanted = _Wanted(way, with_picture, listen_in)
        await self._call(operator, await self._paths.of_case(known), known.municipality, case, wanted)

    async def call_person(
        self,
        operator: Operator,
        resident: ResidentId,
        reason: ReadReason,
        way: CallWay | None,
        *,
        with_picture: bool,
        look: LookId | None = None,
    ) -> None:
        """Calls somebody without a case: a reading too, journalled with the call. An own case is no reason of this
        kind."""
        found = await self._readable(operator, resident)
        if reason is ReadReason.OWN_CASE:
            raise Refused(Reason.REASON_MISSING)
        wanted = _Wanted(way, with_picture, reason=reason, look=look)
        await self._call(operator, await self._paths.of_person(found), found.municipality, None, wanted)

    async def again(self, operator: Operator) -> None:
        """The same way once more, after a call that is over. Raises Refused(NO_CALL) where there was none of theirs."""
        last, permit = self._last, self._calling.permit
        if last is None or permit is None or permit.who != operator.id:
            raise Refused(Reason.NO_CALL)
        case, resident, wanted = last
        if case is not None:
            await self.call_case(
                operator, case, wanted.way, with_picture=wanted.with_picture, listen_in=wanted.listen_in
            )  # fmt: skip
        elif resident is not None and wanted.reason is not None:
            await self.call_person(
                operator, resident, wanted.reason, wanted.way, with_picture=wanted.with_picture, look=wanted.look
            )  # fmt: skip

    async def hang_up(self, operator: Operator) -> None:
        """Ends the call, whatever its state; that it is over is journalled as soon as the store takes it."""
        self._calling.hang_up(operator)

    async def put_away(self, operator: Operator) -> None:
        """A call that is over leaves the screen."""
        self._calling.put_away()

    async def hold(self, operator: Operator, *, is_held: bool) -> None:
        """Nothing goes either way while it is held."""
        self._calling.live(operator).hold(is_held=is_held)

    async def send(self, operator: Operator, *, microphone: bool, camera: bool, volume: int) -> None:
        """What goes out, and how loud the other is heard (0 to 100)."""
        self._calling.live(operator).send_own(microphone=microphone, camera=camera, volume=volume)

    async def tone(self, operator: Operator, tone: DeviceTone) -> None:
        """Tells the device."""
        self._calling.live(operator).tone(tone)

    async def picture(self, operator: Operator, *, is_wanted: bool) -> None:
        """To be seen too, once that is journalled; or voice alone again, at once."""
        live = self._calling.live(operator)
        live.require_spoken()
        permit = live.call.permit
        if is_wanted == permit.with_picture:
            raise Refused(Reason.NOTHING_TO_DO)
        if not is_wanted:
            live.use(unseen(permit))
            live.call.note(CallChange.PICTURE_OFF)
            return
        seen = seen_anew(permit, operator, await self._resident(permit.resident))
        await self._note(operator, permit, ev.CallNoted(permit.call, CallChange.PICTURE_ON))
        live = self._calling.live(operator)
        if live.call.permit == permit:
            live.use(seen)

    async def invite(self, operator: Operator, kind: GuestKind, minutes: int, *, sees: bool) -> None:
        """A third party; the link is then in the told call, and in no journal."""
        live = self._calling.live(operator)
        permit = live.call.permit
        if not self._calling.settings.guest_page:
            raise Refused(Reason.NO_GUEST_HERE)
        resident = await self._resident(permit.resident)
        require_guest(permit, operator, live.call.shown.course, resident, sees=sees)
        await self._note(operator, permit, ev.CallNoted(permit.call, CallChange.GUEST_INVITED, kind.value))
        live = self._calling.live(operator)
        live.require_spoken()
        secret = self._new_secret()
        until = self._clock.now() + timedelta(minutes=max(1, min(minutes, LONGEST_INVITATION_MIN)))
        live.invite(Invitation(secret, kind, until, sees, self._calling.settings.invitation(secret)))

    async def send_guest_away(self, operator: Operator) -> None:
        """The invitation is over."""
        self._calling.live(operator).send_guest_away()

    async def mark(self, begun: BegunCall, result: CallResult) -> None:
        """What an own call said of the person is the answer of the step that it was made for, where that is certain
        and nobody has marked it. Raises Unwritable."""
        case = begun.permit.case
        known = self._recorder.board.get(case) if case is not None else None
        step = await self._paths.step_of(known, begun.step) if known is not None and begun.step else None
        if known is None or step is None:
            return
        contacts_left = any(way.contact for way in begun.next_ways)
        answer = mark_of(step.act, begun.permit.way, result, contacts_left=contacts_left)
        if answer:
            with suppress(Refused):  # marked already, or in other hands
                await self._desk.do_step(begun.operator, known.id, step.id, answer)

    async def _call(
        self, operator: Operator, paths: Paths, municipality: MunicipalityId, case: CaseId | None, wanted: _Wanted
    ) -> None:
        way = paths.chosen(wanted.way, with_picture=wanted.with_picture)
        call = CallId(self._new_id())
        self._calling.reserve(call, by_engine=way.kind in BY_ENGINE)
        try:
            permit, at, begin = await self._journalled(operator, paths, municipality, case, wanted, way, call)
            resident = paths.resident
            person = self._directory.shown(resident, operator) if resident is not None else None
            self._last = case, permit.resident, replace(wanted, way=way)
            self._calling.begin(BegunCall(
                permit, operator, (at, begin), person,
                paths.name(way) if person is not None and not person.is_masked else "",
                paths.left_after(way), paths.step, self._calling.settings.is_simulated,
            ))  # fmt: skip
        finally:
            self._calling.release(call)

    async def _journalled(
        self, operator: Operator, paths: Paths, municipality: MunicipalityId, case: CaseId | None, wanted: _Wanted,
        way: CallWay, call: CallId,
    ) -> tuple[CallPermit, datetime, ev.CallBegan]:  # fmt: skip
        """The right to call, and its begin on disk: only then may it ring."""
        given: list[tuple[CallPermit, ev.CallBegan]] = []

        def planning(board: Overlay) -> tuple[Planned, ...]:
            permit = permitted(AskedCall(
                operator, call, municipality, way, paths.resident, paths.device(way),
                board.get(case) if case is not None else None, wanted.said, wanted.with_picture,
                wanted.listen_in,
            ))  # fmt: skip
            begin = ev.CallBegan(
                call, permit.kind, self._console, permit.resident, way.way, way.contact, way.device,
                permit.with_picture, permit.listen_in, permit.reason,
            )  # fmt: skip
            given[:] = [(permit, begin)]
            return _planned(permit, begin, wanted.reason)

        try:
            events = await self._recorder.note(planning, operator.id)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None
        return given[0][0], events[0].at, given[0][1]

    async def _readable(self, operator: Operator, resident: ResidentId) -> Resident:
        found = await self._directory.resident(resident)
        if found is None:
            raise Refused(Reason.NO_SUCH_RESIDENT)
        operator.require(Act.READ_RESIDENT, found.municipality)
        return found

    async def _resident(self, resident: ResidentId | None) -> Resident | None:
        return await self._directory.resident(resident) if resident is not None else None

    def _case(self, case: CaseId) -> Case:
        known = self._recorder.board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        return known

    def _shown(self, paths: Paths, operator: Operator, *, is_own: bool) -> tuple[CallWay, ...]:
        resident = paths.resident
        is_masked = resident is None or self._directory.shown(resident, operator).is_masked
        return paths.ways if is_own and not is_masked else tuple(replace(way, address="") for way in paths.ways)

    async def _note(self, operator: Operator, permit: CallPermit, body: ev.CallNoted) -> None:
        """Journalled before it is done; shown with what was journalled of the call."""
        events = await self._recorder.note(
            lambda board: (planned_of(board, permit.case, permit.municipality, body),), operator.id
        )
        self._calling.said(permit.call, events[0].at, body)


def _planned(permit: CallPermit, begin: ev.CallBegan, reason: ReadReason | None) -> tuple[Planned, ...]:
    """The begin; of a call without a case also that the person's record was opened."""
    if permit.case is not None:
        return (Planned(ev.case_subject(permit.case), permit.municipality, begin),)
    began = Planned(ev.call_subject(permit.call), permit.municipality, begin)
    if permit.resident is None or reason is None:
        return (began,)
    return began, Planned(f"person:{permit.resident}", permit.municipality, ev.PersonRead(permit.resident, reason))
