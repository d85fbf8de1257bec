"""Cameras that show what a test puts before them, and a console with the night's looks joined as `bootstrap` joins
them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.domain.alarm import DeviceKind
from console.domain.gate import Permit
from console.domain.ids import ConsoleId, LookId
from console.domain.look import LookCourse, LookOutcome
from console.domain.night import NOON
from console.domain.operator import Operator, Role
from console.domain.picture import Camera, Frame
from console.domain.round_rows import OpenLook, RoundBoard
from console.domain.supervision import Decided, SupervisionDecision
from console.services.decisions import DecisionShelf
from console.services.looking import Looking
from console.services.looks import Looks
from console.services.rounds import Rounds
from console.services.screen import LookTold, RoundTold
from tests.builders import HERE, T0, counter, device, household, operator, resident
from tests.decision_samples import camera, decision
from tests.services.decision_fakes import FakeDecisions
from tests.services.fakes import FakeJournal, FakeResidents, Station, municipality

oskar = operator("oskar", Role.NIGHT_SUPERVISION)
lisa = operator("lisa", Role.NIGHT_SUPERVISION)
lena = operator("lena", Role.SHIFT_LEAD)
anna = operator("anna")

LOOK = LookId("dec-1:20260302:2230")
"""The first look of the sample's decision in the night of `T0`: 22:30 to 23:30, with 15 minutes of tolerance."""

IN_WINDOW = timedelta(minutes=95)
"""From T0 to 22:35 by the local clock."""


class FakeCamera:
    """Fits `services.ports.OpenCamera`."""

    explanation = ""

    def __init__(self, permit: Permit, on_frame: Callable[[Frame], None]) -> None:
        self.permits = [permit]
        self.on_frame = on_frame
        self.is_closed = False
        self.asked = 1

    def use(self, permit: Permit) -> None:
        self.permits.append(permit)

    def reconnect(self) -> None:
        self.asked += 1

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeCameras:
    """Fits `services.ports.Cameras`. `opened` are all that were, in order."""

    monotonic: Callable[[], float]
    opened: list[FakeCamera] = field(default_factory=list)
    warmth: list[str] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def warm(self) -> None:
        self.warmth.append("warm")

    def rest(self) -> None:
        self.warmth.append("rest")

    def open(self, permit: Permit, camera: Camera, on_frame: Callable[[Frame], None]) -> FakeCamera:
        assert permit.camera == camera.id
        self.before()
        self.opened.append(FakeCamera(permit, on_frame))
        return self.opened[-1]

    def end(self) -> None:
        for one in self.opened:
            one.close()

    @property
    def now_open(self) -> list[FakeCamera]:
        return [one for one in self.opened if not one.is_closed]

    def show(self) -> None:
        """The camera that was opened last gives a new picture."""
        mask = self.opened[-1].permits[-1].mask
        self.opened[-1].on_frame(Frame(1, 1, 1, b"\0\0\0", mask, self.monotonic()))


class RoundStation(Station):
    """A console on which the night's looks are done."""

    def __init__(
        self,
        decisions: Sequence[SupervisionDecision] = (),
        name: ConsoleId = HERE,
        journal: FakeJournal | None = None,
        residents: FakeResidents | None = None,
        known: datetime = T0,
        **more: object,
    ) -> None:
        staff = (oskar, lisa, lena, anna)
        super().__init__(name, journal, residents, staff=staff, **more)  # type: ignore[arg-type]
        decided = [Decided(one, known) for one in decisions or (decision(),)]
        self.decisions = FakeDecisions(self.journal).put(*decided, cameras=[camera(is_simulated=True)])
        self.shelf = DecisionShelf(self.decisions, self.recorder, self.clock)
        self.cameras = FakeCameras(self.clock.monotonic)
        self.looking = Looking(self.recorder, self.cameras, self.clock)
        self.looking.operator = lambda: self.sign_in.operator
        self.looking.version = lambda: self.shelf.version
        self.looks = Looks(
            self.recorder, self.shelf, self.directory, self.desk, self.looking, self.clock, counter(f"{name}-look"),
            name, NOON,
        )  # fmt: skip
        self.rounds = Rounds(
            self.recorder, self.shelf, self.directory, self.looking, self.cameras, self.clock, self.screen, NOON
        )  # fmt: skip
        self.rounds.operator = lambda: self.sign_in.operator
        self.rounds.colleagues = lambda: self.desk.colleagues
        self.recorder.watchers += [self.shelf.heard, self.rounds.heard]

    async def open(self, *, seat: str = "oskar", after: timedelta = IN_WINDOW) -> "RoundStation":
        """Started, with somebody seated, inside the first look's window."""
        self.residents.put(
            municipalities=[municipality()], households=[household()], residents=[resident()],
            devices=[device("cam-1", resident="astrid", kind=DeviceKind.CAMERA)],
        )  # fmt: skip
        await self.start(seat="")
        await self.clock.advance(after)
        if seat:
            await self.sign_in.sign_in_as(operator(seat).id)
        await self.shelf.start()
        return self

    async def seconds(self, number: float, *, pictures: bool = True) -> None:
        """Time passes, a fifth of a second at a time, with or without new pictures."""
        for _ in range(round(number * 5)):
            await self.clock.advance(0.2)
            if pictures and self.cameras.now_open:
                self.cameras.show()
            await self.looking.step()

    async def looked(self, operator: Operator, outcome: LookOutcome, look: LookId = LOOK) -> None:
        """Somebody opens a look, sees a picture, and says what was seen."""
        await self.looks.open(operator, look)
        await self.seconds(1)
        await self.looks.judge(operator, look, outcome)

    @asynccontextmanager
    async def running_looks(self) -> AsyncIterator[None]:
        """The loop that looks after the open camera."""
        task = asyncio.get_running_loop().create_task(self.looking.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def course(self, look: LookId = LOOK) -> LookCourse:
        return self.recorder.board.night.looks[look]

    def bodies(self, *kinds: type) -> list[object]:
        return [event.body for event in self.journal.events if isinstance(event.body, kinds)]

    def board(self) -> RoundBoard:
        """The last that was told."""
        told = [update.board for update in self.screen.shown if isinstance(update, RoundTold)][-1]
        assert told is not None
        return told

    def open_look(self) -> OpenLook | None:
        """The last that was told."""
        return [update.look for update in self.screen.shown if isinstance(update, LookTold)][-1]
