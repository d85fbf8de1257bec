"""Whom to send, in memory: a ranking that a test names, and tasks that are journalled as the console would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import SYSTEM, CaseId, MunicipalityId, ResponderId, TaskId
from console.domain.land import FoundPlace, LandInfo, Tile, TileKey, Way
from console.domain.order import OrderKind
from console.domain.ranking import Candidate, Ranking
from console.domain.refused import Reason, Refused
from console.domain.responder import Duty
from console.domain.staff_board import Near, StaffBoard
from console.domain.task import Need, TaskMark, TaskRung, Withdrawal
from console.services import screen

ANSWER_WITHIN = timedelta(seconds=60)
ON_SITE_WITHIN = timedelta(minutes=20)


class FakeDispatch:
    """Fits `ui.dispatch_office.DispatchOffice`. A test puts in `near` and `staff`; `sent_orders` is what would go out,
    `dispatch_fails_with` is raised instead of an answer, `asked_near` counts the rankings that were asked for."""

    show: Callable[[Sequence[screen.Update]], None]

    def __init__(self) -> None:
        self.near: dict[CaseId, Near] = {}
        self.staff = StaffBoard()
        self.ways_to: dict[ResponderId, Way] = {}
        self.map: LandInfo | None = None
        self.tiles: dict[TileKey, Tile] = {}
        self.found_places: tuple[FoundPlace, ...] = ()
        self.sent_orders: list[tuple[OrderKind, TaskId, ResponderId]] = []
        self.dispatch_fails_with: Exception | None = None
        self.asked_near = 0
        self.next_number = 4419

    async def nearest(self, case: CaseId) -> Near:
        self._check()
        self.asked_near += 1
        found = self.near.get(case)
        if found is None:
            return Near(case, Need(), Ranking(self._at()))
        return replace(found, ranking=replace(found.ranking, at=self._at()))

    async def send(self, case: CaseId, wished: ResponderId | None, *, step: str = "", is_second: bool = False) -> None:
        self._check()
        known = self._case(case).tasks
        has_one = next((task for task in known if task.is_open), None)
        if has_one is not None and not is_second:
            raise Refused(Reason.TASK_OPEN)
        chosen = self._candidate(case, wished)
        task, number, at = TaskId(f"task-{self.next_number}"), self.next_number, self._at()
        self.next_number += 1
        self._journal_task(
            case,
            ev.TaskBegan(
                task, number, f"{case}:{number}", Need(), at + ON_SITE_WITHIN, step, wished,
                has_one.id if has_one is not None else None,
            ),
        )  # fmt: skip
        self._offer(case, task, chosen)

    async def cancel_task(self, case: CaseId, task: TaskId, reason: str) -> None:
        self._check()
        if not reason.strip():
            raise Refused(Reason.REASON_MISSING)
        self._journal_task(case, ev.TaskCancelled(task, reason))

    async def reroute(self, case: CaseId, task: TaskId, to: ResponderId | None) -> None:
        self._check()
        known = next((one for one in self._case(case).tasks if one.id == task and one.is_open), None)
        if known is None:
            raise Refused(Reason.NO_TASK)
        chosen = self._candidate(case, to, but=known.responder)
        for responder in [known.responder] if known.responder else [offer.responder for offer in known.asked()]:
            self._journal_task(case, ev.TaskWithdrawn(task, responder, Withdrawal.REROUTED))
        self._offer(case, task, chosen)

    async def mark_by_phone(
        self, case: CaseId, task: TaskId, responder: ResponderId, mark: TaskMark, minutes: int | None = None
    ) -> None:
        self._check()
        known = next((one for one in self._case(case).tasks if one.id == task), None)
        if known is None:
            raise Refused(Reason.NO_TASK)
        if mark is TaskMark.ACCEPTED and known.responder not in (None, responder):
            raise Refused(Reason.TASK_TAKEN, self.staff_name(known.responder))
        self.mark(case, task, responder, mark, minutes=minutes, by_phone=True)

    async def set_duty(self, municipality: MunicipalityId, responder: ResponderId, duty: Duty) -> None:
        self._check()
        rows = tuple(
            replace(row, duty=duty) if (row.municipality, row.id) == (municipality, responder) else row
            for row in self.staff.rows
        )
        self.tell_staff(replace(self.staff, rows=rows))

    async def way_of(self, responder: ResponderId, case: CaseId) -> Way | None:
        self._check()
        return self.ways_to.get(responder)

    async def land(self) -> LandInfo | None:
        return self.map

    async def tile(self, key: TileKey) -> Tile | None:
        return self.tiles.get(key)

    async def places(self, text: str) -> tuple[FoundPlace, ...]:
        return tuple(one for one in self.found_places if text.casefold() in one.text.casefold())

    # What happens in the field

    def mark(
        self, case: CaseId, task: TaskId, responder: ResponderId, mark: TaskMark, *, text: str = "",
        minutes: int | None = None, by_phone: bool = False, ago: float = 0,
    ) -> None:  # fmt: skip
        """A responder says something of a task, or an operator for them."""
        at = self._at() - timedelta(seconds=ago)
        who = self.seated.id if by_phone else SYSTEM  # type: ignore[attr-defined]
        body = ev.TaskMarked(task, responder, mark, at, text, minutes, by_phone)
        self.append(case, body, who, at)  # type: ignore[attr-defined]

    def tell_staff(self, board: StaffBoard | None) -> None:
        """The staff anew, as the console tells it."""
        if board is not None:
            self.staff = board
        self.show((screen.StaffTold(board),))

    def tell_unsent(self, *waiting: tuple[TaskId, ResponderId]) -> None:
        """Offers that have not left us yet."""
        self.show((screen.OrdersUnsent(frozenset(waiting)),))

    def staff_name(self, responder: ResponderId | None) -> str:
        return next((row.name for row in self.staff.rows if row.id == responder), "")

    def _offer(self, case: CaseId, task: TaskId, one: Candidate) -> None:
        at = self._at()
        body = ev.TaskOffered(
            task, one.responder, TaskRung.NEXT, at + ANSWER_WITHIN, one.minutes, one.position_at, one.is_estimate
        )
        self._journal_task(case, body)
        self.sent_orders.append((OrderKind.OFFER, task, one.responder))

    def _candidate(self, case: CaseId, wished: ResponderId | None, but: ResponderId | None = None) -> Candidate:
        ranking = self.near[case].ranking if case in self.near else Ranking(self._at())
        barred = next((one for one in ranking.excluded if one.responder == wished), None)
        if barred is not None:
            raise Refused(Reason.NOT_A_CANDIDATE, detail=barred.why.value)
        found = [
            one for one in ranking.candidates if one.responder != but and (wished is None or one.responder == wished)
        ]
        if not found:
            raise Refused(Reason.NOT_A_CANDIDATE)
        return found[0]

    def _case(self, case: CaseId) -> Case:
        found: Case | None = self.board.get(case)  # type: ignore[attr-defined]
        if found is None:
            raise Refused(Reason.NO_SUCH_CASE)
        return found

    def _journal_task(self, case: CaseId, body: ev.TaskBody) -> None:
        self.append(case, body, self.seated.id)  # type: ignore[attr-defined]

    def _check(self) -> None:
        if self.dispatch_fails_with is not None:
            raise self.dispatch_fails_with
        if self.seated is None:  # type: ignore[attr-defined]
            raise Refused(Reason.NOT_SIGNED_IN)

    def _at(self) -> datetime:
        at: datetime = self.clock.now()  # type: ignore[attr-defined]
        return at
