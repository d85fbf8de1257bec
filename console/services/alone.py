"""Looks after those who work alone: it begins by itself where the centre sends somebody alone to a risky visit, and who
does not say in time that all is well has a case of class Akut, at once.

A duty of the watch. Who works alone, and until when, is in the journal: a start goes on where the last run ended, and
what fell due meanwhile is told at the first look. The time runs by a clock that never steps; at a start it is taken
from the wall's. Everything is decided again under the recorder's lock, so that of several consoles one tells.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, rule_for
from console.domain.alone import CHECK_EVERY, is_over, to_begin
from console.domain.board import Board, Overlay
from console.domain.ids import DeviceId, MunicipalityId, ResponderId
from console.domain.outages import put_on
from console.domain.report import Position, ReportKey
from console.domain.staff_book import Alone, Key
from console.domain.triage import Planned, of_staff, staff_subject
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder

PositionOf = Callable[[MunicipalityId, ResponderId], Position | None]
"""Where one of the staff was last."""


class LoneWork:
    """`look` is a duty of the watch."""

    def __init__(
        self, recorder: Recorder, position_of: PositionOf, clock: Clock, new_id: Ids, every: timedelta = CHECK_EVERY
    ) -> None:
        self._recorder = recorder
        self._position_of = position_of
        self._clock = clock
        self._new_id = new_id
        self._every = every
        self._due_s: dict[tuple[Key, datetime], float] = {}

    async def look(self) -> None:
        """Begins, ends and misses. Raises Unwritable: then the same is found again."""
        self._anchor()
        if any(True for _ in self._all(self._recorder.board)):
            await self._recorder.note(self._planned)

    def _anchor(self) -> None:
        """When each word is due, by the clock that never steps; once for each."""
        now, at = self._clock.now(), self._clock.monotonic()
        book = self._recorder.board.staff.alone
        self._due_s = {
            (key, one.check_by): self._due_s.get((key, one.check_by), at + (one.check_by - now).total_seconds())
            for key, one in book.items()
        }

    def _planned(self, board: Overlay) -> list[Planned]:
        now = self._clock.now()
        found: list[Planned] = []
        for one in self._all(board):
            if isinstance(one, Planned):
                found.append(one)
            else:
                found += put_on(board, self._missed(one, board, now), now)
        return found

    def _all(self, board: Board | Overlay) -> Iterator[Planned | Alone]:
        """What is to be told: who begins, who is done, and (as they stand in the book) who was not heard."""
        cases = tuple(case for case in self._recorder.board.open_cases() if case.tasks)
        for municipality, began in to_begin(cases, board.staff, self._every):
            yield Planned(ev.responder_subject(municipality, began.responder), municipality, began)
        for key, one in tuple(board.staff.alone.items()):
            missed = board.get(one.missed) if one.missed is not None else None
            if is_over(one, cases, missed):
                yield Planned(ev.responder_subject(*key), one.municipality, ev.AloneEnded(one.responder))
            elif one.missed is None and self._is_due(key, one):
                yield one

    def _is_due(self, key: Key, one: Alone) -> bool:
        """Of a word that is in the journal, and that this console has not seen yet, the time has only begun."""
        due_s = self._due_s.get((key, one.check_by))
        return due_s is not None and self._clock.monotonic() >= due_s

    def _missed(self, one: Alone, board: Overlay, now: datetime) -> tuple[Planned, ...]:
        at = max(now, one.check_by)
        kind, cause = DeviceKind.RESPONDER, Cause.CHECK_IN_MISSED
        alarm = ev.Alarm(
            report=ReportKey(f"watch:{one.municipality}", f"alone:{one.responder}:{one.check_by.isoformat()}"),
            kind=kind, cause=cause, alarm_class=rule_for(kind, cause).alarm_class, at=at, began_at=at, received_at=at,
            device=DeviceId(one.responder), position=self._position_of(one.municipality, one.responder),
        )  # fmt: skip
        return of_staff(one.municipality, staff_subject(one.responder), alarm, board, self._new_id)
