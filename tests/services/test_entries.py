"""A right to a lock goes to the one who accepted alone, ends with the task however it ends, and its code is nowhere."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from console.adapters.locks import LockSystems
from console.adapters.locks.simulated import SimulatedLocks
from console.adapters.sql.store import engine_of, open_store
from console.domain import events as ev
from console.domain.case import Case
from console.domain.ids import CaseId, LockId, MunicipalityId, ResponderId, TaskId
from console.domain.journal import Unwritable
from console.domain.locks import Code
from console.domain.resident import Door
from console.domain.task import (
    EntryKind,
    GivenRight,
    Need,
    RightEnd,
    Task,
    TaskMark,
    TaskRung,
    Withdrawal,
)
from console.domain.triage import Planned
from console.services.entries import Entries, Entry
from console.services.recorder import Recorder
from tests.builders import NORRBY, T0, alarm
from tests.fakes import HandClock, run_async
from tests.services.fakes import Station, station

HOUR = timedelta(hours=1)
TARGET = timedelta(minutes=30)
PORT, FLAT = Door(LockId("port"), "locks", "porten"), Door(LockId("flat"), "locks", "lägenheten")
MAJA, BO = ResponderId("maja"), ResponderId("bo")
TASK = TaskId("task-1")
CODE = "739201"


class Night:
    """A case with a task, its doors and their locks; `begun` before anything else."""

    def __init__(self, here: Station | None = None, doors: Sequence[Door] = (PORT, FLAT)) -> None:
        self.here = here or station()
        codes = iter(range(739201, 800000))
        self.locks = SimulatedLocks(self.here.clock.now, lambda _: next(codes))
        self.doors = list(doors)
        self.openers = {MAJA, BO}
        self.entries = self.other(self.here.recorder)
        self.case = CaseId("")

    def other(self, recorder: Recorder) -> Entries:
        """The rights as another run, or another console, knows them."""

        async def doors_of(_: Case) -> Sequence[Door]:
            return self.doors

        def may_open(municipality: MunicipalityId, responder: ResponderId) -> bool:
            return municipality == NORRBY and responder in self.openers

        return Entries(LockSystems({"locks": self.locks}), recorder, doors_of, may_open, self.here.clock, HOUR)

    async def begun(self) -> "Night":
        await self.here.start()
        await self.here.intake.take([alarm(T0)])
        [case] = self.here.recorder.board.cases.values()
        self.case = case.id
        need = Need(entry=EntryKind.DIGITAL_LOCK)
        await self.happens(ev.TaskBegan(TASK, 1, "F8", need, self.here.clock.now() + TARGET))
        for one in (MAJA, BO):
            await self.happens(ev.TaskOffered(TASK, one, TaskRung.NEXT, self.here.clock.now() + HOUR))
        return self

    async def happens(self, body: ev.TaskBody) -> None:
        await self.here.recorder.note([Planned(ev.case_subject(self.case), NORRBY, body)])

    async def says(self, who: ResponderId, mark: TaskMark) -> None:
        await self.happens(ev.TaskMarked(TASK, who, mark, self.here.clock.now()))

    async def codes(self, who: ResponderId = MAJA, entries: Entries | None = None) -> tuple[Entry, ...]:
        return await (entries or self.entries).codes(self.case, TASK, who)

    @property
    def task(self) -> Task:
        [task] = self.here.recorder.board.cases[self.case].tasks
        return task

    @property
    def told(self) -> list[ev.Body]:
        """What the journal says of rights."""
        kinds = ev.EntryGiven | ev.EntryEnded | ev.EntryFailed
        return [one.body for one in self.here.journal.events if isinstance(one.body, kinds)]


def opens(night: Night, entry: Entry) -> bool:
    return entry.code is not None and night.locks.open(entry.door.lock, entry.code.code)


def test_only_the_one_who_accepted_has_a_code_and_only_to_the_doors_of_the_task() -> None:
    async def story() -> None:
        night = await Night().begun()
        assert await night.codes(MAJA) == (), "nobody has accepted"
        await night.says(MAJA, TaskMark.ACCEPTED)
        assert await night.codes(BO) == ()
        port, flat = await night.codes(MAJA)
        assert (port.door, flat.door) == (PORT, FLAT)
        assert opens(night, port)
        assert opens(night, flat)
        assert not night.locks.open(FLAT.lock, port.code.code if port.code else "")
        assert await night.codes(MAJA) == (port, flat), "asked for again it is the same"
        until = T0 + TARGET + HOUR
        assert night.told == [
            ev.EntryGiven(TASK, MAJA, PORT.lock, night.task.rights[0].id, until),
            ev.EntryGiven(TASK, MAJA, FLAT.lock, night.task.rights[1].id, until),
        ]
        assert [one.responder for one in night.locks.log] == [MAJA, MAJA, None]

    run_async(story())


def test_for_whom_no_lock_may_be_opened_none_is() -> None:
    async def story() -> None:
        night = await Night().begun()
        night.openers = {BO}
        await night.says(MAJA, TaskMark.ACCEPTED)
        assert await night.codes(MAJA) == ()
        assert night.told == []

    run_async(story())


async def _done(night: Night) -> None:
    await night.says(MAJA, TaskMark.UNDER_WAY)
    await night.says(MAJA, TaskMark.ARRIVED)
    await night.says(MAJA, TaskMark.DONE)


async def _cancelled(night: Night) -> None:
    await night.happens(ev.TaskCancelled(TASK, "fel person"))


async def _rerouted(night: Night) -> None:
    await night.happens(ev.TaskWithdrawn(TASK, MAJA, Withdrawal.REROUTED))


async def _given_back(night: Night) -> None:
    await night.says(MAJA, TaskMark.DECLINED)


async def _over_time(night: Night) -> None:
    await night.here.clock.advance(TARGET + HOUR)


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (_done, RightEnd.TASK_OVER),
        (_cancelled, RightEnd.TASK_OVER),
        (_rerouted, RightEnd.TASK_OVER),
        (_given_back, RightEnd.TASK_OVER),
        (_over_time, RightEnd.TIME),
    ],
)
def test_a_right_ends_with_the_task_however_that_ends(ends: Callable[[Night], object], why: RightEnd) -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        [entry] = await night.codes()
        await night.entries.look()
        assert opens(night, entry)
        await ends(night)  # type: ignore[misc]
        await night.entries.look()
        await night.entries.look()
        assert not opens(night, entry)
        assert night.told[1:] == [ev.EntryEnded(TASK, night.task.rights[0].id, why)]
        assert await night.codes() == () or why is RightEnd.TIME

    run_async(story())


def test_whoever_has_it_next_has_a_code_of_their_own() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        [hers] = await night.codes(MAJA)
        await _rerouted(night)
        await night.happens(ev.TaskOffered(TASK, BO, TaskRung.NEXT, night.here.clock.now() + HOUR))
        await night.says(BO, TaskMark.ACCEPTED)
        [his] = await night.codes(BO)
        await night.entries.look()
        assert opens(night, his)
        assert not opens(night, hers)
        assert [one.ended for one in night.task.rights] == [RightEnd.TASK_OVER, None]

    run_async(story())


def test_after_a_start_a_new_right_is_given_and_the_old_one_ends() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        [before] = await night.codes()
        again = night.other(night.here.recorder)
        [after] = await night.codes(entries=again)
        await again.look()
        assert opens(night, after)
        assert not opens(night, before)
        assert [one.ended for one in night.task.rights] == [RightEnd.RENEWED, None]
        assert await night.codes(entries=again) == (after,)

    run_async(story())


def test_a_lock_that_gives_nothing_is_told_once_and_asked_again_with_the_next_question() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        night.locks.is_away = True
        assert await night.codes() == (Entry(FLAT, None),)
        assert await night.codes() == (Entry(FLAT, None),)
        assert night.told == [ev.EntryFailed(TASK, FLAT.lock)]
        assert night.task.lock_failed
        night.locks.is_away = False
        [entry] = await night.codes()
        assert opens(night, entry)
        assert not night.task.lock_failed

    run_async(story())


def test_one_door_that_gives_nothing_keeps_no_other_shut() -> None:
    async def story() -> None:
        night = await Night(doors=[Door(LockId("x"), "elsewhere"), FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        stranger, flat = await night.codes()
        assert stranger.code is None
        assert opens(night, flat)

    run_async(story())


def test_a_right_that_was_not_taken_back_is_told_and_tried_until_it_is() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        [entry] = await night.codes()
        await _cancelled(night)
        night.locks.is_away = True
        tries = 0
        end = night.locks.end

        async def counted(*words: object) -> None:
            nonlocal tries
            tries += 1
            await end(*words)  # type: ignore[arg-type]

        night.locks.end = counted  # type: ignore[method-assign]
        running = asyncio.get_running_loop().create_task(night.entries.run())
        await night.here.clock.advance(timedelta(minutes=10))
        right = night.task.rights[0].id
        assert night.told[1:] == [ev.EntryFailed(TASK, FLAT.lock, right)]
        assert 10 <= tries <= 16, "after 5, 10, 20, 40 and then each 60 s"
        night.locks.is_away = False
        await night.here.clock.advance(60)
        assert not opens(night, entry)
        assert night.told[2:] == [ev.EntryEnded(TASK, right, RightEnd.TASK_OVER)]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    run_async(story())


def test_what_could_not_be_journalled_is_told_to_nobody_and_is_one_right_when_it_is() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        night.here.journal.is_down = True
        with pytest.raises(Unwritable):
            await night.codes()
        night.here.journal.is_down = False
        [entry] = await night.codes()
        assert entry.code is not None
        assert entry.code.code == CODE, "the system was asked for the same right"
        assert len(night.told) == 1

    run_async(story())


def test_a_task_that_is_cancelled_while_the_lock_is_asked_leaves_no_right() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        give = night.locks.give

        async def slow(*words: object) -> object:
            await _cancelled(night)
            return await give(*words)  # type: ignore[arg-type]

        night.locks.give = slow  # type: ignore[method-assign, assignment]
        assert await night.codes() == (Entry(FLAT, None),)
        await night.entries.look()
        assert isinstance(night.told[-1], ev.EntryEnded)
        assert not night.locks.open(FLAT.lock, CODE)

    run_async(story())


def test_asked_twice_at_once_it_is_one_right() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        first, second = await asyncio.gather(night.codes(), night.codes())
        assert first == second
        other = night.other(night.here.recorder)
        night.entries._held.clear()
        await asyncio.gather(night.codes(), night.codes(entries=other))
        assert len({one.id for one in night.task.rights}) == 2

    run_async(story())


def test_a_lock_may_give_less_time_than_was_asked_for_and_a_new_right_follows() -> None:
    async def story() -> None:
        night = await Night(doors=[FLAT]).begun()
        give = night.locks.give

        async def shorter(door: Door, right: object, who: ResponderId, until: datetime) -> object:
            return replace(await give(door, right, who, until), until=until - HOUR)  # type: ignore[arg-type]

        night.locks.give = shorter  # type: ignore[method-assign, assignment]
        await night.says(MAJA, TaskMark.ACCEPTED)
        await night.codes()
        assert [one.until for one in night.task.rights] == [T0 + TARGET]
        await night.here.clock.advance(TARGET)
        await night.entries.look()
        assert night.task.rights[0].ended is RightEnd.TIME
        await night.codes()
        assert len(night.task.rights) == 2

    run_async(story())


def test_no_code_is_in_any_file_log_event_or_word_of_the_state(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The whole course on the real store, and every byte that it left: encrypted, and decrypted row by row."""
    caplog.set_level(logging.DEBUG)
    key = bytes(32)
    said: list[str] = []

    async def story() -> None:
        store = await open_store(tmp_path / "vaka.db", key)
        here = station()
        clock = HandClock(T0)
        night = Night(here)
        recorder = Recorder(store.journal, clock, here.recorder._new_id)
        here.recorder, here.intake._recorder, here.clock = recorder, recorder, clock
        night.entries = night.other(recorder)
        night.locks._now = clock.now
        await night.begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        said.extend(entry.code.code for entry in await night.codes() if entry.code is not None)
        said.append(repr(night.entries.__dict__) + repr(await night.codes()))
        await recorder.save_snapshot()
        await _done(night)
        await night.entries.look()
        await recorder.save_snapshot()
        assert [one.ended for one in night.task.rights] == [RightEnd.TASK_OVER] * 2
        await store.close()

    run_async(story())
    first, second, shown = said
    assert (first, second) == ("739201", "739202")
    assert not any(code in shown or code in caplog.text for code in (first, second))
    _assert_no_row_has(tmp_path / "vaka.db", key, (first, second))
    for file in tmp_path.rglob("*"):
        assert not any(code.encode() in file.read_bytes() for code in (first, second) if file.is_file())


def _assert_no_row_has(file: Path, key: bytes, codes: Sequence[str]) -> None:
    engine = engine_of(file, key)
    held = ""
    with engine.connect() as connection:
        for table in sa.inspect(engine).get_table_names():
            for row in connection.execute(sa.text(f'SELECT * FROM "{table}"')):
                held += " ".join(one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in row)
    engine.dispose()
    assert "entry_given" in held, "the course is there"
    assert '"rights":[{' in held, "and the snapshot"
    assert not any(code in held for code in codes)


def test_a_given_right_has_no_place_for_a_code() -> None:
    assert set(GivenRight.__dataclass_fields__) == {"id", "lock", "responder", "until", "ended"}


def test_a_lock_that_promises_longer_than_was_asked_is_closed_in_our_time_all_the_same() -> None:
    async def story() -> None:
        night = await Night(doors=[PORT]).begun()
        await night.says(MAJA, TaskMark.ACCEPTED)
        give = night.locks.give

        async def lies(*asked: Any) -> Code:
            return replace(await give(*asked), until=T0 + timedelta(days=3_650))

        night.locks.give = lies  # type: ignore[method-assign]
        [port] = await night.codes(MAJA)
        assert port.code is not None
        assert port.code.until == T0 + TARGET + HOUR
        await night.here.clock.advance((TARGET + HOUR).total_seconds() + 1)
        await night.entries.look()
        assert night.task.rights[0].ended is RightEnd.TIME
        assert not opens(night, port)

    run_async(story())
