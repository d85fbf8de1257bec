"""The report of medication deviations: for whom, after which trace, and never without it."""

from datetime import datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.ids import CaseId, MunicipalityId, ResidentId
from console.domain.journal import Unwritable
from console.domain.medication import Deviation, DeviationCount
from console.domain.operator import Operator, Role
from console.domain.refused import Reason, Refused
from console.services.medication import Medication
from tests.builders import NORRBY, SODERBY, T0, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station

UNTIL = T0 + timedelta(days=31)
LEAD = operator("lena", Role.SHIFT_LEAD)
ONE = Deviation(ResidentId("astrid"), Cause.NOT_TAKEN, T0, CaseId("c1"))


class FakeDeviations:
    """Knows one, and what it was asked."""

    def __init__(self, here: Station) -> None:
        self._here = here
        self.asked: list[tuple[MunicipalityId, datetime, datetime]] = []
        self.traces_before = 0

    async def of(self, municipality: MunicipalityId, since: datetime, until: datetime) -> tuple[Deviation, ...]:
        self.asked.append((municipality, since, until))
        self.traces_before = len(self._here.journal.bodies(ev.JournalRead))
        return (ONE,)


def test_the_report_holds_the_counts_and_the_reading_is_journalled_before_anything_is_read() -> None:
    async def scenario() -> None:
        here = await station().start()
        deviations = FakeDeviations(here)
        report = await Medication(deviations, here.recorder).report(LEAD, NORRBY, T0, UNTIL)
        assert report.counts == (DeviationCount(ResidentId("astrid"), Cause.NOT_TAKEN, 1, 1),)
        assert deviations.asked == [(NORRBY, T0, UNTIL)]
        assert deviations.traces_before == 1
        [trace] = [event for event in here.journal.events if isinstance(event.body, ev.JournalRead)]
        assert trace.body == ev.JournalRead("medication:2026-03-02T20:00Z/2026-04-02T20:00Z")
        assert (trace.who, trace.municipality) == ("lena", NORRBY)

    run_async(scenario())


@pytest.mark.parametrize(
    "who", [operator("anna"), operator("teo", Role.TECHNICIAN), operator("eva", Role.AUDITOR, municipalities=[SODERBY])]
)
def test_who_may_not_read_the_journal_there_gets_no_report(who: Operator) -> None:
    async def scenario() -> None:
        here = await station().start()
        deviations = FakeDeviations(here)
        with pytest.raises(Refused) as refused:
            await Medication(deviations, here.recorder).report(who, NORRBY, T0, UNTIL)
        assert refused.value.reason is Reason.NOT_GRANTED
        assert deviations.asked == []

    run_async(scenario())


def test_a_report_without_a_trace_is_not_shown() -> None:
    async def scenario() -> None:
        here = await station().start()
        deviations = FakeDeviations(here)
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await Medication(deviations, here.recorder).report(LEAD, NORRBY, T0, UNTIL)
        assert deviations.asked == []

    run_async(scenario())
