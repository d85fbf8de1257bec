"""What the journal knows of the staff: who is on duty by their own word, who works alone, how many tasks there were.

Part of the board, and folded with it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain import events as ev
from console.domain.ids import MunicipalityId, OperatorId, ResponderId, TaskId
from console.domain.responder import Duty


@dataclass(frozen=True, slots=True)
class OnDuty:
    """What a responder last said, or `who` for them."""

    municipality: MunicipalityId
    responder: ResponderId
    duty: Duty
    since: datetime
    who: OperatorId


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody works alone since then, and says by `check_by` that all is well."""

    municipality: MunicipalityId
    responder: ResponderId
    since: datetime
    check_by: datetime
    task: TaskId | None = None
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StaffPages:
    """A staff book, to be stored."""

    duties: tuple[OnDuty, ...] = ()
    alone: tuple[Alone, ...] = ()
    tasks: int = 0


Key = tuple[MunicipalityId, ResponderId]


@dataclass
class StaffBook:
    """`duties` and `alone` by municipality and responder; those who never said anything are not there. `tasks` counts
    all that were begun."""

    duties: dict[Key, OnDuty] = field(default_factory=dict)
    alone: dict[Key, Alone] = field(default_factory=dict)
    tasks: int = 0

    @classmethod
    def of(cls, pages: StaffPages) -> "StaffBook":
        """The book that was stored."""
        return cls(
            {(one.municipality, one.responder): one for one in pages.duties},
            {(one.municipality, one.responder): one for one in pages.alone}, pages.tasks,
        )  # fmt: skip

    def pages(self) -> StaffPages:
        """This book, to be stored."""
        return StaffPages(tuple(self.duties.values()), tuple(self.alone.values()), self.tasks)

    def duty(self, municipality: MunicipalityId, responder: ResponderId) -> Duty:
        """OFF where nothing was said."""
        found = self.duties.get((municipality, responder))
        return found.duty if found is not None else Duty.OFF

    def take(self, event: ev.Event) -> None:
        """Folds one event in."""
        match event.body:
            case ev.TaskBegan():
                self.tasks += 1
            case ev.DutyChanged(responder, duty):
                key = event.municipality, responder
                self.duties[key] = OnDuty(*key, duty, event.at, event.who)
            case ev.AloneBegan(responder, check_by, task):
                key = event.municipality, responder
                self.alone[key] = Alone(*key, event.at, check_by, task)
            case ev.AloneChecked(responder, check_by):
                known = self.alone.get((event.municipality, responder))
                if known is not None:
                    checked = replace(known, check_by=check_by, checked_at=event.at)
                    self.alone[event.municipality, responder] = checked
            case ev.AloneEnded(responder):
                self.alone.pop((event.municipality, responder), None)
            case _:
                pass
