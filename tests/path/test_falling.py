"""Whatever ends the screen, its console ends in order: it shows nothing to a screen that is gone, closes its file."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(150)


def test_a_program_that_falls_ends_its_console_in_order(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.path.falling_process", str(tmp_path)], stderr=subprocess.PIPE, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode != 0
    assert ran.stderr.rstrip().endswith("ZeroDivisionError")
    assert "RuntimeError" not in ran.stderr, "nothing is said to a screen that is gone"
    assert not (tmp_path / "vaka.db-wal").exists(), "its journal was closed"
