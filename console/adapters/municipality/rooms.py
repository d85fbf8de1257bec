"""Draws a simulated bedroom as a ceiling camera sees it at night: grey, noisy, never the same still twice.

There is no such room, and nobody in it. Where the furniture stands follows from the camera's name. What is drawn once
(the room, the figure) is kept; a still is that, moved a little as a sleeper breathes, under the sensor's noise.
"""

import random
import struct
import zlib
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 640, 360
KEPT_ROOMS = 128
"""Drawn rooms that are kept, each with one figure."""

Grey = NDArray[np.float32]
"""`HEIGHT` rows of `WIDTH` brightnesses, 0 to 255."""
Point = tuple[float, float]

_NOISE = 7.0
_ROWS, _COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)


class State(StrEnum):
    """Where the figure is."""

    ASLEEP = "asleep"
    AWAKE = "awake"
    UP = "up"
    IN_ARMCHAIR = "in_armchair"
    ON_FLOOR = "on_floor"
    ABSENT = "absent"
    OTHER_PERSON = "other_person"


def still(camera: str, state: State, number: int) -> bytes:
    """The still of that number as a PNG; two numbers give two pictures. Takes some 10 ms, the first of a room 50."""
    return png(pixels(camera, state, number))


def pixels(camera: str, state: State, number: int) -> NDArray[np.uint8]:
    """The same, `HEIGHT` rows of `WIDTH` grey bytes."""
    drawn = _room(camera, state)
    lot = random.Random(f"{camera}/{number}")
    sway = (number % 7 - 3) / 3
    moved = drawn + sway * _breath(camera, state)
    noise = _noise()
    row, column = lot.randrange(noise.shape[0] - HEIGHT), lot.randrange(noise.shape[1] - WIDTH)
    noisy = moved + noise[row : row + HEIGHT, column : column + WIDTH]
    noisy.flat[number % noisy.size] += 16  # no two stills are the same, whatever the noise
    return np.clip(noisy, 0, 255).astype(np.uint8)


def png(grey: NDArray[np.uint8]) -> bytes:
    """An image of grey bytes as a PNG (ISO/IEC 15948): signature, header, one compressed part, end."""
    height, width = grey.shape
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with its filter, 0: none
    lines[:, 1:] = grey
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@lru_cache(maxsize=1)
def _noise() -> Grey:
    """A sheet of sensor noise, larger than a still: each takes a piece of it."""
    rng = np.random.default_rng(1)
    return (rng.standard_normal((HEIGHT + 96, WIDTH + 128)) * _NOISE).astype(np.float32)


@lru_cache(maxsize=KEPT_ROOMS)
def _room(camera: str, state: State) -> Grey:
    lot = random.Random(camera)
    sketch = _Sketch(lot)
    sketch.walls()
    sketch.furniture(has_duvet_aside=state in (State.UP, State.IN_ARMCHAIR, State.ON_FLOOR, State.ABSENT))
    _FIGURES[state](sketch)
    return sketch.seen(is_mirrored=lot.random() < 0.5)


@lru_cache(maxsize=KEPT_ROOMS)
def _breath(camera: str, state: State) -> Grey:
    """What changes as a chest rises: the picture against itself a row higher."""
    drawn = _room(camera, state)
    return (np.roll(drawn, -1, axis=0) - drawn) * np.float32(0.4)


class _Sketch:
    """A room while it is drawn, in pixels from the upper left; brightness 0 to 255."""

    def __init__(self, lot: random.Random) -> None:
        self.image: Grey = np.full((HEIGHT, WIDTH), 34, np.float32)
        self.lot = lot
        self.bed_x, self.bed_y = lot.uniform(-22, 26), lot.uniform(-42, -28)
        self.chair_x, self.lamp_x = lot.uniform(-16, 14), lot.uniform(-8, 8)
        self.walker_x, self.window_x = lot.uniform(-24, 24), lot.uniform(-40, 40)
        self.wall = lot.uniform(40, 54)

    def shape(self, points: Sequence[Point], grey: float, soft: float = 2.0) -> None:
        """A convex shape, its corners clockwise."""
        inside = np.full((HEIGHT, WIDTH), 1e6, np.float32)
        for (x, y), (next_x, next_y) in zip(points, [*points[1:], points[0]], strict=True):
            length = max(1e-6, ((next_x - x) ** 2 + (next_y - y) ** 2) ** 0.5)
            away = ((next_x - x) * (_ROWS - y) - (next_y - y) * (_COLUMNS - x)) / np.float32(length)
            inside = np.minimum(inside, away)
        self._paint(inside, grey, soft)

    def oval(self, x: float, y: float, wide: float, high: float, grey: float, soft: float = 2.0) -> None:
        """An oval about its middle; `wide` and `high` are half of it."""
        far = np.sqrt(((_COLUMNS - x) / wide) ** 2 + ((_ROWS - y) / high) ** 2)
        self._paint((1 - far) * min(wide, high), grey, soft)

    def limb(self, start: Point, end: Point, thick: float, grey: float, soft: float = 2.0) -> None:
        """A rounded bar; `thick` is half of it."""
        along_x, along_y = end[0] - start[0], end[1] - start[1]
        squared = along_x**2 + along_y**2
        part = ((_COLUMNS - start[0]) * along_x + (_ROWS - start[1]) * along_y) / max(1e-6, squared)
        part = np.clip(part, 0, 1)
        away = np.sqrt((_COLUMNS - start[0] - part * along_x) ** 2 + (_ROWS - start[1] - part * along_y) ** 2)
        self._paint(thick - away, grey, soft)

    def _paint(self, inside: Grey, grey: float, soft: float) -> None:
        cover = np.clip(inside / soft + 0.5, 0, 1).astype(np.float32)
        self.image = self.image * (1 - cover) + np.float32(grey) * cover

    def walls(self) -> None:
        """Two walls and the floor, a window with some light behind its curtain, and a door."""
        self.shape([(0, 0), (640, 0), (640, 118), (0, 92)], self.wall, 6)
        self.shape([(520, 0), (640, 0), (640, 250), (520, 112)], self.wall - 12, 4)
        self.shape([(0, 92), (520, 112), (520, 118), (0, 99)], self.wall - 20, 3)
        left = 200 + self.window_x
        self.shape([(left, 12), (left + 116, 14), (left + 116, 84), (left, 80)], 104, 3)
        self.shape([(left + 54, 12), (left + 60, 12), (left + 60, 84), (left + 54, 84)], 64, 2)
        self.shape([(562, 34), (622, 26), (622, 222), (562, 162)], 25, 3)
        self.oval(572, 112, 3, 4, 90)

    def furniture(self, *, has_duvet_aside: bool) -> None:
        """The bed with its pillow, a lamp on its table, an armchair and a walker."""
        x, y = self.bed_x, self.bed_y
        self.shape([(176 + x, 146 + y), (372 + x, 150 + y), (520 + x, 280 + y), (268 + x, 320 + y)], 16, 10)
        self.shape([(172 + x, 118 + y), (352 + x, 120 + y), (356 + x, 152 + y), (178 + x, 152 + y)], 82)
        self.shape([(178 + x, 142 + y), (354 + x, 142 + y), (500 + x, 258 + y), (256 + x, 296 + y)], 128, 3)
        self.oval(266 + x, 160 + y, 66, 17, 188, 4)
        if has_duvet_aside:
            self.shape([(350 + x, 186 + y), (402 + x, 184 + y), (502 + x, 256 + y), (404 + x, 274 + y)], 160, 8)
        else:
            self.shape([(204 + x, 182 + y), (396 + x, 178 + y), (506 + x, 258 + y), (252 + x, 300 + y)], 152, 4)
        self._table(126 + self.lamp_x)
        self._armchair(74 + self.chair_x)
        self._walker(118 + self.walker_x)

    def _table(self, x: float) -> None:
        self.shape([(x - 26, 150), (x + 26, 150), (x + 24, 206), (x - 24, 206)], 60)
        self.limb((x, 148), (x, 128), 3, 84)
        self.shape([(x - 14, 104), (x + 14, 104), (x + 21, 128), (x - 21, 128)], 142, 4)

    def _armchair(self, x: float) -> None:
        self.shape([(x - 52, 162), (x + 26, 158), (x + 32, 236), (x - 56, 246)], 72, 4)
        self.shape([(x - 50, 226), (x + 34, 218), (x + 52, 266), (x - 48, 280)], 92, 4)
        self.limb((x - 54, 226), (x - 50, 276), 10, 66)
        self.limb((x + 36, 218), (x + 54, 262), 9, 66)

    def _walker(self, x: float) -> None:
        for leg in (-22, 22):
            self.limb((x + leg, 296), (x + leg - 6, 352), 2.5, 112)
            self.limb((x + leg, 296), (x + leg + 14, 344), 2.5, 104)
            self.oval(x + leg - 6, 352, 6, 6, 58)
        self.limb((x - 22, 298), (x + 22, 298), 3, 124)

    def seen(self, *, is_mirrored: bool) -> Grey:
        """What the camera makes of it: darker at the rim, and a little soft."""
        far = ((_COLUMNS - 330) / 420) ** 2 + ((_ROWS - 200) / 300) ** 2
        seen = self.image * np.clip(1.12 - 0.42 * far, 0.4, 1.12)
        for axis in (0, 1):
            seen = (np.roll(seen, 1, axis) + 2 * seen + np.roll(seen, -1, axis)) / 4
        seen = np.ascontiguousarray(seen.astype(np.float32))
        return np.ascontiguousarray(seen[:, ::-1]) if is_mirrored else seen


def _asleep(on: _Sketch) -> None:
    x, y = on.bed_x, on.bed_y
    on.oval(262 + x, 168 + y, 21, 16, 96, 4)
    on.oval(266 + x, 173 + y, 15, 11, 206, 4)
    on.limb((290 + x, 200 + y), (376 + x, 244 + y), 28, 182, 20)
    on.limb((270 + x, 194 + y), (318 + x, 214 + y), 30, 188, 18)


def _awake(on: _Sketch) -> None:
    x, y = on.bed_x, on.bed_y
    on.limb((280 + x, 204 + y), (374 + x, 244 + y), 27, 176, 20)
    on.limb((264 + x, 150 + y), (282 + x, 194 + y), 27, 208, 5)
    on.limb((248 + x, 160 + y), (306 + x, 206 + y), 9, 210, 4)
    _head(on, 258 + x, 114 + y, 20)


def _up(on: _Sketch) -> None:
    _standing(on, 478 + on.bed_x / 2, 96)


def _in_armchair(on: _Sketch) -> None:
    x = 74 + on.chair_x
    on.limb((x - 12, 186), (x - 6, 232), 25, 212, 5)
    on.limb((x - 6, 238), (x + 46, 250), 14, 196, 4)
    on.limb((x + 46, 250), (x + 54, 302), 11, 188, 4)
    on.limb((x - 30, 196), (x + 16, 236), 8, 206, 3)
    _head(on, x - 10, 146, 19)


def _on_floor(on: _Sketch) -> None:
    """Along the near side of the bed, an arm out: bright on the dark floor, and far longer than wide."""
    x, y = on.bed_x / 2 + 26, -10.0
    on.limb((282 + x, 344 + y), (472 + x, 322 + y), 34, 12, 16)
    on.limb((266 + x, 330 + y), (362 + x, 316 + y), 25, 214, 4)
    on.limb((362 + x, 312 + y), (440 + x, 296 + y), 14, 204, 4)
    on.limb((440 + x, 296 + y), (500 + x, 318 + y), 11, 198, 4)
    on.limb((362 + x, 326 + y), (468 + x, 340 + y), 13, 206, 4)
    on.limb((276 + x, 316 + y), (212 + x, 288 + y), 9, 214, 3)
    _head(on, 222 + x, 336 + y, 20)


def _absent(_: _Sketch) -> None:
    return


def _other_person(on: _Sketch) -> None:
    _asleep(on)
    _standing(on, 446 + on.bed_x / 2, 62)


def _standing(on: _Sketch, x: float, top: float) -> None:
    on.limb((x, top + 178), (x + 36, top + 196), 16, 14, 12)
    on.limb((x - 9, top + 108), (x - 12, top + 186), 12, 190, 4)
    on.limb((x + 10, top + 108), (x + 16, top + 182), 12, 184, 4)
    on.limb((x, top + 46), (x, top + 106), 25, 208, 5)
    on.limb((x - 26, top + 46), (x - 36, top + 108), 8, 208, 3)
    on.limb((x + 26, top + 46), (x + 38, top + 104), 8, 204, 3)
    _head(on, x, top, 19)


def _head(on: _Sketch, x: float, y: float, wide: float) -> None:
    on.oval(x, y - 3, wide, wide, 88, 3)
    on.oval(x, y + 4, wide * 0.78, wide * 0.8, 214, 3)


_FIGURES = {
    State.ASLEEP: _asleep,
    State.AWAKE: _awake,
    State.UP: _up,
    State.IN_ARMCHAIR: _in_armchair,
    State.ON_FLOOR: _on_floor,
    State.ABSENT: _absent,
    State.OTHER_PERSON: _other_person,
}
