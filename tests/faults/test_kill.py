"""The promise under kill -9: what a sender holds our receipt for is stored exactly once, and in a case."""

import asyncio
import contextlib
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.adapters.sql.store import open_store
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import AlarmReport, Head, Origin, Raw, ReportKey, Sequence
from console.domain.resident import Device
from tests.faults.intake_process import KEY, RESIDENTS, SEED, TODAY
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

READY_WITHIN_S = 60
RECEIPTED_WITHIN_S = 120


Disturb = Callable[[Mosquitto, "Victim"], Awaitable[None]]


class Victim:
    """The console's process, killed and started again."""

    def __init__(self, port: int, folder: Path) -> None:
        self._command = [sys.executable, "-m", "tests.faults.intake_process", str(port), str(folder)]
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Returns when it takes alarms in."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(READY_WITHIN_S):
            line = await self._process.stdout.readline()
        assert line.strip() == b"ready", line

    async def kill(self) -> None:
        """-9, in the middle of whatever it does."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()


def alarms(devices: list[Device], number: int) -> list[AlarmReport]:
    """Presses of many residents, numbered by a source of their own."""
    made = []
    for index in range(number):
        device = devices[index % len(devices)]
        source = f"/{device.municipality}/{device.sender}/gateway"
        head = Head(
            key=ReportKey(source, f"alarm-{index}"),
            origin=Origin(device.municipality, device.sender, device.id),
            at=datetime.now(UTC),
            received_at=datetime.now(UTC),
            raw=Raw("", b"", 0, ""),
            sequence=Sequence("boot-1", index + 1),
        )
        made.append(AlarmReport(head, DeviceKind.PERSONAL_ALARM, Cause.PRESS))
    return made


def devices_of_one_sender(simulated: SimulatedMunicipality) -> list[Device]:
    """The personal alarms behind the busiest gateway."""
    bound = [device for device in simulated.devices if device.kind is DeviceKind.PERSONAL_ALARM and device.resident]
    busiest = Counter((device.municipality, device.sender) for device in bound).most_common(1)[0][0]
    return [device for device in bound if (device.municipality, device.sender) == busiest]


@asynccontextmanager
async def sending(port: int, devices: list[Device]) -> AsyncIterator[Sender]:
    """A gateway that repeats each second until it holds our receipt."""
    access = BrokerAccess("127.0.0.1", port, "kill-test-gateway", keepalive=timedelta(seconds=5))
    settings = SenderSettings(
        access, devices[0].municipality, devices[0].sender, repeat_after=(timedelta(seconds=1),), in_flight=400
    )
    sender = Sender(settings, SystemClock())
    running = asyncio.create_task(sender.run(), name="gateway")
    try:
        yield sender
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def all_receipted(sender: Sender) -> None:
    """Waits until the gateway's ledger is settled."""
    async with asyncio.timeout(RECEIPTED_WITHIN_S):
        while sender.unreceipted():  # noqa: ASYNC110 - a ledger has no event
            await asyncio.sleep(0.1)


async def counted(folder: Path) -> tuple[Counter[str], int]:
    """How often each of our alarms is in a case, by the journal; and the damage along its chain."""
    store = await open_store(folder / "vaka.db", KEY)
    try:
        found: Counter[str] = Counter()
        seq = 0
        while events := await store.journal.since(seq):
            for event in events:
                if isinstance(event, ev.Event) and isinstance(event.body, ev.CaseOpened | ev.AlarmJoined):
                    found[event.body.alarm.report.id] += 1
            seq = events[-1].seq
        verdict = await store.journal.verify()
        return found, len(verdict.damage)
    finally:
        await store.close()


async def endured(folder: Path, number: int, turns: int, disturb: Disturb) -> None:
    """`number` alarms are sent, with a disturbance in the midst of each of `turns` parts; then all are asked for."""
    devices = devices_of_one_sender(build(SEED, RESIDENTS, today=TODAY))
    share = number // turns
    with Mosquitto() as broker:
        victim = Victim(broker.port, folder)
        await victim.start()
        async with sending(broker.port, devices) as sender:
            waiting = alarms(devices, share * turns)
            for turn in range(turns):
                feeding = asyncio.create_task(feed(sender, waiting[turn * share : (turn + 1) * share]))
                await disturb(broker, victim)
                await feeding
            await all_receipted(sender)
        await victim.kill()
    found, damage = await counted(folder)
    assert damage == 0
    ours = {key: times for key, times in found.items() if key.startswith("alarm-")}
    assert {key: times for key, times in ours.items() if times != 1} == {}
    assert len(ours) == share * turns


async def feed(sender: Sender, batch: list[AlarmReport]) -> None:
    """As fast as the gateway lets us; it waits by itself when too much is unreceipted."""
    async with asyncio.timeout(RECEIPTED_WITHIN_S):
        for report in batch:
            await sender.send(replace(report, head=replace(report.head, at=datetime.now(UTC))))


@pytest.mark.parametrize(("turns", "number"), [(4, 1000), pytest.param(20, 5000, marks=pytest.mark.long)])
def test_a_console_killed_time_and_again_stores_each_alarm_exactly_once(
    tmp_path: Path, turns: int, number: int
) -> None:
    rng = random.Random(20)

    async def killed(_: Mosquitto, victim: Victim) -> None:
        await asyncio.sleep(rng.uniform(0.05, 0.4))
        await victim.kill()
        await victim.start()

    asyncio.run(endured(tmp_path, number=number, turns=turns, disturb=killed))


@pytest.mark.parametrize(("turns", "number"), [(2, 800), pytest.param(5, 2000, marks=pytest.mark.long)])
def test_a_broker_killed_time_and_again_loses_nothing_that_its_senders_repeat(
    tmp_path: Path, turns: int, number: int
) -> None:
    async def killed(broker: Mosquitto, _: Victim) -> None:
        await asyncio.sleep(0.3)
        broker.kill()
        await asyncio.sleep(0.3)
        broker.start()

    asyncio.run(endured(tmp_path, number=number, turns=turns, disturb=killed))
