"""What the palette finds while somebody types: residents, their devices, open cases, colleagues, masked for who asks.

A search shows names with addresses, as the queue does: enough to choose whom to open, and nothing of their record. So
it leaves no `PersonRead`; the card that is opened from it does, with its reason. What keeps it from being read as a
register instead: two letters at the least, a handful of hits, only where the operator may read residents, and nobody
with protected identity, nor anybody who shares a home with them, by any text. Whoever is named for protected identities
learns only that there is somebody, and is asked for a reason.

The walls are in the index's own query (`Walls`); what it returns is masked once more here, by `masking.show`.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from console.domain.case import Case
from console.domain.handling import may_handle
from console.domain.ids import CaseId, ResidentId
from console.domain.masking import Person, show
from console.domain.operator import Act, Operator
from console.domain.search import (
    Asked,
    CaseHit,
    DeviceHit,
    Found,
    FoundDevice,
    FoundResident,
    FoundRows,
    HitKind,
    Hits,
    Marked,
    ResidentHit,
    StaffHit,
    ask,
    in_order,
    marked_id,
    resident_hit,
    staff_hit,
    walls_of,
)
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.ports import Clock, SearchIndex
from console.services.recorder import Recorder

RESIDENTS = 8
"""Residents that are shown unless a caller wants another number; of the other groups `OTHERS`."""

OTHERS = 5


class Search:
    """The one way to find somebody by a text."""

    def __init__(self, index: SearchIndex, recorder: Recorder, directory: Directory, desk: Desk, clock: Clock) -> None:
        self._index = index
        self._recorder = recorder
        self._directory = directory
        self._desk = desk
        self._clock = clock

    async def find(self, operator: Operator, text: str, limit: int = RESIDENTS) -> Found:
        """Every group that the text asks for, best first, and how many more there are.

        `#` asks for devices and cases alone, `@` for staff alone; too little asks for nothing. Raises Unwritable where
        the store does not answer.
        """
        began = self._clock.monotonic()
        asked = ask(text)
        cases = self._cases_seen(operator)
        by_resident = {case.resident: case.id for case in cases if case.resident is not None}
        found = FoundRows()
        if asked.tokens and asked.wanted & {HitKind.RESIDENT, HitKind.PROTECTED, HitKind.DEVICE}:
            found = await self._index.find(asked, walls_of(operator), tuple(by_resident))
        residents = self._residents(asked, operator, found, by_resident)
        devices = [hit for one in found.devices if (hit := self._device(asked, operator, one)) is not None]
        return Found(
            text=text,
            residents=Hits.of(in_order(residents), limit, is_at_least=found.is_full),
            protected=Hits.of(found.protected, limit),
            devices=Hits.of(sorted(devices, key=lambda hit: hit.device), OTHERS),
            cases=Hits.of(self._cases(asked, operator, cases), OTHERS),
            staff=Hits.of(self._staff(asked, operator), OTHERS),
            took=timedelta(seconds=self._clock.monotonic() - began),
        )

    def _residents(
        self, asked: Asked, viewer: Operator, found: FoundRows, cases: Mapping[ResidentId, CaseId]
    ) -> list[ResidentHit]:
        people = (self._shown(one, viewer) for one in found.residents)
        hits = (resident_hit(asked, person, cases.get(person.id)) for person in people)
        return [hit for hit in hits if hit is not None]

    def _shown(self, one: FoundResident, viewer: Operator) -> Person:
        today = self._clock.now().date()
        return show(one.resident, one.household, viewer, today, shares_protected_home=one.shares_protected_home)

    def _device(self, asked: Asked, viewer: Operator, one: FoundDevice) -> DeviceHit | None:
        device = one.device
        id_ = marked_id(asked, device.id)
        if id_ is None:
            return None
        person = self._shown(one.of, viewer) if one.of is not None and not one.is_protected else None
        is_readable = viewer.may(Act.READ_RESIDENT, device.municipality)
        is_open = is_readable and not one.is_protected and (person is None or not person.is_masked)
        street = person.street if person is not None else one.household.street if one.household is not None else ""
        return DeviceHit(
            device.id, device.municipality, id_, device.kind,
            place=device.place if is_open else "",
            resident=device.resident if is_readable else None,
            name=person.listed_name if person is not None and is_open else "",
            street=street if is_open else "",
            is_protected=is_readable and one.is_protected,
        )  # fmt: skip

    def _cases_seen(self, operator: Operator) -> list[Case]:
        """The open cases of this operator's queue, the one that waited longest first."""
        seen = (
            case
            for case in self._recorder.board.open_cases()
            if operator.may(Act.SEE_QUEUE, case.municipality) and may_handle(operator, case)
        )
        return sorted(seen, key=lambda case: case.waiting_since)

    def _cases(self, asked: Asked, operator: Operator, cases: Sequence[Case]) -> list[CaseHit]:
        if not asked.wants(HitKind.CASE):
            return []
        marked = ((case, id_) for case in cases if (id_ := marked_id(asked, case.id)) is not None)
        return [self._case_hit(operator, case, id_) for case, id_ in marked]

    def _case_hit(self, operator: Operator, case: Case, id_: Marked) -> CaseHit:
        people = self._directory.people(case, operator)
        name = people[0].listed_name if len(people) == 1 else ""
        return CaseHit(case.id, case.municipality, id_, case.kind, name)

    def _staff(self, asked: Asked, operator: Operator) -> list[StaffHit]:
        """Those who work in some municipality of the operator's, who sit somewhere first."""
        if not asked.wants(HitKind.STAFF):
            return []
        seated = {seat.operator: console for console, seat in self._recorder.board.seats.items()}
        mine = operator.municipalities(Act.SEE_QUEUE)
        colleagues = (
            one
            for one in self._desk.colleagues.values()
            if one.id != operator.id and mine & one.municipalities(Act.SEE_QUEUE)
        )
        hits = (staff_hit(asked, one, seated.get(one.id)) for one in colleagues)
        return sorted(
            (hit for hit in hits if hit is not None),
            key=lambda hit: (hit.nearness[0], hit.console is None, hit.name.text.casefold()),
        )
