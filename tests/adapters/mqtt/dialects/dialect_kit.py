"""What the tests of the dialects share: a gateway of an invented municipality, and messages as they come."""

import json
from collections.abc import Mapping as Table
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.adapters.mqtt.dialects.dialect import Dialect, Incoming
from console.adapters.mqtt.dialects.mapping import Mapping, parse_mapping
from console.domain.alarm import Cause
from console.domain.ids import MunicipalityId
from console.domain.report import AlarmReport, FieldReport, StatusReport, SupervisionReport, UnreadableReport

AT = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)
ALVBRO = MunicipalityId("alvbro")
SENDER = "gateway"
UNBOUND = Mapping(ALVBRO, SENDER)


def mapping(text: str) -> Mapping:
    """The mapping that a file of this text is."""
    return parse_mapping(text.encode(), Path("devices.toml"), ALVBRO, SENDER)


def bound(dialect: str, name: str, kind: str, device: str = "enhet-1", place: str = "hallen") -> Mapping:
    """A mapping of one device."""
    return mapping(
        f'[[device]]\ndialect = "{dialect}"\nname = "{name}"\ndevice = "{device}"\nkind = "{kind}"\nplace = "{place}"\n'
    )


def payload(told: object) -> bytes:
    return told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()


def incoming(
    topic: str, told: object, *, retained: bool = False, after_s: float = 0, is_repeat: bool = False
) -> Incoming:
    """A message, as text, bytes or something to be JSON, so many seconds after `AT`."""
    return Incoming(topic, payload(told), retained, AT + timedelta(seconds=after_s), is_repeat)


class Talk:
    """A dialect that is spoken to; each message comes a second after the one before."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._second = 0

    def say(
        self, topic: str, told: object, *, retained: bool = False, is_repeat: bool = False
    ) -> tuple[FieldReport, ...]:
        self._second += 1
        return self.dialect.read(
            incoming(topic, told, retained=retained, after_s=self._second, is_repeat=is_repeat)
        )  # fmt: skip

    def alarms(self, topic: str, told: object, *, retained: bool = False, is_repeat: bool = False) -> list[AlarmReport]:
        """The alarms that this message is."""
        return alarms(self.say(topic, told, retained=retained, is_repeat=is_repeat))


def alarms(reports: tuple[FieldReport, ...]) -> list[AlarmReport]:
    return [report for report in reports if isinstance(report, AlarmReport)]


def causes(reports: tuple[FieldReport, ...]) -> list[Cause]:
    """The causes of the alarms that are no all-clear."""
    return [report.cause for report in alarms(reports) if not report.is_reset]


def statuses(reports: tuple[FieldReport, ...]) -> list[StatusReport]:
    return [report for report in reports if isinstance(report, StatusReport)]


def seen(reports: tuple[FieldReport, ...]) -> list[str]:
    return [report.seen for report in reports if isinstance(report, SupervisionReport)]


def unreadable(reports: tuple[FieldReport, ...]) -> list[UnreadableReport]:
    return [report for report in reports if isinstance(report, UnreadableReport)]


def zigbee_device(
    name: str, exposes: list[Table[str, object]], model: str = "X1", address: str = "0x01"
) -> Table[str, object]:
    """One device of Zigbee2MQTT's list."""
    return {
        "friendly_name": name,
        "ieee_address": address,
        "type": "EndDevice",
        "definition": {"vendor": "Provfabrik", "model": model, "exposes": exposes},
    }
