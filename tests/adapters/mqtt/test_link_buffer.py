"""The bound of our own intake: when reading stops, when it goes on, and how large a batch may be."""

import asyncio
from typing import cast

from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.mqtt.intake_buffer import IntakeBuffer
from tests.adapters.mqtt.stream_kit import AT
from tests.fakes import run_async


class Tap:
    """What the buffer asks of a connection."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pause(self) -> None:
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")


def delivery(tap: Tap, mid: int, size: int = 1) -> Delivery:
    return Delivery(cast(Connection, tap), "vaka/v1/x", b"x" * size, False, AT, mid, 1)


def test_reading_stops_above_the_count_and_goes_on_below_nine_tenths() -> None:
    tap, buffer = Tap(), IntakeBuffer(10, 1000)
    for mid in range(10):
        buffer.put(delivery(tap, mid))
    assert tap.asked == []
    buffer.put(delivery(tap, 10))
    assert tap.asked == ["pause"]
    assert buffer.is_full
    buffer.drop(1)
    assert buffer.is_full
    buffer.drop(1)
    assert tap.asked == ["pause", "resume"]
    assert not buffer.is_full


def test_reading_stops_above_the_bytes_and_goes_on_below_nine_tenths() -> None:
    tap, buffer = Tap(), IntakeBuffer(1000, 100)
    buffer.put(delivery(tap, 0, 5))
    for mid in range(3):
        buffer.put(delivery(tap, mid, 32))
    assert tap.asked == ["pause"]
    buffer.drop(1)
    assert tap.asked == ["pause"]
    buffer.drop(1)
    assert tap.asked == ["pause", "resume"]


def test_the_connection_that_is_read_on_is_the_newest() -> None:
    old, new, buffer = Tap(), Tap(), IntakeBuffer(2, 1000)
    buffer.put(delivery(old, 1))
    buffer.put(delivery(new, 1))
    buffer.put(delivery(new, 2))
    buffer.drop(3)
    assert old.asked == []
    assert new.asked == ["pause", "resume"]


def test_a_batch_is_bounded_by_count_and_bytes_and_is_never_empty() -> None:
    async def story() -> None:
        tap, buffer = Tap(), IntakeBuffer(1000, 10_000)
        asked = asyncio.ensure_future(buffer.front(3, 100))
        await asyncio.sleep(0)
        assert not asked.done(), "it waits while there is nothing"
        buffer.put(delivery(tap, 0, 400))
        assert [one.mid for one in await asked] == [0], "one that is larger than a batch goes alone"
        buffer.drop(1)
        for mid in range(1, 6):
            buffer.put(delivery(tap, mid, 40))
        assert [one.mid for one in await buffer.front(3, 100)] == [1, 2]
        assert [one.mid for one in await buffer.front(3, 1000)] == [1, 2, 3]
        assert len(buffer) == 5, "they stay until they are dropped"

    run_async(story())


def test_there_is_room_again_for_the_next_connection_when_enough_is_stored() -> None:
    async def story() -> None:
        tap, buffer = Tap(), IntakeBuffer(1, 1000)
        await buffer.wait_for_room()
        buffer.put(delivery(tap, 1))
        buffer.put(delivery(tap, 2))
        waiting = asyncio.ensure_future(buffer.wait_for_room())
        await asyncio.sleep(0)
        assert not waiting.done()
        buffer.drop(2)
        await waiting

    run_async(story())
