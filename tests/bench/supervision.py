"""Looks at night: `python -m tests.bench.supervision`.

The round's list with 300 residents and their 900 looks: one look done, from `window.receive` to the painted frame, and
the whole board told to a view that is opened. Then rounds by keyboard in the real program with real camera processes
(`tests.path.night_round`): from the key to the first masked picture, and from an alarm to its row on the screen.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.domain.look import LookOutcome, LookState
from console.domain.round_rows import RoundRow
from tests.bench import figures
from tests.bench.figures import Better, Figure
from tests.bench.laps import Laps, frame, lapped, told
from tests.bench.machine import ROOT
from tests.ui.every_view import press, settle, sit_down
from tests.ui.fakes import ELLEN, Clock, FakeOffice, night
from tests.ui.round_fake import resident, row
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks

RESIDENTS, ROUNDS = 300, 3
FRAME_MS, PICTURE_MS, ALARM_MS = 1000 / 60, 1000.0, 300.0
TIMES, LOOKS = 60, 8
WITHIN_S = 240

LIMIT = "the list is laid out from its 900 rows each time, by Python"
PICTURE = "a process is started for each camera, which imports the decoder and waits for a whole picture"


def board(office: FakeOffice, residents: int) -> list[RoundRow]:
    """A look in each round, in the middle of the second."""
    now, found = office.clock.now(), []
    for at in range(residents):
        person = resident(f"b{at}", f"Anna Alm {at}", 1935, ELLEN)
        for number in range(1, ROUNDS + 1):
            begins = now + timedelta(hours=3 * (number - 2), minutes=at % 60 - 30)
            look = row(f"b{at}", person, f"Område {at % 6}", str(at), number, begins, begins + timedelta(minutes=50))
            is_done = number == 1 or (number == 2 and at % 60 < 20)
            done = replace(look, state=LookState.DONE, outcome=LookOutcome.ASLEEP, done_at=now, at=now)
            found.append(done if is_done else look)
    return found


async def turned(turns: int, residents: int, times: int) -> tuple[list[Laps], list[Laps]]:
    """One look done, and the view opened, in each turn."""
    clock, tasks = Clock(), Tasks()
    office = FakeOffice(clock)
    night(office)
    window = MainWindow(office, tasks, now=clock.now, monotonic=clock.monotonic, site=Site(is_demo=True))
    office.show = window.receive
    window.resize(1920, 1080)
    window.show()
    await sit_down(window, office)
    rows = board(office, residents)
    office.rows = {each.look: each for each in rows}
    office.tell_board()
    await press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    await settle()
    frame(window)
    waiting = [each.look for each in rows if each.state is LookState.PLANNED]
    number = 0

    def one(_: int) -> None:
        nonlocal number
        look = office.rows[waiting[number % len(waiting)]]
        number += 1
        is_done = look.state is LookState.DONE
        done = replace(look, state=LookState.DONE, outcome=LookOutcome.ASLEEP, done_at=clock.now())
        office.rows[look.look] = replace(look, state=LookState.PLANNED, outcome=None) if is_done else done
        office.tell_board()
        frame(window)

    def opened(at: int) -> None:
        window.deeds.show_view(at % 2)
        frame(window)

    updates, views = [], []
    for _ in range(turns):
        updates.append(lapped(times, one))
        views.append(lapped(max(4, times // 10), opened))
        window.deeds.show_view(1)
    await tasks.end()
    window.close()
    window.deleteLater()
    return updates, views


def rounds(turns: int, looks: int) -> list[Figure]:
    """By keyboard, in the real program; a process for each turn."""
    nights = []
    for _ in range(turns):
        command = [sys.executable, "-m", "tests.path.night_round", str(looks)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=WITHIN_S)
        nights.append(json.loads(ran.stdout.splitlines()[-1]))
    median = tuple(float(one["first_picture_ms"]["p50"]) for one in nights)
    worst = tuple(float(one["first_picture_ms"]["worst"]) for one in nights)
    alarms = tuple(float(one["alarm"]["shown_ms"]) for one in nights)
    return [
        Figure("key to first masked picture p50", "ms", median, Better.LOWER, PICTURE_MS, PICTURE),
        Figure("key to first masked picture worst", "ms", worst, Better.LOWER, None, PICTURE),
        Figure("an alarm takes the screen from a look", "ms", alarms, Better.LOWER, ALARM_MS),
    ]


def measured(turns: int, quick: bool) -> list[Figure]:
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    residents = 60 if quick else RESIDENTS
    with loop:
        updates, views = loop.run_until_complete(turned(turns, residents, 10 if quick else TIMES))
    looks = residents * ROUNDS
    found = told(f"one look done of {looks}", updates, None, FRAME_MS, LIMIT)
    found += told("to the round's view and away", views)
    return found + rounds(1 if quick else turns, 4 if quick else LOOKS)


if __name__ == "__main__":
    figures.run(__doc__, measured)
