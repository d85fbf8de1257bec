"""Keeps the search true to the directory: after residents, households and devices were saved, in their transaction.

Only what changed is written. A word that nobody has any longer leaves no trace, here or among the stems.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from console.adapters.sql.schema import (
    household,
    resident,
    search_device,
    search_entry,
    search_posting,
    search_stem,
)
from console.adapters.sql.statements import AnyRow, AnySelect, Row, overwrite, pieces
from console.domain.ids import DeviceId
from console.domain.resident import Protection
from console.domain.search import device_words, indexed_words
from console.domain.spelling import folded, stems_of, traits_of

_Key = tuple[str | bool | int, ...]

_HOMES_AT_ONCE = 5000
"""So many that neighbouring postings are written together, and no statement has too many parameters."""

IS_PROTECTED = resident.c.protection != Protection.NONE.value


def homes_touched(connection: sa.Connection, households: Sequence[Row], residents: Sequence[Row]) -> set[str]:
    """The homes whose residents are found anew after these rows are saved: also those that somebody leaves. Call it
    before saving."""
    homes = {row["id"] for row in households} | {row["household"] for row in residents}
    for piece in pieces([row["id"] for row in residents]):
        homes.update(connection.scalars(sa.select(resident.c.household).where(resident.c.id.in_(piece))))
    return homes


def index(connection: sa.Connection, homes: Iterable[str], devices: Sequence[Row]) -> None:
    """Brings the search up to what is now saved of these homes and devices."""
    for piece in pieces(sorted(homes), _HOMES_AT_ONCE):
        _index_residents(connection, piece)
    _add(
        connection,
        search_device,
        {(row["municipality"], word, row["id"]) for row in devices for word in device_words(row["id"])},
    )


def forget(connection: sa.Connection, residents: Sequence[str], devices: Sequence[tuple[str, str]] = ()) -> None:
    """Takes these residents and devices (municipality, id) out of the search. Call it before they are deleted."""
    for piece in pieces(residents):
        gone = _entries_of(connection, piece)
        _take_away(connection, gone)
        connection.execute(sa.delete(search_entry).where(search_entry.c.no.in_([row.no for row in gone])))
        _keep_stems(connection, gone, ())
    for devices_piece in pieces(devices):
        this = sa.tuple_(search_device.c.municipality, search_device.c.device).in_(devices_piece)
        words = {word for _, id_ in devices_piece for word in device_words(DeviceId(id_))}
        where = {municipality for municipality, _ in devices_piece}
        by_key = sa.and_(search_device.c.municipality.in_(where), search_device.c.word.in_(words))
        connection.execute(sa.delete(search_device).where(by_key, this))


def _index_residents(connection: sa.Connection, homes: Sequence[str]) -> None:
    living = list(connection.execute(_living_in(homes)))
    guarded = sa.select(resident.c.household).where(resident.c.household.in_(homes), IS_PROTECTED)
    shielded = set(connection.scalars(guarded))
    known: dict[str, AnyRow] = {}
    for piece in pieces([row.id for row in living]):
        known.update((row.resident, row) for row in _entries_of(connection, piece))
    last = connection.scalar(sa.select(sa.func.max(search_entry.c.no))) or 0
    gone: list[AnyRow] = []
    entries: list[Row] = []
    postings: list[_Key] = []
    for row in living:
        before = known.get(row.id)
        entry, posted = _entry(row, row.household in shielded, before.no if before is not None else last + 1)
        if before is None:
            last += 1
        elif entry == dict(before._mapping):
            continue
        else:
            gone.append(before)
        entries.append(entry)
        postings += posted
    _take_away(connection, gone)
    overwrite(connection, search_entry, entries, "no")
    _add(connection, search_posting, postings)
    _keep_stems(connection, gone, entries)


def _living_in(homes: Sequence[str]) -> AnySelect:
    person = (resident.c.id, resident.c.municipality, resident.c.household, resident.c.given_name,
              resident.c.family_name, resident.c.phone, resident.c.mobile)  # fmt: skip
    home = (household.c.street, household.c.apartment, household.c.city)
    together = sa.select(*person, *home).join(household, household.c.id == resident.c.household)
    return together.where(resident.c.household.in_(homes)).order_by(resident.c.id)


def _entry(row: AnyRow, is_shielded: bool, number: int) -> tuple[Row, list[_Key]]:
    # Behind the shield a name finds, and nothing else: that a name and a street, or a number, hit together would
    # tell where a protected person lives.
    home = () if is_shielded else (row.street, row.apartment, row.city)
    phones = () if is_shielded else (row.phone, row.mobile)
    as_written, without_marks = indexed_words((row.given_name, row.family_name, *home), phones)
    words = f" {' '.join(sorted(as_written | without_marks))} "
    traits = traits_of(as_written | without_marks)
    place = {"municipality": row.municipality, "is_shielded": is_shielded}
    entry = {"no": number, "resident": row.id, **place, "words": words}
    postings: list[_Key] = [
        (row.municipality, is_shielded, is_folded, word, number, traits)
        for is_folded, found in ((False, as_written), (True, without_marks))
        for word in found
    ]
    return entry, postings


def _take_away(connection: sa.Connection, gone: Sequence[AnyRow]) -> None:
    """By their whole keys: the words of an entry say what was posted, in either form."""
    keys = [
        {"m": row.municipality, "s": row.is_shielded, "f": is_folded, "w": word, "e": row.no}
        for row in gone
        for word in row.words.split()
        for is_folded in (False, True)
    ]
    if keys:
        c = search_posting.c
        named = {"m": c.municipality, "s": c.is_shielded, "f": c.is_folded, "w": c.word, "e": c.entry}
        this = sa.and_(*(column == sa.bindparam(name) for name, column in named.items()))
        connection.execute(sa.delete(search_posting).where(this), keys)


def _keep_stems(connection: sa.Connection, gone: Sequence[AnyRow], entries: Sequence[Row]) -> None:
    here = {folded(word) for row in entries for word in row["words"].split()}
    _add(connection, search_stem, {(stem, word) for word in here for stem in stems_of(word)})
    left = {folded(word) for row in gone for word in row.words.split()} - here
    for word in sorted(left):
        if (stems_left := stems_of(word)) and not _has_somebody(connection, word):
            this = sa.and_(search_stem.c.stem.in_(stems_left), search_stem.c.word == word)
            connection.execute(sa.delete(search_stem).where(this))


def _has_somebody(connection: sa.Connection, word: str) -> bool:
    c = search_posting.c
    everywhere = sa.select(resident.c.municipality).distinct()
    with_it = sa.select(c.entry).where(
        c.municipality.in_(everywhere), c.is_shielded.in_((False, True)), c.is_folded.in_((False, True)), c.word == word
    )
    return connection.execute(with_it.limit(1)).first() is not None


def _add(connection: sa.Connection, table: sa.Table, keys: Iterable[_Key]) -> None:
    """Inserts the keys that are new, in their order, past SQLAlchemy's work on each value: half the time of an import
    else. Their texts have been checked by the columns that they come from."""
    rows = sorted(keys)
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = table.c.keys()
    marks = ", ".join([mark] * len(names))
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    if rows:
        connection.exec_driver_sql(insert, rows)


def _entries_of(connection: sa.Connection, residents: Sequence[str]) -> list[AnyRow]:
    return list(connection.execute(sa.select(search_entry).where(search_entry.c.resident.in_(residents))))
