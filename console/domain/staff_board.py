"""The staff and the areas as an operator sees them: for the map, its table, the ranking's names, the coverage."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import CaseId, MunicipalityId, ResponderId, TaskId
from console.domain.land import Point
from console.domain.ranking import Certainty, Ranking
from console.domain.responder import Duty
from console.domain.task import Need, TaskState


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One of the staff. `place` is where they were at `position_at`, to within `accuracy_m`; None where nothing is
    known. `heard_at` is their phone's last word; `is_reachable` that it can be asked now. `case` and `task` are what
    they have, `visit_until` the end of a planned visit that goes on; `alone_by` is when they have to say that all is
    well."""

    id: ResponderId
    municipality: MunicipalityId
    name: str
    phone: str
    duty: Duty
    area: str
    group: str
    is_reachable: bool
    place: Point | None = None
    position_at: datetime | None = None
    accuracy_m: float | None = None
    certainty: Certainty | None = None
    heard_at: datetime | None = None
    until: datetime | None = None
    visit_until: datetime | None = None
    case: CaseId | None = None
    task: TaskId | None = None
    task_state: TaskState | None = None
    alone_by: datetime | None = None
    is_in_danger: bool = False


@dataclass(frozen=True, slots=True)
class AreaCover:
    """An area with its people. `reachable` can be sent there in time, `uncertain` perhaps (an old position, a lost
    phone). `at_risk` of the `residents` live there alone with an alarm, or have a critical fact. `empty_from` is when
    the last shift ends before another begins, None where none does before the end of the shift at hand."""

    municipality: MunicipalityId
    area: str
    reachable: int
    uncertain: int
    residents: int
    at_risk: int
    centre: Point | None = None
    empty_from: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return self.reachable == 0

    @property
    def is_thin(self) -> bool:
        """One, and whoever that is may be busy the next moment."""
        return self.reachable == 1


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Where a case is, as far as the viewer may know."""

    case: CaseId
    place: Point
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class StaffBoard:
    """All of it, for whoever sits here. `has_roads`: minutes are by roads, else by the straight line."""

    rows: tuple[StaffRow, ...] = ()
    areas: tuple[AreaCover, ...] = ()
    cases: tuple[CasePlace, ...] = ()
    has_roads: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Who is nearest to a case. `place` is None where it is not known, or not for the viewer: then `ranking` has none
    by way, and says so in its exclusions."""

    case: CaseId
    need: Need
    ranking: Ranking
    place: Point | None = None
    is_protected: bool = False
