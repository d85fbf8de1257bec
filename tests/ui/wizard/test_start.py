"""When the wizard comes by itself, and a whole first run in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.which_settings import is_first_run, named_file

ROOT = Path(__file__).parents[3]
RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.setup import FirstRun

run = FirstRun(Path(sys.argv[1]))
wish = {"demo": lambda: run.window.demo_wanted.emit(), "close": lambda: run.window.close()}[sys.argv[2]]
QTimer.singleShot(200, wish)
print(run.run().name)
"""


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has never started Vaka, and has no display."""
    own = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "VAKA_CONFIG", "QT_QPA_PLATFORM")
    left = {name: value for name, value in os.environ.items() if name not in gone}
    return {**left, **own, "HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path), "PYTHONPATH": str(ROOT)}


def run(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_any_settings_the_console_begins_with_the_wizard_and_with_them_it_does_not(
    nowhere: dict[str, str], tmp_path: Path
) -> None:
    first = run(nowhere, "-m", "ui")
    assert first.returncode == 1
    assert "has the same steps by hand" in first.stderr
    (tmp_path / "XDG_CONFIG_HOME" / "vaka").mkdir(parents=True)
    (tmp_path / "XDG_CONFIG_HOME" / "vaka" / "vaka.toml").write_text("", encoding="utf-8")
    second = run(nowhere, "-m", "ui")
    assert second.returncode == 1
    assert "nobody would see an alarm" in second.stderr


def test_a_file_that_is_named_is_never_a_first_run() -> None:
    assert not is_first_run(named_file(["--config", "/finns/inte.toml"]))
    assert not is_first_run(named_file(["--config=/finns/inte.toml"]))


@pytest.mark.parametrize(("wish", "outcome"), [("demo", "DEMO"), ("close", "CLOSED")])
def test_a_whole_first_run_ends_as_it_was_asked_and_keeps_nothing(
    nowhere: dict[str, str], tmp_path: Path, wish: str, outcome: str
) -> None:
    file = tmp_path / "vaka.toml"
    ended = run({**nowhere, "QT_QPA_PLATFORM": "offscreen"}, "-c", RUN, str(file), wish)
    assert (ended.returncode, ended.stdout.strip()) == (0, outcome), ended.stderr
    assert not file.exists()
