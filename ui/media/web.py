"""What the engine needs of the page that sees and hears. QtWebEngine's is in `page.py`, which is loaded late."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told. `said`: a word of the page, as JSON. `ended`: its process is gone, or its loading failed; the text
    says how, for a technician. `may_capture`: whether the microphone (False) or the camera (True) may be opened now."""

    said: Callable[[str], None]
    ended: Callable[[str], None]
    may_capture: Callable[[bool], bool]


class Web(Protocol):
    """One page, which can be begun again and again."""

    def begin(self) -> None:
        """Loads the page from the start. What it was told before is gone."""
        ...

    def order(self, text: str) -> None:
        """An order for the page, as JSON."""
        ...

    def kill(self) -> bool:
        """Ends its process, which does not answer; `ended` is told. False where there is none."""
        ...

    def take_back(self) -> None:
        """Microphone and camera must be asked for anew, where `may_capture` says no by now."""
        ...

    def new_view(self) -> QWidget:
        """The page on the screen. An earlier view shows it no more, or is gone; the page stays as it is."""
        ...

    def paint_with(self, background: str) -> None:
        """The colour before the page paints by itself, as #rrggbb."""
        ...

    def close(self) -> None:
        """All of it is gone: process, profile, view."""
        ...
