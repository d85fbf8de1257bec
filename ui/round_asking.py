"""What is written in the rounds view: the note that goes with the next outcome, and why a mask is taken off.

What is typed stays with its look until it is told of, also while an alarm has the screen.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.domain.ids import LookId
from console.domain.picture import Mask
from console.domain.round_rows import RoundRow
from ui.actions import KEY_OF, Deed
from ui.round_hand import RoundHand
from ui.round_steps import RoundSteps
from ui.rounds import round_lines as said
from ui.rounds.showing_of import OPEN
from ui.rounds.view import RoundsView
from ui.widgets.panel import TextPanel
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


class RoundAsking(QObject):
    """At most one panel. `spoke` carries what to tell the operator, `changed` comes when it has opened or gone."""

    spoke = Signal(str)
    changed = Signal()

    def __init__(
        self, words: Words, hand: RoundHand, steps: RoundSteps, view: Callable[[], RoundsView], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._hand = hand
        self._steps = steps
        self._view = view
        self._open: tuple[Deed, RoundRow] | None = None
        self._typed: dict[tuple[Deed, LookId], str] = {}

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._open is not None

    def perform(self, deed: Deed, row: RoundRow | None) -> None:
        """Opens the panel of a deed, or confirms the one that its key has opened."""
        panel = self._view().panel()
        if self._open is not None and self._open[0] is deed and panel is not None:
            panel.confirm()
            return
        if row is None:
            self.spoke.emit(self._words(Say.CHOOSE_ROW))
        elif deed is Deed.UNMASK and (why := self._why_masked()) is not None:
            self.spoke.emit(self._words(why))
        else:
            self._ask(deed, row)

    def close(self) -> bool:
        """Puts the panel away; what is typed stays with its look. False where none was open."""
        was_open, self._open = self.is_open, None
        if was_open:
            self._view().home().setFocus()
            self._view().page.close_panel()
            self.changed.emit()
        return was_open

    def rebuilt(self) -> None:
        """The screen has been built anew: what was open is open there, as it was left."""
        if self._open is not None:
            self._ask(*self._open)

    def forget(self) -> None:
        """Another operator: nothing typed stays."""
        self.close()
        self._typed.clear()

    def note_for(self, look: LookId) -> str:
        """What goes with the outcome: what was kept for it, or what stands in the open panel."""
        return (self._typed.get((Deed.NOTE, look)) or self._hand.notes.get(look, "")).strip()

    def told(self, look: LookId) -> None:
        """The look has been told of, with its note."""
        self.close()
        for deed in (Deed.NOTE, Deed.UNMASK):
            self._typed.pop((deed, look), None)

    def _why_masked(self) -> Say | None:
        look = self._hand.look
        if look is None or self._hand.sight() not in OPEN:
            return Say.NOT_MASKED
        return Say.IS_UNMASKED if look.mask is Mask.NONE else None

    def _ask(self, deed: Deed, row: RoundRow) -> None:
        words, view, name = self._words, self._view(), said.name(row, self._words)
        is_note = deed is Deed.NOTE
        panel = TextPanel(
            words(Say.NOTE_OF if is_note else Say.UNMASK, name=name),
            words(Say.NOTE_HINT if is_note else Say.UNMASK_HINT), words(Say.NOTE_SAVE if is_note else Say.UNMASK_SAVE),
            KEY_OF[deed].key, view.look, words, rows=2,
        )  # fmt: skip
        kept = self._typed.get((deed, row.look)) or (self._hand.notes.get(row.look, "") if is_note else "")
        panel.restore({"text": kept})
        panel.edited.connect(lambda: self._typed.__setitem__((deed, row.look), panel.fields()["text"]))
        panel.submitted.connect(lambda text: self._confirmed(deed, row.look, str(text)))
        panel.dismissed.connect(self.close)
        self._open = (deed, row)
        view.page.open_panel(panel)
        self.changed.emit()

    def _confirmed(self, deed: Deed, look: LookId, text: str) -> None:
        self._typed.pop((deed, look), None)
        if deed is Deed.NOTE:
            self._hand.notes[look] = text
            self.spoke.emit(self._words(Say.NOTE_KEPT))
        else:
            self._steps.unmask(text)
        self.close()
