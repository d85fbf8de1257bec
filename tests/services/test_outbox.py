"""What we owe the field: kept while the broker is away, and sent once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.domain.report import ReceiptState
from console.services import outbox as outbox_module
from tests.builders import T0, alarm, operator
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station

anna = operator("anna")


@asynccontextmanager
async def sending(here: Station) -> AsyncIterator[None]:
    """The outbox alone."""
    task = asyncio.create_task(here.outbox.run())
    await settle()
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def sent(here: Station) -> list[tuple[str, ReceiptState]]:
    return [(receipt.of.id, receipt.state) for receipt in here.link.sent]


async def handled(here: Station, key: str) -> None:
    """An alarm that came, was claimed and was closed."""
    await here.intake.take([alarm(T0, key=key)])
    [case] = here.recorder.board.open_cases()
    await here.desk.claim(anna, case.id)
    await here.desk.close(anna, case.id, "question", "", 99)


ALL = [("one", ReceiptState.STORED), ("one", ReceiptState.CLAIMED), ("one", ReceiptState.CLOSED)]


def test_a_sender_hears_stored_claimed_and_closed_in_order_and_once() -> None:
    async def scenario() -> None:
        here = await station().start()
        async with sending(here):
            await handled(here, "one")
            await settle()
            assert sent(here) == ALL
            here.outbox.put(here.link.sent[0])
            await settle()
        assert sent(here)[:-1] == ALL
        assert here.journal.outbox == {}

    run_async(scenario())


def test_a_lost_broker_is_waited_for_and_nothing_is_sent_twice() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.link.is_cut = True
        async with sending(here):
            await handled(here, "one")
            await here.clock.advance(1800)
            assert sent(here) == []
            assert len(here.journal.outbox) == 2
            here.link.is_cut = False
            await here.clock.advance(3)
            assert sent(here) == ALL
            await here.clock.advance(600)
        assert sent(here) == ALL

    run_async(scenario())


def test_what_the_last_run_could_not_send_is_sent_at_start() -> None:
    async def scenario() -> None:
        here = await station().start()
        here.link.is_cut = True
        await handled(here, "one")
        again = Station(journal=here.journal, residents=here.residents, broker=here.broker)
        await again.start()
        async with sending(again):
            assert sent(again) == ALL[1:]

    run_async(scenario())


def test_a_store_that_fails_stops_only_what_lies_in_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([alarm(T0, key="one")])
        here.journal.is_down = True
        async with sending(here):
            assert sent(here) == ALL[:1]
            await here.clock.advance(10)
            here.journal.is_down = False
            [case] = here.recorder.board.open_cases()
            await here.desk.claim(anna, case.id)
            await here.clock.advance(3)
            assert sent(here) == ALL[:2]

    run_async(scenario())


def test_many_receipts_go_in_batches_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "AT_ONCE", 7)

    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([alarm(T0, key=f"{number}") for number in range(50)])
        async with sending(here):
            assert [key for key, _ in sent(here)] == [f"{number}" for number in range(50)]

    run_async(scenario())


def test_a_line_that_breaks_between_two_batches_repeats_none_that_were_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox_module, "AT_ONCE", 5)

    async def scenario() -> None:
        here = await station().start()
        await here.intake.take([alarm(T0, key=f"{number}") for number in range(20)])
        send = here.link.send_receipts

        async def fragile(receipts: object) -> None:
            here.link.is_cut = len(here.link.sent) == 10 and here.clock.monotonic() < 1
            await send(receipts)  # type: ignore[arg-type]

        here.link.send_receipts = fragile  # type: ignore[method-assign, assignment]
        async with sending(here):
            assert len(sent(here)) == 10
            await here.clock.advance(5)
            assert [key for key, _ in sent(here)] == [f"{number}" for number in range(20)]

    run_async(scenario())
