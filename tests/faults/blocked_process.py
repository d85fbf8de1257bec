"""A real program on a shared store, whose screen stands still when told: `python -m tests.faults.blocked_process PORT
FOLDER OPTIONS`.

OPTIONS is a JSON object: `url` (PostgreSQL's), `orphan_after_s`, and `canary`: seconds between canaries, until it is
blind, until its screen is. A line of its input is `claim` (F2 is pressed) or seconds for which the screen's thread does
nothing. It tells each change of the banner and of the first row's owner. While its siren sounds there is a file `siren`
in FOLDER.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from console.config import Config
from tests.faults.intake_process import configured
from tests.path.shift_process import Seat, press, tell
from ui.app import Plan, Program

SIREN = """
import pathlib, signal, sys
it = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
it.touch()
try:
    sys.stdin.read()
finally:
    it.unlink(missing_ok=True)
"""


class Standing(Seat):
    """The program with its console."""

    def __init__(self, config: Config, folder: Path) -> None:
        super().__init__(config, "stand")
        self._siren = (sys.executable, "-c", SIREN, str(folder / "siren"))

    async def _see(self, program: Program) -> None:
        """Tells what it shows, and does what it is told."""
        window, seen = program.window, None
        words: list[str] = []
        threading.Thread(target=lambda: words.extend(iter(sys.stdin.readline, "")), daemon=True).start()
        while True:
            rows = window.model.rows()
            now = (window.stage.banner.isVisible(), rows[0].owner_name if rows else "", len(rows))
            if now != seen:
                tell(banner=now[0], owner=now[1], count=now[2], t=time.monotonic())
                seen = now
            for word in [words.pop(0).strip() for _ in range(len(words))]:
                if word == "claim":
                    press(program, Qt.Key.Key_F2)
                else:
                    time.sleep(float(word))  # noqa: ASYNC251 - to block is what is asked for
            await asyncio.sleep(0.02)


def chosen(port: int, folder: Path, options: dict[str, Any]) -> Config:
    """The console's configuration."""
    config = configured(port, folder)
    url = str(options["url"]).replace("postgresql+psycopg://", "postgresql://")
    every, blind, screen = options["canary"]
    canary = replace(config.canary, interval_s=every, blind_after_s=blind, screen_unanswered_after_s=screen)
    presence = replace(config.presence, orphan_after_s=options["orphan_after_s"])
    database = replace(config.database, url=url, file="")
    return replace(config, database=database, presence=presence, canary=canary)


def main(port: int, folder: Path, options: dict[str, Any]) -> int:
    config = chosen(port, folder, options)
    seat = Standing(config, folder)
    return Program(Plan(config, seat.run, is_demo=True, size=(1366, 768), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])))
