"""Text from outside, shown as text. The only labels and tooltips of the screen are made here.

A plain `QLabel` guesses whether a text is markup, and would then load files that an alarm names. These never do.
"""

import html
import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.words.plain import clean

LONGEST_LABEL = 600
"""Characters, unless a label is made for more. Whole notes stand in the timeline."""

_LONG_WORD = re.compile(r"(\S{40})(?=\S)")
"""No word of a language is so long; one that is would be cut off at the edge, or push what stands beside it away."""

SPARE = 2
"""Pixels by which some digits beside each other need more than the widest of them."""

_DIGIT = re.compile(r"\d")


class SafeLabel(QLabel):
    """A label that shows any text as it is, cleaned and bounded. `look` is a key of `ui.style.LOOKS`, or 'pill'."""

    def __init__(
        self,
        text: str = "",
        look: str = "body",
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
        longest: int = LONGEST_LABEL,
    ) -> None:
        super().__init__(parent)
        self._longest = longest
        self._given: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(wraps)
        self.setProperty("look", look)
        if look == "pill":
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows a text. Never as markup, however it looks; a word without end may break."""
        if text == self._given:
            return
        self._given = text
        shown = _LONG_WORD.sub("\\1\u200b", clean(text, self._longest, lines=True))
        if shown != self.text():
            super().setText(shown)

    def wear(self, look: str) -> None:
        """Changes the look."""
        if look != self.property("look"):
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)


class SteadyLabel(SafeLabel):
    """A label in one line that is as wide as its text would be with the widest digits: a clock that ticks and a count
    that steps move nothing beside them, and Qt need not lay the whole window out anew for each."""

    def __init__(self, text: str = "", look: str = "body", parent: QWidget | None = None) -> None:
        self._held: str | None = None
        self._widest = ""
        super().__init__("", look, parent)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold()

    def room_of(self, text: str) -> int:
        """How wide it would be with this text; pixels."""
        return self._beside + self.fontMetrics().horizontalAdvance(self._widened(text)) + SPARE

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._held, self._widest = None, ""
            self._hold()

    def _hold(self) -> None:
        wide = self._widened(self.text())
        if wide == self._held:
            return
        self._held = wide
        hint, metrics = self.sizeHint(), self.fontMetrics()
        self._beside = hint.width() - metrics.horizontalAdvance(self.text())
        self.setFixedSize(self.room_of(self.text()), hint.height())

    def _widened(self, text: str) -> str:
        self._widest = self._widest or widest_digit(self.fontMetrics())
        return with_digit(text, self._widest)


def widest_digit(metrics: QFontMetrics) -> str:
    """The digit that needs most room."""
    return max("0123456789", key=metrics.horizontalAdvance)


def with_digit(text: str, digit: str) -> str:
    """The text with this digit in place of each."""
    return _DIGIT.sub(digit, text)


def set_safe_tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows any text as it is: escaped, so that nothing in it can be markup."""
    shown = clean(text, 400)
    widget.setToolTip(f"<qt>{html.escape(shown)}</qt>" if shown else "")


def button_text(text: str) -> str:
    """A text for a button, whose '&' would else become a mnemonic."""
    return clean(text, 200).replace("&", "&&")
