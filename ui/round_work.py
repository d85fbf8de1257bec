"""What the rounds view is told, and what its keys do: looks are opened, judged, paused for an alarm, and gone back to.

The board and the open look are read from what stands (`ui/standing.py`); the newest picture is asked for while a camera
is open and seen, and kept nowhere. A camera never stays open for a screen that nobody sees: whoever goes to another
view pauses the look, whoever locks the desk closes the camera.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.alarm import AlarmClass
from console.domain.ids import CaseId, LookId
from console.domain.look import LookFor
from console.domain.operator import Operator
from console.domain.queue import Row, RowChange
from console.domain.round_rows import OpenLook
from ui import round_keys
from ui.actions import Deed
from ui.casework import CaseWork
from ui.function_labels import KeyState
from ui.office import Office
from ui.queue.model import QueueModel
from ui.round_alarms import AlarmWatch
from ui.round_asking import RoundAsking
from ui.round_deeds import RoundDeeds
from ui.round_hand import RoundHand
from ui.round_report import RoundReport
from ui.round_steps import RoundSteps
from ui.rounds import round_lines as said
from ui.rounds.showing_of import OPEN, Sight
from ui.rounds.view import RoundsView
from ui.sight import Seen
from ui.standing import Standing
from ui.tasks import Tasks
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

POLL_MS = 67
"""Between two questions for the newest picture: 15 a second."""

ON_A_LOOK = frozenset(
    {Deed.STEP, Deed.VIDEO, Deed.TAKE, Deed.PROMISE, Deed.NOTE, Deed.CLOSE, Deed.UNMASK, Deed.UNDO_STEP}
)
"""What is done here; everything else is done as in any view."""


@dataclass(frozen=True, slots=True)
class RoundKit:
    """What it is done with. `monotonic` in seconds."""

    office: Office
    tasks: Tasks
    words: Words
    work: CaseWork
    standing: Standing
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    model: QueueModel


class RoundWork(QObject):
    """`spoke` carries what to tell the operator; `interrupted` the case that takes the screen from an open look;
    `wanted` comes when the view is to be shown; `counted` carries how many looks are late or due for another try.
    `attach` gives it the view, each time that one has been built."""

    spoke = Signal(str)
    interrupted = Signal(str)
    wanted = Signal()
    counted = Signal(str)

    def __init__(self, kit: RoundKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view: RoundsView
        self.is_shown = False
        office, tasks, words = kit.office, kit.tasks, kit.words
        self._hand = RoundHand(office, kit.standing, words, kit.now, kit.monotonic)
        self._alarms = AlarmWatch()
        self._awaited: CaseId | None = None
        self._outside: frozenset[LookId] | None = None
        self._sight = Sight.NONE
        self._steps = RoundSteps(office, tasks, words, self._hand, kit.work.settling.another(), self)
        settling = kit.work.settling.another()
        self._report = RoundReport(office, tasks, words, kit.work, settling, lambda: self._view, self)
        self._asking = RoundAsking(words, self._hand, self._steps, lambda: self._view, self)
        self._deeds = RoundDeeds(
            words, kit.now, self._hand, self._steps, self._asking, self._report, lambda: self._view, self
        )
        for speaking in (self._steps, self._report, self._asking, self._deeds):
            speaking.spoke.connect(self.spoke)
        self._steps.judged.connect(self._deeds.judged)
        self._steps.refused.connect(self._deeds.stay)
        self._steps.alarmed.connect(self._deeds.stay)
        self._steps.ended.connect(self._deeds.go_on)
        self._deeds.changed.connect(self._changed)
        self._steps.alarmed.connect(self._await)
        self._deeds.left_case.connect(self.interrupted)
        self._asking.changed.connect(self._changed)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look_again)

    def attach(self, view: RoundsView) -> None:
        """The screen has been built, or built anew."""
        self._view, self.is_shown = view, False
        view.rounds.list.chosen.connect(lambda _: self._changed())
        view.rounds.list.entered.connect(lambda look: self._deeds.open(LookId(str(look))))
        view.digit.connect(self._deeds.press)
        view.covered.connect(lambda away, of=view: self._covered(away=away) if of is self._view else None)
        view.report.sign_wanted.connect(self._report.sign)
        view.report.turned.connect(self._report.turn)
        self._report.rebuilt()
        self._asking.rebuilt()

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        if operator is None:
            self._kit.standing.round, self._kit.standing.look = None, None
        self._hand.sit()
        self._asking.forget()
        self._report.close()
        self._view.rounds.select(None)
        self._alarms.forget()
        self._awaited, self._outside = None, None
        self._poll.stop()
        self._show()

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen. Whoever leaves an open camera pauses the look."""
        was_shown, self.is_shown = self.is_shown, is_shown
        if is_shown and not was_shown:
            self._alarms.gone_back()
            self._show()
            self._view.show_looks()
            self._view.home().setFocus()
        elif was_shown and not is_shown:
            if self._hand.sight() in OPEN:
                self._steps.pause(for_alarm=self._hand.for_alarm)
                self._poll.stop()
            self._show()  # the picture stays nowhere
        self._deeds.stay()

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change: what stands, shown where the view is."""
        count = self._hand.urgent()
        self.counted.emit(str(count) if count else "")
        if self.is_shown:
            self._show()

    def told(self) -> None:
        """The console has told something. What comes late, for an operator who has left, is not kept."""
        if self._kit.work.operator is None:
            self._kit.standing.round, self._kit.standing.look = None, None
        before = self._hand.told()
        if self._hand.look is None or not self._hand.look.is_paused:
            self._hand.for_alarm = self._hand.for_alarm and before is not None
        if before is not None and self._hand.look is None:
            self._steps.settling.changed_by_itself()  # a digit that was meant for it means something else now
        if self._hand.sight() not in OPEN and not self._steps.is_opening:
            self._alarms.see()
        self._tell_outside()
        self._meet_awaited()
        self._come_back()
        self._deeds.go_on()
        if self._hand.sight() in OPEN:
            self._meet_open(before)

    def arrived(self, changes: Sequence[RowChange]) -> None:
        """The queue has changed: a new alarm takes the screen from an open look, an Akut also between two looks."""
        self._alarms.apply(changes)
        if changes and (self._hand.sight() in OPEN or not self._steps.is_opening):
            self._interrupt()

    def replaced(self, rows: Iterable[Row]) -> None:
        """The queue has come as a whole."""
        self._alarms.replace(rows)

    def _interrupt(self) -> None:
        judging = self._steps.judging  # whose outcome may have opened a case just now
        row, look = self._alarms.came(judging.resident if judging is not None else None), self._hand.look
        if row is None or not self.is_shown:
            return
        if look is None or self._hand.sight() not in OPEN:
            if row.alarm_class is AlarmClass.ACUTE:  # the next key would open a camera, with a life waiting
                self.interrupted.emit(row.case)
            return
        self._alarms.left_for(row.case)
        self._steps.pause(for_alarm=True)
        self._poll.stop()
        self.interrupted.emit(row.case)
        is_kept, words = look.purpose is not LookFor.CASE, self._kit.words
        self.spoke.emit(
            words(Say.LEFT_FOR_ALARM, name=said.name(look.row, words)) if is_kept else words(Say.SPOKEN_SHUT)
        )

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here."""
        if not self.is_shown:
            return False
        is_back = deed is Deed.BACK and (
            self._asking.is_open or self._report.is_open or self._hand.sight() in OPEN
        )  # fmt: skip
        return is_back or deed in ON_A_LOOK

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        self._deeds.perform(deed)

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look while the view is shown."""
        if not self.is_shown or not is_seated:
            return states
        return round_keys.round_states(states, self._deeds.keys(), self._kit.words)

    def _show(self) -> None:
        """What stands, and a chosen row that has gone is chosen no more."""
        self._view.show_all(self._hand.all(self._view.rounds.selected()))

    def _changed(self) -> None:
        """What is at hand is another: so is what the keys say."""
        self._show()
        self._kit.work.changed.emit()

    def _look_again(self) -> None:
        """A new picture, or an older one; at a screen that nobody sees nothing is asked for."""
        if not self._view.isVisible() or self._hand.sight() not in OPEN:
            self._poll.stop()
            return
        self._hand.poll()
        row = self._view.rounds.selected()
        self._view.show_page(self._hand.page(row))
        if self._hand.sight() is not self._sight:
            self._sight = self._hand.sight()
            self._changed()

    def _covered(self, *, away: bool) -> None:
        """The view is not seen any more: something lies over the desk, or (not `away`) the window is put aside."""
        if not self.is_shown or self._hand.sight() not in OPEN:
            return
        self._poll.stop()
        if away:
            self._steps.shut("")
        else:
            self._steps.pause(for_alarm=False)
        self._show()

    def _meet_open(self, before: OpenLook | None) -> None:
        """A camera is open: it is seen, or it is closed again; and an alarm that came while it was asked for takes the
        screen from it."""
        look = self._hand.look
        is_new = before is None or look is None or before.row.look != look.row.look
        if is_new and look is not None and look.purpose is LookFor.CASE:
            self.wanted.emit()
        if not self.is_shown:
            self._steps.pause(for_alarm=False)
        elif not self._view.isVisible():
            self._steps.shut("")
        else:
            self._look_again()
            if not self._poll.isActive():
                self._poll.start()
                self._follow_open()
            self._interrupt()

    def _follow_open(self) -> None:
        look = self._hand.look
        if look is not None:
            self._view.rounds.select(look.row.look)

    def _await(self, case: str) -> None:
        self._awaited = CaseId(case)
        self._meet_awaited()

    def _meet_awaited(self) -> None:
        """The case that an outcome has opened is shown as soon as it stands in the queue."""
        if self._awaited is not None and self._kit.model.index_of(self._awaited).isValid():
            case, self._awaited = self._awaited, None
            self.interrupted.emit(case)

    def _come_back(self) -> None:
        """Nothing keeps the operator from the look that an alarm took them from: the view is shown, never a camera."""
        look = self._hand.look
        if look is None or not look.is_paused:
            return
        if self._alarms.may_go_back(self._kit.model.answered()) and not self._kit.work.has_panel():
            self._alarms.gone_back()
            words = self._kit.words
            self.wanted.emit()
            self.spoke.emit(words(Say.STILL_PAUSED, name=said.name(look.row, words)))

    def _tell_outside(self) -> None:
        """Somebody opened a camera outside the round: said once."""
        board, words = self._hand.board, self._kit.words
        if board is None:
            return
        looks = {one.look: one for one in board.outside}
        before, self._outside = self._outside, frozenset(looks)
        for look in looks.keys() - (before if before is not None else looks.keys()):
            one = looks[look]
            text = words(
                Say.OUTSIDE_SPOKEN, name=clean(one.who, 60), time=words.time(one.at), reason=clean(one.reason, 300)
            )
            self.spoke.emit(text)
