"""Gateways, from a real broker to a case in a real store: whose device it is, and nobody's too."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from ha_mqtt_discoverable import DeviceInfo
from ha_mqtt_discoverable import Settings as Announced
from ha_mqtt_discoverable.sensors import BinarySensor, BinarySensorInfo
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from console.adapters.clock import FreshIds
from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.secrets import MemorySecrets
from console.bootstrap.gateways import gateways_of, is_any_on, mapping_of
from console.bootstrap.ground import Ground
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config, ConfigError
from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.ids import DeviceId
from console.domain.imported import ImportedRows
from console.domain.link import LinkFact, LinkKind, LinkStanding, LinkState, NetworkState
from console.domain.operator import Role
from console.services.screen import NoScreen
from tests.adapters.mqtt.stream_kit import publish, until
from tests.bootstrap.test_start_and_end import configured
from tests.builders import NORRBY, device, household, municipality, operator, resident
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

SENDER = "gateway"
DEVICES = """
[[device]]
dialect = "zigbee2mqtt"
name = "sovrum/knapp"
device = "knapp-17"
kind = "personal_alarm"
place = "sovrummet"
"""


def with_gateways(folder: Path, port: int = 0, **more: object) -> Config:
    """A console in this folder with gateways for Norrby."""
    devices = folder / "devices.toml"
    devices.write_text(DEVICES, "utf-8")
    plain = configured(folder, port=port)
    asked = {"municipality": "norrby", "sender": SENDER, "devices": str(devices), **more}
    return replace(plain, gateways=replace(plain.gateways, **asked))  # type: ignore[arg-type]


async def imported(console: Console) -> None:
    """Astrid, who has a call button, in a municipality that knows the gateway."""
    rows = ImportedRows(
        municipalities=(municipality(senders=(SENDER,)),), households=(household(),), residents=(resident(),),
        devices=(device("knapp-17", resident="astrid", household="home-1", sender=SENDER),),
    )  # fmt: skip
    await console.directory.take_in(rows, operator("anna", Role.SHIFT_LEAD))


@asynccontextmanager
async def taking_in(config: Config) -> AsyncIterator[tuple[Console, tuple[DialectLink, ...]]]:
    """A console with its gateways up, and their words taken in and stored."""
    async with opened(config, Fittings(MemorySecrets())) as console:
        await imported(console)
        ground = Ground(
            config, console.id, console.store, None, console.broker, Path(config.console.state_folder), console.clock,
            FreshIds(console.clock.now), NoScreen(),
        )  # fmt: skip
        settings = LinkSettings(console.broker, console.id, lambda _: None)
        links = gateways_of(ground, settings, mapping_of(config))
        running = [asyncio.create_task(link.run(console.intake.take), name=link.name) for link in links]
        try:
            await until(lambda: all(link.state is LinkState.UP for link in links))
            yield console, links
        finally:
            for task in running:
                task.cancel()
            await asyncio.wait(running)


def cases(console: Console) -> list[Case]:
    return list(console.recorder.board.open_cases())


async def the_case(console: Console) -> Case:
    """The one case there is."""
    await until(lambda: bool(cases(console)))
    (case,) = cases(console)
    return case


def said(topic: str, told: object) -> list[Outbound]:
    return [Outbound(topic, json.dumps(told).encode())]


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_a_zigbee_call_is_the_case_of_the_resident_whose_button_it_is(mosquitto: Mosquitto, tmp_path: Path) -> None:
    async def scenario() -> None:
        config = with_gateways(tmp_path, mosquitto.port, zigbee2mqtt=True)
        async with taking_in(config) as (console, _):
            await publish(mosquitto.port, said("zigbee2mqtt/sovrum/knapp", {"sos": True, "battery": 64}))
            case = await the_case(console)
            assert (case.subject.kind, case.subject.id) == (SubjectKind.RESIDENT, "astrid")
            assert case.recent[0].place == "sovrummet"
            await publish(mosquitto.port, said("zigbee2mqtt/sovrum/knapp", {"sos": True, "battery": 63}))
            await publish(mosquitto.port, said("zigbee2mqtt/annan", {"smoke": True}))
            await until(lambda: len(cases(console)) == 2)
            assert cases(console)[0].presses == 1
            signs = await console.store.journal.signs_of(NORRBY, [DeviceId("knapp-17")])
            assert [sign.battery_percent for sign in signs] == [63]

    run_async(scenario())


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_an_alarm_of_a_device_that_nobody_has_bound_is_a_case_all_the_same(
    mosquitto: Mosquitto, tmp_path: Path
) -> None:
    async def scenario() -> None:
        config = with_gateways(tmp_path, mosquitto.port, zigbee2mqtt=True)
        async with taking_in(config) as (console, _):
            await publish(mosquitto.port, said("zigbee2mqtt/lägenhet 7/knapp", {"action": "emergency"}))
            case = await the_case(console)
            assert (case.lane, case.subject.kind) == (Lane.PERSON, SubjectKind.DEVICE)
            assert case.subject.id.startswith("norrby/lagenhet-7-knapp.")
            assert case.recent[0].text == "lägenhet 7/knapp · emergency"

    run_async(scenario())


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_two_dialects_share_one_intake_and_another_programs_smoke_is_acute(
    mosquitto: Mosquitto, tmp_path: Path
) -> None:
    client = Client(CallbackAPIVersion.VERSION2)
    client.connect("127.0.0.1", mosquitto.port)
    client.loop_start()
    info = BinarySensorInfo(
        name="Brandvarnare", device_class="smoke", unique_id="1", device=DeviceInfo(name="Givare", identifiers="1")
    )
    sensor = BinarySensor(Announced(mqtt=Announced.MQTT(client=client), entity=info))

    async def scenario() -> None:
        config = with_gateways(tmp_path, mosquitto.port, zigbee2mqtt=True, home_assistant=True)
        async with taking_in(config) as (console, links):
            assert [link.name for link in links] == ["zigbee2mqtt", "home_assistant"]
            await asyncio.to_thread(sensor.write_config)
            await until(lambda: sensor.state_topic in links[1]._subscribed)
            await asyncio.to_thread(sensor.on)
            case = await the_case(console)
            assert (case.alarm_class, case.recent[0].cause) == (AlarmClass.ACUTE, Cause.SMOKE)
        assert json.loads((tmp_path / "gateways" / "home_assistant.json").read_text("utf-8")).keys() == {
            sensor.config_topic
        }

    try:
        run_async(scenario())
    finally:
        client.disconnect()
        client.loop_stop()


def test_the_gateways_that_are_on_are_watched_and_told_as_links(tmp_path: Path) -> None:
    async def scenario() -> None:
        config = with_gateways(tmp_path, 1, zigbee2mqtt=True, owntracks=True)
        async with opened(config, Fittings(MemorySecrets())) as console:
            assert console.watch.gateways.lines == console.gateways
            await console.watch.look()
            assert console.watch.explanation.startswith("connecting to ")
            explained = console.watch.gateways.explanation
            assert explained.startswith("the gateway zigbee2mqtt is not heard: connecting to ")
            assert "the gateway owntracks is not heard" in explained
            told: list[LinkFact] = [
                fact for fact in console.reserve.links._facts(NetworkState(True)) if fact.kind is LinkKind.GATEWAY
            ]
            assert [(fact.name, fact.standing) for fact in told] == [
                ("zigbee2mqtt", LinkStanding.WAITING), ("owntracks", LinkStanding.WAITING),
            ]  # fmt: skip

    run_async(scenario())


def test_no_gateway_is_on_by_itself(tmp_path: Path) -> None:
    assert not is_any_on(Config())
    assert is_any_on(with_gateways(tmp_path, owntracks=True))


def test_a_gateway_without_a_municipality_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gateways\.municipality"):
        mapping_of(with_gateways(tmp_path, zigbee2mqtt=True, municipality=""))


def test_a_file_of_devices_that_cannot_be_used_is_told_by_line(tmp_path: Path) -> None:
    config = with_gateways(tmp_path, zigbee2mqtt=True)
    Path(config.gateways.devices).write_text(DEVICES + "colour = 3\n", "utf-8")
    with pytest.raises(ConfigError, match=r"devices\.toml: line 2: 'colour' is not known"):
        mapping_of(config)
