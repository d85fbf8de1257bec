"""The project's own run allows no skipped test; everyone else's does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPING = """
import pytest

@pytest.mark.skipif(True, reason="needs mosquitto")
def test_that_needs_a_server(): ...

@pytest.mark.xfail(strict=True)
def test_that_is_expected_to_fail():
    raise AssertionError

def test_that_passes(): ...
"""


def run(folder: Path, source: str, no_skips: str, *options: str) -> tuple[int, str]:
    """Run pytest with the plugin on one file, apart from this project's settings."""
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    plugins = ["-p", "tests.no_skips", "-p", "no:cacheprovider", "-p", "no:pytest-qt"]
    environment = dict(os.environ, VAKA_NO_SKIPS=no_skips, PYTHONPATH=str(ROOT))
    command = [sys.executable, "-m", "pytest", *plugins, *options, "test_it.py"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("options", [[], ["-n", "1"]], ids=["alone", "under xdist"])
def test_a_skip_fails_the_run_by_name_and_keeps_its_reason(tmp_path: Path, options: list[str]) -> None:
    code, output = run(tmp_path, SKIPPING, "1", *options)
    assert code == 1
    assert "ERROR test_it.py::test_that_needs_a_server" in output
    assert "needs mosquitto" in output
    assert "1 passed, 1 xfailed, 1 error" in output


def test_the_skip_of_a_whole_module_fails_the_run(tmp_path: Path) -> None:
    code, output = run(tmp_path, "import pytest\npytest.importorskip('no_such_module')\n", "1")
    assert code != 0
    assert "no_such_module" in output


def test_without_the_variable_a_skip_is_a_skip(tmp_path: Path) -> None:
    code, output = run(tmp_path, SKIPPING, "")
    assert code == 0
    assert "1 passed, 1 skipped, 1 xfailed" in output
