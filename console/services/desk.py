"""What an operator does: each call is one step, decided by the rules and journalled, or `Refused` with words.

The screen calls these and then waits for the row to change: what went up by one call comes down by the same path as
an alarm.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import AlarmClass
from console.domain.case import Case
from console.domain.ground import Ground, LaidPlan
from console.domain.ids import CaseId, ConsoleId, MunicipalityId, OperatorId, ResidentId
from console.domain.operator import Act, Operator, act_on
from console.domain.plan import Plan
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.triage import Planned
from console.services.directory import Directory
from console.services.ports import Clock, Ids, Journal
from console.services.recorder import Recorder


class PlanShelf(Protocol):
    """Where the desk has its action plans from; `services.plan_shelf` fits it."""

    async def lay(self, case: Case) -> LaidPlan | None:
        """The plan that fits the case now, kept in the store; None where none does, or none can be had."""
        ...

    async def again(self, case: Case) -> LaidPlan | None:
        """The plan that the case runs, with the steps that apply now; before it runs one, as `lay`."""
        ...

    async def of_version(self, version: str) -> Plan | None: ...


class Desk:
    """The steps. `colleagues` are the accounts that a case can be handed to."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        journal: Journal,
        clock: Clock,
        new_id: Ids,
        console: ConsoleId,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._journal = journal
        self._clock = clock
        self._new_id = new_id
        self._console = console
        self.colleagues: Mapping[OperatorId, Operator] = {}
        self.plans: PlanShelf | None = None
        self.on_lost: Callable[[CaseId, str], None] = _nothing

    async def perform(
        self, operator: Operator, step: steps.Step, retry_id: str = "", console: ConsoleId | None = None
    ) -> tuple[ev.Event, ...]:
        """Raises Refused, with the owner's name where another has the case, or Unwritable.

        `console` is where the operator sits, ours unless it is said (the demo's colleagues sit elsewhere).
        """
        ground = await self._ground(operator, step, console)
        try:
            return await self._recorder.perform(step, ground, retry_id)
        except Refused as refused:
            raise self._recorder.board.naming(refused) from None

    async def _ground(self, operator: Operator, step: steps.Step, console: ConsoleId | None) -> Ground:
        ground = Ground(
            operator=operator, console=console or self._console, at=self._clock.now(),
            outcomes=self._directory.outcomes(), colleagues=self.colleagues, new_id=self._new_id,
        )  # fmt: skip
        case = None if isinstance(step, steps.OpenByHand) else self._recorder.board.get(step.case)
        if case is None or self.plans is None:
            return ground
        if isinstance(step, steps.ChangePlan):
            return replace(ground, laid=await self.plans.lay(case))
        if isinstance(step, steps.NameResident):
            return replace(ground, laid=await self.plans.again(replace(case, resident=step.resident)))
        if isinstance(step, steps.Claim | steps.TakeOver | steps.HandOver):
            return replace(ground, laid=await self.plans.again(case))
        if isinstance(step, steps.PlanStep) and case.plan is not None:
            return replace(ground, plan=await self.plans.of_version(case.plan.version))
        return ground

    async def do_step(self, operator: Operator, case: CaseId, step: str, answer: str = "") -> None:
        """A step of the plan is done."""
        await self.perform(operator, steps.DoStep(case, step, answer))

    async def skip_step(self, operator: Operator, case: CaseId, step: str, reason: str) -> None:
        """It is left out, with a reason."""
        await self.perform(operator, steps.SkipStep(case, step, reason))

    async def reopen_step(self, operator: Operator, case: CaseId, step: str) -> None:
        """It was marked by mistake."""
        await self.perform(operator, steps.ReopenStep(case, step))

    async def change_plan(self, operator: Operator, case: CaseId) -> None:
        """The plan that fits now takes the place of the one that runs."""
        await self.perform(operator, steps.ChangePlan(case))

    async def claim(self, operator: Operator, case: CaseId) -> None:
        """Takes the case, or says who has it: to the caller, and in the row."""
        try:
            await self.perform(operator, steps.Claim(case))
        except Refused as refused:
            if refused.reason is Reason.OWNED_BY_OTHER:
                self.on_lost(case, refused.owner)
            raise

    async def release(self, operator: Operator, case: CaseId) -> None:
        """Gives it back to everybody."""
        await self.perform(operator, steps.Release(case))

    async def hand_over(self, operator: Operator, case: CaseId, to: OperatorId) -> None:
        """To a named colleague, who owns it from now."""
        await self.perform(operator, steps.HandOver(case, to))

    async def take_over(self, operator: Operator, case: CaseId, reason: str) -> None:
        """From another, with a reason."""
        await self.perform(operator, steps.TakeOver(case, reason))

    async def note(self, operator: Operator, case: CaseId, text: str) -> None:
        """Writes on the case; owning it is not needed."""
        await self.perform(operator, steps.Note(case, text))

    async def promise(self, operator: Operator, case: CaseId, until: datetime, text: str) -> None:
        """What was told to happen by `until` (aware UTC)."""
        await self.perform(operator, steps.MakePromise(case, until, text))

    async def keep_promise(self, operator: Operator, case: CaseId) -> None:
        """It happened."""
        await self.perform(operator, steps.KeepPromise(case))

    async def close(self, operator: Operator, case: CaseId, outcome: str, next_step: str, seen_version: int) -> None:
        """Ends the case as the operator saw it at `seen_version`."""
        await self.perform(operator, steps.Close(case, outcome, next_step, seen_version))

    async def name_resident(self, operator: Operator, case: CaseId, resident: ResidentId) -> None:
        """Says who it was, in a shared household or behind an unknown device."""
        found = await self._directory.resident(resident)
        if found is None:
            raise Refused(Reason.NO_SUCH_RESIDENT)
        known = self._recorder.board.get(case)
        is_member = known is not None and known.subject.id == found.household
        await self.perform(operator, steps.NameResident(case, resident, found.municipality, is_member))

    async def merge(self, operator: Operator, case: CaseId, into: CaseId) -> None:
        """Two cases were one."""
        await self.perform(operator, steps.Merge(case, into))

    async def split(self, operator: Operator, case: CaseId, reports: tuple[ReportKey, ...]) -> None:
        """Some of the alarms were about somebody else."""
        await self.perform(operator, steps.Split(case, reports))

    async def link(self, operator: Operator, case: CaseId, other: CaseId) -> None:
        """Two cases have to do with each other."""
        await self.perform(operator, steps.Link(case, other))

    async def open_by_hand(
        self,
        operator: Operator,
        municipality: MunicipalityId,
        resident: ResidentId | None,
        alarm_class: AlarmClass,
        text: str,
    ) -> CaseId:
        """A case that no device sent. Returns it, or the person's open case that it joined."""
        operator.require(Act.HANDLE_CASE, municipality)
        if resident is not None:
            found = await self._directory.resident(resident)
            if found is None or found.municipality != municipality:
                raise Refused(Reason.NO_SUCH_RESIDENT)
        events = await self.perform(operator, steps.OpenByHand(municipality, resident, alarm_class, text))
        opened = ev.case_of(events[0].subject)
        if opened is None:
            raise Refused(Reason.NO_SUCH_CASE)
        return opened

    async def timeline(self, operator: Operator, case: CaseId) -> tuple[ev.Event | ev.ErasedEvent, ...]:
        """All that happened to the case, oldest first. Raises Refused outside the grants."""
        events = await self._journal.of_subject(ev.case_subject(case))
        if not events:
            raise Refused(Reason.NO_SUCH_CASE)
        tenant = events[0].municipality
        if not (_is_the_cares(events) and operator.may(Act.HANDLE_CASE, tenant)):
            operator.require(_act_of(events[0]), tenant)
        return events

    async def journal_of(self, operator: Operator, case: CaseId) -> tuple[ev.Event | ev.ErasedEvent, ...]:
        """The same for an audit: the reading itself is journalled."""
        subject = ev.case_subject(case)
        events = await self._journal.of_subject(subject)
        if not events:
            raise Refused(Reason.NO_SUCH_CASE)
        municipality = events[0].municipality
        operator.require(Act.READ_JOURNAL, municipality)
        await self._recorder.note((Planned(f"journal:{case}", municipality, ev.JournalRead(subject)),), operator.id)
        return events


def _act_of(first: ev.Event | ev.ErasedEvent) -> Act:
    """What reading a case asks for: what people wrote about a person is not a technician's."""
    if isinstance(first, ev.Event) and isinstance(first.body, ev.CaseOpened):
        return act_on(first.body.lane)
    return Act.HANDLE_CASE


def _is_the_cares(events: Sequence[ev.Event | ev.ErasedEvent]) -> bool:
    """Whether a case has been one that night supervision may take, whatever its lane (`handling.may_handle`)."""
    for event in events:
        match event.body if isinstance(event, ev.Event) else None:
            case ev.CaseLifted():
                return True
            case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm) if alarm.alarm_class < AlarmClass.TECHNICAL:
                return True
            case _:
                pass
    return False


def _nothing(case: CaseId, owner_name: str) -> None:
    """Nobody looks at the row of the case that was lost."""
