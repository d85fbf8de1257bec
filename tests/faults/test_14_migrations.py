"""Fault 14: killed (-9) in the midst of each migration step, before each of its statements and commits.

Afterwards the database stands at the step before or at the step itself, whole; this version opens it, brings it to the
newest step, and finds every row that the step does not give up by its nature. A database of a newer version is refused
with a sentence in `tests/adapters/sql/test_store.py`, and left as it is.
"""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from console.adapters.sql.migrate import downgrade, known_steps, revision
from tests.adapters.sql.conftest import place, server
from tests.adapters.sql.places import Place
from tests.migrations.test_migrations import FORGOTTEN, _content, _full, _tables
from tests.servers import Postgres

__all__ = ["place", "server"]

ROOT = Path(__file__).parents[2]
STEPS = known_steps()

Copied = Callable[[], Place]


@contextmanager
def migrating() -> Iterator[Callable[[Place, str, int], bool]]:
    """What migrates a place to a step and is killed before its n-th statement; False: there were fewer."""
    command = [sys.executable, "-m", "tests.faults.migrating_process"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None
        assert told is not None

        def ask(where: Place, step: str, statement: int) -> bool:
            asked.write(json.dumps([str(where.target), (where.key or b"").hex(), step, statement]) + "\n")
            asked.flush()
            answer = told.readline().strip()
            assert answer in ("killed", "done"), answer
            return answer == "killed"

        yield ask
        asked.close()


def stands_at(where: Place) -> tuple[str | None, set[str]]:
    """The step, and the tables that are there."""
    engine = where.engine()
    try:
        with engine.connect() as connection:
            found = revision(connection)
        return found, _tables(engine)
    finally:
        engine.dispose()


def kept_of(where: Place) -> dict[str, list[tuple[object, ...]]]:
    """Every row that outlives a step down."""
    engine = where.engine()
    try:
        return {name: rows for name, rows in _content(engine).items() if name not in FORGOTTEN}
    finally:
        engine.dispose()


@pytest.fixture
def copied(place: Place, request: pytest.FixtureRequest, tmp_path: Path) -> Copied:
    """Makes another place that is as `place` is now."""
    numbers = count()

    def copy() -> Place:
        if place.is_file:
            folder = tmp_path / f"copy-{next(numbers)}"
            folder.mkdir()
            return replace(place, target=Path(shutil.copy(place.target, folder)))
        running: Postgres = request.getfixturevalue("server")
        return replace(place, target=running.database(like=str(place.target)))

    return copy


def wrong_after(
    where: Place, before: set[str], after: set[str], step: str, kept: dict[str, list[tuple[object, ...]]]
) -> list[str]:
    """What is wrong with a place whose migration to `step` was killed: nothing."""
    wrong = []
    found, tables = stands_at(where)
    if tables != (after if found == step else before):
        wrong.append(f"the tables are not those of {found}: {tables}")
    verdict = where.verdict()
    if (verdict.events, verdict.damage) != ((6, ()) if kept else (0, ())):
        wrong.append(f"the journal says {verdict}")
    if kept and kept_of(where) != kept:
        wrong.append("rows are missing or changed")
    if stands_at(where)[0] != STEPS[-1]:
        wrong.append("it was not brought to the newest step")
    return wrong


@pytest.mark.parametrize("every", [31, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.timeout(1800)
def test_a_console_killed_in_any_step_leaves_the_old_tables_or_the_new(
    place: Place, copied: Copied, every: int, record_property: Callable[[str, object], None]
) -> None:
    place.tell(_full)
    kept = kept_of(place)
    wrong: dict[str, list[str]] = {}
    kills = 0
    with migrating() as migrate_killed:
        for step, before in zip(STEPS[::-1], [*STEPS[-2::-1], "base"], strict=True):
            _, after = stands_at(place)
            engine = place.engine()
            downgrade(engine, before)
            engine.dispose()
            _, tables = stands_at(place)
            for statement in count(1 + STEPS.index(step) % every, every):
                victim = copied()
                is_killed = migrate_killed(victim, step, statement)
                kills += is_killed
                found = wrong_after(victim, tables, after, step, kept if before != "base" else {})
                if found:
                    wrong[f"{step} before statement {statement}"] = found
                if not is_killed:
                    break
    record_property("kills", kills)
    assert wrong == {}
    assert kills >= len(STEPS)


def test_two_that_start_after_the_kill_find_one_database(place: Place) -> None:
    """A step that was killed holds nothing that the next start would wait for."""
    with migrating() as migrate_killed:
        assert migrate_killed(place, STEPS[-1], 12)
    assert asyncio.run(opened_twice(place)) == [0, 0]


async def opened_twice(place: Place) -> list[int]:
    found = []
    for _ in range(2):
        store = await place.open()
        found.append((await store.journal.head()).seq)
        await store.close()
    return found
