"""What the screen has fetched about the outage that is shown: whom it concerns, and who of them can call.

Each reading leaves its trace, so that it is asked for when something has changed, and now and then besides, but not
each second. What a person's own case says is the queue's, and needs no reading.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId
from console.domain.lane import OutageHead, OutagePerson
from console.domain.operator import Operator
from console.domain.queue import Row
from console.domain.refused import Refused
from ui.case_view import CaseView
from ui.office import Office
from ui.queue.model import QueueModel
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words
from ui.words.outage import OutageSay

LEAST = timedelta(seconds=10)
"""Between two readings, whatever changes."""

MOST = timedelta(seconds=60)
"""After so long it is read again although nothing was told to have changed."""


class OutageWork(QObject):
    """`attach` gives it the view, each time that one has been built; `spoke` carries what to tell the operator."""

    spoke = Signal(str)

    def __init__(
        self,
        office: Office,
        tasks: Tasks,
        words: Words,
        standing: Standing,
        model: QueueModel,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._office, self._tasks, self._words, self._now = office, tasks, words, now
        self._standing, self._model = standing, model
        self._view: CaseView
        self._operator: Operator | None = None
        self._case: CaseId | None = None
        self._people: tuple[OutagePerson, ...] | None = None
        self._read_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._asked_for: object = None
        self._is_asking = self._is_refused = self._is_blind = False
        self._shown: object = None

    def attach(self, view: CaseView) -> None:
        """The screen has been built, or built anew."""
        self._view, self._shown = view, None

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: what was read for the one before is forgotten."""
        self._operator = operator
        self._forget(None)

    def refresh(self, row: Row | None, *, is_blind: bool) -> None:
        """Once a second and after each change; `row` is the case that is shown. Whom it concerns is not asked for
        before the lane knows how many they are."""
        self._is_blind = is_blind
        case = row.case if row is not None and row.is_outage else None
        if case != self._case:
            self._forget(case)
        if row is None or case is None or self._operator is None:
            return
        head = self._standing.heads().get(case)
        self._view.case.outage.counts.show_counts(row.out, head)
        self._show()
        if head is not None and not is_blind and self._is_due((row.version, head)):
            self._ask(case, (row.version, head))

    def _is_due(self, wanted: tuple[int, OutageHead | None]) -> bool:
        if self._is_asking or self._is_refused:
            return False
        if self._asked_at is None:
            return True
        passed = self._now() - self._asked_at
        is_news = wanted != self._asked_for or self._people is None
        return not timedelta(0) <= passed < (LEAST if is_news else MOST)

    def _ask(self, case: CaseId, wanted: object) -> None:
        self._asked_at, self._asked_for, self._is_asking = self._now(), wanted, True
        operator, words = self._operator, self._words

        async def asked() -> None:
            people = await self._office.outage_people(case)
            if self._operator is operator and self._case == case:
                self._people, self._read_at = tuple(people), self._now()

        def refused(why: Refused) -> None:
            if self._case == case and self._operator is operator:
                self._is_refused = True
                self.spoke.emit(words.refused(why))

        def done(_: object) -> None:
            if self._case == case and self._operator is operator:
                self._is_asking = False
                self._show()

        self._tasks.start(asked(), name="outage", on_refused=refused).add_done_callback(done)

    def _show(self) -> None:
        people = self._view.case.outage.people
        if self._people is None:
            is_first = self._is_asking or self._asked_at is None
            say = OutageSay.NOT_SHOWN if self._is_refused else OutageSay.NOT_KNOWN
            people.show_nothing(OutageSay.FETCHING if is_first else say)
            return
        cases = {one.case for one in self._people if one.case is not None}
        rows = {row.case: row for row in self._model.rows() if row.case in cases}
        now = self._now()
        state = (self._people, rows, self._is_blind, now.replace(second=0, microsecond=0))
        if state == self._shown:
            return
        self._shown = state
        people.show_people(self._people, rows, uncertain_since=self._read_at if self._is_blind else None)

    def _forget(self, case: CaseId | None) -> None:
        self._case, self._people, self._read_at = case, None, None
        self._asked_at, self._asked_for, self._is_asking, self._is_refused = None, None, False, False
        self._shown = None
        self._view.case.outage.people.show_nothing(OutageSay.FETCHING)
