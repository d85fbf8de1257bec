"""The round for the screen: the night's looks as rows for whoever sits here, and the look that is open at this console.

One of the watch's duties. The rows are made anew when a look, a decision, a person or the viewer has changed, and told
at most once a second; who groups and counts them by time is the screen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from console.domain import events as ev
from console.domain.case import Case
from console.domain.gate import may_look
from console.domain.ids import OperatorId, ResidentId
from console.domain.journal import Unwritable
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState, judge
from console.domain.masking import Person
from console.domain.night import night_of
from console.domain.night_book import NightBook
from console.domain.operator import Act, Operator
from console.domain.round_making import Viewed, row_for_case, rows_of
from console.domain.round_rows import OpenLook, OutsideLook, RoundBoard, RoundRow, figures_of
from console.domain.shortfalls import CameraKey, Fitted, NightPlan, fitted_of, plan_of
from console.domain.supervision import SupervisionDecision
from console.services.decisions import DecisionShelf
from console.services.directory import Directory
from console.services.looking import LookAt, Looking
from console.services.ports import Cameras, Clock
from console.services.recorder import Recorder
from console.services.screen import LookTold, RoundTold, Screen

CHANGES = (
    ev.LookOpened | ev.LookUnmasked | ev.LookShut | ev.LookJudged | ev.NightSkipped | ev.NightKept | ev.NightSigned
    | ev.DecisionsImported | ev.ResidentsImported | ev.SignedIn | ev.SignedOut | ev.SeatResumed
)  # fmt: skip
"""What makes the rows other than they were."""


SAID = ev.LookOpened | ev.LookShut | ev.LookJudged
"""What is told at once: whoever said it asks for the next."""

ANEW_EVERY_S = 15
"""So often the rows are made anew though nothing was said: what somebody held may be anybody's again."""


class Rounds:
    """`operator` tells who sits here, `colleagues` who has an account, `lately` what a shift lead is told of."""

    def __init__(
        self,
        recorder: Recorder,
        shelf: DecisionShelf,
        directory: Directory,
        looking: Looking,
        cameras: Cameras,
        clock: Clock,
        screen: Screen,
        night_begins: int,
    ) -> None:
        self._recorder = recorder
        self._shelf = shelf
        self._directory = directory
        self._looking = looking
        self._cameras = cameras
        self._clock = clock
        self._screen = screen
        self._night_begins = night_begins
        self._is_changed = True
        self._of: tuple[Operator | None, int, date, int] | None = None
        self._plans: tuple[NightPlan, ...] = ()
        self._planned_for: tuple[int, date] | None = None
        self._rows: tuple[RoundRow, ...] = ()
        self._people: Mapping[ResidentId, Person] = {}
        self._told: RoundBoard | None = None
        self._open_told: OpenLook | None = None
        self.operator: Callable[[], Operator | None] = lambda: None
        self.colleagues: Callable[[], Mapping[OperatorId, Operator]] = dict
        looking.on_change = self.tell_open

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        if any(isinstance(event.body, CHANGES) for event in events):
            self._is_changed = True
            if any(isinstance(event.body, SAID) for event in events):
                with suppress(Unwritable):  # then it is told by the next look
                    await self.look()

    async def look(self) -> None:
        """Tells the board where it has changed. Raises Unwritable where people cannot be looked up now."""
        viewer, now = self.operator(), self._clock.now()
        night, moment = night_of(now, self._night_begins), int(now.timestamp() // ANEW_EVERY_S)
        of = (viewer, self._shelf.version, night, moment)
        if self._is_changed or of != self._of:
            self._is_changed = False
            try:
                self._rows = await self._made(viewer, night, now) if viewer is not None else ()
            except BaseException:
                self._is_changed = True
                raise
            self._of = of
            self.tell_open()
        if viewer is None or not viewer.municipalities(Act.LOOK):
            self._cameras.rest()
            self._tell(None)
            return
        self._warm(now)
        self._tell(self._board(viewer, night, now))

    def tell_open(self) -> None:
        """The look that is open here has changed."""
        at, viewer = self._looking.at, self.operator()
        is_theirs = at is not None and viewer is not None and at.permit.who == viewer.id
        told = self._open(at) if at is not None and is_theirs and at.end is not LookEnd.JUDGED else None
        if told != self._open_told:
            self._open_told = told
            self._screen.show(LookTold(told))

    def _tell(self, board: RoundBoard | None) -> None:
        if board != self._told:
            self._told = board
            self._screen.show(RoundTold(board))

    def _warm(self, now: datetime) -> None:
        """A camera is quick to open while looks are due, and nothing waits for one in the day."""
        is_near = any(row.opens_at <= now <= row.closes_at and row.state is not LookState.DONE for row in self._rows)
        if is_near or self._looking.at is not None:
            self._cameras.warm()
        else:
            self._cameras.rest()

    def _board(self, viewer: Operator, night: date, now: datetime) -> RoundBoard:
        book = self._recorder.board.night
        lacking = len({row.decision for row in self._rows if row.lack is not None})
        signed = {one.municipality: one.who for one in book.signed.values() if one.night == night}
        return RoundBoard(
            night, self._rows, figures_of(self._rows, lacking, now), self._sharing(viewer), self._outside(viewer, book),
            signed, viewer.id,
        )  # fmt: skip

    def _sharing(self, viewer: Operator) -> tuple[str, ...]:
        """Colleagues at other consoles who may look at what the viewer looks at."""
        all_of, here = self.colleagues(), viewer.municipalities(Act.LOOK)
        decided = [one.decision for one in self._shelf.decided() if one.decision.municipality in here]
        seats = [seat for seat in self._recorder.board.seats.values() if seat.operator != viewer.id]
        sharing = {seat.name for seat in seats if _may_share(all_of.get(seat.operator), decided)}
        return tuple(sorted(sharing))

    def _outside(self, viewer: Operator, book: NightBook) -> tuple[OutsideLook, ...]:
        """For whoever signs the night there."""
        names, leads = self._names(), viewer.municipalities(Act.MANAGE_ACCOUNTS)
        return tuple(
            OutsideLook(
                one.id, one.municipality, one.case, names.get(one.opened_by, one.opened_by), one.first_at, one.reason
            )
            for one in sorted(book.looks.values(), key=lambda one: one.at)
            if one.case is not None and one.opened_by is not None and one.first_at and one.municipality in leads
        )  # fmt: skip

    async def _made(self, viewer: Operator, night: date, now: datetime) -> tuple[RoundRow, ...]:
        places = viewer.municipalities(Act.LOOK)
        plans = [plan for plan in self._planned(night) if plan.decided.decision.municipality in places]
        decisions = [plan.decided.decision for plan in plans]
        residents = [one.resident for one in decisions if one.resident is not None]
        people = {one.id: self._directory.shown(one, viewer) for one in await self._directory.residents(residents)}
        self._people = people
        cameras = await self._fitted(plan.decided.decision for plan in plans if plan.looks)
        seen = Viewed(viewer, self._recorder.board.night, self._names(), now)
        rows: list[RoundRow] = []
        for plan in plans:
            decision = plan.decided.decision
            person = people.get(decision.resident) if decision.resident is not None else None
            rows += rows_of(plan, fitted_of(decision, cameras), person, seen)
        rows.sort(key=lambda row: (row.round, row.area, row.begins_at, row.place, row.look))
        return tuple(rows)

    def _planned(self, night: date) -> tuple[NightPlan, ...]:
        """What is decided for the night; anew with each night and each import."""
        asked = (self._shelf.version, night)
        if self._planned_for != asked:
            self._plans = tuple(plan_of(one, night, self._night_begins) for one in self._shelf.decided())
            self._planned_for = asked
        return self._plans

    def _names(self) -> dict[OperatorId, str]:
        """Of whoever has an account, or has sat somewhere."""
        return {id: one.name for id, one in self.colleagues().items()} | self._recorder.board.names

    async def _fitted(self, decisions: Iterable[SupervisionDecision]) -> dict[CameraKey, Fitted]:
        keys = {(one.municipality, one.camera) for one in decisions if one.camera is not None}
        devices = await self._directory.devices(sorted(keys))
        return {key: Fitted(devices.get(key), self._shelf.camera(*key)) for key in keys}

    def _open(self, at: LookAt) -> OpenLook | None:
        row = next((row for row in self._rows if row.look == at.permit.look), None)
        if row is None and at.permit.purpose is LookFor.CASE:
            row = self._case_row(at)
        if row is None:
            return None
        course = self._recorder.board.night.looks.get(at.permit.look)
        now = self._clock.now()
        ends_at = at.planned.ends_at if at.planned is not None else now
        tries = course.tries + 1 if course is not None else 1
        fault = judge(LookOutcome.NO_ANSWER, at.decision, tries, now, ends_at)
        return OpenLook(
            row=row, purpose=at.permit.purpose, opened_at=at.opened_at, picture=at.picture, mask=at.permit.mask,
            left=at.left, is_paused=at.end is LookEnd.PAUSED, is_seen=at.is_seen, is_simulated=at.is_simulated,
            is_outside=at.permit.is_outside, reason=at.permit.reason, case=at.permit.case, then=fault.then,
            act_by=fault.act_by, retry_after=at.decision.not_seen.retry_after,
        )  # fmt: skip

    def _case_row(self, at: LookAt) -> RoundRow | None:
        """A look for a case is no row of the round, and its decision may have none this night."""
        resident = at.decision.resident
        person = self._people.get(resident) if resident is not None else None
        return row_for_case(at.decision, at.permit.look, person, at.opened_at) if person is not None else None


def _may_share(colleague: Operator | None, decided: Sequence[SupervisionDecision]) -> bool:
    return colleague is not None and any(may_look(colleague, decision) for decision in decided)
