"""Promising a time: when, and what. Minutes by digit, or a time of day; nothing is chosen beforehand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.panel import Choices, Panel, line_field
from ui.widgets.parts import column, line
from ui.widgets.text import SafeLabel
from ui.words import Say, Words

MINUTES = (15, 30, 60)


@dataclass(frozen=True, slots=True)
class Promised:
    """What was decided; `until` is aware."""

    until: datetime
    text: str


def next_time(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next moment at which the wall clock shows hh:mm, aware; None for what is no time of day."""
    found = re.fullmatch(r"\s*(\d{1,2})[:.]?(\d{2})\s*", text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    local = now.astimezone(zone).replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0, fold=0)
    if local <= now:
        again = local.replace(fold=1)
        local = again if again.timestamp() > now.timestamp() else local + timedelta(days=1)
    return local


class PromisePanel(Panel):
    """Minutes, or a time of day, and what is promised. `proposed` minutes, and what for, come from the plan: they are
    filled in."""

    def __init__(
        self, look: Look, words: Words, now: Callable[[], datetime], proposed: tuple[int, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words(Say.PANEL_PROMISE), "F10", words(Say.PROMISE_SAVE), look, words, parent)
        self._now = now
        self._minutes: int | None = None
        self._proposed = proposed
        self._offered = tuple(sorted({*MINUTES, proposed[0]})) if proposed is not None else MINUTES
        px = look.theme.px
        at = now()
        texts = [
            words(Say.PROMISE_MINUTES, minutes=minutes, time=words.time(at + timedelta(minutes=minutes)))
            for minutes in self._offered
        ]
        self.choices = Choices(texts, look, columns=len(texts))
        self.choices.chosen.connect(self._choose)
        self.body.addWidget(self.choices)
        fields = line(gap=px(12))
        self.at = line_field(words(Say.PROMISE_AT_HINT), words(Say.PROMISE_AT), 5)
        self.at.setFixedWidth(px(110))
        self.what = line_field(words(Say.PROMISE_WHAT_HINT), words(Say.PROMISE_WHAT))
        for title, field in ((Say.PROMISE_AT, self.at), (Say.PROMISE_WHAT, self.what)):
            each = column(gap=px(4))
            each.addWidget(SafeLabel(words(title), "section"))
            each.addWidget(field)
            fields.addLayout(each, 0 if field is self.at else 1)
        self.body.addLayout(fields)
        self.at.textEdited.connect(self._typed_time)
        self.what.textEdited.connect(lambda _: self.tell(""))
        self.end_body()
        if proposed is not None:
            self.restore({"minutes": str(proposed[0]), "what": proposed[1]})

    def until(self) -> datetime | None:
        """The promised moment as it stands in the panel."""
        if self._minutes is not None:
            return self._now() + timedelta(minutes=self._minutes)
        return next_time(self.at.text(), self._now(), self.words.zone)

    def confirm(self) -> None:
        until = self.until()
        if until is None:
            self.tell(self.words(Say.PROMISE_BAD_TIME))
            return
        if not self.what.text().strip():
            self.tell(self.words(Say.PROMISE_WHAT_MISSING))
            self.what.setFocus()
            return
        self.submitted.emit(Promised(until, self.what.text().strip()))

    def has_text(self) -> bool:
        what = self.what.text().strip()
        is_proposed = self._proposed is not None and what == self._proposed[1]
        return bool((what and not is_proposed) or self.at.text().strip())

    def fields(self) -> dict[str, str]:
        minutes = {} if self._minutes is None else {"minutes": str(self._minutes)}
        return {**super().fields(), **minutes, "at": self.at.text(), "what": self.what.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        self.at.setText(fields.get("at", ""))
        self.what.setText(fields.get("what", ""))
        minutes = fields.get("minutes", "")
        self._minutes = int(minutes) if minutes in map(str, self._offered) else None
        self.choices.mark(None if self._minutes is None else self._offered.index(self._minutes))
        self._show_chosen()

    def take_focus(self) -> None:
        if self._minutes is not None:
            self.what.setFocus()
        else:
            self.choices.rows[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.at.hasFocus() or self.what.hasFocus()
        if is_typing or not self.choices.takes(event):
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        self._minutes = self._offered[number]
        self.at.clear()
        self._show_chosen()
        self.what.setFocus()

    def _typed_time(self) -> None:
        self._minutes = None
        self.choices.mark(None)
        self._show_chosen()

    def _show_chosen(self) -> None:
        until = self.until()
        self.tell("")
        if until is None:
            self.save.rename(self.words(Say.PROMISE_SAVE))
        else:
            self.save.rename(self.words(Say.PROMISE_CHOSEN, time=self.words.moment(until, self._now())))
