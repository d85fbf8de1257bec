"""A tile that is a picture, read as the stranger's file that it is: small, PNG or JPEG, nothing but its pixels.

What a picture can cost is looked at before anything is decoded: a few bytes may claim a picture that fills the memory,
a text that unfolds to a gigabyte, or a thousand layers.
"""

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

LARGEST_BYTES, WIDEST = 1_000_000, 512
MOST_SCANS = 16
"""Layers of a JPEG; an ordinary progressive one has about ten."""

_PNG, _JPEG, _SCAN = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xda"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""The parts of a PNG that are the picture. Profiles and texts are thrown away unread."""


def picture_of(raw: bytes) -> QImage | None:
    """The picture, or None for what is none that we read."""
    if not 0 < len(raw) <= LARGEST_BYTES:
        return None
    if raw.startswith(_PNG):
        bare, form = _bare_png(raw), b"png"
    elif raw.startswith(_JPEG) and raw.count(_SCAN) <= MOST_SCANS:
        bare, form = raw, b"jpg"
    else:
        return None
    return _decoded(bare, form) if bare is not None else None


def _decoded(raw: bytes, form: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(False)
    size = reader.size()
    if not (0 < size.width() <= WIDEST and 0 < size.height() <= WIDEST):
        return None
    image = reader.read()
    return None if image.isNull() else image


def _bare_png(raw: bytes) -> bytes | None:
    """The same picture without anything beside its pixels; None where it is cut off or lies about its size."""
    parts, at, has_pixels = [_PNG], len(_PNG), False
    while at + 12 <= len(raw):
        (length,) = struct.unpack_from(">I", raw, at)
        kind, end = raw[at + 4 : at + 8], at + 12 + length
        if end > len(raw):
            return None
        if kind == b"IHDR" and (length != 13 or max(struct.unpack_from(">II", raw, at + 8)) > WIDEST):
            return None
        has_pixels = has_pixels or kind == b"IDAT"
        if kind in _PIXELS:
            parts.append(raw[at:end])
        if kind == b"IEND":
            return b"".join(parts) if has_pixels else None
        at = end
    return None
