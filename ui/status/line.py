"""The status line: our own proof of sight first, then link, journal, backlog and sound, what was said, the clock."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain.sight import BLIND_AFTER, Grade
from console.services.screen import SoundChanged, StoreChanged, Tally
from ui.assets import Icon
from ui.sight import Seen
from ui.status.canary import CanaryStrip
from ui.theme import COMPACT, Look
from ui.widgets.parts import IconView, KeyCap, ground, line
from ui.widgets.text import SafeLabel, SteadyLabel
from ui.words import Phrase, Say, Words, times
from ui.words.sound import SoundSay

GAP = 18
"""Unscaled pixels between two facts."""

SHOWN: tuple[tuple[Icon, Phrase], ...] = (
    (Icon.LINK, Say.LINK), (Icon.JOURNAL, Say.JOURNAL), (Icon.BACKLOG, Say.BACKLOG), (Icon.SOUND, SoundSay.SOUND),
)  # fmt: skip


class StatusLine(QWidget):
    """Steady facts, and the last thing said to the operator. What is said stays until the next act or Esc."""

    def __init__(
        self,
        look: Look,
        words: Words,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._spoken = words.language
        self._folded: tuple[str, ...] = ()
        self._now = now
        ground(self, "bg0")
        px = look.theme.px
        self.strip = CanaryStrip(look, monotonic, self)
        self._values: dict[Phrase, SafeLabel] = {}
        self._groups: dict[Phrase, QWidget] = {}
        self._layout = line(self, margins=(px(16), 0, px(16), 0), gap=px(GAP))
        first = line(gap=px(6))
        first.addWidget(self.strip)
        self._add(first, Say.CANARY)
        for icon, say in SHOWN:
            each = line(gap=px(6))
            each.addWidget(IconView(icon, look, 16))
            self._add(each, say)
            if say is SoundSay.SOUND:
                self._silence = KeyCap("Ctrl T", look)
                each.addWidget(self._silence)
        self._said, self._hint = SafeLabel("", "pill", longest=300), SafeLabel("", "second", longest=300)
        self._said.setAccessibleName("")
        for label in (self._said, self._hint):
            label.hide()
            self._layout.addWidget(label)
        self._layout.addStretch(1)
        self._date = SafeLabel("", "reason")
        self._clock = SteadyLabel("", "title")
        self._layout.addWidget(self._date)
        self._layout.addWidget(self._clock)

    def say(self, text: str) -> None:
        """Says something to the operator; an empty text takes it back."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._fold()

    def go_on_from(self, before: "StatusLine") -> None:
        """Takes over what another line said; not in another language."""
        self.say(before.said() if before._spoken == self._spoken else "")

    def hint(self, text: str) -> None:
        """What might be done now: quiet, and only where nothing is said."""
        if text != self._hint.text():
            self._hint.setText(text)
            self._fold()

    def said(self) -> str:
        """What stands there."""
        return self._said.text()

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setFixedHeight(self._look.theme.px(self._look.theme.density.status))
        self._fold()

    def refresh(
        self, seen: Seen, store: StoreChanged | None, tally: Tally | None, sound: SoundChanged | None = None
    ) -> None:
        """Once a second, and after each change."""
        words, now = self._words, self._now()
        self.strip.step()
        is_blind = seen.grade is Grade.BLIND
        if seen.silence is None:
            canary = words(Say.CANARY_NONE)
        else:
            say = Say.CANARY_LOST if seen.silence > BLIND_AFTER else Say.CANARY_AGO
            canary = words(say, time=words.duration(seen.silence))
        self._values[Say.CANARY].setText(canary)
        self._values[Say.LINK].setText(words.of(seen.link))
        self._values[Say.JOURNAL].setText(self._journal_text(store, tally))
        backlog = words(Say.COUNT_UNKNOWN) if is_blind or tally is None else words.number(tally.backlog)
        self._values[Say.BACKLOG].setText(backlog)
        self._values[SoundSay.SOUND].setText(self._sound_text(sound))
        self._date.setText(words.date(now))
        self._clock.setText(words.time(now, seconds=True))
        shown = tuple(label.text() for label in (*self._values.values(), self._date, self._clock))
        if shown != self._folded:
            self._folded = shown
            self._fold()

    def _journal_text(self, store: StoreChanged | None, tally: Tally | None) -> str:
        words = self._words
        if store is not None and not store.is_writable:
            return words(Say.JOURNAL_NOT)
        if tally is None:
            return words(Say.COUNT_UNKNOWN)
        return words(Say.JOURNAL_COUNT, count=words.number(tally.journalled))

    def _sound_text(self, sound: SoundChanged | None) -> str:
        words, now = self._words, self._now()
        if sound is None:
            return words(SoundSay.UNKNOWN)
        if not sound.is_audible:
            return words(SoundSay.UNHEARD)
        if sound.silenced_until is not None and sound.silenced_until > now:
            return words(SoundSay.SILENT_FOR, left=times.clock(sound.silenced_until - now))
        if sound.checked_at is None or self._look.theme.density is COMPACT:
            return words(SoundSay.ON)
        return words(SoundSay.ON_TRIED, time=words.time(sound.checked_at))

    def _fold(self) -> None:
        """Where room is short, what was said comes before counts, and whole facts go; the canary stays. Sound and link
        go only where what was said would be cut: when they fail, a banner says so."""
        has_said, has_hint = bool(self._said.text()), bool(self._hint.text()) and not self._said.text()
        self._hint.setVisible(has_hint)
        has_said = has_said or has_hint
        is_short = has_said or self._look.theme.density is COMPACT
        self._date.setVisible(not is_short)
        sound, gap = self._groups[SoundSay.SOUND], self._look.theme.px(GAP)
        key = self._silence.sizeHint().width() + self._look.theme.px(6)
        stay = [self._groups[Say.CANARY], self._groups[Say.LINK], sound, self._clock]
        stay += [self._hint if has_hint else self._said] if has_said else []
        stay += [] if is_short else [self._date]
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - sum(each.sizeHint().width() + gap for each in stay)
        room += 0 if self._silence.isHidden() else key
        for group, shown in ((sound, key if not self._silence.isHidden() else 0), (self._groups[Say.LINK], 0)):
            group.setVisible(room >= 0 or not has_said)
            room += group.sizeHint().width() - shown + gap if group.isHidden() else 0
        self._silence.setVisible(key <= room)
        room -= key
        for say in (Say.JOURNAL, Say.BACKLOG):
            group = self._groups[say]
            room -= group.sizeHint().width() + gap
            group.setVisible(not has_said and room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _add(self, layout: QHBoxLayout, say: Phrase) -> None:
        group = QWidget()
        value = SteadyLabel("", "status")
        layout.addWidget(SafeLabel(self._words(say), "reason"))
        layout.addWidget(value)
        group.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        self._values[say] = value
        self._groups[say] = group
        self._layout.addWidget(group)
