"""Which claims are under way, and how lately one was made.

A key that bounces takes nothing twice and releases nothing.
"""

from collections.abc import Callable

from console.domain.ids import CaseId
from ui.actions import SETTLES_AFTER_S


class Claims:
    """The seated operator's own claims."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._under_way: set[CaseId] = set()
        self._begun_at: dict[CaseId, float] = {}

    def begin(self, case: CaseId) -> None:
        self._under_way.add(case)
        self._begun_at[case] = self._monotonic()

    def taken_over(self, case: CaseId) -> None:
        """A claim of another kind, done already."""
        self._begun_at[case] = self._monotonic()

    def end(self, case: CaseId) -> None:
        """Whether it went well or not."""
        self._under_way.discard(case)

    def is_under_way(self, case: CaseId) -> bool:
        return case in self._under_way

    def is_fresh(self, case: CaseId) -> bool:
        """So lately begun that the same key must not release it yet."""
        return self._monotonic() - self._begun_at.get(case, float("-inf")) < SETTLES_AFTER_S

    def forget(self) -> None:
        """Another operator sits here."""
        self._begun_at.clear()
