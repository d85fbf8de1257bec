"""A night of 5,000 test alarms and 20 real ones, through a real broker into the real program.

`python -m tests.path.flood_night field PORT SECONDS TESTS` sends it, each alarm repeated until its receipt is held, and
says what was sent when. `... program PORT FOLDER TESTS` is the seat: it says when each real alarm stood painted on the
screen, in which place, and how long the screen was busy at a stretch. `... SECONDS` alone runs both beside a broker of
its own and prints what came of it as one JSON line.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.cast import CAST
from console.adapters.municipality.scenes import test_burst as burst
from console.adapters.municipality.signals import Pen, Truth
from console.adapters.municipality.simulated import build
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId
from tests.faults.intake_process import SEED, TODAY, configured
from tests.path.shift_process import Seat, tell, until
from tests.servers import Mosquitto
from ui.app import Plan, Program

RESIDENTS = 200
TESTS, REAL = 5000, 20
MARK = "real"
BUSY_MS = 4


def access(port: int, name: str) -> BrokerAccess:
    return BrokerAccess("127.0.0.1", port, client_id=name)


async def field(port: int, seconds: float, tests: int) -> None:
    """Sends it all, waits for every receipt, and says when each real one was sent."""
    place, clock = build(SEED, RESIDENTS, today=TODAY), SystemClock()
    started_at = clock.now()
    signals = burst(place, SEED, started_at, tests, within=timedelta(seconds=seconds))
    rng, pen = random.Random(SEED), Pen(started_at, MARK)
    people = [one for one in place.residents if one.household][len(CAST) : len(CAST) + REAL]
    real = []
    for number, person in enumerate(people):
        unit = next(one for one in place.devices_of(person) if one.kind is not DeviceKind.SMOKE_DETECTOR)
        offset = timedelta(seconds=rng.uniform(0.1, 0.9) * seconds)
        cause = Cause.FALL if number % 4 == 0 else Cause.PRESS
        real.append(pen.alarm(unit, offset, cause, Truth.NEEDS_HELP))
    story = sorted([*signals, *real], key=lambda signal: signal.offset)
    ours = {signal.report.head.key for signal in real}
    senders: dict[tuple[str, str], Sender] = {}
    for tenant in place.municipalities:
        for name in sorted(tenant.senders):
            settings = SenderSettings(access(port, f"field-{tenant.id}-{name}"), tenant.id, name, in_flight=2000)
            senders[tenant.id, name] = Sender(settings, clock)
    tasks = [asyncio.create_task(sender.run()) for sender in senders.values()]
    await asyncio.sleep(1)
    begun, sent = clock.monotonic(), dict[str, float]()
    for signal in story:
        await clock.sleep(max(0.0, signal.offset.total_seconds() - (clock.monotonic() - begun)))
        head = signal.report.head
        now = datetime.now(UTC)
        report = replace(signal.report, head=replace(head, at=now, sequence=None))
        if head.key in ours:
            sent[head.key.id] = time.time()
        await senders[head.origin.municipality, head.origin.sender].send(report)
    async with asyncio.timeout(60):
        while any(sender.unreceipted() for sender in senders.values()):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    tell(field={"sent": len(story), "unreceipted": 0, "real": sent})
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class Watching(QObject):
    """Notes when each case was first painted and where it stood, and each stretch for which the screen was busy."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.window)
        self._view = program.window.stage.queue.view
        self.seen: dict[CaseId, tuple[float, int]] = {}
        self.busy: list[float] = []
        self._at = time.perf_counter()
        self._view.viewport().installEventFilter(self)
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._called)
        timer.start(BUSY_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            now = time.time()
            rows = self._view.model().rows()  # type: ignore[attr-defined]
            places = {row.case: number for number, row in enumerate(rows, start=1)}
            for row, _ in self._view._visible():
                self.seen.setdefault(row.case, (now, places.get(row.case, 0)))
        return False

    def _called(self) -> None:
        at = time.perf_counter()
        self.busy.append((at - self._at) * 1000 - BUSY_MS)
        self._at = at


class FloodSeat(Seat):
    """The seat, which takes every case as soon as it stands there, as operators would together."""

    def __init__(self, *given: Any, tests: int) -> None:
        super().__init__(*given)
        self._tests = tests

    async def act(self, program: Program) -> int:
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible())
        await asyncio.sleep(0.5)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_1)
        await until(lambda: window.seat.operator is not None)
        watching = Watching(program)
        tell(seated=True)
        flooded = False
        async with asyncio.timeout(900):
            while not self._is_over(watching):
                flooded = flooded or window.stage.queue._flood.isVisible()
                if window.stage.queue.model.unanswered() and len(watching.seen) > 3:
                    QTest.keyClick(window.stage.queue.view, Qt.Key.Key_F2)
                await asyncio.sleep(0.2)
        board = self.console.recorder.board
        alarms = {case: one.recent[0].report.id for case, one in board.cases.items() if one.recent}
        busy = sorted(watching.busy)
        tell(
            program={
                "seen": {alarms[case]: seen for case, seen in watching.seen.items() if case in alarms},
                "tests_filed": board.tests_filed, "cases": len(board.cases), "flooded": flooded,
                "flood_notice": window.stage.queue._flood.isVisible(),
                "busy_ms": {
                    "p50": round(busy[len(busy) // 2], 1), "p99": round(busy[int(len(busy) * 0.99)], 1),
                    "p99.9": round(busy[int(len(busy) * 0.999)], 1), "worst": round(busy[-1], 1),
                },
            }
        )  # fmt: skip
        return 0

    def _is_over(self, watching: Watching) -> bool:
        return self.console.recorder.board.tests_filed >= self._tests and len(watching.seen) >= REAL


def program(port: int, folder: Path, tests: int) -> int:
    config = configured(port, folder)
    seat = FloodSeat(config, "flood", tests=tests)
    return Program(Plan(config, seat.run, is_demo=True, size=(1920, 1080), act=seat.act)).run()


def night(seconds: float, tests: int = TESTS) -> dict[str, Any]:
    """The whole night; `seconds` is how long its ten minutes take here."""
    with Mosquitto() as broker, tempfile.TemporaryDirectory() as folder:
        start = [sys.executable, "-m", "tests.path.flood_night"]
        seat = subprocess.Popen(
            [*start, "program", str(broker.port), folder, str(tests)], stdout=subprocess.PIPE, text=True
        )
        assert seat.stdout is not None
        try:
            next(line for line in seat.stdout if "seated" in line)
            sent = subprocess.run(
                [*start, "field", str(broker.port), str(seconds), str(tests)], stdout=subprocess.PIPE, text=True,
                timeout=seconds + 120, check=True,
            )  # fmt: skip
            out, _ = seat.communicate(timeout=120)
        finally:
            seat.kill()
            seat.wait()
    told: dict[str, Any] = {}
    for line in (*sent.stdout.splitlines(), *out.splitlines()):
        if line.startswith("{"):
            told |= json.loads(line)
    return account(told["field"], told["program"], seconds)


def account(sent: dict[str, Any], seen: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What came of it: how long each real alarm took from its sending to the painted row, and the place of that."""
    waited = sorted(seen["seen"][key][0] - at for key, at in sent["real"].items() if key in seen["seen"])
    places = [seen["seen"][key][1] for key in sent["real"] if key in seen["seen"]]
    return {
        "ten_minutes_in_s": seconds, "sent": sent["sent"], "unreceipted": sent["unreceipted"],
        "tests_filed": seen["tests_filed"], "real_sent": len(sent["real"]), "real_seen": len(waited),
        "lowest_place": max(places),
        "to_painted_s": {"p50": round(waited[len(waited) // 2], 3), "worst": round(waited[-1], 3)},
        "busy_ms": seen["busy_ms"], "flooded": seen["flooded"],
    }  # fmt: skip


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["field", port, seconds, tests]:
            asyncio.run(field(int(port), float(seconds), int(tests)))
        case ["program", port, folder, tests]:
            sys.exit(program(int(port), Path(folder), int(tests)))
        case [seconds]:
            sys.stdout.write(json.dumps(night(float(seconds))) + "\n")
        case _:
            sys.exit(__doc__)
