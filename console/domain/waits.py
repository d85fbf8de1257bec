"""How long each case has waited, by a clock that never steps: whoever sets the wall clock makes and hides no wait.

A wait is anchored to the monotonic clock when it is first seen, from then on the wall clock is not asked; so is an
end (`Ends`). Pure: both clocks are given with every question.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from console.domain.case import Case
from console.domain.ids import CaseId

STEP = timedelta(seconds=1)
"""Of the two clocks' difference: less is drift and the time between two readings."""

FORGET_AT = 50_000
"""Waits remembered; beyond it those of cases that were not asked for lately go."""


@dataclass(slots=True)
class _Anchor:
    """A wait that is said to have begun at `since`, and began at `began_s` of the monotonic clock."""

    since: datetime
    began_s: float


@dataclass(slots=True)
class Waits:
    """The waits of the open cases. `now` is aware UTC, `at_s` the monotonic clock's seconds."""

    _anchors: dict[tuple[CaseId, str], _Anchor] = field(default_factory=dict)
    _ahead: timedelta | None = None

    def elapsed(self, case: CaseId, since: datetime, now: datetime, at_s: float, of: str = "") -> timedelta:
        """How long it is since `since`, never less than none. `of` tells waits of one case apart (a plan's step)."""
        key = (case, of)
        anchor = self._anchors.get(key)
        if anchor is None or anchor.since != since:
            anchor = _Anchor(since, at_s - max(timedelta(0), now - since).total_seconds())
            self._anchors.pop(key, None)
            self._anchors[key] = anchor
            while len(self._anchors) > FORGET_AT:
                self._anchors.pop(next(iter(self._anchors)))
        return timedelta(seconds=at_s - anchor.began_s)

    def since(self, case: Case, now: datetime, at_s: float) -> datetime:
        """When a case's wait began, by the wall clock as it stands now."""
        began = now - self.elapsed(case.id, case.waiting_since, now, at_s)
        return case.waiting_since if abs(began - case.waiting_since) < STEP else began

    def has_stepped(self, now: datetime, at_s: float) -> bool:
        """Whether the wall clock was set since this was asked the last time."""
        ahead = now - datetime.fromtimestamp(at_s, now.tzinfo)
        before, self._ahead = self._ahead, ahead
        return before is not None and abs(ahead - before) >= STEP


K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class Ends(Generic[K]):
    """When what was said to end at a moment is over: promises, silences. A clock that is set ends nothing sooner and
    lets nothing last longer: how long is left is reckoned when an end is first asked for."""

    _due_s: dict[tuple[K, datetime], float] = field(default_factory=dict)

    def over(self, ends: Iterable[tuple[K, datetime]], now: datetime, at_s: float) -> frozenset[K]:
        """Which of `ends` (what, and aware UTC when) are over. All that are still waited for are asked for together,
        each time; the others are forgotten. `now` and `at_s` as for `Waits`."""
        self._due_s = {
            (what, until): self._due_s.get((what, until), at_s + (until - now).total_seconds()) for what, until in ends
        }
        return frozenset(what for (what, _), due_s in self._due_s.items() if due_s <= at_s)
