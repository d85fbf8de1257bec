"""The technical view's part of the window's `Office`, over the bridge."""

from console.domain.chatter import Chatter
from ui.bridged import Bridged


class BridgedTechnical(Bridged):
    """Fits `ui.technical_office.TechnicalOffice`."""

    async def chatter(self) -> Chatter:
        return await self._ask(self._open.chattering.top(self._open.sign_in.seated()))
