"""The alarm sounds' part of the window's `Office`, over the bridge."""

from collections.abc import Sequence
from datetime import timedelta

from ui.bridged import Bridged


class BridgedSound(Bridged):
    """Fits `ui.sound_office.SoundOffice`."""

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
