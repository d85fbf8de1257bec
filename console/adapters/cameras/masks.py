"""What is done to a picture before it leaves the process that reads it. No mask can be undone: each is made from a
picture that has been averaged down to a few coarse squares, and nothing else of it is used.
"""

import math

import numpy as np
from av import VideoFrame
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

from console.adapters.cameras.wire import HIGHEST, WIDEST
from console.domain.picture import Mask

COLUMNS = 48
"""Squares in a row: a face 2 m from the camera is one or two of them."""

LINE_COLUMNS = 80
"""Points in a row of the picture whose edges are drawn, before it is smoothed."""

SMOOTHINGS = 2
LINE_LEAST = 10.0
"""How steep an edge must be, in shades of 255 over two points; sensor noise is less after the smoothing."""

LINE = (210, 225, 235)
GROUND = (18, 22, 26)

Grey = NDArray[np.float64]
Pixels = NDArray[np.uint8]


def size_of(picture: VideoFrame) -> tuple[int, int]:
    """Width and height in pixels, scaled down to fit the screen's, never up."""
    scale = min(1.0, WIDEST / picture.width, HIGHEST / picture.height)
    return max(1, int(picture.width * scale)), max(1, int(picture.height * scale))


def masked(picture: VideoFrame, mask: Mask) -> tuple[int, int, bytes]:
    """Width, height, and the pixels, red, green, blue in rows without padding. Raises av.FFmpegError."""
    width, height = size_of(picture)
    match mask:
        case Mask.SQUARES:
            pixels = _enlarged(_shrunk(picture, COLUMNS), width, height)
        case Mask.BLUR:
            pixels = _smooth(_shrunk(picture, COLUMNS), width, height)
        case Mask.OUTLINE:
            pixels = _smooth(_lines(_shrunk(picture, LINE_COLUMNS)), width, height)
        case Mask.NONE:
            pixels = _scaled(picture, width, height, Interpolation.AREA)
    return width, height, pixels.tobytes()


def _shrunk(picture: VideoFrame, columns: int) -> Pixels:
    """The mean colours of so many squares in a row, and as many rows as keep them square."""
    columns = min(columns, max(1, picture.width // 4))
    rows = min(max(1, round(columns * picture.height / picture.width)), max(1, picture.height // 4))
    return _scaled(picture, columns, rows, Interpolation.AREA)


def _scaled(picture: VideoFrame, width: int, height: int, how: Interpolation) -> Pixels:
    return picture.reformat(width, height, "rgb24", interpolation=how).to_ndarray().astype(np.uint8, copy=False)


def _enlarged(small: Pixels, width: int, height: int) -> Pixels:
    rows, columns = small.shape[:2]
    down = np.arange(height) * rows // height
    across = np.arange(width) * columns // width
    large: Pixels = small[down][:, across]
    return large


def _smooth(small: Pixels, width: int, height: int) -> Pixels:
    frame = VideoFrame.from_ndarray(np.ascontiguousarray(small), format="rgb24")
    return _scaled(frame, width, height, Interpolation.BICUBIC)


def _lines(small: Pixels) -> Pixels:
    """Light lines where the smoothed picture is steep, and one dark colour everywhere else."""
    grey: Grey = small.mean(axis=2)
    for _ in range(SMOOTHINGS):
        grey = _softened(grey)
    steep = _steepness(grey)
    is_line = steep > max(LINE_LEAST, float(steep.mean()) + float(steep.std()))
    drawn: Pixels = np.where(is_line[..., None], np.array(LINE, np.uint8), np.array(GROUND, np.uint8))
    return drawn


def _softened(grey: Grey) -> Grey:
    """Each point as a weighted mean of its nine neighbours."""
    wide = np.pad(grey, 1, mode="edge")
    across = (wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]) / 4
    soft: Grey = (across[:-2] + 2 * across[1:-1] + across[2:]) / 4
    return soft


def _steepness(grey: Grey) -> Grey:
    wide = np.pad(grey, 1, mode="edge")
    steep: Grey = np.hypot(wide[1:-1, 2:] - wide[1:-1, :-2], wide[2:, 1:-1] - wide[:-2, 1:-1]) / math.sqrt(2)
    return steep
