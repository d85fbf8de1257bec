"""A shift of the whole program at ten times the speed of life, and what it holds meanwhile; `memory` runs it.

    python -m tests.bench.shift field PORT BEGUN SECONDS    what devices, staff and their phones send
    python -m tests.bench.shift seat PORT BEGUN SECONDS FOLDER    the real program, with a hand at its keys

Both share one clock, which began at BEGUN (time.monotonic()); SECONDS are real ones. The seat says what it holds every
few seconds, a line of JSON each. Scripted colleagues work beside the hand, through the same desk. Nobody calls, so the
engine of calls is not loaded; what calls leave behind is measured by `call`.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.life import alarms_a_second, life
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.municipality.staff import staff_of
from console.adapters.phone.journey import Journey
from console.bootstrap.demo import Demonstration
from console.bootstrap.demo_colleagues import Colleagues
from console.bootstrap.demo_night import rooms_served, store_night
from console.bootstrap.demo_staff import LIVE
from console.bootstrap.joined import Fittings, opened
from console.bootstrap.land import demo_map
from console.bootstrap.phones import PlacedPhone
from console.config import Config
from console.domain import events as ev
from console.domain.land import Point
from console.domain.night import moment
from console.services.screen import Screen
from tests.bench.hastened import HastenedClock
from tests.faults.intake_process import FixedKey, configured
from tests.path.hearing_process import COMMAND as LOUDSPEAKER
from tests.path.shift_process import tell, until
from ui.app import Opened, Plan, Program, camera_command

SPEED = 10.0
SEED, RESIDENTS = 7, 1000
BEGINS_AT = moment(date(2026, 11, 22), 21 * 60 + 50)
"""Ten to ten in the evening: the night's three rounds lie in the eight hours after it."""

ALARMS_AN_HOUR = 83.0
"""2,000 a day, as a city centre takes."""
HEARTBEATS = 600
"""Devices that say that they live."""

SAMPLE_EVERY_S = 5.0
COUNT_EVERY = 6
"""Objects are counted at every sixth sample: counting stops the program for a while."""

KEY_SETTLED_S = 1.2
"""A first press of a key whose meaning has just changed does nothing."""

LOOK_WITHIN_S = 5.0

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def clock_of(begun_s: float) -> HastenedClock:
    return HastenedClock(SPEED, BEGINS_AT, begun_s)


def municipality() -> SimulatedMunicipality:
    return build(SEED, RESIDENTS, today=BEGINS_AT.date())


def settings(port: int, folder: Path) -> Config:
    """The ordinary ones, but that what is waited for by the machine itself stays as long as it is."""
    config = configured(port, folder)
    canary, presence = config.canary, config.presence
    return replace(
        config,
        canary=replace(
            canary, interval_s=round(canary.interval_s * SPEED), blind_after_s=round(canary.blind_after_s * SPEED),
            screen_unanswered_after_s=round(canary.screen_unanswered_after_s * SPEED),
        ),
        presence=replace(presence, orphan_after_s=round(presence.orphan_after_s * SPEED)),
        calls=replace(config.calls, engine=False),
    )  # fmt: skip


async def field(port: int, begun_s: float, seconds: float) -> None:
    """What is sent to a centre in a night, until its end."""
    clock, place = clock_of(begun_s), municipality()
    senders: dict[tuple[str, str], Sender] = {}
    patience = tuple(timedelta(seconds=SPEED * each) for each in (1, 2, 5, 10, 20))
    for tenant in place.municipalities:
        for name in sorted(tenant.senders):
            access = BrokerAccess("127.0.0.1", port, client_id=f"field-{tenant.id}-{name}")
            senders[tenant.id, name] = Sender(SenderSettings(access, tenant.id, name, patience), clock)
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(sender.run(), name="sender") for sender in senders.values()]
        running += [group.create_task(phone.run(), name="phone") for phone in phones(port, place, clock)]
        await tell_life(place, clock, senders, timedelta(seconds=seconds * SPEED))
        for task in running:
            task.cancel()


def phones(port: int, place: SimulatedMunicipality, clock: HastenedClock) -> list[PlacedPhone]:
    """Those of the staff who work this night."""

    async def way(start: Point, goal: Point) -> Journey:
        return Journey((start, goal), 240.0)

    access = BrokerAccess("127.0.0.1", port, client_id="phone")
    working = [one for one in staff_of(place, BEGINS_AT).people if one.is_on]
    return [PlacedPhone(one.responder, LIVE, one.place, access, clock, way) for one in working]


async def tell_life(
    place: SimulatedMunicipality, clock: HastenedClock, senders: dict[tuple[str, str], Sender], lasts: timedelta
) -> None:
    """A night's alarms, faults, heartbeats, samples and beds, each at its time."""
    rate = ALARMS_AN_HOUR / 3600 / alarms_a_second(place, BEGINS_AT)
    for signal in life(place, SEED, BEGINS_AT, lasts, rate, heartbeats=HEARTBEATS):
        await clock.sleep(signal.offset.total_seconds() - clock.monotonic())
        head = signal.report.head
        report = replace(signal.report, head=replace(head, at=clock.now()))
        await senders[head.origin.municipality, head.origin.sender].send(report)


class Shift:
    """The console, the colleagues, and the hand at the keys."""

    def __init__(self, port: int, folder: Path, begun_s: float, seconds: float) -> None:
        self.clock = clock_of(begun_s)
        self.config = settings(port, folder)
        self._map = demo_map(SEED, folder, BEGINS_AT.date())
        self._place = municipality()
        self._seconds = seconds
        self._done: Counter[str] = Counter()

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """The console's side."""
        place, silent = self._place, (sys.executable, "-c", "import sys; sys.stdin.read()")
        fittings = Fittings(
            FixedKey(), screen, silent, place.operators, LOUDSPEAKER, camera_command(), clock=self.clock,
            map_file=self._map, is_simulated=True,
        )  # fmt: skip
        async with opened(self.config, fittings) as console, rooms_served(console, place, SEED) as rooms:
            self.console = console
            demonstration = Demonstration(console, place, SEED, None)
            await demonstration.prepare()
            await demonstration.staff.prepare()
            await store_night(console, place, SEED, self.clock.now(), rooms)
            colleagues = Colleagues(console, place.operators, random.Random(SEED), (), is_show=False)
            working = asyncio.create_task(colleagues.run(), name="colleagues")
            gc.freeze()  # as the ordinary console does
            is_open(console)
            try:
                await console.run()
            finally:
                working.cancel()
                await asyncio.wait({working})
                if not working.cancelled():
                    working.result()

    async def act(self, program: Program) -> int:
        """The screen's side: sits down, and works until the end."""
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible() and window.stage.sign_in.people.people(), 120)
        await asyncio.sleep(0.5)
        self._press(program, Key.Key_1)
        await until(lambda: window.seat.operator is not None, 120)
        tell(seated=True)
        telling = asyncio.create_task(self._tell(program), name="tell")
        ends_at = time.monotonic() + self._seconds
        while time.monotonic() < ends_at:
            for turn in (self._handle, self._look_in, self._look_around):
                await turn(program)
        telling.cancel()
        await asyncio.wait({telling})
        if not telling.cancelled():
            telling.result()
        tell(account=await program.bridge.ask(self._account()))
        return 0

    async def _handle(self, program: Program) -> None:
        """Takes what waits, reads the card, writes, sees who is near, and closes it."""
        window = program.window
        await self._go(program, Key.Key_1)
        self._press(program, Key.Key_F2)
        if not await came(lambda: self._own(program) is not None):
            return
        self._done["taken"] += 1
        await asyncio.sleep(0.8)
        await self._go(program, Key.Key_E, 0.5)
        self._press(program, Key.Key_Escape)
        self._press(program, Key.Key_F11)
        await asyncio.sleep(0.2)
        QTest.keyClicks(self._focused(program), "Ringde upp, fick svar.")
        self._press(program, Key.Key_F11)
        await asyncio.sleep(KEY_SETTLED_S)
        self._press(program, Key.Key_O, Qt.KeyboardModifier.AltModifier)
        await asyncio.sleep(0.4)
        self._press(program, Key.Key_F8)
        await came(lambda: window.stage.dispatch.column.list.candidates(), 2.0)
        self._press(program, Key.Key_Escape)
        await self._go(program, Key.Key_1, 0.8)
        self._press(program, Key.Key_F12)
        await asyncio.sleep(0.4)
        self._press(program, Key.Key_2)
        await asyncio.sleep(0.2)
        self._press(program, Key.Key_F12)
        self._done["closed"] += await came(lambda: self._own(program) is None)

    async def _look_in(self, program: Program) -> None:
        """The next look of the round, where one is due."""
        await self._go(program, Key.Key_2, KEY_SETTLED_S)
        self._press(program, Key.Key_F9)
        standing = program.window.standing
        if not await came(lambda: standing.look is not None, LOOK_WITHIN_S):
            return
        await asyncio.sleep(1.0)
        self._press(program, Key.Key_1)
        self._done["looks"] += await came(lambda: standing.look is None)

    async def _look_around(self, program: Program) -> None:
        """The map, the night, what is technical, how it stands, what we know, the search and the keys."""
        for key, seconds in ((Key.Key_3, 1.0), (Key.Key_4, 1.5), (Key.Key_5, 0.4), (Key.Key_6, 0.4)):
            await self._go(program, key, seconds)
        for key in (Key.Key_B, Key.Key_Comma):
            await self._go(program, key)
            self._press(program, Key.Key_Escape)
        await self._go(program, Key.Key_K)
        QTest.keyClicks(self._focused(program), "lind")
        await asyncio.sleep(0.5)
        self._press(program, Key.Key_Escape)
        self._press(program, Key.Key_F1)
        await asyncio.sleep(0.3)
        self._press(program, Key.Key_Escape)
        self._done["rounds of the views"] += 1

    async def _go(self, program: Program, key: Qt.Key, seconds: float = 0.3) -> None:
        self._press(program, key, CONTROL)
        await asyncio.sleep(seconds)

    def _press(self, program: Program, key: Qt.Key, with_: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self._focused(program), key, with_)

    def _focused(self, program: Program) -> QWidget:
        window = program.window
        return window.focusWidget() or window  # type: ignore[truthy-bool] # Qt's stub knows no None

    def _own(self, program: Program) -> object:
        window = program.window
        return next((row for row in window.model.rows() if window.work.records.is_mine(row)), None)

    async def _tell(self, program: Program) -> None:
        """What the program holds, again and again."""
        for number in itertools.count():
            tell(sample=held() | {"tasks": await tasks_of(program)} | (counted() if number % COUNT_EVERY == 0 else {}))
            await asyncio.sleep(SAMPLE_EVERY_S)

    async def _account(self) -> dict[str, Any]:
        """What was done in the shift, to see that it was one."""
        console = self.console
        events: Counter[str] = Counter()
        seq = 0
        while found := await console.store.journal.since(seq):
            events.update(type(event.body).__name__ for event in found if isinstance(event, ev.Event))
            seq = found[-1].seq
        return {
            "taken_in": console.intake.taken, "events": seq, "opened": events["CaseOpened"],
            "closed": events["CaseClosed"], "tasks": events["TaskBegan"], "plans": events["PlanBegun"],
            "steps": events["StepDone"], "looks": events["LookJudged"],
            "cases_kept": len(console.recorder.board.cases), "by_hand": dict(self._done),
        }  # fmt: skip


async def came(holds: Any, within_s: float = 4.0) -> bool:
    """Whether it came in time."""
    with suppress(TimeoutError):
        await until(holds, within_s)
        return True
    return False


def held() -> dict[str, float]:
    """What the system says of this process: memory in MB, threads, handles; and of its children, how many."""
    own = Path("/proc/self")
    pages = int((own / "statm").read_text().split()[1])
    children = sum(len((task / "children").read_text().split()) for task in (own / "task").iterdir())
    return {
        "at_s": time.monotonic(), "rss_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        "threads": len(list((own / "task").iterdir())), "handles": len(list((own / "fd").iterdir())),
        "children": children,
    }  # fmt: skip


def counted() -> dict[str, float]:
    """Objects that live: Qt's that Python knows of, widgets, and all that the garbage collector follows."""
    gc.collect()
    every = gc.get_objects()
    alive = sum(issubclass(type(one), QObject) and shiboken6.isValid(one) for one in every)
    return {
        "qobjects": alive, "widgets": len(QApplication.allWidgets()),
        "windows": len(QApplication.topLevelWidgets()), "objects": len(every),
    }  # fmt: skip


async def tasks_of(program: Program) -> int:
    """Asyncio's, of the screen and of the console."""

    async def there() -> int:
        return len(asyncio.all_tasks())

    return len(asyncio.all_tasks()) + await program.bridge.ask(there())


def seat(port: int, begun_s: float, seconds: float, folder: Path) -> int:
    shift = Shift(port, folder, begun_s, seconds)
    plan = Plan(shift.config, shift.run, is_demo=True, size=(1920, 1080), act=shift.act, now=shift.clock.now)
    return Program(plan).run()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["field", port, begun, seconds]:
            asyncio.run(field(int(port), float(begun), float(seconds)))
        case ["seat", port, begun, seconds, folder]:
            sys.exit(seat(int(port), float(begun), float(seconds), Path(folder)))
        case _:
            sys.exit(__doc__)
