"""What a phone is told, and by which of several consoles; what stands in the plan when somebody goes."""

from dataclasses import replace
from datetime import timedelta

from console.domain.ground import LaidPlan
from console.domain.ids import LockId
from console.domain.locks import Code
from console.domain.order import OrderKind
from console.domain.plan import FIXED_ANSWERS, Act, Fits, Plan, PlanStep, Texts
from console.domain.resident import CriticalFact, Door, FactKind
from console.domain.task import TaskMark, TaskState
from tests.builders import HERE, NORRBY, resident
from tests.fakes import run_async
from tests.services.dispatch_kit import OneEntry, Town, anna, responder, silent, takes_it, who

SAMIRA, KENT = who("samira", "kent")
THERE = "console-2"


def test_the_codes_of_the_doors_reach_the_phone_and_nothing_that_is_kept() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            until = town.clock.now() + timedelta(hours=1)
            town.here.entries = [
                OneEntry(Door(LockId("port"), "locks", "Port"), Code("407193", until)),
                OneEntry(Door(LockId("dörr"), "locks", "Lägenhet"), None),
            ]
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            _, offer, assigned = town.phones["samira"].heard
            assert "codes" not in offer
            [code] = assigned["codes"]  # type: ignore[misc]
            assert (code["place"], code["code"], assigned["entry_failed"]) == ("Port", "407193", True)
            kept = repr((town.journal.events, town.journal.outbox, town.journal.reports, town.journal.snapshots))
            assert "407193" not in kept
            assert "Lindqvist" not in kept

    run_async(scenario())


def test_an_offer_says_what_kind_of_case_it_is_and_why_it_is_asked_of_them() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent", name="Kent Åberg")])
        facts = (CriticalFact(FactKind.BLOOD_THINNER, "Trolig"), CriticalFact(FactKind.LIVES_ALONE))
        town.residents.put(residents=[resident("marta", facts=facts, personal_number="19390412-9920")])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            offer = town.phones["samira"].heard[1]
            assert (offer["cause"], offer["class"], offer["facts"]) == ("fall", 2, ["blood_thinner"])
            assert offer["person"] == {"sex": "woman", "age": 87}
            assert offer["then"] == "Kent Åberg"
            assert "free" in offer["fits"]  # type: ignore[operator]
            assert 600 < int(str(offer["metres"])) < 800

    run_async(scenario())


def test_of_two_consoles_the_one_that_made_an_order_sends_it_and_the_other_when_that_one_is_gone() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], consoles=(HERE, THERE))
        here, there = town.offices
        async with town.running():
            case = await town.alarmed()
            await there.station.recorder.follow()
            here.station.link.is_cut = True
            await here.sending.send(anna, case, None)
            await town.clock.advance(4)
            await there.station.recorder.follow()
            sent = [one for one in there.station.link.orders if one.order.kind is OrderKind.OFFER]
            assert sent == []
            await town.clock.advance(8)
            assert [one for one in there.station.link.orders if one.order.kind is OrderKind.OFFER] != []

    run_async(scenario())


def test_an_order_waits_for_a_phone_that_has_not_signed_in() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")])
        async with town.running():
            samira = town.phones["samira"]
            samira.key = ""
            case = await town.alarmed()
            standings = town.here.station.recorder.standings
            known = standings.of(NORRBY, SAMIRA)
            assert known is not None
            standings.keep([replace(known, seal_key="")])
            await town.here.sending.send(anna, case, SAMIRA)
            await town.clock.advance(5)
            assert samira.kinds() == ["roster"]
            samira.key = "key-new"
            samira.state("free")
            await town.clock.advance(3)
            assert samira.kinds()[1:].count("offer") >= 1

    run_async(scenario())


STEP = PlanStep("dispatch", Act.DISPATCH, Texts("Skicka", "Send"), answers=FIXED_ANSWERS[Act.DISPATCH])
PLAN = Plan("fall", "v1", Texts("Fall", "Fall"), Fits(), (STEP,))


class Shelf:
    """Fits `desk.PlanShelf`: one plan for everything."""

    async def lay(self, _: object) -> LaidPlan | None:
        return LaidPlan(PLAN, ("dispatch",))

    async def again(self, case: object) -> LaidPlan | None:
        return await self.lay(case)

    async def of_version(self, version: str) -> Plan | None:
        return PLAN


def answers(town: Town) -> list[tuple[str, str]]:
    course = town.here.case.plan
    return [(one.step, one.answer) for one in course.records] if course is not None else []


def test_the_plans_step_is_answered_by_what_becomes_of_its_task() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": silent})
        town.here.station.desk.plans = Shelf()  # type: ignore[assignment]
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.dispatch(case, f"{case}:dispatch", anna.id)
            await town.here.sending.dispatch(case, f"{case}:dispatch", anna.id)
            assert len(town.here.case.tasks) == 1
            await town.clock.advance(330)
            assert answers(town) == [("dispatch", "nobody")]
            await town.here.sending.mark_by_phone(anna, case, town.here.task.id, SAMIRA, TaskMark.ACCEPTED, 9)
            assert answers(town) == [("dispatch", "accepted")]

    run_async(scenario(), timeout=60)


def test_what_became_of_a_step_while_nobody_had_the_case_is_answered_when_somebody_takes_it() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")], {"samira": silent})
        town.here.station.desk.plans = Shelf()  # type: ignore[assignment]
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.dispatch(case, f"{case}:dispatch", anna.id)
            await town.clock.advance(2)
            await town.here.station.desk.release(anna, case)
            town.phones["samira"].say(town.here.task.id, "accepted")
            await town.clock.advance(2)
            assert (town.here.task.state, answers(town)) == (TaskState.ACCEPTED, [])
            await town.here.station.desk.claim(anna, case)
            assert answers(town) == [("dispatch", "accepted")]
            await town.here.station.desk.release(anna, case)
            await town.here.station.desk.claim(anna, case)
            assert answers(town) == [("dispatch", "accepted")]

    run_async(scenario())


def test_who_says_yes_after_another_has_it_is_told_so() -> None:
    async def scenario() -> None:
        town = Town([responder("samira"), responder("kent")], {"samira": silent})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(62)
            kent, samira, task = town.phones["kent"], town.phones["samira"], town.here.task.id
            kent.say(task, "accepted")
            await town.clock.advance(1)
            samira.say(task, "accepted")
            await town.clock.advance(2)
            assert town.here.task.responder == KENT
            assert (samira.heard[-1]["kind"], samira.heard[-1]["why"]) == ("withdrawn", "taken")
            assert samira.kinds().count("withdrawn") == 2

    run_async(scenario())
