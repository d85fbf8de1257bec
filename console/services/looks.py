"""What an operator does with the looks of the night. Each opening goes through the gate, and into the journal, before
the camera is asked.
"""

from contextlib import suppress
from datetime import timedelta

from console.domain import events as ev
from console.domain import look_words
from console.domain.board import Overlay
from console.domain.gate import Asked, Permit, permitted, unmasked
from console.domain.ids import SYSTEM, CaseId, ConsoleId, DecisionId, LookId, OperatorId
from console.domain.look import LookEnd, LookOutcome
from console.domain.night import PlannedLook, day_of, looks_of, night_of
from console.domain.night_book import night_subject
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.supervision import SupervisionDecision
from console.domain.triage import Planned
from console.services.decisions import DecisionShelf
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.looking import LookAt, Looking
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder


class Looks:
    """The steps; each raises Refused, in the gate's or the rule's words, or Unwritable. `night_begins` is the local
    minute of the day at which a night begins."""

    def __init__(
        self,
        recorder: Recorder,
        shelf: DecisionShelf,
        directory: Directory,
        desk: Desk,
        looking: Looking,
        clock: Clock,
        new_id: Ids,
        console: ConsoleId,
        night_begins: int,
    ) -> None:
        self._recorder = recorder
        self._shelf = shelf
        self._directory = directory
        self._desk = desk
        self._looking = looking
        self._clock = clock
        self._new_id = new_id
        self._console = console
        self._night_begins = night_begins
        looking.on_failed = self.failed

    def planned(self, look: LookId) -> tuple[SupervisionDecision, PlannedLook]:
        """A look of this night's rounds or the last's, and its decision. Raises Refused(NO_DECISION)."""
        decision = self._shelf.of(DecisionId(str(look).rsplit(":", 2)[0]))
        tonight = night_of(self._clock.now(), self._night_begins)
        if decision is not None:
            for night in (tonight, tonight - timedelta(days=1)):
                for one in looks_of(decision, night, self._night_begins):
                    if one.id == look:
                        return decision, one
        raise Refused(Reason.NO_DECISION)

    async def open(self, operator: Operator, look: LookId) -> None:
        """Opens the camera of a look of the round, masked. One that is open is closed first."""
        decision, planned = self.planned(look)
        await self._open(operator, decision, planned, None, "")

    async def look_in(self, operator: Operator, case: CaseId, reason: str) -> None:
        """Opens the camera of the person of an own case, outside the round."""
        known = self._recorder.board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        if known.resident is None:
            raise Refused(Reason.NOT_THEIR_CASE)
        found = self._shelf.of_resident(known.municipality, known.resident)
        today = day_of(self._clock.now())
        holding = [one for one in found if one.is_valid(today)]
        decision = next((one for one in holding if one.camera is not None), None)
        if decision is None:
            raise Refused(Reason.NO_CAMERA if holding else Reason.NO_DECISION)
        await self._open(operator, decision, None, case, reason)

    async def pause(self, operator: Operator) -> None:
        """Closes the camera, and keeps the look for its operator."""
        self._looking.eye(operator)
        self._looking.shut(LookEnd.PAUSED)
        await self._looking.say()

    async def shut(self, operator: Operator) -> None:
        """Closes the camera without a word, and lets go of the look."""
        self._looking.eye(operator)
        self._looking.shut(LookEnd.LEFT)
        self._looking.forget()
        await self._looking.say()

    async def reconnect(self, operator: Operator) -> None:
        """Asks the open camera anew."""
        self._looking.eye(operator).ask_anew()

    async def unmask(self, operator: Operator, reason: str) -> None:
        """Takes the mask away, once that and its reason are journalled."""
        eye = self._looking.eye(operator)
        permit, why = unmasked(eye.permit, operator, reason)
        body = ev.LookUnmasked(permit.look, why)
        await self._recorder.note((Planned(ev.look_subject(permit.look), permit.municipality, body),), operator.id)
        at = self._looking.at
        if at is not None and at.permit == eye.permit and at.left is not None:
            self._looking.use(permit)

    async def mend(self, operator: Operator) -> None:
        """The look that was told of last is told of again: the next outcome is about it."""
        self._looking.recall(operator)

    async def judge(self, operator: Operator, look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        """What was seen, or what somebody said who telephoned or went there. Closes the camera. Returns the case where
        it became one; it is the operator's where nobody else has it."""
        decision, planned = self.planned(look)
        operator.require(Act.LOOK, decision.municipality)
        at = self._looking.at
        is_here = at is not None and at.permit.look == look and at.permit.who == operator.id
        is_live = at is not None and is_here and at.may_say(operator)
        case = await self._judged(operator.id, look_words.Said(
            operator.id, outcome, note, self._clock.now(), is_live
        ), decision, planned)  # fmt: skip
        if is_here:
            self._close(look)
            await self._looking.say()
        return await self._owned(operator, case) if case is not None else None

    async def failed(self, at: LookAt) -> None:
        """A camera has not answered, though it was asked again and again: nobody has to say so."""
        if at.planned is not None:
            said = look_words.Said(at.permit.who, LookOutcome.NO_ANSWER, "", self._clock.now(), is_live=False)
            with suppress(Refused):  # somebody has said something else of it meanwhile
                await self._judged(SYSTEM, said, at.decision, at.planned)
            self._close(at.permit.look)
        else:  # it stands there as closed: nothing is said of it
            self._looking.shut(LookEnd.TIME)

    async def keep_night(self, operator: Operator, decision: DecisionId) -> None:
        """It was a mistake that tonight was declined."""
        found = self._shelf.of(decision)
        if found is None:
            raise Refused(Reason.NO_DECISION)
        operator.require(Act.LOOK, found.municipality)
        night = night_of(self._clock.now(), self._night_begins)
        if not self._recorder.board.night.is_skipped(decision, night):
            raise Refused(Reason.NOTHING_TO_DO)
        subject = night_subject(found.municipality, night)
        kept = Planned(subject, found.municipality, ev.NightKept(decision, night))
        await self._recorder.note((kept,), operator.id)

    def _close(self, look: LookId) -> None:
        """It has been told of; another may be open by now."""
        at = self._looking.at
        if at is not None and at.permit.look == look:
            self._looking.shut(LookEnd.JUDGED)

    async def _judged(
        self, who: OperatorId, said: look_words.Said, decision: SupervisionDecision, planned: PlannedLook
    ) -> CaseId | None:
        found: list[look_words.Words] = []

        def planning(board: Overlay) -> tuple[Planned, ...]:
            found[:] = [look_words.judged(said, decision, planned, board, self._new_id)]
            return found[0].planned

        try:
            await self._recorder.note(planning, who)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None
        return found[0].case

    async def _owned(self, operator: Operator, case: CaseId) -> CaseId:
        known = self._recorder.board.get(case)
        if known is not None and known.is_open and known.owner is None:
            with suppress(Refused):  # somebody has it already
                await self._desk.claim(operator, case)
        return case

    async def _open(
        self,
        operator: Operator,
        decision: SupervisionDecision,
        planned: PlannedLook | None,
        case: CaseId | None,
        reason: str,
    ) -> None:
        version = self._shelf.version
        self._looking.shut(LookEnd.LEFT)
        await self._looking.say()
        key = decision.camera
        camera = self._shelf.camera(decision.municipality, key) if key is not None else None
        device = await self._directory.device(decision.municipality, key) if key is not None else None
        id = LookId(f"case:{case}:{self._new_id()}")
        given: list[Permit] = []

        def planning(board: Overlay) -> tuple[Planned, ...]:
            now = self._clock.now()
            night = planned.night if planned is not None else night_of(now, self._night_begins)
            asked = Asked(
                operator, decision, now, device, camera, planned,
                board.night.looks.get(planned.id) if planned is not None else None,
                board.get(case) if case is not None else None, reason,
                declined=board.night.is_skipped(decision.id, night), night_begins=self._night_begins, id=id,
            )  # fmt: skip
            given[:] = [permitted(asked)]
            return (_opening(given[0], self._console),)

        try:
            await self._recorder.note(planning, operator.id)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None
        if camera is not None:  # the gate has refused without
            self._looking.begin(given[0], decision, planned, camera)
            if self._shelf.version != version:  # the decisions came anew meanwhile: it may be asked for by their word
                self._looking.shut(LookEnd.PERMIT_ENDED)


def _opening(permit: Permit, console: ConsoleId) -> Planned:
    body = ev.LookOpened(
        permit.look, permit.decision, permit.resident, permit.camera, permit.purpose, console, permit.mask, permit.case,
        permit.reason, permit.is_outside,
    )  # fmt: skip
    return Planned(ev.look_subject(permit.look), permit.municipality, body)
