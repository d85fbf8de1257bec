"""What the next centre is told: once more rather than not at all, and never in the way of a sender's receipt."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import Overlay
from console.domain.escalation import Rung
from console.domain.forward import ForwardState
from console.domain.ids import CaseId
from console.domain.report import ReceiptState
from console.domain.triage import Planned
from console.domain.unsent import UnsentKind
from console.services import outbox as outbox_module
from console.services.outbox import Outbox
from console.services.screen import Unsent
from tests.builders import NORRBY, T0, alarm, operator
from tests.fakes import run_async, settle
from tests.services.fakes import Station, station

anna = operator("anna")


@asynccontextmanager
async def started(next_centre: str = "grannby") -> AsyncIterator[Station]:
    """A console whose outbox alone runs."""
    here = station()
    here.recorder.watchers.remove(here.outbox.heard)
    here.outbox = Outbox(here.link, here.journal, here.clock, here.screen)
    here.intake._outbox = here.outbox
    here.recorder.watchers.append(here.outbox.heard)
    here.recorder.next_centre = next_centre
    await here.start()
    task = asyncio.create_task(here.outbox.run())
    await settle()
    try:
        yield here
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def burning(here: Station, key: str = "one") -> CaseId:
    await here.intake.take([alarm(T0, Cause.SMOKE, DeviceKind.SMOKE_DETECTOR, device=key, key=key)])
    return next(case.id for case in here.recorder.board.open_cases() if case.device == key)


async def forwarded(here: Station, case: CaseId) -> None:
    def planned(_: Overlay) -> list[Planned]:
        return [Planned(ev.case_subject(case), NORRBY, ev.CaseEscalated(Rung.NEXT_CENTRE))]

    await here.recorder.note(planned)
    await settle()


def unsent(here: Station) -> list[tuple[UnsentKind, int]]:
    return [(told.kind, told.count) for told in here.screen.of(Unsent) if isinstance(told, Unsent)]


def test_the_next_centre_is_told_what_is_needed_and_later_that_somebody_has_it() -> None:
    async def scenario() -> None:
        async with started() as here:
            case = await burning(here)
            await forwarded(here, case)
            [(_, told)] = here.link.forwarded
            assert (told.to, told.state, told.case, told.municipality) == (
                "grannby",
                ForwardState.WAITING,
                case,
                NORRBY,
            )
            assert (told.alarm_class, told.kind, told.cause) == (
                AlarmClass.ACUTE, DeviceKind.SMOKE_DETECTOR, Cause.SMOKE,
            )  # fmt: skip
            assert (told.device, told.since, told.presses) == ("one", T0, 0)
            await here.desk.claim(anna, case)
            await settle()
            assert [one.state for _, one in here.link.forwarded] == [ForwardState.WAITING, ForwardState.ANSWERED]
            assert len({id_ for id_, _ in here.link.forwarded}) == 2
            await here.desk.release(anna, case)
            await here.desk.claim(anna, case)
            await settle()
            assert len(here.link.forwarded) == 2

    run_async(scenario())


def test_the_next_centre_is_told_also_where_the_case_was_merged_away_before_anybody_took_it() -> None:
    async def scenario() -> None:
        async with started() as here:
            case, other = await burning(here, "one"), await burning(here, "two")
            await forwarded(here, case)
            await here.recorder.note([Planned(ev.case_subject(case), NORRBY, ev.CaseMerged(other))])
            await settle()
            assert [one.state for _, one in here.link.forwarded] == [ForwardState.WAITING, ForwardState.ANSWERED]

    run_async(scenario())


def test_without_a_next_centre_nothing_is_put_into_the_outbox() -> None:
    async def scenario() -> None:
        async with started("") as here:
            here.link.is_cut = True
            await forwarded(here, await burning(here))
            assert here.journal.outbox == {}

    run_async(scenario())


def test_a_broker_that_takes_nothing_for_the_next_centre_holds_up_no_receipt_and_it_is_shown() -> None:
    async def scenario() -> None:
        async with started() as here:
            here.link.refuses_forwards = True
            first = await burning(here, "one")
            await forwarded(here, first)
            second = await burning(here, "two")
            await here.desk.claim(anna, second)
            await here.clock.advance(5)
            said = [receipt.state for receipt in here.link.sent if receipt.of.id == "two"]
            assert said == [ReceiptState.STORED, ReceiptState.CLAIMED]
            assert unsent(here) == [(UnsentKind.FORWARD, 1)]
            [kept] = here.journal.outbox
            here.link.refuses_forwards = False
            await here.clock.advance(5)
            assert [id_ for id_, _ in here.link.forwarded] == [kept]
            assert unsent(here) == [(UnsentKind.FORWARD, 1), (UnsentKind.FORWARD, 0)]

    run_async(scenario())


def test_however_many_cannot_be_forwarded_receipts_behind_them_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "AT_ONCE", 2)

    async def scenario() -> None:
        async with started() as here:
            here.link.refuses_forwards = True
            for key in ("one", "two", "three", "four", "five"):
                await forwarded(here, await burning(here, key))
            last = await burning(here, "six")
            await here.desk.claim(anna, last)
            await here.clock.advance(5)
            assert ReceiptState.CLAIMED in [receipt.state for receipt in here.link.sent if receipt.of.id == "six"]
            assert len(here.journal.outbox) == 5
            here.link.refuses_forwards = False
            await here.clock.advance(5)
            assert [told.device for _, told in here.link.forwarded] == ["one", "two", "three", "four", "five"]

    run_async(scenario())


def test_a_lost_answer_sends_the_same_again_under_the_same_id() -> None:
    async def scenario() -> None:
        async with started() as here:
            send = here.link.send_forwards
            tries: list[str] = []

            async def lossy(forwards: object) -> None:
                tries.extend(id_ for id_, _ in forwards)  # type: ignore[attr-defined]
                here.link.refuses_forwards = len(tries) == 1
                await send(forwards)  # type: ignore[arg-type]

            here.link.send_forwards = lossy  # type: ignore[method-assign, assignment]
            await forwarded(here, await burning(here))
            await here.clock.advance(5)
            assert len(tries) == 2
            assert len(set(tries)) == 1

    run_async(scenario())
