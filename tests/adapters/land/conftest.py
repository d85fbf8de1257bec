"""Packs that tests read: a small one of a few pieces, and the whole of the invented municipality."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.adapters.land.pack import MapPack
from console.adapters.land.writer import About, write_pack
from console.bootstrap.land import demo_map
from tests.adapters.land.kit import BOX, PIECES, TODAY


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("maps") / "small.vakamap"
    write_pack(path, About("Prov", "Ingen", TODAY, BOX), PIECES)
    return path


@pytest.fixture
def pack(small: Path) -> Iterator[MapPack]:
    opened = MapPack(small)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_map(1, tmp_path_factory.mktemp("town"), TODAY)
