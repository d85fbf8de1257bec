"""The one transaction by which the journal grows. All that is here runs in the writer's thread.

On PostgreSQL the row of `chain_head` is locked first, so consoles append one after the other: `seq` has no gaps and
nothing below the head appears later. A commit whose answer was lost is tried again with the same ids: where all of
them are there already, what is stored is the answer.
"""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from console.adapters.sql import codec, rows
from console.adapters.sql.schema import (
    HEAD_ID,
    case_summary,
    chain_head,
    journal,
    outbox,
    report,
    sign,
    source_count,
    standing,
)
from console.adapters.sql.statements import Row, insert_new, overwrite, overwrite_newer, pieces
from console.domain import chain
from console.domain.events import Draft, Event
from console.domain.journal import BadRow, Behind, Writing

Entropy = Callable[[int], bytes]
"""So many random bytes, fit for secrets."""


class Taken(Exception):
    """A draft's id, or its version, is in the journal already: ours of an earlier try, or another console's."""


def append(connection: sa.Connection, writing: Writing, entropy: Entropy) -> tuple[Event, ...]:
    """Writes it all. Raises Behind, Taken (ask `stored`, in a new transaction) and BadRow."""
    seq, digest = lock_head(connection)
    if seq != writing.after:
        known = stored(connection, writing.drafts)
        if known is None:
            raise Behind(f"the journal is at {seq}, not at {writing.after}")
        return known
    events, lines, digest = _chained(connection, writing.drafts, seq, digest, entropy)
    if lines:
        if insert_new(connection, journal, lines) < len(lines):
            raise Taken
        connection.execute(_MOVE_HEAD, {"new_seq": lines[-1]["seq"], "new_digest": digest})
    _store(connection, writing)
    return events


def stored(connection: sa.Connection, drafts: Sequence[Draft]) -> tuple[Event, ...] | None:
    """The events of these drafts in the journal's order, where all are there; else None.

    Raises Behind where they are there and one has lost its body since.
    """
    found = {}
    for piece in pieces([draft.id for draft in drafts]):
        query = sa.select(*rows.EVENT_COLUMNS).where(journal.c.id.in_(piece)).order_by(journal.c.seq)
        for event in map(rows.event_of, connection.execute(query)):
            if not isinstance(event, Event):
                raise Behind(f"event {event.seq} has been erased since")
            found[event.id] = event
    if not drafts or len(found) < len({draft.id for draft in drafts}):
        return None
    return tuple(found[draft.id] for draft in drafts)


def lock_head(connection: sa.Connection) -> tuple[int, bytes]:
    """The journal's end, held until the transaction ends."""
    seq, digest = connection.execute(_HEAD.with_for_update()).one()
    return seq, digest


def head(connection: sa.Connection) -> tuple[int, bytes]:
    """The journal's end, as it is."""
    seq, digest = connection.execute(_HEAD).one()
    return seq, digest


_HEAD = sa.select(chain_head.c.seq, chain_head.c.digest).where(chain_head.c.id == HEAD_ID)
_MOVE_HEAD = (
    sa.update(chain_head)
    .where(chain_head.c.id == HEAD_ID)
    .values(seq=sa.bindparam("new_seq"), digest=sa.bindparam("new_digest"))
)


def _chained(
    connection: sa.Connection, drafts: Sequence[Draft], seq: int, digest: bytes, entropy: Entropy
) -> tuple[tuple[Event, ...], list[Row], bytes]:
    """The drafts with their place, version and link, as events and as rows, and the last link."""
    versions = _versions(connection, drafts)
    salts = entropy(chain.SALT_BYTES * len(drafts))
    events: list[Event] = []
    lines: list[Row] = []
    for number, draft in enumerate(drafts):
        seq += 1
        version = draft.version or versions.get(draft.subject, 0) + 1
        versions[draft.subject] = max(version, versions.get(draft.subject, 0))
        salt = salts[number * chain.SALT_BYTES : (number + 1) * chain.SALT_BYTES]
        line = _line(draft, seq, version, salt)
        digest = _link(digest, line)
        lines.append({**line, "digest": digest})
        events.append(Event(seq, draft.id, draft.subject, version, draft.at, draft.who, draft.municipality, draft.body))
    return tuple(events), lines, digest


def _line(draft: Draft, seq: int, version: int, salt: bytes) -> Row:
    kind, kind_version, body = codec.encode_body(draft.body)
    return {
        "seq": seq,
        "id": draft.id,
        "subject": draft.subject,
        "version": version,
        "at": draft.at,
        "who": draft.who,
        "municipality": draft.municipality,
        "kind": kind,
        "kind_version": kind_version,
        "body": body,
        "body_salt": salt,
        "body_digest": chain.body_digest(salt, body),
    }


def _link(previous: bytes, line: Row) -> bytes:
    fields = {name: value for name, value in line.items() if name not in ("body", "body_salt")}
    try:
        return chain.link(previous, **{**fields, "at": chain.microseconds(line["at"])})
    except (ValueError, chain.OutOfRange) as error:
        raise BadRow(f"a field that the chain cannot hold: {type(error).__name__}") from error


def _versions(connection: sa.Connection, drafts: Sequence[Draft]) -> dict[str, int]:
    """The last version of each subject that asks for its next."""
    asking = sorted({draft.subject for draft in drafts if draft.version == 0})
    found: dict[str, int] = {}
    for piece in pieces(asking):
        query = (
            sa.select(journal.c.subject, sa.func.max(journal.c.version))
            .where(journal.c.subject.in_(piece))
            .group_by(journal.c.subject)
        )
        for subject, version in connection.execute(query):
            found[subject] = version
    return found


def _store(connection: sa.Connection, writing: Writing) -> None:
    """Reports and state."""
    insert_new(connection, report, [rows.report_row(each) for each in writing.reports])
    overwrite(connection, sign, [rows.sign_row(each) for each in writing.signs], "municipality", "device")
    heard = [rows.standing_row(each) for each in writing.standings]
    overwrite_newer(connection, standing, heard, "municipality", "responder", by="heard_at")
    overwrite(connection, source_count, [rows.count_row(each) for each in writing.counts], "source")
    overwrite(connection, case_summary, [rows.summary_row(each) for each in writing.summaries], "case_id")
    insert_new(connection, outbox, [rows.outgoing_row(each) for each in writing.outgoing])
