"""What an import file held, once read."""

from dataclasses import dataclass

from console.domain.ids import MunicipalityId
from console.domain.picture import Camera
from console.domain.resident import Device, Household, Municipality, Resident
from console.domain.responder import PlannedVisit, Responder, Shift
from console.domain.supervision import SupervisionDecision


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What an import file held. `errors` names row and field, never a value."""

    municipalities: tuple[Municipality, ...] = ()
    households: tuple[Household, ...] = ()
    residents: tuple[Resident, ...] = ()
    devices: tuple[Device, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedDecisions:
    """What an import file of decisions held. `errors` names row and field of what was refused, never a value."""

    decisions: tuple[SupervisionDecision, ...] = ()
    cameras: tuple[Camera, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def tenants(self) -> frozenset[MunicipalityId]:
        """The municipalities that it touches."""
        deciding = {one.municipality for one in self.decisions}
        return frozenset(deciding | {one.municipality for one in self.cameras})


@dataclass(frozen=True, slots=True)
class ImportedStaff:
    """What an import file of staff, shifts or visits held. `errors` names row and field of what was refused, never a
    value. `is_whole`: the file has all staff of its municipalities, and who is not in it has left."""

    responders: tuple[Responder, ...] = ()
    shifts: tuple[Shift, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()
    errors: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def tenants(self) -> frozenset[MunicipalityId]:
        """The municipalities that it touches."""
        planned = {one.municipality for one in self.shifts} | {one.municipality for one in self.visits}
        return frozenset(planned | {one.municipality for one in self.responders})
