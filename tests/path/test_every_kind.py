"""Every kind of device of the brief, from the stream to a closed case: a real broker, a real client, a real store, and
the action plan that was laid before the operator, gone through to its end."""

import asyncio
import json
import subprocess
import threading
import time
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain.alarm import RULES, Cause, DeviceKind, Lane, rule_for
from console.domain.case import Case
from console.domain.ids import CaseId, DeviceId
from console.domain.lifecycle import State
from console.domain.link import LinkState
from console.domain.operator import Operator
from console.domain.plan import current
from console.domain.resident import Device
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, FixedKey, configured
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(120),
]

T = TypeVar("T")
WITHIN_S = 20.0

FAULTS = (Cause.BATTERY_LOW, Cause.BATTERY_FAILED, Cause.MAINS_LOST, Cause.PRIMARY_LINK_LOST, Cause.REDUNDANT_LINK_LOST,
          Cause.RADIO_TEST_MISSED, Cause.TAMPER)  # fmt: skip
PAIRS = [*RULES, *((DeviceKind.PERSONAL_ALARM, fault) for fault in FAULTS), (DeviceKind.UNKNOWN, Cause.UNKNOWN)]


class Centre:
    """A console without a screen on a thread of its own, as the program has it, and a sender beside it."""

    def __init__(self, port: int, folder: Path) -> None:
        self.simulated: SimulatedMunicipality = build(SEED, RESIDENTS, today=TODAY)
        self._port, self._folder = port, folder
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_open = threading.Event()
        self._is_over: asyncio.Event
        self.console: Console
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), name="console")
        self._thread.start()
        assert self._is_open.wait(WITHIN_S)

    def ask(self, what: Coroutine[Any, Any, T]) -> T:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(WITHIN_S)

    def stop(self) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._is_over.set)
        self._thread.join(WITHIN_S)

    @property
    def operator(self) -> Operator:
        return next(one for one in self.simulated.operators if one.id == "ellen.sandgren")

    def device(self, kind: DeviceKind) -> Device:
        """A device of that kind; for a kind that nobody has, one that nobody knows."""
        first = self.simulated.devices[0]
        stranger = Device(DeviceId("stranger-1"), first.municipality, first.sender, kind)
        bound = [one for one in self.simulated.devices if one.kind is kind]
        return next((one for one in bound if one.resident), bound[0] if bound else stranger)

    def send(self, device: Device, cause: Cause, key: str) -> None:
        event = {
            "specversion": "1.0", "id": key, "source": f"/{device.municipality}/{device.sender}", "subject": device.id,
            "type": "vaka.alarm.v1", "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "data": {"kind": device.kind.value, "cause": cause.value},
        }  # fmt: skip
        topic = f"vaka/v1/{device.municipality}/{device.sender}/alarms/{device.id}"
        command = ["mosquitto_pub", "-V", "5", "-h", "127.0.0.1", "-p", str(self._port), "-q", "1", "-t", topic, "-s"]
        subprocess.run(command, input=json.dumps(event), text=True, check=True, timeout=10)

    def case_with(self, key: str) -> Case:
        """The open case that this alarm ended in."""
        ends_at = time.monotonic() + WITHIN_S
        while time.monotonic() < ends_at:
            for case in self.ask(self._open()):
                if any(alarm.report.id == key for alarm in case.recent):
                    return case
            time.sleep(0.05)
        raise AssertionError(f"the alarm {key} is in no open case")

    def get(self, case: CaseId) -> Case:
        async def found() -> Case:
            one = self.console.recorder.board.get(case)
            assert one is not None
            return one

        return self.ask(found())

    async def _open(self) -> list[Case]:
        return list(self.console.recorder.board.open_cases())

    async def _live(self) -> None:
        self._loop, self._is_over = asyncio.get_running_loop(), asyncio.Event()
        async with opened(configured(self._port, self._folder), Fittings(FixedKey())) as console:
            self.console = console
            await Demonstration(console, self.simulated, SEED, None).prepare()
            await console.plans.refresh()
            running = asyncio.create_task(console.run())
            async with asyncio.timeout(WITHIN_S):
                while console.link.state is not LinkState.UP:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            self._is_open.set()
            await self._is_over.wait()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    with Mosquitto() as broker:
        found = Centre(broker.port, tmp_path_factory.mktemp("centre"))
        try:
            yield found
        finally:
            found.stop()


@pytest.mark.parametrize(("kind", "cause"), PAIRS, ids=lambda value: str(value))
def test_from_the_stream_by_its_plan_to_a_closed_case(centre: Centre, kind: DeviceKind, cause: Cause) -> None:
    device, key = centre.device(kind), f"{kind}-{cause}"
    centre.send(device, cause, key)
    case = centre.case_with(key)
    assert case.lane is rule_for(kind, cause).lane
    if case.is_outage:
        assert cause is Cause.LINK_LOST, "only a line or a hub that is lost is everybody's outage"
    else:
        assert (case.kind, case.cause) == (kind, cause)
    assert case.resident == device.resident or case.lane is Lane.TECHNICAL or device.resident is None

    desk = centre.console.desk
    centre.ask(desk.claim(centre.operator, case.id))
    taken = centre.get(case.id)
    assert taken.plan is not None, "whoever takes a case is shown what to do"
    plan = centre.ask(centre.console.shelf.of_version(taken.plan.version))
    assert plan is not None
    done = 0
    while (step := current(plan, taken.plan.steps, taken.plan.records)) is not None:
        answer = step.answers[0].id if step.answers else ""
        centre.ask(desk.do_step(centre.operator, case.id, step.id, answer))
        done += 1
        assert done <= len(plan.steps)
        taken = centre.get(case.id)
        assert taken.plan is not None
    assert done >= 2

    centre.ask(desk.close(centre.operator, case.id, "question", "", taken.version))
    assert centre.get(case.id).state is State.CLOSED
