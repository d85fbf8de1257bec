"""What the screen has fetched from the console about the case that is shown: card, timeline, outcomes, colleagues.

A card is fetched by itself only for the operator's own case: that is the reason, unasked. Everything else needs a
reason, and what was shown unmasked is forgotten as soon as another case is chosen.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.domain.card import Card
from console.domain.events import ErasedEvent, Event, ReadReason
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.lifecycle import OWNED
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.queue import Row
from console.domain.refused import Refused
from console.domain.resident import Outcome
from ui.office import Office
from ui.plan_reader import PlanReader
from ui.tasks import Tasks
from ui.words import Words
from ui.words.row import is_masked
from ui.words.timeline import Line, Teller

LONGER_HISTORY = 50


class Records(QObject):
    """`changed` comes when something about the shown case has arrived, `came` when a card without a case has, or the
    longer history of an open card."""

    changed = Signal()
    came = Signal()

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, refused: Callable[[Refused], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._refused = refused
        self._me: OperatorId | None = None
        self._row: Row | None = None
        self._card: Card | None = None
        self._alone: Card | None = None
        self._earlier: tuple[ResidentId, tuple[CaseSummary, ...]] | None = None
        self._asked: tuple[CaseId, ResidentId | None] | None = None
        self._events: tuple[Event | ErasedEvent, ...] = ()
        self._told_version: tuple[CaseId, int] | None = None
        self._names: dict[OperatorId, str] = {}
        self._outcomes: dict[MunicipalityId, tuple[Outcome, ...]] = {}
        self.colleagues: tuple[Operator, ...] = ()
        self.plans = PlanReader(office, tasks, refused, self)
        self.plans.changed.connect(self.changed)

    def sit(self, operator: Operator | None) -> None:
        """Another operator: everything fetched for the one before is forgotten."""
        self._me = operator.id if operator else None
        self._row = None
        self._forget()
        self.plans.forget()
        self._names = {operator.id: operator.name} if operator else {}
        self._outcomes = {}
        self.colleagues = ()
        if operator is not None:
            self._tasks.start(self._fetch_colleagues(), name="colleagues", on_refused=self._refused)

    def show_case(self, row: Row | None) -> None:
        """The case now shown, or its newer row. Fetches what is missing."""
        is_other = (row.case if row is not None else None) != (self._row.case if self._row is not None else None)
        self._row = row
        if is_other:
            self._forget()
        self.plans.show_case(row)
        if row is None:
            return
        if row.owner is not None and row.owner_name:
            self._names[row.owner] = row.owner_name
        if row.municipality not in self._outcomes:
            self._outcomes[row.municipality] = ()
            self._tasks.start(self._fetch_outcomes(row.municipality), name="outcomes", on_refused=self._refused)
        if self._told_version != (row.case, row.version):
            self._told_version = (row.case, row.version)
            self._tasks.start(self._fetch_timeline(row.case), name="timeline", on_refused=self._refused)
        if self.is_mine(row) and row.resident is not None and self._asked != (row.case, row.resident):
            self._asked = (row.case, row.resident)
            self.read(row, row.resident)

    def read(self, row: Row, resident: ResidentId) -> None:
        """Opens the card of the operator's own case."""
        self._tasks.start(self.opened(row, resident, ReadReason.OWN_CASE), name="card", on_refused=self._refused)

    async def opened(self, row: Row, resident: ResidentId, reason: ReadReason, *, unmask: bool = False) -> None:
        """Opens the card, for a reason."""
        self._asked, me = (row.case, resident), self._me
        try:
            card = await self._office.card(resident, reason, row.case, unmask=unmask)
        except Refused:
            if self._card is None and self._asked == (row.case, resident):
                self._asked = None  # a new reason may be asked for; nothing is being fetched any more
            raise
        if self._asked == (row.case, resident) and self._me == me:
            self._card = card
            self.changed.emit()

    async def opened_alone(self, resident: ResidentId, reason: ReadReason, *, unmask: bool) -> None:
        """Opens the card of somebody without a case, for a reason."""
        me = self._me
        card = await self._office.card(resident, reason, None, unmask=unmask)
        if self._me != me:  # read by the one before, and for nobody else
            return
        self._alone = card
        self.came.emit()
        await self._fetch_earlier(self._alone, None)

    def ask_earlier(self) -> bool:
        """Fetches the longer history of the open card. False where none is open."""
        if self._card is None or self._row is None:
            return False
        self.came.emit()
        call = self._fetch_earlier(self._card, self._row.case)
        self._tasks.start(call, name="history", on_refused=self._refused)
        return True

    def close_alone(self) -> None:
        """The longer view has been left: a card that stood there alone is not open any more."""
        self._alone = None

    def alone(self) -> Card | None:
        """The open card of somebody without a case."""
        return self._alone

    def earlier(self) -> tuple[CaseSummary, ...] | None:
        """The longer history of the open card; None until it has been fetched."""
        opened = self._alone or self._card
        if opened is None or self._earlier is None or self._earlier[0] != opened.person.id:
            return None
        return self._earlier[1]

    def is_mine(self, row: Row) -> bool:
        """Whether the case is the seated operator's own."""
        return self._me is not None and row.owner == self._me and row.state in OWNED

    def card(self) -> Card | None:
        """The card of the shown case's resident, if it is open."""
        return self._card

    def is_fetching(self) -> bool:
        """Whether a card has been asked for and not come."""
        return self._asked is not None and self._card is None

    def person(self) -> Person | None:
        """The person of the open card."""
        return self._card.person if self._card is not None else None

    def lines(self) -> tuple[Line, ...]:
        """The timeline in words, by the moments that it shows: what a device kept back stands where it happened."""
        row, person = self._row, self.person()
        masked = person.is_masked if person is not None else row is not None and is_masked(row)
        plans = self.plans.texts(self._words)
        teller = Teller(self._words, self._names, self.labels(), is_masked=masked, plans=plans)
        return teller.tell_all(self._events)

    def outcomes(self) -> tuple[Outcome, ...]:
        """The list of the shown case's municipality."""
        return self._outcomes.get(self._row.municipality, ()) if self._row is not None else ()

    def labels(self) -> dict[str, str]:
        """The labels of outcomes by code."""
        return {outcome.code: outcome.label for outcome in self.outcomes()}

    def names(self) -> Mapping[OperatorId, str]:
        """Operators by their names, as far as they are known here."""
        return self._names

    def _forget(self) -> None:
        self._card, self._asked, self._events, self._told_version = None, None, (), None
        self._alone, self._earlier = None, None

    async def _fetch_earlier(self, card: Card, case: CaseId | None) -> None:
        person = card.person.id
        found = await self._office.history(person, card.reason, case, LONGER_HISTORY)
        opened = self._alone or self._card
        if opened is not None and opened.person.id == person:
            self._earlier = (person, tuple(found))
            self.came.emit()

    async def _fetch_colleagues(self) -> None:
        self.colleagues = tuple(await self._office.colleagues())
        self._names.update({one.id: one.name for one in self.colleagues})
        self.changed.emit()

    async def _fetch_outcomes(self, municipality: MunicipalityId) -> None:
        self._outcomes[municipality] = tuple(await self._office.outcomes(municipality))
        self.changed.emit()

    async def _fetch_timeline(self, case: CaseId) -> None:
        events = tuple(await self._office.timeline(case))
        if self._row is not None and self._row.case == case:
            self._events = events
            self.changed.emit()
