"""Asks the roads who is nearest, farther away only where too few are near.

Only those whom nothing bars are searched for, so that the search ends when the last of them is found.
"""

from collections.abc import Sequence
from datetime import datetime

from console.domain.land import Point
from console.domain.ranking import (
    NO_CENTRES,
    NOBODY_YET,
    SEARCHED,
    Asked,
    Centres,
    Ranking,
    barred_of,
    is_enough,
    rank,
    start_of,
)
from console.domain.responder import Staffed
from console.domain.task import Need
from console.services.ports import Roads


async def nearest(
    roads: Roads,
    to: Point | None,
    need: Need,
    staff: Sequence[Staffed],
    at: datetime,
    asked: Asked = NOBODY_YET,
    centres: Centres = NO_CENTRES,
) -> Ranking:
    """Everybody on the list, ranked by when they can be at `to`. Of a place that nobody knows none is near: who could
    go is excluded for want of a way. Within 15 minutes at first, then 45, then however far."""
    if to is None:
        return rank(need, staff, {}, at, asked)
    people = {one.responder.id: one for one in staff}
    starts = [
        (one.responder.id, (start.point, one.responder.transport))
        for one in staff
        if barred_of(one, need, asked, people, at) is None and (start := start_of(one, at, centres)) is not None
    ]
    ranking = Ranking(at)
    for limit in SEARCHED:
        found = await roads.ways(to, [start for _, start in starts], limit)
        ways = dict(zip((who for who, _ in starts), found, strict=True))
        ranking = rank(need, staff, ways, at, asked, centres, limit)
        if is_enough(ranking, ways):
            break
    return ranking
