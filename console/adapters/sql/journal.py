"""The journal's port on SQL: every call is one piece of work for the writer, or several short ones."""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa

from console.adapters.sql import codec, erasure, rows
from console.adapters.sql.append import Entropy, Taken, append, head, stored
from console.adapters.sql.schema import (
    case_summary,
    journal,
    outbox,
    report,
    sign,
    snapshot,
    source_count,
)
from console.adapters.sql.statements import AnyRow, AnySelect, overwrite, pieces
from console.adapters.sql.walk import Walk
from console.adapters.sql.writer import Writer
from console.domain import chain
from console.domain.board import BoardSnapshot
from console.domain.events import ErasedEvent, Event
from console.domain.ids import DeviceId, MunicipalityId, ResidentId
from console.domain.journal import (
    Behind,
    CaseSummary,
    JournalHead,
    Outgoing,
    SignOfLife,
    StoredReport,
    Verdict,
    Writing,
)
from console.domain.report import ReportKey
from console.domain.sequence import SourceCount

T = TypeVar("T")
log = logging.getLogger(__name__)

EVENTS_AT_ONCE = 250
"""Events in one piece of reading: some 5 ms."""

SNAPSHOTS_KEPT = 3


class SqlJournal:
    """Fits `services.ports.Journal`. Every call raises Unwritable where the store fails, and BadRow for a key or
    value that no store could hold (a NUL, a lone surrogate, a number outside 64 bits)."""

    def __init__(self, writer: Writer, entropy: Entropy = secrets.token_bytes) -> None:
        self._writer = writer
        self._entropy = entropy

    async def head(self) -> JournalHead:
        seq, digest = await self._writer.run(head)
        return JournalHead(seq, digest.hex())

    async def known(self, keys: Sequence[ReportKey]) -> dict[ReportKey, datetime | None]:
        columns = (report.c.source, report.c.id, report.c.at)
        found = await self._writer.run(partial(_reports, columns=columns, keys=keys))
        return {ReportKey(source, id_): at for source, id_, at in found}

    async def write(self, writing: Writing) -> tuple[Event, ...]:
        """As the port says. A try whose answer was lost may be made again with the same draft ids: where all of
        them are in the journal, the events as they are stored come back and nothing is written."""
        try:
            return await self._writer.run(partial(append, writing=writing, entropy=self._entropy))
        except Taken:
            found = await self._writer.run(partial(stored, drafts=writing.drafts))
        if found is None:
            raise Behind("a version or an id is in the journal already")
        return found

    async def since(self, seq: int, limit: int = 1000) -> tuple[Event | ErasedEvent, ...]:
        """As the port says. Raises codec.UnreadableBody for an event that a newer Vaka wrote."""
        found: list[Event | ErasedEvent] = []
        while len(found) < limit:
            wanted = min(EVENTS_AT_ONCE, limit - len(found))
            after = found[-1].seq if found else seq
            query = sa.select(*rows.EVENT_COLUMNS).where(journal.c.seq > after)
            piece = await self._events(query.order_by(journal.c.seq).limit(wanted))
            found += piece
            if len(piece) < wanted:
                break
        return tuple(found)

    async def of_subject(self, subject: str) -> tuple[Event | ErasedEvent, ...]:
        """As the port says, in the order of their versions."""
        found: list[Event | ErasedEvent] = []
        while True:
            after = found[-1].version if found else 0
            query = sa.select(*rows.EVENT_COLUMNS).where(journal.c.subject == subject, journal.c.version > after)
            piece = await self._events(query.order_by(journal.c.version).limit(EVENTS_AT_ONCE))
            found += piece
            if len(piece) < EVENTS_AT_ONCE:
                return tuple(found)

    async def latest_snapshot(self) -> BoardSnapshot | None:
        """The newest snapshot that this version can read and whose event is in this journal; the others are
        passed over with a warning. None: start from the journal's beginning."""
        for seq, form, digest, body in await self._writer.run(_snapshots):
            if digest is None:
                log.warning("snapshot %d is not of this journal: passed over", seq)
                continue
            found = codec.decode_snapshot(seq, form, body)
            if found is not None:
                return found
        return None

    async def save_snapshot(self, snapshot: BoardSnapshot) -> None:
        """Keeps it and the two before. Raises ValueError where the journal has no such event yet."""
        await self._writer.run(partial(_save_snapshot, taken=snapshot))

    async def counts(self) -> tuple[SourceCount, ...]:
        query = sa.select(source_count).order_by(source_count.c.source)
        return tuple(rows.count_of(row) for row in await self._all(query))

    async def reports_of(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]:
        """Those that are there, in the order asked for."""
        lines = await self._writer.run(partial(_reports, columns=tuple(report.c), keys=keys))
        found = {each.key: each for each in map(rows.stored_report_of, lines)}
        return tuple(found[key] for key in dict.fromkeys(keys) if key in found)

    async def signs_of(self, municipality: MunicipalityId, devices: Sequence[DeviceId]) -> tuple[SignOfLife, ...]:
        """Those that are there, in the order asked for."""
        found: dict[DeviceId, SignOfLife] = {}
        for piece in pieces(devices):
            query = sa.select(sign).where(sign.c.municipality == municipality, sign.c.device.in_(piece))
            found |= {each.device: each for each in map(rows.sign_of, await self._all(query))}
        return tuple(found[device] for device in dict.fromkeys(devices) if device in found)

    async def history_of(self, resident: ResidentId, limit: int) -> tuple[CaseSummary, ...]:
        table = case_summary.c
        query = sa.select(case_summary).where(table.resident == resident)
        newest = query.order_by(table.opened_at.desc(), table.case_id.desc()).limit(limit)
        return tuple(rows.summary_of(row) for row in await self._all(newest))

    async def unsent(self, limit: int) -> tuple[Outgoing, ...]:
        query = sa.select(outbox).order_by(outbox.c.number).limit(limit)
        return tuple(rows.outgoing_of(row) for row in await self._all(query))

    async def count_unsent(self) -> int:
        found = await self._all(sa.select(sa.func.count()).select_from(outbox))
        return int(found[0][0])

    async def mark_sent(self, ids: Sequence[str]) -> None:
        """Takes them out of the outbox. Ids that are not there are no error."""
        for piece in pieces(ids):
            await self._writer.run(partial(_delete_sent, ids=piece))

    async def outside_cases_of(
        self, municipality: MunicipalityId, resident: ResidentId, before: datetime
    ) -> tuple[int, ...]:
        """As the port says, out of the whole journal in short pieces. Raises codec.UnreadableBody."""
        end = (await self.head()).seq
        subjects: set[str] = set()
        for after in range(0, end, erasure.LOOKED_THROUGH_AT_ONCE):
            work = partial(erasure.outside_cases, whom=(municipality, resident), after=after)
            subjects |= await self._writer.run(work)
        found: list[int] = []
        for piece in pieces(sorted(subjects)):
            found += await self._writer.run(partial(erasure.told_before, subjects=piece, before=before))
        return tuple(sorted(found))

    async def erase_bodies(self, seqs: Sequence[int], writing: Writing) -> None:
        """As the port says; raises Behind as `write` does, and ValueError where `writing` does not name each of
        `seqs` in a BodiesErased, or where one of `seqs` is itself such an event.

        The three snapshots may still hold what the bodies said: they go with the next three.
        """
        work = partial(erasure.erase_bodies, seqs=seqs, writing=writing, entropy=self._entropy)
        await self._erased(work)
        await self._writer.checkpoint()

    async def erase_reports(
        self, streams: Sequence[str], before: datetime, writing_of: Callable[[int], Writing]
    ) -> int:
        """Deletes at most `erasure.REPORTS_AT_ONCE` (500), the oldest first, and journals what
        `writing_of(count)` says, which is called in the writer's thread. Call again until it returns 0, for which
        nothing is journalled. Raises Behind as `write` does.
        """
        work = partial(
            erasure.erase_reports,
            streams=streams,
            before=before,
            writing_of=writing_of,
            entropy=self._entropy,
        )
        return await self._erased(work)

    async def verify(self) -> Verdict:
        """Walks the whole chain in short pieces, with writes in between (`walk`)."""
        walk = Walk()
        while not await self._writer.run(walk.step):
            pass
        return walk.verdict()

    async def _erased(self, work: Callable[[sa.Connection], T]) -> T:
        try:
            return await self._writer.run(work)
        except Taken as error:
            raise Behind("a version or an id is in the journal already") from error

    async def _events(self, query: AnySelect) -> list[Event | ErasedEvent]:
        def read(connection: sa.Connection) -> list[Event | ErasedEvent]:
            return [rows.event_of(row) for row in connection.execute(query)]

        return await self._writer.run(read)

    async def _all(self, query: AnySelect) -> Sequence[AnyRow]:
        return await self._writer.run(lambda connection: connection.execute(query).all())


def _reports(connection: sa.Connection, columns: Sequence[sa.Column[Any]], keys: Sequence[ReportKey]) -> list[AnyRow]:
    found: list[AnyRow] = []
    for piece in pieces([(key.source, key.id) for key in keys]):
        query = sa.select(*columns).where(sa.tuple_(report.c.source, report.c.id).in_(piece))
        found.extend(connection.execute(query))
    return found


def _delete_sent(connection: sa.Connection, ids: Sequence[str]) -> None:
    connection.execute(sa.delete(outbox).where(outbox.c.id.in_(ids)))


def _snapshots(connection: sa.Connection) -> list[AnyRow]:
    """The kept snapshots, newest first; `digest` None where the journal's link at `seq` is another."""
    link = sa.select(journal.c.digest).where(journal.c.seq == snapshot.c.seq).scalar_subquery()
    is_ours = snapshot.c.digest == sa.func.coalesce(link, chain.GENESIS)
    columns = (snapshot.c.seq, snapshot.c.format, sa.case((is_ours, snapshot.c.digest)), snapshot.c.body)
    return list(connection.execute(sa.select(*columns).order_by(snapshot.c.seq.desc())))


def _save_snapshot(connection: sa.Connection, taken: BoardSnapshot) -> None:
    link = connection.execute(sa.select(journal.c.digest).where(journal.c.seq == taken.seq)).scalar()
    if link is None and taken.seq != 0:
        raise ValueError(f"a snapshot of event {taken.seq}, which is not in the journal")
    row = {
        "seq": taken.seq,
        "format": codec.SNAPSHOT_FORMAT,
        "digest": link or chain.GENESIS,
        "body": codec.encode_snapshot(taken),
    }
    overwrite(connection, snapshot, [row], "seq")
    newest = sa.select(snapshot.c.seq).order_by(snapshot.c.seq.desc()).limit(SNAPSHOTS_KEPT)
    kept = connection.execute(newest).scalars().all()
    connection.execute(sa.delete(snapshot).where(snapshot.c.seq < kept[-1]))
