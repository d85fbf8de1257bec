"""Our words in a call, at the real Mosquitto: where they go, how long they last, and that nothing holds them up."""

import asyncio
import json
import statistics
from datetime import timedelta
from itertools import count

import pytest

from console.adapters.clock import FreshIds
from console.adapters.mqtt.device_signals import DeviceSignals
from console.domain.call_gate import Callee
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId, DeviceId, MunicipalityId
from console.domain.link import LostContact
from console.domain.refused import Reason, Refused
from console.domain.report import Receipt, ReceiptState, ReportKey
from tests.adapters.mqtt.stream_kit import AT, CLOCK, ORIGIN, Store, link_to, running, until, up
from tests.contracts.field_clients import FieldClient
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

TABLET = Callee(MunicipalityId("storvik"), "tablet-88", DeviceId("TABLET-0088"))
TOPIC = "vaka/v1/storvik/tablet-88/calls/TABLET-0088"


def word(act: SignalAct = SignalAct.OFFER, left_s: float | None = 45.0, body: str = "v=0\r\n") -> CallSignal:
    expires_at = None if left_s is None else CLOCK.now() + timedelta(seconds=left_s)
    return CallSignal(CallId("call-1"), act, body, expires_at=expires_at)


def test_an_offer_goes_to_the_device_from_us_expires_and_is_not_kept() -> None:
    async def story(broker: Mosquitto) -> None:
        store = Store()
        link = link_to(broker.port)
        signals = DeviceSignals(link, CLOCK, FreshIds(CLOCK.now))
        with FieldClient(broker.port, "tablet-88") as tablet:
            tablet.subscribe("vaka/v1/storvik/tablet-88/calls/+")
            async with running(link, store.take):
                await up(link)
                await signals.send(TABLET, word(left_s=44.5))
                await signals.send(TABLET, word(SignalAct.BYE, None))
                await until(lambda: len(tablet.got) == 2)
            offer = json.loads(tablet.got[0][1])
            assert tablet.got[0][0] == TOPIC
            assert (offer["source"], offer["subject"], offer["type"]) == (
                "/centre/console-1",
                "TABLET-0088",
                "vaka.call.v1",
            )
            assert tablet.expiries == [45, 60]
        assert store.reports == []
        with FieldClient(broker.port, "tablet-late") as late:
            late.subscribe("vaka/v1/storvik/tablet-88/calls/+")
            late.publish(TOPIC, b"marker")
            late.until(lambda: bool(late.got))
            assert [sent for _, sent in late.got] == [b"marker"]

    with Mosquitto() as broker:
        run_async(story(broker))


def test_what_has_expired_is_not_said() -> None:
    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port)
        signals = DeviceSignals(link, CLOCK, FreshIds(CLOCK.now))
        with FieldClient(broker.port, "tablet-88") as tablet:
            tablet.subscribe("vaka/v1/storvik/tablet-88/calls/+")
            async with running(link, Store().take):
                await up(link)
                await signals.send(TABLET, word(left_s=-0.1))
                await signals.send(TABLET, word(SignalAct.BYE))
                await until(lambda: bool(tablet.got))
            assert [json.loads(sent)["data"]["act"] for _, sent in tablet.got] == ["bye"]

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_tablet_that_comes_too_late_does_not_ring() -> None:
    """The broker keeps the offer in the tablet's session no longer than it says something."""

    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port)
        signals = DeviceSignals(link, CLOCK, FreshIds(CLOCK.now))
        with FieldClient(broker.port, "tablet-88", session_s=600) as tablet:
            tablet.subscribe("vaka/v1/storvik/tablet-88/calls/+")
        async with running(link, Store().take):
            await up(link)
            await signals.send(TABLET, word(left_s=0.9))
            await signals.send(TABLET, word(SignalAct.BYE, left_s=60))
            await asyncio.sleep(2.5)
            with FieldClient(broker.port, "tablet-88", session_s=600) as tablet:
                await until(lambda: bool(tablet.got))
                assert [json.loads(sent)["data"]["act"] for _, sent in tablet.got] == ["bye"]

    with Mosquitto() as broker:
        run_async(story(broker))


def test_without_a_line_the_caller_is_told_at_once() -> None:
    async def story() -> None:
        signals = DeviceSignals(link_to(1), CLOCK, FreshIds(CLOCK.now))
        with pytest.raises(LostContact):
            await signals.send(TABLET, word())

    run_async(story())


@pytest.mark.parametrize(
    "callee",
    [
        Callee(MunicipalityId("storvik"), address="sip:dörren@example"),
        Callee(MunicipalityId("storvik"), "tablet-88"),
        Callee(MunicipalityId("storvik"), "tablet-88", DeviceId("two words")),
        Callee(MunicipalityId("centre"), "tablet-88", DeviceId("TABLET-0088")),
        Callee(MunicipalityId("centre"), "guests", DeviceId("short")),
    ],
)
def test_what_is_no_device_of_the_contracts_cannot_be_called_so(callee: Callee) -> None:
    async def story() -> None:
        signals = DeviceSignals(link_to(1), CLOCK, FreshIds(CLOCK.now))
        with pytest.raises(Refused) as refused:
            await signals.send(callee, word())
        assert refused.value.reason is Reason.NOT_CONNECTED

    run_async(story())


def test_a_call_does_not_wait_behind_a_backlog_of_receipts() -> None:
    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port)
        signals = DeviceSignals(link, CLOCK, FreshIds(CLOCK.now))
        numbers = count()
        sent = 0

        async def send_receipts_for_ever() -> None:
            nonlocal sent
            while True:
                batch = [
                    Receipt(ORIGIN, ReportKey("/storvik/gateway-1", f"alarm-{next(numbers)}"), ReceiptState.STORED, AT)
                    for _ in range(200)
                ]
                await link.send_receipts(batch)
                sent += len(batch)

        async with running(link, Store().take):
            await up(link)
            backlog = asyncio.create_task(send_receipts_for_ever())
            await until(lambda: sent > 400)
            waited: list[float] = []
            for _ in range(20):
                begun = CLOCK.monotonic()
                await signals.send(TABLET, word())
                waited.append(CLOCK.monotonic() - begun)
            backlog.cancel()
            await asyncio.wait({backlog})
        assert statistics.median(waited) < 1.0, waited

    with Mosquitto() as broker:
        run_async(story(broker))
