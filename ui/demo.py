"""`vaka demo`: the real program on a simulated municipality, with an embedded broker and a temporary database.

With `--headless` it goes by itself for some seconds: somebody sits down, takes, writes and closes by real key events;
each view is saved as a picture; at the end every simulated alarm is asked for.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.config import Config
from console.domain.night import LOCAL, moment
from console.services.screen import Screen
from ui.app import Act, Opened, Plan, Program, camera_command, siren_command, sounder_command, tablets_command
from ui.demo_camera import CAMERA_FLAG, film
from ui.demo_course import HeadlessShift
from ui.engine_place import MediaEngine
from ui.media.engine import Engine
from ui.media.flags import FAKE_DEVICES, LOOPBACK

log = logging.getLogger(__name__)

LASTS_S = 20.0
"""A headless run for which nothing was said."""

BEGINS_AT_MIN = 98
"""01:38 by the local clock, in minutes: a demonstration is always of a night, whatever the hour."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line. `seconds` None is until the window is closed."""

    seed: int
    residents: int
    seconds: float | None
    is_headless: bool
    screenshots: Path | None
    broker_port: int | None


def run(config: Config, wanted: Wanted) -> int:
    """The demonstration. Returns the exit code: 0 only if every simulated alarm is accounted for."""
    with tempfile.TemporaryDirectory(prefix="vaka-demo-") as folder:
        settings = _settings(config, wanted, Path(folder))
        _tell_how(settings, Path(folder))
        ahead = _into_the_night(datetime.now(UTC))
        demo = _Demo(settings, wanted, ahead)
        plan = Plan(
            settings, demo.run, is_demo=True, act=demo.course(), now=lambda: datetime.now(UTC) + ahead,
            engine=lambda: _engine(Path(folder)),
        )  # fmt: skip
        return Program(plan).run()


def _engine(folder: Path) -> MediaEngine:
    """The other side is on this computer. Without a microphone a false one beeps, and a drawn operator sits before a
    false camera, so that a call can be shown on a computer that has neither."""
    from PySide6.QtMultimedia import QMediaDevices

    flags = [LOOPBACK]
    if not QMediaDevices.audioInputs():
        flags += [FAKE_DEVICES, f"{CAMERA_FLAG}={film(folder)}"]
    return Engine(flags=flags, is_simulated=True)


def _into_the_night(now: datetime) -> timedelta:
    """How far this day's night is from now: below zero, for it is over."""
    return moment(now.astimezone(LOCAL).date(), BEGINS_AT_MIN) - now


def _settings(config: Config, wanted: Wanted, folder: Path) -> Config:
    broker = replace(config.broker, host="127.0.0.1", tls=False, username="", embedded=wanted.broker_port is None)
    if wanted.broker_port is not None:
        broker = replace(broker, port=wanted.broker_port)
    return replace(
        config,
        broker=broker,
        database=replace(config.database, url="", file=str(folder / "demo.db")),
        console=replace(config.console, id="", state_folder=str(folder)),
    )


def _tell_how(config: Config, folder: Path) -> None:
    file = folder / "vaka.toml"
    file.write_text(f'[console]\nstate_folder = "{folder.as_posix()}"\n', encoding="utf-8")
    sys.stderr.write(
        f"The demo keeps everything in {folder} and forgets it at the end. From another terminal:\n"
        f"  vaka --config {file} journal show latest --as petra.lund\n"
    )


class _Demo:
    """The console's side (`run`, on its thread) and the screen's (`act`, on the GUI's)."""

    def __init__(self, config: Config, wanted: Wanted, ahead: timedelta) -> None:
        self._config = config
        self._wanted = wanted
        self._ahead = ahead
        self._account: Callable[[], Coroutine[Any, Any, Any]] | None = None

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """Console and municipality, until cancelled."""
        from console.bootstrap.demo import Children, demonstrated
        from console.bootstrap.parts import with_door

        wanted = self._wanted
        duration = timedelta(seconds=wanted.seconds) if wanted.seconds is not None else None
        children = Children(
            siren_command(self._config), sounder_command(self._config), camera_command(), tablets_command()
        )  # fmt: skip
        shown = demonstrated(
            self._config, screen, children, wanted.seed, wanted.residents, duration, self._ahead
        )  # fmt: skip
        async with shown as (console, demonstration):
            self._account = demonstration.account
            is_open(console)
            telling = asyncio.create_task(demonstration.run(), name="demonstration")
            try:
                await with_door(console, console.run())
            finally:
                telling.cancel()
                await asyncio.wait({telling})
                if not telling.cancelled() and (fault := telling.exception()) is not None:
                    log.error("the demonstration fell", exc_info=fault)

    def course(self) -> Act | None:
        """What is done beside the window: nothing where somebody sits before it and closes it."""
        if self._wanted.is_headless:
            return self.act
        return self.wait if self._wanted.seconds is not None else None

    async def wait(self, program: Program) -> int:
        """A run with a window that ends by itself, or by being closed."""
        await program.closed_within(self._wanted.seconds or 0.0)
        return 0

    async def act(self, program: Program) -> int:
        """The headless run, and its account."""
        course = HeadlessShift(program, self._wanted.seconds or LASTS_S, self._wanted.screenshots)
        if not await course.run():
            return 1
        assert self._account is not None
        account = await program.bridge.ask(self._account())
        told = {**asdict(account), "worst_gui_frame_ms": round(course.worst_frame_ms, 1)}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        return 0 if account.unaccounted == 0 and account.alarms_sent else 1
