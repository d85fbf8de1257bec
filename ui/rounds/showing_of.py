"""What may be said of the open look at this moment: told by the console, and made stricter by the age of the picture
that is held here. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from console.domain.look import NEEDS_LIVE_PICTURE, LookOutcome
from console.domain.picture import FROZEN_AFTER, RECONNECT_AFTER, Frame, Picture
from console.domain.round_rows import OpenLook


class Sight(Enum):
    """What the middle of the view shows. `NONE`: no camera is open."""

    NONE = auto()
    COMING = auto()
    LIVE = auto()
    FROZEN = auto()
    LOST = auto()
    PAUSED = auto()
    SHUT = auto()


OPEN = frozenset({Sight.COMING, Sight.LIVE, Sight.FROZEN, Sight.LOST})
"""A camera is open."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest picture that this screen holds, and its age; it is kept for as long as it is the newest."""

    frame: Frame
    age: timedelta


def sight_of(look: OpenLook | None, newest: Newest | None) -> Sight:
    """An old picture is never told to be live, whatever was told before it grew old."""
    if look is None:
        return Sight.NONE
    if look.is_paused:
        return Sight.PAUSED
    if look.picture is Picture.SHUT:
        return Sight.SHUT
    if newest is None:
        return Sight.LOST if look.picture is Picture.LOST else Sight.COMING
    if newest.age <= FROZEN_AFTER:
        return Sight.LIVE
    return Sight.FROZEN if newest.age <= RECONNECT_AFTER else Sight.LOST


def may_say(outcome: LookOutcome, look: OpenLook, sight: Sight) -> bool:
    """Whether an outcome can be said of the look as it stands; the console has the last word."""
    if outcome not in NEEDS_LIVE_PICTURE:
        return sight is not Sight.NONE
    return sight is Sight.LIVE or (sight is Sight.SHUT and look.is_seen)


@dataclass(frozen=True, slots=True)
class Shown:
    """The open look as it stands: `left` is what remains of its time."""

    look: OpenLook | None = None
    sight: Sight = Sight.NONE
    newest: Newest | None = None
    left: timedelta | None = None
    for_alarm: bool = False
