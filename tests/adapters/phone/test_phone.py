"""A responder's phone: what it says of its holder, and that orders come to what their conduct makes of them."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from console.adapters.phone.conduct import Conduct
from console.adapters.phone.journey import Journey
from console.adapters.phone.phone import Phone, World
from console.domain.ids import MunicipalityId, ResponderId, TaskId
from console.domain.land import Point
from console.domain.report import DispatchReport, ResponderReport
from console.domain.responder import Duty, Responder
from console.domain.task import Decline
from tests.fakes import HandClock, run_async

HERE, THERE = Point(62.90, 16.40), Point(62.91, 16.42)
HOLDER = Responder(ResponderId("p-1"), MunicipalityId("alvbro"), "tel-1", "Samira Haddad")
QUICK = Conduct(
    sees_after_s=2, answers_after_s=3, sets_out_after_s=10, done_after_s=60, says_every_s=3600, offline_for_s=20
)


class Pocket:
    """A phone in a world in which time goes by hand."""

    def __init__(self, conduct: Conduct) -> None:
        self.clock = HandClock()
        self.said: list[ResponderReport | DispatchReport] = []
        self.cuts: list[float] = []
        numbers = iter(range(1_000_000))
        self.typed: list[tuple[str, str]] = []
        world = World(self.clock, lambda: f"m-{next(numbers)}", self._say, self._way, self.cuts.append, self._open)
        self.phone = Phone(HOLDER, conduct, HERE, "key", world)

    async def _say(self, report: ResponderReport | DispatchReport) -> None:
        self.said.append(report)

    def _open(self, lock: str, code: str) -> bool:
        self.typed.append((lock, code))
        return code == "4711"

    async def _way(self, start: Point, goal: Point) -> Journey:
        return Journey([start, goal], 100.0)

    def order(self, kind: str, task: str = "t-1", id: str = "", **more: object) -> None:
        text = json.dumps({"kind": kind, "task": task, **more}).encode()
        self.phone.take(id or f"{kind}-{task}", text)

    async def after(self, seconds: float) -> None:
        """So much later, second by second."""
        for _ in range(round(seconds)):
            await self.clock.advance(1.0)

    @property
    def replies(self) -> list[str]:
        return [one.reply for one in self.said if isinstance(one, DispatchReport)]

    @property
    def states(self) -> list[ResponderReport]:
        return [one for one in self.said if isinstance(one, ResponderReport)]


def played(conduct: Conduct, story: Callable[[Pocket], Awaitable[None]]) -> Pocket:
    pocket = Pocket(conduct)

    async def run() -> None:
        phone = asyncio.create_task(pocket.phone.run())
        await asyncio.sleep(0)
        try:
            await story(pocket)
        finally:
            phone.cancel()
            await asyncio.gather(phone, return_exceptions=True)

    run_async(run())
    return pocket


def test_a_task_goes_its_whole_course_and_the_holder_moves_there() -> None:
    async def story(one: Pocket) -> None:
        one.order("offer", minutes=6)
        await one.after(5)
        assert one.replies == ["delivered", "seen", "accepted"]
        one.order("assigned", point=[THERE.latitude, THERE.longitude])
        await one.after(11)
        assert one.phone.task == TaskId("t-1")
        await one.after(50)
        assert HERE.latitude < one.phone.place.latitude < THERE.latitude, "half way"
        await one.after(120)

    pocket = played(QUICK, story)
    assert pocket.replies == ["delivered", "seen", "accepted", "under_way", "arrived", "done"]
    assert pocket.phone.place == THERE
    assert pocket.phone.task is None
    assert [state.state for state in pocket.states] == ["free", "busy", "free"]
    minutes = [one.minutes for one in pocket.said if isinstance(one, DispatchReport) and one.minutes is not None]
    assert minutes == [6, 2]


def test_an_order_that_comes_again_is_answered_once() -> None:
    async def story(one: Pocket) -> None:
        for _ in range(3):
            one.order("offer")
            await one.after(6)
        one.order("assigned", id="a-1", point=[THERE.latitude, THERE.longitude])
        one.order("assigned", id="a-2", point=[THERE.latitude, THERE.longitude])
        await one.after(300)
        one.order("assigned", id="a-3", point=[THERE.latitude, THERE.longitude])
        await one.after(300)

    assert played(QUICK, story).replies == ["delivered", "seen", "accepted", "under_way", "arrived", "done"]


@pytest.mark.parametrize(
    ("conduct", "replies"),
    [
        (replace(QUICK, confirms=False), []),
        (replace(QUICK, sees_after_s=None), ["delivered"]),
        (replace(QUICK, answers_after_s=None), ["delivered", "seen"]),
        (replace(QUICK, declines=Decline.TOO_FAR), ["delivered", "seen", "declined"]),
    ],
)
def test_not_everybody_says_yes(conduct: Conduct, replies: list[str]) -> None:
    async def story(one: Pocket) -> None:
        one.order("offer")
        await one.after(100)

    pocket = played(conduct, story)
    assert pocket.replies == replies
    texts = [one.text for one in pocket.said if isinstance(one, DispatchReport) and one.reply == "declined"]
    assert texts == (["too_far"] if conduct.declines else [])


def test_what_is_withdrawn_is_left_whether_it_was_answered_or_not() -> None:
    async def story(one: Pocket) -> None:
        one.order("offer")
        await one.after(3)
        one.order("withdrawn")
        await one.after(20)
        assert one.replies == ["delivered", "seen"]
        one.order("assigned", "t-2", point=[THERE.latitude, THERE.longitude])
        await one.after(40)
        one.order("withdrawn", "t-2")
        await one.after(300)

    pocket = played(QUICK, story)
    assert pocket.replies == ["delivered", "seen", "under_way"]
    assert [state.state for state in pocket.states] == ["free", "busy", "free"]


def test_a_second_task_waits_for_the_first() -> None:
    async def story(one: Pocket) -> None:
        for task in ("t-1", "t-2"):
            one.order("assigned", task, point=[THERE.latitude, THERE.longitude])
        await one.after(400)

    pocket = played(QUICK, story)
    tasks = [(one.task, one.reply) for one in pocket.said if isinstance(one, DispatchReport)]
    assert tasks == [(task, word) for task in ("t-1", "t-2") for word in ("under_way", "arrived", "done")]


@pytest.mark.parametrize("code", ["4711", "0000"])
def test_whoever_is_there_types_the_code_and_says_so_where_it_opens(code: str) -> None:
    async def story(one: Pocket) -> None:
        one.order("assigned", point=[THERE.latitude, THERE.longitude], codes=[{"lock": "L-1", "code": code}])
        await one.after(200)

    pocket = played(replace(QUICK, late_min=5, note="Allt gott."), story)
    assert pocket.typed == [("L-1", code)]
    opened = ["opened"] if code == "4711" else []
    assert pocket.replies == ["under_way", "late", "arrived", *opened, "note", "done"]


def test_whoever_works_alone_says_so_and_again_in_good_time_that_all_is_well() -> None:
    async def story(one: Pocket) -> None:
        await one.after(40 * 60)

    pocket = played(replace(QUICK, alone_min=20), story)
    said = [one for one in pocket.said if isinstance(one, DispatchReport)]
    assert [(one.reply, one.minutes, one.task) for one in said] == [("alone", 20, ""), *[("well", 20, "")] * 2]


def test_who_goes_offline_does_so_under_way_and_goes_on() -> None:
    async def story(one: Pocket) -> None:
        one.order("assigned", point=[THERE.latitude, THERE.longitude])
        await one.after(300)

    pocket = played(replace(QUICK, offline_after_s=5), story)
    assert pocket.cuts == [20]
    assert pocket.replies == ["under_way", "arrived", "done"]


def test_a_state_tells_where_somebody_is_on_duty_and_never_on_break() -> None:
    async def story(one: Pocket) -> None:
        one.phone.become(Duty.BREAK)
        await one.after(1)
        one.phone.become(Duty.FREE)
        await one.after(1)

    states = played(QUICK, story).states
    assert [(state.state, state.position is not None) for state in states] == [
        ("free", True), ("break", False), ("free", True),
    ]  # fmt: skip
    assert {state.seal_key for state in states} == {"key"}
    assert {state.head.origin.sender for state in states} == {"tel-1"}


def test_an_old_position_stays_as_old_as_it_was_and_grows_older() -> None:
    async def story(one: Pocket) -> None:
        await one.after(60)
        one.phone.say_again()
        await one.after(1)

    pocket = played(replace(QUICK, position_age_s=1080), story)
    ages = [(one.head.at - one.position.at).total_seconds() for one in pocket.states if one.position is not None]
    assert ages == [1080, 1140]


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"\xff", b'{"kind":"dance"}', b'{"task":"t"}', b'{"kind":["offer"]}', b"null"]
)
def test_what_is_no_order_is_left(text: bytes) -> None:
    async def story(one: Pocket) -> None:
        one.phone.take("x", text)
        await one.after(20)

    assert played(QUICK, story).replies == []


def test_a_journey_goes_evenly_along_its_line() -> None:
    corner = Point(62.90, 16.42)
    journey = Journey([HERE, corner, THERE], 100.0)
    assert journey.at(-1) == HERE
    assert journey.at(100) == journey.at(1e9) == THERE
    assert journey.at(20).latitude == HERE.latitude
    assert journey.at(90).longitude == corner.longitude
    assert corner.latitude < journey.at(90).latitude < THERE.latitude
    assert Journey([HERE], 0).at(0) == HERE
    with pytest.raises(ValueError, match="nowhere"):
        Journey([], 1)
