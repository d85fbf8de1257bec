"""The search in SQL: a few short readings of the postings, nearest words first, until there is enough.

The same on both databases. The key of a posting begins with the municipality and the shield, then comes the word: a
search reads ranges inside an operator's walls and nothing else. Of several words the rarest leads, the others are
looked for in its entries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from console.adapters.sql.reader import Reader
from console.adapters.sql.residents import device_of, household_of, resident_of
from console.adapters.sql.schema import (
    device,
    household,
    resident,
    search_device,
    search_entry,
    search_posting,
    search_stem,
)
from console.adapters.sql.search_index import IS_PROTECTED
from console.adapters.sql.statements import pieces
from console.domain.ids import HouseholdId, MunicipalityId, ResidentId
from console.domain.resident import Household, Protection, Resident
from console.domain.search import (
    Asked,
    FoundDevice,
    FoundResident,
    FoundRows,
    HitKind,
    ProtectedHit,
    Token,
    Walls,
)
from console.domain.spelling import LEAST_FORGIVEN, is_near, one_off, traits_of

ENOUGH = 40
"""Residents after which the search stops: more than a palette shows, few enough to be named and put in order."""

ENOUGH_DEVICES = 20
MOST_FIRST = 1000
"""Residents with an open case that are looked at before all others."""

_MOST_COUNTED = 2000
_MOST_TRIED = 15_000
"""Postings of the rarest word in whose entries the others are looked for: it bounds the time of two common words."""

_FEW = 8
"""With fewer than a palette shows, a letter is forgiven: who is found as typed is meant."""

_MOST_CORRECTIONS = 20
_HIGHEST = "\U0010ffff"

_Words = tuple[bool | None, sa.ColumnElement[bool]]
"""Which words, and whether in their folded form; None for either."""

_p, _e = search_posting.c, search_entry.c


class SqlSearch:
    """Fits `services.ports.SearchIndex`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def find(self, asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
        """As the port says."""
        return await self._reader.run(lambda connection: _find(connection, asked, walls, first))


def _find(connection: sa.Connection, asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
    entries, is_full = list[int](), False
    protected: tuple[ProtectedHit, ...] = ()
    devices: tuple[FoundDevice, ...] = ()
    if asked.wants(HitKind.RESIDENT) and walls.readable:
        open_side = _Side(connection, tuple(sorted(walls.readable)), False, asked.tokens)
        entries, is_full = open_side.look(first[:MOST_FIRST])
    if asked.wants(HitKind.PROTECTED) and walls.named:
        shielded_side = _Side(connection, tuple(sorted(walls.named)), True, asked.tokens)
        protected = _protected(connection, shielded_side.look(())[0], walls)
    if asked.wants(HitKind.DEVICE):
        devices = _devices(connection, asked, walls)
    return FoundRows(_residents(connection, entries, walls), protected, devices, is_full)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the shield in some municipalities, and the words that are looked for there."""

    connection: sa.Connection
    municipalities: tuple[MunicipalityId, ...]
    is_shielded: bool
    tokens: tuple[Token, ...]

    def look(self, first: Sequence[ResidentId]) -> tuple[list[int], bool]:
        """The numbers of the entries that answer: some of `first`, then `ENOUGH` of all, the nearest first. And
        whether the looking ended before everything was seen. Behind the shield no letter is forgiven."""
        lead = self._rarest()
        others = [token.keys for token in self.tokens if token is not lead]
        is_one = not others and not self.is_shielded
        found: dict[int, None] = {}
        is_full = False
        for is_folded, words in self._by_nearness(lead) if is_one else self._beginnings(lead):
            if not is_full:
                led = self._with_others(self._within(is_folded, words), others)
                found.update(dict.fromkeys(led))
                is_full = len(led) >= ENOUGH or len(found) >= ENOUGH
        if len(found) < _FEW and not is_full and not self.is_shielded:
            found.update(dict.fromkeys(self._misspelt()))
        return self._after(first, found), is_full or len(found) >= ENOUGH

    def _after(self, first: Sequence[ResidentId], found: Iterable[int]) -> list[int]:
        return list(dict.fromkeys([*(self._among(first) if first else ()), *list(found)[:ENOUGH]]))

    def _by_nearness(self, token: Token) -> Iterable[_Words]:
        """Where a word that stands alone is looked for: itself, its beginnings as written, then without marks."""
        yield False, _p.word == (token.phone or token.written)
        yield from ((False, _begins(key)) for key in token.keys)
        yield True, _begins(token.folded)

    def _beginnings(self, token: Token) -> Iterable[_Words]:
        """The same in as few readings as can be: what begins as written begins as folded too, in its other form."""
        yield None, _begins(token.folded)
        if token.phone and token.phone != token.folded:
            yield False, _begins(token.phone)

    def _rarest(self) -> Token:
        """The word that the fewest have, counted up to `_MOST_COUNTED`."""
        if len(self.tokens) == 1:
            return self.tokens[0]
        counts = [self._count_of(token).label(f"count_{at}") for at, token in enumerate(self.tokens)]
        counted = self.connection.execute(sa.select(*counts)).one()
        return self.tokens[min(range(len(counted)), key=counted.__getitem__)]

    def _count_of(self, token: Token) -> sa.ColumnElement[int]:
        readings = (self._within(is_folded, words) for is_folded, words in self._beginnings(token))
        some = (reading.limit(_MOST_COUNTED).subquery() for reading in readings)
        counts = [sa.select(sa.func.count()).select_from(one).scalar_subquery() for one in some]
        return sum(counts[1:], counts[0])

    def _within(self, is_folded: bool | None, words: sa.ColumnElement[bool]) -> sa.Select[int]:
        """The entries of these words on this side; None for `is_folded` takes both forms."""
        forms = (False, True) if is_folded is None else (is_folded,)
        return sa.select(_p.entry).where(
            _p.municipality.in_(self.municipalities),
            _p.is_shielded == (sa.true() if self.is_shielded else sa.false()),
            _p.is_folded.in_(forms),
            words,
        )

    def _with_others(self, led: sa.Select[int], others: Sequence[Sequence[str]]) -> Sequence[int]:
        """Those of the lead's entries in which each of the other words begins in one of its ways."""
        if not others:
            return self.connection.scalars(led.limit(ENOUGH)).all()
        tried = led.add_columns(_p.traits).limit(_MOST_TRIED).subquery()
        query = sa.select(_e.no).select_from(tried.join(search_entry, _e.no == tried.c.entry))
        for beginnings in others:
            query = query.where(_may_hold(tried.c.traits, beginnings), _holds(beginnings))
        return self.connection.scalars(query.limit(ENOUGH)).all()

    def _among(self, residents: Sequence[ResidentId]) -> Sequence[int]:
        shield = _e.is_shielded == (sa.true() if self.is_shielded else sa.false())
        within = sa.and_(_e.municipality.in_(self.municipalities), shield)
        query = sa.select(_e.no).where(_e.resident.in_(residents), within, *(_holds(one.keys) for one in self.tokens))
        return self.connection.scalars(query.limit(ENOUGH // 2)).all()

    def _misspelt(self) -> list[int]:
        """With one letter forgiven in each word: each misspelt one leads in its turn."""
        meant = {token: self._corrections(token) for token in self.tokens}
        found: list[int] = []
        for lead, words in meant.items():
            others = [(*token.keys, *meant[token]) for token in meant if token is not lead]
            if words:
                found += self._with_others(self._within(None, _p.word.in_(words)), others)
        return found

    def _corrections(self, token: Token) -> tuple[str, ...]:
        if len(token.folded) < LEAST_FORGIVEN or not token.folded.isalpha():
            return ()
        query = sa.select(search_stem.c.word).where(search_stem.c.stem.in_(sorted(one_off(token.folded)))).distinct()
        near = (word for word in self.connection.scalars(query) if is_near(token.folded, word))
        return tuple(sorted(near, key=lambda word: (abs(len(word) - len(token.folded)), word)))[:_MOST_CORRECTIONS]


def _begins(word: str) -> sa.ColumnElement[bool]:
    return sa.and_(_p.word >= word, _p.word < word + _HIGHEST)


def _holds(beginnings: Sequence[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(_e.words.contains(f" {one}", autoescape=True) for one in beginnings))


def _may_hold(traits: sa.ColumnElement[int], beginnings: Sequence[str]) -> sa.ColumnElement[bool]:
    """Read with the posting, it spares most of the reading of entries."""
    wanted = {traits_of((one,)) for one in beginnings}
    return sa.or_(*(traits.bitwise_and(sa.literal(one, sa.BigInteger)) == one for one in sorted(wanted)))


def _residents(connection: sa.Connection, entries: Sequence[int], walls: Walls) -> tuple[FoundResident, ...]:
    """In the order of the entries. Whoever the directory itself says is outside, or shielded, is left out."""
    found: dict[int, FoundResident] = {}
    for piece in pieces(entries):
        query = sa.select(_e.no, resident).join(resident, resident.c.id == _e.resident)
        within = sa.and_(_e.no.in_(piece), resident.c.municipality.in_(walls.readable))
        rows = [(row.no, resident_of(row)) for row in connection.execute(query.where(within))]
        people = [person for _, person in rows]
        homes, guarded = _homes(connection, people), _guarded(connection, people)
        found.update(
            (number, FoundResident(person, homes.get(person.household), False))
            for number, person in rows
            if person.household not in guarded
        )
    return tuple(found[number] for number in entries if number in found)


def _protected(connection: sa.Connection, entries: Sequence[int], walls: Walls) -> tuple[ProtectedHit, ...]:
    """By id: their order says nothing of them."""
    hits: list[ProtectedHit] = []
    for piece in pieces(entries):
        query = sa.select(_e.resident, _e.municipality).where(_e.no.in_(piece), _e.municipality.in_(walls.named))
        hits += [ProtectedHit(ResidentId(one), MunicipalityId(where)) for one, where in connection.execute(query)]
    return tuple(sorted(hits, key=lambda hit: hit.resident))


def _devices(connection: sa.Connection, asked: Asked, walls: Walls) -> tuple[FoundDevice, ...]:
    """By id alone. A shielded one only within `named` and `technical`."""
    if not asked.compact:
        return ()
    c = search_device.c
    is_shielded = _is_shielded_device()
    everywhere = walls.named | walls.technical
    joined = device.join(
        search_device, sa.and_(c.municipality == device.c.municipality, c.device == device.c.id)
    ).outerjoin(resident, resident.c.id == device.c.resident)
    query = (
        sa.select(device, is_shielded.label("is_shielded"))
        .select_from(joined)
        .where(
            c.municipality.in_(walls.readable | walls.technical),
            c.word >= asked.compact,
            c.word < asked.compact + _HIGHEST,
            sa.or_(device.c.municipality.in_(everywhere), sa.not_(is_shielded)),
        )
        .limit(ENOUGH_DEVICES)
    )
    rows = list(connection.execute(query))
    wanted = [row.resident for row in rows if row.resident is not None and not row.is_shielded]
    owners = list(connection.execute(sa.select(resident).where(resident.c.id.in_(wanted)))) if wanted else []
    people = {person.id: person for person in map(resident_of, owners)}
    homes = _homes(connection, people.values(), [row.household for row in rows if row.household])
    return tuple(_found_device(row, people, homes) for row in {(r.municipality, r.id): r for r in rows}.values())


def _is_shielded_device() -> sa.ColumnElement[bool]:
    """Whether a row of `device`, joined to its `resident`, is somebody's with protected identity, or in such a home."""
    there = resident.alias("there")
    is_home = sa.or_(there.c.household == device.c.household, there.c.household == resident.c.household)
    return sa.exists().where(is_home, there.c.protection != Protection.NONE.value).correlate(device, resident)


def _found_device(
    row: sa.Row[tuple[object, ...]], people: dict[ResidentId, Resident], homes: dict[HouseholdId, Household]
) -> FoundDevice:
    found = device_of(row)
    if row.is_shielded:
        return FoundDevice(found, None, None, True)
    person = people.get(found.resident) if found.resident else None
    of = FoundResident(person, homes.get(person.household), False) if person is not None else None
    return FoundDevice(found, of, homes.get(found.household) if found.household else None, False)


def _homes(
    connection: sa.Connection, people: Iterable[Resident], more: Iterable[str] = ()
) -> dict[HouseholdId, Household]:
    ids = sorted({*(person.household for person in people), *more})
    rows = connection.execute(sa.select(household).where(household.c.id.in_(ids))) if ids else ()
    return {home.id: home for home in map(household_of, rows)}


def _guarded(connection: sa.Connection, people: Iterable[Resident]) -> set[HouseholdId]:
    ids = sorted({person.household for person in people})
    query = sa.select(resident.c.household).where(resident.c.household.in_(ids), IS_PROTECTED)
    return {HouseholdId(home) for home in connection.scalars(query)} if ids else set()
