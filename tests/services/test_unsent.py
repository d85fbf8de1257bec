"""What is not sent yet, told to the screen by its number and age, on change only."""

import asyncio

from console.domain.unsent import UnsentKind
from console.services import outbox as outbox_module
from console.services.outbox import Outbox
from console.services.screen import Unsent
from tests.builders import T0, alarm, operator
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station

anna = operator("anna")
KIND = UnsentKind.RECEIPT


def told(here: Station) -> list[tuple[int, object]]:
    return [(update.count, update.since) for update in here.screen.of(Unsent) if isinstance(update, Unsent)]


async def started() -> Station:
    here = station()
    here.outbox = Outbox(here.link, here.journal, here.clock, here.screen)
    here.intake._outbox = here.outbox
    here.recorder.watchers.append(here.outbox.heard)
    return await here.start()


def test_receipts_that_wait_are_counted_with_the_oldest_and_told_once() -> None:
    async def scenario() -> None:
        here = await started()
        here.link.is_cut = True
        task = asyncio.create_task(here.outbox.run())
        await here.intake.take([alarm(T0, key="one")])
        [case] = here.recorder.board.open_cases()
        await here.clock.advance(3)
        assert told(here) == [(1, T0)]
        await here.desk.claim(anna, case.id)
        await here.clock.advance(9)
        assert told(here) == [(1, T0), (2, T0)]
        here.link.is_cut = False
        await here.clock.advance(9)
        assert told(here) == [(1, T0), (2, T0), (0, None)]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_async(scenario())


def test_a_lost_broker_is_no_reason_to_count_the_store_over_and_over() -> None:
    async def scenario() -> None:
        here = await started()
        counts = 0
        count_unsent = here.journal.count_unsent

        async def counted() -> int:
            nonlocal counts
            counts += 1
            return await count_unsent()

        here.journal.count_unsent = counted  # type: ignore[method-assign]
        here.link.is_cut = True
        await here.intake.take([alarm(T0)])
        task = asyncio.create_task(here.outbox.run())
        await here.clock.advance(60 * outbox_module.RETRY_AFTER_S)
        assert counts == 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_async(scenario())


def test_a_store_that_is_gone_leaves_the_last_number() -> None:
    async def scenario() -> None:
        here = await started()
        here.link.is_cut = True
        await here.intake.take([alarm(T0)])
        task = asyncio.create_task(here.outbox.run())
        await settle()
        here.journal.is_down = True
        await here.clock.advance(30)
        assert told(here) == [(1, T0)]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_async(scenario())
