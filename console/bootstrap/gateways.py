"""Gateways: the ways in for devices that speak another language than ours, as the settings turn them on.

Each has a connection of its own to the same broker, and its messages are taken in as the stream's are.
"""

from collections.abc import Callable
from pathlib import Path

from console import config as configuration
from console.adapters.mqtt.dialects.chirpstack import ChirpStack
from console.adapters.mqtt.dialects.dialect import Dialect
from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.mqtt.dialects.mapping import Mapping, MappingError, load_mapping
from console.adapters.mqtt.dialects.memory import Memory
from console.adapters.mqtt.dialects.owntracks import OwnTracks
from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.adapters.mqtt.link import LinkSettings
from console.bootstrap.ground import Ground
from console.config import Config, ConfigError
from console.domain.ids import MunicipalityId


def is_any_on(config: Config) -> bool:
    """Whether the settings ask for a gateway."""
    gateways = config.gateways
    return gateways.zigbee2mqtt or gateways.home_assistant or gateways.chirpstack or gateways.owntracks


def mapping_of(config: Config) -> Mapping:
    """Which device is which, by the file that the settings name. Raises ConfigError."""
    gateways = config.gateways
    place = configuration.config_file() or Path(configuration.FILE_NAME)
    if not gateways.municipality or not gateways.sender:
        raise ConfigError(place, ("gateways.municipality and gateways.sender must be named where a gateway is on",))
    municipality = MunicipalityId(gateways.municipality)
    try:
        if not gateways.devices:
            return Mapping(municipality, gateways.sender)
        return load_mapping(Path(gateways.devices), municipality, gateways.sender)
    except MappingError as error:
        raise ConfigError(error.file, error.problems) from error
    except ValueError as error:
        raise ConfigError(place, (f"gateways: {error}",)) from error


def gateways_of(ground: Ground, settings: LinkSettings, mapping: Mapping) -> tuple[DialectLink, ...]:
    """The links that the settings turn on; `settings` are the stream link's own. Each is run with `Intake.take`."""
    gateways = ground.config.gateways
    links: list[DialectLink] = []

    def add(dialect: Dialect, remember: Callable[[], None] | None = None) -> None:
        links.append(DialectLink(settings, dialect, ground.clock, remember=remember))

    if gateways.zigbee2mqtt:
        add(Zigbee2Mqtt(mapping, gateways.zigbee2mqtt_topic))
    if gateways.home_assistant:
        elsewhere = (f"{gateways.zigbee2mqtt_topic}/",) if gateways.zigbee2mqtt else ()
        home = HomeAssistant(mapping, gateways.home_assistant_topic, elsewhere)
        memory = Memory(ground.folder / "gateways" / f"{home.name}.json")
        add(home, lambda: _keep(home, memory))
        home.announced.recall(memory.read())
    if gateways.chirpstack:
        add(ChirpStack(mapping))
    if gateways.owntracks:
        add(OwnTracks(mapping))
    return tuple(links)


def _keep(home: HomeAssistant, memory: Memory) -> None:
    if home.announced.is_news:
        home.announced.is_news = False
        memory.write(home.announced.texts)
