"""What may be taken away, and the event that says so, in one transaction. Runs in the writer's thread."""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa

from console.adapters.sql.append import Entropy, append
from console.adapters.sql.rows import EVENT_COLUMNS, event_of
from console.adapters.sql.schema import journal, report
from console.adapters.sql.statements import pieces
from console.adapters.sql.walk import ERASURE
from console.domain.events import CALL_PREFIX, BodiesErased, CallBegan, Event, LookJudged, LookOpened, kind_of
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.journal import Writing

REPORTS_AT_ONCE = 500
"""Reports that one call deletes at most, the oldest first, so that an alarm never waits long behind retention
(some 10 ms on a file, 60 ms on PostgreSQL)."""

LOOKED_THROUGH_AT_ONCE = 2_000
"""Events of which one piece of work takes those that name who was looked at or called."""

_LOOKS = (kind_of(LookOpened), kind_of(LookJudged))


def outside_cases(connection: sa.Connection, whom: tuple[MunicipalityId, ResidentId], after: int) -> set[str]:
    """The subjects of the looks at that person, and of the calls about them outside any case, that the next events
    after `after` name."""
    municipality, resident = whom
    is_call = sa.and_(journal.c.kind == kind_of(CallBegan), journal.c.subject.startswith(CALL_PREFIX, autoescape=True))
    query = sa.select(*EVENT_COLUMNS).where(
        journal.c.seq > after, journal.c.seq <= after + LOOKED_THROUGH_AT_ONCE,
        sa.or_(journal.c.kind.in_(_LOOKS), is_call), journal.c.municipality == municipality,
        journal.c.body.is_not(None),
    )  # fmt: skip
    events = (event_of(row) for row in connection.execute(query))
    return {event.subject for event in events if isinstance(event, Event) and _about(event) == resident}


def told_before(connection: sa.Connection, subjects: Sequence[str], before: datetime) -> list[int]:
    """The events with a body of those subjects that have nothing new."""
    columns = (journal.c.seq, journal.c.subject, journal.c.at, journal.c.body.is_not(None).label("is_whole"))
    rows = connection.execute(sa.select(*columns).where(journal.c.subject.in_(subjects))).all()
    young = {row.subject for row in rows if row.at >= before}
    return [row.seq for row in rows if row.is_whole and row.subject not in young]


def _about(event: Event) -> ResidentId | None:
    return event.body.resident if isinstance(event.body, LookOpened | LookJudged | CallBegan) else None


def erase_bodies(connection: sa.Connection, seqs: Sequence[int], writing: Writing, entropy: Entropy) -> None:
    """Takes bodies and salts away and appends `writing`. Errors: `append`.

    Raises ValueError where `writing` does not name every one of them (the chain would not verify), or where one is
    itself an erasure's event.
    """
    said = {seq for draft in writing.drafts if isinstance(draft.body, BodiesErased) for seq in draft.body.seqs}
    if not said.issuperset(seqs):
        raise ValueError("bodies would be erased that no event names")
    append(connection, writing, entropy)
    for piece in pieces(seqs):
        of_them = journal.c.seq.in_(piece)
        if connection.execute(sa.select(journal.c.seq).where(of_them, journal.c.kind == ERASURE)).first():
            raise ValueError("what was erased must stay told")
        connection.execute(sa.update(journal).where(of_them).values(body=None, body_salt=None))


def erase_reports(
    connection: sa.Connection,
    streams: Sequence[str],
    before: datetime,
    writing_of: Callable[[int], Writing],
    entropy: Entropy,
) -> int:
    """Deletes up to `REPORTS_AT_ONCE` and appends what `writing_of(count)` says; nothing where none is due."""
    oldest = (
        sa.select(report.c.source, report.c.id)
        .where(report.c.stream.in_(streams), report.c.received_at < before)
        .order_by(report.c.received_at)
        .limit(REPORTS_AT_ONCE)
    )
    keys = [(source, id_) for source, id_ in connection.execute(oldest)]
    if not keys:
        return 0
    append(connection, writing_of(len(keys)), entropy)
    for piece in pieces(keys):
        connection.execute(sa.delete(report).where(sa.tuple_(report.c.source, report.c.id).in_(piece)))
    return len(keys)
