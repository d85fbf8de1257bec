"""The demonstration's colleagues: scripted, they take what has waited, send somebody, promise and close through the
same desk, from consoles of their own."""

import logging
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.bootstrap.joined import Console
from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import Lane
from console.domain.case import Case
from console.domain.handling import may_handle
from console.domain.ids import CENTRE, ConsoleId, ResponderId
from console.domain.lifecycle import OWNED, State
from console.domain.link import LostContact
from console.domain.operator import Operator
from console.domain.refused import Refused
from console.domain.report import PresenceReport, Sight
from console.domain.task import TaskRung
from console.domain.triage import Planned

log = logging.getLogger(__name__)

ASKS_AGAIN = timedelta(seconds=3)
"""How often a colleague looks whether whoever was sent is done."""
SENDS_SHARE = 0.5
COLLEAGUES = ("amina.warsame", "jonas.ek", "petra.lund")
_OUTCOMES = ("helped_by_talk", "visit_done", "question", "false_press")


@dataclass(slots=True)
class _Busy:
    """What a scripted colleague is doing, and until when. `has_sent`: they have asked for somebody to go."""

    case: Case
    until: datetime
    has_sent: bool = False


class Colleagues:
    """`run` it beside the console. In a show everything goes faster. `spared` they send nowhere: they are for whoever
    looks on."""

    def __init__(
        self, console: Console, people: Sequence[Operator], rng: random.Random, spared: Collection[ResponderId], *,
        is_show: bool,
    ) -> None:  # fmt: skip
        self._console = console
        self._people = [one for one in people if one.id in COLLEAGUES]
        self._rng = rng
        self._spared = frozenset(spared)
        self._is_show = is_show
        self._busy: dict[ConsoleId, _Busy | None] = {}

    async def run(self) -> None:
        """The colleagues: they sit down, and each takes what has waited, one case at a time."""
        for operator in self._people:
            console = ConsoleId(f"demo-{operator.id}")
            self._busy[console] = None
            body = ev.SignedIn(console, operator.name)
            await self._console.recorder.note((Planned(f"console:{console}", CENTRE, body),), operator.id)
        while True:
            for operator in self._people:
                await self._act(operator, ConsoleId(f"demo-{operator.id}"))
            await self._console.clock.sleep(1.0)

    async def _act(self, operator: Operator, console: ConsoleId) -> None:
        now = self._console.clock.now()
        try:
            presence = PresenceReport(console, Sight.SEEING, operator.id, now, now)
            await self._console.link.send_presence(presence)
            busy = self._busy[console]
            if busy is None:
                await self._take(operator, console, now)
            elif now >= busy.until:
                await self._finish(operator, console, busy)
        except (Refused, LostContact) as said_no:
            log.info("%s was refused: %s", operator.id, said_no)
            self._busy[console] = None

    async def _take(self, operator: Operator, console: ConsoleId, now: datetime) -> None:
        patience = timedelta(seconds=8 if self._is_show else 45)
        waiting = [
            case
            for case in self._console.recorder.board.open_cases()
            if case.state not in OWNED
            and may_handle(operator, case)
            and (now - case.opened_at > patience or self._is_at_once(operator, case))
        ]
        if not waiting:
            return
        case = min(waiting, key=lambda one: (one.alarm_class, one.waiting_since))
        await self._perform(operator, console, steps.Claim(case.id))
        held = self._rng.uniform(3, 6) if self._is_show else self._rng.lognormvariate(4.2, 0.6)
        self._busy[console] = _Busy(case, now + timedelta(seconds=held))

    def _is_at_once(self, operator: Operator, case: Case) -> bool:
        """What the scene of the opening gives each of them: a dose, two presses, the outage."""
        match operator.id:
            case "amina.warsame":
                return case.presses == 2
            case "jonas.ek":
                return case.lane is Lane.MEDICATION
            case _:
                return case.lane is Lane.TECHNICAL

    async def _finish(self, operator: Operator, console: ConsoleId, busy: _Busy) -> None:
        self._busy[console] = None
        case = self._console.recorder.board.get(busy.case.id)
        if case is None or case.owner != operator.id or case.state is not State.CLAIMED:
            return
        if await self._waits_for_staff(operator, case, busy):
            self._busy[console] = replace(busy, until=self._console.clock.now() + ASKS_AGAIN, has_sent=True)
            return
        if case.lane is Lane.MEDICATION and case.promise is None:
            until = self._console.clock.now() + timedelta(minutes=17)
            await self._perform(operator, console, steps.MakePromise(case.id, until, "besök"))
            return
        is_technical = case.lane is Lane.TECHNICAL
        outcome = "technical_fixed" if is_technical else self._rng.choice(_OUTCOMES)
        await self._perform(operator, console, steps.Close(case.id, outcome, "", case.version))

    async def _waits_for_staff(self, operator: Operator, case: Case, busy: _Busy) -> bool:
        """Sends somebody to every other person who called, and waits until they are done. Where nobody takes it, it is
        taken back."""
        sending = self._console.dispatched.desk.sending
        task = next((one for one in case.tasks if one.is_open), None)
        if task is not None:
            if task.rung in (TaskRung.CALL, TaskRung.SHIFT_LEAD) and not task.is_taken:
                await sending.cancel_task(operator, case.id, task.id, "ingen kunde åka")
            return True
        is_person = case.lane is Lane.PERSON and case.municipality != CENTRE
        if not is_person or busy.has_sent or self._rng.random() >= SENDS_SHARE:
            return False
        try:
            near = await self._console.dispatched.desk.nearest(operator, case.id)
            free = [one.responder for one in near.ranking.candidates if one.responder not in self._spared]
            if not free:
                return False
            await sending.send(operator, case.id, free[0])
        except Refused as said_no:
            log.info("nobody could be sent: %s", said_no)
        return True

    async def _perform(self, operator: Operator, console: ConsoleId, step: steps.Step) -> None:
        await self._console.desk.perform(operator, step, console=console)
