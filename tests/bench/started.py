"""A console with its window on a large centre, to be measured: `python -m tests.bench.started PORT FOLDER WHAT [COUNT]`

As `vaka console` does it but for the keyring, the display and the password. WHAT is `live` (the signed-in queue, and it
ends) or `cards` (so many people's cards, opened one after the other). It speaks in one JSON line at its end;
moments are of the machine's monotonic clock.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from ui.opening import Opening, application
from ui.places import Places

told: dict[str, Any] = {"began": time.monotonic()}

PORT, FOLDER, WHAT = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
FIRST = Opening(application(), Places(None), "night")
FIRST.appear()
told["first"] = time.monotonic()

from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402

from console.config import Config  # noqa: E402
from console.domain.events import ReadReason  # noqa: E402
from console.domain.ids import ResidentId  # noqa: E402
from console.services.screen import Screen  # noqa: E402
from tests.bench.large_seat import TENANTS, FixedKey, operator, tenant  # noqa: E402
from ui.app import Opened, Plan, Program  # noqa: E402

told["loaded"] = time.monotonic()


class Frames(QObject):
    """Tells of each frame that the window has painted."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._painted = asyncio.Event()
        self._came = asyncio.Event()
        handle = program.window.windowHandle()
        assert handle is not None
        for asked in (program.window, handle):  # which of them is asked for a frame is the platform's to say
            asked.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is wanted to be painted is, when this event has been dealt with."""
        if event.type() == QEvent.Type.UpdateRequest:
            QTimer.singleShot(0, self, self._painted.set)
        return False

    def begin(self) -> None:
        """What is painted from now on has what came."""
        self._painted.clear()
        self._came.set()

    async def of_what_came(self) -> None:
        """The first frame after `begin`."""
        await self._came.wait()
        self._came.clear()
        await self._painted.wait()

    async def next(self) -> None:
        """The next one after now."""
        self._painted.clear()
        await self._painted.wait()


async def until(holds: Callable[[], Any], within_s: float = 300) -> None:
    """Waits, bounded."""
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - what is waited for is Qt's, and has no event
            await asyncio.sleep(0.005)


class Life:
    """One life of the console."""

    def __init__(self) -> None:
        base = Config()
        self.config = replace(
            base,
            broker=replace(base.broker, host="127.0.0.1", port=int(PORT), tls=False),
            database=replace(base.database, file=str(FOLDER / "vaka.db")),
            console=replace(base.console, state_folder=str(FOLDER)),
        )

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """The console's side: what is slow to load is loaded here, as the product does it."""
        from console.bootstrap.joined import Fittings, opened

        told["console loaded"] = time.monotonic()
        siren = (sys.executable, "-c", "import sys; sys.stdin.read()")
        async with opened(self.config, Fittings(FixedKey(), screen, siren, (operator(),))) as console:
            told["open"] = time.monotonic()
            self.console = console
            is_open(console)
            await console.run()

    async def act(self, program: Program) -> int:
        """The screen's side."""
        window = program.window
        frames = Frames(program)
        seated = await program.office.sign_in_as(operator().id)
        told["seated"] = time.monotonic()
        await until(lambda: window.stage.queue.model.rows())
        window.update()
        await frames.next()
        told["live"] = time.monotonic()
        told["rows"] = len(window.stage.queue.model.rows())
        if WHAT == "cards":
            await self._cards(program, frames, int(sys.argv[4]))
        print(json.dumps(told | {"who": seated.id}), flush=True)
        return 0

    async def _cards(self, program: Program, frames: Frames, count: int) -> None:
        """So many cards, each from its own request to the window that has painted it; and the desk's answer alone.
        Begins when the devices are read, a minute after the start."""
        records, dice = program.window.work.records, random.Random(17)
        await until(lambda: self.console.technical.fleet.is_read)
        told["read"] = time.monotonic()
        desk: list[float] = []
        painted: list[float] = []
        while len(painted) < count:
            resident = drawn(dice)
            began = time.perf_counter()
            await program.office.card(resident, ReadReason.FOLLOW_UP, None)
            desk.append((time.perf_counter() - began) * 1000)
            resident = drawn(dice)
            records.came.connect(frames.begin, Qt.ConnectionType.SingleShotConnection)
            began = time.perf_counter()
            opening = asyncio.create_task(records.opened_alone(resident, ReadReason.FOLLOW_UP, unmask=False))
            await frames.of_what_came()
            painted.append((time.perf_counter() - began) * 1000)
            await opening
            records.close_alone()
            await frames.next()
        told["desk_ms"], told["painted_ms"] = desk, painted


def drawn(dice: random.Random) -> ResidentId:
    """Anybody at all."""
    size = json.loads((FOLDER / "large_centre.json").read_text("utf-8"))["residents"] // TENANTS
    return ResidentId(f"{tenant(dice.randint(1, TENANTS))}-r-{dice.randrange(size):06}")


def main() -> int:
    """The exit code of the program."""
    life = Life()
    return Program(Plan(life.config, life.run, is_demo=True, act=life.act, opening=FIRST)).run()


if __name__ == "__main__":
    sys.exit(main())
