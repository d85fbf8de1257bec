"""The demonstration's account: right when all is well, and wrong when a single alarm is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from console.adapters.mqtt.wire import decode
from console.adapters.municipality.tenants import ALVBRO
from console.bootstrap.demo import Children, Demonstration, demonstrated
from console.bootstrap.joined import Console
from console.bootstrap.parts import with_door
from console.config import Config
from console.domain import events as ev
from console.domain.look import LookState
from console.domain.night import night_of, span_of
from console.domain.picture import Camera
from console.domain.ranking import is_reachable
from console.domain.report import ReportKey, SampleReport, SupervisionReport
from console.domain.responder import Duty
from console.services.screen import CanaryStored, NoScreen, Update
from tests.fakes import run_async

STORY_S = 6.0


class Eyes(NoScreen):
    """A screen that answers each canary, as a painted frame does."""

    def __init__(self) -> None:
        self.painted: Callable[[int], None] = lambda _: None

    def show(self, update: Update) -> None:
        if isinstance(update, CanaryStored):
            self.painted(update.number)


@asynccontextmanager
async def shown(folder: Path) -> AsyncIterator[tuple[Console, Demonstration]]:
    """The demonstration of sixty residents, running."""
    base = Config()
    config = replace(
        base,
        broker=replace(base.broker, embedded=True),
        console=replace(base.console, state_folder=str(folder)),
        database=replace(base.database, file=str(folder / "demo.db")),
        canary=replace(base.canary, interval_s=1, blind_after_s=3),
    )
    eyes = Eyes()
    async with demonstrated(config, eyes, Children(), 1, 60, timedelta(seconds=STORY_S)) as (console, demonstration):
        eyes.painted = console.watch.painted
        tasks = [
            asyncio.create_task(with_door(console, console.run()), name="console"),
            asyncio.create_task(demonstration.run(), name="demonstration"),
        ]
        try:
            yield console, demonstration
            assert not any(task.done() for task in tasks), "neither may have ended by itself"
        finally:
            for task in reversed(tasks):
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


async def accounts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown(folder) as (console, demonstration):
        await asyncio.sleep(STORY_S)
        account = await demonstration.account()
        assert account.alarms_sent >= 5
        assert account.unaccounted == 0
        assert account.signals_in >= account.alarms_sent
        assert account.cases > 0
        assert sum(account.open_by_class.values()) == len(list(console.recorder.board.open_cases()))
        assert account.claimed > 0
        assert account.canary_round_trips >= 3
        staff_is_at_work(console, demonstration)
        await lose_one_report(console, demonstration, monkeypatch)
        await lose_one_case(console, demonstration, monkeypatch)
        assert (await demonstration.account()).unaccounted == 0


def staff_is_at_work(console: Console, demonstration: Demonstration) -> None:
    """Whoever has a phone can be asked, and nobody else; she who has a break is on break, and is not followed."""
    staff = {one.responder.id: one for one in console.dispatched.staff.staffed(ALVBRO)}
    phones = {one.phone.holder.id: one.phone for one in demonstration.staff.phones if one.phone.holder.id in staff}
    assert len(phones) >= 10
    assert {id for id, one in staff.items() if is_reachable(one.standing)} == set(phones)
    eva = next(one for one in staff.values() if one.responder.name == "Eva Holm")
    assert (eva.duty, eva.standing is not None and eva.standing.position is None) == (Duty.BREAK, True)
    assert {one.duty for id, one in staff.items() if id not in phones} == {Duty.OFF}
    assert sum(one.until is not None for one in staff.values()) >= len(phones)


async def lose_one_report(console: Console, demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the store had never had one of the alarms."""
    asked = console.store.journal.known

    async def known(keys: Sequence[ReportKey]) -> dict[ReportKey, datetime | None]:
        return dict(sorted((await asked(keys)).items())[1:])

    with monkeypatch.context() as patch:
        patch.setattr(console.store.journal, "known", known)
        assert (await demonstration.account()).unaccounted == 1


async def lose_one_case(console: Console, demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if an alarm were stored and no case held it."""
    asked = console.store.journal.since

    async def since(seq: int, limit: int = 1000) -> tuple[ev.Event | ev.ErasedEvent, ...]:
        found = await asked(seq, limit)
        opened = next((one for one in found if isinstance(one, ev.Event) and was_sent(one.body)), None)
        return tuple(one for one in found if one is not opened)

    def was_sent(body: ev.Body) -> bool:
        return isinstance(body, ev.CaseOpened) and body.alarm.report in demonstration._sent

    with monkeypatch.context() as patch:
        patch.setattr(console.store.journal, "since", since)
        assert (await demonstration.account()).unaccounted == 1


async def night_is_there(folder: Path) -> None:
    async with shown(folder) as (console, _):
        now = console.clock.now()
        begins = console.config.rounds.night_begins_min
        night = night_of(now, begins)
        decided = await console.store.decisions.decisions()
        assert len(decided) > 30
        assert {one.known_since for one in decided} == {span_of(night, begins)[0]}, "what was done tonight was ours"
        looks = list(console.recorder.board.night.looks.values())
        assert sum(look.state is LookState.DONE for look in looks) > 30
        assert sum(look.state is LookState.RETRY for look in looks) == 3
        assert len(console.supervision.shelf.decided()) == len(decided), "the shelf has heard of them"
        cameras = await console.store.decisions.cameras()
        assert len(cameras) == len(decided)
        for camera in cameras[:3]:
            assert (await asyncio.to_thread(still_of, camera)).startswith(b"\x89PNG")
        reports = await sensed(console, now)
        assert {type(report) for report in reports} == {SupervisionReport, SampleReport}
        assert len(reports) > 2000
        assert min(report.head.at for report in reports) < now - timedelta(days=13, hours=20)
    with pytest.raises(URLError):
        await asyncio.to_thread(still_of, cameras[0])


def still_of(camera: Camera) -> bytes:
    with urlopen(camera.address, timeout=30) as answer:
        return bytes(answer.read())


async def sensed(console: Console, now: datetime) -> list[SupervisionReport | SampleReport]:
    """What is stored of the nights, read as it came in."""
    residents = {one.decision.resident for one in await console.store.decisions.decisions()}
    located = await console.store.equipment.page(ALVBRO, None, 10_000)
    devices = [(ALVBRO, one.line.device.id) for one in located if one.line.device.resident in residents]
    read: list[SupervisionReport | SampleReport] = []
    async for piece in console.store.night_reports.of(devices, now - timedelta(days=15), now):
        for one in piece:
            report = decode(one.topic, one.payload, one.received_at, False)
            assert isinstance(report, SupervisionReport | SampleReport)
            read.append(report)
    return read


def test_the_demonstration_begins_in_the_midst_of_a_night(tmp_path: Path) -> None:
    run_async(night_is_there(tmp_path), 60)


def test_every_simulated_alarm_is_accounted_for_and_a_lost_one_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_async(accounts(tmp_path, monkeypatch), 60)
