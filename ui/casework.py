"""What the seated operator does with the case that is shown: one deed a key, one call to the office, and then the
row changes by the same path as an alarm.

What is decided in a panel is in `deciding.py`. A draft stays with its case when another case is chosen.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.domain.ids import CaseId
from console.domain.lifecycle import State
from console.domain.operator import Operator
from console.domain.queue import Group, Row
from console.domain.refused import Refused
from ui.actions import KEY_OF, Deed, Settling
from ui.claims import Claims
from ui.deciding import Deciding
from ui.drafts import Slot
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.panels import Decision, Panels
from ui.queue.model import QueueModel
from ui.queue.view import QueueView
from ui.records import Records
from ui.tasks import Tasks
from ui.words import Phrase, Say, Words
from ui.words import row as said

NEED_OWNER = frozenset({Deed.HAND_OVER, Deed.PROMISE, Deed.CLOSE, Deed.KEEP})


@dataclass(frozen=True, slots=True)
class Bench:
    """What the work is done with."""

    office: Office
    tasks: Tasks
    model: QueueModel
    place: PanelPlace
    panels: Panels
    words: Words
    monotonic: Callable[[], float]


class CaseWork(QObject):
    """Which case is shown, and what is done with it. `changed` comes when what the screen shows of it has;
    `spoke` carries what to tell the operator, empty to take it back."""

    changed = Signal()
    spoke = Signal(str)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._tasks, self._words = bench.office, bench.tasks, bench.words
        self._view: QueueView
        self._home: Callable[[], QWidget]
        self._apart: CaseId | None = None
        self._model, self._place, self._panels = bench.model, bench.place, bench.panels
        self.settling = Settling(bench.monotonic)
        self.records = Records(bench.office, bench.tasks, bench.words, self.refused, self)
        self.records.changed.connect(self.changed)
        self.operator: Operator | None = None
        self.row: Row | None = None
        self._claims = Claims(bench.monotonic)
        self.deciding = Deciding(
            bench.office, bench.place, bench.panels, self.records, self._claims, self._do, lambda: self.row, self
        )
        self.deciding.opened.connect(self.changed)
        self.deciding.wants_away.connect(self.close_panel)
        self.deciding.said.connect(self._say)
        self.deciding.done.connect(self._decided)
        self._expected: CaseId | None = None

    def attach(self, view: QueueView, home: Callable[[], QWidget]) -> None:
        """The screen has been built, or built anew: the shown case is selected there too. `home` has the keyboard when
        nothing is decided."""
        shown = self.row.case if self.row is not None else None
        self._view, self._home = view, home
        if shown is not None and self._apart is None:
            view.follow(shown)
        view.chosen.connect(self._choose)
        view.slipped.connect(self._slip)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        self.operator = operator
        self._place.sit(operator.id if operator is not None else None)
        self._claims.forget()
        self.records.sit(operator)
        self._view.follow(None)
        self.spoke.emit("")

    @property
    def apart(self) -> CaseId | None:
        """The shown case where it has no row in the queue."""
        return self._apart

    def show_apart(self, row: Row | None) -> None:
        """A case by the operator's hand that may have no row in the queue now: a flood folds it. Call again with its
        newer rows, and with None when it has gone."""
        if row is None:
            self._apart = None
            self._leave_gone_case()
            return
        if self._model.index_of(row.case).isValid():
            if self._view.followed() != row.case:
                self._view.follow(row.case)
            return
        if self._apart != row.case:
            self._view.follow(None)
            self._apart = row.case
        if self.row != row:
            self._show(row)

    def rows_changed(self) -> None:
        """The model has changed: the shown case may have a newer row, or one that was opened here has come."""
        if self._expected is not None and self._model.index_of(self._expected).isValid():
            expected, self._expected = self._expected, None
            self._view.follow(expected)
        if self._apart is not None and self._model.index_of(self._apart).isValid():
            self._view.follow(self._apart)  # unfolded, or taken
        case = self._view.followed()
        row = self._model.row_at(self._view.currentIndex())
        if case is None or row is None or row.case != case or row == self.row:
            return
        if self.row is not None and row.owner != self.row.owner and not self.records.is_mine(row):
            self.settling.changed_by_itself()
        if row.group is Group.MINE and self.row is not None and self.row.group is not Group.MINE:
            self._view.scrollTo(self._view.currentIndex())  # the operator's own step moved it there
        self._show(row)

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        key = KEY_OF[deed]
        self.spoke.emit("")
        if self.operator is None:
            self._say(Say.NOT_SIGNED_IN)
        elif self.deciding.confirms(key.key):
            return
        elif deed is Deed.NEXT:
            self._take_next()
        elif deed is Deed.NEW:
            self.deciding.open_by_hand(self.operator)
        elif deed is Deed.BACK:
            self.close_panel()
        elif self.row is None:
            self._say(Say.NOTHING_SELECTED)
        elif not self.settling.is_settled():
            self._say(Say.JUST_CHANGED)
        else:
            self._act(deed, self.row)

    def has_panel(self) -> bool:
        """Whether something is being decided or written."""
        return self._place.open() is not None

    def close_panel(self) -> None:
        """Puts the open panel away; what is typed stays with the case."""
        panel = self._place.open()
        if panel is None:
            return
        self._home().setFocus()
        if self._place.put_away():
            self._say(Say.DRAFT_KEPT if panel.is_of_case else Say.DRAFT_KEPT_NEW)
        self._home().setFocus()  # it may be what the panel stood before
        self._leave_gone_case()
        self.changed.emit()

    def to_home(self) -> None:
        """Something was decided elsewhere than in a panel of the case work: the keyboard goes where it is then."""
        self._home().setFocus()
        self.changed.emit()

    def refused(self, refused: Refused, asked: Slot | None = None) -> None:
        """A rule said no: its words go to the status line, and to the panel that `asked`, which has told of what
        changed."""
        text = self._words.refused(refused)
        self.spoke.emit(text)
        panel = self._place.open()
        if panel is not None and asked is not None and self._place.slot() == asked:
            panel.tell(text)
            panel.seen_version = self.row.version if self.row is not None else 0
        self.changed.emit()

    def _act(self, deed: Deed, row: Row) -> None:
        mine = self.records.is_mine(row)
        if deed is Deed.TAKE:
            self._take_or_release(row, mine)
        elif deed in NEED_OWNER and not mine:
            self._say(Say.NOT_YOURS)
        elif deed is Deed.KEEP and (row.promise_until is None or row.is_promise_broken):
            self._say(Say.NO_PROMISE)
        elif deed is Deed.KEEP:
            self._do(self._office.keep_promise(row.case), "keep", lambda _: self._say(Say.PROMISE_KEPT))
        else:
            why_not = self._panels.why_not(deed, row, self.records)
            if why_not is not None:
                self._say(why_not)
            elif deed is Deed.MORE:
                self.records.ask_earlier()
            else:
                self.deciding.open(row, deed)

    def _take_next(self) -> None:
        row = next((row for row in self._model.unanswered() if not self._claims.is_under_way(row.case)), None)
        if row is None:
            self._say(Say.NOTHING_WAITS)
            return
        if self._place.open() is not None:
            self._home().setFocus()  # before the panel goes: else Qt hands the keyboard to whatever stands next
        self._view.follow(row.case)
        self._claim(row)

    def _take_or_release(self, row: Row, mine: bool) -> None:
        if self._claims.is_under_way(row.case):
            return
        if mine and row.state is State.CLAIMED:
            if not self._claims.is_fresh(row.case):
                self._do(self._office.release(row.case), "release", lambda _: self._say(Say.RELEASED))
        elif row.owner is None or mine:
            self._claim(row)
        else:
            self.deciding.open(row, Deed.TAKE)

    def _claim(self, row: Row) -> None:
        self._claims.begin(row.case)
        what = said.name(row, self._words)
        task = self._do(self._office.claim(row.case), "claim", lambda _: self._say(Say.TOOK, what=what))
        task.add_done_callback(lambda _: self._claims.end(row.case))

    def _decided(self, decision: Decision, answer: object) -> None:
        self._leave_gone_case()
        if decision.opens:
            self._expected = CaseId(str(answer))
            self.rows_changed()
        elif self._view.followed() is None:
            self._view.scrollToTop()  # what waits longest is seen again
        self._home().setFocus()
        self.spoke.emit(decision.text)
        self.changed.emit()

    def _do(
        self, call: Coroutine[Any, Any, object], name: str, done: Callable[[object], None], asked: Slot | None = None
    ) -> "asyncio.Task[None]":
        async def performed() -> None:
            done(await call)

        task = self._tasks.start(performed(), name=name, on_refused=lambda why: self.refused(why, asked))
        task.add_done_callback(lambda _: call.close())
        return task

    def _choose(self, case: CaseId | None) -> None:
        self._apart = None
        self.settling.chosen_by_hand()
        if case != (self.row.case if self.row is not None else None):
            self._place.put_away()
        row = self._model.row_at(self._model.index_of(case)) if case is not None else None
        self._show(row)
        if row is not None and self.deciding.find_again(row):
            self._home().setFocus()

    def _slip(self) -> None:
        """The shown case left the queue by itself. What is typed about it stays until it is saved or put away."""
        self.settling.changed_by_itself()
        if self.row is not None and not self.records.is_mine(self.row):
            self._say(Say.CASE_GONE)
        self._leave_gone_case()
        self.changed.emit()

    def _leave_gone_case(self) -> None:
        panel = self._place.open()
        if self._apart is not None:
            return
        if self._view.followed() is None and (panel is None or not panel.has_text()):
            self._place.put_away()
            self._show(None)

    def _show(self, row: Row | None) -> None:
        self.row = row
        self.records.show_case(row)
        self.changed.emit()

    def _say(self, say: Phrase, **fields: object) -> None:
        self.spoke.emit(self._words(say, n=None, **fields))
