"""What the window asks of the console about whom to send. Part of `ui.office.Office`; errors are the same."""

from typing import Protocol

from console.domain.ids import CaseId, MunicipalityId, ResponderId, TaskId
from console.domain.land import FoundPlace, LandInfo, Tile, TileKey, Way
from console.domain.responder import Duty
from console.domain.staff_board import Near
from console.domain.task import TaskMark


class DispatchOffice(Protocol):
    """Who is near, the task, and the map."""

    async def nearest(self, case: CaseId) -> Near:
        """Who can go there, and who cannot and why; the place is masked for the seated operator. The reading of the
        person is the case's own."""
        ...

    async def send(self, case: CaseId, wished: ResponderId | None, *, step: str = "", is_second: bool = False) -> None:
        """Asks somebody to go, in an own case: `wished` first, else the nearest; then on by itself. Refused(TASK_OPEN)
        where somebody is asked or sent already and no second person is wanted, NOT_A_CANDIDATE with the reason as
        detail where `wished` may not be sent."""
        ...

    async def cancel_task(self, case: CaseId, task: TaskId, reason: str) -> None:
        """Nobody has to go. Whoever has it, or was asked, is told. Refused(REASON_MISSING)."""
        ...

    async def reroute(self, case: CaseId, task: TaskId, to: ResponderId | None) -> None:
        """Takes it from whoever has it or was asked, and asks `to`, or the nearest of the others."""
        ...

    async def mark_by_phone(
        self, case: CaseId, task: TaskId, responder: ResponderId, mark: TaskMark, minutes: int | None = None
    ) -> None:
        """What a responder said in a call: accepted, declined, under way, arrived, done. Refused(TASK_TAKEN) with who
        has it as owner."""
        ...

    async def set_duty(self, municipality: MunicipalityId, responder: ResponderId, duty: Duty) -> None:
        """For somebody whose phone cannot say it. Shift leads and operators of the municipality."""
        ...

    async def way_of(self, responder: ResponderId, case: CaseId) -> Way | None:
        """The way that they would go, for the map; None where either place is not known."""
        ...

    async def land(self) -> LandInfo | None:
        """The map; None where there is none."""
        ...

    async def tile(self, key: TileKey) -> Tile | None: ...

    async def places(self, text: str) -> tuple[FoundPlace, ...]:
        """Addresses and names on the map."""
        ...
