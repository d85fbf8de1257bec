"""Fault 8: another program comes to the broker under our client id: nothing is lost, and whoever sits here is told."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain.link import LinkKind, LinkStanding, LinkState
from console.services.screen import LinksKnown, SightChanged, Update
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.faults.oracle import Gateway, feeding, settle, stored_in
from tests.faults.victim import voices
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

PER_S = 50.0
BACK_WITHIN_S = 100.0


class Noted:
    """A screen that keeps what it was told of the link."""

    def __init__(self) -> None:
        self.sights: list[SightChanged] = []
        self.links: list[LinksKnown] = []

    def show(self, update: Update) -> None:
        if isinstance(update, SightChanged):
            self.sights.append(update)
        elif isinstance(update, LinksKnown):
            self.links.append(update)


class Rival:
    """A program with somebody else's client id: takes the session over, and confirms what was meant for us."""

    def __init__(self, port: int, client_id: str) -> None:
        self.robbed = 0
        self._properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        self._properties.SessionExpiryInterval = 3600
        self._client = Client(CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv5)
        self._client.reconnect_delay_set(1, 2)
        self._client.on_message = self._take
        self._port = port

    def _take(self, *_: MQTTMessage | object) -> None:
        self.robbed += 1

    @contextmanager
    def at_work(self) -> Iterator[None]:
        self._client.connect("127.0.0.1", self._port, 10, clean_start=False, properties=self._properties)
        self._client.loop_start()
        try:
            yield
        finally:
            self._client.disconnect()
            self._client.loop_stop()


async def until(holds: Any, within_s: float = BACK_WITHIN_S) -> None:
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - a link is looked at, not waited for
            await asyncio.sleep(0.02)


async def contested(console: Console, gateway: Gateway, rival: Rival, seconds: float) -> None:
    """Both are there for so long, while alarms come."""
    with rival.at_work(), feeding(gateway, range(int(seconds * PER_S)), PER_S) as feed:
        await asyncio.to_thread(feed.join)
    await asyncio.to_thread(gateway.wait, BACK_WITHIN_S)
    settle(gateway, await stored_in(console.store))


async def endured(port: int, folder: Path, seconds: float) -> tuple[Noted, Rival]:
    noted = Noted()
    place = build(SEED, RESIDENTS, today=TODAY)
    async with opened(configured(port, folder), Fittings(FixedKey(), noted)) as console:
        await Demonstration(console, place, SEED, None).prepare()
        running = asyncio.create_task(console.run(), name="console")
        rival = Rival(port, console.broker.client_id)
        with Gateway(port, voices()) as gateway:
            await until(lambda: console.link.state is LinkState.UP)
            await asyncio.to_thread(gateway.wait_connected)
            await contested(console, gateway, rival, seconds)
        running.cancel()
        await asyncio.wait({running})
    return noted, rival


@pytest.mark.parametrize("seconds", [6.0, pytest.param(60.0, marks=pytest.mark.long)])
def test_two_with_one_client_id_lose_nothing_and_it_is_told(
    tmp_path: Path, seconds: float, record_property: Any
) -> None:
    began = time.monotonic()
    with Mosquitto() as broker, asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        noted, rival = runner.run(endured(broker.port, tmp_path, seconds))
    record_property("alarms that the other confirmed in our name", rival.robbed)
    record_property("over after, s", round(time.monotonic() - began, 1))
    assert any("client id" in told.explanation for told in noted.sights)
    assert LinkState.SHARED in [told.link for told in noted.sights]
    facts = [fact for told in noted.links for fact in told.links if fact.kind is LinkKind.BROKER]
    assert LinkStanding.SHARED in [fact.standing for fact in facts]
