"""The first run tries out where all is kept: a local encrypted file, and a real PostgreSQL with a password."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.secrets import KeyringLocked, MemorySecrets
from console.adapters.sql import trial as sql_trial
from console.adapters.sql.owner import Ownership
from console.bootstrap import database_trial, parts
from console.bootstrap.setup import Setup
from console.services.setup import DatabaseDraft, Draft, Good, Note, Tried, Trouble
from tests.bootstrap.trials import note_of, only_failure, told
from tests.servers import MISSING_POSTGRES, POSTGRES_BIN, Postgres, free_port

WORD = "hemligt ord"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemorySecrets:
    ring = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: ring)
    return ring


@pytest.fixture
def setup(ring: MemorySecrets, tmp_path: Path) -> Setup:
    return Setup(tmp_path / "vaka.toml")


def local(file: Path | str) -> Draft:
    return Draft(database=DatabaseDraft(file=str(file)))


# The local file.


def test_a_new_file_is_tried_beside_its_place_and_nothing_is_left(
    setup: Setup, ring: MemorySecrets, tmp_path: Path
) -> None:
    lines = told(setup.try_database, local(tmp_path / "mapp" / "vaka.db"))
    assert list(lines) == [Tried.PLACE, Tried.KEYRING, Tried.FILE, Tried.ROOM]
    assert all(isinstance(line, Good) for line in lines.values()), lines
    assert note_of(lines[Tried.FILE]) is Note.MADE_LATER
    assert list(tmp_path.iterdir()) == [], "a scratch file was left"
    assert ring.get("setup.trial") is None
    assert ring.get("database.key") is None, "a key was made before anything is saved"


def test_a_file_that_is_there_opens_with_its_key_and_with_no_other(
    setup: Setup, ring: MemorySecrets, tmp_path: Path
) -> None:
    file = tmp_path / "vaka.db"
    sql_trial.migrate(engine := sql_trial.file_engine(file, ring.database_key(make=True)))
    engine.dispose()
    assert note_of(told(setup.try_database, local(file))[Tried.FILE]) is Note.HAS_TABLES
    before = file.read_bytes()
    ring.delete("database.key")
    assert only_failure(told(setup.try_database, local(file))).trouble is Trouble.NO_KEY
    ring.database_key(make=True)
    assert only_failure(told(setup.try_database, local(file))).trouble is Trouble.WRONG_KEY
    assert file.read_bytes() == before


def test_a_file_that_a_running_console_has_is_as_good_a_proof(setup: Setup, tmp_path: Path) -> None:
    file = tmp_path / "vaka.db"
    file.write_bytes(b"x")
    owner = Ownership(file)
    owner.take()
    try:
        assert note_of(told(setup.try_database, local(file))[Tried.FILE]) is Note.IN_USE
    finally:
        owner.release()


@pytest.mark.parametrize("named", ["vaka.db", "/dev/zero", "/etc", "/" + "x" * 900, "/dev/null/vaka.db"])
def test_a_place_that_cannot_hold_a_file_is_told_and_never_a_fault(setup: Setup, named: str) -> None:
    failed = only_failure(told(setup.try_database, local(named)))
    assert failed.tried is Tried.PLACE
    assert failed.trouble in (Trouble.NOT_A_FILE, Trouble.NOT_WRITABLE)


@pytest.mark.parametrize("named", ["/tmp/\x00", "/tmp/a\nb", "/tmp/\ud800", "/" + "x" * 2000])
def test_a_path_that_no_setting_takes_is_told_by_its_name(setup: Setup, named: str) -> None:
    failed = only_failure(told(setup.try_database, local(named)))
    assert (failed.trouble, failed.detail) == (Trouble.BAD_VALUE, "database.file")


def test_a_keyring_that_stays_locked_is_told_and_nothing_after_it_tried(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> MemorySecrets:
        raise KeyringLocked("The keyring is locked.")

    monkeypatch.setattr(parts, "keyring", locked)
    failed = only_failure(told(setup.try_database, local(tmp_path / "vaka.db")))
    assert (failed.tried, failed.trouble) == (Tried.KEYRING, Trouble.NO_KEYRING)


def test_a_full_disk_is_told(setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil._ntuple_diskusage(10**12, 10**12, 5_000_000)  # type: ignore[attr-defined]
    monkeypatch.setattr(database_trial.shutil, "disk_usage", lambda _: full)
    failed = only_failure(told(setup.try_database, local(tmp_path / "vaka.db")))
    assert (failed.tried, failed.trouble) == (Tried.ROOM, Trouble.LITTLE_ROOM)


# PostgreSQL.

needs_postgres = [
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server that asks `konsol` and `gast` for a password; the first owns the database `larm`."""
    with Postgres(fsync=False) as server:
        rules = server.directory / "data" / "pg_hba.conf"
        asked = "host all konsol,gast 127.0.0.1/32 scram-sha-256\n"
        rules.write_text(asked + rules.read_text("utf-8"), encoding="utf-8")
        for statement in (
            f"CREATE ROLE konsol LOGIN PASSWORD '{WORD}'",
            f"CREATE ROLE gast LOGIN PASSWORD '{WORD}'",
            "CREATE DATABASE larm OWNER konsol",
            "SELECT pg_reload_conf()",
        ):
            sql(server, statement)
        yield server


def sql(server: Postgres, statement: str, database: str = "postgres") -> str:
    psql = [f"{POSTGRES_BIN}/psql", "-h", "127.0.0.1", "-p", str(server.port), "-U", "vaka", "-d", database, "-AtXc"]
    return subprocess.run([*psql, statement], check=True, capture_output=True, text=True).stdout.strip()


def shared(server: Postgres, **more: object) -> Draft:
    database = DatabaseDraft(True, "", "127.0.0.1", server.port, "larm", "konsol", WORD)
    return Draft(database=replace(database, **more))  # type: ignore[arg-type]


@pytest.mark.usefixtures("ring")
class TestPostgres:
    """Each thing that may stand in the way."""

    pytestmark = needs_postgres

    def test_a_good_server_is_told_line_by_line_and_left_as_it_was(self, setup: Setup, postgres: Postgres) -> None:
        lines = told(setup.try_database, shared(postgres))
        assert list(lines) == list(database_trial.SERVER_THINGS)
        assert all(isinstance(line, Good) for line in lines.values()), lines
        assert sql(postgres, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", "larm") == "0"
        assert sql(postgres, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'", "larm") == "0"

    def test_a_wrong_password_and_a_missing_database_are_told_apart(self, setup: Setup, postgres: Postgres) -> None:
        failed = only_failure(told(setup.try_database, shared(postgres, password="fel")))
        assert (failed.tried, failed.trouble) == (Tried.SERVER_SIGN_IN, Trouble.NOT_ADMITTED)
        failed = only_failure(told(setup.try_database, shared(postgres, name="finns-inte")))
        assert (failed.tried, failed.trouble, failed.detail) == (
            Tried.SERVER_SIGN_IN, Trouble.NO_DATABASE, "finns-inte",
        )  # fmt: skip

    def test_a_guest_who_may_make_nothing_is_told(self, setup: Setup, postgres: Postgres) -> None:
        failed = only_failure(told(setup.try_database, shared(postgres, user="gast")))
        assert (failed.tried, failed.trouble) == (Tried.SERVER_TABLES, Trouble.MAY_NOT_MAKE)
        assert failed.code == "42501"

    def test_a_server_without_the_extensions_files_is_told(
        self, setup: Setup, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lacking(_: object) -> None:
            raise sql_trial.Denied('extension "pg_trgm" is not available', "0A000")

        monkeypatch.setattr(sql_trial.ServerTrial, "make_search", lacking)
        failed = only_failure(told(setup.try_database, shared(postgres)))
        assert (failed.tried, failed.trouble) == (Tried.SERVER_SEARCH, Trouble.NO_SEARCH)

    def test_an_old_server_is_told(self, setup: Setup, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database_trial, "OLDEST_SERVER", 99)
        failed = only_failure(told(setup.try_database, shared(postgres)))
        assert (failed.tried, failed.trouble) == (Tried.SERVER_VERSION, Trouble.OLD_SERVER)

    def test_a_port_where_nobody_listens_is_told(self, setup: Setup, postgres: Postgres) -> None:
        failed = only_failure(told(setup.try_database, shared(postgres, port=free_port())))
        assert (failed.tried, failed.trouble) == (Tried.SERVER_ANSWERS, Trouble.NOBODY_LISTENS)

    @pytest.mark.parametrize("more", [{"user": "k@x/'; --"}, {"name": "a b?c#d"}, {"user": "å" * 60}])
    def test_strange_names_are_written_into_no_other_part_of_the_address(
        self, setup: Setup, postgres: Postgres, more: dict[str, object]
    ) -> None:
        failed = only_failure(told(setup.try_database, shared(postgres, **more)))
        assert failed.tried is Tried.SERVER_SIGN_IN
