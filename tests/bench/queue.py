"""The queue on the screen: `python -m tests.bench.queue`.

In the real window, over a centre in memory: one new alarm from `window.receive` to the painted frame, at each number
of rows; a step of the wheel and a leap through all of them. The queue has no filter, by the rule that what can be
hidden can be missed: what narrows is the palette, here from an answer to its painted list. Beside them a card that
came, and the whole screen in another language.
"""

from __future__ import annotations

import asyncio
import os
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.domain.alarm import AlarmClass
from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.queue import Group, Row, RowInserted
from console.services import screen
from tests.bench import figures
from tests.bench.figures import Better, Figure
from tests.bench.laps import Laps, frame, lapped, told
from tests.ui.every_view import MARTA, choose, press, settle, sit_down
from tests.ui.fakes import Clock, FakeOffice, night
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks

SIZES = (100, 1_000, 10_000, 100_000)
P50_MS, P99_MS, FLAT = 5.0, 10.0, 1.5
FRAME_MS = 1000 / 60
TIMES, FEW = 100, 10
WHEEL = 120
"""Pixels of a step."""

LIMIT = "Qt lays the header, the foot and the top bar out anew, as their counts have changed, and rasters on one thread"
NO_FILTER = "the queue has no filter: the palette's lines are painted by Python, one after the other"


def filled(office: FakeOffice, rows: int) -> list[Row]:
    """A night's queue in its order, whose rest waits with class Normal."""
    told = list(office.queue.rows())
    waiting = [row for row in told if row.group is Group.UNANSWERED]
    number = range(rows - len(told))
    rest = [
        replace(waiting[n % len(waiting)], case=CaseId(f"f{n}"), own_class=AlarmClass.NORMAL,
                alarm_class=AlarmClass.NORMAL)
        for n in number
    ]  # fmt: skip
    end = next((n for n, row in enumerate(told) if row.group is Group.OTHERS), len(told))
    return [*told[:end], *rest, *told[end:]]


class Desk:
    """The window, somebody in it, and how many rows its queue has."""

    def __init__(self, window: MainWindow, office: FakeOffice) -> None:
        self._window, self._office = window, office
        self._new = 0

    def fill(self, rows: int) -> None:
        self._rows = rows
        self._queue = filled(self._office, rows)
        waiting = (n for n, row in enumerate(self._queue) if row.group is Group.UNANSWERED)
        self._first = next(n for n in waiting if self._queue[n].alarm_class is not AlarmClass.ACUTE)
        self._window.receive((screen.QueueReplaced(tuple(self._queue)),))
        frame(self._window)

    def alarm(self, number: int) -> None:
        """One more of class Hög, among the first that wait."""
        self._new += 1
        high, first = AlarmClass.HIGH, self._queue[self._first]
        new = replace(first, case=CaseId(f"new{self._new}"), own_class=high, alarm_class=high)
        counts = dict.fromkeys(AlarmClass, 0) | {AlarmClass.HIGH: self._new, AlarmClass.NORMAL: self._rows}
        changes = (RowInserted(self._first + number % 5, new),)
        self._window.receive((screen.RowsChanged(changes, counts, new.first_at),))
        frame(self._window)

    def wheel(self, number: int) -> None:
        bar = self._window.stage.queue.view.verticalScrollBar()
        bar.setValue(bar.value() + (WHEEL if number // 50 % 2 == 0 else -WHEEL))
        frame(self._window)

    def leap(self, number: int) -> None:
        bar = self._window.stage.queue.view.verticalScrollBar()
        bar.setValue(bar.maximum() * (number * 37 % 100) // 100)
        frame(self._window)

    def speak(self, _: int) -> None:
        self._window.workplace.speak("en" if self._window.words.language == "sv" else "sv")
        frame(self._window)


async def cards(window: MainWindow, times: int) -> Laps:
    """From the console's answer to the painted card: what the network and the database take is not in it."""
    laps = Laps()
    for _ in range(times):
        await choose(window, None)
        await choose(window, MARTA)
        row = window.work.row
        assert row is not None
        with laps:
            await window.work.records.opened(row, ResidentId("marta"), ReadReason.OWN_CASE)
            frame(window)
    return laps


async def palette(window: MainWindow, office: FakeOffice, times: int) -> Laps:
    """From the answer to what is typed to its painted list."""
    await press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    laps = Laps()
    for number in range(times):
        text = ("mar", "nils", "a", "ing")[number % 4]
        window.stage.search.field.setText(text)
        window.stage.search.asking.ask_now()
        found = await office.find(text)
        with laps:
            window.stage.search.show_found(found)
            frame(window)
    await press(window, Qt.Key.Key_Escape)
    return laps


async def turned(turns: int, sizes: Sequence[int], times: int, few: int) -> dict[str, list[Laps]]:
    """Everything in each turn."""
    clock, tasks = Clock(), Tasks()
    office = FakeOffice(clock)
    night(office)
    window = MainWindow(office, tasks, now=clock.now, monotonic=clock.monotonic, site=Site(is_demo=True))
    office.show = window.receive
    window.resize(1920, 1080)
    window.show()
    await sit_down(window, office)
    await choose(window, MARTA)
    desk, laps = Desk(window, office), defaultdict[str, list[Laps]](list)
    for _ in range(turns):
        for rows in sizes:
            desk.fill(rows)
            lapped(few, desk.alarm)
            laps[f"alarm at {rows}"].append(lapped(times, desk.alarm))
        laps["wheel"].append(lapped(times, desk.wheel))
        laps["leap"].append(lapped(times, desk.leap))
        laps["palette"].append(await palette(window, office, few * 2))
        laps["card"].append(await cards(window, few))
        laps["language"].append(lapped(few, desk.speak))
        await settle()
    await tasks.end()
    window.close()
    window.deleteLater()
    return laps


def measured(turns: int, quick: bool) -> list[Figure]:
    sizes = SIZES[:2] if quick else SIZES
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        laps = loop.run_until_complete(turned(turns, sizes, 20 if quick else TIMES, 4 if quick else FEW))
    found = []
    for rows in sizes:
        found += told(f"one alarm at {rows} rows", laps[f"alarm at {rows}"], P50_MS, P99_MS, LIMIT)
    pairs = zip(laps[f"alarm at {sizes[-1]}"], laps[f"alarm at {sizes[0]}"], strict=True)
    ratios = tuple(statistics.median(many.cpu) / statistics.median(few.cpu) for many, few in pairs)
    found.append(Figure(f"one alarm at {sizes[-1]} rows of one at {sizes[0]}", "x", ratios, Better.LOWER, FLAT))
    found += told(f"a step of the wheel at {sizes[-1]} rows", laps["wheel"], None, FRAME_MS)
    found += told(f"a leap through {sizes[-1]} rows", laps["leap"], None, FRAME_MS)
    found += told("an answer in the palette", laps["palette"], None, None, NO_FILTER)
    found += told("a card", laps["card"])
    return found + told("another language", laps["language"], limit="the whole stage is built anew")


if __name__ == "__main__":
    figures.run(__doc__, measured)
