"""Who is nearest to the shown case, kept fresh: asked for when an own case is chosen or changes, and then every few
seconds. For another's case it is never asked: it reads where the person is."""

import asyncio
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId, ResponderId
from console.domain.queue import Row
from console.domain.ranking import Candidate
from console.domain.refused import Refused
from console.domain.staff_board import Near
from ui.dispatch_kit import DispatchKit

EVERY = timedelta(seconds=5)


class NearReader(QObject):
    """`changed` comes when a ranking has come, or why there is none. `chosen` is whom the operator means: theirs, once
    they have chosen, as long as that one is in the ranking; until then the first, or who was first a moment ago and is
    as near. `rest` says whether that has stood still long enough for a key to send."""

    changed = Signal()

    def __init__(self, kit: DispatchKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._case: CaseId | None = None
        self._version = -1
        self._near: Near | None = None
        self._asked_at: datetime | None = None
        self._is_asking = False
        self.why_not = ""
        self.chosen: ResponderId | None = None
        self._is_by_hand = False
        self.rest = kit.work.settling.another()

    def forget(self) -> None:
        """Another operator, or nobody."""
        self._take(None)

    def follow(self) -> None:
        """The shown case, as it is now: asks where it is time to."""
        row, now = self._kit.own_row(), self._kit.now()
        self._take(row)
        if row is None or self._is_asking or not _has_loop():
            return
        is_due = self._asked_at is None or not timedelta(0) <= now - self._asked_at < EVERY
        if is_due or row.version != self._version:
            self._ask(row)

    def again(self) -> None:
        """The view is brought: what is known is asked for anew, at once."""
        self._asked_at = None
        self.follow()

    def near(self) -> Near | None:
        """The last ranking for the shown case."""
        return self._near

    def candidates(self) -> tuple[Candidate, ...]:
        """Who can be sent, the nearest first."""
        return self._near.ranking.candidates if self._near is not None else ()

    def choose(self, responder: ResponderId) -> bool:
        """By the operator's hand. False for somebody who is not in the ranking."""
        if all(one.responder != responder for one in self.candidates()):
            return False
        self.chosen, self._is_by_hand = responder, True
        self.rest.chosen_by_hand()
        self.changed.emit()
        return True

    def chosen_one(self) -> Candidate | None:
        """Whom the operator means."""
        return next((one for one in self.candidates() if one.responder == self.chosen), None)

    def _take(self, row: Row | None) -> None:
        case = row.case if row is not None else None
        if case != self._case:
            self._case, self._version = case, -1
            self._near, self._asked_at, self.why_not, self.chosen = None, None, "", None
            self._is_by_hand = False
            self.rest.chosen_by_hand()

    def _ask(self, row: Row) -> None:
        kit, case = self._kit, row.case
        self._asked_at, self._version, self._is_asking = kit.now(), row.version, True

        async def asked() -> None:
            found = await kit.office.nearest(case)
            if self._case == case:
                self._near, self.why_not = found, ""
                self._mean_the_first()
                self.changed.emit()

        def refused(why: Refused) -> None:
            if self._case == case:
                self._near, self.why_not = None, kit.words.refused(why)
                self.changed.emit()

        task = kit.tasks.start(asked(), name="nearest", on_refused=refused)
        task.add_done_callback(lambda _: self._answered())

    def _mean_the_first(self) -> None:
        first, one = next(iter(self.candidates()), None), self.chosen_one()
        if one is not None and first is not None and (self._is_by_hand or one.minutes <= first.minutes):
            return
        before, self._is_by_hand = self.chosen, False
        self.chosen = first.responder if first is not None else None
        if before is not None and before != self.chosen:
            self.rest.changed_by_itself()

    def _answered(self) -> None:
        """Another case may have been chosen meanwhile, or the view brought."""
        self._is_asking = False
        if self._asked_at is None:
            self.follow()


def _has_loop() -> bool:
    """Whether anything can be asked: a window is stepped once more when its loop has ended."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
