"""What the journal knows of the staff: who is on duty by their own word, who works alone, how many tasks there were.

Part of the board, and folded with it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResponderId, TaskId
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
    """Somebody works alone since then, and says by `check_by` that all is well. `missed` is the case of the word that
    did not come."""

    municipality: MunicipalityId
    responder: ResponderId
    since: datetime
    check_by: datetime
    task: TaskId | None = None
    checked_at: datetime | None = None
    missed: CaseId | None = None


@dataclass(frozen=True, slots=True)
class AloneOver:
    """The last task for which somebody was looked after: it does not begin again by itself."""

    municipality: MunicipalityId
    responder: ResponderId
    task: TaskId


@dataclass(frozen=True, slots=True)
class StaffPages:
    """A staff book, to be stored."""

    duties: tuple[OnDuty, ...] = ()
    alone: tuple[Alone, ...] = ()
    tasks: int = 0
    was_alone_for: tuple[AloneOver, ...] = ()


Key = tuple[MunicipalityId, ResponderId]


@dataclass
class StaffBook:
    """`duties` and `alone` by municipality and responder; those who never said anything are not there. `tasks` counts
    all that were begun; `was_alone_for` is the last task for which somebody was looked after."""

    duties: dict[Key, OnDuty] = field(default_factory=dict)
    alone: dict[Key, Alone] = field(default_factory=dict)
    tasks: int = 0
    was_alone_for: dict[Key, TaskId] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: StaffPages) -> "StaffBook":
        """The book that was stored."""
        return cls(
            {(one.municipality, one.responder): one for one in pages.duties},
            {(one.municipality, one.responder): one for one in pages.alone}, pages.tasks,
            {(one.municipality, one.responder): one.task for one in pages.was_alone_for},
        )  # fmt: skip

    def pages(self) -> StaffPages:
        """This book, to be stored."""
        over = tuple(AloneOver(*key, task) for key, task in self.was_alone_for.items())
        return StaffPages(tuple(self.duties.values()), tuple(self.alone.values()), self.tasks, over)

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
            case ev.AloneBegan() | ev.AloneChecked() | ev.AloneEnded():
                self._alone(event.municipality, event.body, event.at)
            case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm) if alarm.cause is Cause.CHECK_IN_MISSED:
                self._missed((event.municipality, ResponderId(alarm.device)), ev.case_of(event.subject), alarm.at)
            case _:
                pass

    def _alone(
        self, municipality: MunicipalityId, body: ev.AloneBegan | ev.AloneChecked | ev.AloneEnded, at: datetime
    ) -> None:
        key = municipality, body.responder
        match body:
            case ev.AloneBegan(responder, check_by, task):
                self.alone[key] = Alone(municipality, responder, at, check_by, task)
                if task is not None:
                    self.was_alone_for[key] = task
            case ev.AloneChecked(_, check_by):
                known = self.alone.get(key)
                if known is not None:
                    self.alone[key] = replace(known, check_by=check_by, checked_at=at, missed=None)
            case ev.AloneEnded():
                self.alone.pop(key, None)
            case _:
                assert_never(body)

    def _missed(self, key: Key, case: CaseId | None, at: datetime) -> None:
        """Only of whom nothing has been heard since: what comes late changes nothing."""
        known = self.alone.get(key)
        if known is not None and at >= known.check_by:
            self.alone[key] = replace(known, missed=case)
