"""The report of a municipality's night: what was decided, what was done, and what came of the rest. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from console.domain.ids import LookId, MunicipalityId, OperatorId
from console.domain.look import LookOutcome
from console.domain.masking import Person
from console.domain.round_rows import Lack, NightFigures


class Section(StrEnum):
    """Where a line of the report stands, in this order."""

    MISSED = "missed"
    LATE = "late"
    NOT_SEEN = "not_seen"
    FAULTS = "faults"
    DECLINED = "declined"
    LACKING = "lacking"
    OUTSIDE = "outside"
    UNMASKED = "unmasked"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One look, or one decision that lacks something (`lack`). `seconds` the camera was open, in `openings`."""

    section: Section
    area: str
    place: str
    person: Person | None
    look: LookId | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    done_at: datetime | None = None
    outcome: LookOutcome | None = None
    by: str = ""
    seconds: float = 0.0
    openings: int = 0
    unmasked: int = 0
    lack: Lack | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NightReport:
    """`digest` (SHA-256, hex) is of all that it says, without names. `is_over`: nothing of the night can be done any
    more. `signed_by` and `signed_at` where it was."""

    municipality: MunicipalityId
    night: date
    figures: NightFigures
    lines: tuple[ReportLine, ...]
    digest: str
    is_over: bool = False
    signed_by: OperatorId | None = None
    signed_at: datetime | None = None
    names: dict[OperatorId, str] = field(default_factory=dict)
