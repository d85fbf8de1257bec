"""Where a panel stands, and what becomes of one that is left: what is typed stays with its case."""

from console.domain.ids import CaseId
from ui.case.column import CaseColumn
from ui.widgets.panel import Panel


class PanelPlace:
    """At most one panel is open; each case may keep one that was left with text in it."""

    def __init__(self, column: CaseColumn) -> None:
        self._column = column
        self._kept: dict[CaseId, Panel] = {}

    def open(self) -> Panel | None:
        """The open panel."""
        return self._column.panel()

    def show(self, panel: Panel, case: CaseId | None) -> None:
        """Opens a panel in the place of any other, and gives it the keyboard."""
        self.put_away(case)
        self._column.open_panel(panel)
        panel.take_focus()

    def put_away(self, case: CaseId | None) -> bool:
        """Closes the open panel. True where it had text, which is kept with `case`."""
        panel = self._column.put_away()
        if panel is None:
            return False
        before = self._kept.pop(case, None) if case is not None and panel.has_text() else None
        if before is not None:
            before.deleteLater()
        if case is None or not panel.has_text():
            panel.deleteLater()
            return False
        self._kept[case] = panel
        return True

    def taken_back(self, case: CaseId, key: str = "") -> Panel | None:
        """The panel that a case keeps (with that key, if one is given); the caller opens it."""
        kept = self._kept.get(case)
        if kept is None or (key and kept.key != key):
            return None
        return self._kept.pop(case)

    def done(self, panel: Panel) -> None:
        """A panel has done its work. Nothing where its case went first and took it along."""
        is_open = self._column.panel() is panel
        is_kept = any(kept is panel for kept in self._kept.values())
        if is_open:
            self._column.put_away()
        self._kept = {case: kept for case, kept in self._kept.items() if kept is not panel}
        if is_open or is_kept:
            panel.deleteLater()

    def forget(self) -> None:
        """Another operator sits here: nothing typed by the one before stays."""
        open_panel = self._column.put_away()
        for panel in (*self._kept.values(), *((open_panel,) if open_panel is not None else ())):
            panel.deleteLater()
        self._kept.clear()
