"""The fonts and icons that are shipped, found and loaded once.

Licences lie beside the files. Icons are single-coloured drawings: they are painted in a token's colour.
"""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import FAMILY

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LANGUAGE_FILES = RESOURCES / "languages"


class Icon(StrEnum):
    """Every icon in use, by what it means here; the value is the file's name."""

    KEYS = "keyboard"
    NEXT = "arrow_forward"
    TAKE = "back_hand"
    HAND_OVER = "groups"
    CALL = "call"
    VIDEO = "videocam"
    RELATIVES = "family_restroom"
    SEND = "directions_car"
    STEP = "check"
    LATER = "schedule"
    NOTE = "edit_note"
    CLOSE = "done_all"
    LINK = "router"
    JOURNAL = "notes"
    BACKLOG = "hourglass_bottom"
    SOUND = "volume_up"
    SOUND_OFF = "volume_off"
    BLIND = "visibility_off"
    SIGHT_PROVEN = "visibility"
    LOCKED = "lock"
    SEARCH = "search"
    PERSON = "person"
    ATTENTION = "warning"
    OXYGEN = "pulmonology"
    BLOOD = "bloodtype"
    GLUCOSE = "glucose"
    NERVE = "neurology"
    COGNITION = "cognition"
    HEARING = "hearing_disabled"
    SPEECH = "voice_over_off"
    SIGHT = "blind"
    LANGUAGE = "translate"
    KEY = "key"
    DIGITAL_LOCK = "key_vertical"
    ANIMAL = "pets"
    HOME = "home"
    WALKING = "assist_walker"
    LEAVE = "logout"
    CROSS = "close"
    UNKNOWN = "question_mark"
    PRINT = "print"
    STAFF = "support_agent"
    SENSOR = "sensors"
    CASE = "assignment"
    WATCH = "watch"
    BED = "bed"
    MEDICATION = "medication"
    SMOKE = "detector_smoke"
    DOOR = "door_front"
    POSITION = "my_location"
    DESK_PHONE = "deskphone"
    ROOM = "meeting_room"
    FALL = "personal_injury"
    HEADSET = "headset_mic"
    VIDEO_OFF = "videocam_off"
    AWAKE = "bedtime"
    AGAIN = "replay"
    ON_FLOOR = "falling"
    CALLS_OUT = "campaign"
    UNUSABLE = "no_photography"
    DECIDED = "gavel"
    MICROPHONE = "mic"
    MUTED = "mic_off"
    HANG_UP = "call_end"
    INVITE = "person_add"


class FontMissing(Exception):
    """A shipped font is not where it should be: the installation is broken."""


@lru_cache(maxsize=1)
def load_fonts() -> str:
    """Makes the shipped fonts known to Qt and returns the family. Call once, after QApplication is made.

    Raises FontMissing where a file does not load.
    """
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FontMissing(str(file))
    return FAMILY


@lru_cache(maxsize=64)
def _renderer(icon: Icon) -> QSvgRenderer:
    return QSvgRenderer(str(RESOURCES / "icons" / f"{icon.value}.svg"))


@lru_cache(maxsize=512)
def icon_pixmap(icon: Icon, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, `size` logical pixels square, for a screen of the given pixel ratio."""
    pixels = max(1, round(size * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(icon).render(painter, QRectF(0, 0, pixels, pixels))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(colour))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
