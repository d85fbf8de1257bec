"""What would hurt whoever lies on a floor, or whoever goes there alone at night: each once done to a whole console."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain import outages
from console.domain.alarm import Cause, DeviceKind
from console.domain.board import Overlay
from console.domain.case import Case
from console.domain.escalation import Rung
from console.domain.ids import CaseId, DeviceId, LockId, MunicipalityId
from console.domain.journal import Outgoing
from console.domain.land import Point, Way
from console.domain.locks import Code
from console.domain.operator import Grant, Role
from console.domain.order import Order, OrderKind, SealedOrder
from console.domain.refused import Refused
from console.domain.report import DispatchReport, Head, Origin, Position, Raw, ReportKey, ResponderReport
from console.domain.resident import Door, Protection
from console.domain.responder import Duty, Transport
from console.domain.roads import IsEnough
from console.domain.task import Late, Task, TaskMark, TaskRung, TaskState
from console.services.orders import ASSIGNED_FOR, WITHDRAWN_FOR
from console.services.patience import PatientRoads
from console.services.screen import OrdersUnsent
from tests.builders import HERE, NORRBY, T0, alarm, device, household, operator, resident
from tests.fakes import run_async, settle
from tests.services.dispatch_kit import (
    HOME,
    OneEntry,
    StraightRoads,
    Town,
    anna,
    lead,
    responder,
    silent,
    takes_it,
    who,
)

SAMIRA, KENT, LISBET = who("samira", "kent", "lisbet")


async def second_case(town: Town) -> Case:
    """Somebody else falls, and Anna takes that case too."""
    before = {case.id for case in town.here.station.recorder.board.open_cases()}
    town.broker.publish(alarm(town.clock.now(), Cause.FALL, DeviceKind.FALL_DETECTOR, device="dev-2"))
    await settle()
    [case] = [case for case in town.here.station.recorder.board.open_cases() if case.id not in before]
    await town.here.station.desk.claim(anna, case.id)
    return case


def with_neighbour(town: Town) -> Town:
    town.residents.put(
        residents=[resident("olle", given_name="Olle", family_name="Strand")],
        devices=[device("dev-2", resident="olle", household="home-1")],
    )
    return town


def task_of(town: Town, case: Case) -> Task:
    known = town.here.station.recorder.board.get(case.id)
    assert known is not None
    return known.tasks[-1]


@pytest.mark.warns
def test_an_order_that_cannot_be_put_into_words_keeps_no_other_waiting() -> None:
    async def scenario() -> None:
        town = with_neighbour(Town([responder("samira"), responder("kent")]))
        async with town.running():
            first = await town.alarmed()
            second = await second_case(town)
            told = town.here.briefing.text

            async def text(order: object) -> bytes | None:
                if order.case == first:  # type: ignore[attr-defined]
                    raise KeyError("poison")
                return await told(order)  # type: ignore[arg-type]

            town.here.briefing.text = text  # type: ignore[method-assign, assignment]
            await town.here.sending.send(anna, first, SAMIRA)
            await town.here.sending.send(anna, second.id, SAMIRA)
            await town.clock.advance(3)
            assert town.phones["samira"].kinds() == ["roster", "offer"]
            town.here.briefing.text = told  # type: ignore[method-assign]
            await town.clock.advance(8)
            assert town.phones["samira"].kinds() == ["roster", "offer", "offer"]

    run_async(scenario())


def test_a_lock_that_hangs_keeps_nobody_elses_new_offer_waiting() -> None:
    async def scenario() -> None:
        town = with_neighbour(Town([responder("samira"), responder("kent")], {"samira": takes_it}))
        async with town.running():
            first = await town.alarmed()
            second = await second_case(town)

            async def hangs(*_: object) -> Sequence[object]:
                await town.clock.sleep(6)
                return ()

            town.here.briefing._around = replace(town.here.briefing._around, codes=hangs)  # type: ignore[arg-type]
            await town.here.sending.send(anna, first, SAMIRA)
            await town.clock.advance(2)  # samira has said yes, and the lock is asked
            await town.here.sending.send(anna, second.id, KENT)
            await town.clock.advance(2)
            assert town.phones["kent"].kinds() == ["roster", "offer"]
            await town.clock.advance(8)
            assert town.phones["samira"].kinds() == ["roster", "offer", "assigned"]

    run_async(scenario())


class HangingRoads(StraightRoads):
    """That never answer; `falls`: that break."""

    def __init__(self, *, falls: bool) -> None:
        self._falls = falls

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: IsEnough,
    ) -> tuple[Way | None, ...]:
        if self._falls:
            raise ValueError("the pack is torn")
        await asyncio.Event().wait()
        return ()

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        await self.ways(to, (), (), lambda _, __: True)
        raise AssertionError


@pytest.mark.warns
def test_one_task_whose_ranking_fails_stops_no_other_and_is_told_to_the_operator() -> None:
    async def scenario() -> None:
        town = with_neighbour(Town([responder(one) for one in ("a", "b", "c")]))
        async with town.running():
            first = await town.alarmed()
            second = await second_case(town)
            await town.here.sending.send(anna, first, None)
            await town.here.sending.send(anna, second.id, None)
            nearby = town.here.nearness.nearby

            async def fails(case: Case, task: Task, besides: Sequence[object] = ()) -> object:
                if case.id == first:
                    raise ValueError("poison")
                return await nearby(case, task)

            town.here.nearness.nearby = fails  # type: ignore[method-assign, assignment]
            await town.clock.advance(75)
            assert len(task_of(town, second).offers) > 1
            [task] = town.here.station.recorder.board.get(first).tasks  # type: ignore[union-attr]
            assert task.rung is TaskRung.CALL
            told = [body for body in town.says(ev.CaseEscalated) if body.step == "(task)"]  # type: ignore[attr-defined]
            assert [body.rung for body in told] == [Rung.AGAIN]  # type: ignore[attr-defined]

    run_async(scenario())


def test_while_nobody_takes_it_the_shift_lead_hears_again_and_again() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(1_800)
            heard = [body for body in town.says(ev.CaseEscalated) if body.rung is Rung.SHIFT_LEAD]  # type: ignore[attr-defined]
            assert len(heard) == 3

    run_async(scenario(), timeout=60)


def own_tracks(town: Town, id: str) -> None:
    """A position by an app that knows nothing of duty."""
    now = town.clock.now()
    origin = Origin(NORRBY, f"phone-{id}", DeviceId(id))
    head = Head(ReportKey(f"/{NORRBY}/phone-{id}", f"own-{now}"), origin, now, now, Raw("t", b"{}", 2, "00"))
    town.broker.publish(ResponderReport(head, id, "", Position(HOME.latitude, HOME.longitude, 5.0, now)))


def test_who_has_ended_is_not_followed_whatever_their_phone_goes_on_to_say() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            samira = town.phones["samira"]
            standings = town.here.station.recorder.standings
            for state in ("off", "break"):
                samira.state("free")
                await settle()
                samira.state(state, None)
                await settle()
                kept = standings.of(NORRBY, SAMIRA)
                await town.clock.advance(5)
                own_tracks(town, "samira")
                await settle()
                now = standings.of(NORRBY, SAMIRA)
                assert kept is not None
                assert now is not None
                assert now.position == kept.position
            samira.state("off")
            own_tracks(town, "samira")
            await settle()
            assert town.journal.standings[NORRBY, SAMIRA].position is None
            assert town.journal.standings[NORRBY, SAMIRA].seal_key == "key-samira"  # it must hear what is taken back

    run_async(scenario())


def test_who_is_told_to_have_ended_by_an_operator_is_forgotten_where_they_were() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            await town.here.sending.set_duty(lead, NORRBY, SAMIRA, Duty.OFF)
            await town.clock.advance(2)
            [row] = town.here.telling.board(anna).rows
            assert (row.place, row.position_at) == (None, None)
            assert town.journal.standings[NORRBY, SAMIRA].position is None

    run_async(scenario())


def test_somebody_who_lives_with_a_protected_person_is_visited_only_by_those_named_for_it() -> None:
    async def scenario() -> None:
        town = with_neighbour(Town([responder("samira"), responder("kent", may_see_protected=True)]))
        town.residents.put(
            residents=[
                resident("olle", household="home-1"),
                resident("marta", household="home-1", protection=Protection.PROTECTED),
            ]
        )
        async with town.running():
            case = await second_case(town)
            await town.here.sending.send(anna, case.id, None)
            assert task_of(town, case).need.is_named
            assert [one.responder for one in task_of(town, case).offers] == [KENT]

    run_async(scenario())


def test_whoever_is_with_a_protected_person_stands_on_nobodys_map() -> None:
    async def scenario() -> None:
        town = Town([responder("samira", may_see_protected=True)], {"samira": takes_it})
        town.residents.put(residents=[resident("marta", household="home-1", protection=Protection.PROTECTED)])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            for word in ("under_way", "arrived"):
                town.phones["samira"].say(town.here.task.id, word)
                await settle()
            town.phones["samira"].state("busy")
            await town.clock.advance(2)
            [row] = town.here.telling.board(anna).rows
            assert (row.task_state, row.place) == (TaskState.ARRIVED, None)

    run_async(scenario())


def test_a_withdrawal_waits_as_long_for_a_phone_as_what_it_takes_back() -> None:
    assert WITHDRAWN_FOR >= ASSIGNED_FOR


@pytest.mark.parametrize("mark", [TaskMark.DONE, TaskMark.DECLINED])
def test_what_is_said_in_a_call_is_told_to_the_phone_that_still_has_the_door(mark: TaskMark) -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            await town.here.sending.mark_by_phone(anna, case, town.here.task.id, SAMIRA, mark)
            await town.clock.advance(2)
            assert town.phones["samira"].kinds()[-1] == "withdrawn"

    run_async(scenario())


def test_where_somebody_is_under_way_by_a_call_the_phone_shows_it_too() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            await town.here.sending.mark_by_phone(anna, case, town.here.task.id, SAMIRA, TaskMark.UNDER_WAY, 5)
            await town.clock.advance(2)
            last = town.phones["samira"].heard[-1]
            assert (last["kind"], last["state"]) == ("assigned", "under_way")

    run_async(scenario())


def test_a_second_person_is_another_one() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": silent})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.here.sending.send(anna, case, None, is_second=True)
            first, second = town.here.case.tasks
            assert [one.responder for one in first.offers] == [SAMIRA]
            assert second.offers == ()
            assert second.rung is TaskRung.CALL

    run_async(scenario())


def test_a_state_that_the_broker_kept_from_another_time_is_none() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            samira = town.phones["samira"]
            samira.state("off")
            await settle()
            now = town.clock.now()
            head = replace(samira._head(), retained=True)
            town.broker.publish(
                ResponderReport(head, "samira", "free", Position(HOME.latitude, HOME.longitude, 5.0, now), "key-old")
            )
            await settle()
            assert town.here.station.recorder.board.staff.duty(NORRBY, SAMIRA) is Duty.OFF
            standing = town.here.station.recorder.standings.of(NORRBY, SAMIRA)
            assert standing is not None
            assert (standing.position, standing.seal_key) == (None, "key-samira")

    run_async(scenario())


@pytest.mark.warns
@pytest.mark.parametrize("falls", [True, False])
def test_roads_that_hang_or_fall_keep_nobody_from_being_asked(falls: bool) -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"kent": takes_it})
        async with town.running():
            case = await town.alarmed()
            roads = PatientRoads(HangingRoads(falls=falls), town.clock)
            town.here.nearness._roads = roads
            town.here.briefing._around = replace(town.here.briefing._around, roads=roads)
            asking = asyncio.ensure_future(town.here.sending.send(anna, case, None))
            await town.clock.advance(5)
            assert asking.done()
            assert [one.responder for one in town.here.task.offers] == [SAMIRA]
            await town.clock.advance(75)
            assert [one.responder for one in town.here.task.offers] == [SAMIRA, KENT]
            assert town.phones["kent"].kinds() == ["roster", "offer", "assigned"]

    run_async(scenario())


def test_the_staff_are_shown_to_those_who_send_them_and_to_nobody_else() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            for role in (Role.TECHNICIAN, Role.AUDITOR):
                board = town.here.telling.board(operator("tekla", role))
                assert (board.rows, board.areas, board.cases) == ((), (), ())
            assert len(town.here.telling.board(operator("anna", Role.NIGHT_SUPERVISION)).rows) == 1

    run_async(scenario())


def test_whoever_is_struck_from_the_list_in_mid_task_is_told_of_and_the_task_can_be_ended() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            town.store.people = (responder("kent"),)
            await town.here.shelf._read()
            await town.clock.advance(130)
            assert Late.NOT_UNDER_WAY in town.here.task.late
            await town.here.sending.mark_by_phone(anna, case, town.here.task.id, SAMIRA, TaskMark.DONE)
            assert town.here.task.state is TaskState.DONE

    run_async(scenario())


def test_an_operator_ends_the_work_of_the_one_they_mean_and_not_of_the_same_id_elsewhere() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        elsewhere = MunicipalityId("aby")
        town.store.people = (responder("samira"), replace(responder("samira"), municipality=elsewhere))
        async with town.running():
            both = replace(lead, grants=lead.grants | {Grant(elsewhere, Role.OPERATOR)})
            with pytest.raises(Refused, match="nothing_to_do"):
                await town.here.sending.set_duty(both, elsewhere, SAMIRA, Duty.OFF)  # nobody there has begun
            with pytest.raises(Refused, match="not_granted"):
                await town.here.sending.set_duty(lead, elsewhere, SAMIRA, Duty.FREE)
            assert town.here.station.recorder.board.staff.duty(NORRBY, SAMIRA) is Duty.FREE

    run_async(scenario())


def test_a_phone_whose_clock_is_years_wrong_says_what_it_says_now() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            head = replace(town.phones["samira"]._head(), at=town.clock.now() - timedelta(days=20_000))
            town.broker.publish(DispatchReport(head, town.here.task.id, "samira", "accepted"))
            await settle()
            [said] = [one for one in town.says(ev.TaskMarked) if one.mark is TaskMark.ACCEPTED]  # type: ignore[attr-defined]
            assert said.said_at == town.clock.now()  # type: ignore[attr-defined]
            assert town.here.task.accepted_at == town.clock.now()

    run_async(scenario())


@pytest.mark.parametrize("word", ["accepted", "note", "opened", "done", "declined", "arrived", "late", "seen"])
def test_a_word_that_comes_when_the_case_is_closed_keeps_no_alarm_out(word: str) -> None:
    async def scenario() -> None:
        town = with_neighbour(Town([responder("samira")], {"samira": takes_it}))
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            task = town.here.task.id
            if word == "accepted":
                await town.here.sending.cancel_task(anna, case, task, "fel")
            else:
                town.phones["samira"].say(task, "done")
            await settle()
            await town.here.station.desk.close(anna, case, "visit_done", "", 999)
            town.phones["samira"].say(task, word, text="hon mår bra")
            await settle()
            assert (await second_case(town)).municipality == NORRBY
            await town.clock.advance(3)
            if word == "accepted":
                assert town.phones["samira"].kinds()[-1] == "withdrawn"

    run_async(scenario())


def test_what_asks_a_lock_for_long_is_not_sent_by_another_console_too() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it}, consoles=(HERE, "console-2"))
        here, there = town.offices
        async with town.running():
            case = await town.alarmed()

            async def hangs(*_: object) -> Sequence[object]:
                await town.clock.sleep(6)
                return ()

            here.briefing._around = replace(here.briefing._around, codes=hangs)  # type: ignore[arg-type]
            await here.sending.send(anna, case, None)
            for _ in range(10):
                await town.clock.advance(1)
                await there.station.recorder.follow()
            assert town.phones["samira"].kinds().count("assigned") == 1
            assert there.asked_codes == 0

    run_async(scenario())


def test_an_outage_ends_by_itself_only_when_nobody_is_on_their_way_because_of_it() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            outage = replace(town.here.case, out=frozenset({DeviceId("dev-1"), DeviceId("dev-2")}))
            board, back = Overlay(town.here.station.recorder.board), (DeviceId("dev-1"), DeviceId("dev-2"))
            now = town.clock.now()
            for planned in (outages.returned(outage, back), outages.left_behind(outage, {}, now, board, str)):
                assert not [one for one in planned if isinstance(one.body, ev.OutageEnded)]
            over = replace(outage, out=frozenset(), tasks=())
            assert [one.body for one in outages.returned(over, ())] == [ev.OutageEnded()]

    run_async(scenario())


def test_a_case_that_somebody_goes_to_is_not_swallowed_by_an_outage() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed(Cause.LINK_LOST, DeviceKind.HUB)
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            await town.here.station.desk.release(anna, case)
            board = Overlay(town.here.station.recorder.board)
            key = (NORRBY, DeviceId("dev-1"))
            assert list(outages.own_cases(key, board)) == [town.here.case]
            other = replace(town.here.case, id=CaseId("outage"))
            planned = outages.taken(other, [key], town.clock.now(), board)
            assert not [one for one in planned if isinstance(one.body, ev.CaseMerged)]

    run_async(scenario())


@pytest.mark.warns
def test_a_map_whose_addresses_hang_keeps_nobody_waiting_and_is_asked_again() -> None:
    async def scenario() -> None:
        town = Town([responder("samira", group="N"), responder("kent", group="N")])
        town.residents.put(households=[household("home-1", "Fyrvägen 12", area="Norr", city="Älvbro")])
        async with town.running():
            where: list[Point] = []

            async def locate(street: str, city: str) -> Point | None:
                return where[0] if where else await asyncio.get_running_loop().create_future()

            town.here.scenes._locate = locate
            case = await town.alarmed()
            asking = asyncio.ensure_future(town.here.sending.send(anna, case, None))
            await town.clock.advance(5)
            assert asking.done()
            assert town.here.task.rung is TaskRung.CALL  # nobody knows who is near: the operator is told at once
            where.append(HOME)
            await town.clock.advance(50)
            assert [one.responder for one in town.here.task.offers][:1] == [SAMIRA]
            [place] = town.here.telling.board(anna).cases
            assert place.place == HOME

    run_async(scenario())


def test_without_a_broker_a_thousand_orders_cost_nothing_and_all_go_when_it_is_back() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            town.here.station.link.is_cut = True
            now, journal = town.clock.now(), town.journal
            for number in range(1_000):
                order = Order(OrderKind.ROSTER, NORRBY, SAMIRA, now, now + timedelta(minutes=10))
                journal.outbox[f"flood-{number}"] = Outgoing(f"flood-{number}", order)
            told: list[object] = []
            text = town.here.briefing.text

            async def counted(order: Order) -> bytes | None:
                told.append(order)
                return await text(order)

            town.here.briefing.text = counted  # type: ignore[method-assign]
            await town.clock.advance(20)
            assert told == []
            town.here.station.link.is_cut = False
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(10)
            assert "offer" in town.phones["samira"].kinds()
            assert journal.outbox == {}

    run_async(scenario(), timeout=60)


@pytest.mark.warns
def test_no_log_no_store_and_no_repr_has_a_name_a_house_or_a_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    secrets = ("Märta", "Lindqvist", "Fyrvägen 12", "46700000000", "407193")

    async def scenario() -> None:
        town = Town([responder("samira", phone="+46700000000"), responder("kent")], {"samira": takes_it})
        town.here.entries = [OneEntry(Door(LockId("port"), "locks", "Port"), Code("407193", T0 + timedelta(hours=2)))]
        async with town.running():
            case = await town.alarmed()
            town.here.station.link.is_cut = True
            await town.here.sending.send(anna, case, SAMIRA)
            await town.clock.advance(4)
            town.here.station.link.is_cut = False
            await town.clock.advance(4)
            seal = town.here.orders._sealer.seal
            town.here.orders._sealer.seal = _falls  # type: ignore[method-assign, assignment]
            await town.here.station.desk.promise(anna, case, town.clock.now() + timedelta(minutes=9), "snart")
            await town.clock.advance(4)
            town.here.orders._sealer.seal = seal  # type: ignore[method-assign]
            await town.here.sending.mark_by_phone(anna, case, town.here.task.id, SAMIRA, TaskMark.ARRIVED)
            await town.clock.advance(4)
            assert town.phones["samira"].heard[-1]["name"] == "Märta Lindqvist"
            here = town.here.station
            kept = repr((town.journal.__dict__, here.link.orders, here.recorder.board, here.screen.of(OrdersUnsent)))
            assert [one for one in secrets if one in kept] == []

    run_async(scenario())
    assert "fell by" in caplog.text
    assert [one for one in secrets if one in caplog.text] == []


def _falls(*_: object) -> SealedOrder:
    raise TypeError("the key is of another kind")


def test_who_ends_the_day_and_has_yet_to_say_that_all_is_well_is_looked_for_where_they_were() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            samira, standings = town.phones["samira"], town.here.station.recorder.standings
            samira.say("", "alone", minutes=20)
            await settle()
            samira.state("off", None)
            await settle()
            known = standings.of(NORRBY, SAMIRA)
            assert known is not None
            assert known.position is not None
            assert [row.place for row in town.here.telling.board(anna).rows] == [None]
            samira.say("", "together")
            await settle()
            samira.state("off", None)
            await settle()
            known = standings.of(NORRBY, SAMIRA)
            assert known is not None
            assert known.position is None

    run_async(scenario())
