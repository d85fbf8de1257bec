"""The left column: who can sit down here, found by typing, chosen by arrows; in the demo by a digit too.

The list holds the keyboard; what it does not use goes on to the page. A name is never cut to make room: it wraps, and
what stands at its right goes below.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from console.domain.ids import OperatorId
from ui.assets import Icon
from ui.sign_in.choice import Candidate, Choice, Sort
from ui.sign_in.people_list import Head, PeopleDelegate, PeopleModel, PersonLine, Remark
from ui.sign_in.rights import roles_by_place
from ui.theme import Look
from ui.widgets.parts import KeyCap, KeyedButton, column, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.plain import clean
from ui.words.sign_in import SignInSay

DIGITS = "1234567890"
OTHER_KEY = "Alt+A"
GROUPS = {
    Sort.BEFORE: SignInSay.GROUP_BEFORE,
    Sort.OTHERS: SignInSay.GROUP_OTHERS,
    Sort.INVENTED: SignInSay.GROUP_INVENTED,
}


class PeopleView(QListView):
    """Moves by arrows, pages and ends; every other key is the page's."""

    MOVES = frozenset(
        {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


class PeopleColumn(QWidget):
    """`changed` comes when another is chosen, `taken` when the mouse chooses one, `other_wanted` for a written
    account."""

    changed = Signal()
    taken = Signal()
    other_wanted = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._choice = Choice()
        self._people: tuple[Candidate, ...] = ()
        self._is_filling = False
        self._is_slim = False
        self._is_told = False
        px, pad = look.theme.px, look.theme.density.edge
        layout = column(self)
        head = line(margins=(px(pad), px(14), px(pad), px(14)), gap=px(12))
        self._how = SafeLabel("", "reason", longest=60)
        head.addWidget(SafeLabel(words(Say.WHO_ARE_YOU), "strong"), 1)
        head.addWidget(self._how)
        layout.addLayout(head)
        layout.addWidget(rule())
        self.view = self._list()
        layout.addWidget(self.view, 1)
        layout.addWidget(rule())
        foot = line(margins=(px(pad), px(7), px(pad), px(7)), gap=px(8))
        self._count = SafeLabel("", "reason")
        foot.addWidget(self._count, 1)
        self._arrows = (KeyCap("↑", look), KeyCap("↓", look))
        for cap in self._arrows:
            foot.addWidget(cap)
        self.other = KeyedButton(words(SignInSay.OTHER_ACCOUNT), OTHER_KEY.replace("+", " "), look)
        self.other.setFixedHeight(px(30))
        self.other.clicked.connect(self.other_wanted)
        foot.addWidget(self.other)
        layout.addLayout(foot)

    def take_up(self, choice: Choice) -> None:
        """This is what is chosen and sought."""
        self._choice = choice
        self._fill()

    def show_people(self, people: Sequence[Candidate]) -> None:
        """Everybody there is now. Who was chosen stays chosen."""
        if tuple(people) != self._people or not self._is_told:
            self._people, self._is_told = tuple(people), True
            self._fill()

    def people(self) -> tuple[Candidate, ...]:
        """Everybody, found or not."""
        return self._people

    def chosen(self) -> Candidate | None:
        """Who is chosen among those that are shown."""
        return next((one for one in self._people if one.id == self._choice.person), None)

    def invented_at(self, digit: str) -> Candidate | None:
        """The demo's operator with this digit."""
        invented = [one for one in self._people if one.is_invented][: len(DIGITS)]
        number = DIGITS.find(digit) if digit else -1
        return invented[number] if 0 <= number < len(invented) else None

    def seek(self, text: str) -> None:
        """Shows those whom the text finds."""
        self._choice.sought = clean(text, 40).lstrip()
        self._fill()
        self.changed.emit()

    def choose(self, person: OperatorId) -> None:
        """Chooses somebody."""
        self._choice.person = person
        self._mark()

    def fit(self, *, is_slim: bool) -> None:
        """A slim list leaves its foot to the key."""
        self._is_slim = is_slim
        self._count.setVisible(not is_slim)
        self._show_arrows()

    def show_written(self, *, is_written: bool) -> None:
        """While an account is written by name nobody of the list is marked."""
        if is_written:
            self.view.selectionModel().clearSelection()
        else:
            self._mark()

    def refresh(self) -> None:
        """A second has passed: an account may have been unlocked."""
        self._fill(only_if_changed=True)

    def _list(self) -> PeopleView:
        view = PeopleView()
        self._model = PeopleModel(view)
        view.setModel(self._model)
        view.setItemDelegate(PeopleDelegate(self._look, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setAccessibleName(self._words(SignInSay.PEOPLE))
        view.selectionModel().currentChanged.connect(lambda *_: self._follow())
        view.clicked.connect(lambda index: self.taken.emit() if self._model.person_at(index.row()) else None)
        self._look.changed.connect(view.viewport().update)
        return view

    def _follow(self) -> None:
        found = self._model.person_at(self.view.currentIndex().row())
        if found is not None and not self._is_filling and found.id != self._choice.person:
            self._choice.person = found.id
            self._choice.is_other = False
            self.changed.emit()

    def _fill(self, *, only_if_changed: bool = False) -> None:
        words, sought = self._words, self._choice.sought
        lines = self._lines([one for one in self._people if one.is_found_by(sought)])
        if not (only_if_changed and lines == self._model.lines):
            self._is_filling = True
            self._model.replace(lines)
            self._is_filling = False
            found = [one.person for one in lines if isinstance(one, PersonLine)]
            if self._choice.person not in [one.id for one in found] and found:
                self._choice.person = found[0].id
            self._mark()
        how = words(SignInSay.SEARCHED, text=sought) if sought else words(SignInSay.SEARCH_HOW)
        self._how.setText(how if self._people else "")
        self._how.wear("strong" if sought else "reason")
        accounts = sum(not one.is_invented for one in self._people)
        self._count.setText(words(SignInSay.ACCOUNTS, n=accounts) if accounts else "")
        self._show_arrows()

    def _show_arrows(self) -> None:
        for cap in self._arrows:
            cap.setVisible(len(self._people) > 1 and not self._is_slim)

    def _mark(self) -> None:
        row = self._model.row_of(self._choice.person)
        if row is not None and not self._choice.is_other:
            self._is_filling = True
            self.view.setCurrentIndex(self._model.index(row))
            self._is_filling = False

    def _lines(self, found: Sequence[Candidate]) -> tuple[Head | PersonLine | Remark, ...]:
        words = self._words
        lines: list[Head | PersonLine | Remark] = []
        for sort, say in GROUPS.items():
            group = [one for one in found if one.sort is sort]
            if group:
                lines.append(Head(f"{words(say)}  {len(group)}"))
                lines += [self._line(one) for one in group]
            if group and sort is Sort.INVENTED:
                lines.append(Remark(words(Say.INVENTED_HOW)))
        if self._is_told and not found:
            lines.append(Remark(words(SignInSay.NO_HITS if self._people else SignInSay.NO_LIST)))
        return tuple(lines)

    def _line(self, one: Candidate) -> PersonLine:
        words, now = self._words, self._now()
        name, roles = clean(one.name, 120), clean(roles_by_place(one.grants, words), 300)
        is_locked = one.is_locked(now)
        icon = Icon.LOCKED if is_locked else Icon.PERSON
        invented = [each for each in self._people if each.is_invented]
        number = invented.index(one) if one.is_invented else len(DIGITS)
        key = DIGITS[number] if number < len(DIGITS) else ""
        return PersonLine(one, name, roles, self._state(one, now), icon, key, is_quiet=is_locked)

    def _state(self, one: Candidate, now: datetime) -> str:
        """What stands at the right: locked before in now before when last here."""
        words = self._words
        if one.is_invented:
            return words(SignInSay.NO_PASSWORD)
        if one.locked_until is not None and one.is_locked(now):
            return words(SignInSay.LOCKED_UNTIL, time=words.time(one.locked_until))
        if one.is_in_now:
            return words(SignInSay.IN_NOW)
        if one.last_seat_at is None:
            return ""
        day, today = one.last_seat_at.astimezone(words.zone).date(), now.astimezone(words.zone).date()
        if day == today:
            return words.time(one.last_seat_at)
        if day == today - timedelta(days=1):
            return words(SignInSay.YESTERDAY, time=words.time(one.last_seat_at))
        return words.day(one.last_seat_at)
