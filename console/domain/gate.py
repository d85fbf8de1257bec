"""The gate: the one place that gives somebody the right to open a camera. Pure.

A `Permit` is made here and nowhere else (it refuses to be made without this module's seal), and whoever opens a camera
asks for one. The rules, in order: the role, a decision in force, consent (also the cohabitant's), who performs it, the
night not declined, the camera bound to that very person, and then the time: a look of the round inside its agreed
window and nobody else's, or the person's own open case in the hands of whoever asks, with a reason. Masked first,
always.

A look of the round is of its night: the decision must be in force for that night, and consent hold on its first day and
today. One for a case is of today alone. What somebody has ended is over at once.
"""

from dataclasses import InitVar, dataclass, replace
from datetime import datetime, timedelta

from console.domain.alarm import DeviceKind, Lane
from console.domain.case import Case
from console.domain.ground import checked
from console.domain.ids import CaseId, DecisionId, DeviceId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.look import LookCourse, LookFor
from console.domain.night import PlannedLook, day_of, looks_of, night_of
from console.domain.operator import Act, Operator
from console.domain.picture import Camera, Mask
from console.domain.refused import Reason, Refused
from console.domain.resident import Device
from console.domain.supervision import LOOK_LASTS, PERFORMERS, PlaceKind, SupervisionDecision

_SEAL = object()


@dataclass(frozen=True, slots=True)
class Permit:
    """The right of `who` to see through `camera`, for `lasts` from the opening, with `mask` on the picture.

    It does not keep its seal: `dataclasses.replace` makes none either.
    """

    look: LookId
    decision: DecisionId
    municipality: MunicipalityId
    resident: ResidentId | None
    camera: DeviceId
    who: OperatorId
    purpose: LookFor
    mask: Mask
    lasts: timedelta = LOOK_LASTS
    case: CaseId | None = None
    reason: str = ""
    is_outside: bool = False
    seal: InitVar[object] = None

    def __init_subclass__(cls) -> None:
        raise TypeError("a permit is given by the gate alone")

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise PermissionError("a permit is given by the gate alone")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to see whom, and what is known: `device` is the directory's word of whose the decision's camera is,
    `camera` where it is found. `look` is the round's, with its `course`; `case` the person's own. `declined`: the
    person does not want it tonight. `id` names a look for a case."""

    operator: Operator
    decision: SupervisionDecision | None
    at: datetime
    device: Device | None = None
    camera: Camera | None = None
    look: PlannedLook | None = None
    course: LookCourse | None = None
    case: Case | None = None
    reason: str = ""
    declined: bool = False
    night_begins: int = 12 * 60
    id: LookId | None = None


def permitted(asked: Asked) -> Permit:
    """The permit, or Refused with the first rule that says no; then nothing may be opened."""
    decision = _in_force(asked)
    _require_camera(asked, decision)
    if asked.look is not None:
        _require_round(asked, asked.look, decision)
        return Permit(
            asked.look.id, decision.id, decision.municipality, decision.resident, asked.look.camera or DeviceId(""),
            asked.operator.id, LookFor.ROUND, _masked(decision), seal=_SEAL,
        )  # fmt: skip
    case = _own_case(asked, decision)
    return Permit(
        _named(asked), decision.id, decision.municipality, decision.resident, decision.camera or DeviceId(""),
        asked.operator.id, LookFor.CASE, _masked(decision), case=case.id,
        reason=checked(asked.reason, Reason.REASON_MISSING), is_outside=True, seal=_SEAL,
    )  # fmt: skip


def unmasked(permit: Permit, operator: Operator, reason: str) -> tuple[Permit, str]:
    """The same without the mask, and the reason as it is journalled. Raises Refused without one."""
    if operator.id != permit.who:
        raise Refused(Reason.LOOK_HELD)
    operator.require(Act.LOOK, permit.municipality)
    return replace(permit, mask=Mask.NONE, seal=_SEAL), checked(reason, Reason.REASON_MISSING)


def may_look(operator: Operator, decision: SupervisionDecision) -> bool:
    """Whether the operator's roles there are among those that perform it."""
    if not operator.may(Act.LOOK, decision.municipality):
        return False
    roles = PERFORMERS[decision.performer]
    return any(grant.municipality == decision.municipality and grant.role in roles for grant in operator.grants)


def wrong_of_camera(decision: SupervisionDecision, device: Device | None, camera: Camera | None) -> Reason | None:
    """Why a decision's camera may not be opened, whoever asks and when: NO_CAMERA where it is not known, or no camera,
    CAMERA_MOVED where it is not that very person's. None where it may."""
    if decision.camera is None or device is None or camera is None or device.kind is not DeviceKind.CAMERA:
        return Reason.NO_CAMERA
    ours = (decision.municipality, decision.camera)
    if (device.municipality, device.id) != ours or (camera.municipality, camera.id) != ours:
        return Reason.NO_CAMERA
    return Reason.CAMERA_MOVED if device.resident != decision.resident else None


def open_until(look: PlannedLook, course: LookCourse | None, decision: SupervisionDecision) -> datetime:
    """Until when the camera of a look may be opened: to the end of its tolerance, for a new try to the end of its own
    (the decision's rule for who is not seen)."""
    if course is None or course.retry_at is None:
        return look.closes_at
    return max(look.closes_at, course.retry_at + decision.tolerance)


def _masked(decision: SupervisionDecision) -> Mask:
    return decision.mask if decision.mask is not Mask.NONE else Mask.SQUARES


def _in_force(asked: Asked) -> SupervisionDecision:
    decision = asked.decision
    if decision is None:
        raise Refused(Reason.NO_DECISION)
    asked.operator.require(Act.LOOK, decision.municipality)
    day = day_of(asked.at)
    night = asked.look.night if asked.look is not None else night_of(asked.at, asked.night_begins)
    counts = night if asked.look is not None else day
    if not decision.is_valid(counts) or decision.is_ended(day):
        raise Refused(Reason.NO_DECISION)
    if not (decision.consents(counts) and decision.consents(day)):
        raise Refused(Reason.NO_CONSENT)
    if not may_look(asked.operator, decision):
        raise Refused(Reason.NOT_BY_CAMERA if not PERFORMERS[decision.performer] else Reason.NOT_GRANTED)
    if asked.declined or night in decision.skipped:
        raise Refused(Reason.DECLINED_TONIGHT)
    return decision


def _require_camera(asked: Asked, decision: SupervisionDecision) -> None:
    wrong = wrong_of_camera(decision, asked.device, asked.camera)
    if wrong is not None:
        raise Refused(wrong)


def _require_round(asked: Asked, look: PlannedLook, decision: SupervisionDecision) -> None:
    if look.decision != decision.id or look.resident != decision.resident or look.camera != decision.camera:
        raise Refused(Reason.NO_DECISION)
    if look not in looks_of(decision, look.night, asked.night_begins):  # a plan of before the decision was changed
        raise Refused(Reason.OUTSIDE_WINDOW)
    course = asked.course
    if course is not None:
        if course.id != look.id:
            raise ValueError("the course of another look")
        if course.is_done:
            raise Refused(Reason.LOOK_DONE)
        holder = course.holder(asked.at)
        if holder is not None and holder != asked.operator.id:
            raise Refused(Reason.LOOK_HELD, owner=holder)
    if not look.opens_at <= asked.at <= open_until(look, course, decision):
        raise Refused(Reason.OUTSIDE_WINDOW)


def _own_case(asked: Asked, decision: SupervisionDecision) -> Case:
    case = asked.case
    if case is None:
        raise Refused(Reason.OUTSIDE_WINDOW)
    if decision.kind is PlaceKind.CORRIDOR or decision.resident is None or case.lane is Lane.TECHNICAL:
        raise Refused(Reason.NOT_THEIR_CASE)
    if not case.is_open or case.municipality != decision.municipality or case.resident != decision.resident:
        raise Refused(Reason.NOT_THEIR_CASE)
    if case.owner != asked.operator.id:
        raise Refused(Reason.OWNED_BY_OTHER if case.owner else Reason.NOT_OWNED, owner=case.owner or "")
    return case


def _named(asked: Asked) -> LookId:
    if asked.id is None:
        raise ValueError("a look for a case has an id of its own")
    return asked.id
