"""The engine and the telephone that stand beside the screen: what is asked of them goes there as updates."""

from console.domain.call_engine import EngineOrder
from console.services.screen import DialAsked, EngineAsked, Screen


class EngineBeside:
    """Fits `services.ports.CallEngine`. Its words come back by the office (`engine_said`)."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Makes it ready."""
        self._screen.show(EngineAsked(None))

    def ask(self, order: EngineOrder) -> None:
        """In order."""
        self._screen.show(EngineAsked(order))


class TelephoneBeside:
    """Fits `services.ports.Telephone`."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def dial(self, number: str) -> None:
        """Hands the number over."""
        self._screen.show(DialAsked(number))
