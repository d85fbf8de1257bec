"""The real program, offscreen, that tells how its screen does: `python -m tests.faults.gui_process PORT FOLDER`.

It signs in and tells, as JSON lines, each change of the banner and of the number of rows. A line of its input is a key
(`F2`, `Down`) that is pressed, or `pause`: then it tells the longest time in which the screen's loop did nothing since
the last `pause`, in milliseconds.
"""

import asyncio
import json
import queue
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from tests.faults.intake_process import configured
from tests.path.shift_process import Seat, press, tell, until
from ui.app import Plan, Program

TICK_S = 0.01
START_WITHIN_S = 100.0


class Breathing(Seat):
    """The program, which notes whenever its loop comes late."""

    async def act(self, program: Program) -> int:
        """Signs in, however slow the machine is, and sees."""
        window = program.window
        window.activateWindow()
        await until(window.stage.sign_in.isVisible, START_WITHIN_S)
        async with asyncio.timeout(START_WITHIN_S):
            while window.seat.operator is None:
                press(program, Qt.Key.Key_1)
                await asyncio.sleep(0.5)
        tell(seated=True)
        await self._see(program)
        return 0

    async def _see(self, program: Program) -> None:
        asked: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_read, args=(asked,), daemon=True).start()
        banner, model = program.window.stage.banner, program.window.stage.queue.model
        seen: tuple[bool, int] | None = None
        pause_s, at = 0.0, time.monotonic()
        while True:
            await asyncio.sleep(TICK_S)
            pause_s, at = max(pause_s, time.monotonic() - at - TICK_S), time.monotonic()
            now = banner.isVisible(), len(model.rows())
            if now != seen:
                tell(banner=now[0], rows=now[1], t=time.monotonic())
                seen = now
            while not asked.empty():
                word = asked.get()
                if word == "pause":
                    tell(pause_ms=round(1000 * pause_s, 1))
                    pause_s = 0.0
                else:
                    press(program, Qt.Key[f"Key_{word}"])
                at = time.monotonic()


def _read(asked: "queue.Queue[str]") -> None:
    for line in sys.stdin:
        asked.put(line.strip())


def main(port: int, folder: Path) -> int:
    """The program, as `vaka` would start it, with canaries each second."""
    config = configured(port, folder)
    canary = replace(config.canary, interval_s=1, blind_after_s=3, screen_unanswered_after_s=3)
    config = replace(config, canary=canary)
    seat = Breathing(config, "see")
    return Program(Plan(config, seat.run, is_demo=True, size=(1366, 768), act=seat.act)).run()


if __name__ == "__main__":
    print(json.dumps({"begun": True}), flush=True)
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
