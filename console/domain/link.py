"""How the link to the broker can be, and what its loss is called."""

from enum import StrEnum


class LostContact(Exception):
    """The broker (or the network) is out of reach. Told steadily on the screen, never by a dialog."""


class LinkState(StrEnum):
    """The link to the broker as far as it is known."""

    CONNECTING = "connecting"
    UP = "up"
    LOST = "lost"
    REFUSED = "refused"
