"""One seat's real program, offscreen, that tells of its sight: `python -m tests.faults.seat_process PORT FOLDER`, and
three deadlines in whole seconds where they are not those of production: keepalive, canary each, blind after.

Tells, as JSON lines on stdout: `seated`; each change of the `banner` (its words, ""
where none is shown), of the `siren`'s child and of the `link`, each with the wall clock's `at`; and each `proof`, which
is a canary that came back. Ends when its stdin does.
"""

import asyncio
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from console.config import Config
from tests.faults.intake_process import configured
from tests.path.shift_process import Seat, tell
from ui.app import Plan, Program

SIREN = "import sys; open(sys.argv[1], 'x').close(); sys.stdin.read()"
"""Sounds by leaving a file, as a real one does by a noise."""


def impatient(config: Config, keepalive_s: int, canary_each_s: int, blind_after_s: int) -> Config:
    """The same with deadlines of its own."""
    canary = replace(config.canary, interval_s=canary_each_s, blind_after_s=blind_after_s)
    return replace(config, broker=replace(config.broker, keepalive_s=keepalive_s), canary=canary)


class Watched(Seat):
    """Tells what can be seen and heard at it."""

    def __init__(self, port: int, folder: Path, *deadlines: int) -> None:
        plain = configured(port, folder)
        self.config = impatient(plain, *deadlines) if deadlines else plain
        super().__init__(self.config, "see")
        self._sound = folder / "siren"
        self._siren = (sys.executable, "-c", SIREN, str(self._sound))

    async def _see(self, program: Program) -> None:
        banner = program.window.stage.banner
        ended = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        told: dict[str, object] = {}
        while not ended.done():
            shown = banner.accessibleName() if banner.isVisible() else ""
            facts = {
                "banner": shown,
                "siren": self._sound.exists(),
                "link": self.console.link.state.value,
                "proof": self.console.watch.canaries_painted,
            }
            for what, how in facts.items():
                if told.get(what) != how:
                    tell(**{what: how}, at=time.time())
            told |= facts
            await asyncio.sleep(0.05)


def main(port: int, folder: Path, *deadlines: int) -> int:
    """The program, as `vaka` would start it."""
    seat = Watched(port, folder, *deadlines)
    return Program(Plan(seat.config, seat.run, is_demo=True, size=(1366, 768), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
