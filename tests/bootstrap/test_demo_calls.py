"""The demonstration's residents at home: their devices ring at the demonstration's broker, and end with it."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.municipality.tenants import ALVBRO
from console.bootstrap.demo import Children, demonstrated
from console.bootstrap.joined import Console
from console.domain.alarm import DeviceKind
from console.domain.call import CallState
from console.domain.events import ReadReason
from console.domain.ids import OperatorId
from console.domain.link import LinkState
from tests.bootstrap.test_calls import MARTA, TOWN, Eyes, settings, state, until
from tests.fakes import run_async

MODULE = "console.bootstrap.tablet"
COMMAND = (sys.executable, "-P", "-m", MODULE)
RINGS_WITHIN_S = 30.0
"""The process loads aiortc first."""


def children() -> list[str]:
    """Our own processes of residents' devices."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (entry / "status").read_text(), (entry / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile
            continue
        if f"PPid:\t{os.getpid()}\n" in status and MODULE.encode() in command and "State:\tZ" not in status:
            found.append(entry.name)
    return found


async def at_home(console: Console) -> None:
    """Until Märta's tablet has said that it lives."""
    [tablet] = [one for one in TOWN.devices_of(MARTA) if one.kind is DeviceKind.TABLET]
    async with asyncio.timeout(RINGS_WITHIN_S):
        while not await console.store.journal.signs_of(ALVBRO, (tablet.id,)):  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_whoever_is_called_in_the_demonstration_is_there_until_its_end(tmp_path: Path) -> None:
    async def main() -> None:
        eyes = Eyes()
        shown = demonstrated(settings(tmp_path), eyes, Children(tablets=COMMAND), 1, 60, timedelta(seconds=60))
        async with shown as (console, demonstration):
            eyes.console = console
            running = asyncio.create_task(console.run(), name="console")
            try:
                await until(lambda: console.link.state is LinkState.UP)
                assert len(children()) == 1
                ellen = await console.sign_in.sign_in_as(OperatorId("ellen.sandgren"))
                await at_home(console)
                await console.calls.calls.call_person(ellen, MARTA.id, ReadReason.CALL, None, with_picture=True)
                await until(lambda: state(console) is CallState.RINGING)
                account = await demonstration.account()
                assert (account.calls_made, account.calls_answered) == (1, 0)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
        assert children() == []

    run_async(main(), 90)
