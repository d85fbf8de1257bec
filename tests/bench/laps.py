"""Laps of the GUI thread by the clock and by its own processor time, and a frame painted now: for the programs that
measure the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.figures import Better, Figure, percentile


def frame(window: QWidget) -> None:
    """Lays out and paints what is waiting for it, now, as the next frame would. Not `processEvents`: inside a coroutine
    that would step into other tasks."""
    QApplication.sendPostedEvents()
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def shown(window: QWidget) -> None:
    """Shows it, and waits until the screen has it: before that nothing is painted. Outside of coroutines only."""
    window.show()
    handle = window.windowHandle()
    while not handle.isExposed():
        QApplication.processEvents()
    frame(window)


class Laps:
    """Of one turn; milliseconds."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def __enter__(self) -> None:
        self._began = (time.perf_counter(), time.thread_time())

    def __exit__(self, *_: object) -> None:
        self.wall.append((time.perf_counter() - self._began[0]) * 1000)
        self.cpu.append((time.thread_time() - self._began[1]) * 1000)


def lapped(times: int, what: Callable[[int], object]) -> Laps:
    """So many calls, each with its number."""
    laps = Laps()
    for number in range(times):
        with laps:
            what(number)
    return laps


def told(
    name: str, turns: Sequence[Laps], p50: float | None = None, p99: float | None = None, limit: str = ""
) -> list[Figure]:
    """Median and 99th percentile by the clock, with their aims in milliseconds, and by processor time."""
    return [
        Figure(
            f"{name} {kind} p{percent}", "ms", tuple(percentile(getattr(one, kind), percent) for one in turns),
            Better.LOWER, aim if kind == "wall" else None, limit,
        )
        for kind in ("wall", "cpu")
        for percent, aim in ((50, p50), (99, p99))
    ]  # fmt: skip
