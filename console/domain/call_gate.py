"""The gate of calls: the one place that gives somebody the right to call a person. Pure.

A `CallPermit` is made here and nowhere else, and nothing rings without one. The rules, in order: the role, the person's
own open case in the hands of whoever calls or a reason, a way that exists, and then what may be asked for: to be seen
only with consent (else the call is of voice, never refused for it), a device that answers by itself only with consent
to that and a case of class Akut or Hög.
"""

from dataclasses import InitVar, dataclass, field

from console.domain.alarm import AlarmClass
from console.domain.call import CallKind, NoPicture
from console.domain.call_shown import CallWay
from console.domain.case import Case
from console.domain.ground import checked
from console.domain.ids import CallId, CaseId, DeviceId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import OWNED
from console.domain.operator import Act, Operator
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
    look: LookId | None = None
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


def _require_case(asked: AskedCall) -> None:
    case = asked.case
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
    resident = asked.resident
    if resident is not None and case.resident is not None and case.resident != resident.id:
        raise Refused(Reason.NOT_THEIR_CASE)


def _require_way(asked: AskedCall) -> None:
    """The device must be that person's own, or of nobody in particular in their household."""
    way, device, resident = asked.way, asked.device, asked.resident
    if resident is not None and resident.municipality != asked.municipality:
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    if way.device is None:
        if not way.address:
            raise Refused(Reason.NO_WAY_TO_CALL)
        return
    if device is None or device.id != way.device or device.municipality != asked.municipality or device.calls is None:
        raise Refused(Reason.NO_WAY_TO_CALL)
    if resident is None:
        return
    is_theirs = device.resident == resident.id
    is_shared = device.resident is None and device.household == resident.household
    if not is_theirs and not is_shared:
        raise Refused(Reason.NO_WAY_TO_CALL)


def _no_picture(asked: AskedCall) -> NoPicture | None:
    """Why the person is not asked to be seen, where it was wanted. A household's shared device shows whoever stands
    before it: only the named person's consent is known, so it gives voice alone until the person is named."""
    if not asked.wants_picture:
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
    if not asked.listens_in:
        return False
    case, resident = asked.case, asked.resident
    may = resident is not None and resident.calls.may_be_listened_to and asked.way.device is not None
    if not may or case is None or case.alarm_class > LISTENS_IN_FROM:
        raise Refused(Reason.NOT_SEEN_BY_CONSENT)
    return True
