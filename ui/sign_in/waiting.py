"""The right column: what waits at the centre, in numbers and colleagues' names; never a resident's name.

Blind, it says that it does not know: an old number would look like a true one.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.domain.alarm import AlarmClass
from console.domain.events import SightLost
from console.services.screen import Restarted, Waiting
from ui.sight import Seen
from ui.sign_in.findings import is_blind
from ui.theme import COMPACT, Look
from ui.widgets.parts import KeyedButton, column, ground, line, rule
from ui.widgets.text import SafeLabel
from ui.words import Say, Words, times
from ui.words.phones import phone
from ui.words.sign_in import SignInSay

LINES = (SignInSay.WAITING, SignInSay.OTHERS_HAVE, SignInSay.PROMISES, SignInSay.CANNOT_CALL)
MOST_NAMES = 12
NO_BREAK = "\u00a0"


class WaitingLine(QWidget):
    """A number, what of, and more of it."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px, density = look.theme.px, look.theme.density
        high = px(7 if density is COMPACT else 11)
        layout = line(self, margins=(px(density.edge), high, px(density.edge), high), gap=px(14))
        self._title = title
        self.number = SafeLabel("", "count")
        self.number.setMinimumWidth(px(44))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more = SafeLabel("", "reason", wraps=True)
        texts = column()
        texts.addWidget(SafeLabel(title, "strong", wraps=True))
        texts.addWidget(self.more)
        layout.addWidget(self.number)
        layout.addLayout(texts, 1)

    def tell(self, number: str, more: str) -> None:
        """What it says now."""
        self.number.setText(number)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setAccessibleName(f"{number} {self._title}. {more}".strip())


class WaitingHere(QWidget):
    """What waits, without names."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now
        px, edge = look.theme.px, look.theme.density.edge
        ground(self, "bg1")
        layout = column(self)
        head = line(margins=(px(edge), px(14), px(edge), px(14)), gap=px(12))
        head.addWidget(SafeLabel(words(Say.WAITS_HERE), "strong"), 1)
        head.addWidget(SafeLabel(words(Say.WITHOUT_NAMES), "reason"))
        layout.addLayout(head)
        layout.addWidget(rule())
        self.lines: dict[SignInSay, WaitingLine] = {}
        for say in LINES:
            each = WaitingLine(words(say), look)
            layout.addWidget(each)
            layout.addWidget(rule())
            self.lines[say] = each
        self._notes = tuple(SafeLabel("", "strong" if strong else "second", wraps=True) for strong in (0, 1, 1))
        for note in self._notes:
            note.setContentsMargins(px(edge), px(10), px(edge), px(4))
            layout.addWidget(note)
        layout.addStretch(1)

    def refresh(self, waiting: Waiting | None, seen: Seen, restarted: Restarted | None) -> None:
        """What is true now."""
        words = self._words
        note, unseen = "", is_blind(seen)
        if unseen:
            at = seen.since
            note = words(SignInSay.COUNTS_UNKNOWN, time=words.time(at, seconds=True)) if at is not None else ""
            note = note or words(SignInSay.COUNTS_NEVER)
        elif waiting is None:
            note = words(SignInSay.COUNTS_LATER)
        for say, each in self.lines.items():
            each.tell(*(("?", "") if unseen or waiting is None else self._told(say, waiting)))
        again = words(SignInSay.RESTARTED, time=words.time(restarted.died_at, seconds=True)) if restarted else ""
        nobody = words(Say.NO_OPERATOR) if seen.lost is SightLost.NOBODY else ""
        for label, text in zip(self._notes, (note, nobody, again), strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def notes(self) -> tuple[str, ...]:
        """The sentences that stand there."""
        return tuple(label.text() for label in self._notes if label.text())

    def _told(self, say: SignInSay, waiting: Waiting) -> tuple[str, str]:
        words, now = self._words, self._now()
        if say is SignInSay.WAITING:
            counts = [(waiting.counts.get(each, 0), words.of(each)) for each in AlarmClass]
            told = ", ".join(f"{count} {name}" for count, name in counts if count)
            since = waiting.longest_wait_since
            longest = words(SignInSay.LONGEST, time=times.clock(now - since)) if since is not None and told else ""
            more = ". ".join(part for part in (told, longest) if part) or words(SignInSay.NOBODY_WAITS)
            return str(sum(count for count, _ in counts)), more
        if say is SignInSay.OTHERS_HAVE:
            shown = waiting.owners[:MOST_NAMES]
            rest = f" +{len(waiting.owners) - MOST_NAMES}" if len(waiting.owners) > MOST_NAMES else ""
            return str(waiting.owned), ", ".join(shown) + rest
        if say is SignInSay.PROMISES:
            return str(waiting.promises), self._next(waiting.next_promise, now) if waiting.promises else ""
        return str(waiting.cannot_call), words(SignInSay.CANNOT_CALL_HOW) if waiting.cannot_call else ""

    def _next(self, at: datetime | None, now: datetime) -> str:
        if at is None:
            return ""
        say = SignInSay.NEXT_PROMISE if at > now else SignInSay.LATE_PROMISE
        return self._words(say, time=self._words.moment(at, now), span=self._words.duration(at - now))


class LeadFoot(QWidget):
    """F5, before anybody sits here: the shift lead's telephone. `wanted` comes with its button."""

    wanted = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._is_needed = True
        px, edge = look.theme.px, look.theme.density.edge
        layout = column(self)
        layout.addWidget(rule())
        row = line(margins=(px(edge), px(7), px(edge), px(7)), gap=px(8))
        self._number = SafeLabel("", "second", wraps=True, longest=80)
        self.button = KeyedButton(words(SignInSay.CALL), "F5", look)
        self.button.setFixedHeight(px(30))
        self.button.clicked.connect(self.wanted)
        row.addWidget(self._number, 1)
        row.addWidget(self.button)
        layout.addLayout(row)

    def show_lead(self, number: str) -> None:
        """The number, or "" where none is set: then there is no foot."""
        self._number.setText(self._words(SignInSay.LEAD, phone=phone(number).replace(" ", NO_BREAK)) if number else "")
        self.button.setAccessibleDescription(self._number.text())
        self._show()

    def refresh(self, seen: Seen) -> None:
        """Blind, F5 calls the reserve centre: then this steps back."""
        self._is_needed = not is_blind(seen)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._number.text()) and self._is_needed)
