"""What of this computer's microphones and cameras the start of a shift asks for, and how it is reached.

QtMultimedia does not import where the sound system's library is missing, and takes a quarter of a second where it is
there: `computer_ears` is called on a thread, and answers None for such a machine.
"""

from collections.abc import Callable
from typing import Protocol


class Ears(Protocol):
    """Fitted by the module `ui.hearing`; called on the GUI's thread."""

    def microphones(self) -> tuple[str, ...]:
        """By name, the system's own choice first."""
        ...

    def cameras(self) -> tuple[str, ...]:
        """By name. None is opened by asking."""
        ...

    async def listen(self, level: Callable[[float], None], microphone: str = "", seconds: float = 2.0) -> float | None:
        """The loudest that the microphone hears (0 to 1), told as it goes; None where it does not open."""
        ...


def no_ears() -> Ears | None:
    """A computer that neither hears nor sees."""
    return None


def computer_ears() -> Ears | None:
    """This computer's; None where the sound system's library is missing."""
    try:
        from ui import hearing
    except ImportError:
        return None
    return hearing
