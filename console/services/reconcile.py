"""Decided against done, all night long: what the decisions ask for is matched with the looks, the plan and the cameras.

A duty of the watch. What is missing has a case at once, and what fell due while we were off has one at the start, once:
the journal says what has been told (`NightBook.told`), and a case's id is made from what is missing, so that neither a
restart nor another console tells it again, even after somebody closed it. Where the store cannot be written nothing is
told and nothing forgotten.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.night import day_of, night_of, span_of
from console.domain.night_book import NightBook
from console.domain.outages import put_on
from console.domain.shortfalls import (
    CameraKey,
    Fitted,
    NightPlan,
    Shortfall,
    fitted_of,
    lack_of,
    of_decision,
    of_looks,
    plan_of,
    planned,
    untold,
)
from console.domain.triage import Planned
from console.services.decisions import DecisionShelf
from console.services.ports import Clock, Residents
from console.services.recorder import Recorder

LOOKS_EVERY_S = 5.0
"""A look that is five seconds late is late in hours."""


class Reconciliation:
    """`heard` is a watcher of the recorder, `look` a duty of the watch. `night_begins` is in local minutes
    since midnight."""

    def __init__(
        self,
        recorder: Recorder,
        shelf: DecisionShelf,
        residents: Residents,
        night_begins: int,
        clock: Clock,
    ) -> None:
        self._recorder = recorder
        self._shelf = shelf
        self._residents = residents
        self._night_begins = night_begins
        self._clock = clock
        self._plans: tuple[NightPlan, ...] = ()
        self._planned_for: tuple[int, date] | None = None
        self._fitted: dict[CameraKey, Fitted] = {}
        self._imports = 0
        self._fitted_for: tuple[int, int] | None = None
        self._doubtful: tuple[NightPlan, ...] = ()
        self._doubted_for: object = None
        self._looked_at: float | None = None

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """After an import of devices, here or at another console, all are looked up anew."""
        self._imports += any(isinstance(event.body, ev.ResidentsImported) for event in events)

    async def look(self) -> None:
        """Tells of what is missing and has not been told. Raises Unwritable; then it is asked again at once."""
        at = self._clock.monotonic()
        if self._looked_at is not None and at - self._looked_at < LOOKS_EVERY_S:
            return
        now = self._clock.now()
        self._plan(now)
        await self._fit()
        self._doubt(now)
        if self._missing(self._recorder.board.night, now):
            await self._recorder.note(self._told)
        self._looked_at = at

    def _plan(self, now: datetime) -> None:
        """What is decided for this night and the last; anew with each night and each import."""
        tonight, begins = night_of(now, self._night_begins), self._night_begins
        if self._planned_for == (self._shelf.version, tonight):
            return
        nights = (tonight - timedelta(days=1), tonight)
        self._plans = tuple(plan_of(one, night, begins) for one in self._shelf.decided() for night in nights)
        self._planned_for = (self._shelf.version, tonight)

    async def _fit(self) -> None:
        """Whose the cameras are. Raises Unwritable where the directory cannot be read."""
        asked = (self._shelf.version, self._imports)
        if self._fitted_for == asked:
            return
        decisions = [one.decision for one in self._shelf.decided()]
        keys = {(one.municipality, one.camera) for one in decisions if one.camera is not None}
        found = {(one.municipality, one.id): one for one in await self._residents.devices(sorted(keys))}
        self._fitted = {key: Fitted(found.get(key), self._shelf.camera(*key)) for key in keys}
        self._fitted_for = asked

    def _doubt(self, now: datetime) -> None:
        """Which of tonight's decisions lack something; anew with each night, each import and each day."""
        asked = (self._planned_for, self._fitted_for, day_of(now))
        if self._doubted_for == asked:
            return
        tonight = night_of(now, self._night_begins)
        self._doubtful = tuple(
            plan
            for plan in self._plans
            if plan.night == tonight and lack_of(plan, fitted_of(plan.decided.decision, self._fitted), now) is not None
        )
        self._doubted_for = asked

    def _told(self, board: Overlay) -> list[Planned]:
        """Decided on what the journal says now: another console may have been faster, or the look been done."""
        now = self._clock.now()
        found: list[Planned] = []
        for one in self._missing(board.night, now):
            found += put_on(board, planned(one, board, now), now)
        return found

    def _missing(self, book: NightBook, now: datetime) -> list[Shortfall]:
        return untold(self._all_missing(book, now), self._plans, book)

    def _all_missing(self, book: NightBook, now: datetime) -> Iterator[Shortfall]:
        for plan in self._plans:
            yield from of_looks(plan, book, now)
        for plan in self._doubtful:
            fitted = fitted_of(plan.decided.decision, self._fitted)
            lacking = of_decision(plan, book, fitted, span_of(plan.night, self._night_begins)[0], now)
            if lacking is not None:
                yield lacking
