"""Fault 12: every n-th write or sync of the disk fails, n up to 200.

The journal never confirms what is not there: what it has confirmed is there once after a crash at that moment (the
files as they lie are opened anew, and verify), what it has not may be tried again, and is there once in the end.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.sql.store import Store, open_store
from console.domain import events as ev
from console.domain.journal import Unwritable
from console.domain.report import AlarmReport, Raw
from console.services.recorder import Recorder
from tests.adapters.sql.places import KEY
from tests.builders import alarm, counter, knowledge
from tests.fakes import HandClock
from tests.faults.disk import FULL, IOERR_FSYNC, IOERR_WRITE, Disk, failing_disk

ALARMS, TRIES = 8, 4
"""An alarm makes some thirty writes and one sync: of syncs there must be as many as n."""

CHECKPOINT_PAGES = 30
"""So that the log is moved into the file within a few alarms, and that fails too."""

FEW = (1, 2, 5, 9, 34, 89, 200)
ALL = range(1, 201)

KINDS: dict[str, tuple[str, int, bool]] = {
    "write": ("write", IOERR_WRITE, False),
    "torn": ("write", IOERR_WRITE, True),
    "full": ("write", FULL, False),
    "sync": ("sync", IOERR_FSYNC, False),
}


def each(n: int, which: str, code: int) -> Callable[[str, int], int]:
    """Every n-th of that kind fails."""
    seen = Counter[str]()

    def refuses(what: str, _: int) -> int:
        seen[what] += 1
        return code if what == which and seen[what] % n == 0 else 0

    return refuses


def pressed(number: int) -> AlarmReport:
    """An alarm of some pages."""
    made = alarm(device=f"dev-{number % 3}")
    raw = Raw(made.head.raw.topic, bytes(9000), 9000, made.head.raw.sha256)
    return replace(made, head=replace(made.head, raw=raw))


async def recorded(recorder: Recorder, report: AlarmReport) -> bool:
    """Whether it was confirmed, in as many tries as the link makes in its first seconds."""
    for _ in range(TRIES):
        try:
            await recorder.record([report], knowledge())
        except Unwritable:
            continue
        return True
    return False


async def told_by(store: Store) -> tuple[Counter[str], int]:
    """How often each alarm is in a case, and the damage along the chain."""
    events = await store.journal.since(0, 100_000)
    found = Counter(
        event.body.alarm.report.id
        for event in events
        if isinstance(event, ev.Event) and isinstance(event.body, ev.CaseOpened | ev.AlarmJoined)
    )
    return found, len((await store.journal.verify()).damage)


async def after_a_crash(file: Path, aside: Path) -> tuple[Counter[str], int]:
    """What a console finds that starts on the files as they lie now."""
    shutil.copytree(file.parent, aside, ignore=shutil.ignore_patterns("*.lock", "*.owner", "*-shm"))
    store = await open_store(aside / file.name, KEY)
    try:
        return await told_by(store)
    finally:
        await store.close()


async def endured(file: Path, disk: Disk, fails: Callable[[str, int], int], alarms: int) -> list[str]:
    """What is wrong: nothing."""
    store = await open_store(file, KEY)
    await store._writer.run(lambda one: one.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").all())
    recorder = Recorder(store.journal, HandClock(), counter("disk"))
    await recorder.start()
    reports = [pressed(number) for number in range(alarms)]
    disk.refuses = fails
    confirmed = {one.head.key.id for one in reports if await recorded(recorder, one)}
    disk.heal()
    found, damage = await after_a_crash(file, file.parent.with_name("crashed"))
    wrong = [f"{damage} links damaged after a crash"] * (damage > 0)
    wrong += [f"{id_} confirmed, and {found[id_]} times there after a crash" for id_ in confirmed if found[id_] != 1]
    wrong += [f"{id_} {times} times there after a crash" for id_, times in found.items() if times > 1]
    for report in reports:
        if not await recorded(recorder, report):
            wrong.append(f"{report.head.key.id} is not taken by a disk that works")
    found, damage = await told_by(store)
    again = Recorder(store.journal, HandClock(), counter("again"))
    await again.start()
    wrong += ["the board is not what the journal tells"] * (again.board.cases != recorder.board.cases)
    await store.close()
    wrong += [f"{damage} links damaged in the end"] * (damage > 0)
    wrong += [
        f"{one.head.key.id} {found[one.head.key.id]} times there" for one in reports if found[one.head.key.id] != 1
    ]
    return wrong


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without a word in it."""
    file = tmp_path_factory.mktemp("template") / "vaka.db"

    async def made() -> None:
        await (await open_store(file, KEY)).close()

    asyncio.run(made())
    return file


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ns", [FEW, pytest.param(ALL, marks=pytest.mark.long)], ids=["some", "all to 200"])
@pytest.mark.timeout(600)
def test_what_the_journal_confirmed_is_there_once_whichever_call_of_the_disk_fails(
    template: Path, tmp_path: Path, kind: str, ns: range, record_property: Callable[[str, object], None]
) -> None:
    which, code, half = KINDS[kind]
    refused, wrong = dict[int, int](), dict[int, list[str]]()
    for n in ns:
        folder = tmp_path / str(n) / "disk"
        folder.mkdir(parents=True)
        file = Path(shutil.copy(template, folder))
        with failing_disk() as disk:
            disk.half = half
            alarms = max(ALARMS, n + 2) if which == "sync" else ALARMS
            found = asyncio.run(endured(file, disk, each(n, which, code), alarms))
        refused[n] = disk.refused
        if found:
            wrong[n] = found
        shutil.rmtree(folder.parent)
    record_property(f"{kind}_refused", sum(refused.values()))
    assert wrong == {}
    assert [n for n, times in refused.items() if times == 0] == []
