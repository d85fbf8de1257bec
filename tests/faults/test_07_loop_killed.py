"""Fault 7: the link's own loop killed inside a console that lives on: the link is back in 10 s, and nothing is lost."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain.link import LinkState
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.faults.oracle import Gateway, feeding, settle, stored_in
from tests.faults.victim import voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(120),
]

BACK_PROMISED_S = 10.0
BACK_WITHIN_S = 5 * BACK_PROMISED_S
NUMBER, PER_S = 300, 100.0


class Killed(RuntimeError):
    """What a fault of ours in the loop would raise."""


def cancel_the_line(_: Console) -> None:
    """Its task ends, as if somebody had cancelled it."""
    [line] = [task for task in asyncio.all_tasks() if task.get_name() == "mqtt line"]
    line.cancel()


def fall_while_reading(console: Console) -> None:
    """The library raises in the midst of a packet."""
    paho = console.link._line.connection._client.paho

    def broken(_: int = 1) -> Any:
        raise Killed

    paho._sock_recv = broken  # type: ignore[assignment,method-assign]


def fall_while_keeping_time(console: Console) -> None:
    """The library's clockwork, which pings, raises."""
    paho = console.link._line.connection._client.paho

    def broken() -> Any:
        raise Killed

    paho.loop_misc = broken  # type: ignore[method-assign]


def fall_while_receiving(console: Console) -> None:
    """Our own receiver raises, as it would by a defect in the buffer."""
    client = console.link._line.connection._client

    def broken(_: object) -> None:
        raise Killed

    client._receive = broken


async def until(holds: Callable[[], object], within_s: float = BACK_WITHIN_S) -> None:
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - a link is looked at, not waited for
            await asyncio.sleep(0.02)


async def endured(port: int, folder: Path, kill: Callable[[Console], None]) -> float:
    """Kills in the midst of a stream; returns how long the link was away."""
    place = build(SEED, RESIDENTS, today=TODAY)
    async with opened(configured(port, folder), Fittings(FixedKey())) as console:
        await Demonstration(console, place, SEED, None).prepare()
        running = asyncio.create_task(console.run(), name="console")
        with Gateway(port, voices()) as gateway:
            await until(lambda: console.link.state is LinkState.UP)
            await asyncio.to_thread(gateway.wait_connected)
            with feeding(gateway, range(NUMBER), PER_S) as feed:
                await asyncio.to_thread(feed.join, NUMBER / PER_S / 2)
                before = console.link._line.connection
                kill(console)
                began = time.monotonic()
                await until(lambda: console.link.state is LinkState.UP and console.link._line.connection is not before)
                took_s = time.monotonic() - began
                await asyncio.to_thread(feed.join)
            await asyncio.to_thread(gateway.wait, BACK_WITHIN_S)
            running.cancel()
            await asyncio.wait({running})
            settle(gateway, await stored_in(console.store))
    return took_s


@pytest.mark.warns
@pytest.mark.parametrize(
    "kill",
    [cancel_the_line, fall_while_reading, fall_while_keeping_time, fall_while_receiving],
    ids=lambda kill: kill.__name__,
)
def test_a_killed_link_is_back_in_ten_seconds_with_nothing_lost(
    tmp_path: Path, kill: Callable[[Console], None], record_property: Any
) -> None:
    with Mosquitto() as broker, asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.get_loop().set_exception_handler(lambda *_: None)
        took_s = runner.run(endured(broker.port, tmp_path, kill))
    record_property(f"back after {kill.__name__}, s", round(took_s, 1))
    assert took_s < BACK_WITHIN_S
