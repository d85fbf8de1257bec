"""The calls by which a look is opened, judged, paused and closed, and what is said of each. One at a time: a key that
bounces opens no second camera and tells nothing twice.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId, LookId
from console.domain.look import NEEDS_HELP, LookFor, LookOutcome
from console.domain.refused import Reason, Refused
from console.domain.round_rows import RoundRow
from ui.actions import Settling
from ui.office import Office
from ui.round_hand import RoundHand
from ui.rounds import round_lines as said
from ui.tasks import Tasks
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


class RoundSteps(QObject):
    """`spoke` carries what to tell the operator, `judged` the look that has been told of, `alarmed` the case that an
    outcome has opened."""

    spoke = Signal(str)
    judged = Signal(str)
    alarmed = Signal(str)

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, hand: RoundHand, settling: Settling, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._hand = hand
        self.settling = settling
        self._under_way = ""

    def open(self, look: LookId) -> None:
        """The camera of a look, also for another try or to go on."""
        self._hand.for_alarm = False
        self._do("open look", self._office.open_look(look))

    def reconnect(self) -> None:
        """Asks the camera anew."""
        self._do("reconnect look", self._office.reconnect_look())

    def unmask(self, reason: str) -> None:
        """Takes the mask off for what is left."""
        self._do("unmask look", self._office.unmask_look(reason))

    def pause(self, *, for_alarm: bool) -> None:
        """Closes the camera at once, whatever else is under way, and keeps the look; one for a case is just closed."""
        look = self._hand.look
        if look is not None and look.purpose is LookFor.CASE:
            self.shut("")
            return
        self._hand.for_alarm = for_alarm
        self._hand.forget_picture()
        if self._under_way != "pause look":
            self._under_way = ""
            self._do("pause look", self._office.pause_look())

    def shut(self, text: str) -> None:
        """Closes the camera at once; the look is anybody's."""
        self._hand.forget_picture()
        self._under_way = ""
        self._do("shut look", self._office.shut_look(), lambda _: self.spoke.emit(text))

    def judge(self, row: RoundRow, outcome: LookOutcome, note: str) -> None:
        """Says what was seen."""
        words = self._words

        def done(case: object) -> None:
            self._hand.notes.pop(row.look, None)
            self.settling.changed_by_itself()
            self.judged.emit(row.look)
            following, name = self._hand.following(), said.name(row, words)
            text = words.of(outcome)
            text = f"{text[:1].lower()}{text[1:]}"
            if outcome in NEEDS_HELP:
                self.spoke.emit(words(Say.TOLD_CASE, name=name, outcome=text))
                if isinstance(case, str):
                    self.alarmed.emit(CaseId(case))
            elif following is not None:
                self.spoke.emit(words(Say.TOLD_NEXT, name=name, outcome=text, next=said.name(following, words)))
            else:
                self.spoke.emit(words(Say.TOLD, name=name, outcome=text))

        self._do("judge look", self._office.judge_look(row.look, outcome, note), done)

    def _do(
        self, name: str, call: Coroutine[Any, Any, object], done: Callable[[object], None] = lambda _: None
    ) -> None:
        if self._under_way:
            call.close()
            return

        async def performed() -> None:
            done(await call)

        self._under_way = name
        task = self._tasks.start(performed(), name=name, on_refused=self._refused)
        task.add_done_callback(lambda _: self._ended(name))
        task.add_done_callback(lambda _: call.close())

    def _ended(self, name: str) -> None:
        if self._under_way == name:
            self._under_way = ""

    def _refused(self, refused: Refused) -> None:
        if refused.reason is Reason.NO_OPEN_LOOK:  # it was closed already, which is what was asked for
            return
        self.spoke.emit(self._words.refused(refused))
