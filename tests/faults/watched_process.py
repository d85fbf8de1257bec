"""A console with a screen that only tells, to be broken: `python -m tests.faults.watched_process PORT FOLDER OPTIONS`.

OPTIONS is a JSON object: `url` (PostgreSQL's; else a file in FOLDER), `seat` (which of the invented operators sits
here, from 0), `prepares` (it brings the invented residents), `sounder` (what plays its sounds), `orphan_after_s`,
`blind_after_s`, and `ladder` (seconds of the rungs of every alarm). It tells what is on its screen as JSON lines, `t`
by a clock that no test sets: sight, whether the store takes anything, the rows, and every rung. A line of its input is
a step: `claim` takes the first row.
"""

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.parts import with_door
from console.config import Config
from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.case import Case
from console.domain.escalation import Escalation, Rung
from console.domain.operator import Operator
from console.domain.queue import Row, apply_changes
from console.domain.refused import Refused
from console.services.screen import CanaryStored, QueueReplaced, RowsChanged, SightChanged, StoreChanged, Update
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured

MOST_ROWS = 30
RUNGS = (Rung.AGAIN, Rung.OTHER_OPERATORS, Rung.SHIFT_LEAD)


def tell(**said: object) -> None:
    """One line for the test."""
    sys.stdout.write(json.dumps(said | {"t": time.clock_gettime(time.CLOCK_MONOTONIC)}) + "\n")
    sys.stdout.flush()


class Watching:
    """A screen that answers each canary as a painted frame does, and tells what it shows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.console: Console | None = None

    def show(self, update: Update) -> None:
        match update:
            case QueueReplaced(rows):
                self.rows = list(rows)
            case RowsChanged(changes=changes):
                apply_changes(self.rows, changes)
            case CanaryStored(number) if self.console is not None:
                self.console.watch.painted(number)
                return
            case SightChanged(grade, lost):
                tell(sight=grade.name, lost=lost)
                return
            case StoreChanged(is_writable):
                tell(writable=is_writable)
                return
            case _:
                return
        tell(rows=[self._said(row) for row in self.rows[:MOST_ROWS]], count=len(self.rows))

    def _said(self, row: Row) -> dict[str, object]:
        assert self.console is not None
        now = self.console.clock.now()
        return {
            "case": row.case, "state": row.state, "owner": row.owner_name, "alarms": row.alarms, "reached": row.reached,
            "waited_s": (now - row.waiting_since).total_seconds(),
        }  # fmt: skip

    async def hear(self, events: Sequence[ev.Event], _: Sequence[Case]) -> None:
        assert self.console is not None
        for event in events:
            if isinstance(event.body, ev.CaseEscalated):
                off = abs((event.at - self.console.clock.now()).total_seconds())
                tell(rung=event.body.rung, case=event.subject.removeprefix("case:"), off_s=off)


def chosen(port: int, folder: Path, options: dict[str, Any]) -> Config:
    """The console's configuration, with canaries each second."""
    config = configured(port, folder)
    url = str(options.get("url", "")).replace("postgresql+psycopg://", "postgresql://")
    database = replace(config.database, url=url, file="" if url else config.database.file)
    presence = replace(config.presence, orphan_after_s=options.get("orphan_after_s", config.presence.orphan_after_s))
    blind_after_s = options.get("blind_after_s", 4)
    canary = replace(config.canary, interval_s=1, blind_after_s=blind_after_s, screen_unanswered_after_s=blind_after_s)
    return replace(config, database=database, presence=presence, canary=canary)


def with_ladder(simulated: SimulatedMunicipality, rungs_s: Sequence[float]) -> SimulatedMunicipality:
    """The same municipalities, who call others sooner when nobody answers."""
    ladder = tuple(Escalation(timedelta(seconds=after_s), rung) for after_s, rung in zip(rungs_s, RUNGS, strict=False))
    usual = dict.fromkeys(AlarmClass, ladder)
    tenants = tuple(replace(one, ladders=usual) for one in simulated.municipalities)
    return replace(simulated, municipalities=tenants) if rungs_s else simulated


async def step(console: Console, operator: Operator, screen: Watching, what: str) -> None:
    """What the test asks the operator to do."""
    if what != "claim" or not screen.rows:
        return
    began = time.monotonic()
    try:
        await console.desk.claim(operator, screen.rows[0].case)
    except Refused as refused:
        tell(refused=refused.reason, owner=refused.owner, after_s=time.monotonic() - began)
    else:
        tell(claimed=screen.rows[0].case, after_s=time.monotonic() - began)


async def main(port: int, folder: Path, options: dict[str, Any]) -> None:
    """Until it is killed."""
    simulated = with_ladder(build(SEED, RESIDENTS, today=TODAY), options.get("ladder", ()))
    screen = Watching()
    fittings = Fittings(FixedKey(), screen, (), simulated.operators, options.get("sounder", ()))
    async with opened(chosen(port, folder, options), fittings) as console:
        screen.console = console
        console.recorder.watchers.append(screen.hear)
        if options.get("prepares"):
            await Demonstration(console, simulated, SEED, None).prepare()
        running = asyncio.create_task(with_door(console, console.run()), name="console")
        operator = await console.sign_in.sign_in_as(simulated.operators[options.get("seat", 0)].id)
        asked: asyncio.Queue[str] = asyncio.Queue()
        threading.Thread(target=_read, args=(asyncio.get_running_loop(), asked.put_nowait), daemon=True).start()
        tell(ready=True)
        while not running.done():
            await step(console, operator, screen, await asked.get())


def _read(loop: asyncio.AbstractEventLoop, ask: Callable[[str], None]) -> None:
    for line in sys.stdin:
        loop.call_soon_threadsafe(ask, line.strip())


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3] if len(sys.argv) > 3 else "{}")))
