"""Medication deviations out of the journal, found by the cases' summaries and read on the second line.

The summary says which cases there were and whom each is about now; the journal says which alarms they were made of. An
alarm that moved to another case (a split, a merge) is one deviation, of the case that has it now. Where a resident's
records were erased on request, the summary's cause and the event's place remain: counted, and of nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.rows import EVENT_COLUMNS, event_of
from console.adapters.sql.schema import case_summary, journal
from console.adapters.sql.statements import AnyRow, pieces
from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.ids import CaseId, MunicipalityId, ResidentId
from console.domain.medication import CAUSES, Deviation
from console.domain.report import ReportKey

LATE_AT_MOST = timedelta(days=7)
"""So long after its beginning an alarm's case may have been opened: a day by the device's clock (`triage.bounded`), the
rest for a store that took nothing."""

CASES_AT_ONCE = 100
"""Cases in one piece of reading: some milliseconds, with searches in between."""

_MERGED = ev.kind_of(ev.CaseMerged)
_KINDS = (ev.kind_of(ev.CaseOpened), ev.kind_of(ev.AlarmJoined), _MERGED)


class SqlDeviations:
    """Fits `services.ports.Deviations`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def of(self, municipality: MunicipalityId, since: datetime, until: datetime) -> tuple[Deviation, ...]:
        """As the port says, oldest first. Raises codec.UnreadableBody for an event that a newer Vaka wrote."""
        table = case_summary.c
        query = sa.select(table.case_id, table.resident, table.cause).where(
            table.municipality == municipality,
            table.cause.in_([cause.value for cause in CAUSES]),
            table.opened_at < until + LATE_AT_MOST,
            sa.or_(table.closed_at.is_(None), table.closed_at >= since),
        )
        found = await self._reader.run(lambda connection: connection.execute(query).all())
        cases = {CaseId(row.case_id): row for row in found}
        events: list[ev.Event | ev.ErasedEvent] = []
        for piece in pieces(sorted(cases), CASES_AT_ONCE):
            events += await self._reader.run(partial(_events, cases=piece))
        told = _deviations(sorted(events, key=lambda event: event.seq), cases)
        return tuple(sorted((one for one in told if since <= one.at < until), key=lambda one: one.at))


def _events(connection: sa.Connection, cases: Sequence[CaseId]) -> list[ev.Event | ev.ErasedEvent]:
    subjects = [ev.case_subject(case) for case in cases]
    query = sa.select(*EVENT_COLUMNS).where(journal.c.subject.in_(subjects), journal.c.kind.in_(_KINDS))
    return [event_of(row) for row in connection.execute(query)]


def _deviations(events: Iterable[ev.Event | ev.ErasedEvent], cases: Mapping[CaseId, AnyRow]) -> list[Deviation]:
    """The deviations that the events tell, given in their order: where an alarm is told twice it has moved."""
    alarms: dict[ReportKey, tuple[CaseId, ev.Alarm]] = {}
    into: dict[CaseId, CaseId] = {}
    erased: list[Deviation] = []
    for event in events:
        case = CaseId(event.subject.removeprefix(ev.CASE_PREFIX))
        if isinstance(event, ev.ErasedEvent):
            if event.kind != _MERGED:
                erased.append(Deviation(None, Cause(cases[case].cause), event.at, case))
        elif isinstance(event.body, ev.CaseMerged):
            into[case] = event.body.into
        elif isinstance(event.body, ev.CaseOpened | ev.AlarmJoined):
            alarms[event.body.alarm.report] = (case, event.body.alarm)
    told = [
        Deviation(_resident(cases, _now_in(case, into)), alarm.cause, alarm.began_at, _now_in(case, into))
        for case, alarm in alarms.values()
        if alarm.cause in CAUSES
    ]
    return told + erased


def _now_in(case: CaseId, into: Mapping[CaseId, CaseId]) -> CaseId:
    """The case that has all that this one had. A case is closed by its merge, so there is no circle."""
    while case in into:
        case = into[case]
    return case


def _resident(cases: Mapping[CaseId, AnyRow], case: CaseId) -> ResidentId | None:
    row = cases.get(case)
    return ResidentId(row.resident) if row is not None and row.resident is not None else None
