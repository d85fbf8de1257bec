"""Who works here, what each role may do, and in which municipality.

Every query and every step takes an `Operator` and asks `require`; outside the grants the answer is `Refused`.
"""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.alarm import Lane
from console.domain.ids import CENTRE, MunicipalityId, OperatorId
from console.domain.refused import Reason, Refused


class Role(StrEnum):
    OPERATOR = "operator"
    NIGHT_SUPERVISION = "night_supervision"
    SHIFT_LEAD = "shift_lead"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"


class Act(StrEnum):
    """What can be asked for. A role is a set of these."""

    SEE_QUEUE = "see_queue"
    HANDLE_CASE = "handle_case"
    HANDLE_TECHNICAL = "handle_technical"
    SILENCE = "silence"
    READ_RESIDENT = "read_resident"
    LOOK = "look"
    SIGN_NIGHT = "sign_night"
    UNMASK_PROTECTED = "unmask_protected"
    TAKE_OVER = "take_over"
    IMPORT = "import"
    READ_JOURNAL = "read_journal"
    ERASE = "erase"
    MANAGE_ACCOUNTS = "manage_accounts"


_HANDLING = frozenset(
    {Act.SEE_QUEUE, Act.HANDLE_CASE, Act.HANDLE_TECHNICAL, Act.SILENCE, Act.READ_RESIDENT, Act.TAKE_OVER}
)

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.OPERATOR: _HANDLING | {Act.UNMASK_PROTECTED, Act.LOOK},
    Role.NIGHT_SUPERVISION: frozenset(
        {Act.SEE_QUEUE, Act.HANDLE_CASE, Act.READ_RESIDENT, Act.TAKE_OVER, Act.LOOK, Act.SIGN_NIGHT}
    ),
    Role.SHIFT_LEAD: _HANDLING
    | {Act.UNMASK_PROTECTED, Act.IMPORT, Act.READ_JOURNAL, Act.MANAGE_ACCOUNTS, Act.LOOK, Act.SIGN_NIGHT},
    Role.TECHNICIAN: frozenset({Act.SEE_QUEUE, Act.HANDLE_TECHNICAL, Act.SILENCE, Act.IMPORT}),
    Role.AUDITOR: frozenset({Act.READ_JOURNAL, Act.ERASE}),
}


def act_on(lane: Lane) -> Act:
    """What handling a case of this lane asks for: the technical lane is a technician's, the others are not."""
    return Act.HANDLE_TECHNICAL if lane is Lane.TECHNICAL else Act.HANDLE_CASE


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one municipality."""

    municipality: MunicipalityId
    role: Role


@dataclass(frozen=True, slots=True)
class Operator:
    """Someone who has signed in, or a command that runs with somebody's account.

    `may_see_protected` lists the municipalities where this person is named for protected identities: there a
    protected resident is shown after a reason; elsewhere never.
    """

    id: OperatorId
    name: str
    grants: frozenset[Grant]
    may_see_protected: frozenset[MunicipalityId] = frozenset()

    def may(self, act: Act, municipality: MunicipalityId) -> bool:
        """Whether some role in that municipality allows the act. The centre's own cases name no person: they are
        everybody's who may do the act in some municipality."""
        if municipality == CENTRE:
            return any(act in ALLOWED[g.role] for g in self.grants)
        return any(g.municipality == municipality and act in ALLOWED[g.role] for g in self.grants)

    def require(self, act: Act, municipality: MunicipalityId) -> None:
        """Raises Refused(NOT_GRANTED) where `may` says no."""
        if not self.may(act, municipality):
            raise Refused(Reason.NOT_GRANTED, detail=municipality)

    def municipalities(self, act: Act) -> frozenset[MunicipalityId]:
        """Where this operator may do the act."""
        return frozenset(g.municipality for g in self.grants if act in ALLOWED[g.role])


def leads_shift(operator: Operator, municipality: MunicipalityId) -> bool:
    """Whether they are shift lead there; of the centre's own cases any shift lead is."""
    return any(
        grant.role is Role.SHIFT_LEAD and municipality in (grant.municipality, CENTRE) for grant in operator.grants
    )
