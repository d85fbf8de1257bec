"""Gateways: the ways in for devices that speak another language than ours, as the settings turn them on.

Each has a connection of its own to the same broker, and its messages are taken in as the stream's are.
"""

from collections.abc import Iterator
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
from console.adapters.mqtt.link_settings import LinkSettings
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
    return tuple(_linked(ground, settings, dialect) for dialect in dialects_of(ground.config, mapping))


def dialects_of(config: Config, mapping: Mapping) -> Iterator[Dialect]:
    """The readers that the settings turn on."""
    gateways = config.gateways
    if gateways.zigbee2mqtt:
        yield Zigbee2Mqtt(mapping, gateways.zigbee2mqtt_topic)
    if gateways.home_assistant:
        elsewhere = (f"{gateways.zigbee2mqtt_topic}/",) if gateways.zigbee2mqtt else ()
        yield HomeAssistant(mapping, gateways.home_assistant_topic, elsewhere)
    if gateways.chirpstack:
        yield ChirpStack(mapping)
    if gateways.owntracks:
        yield OwnTracks(mapping)


def _linked(ground: Ground, settings: LinkSettings, dialect: Dialect) -> DialectLink:
    if not isinstance(dialect, HomeAssistant):
        return DialectLink(settings, dialect, ground.clock)
    memory = Memory(ground.folder / "gateways" / f"{dialect.name}.json")
    link = DialectLink(settings, dialect, ground.clock, remember=lambda: _keep(dialect, memory))
    dialect.announced.recall(memory.read())
    return link


def _keep(home: HomeAssistant, memory: Memory) -> None:
    if home.announced.is_news:
        home.announced.is_news = False
        memory.write(home.announced.texts)
