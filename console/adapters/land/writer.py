"""Makes a map pack: one SQLite file with the cells, the roads, and what can be found by name.

It is written beside its place under another name and moved there when it is whole: where something fails, nothing is
left. Memory is bounded by what is spilled to the file meanwhile.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from console.adapters.land.cells import DEEPEST, KINDS, SHALLOWEST, Kept, decode, encode
from console.adapters.land.cutting import Cutter, clean
from console.adapters.land.mercator import world_line
from console.adapters.land.network import Network
from console.domain.land import FoundPlace, Shape
from console.domain.roads import packed
from console.domain.terrain import Degrees, Ground, Piece, Road

FORMAT = "vakamap 1"
APPLICATION = 0x56414B41
"""SQLite's application_id of a pack: "VAKA"."""

_SPILL_BYTES = 96_000_000
_TOLD_EACH = 100_000

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE cells (level INTEGER, x INTEGER, y INTEGER, content BLOB NOT NULL, PRIMARY KEY (level, x, y));
CREATE TABLE roads (part TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE places (id INTEGER PRIMARY KEY, text TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL);
CREATE VIRTUAL TABLE found USING fts5(
    text, content='places', content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a pack says of itself. `bounds` are south, west, north, east; None: as far as its content goes."""

    name: str
    credit: str
    made_on: date
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a pack."""

    pieces: int
    cells: int
    places: int
    nodes: int
    edges: int


def write_pack(path: Path, about: About, pieces: Iterable[Piece], tell: Callable[[str], None] = lambda _: None) -> Made:
    """Writes the pack of these pieces at `path`; what was there before stays until the new one is whole. Raises what
    `pieces` raises, OSError and TooLarge; then nothing of it is left."""
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as file:
            made = _Writing(file, tell).write(about, pieces)
        os.replace(half, path)
    except sqlite3.OperationalError as error:
        raise OSError(f"{path.name} cannot be written: {error}") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return made


class _Writing:
    def __init__(self, file: sqlite3.Connection, tell: Callable[[str], None]) -> None:
        self._file = file
        self._tell = tell
        self._cutter = Cutter()
        self._network = Network()
        self._has_spilled = False
        self._cells = self._places = 0
        self._reach = [90.0, 180.0, -90.0, -180.0]

    def write(self, about: About, pieces: Iterable[Piece]) -> Made:
        file = self._file
        file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; {_SCHEMA}")
        file.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = 1;")
        file.execute("CREATE TEMP TABLE spilled (level, x, y, part INTEGER PRIMARY KEY, content)")
        file.execute("BEGIN")
        count = 0
        for piece in pieces:
            self._take(piece)
            count += 1
            if count % _TOLD_EACH == 0:
                self._tell(f"{count:,} pieces")
        self._tell(f"{count:,} pieces; the tiles are written")
        self._write_cells()
        self._tell("the roads are joined")
        graph = self._network.graph()
        file.executemany("INSERT INTO roads VALUES (?, ?)", packed(graph).items())
        file.execute("INSERT INTO found (found) VALUES ('rebuild')")
        file.executemany("INSERT INTO meta VALUES (?, ?)", self._meta(about).items())
        file.execute("COMMIT")
        file.execute("ANALYZE cells")
        return Made(count, self._cells, self._places, len(graph), len(graph.tails))

    def _take(self, piece: Piece) -> None:
        match piece:
            case Ground(kind, shape, rings, name):
                for ring in rings:
                    self._stretch(ring)
                self._cutter.add(kind, shape, [world_line(ring) for ring in rings], name)
            case Road(kind, line, name=name):
                self._stretch(line)
                self._network.add(piece)
                if kind is not None:
                    self._cutter.add(kind, Shape.LINE, [world_line(line)], name)
            case FoundPlace(text, point):
                self._places += 1
                found = (clean(text), point.latitude, point.longitude)
                self._file.execute("INSERT INTO places (text, latitude, longitude) VALUES (?, ?, ?)", found)
        if self._cutter.weight > _SPILL_BYTES:
            self._spill()

    def _stretch(self, points: Iterable[Degrees]) -> None:
        reach = self._reach
        for latitude, longitude in points:
            reach[0], reach[2] = min(reach[0], latitude), max(reach[2], latitude)
            reach[1], reach[3] = min(reach[1], longitude), max(reach[3], longitude)

    def _spill(self) -> None:
        rows = ((*cell, encode(kept)) for cell, kept in self._cutter.take())
        self._file.executemany("INSERT INTO spilled (level, x, y, content) VALUES (?, ?, ?, ?)", rows)
        self._has_spilled = True

    def _write_cells(self) -> None:
        if not self._has_spilled:
            for cell, kept in self._cutter.take():
                self._write_cell(cell, kept)
            return
        self._spill()
        rows = self._file.execute("SELECT level, x, y, content FROM spilled ORDER BY level, x, y, part")
        for cell, parts in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
            kept = [one for part in parts for one in decode(part[3])]
            self._write_cell(cell, sorted(kept, key=lambda one: one[0]))

    def _write_cell(self, cell: tuple[int, int, int], kept: list[Kept]) -> None:
        self._cells += 1
        self._file.execute("INSERT INTO cells VALUES (?, ?, ?, ?)", (*cell, encode(kept)))

    def _meta(self, about: About) -> dict[str, str]:
        south, west, north, east = about.bounds or self._reach
        if south > north or west > east:
            raise ValueError("there is nothing to make a map of")
        return {
            "format": FORMAT, "name": clean(about.name), "credit": clean(about.credit),
            "made_on": about.made_on.isoformat(), "bounds": f"{south:.6f},{west:.6f},{north:.6f},{east:.6f}",
            "zooms": f"{SHALLOWEST},{DEEPEST}", "kinds": ",".join(KINDS),
        }  # fmt: skip
