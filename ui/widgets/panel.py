"""What opens in the case's column when an operator acts: inline, never a dialog. Esc closes it and keeps what is typed.

The key that opened a panel confirms it. Digits and letters choose while no text field has the focus.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import COMPACT, Look
from ui.widgets.focus import FocusFrame
from ui.widgets.parts import ChoiceRow, KeyCap, KeyedButton, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.plain import clean

CHOICE_KEYS = "1234567890ABCDEFGHIJKLMNOPRSTUVXYZ"
LARGE = 1.5
"""The scale from which a compact screen has few lines."""

LONGEST_TEXT = 4000
"""Characters; the rules of the desk take no more (`console.domain.steps.LONGEST_TEXT`)."""


class TextField(QPlainTextEdit):
    """Plain text only, bounded: what is pasted is cut at what the journal takes. Half as many rows where type is large
    and the screen is not, so that the confirming key stays in sight."""

    def __init__(self, look: Look, hint: str, name: str, rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(clean(name))
        self.setTabChangesFocus(True)
        is_large = look.theme.scale >= LARGE and look.theme.density is COMPACT
        self.setFixedHeight(look.theme.px(26 * (max(rows // 2, 1) if is_large else rows)))

    def insertFromMimeData(self, source: object) -> None:
        """Pastes plain text, cleaned and cut to the room that is left."""
        text = source.text()  # type: ignore[attr-defined]
        room = LONGEST_TEXT - len(self.toPlainText())
        if room > 0:
            self.insertPlainText(clean(text, room, lines=True))


def line_field(hint: str, name: str, longest: int = 300) -> QLineEdit:
    """A bounded field of one line."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(clean(name))
    field.setMaxLength(longest)
    return field


class Panel(QWidget):
    """Base of what opens inline: a title, a body, a foot with the confirming key. `submitted` carries what the
    operator decided; `dismissed` comes with Esc or the way back, `edited` with each change of a text. `seen_version`
    is the case's version as the operator saw it when the panel opened, or when a refusal told of more; `is_of_case`
    whether it belongs to a case at all; `slot_key` under what its draft is kept, its key unless it says so; `also` is
    another key that confirms it, where a step of the plan opened it."""

    is_of_case = True
    submitted = Signal(object)
    dismissed = Signal()
    edited = Signal()

    def __init__(
        self, title: str, key: str, save: str, look: Look, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.words = words
        self.key = key
        self.slot_key = key
        self.seen_version = 0
        self.also = ""
        self.setAccessibleName(clean(title))
        ground(self, "bg2")
        px = look.theme.px
        outer = column(self)
        outer.addWidget(rule())
        self.body: QVBoxLayout = column(margins=(px(20), px(14), px(20), px(14)), gap=px(10))
        outer.addLayout(self.body)
        outer.addWidget(rule())
        head = line(gap=px(12))
        self.title = SafeLabel(title, "title", wraps=True)
        head.addWidget(self.title, 1)
        head.addWidget(KeyCap("Esc", look))
        head.addWidget(SafeLabel(words(Say.BACK), "caption"))
        self.body.addLayout(head)
        self.hint = SafeLabel("", "strong", wraps=True)
        self.hint.hide()
        self.save = KeyedButton(save, key, look, is_lit=True)
        self.save.clicked.connect(self.confirm)
        if not save:
            self.save.hide()  # never shown by hand: without a parent yet, it would come up as a window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(look, self)

    def end_body(self, beside: QLayout | None = None) -> None:
        """Puts the hint and the confirming button under what the panel has laid out, `beside` at their left: a field
        there keeps its width when something is missing, which is then said on a line of its own."""
        foot = line(gap=self.look.theme.px(12))
        if beside is not None:
            self.body.addWidget(self.hint)
            foot.addLayout(beside, 1)
        else:
            foot.addWidget(self.hint, 1)
            foot.addStretch(1)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)
        for written in self.findChildren(QPlainTextEdit):
            written.textChanged.connect(self.edited)
        for typed in self.findChildren(QLineEdit):
            typed.textChanged.connect(lambda _: self.edited.emit())

    def confirm(self) -> None:
        """The confirming key: submits what is decided, or says what is missing."""

    def has_text(self) -> bool:
        """Whether something is typed that must not be lost."""
        return False

    def fields(self) -> dict[str, str]:
        """What is typed and chosen, by name: enough to make the same panel anew, here or after a crash."""
        return {}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Puts back what `fields` told. Names that are not there any more are passed over."""

    def take_focus(self) -> None:
        """Gives the keyboard to where the hand begins."""
        self.setFocus()

    def tell(self, text: str) -> None:
        """Says what is missing, beside the confirming key."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: what it says, and what is submitted."""

    text: str
    value: object


class Choices(QWidget):
    """Rows with a digit or letter each, in columns: in fewer than asked for where a text would be cut. `chosen` carries
    the number of the choice."""

    chosen = Signal(int)

    def __init__(
        self,
        texts: Sequence[str],
        look: Look,
        columns: int = 1,
        keys: str = CHOICE_KEYS,
        more: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.theme.px(8))
        self._most, self._columns = max(columns, 1), 0
        self.rows: list[ChoiceRow] = []
        for number, text in enumerate(texts[: len(keys)]):
            row = ChoiceRow(keys[number], clean(text, 120), look, more[number] if more else "")
            row.clicked.connect(lambda _=False, at=number: self.choose(at))
            self.rows.append(row)
        self._lay(self._most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap, widest = self._grid.spacing(), max((row.sizeHint().width() for row in self.rows), default=1)
        self._lay(min(self._most, max((self.width() + gap) // (widest + gap), 1)))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        per_column = -(-len(self.rows) // columns) if self.rows else 1
        for number, row in enumerate(self.rows):
            self._grid.addWidget(row, number % per_column, number // per_column)

    def choose(self, number: int) -> None:
        """Marks one, and takes the keyboard along where another row had it."""
        if any(row.hasFocus() for row in self.rows):
            self.rows[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.mark(number)
        self.chosen.emit(number)

    def mark(self, number: int | None) -> None:
        """Shows one as chosen already, or none, and tells nobody."""
        for at, row in enumerate(self.rows):
            row.setChecked(at == number)

    def number_of(self, event: QKeyEvent) -> int | None:
        """Which choice a key means, or None."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        at = self._keys.find(event.text().upper()) if event.text() else -1
        return at if 0 <= at < len(self.rows) else None

    def takes(self, event: QKeyEvent) -> bool:
        """Chooses by a row's own key, or moves the focus by an arrow; False for any other key."""
        number = self.number_of(event)
        if number is not None:
            self.choose(number)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def step(self, by: int) -> None:
        """Moves the focus among the rows."""
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), -1 if by > 0 else 0)
        if self.rows:
            self.rows[(at + by) % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)


class ChoicePanel(Panel):
    """Choose one of several. Direct: the choice is the decision; else it is confirmed by the key."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        look: Look,
        words: Words,
        *,
        key: str = "",
        save: str = "",
        empty: str = "",
        columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, key, save, look, words, parent)
        self._choices = tuple(choices)
        self._chosen: int | None = None
        self.choices = Choices([choice.text for choice in choices], look, columns)
        self.choices.chosen.connect(self._choose)
        self.body.addWidget(self.choices)
        if not choices:
            self.body.addWidget(SafeLabel(empty, "second", wraps=True))
        self.save.setEnabled(False)
        self.end_body()

    def confirm(self) -> None:
        if self._chosen is not None:
            self.submitted.emit(self._choices[self._chosen].value)
        else:
            self.tell(self.words(Say.CHOOSE))

    def fields(self) -> dict[str, str]:
        return {} if self._chosen is None else {"choice": self._choices[self._chosen].text}

    def restore(self, fields: Mapping[str, str]) -> None:
        at = next((at for at, choice in enumerate(self._choices) if choice.text == fields.get("choice")), None)
        if at is not None and self.key:  # a panel without a key would decide at once
            self.choices.choose(at)

    def take_focus(self) -> None:
        if self.choices.rows:
            self.choices.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.choices.takes(event):
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        self._chosen = number
        self.tell("")
        self.save.setEnabled(True)
        if not self.key:
            self.submitted.emit(self._choices[number].value)


class TextPanel(Panel):
    """Write something and confirm it: a note, the reason of a take-over."""

    def __init__(
        self,
        title: str,
        hint: str,
        save: str,
        key: str,
        look: Look,
        words: Words,
        *,
        rows: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, key, save, look, words, parent)
        self.field = TextField(look, hint, title, rows)
        self.field.textChanged.connect(self._typed)
        self.body.addWidget(self.field)
        self.save.setEnabled(False)
        self.end_body()

    def confirm(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.submitted.emit(text)
        else:
            self.tell(self.words(Say.WRITE_FIRST))

    def has_text(self) -> bool:
        return bool(self.field.toPlainText().strip())

    def fields(self) -> dict[str, str]:
        return {"text": self.field.toPlainText()}

    def restore(self, fields: Mapping[str, str]) -> None:
        self.field.setPlainText(fields.get("text", ""))
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.tell("")
        self.save.setEnabled(self.has_text())
