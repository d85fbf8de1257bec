"""What the night view is told, and what its keys do: a resident's night is asked for, with its reason, and walked
through.

The line is asked for when the view is shown and kept only while it is: another resident, another operator, another
view or a lock, and it is gone. Each asking is a reading and journalled: it is not asked anew by itself.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.masking import Person
from console.domain.night_line import MorningRow, NightLine, Span
from console.domain.operator import Operator
from console.domain.queue import Row
from console.domain.refused import Refused
from console.domain.sight import Grade
from ui.actions import Deed
from ui.casework import CaseWork
from ui.night.lines import small
from ui.night.loading import is_loaded, load_lanes
from ui.night.view import NightView
from ui.office import Office
from ui.panels import ASKED_REASONS
from ui.sight import Seen
from ui.tasks import Tasks
from ui.widgets.panel import Choice
from ui.words import Words
from ui.words.case import case_number
from ui.words.night import NightSay as Say
from ui.words.plain import clean

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NightKit:
    """What it is done with."""

    office: Office
    tasks: Tasks
    words: Words
    work: CaseWork
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose night is asked for, for what reason (None: the own case), and how much of it."""

    resident: ResidentId
    case: CaseId | None
    reason: ReadReason | None
    span: Span = Span.NIGHT


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose night is to be seen: the shown case's resident, or one of the morning list."""

    resident: ResidentId
    person: Person | None
    case: CaseId | None = None
    is_mine: bool = False


class NightWork(QObject):
    """`spoke` carries what to tell the operator. `attach` gives it the view, each time that one has been built."""

    spoke = Signal(str)

    def __init__(self, kit: NightKit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view: NightView
        self.is_shown = False
        self._whom: Whom | None = None
        self._wish: Wish | None = None
        self._night: NightLine | None = None
        self._read_at: datetime | None = None
        self._known_to: datetime | None = None
        self._rows: Sequence[MorningRow] | None = None
        self._aside: Whom | None = None
        self._asks = 0
        kit.work.changed.connect(self._follow)

    def attach(self, view: NightView) -> None:
        """The screen has been built, or built anew: what was read stays."""
        self._view, self.is_shown = view, False
        view.span_wanted.connect(self._take_span)
        view.reason_given.connect(self._take_reason)
        view.resident_wanted.connect(self._take_resident)
        view.again_wanted.connect(self._again)
        view.list_wanted.connect(self._ask_list)
        view.came.connect(lambda: self._uncovered(view))
        view.left.connect(lambda: self._covered(view))

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        self._forget()
        if operator is not None and self.is_shown:
            self._follow()

    def shown(self, *, is_shown: bool) -> None:
        """Whether the view is the one on the screen."""
        was_shown, self.is_shown = self.is_shown, is_shown
        if was_shown and not is_shown:
            self._forget()
        elif is_shown and not was_shown:
            self._begin()

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change: now goes on, and with it what goes on; not where nothing is seen."""
        if seen.grade is not Grade.BLIND:
            self._known_to = self._kit.now()
        if self.is_shown and self._night is not None:
            self._view.step(self._as_of())

    def takes(self, deed: Deed) -> bool:
        """Whether a deed is done here: the way back to the morning list."""
        return self.is_shown and deed is Deed.BACK and self._rows is not None and not self._view.is_list_shown()

    def perform(self, deed: Deed) -> None:
        """Does what a key asks for."""
        if deed is Deed.BACK and self._rows is not None:
            self._drop()
            self._whom = None
            self._view.show_morning(self._rows)

    def _begin(self) -> None:
        """The view is seen: what was read already is shown again, as after another language."""
        if self._night is not None and self._wish is not None:
            self._show_night()
        elif self._rows is not None and self._whom is None:
            self._view.show_morning(self._rows)
        else:
            self._whom = None
            self._follow()

    def _follow(self) -> None:
        """The shown case is another, or has become the operator's own, or there is none."""
        if not self.is_shown or self._kit.work.operator is None:
            return
        row, before = self._kit.work.row, self._whom
        whom = self._whom_of(row)
        if whom is None:
            if before is not None and before.case is None:
                return  # of the morning list
            if row is None and self._rows is not None:
                return
            self._forget_night()
            self._show_nobody(row)
        elif self._aside is not None and self._aside.case == whom.case:
            return  # it was left for the morning list
        elif before is None or (before.resident, before.case) != (whom.resident, whom.case):
            self._forget_night()
            self._rows = None
            self._open(whom)
        else:
            self._whom = whom
            if whom.is_mine and not before.is_mine and self._wish is None:
                self._open(whom)

    def _whom_of(self, row: Row | None) -> Whom | None:
        if row is None or row.resident is None:
            return None
        person = next((each for each in row.people if each.id == row.resident), None)
        return Whom(row.resident, person, row.case, self._kit.work.records.is_mine(row))

    def _open(self, whom: Whom) -> None:
        """An own case is the reason; for anything else one is asked for."""
        self._whom, self._aside, words = whom, None, self._kit.words
        if whom.is_mine:
            self._ask(Wish(whom.resident, whom.case, None))
            return
        person = whom.person
        if person is None or person.is_masked:
            title = words(Say.WHY_OPEN_MASKED)
        else:
            title = words(Say.WHY_OPEN, name=clean(person.name, 80))
        choices = [Choice(words.of(reason), reason) for reason in ASKED_REASONS]
        self._view.show_reasons(title, words(Say.WHY_OPEN_HOW), choices)

    def _show_nobody(self, row: Row | None) -> None:
        words = self._kit.words
        title, how = (Say.NOBODY, Say.NOBODY_HOW) if row is None else (Say.NO_RESIDENT, Say.NO_RESIDENT_HOW)
        self._whom = None
        self._view.show_notice(words(title), words(how), can_list=True)

    def _take_reason(self, reason: object) -> None:
        if self._whom is not None and isinstance(reason, ReadReason):
            self._ask(Wish(self._whom.resident, self._whom.case, reason))

    def _take_span(self, span: object) -> None:
        if self._wish is not None and isinstance(span, Span) and span is not self._wish.span:
            self._ask(replace(self._wish, span=span))

    def _take_resident(self, resident: object) -> None:
        person = next((row.person for row in self._rows or () if row.resident == resident), None)
        if person is not None:
            self._open(Whom(person.id, person))

    def _again(self) -> None:
        if self._wish is not None:
            self._ask(self._wish)
        elif self._whom is not None:
            self._open(self._whom)
        else:
            self._ask_list()

    def _ask(self, wish: Wish) -> None:
        """One reading of a night. One that is shown stays until the newer one comes."""
        kit, words = self._kit, self._kit.words
        self._wish = wish
        if self._night is None:
            self._view.show_notice(words(Say.LOADING), words(Say.LOADING_HOW))

        def arrived(night: NightLine) -> None:
            self._night, self._read_at = night, kit.now()
            self._known_to = self._read_at
            self._show_night()

        async def read() -> NightLine:
            night = await kit.office.night_line(wish.resident, wish.reason, wish.case, wish.span)
            if not is_loaded():
                await asyncio.to_thread(load_lanes)
            return night

        self._read(read, arrived)

    def _ask_list(self) -> None:
        """One reading of the list."""
        words = self._kit.words
        self._aside = self._whom if self._whom is not None and self._whom.case is not None else self._aside
        self._forget_night()
        self._rows = None
        self._view.show_notice(words(Say.LOADING_LIST), words(Say.LOADING_HOW))

        def arrived(rows: Sequence[MorningRow]) -> None:
            self._rows = tuple(rows)
            self._view.show_morning(self._rows)

        self._read(self._kit.office.morning_list, arrived)

    def _read(self, call: Callable[[], Coroutine[Any, Any, T]], arrived: Callable[[T], None]) -> None:
        """What is answered after another wish is nobody's."""
        self._asks = number = self._asks + 1

        async def asked() -> None:
            is_answered = False
            try:
                answer = await call()
                is_answered = True
            finally:
                if not is_answered and number == self._asks:
                    self._fail()
            if number == self._asks:
                arrived(answer)

        self._kit.tasks.start(asked(), name="night", on_refused=lambda refused: self._refused(refused, number))

    def _fail(self) -> None:
        """No contact, no store, or a fault of ours: the status line says which."""
        self._night = None
        words = self._kit.words
        self._view.show_notice(words(Say.FAILED), words(Say.FAILED_HOW), can_try=True)

    def _refused(self, refused: Refused, number: int) -> None:
        text = self._kit.words.refused(refused)
        self.spoke.emit(text)
        if number == self._asks:
            self._night, self._wish = None, None
            self._view.show_notice(self._kit.words(Say.REFUSED), text, can_try=True)

    def _show_night(self) -> None:
        night, wish, words = self._night, self._wish, self._kit.words
        if night is None or wish is None or self._read_at is None:
            return
        if wish.reason is None and wish.case is not None:
            opened = words(Say.OPENED_CASE, number=case_number(wish.case))
        else:
            reason = words.of(wish.reason if wish.reason is not None else ReadReason.OWN_CASE)
            opened = words(Say.OPENED_FOR, reason=small(reason))
        read = words(Say.READ_AT, time=words.time(self._read_at))
        self._view.show_line(night, wish.span, (opened, read), self._as_of())

    def _as_of(self) -> datetime:
        """Until when it is known what goes on: now while we see, and never before it was read."""
        read = self._read_at or self._kit.now()
        return max(read, self._known_to or read)

    def _covered(self, view: NightView) -> None:
        """A lock or another page lies over the view: what was read is forgotten. A view that was built anew and is no
        longer ours says nothing."""
        if view is self._view and self.is_shown:
            self._forget()

    def _uncovered(self, view: NightView) -> None:
        if view is self._view and self.is_shown and self._night is None and self._rows is None:
            self._whom = None
            self._follow()

    def _forget(self) -> None:
        self._aside = None
        self._forget_night()
        self._rows = None
        self._view.forget()

    def _forget_night(self) -> None:
        self._drop()
        self._whom = None

    def _drop(self) -> None:
        """The line, and any answer that is still under way."""
        self._asks += 1
        self._night, self._wish, self._read_at = None, None, None
