"""How the window's `Office` reaches the console: over the bridge, each call a step on the console thread."""

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from console.domain.link import LostContact
from console.services.annunciator import Annunciator
from console.services.blind import BlindDesk
from console.services.calling import Calling
from console.services.calls import Calls
from console.services.chatter import Chattering
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.dispatch_desk import DispatchDesk
from console.services.help import Help
from console.services.looking import Looking
from console.services.looks import Looks
from console.services.night_lines import NightLines
from console.services.night_reports import NightReports
from console.services.outreach import Outreach
from console.services.plan_shelf import PlanShelf
from console.services.records import Records
from console.services.search import Search
from console.services.seating import Seating
from console.services.sign_in import SignIn
from console.services.silences import Silences
from console.services.technical import TechnicalLane
from console.services.watch import Watch
from ui.bridge import Bridge

T = TypeVar("T")


class HasLane(Protocol):
    """The technical lane, joined."""

    @property
    def lane(self) -> TechnicalLane: ...


class Supervised(Protocol):
    """Digital supervision, joined."""

    @property
    def looks(self) -> Looks: ...

    @property
    def looking(self) -> Looking: ...

    @property
    def lines(self) -> NightLines: ...

    @property
    def reports(self) -> NightReports: ...


class HasCalls(Protocol):
    """Calls, joined."""

    @property
    def calls(self) -> Calls: ...

    @property
    def calling(self) -> Calling: ...


class HasDispatch(Protocol):
    """What sends somebody who is near, joined."""

    @property
    def desk(self) -> DispatchDesk: ...


class Parts(Protocol):
    """What the office needs of an open console; `console.bootstrap.joined.Console` has it all."""

    @property
    def desk(self) -> Desk: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def records(self) -> Records: ...

    @property
    def search(self) -> Search: ...

    @property
    def sign_in(self) -> SignIn: ...

    @property
    def watch(self) -> Watch: ...

    @property
    def seating(self) -> Seating: ...

    @property
    def annunciator(self) -> Annunciator: ...

    @property
    def blind(self) -> BlindDesk: ...

    @property
    def shelf(self) -> PlanShelf: ...

    @property
    def help(self) -> Help: ...

    @property
    def outreach(self) -> Outreach: ...

    @property
    def silences(self) -> Silences: ...

    @property
    def technical(self) -> HasLane: ...

    @property
    def chattering(self) -> Chattering: ...

    @property
    def supervision(self) -> Supervised: ...

    @property
    def calls(self) -> HasCalls: ...

    @property
    def dispatched(self) -> HasDispatch: ...


class Bridged:
    """Until `attach` every call raises LostContact: the console is still starting."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._parts: Parts | None = None

    def attach(self, parts: Parts) -> None:
        """The console is open."""
        self._parts = parts

    @property
    def _open(self) -> Parts:
        if self._parts is None:
            raise LostContact("the console is starting")
        return self._parts

    async def _ask(self, step: Coroutine[Any, Any, T]) -> T:
        """Runs a step on the console thread."""
        return await self._bridge.ask(step)
