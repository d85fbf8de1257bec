"""What the tests of the link and the sender share: a field that publishes, a store that takes, and patience."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.mqtt.link import MqttLink
from console.adapters.mqtt.link_settings import LinkSettings
from console.adapters.mqtt.offering import Take
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.link import LinkState
from console.domain.report import (
    AlarmReport,
    CanaryReport,
    FieldReport,
    Head,
    Origin,
    PresenceReport,
    Raw,
    Report,
    ReportKey,
    UnreadableReport,
    key_of,
)

AT = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)
CONSOLE = ConsoleId("console-1")
ORIGIN = Origin(MunicipalityId("storvik"), "gateway-1", DeviceId("unit-17"))
POISON_TOPIC = "vaka/v1/storvik/gateway-1/alarms/unit-17"
CLOCK = SystemClock()


def alarm(number: int, text: str = "") -> AlarmReport:
    """A press of a button; `number` makes it one of its own."""
    key = ReportKey("/storvik/gateway-1", f"alarm-{number}")
    head = Head(key, ORIGIN, AT, AT, Raw("", b"", 0, ""))
    return AlarmReport(head, DeviceKind.PERSONAL_ALARM, Cause.PRESS, text=text)


def outbound(number: int, text: str = "") -> Outbound:
    return Outbound(*wire.encode_alarm(alarm(number, text)))


def access(port: int, client_id: str = "console-1", **more: object) -> BrokerAccess:
    """To the broker at this port, as a client of a day's session and a keepalive of 2 s."""
    plain = BrokerAccess("127.0.0.1", port, client_id, keepalive=timedelta(seconds=2), session_expiry=timedelta(days=1))
    return replace(plain, **more)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def connected(
    port: int, client_id: str = "gateway-1", subscriptions: Sequence[str] = ()
) -> AsyncIterator[tuple[Connection, list[tuple[str, bytes, bool]]]]:
    """A field client without a session, and what it receives."""
    came: list[tuple[str, bytes, bool]] = []

    def receive(delivery: Delivery) -> None:
        came.append((delivery.topic, delivery.payload, delivery.retained))
        delivery.confirm()

    plain = access(port, client_id, session_expiry=timedelta(0), keepalive=timedelta(seconds=60))
    connection = Connection(plain, None, None, CLOCK, receive)
    try:
        await connection.open(subscriptions)
        yield connection, came
    finally:
        await connection.close(with_will=False)


async def publish(port: int, messages: Sequence[Outbound]) -> None:
    """Publishes with QoS 1 and waits for the broker's confirmation."""
    async with connected(port) as (connection, _):
        await connection.publish(messages, 20)


async def flood(port: int, numbers: Sequence[int], text: str = "") -> None:
    await publish(port, [outbound(number, text) for number in numbers])


@dataclass
class Store:
    """A store that takes batches, and can be told to fail. `batches` is what it took, call by call."""

    batches: list[list[Report]] = field(default_factory=list)
    before: list[Callable[[Sequence[Report]], None]] = field(default_factory=list)
    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    offers: int = 0

    def __post_init__(self) -> None:
        self.is_open.set()

    async def take(self, reports: Sequence[Report]) -> None:
        self.offers += 1
        for check in tuple(self.before):
            check(reports)
        await self.is_open.wait()
        self.batches.append(list(reports))

    @property
    def reports(self) -> list[Report]:
        return [report for batch in self.batches for report in batch]

    @property
    def alarms(self) -> list[str]:
        """The ids of the alarms, in the order in which they were taken, each time."""
        return [report.head.key.id for report in self.reports if isinstance(report, AlarmReport)]

    @property
    def unreadable(self) -> list[UnreadableReport]:
        return [report for report in self.reports if isinstance(report, UnreadableReport)]

    @property
    def once(self) -> list[FieldReport]:
        """The field's reports as a store keyed by source and id would hold them."""
        field_reports = [r for r in self.reports if not isinstance(r, CanaryReport | PresenceReport)]
        return list({key_of(report): report for report in field_reports}.values())


def link_to(
    port: int,
    client_id: str = "console-1",
    *,
    on_state: Callable[[LinkState], None] | None = None,
    quarantine: Callable[[UnreadableReport], None] = lambda _: None,
    settings: dict[str, int] | None = None,
    **more: object,
) -> MqttLink:
    made = LinkSettings(access(port, client_id, **more), CONSOLE, quarantine, **(settings or {}))
    return MqttLink(made, CLOCK, FreshIds(CLOCK.now), on_state)


@contextlib.asynccontextmanager
async def running(link: MqttLink, take: Take) -> AsyncIterator[MqttLink]:
    """The link at work; cancelled and waited for at the end."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(link.run(take), name="link")
        try:
            yield link
        finally:
            task.cancel()


async def until(is_so: Callable[[], bool], within_s: float = 10) -> None:
    """Waits until something is so; TimeoutError if it never is."""
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.01)


async def up(link: MqttLink) -> None:
    await until(lambda: link.state is LinkState.UP)


async def subscribe_first(port: int) -> None:
    """Gives the link its session at the broker, and goes away again."""
    link = link_to(port)
    async with running(link, Store().take):
        await up(link)
