"""One task over a real Mosquitto that keeps what it is given, with the shipped rules: afterwards the code, the person,
the house and the staff's telephone stand nowhere but in the tables that are theirs."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.sender import Sender, SenderSettings
from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.secrets import BROKER_PASSWORD, MemorySecrets
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.phones import PlacedPhone
from console.domain import steps
from console.domain.alarm import Cause, DeviceKind
from console.domain.case import Case
from console.domain.ids import CaseId, LockId, ResponderId
from console.domain.imported import ImportedRows, ImportedStaff
from console.domain.land import Point
from console.domain.link import LinkState
from console.domain.operator import Role
from console.domain.resident import Door
from console.domain.responder import Responder, Skill
from console.domain.task import TaskMark, TaskState
from tests.builders import NORRBY, alarm, device, household, municipality, operator, resident
from tests.fakes import run_async
from tests.faults.intake_process import configured
from tests.privacy.shift import Outputs, found_in, keep_files, logged
from tests.servers import MISSING_MOSQUITTO, BrowserMosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

PAGES = Path(__file__).parents[2] / "resources" / "tablet"
USERS = {"console-1": "console-secret", "trygg": "gateway-secret", "tel-1": "phone-secret"}
CODE = 739284516
NEEDLES = {"code": str(CODE), "family": "Lindqvist-4c1a", "street": "Fyrgatan-4c1a 12", "phone": "46701740681"}
HOMES = {"family": ("resident", "search"), "street": ("household", "search"), "phone": ("responder",)}
"""The tables in which each may stand; a search's own begin with its name."""

ANNA = operator("anna", Role.OPERATOR, Role.SHIFT_LEAD)
SAMIRA = Responder(
    ResponderId("samira"), NORRBY, "tel-1", "Samira Haddad", f"+{NEEDLES['phone']}",
    frozenset({Skill.ASSISTANT_NURSE}), opens_locks=True,
)  # fmt: skip
QUICK = Conduct(sees_after_s=0.1, answers_after_s=0.1, sets_out_after_s=0.1, done_after_s=0.2, says_every_s=1)


async def stays(start: Point, _: Point) -> Journey:
    return Journey([start, start], 0.1)


async def until(is_so: Callable[[], object], within_s: float = 30.0) -> None:
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


def access(broker: BrowserMosquitto, user: str, session: timedelta = timedelta(minutes=15)) -> BrokerAccess:
    return BrokerAccess("127.0.0.1", broker.port, f"{user}-1", user, lambda: USERS[user], session_expiry=session)


async def founded(console: Console) -> None:
    """Somebody with a digital lock, and somebody who can be sent."""
    home = household(
        "home-1", NEEDLES["street"], latitude=62.908, longitude=16.403, doors=(Door(LockId("L-1"), "locks", "Port"),)
    )
    rows = ImportedRows(
        (municipality(),), (home,), (resident("marta", family_name=NEEDLES["family"]),),
        (device("dev-1", resident="marta", household="home-1"),),
    )  # fmt: skip
    await console.directory.take_in(rows, ANNA)
    await console.dispatched.staff.shelf.take_in(ImportedStaff((SAMIRA,)), ANNA)


class Course:
    """What is done, at a console that runs."""

    def __init__(self, console: Console, broker: BrowserMosquitto) -> None:
        self.console = console
        self.broker = broker
        self.told: list[bytes] = []

    def case(self) -> Case:
        [found] = self.console.recorder.board.open_cases()
        return found

    async def press(self) -> CaseId:
        """The alarm comes as from the field, and Anna takes the case."""
        sender = Sender(SenderSettings(access(self.broker, "trygg"), NORRBY, "trygg"), self.console.clock)
        running = asyncio.create_task(sender.run())
        await sender.send(alarm(self.console.clock.now(), Cause.FALL, DeviceKind.FALL_DETECTOR))
        await until(lambda: list(self.console.recorder.board.open_cases()))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await self.console.desk.perform(ANNA, steps.Claim(self.case().id))
        return self.case().id

    def phone(self) -> PlacedPhone:
        placed = PlacedPhone(
            SAMIRA, QUICK, Point(62.91, 16.41), access(self.broker, "tel-1"), self.console.clock, stays
        )
        take = placed.phone.take

        def heard(id: str, text: bytes) -> None:
            self.told.append(text)
            take(id, text)

        placed.phone.take = heard  # type: ignore[method-assign]
        return placed

    async def run(self) -> None:
        """A whole task; then another that is hers while her phone is away, so that its order lies at the broker."""
        case, phone = await self.press(), self.phone()
        running = asyncio.create_task(phone.run())
        standings, sending = self.console.recorder.standings, self.console.dispatched.desk.sending
        await until(lambda: (one := standings.of(NORRBY, SAMIRA.id)) is not None and one.seal_key)
        await sending.send(ANNA, case, None)
        await until(lambda: [one.state for one in self.case().tasks] == [TaskState.DONE])
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await sending.send(ANNA, case, SAMIRA.id)
        await sending.mark_by_phone(ANNA, case, self.case().tasks[-1].id, SAMIRA.id, TaskMark.ACCEPTED)
        await until(lambda: self.case().tasks[-1].rights)
        await until(lambda: not self.console.dispatched.orders._told)


def tables(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """Each table of the open database as it is read."""
    for name in sa.inspect(connection).get_table_names():
        rows = connection.execute(sa.text(f'SELECT * FROM "{name}"')).all()
        yield (
            name,
            b"\n".join(bytes(cell) if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row),
        )


async def worked(folder: Path, outputs: Outputs) -> tuple[dict[str, bytes], list[bytes]]:
    """The tables of the database by name, and what the phone opened; files, log and broker are in `outputs`."""
    secrets = MemorySecrets()
    secrets.set(BROKER_PASSWORD, USERS["console-1"])
    with BrowserMosquitto(PAGES, USERS) as broker:
        base = configured(broker.port, folder)
        config = replace(
            base, broker=replace(base.broker, username="console-1"), console=replace(base.console, id="console-1")
        )
        async with opened(config, Fittings(secrets, is_simulated=True)) as console:
            assert console.dispatched.locked.simulated is not None
            console.dispatched.locked.simulated._below = lambda _: CODE
            await founded(console)
            running = asyncio.create_task(console.run())
            try:
                await until(lambda: console.link.state is LinkState.UP)
                course = Course(console, broker)
                await course.run()
                found = await console.store.staff._writer.run(lambda connection: dict(tables(connection)))
                keep_files(outputs, folder, "state")
                store = broker.directory / "mosquitto.db"
                os.kill(broker.pid, signal.SIGUSR1)
                await until(lambda: store.exists() and b"/dispatch/samira" in store.read_bytes())
                keep_files(outputs, broker.directory, "broker")
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
    return found, course.told


def test_of_a_task_nothing_is_kept_but_where_it_belongs(tmp_path: Path) -> None:
    outputs = Outputs()
    with logged(outputs):
        found, told = run_async(worked(tmp_path, outputs), 120)
    assert any(str(CODE).encode() in one for one in told), "the phone was told the code"
    assert {name for name, content in found.items() if NEEDLES["phone"].encode() in content} == {"responder"}
    astray = {
        (field, name)
        for field, needle in NEEDLES.items()
        for name, content in found.items()
        if found_in(content, [needle]) and not name.startswith(HOMES.get(field, ("nowhere",)))
    }
    assert astray == set()
    assert {"journal", "outbox", "report"} <= found.keys()
    kept = {name: b"\n".join(pieces) for name, pieces in outputs.kept.items()}
    assert {name: seen for name, content in kept.items() if (seen := found_in(content, list(NEEDLES.values())))} == {}
    assert b"dispatch" in kept["broker: mosquitto.db"]
    assert len(kept["log"]) > 100
