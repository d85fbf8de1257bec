"""Whatever happens in whatever order: one call at a time, no order to the engine after a call's end, and each call that
was begun has exactly one end in the journal."""

import asyncio
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.call import CallKind, DeviceTone
from console.domain.call_engine import (
    Drop,
    EngineDied,
    EngineFailed,
    EngineFault,
    EngineReady,
    Listen,
    MediaDown,
    MediaSeen,
    MediaUp,
    OfferMade,
    Peer,
    UseDevices,
)
from console.domain.call_shown import CallWay, GuestKind
from console.domain.call_signal import SignalAct
from console.domain.events import ReadReason
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.plan import Way
from console.domain.refused import Refused
from tests.fakes import run_async
from tests.services.call_kit import ASTRID, CallStation, anna, bo

Op = tuple[str, int]


class Play:
    """One console, one case, and what can happen to them. `number` picks an attempt, a way or a time."""

    def __init__(self, here: CallStation, case: CaseId) -> None:
        self.here = here
        self.case = case

    async def do(self, op: Op) -> None:
        name, number = op
        with suppress(Refused, Unwritable, LostContact):
            await getattr(self, name)(number)
        self.check()

    async def call(self, number: int) -> None:
        way = (None, None, CallWay(CallKind.PHONE, Way.MOBILE))[number % 3]
        await self.here.calls.call_case(anna, self.case, way, with_picture=number % 2 == 0)

    async def call_person(self, number: int) -> None:
        await self.here.calls.call_person(anna, ASTRID.id, ReadReason.CALL, None, with_picture=number % 2 == 0)

    async def again(self, _: int) -> None:
        await self.here.calls.again(anna)

    async def hang_up(self, _: int) -> None:
        await self.here.calls.hang_up(anna)

    async def put_away(self, _: int) -> None:
        await self.here.calls.put_away(anna)

    async def hold(self, number: int) -> None:
        await self.here.calls.hold(anna, is_held=number % 2 == 0)

    async def picture(self, number: int) -> None:
        await self.here.calls.picture(anna, is_wanted=number % 2 == 0)

    async def tone(self, _: int) -> None:
        await self.here.calls.tone(anna, DeviceTone.DOOR)

    async def invite(self, _: int) -> None:
        await self.here.calls.invite(anna, GuestKind.NURSE, 1, sees=False)

    async def guest(self, number: int) -> None:
        shown = self.here.calling.call
        if shown is not None and shown.guest is not None:
            secret, act = shown.guest.link.partition("#")[2], (SignalAct.RINGING, SignalAct.ANSWER, SignalAct.BYE)
            self.here.said(act[number % 3], device=secret, sender="guests", call=secret, attempt=1)

    async def device(self, number: int) -> None:
        acts = (SignalAct.RINGING, SignalAct.ANSWER, SignalAct.ANSWER, SignalAct.BUSY, SignalAct.DECLINED,
                SignalAct.BYE, SignalAct.CANDIDATE)  # fmt: skip
        if self.here.calling.call is not None:
            self.here.said(acts[number % 7], attempt=number % 3)

    async def engine(self, number: int) -> None:
        if number % 9 == 0:
            self.here.calling.heard(EngineReady(1))
        elif number % 9 == 1:
            self.here.calling.heard(EngineDied("killed", is_final=number % 7 == 0))
        elif self.here.engine.offers():
            order = self.here.engine.offers()[-1]
            said = (
                OfferMade(order.call, order.attempt, "v=0"), OfferMade(order.call, order.attempt, "v=0"),
                MediaUp(order.call, order.attempt), MediaDown(order.call, order.attempt),
                MediaSeen(order.call, True), EngineFailed(order.call, EngineFault.NO_CAMERA),
                EngineFailed(order.call, EngineFault.LINE_LOST),
            )  # fmt: skip
            self.here.calling.heard(said[number % 9 - 2])

    async def time(self, number: int) -> None:
        await self.here.clock.advance((0.2, 5.0, 12.0, 50.0)[number % 4])
        await self.here.calling.step()

    async def store(self, number: int) -> None:
        self.here.journal.is_down = number % 3 == 0
        self.here.journal.losing = int(number % 3 == 1)

    async def stream(self, number: int) -> None:
        self.here.signals.is_cut = number % 2 == 0

    async def seat(self, number: int) -> None:
        if number % 2 == 0:
            await self.here.sign_in.sign_out()
        else:
            await self.here.sign_in.sign_in_as(anna.id)
            await self.here.desk.claim(anna, self.case)

    async def other_hands(self, _: int) -> None:
        await self.here.desk.hand_over(anna, self.case, bo.id)

    def check(self) -> None:
        """At most one is open at the engine, and none that is over is spoken of to it."""
        is_open: set[str] = set()
        over: set[str] = set()
        for order in self.here.engine.orders:
            if isinstance(order, UseDevices | Listen):
                continue
            assert order.call not in over, order
            is_open.add(order.call)
            assert len(is_open) == 1, is_open
            if isinstance(order, Drop) and order.peer is Peer.CALLED:
                is_open.discard(order.call)
                over.add(order.call)

    async def end(self) -> None:
        """All is well again, and the call is over."""
        self.here.journal.is_down, self.here.journal.losing = False, 0
        self.here.signals.is_cut = False
        await self.here.recorder.follow()
        await self.do(("hang_up", 0))
        await self.here.sign_in.sign_out()
        for _ in range(3):
            await self.here.calling.step()


OPS = st.tuples(
    st.sampled_from([
        "call", "call", "call_person", "again", "hang_up", "put_away", "hold", "picture", "tone", "invite", "guest",
        "device", "device", "device", "engine", "engine", "engine", "time", "time", "store", "stream", "seat",
        "other_hands",
    ]),
    st.integers(0, 62),
)  # fmt: skip


MOMENTS = st.lists(st.lists(OPS, min_size=1, max_size=2), min_size=1, max_size=24)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(MOMENTS)
def test_every_call_that_was_begun_has_one_end_whatever_happens(moments: list[list[Op]]) -> None:
    assert_each_has_one_end(moments)


@pytest.mark.long
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(MOMENTS)
def test_so_it_is_in_a_thousand_more_orders(moments: list[list[Op]]) -> None:
    assert_each_has_one_end(moments)


def assert_each_has_one_end(moments: list[list[Op]]) -> None:
    async def played() -> None:
        here = await CallStation().open()
        play = Play(here, await here.pressed())
        for together in moments:
            await asyncio.gather(*(play.do(op) for op in together))
        await play.end()
        began: Counter[str] = Counter()
        ended: Counter[str] = Counter()
        for event in here.journal.events:
            body = event.body
            if isinstance(body, ev.CallBegan):
                began[body.call] += 1
            elif isinstance(body, ev.CallEnded):
                assert began[body.call] == 1, "an end before its begin"
                ended[body.call] += 1
        assert began == ended
        assert set(ended.values()) <= {1}
        assert {order.call for order in here.engine.orders if hasattr(order, "call")} <= set(began)
        assert all(case.call is None for case in here.recorder.board.cases.values())

    run_async(played())
