"""The risk list as an operator may see it, and the cards of those on it, for print.

From the local copy where there is one, so that it never waits for the network; else from the store. Seeing the list
leaves one trace in each municipality, each printed card one of its own.
"""

from collections.abc import Sequence

from console.domain import events as ev
from console.domain import risk
from console.domain.board import Board
from console.domain.card import Card
from console.domain.ids import MunicipalityId
from console.domain.masking import show
from console.domain.operator import Act, Operator
from console.domain.risk import RiskList, RiskPerson
from console.domain.triage import Planned
from console.services.local_copy import LocalCopy
from console.services.ports import Clock, Register, Residents
from console.services.recorder import Recorder
from console.services.records import Records

PAGE = 250
"""Residents looked at together: some milliseconds on the loop."""


class RiskLists:
    """`copy` is None where the store itself is on this machine."""

    def __init__(
        self,
        residents: Residents,
        register: Register,
        records: Records,
        recorder: Recorder,
        clock: Clock,
        copy: LocalCopy | None,
    ) -> None:
        self._residents = residents
        self._register = register
        self._records = records
        self._recorder = recorder
        self._clock = clock
        self._copy = copy

    async def read(self, operator: Operator) -> RiskList:
        """The list of the operator's municipalities, after the reading is journalled.

        Raises Refused(NOT_GRANTED) for whoever may read no residents, and Unwritable: what leaves no trace is not
        shown.
        """
        ranked, total = await self._ranked(operator)
        people = await self._shown(ranked, operator)
        counts = dict.fromkeys(sorted(_where(operator)), 0)
        for one in ranked:
            counts[one.candidate.resident.municipality] += 1
        copied_at = self._copied.copied_at if self._copied else None
        planned = [
            Planned(f"directory:{tenant}", tenant, ev.RiskListRead(count, copied_at))
            for tenant, count in counts.items()
        ]
        if self._copied:
            await self._copied.note(planned, operator)
        else:
            await self._recorder.note(planned, operator.id)
        return RiskList(people, total, copied_at)

    async def cards(self, operator: Operator) -> Sequence[Card]:
        """The cards of all on the list, in its order, masked, each reading journalled first. Errors: `read`."""
        ranked, _ = await self._ranked(operator)
        ids = [one.candidate.resident.id for one in ranked]
        if self._copied:
            return await self._copied.cards(operator, ids, ev.ReadReason.EMERGENCY)
        return await self._records.read_cards(operator, ids, ev.ReadReason.EMERGENCY)

    @property
    def _copied(self) -> LocalCopy | None:
        """The copy, once it holds anything."""
        return self._copy if self._copy is not None and self._copy.copied_at is not None else None

    @property
    def _board(self) -> Board:
        return self._recorder.board

    async def _ranked(self, operator: Operator) -> tuple[list[risk.Ranked], int]:
        """The first on the list, and how many there are; page by page, so that a large register needs no memory."""
        register = self._copied.register if self._copied else self._register
        people, homes = risk.open_alarms(self._board.open_cases())
        now = self._clock.now()
        first: list[risk.Ranked] = []
        total = 0
        for tenant in sorted(_where(operator)):
            after = None
            while page := await register.page(tenant, after, PAGE):
                for candidate in page:
                    resident = candidate.resident
                    alarm = risk.worst(people.get(resident.id), homes.get(resident.household))
                    found = risk.ranked(candidate, alarm, now)
                    if found is not None:
                        first.append(found)
                        total += 1
                first = risk.first_of(first)
                after = page[-1].resident.id
        return first, total

    async def _shown(self, ranked: Sequence[risk.Ranked], operator: Operator) -> tuple[RiskPerson, ...]:
        protected = await (self._copied.residents if self._copied else self._residents).protected_households()
        today = self._clock.now().date()
        people = []
        for one in ranked:
            found = one.candidate
            is_shared = found.resident.household in protected
            person = show(found.resident, found.household, operator, today, shares_protected_home=is_shared)
            people.append(RiskPerson(person, one.peril, one.reasons, found.last_sign))
        return tuple(people)


def _where(operator: Operator) -> frozenset[MunicipalityId]:
    """Where the operator may read residents. Raises Refused(NOT_GRANTED) for nowhere."""
    found = operator.municipalities(Act.READ_RESIDENT)
    if not found:
        operator.require(Act.READ_RESIDENT, MunicipalityId("any municipality"))
    return found
