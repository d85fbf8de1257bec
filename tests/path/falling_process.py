"""A program in which what is done beside its window falls: `python -m tests.path.falling_process FOLDER`.

There is no broker at its port; its console is the real one.
"""

import sys
from pathlib import Path

from tests.faults.intake_process import configured
from tests.path.shift_process import Seat, until
from ui.app import Plan, Program


class Falling(Seat):
    """Falls as soon as somebody could sit down."""

    async def act(self, program: Program) -> int:
        await until(lambda: program.window.stage.sign_in.people.people())
        raise ZeroDivisionError


def main(folder: Path) -> int:
    config = configured(9, folder)
    seat = Falling(config, "fall")
    return Program(Plan(config, seat.run, is_demo=True, size=(1366, 768), act=seat.act)).run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
