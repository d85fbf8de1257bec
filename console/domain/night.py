"""The night and its looks: what the decisions ask for, as moments. Pure; the local clock is Sweden's.

A night is named by the local date on which it begins, and lasts from one hour of that day to the same of the next (noon
to noon, unless the municipality says otherwise), so that no look lies on its border. Moments are aware UTC: in the
night in which 02:30 comes twice a window that spans the hour is an hour longer, and in that in which it never comes,
shorter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from console.domain.ids import DecisionId, DeviceId, LookId, MunicipalityId, ResidentId
from console.domain.supervision import MINUTES_A_DAY, LookTime, Performer, SupervisionDecision

LOCAL = ZoneInfo("Europe/Stockholm")

NOON = 12 * 60
"""The local minute at which a night begins and ends where the municipality says nothing else."""


@dataclass(frozen=True, slots=True)
class PlannedLook:
    """One look that a decision asks for, in one night.

    `begins_at` to `ends_at` is the agreed window, cut off where the night ends; the camera may be opened from
    `opens_at` to `closes_at`, which is the decision's tolerance beyond it (for a time by the clock before it too).
    """

    id: LookId
    decision: DecisionId
    municipality: MunicipalityId
    resident: ResidentId | None
    camera: DeviceId | None
    night: date
    round: int
    begins_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime


def night_of(at: datetime, begins: int = NOON) -> date:
    """The night to which a moment belongs."""
    local = at.astimezone(LOCAL)
    return local.date() if local.hour * 60 + local.minute >= begins else local.date() - timedelta(days=1)


def day_of(at: datetime) -> date:
    """The local day of a moment."""
    return at.astimezone(LOCAL).date()


def span_of(night: date, begins: int = NOON) -> tuple[datetime, datetime]:
    """When a night begins and ends."""
    return moment(night, begins), moment(night + timedelta(days=1), begins)


def moment(day: date, minute: int) -> datetime:
    """A local minute of a day, as UTC. Of a time that comes twice it is the first; of one that never comes, what the
    clock before the change would call so."""
    wall = datetime.combine(day, time(0)) + timedelta(minutes=minute)
    return wall.replace(tzinfo=LOCAL).astimezone(UTC)


def is_asked_for(decision: SupervisionDecision, night: date) -> bool:
    """Whether the decision asks for looks in that night at all."""
    return decision.is_valid(night) and night not in decision.skipped and bool(decision.looks)


def looks_of(decision: SupervisionDecision, night: date, begins: int = NOON) -> Iterator[PlannedLook]:
    """The looks of one decision, in their order. A decision is in force for whole nights, also the morning of its last:
    one that is renewed leaves no half night without. Consent is not asked for here: a look without it is one that
    nobody may do, which must be told."""
    if not is_asked_for(decision, night):
        return
    for time_of in {one.begins: one for one in decision.looks}.values():
        look = _look(decision, night, begins, time_of)
        if not decision.is_ended(day_of(look.begins_at)):
            yield look


def looks_of_night(decisions: Iterable[SupervisionDecision], night: date, begins: int = NOON) -> list[PlannedLook]:
    """All looks of a night, by time, then by area and place."""
    found = [(look, one) for one in decisions for look in looks_of(one, night, begins)]
    found.sort(key=lambda pair: (pair[0].begins_at, pair[1].area, pair[1].place, pair[0].id))
    return [look for look, _ in found]


def is_by_camera(decision: SupervisionDecision) -> bool:
    """Whether its looks are done through a camera; else somebody goes there."""
    return decision.performer is not Performer.PATROL


def _look(decision: SupervisionDecision, night: date, begins: int, asked: LookTime) -> PlannedLook:
    since = _wall(begins, asked.begins)
    lasts = (asked.ends - asked.begins) % MINUTES_A_DAY
    ends_at = moment(night, min(since + lasts, begins + MINUTES_A_DAY))
    begins_at = min(moment(night, since), ends_at)
    early = decision.tolerance if asked.is_by_clock else timedelta(0)
    return PlannedLook(
        id=_id(decision, night, asked), decision=decision.id, municipality=decision.municipality,
        resident=decision.resident, camera=decision.camera, night=night, round=asked.round, begins_at=begins_at,
        ends_at=ends_at, opens_at=begins_at - early, closes_at=ends_at + decision.tolerance,
    )  # fmt: skip


def _id(decision: SupervisionDecision, night: date, asked: LookTime) -> LookId:
    """By its time, so that a decision that is changed in the midst of a night keeps the looks that it still has."""
    hour, minute = divmod(asked.begins, 60)
    return LookId(f"{decision.id}:{night:%Y%m%d}:{hour:02}{minute:02}")


def _wall(begins: int, minute: int) -> int:
    """A minute of the clock as one after the midnight before a night that begins at `begins`."""
    return begins + (minute - begins) % MINUTES_A_DAY
