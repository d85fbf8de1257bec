"""What one process of a test run compiles, the next need not. Dozens of consoles, windows and helpers are started as
processes of their own, and where Python may not write bytecode each compiled all of the console and the screen anew."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

FOLDER = "PYTHONPYCACHEPREFIX"
FORBIDDEN = "PYTHONDONTWRITEBYTECODE"


def pytest_configure(config: pytest.Config) -> None:
    """For this run alone, in a folder of its own that goes with it; nothing is written beside the sources."""
    if FOLDER in os.environ:
        return
    made = tempfile.mkdtemp(prefix="vaka-bytecode-")
    was_forbidden = os.environ.pop(FORBIDDEN, None)
    os.environ[FOLDER] = made

    def forget() -> None:
        del os.environ[FOLDER]
        if was_forbidden is not None:
            os.environ[FORBIDDEN] = was_forbidden
        shutil.rmtree(made, ignore_errors=True)

    config.add_cleanup(forget)
