"""The steps lead up and down, lose nothing that can be kept, and end at the tables that the code knows."""

import asyncio

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from console.adapters.sql.migrate import STEPS, downgrade, known_steps, migrate, revision
from console.adapters.sql.schema import metadata
from console.adapters.sql.store import Store
from console.domain.board import BoardSnapshot
from console.domain.draft import Draft
from console.domain.ids import ConsoleId, OperatorId
from console.domain.journal import Writing
from console.domain.seat import KeptSeat, digest_of
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.test_decisions import fill_decisions
from tests.adapters.sql.test_directory import ANNA, fill_directory
from tests.adapters.sql.test_staff import fill_staff
from tests.plan_samples import plan

FORGOTTEN = {
    "draft", "kept_seat", "sitting", "plan_version", "supervision_decision", "camera", "responder", "shift",
    "planned_visit", "standing",
}  # fmt: skip
"""What an earlier version has no place for, and a centre can lose: what is typed and not saved, who sat where, the
plans of cases that an earlier version could not go on with, and decisions and staff, which are imported again."""


def _revisions() -> list[str]:
    """Every step, the first first."""
    steps = ScriptDirectory(str(STEPS)).walk_revisions()
    return [step.revision for step in steps][::-1]


def _tables(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


async def _full(store: Store) -> None:
    """Something in every table."""
    await fill_directory(store)
    await store.accounts.save(ANNA)
    await store.drafts.keep(OperatorId("anna"), Draft(None, "F9", {"text": "Ringer dottern."}, samples.NOW), 9)
    await store.seats.keep(ConsoleId("c-1"), KeptSeat(OperatorId("anna"), digest_of("t"), samples.NOW))
    await store.seats.note_sitting(ConsoleId("c-1"), OperatorId("anna"), samples.NOW)
    await store.plans.keep([plan()], samples.NOW)
    await fill_decisions(store)
    await fill_staff(store, 2)
    origin = samples.report(1).head.origin
    await store.journal.write(
        Writing(
            3,
            (samples.opened("a"), samples.claimed("a"), samples.note(case="a")),
            (samples.report(1), samples.report(2)),
            samples.signs(),
            samples.standings(),
            samples.counts(),
            samples.summaries(),
            samples.outgoing(origin),
        )
    )
    await store.journal.save_snapshot(BoardSnapshot(6, (), {}, {}))


def _content(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as it lies."""
    found = {}
    with engine.connect() as connection:
        for table in sorted(_tables(engine)):
            rows = connection.execute(sa.text(f"SELECT * FROM {table}")).all()
            found[table] = sorted((tuple(row) for row in rows), key=repr)
    return found


def test_the_steps_are_one_line() -> None:
    steps = ScriptDirectory(str(STEPS))
    assert len(steps.get_heads()) == len(steps.get_bases()) == 1
    assert _revisions()[-1] == steps.get_current_head()
    assert known_steps() == _revisions()


def test_the_tables_after_the_last_step_are_those_that_the_code_knows(place: Place) -> None:
    place.tell(lambda store: store.journal.head())
    engine = place.engine()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_comparison_would_see_a_column_too_many(place: Place) -> None:
    place.tell(lambda store: store.journal.head())
    place.tamper("ALTER TABLE report ADD COLUMN surplus TEXT")
    engine = place.engine()
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        assert [difference[0] for difference in found] == ["remove_column"]
    engine.dispose()


def test_each_step_goes_up_down_and_up_again(place: Place) -> None:
    engine = place.engine()
    for before, step in zip(["base", *_revisions()], _revisions(), strict=False):
        migrate(engine, step)
        up = _tables(engine)
        downgrade(engine, before)
        migrate(engine, step)
        assert _tables(engine) == up
    downgrade(engine, "base")
    assert _tables(engine) == set()
    engine.dispose()


def test_a_full_database_keeps_all_over_down_and_up_to_the_first_step(place: Place) -> None:
    place.tell(_full)
    engine = place.engine()
    before = _content(engine)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    assert set(before) == set(metadata.tables)
    for step in _revisions()[-2::-1]:
        downgrade(engine, step)
    migrate(engine)
    after = _content(engine)
    assert {name: rows for name, rows in after.items() if name not in FORGOTTEN} == {
        name: rows for name, rows in before.items() if name not in FORGOTTEN
    }
    engine.dispose()
    assert place.verdict().damage == ()


def test_a_full_database_goes_down_to_nothing_and_up_to_an_empty_one(place: Place) -> None:
    place.tell(_full)
    engine = place.engine()
    downgrade(engine, "base")
    assert _tables(engine) == set()
    engine.dispose()
    verdict = place.verdict()
    assert (verdict.events, verdict.head.seq, verdict.damage) == (0, 0, ())


def test_a_step_that_fails_leaves_the_database_where_it_was(place: Place) -> None:
    engine = place.engine()
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE device (id TEXT)"))
    try:
        migrate(engine)
    except sa.exc.DBAPIError:
        pass
    else:
        raise AssertionError("the step must fail over the table that is there")
    assert _tables(engine) == {"device"}
    with engine.connect() as connection:
        assert revision(connection) is None
    engine.dispose()


def test_two_consoles_that_start_at_once_both_find_the_tables(place: Place) -> None:
    async def story() -> None:
        if place.is_file:
            stores = [await place.open()]
        else:
            stores = list(await asyncio.gather(*[place.open() for _ in range(4)]))
        for store in stores:
            assert (await store.journal.head()).seq == 0
            await store.close()

    asyncio.run(story())
