"""What a task raises is sorted into refused, lost contact and fault."""

from __future__ import annotations

import asyncio
import logging

import pytest

from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.refused import Reason, Refused
from ui.tasks import Tasks


async def raising(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


async def test_a_refusal_goes_to_the_one_who_asked() -> None:
    tasks, refusals = Tasks(), []
    faults: list[object] = []
    tasks.faulted.connect(faults.append)
    await tasks.start(raising(Refused(Reason.NOT_OWNED)), name="note", on_refused=refusals.append)
    assert [refused.reason for refused in refusals] == [Reason.NOT_OWNED]
    assert faults == []
    assert len(tasks) == 0


@pytest.mark.warns
@pytest.mark.parametrize(("lost", "then"), [(LostContact("gone"), ["again"]), (Unwritable("disk full"), [])])
async def test_lost_contact_is_told_until_something_goes_well_and_what_was_not_saved_stays_told(
    lost: Exception, then: list[str]
) -> None:
    tasks = Tasks()
    told: list[object] = []
    tasks.contact_lost.connect(told.append)
    tasks.contact_made.connect(lambda: told.append("again"))
    await tasks.start(raising(lost), name="claim", on_refused=pytest.fail)
    await tasks.start(asyncio.sleep(0), name="claim", on_refused=pytest.fail)
    await tasks.start(asyncio.sleep(0), name="claim", on_refused=pytest.fail)
    assert told == [lost, *then]


@pytest.mark.warns
async def test_a_fault_is_logged_with_its_stack_and_told(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()
    faults: list[object] = []
    tasks.faulted.connect(faults.append)
    with caplog.at_level(logging.ERROR):
        await tasks.start(raising(ZeroDivisionError("of a test")), name="claim", on_refused=pytest.fail)
    assert isinstance(faults[0], ZeroDivisionError)
    assert "raising" in caplog.text


async def test_the_end_cancels_what_still_runs() -> None:
    tasks = Tasks()
    running = tasks.start(asyncio.sleep(60), name="long", on_refused=pytest.fail)
    never_begun = tasks.start(asyncio.sleep(60), name="longer", on_refused=pytest.fail)
    await tasks.end()
    assert running.cancelled()
    assert never_begun.cancelled()
    assert len(tasks) == 0
