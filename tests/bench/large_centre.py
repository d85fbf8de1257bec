"""A large centre on disk: an encrypted file with so many residents, their devices, and a journal of so many events.

Everybody is invented. The file is made by the program's own stores: residents by imports, events by the journal's
append with its chain, a snapshot as a console keeps one, and after it the longest tail that a console leaves when it is
killed. Raw reports of the alarms are left out: nothing that is measured reads them.

    python -m tests.bench.large_centre FOLDER [RESIDENTS [EVENTS]]

makes one to be kept: the programs use the one in the folder that VAKA_BENCH_CENTRE names, if there is any, else they
make their own for as long as they run.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.adapters.clock import SystemClock
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.sql.store import Store, open_store
from console.domain import events as ev
from console.domain.ids import EventId, ResidentId
from console.domain.imported import ImportedRows
from console.domain.journal import SignOfLife, Writing
from console.domain.resident import Municipality
from console.services.directory import Directory
from console.services.recorder import SNAPSHOT_EVERY, Recorder
from tests.bench.large_past import Past
from tests.bench.large_people import People
from tests.bench.large_seat import KEY, TENANTS, operator, tenant

SEED = 7
RESIDENTS_AT_ONCE, CASES_AT_ONCE = 2_000, 400
TAIL = SNAPSHOT_EVERY - 100
OPEN_CASES = 200
FULL, QUICK = 1_000_000, 20_000

KEPT_IN = "VAKA_BENCH_CENTRE"


@dataclass(frozen=True, slots=True)
class LargeCentre:
    """What was made, how fast, and how long it took to verify the journal."""

    folder: str
    residents: int
    events: int
    imported_per_s: float
    appended_per_s: float
    verified_s: float

    @property
    def file(self) -> Path:
        """The database."""
        return Path(self.folder) / "vaka.db"


def tenants_of(drawn: SimulatedMunicipality) -> tuple[Municipality, ...]:
    """So many municipalities."""
    first = drawn.municipalities[0]
    return tuple(replace(first, id=tenant(number), name=f"Kommun {number}") for number in range(1, TENANTS + 1))


@contextmanager
def large_centre(is_quick: bool) -> Iterator[LargeCentre]:
    """One of the size that is wanted: what is kept, or one made for now, which takes some minutes."""
    size = QUICK if is_quick else FULL
    kept = Path(os.environ.get(KEPT_IN, "")) / "large_centre.json"
    if KEPT_IN in os.environ and kept.exists():
        centre = LargeCentre(**json.loads(kept.read_text("utf-8")))
        if (centre.residents, centre.events) == (size, size):
            yield centre
            return
    with tempfile.TemporaryDirectory(prefix="vaka-bench-") as folder:
        yield asyncio.run(make(Path(folder), size, size))


async def make(folder: Path, residents: int, events: int) -> LargeCentre:
    """Fills a new file in `folder`, and writes beside it what it is."""
    drawn = build(SEED, 1_500, today=datetime.now(UTC).date())
    people = People(drawn, tenants_of(drawn), residents)
    store = await open_store(folder / "vaka.db", KEY)
    try:
        imported_s = await _import(store, people)
        _say(f"{residents:,} residents imported in {imported_s:.0f} s")
        appended_s = await _happen(store, Past(tuple(people.known), events, OPEN_CASES, datetime.now(UTC)))
        _say(f"{events:,} events appended in {appended_s:.0f} s")
        began = time.monotonic()
        if damage := (await store.journal.verify()).damage:
            raise ValueError(f"the journal does not verify: {damage}")
        verified_s = time.monotonic() - began
        _say(f"the journal verified in {verified_s:.0f} s")
    finally:
        await store.close()
    made = LargeCentre(str(folder), residents, events, residents / imported_s, events / appended_s, verified_s)
    (folder / "large_centre.json").write_text(json.dumps(asdict(made)), "utf-8")
    return made


async def _import(store: Store, people: People) -> float:
    """As `vaka import` does it. Returns how long it took, in seconds."""
    clock, new_id = SystemClock(), _ids("import")
    recorder = Recorder(store.journal, clock, new_id)
    directory = Directory(store.residents, recorder, clock)
    await directory.take_in(ImportedRows(people.tenants), operator())
    took = 0.0
    for number, rows in enumerate(people.batches(RESIDENTS_AT_ONCE)):
        began = time.monotonic()
        await directory.take_in(rows, operator())
        took += time.monotonic() - began
        signs = tuple(SignOfLife(one.municipality, one.id, clock.now(), 80, True) for one in rows.devices)
        await store.journal.write(Writing((await store.journal.head()).seq, signs=signs))
        if number % 50 == 49:
            _say(f"{(number + 1) * RESIDENTS_AT_ONCE:,} residents")
    return took


async def _happen(store: Store, past: Past) -> float:
    """The journal's events, with a snapshot before its tail. Returns how long the appending took, in seconds."""
    before = (await store.journal.head()).seq
    whole = replace(past, count=past.count - before)
    took, seq, has_snapshot = 0.0, before, False
    cases = iter(whole.cases())
    while piece := tuple(itertools.islice(cases, CASES_AT_ONCE)):
        drafts = tuple(draft for case, _ in piece for draft in case)
        began = time.monotonic()
        await store.journal.write(Writing(seq, drafts, summaries=tuple(summary for _, summary in piece)))
        took += time.monotonic() - began
        seq += len(drafts)
        if not has_snapshot and seq >= past.count - TAIL - CASES_AT_ONCE * 6:
            await _keep_snapshot(store)
            has_snapshot = True
    return took


async def lengthen(centre: LargeCentre) -> None:
    """Puts the longest tail that a killed console leaves after the last snapshot: one that ended in order left none."""
    store = await open_store(centre.file, KEY)
    try:
        end = (await store.journal.head()).seq
        kept = await store.journal.latest_snapshot()
        drafts = map(_entry, range(end + 1, (kept.seq if kept else 0) + TAIL + 1))
        while piece := tuple(itertools.islice(drafts, CASES_AT_ONCE)):
            await store.journal.write(Writing(end, piece))
            end += len(piece)
    finally:
        await store.close()


def _entry(number: int) -> ev.Draft:
    """One more reading of a person's record."""
    body = ev.PersonRead(ResidentId(f"{tenant(1)}-r-000001"), ev.ReadReason.FOLLOW_UP, None)
    id_ = EventId(f"tail-after-{number}")
    return ev.Draft(id_, f"person:{body.resident}", 0, datetime.now(UTC), operator().id, tenant(1), body)


async def _keep_snapshot(store: Store) -> None:
    """As a console that was never started before: it replays everything and keeps what it comes to."""
    recorder = Recorder(store.journal, SystemClock(), _ids("snapshot"), timedelta(minutes=30))
    began = time.monotonic()
    await recorder.start()
    await recorder.save_snapshot()
    _say(f"{recorder.board.seq:,} events replayed in {time.monotonic() - began:.0f} s")


def _ids(prefix: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers):08}"


def _say(line: str) -> None:
    print(f"large centre: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    asyncio.run(make(Path(sys.argv[1]), int((sys.argv[2:3] or [str(FULL)])[0]), int((sys.argv[3:4] or [str(FULL)])[0])))
