"""What the link says of its own seeking: since when it is lost, which try is next, and at what moment."""

import asyncio
import socket
from datetime import datetime

import pytest

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.line import Line
from console.domain.link import LinkState, Retry
from tests.adapters.mqtt.stream_kit import Store, access, link_to, running, until, up
from tests.fakes import HandClock, run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto


def deaf_port() -> int:
    """A port of ours where nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


async def running_line(line: Line) -> asyncio.Task[None]:
    return asyncio.create_task(line.run(), name="line")


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_each_try_is_counted_and_the_next_has_its_moment() -> None:
    async def scenario() -> None:
        clock = HandClock()
        line = Line(access(deaf_port()), clock, (), lambda delivery: None)
        assert line.retry == Retry()
        task = await running_line(line)
        seen: list[Retry] = []
        for number in (2, 3, 4):
            await until(lambda number=number: line.retry.attempt == number)  # type: ignore[misc]
            seen.append(line.retry)
            assert line.retry.at is not None
            assert 0 < (line.retry.at - clock.now()).total_seconds() <= 10
            await clock.advance((line.retry.at - clock.now()).total_seconds() + 0.001)
        await until(lambda: line.state is LinkState.LOST)
        assert len({retry.lost_since for retry in seen}) == 1
        assert seen[0].lost_since == datetime(2026, 3, 2, 20, 0, tzinfo=clock.now().tzinfo)
        await ended(task)

    run_async(scenario())


def test_while_a_try_is_under_way_no_moment_is_promised() -> None:
    async def scenario() -> None:
        line: Line
        told: list[Retry] = []

        def password() -> str:
            told.append(line.retry)
            raise LookupError("not here")

        clock = HandClock()
        where = BrokerAccess("127.0.0.1", deaf_port(), "console-1", password=password)
        line = Line(where, clock, (), lambda delivery: None)
        task = await running_line(line)
        await until(lambda: line.retry.attempt == 2)
        assert line.state is LinkState.REFUSED
        assert told == [Retry(clock.now(), 1)]
        await clock.advance(10)
        await until(lambda: len(told) == 2)
        assert (told[1].attempt, told[1].at) == (2, None)
        await ended(task)

    run_async(scenario())


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_a_link_that_is_up_seeks_nothing_and_a_lost_one_counts_from_one_again() -> None:
    async def scenario(broker: Mosquitto) -> None:
        link = link_to(broker.port)
        async with running(link, Store().take):
            await up(link)
            assert link.retry == Retry()
            broker.kill()
            await until(lambda: link.state is LinkState.LOST and link.retry.at is not None)
            assert link.retry.lost_since is not None
            assert link.retry.attempt >= 1
            await asyncio.to_thread(broker.start)
            await up(link)
            assert link.retry == Retry()

    with Mosquitto() as broker:
        run_async(scenario(broker), 60)
