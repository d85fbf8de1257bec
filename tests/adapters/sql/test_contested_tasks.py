"""Everybody says yes to the same tasks in the same moment, at two consoles on one store: one has each, all others hear.

Above the store, because what decides is that a commit on an old head is refused, and decided again.
"""

import asyncio
import random
from collections import Counter

import pytest

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.ground import on
from console.domain.ids import CaseId, ResponderId, TaskId
from console.domain.order import Order, OrderKind
from console.domain.report import DispatchReport
from console.domain.responder import Responder
from console.domain.task import Need, OfferState, TaskRung
from console.domain.triage import Knowledge, Planned
from console.services.recorder import Recorder
from tests.adapters.sql.places import Place
from tests.builders import NORRBY, SENDER, T0, alarm, counter, head, minutes
from tests.fakes import HandClock

AT_ONCE = 25
STAFF = tuple(Responder(ResponderId(one), NORRBY, f"phone-{one}", one.capitalize()) for one in ("a", "b", "c"))
KNOWN = Knowledge({NORRBY: frozenset({SENDER})}, responders={(NORRBY, one.id): one for one in STAFF})


def accepts(task: str, who: Responder) -> DispatchReport:
    return DispatchReport(head(T0, device=who.id, sender=who.sender), task, who.id, "accepted")


def begun(case: CaseId, tasks: list[str], recorder: Recorder) -> list[Planned]:
    known = recorder.board.cases[case]
    planned: list[Planned] = []
    for number, task in enumerate(tasks):
        planned.append(on(known, ev.TaskBegan(TaskId(task), number, task, Need(), T0 + minutes(30))))
        for one in STAFF:
            planned.append(on(known, ev.TaskOffered(TaskId(task), one.id, TaskRung.GROUP, T0 + minutes(1))))
    return planned


async def contested(first: Store, second: Store, among: int) -> list[str]:
    """What is wrong afterwards: nothing."""
    clock, rng = HandClock(), random.Random(3)
    consoles = [Recorder(store.journal, clock, counter(name)) for name, store in (("one", first), ("two", second))]
    for one in consoles:
        await one.start()
    cases: list[CaseId] = []
    for start in range(0, among, AT_ONCE):
        tasks = [f"task-{start + number}" for number in range(AT_ONCE)]
        opened = await consoles[0].record([alarm(device=f"dev-{start}")], KNOWN)
        case = ev.case_of(opened.events[0].subject)
        assert case is not None
        cases.append(case)
        await consoles[0].note(begun(case, tasks, consoles[0]))
        await consoles[1].follow()
        yes = [accepts(task, one) for one in STAFF for task in tasks]
        rng.shuffle(yes)
        half = len(yes) // 2
        pieces = [(consoles[0], yes[:half:2]), (consoles[1], yes[half::2]), (consoles[1], yes[1:half:2]),
                  (consoles[0], yes[half + 1 :: 2])]  # fmt: skip
        await asyncio.gather(*(console.record(piece, KNOWN) for console, piece in pieces))
    for one in consoles:
        await one.follow()
    assert consoles[0].board.cases == consoles[1].board.cases
    orders = [one.content for one in await first.journal.unsent(20 * among) if isinstance(one.content, Order)]
    return [found for case in cases for found in wrong(consoles[0], case, orders)]


def wrong(console: Recorder, case: CaseId, orders: list[Order]) -> list[str]:
    told = Counter((one.task, one.kind) for one in orders)
    found: list[str] = []
    for task in console.board.cases[case].tasks:
        winners = [one.responder for one in task.offers if one.state is OfferState.ACCEPTED]
        if winners != [task.responder] or told[task.id, OrderKind.ASSIGNED] != 1:
            found.append(f"{task.id}: {winners}, {told[task.id, OrderKind.ASSIGNED]} assigned")
        losers = {one.responder for one in orders if one.task == task.id and one.kind is OrderKind.WITHDRAWN}
        if losers != {one.id for one in STAFF} - {task.responder}:
            found.append(f"{task.id}: {losers} were told")
    return found


def test_of_a_thousand_contested_tasks_none_has_two_and_every_loser_is_told(file_place: Place) -> None:
    assert file_place.tell(lambda store: contested(store, store, 1000)) == []


@pytest.mark.parametrize("among", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_so_it_is_between_two_consoles_on_a_server(server_place: Place, among: int) -> None:
    async def story(first: Store) -> list[str]:
        second = await server_place.open()
        try:
            return await contested(first, second, among)
        finally:
            await second.close()

    assert server_place.tell(story) == []
