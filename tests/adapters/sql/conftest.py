"""Each test of the store runs on a file and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.sql.places import KEY, Place
from tests.servers import MISSING_POSTGRES, Postgres

needs_postgres = [
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
]


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with Postgres(fsync=False) as running:
        yield running


@pytest.fixture(params=["file", pytest.param("postgres", marks=needs_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Both kinds of place, one after the other."""
    if request.param == "file":
        return Place(tmp_path / "vaka.db", KEY)
    running: Postgres = request.getfixturevalue("server")
    return Place(running.database(), None)


@pytest.fixture
def file_place(tmp_path: Path) -> Place:
    return Place(tmp_path / "vaka.db", KEY)


@pytest.fixture(params=[pytest.param("postgres", marks=needs_postgres)])
def server_place(server: Postgres) -> Place:
    return Place(server.database(), None)
