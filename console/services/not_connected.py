"""What stands where nothing is connected yet: it says so, at once, and does nothing."""

from typing import NoReturn

from console.domain.ids import CaseId, OperatorId
from console.domain.plan import Way
from console.domain.refused import Reason, Refused


class NoTelephony:
    """Fits `services.ports.CallPort`."""

    async def call(self, case: CaseId, to: Way | int, who: OperatorId) -> NoReturn:
        """Raises Refused(NOT_CONNECTED)."""
        raise Refused(Reason.NOT_CONNECTED)


class NoCamera:
    """Fits `services.ports.LookPort`."""

    async def look(self, case: CaseId, who: OperatorId) -> NoReturn:
        """Raises Refused(NOT_CONNECTED)."""
        raise Refused(Reason.NOT_CONNECTED)


class NobodyToSend:
    """Fits `services.ports.DispatchPort`."""

    async def dispatch(self, case: CaseId, key: str, who: OperatorId) -> NoReturn:
        """Raises Refused(NOT_CONNECTED)."""
        raise Refused(Reason.NOT_CONNECTED)
