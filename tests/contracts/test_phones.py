"""Responders' phones at a real Mosquitto with the shipped rules: an order reaches the one phone that it is for, and no
other phone reads it, writes it or answers for it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.link import MqttLink
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.sealing import OrderSealer
from console.bootstrap.phones import PlacedPhone
from console.domain.ids import ConsoleId, MunicipalityId, ResponderId, TaskId
from console.domain.land import Point
from console.domain.link import LinkState
from console.domain.order import Order, OrderKind, SealedOrder
from console.domain.report import DispatchReport, Receipt, ReceiptState, Report, ResponderReport
from console.domain.responder import Responder
from tests.contracts.field_clients import BrowserClient
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, BrowserMosquitto

PAGES = Path(__file__).parents[2] / "resources" / "tablet"
USERS = {"console-1": "console-secret", "tel-1": "one-secret", "tel-2": "two-secret"}
NORRBY = MunicipalityId("norrby")
CLOCK = SystemClock()
HERE = Point(62.9, 16.4)
QUICK = Conduct(
    sees_after_s=0, answers_after_s=0, sets_out_after_s=0, done_after_s=0.1, says_every_s=60, offline_for_s=0.5
)

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]


@pytest.fixture(scope="module")
def broker() -> Iterator[BrowserMosquitto]:
    with BrowserMosquitto(PAGES, USERS) as server:
        yield server


def access(broker: BrowserMosquitto, user: str) -> BrokerAccess:
    return BrokerAccess("127.0.0.1", broker.port, f"{user}-{FreshIds(CLOCK.now)()}", user, lambda: USERS[user])


async def straight(start: Point, goal: Point) -> Journey:
    return Journey([start, goal], 1.0)


def phone_of(broker: BrowserMosquitto, number: int, conduct: Conduct = QUICK) -> PlacedPhone:
    holder = Responder(ResponderId(f"p-{number}"), NORRBY, f"tel-{number}", "Samira Haddad")
    return PlacedPhone(holder, conduct, HERE, access(broker, f"tel-{number}"), CLOCK, straight)


def order(kind: OrderKind, to: PlacedPhone, lasts: timedelta = timedelta(minutes=1)) -> Order:
    now = CLOCK.now()
    return Order(kind, NORRBY, to.phone.holder.id, now, now + lasts, task=TaskId("t-1"))


def sealed(id: str, one: Order, to: PlacedPhone) -> SealedOrder:
    text = json.dumps({"kind": one.kind.value, "task": one.task, "point": [62.91, 16.41]}).encode()
    return OrderSealer().seal(id, one, to.phone.holder.sender, to.phone.state().seal_key, text)


@dataclass
class Centre:
    """A console that keeps what comes, and answers replies."""

    link: MqttLink
    states: list[ResponderReport] = field(default_factory=list)
    replies: list[DispatchReport] = field(default_factory=list)

    async def take(self, reports: Sequence[Report]) -> None:
        receipts = []
        for report in reports:
            if isinstance(report, ResponderReport):
                self.states.append(report)
            elif isinstance(report, DispatchReport):
                self.replies.append(report)
                receipts.append(Receipt(report.head.origin, report.head.key, ReceiptState.STORED, CLOCK.now()))
        await self.link.send_receipts(receipts)

    def once(self) -> list[str]:
        """What each reply says, in the order in which it came for the first time."""
        return [word for _, word in dict.fromkeys((one.head.key.id, one.reply) for one in self.replies)]


@contextlib.asynccontextmanager
async def at_work(broker: BrowserMosquitto, *phones: PlacedPhone) -> AsyncIterator[Centre]:
    settings = LinkSettings(access(broker, "console-1"), ConsoleId("console-1"), lambda _: None)
    link = MqttLink(settings, CLOCK, FreshIds(CLOCK.now))
    centre = Centre(link)
    tasks = [asyncio.create_task(link.run(centre.take))]
    try:
        await until(lambda: link.state is LinkState.UP)
        tasks += [asyncio.create_task(phone.run()) for phone in phones]
        await until(lambda: len({one.responder for one in centre.states}) == len(phones))
        yield centre
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(is_so: Callable[[], bool], within_s: float = 20.0) -> None:
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


def test_a_task_goes_its_course_over_the_broker_and_every_reply_is_receipted(broker: BrowserMosquitto) -> None:
    async def story() -> None:
        phone = phone_of(broker, 1)
        async with at_work(broker, phone) as centre:
            assert centre.states[0].seal_key == phone.phone.state().seal_key
            offer = sealed("o-1", order(OrderKind.OFFER, phone), phone)
            await centre.link.send_orders([offer])
            await centre.link.send_orders([offer])
            await until(lambda: "accepted" in centre.once())
            await centre.link.send_orders([sealed("o-2", order(OrderKind.ASSIGNED, phone), phone)])
            await until(lambda: "done" in centre.once() and not phone.outbox.unreceipted())
        assert centre.once() == ["delivered", "seen", "accepted", "under_way", "arrived", "done"]
        assert sum(line.wants_receipt and bool(line.receipts) for line in phone.outbox.ledger.values()) == 6

    run_async(story(), 60)


def test_a_phone_that_is_offline_in_mid_task_loses_and_doubles_no_step(broker: BrowserMosquitto) -> None:
    async def story() -> None:
        phone = phone_of(broker, 1, replace(QUICK, offline_after_s=0.1))
        async with at_work(broker, phone) as centre:
            await centre.link.send_orders([sealed("o-3", order(OrderKind.ASSIGNED, phone), phone)])
            await until(lambda: "lost" in [one.state for one in centre.states])
            await until(lambda: "done" in centre.once() and not phone.outbox.unreceipted())
            await until(lambda: centre.states[-1].state != "lost")
        assert centre.once() == ["under_way", "arrived", "done"]

    run_async(story(), 60)


def test_an_order_waits_for_a_phone_that_is_away_and_not_beyond_its_time(broker: BrowserMosquitto) -> None:
    async def story() -> None:
        phone = phone_of(broker, 1, replace(QUICK, offline_after_s=0.1, offline_for_s=2.5))
        async with at_work(broker, phone) as centre:
            await centre.link.send_orders([sealed("o-4", order(OrderKind.ASSIGNED, phone), phone)])
            await until(lambda: "lost" in [one.state for one in centre.states])
            late = replace(order(OrderKind.OFFER, phone, timedelta(seconds=-5)), task=TaskId("late"))
            kept = replace(order(OrderKind.OFFER, phone), task=TaskId("kept"))
            await centre.link.send_orders([sealed("o-5", late, phone), sealed("o-6", kept, phone)])
            await until(lambda: TaskId("kept") in phone.phone.delivered)
            assert TaskId("late") not in phone.phone.delivered

    run_async(story(), 60)


def test_an_order_for_an_earlier_sign_in_is_not_opened_and_the_phone_tells_its_key_anew(
    broker: BrowserMosquitto,
) -> None:
    async def story() -> None:
        phone, earlier = phone_of(broker, 1), phone_of(broker, 1)
        async with at_work(broker, phone) as centre:
            told = len(centre.states)
            await centre.link.send_orders([sealed("o-7", order(OrderKind.OFFER, phone), earlier)])
            await until(lambda: len(centre.states) > told)
            assert phone.unopened == 1
            assert centre.states[-1].seal_key == phone.phone.state().seal_key
        assert centre.replies == []

    run_async(story(), 60)


def test_nobody_reads_or_forges_anothers_order_or_answers_for_another(broker: BrowserMosquitto) -> None:
    def come(user: str) -> BrowserClient:
        return BrowserClient(broker.web_port, broker.ca_file, user, USERS[user], f"{user}-in-browser")

    own, others = "vaka/v1/norrby/tel-2/{}/p-2", "vaka/v1/norrby/tel-1/{}/p-1"
    phone = phone_of(broker, 1)
    with come("console-1") as console, come("tel-1") as first, come("tel-2") as second:
        first.subscribe("vaka/v1/norrby/tel-1/dispatch/p-1")
        for everything in ("vaka/v1/#", "vaka/v1/norrby/+/dispatch/+"):
            second.subscribe(everything)
        _, payload = wire.encode_order(sealed("o-8", order(OrderKind.OFFER, phone), phone), ConsoleId("console-1"))
        assert console.publish(others.format("dispatch"), payload) == "Success"
        first.until(lambda: (others.format("dispatch"), payload) in first.got)
        for stream in ("dispatch", "responders", "alarms", "receipts"):
            assert second.publish(others.format(stream), payload) == "Not authorized"
        assert second.publish(own.format("receipts"), b"x") == "Not authorized"
        for stream in ("responders", "alarms"):
            assert second.publish(own.format(stream), b"x") == "Success"
        assert console.publish(own.format("dispatch"), b"mine") == "Success"
        second.until(lambda: (own.format("dispatch"), b"mine") in second.got)
        assert not [topic for topic, _ in second.got if "/tel-1/" in topic], "it heard what was for another"
