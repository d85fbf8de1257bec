"""Outages: begins them where many fell silent together, keeps account of their devices, and ends them by itself.

Hears of single losses, from the field or from our own watch of heartbeats, as a watcher of the recorder and through
`take`; `look` is asked by the heartbeats' duty each second. What a restart must know is read from the journal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain import events as ev
from console.domain import outages as rule
from console.domain.alarm import Cause, Lane
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.correlation import CARRIERS, LOSSES, Cluster, Losses
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId, MunicipalityId
from console.domain.outages import STRAGGLES_AFTER, Silent
from console.domain.reach import NET
from console.domain.triage import Planned
from console.services.fleet import Fleet
from console.services.ports import Clock, Ids, Journal
from console.services.recorder import Recorder


@dataclass(slots=True)
class _Course:
    """How an open outage has gone so far. `lost_at` is of each device that is out; the others are monotonic seconds:
    when a line or hub of it was last heard again, and when anything was."""

    lost_at: dict[DeviceId, datetime] = field(default_factory=dict)
    on_reserve: set[DeviceId] = field(default_factory=set)
    returned: int = 0
    changed_at: float = 0.0
    carrier_at: float | None = None


class Outages:
    """`fleet` says where each device belongs."""

    def __init__(self, recorder: Recorder, journal: Journal, fleet: Fleet, clock: Clock, new_id: Ids) -> None:
        self._recorder = recorder
        self._journal = journal
        self._fleet = fleet
        self._clock = clock
        self._new_id = new_id
        self._losses = Losses()
        self._courses: dict[CaseId, _Course] = {}
        self._closed: set[CaseId] = set()
        self._is_caught_up = False
        self._unplaced: dict[Key, None] = {}

    async def heard(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        for event in events:
            if ev.case_of(event.subject) is not None:
                self._hear(event)

    def forget(self, keys: Iterable[Key]) -> None:
        """These were heard: their silence is no part of what may become an outage."""
        for key in keys:
            self._losses.forget(key)
            self._unplaced.pop(key, None)

    def by_device(self) -> dict[Key, Case]:
        """The open outage that each device which is out is out in."""
        return {(case.municipality, device): case for case in self.open() for device in case.out}

    def silent(self) -> frozenset[Key]:
        """The devices that are not heard by any way because of an outage."""
        return frozenset(
            (case.municipality, device)
            for case in self.open()
            for device in case.out - frozenset(self._courses.get(case.id, _Course()).on_reserve)
        )

    def open(self) -> list[Case]:
        """The outages that go on."""
        board = self._recorder.board
        return [board.cases[id] for id in board.faults.outages]

    def _out(self, board: Overlay, ids: Iterable[tuple[MunicipalityId, str]] = ()) -> set[Key]:
        """What is out in an outage by this overlay: a device is in one only. `ids` may have begun on it."""
        known = {(case.municipality, case.subject.id) for case in self.open()}.union(ids)
        found = (rule.open_outage(municipality, id, board) for municipality, id in known)
        return {(case.municipality, device) for case in found if case is not None for device in case.out}

    async def look(self, silent: Sequence[Silent] = ()) -> list[Silent]:
        """Does what is due. `silent` are devices that our own watch has just found overdue; returned are those that
        are no outage's: they need a case of their own. Raises Unwritable, and then it is asked again with the same."""
        if not self._fleet.is_read:
            return list(silent)
        at = self._clock.monotonic()
        await self._catch_up(at)
        for one in silent:
            place, line = self._fleet.place(one.key), self._fleet.line(one.key)
            if place is not None and line is not None:
                self._losses.lost(one.key, place, at, line.device.heartbeat_interval_s)
        clusters = self._losses.clusters(at, self._fleet.heard_there)
        clusters += [carrier for one in silent if (carrier := self._carrier(one)) is not None]
        try:
            if clusters or self._due(Overlay(self._recorder.board)):
                await self._recorder.note(lambda board: self._begun(clusters, board) or self._due(board))
        except BaseException:
            for key in (key for cluster in clusters for key in cluster.devices):
                self._lose(key, at)
            raise
        board = Overlay(self._recorder.board)
        for closed in [id for id in self._closed if not self._abandoned(id, board)]:
            self._closed.discard(closed)
            self._courses.pop(closed, None)
        ours = self._out(board)
        return [one for one in silent if one.key not in ours]

    def _carrier(self, one: Silent) -> Cluster | None:
        """A line or a hub that fell silent is an outage at once."""
        place = self._fleet.place(one.key)
        return Cluster(place.outages[0], one.key[0], (one.key,)) if place is not None and place.is_carrier else None

    def _begun(self, clusters: Sequence[Cluster], board: Overlay) -> list[Planned]:
        now = self._clock.now()
        ids = {(cluster.municipality, cluster.id) for cluster in clusters}
        found: list[Planned] = []
        for cluster in clusters:
            out = self._out(board, ids)
            fresh = tuple(key for key in cluster.devices if key not in out)
            case = rule.open_outage(cluster.municipality, cluster.id, board)
            if case is not None:
                found += rule.put_on(board, rule.taken(case, fresh, now, board), now)
            elif fresh:
                begun = rule.began(replace(cluster, devices=fresh), now, board, self._new_id)
                found += rule.put_on(board, begun, now)
        return found

    def _due(self, board: Overlay) -> list[Planned]:
        """What further falls silent, what comes back, what ends, and whom somebody left out by closing."""
        found: list[Planned] = []
        for known in (*self.open(), *self._abandoning()):
            case = board.get(known.id)
            if case is not None:
                found += rule.put_on(board, self._of_one(case, board), self._clock.now())
        return found

    def _of_one(self, case: Case, board: Overlay) -> Sequence[Planned]:
        at, now = self._clock.monotonic(), self._clock.now()
        if not case.is_open:
            left = self._abandoned(case.id, board)
            return rule.disowned(case, left, self._silent(case), now, board, self._new_id)
        fresh = [key for key in self._losses.fresh(case.subject.id, at) if key[1] not in case.out]
        if fresh and (own := [key for key in fresh if key not in self._out(board)]):
            return rule.taken(case, own, now, board)
        if (back := self._back(case)) or not case.out:
            return rule.returned(case, back)
        if self._straggles(case, at):
            return rule.left_behind(case, self._silent(case), now, board, self._new_id)
        return ()

    def _abandoning(self) -> list[Case]:
        return [case for id in sorted(self._closed) if (case := self._recorder.board.get(id)) is not None]

    def _abandoned(self, id: CaseId, board: Overlay) -> list[DeviceId]:
        """The devices of a closed outage that nobody has heard since they were lost, and that no case tells of."""
        case = board.get(id)
        left = rule.abandoned(case, board) if case is not None else []
        if case is None or not left:
            return []
        told = {key[1] for key in self._out(board) if key[0] == case.municipality}.union(self._back(case))
        return [device for device in left if device not in told]

    def _silent(self, case: Case) -> dict[DeviceId, Silent]:
        found = ((device, self._fleet.silent((case.municipality, device))) for device in case.out)
        return {device: one for device, one in found if one is not None}

    def _back(self, case: Case) -> list[DeviceId]:
        """Those that spoke after they were lost. A line that says itself that all its ways are down is not back."""
        course = self._courses.get(case.id, _Course())
        found: list[DeviceId] = []
        for device in sorted(case.out):
            line = self._fleet.line((case.municipality, device))
            if line is None or line.sign is None or line.sign.at <= course.lost_at.get(device, case.first_at):
                continue
            told = dict(line.sign.paths)
            if told.get(NET, True) if device in course.on_reserve else not told or any(told.values()):
                found.append(device)
        return found

    def _straggles(self, case: Case, at: float) -> bool:
        course = self._courses.get(case.id, _Course())
        limit = STRAGGLES_AFTER.total_seconds()
        is_carrier_out = any(self._is_carrier(case, device) for device in case.out)
        if course.carrier_at is not None and not is_carrier_out and at - course.carrier_at >= limit:
            return True
        return course.returned >= len(case.out) and at - course.changed_at >= limit

    def _is_carrier(self, case: Case, device: DeviceId) -> bool:
        line = self._fleet.line((case.municipality, device))
        return line is not None and line.device.kind in CARRIERS

    async def _catch_up(self, at: float) -> None:
        """After a start, once the devices are read: how the outages have gone that the board knows, and what was lost
        while nobody knew where it belongs, as lost now."""
        if self._is_caught_up:
            return
        board = Overlay(self._recorder.board)
        closed = [case for case in self._recorder.board.cases.values() if rule.abandoned(case, board)]
        for case in (*self.open(), *closed):
            self._courses.pop(case.id, None)
            for event in await self._journal.of_subject(ev.case_subject(case.id)):
                if isinstance(event, ev.Event):
                    self._hear(event, is_news=False)
        for key in self._unplaced:
            self._lose(key, at)
        self._unplaced.clear()
        self._is_caught_up = True

    def _lose(self, key: Key, at: float) -> None:
        place = self._fleet.place(key)
        if place is not None:
            self._losses.lost(key, place, at)

    def _hear(self, event: ev.Event, *, is_news: bool = True) -> None:
        case = ev.case_of(event.subject)
        assert case is not None
        at = self._clock.monotonic() - (self._clock.now() - event.at).total_seconds()
        match event.body:
            case ev.CaseOpened(lane=Lane.TECHNICAL, subject=subject, alarm=alarm):
                if subject.kind is ev.SubjectKind.AREA:
                    self._courses[case] = _Course()
                elif subject.kind is ev.SubjectKind.DEVICE and is_news:
                    self._hear_loss(event, alarm, at)
            case ev.AlarmJoined(alarm):
                if case in self._courses:
                    self._courses[case].lost_at[alarm.device] = event.at
                    self._note_reserve(self._courses[case], (alarm,))
                elif is_news:
                    self._hear_loss(event, alarm, at)
            case ev.DevicesLost(devices) if case in self._courses:
                self._courses[case].lost_at.update(dict.fromkeys(devices, event.at))
                self.forget((event.municipality, device) for device in devices)
            case ev.CaseReceived(alarms=alarms) if case in self._courses:
                self._note_reserve(self._courses[case], alarms)
            case ev.DevicesReturned(devices, as_cases) if case in self._courses:
                self._came_back(self._courses[case], event, devices, at, as_cases)
            case ev.OutageEnded():
                self._courses.pop(case, None)
            case ev.CaseClosed() | ev.CaseMerged() if case in self._courses:
                self._closed.add(case)
            case _:
                pass

    def _hear_loss(self, event: ev.Event, alarm: ev.Alarm, at: float) -> None:
        is_ours = alarm.report.source.startswith("watch:")
        if alarm.cause not in LOSSES or is_ours:
            return
        key = (event.municipality, alarm.device)
        if self._is_caught_up:
            self._lose(key, at)
        else:
            self._unplaced[key] = None

    def _note_reserve(self, course: _Course, alarms: Iterable[ev.Alarm]) -> None:
        for alarm in alarms:
            is_on_reserve = alarm.cause is Cause.PRIMARY_LINK_LOST
            (course.on_reserve.add if is_on_reserve else course.on_reserve.discard)(alarm.device)

    def _came_back(
        self, course: _Course, event: ev.Event, devices: Sequence[DeviceId], at: float, as_cases: bool
    ) -> None:
        for device in devices:
            course.lost_at.pop(device, None)
            course.on_reserve.discard(device)
            line = self._fleet.line((event.municipality, device))
            if line is not None and line.device.kind in CARRIERS and not as_cases:
                course.carrier_at = at
        course.returned += len(devices)
        course.changed_at = at
