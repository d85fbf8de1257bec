"""What holds of every view of the window, wherever keys lead: it can be read, it is heard, a key that does nothing says
why, and the keyboard is where something can be done.

The walk through all of them is what takes time, so each is made once, and every test asks what was found on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.ui.conftest import open_window, shut
from tests.ui.contrast import too_faint
from tests.ui.controls import controls, faults_of, misplaced_keyboard, silent_keys, silent_rows
from tests.ui.every_view import DESK, every_view
from tests.ui.fakes import Clock, FakeOffice
from ui.main_window import MainWindow
from ui.theme import DAY, NIGHT, Theme

PATIENCE_S = 200
pytestmark = pytest.mark.timeout(240)
WALKS = {"night, 1366": (NIGHT, (1366, 768)), "day, 1920": (DAY, (1920, 1080))}
"""Both themes and both sizes."""

EACH = pytest.mark.parametrize("walk", WALKS)


@dataclass
class Found:
    """What was amiss, by view; `names` are the views that were seen, `is_whole` whether the walk came to its end."""

    names: list[str] = field(default_factory=list)
    faint: dict[str, dict[str, float]] = field(default_factory=dict)
    unheard: dict[str, list[str]] = field(default_factory=dict)
    unexplained: dict[str, list[str]] = field(default_factory=dict)
    misplaced: dict[str, list[str]] = field(default_factory=dict)
    is_whole: bool = False

    def look(self, name: str, window: MainWindow) -> None:
        """Whatever is amiss in what is shown now."""
        self.names.append(name)
        for kind, found in (
            (self.unheard, [fault for widget in controls(window) for fault in faults_of(widget)]),
            (self.unheard, list(silent_rows(window))),
            (self.unexplained, silent_keys(window)),
            (self.misplaced, list(misplaced_keyboard(window))),
        ):
            if found:
                kind.setdefault(name, []).extend(found)
        faint = too_faint(window)
        if faint:
            self.faint[name] = faint


class Walks:
    """The walks that have been made."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = {}

    async def found(self, walk: str, office: FakeOffice, clock: Clock) -> Found:
        """What was found on this walk, which is made for whoever asks first."""
        if walk not in self._found:
            self._found[walk] = found = Found()
            tokens, size = WALKS[walk]
            window = open_window(office, clock, theme=Theme(tokens))
            window.resize(*size)
            try:
                async for name in every_view(window, office):
                    found.look(name, window)
            finally:
                shut(window)
            found.is_whole = True
        assert self._found[walk].is_whole, "the walk did not come to its end"
        return self._found[walk]


@pytest.fixture(scope="module")
def walks() -> Walks:
    return Walks()


@EACH
async def test_what_every_view_paints_can_be_read(walks: Walks, office: FakeOffice, clock: Clock, walk: str) -> None:
    assert not (await walks.found(walk, office, clock)).faint


@EACH
async def test_every_control_of_every_view_has_a_name_a_role_and_its_state(
    walks: Walks, office: FakeOffice, clock: Clock, walk: str
) -> None:
    assert not (await walks.found(walk, office, clock)).unheard


@EACH
async def test_a_key_that_does_nothing_now_says_why(walks: Walks, office: FakeOffice, clock: Clock, walk: str) -> None:
    assert not (await walks.found(walk, office, clock)).unexplained


@EACH
async def test_nothing_that_is_hidden_or_covered_takes_the_keyboard(
    walks: Walks, office: FakeOffice, clock: Clock, walk: str
) -> None:
    assert not (await walks.found(walk, office, clock)).misplaced


@EACH
async def test_the_walk_comes_to_every_view(walks: Walks, office: FakeOffice, clock: Clock, walk: str) -> None:
    assert (await walks.found(walk, office, clock)).names == ["sign-in", *DESK, "change", "locked"]
