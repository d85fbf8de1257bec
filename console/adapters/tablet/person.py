"""Draws the synthetic person: an old woman in an armchair in her kitchen, who blinks, breathes and speaks.

There is no such person. Each of her few faces is drawn once for the process and kept as the planes that video wants; a
picture of a call is a copy of one of them.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 640, 480
MOUTHS = 5
"""How many openings of the mouth are drawn, from shut to wide."""
SWAYS = (-2, 0, 2)
"""Pixels to the side that she sits."""

Colour = tuple[int, int, int]
Canvas = NDArray[np.float32]
"""`HEIGHT` rows of `WIDTH` colours, 0 to 255."""
Planes = NDArray[np.uint8]
"""Brightness, then the two colour planes at half the size, as one array of one and a half times the rows (I420)."""

_WALL, _FLOOR, _PANE, _FRAME = (35, 40, 44), (29, 34, 37), (45, 51, 56), (35, 40, 44)
_CABINET, _PICTURE, _CHAIR, _BLOUSE = (42, 48, 52), (52, 59, 64), (58, 65, 71), (82, 90, 96)
_SKIN, _NECK, _HAIR, _DARK, _LIPS, _BROW = (
    (148, 141, 131), (133, 128, 120), (201, 196, 188), (60, 58, 56), (76, 63, 52), (128, 121, 112),
)  # fmt: skip
_ROWS, _COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Face:
    """How she looks: a mouth from 0 (shut) to `MOUTHS` - 1, the eyes, and where of `SWAYS` she sits."""

    mouth: int
    is_blinking: bool
    sway: int


def face_at(seconds: float, openness: float) -> Face:
    """Her face so many seconds into a call, with the mouth as open as that (0 to 1). She blinks every four seconds or
    so, never twice at the same distance."""
    period, place = divmod(seconds, 4.0)
    blinks_at = random.Random(int(period)).uniform(0.3, 3.6)
    sway = round(np.sin(seconds * 0.9) * 1.2)
    return Face(min(MOUTHS - 1, int(openness * MOUTHS)), blinks_at <= place < blinks_at + 0.16, int(sway) + 1)


@lru_cache(maxsize=len(SWAYS) * MOUTHS * 2 * 2)
def planes(face: Face, *, is_low: bool = False) -> Planes:
    """The picture of that face; with `is_low` at half the width and height. Not to be written into."""
    drawn = _with_face(_room_with_her(face.sway), face)
    return _i420(drawn[::2, ::2] if is_low else drawn)


@lru_cache(maxsize=len(SWAYS))
def _room_with_her(sway: int) -> Canvas:
    canvas: Canvas = np.empty((HEIGHT, WIDTH, 3), np.float32)
    canvas[:] = _WALL
    _kitchen(canvas)
    x = 320 + SWAYS[sway]
    _rounded(canvas, (150, 312, 490, 620), 90, _CHAIR)
    _rounded(canvas, (x - 112, 352, x + 112, 620), 78, _BLOUSE)
    _oval(canvas, x, 346, 34, 20, _NECK)
    _rounded(canvas, (x - 25, 290, x + 25, 362), 6, _NECK)
    _oval(canvas, x, 216, 80, 84, _HAIR)
    _oval(canvas, x, 244, 71, 91, _SKIN)
    _fringe(canvas, x)
    return canvas


def _kitchen(canvas: Canvas) -> None:
    _rounded(canvas, (-20, 428, 660, 500), 0, _FLOOR)
    for left in (48, 142):
        for top in (36, 138):
            _rounded(canvas, (left, top, left + 88, top + 96), 2, _PANE)
    _rounded(canvas, (40, 236, 238, 242), 2, _CABINET)
    _rounded(canvas, (470, 84, 600, 320), 3, _CABINET)
    _rounded(canvas, (486, 108, 584, 178), 3, _PICTURE)
    _rounded(canvas, (0, 372, 126, 432), 4, _CABINET)
    _rounded(canvas, (46, 338, 82, 372), 6, _PICTURE)


def _fringe(canvas: Canvas, x: float) -> None:
    """Hair over the forehead: the upper part of an oval, within the head."""
    inside_hair = 1 - np.sqrt(((_COLUMNS - x) / 80) ** 2 + ((_ROWS - 216) / 84) ** 2)
    below = (_ROWS - 196 - ((_COLUMNS - x) / 20) ** 2) / 2
    _lay(canvas, np.clip(inside_hair * 80, 0, 1) * np.clip(0.5 - below, 0, 1), _HAIR)


def _with_face(room: Canvas, face: Face) -> Canvas:
    canvas = room.copy()
    x = 320 + SWAYS[face.sway]
    for side in (-27, 27):
        _ring(canvas, x + side, 242, 21, 3, _DARK)
        if face.is_blinking:
            _oval(canvas, x + side, 243, 9, 1.6, _DARK)
        else:
            _oval(canvas, x + side, 242, 5.4, 5.4, _DARK)
        _oval(canvas, x + side, 214, 15, 2.4, _BROW)
    _rounded(canvas, (x - 7, 239, x + 7, 242), 1, _DARK)
    _oval(canvas, x, 268, 6, 3, _BROW)
    high = (2.2, 4.0, 6.5, 9.5, 13.0)[face.mouth]
    _oval(canvas, x, 292 + high / 3, 23 - face.mouth * 1.6, high, _LIPS)
    return canvas


def _oval(canvas: Canvas, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
    far = np.sqrt(((_COLUMNS - x) / wide) ** 2 + ((_ROWS - y) / high) ** 2)
    _lay(canvas, np.clip((1 - far) * min(wide, high) + 0.5, 0, 1), colour)


def _ring(canvas: Canvas, x: float, y: float, wide: float, thick: float, colour: Colour) -> None:
    far = np.sqrt((_COLUMNS - x) ** 2 + (_ROWS - y) ** 2)
    _lay(canvas, np.clip(thick / 2 - np.abs(far - wide) + 0.5, 0, 1), colour)


def _rounded(canvas: Canvas, box: tuple[float, float, float, float], corner: float, colour: Colour) -> None:
    """A box (left, top, right, bottom) with round corners."""
    left, top, right, bottom = box
    beside = np.maximum(np.abs(_COLUMNS - (left + right) / 2) - (right - left) / 2 + corner, 0)
    over = np.maximum(np.abs(_ROWS - (top + bottom) / 2) - (bottom - top) / 2 + corner, 0)
    _lay(canvas, np.clip(corner - np.hypot(beside, over) + 0.5, 0, 1), colour)


def _lay(canvas: Canvas, cover: NDArray[np.float32], colour: Colour) -> None:
    depth = cover[:, :, None]
    canvas *= 1 - depth
    canvas += depth * np.asarray(colour, np.float32)


def _i420(colours: Canvas) -> Planes:
    """BT.601, limited range."""
    red, green, blue = (colours[:, :, place] for place in range(3))
    bright = 16 + 0.257 * red + 0.504 * green + 0.098 * blue
    blueish = 128 - 0.148 * red - 0.291 * green + 0.439 * blue
    reddish = 128 + 0.439 * red - 0.368 * green - 0.071 * blue
    height, width = bright.shape
    halves = [plane[::2, ::2].reshape(height // 4, width) for plane in (blueish, reddish)]
    return np.concatenate([bright, *halves]).round().clip(0, 255).astype(np.uint8)
