"""What the technical view is told, and what its keys do: faults are cases, and the case work does with them what it
does with any; silences begin and end here.

The lane is read from what stands (`ui/standing.py`); the loud sources are asked for while the view is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from console.domain.chatter import Chatter
from console.domain.ids import CaseId
from console.domain.operator import Operator
from console.domain.refused import Refused
from console.domain.silence import SilenceId
from console.services.screen import LaneTold
from ui.actions import Deed
from ui.casework import CaseWork
from ui.function_labels import KeyState
from ui.office import Office
from ui.sight import Seen
from ui.standing import Standing
from ui.tasks import Tasks
from ui.technical.board_lines import BoardLine, board_of, warning, what
from ui.technical.lane_lines import counts_of
from ui.technical.view import TechnicalView
from ui.technical_keys import LaneKeys, lane_states
from ui.words import Words
from ui.words.technical import TechnicalSay as Say

CHATTER_EVERY = timedelta(minutes=1)

ON_A_FAULT = frozenset({Deed.TAKE, Deed.HAND_OVER, Deed.PROMISE, Deed.PARK, Deed.NOTE, Deed.CLOSE, Deed.KEEP})
"""What is done here, to the selected fault; everything else is done as in any view."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What it is done with."""

    office: Office
    tasks: Tasks
    words: Words
    work: CaseWork
    standing: Standing
    now: Callable[[], datetime]


class TechnicalWork(QObject):
    """`spoke` carries what to tell the operator, `entered` comes when the selected fault is to be shown as a case,
    `counted` carries how many faults nobody has. `attach` gives it the view, each time that one has been built."""

    spoke = Signal(str)
    entered = Signal()
    counted = Signal(str)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view: TechnicalView
        self.is_shown = False
        self._chatter: Chatter | None = None
        self._asked_at: datetime | None = None
        self._warned: frozenset[SilenceId] | None = None
        self._seen: Seen | None = None
        self._counted: tuple[LaneTold | None, str] = (None, "")
        kit.work.changed.connect(self._follow)

    def attach(self, view: TechnicalView) -> None:
        """The screen has been built, or built anew."""
        self._view, self.is_shown = view, False
        view.lane.list.chosen.connect(self._choose)
        view.lane.list.entered.connect(lambda _: self.entered.emit())
        view.board.ended.connect(self._end)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        self._chatter, self._asked_at, self._warned = None, None, None
        if operator is None:
            self._kit.standing.lane, self._kit.standing.silences = None, None
        self._show()

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen. It has the keyboard in the lane."""
        was_shown, self.is_shown = self.is_shown, is_shown
        if is_shown and not was_shown:
            self._ask_chatter()
            self._show()
            self._view.show_lane()
            self._view.home().setFocus()

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change: what stands, shown where the view is."""
        self._seen = seen
        self.counted.emit(self._count())
        if self.is_shown:
            self._show()
            self._ask_chatter()

    def told(self) -> None:
        """The console has told something: a case without a row in the queue may have a newer one, and the end of a
        silence may be near."""
        work, lane = self._kit.work, self._kit.standing.lane
        if work.apart is not None and lane is not None:
            row = next((one.row for one in lane.rows if one.row.case == work.apart), None)
            work.show_apart(row)
        self._warn()

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here. About a case that is no fault it is done where that case is seen."""
        if not self.is_shown:
            return False
        if deed in (Deed.NEXT, Deed.PARK, Deed.PROMISE):
            return True
        is_here = self._view.lane.selected() is not None or self._kit.work.row is None
        return (deed in ON_A_FAULT and is_here) or (deed is Deed.BACK and self._has_to_go_back())

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for, or says why not."""
        work = self._kit.work
        if deed is Deed.BACK:
            if not self._view.board.keep():
                work.perform(Deed.BACK)
            return
        self._view.show_lane()
        if deed is Deed.NEXT:
            self._take_next()
        elif self._view.lane.selected() is None and not work.has_panel():
            self.spoke.emit(self._kit.words(Say.CHOOSE_FAULT if work.row is None else Say.NO_PEOPLE))
        else:
            work.perform(Deed.PARK if deed is Deed.PROMISE else deed)

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look while the view is shown."""
        if not self.is_shown:
            return states
        lane = self._view.lane
        keys = LaneKeys(lane.selected(), lane.next())
        return lane_states(states, keys, self._kit.words, is_seated=is_seated, has_panel=has_panel)

    def _count(self) -> str:
        """How many faults nobody has; nothing where the lane has not been told."""
        lane = self._kit.standing.lane
        if lane is not self._counted[0]:
            waiting = counts_of(lane.rows).waiting if lane is not None else 0
            self._counted = (lane, str(waiting) if waiting else "")
        return self._counted[1]

    def _has_to_go_back(self) -> bool:
        return self._kit.work.has_panel() or self._view.board.is_asking()

    def _take_next(self) -> None:
        found, work = self._view.lane.next(), self._kit.work
        if work.operator is None:
            work.perform(Deed.NEXT)  # which says why not
            return
        if found is None:
            self.spoke.emit(self._kit.words(Say.NOTHING_WAITS))
            return
        self._choose(found.row.case)
        work.settling.chosen_by_hand()
        work.perform(Deed.TAKE)

    def _choose(self, case: object) -> None:
        found = self._view.lane.row(CaseId(str(case)))
        if found is not None:
            self._view.lane.select(found.row.case)
            self._kit.work.show_apart(found.row)

    def _show(self) -> None:
        standing = self._kit.standing
        if self._seen is not None:
            self._view.show_all(standing.lane, standing.silences, self._chatter, self._seen)
            self._follow()

    def _follow(self) -> None:
        """The selected case is another, or none: so is the selected row."""
        row = self._kit.work.row
        self._view.lane.select(row.case if row is not None else None)

    def _end(self, line: BoardLine) -> None:
        kit = self._kit
        ended = kit.words(Say.ENDED, what=what(line, kit.words))

        async def performed() -> None:
            await kit.office.end_silence(line.silence.id)
            self.spoke.emit(ended)

        kit.tasks.start(performed(), name="end silence", on_refused=self._refused)

    def _refused(self, refused: Refused) -> None:
        self.spoke.emit(self._kit.words.refused(refused))

    def _warn(self) -> None:
        """Says that a silence is about to end, once for each."""
        silences, words, now = self._kit.standing.silences, self._kit.words, self._kit.now()
        if silences is None:
            return
        lines = {line.silence.id: line for line in board_of(silences) if isinstance(line, BoardLine)}
        warned = frozenset(id for id, line in lines.items() if line.silence.is_warned)
        news = warned - self._warned if self._warned is not None else frozenset()
        self._warned = warned
        first = min((lines[id] for id in news), key=lambda line: line.silence.until, default=None)
        if first is not None:
            self.spoke.emit(warning(first, now, words))

    def _ask_chatter(self) -> None:
        """Who talks most, at most once a minute."""
        kit, now = self._kit, self._kit.now()
        is_due = self._asked_at is None or not timedelta(0) <= now - self._asked_at < CHATTER_EVERY
        if kit.work.operator is None or not is_due:
            return
        self._asked_at, who = now, kit.work.operator

        async def asked() -> None:
            found = await kit.office.chatter()
            if kit.work.operator is who:
                self._chatter = found

        kit.tasks.start(asked(), name="loud sources", on_refused=self._refused)
