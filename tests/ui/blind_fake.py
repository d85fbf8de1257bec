"""The blind view's part of the fake office: the design's own risk list, a routine, and somebody to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from console.bootstrap.routines import read
from console.domain.card import Card
from console.domain.events import ReadReason
from console.domain.ids import HouseholdId, MunicipalityId, ResidentId
from console.domain.masking import show
from console.domain.operator import Grant, Operator, OperatorId, Role
from console.domain.resident import CriticalFact, FactKind, Household, Protection, Resident
from console.domain.risk import Peril, RiskGround, RiskList, RiskPerson, RiskReason
from console.domain.routine import ReservePhone, Routine

ROUTINES = Path(__file__).parents[2] / "resources" / "routines"
ALVBRO = MunicipalityId("älvbro")
COPIED_AT = datetime(2026, 11, 22, 0, 37, tzinfo=UTC)

_LISTED: tuple[tuple[str, Peril, tuple[RiskGround, ...], int | None, Protection], ...] = (
    ("Sven-Åke Holm", Peril.MINUTES, (FactKind.OXYGEN, FactKind.LIVES_ALONE), 20, Protection.NONE),
    ("Vera Stenmark", Peril.MINUTES, (FactKind.OXYGEN, FactKind.LIVES_ALONE), 31, Protection.NONE),
    ("Elsa Nyman", Peril.MINUTES, (FactKind.EPILEPSY,), None, Protection.NONE),
    ("Arne Viklund", Peril.HOURS, (FactKind.DEMENTIA, RiskReason.DOOR_ALARM), 2, Protection.NONE),
    ("Hemliga Hemlighetsson", Peril.HOURS, (FactKind.DIABETES,), 11, Protection.PROTECTED),
    ("Birgit Åkesson", Peril.NIGHT, (FactKind.WALKING, FactKind.LIVES_ALONE), 15, Protection.NONE),
)


class FakeBlind:
    """Fits `ui.blind_office.BlindOffice`. `risk_reads` and `risk_prints` count the traces; `copied_at` is the copy's
    age, `risk_fails_with` what reading raises."""

    risk_reads = 0
    risk_prints = 0
    copied_at: datetime | None = COPIED_AT
    risk_fails_with: Exception | None = None
    reserve_phone = ReservePhone("Reservcentral", "08-465 004 21", "070-174 06 90")

    async def risk_list(self) -> RiskList:
        if self.risk_fails_with is not None:
            raise self.risk_fails_with
        self.risk_reads += 1
        people = tuple(_line(number, *line) for number, line in enumerate(_LISTED))
        return RiskList(people, len(people) + 3, self.copied_at)

    async def risk_cards(self) -> Sequence[Card]:
        if self.risk_fails_with is not None:
            raise self.risk_fails_with
        self.risk_prints += 1
        people = [_line(number, *line).person for number, line in enumerate(_LISTED)]
        return tuple(Card(person, ReadReason.EMERGENCY, (), (), (), self.copied_at) for person in people)

    def routine(self, language: str) -> Routine:
        return read(ROUTINES / f"blind.{language}.toml")

    def reserve(self) -> ReservePhone:
        return self.reserve_phone


def _line(
    number: int, name: str, peril: Peril, reasons: tuple[RiskGround, ...], minute: int | None, protection: Protection
) -> RiskPerson:
    given, family = name.split(" ")
    home = Household(HouseholdId(f"risk-home-{number}"), ALVBRO, f"Riskgatan {number}")
    facts = tuple(CriticalFact(reason) for reason in reasons if isinstance(reason, FactKind))
    resident = Resident(
        ResidentId(f"risk-{number}"), ALVBRO, home.id, given, family, date(1940 + number, 3, 1), facts=facts,
        protection=protection,
    )  # fmt: skip
    viewer = Operator(OperatorId("ellen"), "Ellen Sandgren", frozenset({Grant(ALVBRO, Role.OPERATOR)}))
    last = datetime(2026, 11, 22, 0, minute, tzinfo=UTC) if minute is not None else None
    return RiskPerson(show(resident, home, viewer, date(2026, 11, 22)), peril, reasons, last)
