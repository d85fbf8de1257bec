"""What is typed and not saved yet: kept by case and panel while the window lives, and by the console for after a crash.

A draft is text, not a widget: the panel is made anew from it when its key is pressed again, in whatever language and
size the screen then has.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.ids import CaseId, OperatorId
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.refused import Refused
from ui.office import Office
from ui.tasks import Tasks

Fields = dict[str, str]
Slot = tuple[CaseId | None, str]
"""The case (None for one that is not there yet) and the panel's key."""

SAVED_AFTER_MS = 400
"""So long after the last key a draft is given to the console: a crash costs no more than this."""

AGAIN_AFTER_MS = 5000
"""So long after the console could not be reached what it does not have is given to it again."""


class Drafts(QObject):
    """One operator's drafts. `found` comes when the console has told what was typed before a crash."""

    found = Signal()

    def __init__(
        self, office: Office, tasks: Tasks, refused: Callable[[Refused], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._refused = refused
        self._author: OperatorId | None = None
        self._kept: dict[Slot, Fields] = {}
        self._unsaved: dict[tuple[OperatorId, Slot], Fields | None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)
        self._is_resting = False

    def keep(self, slot: Slot, fields: Fields) -> None:
        """What stands in a panel now."""
        self._kept.pop(slot, None)
        self._kept[slot] = fields  # the last touched is the last
        self._mark(slot)

    def drop(self, slot: Slot) -> None:
        """It has been saved as what it was meant to be, or emptied."""
        if self._kept.pop(slot, None) is not None:
            self._mark(slot)

    def of(self, slot: Slot) -> Fields | None:
        return self._kept.get(slot)

    def last_key_of(self, case: CaseId | None) -> str:
        """The key of the panel of a case that was touched last, or nothing."""
        return next((key for at, key in reversed(self._kept) if at == case), "")

    def sit(self, author: OperatorId | None) -> None:
        """Another operator sits here, or nobody: nothing typed by the one before stays on this screen."""
        self.save_now()
        self._kept.clear()
        self._author = author
        if author is not None:
            self._tasks.start(self._find(author), name="drafts", on_refused=self._refused)

    def save_now(self) -> None:
        """Gives the console what it does not have yet."""
        if self._is_resting:
            return
        for author, slot, fields in self._take():
            self._tasks.start(self._saved(author, slot, fields), name="draft", on_refused=self._refused)

    def rest(self) -> None:
        """The window closes: from here on only `all_saved` saves, for soon no loop runs."""
        self._is_resting = True
        self._timer.stop()

    async def all_saved(self) -> None:
        """At the end of the program: what was typed last is with the console before it is left."""
        for author, slot, fields in self._take():
            await self._saved(author, slot, fields)

    def _take(self) -> list[tuple[OperatorId, Slot, Fields | None]]:
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, {}
        return [(author, slot, fields) for (author, slot), fields in unsaved.items()]

    async def _saved(self, author: OperatorId, slot: Slot, fields: Fields | None) -> None:
        case, key = slot
        try:
            if fields is None:
                await self._office.drop_draft(author, case, key)
            else:
                await self._office.keep_draft(author, case, key, fields)
        except (LostContact, Unwritable):
            self._unsaved.setdefault((author, slot), fields)  # unless something newer waits already
            self._start(AGAIN_AFTER_MS)
            raise

    async def _find(self, author: OperatorId) -> None:
        found = {(draft.case, draft.panel): dict(draft.fields) for draft in await self._office.drafts()}
        if self._author == author:
            self._kept = {**found, **self._kept}  # what is typed already stays
            self.found.emit()

    def _mark(self, slot: Slot) -> None:
        if self._author is not None:
            self._unsaved[self._author, slot] = self._kept.get(slot)
            self._start(SAVED_AFTER_MS)

    def _start(self, after_ms: int) -> None:
        if not self._is_resting:
            self._timer.start(after_ms)
