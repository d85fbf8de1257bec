"""A camera's picture: where it comes from, what is done to it before anybody sees it, and how old it may be.

A frame lives in memory for as long as it is on the screen. Nothing here, and nobody who is given one, writes it
anywhere.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from console.domain.ids import DeviceId, MunicipalityId

FROZEN_AFTER = timedelta(seconds=2)
"""An older picture is told to be frozen: a stalled camera keeps its last picture for 8 s and more."""

RECONNECT_AFTER = timedelta(seconds=8)
"""The camera is asked anew: after so long without a new picture, and after as long again."""


class CameraProtocol(StrEnum):
    """How a camera is asked: a stream over TCP, the same inside TLS, or one still after another over HTTPS."""

    RTSP = "rtsp"
    RTSPS = "rtsps"
    STILLS = "stills"


class Mask(StrEnum):
    """What is done to a picture before it leaves the process that reads it. `NONE` needs a reason of a human's."""

    SQUARES = "squares"
    BLUR = "blur"
    OUTLINE = "outline"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that can be asked. `address` is its URL, without a name or password: `login` is the name, the password
    is in the keyring. `is_simulated`: there is no room before it, only a drawing."""

    municipality: MunicipalityId
    id: DeviceId
    protocol: CameraProtocol
    address: str
    login: str = ""
    is_simulated: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, masked already. `pixels` are `height` rows of `width` times red, green, blue, a byte each, without
    padding. `number` counts the new pictures of one opening from 1; one that says the same as the one before is not
    new. `at_s` is when it came, by the monotonic clock of this machine."""

    number: int
    width: int
    height: int
    pixels: bytes = field(repr=False)
    mask: Mask
    at_s: float


class Picture(StrEnum):
    """What may be said of the picture of an open look."""

    COMING = "coming"
    LIVE = "live"
    FROZEN = "frozen"
    LOST = "lost"
    SHUT = "shut"


def picture_of(age: timedelta | None, since_asked: timedelta) -> Picture:
    """What to say of a picture that is so old; `age` is None before the first. `since_asked`: since the camera was
    asked."""
    if age is None:
        return Picture.COMING if since_asked <= RECONNECT_AFTER else Picture.LOST
    if age <= FROZEN_AFTER:
        return Picture.LIVE
    return Picture.FROZEN if age <= RECONNECT_AFTER else Picture.LOST


FAILED_AFTER = timedelta(seconds=30)
"""So long without a new picture, though asked anew, and the camera has not answered."""

OPEN_AT_MOST = timedelta(minutes=2)
"""However often its picture stood still meanwhile, a camera is closed after so long."""
