"""The middle: the look at hand with its picture, what can be said of it, and the panel in which one writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.picture import Mask
from console.domain.round_rows import RoundBoard, RoundRow
from ui.rounds.consequence import Consequence
from ui.rounds.look_head import LookHead
from ui.rounds.outcomes import COMPACT_TALL, LOW, LOW_TIGHT, TALL, KeyShown, Outcomes, hint
from ui.rounds.picture import PictureView
from ui.rounds.showing_of import OPEN, Shown, Sight
from ui.theme import COMPACT, Look
from ui.widgets.focus import FocusFrame
from ui.widgets.order import stands_after
from ui.widgets.panel import Panel
from ui.widgets.panel_box import PanelBox
from ui.widgets.parts import column, ground, line, rule
from ui.widgets.speak import speak_through
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.rounds import RoundsSay as Say

PICTURE = 510
"""Unscaled pixels: so high at the most."""

FOOT_FROM, LOW_BELOW, TIGHT_BELOW = 420, 560, 330
"""Unscaled pixels of height: from which there is a foot, and below which the outcomes are low, and what the decision
says gives way to the picture."""

SPOKEN = {Sight.FROZEN: Say.SPOKEN_FROZEN, Sight.LOST: Say.SPOKEN_LOST, Sight.SHUT: Say.SPOKEN_SHUT}


@dataclass(frozen=True, slots=True)
class PageShown:
    """`row` is the look at hand or the chosen one; `why` what there is to do where no camera is open; `note` what is
    kept for the outcome."""

    row: RoundRow | None
    shown: Shown
    why: tuple[str, ...]
    title: Say
    keys: Mapping[str, KeyShown]
    note: str = ""


class LookPage(QWidget):
    """Shows what it is told. A panel stands in the place of the outcomes."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._speak = speak_through(self)
        self._sight = Sight.NONE
        self._rows: tuple[RoundRow, ...] = ()
        self._is_tight = False
        ground(self, "bg1")
        px, is_compact = look.theme.px, look.theme.density is COMPACT
        side = px(20 if not is_compact else 12)
        self.head = LookHead(look, words, now)
        self.picture = PictureView(look, words, now)
        self.picture.setMaximumHeight(px(PICTURE))
        self._consequence = Consequence(look, words, now)
        self._consequence.hide()
        self.outcomes = Outcomes(look, words)
        self._note = SafeLabel("", "reason", wraps=True)
        self._box = PanelBox(words(Say.LOOK), look, px(120))
        self._box.hide()
        inner = column(margins=(side, px(8 if is_compact else 14), side, px(6)), gap=px(6 if is_compact else 12))
        inner.addWidget(self.head)
        inner.addWidget(self.picture, 100)
        inner.addWidget(self._consequence)
        inner.addWidget(self._box)
        inner.addWidget(self._note)
        inner.addWidget(self.outcomes)
        inner.addStretch(1)
        layout = column(self)
        layout.addLayout(inner, 1)
        self._foot_rule = rule()
        layout.addWidget(self._foot_rule)
        self._opened = SafeLabel("", "reason")
        self._mask = hint("Ctrl U", words(Say.TAKE_MASK), look)
        self._close = hint("Esc", words(Say.CLOSE_CAMERA), look)
        self._foot = self._make_foot(side)
        layout.addWidget(self._foot)
        self.setAccessibleName(words(Say.LOOK))
        FocusFrame(look, self)

    def show_rows(self, board: RoundBoard | None, opened: str) -> None:
        """The night's looks, of which the last ones are told. `opened` says who opened the camera, and when."""
        self._rows = board.rows if board is not None else ()
        self._opened.setText(opened)

    def show_page(self, page: PageShown) -> None:
        """What holds now."""
        shown = page.shown
        self.head.show_row(page.row, shown)
        self.picture.show_look(shown, page.why)
        is_lost = shown.sight in (Sight.FROZEN, Sight.LOST)
        self._consequence.show_look(shown.look if is_lost and not self._is_tight else None, self._rows)
        self.outcomes.show_keys(page.title, page.keys)
        note = self._words(Say.NOTE_GOES, text=page.note) if page.note else ""
        self._note.setText(note)
        self._note.setVisible(bool(note) and self._box.panel is None)
        is_open = shown.sight in OPEN
        self._mask.setVisible(is_open and shown.look is not None and shown.look.mask is not Mask.NONE)
        self._close.setVisible(is_open)
        if shown.sight is not self._sight:
            self._sight = shown.sight
            if shown.sight in SPOKEN:
                self._speak(self._words(SPOKEN[shown.sight]), True)
            self._fit()

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._box.panel

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel in the place of the outcomes, and gives it the keyboard."""
        self.close_panel()
        self.outcomes.hide()
        self._box.open(panel)
        stands_after(self.picture, panel)
        panel.take_focus()

    def close_panel(self) -> None:
        """The panel has done its work, or is left."""
        panel = self._box.put_away(self)
        if panel is not None:
            panel.deleteLater()
        self.outcomes.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is beside the picture and the keys gives way where there is little room."""
        px, high = self._look.theme.px, self.height()
        has_foot = high >= px(FOOT_FROM)
        self._foot.setVisible(has_foot)
        self._foot_rule.setVisible(has_foot)
        tall = COMPACT_TALL if self._look.theme.density is COMPACT else TALL
        self._is_tight = high < px(TIGHT_BELOW)
        self.head.fit(is_tight=self._is_tight)
        self.outcomes.set_height(LOW_TIGHT if self._is_tight else LOW if high < px(LOW_BELOW) else tall)
        self.picture.setMinimumHeight(px(48 if self._is_tight else 72 if high < px(LOW_BELOW) else 160))

    def _make_foot(self, side: int) -> QWidget:
        px = self._look.theme.px
        foot = QWidget()
        foot.setMinimumHeight(px(28 if self._look.theme.density is COMPACT else 40))
        layout = line(foot, margins=(side, 0, side, 0), gap=px(20))
        layout.addWidget(self._mask)
        layout.addWidget(self._close)
        layout.addStretch(1)
        layout.addWidget(self._opened)
        return foot
