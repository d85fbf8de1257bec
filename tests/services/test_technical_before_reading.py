"""A large centre's devices are read behind the first queue: until they are, nobody is said to be concerned, or not."""

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.reach import Reach
from console.services import reaches
from tests.builders import alarm
from tests.fakes import run_async
from tests.services.fakes import station
from tests.services.technical_kit import LINES, Lane, town

LINE = "line-Hamnen"


def test_after_a_restart_in_an_outage_nothing_is_said_of_whom_it_concerns_until_that_is_read() -> None:
    async def scenario() -> None:
        here = station()
        units = town(here, 5)
        lane = await Lane(here).start()
        await lane.tick()
        await lane.alive(*units, LINE)
        await lane.tick()
        now = here.clock.now()
        await lane.hear(
            alarm(now, Cause.LINK_LOST, DeviceKind.BROADBAND_LINE, device=LINE, sender=LINES),
            alarm(now, Cause.TAMPER, device=units[0]),
        )
        await lane.tick()

        again = Lane(station(journal=here.journal, residents=here.residents, broker=here.broker))
        again.equipment.is_down = True
        await again.here.start()
        await again.see()
        await again.here.watch.look()
        await again.lane.look()
        told = again.told()
        assert told.reach_counts is None
        assert len(told.rows) == 2
        assert {row.reach for row in told.rows} == {Reach.UNKNOWN}
        assert [row.outage for row in told.rows] == [None, None]

        again.equipment.is_down = False
        await again.tick()
        await again.tick()
        told = again.told()
        assert told.reach_counts is not None
        assert sum(told.reach_counts.values()) == 5
        [of_area] = [row.outage for row in told.rows if row.row.is_outage]
        assert of_area is not None
        assert of_area.people == 0, "the line alone is out"

    run_async(scenario())


def test_of_very_many_those_whom_a_fault_concerns_are_judged_first_and_a_part_is_not_told_as_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        here = station()
        units = town(here, 9)
        lane = await Lane(here).start()
        await lane.tick()
        await lane.alive(*units)
        await lane.hear(alarm(here.clock.now(), Cause.TAMPER, device=units[-1]))
        await lane.tick()
        [before] = lane.told().rows
        assert before.reach is not None

        monkeypatch.setattr(reaches, "JUDGED_AT_ONCE", 4)
        again = await Lane(station(journal=here.journal, residents=here.residents, broker=here.broker)).start()
        await again.tick()
        told = again.told()
        assert [(row.reach, row.grounds) for row in told.rows] == [(before.reach, before.grounds)]
        assert told.reach_counts is None
        for _ in range(3):
            await again.tick()
        assert sum((again.told().reach_counts or {}).values()) == 9

    run_async(scenario())
