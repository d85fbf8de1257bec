"""Gateways, from a real broker to a case in a real store: whose device it is, and nobody's too."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from ha_mqtt_discoverable import DeviceInfo
from ha_mqtt_discoverable import Settings as Announced
from ha_mqtt_discoverable.sensors import BinarySensor, BinarySensorInfo
from paho.mqtt.client import CallbackAPIVersion, Client

from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.dialects.link import DialectLink
from console.adapters.secrets import MemorySecrets
from console.bootstrap.gateways import gateways_of, is_any_on, mapping_of
from console.bootstrap.ground import Ground
from console.bootstrap.joined import Console, Fittings, _link_settings, opened
from console.adapters.clock import FreshIds
from console.config import Config, ConfigError
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.events import SubjectKind
from console.domain.imported import ImportedRows
from console.domain.link import LinkState
from console.services.screen import NoScreen
from tests.adapters.mqtt.stream_kit import publish, until
from tests.bootstrap.test_start_and_end import configured
from tests.builders import NORRBY, device, household, lead, municipality, resident
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

needs_mosquitto = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]
