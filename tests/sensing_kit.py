"""A resident with limits, and a night of sensors' words, for tests. Times are local: "02:05" is of the night's morning,
"22:05" of its evening."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from console.domain.alarm import DeviceKind
from console.domain.ids import DecisionId, DeviceId, ResidentId
from console.domain.night import NOON, moment
from console.domain.report import Sample, SampleReport, SupervisionReport
from console.domain.sensing import Course, Seen
from console.domain.supervision import Consent, Decided, SensorLimits, SupervisionDecision
from tests.builders import NORRBY, SENDER, head

NIGHT = date(2026, 3, 2)
BED, DOOR, MOTION = DeviceId("bed-1"), DeviceId("door-1"), DeviceId("ir-1")
KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
UP_12 = SensorLimits(up_at_most=timedelta(minutes=12))
DOOR_AT_NIGHT = SensorLimits(door_from=22 * 60, door_until=6 * 60)
MOVED_BY_9 = SensorLimits(moved_by=9 * 60)
CONSENT = Consent(date(2026, 1, 1))
_numbers = count(1)

KINDS = {BED: DeviceKind.BED_SENSOR, DOOR: DeviceKind.DOOR_ALARM, MOTION: DeviceKind.IR_DETECTOR}


def clock(time: str, night: date = NIGHT) -> datetime:
    """That local time of a night."""
    hour, minute, *second = (int(part) for part in time.split(":"))
    minutes = hour * 60 + minute
    at = moment(night if minutes >= NOON else night + timedelta(days=1), minutes)
    return at + timedelta(seconds=second[0] if second else 0)


def decision(limits: SensorLimits = UP_12, resident: str = "astrid", **more: object) -> SupervisionDecision:
    fields: dict[str, object] = {
        "id": DecisionId(f"decision-{resident}"), "municipality": NORRBY, "resident": ResidentId(resident),
        "valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31), "consent": CONSENT, "camera": None,
        "looks": (), "limits": limits, "area": "Norr",
    }  # fmt: skip
    return SupervisionDecision(**{**fields, **more})  # type: ignore[arg-type]


def decided(limits: SensorLimits = UP_12, known_since: datetime = KNOWN, **more: object) -> Decided:
    return Decided(decision(limits, **more), known_since)  # type: ignore[arg-type]


def course(*words: tuple[str, Seen] | tuple[str, Seen, DeviceId], night: date = NIGHT) -> Course:
    """What these words make, received as they were said."""
    made = Course()
    for time, seen, *device in words:
        at = clock(time, night)
        made.take(seen, device[0] if device else BED, at, at)
    return made


def said(
    at: datetime,
    seen: str,
    device: DeviceId = BED,
    *,
    received_at: datetime | None = None,
    sender: str = SENDER,
    kind: DeviceKind | None = None,
    key: str = "",
) -> SupervisionReport:
    """One report of a sensor."""
    its_head = head(at, device=device, received_at=received_at, sender=sender, key=key or f"said-{next(_numbers)}")
    return SupervisionReport(its_head, kind or KINDS.get(device, DeviceKind.SUPERVISION_SENSOR), seen)


def read(at: datetime, value: float, device: DeviceId = MOTION, quantity: str = "motion_percent") -> SampleReport:
    """One reading of how much somebody moves."""
    return SampleReport(head(at, device=device, key=f"read-{next(_numbers)}"), (Sample(quantity, value, at),))
