"""The alarm sounds' part of the window's `Office`, over the bridge."""

from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from console.services.annunciator import Annunciator
from console.services.sign_in import SignIn

T = TypeVar("T")


class SoundParts(Protocol):
    """What the sounds need of an open console."""

    @property
    def sign_in(self) -> SignIn: ...

    @property
    def annunciator(self) -> Annunciator: ...


class BridgedSound:
    """Fits `ui.sound_office.SoundOffice`; whoever inherits says how the console is reached."""

    @property
    def _open(self) -> SoundParts:
        """The open console. Raises LostContact where there is none."""
        raise NotImplementedError

    async def _ask(self, step: Coroutine[Any, Any, T]) -> T:
        """Runs a step on the console thread."""
        raise NotImplementedError

    async def silence(self, for_: timedelta) -> None:
        await self._ask(self._open.annunciator.silence(self._open.sign_in.seated(), for_))

    async def restore_sound(self) -> None:
        await self._ask(self._open.annunciator.restore(self._open.sign_in.seated()))

    async def test_sound(self) -> bool:
        return await self._ask(self._open.annunciator.test())

    async def use_sound(self, device: str, volume: int) -> None:
        await self._ask(self._use(device, volume))

    async def sound_outputs(self) -> Sequence[str]:
        return await self._ask(self._outputs())

    async def _use(self, device: str, volume: int) -> None:
        self._open.annunciator.use(device, volume)

    async def _outputs(self) -> Sequence[str]:
        return self._open.annunciator.outputs()
