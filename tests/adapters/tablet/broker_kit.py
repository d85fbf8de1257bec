"""Devices in their own process and the centre's line to them, by a real broker."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from queue import Empty, Queue

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Delivery
from console.adapters.mqtt.envelope import console_source
from console.adapters.mqtt.kept import raw_of
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.topics import SUBSCRIPTIONS
from console.adapters.tablet import orders
from console.adapters.tablet.child import TabletChild
from console.adapters.tablet.conduct import DeviceAddress
from console.adapters.tablet.orders import Broker, Placed, Start
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId, ConsoleId, DeviceId, MunicipalityId
from console.domain.link import LinkState
from console.domain.report import CallReport, Head, Origin, ReportKey, StatusReport
from tests.adapters.tablet.kit import CALL, until

COMMAND = (sys.executable, "-P", "-m", "console.bootstrap.tablet")
KITCHEN = DeviceAddress(MunicipalityId("alvbro"), "trygg-1", DeviceId("tablet-1"))
BEDROOM = replace(KITCHEN, device=DeviceId("tablet-2"))
WITHIN_S = 30.0


class Devices:
    """The process, and what it tells."""

    def __init__(self, port: int, *placed: Placed) -> None:
        self.lines: Queue[orders.Line] = Queue()
        self.kept: list[orders.Line] = []
        self.child = TabletChild(COMMAND, Start(Broker("127.0.0.1", port), placed, tells=True), self.lines.put)

    def told(self, said: str, device: DeviceId = KITCHEN.device) -> orders.Line:
        """The next line of that device that says it."""
        ends_at = time.monotonic() + WITHIN_S
        while time.monotonic() < ends_at:
            try:
                self.kept.append(self.lines.get(timeout=0.1))
            except Empty:
                continue
            if self.kept[-1].said == said and self.kept[-1].device == device:
                return self.kept[-1]
        raise AssertionError(f"nobody told {said!r}")


@contextmanager
def devices(port: int, *placed: Placed) -> Iterator[Devices]:
    found = Devices(port, *placed)
    try:
        yield found
    finally:
        found.child.close()


class Console:
    """The centre's line: says a call's words, keeps what the devices say."""

    def __init__(self, port: int, name: str = "console-1") -> None:
        self._clock = SystemClock()
        self._name = name
        self._ids = FreshIds(self._clock.now)
        self.line = Line(BrokerAccess("127.0.0.1", port, name), self._clock, SUBSCRIPTIONS, self._receive)
        self.signals: list[CallSignal] = []
        self.statuses: list[StatusReport] = []

    async def say(self, to: DeviceAddress, signal: CallSignal) -> None:
        key = ReportKey(console_source(ConsoleId(self._name)), self._ids())
        now = self._clock.now()
        head = Head(key, Origin(to.municipality, to.sender, to.device), now, now, raw_of("", b""))
        await self.line.connection.publish([Outbound(*wire.encode_call(CallReport(head, signal)))])

    async def heard(self, act: SignalAct, call: CallId = CALL) -> CallSignal:
        def found() -> list[CallSignal]:
            return [one for one in self.signals if one.act is act and one.call == call]

        await until(lambda: bool(found()), WITHIN_S)
        return found()[0]

    def _receive(self, delivery: Delivery) -> None:
        report = wire.decode(delivery.topic, delivery.payload, delivery.received_at, delivery.retained)
        match report:
            case CallReport():
                self.signals.append(report.signal)
            case StatusReport():
                self.statuses.append(report)
        delivery.confirm()


@asynccontextmanager
async def console(port: int, name: str = "console-1") -> AsyncIterator[Console]:
    one = Console(port, name)
    task = asyncio.get_running_loop().create_task(one.line.run())
    await until(lambda: one.line.state is LinkState.UP)
    try:
        yield one
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
