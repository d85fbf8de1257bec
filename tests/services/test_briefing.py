"""What a phone is told beside the task itself: by whom it was taken, where the centre is called, how often to say that
all is well, and what somebody at the centre said of their duty."""

from dataclasses import replace
from datetime import timedelta

from console.domain.resident import CriticalFact, FactKind
from console.domain.responder import Duty
from tests.builders import NORRBY, resident
from tests.fakes import run_async
from tests.services.dispatch_kit import Town, anna, duty_of, responder, takes_it, who

SAMIRA, KENT = who("samira", "kent")


def brought_along(town: Town) -> Town:
    """As the settings would have it."""
    around = town.here.briefing._around
    town.here.briefing._around = replace(around, centre_phone="+4621000000", check_in_every=timedelta(minutes=12))
    return town


def test_who_is_at_risk_there_hears_how_often_to_say_that_all_is_well_and_where_the_centre_is_called() -> None:
    async def scenario() -> None:
        town = brought_along(Town([responder("samira")], {"samira": takes_it}))
        town.residents.put(residents=[resident("marta", facts=(CriticalFact(FactKind.DANGER, "Hund"),))])
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, None)
            await town.clock.advance(2)
            roster, offer, assigned = town.phones[SAMIRA].heard[:3]
            assert (assigned["check_in_min"], assigned["centre_phone"]) == (12, "+4621000000")
            assert roster["centre_phone"] == "+4621000000"
            assert offer["fits"][0] == "nearest"  # type: ignore[index]
            assert "send" not in assigned

    run_async(scenario())


def test_elsewhere_nobody_is_asked_for_it() -> None:
    async def scenario() -> None:
        town = brought_along(Town([responder("samira")], {"samira": takes_it}))
        async with town.running():
            await town.here.sending.send(anna, await town.alarmed(), None)
            await town.clock.advance(2)
            assert town.phones[SAMIRA].heard[-1]["check_in_min"] is None

    run_async(scenario())


def test_whoever_comes_too_late_hears_by_name_who_took_it() -> None:
    async def scenario() -> None:
        people = [responder("samira", name="Samira Haddad"), responder("kent")]
        town = Town(people, {"samira": takes_it})
        async with town.running():
            case = await town.alarmed()
            await town.here.sending.send(anna, case, KENT)
            await town.clock.advance(70)
            kent = town.phones[KENT]
            assert (kent.heard[-1]["why"], kent.heard[-1]["by"]) == ("no_answer", "")
            kent.say(town.here.task.id, "accepted")
            await town.clock.advance(2)
            last = kent.heard[-1]
            assert (last["kind"], last["why"], last["by"]) == ("withdrawn", "taken", "Samira Haddad")

    run_async(scenario())


def test_what_an_operator_says_of_somebodys_duty_reaches_their_phone_and_what_they_say_themselves_is_no_news() -> None:
    async def scenario() -> None:
        town = Town([responder("samira")])
        async with town.running():
            phone = town.phones[SAMIRA]
            assert (phone.heard[0]["kind"], phone.heard[0]["duty_at"]) == ("roster", None)
            await town.clock.advance(20)
            await town.here.sending.set_duty(anna, NORRBY, SAMIRA, Duty.BREAK)
            await town.clock.advance(2)
            assert (phone.heard[-1]["kind"], phone.heard[-1]["duty"]) == ("roster", "break")
            assert phone.heard[-1]["duty_at"] is not None
            told = len(phone.heard)
            await town.clock.advance(30)
            phone.state("free")
            await town.clock.advance(2)
            assert (duty_of(town.here, "samira"), len(phone.heard)) == (Duty.FREE, told)

    run_async(scenario())
