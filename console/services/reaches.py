"""Who can call for help now: kept for everybody with an alarm device, and lifted where nobody hears them.

One of the watch's duties, after the heartbeats'. A word, a fault, a silence or an outage that concerns somebody has
them judged in the same second; everybody is judged in turn besides, for time alone changes it too. While a silence may
be ours nobody is said to have no way.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from console.domain import events as ev
from console.domain import lifting, risk
from console.domain.alarm import Cause, Lane
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.device_line import DeviceLine
from console.domain.heartbeats import Key
from console.domain.ids import CaseId, DeviceId, MunicipalityId, ResidentId
from console.domain.lane import OutageHead
from console.domain.lifecycle import State
from console.domain.lifting import MUTING, Voiceless
from console.domain.outages import own_cases
from console.domain.reach import ALARM_DEVICES, RISING, Condition, PersonReach, Reach, reach_of
from console.domain.resident import Resident
from console.domain.risk import Candidate, Ranked
from console.services.directory import Directory
from console.services.fleet import Fleet
from console.services.heartbeats import Heartbeats
from console.services.outages import Outages
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder
from console.services.self_tests import SelfTests

JUDGED_AT_ONCE = 200
"""People judged each second at the most after a start: some milliseconds on the loop."""

LOOKED_AT_ONCE = 25
"""People judged in one go: some milliseconds on the loop."""

ROUND_S = 60
"""Then everybody has their turn once in so many seconds."""


class Reaches:
    """`on_change` is told of whoever's answer has changed; `is_round_done` says whether everybody has been judged since
    the devices were read."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        fleet: Fleet,
        heartbeats: Heartbeats,
        outages: Outages,
        tests: SelfTests,
        clock: Clock,
        new_id: Ids,
    ) -> None:
        self._recorder = recorder
        self._directory = directory
        self._fleet = fleet
        self._heartbeats = heartbeats
        self._outages = outages
        self._tests = tests
        self._clock = clock
        self._new_id = new_id
        self._people: dict[ResidentId, PersonReach] = {}
        self._counts: dict[MunicipalityId, Counter[Reach]] = {}
        self._touched: set[ResidentId] = set()
        self._units: set[Key] = set()
        self._turn: list[ResidentId] = []
        self._pace = JUDGED_AT_ONCE
        self._readings = 0
        self.is_round_done = False
        self._told: dict[ResidentId, CaseId | None] = {}
        self.on_change: Callable[[ResidentId], None] = lambda resident: None
        fleet.listeners.append(lambda key, line, interval_s: self.touch(key))
        heartbeats.on_change = self.touch

    def of(self, resident: ResidentId) -> PersonReach | None:
        """Whether somebody can call; None for who has no alarm device, or is not judged yet."""
        return self._people.get(resident)

    def counts(self, municipalities: Iterable[MunicipalityId]) -> dict[Reach, int]:
        """People with an alarm device in these municipalities, by whether they can call; only those judged so far."""
        found = dict.fromkeys(RISING, 0)
        for municipality in municipalities:
            for reach, count in self._counts.get(municipality, {}).items():
                found[reach] += count
        return found

    def touch(self, key: Key) -> None:
        """Something has changed about a device. Whom it concerns may be read later."""
        self._units.add(key)

    async def heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        for case in cases:
            if case.lane is Lane.TECHNICAL and case.device:
                self.touch((case.municipality, case.device))
        for event in events:
            if isinstance(event.body, ev.DevicesLost | ev.DevicesReturned):
                for device in event.body.devices:
                    self.touch((event.municipality, device))
            elif isinstance(event.body, ev.SilenceEnded):
                self._touched.update(one for one, found in self._people.items() if found.reach is Reach.NO_PATH)
            elif isinstance(event.body, ev.SelfTestFiled | ev.CaseOpened | ev.AlarmJoined):
                self.touch((event.municipality, event.body.alarm.device))

    async def look(self) -> None:
        """Judges who is to be judged, and lifts what leaves somebody without a way. Raises Unwritable: asked again."""
        if not self._fleet.is_read:
            return
        if self._readings != self._fleet.readings:
            self._begin_anew()
        touched = self._touched.union(*map(self._fleet.concerned, self._units))
        self._touched, self._units = set(), set()
        turn, self._turn = self._turn[: self._pace], self._turn[self._pace :]
        silent = self._outages.silent()
        for number, resident in enumerate(touched.union(turn)):
            if number % LOOKED_AT_ONCE == LOOKED_AT_ONCE - 1:
                await asyncio.sleep(0)  # alarms come in between
            self._judge(resident, silent)
        if not self._turn:
            self.is_round_done = True
            self._turn = list(self._fleet.residents())
            self._pace = min(JUDGED_AT_ONCE, len(self._turn) // ROUND_S + 1)
        if not self._heartbeats.is_deaf:
            await self._lift()

    def head(self, case: Case) -> OutageHead:
        """An outage in numbers."""
        people = Counter(self.reach(one) for one in self.concerned(case))
        return OutageHead(
            devices=len(case.out - {case.device}), people=people.total(), no_way=people[Reach.NO_PATH],
            phone_only=people[Reach.PHONE_ONLY], unknown=people[Reach.UNKNOWN],
        )  # fmt: skip

    def worst(self, case: Case) -> PersonReach | None:
        """The answer of whoever is worst off of those whom a case concerns; None where it concerns nobody with an
        alarm device."""
        found = [reach for one in self.concerned(case) if (reach := self._people.get(one)) is not None]
        return min(found, key=lambda one: RISING.index(one.reach), default=None)

    def concerned(self, case: Case) -> set[ResidentId]:
        """Everybody whom a technical case concerns: by the silent devices of an outage, else by the one it is about."""
        if case.resident is not None:
            return {case.resident}
        devices = case.out if case.is_outage else (case.device,)
        return {one for device in devices for one in self._fleet.concerned((case.municipality, device))}

    def reach(self, resident: ResidentId) -> Reach:
        """Whether somebody can call; unknown for who has no alarm device."""
        found = self._people.get(resident)
        return found.reach if found is not None else Reach.UNKNOWN

    def conditions(self, lines: Iterable[DeviceLine]) -> dict[DeviceId, Condition]:
        """What is known of these devices beside their own last words."""
        silent = self._outages.silent()
        return {line.device.id: self._condition(line, silent) for line in lines if line.device.kind in ALARM_DEVICES}

    def _begin_anew(self) -> None:
        """Whom an open fault concerns comes first: a row says of them whether they can call."""
        for case in self._recorder.board.open_cases():
            if case.lane is Lane.TECHNICAL:
                self._units.update((case.municipality, device) for device in (case.device, *case.out) if device)
        self.is_round_done = False
        self._readings = self._fleet.readings
        self._people = {}
        self._counts = {}
        self._turn, self._pace = list(self._fleet.residents()), JUDGED_AT_ONCE

    def _judge(self, resident: ResidentId, silent: frozenset[Key]) -> None:
        home = self._fleet.residents().get(resident)
        lines = [line for line in self._fleet.lines_of(resident) if line.device.kind in ALARM_DEVICES]
        if home is None or not lines:
            return
        conditions = {line.device.id: self._condition(line, silent) for line in lines}
        found = reach_of(lines, self._clock.now(), conditions)
        before = self._people.get(resident)
        self._people[resident] = found
        counts = self._counts.setdefault(home[0], Counter())
        if before is not None:
            counts[before.reach] -= 1
        counts[found.reach] += 1
        if found.reach is not Reach.NO_PATH:
            self._told.pop(resident, None)
        if before is None or (before.reach, before.grounds) != (found.reach, found.grounds):
            self.on_change(resident)

    def _condition(self, line: DeviceLine, silent: frozenset[Key]) -> Condition:
        key = (line.device.municipality, line.device.id)
        open_cases = own_cases(key, Overlay(self._recorder.board), MUTING)
        faults = {case.cause: case.last_at for case in open_cases if case.state is not State.RETURNED_UNSEEN}
        told_at = faults.pop(Cause.HEARTBEAT_MISSED, None)
        is_told = told_at is not None and (line.sign is None or line.sign.at <= told_at)
        is_missed = is_told or key in silent or self._heartbeats.is_missed(key)
        is_expected = self._tests.is_expected(key[0])
        return Condition(faults, is_missed, self._tests.tested_at(key), is_expected)

    async def _lift(self) -> None:
        mute = [(resident, found) for resident, found in self._people.items() if found.reach is Reach.NO_PATH]
        if not mute:
            return
        now, out = self._clock.now(), self._outages.by_device()
        silences = self._recorder.board.silences.values()
        new = [
            one
            for resident, found in mute
            if not self._is_told(resident, found, out)
            and not lifting.is_on_purpose(one := self._voiceless(resident, found, out), silences, now)
        ]  # fmt: skip
        if new:
            people = await self._by_risk(new)
            await self._recorder.note(lambda board: lifting.lifted(people, now, board, self._new_id))
            self._keep_told(people, now)

    def _is_told(self, resident: ResidentId, found: PersonReach, out: Mapping[Key, Case]) -> bool:
        """By a case of their own; by an outage only while they are part of it."""
        if resident not in self._told:
            return False
        by = self._told[resident]
        return by is None or any(case.id == by for key in _keys(found) if (case := out.get(key)) is not None)

    def _keep_told(self, people: Iterable[Voiceless], now: datetime) -> None:
        board = Overlay(self._recorder.board)
        for one in people:
            outage = board.get(one.outage.id) if one.outage is not None else None
            if lifting.is_told(one, now, board):
                self._told[one.resident] = None
            elif outage is not None and outage.is_open and outage.is_lifted:
                self._told[one.resident] = outage.id

    def _voiceless(self, resident: ResidentId, found: PersonReach, out: Mapping[Key, Case]) -> Voiceless:
        keys = _keys(found)
        devices = tuple(one for key in keys if (one := self._fleet.silent(key)) is not None)
        outage = next((out[key] for key in keys if key in out), None)
        return Voiceless(resident, devices, found.grounds, outage)

    async def _by_risk(self, people: Sequence[Voiceless]) -> list[Voiceless]:
        """In the order of the risk list, who is not on it last."""
        ranked = self.ranked(await self._directory.residents([one.resident for one in people]))
        judged = [
            Voiceless(one.resident, one.devices, one.grounds, one.outage, found.peril if found else None)
            for one in people
            for found in (ranked.get(one.resident),)
        ]
        return sorted(judged, key=lambda one: _order(ranked.get(one.resident), one.resident))

    def ranked(self, residents: Iterable[Resident]) -> Mapping[ResidentId, Ranked]:
        """Their places on the risk list; who is not on it is left out."""
        people, homes = risk.open_alarms(self._recorder.board.open_cases())
        now = self._clock.now()
        found: dict[ResidentId, Ranked] = {}
        for one in residents:
            lines = self._fleet.lines_of(one.id)
            newest = max((line.sign.at for line in lines if line.sign is not None), default=None)
            candidate = Candidate(one, None, frozenset(line.device.kind for line in lines), newest)
            ranked = risk.ranked(candidate, risk.worst(people.get(one.id), homes.get(one.household)), now)
            if ranked is not None:
                found[one.id] = ranked
        return found


def _keys(found: PersonReach) -> list[Key]:
    return [(each.line.device.municipality, each.line.device.id) for each in found.devices]


def _order(ranked: Ranked | None, resident: ResidentId) -> tuple[bool, tuple[float, ...], str]:
    return (ranked is None, ranked.place if ranked is not None else (), resident)
