"""The middle's upper part: who is chosen, the password and the lit key, and what that account may do tonight.

The password lives in its field alone: nothing keeps it, and it goes when the seat is taken or the page is built anew.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from console.domain.operator import Operator
from ui.assets import Icon
from ui.sign_in.choice import Candidate, Choice
from ui.sign_in.grant_lines import GrantLines
from ui.theme import COMPACT, Look
from ui.widgets.panel import line_field
from ui.widgets.parts import IconView, KeyCap, KeyedButton, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.sign_in import SignInSay

SHOW_KEY = "Alt+V"
TONGUE_KEY = "Alt S"
"""As `ui.actions` has it for the whole window."""
SIDE_BY_SIDE_FROM = 520
"""Unscaled pixels: narrower, the lit key stands under the fields."""


class Entrance(QWidget):
    """`submitted` comes with the lit key, `left` with a wish to leave the seat."""

    submitted = Signal()
    left = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._candidate: Candidate | None = None
        self._rules = ""
        self._is_asked = False
        px, pad, is_compact = look.theme.px, look.theme.density.padding, look.theme.density is COMPACT
        layout = column(self)
        layout.addWidget(self._seat_notice())
        box = column(margins=(px(pad), px(10 if is_compact else 18), px(pad), px(8 if is_compact else 16)), gap=px(2))
        box.addLayout(self._heading())
        box.addWidget(self._where)
        box.addSpacing(px(6 if is_compact else 12))
        self._make_fields()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(0, 1)
        for row, part in enumerate((self._account_title, self.account, self._password_title, self._secret)):
            self._grid.addWidget(part, row, 0)
        self._grid.addWidget(self._invented, 3, 0)
        box.addLayout(self._grid)
        layout.addLayout(box)
        self._grants = GrantLines(look, words)
        layout.addWidget(self._grants)
        self._is_wide: bool | None = None
        self._place(is_wide=True)

    def show_place(self, where: str, rules: str) -> None:
        """Which centre and place this is, and what holds for wrong passwords."""
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self._rules = rules

    def show_seat(self, operator: Operator | None, *, is_locked: bool) -> None:
        """Who sits here now, if anybody, and whether the screen is locked."""
        words, name = self._words, operator.name if operator is not None else ""
        self._notice.setVisible(operator is not None)
        self._notice_title.setText(words(Say.LOCKED, name=name) if is_locked else words(Say.CHANGE_OPERATOR))
        how = words(SignInSay.LOCKED_HOW, name=name) if is_locked else words(Say.CHANGE_HOW, name=name)
        self._notice_text.setText(how)
        self.leave.setVisible(operator is not None and not is_locked)
        self.leave.rename(words(Say.LEAVE_SEAT, name=name))
        self.password.clear()
        self.hide_password()

    def show_choice(self, candidate: Candidate | None, choice: Choice) -> None:
        """Who is chosen, or that an account is written."""
        self._candidate = candidate
        is_written = choice.is_other or candidate is None
        name = candidate.name if candidate is not None and not choice.is_other else ""
        self._name.setText(name or self._words(SignInSay.OTHER_ACCOUNT if choice.is_other else Say.WHO_ARE_YOU))
        self._account_title.setVisible(is_written)
        self.account.setVisible(is_written)
        if self.account.text() != choice.account:
            self.account.setText(choice.account)
        has_password = is_written or (candidate is not None and not candidate.is_invented)
        for part in (self._password_title, self._secret):
            part.setVisible(has_password)
        self._invented.setVisible(not has_password)
        self.refresh()

    def refresh(self) -> None:
        """A second has passed: the chosen account may be locked, or not any more; a municipality may have its name."""
        candidate, words = self._candidate, self._words
        is_locked, is_chosen = self.is_locked(), candidate is not None and self.account.isHidden()
        self._grants.show_grants(candidate.grants if candidate is not None and is_chosen else None)
        self.password.setEnabled(not is_locked)
        self.eye.setEnabled(not is_locked)
        self.button.setEnabled(not is_locked)
        if is_locked and candidate is not None and candidate.locked_until is not None:
            text = words(SignInSay.ACCOUNT_LOCKED, time=words.time(candidate.locked_until))
        elif self._secret.isHidden():
            text = ""
        else:
            text = " ".join(part for part in (self._rules, words(SignInSay.NOT_ELSEWHERE)) if part)
        self._how.setText(words(SignInSay.ASKING) if self._is_asked else text)
        self._how.setVisible(bool(self._how.text()))
        self._how.wear("strong" if is_locked else "reason")

    def show_lit(self, *, is_lit: bool) -> None:
        """Blind, the one lit key of the screen is F5."""
        if self.button.property("lit") != is_lit:
            self.button.setProperty("lit", is_lit)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)

    def is_locked(self) -> bool:
        """Whether the chosen account cannot be signed in to now."""
        candidate = self._candidate
        return candidate is not None and self.account.isHidden() and candidate.is_locked(self._now())

    def tell(self, text: str) -> None:
        """Why it did not go, beside the field; what was written is selected."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self.password.setAccessibleDescription(text)
        if text:
            self.password.selectAll()

    def show_asked(self, *, is_asked: bool) -> None:
        """Whether an answer is waited for."""
        self._is_asked = is_asked
        self.refresh()

    def turn_eye(self) -> None:
        """Shows the password, or hides it again."""
        if self.password.echoMode() is QLineEdit.EchoMode.Password:
            self.password.setEchoMode(QLineEdit.EchoMode.Normal)
            self.eye.rename(self._words(SignInSay.HIDE))
        else:
            self.hide_password()

    def hide_password(self) -> None:
        """Dots."""
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye.rename(self._words(SignInSay.SHOW))

    def fit(self, width: float) -> None:
        """Takes on the room there is, in unscaled pixels."""
        self._place(is_wide=width >= SIDE_BY_SIDE_FROM)

    def _heading(self) -> QHBoxLayout:
        words, look = self._words, self._look
        self._name = SafeLabel("", "name", wraps=True, longest=120)
        self._where = SafeLabel("", "second", wraps=True, longest=200)
        heading = line(gap=look.theme.px(8))
        heading.addWidget(self._name, 1)
        tongue = SafeLabel(words(SignInSay.TONGUE), "reason")
        beside: tuple[QWidget, ...] = (IconView(Icon.LANGUAGE, look, 16), tongue, KeyCap(TONGUE_KEY, look))
        for each in beside:
            heading.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        return heading

    def _seat_notice(self) -> QWidget:
        words, px, pad = self._words, self._look.theme.px, self._look.theme.density.padding
        self._notice = ground(QWidget(), "bg2")
        outer = line(self._notice)
        edge = ground(QWidget(), "lit")
        edge.setFixedWidth(px(4))
        outer.addWidget(edge)
        inner = column(margins=(px(pad - 4), px(10), px(pad), px(12)), gap=px(4))
        self._notice_title = SafeLabel("", "title", wraps=True, longest=160)
        self._notice_text = SafeLabel("", "second", wraps=True)
        self.leave = KeyedButton(words(Say.LEAVE_SEAT, name=""), "", self._look)
        self.leave.setFixedHeight(px(34))
        self.leave.clicked.connect(self.left)
        inner.addWidget(self._notice_title)
        inner.addWidget(self._notice_text)
        inner.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(inner, 1)
        return self._notice

    def _make_fields(self) -> None:
        words, look = self._words, self._look
        high = look.theme.px(40 if look.theme.density is COMPACT else 46)
        self._account_title = SafeLabel(words(Say.ACCOUNT), "section")
        self.account = line_field("", words(Say.ACCOUNT), 120)
        self._password_title = SafeLabel(words(Say.PASSWORD), "section")
        self.password = line_field("", words(Say.PASSWORD), 256)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.eye = KeyedButton(words(SignInSay.SHOW), SHOW_KEY.replace("+", " "), look)
        self.eye.clicked.connect(self.turn_eye)
        self._secret = QWidget()
        secret = line(self._secret, gap=look.theme.px(10))
        secret.addWidget(self.password, 1)
        secret.addWidget(self.eye)
        self._begin_title = SafeLabel(words(SignInSay.BEGIN), "section")
        self.button = KeyedButton(words(Say.SIGN_IN), "Enter", look, is_lit=True)
        self.button.setMinimumWidth(look.theme.px(190))
        self.button.clicked.connect(self.submitted)
        for each in (self.account, self.password, self.eye, self.button):
            each.setFixedHeight(high)
        self._how = SafeLabel("", "reason", wraps=True)
        self.hint = SafeLabel("", "strong", wraps=True)
        self._invented = SafeLabel(words(SignInSay.INVENTED_NOTE), "second", wraps=True)
        self._opens = SafeLabel(words(Say.SIGN_IN_HOW), "reason", wraps=True)
        self._hints = QWidget()
        hints = column(self._hints)
        hints.addWidget(self.hint)
        hints.addWidget(self._how)
        hints.addStretch(1)
        self._opens.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _place(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        grid = self._grid
        right = (self._begin_title, self.button, self._hints, self._opens)
        for part in right:  # not takeAt: Qt goes on telling the old item of what changes, and the new one is clipped
            grid.removeWidget(part)
        if is_wide:
            grid.addWidget(self._hints, 4, 0)
            grid.addWidget(self._begin_title, 2, 1)
            grid.addWidget(self.button, 3, 1)
            grid.addWidget(self._opens, 4, 1)
        else:
            for row, part in enumerate((self.button, self._hints, self._opens), start=4):
                grid.addWidget(part, row, 0)
        self._begin_title.setVisible(is_wide)
