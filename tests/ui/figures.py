"""Figures of the screen, as JSON: `python -m tests.ui.figures [ROWS ...]`. Not a test; run it on a quiet machine.

In the real window over a centre in memory, milliseconds, median and 99th percentile: one new alarm from
`window.receive` to the painted frame, at each number of rows; opening a card; the screen in another language; what the
palette takes from an answer to its painted list.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.alarm import AlarmClass
from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.queue import Group, Row, RowInserted
from console.services import screen
from tests.ui.every_view import MARTA, choose, press, settle, sit_down
from tests.ui.fakes import Clock, FakeOffice, night
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks

SIZES = (100, 1_000, 10_000, 100_000)
TIMES = 200
FEW = 40


class Times:
    """Laps by the wall clock, and by this thread's processor time, which leaves out what else the machine does."""

    def __init__(self) -> None:
        self._laps: list[tuple[float, float]] = []

    def __enter__(self) -> None:
        self._began = (time.perf_counter(), time.thread_time())

    def __exit__(self, *_: object) -> None:
        self._laps.append((time.perf_counter() - self._began[0], time.thread_time() - self._began[1]))

    def told(self) -> dict[str, float]:
        """Median and 99th percentile, in milliseconds."""
        told: dict[str, float] = {"n": len(self._laps)}
        for name, taken in zip(("wall", "cpu"), zip(*self._laps, strict=True), strict=True):
            cuts = statistics.quantiles(taken, n=100, method="inclusive")
            told[f"{name}_p50_ms"] = round(statistics.median(taken) * 1000, 1)
            told[f"{name}_p99_ms"] = round(cuts[98] * 1000, 1)
        return told


def timed(times: int, what: Callable[[int], object]) -> dict[str, float]:
    laps = Times()
    for number in range(times):
        with laps:
            what(number)
    return laps.told()


def paint(widget: QWidget) -> None:
    """Lays out what asks for it and paints the widget with all in it, now. Not `processEvents`: inside a coroutine that
    would step into other tasks."""
    QApplication.sendPostedEvents()
    widget.repaint()


def updates(window: MainWindow, office: FakeOffice, rows: int) -> dict[str, float]:
    """One alarm more in a queue of so many rows."""
    some = [row for row in office.queue.rows() if row.group is Group.UNANSWERED]
    filled: list[Row] = [
        replace(some[number % len(some)], case=CaseId(f"f{number}"), own_class=AlarmClass.NORMAL)
        for number in range(rows)
    ]
    window.receive((screen.QueueReplaced(tuple(filled)),))
    paint(window)
    counts = dict.fromkeys(AlarmClass, 0) | {AlarmClass.NORMAL: rows}

    def one(number: int) -> None:
        new = replace(some[0], case=CaseId(f"new{number}"))
        window.receive((screen.RowsChanged((RowInserted(number % 5, new),), counts, new.first_at),))
        paint(window.stage.queue)

    return timed(TIMES, one)


async def cards(window: MainWindow, office: FakeOffice) -> dict[str, float]:
    """From the console's answer to the painted card: what the network and the database take is not in it."""
    laps = Times()
    for _ in range(FEW):
        await choose(window, None)
        await choose(window, MARTA)
        row = window.work.row
        assert row is not None
        with laps:
            await window.work.records.opened(row, ResidentId("marta"), ReadReason.OWN_CASE)
            paint(window)
    return laps.told()


async def palette(window: MainWindow, office: FakeOffice) -> dict[str, float]:
    await press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    laps = Times()
    for number in range(FEW):
        text = ("mar", "nils", "a", "ing")[number % 4]
        window.stage.search.field.setText(text)
        window.stage.search.asking.ask_now()
        found = await office.find(text)
        with laps:
            window.stage.search.show_found(found)
            paint(window)
    await press(window, Qt.Key.Key_Escape)
    return laps.told()


def languages(window: MainWindow) -> dict[str, float]:
    def switch(_: int) -> None:
        window.workplace.speak("en" if window.words.language == "sv" else "sv")
        paint(window)

    return timed(FEW, switch)


async def measure(sizes: tuple[int, ...]) -> dict[str, object]:
    clock, tasks = Clock(), Tasks()
    office = FakeOffice(clock)
    night(office)
    window = MainWindow(office, tasks, now=clock.now, monotonic=clock.monotonic, site=Site(is_demo=True))
    office.show = window.receive
    window.resize(1920, 1080)
    window.show()
    await sit_down(window, office)
    await choose(window, MARTA)
    told: dict[str, object] = {
        "load": os.getloadavg()[0],
        "card": await cards(window, office),
        "palette": await palette(window, office),
        "another_language": languages(window),
    }
    await settle()
    told["alarm"] = {str(rows): updates(window, office, rows) for rows in sizes}
    await tasks.end()
    window.close()
    window.deleteLater()
    return told


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    event_loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(event_loop)
    with event_loop:
        wanted = tuple(int(each) for each in sys.argv[1:]) or SIZES
        sys.stdout.write(json.dumps(event_loop.run_until_complete(measure(wanted)), indent=2) + "\n")
