"""What was last heard of each responder, in memory: the recorder stores it, everybody else reads it here."""

from collections.abc import Iterable, Sequence

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.land import Point
from console.domain.order import Order, OrderKind
from console.domain.report import FieldReport, Position, ResponderReport
from console.domain.responder import Duty, Standing
from console.domain.staff_said import ended, is_said_now, standing_after
from console.domain.triage import Knowledge, Planned
from console.services.orders import SAID_ANEW_FOR

StandingKey = tuple[MunicipalityId, ResponderId]


class Standings:
    """`changes` counts up with each that is kept."""

    def __init__(self) -> None:
        self._kept: dict[StandingKey, Standing] = {}
        self.changes = 0

    def of(self, municipality: MunicipalityId, responder: ResponderId) -> Standing | None:
        return self._kept.get((municipality, responder))

    def position_of(self, municipality: MunicipalityId, responder: ResponderId) -> Position | None:
        """Where they were last; None where nothing is known."""
        known = self.of(municipality, responder)
        return known.position if known is not None else None

    def place_of(self, municipality: MunicipalityId, responder: ResponderId) -> Point | None:
        """The same, as a point on the map."""
        position = self.position_of(municipality, responder)
        return Point(position.latitude, position.longitude) if position is not None else None

    def begin(self, standings: Iterable[Standing]) -> None:
        """As the store has them, at start; what was heard meanwhile is newer."""
        for one in standings:
            self._kept.setdefault((one.municipality, one.responder), one)
        self.changes += 1

    def after(self, reports: Sequence[FieldReport], knowledge: Knowledge, board: Overlay) -> tuple[Standing, ...]:
        """How those stand now of whom a batch tells, in order; a stranger's word for them is none. `board` has what
        they said of their duty."""
        found: dict[StandingKey, Standing] = {}
        for report in reports:
            responder = knowledge.responder(report.head.origin) if isinstance(report, ResponderReport) else None
            if isinstance(report, ResponderReport) and responder is not None and is_said_now(report):
                key = responder.municipality, responder.id
                known = found.get(key) or self._kept.get(key)
                is_alone = key in board.staff.alone
                found[key] = standing_after(known, report, responder, board.duty(*key), is_alone=is_alone)
        return tuple(found.values())

    def ended(self, planned: Iterable[Planned], board: Overlay) -> tuple[Standing, ...]:
        """How those stand of whom it is said for them that they have ended, and who do not work alone."""
        keys = [
            (one.municipality, one.body.responder)
            for one in planned
            if isinstance(one.body, ev.DutyChanged) and one.body.duty is Duty.OFF
        ]
        return tuple(ended(self._kept[key]) for key in keys if key in self._kept and key not in board.staff.alone)

    def forget(self, left: Iterable[StandingKey]) -> None:
        """They have left, and the store has forgotten them."""
        for key in left:
            self._kept.pop(key, None)
            self.changes += 1

    def keep(self, standings: Iterable[Standing]) -> None:
        """They are on disk."""
        for one in standings:
            self._kept[one.municipality, one.responder] = one
            self.changes += 1

    def rosters(self, standings: Iterable[Standing]) -> tuple[Order, ...]:
        """Whose phone has signed in, or come back after it was lost, is told all that holds for them anew."""
        return tuple(
            Order(OrderKind.ROSTER, one.municipality, one.responder, one.heard_at, one.heard_at + SAID_ANEW_FOR)
            for one in standings
            if one.seal_key and one.is_connected and self._is_back(one)
        )

    def _is_back(self, one: Standing) -> bool:
        before = self._kept.get((one.municipality, one.responder))
        return before is None or before.seal_key != one.seal_key or not before.is_connected
