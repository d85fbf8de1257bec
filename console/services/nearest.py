"""Asks the roads who is nearest, farther away only where too few are near.

Only those whom nothing bars are searched for, so that the search ends when the last of them is found.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.domain.land import Point, Way
from console.domain.ranking import (
    NO_CENTRES,
    NOBODY_YET,
    SEARCHED,
    USUAL_AGES,
    Ages,
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
    ages: Ages = USUAL_AGES,
) -> Ranking:
    """Everybody on the list, ranked by when they can be at `to`. Of a place that nobody knows none is near: who could
    go is excluded for want of a way. Within 15 minutes at first, then 45, then however far."""
    if to is None:
        return rank(need, staff, {}, at, asked)
    people = {one.responder.id: one for one in staff}
    barred = {who: barred_of(one, need, asked, people, at) for who, one in people.items()}
    starts = [
        (who, (start.point, one.responder.transport))
        for who, one in people.items()
        if barred[who] is None and (start := start_of(one, at, centres)) is not None
    ]
    rankings = [Ranking(at)]

    def ranked(found: Sequence[Way | None], limit: timedelta) -> bool:
        ways = dict(zip((who for who, _ in starts), found, strict=True))
        rankings.append(rank(need, staff, ways, at, asked, centres, limit, ages, barred))
        return is_enough(rankings[-1], ways)

    await roads.ways(to, [start for _, start in starts], SEARCHED, ranked)
    return rankings[-1]
