"""What the walk along the chain finds: by each way of tampering that leaves the tables readable."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from console.adapters.sql.schema import journal
from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.journal import Behind, Damage, Writing
from console.domain.report import ReportKey, Stream
from tests.adapters.sql import samples
from tests.adapters.sql.conftest import needs_postgres
from tests.adapters.sql.places import KEY, Place
from tests.adapters.sql.samples import NOW
from tests.servers import Postgres

EVENTS = 1204
"""More than two of the walk's pieces."""


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written once; each test has a copy."""
    return Path(written(Place(tmp_path_factory.mktemp("full") / "vaka.db", KEY)))


@pytest.fixture(scope="module")
def full_database(server: Postgres) -> str:
    return str(written(Place(server.database(), None)))


def written(place: Place) -> str | Path:
    place.tell(lambda store: store.journal.write(samples.notes(EVENTS)))
    return place.target


@pytest.fixture(params=["file", pytest.param("postgres", marks=needs_postgres)])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A whole journal in a place of the test's own."""
    if request.param == "file":
        return Place(shutil.copy(request.getfixturevalue("full_file"), tmp_path / "vaka.db"), KEY)
    server: Postgres = request.getfixturevalue("server")
    return Place(server.database(like=request.getfixturevalue("full_database")), None)


def places_of(damage: Sequence[Damage]) -> list[int]:
    return [each.seq for each in damage]


def test_a_whole_journal_verifies(full: Place) -> None:
    verdict = full.verdict()
    assert (verdict.events, verdict.erased, verdict.damage) == (EVENTS, 0, ())
    assert verdict.head == full.tell(lambda store: store.journal.head())


def test_an_empty_journal_verifies(place: Place) -> None:
    verdict = place.verdict()
    assert (verdict.events, verdict.head.seq, verdict.damage) == (0, 0, ())


@pytest.mark.parametrize("seq", [1, 500, 501, EVENTS])
def test_a_changed_body_is_found_where_it_is(full: Place, seq: int) -> None:
    full.tamper("UPDATE journal SET body = :body WHERE seq = :seq", body=b'{"text":"nej"}', seq=seq)
    assert full.verdict().damage == (Damage(seq, "its body or its salt was changed"),)


@pytest.mark.parametrize(
    "change",
    [
        "id = id || 'x'",
        "subject = 'case:z'",
        "version = version + 100000",
        "at = at + 1",
        "who = 'bo'",
        "municipality = 'ljungby'",
        "kind = 'case_closed'",
        "kind_version = 0",
        "digest = body_digest",
    ],
)
def test_a_changed_field_is_found_where_it_is(full: Place, change: str) -> None:
    full.tamper(f"UPDATE journal SET {change} WHERE seq IN (77, 1000)")
    assert places_of(full.verdict().damage) == [77, 1000]


def test_a_changed_body_digest_is_found_twice_at_one_place(full: Place) -> None:
    full.tamper("UPDATE journal SET body_digest = digest WHERE seq = 77")
    assert set(places_of(full.verdict().damage)) == {77}


def test_a_body_and_its_digest_changed_together_are_found(full: Place) -> None:
    copied = "body = (SELECT body FROM journal WHERE seq = 5), "
    copied += "body_salt = (SELECT body_salt FROM journal WHERE seq = 5), "
    copied += "body_digest = (SELECT body_digest FROM journal WHERE seq = 5)"
    full.tamper(f"UPDATE journal SET {copied} WHERE seq = 77")
    assert places_of(full.verdict().damage) == [77]


def test_a_deleted_row_is_found_and_so_is_the_next_damage(full: Place) -> None:
    full.tamper(
        "DELETE FROM journal WHERE seq = 10",
        "DELETE FROM journal WHERE seq BETWEEN 500 AND 502",
        "UPDATE journal SET who = 'bo' WHERE seq = 900",
    )
    verdict = full.verdict()
    assert verdict.damage == (
        Damage(10, "event 10 is missing"),
        Damage(500, "events 500 to 502 are missing"),
        Damage(900, "a field, its link or its place was changed"),
    )
    assert verdict.events == EVENTS - 4


def test_a_missing_beginning_is_found(full: Place) -> None:
    full.tamper("DELETE FROM journal WHERE seq <= 600")
    assert full.verdict().damage == (Damage(1, "events 1 to 600 are missing"),)


def test_two_swapped_rows_are_found_where_they_are(full: Place) -> None:
    full.tamper(
        "UPDATE journal SET seq = -1 WHERE seq = 40",
        "UPDATE journal SET seq = 40 WHERE seq = 41",
        "UPDATE journal SET seq = 41 WHERE seq = -1",
    )
    found = places_of(full.verdict().damage)
    assert found[:2] == [40, 41]
    assert max(found) <= 42


def test_a_cut_tail_is_found(full: Place) -> None:
    full.tamper("DELETE FROM journal WHERE seq > 1200")
    assert full.verdict().damage == (Damage(1201, "events 1201 to 1204 are missing at the end"),)


def test_a_journal_cut_to_nothing_is_found(full: Place) -> None:
    full.tamper("DELETE FROM journal")
    assert full.verdict().damage == (Damage(1, "events 1 to 1204 are missing at the end"),)


def test_a_head_that_was_set_back_is_found(full: Place) -> None:
    full.tamper("UPDATE chain_head SET seq = 1202, digest = (SELECT digest FROM journal WHERE seq = 1202)")
    assert full.verdict().damage == (Damage(1203, "events 1203 to 1204 are after the head"),)


def test_a_head_with_another_link_is_found(full: Place) -> None:
    full.tamper("UPDATE chain_head SET digest = (SELECT digest FROM journal WHERE seq = 1)")
    assert full.verdict().damage == (Damage(EVENTS, "the head's link is not that of the last event"),)


def test_a_body_that_is_gone_without_a_word_is_found(full: Place) -> None:
    full.tamper("UPDATE journal SET body = NULL, body_salt = NULL WHERE seq IN (3, 700)")
    verdict = full.verdict()
    assert verdict.erased == 2
    assert verdict.damage == tuple(Damage(seq, "its body is gone, and no event says why") for seq in (3, 700))


def test_a_field_of_another_kind_is_damage_and_no_crash(file_place: Place) -> None:
    file_place.tell(lambda store: store.journal.write(samples.notes(9)))
    file_place.tamper(
        "UPDATE journal SET version = 'x' WHERE seq = 2",
        "UPDATE journal SET at = x'00' WHERE seq = 4",
        "UPDATE journal SET digest = 5 WHERE seq = 6",
        "UPDATE journal SET body = 'text' WHERE seq = 8",
    )
    assert {2, 4, 6, 8} <= set(places_of(file_place.verdict().damage))


def _erasure(after: int, seqs: tuple[int, ...]) -> Writing:
    body = ev.BodiesErased(ev.ErasureRule.JOURNAL_AGE, seqs)
    return Writing(after, (samples.draft(body, "job:erasure"),))


def test_a_body_erased_by_rule_leaves_its_event_and_the_chain_verifies(full: Place) -> None:
    seqs = tuple(range(3, 1200, 2))

    async def story(store: Store) -> None:
        await store.journal.erase_bodies(seqs, _erasure(EVENTS, seqs))
        first, second, third, *_ = await store.journal.since(0)
        assert isinstance(first, ev.Event)
        assert isinstance(second, ev.Event)
        assert isinstance(third, ev.ErasedEvent)
        assert (third.kind, third.who, third.subject, third.version) == ("note_written", "anna", "case:c", 3)

    full.tell(story)
    verdict = full.verdict()
    assert (verdict.events, verdict.erased, verdict.damage) == (EVENTS + 1, len(seqs), ())
    assert full.ask("SELECT count(*) FROM journal WHERE body IS NULL AND body_salt IS NOT NULL") == [(0,)]


def test_a_body_put_back_after_its_erasure_is_found(full: Place) -> None:
    ((body, salt),) = full.ask("SELECT body, body_salt FROM journal WHERE seq = 7")
    full.tell(lambda store: store.journal.erase_bodies((7,), _erasure(EVENTS, (7,))))
    full.tamper("UPDATE journal SET body = :body, body_salt = :salt WHERE seq = 7", body=body, salt=salt)
    assert full.verdict().damage == (Damage(7, "its body is there, though an event says that it was erased"),)


def test_an_erasure_that_names_too_little_is_refused(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(3))
        with pytest.raises(ValueError, match="no event names"):
            await store.journal.erase_bodies((1, 2), _erasure(3, (1,)))
        await store.journal.erase_bodies((1,), _erasure(3, (1,)))
        with pytest.raises(ValueError, match="stay told"):
            await store.journal.erase_bodies((4,), _erasure(4, (4,)))
        assert (await store.journal.head()).seq == 4

    place.tell(story)
    assert place.verdict().damage == ()


def test_an_erasure_decided_on_an_older_journal_takes_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(3))
        with pytest.raises(Behind):
            await store.journal.erase_bodies((1,), _erasure(2, (1,)))
        assert all(isinstance(event, ev.Event) for event in await store.journal.since(0))

    place.tell(story)


def test_an_erasure_whose_answer_was_lost_is_made_again(place: Place) -> None:
    erasure = _erasure(3, (1,))

    async def story(store: Store) -> None:
        await store.journal.write(samples.notes(3))
        await store.journal.erase_bodies((1,), erasure)
        await store.journal.erase_bodies((1,), erasure)
        assert (await store.journal.head()).seq == 4

    place.tell(story)


def test_what_was_erased_is_not_left_in_the_file(file_place: Place) -> None:
    """SQLCipher hides it anyway; under the key, neither the file nor its log shall still hold it."""

    log = Path(f"{file_place.target}-wal")

    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, (samples.note("Märtas hemlighet"),)))
        await store.journal.erase_bodies((1,), _erasure(1, (1,)))
        assert (await asyncio.to_thread(log.stat)).st_size == 0

    file_place.tell(story)
    pages = file_place.ask("PRAGMA secure_delete")
    assert pages == [(1,)]


def test_old_reports_of_a_stream_go_and_the_journal_says_how_many(place: Place) -> None:
    old, cut = NOW - timedelta(days=15), NOW - timedelta(days=14)

    def told(after: int) -> Any:
        def writing_of(count: int) -> Writing:
            body = ev.ReportsErased(ev.ErasureRule.REPORT_AGE, count, cut)
            return Writing(after, (samples.draft(body, "job:retention"),))

        return writing_of

    async def story(store: Store) -> None:
        readings = tuple(samples.reading(number, old) for number in range(1100))
        fresh = samples.reading(9000, NOW)
        alarm = replace(samples.report(9001), head=samples.head(9001, old))
        await store.journal.write(Writing(0, (), (*readings, fresh, alarm)))
        streams = [Stream.SAMPLES, Stream.STATUS]
        with pytest.raises(Behind):
            await store.journal.erase_reports(streams, cut, told(17))
        counts = [await store.journal.erase_reports(streams, cut, told(seq)) for seq in (0, 1, 2, 3)]
        assert counts == [500, 500, 100, 0]
        events = await store.journal.since(0)
        assert [event.body.count for event in events if isinstance(event, ev.Event)] == [500, 500, 100]  # type: ignore[union-attr]
        keys = [ReportKey("vaka:test", f"r{number}") for number in (1, 9000, 9001)]
        assert set(await store.journal.known(keys)) == set(keys[1:])

    place.tell(story)
    assert place.verdict().damage == ()


def test_alarms_are_written_while_the_walk_goes_on_and_what_is_erased_meanwhile_is_no_damage(
    full: Place,
) -> None:
    async def story(store: Store) -> None:
        walk = asyncio.create_task(store.journal.verify())
        await asyncio.sleep(0)
        seqs = (2, 1100)
        await store.journal.erase_bodies(seqs, _erasure(EVENTS, seqs))
        verdict = await walk
        assert verdict.damage == ()
        assert verdict.head.seq == EVENTS + 1

    full.tell(story)


def test_nothing_but_erasure_and_appending_writes_the_journal() -> None:
    assert {column.name for column in journal.columns if column.nullable} == {"body", "body_salt"}
    assert isinstance(journal.c.seq.type, sa.BigInteger)
