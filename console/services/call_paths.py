"""The ways to a person as things stand: by the directory, the plan of the case, and what was tried in it before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from console.domain import events as ev
from console.domain.call import CallKind
from console.domain.call_shown import CallWay
from console.domain.call_ways import Tried, first_of, tried_in_vain, tried_of, ways_of
from console.domain.case import Case
from console.domain.ids import HouseholdId, ResidentId
from console.domain.plan import DEFAULT_WAYS, Act, PlanStep, current
from console.domain.refused import Reason, Refused
from console.domain.resident import Device, Resident
from console.services.directory import Directory
from console.services.plan_shelf import PlanShelf
from console.services.ports import Journal, Residents

_CALLING = (Act.CALL, Act.VIDEO, Act.CONTACTS)
_KINDS = tuple(CallKind)


@dataclass(frozen=True, slots=True)
class Paths:
    """`resident` is None for a shared household that nobody has named. `step` is the step of the plan that asks for a
    call now, "" for none. `tried` was tried in vain."""

    resident: Resident | None
    devices: tuple[Device, ...]
    ways: tuple[CallWay, ...]
    step: str = ""
    tried: frozenset[Tried] = frozenset()

    def chosen(self, way: CallWay | None, *, with_picture: bool) -> CallWay:
        """This way as it is now, or the first that is left. Raises Refused: NO_CONTACT, NO_WAY_TO_CALL."""
        if way is None:
            found = first_of(self.ways, with_picture=with_picture)
        else:
            found = next((one for one in self.ways if _is_same(one, way)), None)
        if found is None:
            raise Refused(Reason.NO_CONTACT if way is not None and way.contact else Reason.NO_WAY_TO_CALL)
        return found

    def device(self, way: CallWay) -> Device | None:
        """The device of a way, if it goes by one."""
        return next((one for one in self.devices if one.id == way.device), None)

    def name(self, way: CallWay) -> str:
        """What the contact of a way is called; "" for the person."""
        contacts = self.resident.contacts if self.resident is not None else ()
        return next((one.name for one in contacts if one.order == way.contact), "")

    def left_after(self, way: CallWay) -> tuple[CallWay, ...]:
        """What has not been tried, once this is, without numbers."""
        tried = self.tried | {tried_of(way)}
        return tuple(replace(one, address="") for one in self.ways if tried_of(one) not in tried)


class CallPaths:
    """`has_sip`: the centre has a way out by telephony of its own."""

    def __init__(
        self, residents: Residents, directory: Directory, journal: Journal, shelf: PlanShelf, *, has_sip: bool
    ) -> None:
        self._residents = residents
        self._directory = directory
        self._journal = journal
        self._shelf = shelf
        self._has_sip = has_sip

    async def of_person(self, resident: Resident) -> Paths:
        """Raises Unwritable."""
        devices = _sorted(resident, await self._residents.devices_of(resident.id, resident.household))
        return Paths(resident, devices, ways_of(resident, devices, has_sip=self._has_sip))

    async def of_case(self, case: Case) -> Paths:
        """In the order that the present step of its plan asks for. Raises Refused(NO_SUCH_RESIDENT), Unwritable."""
        resident = await self._directory.resident(case.resident) if case.resident is not None else None
        if case.resident is not None and resident is None:
            raise Refused(Reason.NO_SUCH_RESIDENT)
        devices = await self._devices(case, resident)
        tried = tried_in_vain(await self._journal.of_subject(ev.case_subject(case.id)))
        step = await self.present_step(case)
        ways = ways_of(
            resident, devices, order=(step.ways if step is not None else ()) or DEFAULT_WAYS, has_sip=self._has_sip,
            contacts_first=step is not None and step.act is Act.CONTACTS, tried=tried,
        )  # fmt: skip
        return Paths(resident, devices, ways, step.id if step is not None else "", tried)

    async def present_step(self, case: Case) -> PlanStep | None:
        """The step of its plan that is to be done now, where it asks for a call."""
        course = case.plan
        plan = await self._shelf.of_version(course.version) if course is not None else None
        step = current(plan, course.steps, course.records) if course is not None and plan is not None else None
        return step if step is not None and step.act in _CALLING else None

    async def step_of(self, case: Case, step: str) -> PlanStep | None:
        """A step of the plan that the case runs."""
        plan = await self._shelf.of_version(case.plan.version) if case.plan is not None else None
        return next((one for one in plan.steps if one.id == step), None) if plan is not None else None

    async def _devices(self, case: Case, resident: Resident | None) -> tuple[Device, ...]:
        """The person's; of a case that names nobody what nobody in particular owns."""
        if resident is not None:
            return _sorted(resident, await self._residents.devices_of(resident.id, resident.household))
        if case.subject.kind is ev.SubjectKind.HOUSEHOLD:
            found = await self._residents.devices_of(ResidentId(""), HouseholdId(case.subject.id))
        else:
            device = await self._directory.device(case.municipality, case.device) if case.device else None
            found = (device,) if device is not None else ()
        return _sorted(None, (one for one in found if one.resident is None))


def _sorted(resident: Resident | None, devices: Iterable[Device]) -> tuple[Device, ...]:
    """What shows before what only speaks, and one's own before what is shared."""
    callable_ = [one for one in devices if one.calls is not None]
    mine = resident.id if resident is not None else None
    return tuple(sorted(callable_, key=lambda one: (_order(one), one.resident != mine, one.id)))


def _order(device: Device) -> int:
    return _KINDS.index(device.calls.kind) if device.calls is not None else len(_KINDS)


def _is_same(one: CallWay, other: CallWay) -> bool:
    return (one.kind, one.way, one.contact, one.device) == (other.kind, other.way, other.contact, other.device)
