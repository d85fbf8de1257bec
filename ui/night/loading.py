"""How the lanes come to be when a night is first shown: pyqtgraph is not imported before."""

import sys
from importlib import import_module

from ui.night.lanes import Lanes
from ui.theme import Look
from ui.words import Words

PLOT = "ui.night.plot"


def is_loaded() -> bool:
    """Whether the lanes can be made at once."""
    return PLOT in sys.modules


def load_lanes() -> None:
    """Imports pyqtgraph, which takes the better part of a second: to be called on a thread beside the screen's."""
    import_module(PLOT)


def make_lanes(look: Look, words: Words) -> Lanes:
    """The lanes on pyqtgraph: not before a night is shown."""
    from ui.night.plot import NightPlot

    return NightPlot(look, words)
