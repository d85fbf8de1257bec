"""Who sits at this screen: sign-in, change of operator, lock. The console decides; this asks and remembers the answer.

Locked, the desk is covered: alarms go on, what waits is shown without names, and what the operator has stays. What was
tried of this place before the shift is told to the console once, when somebody else than before has signed in.
"""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.account import Face
from console.domain.ids import OperatorId
from console.domain.link import LostContact
from console.domain.operator import Operator
from console.domain.refused import Reason, Refused
from console.domain.start_check import CheckKind
from ui.blindness import Dial
from ui.office import Office
from ui.sight import Seen
from ui.sign_in.choice import Choice, candidates
from ui.sign_in.findings import Known, results
from ui.sign_in.panel import SignInPanel
from ui.standing import Standing
from ui.start_checks import StartChecks
from ui.tasks import Tasks
from ui.words import Words
from ui.words.blind import BlindSay
from ui.words.phones import phone
from ui.words.sign_in import SignInSay

FACES_EVERY = timedelta(seconds=15)
"""While the list is shown, who is in now and who is locked is asked again so often."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where this screen stands, and what holds for wrong passwords there; None for what is not known."""

    centre: str = ""
    name: str = ""
    tries: int | None = None
    locked_for: timedelta | None = None


class Seat(QObject):
    """`changed` comes when another sits here, or nobody; `page_changed` when the desk is to be shown or covered."""

    changed = Signal()
    page_changed = Signal()

    def __init__(
        self, office: Office, tasks: Tasks, words: Words, now: Callable[[], datetime], dial: Dial, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._panel: SignInPanel
        self._words = words
        self._now = now
        self._dial = dial
        self._place = Place()
        self._choice = Choice()
        self._choosable: Sequence[Operator] = ()
        self._faces: Sequence[Face] = ()
        self._faces_at: datetime | None = None
        self._known: Known | None = None
        self._is_asking = False
        self._is_listed = False
        self._has_sat = False
        self.checks = StartChecks(office, tasks, now, self)
        self.operator: Operator | None = None
        self.is_covered = True
        self.is_locked = False
        self.checks.changed.connect(self._show_known)
        self.checks.heard.connect(lambda level: self._panel.hear(level))

    def describe(self, place: Place) -> None:
        """What the settings say of this place."""
        self._place = place
        self._show_place()

    def attach(self, panel: SignInPanel) -> None:
        """The screen has been built, or built anew: this is the panel now. What was chosen and written is there again,
        but for the password."""
        office, self._panel, said = self._office, panel, self._choice.said
        panel.wanted.connect(lambda login, password: self._enter(office.sign_in(login, password)))
        panel.chosen.connect(lambda operator: self._enter(office.sign_in_as(OperatorId(operator))))
        panel.left.connect(lambda: self._ask(office.sign_out()))
        panel.dismissed.connect(self.go_back)
        panel.tried.connect(self._try)
        panel.lead_wanted.connect(self.call_lead)
        panel.show_seat(self.operator, is_locked=self.is_locked)
        panel.take_up(self._choice)
        if self._is_listed:
            panel.show_people(candidates(self._faces, self._choosable))
        panel.show_asked(is_asked=self._is_asking)
        panel.tell(said)
        self._show_place()
        self._show_known()

    def refresh(self, standing: Standing, seen: Seen, ticks: Sequence[bool]) -> None:
        """Once a second, and after each change."""
        self._known = Known(self.checks.findings, standing, seen, tuple(ticks))
        self._show_known()
        is_old = self._faces_at is not None and abs(self._now() - self._faces_at) >= FACES_EVERY
        if is_old and self.is_covered and not seen.is_over:
            self._ask_people()

    def sit(self, operator: Operator | None) -> None:
        """The console says who sits here now."""
        is_other = (operator.id if operator else None) != (self.operator.id if self.operator else None)
        self.operator = operator
        self.is_locked = False
        self.is_covered = operator is None
        self._has_sat = self._has_sat or operator is not None
        self._choice.renew(operator.id if operator is not None else None)
        self._show()
        if is_other:
            self.changed.emit()

    def ask_who(self) -> None:
        """Asks who may sit here, and tries the place. Needs the loop to run."""
        self._show_place()
        self._ask_people(begins=True)
        if self.is_covered:
            self.checks.begin(listens=not self.is_locked)

    def change(self) -> None:
        """Another operator wants to sit here. Whoever sits here goes on until that one has signed in."""
        self.is_covered = True
        self._show()

    def lock(self) -> None:
        """Covers the desk; only a sign-in uncovers it."""
        if self.operator is not None:
            self.is_locked = True
            self.is_covered = True
            self._choice.renew(self.operator.id)
            self._choice.is_entering = True
            self._show()
            self._ask(self._office.lock())

    def go_back(self) -> None:
        """Undoes what was begun on the page; else back to the desk, where somebody sits here and it is not locked."""
        if not self._panel.step_back() and self.operator is not None and not self.is_locked:
            self.is_covered = False
            self._show()

    def call_lead(self) -> None:
        """F5 before anybody sits here: calls the shift lead, if there is a number."""
        number = self._lead()
        if number:
            say = BlindSay.DIALLED if self._dial(number) else BlindSay.DIAL_BY_HAND
            self._panel.tell(self._words(say, phone=phone(number)))

    def has_lead(self) -> bool:
        """Whether there is a number to call."""
        return bool(self._lead())

    def _show(self) -> None:
        self._panel.show_seat(self.operator, is_locked=self.is_locked)
        self._panel.take_up(self._choice)
        self.checks.end()
        if self._faces_at is not None and self.is_covered:
            self._ask_people()
            self.checks.begin(listens=not self.is_locked)
        self.page_changed.emit()
        if self.is_covered:
            self._panel.take_focus()

    def _show_known(self) -> None:
        if self._known is not None and self.is_covered:
            restarted = self._known.standing.restarted
            self._panel.refresh(self._known, restarted if not self._has_sat else None)

    def _show_place(self) -> None:
        place, words = self._place, self._words
        where = place.centre
        if place.centre and place.name:
            where = words(SignInSay.PLACE, centre=place.centre, place=place.name)
        rules = ""
        if place.tries is not None and place.locked_for is not None:
            rules = words(SignInSay.TRIES, n=place.tries, time=words.duration(place.locked_for))
        self._panel.show_place(where, rules, self._lead())

    def _lead(self) -> str:
        try:
            return self._office.reserve().shift_lead_phone
        except LostContact:  # the console is not open yet
            return ""

    def _try(self, kind: CheckKind) -> None:
        trials = {CheckKind.SOUND: self.checks.play, CheckKind.HEADSET: self.checks.switch}
        trials.get(kind, self.checks.look)()

    def _enter(self, call: Coroutine[Any, Any, Operator]) -> None:
        if self._is_asking:
            call.close()
            return
        self._is_asking = True
        self._panel.show_asked(is_asked=True)
        self._ask(self._entered(call))

    async def _entered(self, call: Coroutine[Any, Any, Operator]) -> None:
        """Signs in, and tells the console what was tried before: once for each shift, not for a screen unlocked."""
        before = self.operator.id if self.operator is not None else None
        found = results(self._known) if self._known is not None else ()
        try:
            operator = await call
        finally:
            self._is_asking = False
            self._panel.show_asked(is_asked=False)
        if operator.id != before and found:
            await self._office.checked(found)

    def _ask(self, call: Coroutine[Any, Any, object]) -> None:
        self._tasks.start(call, name="sign_in", on_refused=self._refused)

    def _refused(self, refused: Refused) -> None:
        text = self._words.refused(refused)
        if refused.reason is Reason.ACCOUNT_LOCKED and refused.detail.isdecimal():
            until = self._now() + timedelta(seconds=int(refused.detail))
            text = self._words(SignInSay.ACCOUNT_LOCKED, time=self._words.time(until))
        self._panel.tell(text)
        self._panel.take_focus()
        if self._faces_at is not None:
            self._ask_people()

    def _ask_people(self, *, begins: bool = False) -> None:
        self._faces_at = self._now()
        self._ask(self._fetch_people(begins=begins))

    async def _fetch_people(self, *, begins: bool) -> None:
        self._choosable = await self._office.choosable()
        self._faces = await self._office.faces()
        self._is_listed = True
        self._panel.show_people(candidates(self._faces, self._choosable))
        if self.is_covered and begins:
            self._panel.take_focus()
