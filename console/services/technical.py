"""The technical lane for the screen: every fault that the viewer may see, with what it means for a person.

One of the watch's duties, the last of the lane's: it tells at most once a second, and only when something has changed;
then it makes those rows anew that the change is about.
The rows are the queue's own, also those that a flood folds or a silence covers; who may see a case is the queue's to
say (the technical ones for whoever handles them, the lifted ones for the care too).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import Lane
from console.domain.case import Case
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId, ResidentId
from console.domain.lane import LaneRow, OutagePerson, Ways, way_of
from console.domain.lane_rows import LaneRows
from console.domain.operator import Act, Operator
from console.domain.queue import Queue, Row
from console.domain.reach import MOBILE, NET, PHONE, DeviceReach, Reach, lasts_until
from console.services.directory import Directory
from console.services.fleet import Fleet
from console.services.outage_people import OutagePeople
from console.services.ports import Clock
from console.services.queue_feed import QueueFeed
from console.services.reaches import Reaches
from console.services.recorder import Recorder
from console.services.screen import LaneTold, Screen
from console.services.self_tests import SelfTests


class TechnicalLane:
    """`look` tells; `outage_people` is what an operator may ask for beside."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        feed: QueueFeed,
        fleet: Fleet,
        reaches: Reaches,
        tests: SelfTests,
        people: OutagePeople,
        clock: Clock,
        screen: Screen,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._feed = feed
        self._fleet = fleet
        self._reaches = reaches
        self._tests = tests
        self._people = people
        self._clock = clock
        self._screen = screen
        self._rows = LaneRows()
        self._of: tuple[Queue | None, int, int, bool] | None = None
        self._changed: set[CaseId] = set()
        self._is_counted = False
        self._told: LaneTold | None = None
        reaches.on_change = self._reach_changed
        fleet.listeners.append(lambda key, line, interval_s: self._spoke(key))

    async def heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        self._changed.update(case.id for case in cases if case.lane is Lane.TECHNICAL)
        for event in events:
            if isinstance(event.body, ev.SelfTestFiled):
                self._changed |= self._rows.of_device((event.municipality, event.body.alarm.device))
        if any(isinstance(event.body, ev.SilenceBegan | ev.SilenceEnded) for event in events):
            self._changed |= self._silenced_anew()

    async def outage_people(self, outage: CaseId, operator: Operator) -> list[OutagePerson]:
        """As `OutagePeople.read`."""
        return await self._people.read(outage, operator)

    async def look(self) -> None:
        """Tells the lane anew where it has changed. Call each second."""
        queue = self._feed.queue
        now = self._clock.now()
        of = (queue, self._feed.steps, self._fleet.readings, self._reaches.is_round_done)
        if of != self._of:
            self._of, self._rows, self._is_counted = of, LaneRows(), False
            self._changed = {case.id for case in self._recorder.board.open_cases() if case.lane is Lane.TECHNICAL}
        changed, self._changed = self._changed | self._rows.passing(now), set()
        if not changed and self._is_counted:
            return
        self._is_counted = True
        for id in changed:
            self._make(queue, id, now)
        counts = self._counts(queue.viewer if queue is not None else None)
        told = LaneTold(self._rows.rows(), counts)
        if told != self._told:
            self._told = told
            self._screen.show(told)

    def _make(self, queue: Queue | None, id: CaseId, now: datetime) -> None:
        """The row of a case as it is now; none where the viewer has none."""
        case = self._recorder.board.get(id)
        if queue is None or case is None or not case.is_open or not queue.is_for_viewer(case):
            self._rows.drop(id)
            return
        row = self._row(queue, case, now)
        devices = frozenset({(case.municipality, case.device), (case.municipality, row.device)})
        self._rows.put(row, devices, frozenset(self._reaches.concerned(case)), now)

    def _silenced_anew(self) -> set[CaseId]:
        """The rows that a silence covers now and did not, or no longer."""
        board, now = self._recorder.board, self._clock.now()
        found: set[CaseId] = set()
        for row in self._rows.rows():
            case = board.get(row.row.case)
            silence = board.silence_over(case, now) if case is not None else None
            if row.silence != (silence.id if silence is not None else None):
                found.add(row.row.case)
        return found

    def _counts(self, viewer: Operator | None) -> Mapping[Reach, int] | None:
        if not self._reaches.is_round_done:
            return None
        return self._reaches.counts(viewer.municipalities(Act.SEE_QUEUE) if viewer is not None else ())

    def _row(self, queue: Queue, case: Case, now: datetime) -> LaneRow:
        """Until it is read which devices there are, nobody knows whom a fault concerns."""
        board, is_read = self._recorder.board, self._fleet.is_read
        owner_name = board.owner_name(case)
        row: Row = queue.seen(case, self._directory.people(case, queue.viewer), owner_name, now)
        own = self._fleet.line((case.municipality, case.device)) if case.device else None
        sign = own.sign if own is not None else None
        reach = self._reaches.worst(case)
        best = reach.devices[0] if reach is not None and not case.is_outage else None
        silence = board.silence_over(case, now)
        return LaneRow(
            row=row, reach=reach.reach if reach is not None else None if is_read else Reach.UNKNOWN,
            grounds=reach.grounds if reach is not None else (), ways=_ways(best, own),
            device=best.line.device.id if best is not None else case.device,
            battery_percent=sign.battery_percent if sign is not None else None,
            has_mains=sign.has_mains if sign is not None else None, heard_at=sign.at if sign is not None else None,
            tested_at=self._tested_at(case, best), until=self._until(case, own),
            silence=silence.id if silence is not None else None,
            outage=self._reaches.head(case) if case.is_outage and is_read else None,
        )  # fmt: skip

    def _tested_at(self, case: Case, best: DeviceReach | None) -> datetime | None:
        return self._tests.tested_at((case.municipality, best.line.device.id if best is not None else case.device))

    def _until(self, case: Case, own: DeviceLine | None) -> datetime | None:
        since = self._fleet.discharging((case.municipality, DeviceId(case.device)))
        sign = own.sign if own is not None else None
        if since is None or sign is None or sign.battery_percent is None:
            return None
        return lasts_until(*since, sign.at, sign.battery_percent)

    def _reach_changed(self, resident: ResidentId) -> None:
        self._is_counted = False
        self._changed |= self._rows.of_person(resident)

    def _spoke(self, key: Key) -> None:
        """A device's word changes a row only where one shows it, or is about somebody who has it."""
        self._changed |= self._rows.of_device(key)
        for resident in self._fleet.concerned(key):
            self._changed |= self._rows.of_fault(resident)


def _ways(best: DeviceReach | None, own: DeviceLine | None) -> Ways:
    """Of the alarm device, by its word and its faults; of another device by its word."""
    if best is None:
        told = own.sign.paths if own is not None and own.sign is not None else ()
        up = tuple(name for name, is_up in told if is_up)
        down = tuple(name for name, is_up in told if is_up is False)
        names, is_silent = tuple(name for name, _ in told), False
    else:
        names = tuple(name for name, _ in best.line.sign.paths) if best.line.sign is not None else ()
        up, down, is_silent = best.up, best.down, best.is_silent
    return Ways(*(way_of(name, up, down, names, is_silent) for name in (NET, MOBILE, PHONE)))
