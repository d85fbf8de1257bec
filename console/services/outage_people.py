"""Whom an outage concerns, for those who look to them: who has no way first, then in the order of the risk list."""

from console.domain import events as ev
from console.domain.alarm import Lane
from console.domain.ids import CaseId
from console.domain.lane import OutagePerson
from console.domain.operator import Act, Operator
from console.domain.reach import RISING
from console.domain.refused import Reason, Refused
from console.domain.resident import Resident
from console.domain.risk import Ranked
from console.domain.triage import Planned
from console.services.directory import Directory
from console.services.reaches import Reaches
from console.services.recorder import Recorder


class OutagePeople:
    """Reading the list leaves one trace, as the risk list does."""

    def __init__(self, recorder: Recorder, directory: Directory, reaches: Reaches) -> None:
        self._recorder = recorder
        self._directory = directory
        self._reaches = reaches

    async def read(self, outage: CaseId, operator: Operator) -> list[OutagePerson]:
        """Everybody whom an outage concerns: who has no way first, then by risk; masked, after the reading is
        journalled. Raises Refused(NO_SUCH_CASE), Refused(NOT_GRANTED) and Unwritable."""
        case = self._recorder.board.get(outage)
        if case is None or not case.is_outage:
            raise Refused(Reason.NO_SUCH_CASE)
        operator.require(Act.READ_RESIDENT, case.municipality)
        residents = await self._directory.residents(sorted(self._reaches.concerned(case)))
        ranked = self._reaches.ranked(residents)
        read = ev.RiskListRead(len(residents))
        await self._recorder.note([Planned(f"directory:{case.municipality}", case.municipality, read)], operator.id)

        def place(one: Resident) -> tuple[int, bool, tuple[float, ...], str]:
            found = ranked.get(one.id)
            return (RISING.index(self._reaches.reach(one.id)), found is None, found.place if found else (), one.id)

        return [self._person(one, ranked.get(one.id), operator) for one in sorted(residents, key=place)]

    def _person(self, one: Resident, ranked: Ranked | None, operator: Operator) -> OutagePerson:
        reach = self._reaches.of(one.id)
        cases = [case for case in self._recorder.board.open_cases() if case.resident == one.id]
        first = min(cases, key=lambda case: (case.lane is Lane.TECHNICAL, case.alarm_class, case.id), default=None)
        return OutagePerson(
            person=self._directory.shown(one, operator), reach=self._reaches.reach(one.id),
            grounds=reach.grounds if reach is not None else (), peril=ranked.peril if ranked else None,
            reasons=ranked.reasons if ranked else (), case=first.id if first is not None else None,
        )  # fmt: skip
