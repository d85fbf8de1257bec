"""Where a panel stands, and what becomes of one that is left: what is typed stays with its case as a draft."""

from typing import Protocol

from console.domain.ids import CaseId, OperatorId
from ui.drafts import Drafts, Fields, Slot
from ui.widgets.panel import Panel


class Place(Protocol):
    """The part of the screen in which at most one panel stands."""

    def panel(self) -> Panel | None: ...

    def open_panel(self, panel: Panel) -> None: ...

    def put_away(self) -> Panel | None: ...


class PanelPlace:
    """At most one panel is open; each case may keep a draft for each key, and a case that is not there yet its own."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._place: Place | None = None
        self._slot: Slot | None = None

    def attach(self, place: Place) -> None:
        """The screen has been built, or built anew: a panel that was open is opened there by whoever makes it."""
        self._place = place
        self._slot = None

    def open(self) -> Panel | None:
        """The open panel."""
        return self._place.panel() if self._place is not None else None

    def slot(self) -> Slot | None:
        """Whose panel is open, and its key."""
        return self._slot if self.open() is not None else None

    def show(self, panel: Panel, case: CaseId | None, fields: Fields | None = None) -> None:
        """Opens a panel in the place of any other, with `fields` or as it was left, and gives it the keyboard. `case`
        is the one shown; a panel that belongs to no case keeps its draft apart."""
        assert self._place is not None, "built before shown"
        self.put_away()
        slot = (case if panel.is_of_case else None, panel.slot_key)
        left = fields if fields is not None else self._drafts.of(slot)
        if left is not None:
            panel.restore(left)
        self._slot = slot
        panel.edited.connect(lambda: self._edited(panel))
        self._place.open_panel(panel)
        panel.take_focus()

    def put_away(self) -> bool:
        """Closes the open panel. True where it had text, which stays as a draft."""
        panel = self._place.put_away() if self._place is not None else None
        slot, self._slot = self._slot, None
        if panel is None or slot is None:
            return False
        has_text = panel.has_text()
        self._keep(slot, panel.fields() if has_text else None)
        panel.deleteLater()
        return has_text

    def carried(self) -> tuple[Slot, Fields, int] | None:
        """The open panel as a value, choices and all, for a screen that is about to be built anew."""
        panel = self.open()
        return (
            (self._slot, panel.fields(), panel.seen_version) if panel is not None and self._slot is not None else None
        )

    def kept_key(self, case: CaseId | None) -> str:
        """The key of the panel that a case keeps a draft for, the last touched; or nothing."""
        return self._drafts.last_key_of(case)

    def done(self, panel: Panel, slot: Slot, fields: Fields | None = None) -> None:
        """A panel has done its work, with `fields`. It may have been put away meanwhile, with its case; or made anew,
        and then it goes too, unless it has been written on since."""
        opened = self.open()
        if opened is not None and (opened is panel or (self._slot == slot and opened.fields() == fields)):
            assert self._place is not None, "a panel is open in it"
            self._place.put_away()
            self._slot = None
            opened.deleteLater()
        self._drafts.drop(slot)

    def sit(self, author: OperatorId | None) -> None:
        """Another operator sits here, or nobody: nothing typed by the one before stays."""
        self._drafts.sit(author)
        panel = self._place.put_away() if self._place is not None else None
        self._slot = None
        if panel is not None:
            panel.deleteLater()

    def _edited(self, panel: Panel) -> None:
        if self._slot is not None and self.open() is panel:
            self._keep(self._slot, panel.fields() if panel.has_text() else None)

    def _keep(self, slot: Slot, fields: Fields | None) -> None:
        if fields is None:
            self._drafts.drop(slot)
        else:
            self._drafts.keep(slot, fields)
