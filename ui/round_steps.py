"""The calls by which a look is opened, judged, paused and closed, and what is said of each. One at a time: a key that
bounces opens no second camera and tells nothing twice.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
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

Call = Callable[[], Coroutine[Any, Any, object]]


@dataclass(frozen=True, slots=True)
class _Step:
    """One call to the console, and what is done with its answer. `closes`: a camera that is closed already is no
    refusal. `judges`: the look of which it says what was seen."""

    name: str
    call: Call
    done: Callable[[object], None]
    closes: bool = False
    opens: bool = False
    judges: RoundRow | None = None


def _nothing(_: object) -> None:
    return


class RoundSteps(QObject):
    """`spoke` carries what to tell the operator, `judged` the look that has been told of, `alarmed` the case that an
    outcome has opened and that is to be seen; `ended` comes when nothing is under way any more, `refused` when the
    console has said no."""

    spoke = Signal(str)
    judged = Signal(str)
    alarmed = Signal(str)
    ended = Signal()
    refused = Signal()

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, hand: RoundHand, settling: Settling, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._words = words
        self._hand = hand
        self.settling = settling
        self._under_way: _Step | None = None
        self._waits: _Step | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the console has not answered yet."""
        return self._under_way is not None

    @property
    def is_opening(self) -> bool:
        """Whether a camera has been asked for that is not told of yet, or is about to be."""
        return any(step is not None and step.opens for step in (self._under_way, self._waits))

    @property
    def judging(self) -> RoundRow | None:
        """The look of which the console is being told."""
        return self._under_way.judges if self._under_way is not None else None

    def open(self, look: LookId) -> None:
        """The camera of a look, also for another try or to go on."""
        self._hand.for_alarm = False
        self._do(_Step("open look", lambda: self._office.open_look(look), _nothing, opens=True))

    def reconnect(self) -> None:
        """Asks the camera anew."""
        self._do(_Step("reconnect look", self._office.reconnect_look, _nothing))

    def mend(self, text: str) -> None:
        """What was told last stands there again; `text` says what to press then."""
        self._do(_Step("mend look", self._office.mend_look, lambda _: self.spoke.emit(text)))

    def unmask(self, reason: str) -> None:
        """Takes the mask off for what is left."""
        self._do(_Step("unmask look", lambda: self._office.unmask_look(reason), _nothing))

    def pause(self, *, for_alarm: bool) -> None:
        """Closes the camera at once, whatever else is under way, and keeps the look; one for a case is just closed."""
        look = self._hand.look
        if look is not None and look.purpose is LookFor.CASE:
            self.shut("")
            return
        self._hand.for_alarm = for_alarm
        self._hand.forget_picture()
        if self._under_way is None or self._under_way.name != "pause look":
            self._close(_Step("pause look", self._office.pause_look, _nothing, closes=True))

    def shut(self, text: str) -> None:
        """Closes the camera at once; the look is anybody's."""
        self._hand.forget_picture()
        if self._under_way is None or self._under_way.name != "shut look":
            self._close(_Step("shut look", self._office.shut_look, lambda _: self.spoke.emit(text), closes=True))

    def judge(self, row: RoundRow, outcome: LookOutcome, note: str) -> None:
        """Says what was seen."""

        def done(case: object) -> None:
            self._hand.notes.pop(row.look, None)
            self.settling.changed_by_itself()
            self.judged.emit(row.look)
            self.spoke.emit(self._told(row, outcome, has_case=isinstance(case, str)))
            if outcome in NEEDS_HELP and isinstance(case, str):
                self.alarmed.emit(CaseId(case))

        self._do(_Step("judge look", lambda: self._office.judge_look(row.look, outcome, note), done, judges=row))

    def _told(self, row: RoundRow, outcome: LookOutcome, *, has_case: bool) -> str:
        """What has been said of whom, whether it is a case now, and who is next."""
        words, following, name = self._words, self._hand.following(), said.name(row, self._words)
        text = words.of(outcome)
        text = f"{text[:1].lower()}{text[1:]}"
        if outcome in NEEDS_HELP:
            return words(Say.TOLD_CASE, name=name, outcome=text)
        told = words(Say.TOLD_OWN if has_case else Say.TOLD, name=name, outcome=text)
        if following is None:
            return told
        return words(Say.TOLD_NEXT, told=told, next=said.name(following, words))

    def _close(self, step: _Step) -> None:
        self._under_way, self._waits = None, None
        self._do(step)

    def _do(self, step: _Step) -> None:
        """One after the other: what a key asks for while the console has not answered waits for that; the same key
        again asks for nothing more."""
        if self._under_way is not None:
            if self._under_way.name != step.name:
                self._waits = step
            return

        async def performed() -> None:
            step.done(await step.call())

        self._under_way = step
        task = self._tasks.start(
            performed(), name=step.name, on_refused=lambda refused: self._refused(step, refused)
        )  # fmt: skip
        task.add_done_callback(lambda _: self._ended(step))

    def _ended(self, step: _Step) -> None:
        if self._under_way is not step:
            return
        waits, self._under_way, self._waits = self._waits, None, None
        if waits is not None:
            self._do(waits)
        else:
            self.ended.emit()

    def _refused(self, step: _Step, refused: Refused) -> None:
        self.refused.emit()
        if not (step.closes and refused.reason is Reason.NO_OPEN_LOOK):
            self.spoke.emit(self._words.refused(refused))
