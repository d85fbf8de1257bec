"""What the keys of the rounds view do: looks are opened, judged, connected again and closed; the round is paused, the
night ended. Or why not, in words.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.domain.ids import LookId
from console.domain.look import LookOutcome
from ui import round_keys
from ui.actions import Deed
from ui.round_asking import RoundAsking
from ui.round_hand import RoundHand
from ui.round_keys import RoundKeys
from ui.round_report import RoundReport
from ui.round_steps import RoundSteps
from ui.rounds import round_lines as said
from ui.rounds.outcomes import DECLINED, IN_PERSON, ON_CAMERA
from ui.rounds.showing_of import OPEN, Sight
from ui.rounds.view import RoundsView
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


class RoundDeeds(QObject):
    """`spoke` carries what to tell the operator, `changed` comes when what is at hand is another."""

    spoke = Signal(str)
    changed = Signal()

    def __init__(
        self,
        words: Words,
        now: Callable[[], datetime],
        hand: RoundHand,
        steps: RoundSteps,
        asking: RoundAsking,
        report: RoundReport,
        view: Callable[[], RoundsView],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now
        self._hand = hand
        self._steps = steps
        self._asking = asking
        self._report = report
        self._view = view

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        self.spoke.emit("")
        self._view().show_looks()
        match deed:
            case Deed.BACK:
                self._go_back()
            case Deed.CLOSE:
                self._end_night()
            case Deed.TAKE:
                self._pause_round()
            case Deed.NOTE | Deed.UNMASK:
                self._asking.perform(deed, self._hand.target(self._view().rounds.selected()))
            case Deed.PROMISE:
                self._tell(LookOutcome.NOT_SEEN)
            case Deed.VIDEO:
                self._camera()
            case _:
                self._next()
        self.changed.emit()

    def press(self, digit: str) -> None:
        """A digit is an outcome."""
        table = ON_CAMERA if self._hand.look is not None else IN_PERSON
        if digit == DECLINED:
            self._tell(LookOutcome.DECLINED)
        elif digit in table:
            self._tell(table[digit][0])

    def judged(self, look: str) -> None:
        """The next one is chosen, and opened by whoever presses the key."""
        self._asking.told(LookId(look))
        following = self._hand.following()
        self._view().rounds.select(following.look if following is not None else None)
        self.changed.emit()

    def _tell(self, outcome: LookOutcome) -> None:
        hand, row = self._hand, self._hand.target(self._view().rounds.selected())
        why = round_keys.why_no_outcome(outcome, self.keys())
        if why is not None or row is None:
            self._say(why or Say.CHOOSE_ROW)
        elif hand.look is None and not self._steps.settling.is_settled():
            self._say(Say.JUST_JUDGED)  # a key that bounces must not tell of the next person
        else:
            self._steps.judge(row, outcome, self._asking.note_for(row.look))

    def _next(self) -> None:
        why, following = round_keys.why_no_next(self.keys()), self._hand.following()
        if why is not None or following is None:
            self._say(why or Say.NOTHING_NEXT)
        else:
            self.open(following.look)

    def open(self, look: LookId) -> None:
        if self._hand.paused_at is not None:
            self._say(Say.ROUND_PAUSED)
            return
        self._view().rounds.select(look)
        self._report.close()
        self._steps.open(look)

    def _camera(self) -> None:
        keys = self.keys()
        why, row = round_keys.why_no_camera(keys), self._hand.target(keys.row)
        if why is not None or row is None:
            self._say(why or Say.CHOOSE_ROW)
        elif keys.sight in (Sight.FROZEN, Sight.LOST):
            self._steps.reconnect()
        else:
            self.open(row.look)

    def _pause_round(self) -> None:
        hand = self._hand
        if hand.board is None:
            self._say(Say.NO_ROUND)
        elif hand.paused_at is not None:
            hand.paused_at = None
            self._say(Say.ROUND_GOES_ON)
        else:
            hand.paused_at = self._now()
            if hand.sight() in OPEN:
                self._steps.pause(for_alarm=False)
            self._say(Say.ROUND_IS_PAUSED)

    def _end_night(self) -> None:
        board = self._hand.board
        if self._report.is_open:
            self._report.sign()
        elif board is None:
            self._say(Say.NO_ROUND)
        elif self._hand.sight() in OPEN:
            self._say(Say.LOOK_OPEN)
        else:
            self._report.open(board.night)

    def _go_back(self) -> None:
        """One step: what is written, the report, the camera."""
        look, words = self._hand.look, self._words
        if self._asking.close() or self._report.close() or look is None:
            return
        self._steps.shut(words(Say.LEFT_LOOK, name=said.name(look.row, words)))

    def keys(self) -> RoundKeys:
        has_panel, has_report = self._asking.is_open, self._report.is_open
        return self._hand.keys(self._view().rounds.selected(), has_panel=has_panel, has_report=has_report)

    def _say(self, say: Say) -> None:
        self.spoke.emit(self._words(say))
