"""One shift at a real console, whose every output is kept: the screens, the wire, the log, the files, the commands.

`work` returns the outputs by name. To add one, put it into `Outputs` where it arises; the tests then ask of it, as of
every other, that it holds no person, until `test_markers.SHOWN` says whom it shows.
"""

import asyncio
import json
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.adapters.clock import SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.secrets import MemorySecrets
from console.bootstrap import checks, parts
from console.bootstrap.answers import Line, NotDone
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.log_lines import log_handler
from console.config import Config
from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.case import Case
from console.domain.ids import CaseId, MunicipalityId, ResidentId
from console.domain.link import LinkState
from console.domain.operator import Operator
from console.domain.refused import Refused
from console.domain.report import AlarmReport
from console.services.screen import Update
from tests.builders import alarm
from tests.privacy.marked import MARKS, NORRBY, ORDINARY, PROTECTED, SENDER, WRITTEN, file_in, staff_file_in
from tests.privacy.sent import phones_of, sent

PASSWORD = "en lång natt i Norrby"
ACCOUNTS = {
    "lead": ("norrby:shift_lead,soderby:shift_lead", ""),
    "ina": ("norrby:operator", ""),  # not named for protected identities
    "tove": ("norrby:technician", ""),
    "nils": ("norrby:operator", "norrby"),  # named
    "moa": ("soderby:operator", "soderby"),
    "malin": ("norrby:auditor,soderby:auditor", ""),
}


@dataclass
class Outputs:
    """What left the console, by name; each is searched for markers."""

    kept: dict[str, list[bytes]] = field(default_factory=dict)

    def keep(self, name: str, *what: object) -> None:
        """Bytes as they are; everything else as it would be printed, to the last nested field."""
        pieces = [one if isinstance(one, bytes) else str(one).encode("utf-8", "surrogatepass") for one in what]
        self.kept.setdefault(name, []).extend(pieces)


@dataclass
class Recording:
    """A screen that keeps all it is told, under the name of who sits there."""

    outputs: Outputs
    seat: str = "nobody"

    def show(self, update: Update) -> None:
        self.outputs.keep(f"screen of {self.seat}", repr(update))


def work(folder: Path) -> dict[str, bytes]:
    """The whole shift. `folder` is ours alone."""
    outputs = Outputs()
    state = folder / "state"
    with logged(outputs), asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(Shift(outputs, state, file_in(folder)).run())
    keep_files(outputs, state, "files left")
    return {name: b"\n".join(pieces) for name, pieces in outputs.kept.items()}


@contextmanager
def logged(outputs: Outputs) -> Iterator[None]:
    """Every logger at its most talkative, with the handler that `vaka` installs having been made."""

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            outputs.keep("log", self.format(record), repr(record.args))

    log_handler()
    handler, root = Kept(logging.DEBUG), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def keep_files(outputs: Outputs, folder: Path, name: str) -> None:
    """Every file of the console's own, as raw bytes, and how it is called."""
    for file in sorted(folder.rglob("*")):
        outputs.keep(name, str(file))
        if file.is_file():
            outputs.keep(f"{name}: {file.name}", file.read_bytes())


class Shift:
    """What happens, in order."""

    def __init__(self, outputs: Outputs, state: Path, import_file: Path) -> None:
        self.outputs = outputs
        self.state = state
        self.import_file = import_file
        self.screen = Recording(outputs)
        base = Config()
        self.config = replace(
            base,
            broker=replace(base.broker, embedded=True),
            console=replace(base.console, id="prov", state_folder=str(state)),
            database=replace(base.database, file=str(state / "vaka.db")),
            canary=replace(base.canary, interval_s=1, blind_after_s=3),
        )
        self.console: Console
        self.lines: list[str] = []

    async def run(self) -> None:
        async with opened(self.config, Fittings(MemorySecrets(), self.screen, is_simulated=True)) as self.console:
            running = asyncio.create_task(parts.with_door(self.console, self.console.run()), name="console")
            try:
                await until(lambda: (self.state / "door.json").exists() and self.console.link.state is LinkState.UP)
                await self.errands_before()
                async with self.wire() as field_side:
                    await self.alarms(field_side)
                    await self.send_somebody()
                    await self.sit()
                    await self.errands_after()
                    await self.left_in_the_process()
                    await asyncio.sleep(1.2)  # a canary, presences and receipts more
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    # The commands, through the door.

    async def command(self, errand: str, login: str = "lead", **arguments: str) -> list[str]:
        """One command; what it printed is kept under its name and who asked."""
        said: list[Line] = []
        asked = {**arguments, "login": login, "password": PASSWORD}
        try:
            await asyncio.to_thread(parts.send_errand, self.config, errand, asked, said.append)
        except NotDone as refused:
            self.outputs.keep(f"{errand} by {login}", repr(refused))
        self.outputs.keep(f"{errand} by {login}", *(line.text for line in said))
        return [line.text for line in said]

    async def errands_before(self) -> None:
        for login, (grants, protected) in ACCOUNTS.items():
            made = {"new_login": login, "name": login.title(), "grants": grants, "protected": protected}
            await self.command("account create", **made, new_password=PASSWORD)
        await self.command("import", login="ina", file=str(self.import_file))
        broken = json.loads(self.import_file.read_text("utf-8"))
        for resident in broken["residents"]:
            resident["born"], resident["phone"] = resident["note"], resident["given_name"]
        bad = self.import_file.with_name("broken.json")
        bad.write_text(json.dumps(broken), encoding="utf-8")
        await self.command("import", file=str(bad))
        await self.command("import", file=str(self.import_file))
        await self.command("import", file=str(staff_file_in(self.import_file.parent)))

    async def errands_after(self) -> None:
        for login in ("lead", "malin", "ina", "moa"):
            await self.command("journal export", login)
            for case in list(self.console.recorder.board.cases):
                await self.command("journal show", login, case=case)
            await self.command("journal show", login, case="latest")
        await self.command("journal verify")
        await self.command("account list")
        await self.command("resident erase", "malin", resident=PROTECTED)
        settings = self.import_file.with_name("vaka.toml")
        settings.write_text(f'[database]\nfile = "{self.config.database.file}"\n[broker]\nembedded = true\n', "utf-8")
        found = await asyncio.to_thread(lambda: list(checks.run(settings, MemorySecrets)))
        self.outputs.keep("doctor", *(check.line for check in found))

    # The field, and whoever listens there.

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[Connection]:
        """A client that reads all that goes through the broker, and can speak for the gateway."""

        def heard(delivery: Delivery) -> None:
            self.outputs.keep("wire", delivery.topic, delivery.payload)
            delivery.confirm()

        access = BrokerAccess("127.0.0.1", self.console.broker.port, "listener", session_expiry=timedelta(0))
        connection = Connection(access, None, None, SystemClock(), heard)
        try:
            await connection.open(["vaka/#"])
            yield connection
        finally:
            await connection.close(with_will=False)

    async def alarms(self, connection: Connection) -> None:
        """Presses of both, of the shared device and of an unknown one, twice; and what cannot be read."""
        for turn, device in enumerate(("d-1", "d-2", "d-both", "d-unknown", "d-1", "d-2")):
            await connection.publish([pressed(device, f"a-{turn}")])
        topics = [f"vaka/v1/{NORRBY}/{SENDER}/alarms/{device}" for device in ("d-1", "d-2")]
        await connection.publish([Outbound(topic, b"{not json") for topic in topics])
        await until(lambda: self.console.intake.taken >= 8)

    async def send_somebody(self) -> None:
        """An operator sends somebody to each of the two, and their phones are told where and with which code."""
        await self.seat("nils")
        operator = self.console.sign_in.seated()
        async with phones_of(self.console, lambda who, text: self.outputs.keep(f"phone of {who}", text)):
            for case in await sent(self.console, operator):
                self.outputs.keep("timeline to nils", repr(await self.console.desk.timeline(operator, case)))
                await self.console.desk.release(operator, case)
        await self.console.sign_in.sign_out()
        self.screen.seat = "nobody"

    # Who sits there.

    async def sit(self) -> None:
        for login in ("moa", "tove", "ina", "nils"):
            await self.seat(login)
            operator = self.console.sign_in.seated()
            await self.read_both(login, operator, None, None)
            for reason in (ev.ReadReason.FOLLOW_UP, ev.ReadReason.OWN_CASE):
                await self.read_both(login, operator, reason, None)
            await self.search(login, operator)
            await self.handle(login, operator)
            self.keep_rows(login)
            await self.console.sign_in.sign_out()
            self.screen.seat = "nobody"

    async def seat(self, login: str) -> None:
        self.screen.seat = login
        await self.console.sign_in.sign_in(login, PASSWORD)

    async def read_both(self, login: str, operator: Operator, reason: ev.ReadReason | None, case: Case | None) -> None:
        """Both records, asked for masked and not, with the reason that there is."""
        word = "own case" if case else "reason" if reason is ev.ReadReason.FOLLOW_UP else "no reason"
        for resident in (ORDINARY, PROTECTED):
            for unmask in (False, True):
                name = f"card of {resident} to {login}, {word}{', unmasked' if unmask else ''}"
                try:
                    card = await self.console.records.card(
                        operator, ResidentId(resident), reason, case.id if case else None, unmask=unmask
                    )
                except Refused as refused:
                    self.outputs.keep(name, repr(refused))
                else:
                    self.outputs.keep(name, repr(card))

    async def search(self, login: str, operator: Operator) -> None:
        """Types every marker of everybody, whole and begun and misspelt; what was typed is taken out of the answer."""
        for marks in MARKS.values():
            texts = [marks.text(field) for field in (*marks.needles, *marks.home)] + list(marks.needles.values())
            for text in texts + [text[:-1] for text in texts] + ["markör", "MARKOR given", "d-", "#d-2", "#d-both"]:
                found = await self.console.search.find(operator, text, limit=50)
                self.outputs.keep(f"search by {login}", repr(replace(found, text="")))

    async def handle(self, login: str, operator: Operator) -> None:
        """Takes each case that may be taken, reads, writes and lets go; the last of them closes."""
        desk = self.console.desk
        for case in list(self.console.recorder.board.open_cases()):
            try:
                await desk.claim(operator, case.id)
                await self.read_both(login, operator, None, case)
                await desk.note(operator, case.id, f"MARKÖR-{WRITTEN}")
                self.outputs.keep(f"timeline to {login}", repr(await desk.timeline(operator, case.id)))
                await self.leave(login, operator, case.id)
            except Refused as refused:
                self.outputs.keep(f"refusals to {login}", repr(refused))

    async def leave(self, login: str, operator: Operator, case: CaseId) -> None:
        found = self.console.recorder.board.get(case)
        if login == "nils" and found is not None and found.municipality == MunicipalityId(NORRBY):
            await self.console.desk.close(operator, case, "visit_done", "", found.version)
        else:
            await self.console.desk.release(operator, case)

    def keep_rows(self, login: str) -> None:
        """The queue as it stands now, beside what the screen was told on the way."""
        queue = self.console.recorder.board.open_cases()
        self.outputs.keep(f"board to {login}", *(repr(case) for case in queue))

    async def left_in_the_process(self) -> None:
        """What others on the machine can see of us while we run."""
        keep_files(self.outputs, self.state, "files")
        self.outputs.keep("threads", *(thread.name for thread in threading.enumerate()))
        self.outputs.keep("tasks", *(task.get_name() for task in asyncio.all_tasks()))
        self.outputs.keep("arguments", repr(sys.argv), *processes())


def processes() -> Iterator[bytes]:
    """The command lines and environments of this process and of all that it has started (on Linux)."""
    ours = {os.getpid()}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parent.name)):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent in ours or int(stat.parent.name) in ours:
                ours.add(int(stat.parent.name))
                yield (stat.parent / "cmdline").read_bytes()
                yield (stat.parent / "environ").read_bytes()
        except OSError:
            continue


def pressed(device: str, key: str) -> Outbound:
    """A press, as the gateway sends it."""
    report: AlarmReport = alarm(
        datetime.now(UTC), Cause.PRESS, DeviceKind.PERSONAL_ALARM, device=device, sender=SENDER,
        municipality=MunicipalityId(NORRBY), key=key,
    )  # fmt: skip
    return Outbound(*wire.encode_alarm(report))


async def until(is_so: Callable[[], bool], within_s: float = 15) -> None:
    """Waits until something is so; TimeoutError if it never is."""
    async with asyncio.timeout(within_s):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


def found_in(output: bytes, needles: Sequence[str]) -> list[str]:
    """Which of these texts stand in it, in UTF-8 or as UTF-16."""
    return [needle for needle in needles if needle.encode("ascii") in output or needle.encode("utf-16-le") in output]
