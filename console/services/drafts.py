"""What is typed and not saved: kept for its author alone, so that a crash costs nobody a word.

No fact and no record: it is overwritten, forgotten when its case is closed or after a day, and given out to nobody but
the one who typed it.
"""

import logging
from collections.abc import Mapping, Sequence

from console.domain import events as ev
from console.domain.case import Case
from console.domain.draft import KEPT_FOR, MOST_DRAFTS, Draft
from console.domain.handling import may_handle, require_handling
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.operator import Operator
from console.services.ports import Clock, Drafts
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

EVERY_S = 3600.0


class DraftBox:
    """Each operator's drafts. `heard` is a watcher of the recorder."""

    def __init__(self, store: Drafts, recorder: Recorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock

    async def run(self) -> None:
        """For ever, each hour: what is older than a day goes."""
        while True:
            await self._store.forget_before(self._clock.now() - KEPT_FOR)
            await self._clock.sleep(EVERY_S)

    async def keep(self, operator: Operator, case: CaseId | None, panel: str, fields: Mapping[str, str]) -> None:
        """Keeps the fields of a panel as they are typed now; nothing for a case that is closed. All empty is no draft.

        Raises Refused(TEXT_TOO_LONG) beyond the bounds of a draft, Refused(NOT_GRANTED), and Unwritable.
        """
        if not any(text.strip() for text in fields.values()):
            await self.drop(operator, case, panel)
            return
        draft = Draft(case, panel, dict(fields), self._clock.now())
        found = self._open(case)
        if found is not None:
            require_handling(operator, found)
        if found is not None or case is None:
            await self._store.keep(operator.id, draft, MOST_DRAFTS)

    async def drop(self, operator: Operator, case: CaseId | None, panel: str) -> None:
        """It was saved as what it was meant to be, or is not wanted. Raises Unwritable."""
        await self._store.drop(operator.id, case, panel)

    async def of(self, operator: Operator) -> tuple[Draft, ...]:
        """This operator's own, the oldest first: of open cases within the grants, and of cases not there yet."""
        now = self._clock.now()
        kept = [draft for draft in await self._store.of(operator.id) if draft.is_fresh(now)]
        return tuple(draft for draft in kept if draft.case is None or self._is_for(operator, self._open(draft.case)))

    async def heard(self, _: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """What was closed, here or at another console, has no drafts any more."""
        closed = [case.id for case in cases if not case.is_open]
        if not closed:
            return
        try:
            await self._store.forget(closed)
        except Unwritable as unwritable:  # `of` passes them over, and they go with the day
            log.info("drafts of closed cases stay for now: %s", unwritable)

    def _open(self, case: CaseId | None) -> Case | None:
        found = self._recorder.board.get(case) if case else None
        return found if found is not None and found.is_open else None

    def _is_for(self, operator: Operator, case: Case | None) -> bool:
        return case is not None and may_handle(operator, case)
