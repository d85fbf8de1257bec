"""A moment written into a picture as black and white blocks, so that whoever receives it can tell how old it is.

Along the lower edge there are 32 blocks: a mark of eight, then the milliseconds of the wall clock modulo 2^24 with the
highest bit first. For measuring on one machine only.
"""

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
"""Rows of brightnesses."""

MARK = 0b10110010
BLOCKS = 32
SPAN_MS = 1 << 24
_BLACK, _WHITE = 16, 235


def write(plane: Plane, at_ms: int) -> None:
    """Draws the moment over the lowest twenty-fourth of the picture."""
    height, width = plane.shape
    bits = MARK << 24 | at_ms % SPAN_MS
    wide = width // BLOCKS
    for place in range(BLOCKS):
        is_set = bits >> (BLOCKS - 1 - place) & 1
        plane[height - height // 24 :, place * wide : (place + 1) * wide] = _WHITE if is_set else _BLACK


def read(plane: Plane) -> int | None:
    """The milliseconds, or None where there is no mark."""
    height, width = plane.shape
    wide = width / BLOCKS
    row = height - height // 48 - 1
    bits = 0
    for place in range(BLOCKS):
        bits = bits << 1 | int(plane[row, int((place + 0.5) * wide)] > 128)
    return bits & (SPAN_MS - 1) if bits >> 24 == MARK else None
