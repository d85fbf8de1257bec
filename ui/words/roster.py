"""The staff by name, as the console has told them to whoever sits here, and which orders to them wait to be sent.

Rows and timelines name staff by id alone; whoever puts them into words looks here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.domain.ids import MunicipalityId, ResponderId, TaskId
from console.domain.staff_board import StaffBoard
from console.domain.task import Offer, Task
from ui.words.plain import clean

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Roster:
    """Empty while nobody sits here."""

    names: Mapping[tuple[MunicipalityId, ResponderId], str] = field(default_factory=dict)
    unsent: frozenset[tuple[TaskId, ResponderId]] = frozenset()
    groups: Mapping[tuple[MunicipalityId, ResponderId], str] = field(default_factory=dict)

    @classmethod
    def of(cls, board: StaffBoard | None, unsent: frozenset[tuple[TaskId, ResponderId]]) -> "Roster":
        """What has been told."""
        rows = board.rows if board is not None else ()
        names = {(row.municipality, row.id): row.name for row in rows}
        return cls(names, unsent, {(row.municipality, row.id): row.group for row in rows if row.group})

    def name(self, municipality: MunicipalityId, responder: ResponderId) -> str:
        """The whole name, or nothing where it has not been told."""
        return clean(self.names.get((municipality, responder), ""), LONGEST_NAME)

    def group(self, municipality: MunicipalityId, responder: ResponderId) -> str:
        """The group that somebody belongs to, nothing where that is not known."""
        return clean(self.groups.get((municipality, responder), ""), LONGEST_NAME)

    def is_unsent(self, task: Task, offer: Offer) -> bool:
        """Whether the offer, or what its answer brought, has not left us yet."""
        return (task.id, offer.responder) in self.unsent


def given(name: str) -> str:
    """By what colleagues call somebody: 'Samira'."""
    return name.split(" ")[0]
