"""The lit banner over the whole width: that we do not see, or that nobody hears, since when, and what to do.

It goes by itself when sight, or sound, is back.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.events import SightLost
from console.domain.sight import BLIND_AFTER, Grade
from console.services.screen import SoundChanged, StoreChanged
from ui.actions import Deed
from ui.assets import Icon
from ui.sight import Seen
from ui.theme import COMPACT, Look
from ui.widgets.parts import IconView, KeyedButton, column, ground, line
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.sound import SoundSay

HEIGHT, LOW = 92, 44
"""Unscaled pixels, at least. Low where alarms are shown and only not heard."""

SIDE, GAP = 22, 22


class Banner(QWidget):
    """Hidden while all is well. `wanted` carries the deed of one of its buttons."""

    wanted = Signal(object)

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._can_call = False
        ground(self, "lit")
        px = look.theme.px
        self.setFixedHeight(px(HEIGHT))
        self._title = SafeLabel("", "blind")
        self._text = SafeLabel("", "blindtext", wraps=True)
        self._is_low = False
        layout = line(self, margins=(px(SIDE), px(10), px(SIDE), px(10)), gap=px(GAP))
        self._icon = IconView(Icon.BLIND, look, 42, "bg1")
        layout.addWidget(self._icon)
        self._texts = column(gap=px(2))
        self._texts.addWidget(self._title)
        self._texts.addWidget(self._text, 1)
        layout.addLayout(self._texts, 1)
        self._buttons = {
            deed: self._button(text, key, deed)
            for deed, text, key in (
                (Deed.CALL, "", "F5"),
                (Deed.BLIND, words(Say.ACT_BLIND_SHORT), "Ctrl B"),
                (Deed.SILENCE, words(SoundSay.SILENCE_SHORT), "Ctrl T"),
            )
        }
        self._keys = line(gap=px(GAP))
        for button in self._buttons.values():
            self._keys.addWidget(button)
        layout.addLayout(self._keys)
        self.hide()

    def refresh(
        self, seen: Seen, store: StoreChanged | None, sound: SoundChanged | None = None, *, is_seated: bool
    ) -> None:
        """Shows what is true now. Nobody signed in is told by the sign-in itself, not by the banner."""
        told = self._told(seen, store, is_seated)
        is_unheard = sound is not None and (not sound.is_audible or sound.unheard_since is not None)
        is_low = told is None and is_unheard and is_seated
        if is_low and sound is not None:
            told = self._unheard(sound)
        if told is not None:
            self._is_low = is_low
            self._title.wear("blindlow" if is_low else "blind")
            self._icon.show_icon(Icon.SOUND_OFF if is_low else Icon.BLIND, 24 if is_low else 42)
            self._title.setText(told[0])
            self._text.setText(told[1])
            self.setAccessibleName(told[0])
            self.setAccessibleDescription(told[1])
            is_wide = self._look.theme.density is not COMPACT
            is_blind = seen.grade is Grade.BLIND and not seen.is_over
            self._buttons[Deed.CALL].setVisible(not is_low and self._can_call)
            self._buttons[Deed.BLIND].setVisible(not is_low and is_blind and is_seated)
            self._buttons[Deed.SILENCE].setVisible(is_blind and is_seated and is_wide)
            self._fold()
        self.setVisible(told is not None)

    def offer(self, call: str) -> None:
        """Whom to call while nothing is seen, in words; empty where nobody is named."""
        self._buttons[Deed.CALL].rename(call)
        self._can_call = bool(call)

    def text(self) -> str:
        """What the banner says; empty while it is hidden."""
        return "" if self.isHidden() else f"{self._title.text()} {self._text.text()}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Neither the moment nor what to do is ever cut: keys go above each other, then lines break, then it grows."""
        theme, px = self._look.theme, self._look.theme.px
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = QFontMetrics(theme.font(22, 800)).horizontalAdvance(self._title.text()) + px(4)
        rest = px(2 * SIDE + GAP + 42)
        keys = [button.sizeHint().width() for button in self._buttons.values() if not button.isHidden()]
        beside = rest + sum(keys) + px(GAP) * len(keys)
        is_narrow = not self._is_low and wanted + beside > self.width()
        self._keys.setDirection(down if is_narrow else across)
        self._keys.setSpacing(px(4 if is_narrow else GAP))
        told = QFontMetrics(theme.font(11, 500)).horizontalAdvance(self._text.text()) + theme.px(16)
        title = QFontMetrics(theme.font(13, 800)).horizontalAdvance(self._title.text()) + theme.px(16)
        is_line = self._is_low and rest + title + told <= self.width()
        self._texts.setDirection(across if is_line else down)
        self._texts.setSpacing(px(16 if is_line else 2))
        self._title.setWordWrap(is_narrow)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            self.setFixedHeight(max(px(LOW if self._is_low else HEIGHT), needed))

    def _button(self, text: str, key: str, deed: Deed) -> KeyedButton:
        button = KeyedButton(text, key, self._look, is_lit=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.wanted.emit(deed))
        return button

    def _told(self, seen: Seen, store: StoreChanged | None, is_seated: bool) -> tuple[str, str] | None:
        words = self._words
        if seen.is_over:
            return words(Say.BANNER_ENDED), words(Say.CORE_ENDED)
        if seen.grade is Grade.BLIND:
            if seen.lost is SightLost.NOBODY:
                return (words(Say.BANNER_NOBODY), words(Say.NO_OPERATOR)) if is_seated else None
            since = words.time(seen.since, seconds=True) if seen.since else ""
            title = words(Say.BANNER_BLIND, time=since) if since else words(Say.BANNER_BLIND_EVER)
            return title, self._why(seen)
        if store is not None and not store.is_writable:
            return words(Say.BANNER_STORE), words(Say.STORE_FULL)
        return None

    def _unheard(self, sound: SoundChanged) -> tuple[str, str]:
        words = self._words
        if sound.unheard_since is None:
            return words(SoundSay.BANNER), words(SoundSay.BANNER_WHY)
        return words(SoundSay.BANNER), words(SoundSay.BANNER_SINCE, time=words.time(sound.unheard_since, seconds=True))

    def _why(self, seen: Seen) -> str:
        words = self._words
        if seen.lost is SightLost.STORE:
            return words(Say.NO_STORE_FOR)
        if seen.lost is SightLost.SCREEN:
            return words(Say.NO_SCREEN_FOR)
        silence = self._now() - seen.since if seen.since else seen.silence or BLIND_AFTER
        shown = words.duration(max(silence, timedelta(0)))
        return words(Say.NO_SIGN_FOR, time=shown, limit=words.duration(BLIND_AFTER))
