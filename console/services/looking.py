"""The one camera that may be open at this console: looked after several times a second, and closed when it must be.

Closing asks nobody and waits for nothing; that it was closed is journalled as soon as the store takes it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.gate import Permit
from console.domain.ids import OperatorId
from console.domain.journal import Unwritable
from console.domain.look import HELD_FOR, LookEnd
from console.domain.night import PlannedLook
from console.domain.operator import Operator
from console.domain.picture import Camera, Frame, Picture
from console.domain.refused import Reason, Refused
from console.domain.supervision import SupervisionDecision
from console.domain.triage import Planned
from console.services.eye import Eye
from console.services.ports import Cameras, Clock
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

STEP_S = 0.2
"""How often an open camera is looked after."""


@dataclass(frozen=True, slots=True)
class LookAt:
    """What this console has open, or had last. `planned` None: for a case. `left` None once it is closed, for the
    reason `end`; then `was_live` says whether its picture was live to the last."""

    permit: Permit
    decision: SupervisionDecision
    planned: PlannedLook | None
    opened_at: datetime
    picture: Picture
    is_seen: bool
    is_simulated: bool
    left: timedelta | None
    end: LookEnd | None = None
    was_live: bool = False

    def may_say(self, operator: Operator) -> bool:
        """Whether somebody may say what is, or was, seen: it is their own look, and the picture was live to the
        last; not where it was closed because nobody looked at it."""
        was_live = self.was_live and self.end is not LookEnd.LEFT
        is_live = self.picture is Picture.LIVE if self.end is None else was_live
        return self.permit.who == operator.id and is_live


class Looking:
    """`operator` tells who sits here, `is_on_screen` whether the screen is seen, `version` which word of the decisions
    holds. `on_change` is called when the look has changed; `on_failed` when a camera of the round has not answered."""

    def __init__(self, recorder: Recorder, cameras: Cameras, clock: Clock) -> None:
        self._recorder = recorder
        self._cameras = cameras
        self._clock = clock
        self._eye: Eye | None = None
        self._at: LookAt | None = None
        self._version = 0
        self._unsaid: deque[tuple[Planned, OperatorId]] = deque()
        self._saying = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.operator: Callable[[], Operator | None] = lambda: None
        self.is_on_screen: Callable[[], bool] = lambda: True
        self.version: Callable[[], int] = lambda: 0
        self.on_change: Callable[[], None] = lambda: None
        self.on_failed: Callable[[LookAt], Awaitable[None]] = _nothing

    @property
    def at(self) -> LookAt | None:
        """What is open here, or was last and may still be spoken of."""
        return self._at

    def picture(self) -> tuple[Frame, timedelta] | None:
        """The newest picture of the open camera, and its age. On any thread."""
        eye = self._eye
        return eye.newest() if eye is not None else None

    def eye(self, operator: Operator) -> Eye:
        """The camera that this operator has open here. Raises Refused(NO_OPEN_LOOK)."""
        if self._eye is None or self._eye.permit.who != operator.id:
            raise Refused(Reason.NO_OPEN_LOOK)
        return self._eye

    def begin(self, permit: Permit, decision: SupervisionDecision, planned: PlannedLook | None, camera: Camera) -> None:
        """Opens the camera that the permit is for. One that is open is closed first."""
        self.shut(LookEnd.LEFT)
        self._version = self.version()
        self._eye = eye = Eye(permit, camera, self._cameras, self._clock, self._come)
        self._at = LookAt(
            permit, decision, planned, self._clock.now(), eye.picture, False, eye.is_simulated, eye.left
        )  # fmt: skip
        self.on_change()

    def use(self, permit: Permit) -> None:
        """Another mask, for the camera that is open."""
        if self._eye is not None and self._at is not None:
            self._eye.use(permit)
            self._at = replace(self._at, permit=permit, left=self._eye.left)
            self.on_change()

    def shut(self, end: LookEnd) -> None:
        """Closes the camera, if one is open; of one that was closed before, that it has been told of. Never waits, and
        never raises."""
        eye, at, self._eye = self._eye, self._at, None
        if at is None:
            return
        if eye is None:
            if end is LookEnd.JUDGED:
                self._at = replace(at, end=end)
                self.on_change()
            return
        opening = eye.shut()
        self._at = replace(
            at, picture=Picture.SHUT, is_seen=eye.is_seen, left=None, end=end, was_live=eye.was_live
        )  # fmt: skip
        body = ev.LookShut(at.permit.look, end, opening.seconds, opening.unmasked_s, opening.pictures)
        self._unsaid.append((Planned(ev.look_subject(at.permit.look), at.permit.municipality, body), at.permit.who))
        self.on_change()

    def recall(self, operator: Operator) -> None:
        """What was told of last stands there again as when its camera had closed, to be told better. Raises
        Refused(NOTHING_TO_DO) where that is too long ago, or another's."""
        at = self._at
        is_theirs = at is not None and at.end is LookEnd.JUDGED and at.permit.who == operator.id
        if at is None or not is_theirs or at.planned is None or self._is_over(at):
            raise Refused(Reason.NOTHING_TO_DO)
        self._at = replace(at, end=LookEnd.TIME)
        self.on_change()

    def forget(self) -> None:
        """There is nothing more to say of it."""
        if self._eye is None and self._at is not None:
            self._at = None
            self.on_change()

    async def say(self) -> None:
        """Journals what was closed. Raises Unwritable, and nothing of it is forgotten."""
        async with self._saying:
            while self._unsaid:
                planned, who = self._unsaid[0]
                await self._recorder.note((planned,), who)
                self._unsaid.popleft()  # only now: what could not be said is said later

    async def run(self) -> None:
        """For ever; at the end the camera is closed."""
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_after(), name="open camera")
                group.create_task(self._tell(), name="closed cameras")
        finally:
            self.shut(LookEnd.LEFT)
            self._cameras.end()

    async def step(self) -> None:
        """Once. The camera first, whatever the store does."""
        self.look_after()
        await self.tell()

    async def _look_after(self) -> None:
        while True:
            self.look_after()
            await self._clock.sleep(STEP_S)

    async def _tell(self) -> None:
        """Apart from the camera: a store that hangs keeps none open."""
        while True:
            await self.tell()
            await self._clock.sleep(STEP_S)

    def look_after(self) -> None:
        """Closes the open camera where it must be."""
        eye, at = self._eye, self._at
        if eye is not None and at is not None:
            eye.step()
            end = self._ending(eye)
            if end is not None:
                self.shut(end)
            else:
                self._follow(eye, at)
        elif at is not None and self._is_over(at):
            self.forget()

    async def tell(self) -> None:
        """Journals what was closed, and that a camera has not answered."""
        try:
            await self.say()
            eye, at = self._eye, self._at
            if eye is not None and at is not None and eye.has_failed:
                await self.on_failed(at)
        except Unwritable as unwritable:  # what is open has been looked after; the rest is tried again
            log.debug("what was closed is journalled later: %s", unwritable)

    def _come(self) -> None:
        """A picture has come where none was live: that is told now, and not at the next look after. On any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self.look_after)

    def _ending(self, eye: Eye) -> LookEnd | None:
        """Why an open camera has to be closed now."""
        here = self.operator()
        if here is None or here.id != eye.permit.who or not self.is_on_screen():
            return LookEnd.LEFT
        if self.version() != self._version or not self._is_right(eye.permit):  # who may still, opens it again
            return LookEnd.PERMIT_ENDED
        return LookEnd.TIME if eye.is_over else None

    def _is_right(self, permit: Permit) -> bool:
        """Whether the case that it was opened for is still its operator's, and the person has not declined since."""
        board, planned = self._recorder.board, self._at.planned if self._at is not None else None
        if permit.case is not None:
            case = board.get(permit.case)
            return case is not None and case.is_open and case.owner == permit.who
        return planned is None or not board.night.is_skipped(permit.decision, planned.night)

    def _follow(self, eye: Eye, at: LookAt) -> None:
        now = replace(at, picture=eye.picture, is_seen=eye.is_seen)
        if now != at:
            self._at = replace(now, left=eye.left)
            self.on_change()

    def _is_over(self, at: LookAt) -> bool:
        """Whether the time in which something may be said of a look that was closed has passed."""
        course = self._recorder.board.night.looks.get(at.permit.look)
        since = course.at if course is not None and course.by == at.permit.who else at.opened_at
        is_held = course is not None and course.holder(self._clock.now()) == at.permit.who
        return not is_held and self._clock.now() - since > HELD_FOR


async def _nothing(_: LookAt) -> None:
    """Nobody has to be told."""
