"""The place in which a panel opens: it scrolls where there is no room, and is gone while nothing is open."""

from PySide6.QtWidgets import QWidget

from ui.widgets.panel import Panel
from ui.widgets.scroll import ScrollBox


class PanelBox(ScrollBox):
    """`panel` is the one that is open."""

    panel: Panel | None = None

    def open(self, panel: Panel) -> None:
        """Shows it; what was open has been put away."""
        self.panel = panel
        self.setAccessibleName(panel.title.text())
        self.setWidget(panel)
        self.show()
        panel.show()

    def put_away(self, keeper: QWidget) -> Panel | None:
        """Takes the open panel off the screen, as it is, and returns it. It becomes the keeper's child."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.hide()
            self.takeWidget()
            panel.setParent(keeper)
            self.hide()
        return panel
