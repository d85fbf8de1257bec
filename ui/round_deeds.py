"""What the keys of the rounds view do: looks are opened, judged, connected again and closed; the round is paused, the
night ended. Or why not, in words.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

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

SURE_AFTER, SURE_FOR = timedelta(seconds=0.5), timedelta(seconds=10)
"""Between the two presses of the key that declines a night: not a bounce, and not forgotten either."""


class RoundDeeds(QObject):
    """`spoke` carries what to tell the operator, `changed` comes when what is at hand is another, `left_case`
    carries the case whose camera has been closed."""

    spoke = Signal(str)
    changed = Signal()
    left_case = Signal(str)

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
        self._goes_on = False
        self._told_of: LookId | None = None
        self._sure: tuple[LookId, datetime] | None = None

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        self.spoke.emit("")
        self.stay()
        self._sure = None
        self._view().show_looks()
        match deed:
            case Deed.BACK:
                self._go_back()
            case Deed.CLOSE:
                self._end_night()
            case Deed.TAKE:
                self._pause_round()
            case Deed.NOTE if round_keys.is_for_case(self.keys()):
                self._say(Say.CASE_LOOK)
            case Deed.NOTE | Deed.UNMASK:
                self._asking.perform(deed, self._hand.target(self._view().rounds.selected()))
            case Deed.PROMISE:
                self._tell(LookOutcome.NOT_SEEN)
            case Deed.VIDEO:
                self._camera()
            case Deed.UNDO_STEP:
                self._mend()
            case _:
                self._next()
        self.changed.emit()

    def press(self, digit: str) -> None:
        """A digit is an outcome."""
        self.stay()
        table = ON_CAMERA if self._hand.look is not None else IN_PERSON
        if digit == DECLINED:
            self._decline()
        elif digit in table:
            self._sure = None
            self._tell(table[digit][0])

    def judged(self, look: str) -> None:
        """The next one is chosen, and opened by whoever presses the key."""
        self._told_of = LookId(look)
        self._asking.told(self._told_of)
        following = self._hand.following()
        self._view().rounds.select(following.look if following is not None else None)
        self.changed.emit()

    def _mend(self) -> None:
        """The look that was told of last, with all its outcomes again."""
        if self._hand.sight() in OPEN:
            self._say(Say.LOOK_OPEN)
            return
        self._told_of = None
        self._steps.mend(self._words(Say.MEND))

    def stay(self) -> None:
        """The next look is not opened by itself: something else has been asked for, or has come between."""
        self._goes_on = False

    def go_on(self) -> None:
        """Opens the next look, where it was asked for before the one before had been closed."""
        if self._goes_on and not self._steps.is_busy and not self._is_being_told_of():
            self.stay()
            self._next()

    def _is_being_told_of(self) -> bool:
        """Whether what is open has its outcome already, and will be closed."""
        look = self._hand.look
        return look is not None and look.row.look == self._told_of

    def _decline(self) -> None:
        """It ends the person's looks for the whole night, and is no key's slip: pressed once it asks."""
        row, now, sure = self._hand.target(self._view().rounds.selected()), self._now(), self._sure
        is_sure = (
            row is not None and sure is not None and sure[0] == row.look and SURE_AFTER <= now - sure[1] <= SURE_FOR
        )
        self._sure = None
        if row is None or is_sure or round_keys.why_no_outcome(LookOutcome.DECLINED, self.keys()) is not None:
            self._tell(LookOutcome.DECLINED)
        else:
            self._sure = (row.look, now)
            self.spoke.emit(self._words(Say.DECLINE_SURE, name=said.name(row, self._words)))

    def _tell(self, outcome: LookOutcome) -> None:
        hand, row = self._hand, self._hand.target(self._view().rounds.selected())
        why = round_keys.why_no_outcome(outcome, self.keys())
        if why is not None or row is None:
            self._say(why or Say.CHOOSE_ROW)
        elif self._steps.is_opening or (hand.look is None and not self._steps.settling.is_settled()):
            self._say(Say.JUST_JUDGED)  # a key that bounces must not tell of the next person
        else:
            self._steps.judge(row, outcome, self._asking.note_for(row.look))

    def _next(self) -> None:
        if self._steps.judging is not None or self._is_being_told_of():
            self._goes_on = True
            return
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
        self._told_of = None
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
        if look.case is not None:
            self._steps.shut(words(Say.LEFT_CASE_LOOK))
            self.left_case.emit(look.case)
            return
        self._steps.shut(words(Say.LEFT_LOOK, name=said.name(look.row, words)))

    def keys(self) -> RoundKeys:
        has_panel, has_report = self._asking.is_open, self._report.is_open
        return self._hand.keys(
            self._view().rounds.selected(), has_panel=has_panel, has_report=has_report,
            why_unsigned=self._report.why_unsigned,
        )  # fmt: skip

    def _say(self, say: Say) -> None:
        self.spoke.emit(self._words(say))
