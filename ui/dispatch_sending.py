"""Sending somebody, calling them, and marking what they said: what a key of dispatch does to the shown case.

Nobody is sent by one key: the first press of F8 brings the view, in it the next one sends; to send a second person it
is pressed twice there.
"""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from console.domain.ids import CaseId, MunicipalityId, ResponderId
from console.domain.plan import Act
from console.domain.queue import Row
from console.domain.staff_board import StaffRow
from console.domain.task import Task, TaskRung
from ui import plan_marks
from ui.actions import KEY_OF, Deed
from ui.dispatch_kit import DispatchKit
from ui.dispatch_near import NearReader
from ui.dispatch_panels import DispatchPanels
from ui.words.dispatch import DispatchSay as Say
from ui.words.phones import phone

AGAIN_WITHIN_S = 12.0
"""So long a second press of F8 sends another person too."""

CALLED_FOR = timedelta(minutes=3)
"""So long after a call F9 marks what was said in it."""


class DispatchSending(QObject):
    """`show_view` brings the view where it is not on the screen."""

    def __init__(
        self, kit: DispatchKit, reader: NearReader, show_view: Callable[[], None], parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._kit = kit
        self._reader = reader
        self._show_view = show_view
        self.panels = DispatchPanels(kit, reader, self)
        self._armed: tuple[CaseId, ResponderId, float] | None = None
        self._called: tuple[CaseId, ResponderId, float] | None = None
        self.panels.marked.connect(self._hung_up)
        self._is_asking = False

    def forget(self) -> None:
        """Another operator, or nobody."""
        self._armed, self._called = None, None

    def disarm(self) -> None:
        """Somebody else is chosen, or another view: the next press of F8 is a first one again."""
        self._armed = None

    def send(self, row: Row) -> None:
        """The chosen one is sent; where somebody is already, only by a second press."""
        kit, one = self._kit, self._reader.chosen_one()
        if one is None:
            kit.say(self.why_not(row) or kit.words(Say.CHOOSE_FIRST))
            return
        if not self._reader.rest.is_settled():
            kit.tell(Say.ANOTHER_FIRST, name=kit.words.responder(row.municipality, one.responder))
            return
        has_task = self.task(row) is not None
        name = kit.words.responder(row.municipality, one.responder)
        if has_task and not self.is_armed():
            self._armed = (row.case, one.responder, kit.monotonic())
            kit.tell(Say.SECOND_SURE, name=name)
            kit.work.changed.emit()
        elif not self._is_asking:
            self._armed, self._is_asking = None, True
            step = plan_marks.step_done(Act.DISPATCH, row, kit.work.records)
            call = kit.office.send(
                row.case, one.responder, step=step.id if step is not None else "", is_second=has_task
            )  # fmt: skip
            task = kit.ask(call, "send", lambda: kit.tell(Say.ASKED, name=name))
            task.add_done_callback(lambda _: self._answered())

    def on_task(self, deed: Deed, row: Row) -> None:
        """What is done to the task at hand."""
        task = self.task(row)
        if task is None:
            self._kit.tell(Say.NO_OPEN_TASK)
            return
        self._show_view()
        if self._kit.work.deciding.confirms(KEY_OF[deed].key):
            return
        if deed is Deed.CANCEL_TASK:
            self.panels.cancel(row, task)
        elif deed is Deed.REROUTE:
            self.panels.reroute(row, task)
        elif deed is Deed.SEND_ANOTHER:
            self.send(row)
        elif (whom := self.panels.spoken_to(task)) is not None:
            self.panels.said(row, task, whom)

    def mark(self, row: Row, whom: ResponderId) -> None:
        """What somebody said is to be marked; in the panel that asks, the same key confirms."""
        task = self.task(row)
        if task is not None and not self._kit.work.deciding.confirms(KEY_OF[Deed.STEP].key):
            self.panels.said(row, task, whom)

    def call(self, whom: StaffRow) -> None:
        """By the telephone on the desk, as relatives are called."""
        kit, name = self._kit, self._kit.words.responder(whom.municipality, whom.id)
        if not whom.phone:
            kit.tell(Say.NO_PHONE, name=name)
            return
        row = kit.work.row
        if row is not None:
            self._called = (row.case, whom.id, kit.monotonic())
        say = Say.DIALLED if kit.dial(whom.phone) else Say.DIAL_BY_HAND
        kit.tell(say, name=name, phone=phone(whom.phone))
        kit.work.changed.emit()

    def task(self, row: Row | None) -> Task | None:
        """The open task of a case."""
        return self.panels.open_task(row)

    def said_by(self) -> ResponderId | None:
        """Of whom F9 marks what they said: whoever was called just now, or is to be called for want of an answer."""
        row = self._kit.own_row()
        task = self.task(row)
        if row is None or task is None:
            return None
        if self._called is not None:
            case, whom, at = self._called
            if case == row.case and self._kit.monotonic() - at <= CALLED_FOR.total_seconds():
                return whom
        is_to_call = task.responder is None and task.rung in (TaskRung.CALL, TaskRung.SHIFT_LEAD)
        return self.panels.spoken_to(task) if is_to_call else None

    def is_step(self) -> bool:
        """Whether the plan's step at hand is to send somebody, and nobody is sent."""
        row = self._kit.own_row()
        if row is None or self.task(row) is not None or self._reader.chosen is None:
            return False
        return plan_marks.step_done(Act.DISPATCH, row, self._kit.work.records) is not None

    def is_armed(self) -> bool:
        """Whether the next press of F8 sends another person."""
        row = self._kit.work.row
        if self._armed is None or row is None:
            return False
        case, whom, at = self._armed
        is_same = (case, whom) == (row.case, self._reader.chosen)
        return is_same and self._kit.monotonic() - at <= AGAIN_WITHIN_S

    def why_not(self, row: Row | None) -> str:
        """Why nobody can be sent, for an own case."""
        words, near = self._kit.words, self._reader.near()
        if row is None or self._reader.chosen_one() is not None:
            return ""
        if near is None:
            return self._reader.why_not or words(Say.FETCHING)
        return words(Say.NOBODY_NEAR)

    def tell_chosen(self, say: Say) -> None:
        """Whom the next press sends."""
        one, row = self._reader.chosen_one(), self._kit.work.row
        if one is not None and row is not None:
            self._kit.tell(say, name=self.short(row.municipality, one.responder))

    def short(self, municipality: MunicipalityId, responder: ResponderId | None) -> str:
        """By what colleagues call somebody; nothing for nobody."""
        return self._kit.words.responder(municipality, responder, is_short=True) if responder is not None else ""

    def _hung_up(self) -> None:
        """What was said in the call has been marked: F9 is the plan's again."""
        self._called = None

    def _answered(self) -> None:
        self._is_asking = False
