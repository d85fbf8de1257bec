"""The sender's side of the contract: it repeats until it holds our receipt, and remembers what it was told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta

import pytest

from console.adapters.broker import EmbeddedBroker
from console.adapters.mqtt.link import MqttLink
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.domain.alarm import DeviceKind
from console.domain.ids import MunicipalityId
from console.domain.link import LinkState, LostContact
from console.domain.report import (
    AlarmReport,
    Head,
    Raw,
    Receipt,
    ReceiptState,
    Report,
    ReportKey,
    StatusReport,
)
from tests.adapters.mqtt.stream_kit import (
    AT,
    CLOCK,
    ORIGIN,
    access,
    alarm,
    link_to,
    until,
    up,
)
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto


@pytest.fixture(scope="module")
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as server:
        yield server


class Centre:
    """A centre that stores what comes and answers it, from an outbox, once it is allowed to."""

    def __init__(self, port: int) -> None:
        self.link = link_to(port)
        self.seen: list[ReportKey] = []
        self.stored: dict[ReportKey, int] = {}
        self.unsent: list[Receipt] = []
        self.answers = asyncio.Event()

    async def take(self, reports: Sequence[Report]) -> None:
        for report in reports:
            if isinstance(report, AlarmReport):
                key = report.head.key
                self.seen.append(key)
                self.stored[key] = self.stored.get(key, 0) + 1
                self.unsent.append(Receipt(ORIGIN, key, ReceiptState.STORED, AT))

    async def answer(self) -> None:
        while True:
            await self.answers.wait()
            batch = self.unsent[:100]
            with contextlib.suppress(LostContact):
                await self.link.send_receipts(batch)
                del self.unsent[: len(batch)]
            await asyncio.sleep(0.01)


def sender_to(port: int, *, repeat_after_s: tuple[float, ...] = (0.3,), in_flight: int = 200) -> Sender:
    repeat_after = tuple(timedelta(seconds=seconds) for seconds in repeat_after_s)
    settings = SenderSettings(
        access(port, "gateway-1"), MunicipalityId("storvik"), "gateway-1", repeat_after, in_flight
    )
    return Sender(settings, CLOCK)


@contextlib.asynccontextmanager
async def at_work(sender: Sender, centre: Centre) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(centre.link.run(centre.take), name="link"),
            group.create_task(centre.answer(), name="receipts"),
        ]
        try:
            await up(centre.link)
            tasks.append(group.create_task(sender.run(), name="sender"))
            await until(lambda: sender.state is LinkState.UP)
            yield
        finally:
            for task in tasks:
                task.cancel()


def test_an_alarm_is_repeated_with_the_same_id_until_the_receipt_is_there(broker: EmbeddedBroker) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port), Centre(broker.port)
        async with at_work(sender, centre):
            line = await sender.send(alarm(1))
            await until(lambda: len(centre.seen) >= 3)
            assert sender.unreceipted() == (line.key,)
            assert line.first(ReceiptState.STORED) is None
            centre.answers.set()
            await until(lambda: sender.unreceipted() == ())
            times = len(line.sent_at)
            await asyncio.sleep(0.8)
            assert len(line.sent_at) == times >= 3
        assert set(centre.seen) == {alarm(1).head.key}
        assert line.number == 1
        assert line.sent_at == sorted(line.sent_at)
        stored = line.first(ReceiptState.STORED)
        assert stored is not None
        assert stored > line.sent_at[0]

    run_async(story())


def test_the_waits_between_repeats_grow(broker: EmbeddedBroker) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port, repeat_after_s=(0.1, 0.5, 5)), Centre(broker.port)
        async with at_work(sender, centre):
            line = await sender.send(alarm(2))
            await asyncio.sleep(2)
        gaps = [(b - a).total_seconds() for a, b in zip(line.sent_at, line.sent_at[1:], strict=False)]
        assert len(gaps) == 2
        assert gaps[0] < 0.5 <= gaps[1]

    run_async(story())


def test_send_waits_while_too_many_are_without_a_receipt(broker: EmbeddedBroker) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port, in_flight=5), Centre(broker.port)
        async with at_work(sender, centre):
            for number in range(10, 15):
                await sender.send(alarm(number))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(sender.send(alarm(15)), 0.3)
            assert len(sender.unreceipted()) == 5
            centre.answers.set()
            line = await sender.send(alarm(16))
            await until(lambda: sender.unreceipted() == ())
        assert line.number == 6
        assert [entry.number for entry in sender.ledger.values()] == [1, 2, 3, 4, 5, 6]

    run_async(story())


@pytest.mark.parametrize("state", [ReceiptState.REFUSED, ReceiptState.CLAIMED])
def test_every_receipt_ends_the_repeating_and_stands_in_the_ledger(broker: EmbeddedBroker, state: ReceiptState) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port), Centre(broker.port)
        async with at_work(sender, centre):
            line = await sender.send(alarm(20))
            await centre.link.send_receipts([Receipt(ORIGIN, line.key, state, AT, "unknown device")])
            await until(lambda: line.is_done)
            await centre.link.send_receipts([Receipt(ORIGIN, line.key, ReceiptState.CLOSED, AT)])
            await until(lambda: len(line.receipts) == 2)
            assert sender.unreceipted() == ()
        assert [entry.receipt.state for entry in line.receipts] == [state, ReceiptState.CLOSED]
        assert line.receipts[0].receipt.reason == "unknown device"

    run_async(story())


def test_a_status_is_sent_once_and_waits_for_the_broker_only(broker: EmbeddedBroker) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port), Centre(broker.port)
        head = Head(ReportKey("/storvik/gateway-1", "status-1"), ORIGIN, AT, AT, Raw("", b"", 0, ""))
        async with at_work(sender, centre):
            line = await sender.send(StatusReport(head, DeviceKind.PERSONAL_ALARM, timedelta(minutes=5)))
            await until(lambda: sender.unreceipted() == ())
        assert len(line.sent_at) == 1
        assert line.receipts == []

    run_async(story())


def test_receipts_given_while_the_sender_was_away_reach_it(broker: EmbeddedBroker) -> None:
    async def story() -> None:
        sender, centre = sender_to(broker.port), Centre(broker.port)
        async with at_work(sender, centre):
            line = await sender.send(alarm(30))
            await until(lambda: line.is_with_broker)
        assert sender.state is LinkState.LOST
        async with at_work(sender_to_nobody(broker.port), centre):
            await until(lambda: bool(centre.seen))
            await centre.link.send_receipts([Receipt(ORIGIN, line.key, ReceiptState.STORED, AT)])
        async with at_work(sender, centre):
            await until(lambda: line.is_done)

    run_async(story())


def sender_to_nobody(port: int) -> Sender:
    return Sender(SenderSettings(access(port, "gateway-2"), MunicipalityId("storvik"), "gateway-2"), CLOCK)


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_every_alarm_is_receipted_though_the_broker_is_killed_twice() -> None:
    async def story(broker: Mosquitto) -> None:
        sender, centre = sender_to(broker.port, repeat_after_s=(0.5, 1), in_flight=100), Centre(broker.port)
        centre.answers.set()
        async with at_work(sender, centre):
            async with asyncio.TaskGroup() as group:
                group.create_task(send_all(sender, range(600)), name="sending")
                for stored in (100, 350):
                    await until(lambda least=stored: len(centre.stored) >= least)  # type: ignore[misc]
                    await asyncio.to_thread(broker.kill)
                    await asyncio.to_thread(broker.start)
            await until(lambda: sender.unreceipted() == (), 15)
        assert len(centre.stored) == 600
        assert [line.number for line in sender.ledger.values()] == list(range(1, 601))

    async def send_all(sender: Sender, numbers: Sequence[int]) -> None:
        for number in numbers:
            await sender.send(alarm(number))
            await asyncio.sleep(0.001)

    with Mosquitto() as broker:
        run_async(story(broker), 40)


def test_the_centre_is_a_link() -> None:
    assert isinstance(Centre(1).link, MqttLink)
