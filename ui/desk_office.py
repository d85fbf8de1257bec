"""What the window asks of the console about the desk as a whole. Part of `ui.office.Office`; errors are the same."""

from typing import Protocol

from console.domain.silence import SilenceId
from console.domain.silence_steps import BeginSilence


class DeskOffice(Protocol):
    """Help from colleagues, and what is not told for a while."""

    async def ask_help(self) -> None:
        """Tells the other consoles that more life alarms wait here than one can take. Refused(NOTHING_TO_DO) where
        none waits, or where it was asked for already."""
        ...

    async def end_help(self) -> None:
        """It is not needed any more. Refused(NOTHING_TO_DO) where it was not asked for."""
        ...

    async def begin_silence(self, step: BeginSilence) -> None:
        """Refused says which rule says no."""
        ...

    async def end_silence(self, silence: SilenceId) -> None:
        """Before its time."""
        ...
