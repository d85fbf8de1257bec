"""What is put on the map: marks and ways."""

from dataclasses import dataclass
from enum import Enum

from console.domain.alarm import AlarmClass
from console.domain.land import Point


class MarkKind(Enum):
    CASE = 1
    STAFF = 2
    AREA = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """`label` and `detail` are outside text: cleaned and bounded by who paints. `number` is a staff member's rank, or
    how many an area has; `alarm_class` a case's. `is_chosen` is the case that is worked with, one at most; `is_lit` the
    first, or who has the task. `accuracy_m`: how far from `point` somebody of old position may be, metres."""

    key: str
    kind: MarkKind
    point: Point
    label: str = ""
    detail: str = ""
    number: int | None = None
    alarm_class: AlarmClass | None = None
    is_chosen: bool = False
    is_lit: bool = False
    is_stale: bool = False
    accuracy_m: float | None = None

    @property
    def never_folds(self) -> bool:
        """Must be seen by itself wherever it stands."""
        return self.kind is not MarkKind.STAFF or self.number is not None or self.is_lit or self.is_chosen


@dataclass(frozen=True, slots=True)
class DrawnWay:
    """The line of a way by road; the second is dotted."""

    points: tuple[Point, ...]
    is_second: bool = False
