"""What was tried before a shift is journalled, and the clock has as many opinions as there are."""

from console.domain import events as ev
from console.domain.ids import SYSTEM
from console.domain.start_check import CheckKind, ClockCheck
from console.services.start_checks import StartChecks
from tests.builders import ANNA, HERE
from tests.fakes import run_async
from tests.services.fakes import Station, station

RESULTS = ((CheckKind.SOUND, True), (CheckKind.CAMERA, False))


class Says:
    """A source of time that says this."""

    def __init__(self, difference: float | None) -> None:
        self._difference = difference

    async def difference_s(self) -> float | None:
        return self._difference


def checks(here: Station, *said: float | None) -> StartChecks:
    return StartChecks(here.recorder, HERE, lambda: here.sign_in.operator, [Says(one) for one in said])


def test_the_results_stand_in_the_journal_with_the_console_and_whoever_sits_there() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        await checks(here).checked(RESULTS)
        await here.sign_in.sign_in_as(ANNA)
        await checks(here).checked(RESULTS)
        await checks(here).checked(())
        events = [event for event in here.journal.events if isinstance(event.body, ev.StartChecked)]
        assert [event.body for event in events] == [ev.StartChecked(HERE, RESULTS)] * 2
        assert [event.who for event in events] == [SYSTEM, ANNA]

    run_async(scenario())


def test_the_worst_of_those_that_know_counts_and_nobody_is_no_answer() -> None:
    async def scenario() -> None:
        here = await station().start()
        assert await checks(here, 0.02, None, 0.4).clock() == ClockCheck(0.4, 2)
        assert await checks(here, None).clock() == ClockCheck(None, 0)
        assert await checks(here, 0.0).clock() == ClockCheck(0.0, 1)

    run_async(scenario())


def test_a_clock_is_good_where_somebody_knows_and_it_is_near() -> None:
    assert ClockCheck(0.02, 1).is_good
    assert not ClockCheck(1.2, 2).is_good
    assert not ClockCheck(None, 0).is_good
