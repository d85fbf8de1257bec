"""An outage of 300 units, through a real broker: one case while it lasts, and it ends by the line's return."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.municipality import scenes
from console.adapters.municipality.signals import Pen, Signal
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, Lane
from console.domain.case import Case
from console.domain.report import AlarmReport, LinkPath
from tests.fakes import run_async
from tests.faults.intake_process import SEED, TODAY, FixedKey, configured
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(120),
]

UNITS = 300
RESIDENTS = 1800
WITHIN_S = 40.0


class Field:
    """The municipality's gateways."""

    def __init__(self, place: SimulatedMunicipality, port: int) -> None:
        self.senders = {
            (tenant.id, name): Sender(
                SenderSettings(BrokerAccess("127.0.0.1", port, f"{tenant.id}-{name}"), tenant.id, name, in_flight=1000),
                SystemClock(),
            )
            for tenant in place.municipalities
            for name in tenant.senders
        }

    async def send(self, signals: list[Signal]) -> None:
        for signal in signals:
            origin = signal.report.head.origin
            await self.senders[origin.municipality, origin.sender].send(signal.report)


async def until(holds: Callable[[], object], what: str) -> float:
    """Waits, bounded; returns how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < WITHIN_S, what
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def scenario(port: int, folder: Path) -> dict[str, object]:
    place = build(SEED, RESIDENTS, today=TODAY)
    async with opened(configured(port, folder), Fittings(FixedKey())) as console, asyncio.TaskGroup() as group:
        await Demonstration(console, place, SEED, None).prepare()
        running = group.create_task(console.run())
        field = Field(place, port)
        senders = [group.create_task(sender.run()) for sender in field.senders.values()]
        try:
            return await outage(console, place, field)
        finally:
            for task in (running, *senders):
                task.cancel()


async def outage(console: Console, place: SimulatedMunicipality, field: Field) -> dict[str, object]:
    """The line goes, 300 units with it; then all come back."""
    now = console.clock.now()
    board = console.recorder.board
    story = scenes.outage(place, SEED, now, UNITS, waited=timedelta(minutes=2))
    silent = {signal.report.head.origin.device for signal in story if isinstance(signal.report, AlarmReport)}
    await until(lambda: console.technical.fleet.readings > 1, "the devices of the import are known")
    before, cpu = board.seq, time.process_time()
    await field.send(story)
    found = await until(lambda: [case for case in board.open_cases() if case.is_outage], "one outage")
    took = await until(lambda: len(_outage(console).out) == len(silent), "all of its units")
    cpu = time.process_time() - cpu
    assert [case for case in board.open_cases() if case.lane is Lane.TECHNICAL] == [_outage(console)]

    pressing = next(one for one in place.devices if one.id in silent and one.kind is DeviceKind.PERSONAL_ALARM)
    pen = Pen(console.clock.now(), "press")
    await field.send([pen.alarm(pressing, timedelta(), Cause.PRESS, story[0].truth, at=console.clock.now())])
    await until(lambda: any(case.lane is Lane.PERSON for case in board.open_cases()), "a person's press is a person's")

    case = _outage(console)
    pen = Pen(console.clock.now(), "back")
    up = (LinkPath("net", True), LinkPath("mobile", True))
    back = [one for one in place.devices if one.id in silent]
    await field.send([pen.status(one, timedelta(), at=console.clock.now(), paths=up) for one in back])
    ended = await until(lambda: not console.recorder.board.cases[case.id].is_open, "the end by the line's return")
    events = await console.store.journal.of_subject(ev.case_subject(case.id))
    assert isinstance(events[-1], ev.Event)
    assert isinstance(events[-1].body, ev.OutageEnded)
    return {
        "units": len(silent), "begun_after_s": round(found, 2), "all_in_after_s": round(took, 2),
        "ended_after_s": round(ended, 2), "events": board.seq - before, "of_the_case": len(events),
        "cpu_s": round(cpu, 2),
    }  # fmt: skip


def _outage(console: Console) -> Case:
    return next(case for case in console.recorder.board.open_cases() if case.is_outage)


def test_three_hundred_units_of_one_line_are_one_case_that_the_line_closes(tmp_path: Path) -> None:
    with Mosquitto() as broker:
        told = run_async(scenario(broker.port, tmp_path), timeout=110)
    sys.stdout.write(json.dumps(told) + "\n")
