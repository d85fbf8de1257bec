"""One open camera at this console: its newest picture, how long it has been seen, and when that is over.

The time of a look runs while the picture is live. Pictures come on a thread of the camera's and are read on the
screen's; one is kept, the newest, and none once the camera is shut.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from console.domain.gate import Permit
from console.domain.picture import (
    FAILED_AFTER,
    OPEN_AT_MOST,
    RECONNECT_AFTER,
    Camera,
    Frame,
    Mask,
    Picture,
    picture_of,
)
from console.services.ports import Cameras, Clock


@dataclass(frozen=True, slots=True)
class Opening:
    """How long a camera was open, in seconds, how much of it without its mask, and how many pictures came."""

    seconds: float
    unmasked_s: float
    pictures: int


class Eye:
    """Opens the camera when it is made. `step` is to be called several times a second, and soon after `on_come`, which
    comes on the camera's thread with a picture where none was live. `shut` needs nothing but itself."""

    def __init__(
        self, permit: Permit, camera: Camera, cameras: Cameras, clock: Clock, on_come: Callable[[], None]
    ) -> None:
        self.permit = permit
        self.is_simulated = camera.is_simulated
        self.was_live = False
        self._clock = clock
        self._on_come = on_come
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self._pictures = 0
        self._is_shut = False
        at = clock.monotonic()
        self._opened_s = self._asked_s = self._stepped_s = self._live_at_s = at
        self._live_s = self._unmasked_s = 0.0
        self._picture = Picture.COMING
        self._opening: Opening | None = None
        self._camera = cameras.open(permit, camera, self._take)

    @property
    def picture(self) -> Picture:
        """As of the last `step`."""
        return self._picture

    @property
    def is_seen(self) -> bool:
        """Whether any picture came."""
        return self._pictures > 0

    @property
    def left(self) -> timedelta:
        """What remains of the look."""
        return max(timedelta(0), self.permit.lasts - timedelta(seconds=self._live_s))

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return not self.left or self._clock.monotonic() - self._opened_s >= OPEN_AT_MOST.total_seconds()

    @property
    def has_failed(self) -> bool:
        """Whether the camera has not answered for long, though it was asked again."""
        return self._clock.monotonic() - self._live_at_s >= FAILED_AFTER.total_seconds()

    def newest(self) -> tuple[Frame, timedelta] | None:
        """The newest picture and its age. On any thread."""
        with self._lock:
            frame = self._newest
        if frame is None:
            return None
        return frame, timedelta(seconds=max(0.0, self._clock.monotonic() - frame.at_s))

    def step(self) -> Picture:
        """Counts the time that has passed, and asks a camera anew that has said nothing for long."""
        at = self._clock.monotonic()
        passed, self._stepped_s = at - self._stepped_s, at
        newest = self.newest()
        age = newest[1] if newest is not None else None
        self._picture = picture_of(age, timedelta(seconds=at - self._asked_s))
        if self.permit.mask is Mask.NONE:
            self._unmasked_s += passed
        if self._picture is Picture.LIVE:
            self._live_s += passed
            self._live_at_s = at
        elif self._picture is Picture.LOST and at - self._asked_s >= RECONNECT_AFTER.total_seconds():
            self._reconnect(at)
        return self._picture

    def ask_anew(self) -> None:
        """The operator does not want to wait."""
        self._reconnect(self._clock.monotonic())

    def use(self, permit: Permit) -> None:
        """Another mask."""
        self.permit = permit
        with self._lock:
            self._newest = None
        self._camera.use(permit)

    def shut(self) -> Opening:
        """Closes the camera and forgets its picture. The same answer each time."""
        if self._opening is None:
            self._step_to_end()
            self._camera.close()
            with self._lock:
                self._is_shut, self._newest = True, None
            seconds = self._clock.monotonic() - self._opened_s
            self._opening = Opening(round(seconds, 1), round(self._unmasked_s, 1), self._pictures)
        return self._opening

    def _step_to_end(self) -> None:
        """Whether the picture was live to the last."""
        self.was_live = self.step() is Picture.LIVE
        self._picture = Picture.SHUT

    def _reconnect(self, at: float) -> None:
        self._asked_s = at
        self._camera.reconnect()

    def _take(self, frame: Frame) -> None:
        with self._lock:
            if not self._is_shut and (frame.mask is self.permit.mask or self.permit.mask is Mask.NONE):
                self._newest = frame
                self._pictures += 1
        if self._picture is not Picture.LIVE:
            self._on_come()
