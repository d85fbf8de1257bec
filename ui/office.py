"""What the window asks of the console. The composition root gives the real one, over the bridge; tests a fake.

Every coroutine may raise `Refused` (the rule's answer, shown in the status line), `LostContact` (the console is out
of reach) or `Unwritable` (the journal does not take it). The outcome of a step is not returned: the row changes by
the same path as an alarm.
"""

from collections.abc import Sequence
from typing import Protocol

from console.domain.card import Card
from console.domain.events import ReadReason
from console.domain.ids import CaseId, OperatorId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.operator import Operator
from console.domain.search import Found
from ui.blind_office import BlindOffice
from ui.call_office import CallOffice
from ui.case_office import CaseOffice
from ui.desk_office import DeskOffice
from ui.dispatch_office import DispatchOffice
from ui.night_office import NightOffice
from ui.plan_office import PlanOffice
from ui.round_office import RoundOffice
from ui.seat_office import SeatOffice
from ui.sound_office import SoundOffice
from ui.technical_office import TechnicalOffice


class Office(
    CaseOffice, PlanOffice, DeskOffice, TechnicalOffice, RoundOffice, NightOffice, SeatOffice, SoundOffice, BlindOffice,
    CallOffice, DispatchOffice, Protocol,
):  # fmt: skip
    """All of it: cases, their plans, the desk, seat, sound, the views, and the people whom the alarms are about."""

    async def card(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, *, unmask: bool = False
    ) -> Card:
        """The resident's card, masked for the seated operator; the reading is journalled first. An own claimed case
        is the reason, unasked: then `reason` may be None."""
        ...

    async def find(self, text: str) -> Found:
        """What the text finds, masked for the seated operator. Leaves no trace: opening a card does. A question that
        has been typed on from may be cancelled."""
        ...

    async def history(
        self, resident: ResidentId, reason: ReadReason | None, case: CaseId | None, limit: int
    ) -> Sequence[CaseSummary]:
        """The resident's cases, newest first, at most `limit` (50 at the most). A reading of its own, journalled first;
        reasons as for `card`."""
        ...

    async def choosable(self) -> Sequence[Operator]:
        """The demo's invented operators; empty anywhere else."""
        ...

    async def sign_in(self, login: str, password: str) -> Operator: ...

    async def sign_in_as(self, operator: OperatorId) -> Operator:
        """The demo's way, without a password."""
        ...

    async def sign_out(self) -> None: ...

    def painted(self, number: int) -> None:
        """The canary `number` stands on the screen. Called from the paint; returns at once and never raises."""
        ...
