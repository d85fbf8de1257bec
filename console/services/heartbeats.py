"""The watch of the devices' heartbeats: who has missed theirs has a technical case, and a sign of life resets it.

One of the watch's duties, after the fleet's. While our own link or store is lost, or is so far behind that its window
is full, nobody becomes overdue: the silence is ours. So is what we slept through.
"""

import asyncio
from collections.abc import Callable, Sequence

from console.domain import heartbeats as rule
from console.domain import outages
from console.domain.alarm import Cause
from console.domain.board import Board, Overlay
from console.domain.case import Case
from console.domain.device_line import DeviceLine
from console.domain.events import SightLost, SubjectKind
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId
from console.domain.link import LinkState
from console.domain.outages import Silent
from console.domain.sight import Grade, Verdict
from console.domain.triage import Planned
from console.services.fleet import Fleet
from console.services.outages import Outages
from console.services.ports import Clock, FieldLink, Ids
from console.services.recorder import Recorder

ASLEEP_AFTER_S = 10.0
"""So long without a look, of one each second, is a sleep of ours: nothing was heard, or nobody could count."""

TAKEN_AT_ONCE = 500
"""Devices taken into the watch in one go: some milliseconds on the loop."""

FULL_WINDOW = 500
"""So many reports that wait to be stored are a full window of the broker's: more may wait there."""


class Heartbeats:
    """`verdict` is what the watch says of our sight. `missed` is asked by whoever judges what a silence means."""

    def __init__(
        self,
        recorder: Recorder,
        fleet: Fleet,
        outages: Outages,
        link: FieldLink,
        verdict: Callable[[], Verdict],
        clock: Clock,
        new_id: Ids,
    ) -> None:
        self._recorder = recorder
        self._fleet = fleet
        self._outages = outages
        self._link = link
        self._verdict = verdict
        self._clock = clock
        self._new_id = new_id
        self._beats = rule.Heartbeats(clock.monotonic())
        self._looked_at = clock.monotonic()
        self._readings = 0
        self._untold: dict[Key, None] = {}
        self._back: dict[Key, None] = {}
        self._reset: dict[Key, tuple[CaseId, int]] = {}
        self.on_change: Callable[[Key], None] = lambda key: None
        fleet.listeners.append(self._spoke)

    @property
    def is_deaf(self) -> bool:
        """Whether a silence may be ours."""
        verdict = self._verdict()
        lost = verdict.lost in (SightLost.LINK, SightLost.STORE)
        is_behind = self._link.state is not LinkState.UP or self._link.backlog >= FULL_WINDOW
        return lost or verdict.grade is Grade.WAITING or is_behind

    def is_missed(self, key: Key) -> bool:
        """Whether a device has missed all its heartbeats."""
        return self._beats.is_missed(key)

    async def look(self) -> None:
        """What has fallen due. Raises Unwritable: nothing of it is forgotten."""
        await self._read_anew()
        at = self._clock.monotonic()
        is_deaf = self.is_deaf
        if is_deaf or at - self._looked_at > ASLEEP_AFTER_S:
            self._beats.rest()
        if not is_deaf:
            self._beats.resume(at)
        self._looked_at = at
        self._untold.update(dict.fromkeys(self._beats.due(at)))
        for key in self._beats.returned(at):
            self._untold.pop(key, None)
            self._back[key] = None
        back = tuple(self._back)
        self._outages.forget(back)
        silent = [one for key in self._untold if (one := self._fleet.silent(key)) is not None]
        alone = await self._outages.look(silent)
        resets = self._to_reset(back, self._recorder.board)
        if alone or resets:
            await self._recorder.note(lambda board: [*self._resets(back, board), *self._cases(alone, board)])
        self._reset.update((key, (case.id, case.last_alarm_version)) for key, case in resets)
        changed = (*self._untold, *back)
        self._untold.clear()
        for key in back:  # others may have spoken while the store took it
            self._back.pop(key, None)
        for key in changed:
            self.on_change(key)

    def _resets(self, back: Sequence[Key], board: Overlay) -> list[Planned]:
        now = self._clock.now()
        return [outages.heard_again(key, now, case) for key, case in self._to_reset(back, board)]

    def _to_reset(self, back: Sequence[Key], board: Overlay | Board) -> list[tuple[Key, Case]]:
        """Each alarm of a silence is reset once: a case that somebody has keeps its state, and would not tell."""
        found = ((key, outages.silence_of(key, board)) for key in back)
        known = [(key, case) for key, case in found if case is not None]
        return [(key, case) for key, case in known if self._reset.get(key) != (case.id, case.last_alarm_version)]

    def _cases(self, alone: list[Silent], board: Overlay) -> list[Planned]:
        now = self._clock.now()
        return [
            planned
            for one in alone
            if not outages.is_told(one, board)
            for planned in outages.missed(one, now, board, self._new_id)
        ]

    def _spoke(self, key: Key, line: DeviceLine, interval_s: int | None) -> None:
        if line.sign is None:
            return
        age = (self._clock.now() - line.sign.at).total_seconds()
        self._beats.heard(key, self._clock.monotonic() - max(0.0, age), interval_s)
        case = outages.silence_of(key, self._recorder.board)
        if case is None or line.sign.at <= case.last_at:
            return
        if self._reset.get(key) != (case.id, case.last_alarm_version):
            self._back[key] = None

    async def _read_anew(self) -> None:
        """Once after each reading of the register: who is there, and whose silence is told of already. A million take
        seconds: alarms come in between."""
        if self._readings == self._fleet.readings:
            return
        self._readings = self._fleet.readings
        self._beats.forget_others(self._fleet.lines())
        for number, key in enumerate(tuple(self._fleet.lines())):
            if number % TAKEN_AT_ONCE == TAKEN_AT_ONCE - 1:
                await asyncio.sleep(0)
            line = self._fleet.line(key)
            if line is not None:
                self._spoke(key, line, line.device.heartbeat_interval_s)
        for case in self._recorder.board.cases.values():
            for key in _told(case):
                known = self._fleet.line(key)
                sign = known.sign if known is not None else None
                if sign is not None and sign.at <= (case.closed_at or case.last_at):
                    self._beats.mark_missed(key)


def _told(case: Case) -> list[Key]:
    """The devices whose silence a case tells of, or told of before somebody closed it."""
    if case.is_outage:
        return [(case.municipality, device) for device in case.out]
    if case.cause is Cause.HEARTBEAT_MISSED and case.subject.kind is SubjectKind.DEVICE:
        return [(case.municipality, DeviceId(case.device))]
    return []
