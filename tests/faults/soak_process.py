"""A console whose operator takes and closes without rest: `python -m tests.faults.soak_process PORT FOLDER`.

Closed cases stay in memory for five minutes instead of twelve hours, so that half an hour shows what a week would. For
each line on its standard input it says as JSON what it holds and has done; for the line `truth` it says as well in what
the operator's queue differs from what the whole journal, folded anew, says is open.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain import board as boards
from console.domain import steps
from console.domain.alarm import AlarmClass
from console.domain.board import Board
from console.domain.case import Case
from console.domain.handling import may_handle
from console.domain.ids import CaseId
from console.domain.lifecycle import OWNED
from console.domain.operator import Operator
from console.domain.queue import FoldKind, Hidden
from console.domain.refused import Reason, Refused
from console.services.screen import RowsChanged, Update
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.path.eye import Eye
from tests.path.shift_process import tell

KEEP_CLOSED = timedelta(minutes=5)
BETWEEN_CASES_S = 0.2
SHOWN_WITHIN_S = 5.0


class Desk:
    """The operator: takes what has waited longest, and closes it."""

    def __init__(self, console: Console, operator: Operator) -> None:
        self._console = console
        self._operator = operator
        self._left: set[CaseId] = set()
        self.closed = 0
        self.refused: Counter[str] = Counter()

    async def work(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(BETWEEN_CASES_S)
            waiting = [one for one in self._console.recorder.board.open_cases() if self._is_to_be_taken(one)]
            if not waiting:
                continue
            case = min(waiting, key=lambda one: one.waiting_since)
            try:
                await self._close(case)
            except Refused as refused:
                self._left.add(case.id)
                self.refused[refused.reason.value] += 1

    def _is_to_be_taken(self, case: Case) -> bool:
        return case.state not in OWNED and case.id not in self._left and may_handle(self._operator, case)

    async def _close(self, case: Case) -> None:
        board, desk = self._console.recorder.board, self._console.desk
        await desk.claim(self._operator, case.id)
        while True:
            taken = board.get(case.id)
            assert taken is not None
            try:
                await desk.perform(self._operator, steps.Close(case.id, "helped_by_talk", "", taken.version))
            except Refused as refused:
                if refused.reason is not Reason.UNSEEN_ALARM:
                    raise
                self.refused[refused.reason.value] += 1
            else:
                break
        self.closed += 1


def held(console: Console, desk: Desk, folder: Path) -> dict[str, Any]:
    """Memory and the journal's files in MB, processor time in seconds, and what has been done."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    sizes = {one.suffix: one.stat().st_size / 1e6 for one in folder.glob("vaka.db*")}
    wal = next((one.stat().st_size / 1e6 for one in folder.glob("vaka.db-wal")), 0.0)
    return {
        "at_s": time.monotonic(), "rss_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6, "wal_mb": wal,
        "file_mb": sizes.get(".db", 0.0), "cpu_s": time.process_time(), "taken": console.intake.taken,
        "stored": console.intake.stored, "repeated": console.intake.repeated, "closed": desk.closed,
        "refused": dict(desk.refused), "cases": len(console.recorder.board.cases), "events": console.recorder.board.seq,
        "tasks": len(asyncio.all_tasks()),
    }  # fmt: skip


class Counting(Eye):
    """Keeps as well what folds in a flood and is told as a number."""

    hidden = Hidden()

    def show(self, update: Update) -> None:
        super().show(update)
        if isinstance(update, RowsChanged):
            self.hidden = update.hidden


async def differences(console: Console, operator: Operator, eye: Counting) -> list[str]:
    """In what the queue on the screen differs from the journal, folded from its first event."""
    fresh = Board()
    while tail := await console.store.journal.since(fresh.seq):
        for event in tail:
            fresh.apply(event)
    there = {case.id: case for case in fresh.open_cases() if may_handle(operator, case)}
    shown = {row.case: row for row in eye.rows}
    missing = [there[case] for case in there.keys() - shown.keys()]
    folded = [case for case in missing if case.alarm_class is AlarmClass.TECHNICAL]
    wrong = [f"{case.id} is open and not shown" for case in missing if case not in folded]
    counted = sum(fold.count for fold in eye.hidden.folds if fold.kind is FoldKind.TECHNICAL)
    wrong += [f"{len(folded)} faults are folded and {counted} are told"] * (counted != len(folded))
    wrong += [f"{case} is shown and not open" for case in shown.keys() - there.keys()]
    for id, row in shown.items():
        case = there.get(id)
        if case is not None and (row.version, row.alarms) != (case.version, case.alarms):
            wrong.append(f"{id} is shown with {row.alarms} alarms and has {case.alarms}")
    return wrong if len(shown) == len(eye.rows) else [*wrong, "a case is shown twice"]


async def settled(console: Console, operator: Operator, eye: Counting) -> list[str]:
    """The same, when what is stored has had its time to be shown."""
    ends_at = time.monotonic() + SHOWN_WITHIN_S
    while (wrong := await differences(console, operator, eye)) and time.monotonic() < ends_at:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    return wrong


async def main(port: int, folder: Path) -> None:
    """Until its standard input ends."""
    boards.KEEP_CLOSED = KEEP_CLOSED
    simulated, eye = build(SEED, RESIDENTS, today=TODAY), Counting()
    async with opened(configured(port, folder), Fittings(FixedKey(), eye, (), simulated.operators)) as console:
        sees = asyncio.Event()

        def painted(number: int) -> None:
            console.watch.painted(number)
            sees.set()

        eye.painted = painted
        await Demonstration(console, simulated, SEED, None).prepare()
        operator = await console.sign_in.sign_in_as(simulated.operators[0].id)
        desk = Desk(console, operator)
        running = [
            asyncio.create_task(console.run(), name="console"),
            asyncio.create_task(desk.work(), name="desk"),
        ]  # fmt: skip
        await sees.wait()
        tell(ready=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            wanted = line.strip()
            if running[1].done():
                running[1].result()
            if wanted == "truth":
                running[1].cancel()
                await asyncio.wait(running[1:])
            truth = {"differences": await settled(console, operator, eye)} if wanted == "truth" else {}
            tell(**held(console, desk, folder), **truth)
        for task in running:
            task.cancel()
        await asyncio.wait(running)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main(int(sys.argv[1]), Path(sys.argv[2])))
