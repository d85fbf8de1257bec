"""Who sits here: account and password, or in the demo an invented operator by digit; change of operator; lock.

Before anybody is seated it shows what may be shown without names: what waits, and whether we see.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.alarm import AlarmClass
from console.domain.events import SightLost
from console.domain.operator import Operator
from console.services.screen import StoreChanged
from ui.assets import Icon
from ui.sight import Seen
from ui.theme import Look
from ui.widgets.panel import Choices, line_field
from ui.widgets.parts import IconView, KeyedButton, MarkView, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words, times


class SignInPanel(QWidget):
    """`wanted` carries account and password, `chosen` an invented operator, `left` a wish to leave; `dismissed`
    comes with Esc where somebody sits here already."""

    wanted = Signal(str, str)
    chosen = Signal(object)
    left = Signal()
    dismissed = Signal()

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._choosable: tuple[Operator, ...] = ()
        self._choices: Choices | None = None
        ground(self, "bg1")
        layout = line(self)
        self._who = QWidget()
        self._people = column(self._who)
        layout.addWidget(self._who)
        layout.addWidget(rule(is_upright=True))
        layout.addWidget(self._middle(), 1)
        layout.addWidget(rule(is_upright=True))
        self.waiting = WaitingHere(look, words, now)
        layout.addWidget(self.waiting)
        self.show_seat(None, is_locked=False)

    def fit(self) -> None:
        """Takes on the theme's density."""
        density = self._look.theme.density
        self._who.setFixedWidth(self._look.theme.px(density.queue_width))
        self.waiting.setFixedWidth(self._look.theme.px(density.right_width))

    def show_choosable(self, operators: Sequence[Operator]) -> None:
        """The demo's invented operators; without any, the account is the only way."""
        if self._choices is not None or not operators:
            return
        self._choosable = tuple(operators)
        words, px = self._words, self._look.theme.px
        texts = [one.name for one in operators]
        self._choices = Choices(texts, self._look, more=[self._roles(one) for one in operators])
        self._choices.chosen.connect(lambda number: self.chosen.emit(self._choosable[number].id))
        box = column(margins=(px(16), px(14), px(16), px(14)), gap=px(12))
        box.addWidget(SafeLabel(words(Say.INVENTED), "section"))
        box.addWidget(self._choices)
        box.addWidget(SafeLabel(words(Say.INVENTED_HOW), "reason", wraps=True))
        self._people.addLayout(box)
        self._people.addStretch(1)

    def show_seat(self, operator: Operator | None, *, is_locked: bool) -> None:
        """Who sits here now, if anybody, and whether the screen is locked."""
        words = self._words
        name = operator.name if operator is not None else ""
        if is_locked:
            title, text = words(Say.LOCKED, name=name), words(Say.LOCKED_HOW, name=name)
        elif operator is not None:
            title, text = words(Say.CHANGE_OPERATOR), words(Say.CHANGE_HOW, name=name)
        else:
            title, text = words(Say.WHO_ARE_YOU), words(Say.SIGN_IN_HOW)
        self._leave.setVisible(operator is not None and not is_locked)
        self._leave.rename(words(Say.LEAVE_SEAT, name=name))
        self._title.setText(title)
        self._text.setText(text)
        self.tell("")
        self._password.clear()

    def tell(self, text: str) -> None:
        """Why it did not go."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        if text:
            self._password.selectAll()

    def take_focus(self) -> None:
        """Gives the keyboard to where the hand begins."""
        if self._choices is not None and self._choices.rows:
            self._choices.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            (self._password if self._account.text() else self._account).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self._account.hasFocus() or self._password.hasFocus()
        choices = self._choices
        number = choices.number_of(event) if choices is not None and not is_typing else None
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif choices is not None and number is not None:
            choices.choose(number)
        elif choices is not None and not is_typing and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            choices.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        rows = self._choices.rows if self._choices is not None else []
        at = next((number for number, row in enumerate(rows) if row.hasFocus()), None)
        if self._leave.hasFocus():
            self.left.emit()
        elif at is not None and self._choices is not None:
            self._choices.choose(at)
        elif self._account.text() and not self._password.text():
            self._password.setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        if self._account.text().strip() and self._password.text():
            self.tell("")
            self.wanted.emit(self._account.text().strip(), self._password.text())
            self._password.clear()

    def _middle(self) -> QWidget:
        words, px = self._words, self._look.theme.px
        page = QWidget()
        layout = column(page, margins=(px(20), px(28), px(20), px(20)), gap=px(6))
        self._title = SafeLabel("", "name", longest=120)
        self._text = SafeLabel("", "second", wraps=True)
        self._account = line_field("", words(Say.ACCOUNT), 120)
        self._password = line_field("", words(Say.PASSWORD), 200)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._hint = SafeLabel("", "strong", wraps=True)
        self._button = KeyedButton(words(Say.SIGN_IN), "Enter", self._look, is_lit=True)
        self._button.clicked.connect(self._submit)
        self._leave = KeyedButton("", "", self._look)
        self._leave.clicked.connect(self.left)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(px(20))
        for title, field in ((Say.ACCOUNT, self._account), (Say.PASSWORD, self._password)):
            layout.addWidget(SafeLabel(words(title), "section"))
            field.setMaximumWidth(px(520))
            layout.addWidget(field)
            layout.addSpacing(px(8))
        row = line(gap=px(16))
        row.addWidget(self._button)
        row.addWidget(self._hint, 1)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addSpacing(px(24))
        layout.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return page

    def _roles(self, operator: Operator) -> str:
        by_role: dict[str, list[str]] = {}
        for grant in sorted(operator.grants, key=lambda grant: (grant.role, grant.municipality)):
            by_role.setdefault(self._words.of(grant.role), []).append(self._words.tenant(grant.municipality))
        return "; ".join(f"{role}, {', '.join(places)}" for role, places in by_role.items())


class WaitingHere(QWidget):
    """What waits, without names, and whether we see."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now
        px = look.theme.px
        layout = column(self)
        head = line(margins=(px(16), px(16), px(16), px(16)))
        head.addWidget(SafeLabel(words(Say.WAITS_HERE), "strong"), 1)
        head.addWidget(SafeLabel(words(Say.WITHOUT_NAMES), "reason"))
        layout.addLayout(head)
        layout.addWidget(rule())
        self._lines: dict[AlarmClass, tuple[QWidget, SafeLabel]] = {}
        for each in AlarmClass:
            row = QWidget()
            inner = line(row, margins=(px(16), px(8), px(16), px(8)), gap=px(14))
            mark = MarkView(look, 26)
            mark.show_class(each)
            count = SafeLabel("", "fact")
            inner.addWidget(mark)
            inner.addWidget(SafeLabel(words.of(each), "body"), 1)
            inner.addWidget(count)
            layout.addWidget(row)
            self._lines[each] = (row, count)
        self._longest = SafeLabel("", "second", wraps=True)
        self._longest.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.addWidget(self._longest)
        self._nobody = SafeLabel(words(Say.NO_OPERATOR), "strong", wraps=True)
        self._nobody.setContentsMargins(px(16), 0, px(16), px(12))
        layout.addWidget(self._nobody)
        layout.addWidget(rule())
        self._checks: dict[Say, SafeLabel] = {}
        for icon, say in ((Icon.SIGHT_PROVEN, Say.CANARY), (Icon.LINK, Say.LINK), (Icon.JOURNAL, Say.JOURNAL)):
            inner = line(margins=(px(16), px(9), px(16), px(9)), gap=px(12))
            inner.addWidget(IconView(icon, look, 20))
            inner.addWidget(SafeLabel(words(say), "body"), 1)
            self._checks[say] = SafeLabel("", "second")
            inner.addWidget(self._checks[say])
            layout.addLayout(inner)
        layout.addStretch(1)

    def refresh(
        self, counts: Mapping[AlarmClass, int], longest: datetime | None, seen: Seen, store: StoreChanged | None
    ) -> None:
        """What is true now. Without a seat there are no counts."""
        words = self._words
        total = sum(counts.values())
        for each, (row, count) in self._lines.items():
            row.setVisible(bool(total))
            count.setText(str(counts.get(each, 0)))
        if longest is not None:
            self._longest.setText(words(Say.LONGEST_WAIT, time=times.clock(self._now() - longest)))
        else:
            self._longest.setText("" if total else words(Say.COUNTS_AFTER))
        self._nobody.setVisible(seen.lost is SightLost.NOBODY)
        silence = seen.silence
        shown = words(Say.CANARY_AGO, time=words.duration(silence)) if silence is not None else words(Say.CANARY_NONE)
        self._checks[Say.CANARY].setText(shown)
        self._checks[Say.LINK].setText(words.of(seen.link))
        is_written = store is None or store.is_writable
        self._checks[Say.JOURNAL].setText(words(Say.JOURNAL_WRITES if is_written else Say.JOURNAL_NOT))
