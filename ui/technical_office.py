"""What the window asks of the console for the technical view, beside the desk's own. Part of `ui.office.Office`."""

from typing import Protocol

from console.domain.chatter import Chatter


class TechnicalOffice(Protocol):
    """Errors are the same."""

    async def chatter(self) -> Chatter:
        """The sources that talk most, as the seated operator may see them. Leaves no trace: it names whoever a row of
        the queue may name."""
        ...
