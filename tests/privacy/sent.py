"""Sending somebody to the marked people: two phones that open what they are told, and an operator who sends them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.phone.phone import Phone
from console.bootstrap.joined import Console
from console.bootstrap.phones import PlacedPhone
from console.domain import events as ev
from console.domain.ids import CaseId, MunicipalityId, ResponderId
from console.domain.land import Point
from console.domain.operator import Operator
from console.domain.task import TaskState
from tests.privacy.marked import CODE, NORRBY, ORDINARY, PROTECTED, STAFF

QUICK = Conduct(sees_after_s=0.1, answers_after_s=0.1, sets_out_after_s=0.1, done_after_s=0.2, says_every_s=5)
WITHIN_S = 30

Hear = Callable[[str, bytes], None]


@asynccontextmanager
async def phones_of(console: Console, hear: Hear) -> AsyncIterator[None]:
    """The staff's, there and free to be sent. `hear` gets what each opened, as "offer to p-1" and so on."""
    assert console.dispatched.locked.simulated is not None
    console.dispatched.locked.simulated._below = lambda _: CODE
    phones = [_phone(console, ResponderId(id_), hear) for id_ in STAFF]
    running = [asyncio.create_task(phone.run(), name="phone") for phone in phones]
    try:
        await _until(lambda: all(one.standing and one.standing.seal_key for one in _staff(console)))
        yield
    finally:
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _staff(console: Console):  # type: ignore[no-untyped-def]
    return console.dispatched.staff.staffed(MunicipalityId(NORRBY))


def _phone(console: Console, id_: ResponderId, hear: Hear) -> PlacedPhone:
    """It stands still: where somebody is, is for the wire to say."""

    async def stays(start: Point, _: Point) -> Journey:
        return Journey([start, start], 0.1)

    who = next(one.responder for one in _staff(console) if one.responder.id == id_)
    access = replace(console.broker, client_id=f"phone-{id_}")
    placed = PlacedPhone(who, QUICK, Point(62.91, 16.41), access, console.clock, stays)
    phone: Phone = placed.phone
    take = phone.take

    def heard(order: str, text: bytes) -> None:
        hear(f"{id_}: {json.loads(text)['kind']}", text)
        take(order, text)

    phone.take = heard  # type: ignore[method-assign]
    return placed


async def sent(console: Console, operator: Operator) -> list[CaseId]:
    """Claims the cases of the two, sends somebody to each and waits until they have been there; returns the cases."""
    people = [ev.Subject(ev.SubjectKind.RESIDENT, who) for who in (ORDINARY, PROTECTED)]
    cases = [case.id for who in people for case in console.recorder.board.open_cases() if case.subject == who]
    assert len(cases) == 2
    for case in cases:
        await console.desk.claim(operator, case)
        await console.dispatched.desk.nearest(operator, case)
        await console.dispatched.desk.sending.send(operator, case, None)
        await _until(lambda case=case: _is_done(console, case))
    return cases


def _is_done(console: Console, case: CaseId) -> bool:
    known = console.recorder.board.get(case)
    return known is not None and [one.state for one in known.tasks] == [TaskState.DONE]


async def _until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not is_so():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.05)
