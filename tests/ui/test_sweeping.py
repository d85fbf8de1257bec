"""Garbage of the screen is destroyed on the GUI thread, whoever makes more of it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from ui import sweeping


class Cyclic:
    """Garbage that says on which thread it was destroyed."""

    def __init__(self, told: list[str]) -> None:
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        self._told.append(threading.current_thread().name)


@pytest.fixture
def sweep(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[sweeping.Sweeping]:
    monkeypatch.setattr(sweeping, "LOOKED_EVERY_MS", 20)
    made = sweeping.Sweeping()
    yield made
    made.end()
    assert gc.isenabled()


def test_garbage_that_another_thread_adds_to_is_destroyed_on_the_gui_thread(
    sweep: sweeping.Sweeping, qtbot: QtBot
) -> None:
    told: list[str] = []

    def litter() -> None:
        for _ in range(50):
            Cyclic(told)
        kept = [[index] for index in range(200_000)]
        del kept

    thread = threading.Thread(target=litter, name="console")
    thread.start()
    thread.join()
    assert told == []
    keep = [[index] for index in range(1_000)]
    qtbot.waitUntil(lambda: len(told) == 50, timeout=10_000)
    assert set(told) == {"MainThread"}
    assert len(keep) == 1_000


def test_the_oldest_garbage_goes_too_in_its_turn(
    sweep: sweeping.Sweeping, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    old = Cyclic(told)
    gc.collect(0)
    gc.collect(1)
    del old
    monkeypatch.setattr(sweeping, "MIDDLE", 0)
    monkeypatch.setattr(sweeping, "OLD", 1)
    kept: list[list[int]] = []

    def is_gone() -> bool:
        kept.extend([index] for index in range(1_000))
        return bool(told)

    qtbot.waitUntil(is_gone, timeout=10_000)
    assert told == ["MainThread"]


def test_however_much_is_made_no_search_goes_through_more_than_a_frame_has_time_for(
    sweep: sweeping.Sweeping, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[tuple[int, int]] = []
    since = [0]

    def collect(generation: int) -> int:
        since[0] += gc.get_count()[0]
        searches.append((generation, since[0]))
        if generation:
            since[0] = 0
        return real(generation)

    real = gc.collect
    monkeypatch.setattr(gc, "collect", collect)
    kept: list[list[int]] = []

    def is_enough() -> bool:
        kept.extend([index] for index in range(1_500))
        return sum(generation > 0 for generation, _ in searches) >= 3

    qtbot.waitUntil(is_enough, timeout=10_000)
    assert {generation for generation, _ in searches} == {0, 1}
    piece = max(after - before for (_, before), (_, after) in pairwise(searches))
    assert max(through for _, through in searches) <= sweeping.MIDDLE + piece + 1_000
