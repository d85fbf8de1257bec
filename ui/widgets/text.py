"""Text from outside, shown as text. The only labels and tooltips of the screen are made here.

A plain `QLabel` guesses whether a text is markup, and would then load files that an alarm names. These never do.
"""

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.words.plain import clean

LONGEST_LABEL = 600
"""Characters, unless a label is made for more. Whole notes stand in the timeline."""

_LONG_WORD = re.compile(r"(\S{40})(?=\S)")
"""No word of a language is so long; one that is would be cut off at the edge, or push what stands beside it away."""


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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(wraps)
        self.setProperty("look", look)
        if look == "pill":
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows a text. Never as markup, however it looks; a word without end may break."""
        shown = _LONG_WORD.sub("\\1\u200b", clean(text, self._longest, lines=True))
        if shown != self.text():
            super().setText(shown)

    def wear(self, look: str) -> None:
        """Changes the look."""
        if look != self.property("look"):
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)


def set_safe_tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows any text as it is: escaped, so that nothing in it can be markup."""
    shown = clean(text, 400)
    widget.setToolTip(f"<qt>{html.escape(shown)}</qt>" if shown else "")


def button_text(text: str) -> str:
    """A text for a button, whose '&' would else become a mnemonic."""
    return clean(text, 200).replace("&", "&&")
