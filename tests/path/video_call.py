"""A callback by one key in the real program: real engine, embedded broker, the resident's device in its own process.

`python -m tests.path.video_call` takes a case, calls by video (F6), has the engine's process killed in the midst of the
call, hangs up (Ctrl+L), and prints one JSON line: how soon it rang, was answered, heard and seen, how soon it was back,
and what the journal says of the call.
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.adapters.clock import SystemClock
from console.adapters.municipality.simulated import build
from console.bootstrap.demo_calls import residents_at_home
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.call import CallState
from console.domain.call_shown import OpenCall
from console.domain.ids import SYSTEM
from console.domain.imported import ImportedRows
from console.domain.operator import Grant, Operator, Role
from console.domain.report import AlarmReport
from console.services.screen import Screen
from tests.builders import head
from tests.faults.intake_process import FixedKey
from tests.path.shift_process import until
from ui.app import Opened, Plan, Program, tablets_command
from ui.media.engine import Engine
from ui.media.flags import FAKE_DEVICES, LOOPBACK

SEED, RESIDENTS = 7, 150
WHO = "Märta Lindqvist"
CONTROL = Qt.KeyboardModifier.ControlModifier
WITHIN_S = 60.0
CALL_BODIES = (ev.CallBegan, ev.CallAnswered, ev.CallNoted, ev.CallEnded)


class Callback:
    """The program, its console, and the hand at the keys."""

    def __init__(self, folder: Path) -> None:
        self.clock = SystemClock()
        self._simulated = build(SEED, RESIDENTS, today=self.clock.now().date())
        config = Config()
        self.config = replace(
            config,
            broker=replace(config.broker, host="127.0.0.1", tls=False, embedded=True),
            database=replace(config.database, file=str(folder / "call.db")),
            console=replace(config.console, state_folder=str(folder)),
        )
        self.told: dict[str, Any] = {}

    def make_engine(self) -> Engine:
        self.engine = Engine(flags=(LOOPBACK, FAKE_DEVICES), is_simulated=True)
        return self.engine

    async def run(self, screen: Screen, is_open: Opened) -> None:
        one = self._simulated
        ellen = [each for each in one.operators if each.name == "Ellen Sandgren"]
        fittings = Fittings(FixedKey(), screen, (), ellen, clock=self.clock)
        async with opened(self.config, fittings) as console:
            self.console = console
            grants = frozenset(Grant(tenant.id, Role.SHIFT_LEAD) for tenant in one.municipalities)
            rows = ImportedRows(one.municipalities, one.households, one.residents, one.devices)
            await console.directory.take_in(rows, Operator(SYSTEM, "Vaka", grants))
            async with residents_at_home(console, one, tablets_command(), timedelta(0), is_show=True):
                is_open(console)
                await console.run()

    async def act(self, program: Program) -> int:
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible())
        await asyncio.sleep(0.5)
        self._key(program, Qt.Key.Key_1)
        await until(lambda: window.seat.operator is not None)
        await asyncio.sleep(4.0)  # the device registers, the engine is loaded
        await program.bridge.ask(self._press(self.console))
        await until(lambda: any(self.console.recorder.board.open_cases()))
        await asyncio.sleep(0.5)
        self._key(program, Qt.Key.Key_F2)
        await until(lambda: window.work.row is not None and window.work.records.is_mine(window.work.row))
        await asyncio.sleep(1.0)
        await self._call(program)
        await self._killed(program)
        self._key(program, Qt.Key.Key_L, CONTROL)
        await until(lambda: (call := self._open(program)) is None or call.course.is_over, WITHIN_S)
        await asyncio.sleep(1.0)
        self.told["journal"] = await program.bridge.ask(self._journal())
        return 0

    def _key(self, program: Program, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(program.window.focusWidget() or program.window, key, with_)

    def _open(self, program: Program) -> OpenCall | None:
        return program.window.standing.call

    async def _press(self, console: Console) -> None:
        resident = self._simulated.named(WHO)
        band = next(
            one for one in self._simulated.devices_of(resident) if one.kind is not DeviceKind.TABLET and one.resident
        )
        at = head(self.clock.now(), device=band.id, sender=band.sender, municipality=band.municipality)
        await console.intake.take([AlarmReport(at, DeviceKind.PERSONAL_ALARM, Cause.PRESS)])

    async def _call(self, program: Program) -> None:
        begun = time.monotonic()
        self._key(program, Qt.Key.Key_F6)
        for name, holds in (
            ("ringing_ms", lambda call: call.course.rang_at is not None),
            ("answered_ms", lambda call: call.course.state is CallState.CONNECTED),
            ("heard_ms", lambda call: call.is_heard),
            ("seen_ms", lambda call: call.is_seen),
        ):
            await until(lambda holds=holds: (call := self._open(program)) is not None and holds(call), WITHIN_S)
            self.told[name] = round((time.monotonic() - begun) * 1000)
        await asyncio.sleep(2.0)
        call = self._open(program)
        assert call is not None
        self.told["quality"] = call.quality.value
        self.told["figures"] = asdict(call.figures)

    async def _killed(self, program: Program) -> None:
        """The engine's process dies in the midst of the call: until the console says that it is whole again."""
        begun = time.monotonic()
        web: Any = self.engine._web
        os.kill(web._page.renderProcessPid(), signal.SIGKILL)
        await until(lambda: (call := self._open(program)) is not None and call.lost_since is not None, WITHIN_S)
        self.told["noticed_ms"] = round((time.monotonic() - begun) * 1000)
        await until(
            lambda: (call := self._open(program)) is not None and call.lost_since is None and call.is_seen, WITHIN_S
        )
        self.told["back_ms"] = round((time.monotonic() - begun) * 1000)
        await asyncio.sleep(2.0)

    async def _journal(self) -> list[dict[str, Any]]:
        events: list[ev.Event] = []
        while tail := await self.console.store.journal.since(events[-1].seq if events else 0):
            events += [one for one in tail if isinstance(one, ev.Event)]
        return [
            {"kind": type(one.body).__name__, "who": one.who, "subject": str(one.subject)[:5], **_facts(one.body)}
            for one in events
            if isinstance(one.body, CALL_BODIES)
        ]


def _facts(body: Any) -> dict[str, Any]:
    names = ("way", "with_picture", "change", "end", "result", "seconds", "sound_after_s", "picture_after_s", "after_s")
    return {name: getattr(body, name) for name in names if hasattr(body, name)}


def called() -> dict[str, Any]:
    """The call, and what came of it."""
    with tempfile.TemporaryDirectory(prefix="vaka-call-") as name:
        course = Callback(Path(name))
        plan = Plan(
            course.config, course.run, is_demo=True, act=course.act, now=course.clock.now,
            engine=course.make_engine,
        )  # fmt: skip
        return {"code": Program(plan).run(), **course.told}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(called()) + "\n")
