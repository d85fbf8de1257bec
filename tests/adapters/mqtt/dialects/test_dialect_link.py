"""A dialect's link against a real Mosquitto: what is confirmed and when, and subscriptions that grow."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Sequence
from typing import cast

import pytest

from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.connection import Connection
from console.adapters.mqtt.dialects.dialect import Dialect
from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.mqtt.offering import Take
from console.domain.alarm import Cause
from console.domain.journal import BadRow, Unwritable
from console.domain.link import LinkState
from console.domain.report import AlarmReport, Fault, Report
from tests.adapters.mqtt.dialects.dialect_kit import UNBOUND, incoming
from tests.adapters.mqtt.stream_kit import CLOCK, CONSOLE, Store, access, publish, until
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

CALL = {"sos": True, "tamper": True, "battery": 64}


def link_to(port: int, dialect: Dialect) -> DialectLink:
    return DialectLink(LinkSettings(access(port), CONSOLE, lambda _: None), dialect, CLOCK)


def zigbee(port: int) -> DialectLink:
    return link_to(port, Zigbee2Mqtt(UNBOUND))


@contextlib.asynccontextmanager
async def running(link: DialectLink, take: Take) -> AsyncIterator[DialectLink]:
    """The link at work and up; cancelled and waited for at the end."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(link.run(take), name="link")
        try:
            await until(lambda: link.state is LinkState.UP)
            yield link
        finally:
            task.cancel()


def said(topic: str, told: object) -> list[Outbound]:
    payload = told if isinstance(told, str) else json.dumps(told)
    return [Outbound(topic, payload.encode())]


def causes(store: Store) -> list[Cause]:
    return [report.cause for report in store.reports if isinstance(report, AlarmReport)]


def test_a_message_of_several_reports_is_taken_whole(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        async with running(zigbee(mosquitto.port), store.take):
            await publish(mosquitto.port, said("zigbee2mqtt/knapp", CALL))
            await until(lambda: len(store.reports) == 3)
        assert len(store.batches) == 1
        assert causes(store) == [Cause.PRESS, Cause.TAMPER]

    run_async(scenario())


def test_what_was_read_and_not_stored_comes_again_to_the_next_start(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        store.is_open.clear()
        async with running(zigbee(mosquitto.port), store.take):
            await publish(mosquitto.port, said("zigbee2mqtt/knapp", CALL))
            await until(lambda: store.offers == 1)
        again = Store()
        async with running(zigbee(mosquitto.port), again.take):
            await until(lambda: bool(again.reports))
        assert causes(again) == [Cause.PRESS, Cause.TAMPER]
        last = Store()
        async with running(zigbee(mosquitto.port), last.take):
            await publish(mosquitto.port, said("zigbee2mqtt/sist", {"battery": 64}))
            await until(lambda: bool(last.reports))
        assert causes(last) == []

    run_async(scenario())


@pytest.mark.warns
def test_a_store_that_cannot_take_it_now_is_offered_the_same_press_again(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        tries = iter([Unwritable("the disk is full"), Unwritable("the disk is full")])

        def check(_: Sequence[Report]) -> None:
            for error in tries:
                raise error

        store.before.append(check)
        async with running(zigbee(mosquitto.port), store.take):
            await publish(mosquitto.port, said("zigbee2mqtt/knapp", CALL))
            await until(lambda: bool(store.reports))
        assert (store.offers, causes(store)) == (3, [Cause.PRESS, Cause.TAMPER])

    run_async(scenario())


def test_a_fault_of_the_taker_loses_no_edge(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        link = zigbee(mosquitto.port)
        faults = iter([ZeroDivisionError()])

        async def take(reports: Sequence[Report]) -> None:
            for fault in faults:
                raise fault
            await store.take(reports)

        first = asyncio.create_task(link.run(take), name="link")
        await until(lambda: link.state is LinkState.UP)
        await publish(mosquitto.port, said("zigbee2mqtt/knapp", CALL))
        await asyncio.wait({first}, timeout=10)
        assert isinstance(first.exception(), ExceptionGroup)
        async with running(link, take):
            await until(lambda: bool(store.reports))
        assert causes(store) == [Cause.PRESS, Cause.TAMPER]

    run_async(scenario())


def test_one_report_that_the_store_refuses_costs_no_other_of_its_message(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()

        def check(reports: Sequence[Report]) -> None:
            if any(isinstance(report, AlarmReport) and report.cause is Cause.TAMPER for report in reports):
                raise BadRow("no")

        store.before.append(check)
        async with running(zigbee(mosquitto.port), store.take):
            await publish(mosquitto.port, said("zigbee2mqtt/knapp", CALL) + said("zigbee2mqtt/rok", {"smoke": True}))
            await until(lambda: Cause.SMOKE in causes(store))
        assert causes(store) == [Cause.PRESS, Cause.SMOKE]
        assert [report.fault for report in store.unreadable] == [Fault.REFUSED_BY_STORE]

    run_async(scenario())


CONFIG = "homeassistant/binary_sensor/rum/rok/config"
ANNOUNCED = Outbound(CONFIG, b'{"state_topic":"rum/rok","device_class":"smoke"}', retain=True)


def test_what_is_announced_while_the_link_is_up_is_heard(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        link = link_to(mosquitto.port, HomeAssistant(UNBOUND))
        async with running(link, store.take):
            await publish(mosquitto.port, [ANNOUNCED])
            await until(lambda: "rum/rok" in link._subscribed)
            await publish(mosquitto.port, said("rum/rok", "ON"))
            await until(lambda: causes(store) == [Cause.SMOKE])
            await publish(mosquitto.port, [Outbound(CONFIG, b"", retain=True)])
            await until(lambda: "rum/rok" not in link._subscribed)

    run_async(scenario())


def test_after_a_broker_that_forgot_everything_all_is_asked_for_again(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        store = Store()
        link = link_to(mosquitto.port, HomeAssistant(UNBOUND))
        async with running(link, store.take):
            await publish(mosquitto.port, [Outbound(CONFIG, ANNOUNCED.payload)])
            await until(lambda: "rum/rok" in link._subscribed)
            await asyncio.to_thread(mosquitto.kill)
            await until(lambda: link.state is not LinkState.UP)
            await asyncio.to_thread(mosquitto.start)
            await until(lambda: link.state is LinkState.UP and "rum/rok" in link._subscribed)
            await publish(mosquitto.port, said("rum/rok", "ON"))
            await until(lambda: causes(store) == [Cause.SMOKE])

    run_async(scenario())


def test_what_came_while_we_were_away_is_read_by_what_was_announced_before(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        first = HomeAssistant(UNBOUND)
        link = link_to(mosquitto.port, first)
        async with running(link, Store().take):
            await publish(mosquitto.port, [ANNOUNCED])
            await until(lambda: "rum/rok" in link._subscribed)
        await publish(mosquitto.port, said("rum/rok", "ON"))
        store, second = Store(), HomeAssistant(UNBOUND)
        link = link_to(mosquitto.port, second)
        second.announced.recall(first.announced.texts)
        async with running(link, store.take):
            await until(lambda: causes(store) == [Cause.SMOKE])

    run_async(scenario())


@pytest.mark.warns
def test_a_topic_that_the_broker_refuses_is_told_and_costs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    class Strict:
        """A connection whose broker refuses one topic."""

        def __init__(self) -> None:
            self.asked: list[str] = []

        async def subscribe_each(self, topics: Sequence[str]) -> dict[str, str]:
            self.asked += topics
            return {topic: "Not authorized" for topic in topics if topic == "bad"}

    async def scenario() -> None:
        connection = Strict()
        dialect = HomeAssistant(UNBOUND)
        link = link_to(1, dialect)
        for topic in ("bad", "good"):
            config = {"state_topic": topic, "device_class": "smoke"}
            dialect.read(incoming(f"homeassistant/binary_sensor/{topic}/config", config))
        with caplog.at_level(logging.WARNING):
            await link._follow(cast(Connection, connection))
            await link._follow(cast(Connection, connection))
        assert sorted(connection.asked)[:2] == ["bad", "good"]
        assert connection.asked.count("bad") == 1
        assert "'bad'" in caplog.text

    run_async(scenario())


def test_each_dialect_comes_under_a_client_id_of_its_own(mosquitto: Mosquitto) -> None:
    async def scenario() -> None:
        async with running(zigbee(mosquitto.port), Store().take):
            await until(lambda: f"as {CONSOLE}-zigbee2mqtt " in mosquitto.log())

    run_async(scenario())
