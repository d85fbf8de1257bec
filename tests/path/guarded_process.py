"""A guarded console's real program, offscreen: `python -m tests.path.guarded_process PORT FOLDER [WHAT]`.

The guardian of the test starts it. In its first life it seats an operator, waits for an alarm, takes it, writes what is
not saved and then does WHAT (`stay`, `lock`, `fault`); after a crash it says what it finds. It speaks in JSON lines at
the end of FOLDER/said.
"""

import asyncio
import base64
import json
import os
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from console.config import Config
from console.domain.operator import Operator
from console.services.screen import Screen
from ui import crash
from ui.app import Opened, Plan, Program
from ui.guardian import Greeting, greeted

KEY = base64.b64encode(bytes(range(32))).decode()
NOTE = "Mobilen ringer, inget svar."


class Life:
    """One life of the console."""

    def __init__(self, port: int, folder: Path, what: str, greeting: Greeting) -> None:
        base = Config()
        self.config = replace(
            base,
            broker=replace(base.broker, host="127.0.0.1", port=port, tls=False),
            database=replace(base.database, file=str(folder / "vaka.db")),
            console=replace(base.console, state_folder=str(folder)),
        )
        self._said = folder / "said"
        self._what = what
        self._greeting = greeting
        self._kept = folder / "operators"
        self._operators: tuple[Operator, ...] = ()

    def tell(self, **said: object) -> None:
        with self._said.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"pid": os.getpid(), "at": time.time(), **said}) + "\n")

    async def run(self, screen: Screen, is_open: Opened) -> None:
        """The console's side. It loads what a console loads and, in its first life alone, who is invented here."""
        from console.adapters.secrets import MemorySecrets
        from console.bootstrap.joined import Fittings, opened

        if not self._kept.exists():
            await self._people()
        self._operators = pickle.loads(self._kept.read_bytes())
        silent = (sys.executable, "-c", "import sys; sys.stdin.read()")
        secrets = MemorySecrets()
        secrets.set("database.key", KEY)
        fittings = Fittings(secrets, screen, silent, self._operators, seat_token=self._greeting.token)
        async with opened(self.config, fittings) as console:
            is_open(console)
            running = asyncio.create_task(console.run(), name="console")
            breaking = asyncio.create_task(self._break(), name="break")
            done, left = await asyncio.wait({running, breaking}, return_when=asyncio.FIRST_COMPLETED)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            for task in done:
                task.result()

    async def _people(self) -> None:
        """Fills the store with a municipality, and keeps its operators for the next life."""
        from console.adapters.municipality.simulated import build
        from console.bootstrap.demo import Demonstration
        from console.bootstrap.joined import Fittings, opened
        from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey

        simulated = build(SEED, RESIDENTS, today=TODAY)
        async with opened(self.config, Fittings(FixedKey())) as console:
            await Demonstration(console, simulated, SEED, None).prepare()
        self._kept.write_bytes(pickle.dumps(simulated.operators))

    async def _break(self) -> None:
        """Where a fault on the console thread is wanted, there is one in the first life."""
        place = self._said.with_name("break")
        while self._greeting.died_at is not None or not place.exists():  # noqa: ASYNC110 (a file has no event)
            await asyncio.sleep(0.05)
        raise RuntimeError("MARKER-fault")

    async def act(self, program: Program) -> int:
        """The screen's side."""
        if self._greeting.died_at is None:
            await self._first(program)
        else:
            await self._again(program)
        await program.closed_within(120)
        return 0

    async def _first(self, program: Program) -> None:
        office, model = program.office, program.window.stage.queue.model
        operator = await office.sign_in_as(self._operators[0].id)
        self.tell(seated=operator.name)
        await until(lambda: model.rows())
        case = model.rows()[0].case
        await office.claim(case)
        await office.keep_draft(operator.id, case, "F11", {"text": NOTE})
        if self._what == "lock":
            await office.lock()
        self.tell(working=case)

    async def _again(self, program: Program) -> None:
        window = program.window
        self.tell(open=True)
        if self._what == "lock":
            self.tell(seat=None if window.seat.operator is None else window.seat.operator.name)
            return
        rows = window.stage.queue.model.rows
        await until(lambda: window.seat.operator is not None and rows())
        drafts = await program.office.drafts()
        assert window.seat.operator is not None
        self.tell(
            back=window.seat.operator.name, owners=[row.owner_name for row in rows()],
            drafts=[[draft.case, draft.panel, dict(draft.fields)] for draft in drafts],
        )  # fmt: skip


async def until(holds: Callable[[], Any], within_s: float = 60) -> None:
    """Waits, bounded."""
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - what is waited for is Qt's, and has no event
            await asyncio.sleep(0.01)


def main(port: int, folder: Path, what: str) -> int:
    """As `vaka console --guarded` does it, but for the keyring and the display."""
    greeting = greeted()
    assert greeting is not None
    life = Life(port, folder, what, greeting)
    with crash.recorded(folder) as recording:
        plan = Plan(life.config, life.run, size=(1366, 768), act=life.act, greeting=greeting, on_fault=recording.told)
        return crash.outlived(lambda: Program(plan).run())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
