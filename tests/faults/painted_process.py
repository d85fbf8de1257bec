"""The real program, offscreen, that notes what it paints: `python -m tests.faults.painted_process PORT FOLDER`.

When its operator sits there it says so. For each line of its standard input it says, as JSON, when each case was first
painted, by the ids of its latest alarms and the wall clock, and how long its screen was busy at a stretch.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.faults.intake_process import configured
from tests.path.flood_night import Watching
from tests.path.shift_process import Seat, tell
from ui.app import Plan, Program


class Painting(Seat):
    """The program, whose frames are watched."""

    async def _see(self, program: Program) -> None:
        watching = Watching(program)
        tell(watching=True)
        loop = asyncio.get_running_loop()
        while await loop.run_in_executor(None, sys.stdin.readline):
            board, busy = self.console.recorder.board, sorted(watching.busy)
            alarms = {case: [each.report.id for each in one.recent] for case, one in board.cases.items()}
            tell(
                painted={id: seen for case, (seen, _) in watching.seen.items() for id in alarms.get(case, ())},
                busy_p99_ms=round(busy[int(len(busy) * 0.99)], 1),
            )


def main(port: int, folder: Path) -> int:
    config = configured(port, folder)
    seat = Painting(config, "paint")
    return Program(Plan(config, seat.run, is_demo=True, size=(1920, 1080), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
