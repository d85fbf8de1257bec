"""The camera of a demonstration on a computer that has none: an operator with a headset, drawn, as a short Y4M film.

Chromium reads such a file in place of a camera. It is grey, as all that is drawn in the demonstration.
"""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

WIDTH, HEIGHT = 640, 400
NODS = (0.0, 1.5, 3.0, 1.5)
"""How far the head is down in each frame, in pixels: four frames a second, over and over."""

CAMERA_FLAG = "--use-file-for-fake-video-capture"
_WALL, _SHIRT, _NECK, _FACE, _HAIR, _HEADSET, _EYES = 38, 70, 112, 148, 62, 196, 44


def film(folder: Path) -> Path:
    """Draws it into the folder. Needs a QGuiApplication; raises OSError."""
    file = folder / "operator.y4m"
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    with file.open("wb") as stream:
        stream.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F4:1 Ip A1:1 C420jpeg\n".encode())
        for nod in NODS:
            stream.write(b"FRAME\n" + _drawn(nod) + grey)
    return file


def _drawn(nod: float) -> bytes:
    """One picture's brightness, row by row."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(_tone(_WALL))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for tone, x, y, width, height, radius in (
        (_SHIRT, 170, 300, 300, 200, 110), (_NECK, 288, 230, 64, 100, 24), (_HAIR, 236, 70 + nod, 168, 180, 84),
        (_FACE, 250, 102 + nod, 140, 168, 68),
    ):  # fmt: skip
        painter.setBrush(_tone(tone))
        painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)
    painter.setBrush(_tone(_EYES))
    for x in (290, 350):
        painter.drawEllipse(QPointF(x, 178 + nod), 7, 8)
    painter.drawRoundedRect(QRectF(294, 226 + nod, 52, 5), 2, 2)
    painter.setBrush(_tone(_HEADSET))
    for x in (226, 392):
        painter.drawRoundedRect(QRectF(x, 158 + nod, 24, 52), 10, 10)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_tone(_HEADSET), 9))
    painter.drawArc(QRectF(236, 58 + nod, 168, 210), 0, 180 * 16)
    painter.drawArc(QRectF(236, 150 + nod, 120, 100), 180 * 16, 90 * 16)
    painter.end()
    return bytes(image.constBits())  # rows of 640 bytes have no padding


def _tone(value: int) -> QColor:
    return QColor(value, value, value)
