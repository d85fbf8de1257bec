"""The devices in their own process, by a real broker: registered, called, seen and heard, told otherwise, ended."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.adapters.tablet import orders
from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.orders import Broker, Change, Placed, Start
from console.domain.alarm import DeviceKind
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from tests.adapters.tablet.broker_kit import BEDROOM, COMMAND, KITCHEN, WITHIN_S, console, devices
from tests.adapters.tablet.kit import AT_ONCE, CALL, CENTRE_HZ, centre, cpu_s, run, until
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]


def test_a_device_registers_is_called_seen_and_heard_and_the_call_ends(mosquitto: Mosquitto) -> None:
    async def test() -> None:
        conduct = Conduct(answers_after_s=0.2, tone_hz=1000.0)
        with devices(mosquitto.port, Placed(KITCHEN, conduct)) as there:
            await asyncio.to_thread(there.told, "ready")
            async with console(mosquitto.port) as desk, centre() as here:
                await until(lambda: bool(desk.statuses))
                assert desk.statuses[0].kind is DeviceKind.TABLET
                async with console(mosquitto.port, "console-2") as later:
                    await until(lambda: bool(later.statuses))
                    assert later.statuses[0].head.retained
                await desk.say(KITCHEN, await here.offer())
                await desk.heard(SignalAct.RINGING)
                await here.take(await desk.heard(SignalAct.ANSWER))
                await until(lambda: here.received.figures().frames_per_s >= 12)
                await until(lambda: here.received.figures().pure > 0.9)
                assert round(here.received.figures().pitch_hz, -1) == 1000.0
                while (figures := (await asyncio.to_thread(there.told, "figures")).figures)["pure"] < 0.9:
                    pass
                assert figures["width"] == 640
                assert abs(figures["pitch_hz"] - CENTRE_HZ) < 10
                await desk.say(KITCHEN, CallSignal(CALL, SignalAct.BYE))
                await asyncio.to_thread(there.told, "ended")

    run(test)


def test_several_devices_in_one_process_behave_each_in_its_own_way(mosquitto: Mosquitto) -> None:
    async def test() -> None:
        declines = Conduct(Behaviour.DECLINES, answers_after_s=0.0)
        with devices(mosquitto.port, Placed(KITCHEN, AT_ONCE), Placed(BEDROOM, declines)) as there:
            await asyncio.to_thread(there.told, "ready", BEDROOM.device)
            async with console(mosquitto.port) as desk, centre() as here:
                offer = await here.offer()
                await desk.say(BEDROOM, replace(offer, call=CallId("bedroom")))
                await desk.heard(SignalAct.DECLINED, CallId("bedroom"))
                there.child.change(Change(BEDROOM.device, Conduct(Behaviour.BUSY)))
                await asyncio.sleep(0.3)
                await desk.say(BEDROOM, replace(offer, call=CallId("again")))
                await desk.heard(SignalAct.BUSY, CallId("again"))
                await desk.say(KITCHEN, offer)
                await desk.heard(SignalAct.ANSWER)

    run(test)


def test_the_process_ends_with_its_parent(mosquitto: Mosquitto) -> None:
    start = Start(Broker("127.0.0.1", mosquitto.port), (Placed(KITCHEN),))
    parent = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen({list(COMMAND)!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        f"child.stdin.write({orders.written(start)!r}); child.stdin.flush()\n"
        "child.stdout.readline(); print(child.pid, flush=True); child.wait()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    ends_at = time.monotonic() + WITHIN_S
    while os.path.exists(f"/proc/{child}/stat") and _is_alive(child):
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def _is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_says_nothing_of_passwords_and_shows_none_on_its_command_line() -> None:
    broker = Broker("127.0.0.1", 1, "user", "hemligt")
    assert "hemligt" not in repr(Start(broker, ()))
    assert all("hemligt" not in word for word in COMMAND)
    assert b"hemligt" in orders.written(Start(broker, ()))


def test_a_line_that_is_no_order_changes_nothing() -> None:
    for line in (
        b"",
        b"{",
        b"[]",
        b'{"device":7}',
        json.dumps({"device": "x", "conduct": {"behaviour": "y"}}).encode(),
    ):
        with pytest.raises(ValueError, match=r"JSON|Expected|Invalid|truncated"):
            orders.read_change(line)


def test_a_call_costs_little_of_a_core_and_keeps_its_frames(mosquitto: Mosquitto) -> None:
    """Both sides of it, coding and decoding two pictures at 15 a second."""

    async def test() -> None:
        with devices(mosquitto.port, Placed(KITCHEN, AT_ONCE)) as there:
            await asyncio.to_thread(there.told, "ready")
            async with console(mosquitto.port) as desk, centre() as here:
                await desk.say(KITCHEN, await here.offer())
                await here.take(await desk.heard(SignalAct.ANSWER))
                await until(lambda: here.received.figures().pictures > 5)
                before, pictures, spent = _cpu_s(there.child.pid), here.received.figures().pictures, cpu_s()
                begun = time.monotonic()
                await asyncio.sleep(4)
                lasted = time.monotonic() - begun
                used = (_cpu_s(there.child.pid) - before) / lasted
                frames = (here.received.figures().pictures - pictures) / lasted
                print(json.dumps({"device_cores": used, "centre_cores": (cpu_s() - spent) / lasted, "fps": frames}))
                assert used < 0.6
                assert frames > 5

    run(test)


def _cpu_s(pid: int) -> float:
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def test_an_offer_kept_by_the_broker_rings_nobody_later(mosquitto: Mosquitto) -> None:
    async def test() -> None:
        async with console(mosquitto.port) as desk, centre() as here:
            late = replace(await here.offer(), expires_at=datetime.now(UTC) - timedelta(seconds=1))
            with devices(mosquitto.port, Placed(KITCHEN, AT_ONCE)) as there:
                await asyncio.to_thread(there.told, "ready")
                await desk.say(KITCHEN, late)
                await asyncio.sleep(0.5)
                assert desk.signals == []

    run(test)
