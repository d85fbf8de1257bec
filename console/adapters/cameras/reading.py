"""What is common to all that a camera sends: how large it may be, and whether one picture says something new."""

from hashlib import blake2b

import numpy as np
from av import VideoFrame

from console.adapters.cameras.wire import Trouble, Unseen

LARGEST_SIDE = 4096
"""Pixels, of either side of a picture."""

MOST_PIXELS = LARGEST_SIDE * LARGEST_SIDE

_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "gray"})


def require_size(width: int, height: int) -> None:
    """Raises Unseen for a picture that is too large, or none."""
    if width > LARGEST_SIDE or height > LARGEST_SIDE:
        raise Unseen(Trouble.TOO_LARGE)
    if width < 1 or height < 1:
        raise Unseen(Trouble.NO_PICTURE)


def digest_of(picture: VideoFrame) -> bytes:
    """The same for two pictures that are the same in every point, before any mask."""
    seen = blake2b(f"{picture.width}x{picture.height}".encode(), digest_size=16)
    if picture.format.name not in _PLANAR:
        seen.update(picture.to_ndarray(format="rgb24").tobytes())
        return seen.digest()
    for plane in picture.planes:
        rows = np.frombuffer(bytes(plane), np.uint8)[: plane.height * plane.line_size].reshape(
            plane.height, plane.line_size
        )
        seen.update(rows[:, : plane.width].tobytes())
    return seen.digest()
