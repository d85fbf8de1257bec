"""Where a panel stands: in the case's column, or under the lane while the technical view is shown. It goes with the
operator from one to the other, as it is."""

from ui.panel_place import Place
from ui.widgets.panel import Panel


class PanelPlaces:
    """Fits `ui.panel_place.Place`: at most one panel, in the place that is shown."""

    def __init__(self, first: Place, others: dict[int, Place]) -> None:
        self._first = first
        self._others = others
        self._now = first

    def move_to(self, view: int) -> None:
        """Another view is shown."""
        place = self._others.get(view, self._first)
        if place is self._now:
            return
        panel = self._now.put_away()
        self._now = place
        if panel is not None:
            place.open_panel(panel)

    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._now.panel()

    def open_panel(self, panel: Panel) -> None:
        """Shows a panel, in the place of any other."""
        self._now.open_panel(panel)

    def put_away(self) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it."""
        return self._now.put_away()
