"""The search: who is found by which word, filled from the residents, households and devices that are there.

What is filled in is by today's rules (`console/domain/search.py`), since it is today's program that will ask.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import sqlalchemy as sa
from alembic import op

from console.domain.search import device_words, indexed_words
from console.domain.spelling import folded, stems_of, traits_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Compared byte by byte on both, so that a beginning is a range."""

AT_ONCE = 5000
"""Residents or devices in one piece."""


def upgrade() -> None:
    tables = _tables()
    connection = op.get_bind()
    entries, postings, stems, devices = tables
    residents = sa.text(
        "SELECT r.id, r.municipality, r.given_name, r.family_name, r.phone, r.mobile,"
        " h.street, h.apartment, h.city, p.household IS NOT NULL AS is_shielded"
        " FROM resident r JOIN household h ON h.id = r.household"
        " LEFT JOIN (SELECT DISTINCT household FROM resident WHERE protection <> 'none') p"
        " ON p.household = r.household ORDER BY r.id"
    )
    known: set[str] = set()
    number = 0
    for piece in _pieces(connection.execute(residents)):
        _fill(connection, entries, postings, piece, number)
        _fill_stems(connection, stems, piece, known)
        number += len(piece)
    for piece in _pieces(connection.execute(sa.text("SELECT municipality, id FROM device"))):
        rows = [
            {"municipality": one.municipality, "word": word, "device": one.id}
            for one in piece
            for word in device_words(one.id)
        ]
        if rows:
            connection.execute(devices.insert(), rows)


def downgrade() -> None:
    for table in ("search_device", "search_stem", "search_posting", "search_entry"):
        op.drop_table(table)


def _fill(connection: sa.Connection, entries: sa.Table, postings: sa.Table, piece: Sequence[Any], number: int) -> None:
    made, posted = [], []
    for no, one in enumerate(piece, number + 1):
        plain, without_marks = _words(one)
        words = f" {' '.join(sorted(plain | without_marks))} "
        traits = traits_of(plain | without_marks)
        place = {"municipality": one.municipality, "is_shielded": bool(one.is_shielded)}
        made.append({"no": no, "resident": one.id, "words": words, **place})
        for is_folded, found in ((False, plain), (True, without_marks)):
            known = {**place, "is_folded": is_folded, "entry": no, "traits": traits}
            posted += [{**known, "word": word} for word in found]
    connection.execute(entries.insert(), made)
    connection.execute(postings.insert(), posted)


def _words(one: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Behind the shield a name finds, and nothing else."""
    if one.is_shielded:
        return indexed_words((one.given_name, one.family_name), ())
    texts = (one.given_name, one.family_name, one.street, one.apartment, one.city)
    return indexed_words(texts, (one.phone, one.mobile))


def _fill_stems(connection: sa.Connection, stems: sa.Table, piece: Sequence[Any], known: set[str]) -> None:
    words = {folded(word) for one in piece for word in chain(*_words(one))} - known
    known |= words
    rows = [{"stem": stem, "word": word} for word in words for stem in stems_of(word)]
    if rows:
        connection.execute(stems.insert(), rows)


def _pieces(found: sa.CursorResult[Any]) -> Iterator[Sequence[Any]]:
    return iter(lambda: found.fetchmany(AT_ONCE), [])


def _tables() -> tuple[sa.Table, sa.Table, sa.Table, sa.Table]:
    entries = op.create_table(
        "search_entry",
        sa.Column("no", NUMBER, nullable=False, autoincrement=False),
        sa.Column("resident", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("is_shielded", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name="pk_search_entry"),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name="fk_search_entry_resident"),
        sa.UniqueConstraint("resident", name="uq_search_entry_resident"),
    )
    postings = op.create_table(
        "search_posting",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("is_shielded", sa.Boolean(), nullable=False),
        sa.Column("is_folded", sa.Boolean(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=False),
        sa.Column("traits", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "is_shielded", "is_folded", "word", "entry", name="pk_search_posting"),
        sqlite_with_rowid=False,
    )
    stems = op.create_table(
        "search_stem",
        sa.Column("stem", WORD, nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.PrimaryKeyConstraint("stem", "word", name="pk_search_stem"),
        sqlite_with_rowid=False,
    )
    devices = op.create_table(
        "search_device",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "word", "device", name="pk_search_device"),
        sqlite_with_rowid=False,
    )
    return entries, postings, stems, devices
