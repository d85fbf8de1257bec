"""The window's `Office`, over the bridge: each call is a step on the console thread, done by whoever is seated."""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from console.domain.alarm import AlarmClass
from console.domain.card import Card
from console.domain.events import ErasedEvent, Event, ReadReason
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.link import LostContact
from console.domain.operator import Operator
from console.domain.resident import Outcome
from console.domain.search import Found
from console.services.annunciator import Annunciator
from console.services.blind import BlindDesk
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.search import Search
from console.services.seating import Seating
from console.services.sign_in import SignIn
from console.services.watch import Watch
from ui.bridge import Bridge
from ui.bridged_blind import BridgedBlind
from ui.bridged_seat import BridgedSeat
from ui.bridged_sound import BridgedSound

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the office needs of an open console."""

    desk: Desk
    directory: Directory
    search: Search
    sign_in: SignIn
    watch: Watch
    seating: Seating
    annunciator: Annunciator
    blind: BlindDesk


class BridgedOffice(BridgedSeat, BridgedSound, BridgedBlind):
    """Fits `ui.office.Office`. Until `attach` every call raises LostContact: the console is still starting."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._parts: Parts | None = None

    def attach(self, parts: Parts) -> None:
        """The console is open."""
        self._parts = parts

    async def claim(self, case: CaseId) -> None:
        await self._ask(self._open.desk.claim(self._open.sign_in.seated(), case))

    async def release(self, case: CaseId) -> None:
        await self._ask(self._open.desk.release(self._open.sign_in.seated(), case))

    async def take_over(self, case: CaseId, reason: str) -> None:
        await self._ask(self._open.desk.take_over(self._open.sign_in.seated(), case, reason))

    async def hand_over(self, case: CaseId, to: OperatorId) -> None:
        await self._ask(self._open.desk.hand_over(self._open.sign_in.seated(), case, to))

    async def note(self, case: CaseId, text: str) -> None:
        await self._ask(self._open.desk.note(self._open.sign_in.seated(), case, text))

    async def promise(self, case: CaseId, until: datetime, text: str) -> None:
        await self._ask(self._open.desk.promise(self._open.sign_in.seated(), case, until, text))

    async def keep_promise(self, case: CaseId) -> None:
        await self._ask(self._open.desk.keep_promise(self._open.sign_in.seated(), case))

    async def close(self, case: CaseId, outcome: str, next_step: str, seen_version: int) -> None:
        await self._ask(self._open.desk.close(self._open.sign_in.seated(), case, outcome, next_step, seen_version))

    async def name_resident(self, case: CaseId, resident: ResidentId) -> None:
        await self._ask(self._open.desk.name_resident(self._open.sign_in.seated(), case, resident))

    async def open_by_hand(
        self, municipality: MunicipalityId, resident: ResidentId | None, alarm_class: AlarmClass, text: str
    ) -> CaseId:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.desk.open_by_hand(seated, municipality, resident, alarm_class, text))

    async def card(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, *, unmask: bool = False
    ) -> Card:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.directory.card(seated, resident, reason, case, unmask=unmask))

    async def find(self, text: str) -> Found:
        return await self._ask(self._open.search.find(self._open.sign_in.seated(), text))

    async def history(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, limit: int
    ) -> Sequence[CaseSummary]:
        seated = self._open.sign_in.seated()
        return await self._ask(self._open.directory.history(seated, resident, reason, case, limit))

    async def timeline(self, case: CaseId) -> Sequence[Event | ErasedEvent]:
        return await self._ask(self._open.desk.timeline(self._open.sign_in.seated(), case))

    async def outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]:
        return await self._ask(self._outcomes(municipality))

    async def colleagues(self) -> Sequence[Operator]:
        return await self._ask(self._colleagues())

    async def choosable(self) -> Sequence[Operator]:
        return self._open.sign_in.choosable()

    async def sign_in(self, login: str, password: str) -> Operator:
        return await self._ask(self._open.sign_in.sign_in(login, password))

    async def sign_in_as(self, operator: OperatorId) -> Operator:
        return await self._ask(self._open.sign_in.sign_in_as(operator))

    async def sign_out(self) -> None:
        await self._ask(self._open.sign_in.sign_out())

    def painted(self, number: int) -> None:
        if self._parts is not None:
            self._bridge.tell(self._parts.watch.painted, number)

    @property
    def _open(self) -> Parts:
        if self._parts is None:
            raise LostContact("the console is starting")
        return self._parts

    async def _ask(self, step: Coroutine[Any, Any, T]) -> T:
        return await self._bridge.ask(step)

    async def _outcomes(self, municipality: MunicipalityId) -> Sequence[Outcome]:
        return self._open.directory.outcomes().get(municipality, ())

    async def _colleagues(self) -> Sequence[Operator]:
        return self._open.sign_in.colleagues()
