"""Missed monthly tests: a case a device, or one a sender where many are missing.

The last test of each device is what the journal has (`self_test_filed` events, erased ones too): there is no second
truth to keep beside it, and no table. It is read once, back to the last window but one, and followed from then on.

What fell due while the console was off is told at the start, once: a case's id is made from the device and the month,
so that neither a restart nor another console can tell it again, even after somebody closed it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from console.domain import events as ev
from console.domain import self_tests as rule
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, MunicipalityId
from console.domain.reach import PROVEN_FOR
from console.domain.resident import SelfTests as Schedule
from console.domain.self_tests import ALONE_AT_MOST, Window
from console.domain.triage import Planned
from console.services.fleet import Fleet
from console.services.ports import Clock, Journal, SelfTestLog
from console.services.recorder import Recorder

READ_BACK = timedelta(days=70)
"""Two months and more: a window, and the one before."""


class SelfTests:
    """One of the watch's duties. `schedules` are the municipalities' own."""

    def __init__(
        self,
        recorder: Recorder,
        journal: Journal,
        log: SelfTestLog,
        fleet: Fleet,
        schedules: Callable[[], Mapping[MunicipalityId, Schedule]],
        clock: Clock,
    ) -> None:
        self._recorder = recorder
        self._journal = journal
        self._log = log
        self._fleet = fleet
        self._schedules = schedules
        self._clock = clock
        self._tested: dict[Key, datetime] = {}
        self._began_at: datetime | None = None
        self._is_read = False
        self._done: set[tuple[MunicipalityId, str]] = set()

    def tested_at(self, key: Key) -> datetime | None:
        """A device's last test that came through."""
        return self._tested.get(key)

    def is_expected(self, municipality: MunicipalityId) -> bool:
        """Whether a unit there must have tested itself by now: there is a schedule, and our journal is old enough to
        know a test."""
        is_old = self._began_at is not None and self._clock.now() - self._began_at > PROVEN_FOR
        return is_old and municipality in self._schedules()

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        for event in events:
            if isinstance(event.body, ev.SelfTestFiled):
                self._tested[event.municipality, event.body.alarm.device] = event.at

    async def look(self) -> None:
        """Tells of what was missed, once a month and municipality; not before the devices are read, for a month is told
        of once. Raises Unwritable."""
        if not self._fleet.is_read:
            return
        now = self._clock.now()
        if not self._is_read:
            read = await self._log.since(now - READ_BACK)
            first = await self._journal.since(0, 1)
            self._began_at = first[0].at if first else None
            self._tested = {**read, **self._tested}
            self._is_read = True
        for municipality, schedule in self._schedules().items():
            window = rule.window_of(schedule, now)
            if window.due_at <= now and (municipality, window.month) not in self._done:
                await self._tell(municipality, window)
                self._done.add((municipality, window.month))

    async def _tell(self, municipality: MunicipalityId, window: Window) -> None:
        by_sender: defaultdict[str, list[Key]] = defaultdict(list)
        for key in rule.missing(window, self._tested, municipality):
            line = self._fleet.line(key)
            if line is not None:
                by_sender[line.device.sender].append(key)
        for sender, keys in sorted(by_sender.items()):
            names = [f"{municipality}/{sender}"] if len(keys) > ALONE_AT_MOST else [f"{k[0]}/{k[1]}" for k in keys]
            new = {name for name in names if not await self._is_told(name, window)}
            if new:
                await self._recorder.note(partial(self._planned, sender, keys, new, window))

    async def _is_told(self, name: str, window: Window) -> bool:
        return bool(await self._journal.of_subject(ev.case_subject(CaseId(_case(name, window)))))

    def _planned(
        self, sender: str, keys: Sequence[Key], new: set[str], window: Window, board: Overlay
    ) -> list[Planned]:
        now = self._clock.now()
        municipality = keys[0][0]
        name = f"{municipality}/{sender}"
        if name in new:
            return list(
                rule.many_missed(municipality, sender, len(keys), window, now, board, partial(_case, name, window))
            )
        found: list[Planned] = []
        for key in keys:
            one = self._fleet.silent(key)
            if one is not None and f"{key[0]}/{key[1]}" in new:
                found += rule.missed(one, window, now, board, partial(_case, f"{key[0]}/{key[1]}", window))
        return found


def _case(name: str, window: Window) -> str:
    """The id of the case that tells of this device, or sender, and month."""
    return str(uuid5(NAMESPACE_URL, f"vaka:test-missed:{name}:{window.month}"))
