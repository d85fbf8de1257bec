"""What looks put on the night line: each outcome at its time, what is planned, and what nobody did. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.look import LookState
from console.domain.night import PlannedLook
from console.domain.night_line import MarkKind, NightLane, NightMark


@dataclass(frozen=True, slots=True)
class LookTold:
    """One look: as planned (None for one that an open case gave the right to), and its events in their order."""

    planned: PlannedLook | None
    events: Sequence[ev.Event] = ()


def look_marks(looks: Iterable[LookTold], now: datetime) -> list[NightMark]:
    """A mark for each outcome; for a look without any whether it is to come, or was not done."""
    return [mark for look in looks for mark in _marks(look, now)]


def _marks(look: LookTold, now: datetime) -> Iterator[NightMark]:
    is_judged = False
    for event in look.events:
        if isinstance(event.body, ev.LookJudged):
            is_judged = True
            is_done = event.body.state is LookState.DONE
            kind = MarkKind.LOOK_DONE if is_done else MarkKind.LOOK_NOT_DONE
            yield NightMark(
                NightLane.LOOK, kind, event.at, source=DeviceKind.CAMERA, outcome=event.body.outcome
            )  # fmt: skip
    if look.planned is not None and not is_judged:
        kind = MarkKind.LOOK_PLANNED if now < look.planned.closes_at else MarkKind.LOOK_NOT_DONE
        yield NightMark(
            NightLane.LOOK, kind, look.planned.begins_at, look.planned.ends_at, DeviceKind.CAMERA
        )  # fmt: skip
