"""The call at this console: when its view comes and goes, and which part does what a key asks.

A call that begins by the operator's key shows its view; other views may be visited while it goes on, and a strip tells
of it there. The speech goes on while the desk is locked, and whoever unlocks can hang up. Making a call is in
`call_ringing.py`, what is done in one in `call_steering.py`, what is seen of it in `call_showing.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.domain.call_engine import EngineOrder
from console.domain.call_shown import OpenCall
from console.domain.ids import LookId, ResidentId
from console.domain.lifecycle import State
from console.domain.look import LookFor
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.plan import Act
from ui import call_keys, call_ringing, call_steering
from ui.actions import KEY_OF, Deed
from ui.call import called
from ui.call_devices import CallDevices
from ui.call_kit import CallKit
from ui.call_ringing import CallRinging
from ui.call_screen import CallScreen
from ui.call_showing import CallShowing
from ui.call_steering import CallSteering
from ui.call_ways import CallWays
from ui.drafts import Fields, Slot
from ui.engine_place import EnginePlace, MakeEngine
from ui.function_labels import KeyState
from ui.panel_place import PanelPlace
from ui.places import Places
from ui.round_work import RoundKit, RoundWork
from ui.stage import Stage
from ui.theme import Look
from ui.words.call import CallSay
from ui.words.phrases import Say as WindowSay

CONTROLS = (Deed.MUTE, Deed.CAMERA, Deed.LOUDER, Deed.INVITE, Deed.HANG_UP)
"""What a click on each of the five controls does; on the sound one step up, at the loudest one down."""

KEPT_FROM_CALL = frozenset({Deed.TAKE, Deed.HAND_OVER, Deed.CLOSE})
"""What is not done with a case while somebody talks in it."""


@dataclass(frozen=True, slots=True)
class CallParts:
    """What it works with beside what every view has. `is_covered`: whether the desk is."""

    kit: RoundKit
    rounds: RoundWork
    look: Look
    place: PanelPlace
    places: Places
    make_engine: MakeEngine
    is_covered: Callable[[], bool]


class CallWork(QObject):
    """`spoke` carries what to tell the operator; `wanted` comes when the view is to be shown, `left` when the cases
    are. `attach` gives it the stage, each time that one has been built."""

    spoke = Signal(str)
    wanted = Signal()
    left = Signal()

    def __init__(self, parts: CallParts, window: QWidget) -> None:
        super().__init__(window)
        self._parts = parts
        kit, look = parts.kit, parts.look
        self._office, self._work, self._standing = kit.office, kit.work, kit.standing
        self.engine = EnginePlace(parts.make_engine, kit.office.engine_said, look, kit.now, self)
        self._kit = CallKit(
            kit.office, kit.tasks, kit.words, look, kit.work, kit.standing, kit.model, parts.place, self.engine,
            kit.now, kit.monotonic, self.spoke.emit,
        )  # fmt: skip
        self.ways = CallWays(kit.office, kit.tasks, kit.work, self._look_at_hand, self)
        self._ringing = CallRinging(self._kit, self.ways, self)
        self._steering = CallSteering(self._kit, self)
        self.screen = CallScreen(look, kit.words, parts.places, window)
        self.showing = CallShowing(self._kit, self.screen, parts.is_covered, self)
        self.devices = CallDevices(
            self.engine, lambda: self._kit.live is not None, self.showing.place_surface, self
        )  # fmt: skip
        self._stage: Stage
        self._before: OpenCall | None = None
        self._is_noting = False
        self.engine.devices_changed.connect(kit.work.changed)
        self.ways.changed.connect(kit.work.changed)
        self.screen.spoke.connect(self.spoke)
        kit.work.changed.connect(self._case_changed)

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage = stage
        stage.call.pressed.connect(self._press)
        stage.strip.wanted.connect(self.wanted)
        self.showing.attach(stage)
        self.devices.attach(stage.settings.calls)

    def ask_engine(self, order: EngineOrder | None) -> None:
        """An order of the console."""
        self.engine.order(order)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        if operator is None:
            self._standing.call = None
            self.told()
        self._ringing.forget()
        self.ways.refresh()

    def cover(self) -> None:
        """Another page of the seat: over a covered desk nothing is tried."""
        if self._parts.is_covered():
            self.devices.stop()

    def shown(self, *, is_shown: bool, is_cases: bool) -> None:
        """Whether the view is the one on the screen, or the cases are. The note goes along to the cases alone; in
        another view it is put away with what is typed, and is there again beside the call."""
        is_noting, self.showing.is_shown = self.is_noting(), is_shown
        if is_noting and self._is_noting and not is_shown and not is_cases:
            self._is_noting = False
            self._work.close_panel()
        self.ways.refresh()
        if not self._stage.is_settings_shown():
            self.devices.stop()
        if is_shown:
            self._stage.call.home().setFocus()
            self._follow_case()
        self.showing.show()

    def told(self) -> None:
        """The console has told something."""
        before, call = self._before, self._standing.call
        self._before = call
        self.ways.refresh()
        is_new = call is not None and (before is None or before.id != call.id)
        if is_new:
            self.devices.stop()
        if is_new and not self._parts.is_covered():
            self._is_noting = False
            self.wanted.emit()
        if call is None and before is not None:
            self.screen.close()
            if self.showing.is_shown:
                self.left.emit()
        if call is not None and before is not None and not is_new:
            self._tell_change(before, call)
        self._steering.told()
        self.showing.show()

    def is_noting(self) -> bool:
        """Whether the panel that is open is the note beside the call: then the next key may still be lit."""
        return self.showing.is_shown and self._work.deciding.deed() is Deed.NOTE

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here."""
        if deed in call_ringing.DEEDS or deed in call_steering.DEEDS or deed is Deed.TO_CALL:
            return True
        if deed is Deed.BACK:
            return self.showing.is_shown and (not self._work.has_panel() or self._has_empty_note())
        if deed is Deed.SECOND:
            return self._kit.live is not None or self.screen.is_open()
        return deed in KEPT_FROM_CALL and self._keeps(deed)

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        self.spoke.emit("")
        live = self._kit.live
        if deed is Deed.INVITE and self._work.deciding.confirms(KEY_OF[deed].key):
            return
        if deed in KEPT_FROM_CALL:
            self._kit.tell(CallSay.HANG_UP_FIRST)
        elif deed is Deed.TO_CALL:
            self._to_call()
        elif deed is Deed.BACK:
            self._back()
        elif deed is Deed.SECOND:
            self.screen.toggle()
        elif deed is Deed.VIDEO and live is not None:
            self._steering.picture()
        elif deed is Deed.CALL and live is not None:
            self._steering.voice()
        elif deed in call_ringing.DEEDS:
            self._ring(deed)
        else:
            self._steering.perform(deed)

    def by_step(self, act: Act) -> bool:
        """A step of the plan that a call does: begins it, where there is something to call by."""
        return self._ringing.by_step(act)

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool, is_blind: bool) -> tuple[KeyState, ...]:
        """The twelve keys, with what reaches somebody."""
        if not is_seated:
            return states
        kept = frozenset(deed for deed in KEPT_FROM_CALL if self._keeps(deed))
        return call_keys.call_states(states, self._kit.live, self._ringing, kept, self._kit.words, is_blind=is_blind)

    def carry_on(self, slot: Slot, fields: Fields) -> None:
        """A panel of a call that was open in the screen before is opened again, as it stood."""
        (case, key), row = slot, self._work.row
        if case == (row.case if row is not None else None) and self._parts.place.open() is None:
            self._ringing.carry_on(key)
            self._steering.carry_on(key, fields)

    def rebuild(self) -> None:
        """Another language or size."""
        self.screen.rebuild()
        self.showing.show()

    def close(self) -> None:
        """The program ends."""
        self.screen.close()
        self.engine.close()

    def _ring(self, deed: Deed) -> None:
        """Nobody is rung because the case has changed under the hand."""
        target = self.ways.target()
        if target is not None and target.case is not None and not self._work.settling.is_settled():
            self._kit.tell(WindowSay.JUST_CHANGED)
        else:
            self._ringing.perform(deed)

    def _keeps(self, deed: Deed) -> bool:
        """Whether the shown case may not be let go: somebody talks in it."""
        live, row = self._kit.live, self._work.row
        if live is None or row is None or live.case != row.case or not self._work.records.is_mine(row):
            return False
        return deed is not Deed.TAKE or row.state is State.CLAIMED

    def _to_call(self) -> None:
        if self._standing.call is None:
            self._kit.tell(CallSay.NO_CALL)
        else:
            self.wanted.emit()

    def _back(self) -> None:
        """Esc: a call that is over is put away; from one that goes on, to the cases."""
        call = self._standing.call
        if call is not None and call.course.is_over:
            self._work.close_panel()
            self._kit.ask(self._office.put_call_away(), "put_away")
        else:
            self.left.emit()

    def _has_empty_note(self) -> bool:
        """Beside a call that is over: without a word in it, it goes with the call."""
        note = self._parts.place.open()
        return self._kit.live is None and self.is_noting() and note is not None and not note.has_text()

    def _press(self, number: int) -> None:
        """A control was clicked."""
        call, deed = self._standing.call, CONTROLS[number]
        if deed is Deed.HANG_UP and call is not None and call.course.is_over:
            deed = Deed.BACK
        if deed is Deed.LOUDER and call is not None and call.volume >= 100:
            deed = Deed.QUIETER
        self.perform(deed)

    def _case_changed(self) -> None:
        """Another case was chosen: it is shown with the cases, and the call in the strip."""
        self.ways.refresh()
        call, row = self._standing.call, self._work.row
        is_other = call is not None and call.case is not None and row is not None and row.case != call.case
        if self.showing.is_shown and is_other:
            self.left.emit()

    def _follow_case(self) -> None:
        """The plan beside the call is that of its case; and the note is open, once, for whoever listens and writes."""
        call, work = self._standing.call, self._work
        if call is not None and call.case is not None and (work.row is None or work.row.case != call.case):
            self._stage.queue.view.follow(call.case)
        row = self.showing.row()
        if self._is_noting or row is None or work.has_panel() or self._stage.call.is_folded():
            return
        if self._kit.live is not None and work.row == row and work.records.is_mine(row):
            self._is_noting = True
            work.deciding.open(row, Deed.NOTE)

    def _tell_change(self, before: OpenCall, call: OpenCall) -> None:
        if before.course.answered_at is None and call.course.answered_at is not None:
            who = self._kit.words.sentence(called.first(call, self._kit.words))
            self._kit.tell(CallSay.CONNECTED_NOW, who=who)
        elif call.course.is_over and not before.course.is_over:
            self.spoke.emit(self.showing.result())
        elif call.owner is not None and call.owner != before.owner:
            self.spoke.emit(called.owner(call, self._kit.words))

    def _look_at_hand(self) -> tuple[LookId, ResidentId, Person | None] | None:
        """The look whose person the keys mean, while the rounds view is shown."""
        if not self._parts.rounds.is_shown:
            return None
        look = self._standing.look
        if look is not None and look.purpose is LookFor.CASE:
            return None
        row = look.row if look is not None else self._stage.rounds.rounds.selected()
        return (row.look, row.resident, row.person) if row is not None and row.resident is not None else None
