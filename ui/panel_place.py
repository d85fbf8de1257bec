"""Where a panel stands, and what becomes of one that is left: what is typed stays with its case."""

from console.domain.ids import CaseId
from ui.case.column import CaseColumn
from ui.widgets.panel import Panel


class PanelPlace:
    """At most one panel is open; each case may keep one of each key that was left with text in it, and a case that is
    not there yet one of its own."""

    def __init__(self, column: CaseColumn) -> None:
        self._column = column
        self._kept: dict[tuple[CaseId | None, str], Panel] = {}

    def open(self) -> Panel | None:
        """The open panel."""
        return self._column.panel()

    def show(self, panel: Panel, case: CaseId | None) -> None:
        """Opens a panel in the place of any other, and gives it the keyboard."""
        self.put_away(case)
        self._column.open_panel(panel)
        panel.take_focus()

    def put_away(self, case: CaseId | None) -> bool:
        """Closes the open panel. True where it had text, which is kept with `case`, or for the next new case."""
        panel = self._column.put_away()
        if panel is None:
            return False
        if not panel.has_text() or (case is None and panel.is_of_case):
            panel.deleteLater()
            return False
        slot = (case if panel.is_of_case else None, panel.key)
        before = self._kept.pop(slot, None)
        if before is not None:
            before.deleteLater()
        self._kept[slot] = panel
        return True

    def taken_back(self, case: CaseId | None, key: str = "") -> Panel | None:
        """The panel with that key that a case keeps, or the last one that it kept; the caller opens it. Without a case
        it is the one of a case that is not there yet."""
        slots = [slot for slot in self._kept if slot[0] == case and key in ("", slot[1])]
        return self._kept.pop(slots[-1]) if slots else None

    def done(self, panel: Panel) -> None:
        """A panel has done its work. Nothing where its case went first and took it along."""
        is_open = self._column.panel() is panel
        is_kept = any(kept is panel for kept in self._kept.values())
        if is_open:
            self._column.put_away()
        self._kept = {slot: kept for slot, kept in self._kept.items() if kept is not panel}
        if is_open or is_kept:
            panel.deleteLater()

    def forget(self) -> None:
        """Another operator sits here: nothing typed by the one before stays."""
        open_panel = self._column.put_away()
        for panel in (*self._kept.values(), *((open_panel,) if open_panel is not None else ())):
            panel.deleteLater()
        self._kept.clear()
