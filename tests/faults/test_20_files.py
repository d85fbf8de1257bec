"""Broken files that are opened and not only read: maps, a dialect's memory, the settings in their place."""

import asyncio
import contextlib
import logging
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from console.adapters import settings_file
from console.adapters.land.sqlite_file import NotAMap
from console.adapters.land.writer import About, write_pack
from console.adapters.mqtt.dialects.memory import Memory
from console.bootstrap.land import open_map
from console.domain.land import Point, TileKey
from console.domain.responder import Transport
from tests.adapters.land.kit import BOX, PIECES
from tests.adapters.land.test_mbtiles import META, made
from tests.faults.fuzz import Fuzz
from tests.ui.map.test_map_land import png

SHORT, LONG = 100, 20_000
MANY = pytest.mark.parametrize("many", [SHORT, pytest.param(LONG, marks=pytest.mark.long)])
RESOURCES = Path(__file__).parents[2] / "resources"


def broken(seeds: list[bytes], name: str, many: int) -> Iterator[bytes]:
    """Files that still begin as they should, for what does not is told at once."""
    fuzz = Fuzz(seeds, zlib.crc32(name.encode()))
    for number, found in enumerate(fuzz.payloads(many)):
        yield found if number % 3 == 0 else seeds[0][:100] + found[100:]


def packs(folder: Path) -> list[bytes]:
    (folder / "pack").mkdir()
    pack = folder / "pack" / "prov.vakamap"
    write_pack(pack, About("Prov", "©", date(2026, 11, 22), BOX), PIECES, lambda _: None)
    return [pack.read_bytes()]


def pictures(folder: Path) -> list[bytes]:
    return [made(folder, META, {(3, 4, 1): png(4, 4), (3, 4, 6): png(4, 4)}).read_bytes()]


@pytest.mark.warns
@pytest.mark.timeout(1800)
@MANY
@pytest.mark.parametrize(("name", "make", "key"), [
    ("a.mbtiles", pictures, TileKey(3, 4, 6)), ("a.vakamap", packs, TileKey(14, 8_938, 4_428)),
])  # fmt: skip
def test_a_broken_map_is_refused_with_a_word_or_shown_in_part(
    tmp_path: Path, name: str, make: Callable[[Path], list[bytes]], key: TileKey, many: int
) -> None:
    path = tmp_path / name

    async def looked_at() -> None:
        opened = open_map(path)
        try:
            await opened.land.tile(key)
            await opened.land.find("Fyr", 5)
            await opened.roads.way(Point(62.905, 16.4), Point(62.905, 16.42), Transport.CAR)
        finally:
            opened.close()

    refused = unnamed = 0
    for content in broken(make(tmp_path), name, many):
        path.write_bytes(content)
        try:
            asyncio.run(looked_at())
        except NotAMap as error:
            refused += name in str(error)
            unnamed += name not in str(error)
    assert 0 < refused <= many
    assert unnamed == 0


@pytest.mark.warns
@MANY
def test_a_broken_memory_is_as_none(tmp_path: Path, many: int) -> None:
    file = tmp_path / "home.json"
    Memory(file).write({"a/config": '{"x": "ö"}', "b": "y"})
    for content in broken([file.read_bytes()], "memory", many):
        file.write_bytes(content)
        told = Memory(file).read()
        assert all(isinstance(each, str) for item in told.items() for each in item)


@MANY
def test_settings_that_cannot_be_changed_in_their_place_say_so(many: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    seeds = [b'[centre]\nname = "A" # x\n[broker]\nhost = "127.0.0.1"\nport = 1883\n', b'broker.host = "b"\n']
    values: dict[str, settings_file.Value] = {"broker.host": "nya", "centre.name": "B", "calls.ring_s": 30}
    defaults: dict[str, settings_file.Value] = {"broker.host": "", "centre.name": "", "calls.ring_s": 45}
    changed = 0
    for content in broken(seeds, "settings", many):
        with contextlib.suppress(settings_file.Unchangeable):
            changed += "nya" in settings_file.changed(content.decode("utf-8", "replace"), values, defaults)
    assert changed > many // 10
