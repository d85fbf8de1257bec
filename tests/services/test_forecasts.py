"""What the forecast is told from: who sits and is free, what waits, what came and how long it took."""

import asyncio
import threading
from datetime import timedelta

import pytest

from console.domain.alarm import Cause
from console.domain.forecast import Chances, Forecast, Load, forecast
from console.domain.ids import CaseId
from console.domain.operator import Role
from console.domain.report import PresenceReport, Sight
from console.services import forecasts as forecasts_module
from console.services.forecasts import LOOKED_BACK, Forecasts
from console.services.screen import ForecastTold, Update
from tests.builders import ANNA, BO, alarm, knowledge, minutes, operator
from tests.fakes import run_async, settle
from tests.services.fakes import FakeJournal, Station, station, two_stations

anna = operator("anna")


def forecasts(here: Station) -> Forecasts:
    """As `bootstrap` joins them."""
    made = Forecasts(
        here.recorder, here.clock, here.screen, here.directory.targets, here.watch.operators_in,
        lambda: here.desk.colleagues,
    )  # fmt: skip
    here.recorder.watchers.append(made.heard)
    return made


def told(here: Station, of: Forecasts) -> ForecastTold:
    of.tell()
    last = here.screen.of(ForecastTold)[-1]
    assert isinstance(last, ForecastTold)
    return last


async def opened(here: Station, device: str, cause: Cause = Cause.PRESS) -> CaseId:
    await here.recorder.record([alarm(here.clock.now(), cause, device=device)], knowledge())
    return next(case.id for case in here.recorder.board.open_cases() if case.device == device)


def test_a_seated_operator_without_a_case_is_free_and_one_with_a_case_is_not() -> None:
    async def scenario() -> None:
        here = await station().start()
        of = forecasts(here)
        assert (told(here, of).free, told(here, of).operators) == (1, 1)
        first, second = await opened(here, "dev-1"), await opened(here, "dev-2")
        await here.desk.claim(anna, first)
        await here.desk.claim(anna, second)
        assert (told(here, of).free, told(here, of).operators) == (0, 1)
        await here.desk.promise(anna, first, here.clock.now() + minutes(30), "patrull")
        assert told(here, of).free == 0
        await here.desk.promise(anna, second, here.clock.now() + minutes(30), "patrull")
        assert told(here, of).free == 1

    run_async(scenario())


def test_a_colleague_at_another_console_counts_while_that_console_sees() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        await here.start()
        await there.start(seat="bo")
        await here.recorder.follow()
        of = forecasts(here)
        assert told(here, of).operators == 1
        now = here.clock.now()
        here.watch.heard_presence(PresenceReport(there.name, Sight.SEEING, BO, now, now))
        assert told(here, of).operators == 2
        await here.clock.advance(31)
        assert told(here, of).operators == 1

    run_async(scenario())


@pytest.mark.parametrize(("role", "counts"), [(Role.OPERATOR, 1), (Role.SHIFT_LEAD, 1), (Role.TECHNICIAN, 0),
                                              (Role.NIGHT_SUPERVISION, 0)])  # fmt: skip
def test_who_does_not_take_alarms_as_they_come_is_no_operator(role: Role, counts: int) -> None:
    async def scenario() -> None:
        here = await station(staff=[operator("eva", role)]).start(seat="eva")
        assert told(here, forecasts(here)).operators == counts

    run_async(scenario())


def test_nobody_there_means_that_all_that_waits_goes_over() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        of = forecasts(here)
        told(here, of)
        await opened(here, "dev-1")
        await opened(here, "dev-2", Cause.FALL)
        await opened(here, "dev-3", Cause.BATTERY_LOW)
        now = told(here, of)
        assert 2 <= now.over_5 <= 3, "the fault is no person's"
        assert now.over_15 > 3, "more come as they came"
        assert now.low_15 <= now.over_15 <= now.high_15
        await here.clock.advance(61)
        assert told(here, of).over_5 < 2, "what is over its target is told by the queue"

    run_async(scenario())


def test_what_has_come_is_expected_again_until_half_an_hour_has_gone() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        of = forecasts(here)
        told(here, of)
        for number in range(12):
            await opened(here, f"dev-{number}")
        await here.clock.advance(LOOKED_BACK - timedelta(seconds=1))
        busy = told(here, of)
        await here.clock.advance(2)
        calm = told(here, of)
        assert 5 <= busy.over_15 <= 7
        assert (calm.over_15, calm.high_15) == (0, 0)

    run_async(scenario())


def test_long_cases_make_for_more_misses_than_short_ones() -> None:
    async def scenario(seconds: float) -> int:
        here = await station().start()
        of = forecasts(here)
        told(here, of)
        for number in range(20):
            case = await opened(here, f"dev-{number}")
            await here.desk.claim(anna, case)
            await here.clock.advance(seconds)
            await here.desk.close(anna, case, "question", "", 99)
            await here.clock.advance(85 - seconds)
        return told(here, of).over_15

    assert run_async(scenario(80)) > run_async(scenario(10)) + 1


def test_a_start_knows_from_the_board_what_came_and_how_long_it_took() -> None:
    async def lived(journal: FakeJournal) -> ForecastTold:
        here = await station(journal=journal).start()
        of = forecasts(here)
        told(here, of)
        for number in range(15):
            case = await opened(here, f"dev-{number}")
            await here.desk.claim(anna, case)
            await here.clock.advance(100)
            await here.desk.close(anna, case, "question", "", 99)
        waiting = await opened(here, "last")
        await here.desk.claim(anna, waiting)
        await here.clock.advance(10)
        return told(here, of)

    async def scenario() -> None:
        journal = FakeJournal()
        before = await lived(journal)
        again = station(journal=journal)
        await again.clock.advance(1510)
        await again.start()
        after = told(again, forecasts(again))
        assert (after.over_5, after.over_15, after.free) == (before.over_5, before.over_15, 0)
        assert after.over_15 > 0

    run_async(scenario())


def test_an_alarm_that_frees_a_promised_case_is_one_more_to_answer_and_a_repeat_is_not() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        of = forecasts(here)
        told(here, of)
        case = await opened(here, "dev-1")
        for _ in range(5):
            await opened(here, "dev-1")
        assert _came(of) == 1
        await here.sign_in.sign_in_as(ANNA)
        await here.desk.claim(anna, case)
        await opened(here, "dev-1")
        assert _came(of) == 1
        await here.desk.promise(anna, case, here.clock.now() + minutes(30), "patrull")
        await opened(here, "dev-1")
        assert _came(of) == 2

    run_async(scenario())


def test_a_fault_of_a_thing_neither_waits_nor_comes_among_people_but_keeps_who_has_it() -> None:
    async def scenario() -> None:
        here = await station().start()
        of = forecasts(here)
        told(here, of)
        fault = await opened(here, "dev-1", Cause.BATTERY_LOW)
        assert (_came(of), of._load().waiting) == (0, ())
        await here.desk.claim(anna, fault)
        assert told(here, of).free == 0

    run_async(scenario())


def _came(of: Forecasts) -> float:
    return sum(one.counted for one in of._load().coming)


def test_it_is_told_each_five_seconds_and_only_on_change() -> None:
    async def scenario() -> None:
        here = await station().start()
        of = forecasts(here)
        task = asyncio.get_running_loop().create_task(of.run())
        await settle()
        await here.clock.advance(60)
        assert len(here.screen.of(ForecastTold)) == 1
        await here.desk.claim(anna, await opened(here, "dev-1"))
        assert len(here.screen.of(ForecastTold)) == 1
        await here.clock.advance(5)
        assert len(here.screen.of(ForecastTold)) == 2
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_async(scenario())


def test_in_a_flood_it_is_reckoned_beside_the_loop_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(most: int) -> tuple[list[Update], set[str]]:
        monkeypatch.setattr(forecasts_module, "MOST_AT_ONCE", most)
        threads: set[str] = set()

        def watched(load: Load, chances: Chances) -> Forecast:
            threads.add(threading.current_thread().name)
            return forecast(load, chances)

        monkeypatch.setattr(forecasts_module, "forecast", watched)
        here = await station().start()
        of = forecasts(here)
        for number in range(1, 4):
            await opened(here, f"dev-{number}")
        running = asyncio.create_task(of.run())
        for _ in range(1_000):
            if here.screen.of(ForecastTold):
                break
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return here.screen.of(ForecastTold), threads

    inline, on_loop = run_async(scenario(100))
    beside, in_thread = run_async(scenario(0))
    assert inline == beside
    assert on_loop == {threading.current_thread().name}
    assert in_thread.isdisjoint(on_loop)


def test_what_is_still_reckoned_at_the_end_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(load: Load, chances: Chances) -> Forecast:
        begun.set()
        go_on.wait(30)
        ended.set()
        return forecast(load, chances)

    async def scenario() -> Station:
        monkeypatch.setattr(forecasts_module, "MOST_AT_ONCE", 0)
        monkeypatch.setattr(forecasts_module, "forecast", slow)
        here = await station().start()
        of = forecasts(here)
        await opened(here, "dev-1")
        running = asyncio.create_task(of.run())
        await asyncio.to_thread(begun.wait, 30)
        running.cancel()
        await asyncio.wait({running}, timeout=30)
        assert running.cancelled()
        assert not ended.is_set()
        go_on.set()
        return here

    here = run_async(scenario())
    assert ended.is_set()
    assert here.screen.of(ForecastTold) == []


def test_no_name_and_no_id_stands_in_it() -> None:
    kinds = {field.type for field in ForecastTold.__dataclass_fields__.values()}
    assert kinds <= {int, "int"}
