"""What the dispatch view is told, and what its keys do: who is nearest to the shown case, who is sent, what they said.

F8 anywhere brings the view with the first of the ranking chosen; all else of the case is done here as in any view.
"""

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId, ResponderId, TaskId
from console.domain.operator import Operator
from console.domain.staff_board import StaffBoard, StaffRow
from ui.actions import KEY_OF, Deed
from ui.dispatch_keys import DispatchKeys, dispatch_states
from ui.dispatch_kit import DispatchKit
from ui.dispatch_map import MapShowing
from ui.dispatch_near import NearReader
from ui.dispatch_sending import DispatchSending
from ui.dispatch_showing import DispatchShowing
from ui.dispatch_view import DispatchView
from ui.drafts import Fields, Slot
from ui.function_labels import KeyState
from ui.sight import Seen
from ui.stage import Stage
from ui.words import Say as WindowSay
from ui.words import near_lines
from ui.words.dispatch import DispatchSay as Say
from ui.words.roster import Roster

OF_TASK = frozenset({Deed.SEND_ANOTHER, Deed.REROUTE, Deed.CANCEL_TASK, Deed.SAID})
OF_CASE = frozenset({Deed.TAKE, Deed.HAND_OVER, Deed.PROMISE, Deed.KEEP, Deed.NOTE, Deed.CLOSE})
"""Done here as in the cases' view, in a panel beside the map."""


class DispatchWork(QObject):
    """`spoke` carries what to tell the operator, `wanted` comes when the view is to be shown. `attach` gives it the
    stage, each time that one has been built."""

    spoke = Signal(str)
    wanted = Signal()

    def __init__(self, kit: DispatchKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._stage: Stage
        self._view: DispatchView
        self.is_shown = False
        self._reader = NearReader(kit, self)
        self._sending = DispatchSending(kit, self._reader, self._show_view, self)
        self._map = MapShowing(kit, self._reader, self)
        self._showing = DispatchShowing(kit, self._reader)
        self._cover = ""
        self._named: tuple[StaffBoard | None, frozenset[tuple[TaskId, ResponderId]]] = (None, frozenset())
        self._reader.changed.connect(self._came)
        self._map.staff_chosen.connect(self._choose)
        self._map.case_chosen.connect(self._follow_case)
        kit.work.changed.connect(self._show)

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage, self._view, self.is_shown = stage, stage.dispatch, False
        self._map.attach(stage.dispatch.map)
        stage.dispatch.chosen.connect(self._choose)
        stage.dispatch.entered.connect(self._choose)
        stage.dispatch.table_turned.connect(self._show)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        self._reader.forget()
        self._map.forget()
        self._sending.forget()
        self._cover = ""
        if operator is None:
            self._kit.standing.staff = None
            self.name_staff()
        self._show()

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen. It has the keyboard among the candidates."""
        was_shown, self.is_shown = self.is_shown, is_shown
        if is_shown and not was_shown:
            self._sending.disarm()
            if self._kit.work.operator is not None:
                self._reader.again()
            self._show()
            self._view.begin()

    def refresh(self, _: Seen) -> None:
        """Once a second and after each change."""
        self._follow()
        self._show()

    def name_staff(self) -> None:
        """The console has told something: rows and timelines name the staff as they are told now."""
        standing, words = self._kit.standing, self._kit.words
        told = standing.staff, standing.orders_unsent
        if told != self._named:
            self._named = told
            words.roster = Roster.of(*told)
            self._stage.queue.view.viewport().update()

    def told(self) -> None:
        """The console has told something: an area that has become thin or empty is said once."""
        title, how = self._showing.cover()
        if title and title != self._cover:
            self.spoke.emit(f"{title}. {how}")
        self._cover = title

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here."""
        if deed in (Deed.SEND, Deed.DUTY) or deed in OF_TASK:
            return True
        if deed is Deed.CALL:
            return self._to_call() is not None
        if not self.is_shown:
            return False
        if deed is Deed.STEP:
            return self._sending.said_by() is not None or self._sending.is_step()
        if deed is Deed.BACK:
            return self._kit.work.has_panel() or self._view.is_table_shown()
        return deed in OF_CASE

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        work, whom = self._kit.work, self._to_call()
        self.spoke.emit("")
        if deed is Deed.BACK:
            self._back()
        elif deed in OF_CASE:
            work.perform(deed)
        elif deed is Deed.CALL and whom is not None:
            self._sending.call(whom)
        elif deed is Deed.DUTY:
            self._show_view()
            if not work.deciding.confirms(KEY_OF[deed].key):
                self._sending.panels.duty(self._selected())
        else:
            self._in_case(deed)

    def by_step(self) -> bool:
        """A step of the plan that sends somebody: brings the view, where the next press sends. False where there is no
        staff to send, or somebody is sent."""
        board, row = self._kit.board, self._kit.own_row()
        if row is None or board is None or not board.rows or self._sending.task(row) is not None:
            return False
        self._show_view()
        self._sending.tell_chosen(Say.HERE_THEY_ARE_STEP)
        return True

    def key_states(
        self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool, is_blind: bool
    ) -> tuple[KeyState, ...]:
        """The twelve keys, with who is sent and who is called."""
        row, own, sending = self._kit.work.row, self._kit.own_row(), self._sending
        if row is None:
            keys = DispatchKeys(self.is_shown, is_mine=False, has_case=False)
        else:
            to_call, chosen = self._to_call(), self._reader.chosen_one()
            keys = DispatchKeys(
                self.is_shown, own is not None, True, sending.task(row) is not None, sending.is_armed(),
                sending.is_step(), row.responder is not None,
                sending.short(row.municipality, chosen.responder if chosen else None),
                sending.short(row.municipality, to_call.id if to_call else None),
                sending.short(row.municipality, sending.said_by()), sending.why_not(own),
            )  # fmt: skip
        return dispatch_states(
            states, keys, self._kit.words, is_seated=is_seated, has_panel=has_panel, is_blind=is_blind
        )

    def carry_on(self, slot: Slot, fields: Fields) -> None:
        """A panel that was open in the screen before is opened again, as it stood."""
        self._sending.panels.carry_on(slot, fields)

    def _in_case(self, deed: Deed) -> None:
        """What is done to the shown case, where it is the operator's own and stands still."""
        kit, row, said = self._kit, self._kit.work.row, self._sending.said_by()
        if row is None:
            kit.tell(WindowSay.NOTHING_SELECTED)
        elif kit.own_row() is None:
            kit.tell(WindowSay.NOT_YOURS)
        elif not kit.work.settling.is_settled():
            kit.tell(WindowSay.JUST_CHANGED)
        elif deed is Deed.STEP and said is not None:
            self._sending.mark(row, said)
        elif deed in OF_TASK:
            self._sending.on_task(deed, row)
        elif self.is_shown:
            self._sending.send(row)
        else:
            self._show_view()
            if self._sending.task(row) is None:
                self._sending.tell_chosen(Say.HERE_THEY_ARE)

    def _follow(self) -> None:
        if self._kit.work.operator is not None:
            self._reader.follow()

    def _show(self) -> None:
        if self._kit.work.operator is not None and self._stage.staff.isVisible():
            self._stage.staff.near.show(self._showing.beside())
        if self.is_shown:
            self._showing.show(self._view)
            self._map.show()

    def _show_view(self) -> None:
        if not self.is_shown:
            self.wanted.emit()

    def _came(self) -> None:
        """A ranking has come, or somebody else is meant."""
        self._kit.work.changed.emit()

    def _choose(self, responder: object) -> None:
        """By the hand: in the list, by a digit, on the map, in the table."""
        self._sending.disarm()
        near, words, row = self._reader.near(), self._kit.words, self._kit.work.row
        if not isinstance(responder, str) or near is None:
            return
        if self._reader.choose(ResponderId(responder)):
            self.spoke.emit("")
            return
        barred = next((one for one in near.ranking.excluded if one.responder == responder), None)
        if barred is not None and row is not None:
            name = words.responder(row.municipality, barred.responder)
            self._kit.tell(Say.CANNOT_BECAUSE, name=name, why=near_lines.why_not(barred, words))

    def _follow_case(self, case: object) -> None:
        self._stage.queue.view.follow(CaseId(str(case)))

    def _to_call(self) -> StaffRow | None:
        """Whom F5 calls: somebody of the staff in danger; in the view who is selected in the table, who has the task,
        who is meant. Nobody while somebody talks: then the key is the call's."""
        row, call = self._kit.work.row, self._kit.standing.call
        if row is None or (call is not None and not call.course.is_over):
            return None
        if row.responder is not None:
            return self._kit.staff(row.responder)
        if not self.is_shown:
            return None
        first = self._map.first()
        return self._table_row() or (self._kit.staff(first) if first is not None else None)

    def _table_row(self) -> StaffRow | None:
        key = self._view.table.list.key() if self.is_shown and self._view.is_table_shown() else None
        return self._kit.staff(ResponderId(key)) if isinstance(key, str) else None

    def _selected(self) -> StaffRow | None:
        """Who is selected in the table, else who is meant."""
        chosen = self._reader.chosen
        return self._table_row() or (self._kit.staff(chosen) if chosen is not None else None)

    def _back(self) -> None:
        if self._kit.work.has_panel():
            self._kit.work.perform(Deed.BACK)
        else:
            self._view.turn_table()
