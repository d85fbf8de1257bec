"""ChirpStack and OwnTracks over a real Mosquitto, published by `mosquitto_pub` and taken in by their links."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest

from console.adapters.mqtt.dialects.chirpstack import ChirpStack
from console.adapters.mqtt.dialects.dialect import Dialect
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.dialects.mapping import Mapping, parse_mapping
from console.adapters.mqtt.dialects.owntracks import OwnTracks
from console.adapters.mqtt.link_settings import LinkSettings
from console.domain.alarm import Cause
from console.domain.ids import MunicipalityId
from console.domain.link import LinkState
from console.domain.report import (
    AlarmReport,
    ResponderReport,
    SampleReport,
    StatusReport,
    UnreadableReport,
)
from tests.adapters.mqtt.stream_kit import CLOCK, CONSOLE, Store, access, until
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]
EVENTS = Path(__file__).parent / "chirpstack"
FILE = """
[[device]]
dialect = "chirpstack"
name = "a84041000181c061"
device = "larm-17"
kind = "personal_alarm"
[[device]]
dialect = "owntracks"
name = "anna/phone"
device = "resp-anna"
[[device]]
dialect = "owntracks"
name = "astrid/tracker"
device = "track-4"
kind = "tracker"
"""


def mapping() -> Mapping:
    return parse_mapping(FILE.encode(), Path("devices.toml"), MunicipalityId("alvbro"), "lora")


def link_of(port: int, dialect: Dialect) -> DialectLink:
    return DialectLink(LinkSettings(access(port), CONSOLE, lambda _: None), dialect, CLOCK)


async def publish(port: int, topic: str, payload: str, *more: str) -> None:
    """As a gateway does it, with QoS 1."""
    words = ["mosquitto_pub", "-h", "127.0.0.1", "-p", str(port), "-q", "1", "-t", topic, "-m", payload, *more]
    await asyncio.to_thread(subprocess.run, words, check=True, timeout=20)


async def happened(port: int, name: str, *more: str) -> None:
    """An event of the corpus, published."""
    event = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
    await publish(port, event["topic"], json.dumps(event["payload"]), *more)


class Running:
    """A link at work on a store, from `async with` to its end."""

    def __init__(self, port: int, dialect: Dialect, store: Store) -> None:
        self.link = link_of(port, dialect)
        self._store = store

    async def __aenter__(self) -> DialectLink:
        self._task = asyncio.get_running_loop().create_task(self.link.run(self._store.take))
        await until(lambda: self.link.state is LinkState.UP)
        return self.link

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


def test_uplinks_that_chirpstack_publishes_are_alarms_and_signs_of_life(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        store = Store()
        async with Running(mosquitto.port, ChirpStack(mapping()), store):
            for name in ("status_battery", "up_sos", "log_uplink_codec", "up_without_object", "join"):
                await happened(mosquitto.port, name)
            await until(lambda: len(store.reports) == 6)
        kinds = [type(report) for report in store.reports]
        assert kinds == [StatusReport, StatusReport, AlarmReport, StatusReport, UnreadableReport, StatusReport]
        [press] = [report for report in store.reports if isinstance(report, AlarmReport)]
        assert (press.cause, press.head.origin.device) == (Cause.PRESS, "larm-17")

    run_async(story())


def test_an_alarm_that_came_while_we_were_away_is_taken_with_the_same_key(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        store = Store()
        async with Running(mosquitto.port, ChirpStack(mapping()), store):
            pass
        await happened(mosquitto.port, "up_smoke")
        async with Running(mosquitto.port, ChirpStack(mapping()), store):
            await until(lambda: bool(store.alarms))
            await happened(mosquitto.port, "up_smoke")
            await until(lambda: len(store.reports) == 4)
        assert len(store.alarms) == 2
        assert [report.cause for report in store.once if isinstance(report, AlarmReport)] == [Cause.SMOKE]

    run_async(story())


def test_what_the_broker_retains_is_no_alarm_after_a_start(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        await happened(mosquitto.port, "up_sos", "-r")
        store = Store()
        async with Running(mosquitto.port, ChirpStack(mapping()), store):
            await happened(mosquitto.port, "up_mac_only")
            await until(lambda: len(store.reports) >= 2)
        assert store.alarms == []

    run_async(story())


def test_owntracks_positions_departures_and_the_lost_app_are_taken(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        store = Store()
        place = {"lat": 62.9084, "lon": 16.4032, "tst": 1772483400}
        async with Running(mosquitto.port, OwnTracks(mapping()), store):
            port = mosquitto.port
            await publish(port, "owntracks/anna/phone", json.dumps({"_type": "location", **place}), "-r")
            await publish(port, "owntracks/astrid/tracker", json.dumps({"_type": "location", "batt": 40, **place}))
            left = {"_type": "transition", "event": "leave", "desc": "Hemmet", **place}
            await publish(port, "owntracks/astrid/tracker/event", json.dumps(left))
            await publish(port, "owntracks/astrid/tracker/info", json.dumps({"_type": "card", "face": "AAAA"}))
            await publish(port, "owntracks/stranger/phone", json.dumps({"_type": "location", **place}))
            await publish(port, "owntracks/astrid/tracker", "C2,561ebac3,v,62908400,16403200")
            await publish(port, "owntracks/astrid/tracker", json.dumps({"_type": "lwt", "tst": 1772483400}))
            await until(lambda: len(store.reports) == 5)
        assert [type(report) for report in store.reports] == [
            ResponderReport, StatusReport, SampleReport, AlarmReport, StatusReport,
        ]  # fmt: skip

    run_async(story())
