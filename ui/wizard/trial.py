"""What the wizard can have tried out and kept. Who joins the wizard to the world fits this; tests may too."""

from collections.abc import Callable
from typing import Protocol

from console.services.setup import Authority, Draft, Places, Tell, Trouble


class Trials(Protocol):
    """Each trial is a coroutine of the GUI's loop that never blocks it, tells its lines there, and can be cancelled
    at any moment. None raises for what the world does, and none but `save` keeps anything."""

    shortest_password: int

    def begin(self) -> Draft:
        """What is set already."""
        ...

    def places(self, draft: Draft) -> Places:
        """Where all will be kept. Answers from memory."""
        ...

    def outputs(self) -> tuple[str, ...]:
        """The sound outputs by name; none where the computer's sound cannot be reached."""
        ...

    async def authority(self, file: str) -> Authority | Trouble:
        """Who signs, by the file that was named."""
        ...

    async def broker(self, draft: Draft, tell: Tell) -> None: ...

    async def database(self, draft: Draft, tell: Tell) -> None: ...

    async def sound(self, draft: Draft, tell: Tell, level: Callable[[float], None]) -> None:
        """Plays a tone, then listens; `level` is told the microphone's loudness (0 to 1) while it does."""
        ...

    async def account(self, draft: Draft, tell: Tell) -> None: ...

    async def save(self, draft: Draft, tell: Tell) -> None: ...
