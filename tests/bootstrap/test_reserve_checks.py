"""What doctor says of the local copy, of the routine and of the plans."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.adapters.sql.store import open_copy
from console.bootstrap.reserve_checks import copy_found, plans_found, routine_found
from console.config import Config, copy_file
from console.domain.ids import CENTRE, DeviceId
from console.domain.journal import SignOfLife, Writing
from console.services.local_copy import MARK
from tests.faults.intake_process import KEY, FixedKey


def shared(folder: Path) -> Config:
    base = Config()
    return replace(
        base,
        database=replace(base.database, url="postgresql://vaka@127.0.0.1:1/vaka"),
        console=replace(base.console, state_folder=str(folder)),
    )


def made(config: Config, age: timedelta | None) -> None:
    async def story() -> None:
        copy = await open_copy(copy_file(config), KEY)
        if age is not None:
            sign = SignOfLife(CENTRE, DeviceId(MARK), datetime.now(UTC) - age)
            await copy.journal.write(Writing(after=0, signs=(sign,)))
        await copy.close()

    asyncio.run(story())


def test_a_store_on_this_machine_has_no_copy_to_ask_of() -> None:
    assert copy_found(Config(), FixedKey()) is None


@pytest.mark.parametrize(
    ("age", "is_well", "seen"),
    [(timedelta(minutes=5), True, "UTC"), (timedelta(days=3, hours=1), False, "3 days old"), (None, False, "is empty")],
)
def test_a_copys_age_is_told(tmp_path: Path, age: timedelta | None, is_well: bool, seen: str) -> None:
    config = shared(tmp_path)
    made(config, age)
    found = copy_found(config, FixedKey())
    assert found is not None
    assert found.is_well is is_well
    assert seen in found.seen
    assert bool(found.to_do) is not is_well


def test_a_copy_that_is_not_there_yet_is_well_and_one_that_cannot_be_opened_is_not(tmp_path: Path) -> None:
    config = shared(tmp_path)
    found = copy_found(config, FixedKey())
    assert found is not None
    assert found.is_well
    copy_file(config).write_bytes(b"no database" * 500)
    found = copy_found(config, FixedKey())
    assert found is not None
    assert not found.is_well
    assert "makes it anew" in found.to_do
    found = copy_found(config, None)
    assert found is not None
    assert "keyring" in found.to_do


def test_the_routine_and_whom_to_call_are_told(tmp_path: Path) -> None:
    base = Config()
    found = routine_found(base)
    assert (found.is_well, found.seen) == (True, "R1 version 1, the shipped one; no centre.reserve_phone is set")
    named = replace(base, centre=replace(base.centre, reserve_phone="08-465 004 21"))
    assert "reserve 08-465 004 21" in routine_found(named).seen
    bad = replace(base, centre=replace(base.centre, routine=str(tmp_path / "none.toml")))
    found = routine_found(bad)
    assert not found.is_well
    assert "cannot be read" in found.seen


def test_the_plans_are_counted_and_the_first_that_cannot_be_used_is_told_of(tmp_path: Path) -> None:
    shipped = plans_found(Config())
    assert shipped.is_well
    assert shipped.seen.endswith("action plans, all shipped")
    config = replace(Config(), plans=replace(Config().plans, folder=str(tmp_path)))
    assert plans_found(config).seen.endswith(f"the centre's own in {tmp_path}")
    (tmp_path / "a.yaml").write_text("plan: A\nsteps: []\n", "utf-8")
    found = plans_found(config)
    assert not found.is_well
    assert found.seen.startswith(f"{tmp_path / 'a.yaml'}:1:1: title is missing")
    assert found.seen.endswith("(and 2 more)")
    assert "vaka plan check" in found.to_do
