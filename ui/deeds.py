"""What a key, a button or the palette asks of the whole window: views, palette, settings, sound, seat; the rest goes to
the case work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId
from console.domain.plan import Act
from console.domain.queue import Fold, Group, Row
from ui.actions import EVERYWHERE, Deed
from ui.beside import NUMBERS, Beside
from ui.blindness import Blindness
from ui.call_work import CallWork
from ui.casework import CaseWork
from ui.desk_work import DeskWork
from ui.finding import Finding
from ui.following import PLAN_DEEDS, PlanFollower
from ui.frame.top_bar import MAP, ROUNDS, TECHNICAL
from ui.function_labels import KeyState, StepKey, key_states
from ui.offered import offered
from ui.office import Office
from ui.palette.finder import Finder
from ui.queue.model import QueueModel
from ui.screens import Screens
from ui.seat import Seat
from ui.stage import CALL, Stage
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words
from ui.words.plan import PlanSay
from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does what."""

    office: Office
    tasks: Tasks
    words: Words
    model: QueueModel
    work: CaseWork
    seat: Seat
    workplace: Workplace
    blindness: Blindness
    screens: Screens
    standing: Standing
    beside: Beside
    calls: CallWork
    desk: DeskWork
    now: Callable[[], datetime]


class Deeds(QObject):
    """One call for each key. `attach` gives it the screen, each time that one has been built; `view_changed` comes when
    another view is shown, in which the keys may do something else."""

    view_changed = Signal()

    def __init__(self, hands: Hands, parent: QObject) -> None:
        super().__init__(parent)
        self._hands = hands
        technical, rounds = hands.beside.technical, hands.beside.rounds
        technical.entered.connect(self.to_cases)
        technical.counted.connect(lambda count: self._stage.top.show_count(count, TECHNICAL))
        rounds.counted.connect(lambda count: self._stage.top.show_count(count, ROUNDS))
        rounds.interrupted.connect(self._alarm_takes_screen)
        rounds.wanted.connect(lambda: self.show_view(ROUNDS))
        hands.calls.wanted.connect(self._to_call)
        hands.calls.left.connect(self.to_cases)
        hands.beside.dispatch.wanted.connect(lambda: self.show_view(MAP))
        plan = hands.office, hands.tasks, hands.words, hands.work, hands.now, self._by_step
        self.plan = PlanFollower(*plan, self)
        self._finding = Finding(hands.model, hands.work, hands.words, self)
        self._finding.deed_wanted.connect(self.perform)
        self._finding.view_wanted.connect(self.show_view)
        self._stage: Stage
        self._own: dict[Deed, Callable[[], None]] = {
            Deed.CHANGE: hands.seat.change,
            Deed.LOCK: hands.seat.lock,
            Deed.QUEUE: self._to_queue,
            Deed.SETTINGS: self.open_settings,
            Deed.BLIND: self._open_blind,
            Deed.SECOND: hands.screens.toggle,
            Deed.PRINT: hands.blindness.print_list,
            Deed.HELP: hands.desk.helping.toggle,
            Deed.SILENCE: lambda: hands.workplace.silence(hands.standing.sound, hands.now()),
        }

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        hands, self._stage = self._hands, stage
        self._finding.attach(stage)
        Finder(stage.search, hands.office.find, hands.tasks, hands.words)  # lives with its palette
        stage.search.chosen.connect(self._finding.found)
        stage.top.view_chosen.connect(self.show_view)
        stage.top.search_wanted.connect(lambda: self.perform(Deed.PALETTE))
        stage.banner.wanted.connect(self.perform)
        stage.queue.folds.opened.connect(self._open_fold)
        stage.blind.risks.chosen.connect(self._finding.read_person)
        hands.workplace.attach(stage.settings)
        hands.blindness.attach(stage)
        hands.beside.attach(stage)
        hands.calls.attach(stage)
        hands.desk.attach(stage)
        stage.cases.case.outage.people.chosen.connect(self._finding.read_person)
        stage.views.currentChanged.connect(self._view_changed)

    def perform(self, deed: Deed) -> None:
        """What a key or a button asks for."""
        hands, stage = self._hands, self._stage
        hands.screens.give_back_keyboard()
        hands.calls.screen.give_back_keyboard()
        if deed is Deed.KEYS or (deed is Deed.BACK and stage.keys.isVisible()):
            states = self.key_states()
            is_round = stage.view() == ROUNDS
            labels = {state.key: state.label for state in states if is_round or state.key in ("F2", "F10")}
            stage.toggle_keys({state.key: state.why for state in states}, labels)
            return
        stage.keys.hide()  # what a key does is seen
        if deed is Deed.PALETTE:
            self._toggle_palette()
            return
        stage.search.hide()
        if deed in EVERYWHERE:
            hands.workplace.perform(deed)
        elif deed is Deed.CALL and hands.blindness.is_blind:
            hands.blindness.call_reserve()
        elif hands.seat.is_covered:
            self._perform_covered(deed)
        else:
            self._perform_on_desk(deed)

    def _perform_on_desk(self, deed: Deed) -> None:
        """Somebody sits here, and the desk is seen."""
        hands, stage = self._hands, self._stage
        if deed is Deed.SECOND and hands.calls.takes(deed):
            hands.calls.perform(deed)
        elif deed in self._own:
            self._own[deed]()
        elif (beside := hands.beside.who_takes(deed)) is not None:
            beside.perform(deed)
        elif hands.calls.takes(deed):
            hands.calls.perform(deed)
        elif deed is Deed.BACK and stage.view() not in (0, CALL):
            self.to_cases()
        elif deed is Deed.BACK and stage.cases.is_more_open():
            stage.cases.close_more()
        elif deed is Deed.BACK and self.plan.go_back():
            hands.work.spoke.emit("")
        else:
            self._perform_in_case(deed)

    def _perform_in_case(self, deed: Deed) -> None:
        """What is done with the shown case is done where it is seen."""
        work, stage = self._hands.work, self._stage
        if deed in PLAN_DEEDS and not stage.is_case_shown():
            self._bring_plan(deed)
        else:
            if not self._is_done_beside_call(deed):
                stage.show_view(0)
            if deed is not Deed.MORE:
                stage.cases.close_more()  # else a panel would open under it
            (self.plan if deed in PLAN_DEEDS else work).perform(deed)

    def _is_done_beside_call(self, deed: Deed) -> bool:
        """What is written and decided in the call's case is so beside the picture; another case is shown elsewhere."""
        return self._stage.view() == CALL and deed not in (Deed.NEXT, Deed.MORE, Deed.NEW)

    def _bring_plan(self, deed: Deed) -> None:
        """A step is marked by whoever sees it: from another view the key brings the plan, and the next press marks."""
        work = self._hands.work
        if work.row is None or self.plan.next_key(work.row).why:
            self.plan.perform(deed)  # which says why not
        else:
            self.to_cases()
            work.spoke.emit(self._hands.words(PlanSay.HERE_IT_IS))

    def _perform_covered(self, deed: Deed) -> None:
        """Before anybody sits here, or while the desk is locked."""
        if deed is Deed.BACK:
            self._hands.seat.go_back()
        elif deed is Deed.CALL:
            self._hands.seat.call_lead()

    def show_view(self, number: int) -> None:
        """One of the six views, where the desk is not covered."""
        self._stage.search.hide()
        if not self._hands.seat.is_covered:
            self._stage.show_view(number)
            if number in NUMBERS:
                self._stage.home().setFocus()

    def _to_call(self) -> None:
        """The view of the call, with its case."""
        self._stage.keys.hide()
        self.show_view(CALL)

    def to_cases(self) -> None:
        """Back to the cases, with the keyboard in the queue."""
        self.show_view(0)
        self._to_queue()

    def open_settings(self) -> None:
        self._stage.show_settings()
        self._hands.workplace.opened()

    def is_free(self) -> bool:
        """Whether nothing is under the operator's hands that a view coming by itself would take away: no case of
        their own, no look, nothing typed or decided, no search."""
        hands, row = self._hands, self._hands.work.row
        if hands.seat.is_covered or hands.work.has_panel() or self._stage.search.is_open():
            return False
        if hands.standing.look is not None:
            return False
        return row is None or not hands.work.records.is_mine(row)

    def key_states(self) -> tuple[KeyState, ...]:
        """The twelve keys as they are to look now."""
        hands, row = self._hands, self._hands.work.row
        is_seated = hands.seat.operator is not None and not hands.seat.is_covered
        states = key_states(
            row,
            is_mine=row is not None and hands.work.records.is_mine(row),
            has_waiting=hands.model.count(Group.UNANSWERED) > 0,
            is_seated=is_seated,
            has_panel=hands.work.has_panel() and not self._stage.is_blind_shown() and not hands.calls.is_noting(),
            is_blind=hands.blindness.is_blind,
            has_lead=hands.seat.has_lead(),
            words=hands.words,
            step=self._step_key(row) if row is not None else None,
        )
        states = hands.calls.key_states(states, is_seated=is_seated, is_blind=hands.blindness.is_blind)
        states = hands.desk.key_states(states)
        is_blind, has_panel = hands.blindness.is_blind, hands.work.has_panel()
        return hands.beside.key_states(states, is_seated=is_seated, has_panel=has_panel, is_blind=is_blind)

    def _by_step(self, act: Act) -> bool:
        """A step of the plan that is done by a call, or by sending somebody."""
        if act is Act.DISPATCH:
            return self._hands.beside.dispatch.by_step()
        return self._hands.calls.by_step(act)

    def _step_key(self, row: Row) -> StepKey:
        """The plan's next step where the plan is seen; else the way to it."""
        if self._stage.is_case_shown():
            return self.plan.next_key(row)
        words = self._hands.words
        step = self.plan.next_key(row)
        return StepKey(words(PlanSay.TO_PLAN), step.why, step.is_next)

    def _view_changed(self, number: int) -> None:
        """Whoever leaves another view has the keyboard in what they were writing, else in the queue: no key goes to
        what is not seen. The keys say at once what they do here."""
        if self._hands.beside.show(number) and number != CALL:
            panel = self._stage.panels.panel()
            if panel is not None and panel.has_text():
                panel.take_focus()
            else:
                self._to_queue()
        self._hands.calls.shown(is_shown=number == CALL, is_cases=number == 0)
        self.view_changed.emit()

    def _alarm_takes_screen(self, case: str) -> None:
        """An alarm while a camera is open: it is shown at once; keys that act on it wait, and nothing typed is lost."""
        self._stage.search.hide()
        self._stage.keys.hide()
        self.show_view(0)
        self._stage.queue.view.follow(CaseId(case))
        self._hands.work.settling.changed_by_itself()

    def _open_fold(self, fold: Fold) -> None:
        """A counted group: an outage is shown as its case, faults are in the technical view."""
        if not self._hands.desk.open_fold(fold):
            self.show_view(TECHNICAL)

    def _to_queue(self) -> None:
        self._stage.queue.view.setFocus()

    def _open_blind(self) -> None:
        self._stage.show_blind()
        self._hands.blindness.ask_risks()

    def _toggle_palette(self) -> None:
        stage, seat = self._stage, self._hands.seat
        if stage.search.is_open():
            stage.search.hide()
        elif not seat.is_covered and seat.operator is not None:
            stage.search.offer(offered(self.key_states(), self._hands.words))
            stage.search.open()
