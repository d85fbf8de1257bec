"""A centre in which everything that comes from outside is hostile: names, places, facts, alarms, notes, outcomes, hits.

`texts` are dealt out to the fields in turn, so that one night shows them all; with one text, every field holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from typing import Any

from console.domain import events as ev
from console.domain.account import Face
from console.domain.alarm import Cause, DeviceKind
from console.domain.board import HelpWanted
from console.domain.card import Card
from console.domain.device_line import DeviceLine
from console.domain.ground import LaidPlan
from console.domain.ids import CaseId, DeviceId, HouseholdId, OperatorId, ResidentId
from console.domain.journal import CaseSummary, SignOfLife
from console.domain.link import LinkFact, LinkKind, LinkStanding, LinkState
from console.domain.operator import Operator
from console.domain.plan import Texts
from console.domain.resident import Contact, CriticalFact, Device, FactKind, Outcome, Resident
from console.domain.risk import RiskList
from console.domain.routine import ReservePhone, Routine, RoutineStep
from console.domain.sight import Grade
from console.domain.staff_board import StaffBoard
from console.domain.unsent import UnsentKind
from console.services import screen
from tests.ui import desk_scene
from tests.ui.fakes import ALVBRO, AMINA, ELLEN, JONAS, PETRA, THERE, Clock, FakeOffice, night
from tests.ui.plan_kit import laid
from tests.ui.technical_fake import loud_night, silences_night
from tests.ui.technical_scene import hostile_lane, hostile_loud, hostile_silences, lane_told

LONGEST_NAME = 120
CASES = ("26-11843", "c-goran", "c-nils", "c-dahl", "c-peo")


class HostileOffice(FakeOffice):
    """The design's night, with the people and cases of `night` and the words of `texts`."""

    def __init__(self, clock: Clock, texts: Sequence[str]) -> None:
        super().__init__(clock)
        self._turn = cycle(texts)
        self._is_hostile = False
        night(self)
        self._is_hostile, self.outage_place = True, self.text()
        self.night_text = self.text
        self.round_text = self.text
        self.residents = {id_: self._hostile(one) for id_, one in self.residents.items()}
        self.households = {
            HouseholdId(id_): replace(
                one, street=self.text(), apartment=self.text(), city=self.text(), way_in=self.text(),
                key_location=self.text(), area=self.text(),
            )
            for id_, one in self.households.items()
        }  # fmt: skip
        self._make_devices()
        at = clock.now()
        self.earlier = [
            CaseSummary(
                CaseId(f"h{days}"), ALVBRO, marta, at - timedelta(days=days), at, 2, self.text(), self.text(),
                self.text(),
            )
            for days in range(1, 8)
            for marta in (next(iter(self.residents)),)
        ]  # fmt: skip
        self.listed = [
            Face(OperatorId(f"o{n}"), self.text(), self.text(), ELLEN.grants, None, n == 1, at if n else None)
            for n in range(3)
        ]
        self.reserve_phone = ReservePhone(self.text(), self.text(), self.text())
        self.laid = self._hostile_plan()
        for case in CASES:
            self.alarm(
                case, None, DeviceKind.UNKNOWN, Cause.UNKNOWN, self.text(), 3, device=self.text(), text=self.text()
            )
            self.append(case, ev.NoteWritten(self.text()), JONAS.id)
        self.append("c-line", ev.PromiseMade(at + timedelta(minutes=9), self.text()), PETRA.id)
        self.append("c-aino", ev.CaseTakenOver(JONAS.id, self.text(), THERE), AMINA.id)

    def add(self, id_: str, *fields: Any, **more: Any) -> None:
        super().add(id_, *fields, **more)
        if self._is_hostile:
            self.residents[ResidentId(id_)] = self._hostile(self.residents[ResidentId(id_)])

    def _hostile_plan(self) -> LaidPlan:
        """A municipality's plan in which every text is one of ours."""
        found = laid("press", presses=8)
        steps = tuple(
            replace(
                step, text=self._texts(), detail=self._texts(),
                answers=tuple(replace(answer, text=self._texts()) for answer in step.answers),
            )
            for step in found.plan.steps
        )  # fmt: skip
        return LaidPlan(replace(found.plan, title=self._texts(), steps=steps), found.steps)

    def _texts(self) -> Texts:
        return Texts(self.text(), self.text())

    def text(self) -> str:
        """The next one."""
        return next(self._turn)

    def tell_all(self) -> None:
        """What the console says of itself, each with a foreign word in it."""
        at = self.clock.now()
        links = tuple(
            LinkFact(kind, standing, self.text(), at, 3, at) for kind in LinkKind for standing in list(LinkStanding)[:2]
        )
        self.show(
            (
                screen.TenantsKnown({ALVBRO: self.text()}), screen.LinksKnown(links),
                *(screen.Unsent(kind, 3, at) for kind in UnsentKind),
                screen.HelpTold({THERE: HelpWanted(AMINA.id, 2, at)}, {AMINA.id: self.text()}),
                screen.SoundChanged(True, self.text(), at, None, None, None, self.text()),
                screen.StoreChanged(False, self.text()), screen.StoreChanged(True, self.text()),
                screen.ClaimLost(CaseId("c-nils"), self.text(), at),
                screen.SightChanged(Grade.SEEING, None, None, LinkState.UP, self.text()),
                hostile_lane(self._lane(), self.text), hostile_silences(silences_night(at, ELLEN), self.text),
            )
        )  # fmt: skip
        self.loud = hostile_loud(loud_night(at, ELLEN), self.text)

    async def outcomes(self, municipality: object) -> Sequence[Outcome]:
        return tuple(Outcome(f"code{n}", self.text(), needs_next_step=n % 2 == 0) for n in range(11))

    async def colleagues(self) -> Sequence[Operator]:
        return tuple(Operator(OperatorId(f"k{n}"), self.text(), ELLEN.grants) for n in range(9))

    async def choosable(self) -> Sequence[Operator]:
        return tuple(replace(one, name=self.text()) for one in await super().choosable())

    async def sound_outputs(self) -> Sequence[str]:
        return tuple(self.text() for _ in range(4))

    def tell_staff(self, board: StaffBoard | None) -> None:
        """The staff and their areas, each with foreign words for names, as long as an import may have them."""
        if board is None or not self._is_hostile:
            super().tell_staff(board)
            return
        rows = tuple(
            replace(row, name=self._name(), phone=self._name(), area=self._name(), group=self._name())
            for row in board.rows
        )
        areas = tuple(replace(area, area=self._name()) for area in board.areas)
        super().tell_staff(replace(board, rows=rows, areas=areas))

    def _name(self) -> str:
        return self.text()[:LONGEST_NAME]

    async def risk_list(self) -> RiskList:
        found = await super().risk_list()
        people = tuple(
            replace(one, person=replace(one.person, name=self.text(), street=self.text())) for one in found.people
        )
        return replace(found, people=people)

    async def risk_cards(self) -> Sequence[Card]:
        return tuple(self._worse(card) for card in await super().risk_cards())

    def routine(self, language: str) -> Routine:
        steps = tuple(RoutineStep(self.text().replace("{", "{{").replace("}", "}}")) for _ in range(3))
        return Routine(self.text(), 1, self.text(), steps, self.text())

    def _lane(self) -> screen.LaneTold:
        """The night's faults, and the outage where there is one."""
        told = lane_told(self)
        return replace(told, rows=(*told.rows, *desk_scene.lane(self).rows))

    def _worse(self, card: Card) -> Card:
        person = card.person
        contacts = tuple(Contact(n, self.text(), self.text(), self.text(), self.text()) for n in (1, 2))
        facts = tuple(CriticalFact(kind, self.text()) for kind in (FactKind.DANGER, FactKind.KEY))
        return replace(
            card, person=replace(person, way_in=self.text(), mobile=self.text(), contacts=contacts, facts=facts)
        )

    def _hostile(self, one: Resident) -> Resident:
        facts = tuple(CriticalFact(kind, self.text()) for kind in list(FactKind)[:9])
        contacts = tuple(
            Contact(n, self.text(), self.text(), self.text(), self.text(), has_key=n == 1) for n in (1, 2, 3)
        )
        return replace(
            one, given_name=self.text(), family_name=self.text(), phone=self.text(), mobile=self.text(),
            language=self.text(), facts=facts, aids=(self.text(), self.text()), contacts=contacts, note=self.text(),
        )  # fmt: skip

    def _make_devices(self) -> None:
        marta, at = next(iter(self.residents)), self.clock.now()
        self.devices = []
        for number, kind in enumerate((DeviceKind.PERSONAL_ALARM, DeviceKind.CAMERA, DeviceKind.UNKNOWN)):
            device = Device(
                DeviceId(self.text()[:200] + str(number)), ALVBRO, "s", kind, resident=marta, place=self.text(),
                model=self.text(),
            )  # fmt: skip
            sign = SignOfLife(ALVBRO, device.id, at, 20, True, ((self.text(), True), (self.text(), False)))
            self.devices.append(DeviceLine(device, sign))
