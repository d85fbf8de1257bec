"""Home Assistant's discovery as somebody else's program publishes it (ha-mqtt-discoverable), over a real Mosquitto."""

import asyncio
from collections.abc import Callable, Iterator, Sequence

import paho.mqtt.client as paho
import pytest
from ha_mqtt_discoverable import DeviceInfo, Settings
from ha_mqtt_discoverable.sensors import BinarySensor, BinarySensorInfo, DeviceTrigger, DeviceTriggerInfo
from paho.mqtt.enums import CallbackAPIVersion

from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.dialects.mapping import Mapping
from console.adapters.mqtt.link_settings import LinkSettings
from console.domain.alarm import Cause, DeviceKind
from console.domain.link import LinkState
from console.domain.report import AlarmReport, StatusReport
from tests.adapters.mqtt.dialects.dialect_kit import UNBOUND, bound
from tests.adapters.mqtt.stream_kit import CLOCK, CONSOLE, Store, access, until
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]


@pytest.fixture
def device(mosquitto: Mosquitto) -> Iterator[Settings.MQTT]:
    """How the device's program is connected: with a client of its own, ended with the test."""
    client = paho.Client(CallbackAPIVersion.VERSION2)
    client.connect("127.0.0.1", mosquitto.port)
    client.loop_start()
    yield Settings.MQTT(client=client)
    client.disconnect()
    client.loop_stop()


def announced(
    device: Settings.MQTT, name: str, device_class: str | None, *, has_availability: bool = False
) -> BinarySensor:
    info = BinarySensorInfo(
        name=name, device_class=device_class, unique_id=f"id-{name}", expire_after=120,
        device=DeviceInfo(name="Givare 4711", identifiers="4711"),
    )  # fmt: skip
    return BinarySensor(Settings(mqtt=device, entity=info, manual_availability=has_availability))


async def heard(mosquitto: Mosquitto, devices: Mapping, speak: Sequence[Callable[[], object]], store: Store) -> None:
    """Runs the link while the device's program does what it does, one after the other."""
    dialect = HomeAssistant(devices)
    link = DialectLink(LinkSettings(access(mosquitto.port), CONSOLE, lambda _: None), dialect, CLOCK)
    running = asyncio.create_task(link.run(store.take), name="link")
    try:
        await until(lambda: link.state is LinkState.UP)
        for step in speak:
            topic = await asyncio.to_thread(step)
            if isinstance(topic, str):
                await until(lambda topic=topic: topic in link._subscribed)  # type: ignore[misc]
        await until(lambda: len(alarms(store)) >= 1)
    finally:
        running.cancel()
        await asyncio.wait({running})


def alarms(store: Store) -> list[AlarmReport]:
    return [report for report in store.reports if isinstance(report, AlarmReport)]


def announce(sensor: BinarySensor) -> str:
    sensor.write_config()
    return sensor.state_topic


def test_a_smoke_detector_of_another_program_is_announced_heard_and_a_case(
    mosquitto: Mosquitto, device: Settings.MQTT
) -> None:
    async def scenario() -> None:
        store = Store()
        sensor = announced(device, "Brandvarnare", "smoke")
        await heard(mosquitto, UNBOUND, [lambda: announce(sensor), sensor.off, sensor.on, sensor.on], store)
        (alarm,) = alarms(store)
        assert (alarm.kind, alarm.cause) == (DeviceKind.SMOKE_DETECTOR, Cause.SMOKE)
        assert alarm.head.origin.device == "Givare-4711"
        status = next(report for report in store.reports if isinstance(report, StatusReport))
        assert status.heartbeat_interval is not None
        assert status.heartbeat_interval.total_seconds() == 120

    run_async(scenario())


def test_one_that_says_it_is_away_is_a_technical_alarm(mosquitto: Mosquitto, device: Settings.MQTT) -> None:
    async def scenario() -> None:
        store = Store()
        sensor = announced(device, "Brandvarnare", "smoke", has_availability=True)
        steps = [
            lambda: announce(sensor),
            lambda: sensor.availability_topic,
            lambda: sensor.set_availability(True),
            lambda: sensor.set_availability(False),
        ]
        await heard(mosquitto, UNBOUND, steps, store)
        assert [alarm.cause for alarm in alarms(store)] == [Cause.LINK_LOST]

    run_async(scenario())


def test_a_button_that_the_mapping_file_makes_a_call(mosquitto: Mosquitto, device: Settings.MQTT) -> None:
    async def scenario() -> None:
        store = Store()
        info = DeviceTriggerInfo(
            name="Knapp", type="button_short_press", subtype="button_1", unique_id="id-knapp",
            device=DeviceInfo(name="Givare 4711", identifiers="4711"),
        )  # fmt: skip
        trigger = DeviceTrigger(Settings(mqtt=device, entity=info))

        def announce_trigger() -> str:
            trigger.write_config()
            return trigger.state_topic

        devices = bound("home_assistant", "Givare-4711", "personal_alarm", "knapp-17")
        await heard(mosquitto, devices, [announce_trigger, lambda: trigger.trigger("press")], store)
        (alarm,) = alarms(store)
        assert (alarm.kind, alarm.cause, alarm.head.origin.device) == (
            DeviceKind.PERSONAL_ALARM, Cause.PRESS, "knapp-17",
        )  # fmt: skip

    run_async(scenario())
