"""Somebody is sent: asked, accepted, under way, there; and what happens when they do not answer, or all do at once."""

import json
import random

import pytest

from console.domain import events as ev
from console.domain.escalation import Rung
from console.domain.ids import SYSTEM
from console.domain.order import OrderKind
from console.domain.queue import Queue
from console.domain.refused import Reason, Refused
from console.domain.resident import Protection
from console.domain.responder import Duty
from console.domain.task import Late, OfferState, TaskMark, TaskRung, TaskState, Withdrawal
from console.services.screen import OrdersUnsent, StaffTold
from tests.builders import HERE, NORRBY, household, minutes, resident
from tests.fakes import run_async, settle
from tests.services.dispatch_kit import (
    Phone,
    Town,
    anna,
    bo,
    dead,
    duty_of,
    lead,
    responder,
    silent,
    takes_it,
    who,
)

SAMIRA, KENT, LISBET = who("samira", "kent", "lisbet")
THERE = "console-2"


def people(*ids: str, group: str = "") -> list[object]:
    return [responder(id, group=group) for id in ids]


def asked(town: Town) -> list[str]:
    """Who was asked, in order."""
    return [str(body.responder) for body in town.says(ev.TaskOffered)]  # type: ignore[attr-defined]


def test_the_nearest_is_asked_accepts_and_has_it_and_hears_what_they_need_then_and_not_before() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(3)
            task = town.here.task
            assert (task.state, task.responder, task.number) == (TaskState.ACCEPTED, SAMIRA, 1)
            assert town.phones["samira"].kinds() == ["roster", "offer", "assigned"]
            assert town.phones["kent"].kinds() == ["roster"]
            _, offer, assigned = town.phones["samira"].heard
            said = json.dumps(offer, ensure_ascii=False)
            assert (offer["street"], offer["city"], offer["minutes"]) == ("Fyrvägen", "Älvbro", task.offers[0].minutes)
            assert all(secret not in said for secret in ("Märta", "Lindqvist", "12", "+4670"))
            assert (assigned["name"], assigned["street"]) == ("Märta Lindqvist", "Fyrvägen 12")
            assert town.journal.outbox == {}

    run_async(scenario())


def test_nobody_answers_and_each_rung_comes_in_its_time_by_itself() -> None:
    async def scenario() -> None:
        town = Town([responder(one, group="Norr") for one in ("a", "b", "c", "d", "e")])
        async with town.running():
            case = await town.alarmed()
            began = town.clock.monotonic()
            await town.here.sending.send(anna, case, None)
            climbed: list[tuple[str, int]] = []

            async def heard(events: object, _: object) -> None:
                for event in events:  # type: ignore[attr-defined]
                    if isinstance(event.body, ev.TaskClimbed):
                        climbed.append((event.body.rung.value, round(town.clock.monotonic() - began)))

            town.here.station.recorder.watchers.append(heard)
            await town.clock.advance(179)
            assert asked(town) == ["a", "b", "c"]
            await town.clock.advance(600)
            assert asked(town)[3:] == ["a", "b", "c", "d", "e"]
            assert [rung for rung, _ in climbed] == ["group", "call", "shift_lead"]
            for (_, at), due in zip(climbed, (180, 240, 360), strict=True):
                assert due <= at <= due + 4
            rungs = [body.rung for body in town.says(ev.CaseEscalated) if body.step == "(task)"]  # type: ignore[attr-defined]
            assert rungs == [Rung.AGAIN, Rung.SHIFT_LEAD, Rung.OTHER_OPERATORS]  # no shift lead sits anywhere
            assert town.here.task.state is TaskState.SEEKING

    run_async(scenario(), timeout=60)


def test_a_phone_that_does_not_even_have_the_offer_is_not_waited_for_the_whole_minute() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": dead})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(14)
            assert asked(town) == ["samira"]
            await town.clock.advance(3)
            assert asked(town) == ["samira", "kent"]
            assert town.here.task.offers[0].state is OfferState.UNANSWERED

    run_async(scenario())


def test_who_declines_is_followed_by_the_next_at_once_and_is_not_asked_again() -> None:
    async def scenario() -> None:
        def declines(phone: Phone, order: dict[str, object]) -> None:
            if order["kind"] == "offer":
                phone.say(order["task"], "declined", text="with_somebody")

        town = Town([responder("samira", group="N"), responder("kent", group="N")], {"samira": declines})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(3)
            assert asked(town) == ["samira", "kent"]
            await town.clock.advance(100)
            assert "samira" not in asked(town)[2:]

    run_async(scenario())


def test_a_case_with_an_open_task_is_neither_closed_nor_merged() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            with pytest.raises(Refused) as no:
                await town.here.station.desk.close(anna, case, "visit_done", "", 999)
            assert (no.value.reason, no.value.detail) == (Reason.TASK_OPEN, "1")
            await town.clock.advance(2)
            for word in ("under_way", "arrived", "done"):
                town.phones["samira"].say(town.here.task.id, word)
                await settle()
            await town.here.station.desk.close(anna, case, "visit_done", "", 999)

    run_async(scenario())


def test_a_promise_is_kept_by_the_arrival_and_the_phone_hears_of_it_when_it_is_made() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            until = town.clock.now() + minutes(8)
            await town.here.station.desk.promise(anna, case, until, "Samira kommer")
            await town.clock.advance(2)
            assert str(town.phones["samira"].heard[-1]["promise_until"]).startswith(until.strftime("%Y-%m-%dT%H:%M"))
            town.phones["samira"].say(town.here.task.id, "arrived")
            await settle()
            assert town.here.case.promise is None
            assert len(town.says(ev.PromiseKept)) == 1

    run_async(scenario())


def test_a_phone_lost_in_mid_task_is_assumed_nothing_of_and_has_all_again_when_it_is_back() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            samira = town.phones["samira"]
            samira.say(town.here.task.id, "under_way")
            samira.state("lost", None)
            samira.is_off = True
            await town.clock.advance(100)
            row = town.here.telling.board(anna).rows[0]
            assert (town.here.task.state, town.here.task.responder, row.is_reachable) == (
                TaskState.UNDER_WAY, SAMIRA, False,
            )  # fmt: skip
            await town.clock.advance(300)
            assert town.here.task.late == (Late.NOT_THERE,)
            assert town.here.task.responder == SAMIRA
            samira.is_off = False
            samira.heard.clear()
            samira.state("busy")
            await town.clock.advance(2)
            assert samira.kinds() == ["roster", "assigned"]
            assert samira.heard[0]["tasks"] == [town.here.task.id]

    run_async(scenario(), timeout=60)


def test_killed_between_the_decision_and_the_sending_it_goes_on_by_itself() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": takes_it, "kent": takes_it})
        async with town.running():
            case = await town.alarmed()
            town.here.station.link.is_cut = True  # the order lies in the outbox when the console dies
            await town.here.sending.send(anna, case, None)
            assert len(town.journal.outbox) == 2  # the receipt `claimed`, and the offer
        again = Town([responder("samira"), responder("kent")], {"samira": takes_it, "kent": takes_it})
        again.journal.__dict__.update(town.journal.__dict__)
        async with again.running():
            await again.clock.advance(30)
            task = again.here.task
            assert task.state is TaskState.ACCEPTED
            assert len(again.says(ev.TaskBegan)) == 1

    run_async(scenario())


def test_two_consoles_look_after_one_task_and_ask_one_next() -> None:
    async def scenario() -> None:
        town = Town([responder(one) for one in ("a", "b", "c", "d")], consoles=(HERE, THERE))
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            for office in town.offices:
                await office.station.recorder.follow()
            for _ in range(4):
                await town.clock.advance(31)
                for office in town.offices:
                    await office.station.recorder.follow()
            assert asked(town) == ["a", "b", "c"]
            assert [body.why for body in town.says(ev.TaskWithdrawn)] == [Withdrawal.NO_ANSWER] * 2  # type: ignore[attr-defined]
            kinds = [one.order.kind for office in town.offices for one in office.station.link.orders]
            assert kinds.count(OrderKind.OFFER) == 3

    run_async(scenario(), timeout=60)


def test_without_staff_it_is_refused_as_before_and_who_may_not_is_refused_with_the_reason() -> None:
    async def scenario() -> None:
        empty = Town([])
        async with empty.running():
            case = await empty.alarmed()
            with pytest.raises(Refused, match="not_connected"):
                await empty.here.sending.send(anna, case, None)
            with pytest.raises(Refused, match="not_connected"):
                await empty.here.sending.dispatch(case, f"{case}:patrol", SYSTEM)
            assert empty.here.station.screen.of(StaffTold) == []
        town = Town([responder("samira"), responder("kent")])
        async with town.running():
            case = await town.alarmed()
            town.phones["kent"].state("break", None)
            await settle()
            with pytest.raises(Refused, match="not_a_candidate on_break"):
                await town.here.sending.send(anna, case, KENT)
            with pytest.raises(Refused, match="owned_by_other"):
                await town.here.sending.send(bo, case, None)
            await town.here.sending.send(anna, case, SAMIRA)
            with pytest.raises(Refused, match="task_open 1"):
                await town.here.sending.send(anna, case, None)

    run_async(scenario())


def test_an_operator_cancels_reroutes_sends_a_second_and_marks_what_was_said_in_a_call() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent"), responder("lisbet")], {"samira": takes_it})
        sending = town.here.sending
        async with town.running():
            case = await town.alarmed()
            await sending.send(anna, case, None)
            await town.clock.advance(2)
            await sending.reroute(anna, case, town.here.task.id, LISBET)
            await town.clock.advance(2)
            assert town.here.task.offers[-1].responder == LISBET
            assert town.phones["samira"].heard[-1]["why"] == "rerouted"
            await sending.mark_by_phone(bo, case, town.here.task.id, LISBET, TaskMark.ACCEPTED, 7)
            with pytest.raises(Refused) as taken:
                await sending.mark_by_phone(anna, case, town.here.task.id, KENT, TaskMark.ACCEPTED)
            assert (taken.value.reason, taken.value.owner) == (Reason.TASK_TAKEN, "Lisbet")
            await sending.send(anna, case, KENT, is_second=True)
            first, second = town.here.case.tasks
            assert (second.second_of, second.number, second.offers[0].responder) == (first.id, 2, KENT)
            with pytest.raises(Refused, match="reason_missing"):
                await sending.cancel_task(anna, case, second.id, " ")
            await sending.cancel_task(anna, case, second.id, "behövs inte")
            await town.clock.advance(2)
            assert town.phones["kent"].heard[-1]["why"] == "cancelled"
            await sending.set_duty(lead, NORRBY, KENT, Duty.OFF)
            assert duty_of(town.here, "kent") is Duty.OFF
            with pytest.raises(Refused, match="nothing_to_do"):
                await sending.set_duty(lead, NORRBY, KENT, Duty.OFF)

    run_async(scenario())


def test_an_order_that_cannot_be_sent_is_shown_as_unsent_and_one_without_meaning_is_dropped() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            case = await town.alarmed()
            screen = town.here.station.screen
            town.here.station.link.is_cut = True
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(3)
            task = town.here.task.id
            assert screen.of(OrdersUnsent)[-1] == OrdersUnsent(frozenset({(task, SAMIRA)}))
            await town.here.sending.cancel_task(anna, case, task, "fel")
            await town.clock.advance(3)
            assert screen.of(OrdersUnsent)[-1] == OrdersUnsent(frozenset())
            town.here.station.link.is_cut = False
            await town.clock.advance(3)
            assert "offer" not in town.phones["samira"].kinds()

    run_async(scenario())


def test_a_stranger_speaks_for_nobody_and_a_state_is_kept_and_not_journalled() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(1)
            kent = town.phones["kent"]
            liar = Phone(town, responder("samira", sender="phone-kent"), silent, key="stolen")
            liar.say(town.here.task.id, "accepted")
            liar.state("off")
            before = len(town.journal.events)
            for _ in range(5):
                kent.state("free")
            await settle()
            assert town.here.task.state is TaskState.SEEKING
            assert duty_of(town.here, "samira") is Duty.FREE
            assert len(town.journal.events) == before
            standing = town.here.station.recorder.standings.of(NORRBY, SAMIRA)
            assert standing is not None
            assert standing.seal_key == "key-samira"
            assert all("samira" not in key.id for key in town.journal.reports if key.source.endswith("phone-samira"))
            kent.state("off")
            await settle()
            standing = town.here.station.recorder.standings.of(NORRBY, KENT)
            assert standing is not None
            assert standing.position is None

    run_async(scenario())


def test_of_a_protected_person_an_offer_says_how_far_and_nothing_else_and_the_map_shows_no_place() -> None:
    async def scenario() -> None:
        town = Town([responder("samira", may_see_protected=True), responder("kent")], {"samira": takes_it})
        town.residents.put(
            residents=[resident("marta", given_name="Märta", family_name="Hemlig", protection=Protection.PROTECTED)]
        )
        async with town.running():
            case = await town.alarmed()
            near = await town.here.desk.nearest(anna, case)
            assert (near.place, near.is_protected, near.ranking.candidates) == (None, True, ())
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            offer = town.phones["samira"].heard[1]
            assert set(offer) == {
                "v", "kind", "responder", "at", "until", "task", "number", "class", "minutes", "answer_by",
                "is_protected", "municipality",
            }  # fmt: skip
            assert asked(town) == ["samira"]
            assert town.here.telling.board(anna).cases == ()
            assert town.phones["samira"].heard[2]["name"] == "Märta Hemlig"

    run_async(scenario())


def test_the_cabinet_of_a_protected_home_is_named_to_nobody_who_may_not_know_the_home() -> None:
    async def scenario() -> None:
        town = Town([responder("samira", may_see_protected=True), responder("kent")], {})
        town.residents.put(
            households=[
                household(
                    "home-1", "Fyrvägen 12", area="Norr", latitude=62.908, longitude=16.403, key="Skåp 4, Norrgården"
                )
            ],
            residents=[resident("marta", given_name="Märta", family_name="Hemlig", protection=Protection.PROTECTED)],
        )
        async with town.running():
            case = await town.alarmed()
            assert "Norrgården" not in repr(await town.here.desk.nearest(anna, case))
            await town.here.sending.send(anna, case, None)
            known = town.here.station.recorder.board.get(case)
            assert known is not None
            assert "Norrgården" in repr(known.tasks)
            assert "Norrgården" not in repr(Queue(anna, {}).seen(known, (), "", town.clock.now()))

    run_async(scenario())


def test_a_night_with_three_of_ten_not_answering_leaves_nobody_without_answer_or_escalation() -> None:
    """Forty falls in a night, each to be accepted or told to the operator within its time."""
    rng = random.Random(11)

    def some(phone: Phone, order: dict[str, object]) -> None:
        if order["kind"] != "offer" or rng.random() < 0.1:
            return
        phone.say(order["task"], "delivered")
        if rng.random() < 0.77:
            phone.say(order["task"], "accepted")

    async def scenario() -> None:
        names = [f"r{number}" for number in range(8)]
        town = Town([responder(one, group="Norr") for one in names], dict.fromkeys(names, some))
        async with town.running():
            case = await town.alarmed()
            outcomes: list[tuple[str, float]] = []
            for _ in range(40):
                began = town.clock.monotonic()
                await town.here.sending.send(anna, case, None, is_second=True)
                number = len(town.here.case.tasks) - 1
                while town.here.case.tasks[number].state is TaskState.SEEKING:
                    await town.clock.advance(1)
                    if town.here.case.tasks[number].rung is TaskRung.CALL:
                        break
                task = town.here.case.tasks[number]
                outcomes.append((task.rung.value, town.clock.monotonic() - began))
                if task.is_open:
                    town.phones[str(task.responder)].say(task.id, "done") if task.responder else None
                if not task.is_taken:
                    await town.here.sending.cancel_task(anna, case, task.id, "ringde")
                await settle()
            limits = {"next": 3 * 60 + 5, "group": 4 * 60 + 6, "call": 4 * 60 + 6}
            assert all(seconds <= limits[rung] for rung, seconds in outcomes)
            assert sum(rung == "next" for rung, _ in outcomes) > 30

    run_async(scenario(), timeout=120)
