"""Two monitors: the window comes back to where it stood, on the second too; and to one that is there if that is gone.

Each in a process of its own: the offscreen platform reads its screens from a file, once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LEFT = {"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080}
RIGHT = {"name": "right", "x": 1920, "y": 0, "width": 2560, "height": 1440}
FRAME = 4
ROOT = Path(__file__).parents[2]


def at_screens(folder: Path, deed: str, *screens: dict[str, Any]) -> dict[str, Any]:
    """What the window says of itself on these screens."""
    config = folder / "screens.json"
    shown = [{**each, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1} for each in screens]
    config.write_text(json.dumps({"screens": shown}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens", str(folder), deed], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def near(one: list[int], other: list[int]) -> bool:
    """The same place but for the frame, whose width the platform tells late."""
    return all(abs(a - b) <= FRAME for a, b in zip(one, other, strict=True))


def test_a_window_comes_back_to_the_second_screen_as_large_as_it_was(tmp_path: Path) -> None:
    kept = at_screens(tmp_path, "keep", LEFT, RIGHT)
    assert kept["screen"] == "right"
    assert near(kept["at"], [2040, 80, 1400, 900])
    back = at_screens(tmp_path, "put_back", LEFT, RIGHT)
    assert back["was_known"]
    assert back["screen"] == "right"
    assert near(back["at"], kept["at"])


def test_a_window_that_filled_the_second_screen_fills_it_again(tmp_path: Path) -> None:
    assert at_screens(tmp_path, "maximised", LEFT, RIGHT)["is_maximised"]
    back = at_screens(tmp_path, "put_back", LEFT, RIGHT)
    assert (back["screen"], back["is_maximised"]) == ("right", True)
    assert near(back["at"], [1920, 0, 2560, 1440])


@pytest.mark.parametrize("left", [LEFT, {**LEFT, "width": 1366, "height": 768}], ids=["1920", "1366"])
def test_a_window_whose_screen_is_gone_comes_to_one_that_is_there(tmp_path: Path, left: dict[str, Any]) -> None:
    at_screens(tmp_path, "keep", LEFT, RIGHT)
    back = at_screens(tmp_path, "put_back", left)
    assert back["screen"] == "left"
    assert back["is_seen"]
    assert not back["has_another"]
    x, y, width, height = back["at"]
    assert (x >= -FRAME, y >= -FRAME) == (True, True)
    assert (x + width <= left["width"] + FRAME, y + height <= left["height"] + FRAME) == (True, True)


def test_screens_that_have_changed_sides_still_show_the_whole_window(tmp_path: Path) -> None:
    at_screens(tmp_path, "keep", LEFT, RIGHT)
    back = at_screens(tmp_path, "put_back", {**RIGHT, "x": 0}, {**LEFT, "x": 2560})
    assert back["is_seen"]


def test_a_window_that_was_never_here_says_so(tmp_path: Path) -> None:
    back = at_screens(tmp_path, "put_back", LEFT, RIGHT)
    assert back["was_known"] is False
    assert back["is_seen"]
