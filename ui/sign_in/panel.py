"""Who sits here: faces and password, or in the demo an invented operator by digit; change of operator; lock.

Before anybody is seated it shows what may be shown without names: what waits, and what was tried of this place. The
seat decides what its signals mean; the choice it is given outlives the page.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.operator import Operator
from ui.sign_in.check_lines import KEYS
from ui.sign_in.choice import Candidate, Choice
from ui.sign_in.entrance import SHOW_KEY
from ui.sign_in.page import SignInPage
from ui.sign_in.people import OTHER_KEY
from ui.theme import Look
from ui.words import Words


class SignInPanel(SignInPage):
    """`wanted` carries account and password, `chosen` an invented operator, `left` a wish to leave, `tried` the kind of
    a check that is wanted again, `lead_wanted` a call to the shift lead; `dismissed` comes with Esc where somebody
    sits here already."""

    wanted = Signal(str, str)
    chosen = Signal(object)
    left = Signal()
    dismissed = Signal()
    tried = Signal(object)
    lead_wanted = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(look, words, now, parent)
        self._choice = Choice()
        self._is_asked = False
        self._join()
        self.show_seat(None, is_locked=False)

    def take_up(self, choice: Choice) -> None:
        """What is chosen and typed, here or on the page before this one."""
        self._choice = choice
        self.people.take_up(choice)
        self._show_choice()
        self.entrance.tell(choice.said)

    def show_people(self, people: Sequence[Candidate]) -> None:
        """Who can be chosen; without any, the account is written by name."""
        self.people.show_people(people)
        self._show_choice()

    def show_seat(self, operator: Operator | None, *, is_locked: bool) -> None:
        """Who sits here now, if anybody, and whether the screen is locked."""
        self.entrance.show_seat(operator, is_locked=is_locked)
        self.tell("")
        self._show_choice()

    def show_asked(self, *, is_asked: bool) -> None:
        """Whether the console is about to answer: until then nothing is asked again."""
        self._is_asked = is_asked
        self.entrance.show_asked(is_asked=is_asked)

    def tell(self, text: str) -> None:
        """Why it did not go."""
        self._choice.said = text
        self.entrance.tell(text)

    def take_focus(self) -> None:
        """Gives the keyboard to where the hand begins, or was."""
        entrance, chosen = self.entrance, self.people.chosen()
        is_written = self._choice.is_other or chosen is None
        if is_written and not self._choice.account:
            entrance.account.setFocus()
        elif is_written or (self._choice.is_entering and chosen is not None and not chosen.is_invented):
            entrance.password.setFocus()
        else:
            self.people.view.setFocus(Qt.FocusReason.TabFocusReason)

    def step_back(self) -> bool:
        """Esc: undoes a search, or leaves the password for the list. False where there is nothing to undo."""
        choice = self._choice
        if not self.people.people() or not (choice.sought or choice.is_other or choice.is_entering):
            return False
        choice.is_other = False
        if choice.sought:
            self.people.seek("")
        self._clear()
        self.take_focus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.entrance.account.hasFocus() or self.entrance.password.hasFocus()
        if event.key() == Qt.Key.Key_Escape:
            if not self.step_back():
                self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif is_typing or not self._seek(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    def _seek(self, event: QKeyEvent) -> bool:
        """A digit chooses an invented operator, letters seek. Whether the key meant any of that."""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        text, sought = event.text(), self._choice.sought
        invented = self.people.invented_at(text)
        if invented is not None and not sought:
            self.people.choose(invented.id)
            self._choose(invented)
        elif event.key() == Qt.Key.Key_Backspace and sought:
            self.people.seek(sought[:-1])
        elif text.isprintable() and text.strip() + sought and text and self.people.people():
            self.people.seek(sought + text)
            self.people.view.setFocus()
        else:
            return False
        return True

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.hasFocus():
            focused.click()
        elif self.people.view.hasFocus():
            self._go_in()
        elif self.entrance.account.text().strip() and not self.entrance.password.text():
            self.entrance.password.setFocus()
        else:
            self._submit()

    def _go_in(self, *, by_hand: bool = False) -> None:
        """From the list: the demo's operator sits down at once, anybody else writes the password. The mouse only
        chooses: what it hits may be the wrong row."""
        chosen = self.people.chosen()
        if by_hand:
            self._choice.is_other = False
            self._show_choice()
        if chosen is not None and chosen.is_invented:
            if not by_hand:
                self._choose(chosen)
        elif chosen is not None and not self.entrance.is_locked():
            self._choice.is_entering = True
            self._choice.is_other = False
            self._show_choice()
            self.take_focus()

    def _choose(self, invented: Candidate) -> None:
        if not self._is_asked:
            self.tell("")
            self._show_choice()
            self.chosen.emit(invented.id)

    def _submit(self) -> None:
        entrance, chosen = self.entrance, self.people.chosen()
        is_written = self._choice.is_other or chosen is None
        login = self._choice.account.strip() if is_written or chosen is None else chosen.login
        if self._is_asked or entrance.is_locked():
            return
        if chosen is not None and chosen.is_invented and not is_written:
            self._choose(chosen)
        elif not login:
            entrance.account.setFocus()
        elif not entrance.password.text():
            entrance.password.setFocus()
        else:
            self.tell("")
            self.wanted.emit(login, entrance.password.text())

    def _write_account(self) -> None:
        """Another account than those of the list, or the list again."""
        self._choice.is_other = not self._choice.is_other or not self.people.people()
        self._clear()
        self.take_focus()

    def _clear(self) -> None:
        """Another is chosen: nothing of the one before stays."""
        self._choice.is_entering = False
        self.entrance.password.clear()
        self.entrance.hide_password()
        self.tell("")
        self._show_choice()

    def _show_choice(self) -> None:
        self.entrance.show_choice(self.people.chosen(), self._choice)
        self.people.show_written(is_written=self._choice.is_other)
        self.people.other.setVisible(bool(self.people.people()))

    def _keep_account(self, text: str) -> None:
        self._choice.account = text

    def _join(self) -> None:
        people, entrance = self.people, self.entrance
        people.changed.connect(self._clear)
        people.taken.connect(lambda: self._go_in(by_hand=True))
        people.other_wanted.connect(self._write_account)
        entrance.submitted.connect(self._submit)
        entrance.left.connect(self.left)
        entrance.account.textEdited.connect(self._keep_account)
        self.checks.tried.connect(self.tried)
        self.lead.wanted.connect(self.lead_wanted)
        keys: list[tuple[str, Callable[[], None]]] = [
            (key, partial(self.tried.emit, kind)) for kind, key in KEYS.items()
        ]
        for key, act in (*keys, (SHOW_KEY, entrance.turn_eye), (OTHER_KEY, self._write_account)):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, act=act: act())
            self.addAction(action)
