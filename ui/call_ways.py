"""Whom the keys would call now, and by what: the person of an own case, of a card that was opened for a reason, or of
the look at hand. Fetched once for each, and again when something of the case has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from console.domain.call import CallKind
from console.domain.call_shown import CallWay
from console.domain.events import ReadReason
from console.domain.ids import CaseId, LookId, ResidentId
from console.domain.masking import Person
from console.domain.refused import Refused
from ui.casework import CaseWork
from ui.office import Office
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Target:
    """Who would be called: of a case, or a person for a reason. `version` is the case's."""

    case: CaseId | None = None
    version: int = 0
    resident: ResidentId | None = None
    reason: ReadReason = ReadReason.CALL
    look: LookId | None = None


LookAtHand = Callable[[], tuple[LookId, ResidentId, Person | None] | None]
"""The look that the rounds view has at hand, while that view is shown."""


class CallWays(QObject):
    """`changed` comes when the ways of the present target have come."""

    changed = Signal()

    def __init__(self, office: Office, tasks: Tasks, work: CaseWork, at_hand: LookAtHand, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._work = work
        self._at_hand = at_hand
        self._asked: Target | None = None
        self._ways: tuple[CallWay, ...] | None = None
        self._why: Refused | None = None

    def target(self) -> Target | None:
        """Who would be called now; None where a reason is missing, or nobody is shown."""
        at_hand, work = self._at_hand(), self._work
        if at_hand is not None:
            return Target(resident=at_hand[1], look=at_hand[0])
        alone = work.records.alone()
        if alone is not None:
            return Target(resident=alone.person.id, reason=alone.reason)
        row = work.row
        if row is None:
            return None
        if work.records.is_mine(row):
            return Target(case=row.case, version=row.version, resident=row.resident)
        card = work.records.card()
        if card is not None and card.reason is not ReadReason.OWN_CASE:
            return Target(resident=card.person.id, reason=card.reason)
        return None

    def person(self) -> Person | None:
        """The target's person, as far as one is known here."""
        at_hand, work = self._at_hand(), self._work
        if at_hand is not None:
            return at_hand[2]
        alone = work.records.alone()
        if alone is not None:
            return alone.person
        row = work.row
        return work.records.person() or (row.people[0] if row is not None and len(row.people) == 1 else None)

    def ways(self) -> tuple[CallWay, ...] | None:
        """The ways of the present target, in order; None while they are being looked up."""
        return self._ways if self._asked is not None and self._asked == self.target() else None

    def why_not(self) -> Refused | None:
        """Why they could not be looked up."""
        return self._why

    def own(self) -> tuple[CallWay, ...]:
        """The person's own ways."""
        return tuple(way for way in self.ways() or () if not way.contact)

    def video(self) -> CallWay | None:
        """The first by which the person can be seen."""
        return next((way for way in self.own() if way.kind is CallKind.VIDEO), None)

    def contacts(self) -> tuple[CallWay, ...]:
        """The first way to each contact, in their order."""
        found: dict[int, CallWay] = {}
        for way in self.ways() or ():
            if way.contact:
                found.setdefault(way.contact, way)
        return tuple(found.values())

    def refresh(self) -> None:
        """Asks anew where the target, or its case, is another."""
        target = self.target()
        if target == self._asked:
            return
        is_same = target is not None and self._asked is not None and target.case == self._asked.case is not None
        self._asked, self._why = target, None
        if not is_same:
            self._ways = None
        if target is not None:
            self._tasks.start(self._fetch(target), name="call_ways", on_refused=lambda why: self._refused(target, why))

    async def _fetch(self, target: Target) -> None:
        if target.case is not None:
            ways = await self._office.ways_of_case(target.case)
        elif target.resident is not None:
            ways = await self._office.ways_of_person(target.resident)
        else:
            ways = ()
        if self._asked == target:
            self._ways = tuple(ways)
            self.changed.emit()

    def _refused(self, target: Target, why: Refused) -> None:
        if self._asked == target:
            self._ways, self._why = (), why
            self.changed.emit()
