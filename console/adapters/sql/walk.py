"""The walk along the chain: finds what was changed, taken out, put in elsewhere or cut off, and names the place.

It goes in short pieces, so that alarms are written meanwhile, and ends where the head is when it gets there. After
damage it takes the stored link as given and walks on: one wrong row is one damage, and the next is found too.

What it cannot find: a tail cut off together with its head, or a chain made anew, by someone with the key (on
PostgreSQL: who may write the tables). Against that, keep the head (`JournalHead`) elsewhere from time to time, and
compare.
"""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from console.adapters.sql import append, codec
from console.adapters.sql.columns import Number
from console.adapters.sql.schema import journal, snapshot
from console.adapters.sql.statements import AnyRow, pieces
from console.domain import chain
from console.domain.events import BodiesErased, kind_of
from console.domain.journal import Damage, JournalHead, Verdict

ROWS_AT_ONCE = 250
"""Rows in one piece: some 5 ms."""

ERASURE = kind_of(BodiesErased)

_COLUMNS = (
    journal.c.seq,
    journal.c.id,
    journal.c.subject,
    journal.c.version,
    # As it lies there: a moment that is none must be found, not be a fault of ours.
    sa.type_coerce(journal.c.at, Number).label("at"),
    journal.c.who,
    journal.c.municipality,
    journal.c.kind,
    journal.c.kind_version,
    journal.c.body,
    journal.c.body_salt,
    journal.c.body_digest,
    journal.c.digest,
)
_SEQS = msgspec.json.Decoder(BodiesErased)


class Walk:
    """One walk from the first event to the head. Call `step` in transactions of their own until it is true."""

    def __init__(self) -> None:
        self._at = 0
        self._events = 0
        self._damage: list[Damage] = []
        self._erased: set[int] = set()
        self._named: set[int] = set()
        self._stored = chain.GENESIS
        self._computed = chain.GENESIS
        self._is_sure = True
        self._head = (0, chain.GENESIS)

    def step(self, connection: sa.Connection) -> bool:
        """Walks one piece on. Returns whether the head was reached (and compared)."""
        if connection.dialect.name == "postgresql":
            # Head and rows of one moment.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        found = connection.execute(
            sa.select(*_COLUMNS).where(journal.c.seq > self._at).order_by(journal.c.seq).limit(ROWS_AT_ONCE)
        ).all()
        for row in found:
            self._row(row)
        if len(found) == ROWS_AT_ONCE:
            return False
        self._head = append.head(connection)
        self._end()
        self._compare_erasures(connection)
        self._compare_snapshots(connection)
        return True

    def verdict(self) -> Verdict:
        """What was found, in the journal's order."""
        seq, digest = self._head
        damage = tuple(sorted(self._damage, key=lambda each: each.seq))
        return Verdict(self._events, len(self._erased), JournalHead(seq, digest.hex()), damage)

    def _row(self, row: AnyRow) -> None:
        seq = row.seq
        if seq != self._at + 1:
            self._tell(self._at + 1, f"{_span(self._at + 1, seq - 1)} missing")
            self._is_sure = False
        self._at = seq
        self._events += 1
        self._body(row)
        self._link(row)

    def _body(self, row: AnyRow) -> None:
        if row.body is None:
            self._erased.add(row.seq)
            if row.body_salt is not None:
                self._tell(row.seq, "its body is gone, but not its salt")
            return
        try:
            is_whole = chain.body_digest(row.body_salt, row.body) == row.body_digest
        except (TypeError, ValueError):
            is_whole = False
        if not is_whole:
            self._tell(row.seq, "its body or its salt was changed")
        elif row.kind == ERASURE:
            self._erasure(row)

    def _erasure(self, row: AnyRow) -> None:
        try:
            self._named.update(_SEQS.decode(row.body).seqs)
        except codec.BROKEN:
            self._tell(row.seq, "what it says of erased bodies cannot be read")

    def _link(self, row: AnyRow) -> None:
        """The row's link must follow from the link before it, by what is stored there or by what ought to be."""
        ways = [self._stored] if self._stored == self._computed else [self._stored, self._computed]
        links = [link for way in ways if (link := _link_of(way, row)) is not None]
        if self._is_sure and row.digest not in links:
            self._tell(row.seq, "a field, its link or its place was changed")
        self._stored = row.digest if isinstance(row.digest, bytes) else chain.GENESIS
        self._computed = links[0] if links and self._is_sure else self._stored
        self._is_sure = True

    def _end(self) -> None:
        seq, digest = self._head
        if seq > self._at:
            self._tell(self._at + 1, f"{_span(self._at + 1, seq)} missing at the end")
        elif seq < self._at:
            self._tell(seq + 1, f"{_span(seq + 1, self._at)} after the head")
        elif digest not in (self._stored, self._computed):
            self._tell(seq, "the head's link is not that of the last event")

    def _compare_erasures(self, connection: sa.Connection) -> None:
        for seq in sorted(self._erased - self._named):
            self._tell(seq, "its body is gone, and no event says why")
        for seq in _with_body(connection, self._named - self._erased):
            self._tell(seq, "its body is there, though an event says that it was erased")

    def _compare_snapshots(self, connection: sa.Connection) -> None:
        link = sa.select(journal.c.digest).where(journal.c.seq == snapshot.c.seq).scalar_subquery()
        columns = (snapshot.c.seq, snapshot.c.format, snapshot.c.digest, snapshot.c.body, link.label("link"))
        for row in connection.execute(sa.select(*columns)):
            if row.digest != (row.link or chain.GENESIS) or not codec.is_whole(row.format, row.body):
                self._tell(row.seq, "the snapshot of it was changed, or is of another journal")

    def _tell(self, seq: int, what: str) -> None:
        self._damage.append(Damage(seq, what))


def _link_of(previous: bytes, row: AnyRow) -> bytes | None:
    """The link that the row ought to have; None where a field is not even of its kind."""
    try:
        return chain.link(
            previous,
            seq=row.seq,
            id=row.id,
            subject=row.subject,
            version=row.version,
            at=row.at,
            who=row.who,
            municipality=row.municipality,
            kind=row.kind,
            kind_version=row.kind_version,
            body_digest=row.body_digest,
        )
    except (AttributeError, TypeError, ValueError, chain.OutOfRange):
        return None


def _with_body(connection: sa.Connection, seqs: Iterable[int]) -> list[int]:
    found: list[int] = []
    for piece in pieces(sorted(seqs)):
        query = sa.select(journal.c.seq).where(journal.c.seq.in_(piece), journal.c.body.is_not(None))
        found.extend(connection.execute(query).scalars())
    return found


def _span(first: int, last: int) -> str:
    return f"event {first} is" if first == last else f"events {first} to {last} are"
