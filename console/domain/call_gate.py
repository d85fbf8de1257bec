"""The gate of calls: the one place that gives somebody the right to call a person. Pure.

A `CallPermit` is made here and nowhere else, and nothing rings without one. The rules, in order: the role, the person's
own open case in the hands of whoever calls or a reason, a way that is that very person's, and then what may be asked
for: to be seen only with consent (else the call is of voice, never refused for it), a device that answers by itself
only with consent to that, where nobody shares it, in a case of class Akut or Hög, and never with a picture.
"""

from dataclasses import InitVar, dataclass, field, replace

from console.domain.alarm import AlarmClass
from console.domain.call import CallCourse, CallKind, NoPicture
from console.domain.call_shown import CallWay
from console.domain.call_ways import is_called_by, telephone
from console.domain.case import Case
from console.domain.events import Subject, SubjectKind
from console.domain.ground import checked
from console.domain.ids import CallId, CaseId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import OWNED
from console.domain.operator import Act, Operator
from console.domain.plan import Way
from console.domain.refused import Reason, Refused
from console.domain.resident import Device, Resident

_SEAL = object()

LISTENS_IN_FROM = AlarmClass.HIGH
"""The least grave class of a case in which a device may answer by itself."""


@dataclass(frozen=True, slots=True)
class Callee:
    """Where the other side is found: the device as the contract addresses it, or `address` (sip:, tel:)."""

    municipality: MunicipalityId
    sender: str = ""
    device: DeviceId | None = None
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CallPermit:
    """The right of `who` to this one call. `with_picture`: the person may be seen; else `no_picture` says why not. It
    does not keep its seal."""

    call: CallId
    municipality: MunicipalityId
    who: OperatorId
    kind: CallKind
    callee: Callee
    resident: ResidentId | None
    case: CaseId | None
    way: CallWay
    with_picture: bool
    no_picture: NoPicture | None
    listen_in: bool
    reason: str
    seal: InitVar[object] = None

    def __init_subclass__(cls) -> None:
        raise TypeError("a permit is given by the gate alone")

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise PermissionError("a permit is given by the gate alone")


@dataclass(frozen=True, slots=True)
class AskedCall:
    """Who wants to call whom, and what is known. `device` is the directory's word of the way's device. `case` is that
    person's; without one `reason` (a `ReadReason`'s value, or a look's id) must say why. `wants_picture`, `listens_in`:
    what is asked for."""

    operator: Operator
    call: CallId
    municipality: MunicipalityId
    way: CallWay
    resident: Resident | None = None
    device: Device | None = None
    case: Case | None = None
    reason: str = ""
    wants_picture: bool = False
    listens_in: bool = False


def permitted(asked: AskedCall) -> CallPermit:
    """The permit, or Refused with the first rule that says no; then nothing may ring."""
    asked.operator.require(Act.HANDLE_CASE, asked.municipality)
    _require_case(asked)
    _require_way(asked)
    no_picture = _no_picture(asked)
    device = asked.device
    return CallPermit(
        asked.call, asked.municipality, asked.operator.id, _kind(asked, no_picture),
        Callee(
            asked.municipality, device.sender if device is not None else "",
            device.id if device is not None else None, asked.way.address,
        ),
        asked.resident.id if asked.resident is not None else None,
        asked.case.id if asked.case is not None else None, asked.way,
        asked.wants_picture and no_picture is None, no_picture, _listens_in(asked), asked.reason, seal=_SEAL,
    )  # fmt: skip


def seen_anew(permit: CallPermit, operator: Operator, resident: Resident | None) -> CallPermit:
    """The right to be seen too, in the midst of a call of voice. Raises Refused: it is another's call, the way has no
    picture (NO_CAMERA), or the person has not consented."""
    _require_caller(permit, operator)
    if permit.way.kind is not CallKind.VIDEO:
        raise Refused(Reason.NO_CAMERA)
    if resident is None or resident.id != permit.resident or not resident.calls.may_be_seen or permit.listen_in:
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)
    return replace(permit, kind=CallKind.VIDEO, with_picture=True, no_picture=None, seal=_SEAL)


def unseen(permit: CallPermit) -> CallPermit:
    """The same call of voice alone: less needs no leave."""
    kind = CallKind.VOICE if permit.kind is CallKind.VIDEO else permit.kind
    return replace(permit, kind=kind, with_picture=False, no_picture=NoPicture.VOICE_ONLY, seal=_SEAL)


def require_guest(
    permit: CallPermit, operator: Operator, course: CallCourse, resident: Resident | None, *, sees: bool
) -> None:
    """Raises Refused where a third party may not be let into a call: it is another's or not answered, they would listen
    in on somebody who has let the centre alone do so, or see a person who is not seen, or has not consented to be."""
    _require_caller(permit, operator)
    if not course.is_spoken or permit.kind is CallKind.PHONE:
        raise Refused(Reason.NO_CALL)
    if permit.listen_in:
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)
    consents = resident is not None and resident.id == permit.resident and resident.calls.may_be_seen
    if sees and not (consents and permit.with_picture):
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)


def _require_caller(permit: CallPermit, operator: Operator) -> None:
    operator.require(Act.HANDLE_CASE, permit.municipality)
    if operator.id != permit.who:
        raise Refused(Reason.NO_CALL)


def _require_case(asked: AskedCall) -> None:
    case, resident = asked.case, asked.resident
    if case is None:
        checked(asked.reason, Reason.REASON_MISSING)
        return
    if case.municipality != asked.municipality:
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    if not case.is_open:
        raise Refused(Reason.CASE_CLOSED)
    if case.owner is None or case.state not in OWNED:
        raise Refused(Reason.NOT_OWNED)
    if case.owner != asked.operator.id:
        raise Refused(Reason.OWNED_BY_OTHER, owner=case.owner)
    if case.resident != (resident.id if resident is not None else None):
        raise Refused(Reason.NOT_THEIR_CASE)


def _require_way(asked: AskedCall) -> None:
    way, resident = asked.way, asked.resident
    if resident is not None and resident.municipality != asked.municipality:
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    if way.device is not None:
        _require_device(asked)
    elif resident is None or way.kind not in (CallKind.SIP, CallKind.PHONE):
        raise Refused(Reason.NO_WAY_TO_CALL)
    elif way.contact:
        if way.address not in {telephone(one.phone) for one in resident.contacts if one.order == way.contact}:
            raise Refused(Reason.NO_CONTACT)
    elif not way.address or way.address != telephone(_number(resident, way)):
        raise Refused(Reason.NO_WAY_TO_CALL)


def _number(resident: Resident, way: CallWay) -> str:
    match way.way:
        case Way.MOBILE:
            return resident.mobile
        case Way.PHONE:
            return resident.phone
        case _:
            return ""


def _require_device(asked: AskedCall) -> None:
    """The device must be that person's own, or of nobody in particular in their household; of a case that names nobody,
    the household's, or the one that the alarm came from."""
    way, device, resident, case = asked.way, asked.device, asked.resident, asked.case
    if device is None or device.id != way.device or device.municipality != asked.municipality or way.contact:
        raise Refused(Reason.NO_WAY_TO_CALL)
    if device.calls is None or not is_called_by(device.calls, way):
        raise Refused(Reason.NO_WAY_TO_CALL)
    if resident is not None:
        is_shared = device.household is not None and device.household == resident.household
    else:
        is_home = case is not None and case.subject == Subject(SubjectKind.HOUSEHOLD, device.household or "")
        is_shared = is_home or (case is not None and case.device == device.id)
    is_theirs = resident is not None and device.resident == resident.id
    if not is_theirs and not (is_shared and device.resident is None):
        raise Refused(Reason.NO_WAY_TO_CALL)


def _no_picture(asked: AskedCall) -> NoPicture | None:
    """Why the person is not asked to be seen, where it was wanted. A household's shared device shows whoever stands
    before it: only the named person's consent is known, so it gives voice alone until the person is named."""
    if not asked.wants_picture or asked.listens_in:
        return NoPicture.VOICE_ONLY
    if asked.way.kind is not CallKind.VIDEO:
        return NoPicture.NO_CAMERA
    if asked.resident is None or not asked.resident.calls.may_be_seen:
        return NoPicture.NO_CONSENT
    return None


def _kind(asked: AskedCall, no_picture: NoPicture | None) -> CallKind:
    if asked.way.kind is CallKind.VIDEO and no_picture is not None:
        return CallKind.VOICE
    return asked.way.kind


def _listens_in(asked: AskedCall) -> bool:
    """Telephony does not announce it, and a shared device hears those who have not consented."""
    if not asked.listens_in:
        return False
    case, resident, device = asked.case, asked.resident, asked.device
    may = resident is not None and resident.calls.may_be_listened_to and case is not None
    is_own = device is not None and resident is not None and device.resident == resident.id
    if not may or not is_own or asked.way.kind not in (CallKind.VIDEO, CallKind.VOICE):
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)
    if case is not None and case.alarm_class > LISTENS_IN_FROM:
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)
    return True
