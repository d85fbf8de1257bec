"""How the store says no, and that nothing is left behind when it does."""

import asyncio
import math
import os
import signal
from dataclasses import replace
from datetime import datetime

import pytest
import sqlalchemy as sa

from console.adapters.sql.store import Store, open_store
from console.domain import events as ev
from console.domain.ids import DeviceId, MunicipalityId, OperatorId
from console.domain.journal import BadRow, Behind, JournalHead, SignOfLife, Unwritable, Writing
from console.domain.report import Position, ReportKey
from console.domain.sequence import SourceCount
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN
from tests.servers import Postgres

NAIVE = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - the trap itself
LOST = replace(samples.alarm(), position=Position(math.nan, 0.0, None, NOW))
BAD_WRITINGS = {
    "a note with a lone surrogate": Writing(0, (samples.note("\ud800"),)),
    "a subject with a NUL": Writing(0, (samples.note(case="a\x00"),)),
    "an author with a lone surrogate": Writing(0, (replace(samples.note(), who=OperatorId("\udfff")),)),
    "a naive moment": Writing(0, (replace(samples.note(), at=NAIVE),)),
    "a version of 64 bits": Writing(0, (replace(samples.note(), version=2**63),)),
    "a position that is no number": Writing(0, (samples.draft(ev.AlarmJoined(LOST)),)),
    "a report's id with a NUL": Writing(
        0, (), (replace(samples.report(1), head=replace(samples.head(1), key=ReportKey("s", "a\x00"))),)
    ),
    "a report's id with a lone surrogate": Writing(
        0, (), (replace(samples.report(1), head=replace(samples.head(1), key=ReportKey("s", "\ud800"))),)
    ),
    "a report received at a naive moment": Writing(0, (), (samples.reading(1, NAIVE),)),
    "a count of 64 bits": Writing(0, counts=(SourceCount("s", "b", 2**63),)),
    "a battery of 64 bits": Writing(0, signs=(SignOfLife(TOWN, DeviceId("d"), NOW, 2**63),)),
    "a path with a lone surrogate": Writing(
        0, signs=(SignOfLife(TOWN, DeviceId("d"), NOW, paths=(("\ud800", True),)),)
    ),
}


@pytest.mark.parametrize("what", BAD_WRITINGS)
def test_a_row_that_no_store_can_hold_is_refused_whole_and_the_next_goes_through(place: Place, what: str) -> None:
    bad = BAD_WRITINGS[what]
    good = samples.note(case="good")

    async def story(store: Store) -> None:
        with pytest.raises(BadRow):
            await store.journal.write(
                replace(
                    bad,
                    drafts=(good, *bad.drafts),
                    reports=(
                        samples.report(77),
                        *bad.reports,
                    ),
                )
            )
        assert await store.journal.head() == JournalHead(0, "")
        assert set(await store.journal.known([ReportKey("vaka:test", "r77")])) == set()
        await store.journal.write(Writing(0, (good,), (samples.report(77),)))

    place.tell(story)
    assert place.verdict().damage == ()


def test_a_key_that_no_store_can_hold_is_refused_as_a_row(place: Place) -> None:
    async def story(store: Store) -> None:
        for key in (ReportKey("s", "a\x00"), ReportKey("s", "\ud800")):
            with pytest.raises(BadRow):
                await store.journal.known([key])

    place.tell(story)


def test_a_nul_in_a_payload_or_a_note_is_no_reason_to_refuse(place: Place) -> None:
    async def story(store: Store) -> None:
        (event,) = await store.journal.write(Writing(0, (samples.note("a\x00b"),), (samples.report(1, b"\x00"),)))
        assert await store.journal.since(0) == (event,)

    place.tell(story)


def test_what_was_refused_is_not_told_in_the_refusal(place: Place) -> None:
    async def story(store: Store) -> None:
        marked = replace(samples.note(case="Märta\x00"), municipality=MunicipalityId("Märta"))
        with pytest.raises(BadRow) as refused:
            await store.journal.write(Writing(0, (marked,)))
        assert "Märta" not in str(refused.value)
        assert "Märta" not in str(refused.value.__cause__)

    place.tell(story)


def test_a_full_disk_is_unwritable_and_a_write_after_room_was_made_goes_through(file_place: Place) -> None:
    def limit(pages: int) -> sa.TextClause:
        return sa.text(f"PRAGMA max_page_count = {pages}")

    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1))
        await store._writer.run(lambda connection: connection.execute(limit(1)).all())
        big = Writing(1, (samples.note("x" * 200_000),), (samples.report(1, b"y" * 60_000),))
        for _ in range(2):
            with pytest.raises(Unwritable):
                await store.journal.write(big)
        assert (await store.journal.head()).seq == 1
        assert set(await store.journal.known([ReportKey("vaka:test", "r1")])) == set()
        await store._writer.run(lambda connection: connection.execute(limit(1_000_000)).all())
        await store.journal.write(big)

    file_place.tell(story)
    assert file_place.verdict().damage == ()


def test_a_locked_file_is_unwritable_until_the_lock_goes(file_place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1))
        guest = file_place.engine()
        with guest.connect() as connection:
            connection.exec_driver_sql("UPDATE chain_head SET seq = seq")
            with pytest.raises(Unwritable):
                await store.journal.write(samples.notes(1, after=1))
            connection.rollback()
        guest.dispose()
        await store.journal.write(samples.notes(1, after=1))

    file_place.tell(story)


def test_of_two_consoles_that_write_at_once_one_is_told_that_it_is_behind(server_place: Place) -> None:
    async def story(one: Store) -> None:
        two = await server_place.open()
        try:
            for seq in range(20):
                tries = (
                    one.journal.write(Writing(seq, (samples.claimed(f"c{seq}", 1),))),
                    two.journal.write(Writing(seq, (samples.claimed(f"c{seq}", 1),))),
                )
                results = await asyncio.gather(*tries, return_exceptions=True)
                assert [isinstance(result, Behind) for result in results].count(True) == 1
                assert await one.journal.since(seq) == await two.journal.since(seq)
        finally:
            await two.close()

    server_place.tell(story)
    verdict = server_place.verdict()
    assert (verdict.events, verdict.damage) == (20, ())


def test_a_connection_that_was_lost_comes_back_by_itself(server_place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1))
        server_place.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with pytest.raises(Unwritable):
            await store.journal.write(samples.notes(1, after=1))
        await store.journal.write(samples.notes(1, after=1))

    server_place.tell(story)


def test_a_server_that_starts_again_is_written_to_again(server_place: Place, server: Postgres) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1))
        server.stop()
        for _ in range(2):
            with pytest.raises(Unwritable):
                await store.journal.write(samples.notes(1, after=1))
        server.start()
        await store.journal.write(samples.notes(1, after=1))

    server_place.tell(story)


def test_a_server_that_does_not_answer_is_given_up_after_the_patience_each_time(server_place: Place) -> None:
    async def story() -> None:
        store = await server_place.open(patience_s=1)
        frozen: list[int] = []
        try:
            for seq in (0, 1):
                await store.journal.write(samples.notes(1, after=seq))
                backends = server_place.ask(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'vaka'"
                    " AND datname = current_database() AND pid <> pg_backend_pid()"
                )
                (backend,) = {pid for (pid,) in backends} - set(frozen)
                frozen.append(backend)
                os.kill(backend, signal.SIGSTOP)
                with pytest.raises(Unwritable):
                    await store.journal.write(samples.notes(1, after=seq + 1))
            await store.journal.write(samples.notes(1, after=2))
        finally:
            for backend in frozen:
                os.kill(backend, signal.SIGCONT)
            await store.close()

    asyncio.run(story())


def test_who_appends_waits_for_the_one_before(server_place: Place) -> None:
    """Also where there is no event to collide: what was decided on an older journal is never stored."""

    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(1))
        guest = server_place.engine()
        with guest.connect() as connection:
            connection.exec_driver_sql("SELECT seq FROM chain_head FOR UPDATE")
            write = asyncio.create_task(store.journal.write(Writing(1, signs=samples.signs())))
            done, _ = await asyncio.wait({write}, timeout=0.3)
            assert not done
            connection.rollback()
        guest.dispose()
        await write

    server_place.tell(story)


def test_a_server_that_is_not_there_is_unwritable() -> None:
    with pytest.raises(Unwritable):
        asyncio.run(open_store("postgresql://vaka@127.0.0.1:1/vaka"))


def test_a_write_whose_asker_has_gone_is_whole(place: Place) -> None:
    async def story(store: Store) -> int:
        task = asyncio.create_task(store.journal.write(samples.notes(50)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return (await store.journal.head()).seq

    assert place.tell(story) in (0, 50)
    assert place.verdict().damage == ()
