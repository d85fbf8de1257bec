"""The panels in which something is decided about a task, and what carries it out: calling back, sending somebody else,
what was said by telephone, somebody's duty."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId, ResponderId
from console.domain.queue import Row
from console.domain.refused import Refused
from console.domain.responder import Duty
from console.domain.staff_board import StaffRow
from console.domain.task import Task
from ui.actions import KEY_OF, Deed
from ui.dispatch.panels import SaidBy, SaidPanel, duty_panel, whom_panel
from ui.dispatch_kit import DispatchKit
from ui.dispatch_near import NearReader
from ui.drafts import Fields, Slot
from ui.widgets.panel import Choice, Panel, TextPanel
from ui.words import near_lines
from ui.words.dispatch import DispatchSay as Say
from ui.words.task_row import at_hand

NEAREST = "nearest"
"""What stands for nobody by name in the panel of who goes instead."""

OTHERS = 5
"""So many are named in it, and the candidates above stay in sight."""

SAID_KEY = KEY_OF[Deed.STEP].key


class DispatchPanels(QObject):
    """At most one is open, in the window's place of panels; each belongs to its case, but for duty. `marked` comes when
    what somebody said has been marked."""

    marked = Signal()

    def __init__(self, kit: DispatchKit, reader: NearReader, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._reader = reader
        self._is_asking = False

    def open_task(self, row: Row | None) -> Task | None:
        """The task at hand of a case, while it is open."""
        task = at_hand(row.tasks) if row is not None else None
        return task if task is not None and task.is_open else None

    def spoken_to(self, task: Task) -> ResponderId | None:
        """Of whom something can be marked: who has it, else who is chosen, else who was asked last."""
        if task.responder is not None:
            return task.responder
        if self._reader.chosen is not None:
            return self._reader.chosen
        return task.offers[-1].responder if task.offers else None

    def cancel(self, row: Row, task: Task, fields: Fields | None = None) -> None:
        """Nobody has to go: asks why."""
        kit, words = self._kit, self._kit.words
        title, hint = words(Say.PANEL_CANCEL, number=task.number), words(Say.CANCEL_HINT)
        key = KEY_OF[Deed.CANCEL_TASK].key
        panel = TextPanel(title, hint, words(Say.CANCEL_SAVE), key, kit.look, words, rows=2)

        def decided(reason: object) -> None:
            call = kit.office.cancel_task(row.case, task.id, str(reason))
            self._carry_out(panel, call, words(Say.CANCELLED_NOW))

        self._open(panel, row.case, decided, fields)

    def reroute(self, row: Row, task: Task, fields: Fields | None = None) -> None:
        """Somebody else in the place of whoever has it: asks whom."""
        kit, words = self._kit, self._kit.words
        has = task.responder
        others = [one for one in self._reader.candidates() if one.responder != has]
        choices = [Choice(words(Say.REROUTE_NEAREST), NEAREST)] if others else []
        for one in others[:OTHERS]:
            name = words.responder(row.municipality, one.responder)
            minutes = words(Say.MINUTES, minutes=near_lines.minutes(one, words))
            choices.append(Choice(f"{name}, {minutes}", one.responder))
        title = words(Say.PANEL_REROUTE_ASKED)
        if has is not None:
            title = words(Say.PANEL_REROUTE, name=words.responder(row.municipality, has))
        key = KEY_OF[Deed.REROUTE].key
        panel = whom_panel(
            title, choices, key, words(Say.REROUTE_SAVE), words(Say.REROUTE_NOBODY), kit.look, words
        )  # fmt: skip

        def decided(whom: object) -> None:
            to = None if whom == NEAREST else ResponderId(str(whom))
            chosen = to if to is not None else others[0].responder
            name = words.responder(row.municipality, chosen)
            self._carry_out(panel, kit.office.reroute(row.case, task.id, to), words(Say.REROUTED_NOW, name=name))

        self._open(panel, row.case, decided, fields)

    def said(self, row: Row, task: Task, whom: ResponderId, fields: Fields | None = None) -> None:
        """What somebody said in a call."""
        kit, words = self._kit, self._kit.words
        name = words.responder(row.municipality, whom)
        panel = SaidPanel(name, SAID_KEY, kit.look, words)
        panel.also = panel.slot_key = KEY_OF[Deed.SAID].key

        def decided(said: object) -> None:
            if isinstance(said, SaidBy):
                call = kit.office.mark_by_phone(row.case, task.id, whom, said.mark, said.minutes)
                told = words(Say.MARKED, name=name, what=words.of(said.mark))
                self._carry_out(panel, call, told, self.marked.emit)

        self._open(panel, row.case, decided, fields)

    def duty(self, whom: StaffRow | None) -> None:
        """For somebody whose phone cannot say it; asks whose where nobody is chosen."""
        kit, words, key = self._kit, self._kit.words, KEY_OF[Deed.DUTY].key
        if whom is None:
            rows = kit.board.rows if kit.board is not None else ()
            choices = [Choice(words.responder(row.municipality, row.id), row) for row in rows]
            panel = whom_panel(words(Say.PANEL_DUTY), choices, "", "", words(Say.NO_STAFF), kit.look, words)
            panel.slot_key = key
            self._open(panel, None, lambda row: self.duty(row if isinstance(row, StaffRow) else None))
            return
        name = words.responder(whom.municipality, whom.id)
        panel = duty_panel(name, whom.duty, key, kit.look, words)

        def decided(duty: object) -> None:
            if isinstance(duty, Duty):
                told = words(Say.DUTY_SET, name=name, duty=words.of(duty))
                self._carry_out(panel, kit.office.set_duty(whom.municipality, whom.id, duty), told)

        self._open(panel, None, decided)

    def carry_on(self, slot: Slot, fields: Fields) -> None:
        """A panel that was open in the screen before is opened again, as it stood."""
        (case, key), row = slot, self._kit.own_row()
        task = self.open_task(row)
        if row is None or task is None or row.case != case or self._kit.place.open() is not None:
            return
        if key == KEY_OF[Deed.CANCEL_TASK].key:
            self.cancel(row, task, fields)
        elif key == KEY_OF[Deed.REROUTE].key:
            self.reroute(row, task, fields)
        elif key == KEY_OF[Deed.SAID].key and (whom := self.spoken_to(task)) is not None:
            self.said(row, task, whom, fields)

    def _open(
        self, panel: Panel, case: CaseId | None, decided: Callable[[object], None], fields: Fields | None = None
    ) -> None:
        panel.is_of_case = case is not None
        panel.submitted.connect(decided)
        panel.dismissed.connect(self._kit.work.close_panel)
        self._kit.place.show(panel, case, fields)
        self._kit.work.changed.emit()

    def _carry_out(
        self, panel: Panel, call: Coroutine[Any, Any, object], told: str, also: Callable[[], None] = lambda: None
    ) -> None:
        """One call, however often the key is pressed until it has been answered."""
        kit, slot = self._kit, self._kit.place.slot()
        if self._is_asking or slot is None:
            call.close()
            return
        self._is_asking = True

        def done() -> None:
            kit.place.done(panel, slot)
            also()
            kit.work.to_home()
            kit.say(told)

        def refused(why: Refused) -> None:
            kit.refused(why)
            if kit.place.open() is panel:
                panel.tell(kit.words.refused(why))

        task = kit.ask(call, "task", done, refused)
        task.add_done_callback(lambda _: self._answered())

    def _answered(self) -> None:
        self._is_asking = False
