"""What stands where nothing is connected yet: it says so, at once, and does nothing."""

from collections.abc import Callable
from typing import NoReturn

from console.domain.gate import Permit
from console.domain.ids import CaseId, OperatorId
from console.domain.picture import Camera, Frame
from console.domain.refused import Reason, Refused


class NoCameras:
    """Fits `services.ports.Cameras`, for a console that has no way to show a picture: none ever comes."""

    def warm(self) -> None:
        """There is nothing to start."""

    def rest(self) -> None:
        """Nothing was started."""

    def open(self, permit: Permit, camera: Camera, on_frame: Callable[[Frame], None]) -> "_Dark":
        """A camera that does not answer."""
        return _Dark()

    def end(self) -> None:
        """There is nothing to close."""


class _Dark:
    """Fits `services.ports.OpenCamera`."""

    explanation = "this console has no way to show a camera's picture"

    def use(self, permit: Permit) -> None:
        """There is no picture to mask."""

    def reconnect(self) -> None:
        """Nobody answers."""

    def close(self) -> None:
        """Nothing is open."""


class NobodyToSend:
    """Fits `services.ports.DispatchPort`."""

    async def dispatch(self, case: CaseId, key: str, who: OperatorId) -> NoReturn:
        """Raises Refused(NOT_CONNECTED)."""
        raise Refused(Reason.NOT_CONNECTED)
