"""The real window over the invented night, for a screen reader in another process: `python -m tests.ui.spoken_window`.

It says `ready` when somebody sits there, takes one word a line (`alarm` lets a smoke detector sound), and ends with its
input.
"""

from __future__ import annotations

import asyncio
import sys
import threading

import qasync
from PySide6.QtWidgets import QApplication

from console.domain.alarm import Cause, DeviceKind
from console.domain.sight import Grade
from tests.ui.fakes import ELLEN, Clock, FakeOffice, night
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks


async def main() -> None:
    clock, tasks = Clock(), Tasks()
    office = FakeOffice(clock)
    night(office)
    window = MainWindow(office, tasks, now=clock.now, monotonic=clock.monotonic, site=Site(is_demo=True))
    office.show = window.receive
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    office.sit(ELLEN)
    office.sight(Grade.SEEING)
    office.canary(1)
    loop, words = asyncio.get_running_loop(), asyncio.Queue[str]()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(words.put_nowait, line.strip())
        loop.call_soon_threadsafe(words.put_nowait, "end")

    threading.Thread(target=read, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while (word := await words.get()) != "end":
        if word == "alarm":
            office.alarm("c-new", "peo", DeviceKind.GAS_DETECTOR, Cause.GAS, "köket")
    await tasks.end()
    window.close()


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    event_loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(event_loop)
    with event_loop:
        event_loop.run_until_complete(main())
