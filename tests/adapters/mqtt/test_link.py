"""The link against real brokers: what is confirmed, when, and what happens when the store says no."""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

import pytest

from console.adapters.broker import EmbeddedBroker
from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.intake_buffer import IntakeBuffer
from console.adapters.mqtt.link import MqttLink
from console.domain.journal import BadRow, Unwritable
from console.domain.link import LinkState, LostContact
from console.domain.report import (
    CanaryReport,
    Fault,
    PresenceReport,
    Receipt,
    ReceiptState,
    Report,
    ReportKey,
    Sight,
    UnreadableReport,
)
from tests.adapters.mqtt.stream_kit import (
    AT,
    CONSOLE,
    ORIGIN,
    POISON_TOPIC,
    Store,
    connected,
    flood,
    link_to,
    outbound,
    publish,
    running,
    subscribe_first,
    until,
    up,
)
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto


class Broker(Protocol):
    @property
    def port(self) -> int: ...


@pytest.fixture(scope="module")
def mosquitto() -> Iterator[Mosquitto]:
    with Mosquitto() as server:
        yield server


@pytest.fixture(
    params=[
        pytest.param(
            "mosquitto",
            marks=[
                pytest.mark.mosquitto,
                pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
            ],
        ),
        "embedded",
    ]
)
def broker(request: pytest.FixtureRequest) -> Iterator[Broker]:
    made = Mosquitto() if request.param == "mosquitto" else EmbeddedBroker()
    with made as server:
        yield server


def ids(numbers: Sequence[int]) -> list[str]:
    return [f"alarm-{number}" for number in numbers]


def test_an_alarm_is_handed_over_and_never_comes_again(broker: Broker) -> None:
    async def story() -> None:
        store = Store()
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            assert link.explanation == ""
            await flood(broker.port, [1])
            await until(lambda: store.alarms == ids([1]))
        async with running(link_to(broker.port), store.take) as again:
            await up(again)
            await flood(broker.port, [2])
            await until(lambda: len(store.alarms) == 2)
        assert store.alarms == ids([1, 2])

    run_async(story())


def test_what_take_has_not_returned_from_comes_again(broker: Broker) -> None:
    async def story() -> None:
        stuck = Store()
        stuck.is_open.clear()
        link = link_to(broker.port)
        async with running(link, stuck.take):
            await up(link)
            await flood(broker.port, range(30))
            await until(lambda: stuck.offers > 0 and link.backlog == 30)
        assert stuck.alarms == []
        store = Store()
        async with running(link_to(broker.port), store.take):
            await until(lambda: len(store.once) == 30)
        assert store.alarms == ids(range(30))

    run_async(story())


def test_alarms_that_came_while_nobody_was_there_wait_at_the_broker(broker: Broker) -> None:
    async def story() -> None:
        await subscribe_first(broker.port)
        await flood(broker.port, range(300))
        store = Store()
        async with running(link_to(broker.port), store.take):
            await until(lambda: len(store.once) == 300)
        assert store.alarms == ids(range(300))

    run_async(story())


@pytest.mark.warns
def test_what_the_store_cannot_take_is_offered_again_and_confirmed_once(broker: Broker) -> None:
    refusals = [Unwritable("disk full")] * 3

    def fail(_: Sequence[Report]) -> None:
        if refusals:
            raise refusals.pop()

    async def story() -> None:
        store = Store(before=[fail])
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            await flood(broker.port, [1, 2, 3])
            await until(lambda: len(store.alarms) >= 3)
        after = Store()
        async with running(link_to(broker.port), after.take) as again:
            await up(again)
            await flood(broker.port, [4])
            await until(lambda: bool(after.alarms))
        assert store.alarms == ids([1, 2, 3])
        assert after.alarms == ids([4])

    run_async(story())


def refuse(*bad: str) -> object:
    """A check by which the store refuses every batch with one of these ids in it."""

    def check(reports: Sequence[Report]) -> None:
        for report in reports:
            if getattr(getattr(report, "head", None), "key", ReportKey("", "")).id in bad:
                raise BadRow(report.head.key.id)  # type: ignore[union-attr]

    return check


def test_a_report_that_the_store_refuses_is_stored_as_its_bytes_and_holds_up_nobody(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        store = Store(before=[refuse("alarm-7", "alarm-31")])  # type: ignore[list-item]
        store.is_open.clear()
        link = link_to(mosquitto.port, "refused")
        async with running(link, store.take):
            await up(link)
            await flood(mosquitto.port, range(40))
            await until(lambda: link.backlog == 40)
            store.is_open.set()
            await until(lambda: len(store.once) == 40)
        assert store.alarms == ids([n for n in range(40) if n not in (7, 31)])
        marked = store.unreadable
        assert [report.fault for report in marked] == [Fault.REFUSED_BY_STORE] * 2
        assert all(report.key.source == f"unreadable:{report.raw.topic}" for report in marked)
        assert all(report.key.id.startswith(f"{report.raw.sha256}-2") for report in marked)
        assert marked[0].raw.payload == outbound(7).payload
        assert marked[0].origin == ORIGIN
        # one by one it would be 41 offers; halves find two in 40 in fewer
        assert store.offers < 30

    run_async(story())


@pytest.mark.warns
def test_what_the_store_refuses_even_as_bytes_goes_to_the_quarantine_and_is_confirmed(mosquitto: Mosquitto) -> None:
    put_away: list[UnreadableReport] = []
    failures = [OSError(28, "No space left on device")]

    def quarantine(report: UnreadableReport) -> None:
        if failures:
            raise failures.pop()
        put_away.append(report)

    def refuse_unreadable(reports: Sequence[Report]) -> None:
        if any(isinstance(report, UnreadableReport) for report in reports):
            raise BadRow("bytes")

    async def story() -> None:
        store = Store(before=[refuse("alarm-1"), refuse_unreadable])  # type: ignore[list-item]
        link = link_to(mosquitto.port, "quarantine", quarantine=quarantine)
        async with running(link, store.take):
            await up(link)
            await flood(mosquitto.port, [0, 1, 2])
            await until(lambda: len(store.alarms) == 2 and len(put_away) == 1)
        after = Store()
        async with running(link_to(mosquitto.port, "quarantine"), after.take) as again:
            await up(again)
            await flood(mosquitto.port, [3])
            await until(lambda: bool(after.alarms))
        assert store.alarms == ids([0, 2])
        assert put_away[0].raw.payload == outbound(1).payload
        assert after.alarms == ids([3])

    run_async(story())


def test_a_fault_in_take_ends_the_run_and_the_next_run_hands_it_over(mosquitto: Mosquitto) -> None:
    def fail(_: Sequence[Report]) -> None:
        raise ZeroDivisionError

    async def flood_running(link: MqttLink, store: Store) -> None:
        async with running(link, store.take):
            await up(link)
            await flood(mosquitto.port, [1])
            await asyncio.sleep(5)

    async def story() -> None:
        store = Store(before=[fail])
        link = link_to(mosquitto.port, "faulty")
        with pytest.raises(ExceptionGroup) as raised:
            await flood_running(link, store)
        assert raised.group_contains(ZeroDivisionError)
        assert link.state is LinkState.LOST
        store.before.clear()
        async with running(link, store.take):
            await until(lambda: "alarm-1" in store.alarms)

    run_async(story())


POISON = (
    b"",
    b"{",
    b"[" * 100_000,
    b'{"specversion":"1.0","id":"\\ud800"}',
    b'{"n":' + b"9" * 5000 + b"}",
    b"\xff\xfe\x00",
    b'{"a":NaN}',
    b"x" * 300_000,
)


def test_poison_between_alarms_does_not_delay_the_next(broker: Broker) -> None:
    async def story() -> None:
        store = Store()
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            messages = []
            for number, payload in enumerate(POISON):
                messages += [outbound(number), Outbound(POISON_TOPIC, payload)]
            messages += [Outbound("vaka/v1/nonsense", b"{}"), outbound(len(POISON))]
            began = time.monotonic()
            await publish(broker.port, messages)
            await until(lambda: f"alarm-{len(POISON)}" in store.alarms)
            assert time.monotonic() - began < 2
            await until(lambda: len(store.once) == len(messages))
        assert store.alarms == ids(range(len(POISON) + 1))
        assert len(store.unreadable) == len(POISON) + 1

    run_async(story())


def test_the_retained_flag_reaches_the_report_and_a_canary_comes_back(broker: Broker) -> None:
    async def story() -> None:
        store = Store()
        await publish(broker.port, [Outbound(*_retained_alarm(), retain=True)])
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            await link.send_canary(CONSOLE, 41, AT)
            await link.send_presence(PresenceReport(CONSOLE, Sight.SEEING, "anna", AT, AT))
            await until(lambda: len(store.reports) == 3)
        said = {type(report).__name__: report for report in store.reports}
        assert said["AlarmReport"].head.retained  # type: ignore[union-attr]
        canary, presence = said["CanaryReport"], said["PresenceReport"]
        assert isinstance(canary, CanaryReport)
        assert (canary.console, canary.number, canary.at) == (CONSOLE, 41, AT)
        assert isinstance(presence, PresenceReport)
        assert (presence.sight, presence.operator) == (Sight.SEEING, "anna")

    run_async(story())


def _retained_alarm() -> tuple[str, bytes]:
    made = outbound(1)
    return made.topic, made.payload


def test_receipts_go_out_together_and_do_not_come_back_as_reports(broker: Broker) -> None:
    async def story() -> None:
        store = Store()
        link = link_to(broker.port)
        topic = "vaka/v1/storvik/gateway-1/receipts/+"
        async with running(link, store.take), connected(broker.port, "gateway-1", [topic]) as (_, came):
            await up(link)
            await link.send_receipts([])
            keys = [ReportKey("/storvik/gateway-1", f"alarm-{n}") for n in range(200)]
            await link.send_receipts([Receipt(ORIGIN, key, ReceiptState.STORED, AT) for key in keys])
            await until(lambda: len(came) == 200)
            await flood(broker.port, [1])
            await until(lambda: bool(store.alarms))
        assert store.alarms == ids([1])
        assert len(store.reports) == 1
        assert len(set(came)) == 200

    run_async(story())


def test_our_own_words_between_alarms_are_confirmed_in_their_turn(broker: Broker) -> None:
    """MQTT 5, 4.6.0-2; rumqttd hangs up on a confirmation out of turn."""

    async def story() -> None:
        store = Store()
        states: list[LinkState] = []
        link = link_to(broker.port, on_state=states.append)
        async with running(link, store.take):
            await up(link)
            store.is_open.clear()
            for number in range(5):
                await flood(broker.port, [number])
                await link.send_receipts([Receipt(ORIGIN, ReportKey("/s", str(number)), ReceiptState.STORED, AT)])
            await until(lambda: link.backlog == 10)
            store.is_open.set()
            await until(lambda: len(store.alarms) == 5)
            await asyncio.sleep(0.1)
            assert states == [LinkState.UP]
            await link.send_canary(CONSOLE, 1, AT)
        assert store.alarms == ids(range(5))

    run_async(story())


def test_a_link_that_is_not_up_says_so_to_those_who_send() -> None:
    async def story() -> None:
        link = link_to(1)
        assert link.state is LinkState.CONNECTING
        with pytest.raises(LostContact, match="connecting to"):
            await link.send_canary(CONSOLE, 1, AT)
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.LOST)
            assert "cannot reach 127.0.0.1:1" in link.explanation
            with pytest.raises(LostContact, match="cannot reach"):
                await link.send_receipts([])

    run_async(story())


@pytest.mark.warns
def test_an_exception_while_reading_is_told_and_the_link_connects_again(
    mosquitto: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [RuntimeError("planted")]
    put = IntakeBuffer.put

    def faulty(buffer: IntakeBuffer, delivery: object) -> None:
        if faults:
            raise faults.pop()
        put(buffer, delivery)  # type: ignore[arg-type]

    async def story() -> None:
        told: list[object] = []
        store = Store()
        states: list[LinkState] = []
        link = link_to(mosquitto.port, "told", on_state=states.append)
        async with running(link, store.take):
            await up(link)
            asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
            await flood(mosquitto.port, [1])
            await until(lambda: store.alarms == ids([1]) and len(states) == 3)
        assert [str(exception) for exception in told] == ["planted"]
        assert states == [LinkState.UP, LinkState.LOST, LinkState.UP, LinkState.LOST]

    monkeypatch.setattr(IntakeBuffer, "put", faulty)
    run_async(story())


def test_two_thousand_alarms_go_through_take_in_batches(broker: Broker, capsys: pytest.CaptureFixture[str]) -> None:
    async def story() -> tuple[float, float, int]:
        await subscribe_first(broker.port)
        await flood(broker.port, range(2000))
        store = Store()
        began, cpu = time.monotonic(), time.process_time()
        async with running(link_to(broker.port), store.take):
            await until(lambda: len(store.alarms) >= 2000)
            spent = time.monotonic() - began, time.process_time() - cpu, len(store.batches)
        assert store.alarms == ids(range(2000))
        assert max(len(batch) for batch in store.batches) <= 500
        return spent

    seconds, cpu, batches = run_async(story())
    figures = f"{2000 / seconds:,.0f}/s, {cpu / 2000 * 1e6:.0f} us CPU each, {batches} batches"
    with capsys.disabled():
        sys.stdout.write(f"\n  {type(broker).__name__}: {figures}\n")
