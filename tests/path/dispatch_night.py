"""A night of tasks through a real broker, the whole console and a phone for each of the staff, some of whom are silent.

`python -m tests.path.dispatch_night [TASKS]` sends so many (60), with 30 % of the phones silent and 10 % of the others
offline in mid-task, and prints what came of it as one JSON line. Answers are waited for by seconds, not by a minute.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.cast import CAST
from console.adapters.municipality.signals import Pen, Truth
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.municipality.staff_cast import USUAL
from console.adapters.municipality.tenants import ALVBRO
from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.secrets import MemorySecrets
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.phones import PlacedPhone
from console.config import Config
from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import Cause, DeviceKind
from console.domain.case import Case
from console.domain.ids import SYSTEM, ConsoleId, OperatorId, ResponderId, TaskId
from console.domain.imported import ImportedStaff
from console.domain.land import Point
from console.domain.link import LinkState
from console.domain.operator import Grant, Operator, Role
from console.domain.refused import Refused
from console.domain.resident import Device
from console.domain.responder import Duty, Responder, Shift
from console.domain.task import TaskMark, TaskRung, Withdrawal
from tests.faults.intake_process import SEED, TODAY, configured
from tests.servers import Mosquitto

RESIDENTS = 200
SILENT, OFFLINE = 0.3, 0.1
ANSWER_S, DELIVERED_S, ASKED = 3, 2, 3
IN_TIME_S = ANSWER_S * ASKED + ANSWER_S + 4.0
"""All that are asked one after another, the group, and a second for each of the watch's looks."""
COURSE = [TaskMark.UNDER_WAY, TaskMark.ARRIVED, TaskMark.DONE]
QUICK = Conduct(
    sees_after_s=0.2, answers_after_s=0.4, sets_out_after_s=0.2, done_after_s=0.5, says_every_s=5, offline_for_s=2.0
)


def hurried(port: int, folder: Path) -> Config:
    """Everything that a person is given a minute for has some seconds."""
    config = configured(port, folder)
    limits = replace(
        config.dispatch, answer_within_s=ANSWER_S, answer_within_normal_s=ANSWER_S, delivered_within_s=DELIVERED_S,
        next_before_group=ASKED,
    )  # fmt: skip
    return replace(config, dispatch=limits)


def conducts(count: int, silent: float, offline: float, rng: random.Random) -> list[Conduct]:
    """So many of each kind, in any order. Half of the silent do not even confirm; the others never look."""
    quiet = round(count * silent)
    talking = count - quiet
    made = [
        replace(QUICK, confirms=False) if number % 2 else replace(QUICK, sees_after_s=None) for number in range(quiet)
    ]
    made += [replace(QUICK, offline_after_s=0.1) for _ in range(round(talking * offline))]
    made += [QUICK] * (count - len(made))
    rng.shuffle(made)
    return made


async def straight(start: Point, goal: Point) -> Journey:
    return Journey([start, goal], 1.0)


@dataclass
class Night:
    """One night, while it goes on and after."""

    console: Console
    place: SimulatedMunicipality
    access: BrokerAccess
    rng: random.Random
    phones: list[PlacedPhone] = field(default_factory=list)
    asked_at: dict[TaskId, datetime] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    async def employ(self, kinds: Sequence[Conduct]) -> None:
        """Staff all over the town, each with a phone."""
        now = self.console.clock.now()
        homes = [home for home in self.place.households if home.municipality == ALVBRO]
        keys = frozenset(home.key for home in homes if home.key)
        people = []
        for number, conduct in enumerate(kinds, start=1):
            home = self.rng.choice(homes)
            one = Responder(
                ResponderId(f"p-{number:03d}"), ALVBRO, f"tel-{number:03d}", f"Provperson {number}", skills=USUAL,
                opens_locks=True, keys=keys, area=home.area, group=("Norr", "Söder")[number % 2],
                may_see_protected=True,
            )  # fmt: skip
            people.append(one)
            assert home.latitude is not None
            assert home.longitude is not None
            spot = Point(home.latitude, home.longitude)
            access = replace(self.access, client_id=f"phone-{number}")
            self.phones.append(PlacedPhone(one, conduct, spot, access, self.console.clock, straight))
        shifts = tuple(
            Shift(one.id, ALVBRO, one.id, now - timedelta(hours=1), now + timedelta(hours=7)) for one in people
        )
        lead = Operator(SYSTEM, "Vaka", frozenset({Grant(ALVBRO, Role.SHIFT_LEAD)}))
        await self.console.dispatched.staff.shelf.take_in(ImportedStaff(tuple(people), shifts), lead)

    def units(self, count: int) -> list[Device]:
        """An alarm of each of so many people, who live alone with theirs."""
        people = [one for one in self.place.residents if one.municipality == ALVBRO][len(CAST) :]
        units = []
        for person in people:
            own = [
                one for one in self.place.devices_of(person) if one.kind is DeviceKind.PERSONAL_ALARM and one.resident
            ]
            units += own[:1]
        assert len(units) >= count
        return units[:count]

    async def send_all(self, count: int, every_s: float) -> None:
        """One alarm after another, and to each an operator of its own who sends somebody."""
        units = self.units(count)
        senders: dict[str, Sender] = {}
        async with asyncio.TaskGroup() as group:
            running = []
            for name in {unit.sender for unit in units}:
                settings = SenderSettings(replace(self.access, client_id=f"hub-{name}"), ALVBRO, name)
                senders[name] = Sender(settings, self.console.clock)
                running.append(group.create_task(senders[name].run()))
            deeds = []
            for number, unit in enumerate(units):
                pen = Pen(datetime.now(UTC), f"night-{number}")
                alarm = pen.alarm(unit, timedelta(0), Cause.PRESS, Truth.NEEDS_HELP)
                await senders[unit.sender].send(alarm.report)
                deeds.append(group.create_task(self._dispatch(number, unit)))
                await asyncio.sleep(every_s)
            await asyncio.gather(*deeds)
            for one in running:
                one.cancel()

    async def _dispatch(self, number: int, unit: Device) -> None:
        case = await self._case_of(unit)
        grants = frozenset({Grant(ALVBRO, Role.OPERATOR)})
        operator = Operator(OperatorId(f"op-{number}"), f"Provoperatör {number}", grants, frozenset({ALVBRO}))
        await self.console.desk.perform(operator, steps.Claim(case.id), console=ConsoleId(f"seat-{number}"))
        at = self.console.clock.now()
        try:
            await self.console.dispatched.desk.sending.send(operator, case.id, None)
        except Refused as said_no:
            self.refused[said_no.reason.value] += 1
            return
        known = self.console.recorder.board.get(case.id)
        assert known is not None
        self.asked_at[known.tasks[-1].id] = at

    async def _case_of(self, unit: Device) -> Case:
        async with asyncio.timeout(60):
            while True:
                for case in self.console.recorder.board.open_cases():
                    if case.subject.id == unit.resident:
                        return case
                await asyncio.sleep(0.05)

    async def settled(self, within_s: float) -> bool:
        """Whether every task came to its end, or to the operator, and every phone's words to their receipt."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            tasks = [task for case in self.console.recorder.board.open_cases() for task in case.tasks]
            over = all(not task.is_open or (_is_up(task.rung) and not task.is_taken) for task in tasks)
            if over and not any(phone.outbox.unreceipted() for phone in self.phones):
                return True
            await asyncio.sleep(0.1)
        return False

    async def told(self, *, is_settled: bool) -> dict[str, object]:
        events = [event async for event in _events(self.console)]
        tasks: defaultdict[TaskId, list[ev.Event]] = defaultdict(list)
        for event in events:
            if isinstance(event.body, ev.TaskBody):
                tasks[event.body.task].append(event)
        firsts = {id: _firsts(found) for id, found in tasks.items()}
        accepted = [id for id, first in firsts.items() if "accepted" in first]
        climbed = [id for id, first in firsts.items() if "accepted" not in first and "call" in first]
        ends = {id: first.get("accepted", first.get("call")) for id, first in firsts.items()}
        waits = {id: (end - firsts[id]["begun"]).total_seconds() for id, end in ends.items() if end is not None}
        return {
            "tasks": len(tasks), "refused": dict(self.refused), "accepted": len(accepted), "escalated": len(climbed),
            "unaccounted": len(tasks) - len(accepted) - len(climbed), "settled": is_settled,
            "f8_to_decided_s": _spread(list(waits.values())), "late": sum(wait > IN_TIME_S for wait in waits.values()),
            "double": sum(_is_double(found) for found in tasks.values()),
            "broken_courses": sum(not _is_whole(found) for id, found in tasks.items() if id in accepted),
            "unanswered_offers": sum(_is_unanswered(event) for event in events),
            "lost_phones": sum(phone.phone.conduct.offline_after_s is not None for phone in self.phones),
            "unopened": sum(phone.unopened for phone in self.phones),
            "f8_to_delivered_s": _spread(self._since_asked(firsts, "delivered")),
            "f8_to_accepted_s": _spread(self._since_asked(firsts, "accepted")),
        }  # fmt: skip

    def _since_asked(self, firsts: dict[TaskId, dict[str, datetime]], mark: str) -> list[float]:
        return [
            (first[mark] - self.asked_at[id]).total_seconds()
            for id, first in firsts.items()
            if mark in first and id in self.asked_at
        ]


def _is_up(rung: TaskRung) -> bool:
    return rung in (TaskRung.CALL, TaskRung.SHIFT_LEAD)


async def _events(console: Console) -> AsyncIterator[ev.Event]:
    seq = 0
    while found := await console.store.journal.since(seq):
        for event in found:
            if isinstance(event, ev.Event):
                yield event
        seq = found[-1].seq


def _firsts(found: Sequence[ev.Event]) -> dict[str, datetime]:
    """When each thing first happened to a task."""
    first: dict[str, datetime] = {}
    for event in found:
        match event.body:
            case ev.TaskBegan():
                first.setdefault("begun", event.at)
            case ev.TaskMarked(mark=mark):
                first.setdefault(mark.value, event.at)
            case ev.TaskClimbed(rung=rung):
                first.setdefault(rung.value, event.at)
            case _:
                pass
    return first


def _course(found: Sequence[ev.Event]) -> list[tuple[ResponderId, TaskMark]]:
    """Who said to have set out, to be there, to be done, in that order."""
    bodies = [event.body for event in found]
    return [(body.responder, body.mark) for body in bodies if isinstance(body, ev.TaskMarked) and body.mark in COURSE]


def _is_double(found: Sequence[ev.Event]) -> bool:
    """Whether two went."""
    return len({responder for responder, _ in _course(found)}) > 1


def _is_whole(found: Sequence[ev.Event]) -> bool:
    """Whether whoever took it came through each step once, in order."""
    return [mark for _, mark in _course(found)] == COURSE


def _is_unanswered(event: ev.Event) -> bool:
    return isinstance(event.body, ev.TaskWithdrawn) and event.body.why is Withdrawal.NO_ANSWER


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    if not seconds:
        return {}
    ordered = sorted(seconds)
    return {
        "median": round(statistics.median(ordered), 3),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 3),
        "worst": round(ordered[-1], 3),
    }


async def night(tasks: int, staff: int, silent: float = SILENT, offline: float = OFFLINE) -> dict[str, object]:
    """What came of so many tasks for so many phones."""
    rng = random.Random(SEED)
    place = build(SEED, RESIDENTS, today=TODAY)
    with tempfile.TemporaryDirectory() as folder, Mosquitto() as broker:
        config = hurried(broker.port, Path(folder))
        async with opened(config, Fittings(MemorySecrets(), is_simulated=True)) as console:
            await Demonstration(console, place, SEED, None).prepare()
            one = Night(console, place, console.broker, rng)
            await one.employ(conducts(staff, silent, offline, rng))
            running = [asyncio.create_task(console.run(), name="console")]
            running += [asyncio.create_task(phone.run(), name="phone") for phone in one.phones]
            try:
                await _signed_in(one)
                await one.send_all(tasks, every_s=0.25)
                return await one.told(is_settled=await one.settled(90))
            finally:
                for each in reversed(running):
                    each.cancel()
                await asyncio.gather(*running, return_exceptions=True)


async def _signed_in(one: Night) -> None:
    """The console is up, and knows of every phone that it can be asked."""
    async with asyncio.timeout(60):
        while True:
            staff = one.console.dispatched.staff.staffed(ALVBRO)
            if one.console.link.state is LinkState.UP and all(
                each.duty is Duty.FREE and each.standing is not None and each.standing.seal_key for each in staff
            ):
                return
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        print(json.dumps(runner.run(night(count, max(10, count // 2)))))
