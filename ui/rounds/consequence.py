"""What the decision asks for where no picture can be had, and how long there is until then."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from console.domain.look import LookOutcome, LookState
from console.domain.round_rows import OpenLook, RoundRow
from console.domain.supervision import Then
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.parts import IconView, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Words, times
from ui.words.rounds import RoundsSay as Say

IFS = {Then.VISIT: Say.IF_VISIT, Then.PHONE: Say.IF_PHONE, Then.RETRY: Say.IF_RETRY}


class Consequence(QWidget):
    """Under a picture that has frozen or is lost."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now
        px = look.theme.px
        ground(self, "bg2")
        layout = line(self, margins=(px(16), px(8), px(16), px(8)), gap=px(14))
        layout.addWidget(IconView(Icon.DECIDED, look, 20, "tx1"))
        texts = column(gap=px(2))
        self._title = SafeLabel("", "strong", wraps=True)
        self._more = SafeLabel("", "reason", wraps=True)
        texts.addWidget(self._title)
        texts.addWidget(self._more)
        layout.addLayout(texts, 1)
        self._left = SafeLabel("", "title")
        layout.addWidget(self._left)
        self._word = SafeLabel(words(Say.LEFT), "second")
        layout.addWidget(self._word)

    def show_look(self, look: OpenLook | None, rows: Sequence[RoundRow]) -> None:
        """Hidden where the decision says nothing."""
        is_told = look is not None and look.then is not None and look.act_by is not None
        self.setVisible(is_told)
        if look is None or look.then is None or look.act_by is None:
            return
        words = self._words
        self._title.setText(words(IFS[look.then], time=words.time(look.act_by)))
        last = last_look(look.row, rows, words)
        self._more.setText(" ".join(part for part in (words(Say.BECOMES_FAULT), last) if part))
        self._left.setText(left_of(look.act_by - self._now()))


def left_of(span: timedelta) -> str:
    """'11:48', by the second for an hour."""
    if not timedelta(0) <= span < timedelta(hours=1):
        return times.clock(span)
    seconds = int(span.total_seconds())
    return f"{seconds // 60:02}:{seconds % 60:02}"


def last_look(row: RoundRow, rows: Sequence[RoundRow], words: Words) -> str:
    """When the person was last seen tonight, and how."""
    done: list[tuple[datetime, LookOutcome]] = [
        (one.done_at, one.outcome)
        for one in rows
        if one.decision == row.decision and one.state is LookState.DONE and one.done_at and one.outcome
    ]
    if not done:
        return ""
    at, outcome = max(done, key=lambda found: found[0])
    text = words.of(outcome)
    return words(Say.LAST_LOOK, time=words.time(at), outcome=f"{text[:1].lower()}{text[1:]}")
