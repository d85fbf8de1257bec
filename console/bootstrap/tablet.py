"""Residents' devices in a process of their own, for the demonstration and the tests: each with its line to the broker.

    python -P -m console.bootstrap.tablet

It is told what to be on its standard input (`adapters/tablet/orders.py`) and ends with it. Whatever WebRTC does here,
it does to nobody else.
"""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.call_words import read_centre_call
from console.adapters.mqtt.connection import Delivery
from console.adapters.mqtt.kept import raw_of
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.topics import field_topic
from console.adapters.tablet import orders
from console.adapters.tablet.device import Tablet
from console.adapters.tablet.held_call import Told
from console.adapters.tablet.loopback import keep_to_this_computer
from console.adapters.tablet.orders import Broker, Placed, Start
from console.domain.alarm import DeviceKind
from console.domain.call_signal import CallSignal
from console.domain.ids import DeviceId
from console.domain.link import LinkState, LostContact
from console.domain.report import CallReport, Head, Origin, ReportKey, StatusReport, Stream

log = logging.getLogger(__name__)

BEATS_EVERY = timedelta(seconds=60)
"""So often a device gives a sign of life."""

FIGURES_EVERY_S = 1.0
SPEAKS_FOR_S = 30
"""Seconds after which the broker need not deliver a call's word any more."""

CODERS = 4
"""Threads in which pictures and sound are coded, for all devices together."""

ENDS_WITHIN_S = 4.0

Tell = Callable[[orders.Line], None]


class PlacedTablet:
    """One device, with its own line to the broker."""

    def __init__(self, placed: Placed, broker: Broker, clock: SystemClock, tell: Tell, *, is_local: bool) -> None:
        address = placed.address
        self._origin = Origin(address.municipality, address.sender, address.device)
        self._clock = clock
        self._ids = FreshIds(clock.now)
        self._tell = tell
        self.tablet = Tablet(placed.conduct, self._send, clock.now, self._told, is_local=is_local)
        self._topic = field_topic(self._origin, Stream.CALLS)
        access = _access(broker, f"tablet-{address.municipality}-{address.sender}-{address.device}")
        self._line = Line(access, clock, (self._topic,), self._receive, on_state=self._on_state)
        self._is_due = asyncio.Event()

    async def run(self) -> None:
        """Is there, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._line.run(), name="tablet line")
            group.create_task(self.tablet.run(), name="tablet")
            group.create_task(self._beat(), name="tablet beats")

    def figures(self) -> orders.Line | None:
        """Those of its call; None without one."""
        figures, call = self.tablet.figures, self.tablet.call
        if figures is None or call is None:
            return None
        return orders.Line(
            self._origin.device, "figures", asyncio.get_running_loop().time(), call, figures=asdict(figures)
        )

    async def _beat(self) -> None:
        """Signs of life: at each new connection, and every minute."""
        while True:
            try:
                async with asyncio.timeout(BEATS_EVERY.total_seconds()):
                    await self._is_due.wait()
            except TimeoutError:
                pass
            self._is_due.clear()
            status = StatusReport(self._head(), DeviceKind.TABLET, BEATS_EVERY, 100, True)
            topic, payload = wire.encode_status(status)
            await self._publish(Outbound(topic, payload, retain=True))

    async def _send(self, signal: CallSignal) -> None:
        topic, payload = wire.encode_call(CallReport(self._head(), signal))
        await self._publish(Outbound(topic, payload, expires_s=SPEAKS_FOR_S))

    async def _publish(self, message: Outbound) -> None:
        """What cannot be said now is not said later: the other side has its own patience."""
        try:
            await self._line.connection.publish([message])
        except LostContact:
            log.info("a device without a broker said nothing")

    def _head(self) -> Head:
        key = ReportKey(f"/{self._origin.municipality}/{self._origin.sender}", self._ids())
        now = self._clock.now()
        return Head(key, self._origin, now, now, raw_of("", b""))

    def _receive(self, delivery: Delivery) -> None:
        if delivery.topic == self._topic and not delivery.retained:
            signal = read_centre_call(delivery.topic, delivery.payload)
            if signal is not None:
                self.tablet.take(signal)
        delivery.confirm()

    def _on_state(self, state: LinkState) -> None:
        if state is LinkState.UP:
            self._is_due.set()
            self._tell(orders.Line(self._origin.device, "ready", asyncio.get_running_loop().time()))

    def _told(self, told: Told) -> None:
        line = orders.Line(
            self._origin.device, told.deed.value, told.seconds, told.call, told.attempt, told.detail
        )  # fmt: skip
        self._tell(line)


def _access(broker: Broker, client_id: str) -> BrokerAccess:
    password = broker.password
    return BrokerAccess(
        broker.host, broker.port, client_id, broker.username, (lambda: password) if password else None,
        Path(broker.ca_file) if broker.ca_file else None, session_expiry=timedelta(0),
    )  # fmt: skip


async def run(start: Start) -> None:
    """All devices, until the standard input ends."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(CODERS, "coder"))
    ended = asyncio.Event()
    clock = SystemClock(timedelta(seconds=start.ahead_s))
    devices: dict[DeviceId, PlacedTablet] = {
        one.address.device: PlacedTablet(one, start.broker, clock, _say, is_local=start.is_local)
        for one in start.devices
    }

    def changed(change: orders.Change) -> None:
        if change.device in devices:
            devices[change.device].tablet.conduct = change.conduct

    def listen() -> None:
        while line := sys.stdin.buffer.readline(orders.LONGEST_LINE):
            try:
                loop.call_soon_threadsafe(changed, orders.read_change(line))
            except ValueError:
                log.info("a line was no order")
        end = threading.Timer(ENDS_WITHIN_S, os._exit, (0,))
        end.daemon = True
        end.start()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=listen, name="orders", daemon=True).start()
    tasks = [loop.create_task(one.run(), name="tablet") for one in devices.values()]
    if start.tells:
        tasks.append(loop.create_task(_tell_figures(devices), name="figures"))
    await ended.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _tell_figures(devices: dict[DeviceId, PlacedTablet]) -> None:
    while True:
        await asyncio.sleep(FIGURES_EVERY_S)
        for one in devices.values():
            line = one.figures()
            if line is not None:
                _say(line)


def _say(line: orders.Line) -> None:
    """Tells the parent. One that does not listen any more has ended, and so do we."""
    try:
        sys.stdout.buffer.write(orders.written(line))
        sys.stdout.buffer.flush()
    except OSError:
        os._exit(0)


def main() -> None:
    """Waits to be told which devices to be, and is them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(level=logging.ERROR)
    line = sys.stdin.buffer.readline(orders.LONGEST_LINE)
    if not line:
        return
    start = orders.read_start(line)
    if start.is_local:
        keep_to_this_computer()
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(run(start))


if __name__ == "__main__":
    main()
