"""The stream's way in, and our way out on it: `services.ports.FieldLink` over MQTT.

The promise: a message is confirmed to the broker when `take` has returned, and not before. What the store cannot take
now is offered again and again, unconfirmed, while more gathers in the bounded buffer. A batch that the store refuses
for its content is offered in halves, down to the single report; that one is offered as its bytes, marked; and if even
the bytes are refused they go to the quarantine outside the database, so that nothing ever stands in the stream's way.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Clock, Delivery
from console.adapters.mqtt.intake_buffer import IntakeBuffer
from console.adapters.mqtt.line import Line
from console.adapters.mqtt.topics import SUBSCRIPTIONS, FieldTopic, parse_topic
from console.domain.ids import ConsoleId
from console.domain.journal import BadRow, Unwritable
from console.domain.link import LinkState, Retry
from console.domain.report import (
    CanaryReport,
    Fault,
    FieldReport,
    PresenceReport,
    Receipt,
    Report,
    ReportKey,
    Sight,
    UnreadableReport,
)

Take = Callable[[Sequence[Report]], Awaitable[None]]
Quarantine = Callable[[UnreadableReport], None]
"""Writes a report's bytes durably outside the database. Called in a thread; OSError means: try again later."""

CANARY_EXPIRES_S = 30

_RETRY_AFTER_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""The waits between offers of what the store could not take; the last one goes on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """What a link is made with. `console` names our last will; batches and the buffer are bounded in both ways."""

    access: BrokerAccess
    console: ConsoleId
    quarantine: Quarantine
    batch: int = 500
    batch_bytes: int = 8 * 1024 * 1024
    waiting: int = 1000
    waiting_bytes: int = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Offer:
    """A report and the delivery that is confirmed when it is stored; None for our own word come back.

    Even that is confirmed in its turn only: MQTT 5 wants confirmations in the order of the messages (4.6.0-2), and
    rumqttd hangs up on whoever gives them in another.
    """

    delivery: Delivery
    report: Report | None


class MqttLink:
    """The link to one broker. Lives on the console thread's loop; fits `services.ports.FieldLink`."""

    def __init__(
        self,
        settings: LinkSettings,
        clock: Clock,
        fresh_id: Callable[[], str],
        on_state: Callable[[LinkState], None] | None = None,
    ) -> None:
        """Connects nothing before `run`. `on_state` is called on the loop at each change of `state`."""
        self._settings = settings
        self._clock = clock
        self._fresh_id = fresh_id
        self._buffer = IntakeBuffer(settings.waiting, settings.waiting_bytes)
        self._line = Line(
            settings.access,
            clock,
            SUBSCRIPTIONS,
            self._buffer.put,
            will=self._will,
            on_state=on_state,
            wait_for_room=self._buffer.wait_for_room,
        )

    @property
    def state(self) -> LinkState:
        """How the link is; while it reconnects, how the last try ended."""
        return self._line.state

    @property
    def explanation(self) -> str:
        """Why the link is not up, in English, for a technician; "" when it is."""
        if self._line.state is not LinkState.UP and self._buffer.is_full:
            return f"{len(self._buffer)} messages wait for the store, so no more are read; {self._line.explanation}"
        return self._line.explanation

    @property
    def backlog(self) -> int:
        """How many messages have been read and are not stored yet."""
        return len(self._buffer)

    @property
    def retry(self) -> Retry:
        """Since when it is lost, and how it is sought again."""
        return self._line.retry

    async def run(self, take: Take) -> None:
        """For ever: hands over what waits, together, and confirms to the broker when `take` returns.

        Unwritable and BadRow are dealt with as the module says; anything else that `take` raises is a fault, ends the
        run (as an ExceptionGroup) with nothing confirmed, and leaves the link fit to be run again. Ends by
        cancellation otherwise, with the connection closed. `take` is never called twice at a time.
        """
        async with asyncio.TaskGroup() as group:
            group.create_task(self._line.run(), name="mqtt line")
            while True:
                await self._hand_over(take)

    async def send_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Publishes all together and waits for the broker's confirmation. Raises LostContact; then send all again.

        A receipt's event id is made of its content, so that it is the same receipt however often it is sent.
        """
        console = self._settings.console
        messages = [wire.encode_receipt(receipt, _event_id(receipt), console) for receipt in receipts]
        await self._line.connection.publish([Outbound(topic, payload) for topic, payload in messages])

    async def send_canary(self, console: ConsoleId, number: int, at: datetime) -> None:
        """Our proof of sight, which the broker throws away after 30 s. Raises LostContact."""
        topic, payload = wire.encode_canary(console, number, at, self._fresh_id())
        await self._line.connection.publish([Outbound(topic, payload, expires_s=CANARY_EXPIRES_S)])

    async def send_presence(self, presence: PresenceReport) -> None:
        """Retained. After LEFT the end of the link sends no last will. Raises LostContact.

        The will replaces what was sent when a connection breaks: say it again when the link is up again.
        """
        await self._line.connection.publish(
            [self._presence(presence.console, presence.sight, presence.operator, presence.at)]
        )
        self._line.has_said_farewell = presence.sight is Sight.LEFT

    async def _hand_over(self, take: Take) -> None:
        """One batch of what waits, from reading it to confirming it."""
        batch = await self._buffer.front(self._settings.batch, self._settings.batch_bytes)
        offers = [
            _Offer(each, wire.decode(each.topic, each.payload, each.received_at, each.retained)) for each in batch
        ]
        await self._offer(take, offers)
        self._buffer.drop(len(batch))

    async def _offer(self, take: Take, offers: Sequence[_Offer]) -> None:
        """Offers a batch until it is taken, in halves where the store refuses it; returns with all confirmed."""
        reports = [offer.report for offer in offers if offer.report is not None]
        try:
            if reports:
                await self._offer_patiently(take, reports)
        except BadRow:
            if len(reports) == 1:
                await self._offer_marked(take, reports[0])
            else:
                middle = len(offers) // 2
                await self._offer(take, offers[:middle])
                await self._offer(take, offers[middle:])
                return
        for offer in offers:
            offer.delivery.confirm()

    async def _offer_patiently(self, take: Take, reports: Sequence[Report]) -> None:
        """Offers the same again while the store cannot take it. Raises BadRow."""
        tries = 0
        while True:
            try:
                await take(reports)
            except Unwritable as error:
                if tries == 0:
                    _log.warning("the store cannot take %d reports, which stay unconfirmed: %s", len(reports), error)
                await self._wait(tries)
                tries += 1
            else:
                if tries:
                    _log.info("the store has taken %d reports at try %d", len(reports), tries + 1)
                return

    async def _offer_marked(self, take: Take, report: Report) -> None:
        """A report that the store refuses alone, as its bytes; as a last resort to the quarantine."""
        if isinstance(report, CanaryReport | PresenceReport):
            _log.error("the store refuses a console's own word (%s)", type(report).__name__)
            return
        marked = _marked(report)
        try:
            await self._offer_patiently(take, [marked])
        except BadRow:
            await self._put_away(marked)

    async def _put_away(self, marked: UnreadableReport) -> None:
        """Into the quarantine, again and again until it is there."""
        _log.error("the store refuses even the bytes of a message (sha256 %s): quarantine", marked.raw.sha256)
        tries = 0
        while True:
            try:
                await asyncio.to_thread(self._settings.quarantine, marked)
            except OSError as error:
                _log.error("the quarantine cannot be written: %s", error.strerror)
                await self._wait(tries)
                tries += 1
            else:
                return

    async def _wait(self, tries: int) -> None:
        await self._clock.sleep(_RETRY_AFTER_S[min(tries, len(_RETRY_AFTER_S) - 1)])

    def _will(self) -> Outbound:
        return self._presence(self._settings.console, Sight.GONE, "", self._clock.now())

    def _presence(self, console: ConsoleId, sight: Sight, operator: str, at: datetime) -> Outbound:
        topic, payload = wire.encode_presence(console, sight, operator, at, self._fresh_id())
        return Outbound(topic, payload, retain=True)


def _marked(report: FieldReport) -> UnreadableReport:
    """The report as bytes that the store refused to take as what they say. Keyed as `wire` keys the unreadable."""
    raw = report.raw if isinstance(report, UnreadableReport) else report.head.raw
    origin = report.origin if isinstance(report, UnreadableReport) else report.head.origin
    where = parse_topic(raw.topic)
    return UnreadableReport(
        key=ReportKey(f"unreadable:{raw.topic}", raw.sha256),
        origin=origin,
        stream=where.stream if isinstance(where, FieldTopic) else None,
        fault=Fault.REFUSED_BY_STORE,
        explanation="the database refuses this message for its content",
        received_at=report.received_at if isinstance(report, UnreadableReport) else report.head.received_at,
        raw=raw,
        retained=report.retained if isinstance(report, UnreadableReport) else report.head.retained,
    )


def _event_id(receipt: Receipt) -> str:
    said = (receipt.of.source, receipt.of.id, receipt.state.value, receipt.at.isoformat(), receipt.reason)
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
