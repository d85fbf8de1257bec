"""The file is noise without its key, has one owner, and a kill loses nothing that was confirmed."""

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned
from console.adapters.sql.store import Store, open_store
from console.domain.ids import EventId
from console.domain.journal import Unwritable, Writing
from tests.adapters.sql import samples
from tests.adapters.sql.places import KEY, Place
from tests.fakes import run_async

ROOT = Path(__file__).resolve().parents[3]


def _files(place: Place) -> list[Path]:
    return sorted(Path(place.target).parent.glob("vaka.db*"))


def test_the_file_and_its_log_are_noise(file_place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (samples.note("Märtas hemlighet"),), (samples.report(1),)))
        files = _files(file_place)
        assert {path.suffix for path in files} >= {".db", ".db-wal"}
        for path in files:
            content = path.read_bytes()
            for known in (b"SQLite format 3", b"hemlighet", b"journal", b"vaka:test"):
                assert known not in content, path

    file_place.tell(story)


def test_the_file_is_kept_as_safe_as_it_can_be(file_place: Place) -> None:
    file_place.tell(lambda store: store.journal.head())
    for pragma, value in {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 2000,
    }.items():
        assert file_place.ask(f"PRAGMA {pragma}") == [(value,)]


def test_no_error_tells_what_was_written(place: Place) -> None:
    engine = place.engine()
    assert engine.hide_parameters
    assert KEY.hex() not in repr(engine) + str(engine.url)
    engine.dispose()


def test_a_wrong_key_says_so_and_leaves_the_file_alone(file_place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    file_place.tell(lambda store: store.journal.write(samples.notes(3)))
    path = Path(file_place.target)
    before = path.read_bytes()
    with pytest.raises(WrongKey, match=r"another key.*has not been changed"):
        asyncio.run(open_store(path, bytes(32)))
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""
    assert len(file_place.tell(lambda store: store.journal.since(0))) == 3


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + bytes(5000), b"a text", os.urandom(8192)])
def test_a_file_that_is_not_ours_is_left_alone(file_place: Place, content: bytes) -> None:
    path = Path(file_place.target)
    path.write_bytes(content)
    with pytest.raises(WrongKey):
        asyncio.run(open_store(path, KEY))
    assert path.read_bytes() == content


@pytest.mark.parametrize("key", [None, b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_refused_before_a_file_is_made(file_place: Place, key: bytes | None) -> None:
    with pytest.raises(ValueError, match="key of"):
        asyncio.run(open_store(file_place.target, key))
    assert _files(file_place) == []


def test_a_folder_that_is_not_there_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    with pytest.raises(Unwritable):
        asyncio.run(open_store(tmp_path / "a file" / "vaka.db", KEY))


def test_a_server_that_is_away_is_told_by_its_place_with_what_to_look_at_and_no_password() -> None:
    with pytest.raises(Unwritable) as away:
        run_async(open_store("postgresql://vaka:hemligt@127.0.0.1:1/vaka"))
    assert "Connection refused. Does PostgreSQL run at 127.0.0.1:1" in str(away.value)
    assert "vaka doctor" in str(away.value)
    assert "hemligt" not in str(away.value)


def test_a_second_owner_is_told_who_holds_the_file(file_place: Place) -> None:
    async def story(_: Store) -> None:
        with pytest.raises(AlreadyOwned, match=f"process {os.getpid()} on ") as refused:
            await open_store(file_place.target, KEY)
        assert refused.value.holder is not None
        assert refused.value.holder.pid == os.getpid()

    file_place.tell(story)
    file_place.tell(lambda store: store.journal.head())
    assert not Path(f"{file_place.target}.owner").exists()


@pytest.mark.parametrize("words", ["", "{", '{"pid": "?"}'])
def test_a_holder_that_cannot_be_read_is_still_a_holder(file_place: Place, words: str) -> None:
    told = Path(f"{file_place.target}.owner")

    async def story(_: Store) -> None:
        await asyncio.to_thread(told.write_text, words)
        with pytest.raises(AlreadyOwned, match="another process"):
            await open_store(file_place.target, KEY)

    file_place.tell(story)


def test_a_store_that_did_not_open_owns_nothing(file_place: Place) -> None:
    file_place.tell(lambda store: store.journal.head())
    for _ in range(2):
        with pytest.raises(WrongKey):
            asyncio.run(open_store(file_place.target, bytes(32)))
    file_place.tell(lambda store: store.journal.head())


def test_a_store_of_a_newer_version_says_so_and_is_left_alone(place: Place) -> None:
    place.tell(lambda store: store.journal.write(samples.notes(1)))
    place.tamper("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match=r"newer version of Vaka.*9999"):
        place.tell(lambda store: store.journal.head())
    assert place.ask("SELECT count(*) FROM journal") == [(1,)]


def test_closing_finishes_what_was_asked_for_and_may_be_done_twice(place: Place) -> None:
    async def story() -> None:
        store = await place.open()
        write = asyncio.create_task(store.journal.write(samples.notes(300)))
        await asyncio.sleep(0)
        await store.close()
        assert len(await write) == 300
        await store.close()
        with pytest.raises(RuntimeError):
            await store.journal.head()

    asyncio.run(story())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("vaka-sql")]
    assert place.verdict().events == 300


@pytest.mark.parametrize("times", [2, pytest.param(5, marks=pytest.mark.long)])
def test_a_killed_process_loses_nothing_that_it_confirmed(place: Place, times: int) -> None:
    """Kill -9 at a moment that nobody chose. The ids make it plain that nothing came twice."""
    chance = random.Random(2)
    confirmed: list[str] = []
    for _ in range(times):
        confirmed += _write_until_killed(place, 0.3 + chance.random() * 0.7)
    events = place.tell(lambda store: store.journal.since(0, 1_000_000))
    ids = [event.id for event in events]
    assert len(confirmed) >= 10 * times
    assert set(confirmed) <= set(ids)
    assert len(ids) == len(set(ids)) == len(events)
    assert place.verdict().damage == ()
    known = place.ask("SELECT count(*) FROM report")
    assert known == [(len(ids),)]


def _write_until_killed(place: Place, seconds: float) -> list[EventId]:
    """What the process had confirmed when it was killed so long after its first word."""
    command = [sys.executable, "-m", "tests.adapters.sql.writing_process", str(place.target), (place.key or b"").hex()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        rest = process.stdout.read()
    whole = (first + rest).rpartition(b"\n")[0]
    return [EventId(each) for line in whole.splitlines() for each in json.loads(line)]
