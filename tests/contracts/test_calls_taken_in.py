"""Call signalling taken in by the real console: stored, then told, and never a case, whoever says it."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.adapters.municipality.simulated import build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.report import CallReport, FieldReport, Origin
from tests.adapters.mqtt.stream_kit import until, up
from tests.contracts.field_clients import FieldClient
from tests.fakes import run_async
from tests.faults.intake_process import SEED, TODAY, FixedKey, configured
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(120),
]

GUEST = secrets.token_urlsafe(16)


@asynccontextmanager
async def console_at(broker: Mosquitto, folder: Path) -> AsyncIterator[tuple[Console, list[CallReport]]]:
    """The console with a small municipality, and the words of calls that it tells of."""
    async with opened(configured(broker.port, folder), Fittings(FixedKey())) as console:
        await Demonstration(console, build(SEED, 50, today=TODAY), SEED, None).prepare()
        told: list[CallReport] = []

        def hear(reports: Sequence[FieldReport]) -> None:
            told.extend(report for report in reports if isinstance(report, CallReport))

        console.intake.hearers.append(hear)
        running = asyncio.create_task(console.run())
        try:
            await up(console.link)
            yield console, told
        finally:
            running.cancel()
            await asyncio.wait({running})


def event(source: str, id_: str, data: object, **more: object) -> bytes:
    at = datetime.now(UTC).isoformat()
    said = {"specversion": "1.0", "id": id_, "source": source, "type": "vaka.call.v1", "time": at, "data": data}
    return json.dumps({**said, **more}).encode()


def test_a_stranger_and_a_guest_are_heard_and_open_no_case_however_much_they_say(tmp_path: Path) -> None:
    async def story(broker: Mosquitto) -> None:
        async with console_at(broker, tmp_path) as (console, told):
            with FieldClient(broker.port, "anybody") as field:
                data = {"call": "call-1", "act": "ringing"}
                for number in range(20):
                    where = f"vaka/v1/nowhere/stranger/calls/TABLET-{number}"
                    await asyncio.to_thread(field.publish, where, event("/nowhere/stranger", f"m-{number}", data))
                    source = f"/centre/guests/{GUEST}"
                    sent = event(source, f"m-{number}", data, sequence=str(number * 10), boot="b")
                    await asyncio.to_thread(field.publish, f"vaka/v1/centre/guests/calls/{GUEST}", sent)
                    garbled = event(source, f"x-{number}", {"act": "sing"})
                    await asyncio.to_thread(field.publish, f"vaka/v1/centre/guests/calls/{GUEST}", garbled)
            await until(lambda: len(told) == 40, 30)
            assert {report.head.origin for report in told if report.head.origin.sender == "guests"} == {
                Origin(MunicipalityId("centre"), "guests", DeviceId(GUEST))
            }
            assert list(console.recorder.board.open_cases()) == []

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_device_gets_its_receipt_and_a_guest_none(tmp_path: Path) -> None:
    async def story(broker: Mosquitto) -> None:
        async with console_at(broker, tmp_path):
            with FieldClient(broker.port, "anybody") as field:
                field.subscribe("vaka/v1/+/+/receipts/+")
                data = {"call": "call-1", "act": "answer"}
                guest = event(f"/centre/guests/{GUEST}", "m-1", data)
                await asyncio.to_thread(field.publish, f"vaka/v1/centre/guests/calls/{GUEST}", guest)
                tablet = event("/storvik/tablet-88", "m-2", data)
                await asyncio.to_thread(field.publish, "vaka/v1/storvik/tablet-88/calls/TABLET-0088", tablet)
                await until(lambda: bool(field.got), 30)
                assert [topic for topic, _ in field.got] == ["vaka/v1/storvik/tablet-88/receipts/TABLET-0088"]

    with Mosquitto() as broker:
        run_async(story(broker))
