"""A night's first round of 60 residents, by keyboard, in the real program: real cameras' process, real store, real
keys.

`python -m tests.path.night_round LOOKS` does so many looks (all sixty where it is 60), with an alarm in the midst of
one of them, and prints what came of it as one JSON line: keys pressed, how soon each picture came, how soon the alarm
stood on the screen, what the journal says of each look, and whether any picture is found in any file that was written.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.adapters.clock import SystemClock
from console.adapters.municipality.room_server import RoomServer
from console.adapters.municipality.rooms import State
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.bootstrap.demo_night import rooms_served
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import SYSTEM
from console.domain.imported import ImportedDecisions, ImportedRows
from console.domain.look import LookOutcome
from console.domain.night import LOCAL, moment
from console.domain.operator import Grant, Operator, Role
from console.domain.picture import Picture
from console.domain.report import AlarmReport
from console.services.screen import Screen
from tests.builders import head
from tests.faults.intake_process import FixedKey
from tests.path.shift_process import until
from ui.app import Opened, Plan, Program, camera_command

SEED = 7
RESIDENTS = 150
BEGINS_MIN = 22 * 60 + 40
DIGITS = {
    State.ASLEEP: 1, State.AWAKE: 2, State.UP: 3, State.IN_ARMCHAIR: 3, State.ABSENT: 4, State.ON_FLOOR: 5,
    State.OTHER_PERSON: 7,
}  # fmt: skip


class NightClock(SystemClock):
    """It is night; and it is later when there is nothing to do before."""

    def __init__(self) -> None:
        super().__init__()
        now = datetime.now(UTC)
        self.begins_at = moment(now.astimezone(LOCAL).date(), BEGINS_MIN)
        self.ahead = self.begins_at - now

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Night:
    """The program, its console, its rooms, and the hand at the keys."""

    def __init__(self, folder: Path, looks: int) -> None:
        self.clock = NightClock()
        self._looks = looks
        self._simulated = build(SEED, RESIDENTS, today=self.clock.now().date())
        self.config = Config()
        self.config = replace(
            self.config,
            broker=replace(self.config.broker, host="127.0.0.1", tls=False, embedded=True),
            database=replace(self.config.database, file=str(folder / "night.db")),
            console=replace(self.config.console, state_folder=str(folder)),
        )
        self.keys = 0
        self.opened_keys: list[int] = []
        self.waited: list[float] = []
        self.alarm: dict[str, float] = {}
        self.rows: list[bytes] = []

    async def run(self, screen: Screen, is_open: Opened) -> None:
        one = self._simulated
        fittings = Fittings(
            FixedKey(), screen, (), [each for each in one.operators if each.name == "Ellen Sandgren"],
            camera=camera_command(), clock=self.clock,
        )  # fmt: skip
        async with opened(self.config, fittings) as console, rooms_served(console, one, SEED) as rooms:
            self.console = console
            await self._take_in(console, one, rooms)
            is_open(console)
            await console.run()

    async def _take_in(self, console: Console, one: SimulatedMunicipality, rooms: RoomServer) -> None:
        grants = frozenset(Grant(tenant.id, Role.SHIFT_LEAD) for tenant in one.municipalities)
        importer = Operator(SYSTEM, "Vaka", grants)
        await console.directory.take_in(
            ImportedRows(one.municipalities, one.households, one.residents, one.devices), importer
        )
        cameras = tuple(replace(camera, address=rooms.address_of(camera.id)) for camera in one.cameras)
        for number, decision in enumerate(one.decisions):
            if decision.camera is not None:
                rooms.put(decision.camera, State.ABSENT if number % 12 == 5 else State.ASLEEP)
        self.shown = {
            decision.id: State.ABSENT if number % 12 == 5 else State.ASLEEP
            for number, decision in enumerate(one.decisions)
        }
        await console.supervision.shelf.take_in(ImportedDecisions(one.decisions, cameras), importer)

    async def act(self, program: Program) -> int:
        window = program.window
        window.activateWindow()
        await until(lambda: window.stage.sign_in.isVisible())
        await asyncio.sleep(0.5)
        self._key(program, Qt.Key.Key_1)
        await until(lambda: window.seat.operator is not None)
        self._key(program, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: window.standing.round is not None)
        begun, self.keys = time.monotonic(), 0
        done = 0
        while done < self._looks:
            if done == self._looks // 2 and not self.alarm:
                await self._interrupted(program)
            elif not await self._one(program):
                self.clock.ahead += timedelta(minutes=5)
                await asyncio.sleep(1.2)
                continue
            done += 1
        self.took = time.monotonic() - begun
        self.account = await program.bridge.ask(self._account())
        return 0

    def _key(self, program: Program, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(program.window.focusWidget() or program.window, key, with_)

    async def _open(self, program: Program) -> bool:
        """The next look, by its key; whether one was there."""
        window = program.window
        row = next((one for one in window.showing._deeds.key_states() if one.key == "F9"), None)
        if row is None or not row.is_enabled:
            return False
        at = time.monotonic()
        self._key(program, Qt.Key.Key_F9)
        await until(lambda: self._picture(program) is Picture.LIVE)
        self.waited.append(time.monotonic() - at)
        await asyncio.sleep(0.1)
        newest = self.console.supervision.looking.picture()
        assert newest is not None
        frame = newest[0]
        middle = frame.width * 3 * (frame.height // 2)
        self.rows.append(frame.pixels[middle : middle + frame.width * 3])
        return True

    def _picture(self, program: Program) -> Picture | None:
        look = program.window.standing.look
        return look.picture if look is not None else None

    async def _one(self, program: Program) -> bool:
        before = self.keys
        if not await self._open(program):
            return False
        look = program.window.standing.look
        assert look is not None
        digit = DIGITS[self.shown[look.row.decision]]
        self._key(program, Qt.Key(Qt.Key.Key_0.value + digit))
        await until(lambda: program.window.standing.look is None)
        await until(lambda: not program.window.rounds._steps.is_busy)
        self.opened_keys.append(self.keys - before)
        return True

    async def _interrupted(self, program: Program) -> None:
        """An alarm in the midst of a look: it takes the screen; the look is gone on with afterwards."""
        window = program.window
        while not await self._open(program):
            self.clock.ahead += timedelta(minutes=5)
            await asyncio.sleep(1.2)
        band = next(one for one in self._simulated.devices if one.kind is DeviceKind.PERSONAL_ALARM and one.resident)
        report = AlarmReport(
            head(self.clock.now(), device=band.id, sender=band.sender, municipality=band.municipality),
            band.kind, Cause.FALL,
        )  # fmt: skip
        at = time.monotonic()
        await program.bridge.ask(self.console.intake.take([report]))
        await until(lambda: window.stage.view() == 0 and window.work.row is not None)
        self.alarm["shown_ms"] = round((time.monotonic() - at) * 1000, 1)
        await until(lambda: self._picture(program) is not Picture.LIVE)
        await asyncio.sleep(0.6)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F3)
        await until(lambda: window.work.row is not None and window.work.records.is_mine(window.work.row))
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        await asyncio.sleep(0.3)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
        await until(lambda: self._picture(program) is Picture.LIVE)
        await asyncio.sleep(0.2)
        look = window.standing.look
        assert look is not None
        digit = DIGITS[self.shown[look.row.decision]]
        QTest.keyClick(window.focusWidget() or window, Qt.Key(Qt.Key.Key_0.value + digit))
        await until(lambda: window.standing.look is None)
        await until(lambda: not window.rounds._steps.is_busy)

    async def _account(self) -> dict[str, Any]:
        """What the journal says."""
        events: list[ev.Event] = []
        while tail := await self.console.store.journal.since(events[-1].seq if events else 0):
            events += [one for one in tail if isinstance(one, ev.Event)]
        opened = [one for one in events if isinstance(one.body, ev.LookOpened)]
        shut = [one.body for one in events if isinstance(one.body, ev.LookShut)]
        judged = [one.body for one in events if isinstance(one.body, ev.LookJudged)]
        return {
            "opened": len(opened), "shut": len(shut), "judged": len(judged),
            "masked": sum(isinstance(one.body, ev.LookOpened) and one.body.mask != "none" for one in opened),
            "who": sorted({one.who for one in opened}), "seconds": round(sum(one.seconds for one in shut), 1),
            "unmasked_s": sum(one.unmasked_s for one in shut),
            "not_seen": sum(one.outcome is LookOutcome.NOT_SEEN for one in judged),
        }  # fmt: skip


def pictures_in(folder: Path, rows: Sequence[bytes]) -> list[str]:
    """Files in which a picture is found: in a form in which pictures are kept, or a row of one that was shown."""
    marks = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"JFIF", b"IHDR", b"ftypavif", b"GIF89a", b"WEBPVP8")
    found = []
    for file in (one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes()
        if any(mark in content for mark in marks) or any(row in content for row in rows):
            found.append(file.name)
    return found


def night(looks: int) -> dict[str, Any]:
    """The round, and what came of it."""
    with tempfile.TemporaryDirectory(prefix="vaka-night-") as name:
        folder = Path(name)
        os.environ["TMPDIR"] = name
        tempfile.tempdir = name
        course = Night(folder, looks)
        code = Program(Plan(course.config, course.run, is_demo=True, act=course.act, now=course.clock.now)).run()
        files = [file for file in folder.rglob("*") if file.is_file()]
        waited = sorted(course.waited)
        return {
            "code": code, "looks": looks, "keys_a_look": max(course.opened_keys), "took_s": round(course.took, 1),
            "first_picture_ms": {
                "p50": round(waited[len(waited) // 2] * 1000), "worst": round(waited[-1] * 1000),
            },
            "alarm": course.alarm, "journal": course.account, "files": len(files),
            "pictures": pictures_in(folder, course.rows),
        }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(night(int(sys.argv[1]) if len(sys.argv) > 1 else 60)) + "\n")
