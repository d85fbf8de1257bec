"""What is forgotten, by rule or on request, and the trace that it was.

Raw samples go after the nights that the configuration says, raw alarms after its days, where staff were after hours and
what was planned for them after days; the texts of a resident's closed
cases, of the looks at them and of the calls about them on request. An erased body leaves its event in the chain, which
still verifies.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.board import KEEP_CLOSED
from console.domain.ids import CENTRE, SYSTEM, OperatorId, ResidentId
from console.domain.journal import Unwritable, Writing
from console.domain.night_book import KEPT
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.report import Stream
from console.domain.triage import Planned
from console.services.ports import Clock, Journal, Residents
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

EVERY_S = 3600.0
AGAIN_AFTER_S = 300.0
MOST_CASES = 10_000

SET_FORWARD_S = 3600.0
WATCHED_FOR_S = 86_400.0
"""After the machine's clock was set forward by more than the one, nothing is erased by its age for the other: what a
wrong clock takes for old is gone for good, and a day is time to see that it is wrong. Ours."""

LOOKS_STAY = KEPT
"""So long after its last event a look stays whole: its night may still be told by the journal, and be unsigned. A call
outside any case is kept with them, for it may belong to one."""


STAFF_HEARD = timedelta(hours=12)
"""So long after a responder's last word it is known where they were: a shift, and no day's trail."""

STAFF_WORDS = timedelta(hours=24)
"""So long a report of theirs is kept as it came, if one is at all."""

STAFF_PLANNED = timedelta(days=14)
"""So long after its end a shift or a planned visit is kept: for the questions of the fortnight."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long what is kept."""

    samples: timedelta
    alarms: timedelta


ForgetStaff = Callable[[datetime, datetime], Awaitable[int]]
"""Deletes what was planned for staff and ended before the first moment, and where those were who were not heard since
the second. Raises Unwritable."""


class Retention:
    """The jobs. Each run is journalled when it erased something."""

    def __init__(
        self, journal: Journal, residents: Residents, recorder: Recorder, clock: Clock, rules: Rules,
        forget_staff: ForgetStaff | None = None,
    ) -> None:  # fmt: skip
        self._journal = journal
        self._residents = residents
        self._recorder = recorder
        self._clock = clock
        self._rules = rules
        self._forget_staff = forget_staff
        self._ahead_s = self._wall_ahead_s()
        self._erases_from_s = clock.monotonic()

    async def run(self) -> None:
        """For ever, each hour; what the store does not let us erase now goes soon after."""
        while True:
            try:
                await self.run_once()
            except Unwritable as unwritable:
                log.info("nothing is erased now: %s", unwritable)
                await self._clock.sleep(AGAIN_AFTER_S)
            else:
                await self._clock.sleep(EVERY_S)

    async def run_once(self) -> int:
        """Erases what is over its time. Returns the number of raw reports that went. Raises Unwritable."""
        if not self._is_clock_believed():
            return 0
        now = self._clock.now()
        if self._forget_staff is not None:
            await self._forget_staff(now - STAFF_PLANNED, now - STAFF_HEARD)
        short = {Stream.SAMPLES, Stream.SUPERVISION, Stream.RESPONDERS}
        samples = await self._erase_all((Stream.SAMPLES, Stream.SUPERVISION), now - self._rules.samples)
        words = await self._erase_all((Stream.RESPONDERS,), now - STAFF_WORDS)
        others = tuple(stream for stream in Stream if stream not in short)
        return samples + words + await self._erase_all(others, now - self._rules.alarms)

    def _is_clock_believed(self) -> bool:
        at, before = self._clock.monotonic(), self._ahead_s
        self._ahead_s = self._wall_ahead_s()
        if self._ahead_s - before > SET_FORWARD_S:
            self._erases_from_s = at + WATCHED_FOR_S
            log.error("the clock was set forward by %.0f s: nothing is erased for a day", self._ahead_s - before)
        return at >= self._erases_from_s

    def _wall_ahead_s(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()

    async def erase_resident(self, resident: ResidentId, operator: Operator) -> int:
        """On request: takes the bodies out of all events of the resident's closed cases, of the looks at them and of
        the calls about them, but the latest (`LOOKS_STAY`). Who read the person, looked in or called, and when, stays.

        Returns the number of events. Raises Refused outside the grants, or while a case of theirs is open or was
        closed so lately that it still stands on the board.
        """
        found = await self._residents.residents((resident,))
        if not found:
            raise Refused(Reason.NO_SUCH_RESIDENT)
        operator.require(Act.ERASE, found[0].municipality)
        cases = await self._journal.history_of(resident, MOST_CASES)
        limit = self._clock.now() - KEEP_CLOSED
        if any(case.closed_at is None or case.closed_at > limit for case in cases):
            raise Refused(Reason.NOTHING_TO_DO, detail="open")
        seqs: list[int] = []
        for case in cases:
            events = await self._journal.of_subject(ev.case_subject(case.case))
            seqs.extend(event.seq for event in events if isinstance(event, ev.Event))
        until = self._clock.now() - LOOKS_STAY
        seqs.extend(await self._journal.outside_cases_of(found[0].municipality, resident, until))
        if not seqs:
            return 0
        body = ev.BodiesErased(ev.ErasureRule.RESIDENT_REQUEST, tuple(seqs))
        await self._recorder.commit_with(
            (Planned("job:erasure", found[0].municipality, body),),
            operator.id,
            lambda writing: self._journal.erase_bodies(seqs, writing),
        )
        return len(seqs)

    async def _erase_all(self, streams: Sequence[Stream], before: datetime) -> int:
        """In short pieces, with alarms in between, until none is left that is due."""
        total = 0
        while erased := await self._erase(streams, before):
            total += erased
        return total

    async def _erase(self, streams: Sequence[Stream], before: datetime, who: OperatorId = SYSTEM) -> int:
        erased = 0

        async def write(writing: Writing) -> None:
            nonlocal erased
            erased = await self._journal.erase_reports(streams, before, lambda count: _with_count(writing, count))

        body = ev.ReportsErased(ev.ErasureRule.REPORT_AGE, 0, before)
        await self._recorder.commit_with((Planned("job:retention", CENTRE, body),), who, write)
        return erased


def _with_count(writing: Writing, count: int) -> Writing:
    drafts = tuple(
        replace(draft, body=replace(draft.body, count=count)) if isinstance(draft.body, ev.ReportsErased) else draft
        for draft in writing.drafts
    )
    return replace(writing, drafts=drafts)
