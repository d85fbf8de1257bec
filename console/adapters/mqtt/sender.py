"""A device gateway's side of the stream contract: it repeats an alarm, with the same id, until it holds our receipt.

Used by the simulated municipality and by the fault tests, and as an example for those who write a real one. Its
outbox is in memory: a real gateway keeps it on disk.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.centre import read_receipt
from console.adapters.mqtt.connection import Clock, Delivery
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.order_words import ClosedOrder, read_order
from console.adapters.mqtt.topics import PREFIX
from console.domain.ids import MunicipalityId
from console.domain.link import LinkState, LostContact
from console.domain.report import (
    AlarmReport,
    CallReport,
    DispatchReport,
    Receipt,
    ReceiptState,
    ReportKey,
    ResponderReport,
    SampleReport,
    StatusReport,
    Stream,
    SupervisionReport,
)

Sendable = AlarmReport | StatusReport | SampleReport | SupervisionReport | ResponderReport | DispatchReport | CallReport

_TICK_S = 0.25
_AT_ONCE = 100
"""How many messages are published together at most."""


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """Who sends, and how patiently. The last of `repeat_after` goes on for ever.

    `in_flight` is how many reports may be without what they wait for: `send` waits while there are as many.
    `responder` makes it a responder's phone, who listens for orders; "" for a gateway.
    """

    access: BrokerAccess
    municipality: MunicipalityId
    sender: str
    repeat_after: tuple[timedelta, ...] = tuple(timedelta(seconds=s) for s in (1, 2, 5, 10, 20))
    in_flight: int = 200
    responder: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt as it came in. `at` is our clock's; what the receipt says is in `receipt`."""

    receipt: Receipt
    at: datetime


@dataclass(eq=False, slots=True)
class LedgerLine:
    """One report: its number (from 1, in the order of `send`), when it was sent each time, and what was answered."""

    number: int
    key: ReportKey
    wants_receipt: bool
    sent_at: list[datetime] = field(default_factory=list)
    receipts: list[ReceiptLine] = field(default_factory=list)
    is_with_broker: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it need not be sent again: any receipt says that it is stored, or will not be."""
        return bool(self.receipts) if self.wants_receipt else self.is_with_broker

    def first(self, state: ReceiptState) -> datetime | None:
        """When the first receipt of this state came in."""
        return next((line.at for line in self.receipts if line.receipt.state is state), None)


@dataclass(eq=False, slots=True)
class _Outgoing:
    line: LedgerLine
    message: Outbound
    due_at: float
    tries: int = 0


class Sender:
    """A gateway with one connection of its own. `run` it beside; `send` what the devices say."""

    def __init__(
        self,
        settings: SenderSettings,
        clock: Clock,
        hear: Callable[[ClosedOrder], None] = lambda order: None,
        will: Callable[[], Outbound | None] = lambda: None,
        on_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Connects nothing before `run`. `hear` is given the orders to a responder's phone, on the loop, also those
        that come again; `will` is asked, and `on_up` called, at each connection."""
        self._settings = settings
        self._clock = clock
        self._hear = hear
        self._on_up = on_up
        own = f"{PREFIX}{settings.municipality}/{settings.sender}"
        orders = [f"{own}/{Stream.DISPATCH.value}/{settings.responder}"] if settings.responder else []
        self._line = Line(
            settings.access,
            clock,
            [f"{own}/{Stream.RECEIPTS.value}/+", *orders],
            self._receive,
            will=will,
            on_state=self._on_state,
        )
        self._ledger: dict[ReportKey, LedgerLine] = {}
        self._outbox: dict[ReportKey, _Outgoing] = {}
        self._due: deque[_Outgoing] = deque()
        self._wake = asyncio.Event()
        self._room = asyncio.Semaphore(settings.in_flight)

    @property
    def state(self) -> LinkState:
        """How the line to the broker stands."""
        return self._line.state

    @property
    def explanation(self) -> str:
        """Why it is not up; "" when it is."""
        return self._line.explanation

    @property
    def ledger(self) -> Mapping[ReportKey, LedgerLine]:
        """All that was ever sent, by key, in the order of its numbers."""
        return MappingProxyType(self._ledger)

    def unreceipted(self) -> tuple[ReportKey, ...]:
        """What has been sent, or waits to be, and has not got what it waits for."""
        return tuple(self._outbox)

    async def run(self) -> None:
        """Connects, publishes and repeats for ever. Ends by cancellation."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._line.run(), name="sender line")
            group.create_task(self._repeat(), name="sender repeats")
            while True:
                await self._wake.wait()
                self._wake.clear()
                await self._publish_due()

    async def send(self, report: Sendable, *, wants_receipt: bool | None = None) -> LedgerLine:
        """Puts a report on its way and returns its line in the ledger; waits first if too many are in flight.

        It is repeated until it is receipted, or, without `wants_receipt`, until the broker has it. Unless told
        otherwise, only alarms want a receipt. A report whose key was sent before is sent once more.
        """
        key = report.head.key
        known = self._ledger.get(key)
        if known is not None and key in self._outbox:
            self._hasten(self._outbox[key])
            return known
        await self._room.acquire()
        wants = isinstance(report, AlarmReport) if wants_receipt is None else wants_receipt
        line = LedgerLine(len(self._ledger) + 1 if known is None else known.number, key, wants)
        if known is not None:
            line.sent_at.extend(known.sent_at)
        self._ledger[key] = line
        self._outbox[key] = _Outgoing(line, encoded(report), self._clock.monotonic())
        self._hasten(self._outbox[key])
        return line

    async def _repeat(self) -> None:
        """Marks as due what has waited long enough for its receipt."""
        while True:
            await self._clock.sleep(_TICK_S)
            now = self._clock.monotonic()
            for outgoing in self._outbox.values():
                if outgoing.due_at <= now:
                    self._hasten(outgoing)

    async def _publish_due(self) -> None:
        """Publishes what is due, in order, as far as the line carries it."""
        while self._due:
            try:
                connection = self._line.connection
                batch = self._take_due()
                for outgoing in batch:
                    outgoing.line.sent_at.append(self._clock.now())
                await connection.publish([outgoing.message for outgoing in batch])
            except LostContact:
                return  # all stay in the outbox: due with the next connection, or at their next time
            for outgoing in batch:
                outgoing.line.is_with_broker = True
                self._settle(outgoing)

    def _take_due(self) -> Sequence[_Outgoing]:
        """The next to be published, with their next time set."""
        batch: list[_Outgoing] = []
        now = self._clock.monotonic()
        steps = self._settings.repeat_after
        while self._due and len(batch) < _AT_ONCE:
            outgoing = self._due.popleft()
            if outgoing.line.is_done:
                continue
            outgoing.due_at = now + steps[min(outgoing.tries, len(steps) - 1)].total_seconds()
            outgoing.tries += 1
            batch.append(outgoing)
        return batch

    def _hasten(self, outgoing: _Outgoing) -> None:
        """Due now, and only once, however often it is said."""
        if outgoing.due_at != float("inf"):
            outgoing.due_at = float("inf")
            self._due.append(outgoing)
        self._wake.set()

    def _settle(self, outgoing: _Outgoing) -> None:
        """Takes what is done out of the outbox, which makes room for the next."""
        if outgoing.line.is_done and self._outbox.pop(outgoing.line.key, None) is not None:
            self._room.release()

    def _on_state(self, state: LinkState) -> None:
        if state is LinkState.UP:
            self._on_up()
            self._wake.set()
            for outgoing in self._outbox.values():
                if not outgoing.line.is_with_broker:
                    self._hasten(outgoing)

    def _receive(self, delivery: Delivery) -> None:
        """Notes a receipt, hands an order on, and confirms whatever came."""
        order = read_order(delivery.topic, delivery.payload)
        if order is not None:
            self._hear(order)
        receipt = read_receipt(delivery.topic, delivery.payload)
        line = None if receipt is None else self._ledger.get(receipt.of)
        if receipt is not None and line is not None:
            line.receipts.append(ReceiptLine(receipt, delivery.received_at))
            outgoing = self._outbox.get(line.key)
            if outgoing is not None:
                self._settle(outgoing)
        delivery.confirm()


def encoded(report: Sendable) -> Outbound:
    """The message that a report is sent as."""
    match report:
        case AlarmReport():
            topic, payload = wire.encode_alarm(report)
        case StatusReport():
            topic, payload = wire.encode_status(report)
            return Outbound(topic, payload, retain=True)
        case SampleReport():
            topic, payload = wire.encode_samples(report)
        case SupervisionReport():
            topic, payload = wire.encode_supervision(report)
        case ResponderReport():
            topic, payload = wire.encode_responder(report)
        case DispatchReport():
            topic, payload = wire.encode_dispatch_reply(report)
        case CallReport():
            topic, payload = wire.encode_call(report)
    return Outbound(topic, payload)
