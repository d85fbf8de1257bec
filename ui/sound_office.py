"""What the window asks of the console about the alarm sounds. Part of `ui.office.Office`; errors are the same."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol


class SoundOffice(Protocol):
    """How alarms are heard here. How it stands is told by `SoundChanged`."""

    async def silence(self, for_: timedelta) -> None:
        """Silences what sounds or waits, at most ten minutes. Another person's new alarm of class Akut
        or Hög breaks through, and so does what is escalated to others.
        Refused(NOTHING_TO_DO) where nothing is to be heard."""
        ...

    async def restore_sound(self) -> None:
        """Ends the silence."""
        ...

    async def test_sound(self) -> bool:
        """Plays the four classes' sounds in turn; whether the output took them. For an empty seat too."""
        ...

    async def use_sound(self, device: str, volume: int) -> None:
        """Sounds on this output ("" is the system's own choice), so loud (per cent), from now until the end."""
        ...

    async def sound_outputs(self) -> Sequence[str]:
        """The outputs that there are, by name."""
        ...
