"""Who is asked of the roads, and how far away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from console.bootstrap.dispatch import ages_of
from console.config import Config
from console.domain.coverage import AreaPeople, covers
from console.domain.ids import ResponderId
from console.domain.land import Point, Way
from console.domain.ranking import USUAL_AGES, Barred
from console.domain.responder import Duty, Transport
from console.domain.roads import IsEnough, straight, straight_widened
from console.domain.task import Need
from console.services.nearest import nearest
from tests.builders import NORRBY, T0
from tests.fakes import run_async
from tests.staff_samples import LATITUDE, LONGITUDE, position, staffed

TO = Point(LATITUDE, LONGITUDE)


class CountingRoads:
    """Fits `services.ports.Roads`, by the straight line; `asked` are the limits and how many were searched for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    async def ways(
        self,
        to: Point,
        starts: Sequence[tuple[Point, Transport]],
        limits: Sequence[timedelta],
        is_enough: IsEnough,
    ) -> tuple[Way | None, ...]:
        def asked(found: Sequence[Way | None], limit: timedelta) -> bool:
            self.asked.append((round(limit.total_seconds() / 60), len(starts)))
            return is_enough(found, limit)

        return straight_widened(to, starts, limits, asked)

    async def way(self, start: Point, to: Point, by: Transport) -> Way:
        return straight(start, to, by)


def test_it_is_searched_farther_away_until_five_are_found() -> None:
    async def scenario() -> None:
        near = [staffed(f"near-{number}", where=position(north_m=500)) for number in range(4)]
        away = [staffed(f"away-{number}", where=position(north_m=15_000)) for number in range(3)]
        barred = [staffed("off", duty=Duty.OFF)]
        for staff, limits in (
            ([*near, staffed("near-4"), *away, *barred], [15]), ([*near, *away], [15, 20, 30, 45]), (near[:2], [15]),
            ([*near, staffed("far", where=position(north_m=90_000))], [15, 20, 30, 45, 90, 720]),
        ):  # fmt: skip
            roads = CountingRoads()
            ranking = await nearest(roads, TO, Need(), staff, T0)
            assert [limit for limit, _ in roads.asked] == limits
            assert roads.asked[0][1] == sum(one.duty is Duty.FREE for one in staff)
            assert len(ranking.candidates) == roads.asked[0][1]

    run_async(scenario())


def test_of_a_place_that_nobody_knows_none_is_near_and_each_is_named() -> None:
    async def scenario() -> None:
        roads = CountingRoads()
        ranking = await nearest(roads, None, Need(), [staffed("a"), staffed("b", duty=Duty.OFF)], T0)
        assert (ranking.candidates, roads.asked) == ((), [])
        assert [one.why for one in ranking.excluded] == [Barred.OFF_DUTY, Barred.NO_POSITION]

    run_async(scenario())


def test_how_far_a_position_is_believed_is_the_settings_to_say() -> None:
    async def scenario() -> None:
        config = Config(dispatch=replace(Config().dispatch, position_old_s=60, position_stale_s=90))
        staff = [staffed(str(age), where=position(T0 - timedelta(seconds=age))) for age in (59, 61, 91)]
        for ages, told in ((ages_of(config), ["fresh", "old", "stale"]), (USUAL_AGES, ["fresh"] * 3)):
            found = await nearest(CountingRoads(), TO, Need(), staff, T0, ages=ages)
            by_id = {one.responder: one.certainty.value for one in found.candidates}
            assert [by_id[ResponderId(str(age))] for age in (59, 61, 91)] == told
        near = AreaPeople("Centrum", 1, 1, TO)
        for ages, sure in ((ages_of(config), 2), (USUAL_AGES, 3)):
            [area] = covers(NORRBY, [near], staff, (), timedelta(minutes=30), T0, ages)
            assert (area.reachable, area.uncertain) == (sure, 3 - sure)

    run_async(scenario())
