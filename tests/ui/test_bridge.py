"""The bridge between the two threads, with a real thread on the other side."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from console.domain.link import LostContact
from console.domain.refused import Reason, Refused
from console.services.screen import Screen, Tally, Update
from ui.bridge import Bridge


async def forever(_: Screen) -> None:
    await asyncio.Event().wait()


def batches_of(bridge: Bridge) -> list[tuple[Update, ...]]:
    batches: list[tuple[Update, ...]] = []
    bridge.updated.connect(batches.append)
    return batches


def test_the_console_runs_on_a_selector_loop_of_its_own_thread(qtbot: QtBot) -> None:
    seen: list[object] = []

    async def console(screen: Screen) -> None:
        seen.append((threading.current_thread().name, type(asyncio.get_running_loop())))
        screen.show(Tally(1, 0))
        await asyncio.Event().wait()

    bridge = Bridge(console)
    batches = batches_of(bridge)
    bridge.start()
    qtbot.waitUntil(lambda: bool(batches))
    assert bridge.stop()
    assert seen == [("console", asyncio.SelectorEventLoop)]
    assert batches == [(Tally(1, 0),)]
    assert not bridge.is_running()


def test_updates_keep_their_order_and_come_at_most_sixty_times_a_second(qtbot: QtBot) -> None:
    async def console(screen: Screen) -> None:
        for number in range(2000):
            screen.show(Tally(number, 0))
            await asyncio.sleep(0 if number % 20 else 0.004)
        await asyncio.Event().wait()

    bridge = Bridge(console)
    batches = batches_of(bridge)
    started = time.monotonic()
    bridge.start()
    qtbot.waitUntil(lambda: sum(map(len, batches)) == 2000, timeout=10_000)
    took = time.monotonic() - started
    assert bridge.stop()
    assert [update.journalled for batch in batches for update in batch if isinstance(update, Tally)] == [*range(2000)]
    assert len(batches) <= took * 60 + 2


def test_a_gui_that_was_blocked_for_300_ms_gets_one_batch(qtbot: QtBot) -> None:
    may_go = threading.Event()

    async def console(screen: Screen) -> None:
        await asyncio.to_thread(may_go.wait)
        for number in range(50):
            screen.show(Tally(number, 0))
            await asyncio.sleep(0.003)
        await asyncio.Event().wait()

    bridge = Bridge(console)
    batches = batches_of(bridge)
    bridge.start()
    may_go.set()
    time.sleep(0.3)
    qtbot.waitUntil(lambda: sum(map(len, batches)) == 50)
    assert bridge.stop()
    assert len(batches) == 1


async def test_what_is_asked_is_answered_on_the_gui_loop() -> None:
    async def answer() -> str:
        await asyncio.sleep(0.01)
        return threading.current_thread().name

    bridge = Bridge(forever)
    bridge.start()
    assert await bridge.ask(answer()) == "console"
    assert bridge.stop()


async def test_a_refusal_comes_up_as_it_was() -> None:
    async def refuse() -> None:
        raise Refused(Reason.OWNED_BY_OTHER, owner="Amina Warsame")

    bridge = Bridge(forever)
    bridge.start()
    with pytest.raises(Refused) as refused:
        await bridge.ask(refuse())
    assert refused.value.owner == "Amina Warsame"
    assert bridge.stop()


async def test_tell_reaches_the_console_thread() -> None:
    told = threading.Event()
    names: list[str] = []

    def take(name: str) -> None:
        names.append(f"{name} {threading.current_thread().name}")
        told.set()

    bridge = Bridge(forever)
    bridge.start()
    assert bridge.tell(take, "7")
    await asyncio.to_thread(told.wait, 5)
    assert names == ["7 console"]
    assert bridge.stop()
    assert not bridge.tell(take, "8")


def test_a_fault_that_ends_the_console_comes_up(qtbot: QtBot) -> None:
    async def console(_: Screen) -> None:
        raise ZeroDivisionError("of a test")

    bridge = Bridge(console)
    with qtbot.waitSignal(bridge.console_ended) as ended:
        bridge.start()
    assert isinstance(ended.args[0], ZeroDivisionError)
    assert bridge.stop()


def test_a_console_that_just_returns_is_told_too(qtbot: QtBot) -> None:
    async def console(_: Screen) -> None:
        return

    bridge = Bridge(console)
    with qtbot.waitSignal(bridge.console_ended) as ended:
        bridge.start()
    assert ended.args == [None]
    assert bridge.stop()


def test_an_orderly_stop_is_no_end_to_tell(qtbot: QtBot) -> None:
    bridge = Bridge(forever)
    told: list[object] = []
    bridge.console_ended.connect(told.append)
    bridge.start()
    assert bridge.stop()
    qtbot.wait(30)
    assert told == []


async def test_what_is_asked_of_a_console_that_ends_is_lost_contact() -> None:
    may_end = threading.Event()

    async def console(_: Screen) -> None:
        await asyncio.to_thread(may_end.wait)
        raise RuntimeError("gone")

    bridge = Bridge(console)
    bridge.start()
    asked = bridge.ask(asyncio.sleep(60))
    may_end.set()
    with pytest.raises(LostContact):
        await asked
    with pytest.raises(LostContact):
        bridge.ask(asyncio.sleep(60))
    assert bridge.stop()


def test_a_console_that_does_not_end_in_time_is_said() -> None:
    may_end = threading.Event()

    async def console(_: Screen) -> None:
        may_end.wait(5)

    bridge = Bridge(console)
    bridge.start()
    assert not bridge.stop(timeout_s=0.05)
    may_end.set()
    bridge._thread.join(5)


def test_nothing_comes_after_the_stop(qtbot: QtBot) -> None:
    async def console(screen: Screen) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            screen.show(Tally(9, 9))

    bridge = Bridge(console)
    batches = batches_of(bridge)
    bridge.start()
    assert bridge.stop()
    qtbot.wait(40)
    assert batches == []
