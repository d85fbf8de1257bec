"""An exception of C code that leaves an override of Qt's or a slot is told as a fault; the window lives on.

Under Python 3.11 it ended the process with a segmentation fault: `ui.overrides` says why.
"""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest
from shiboken6 import Shiboken

import ui
from tests.faults.override_process import BREAKS, KINDS
from ui import overrides

ALL_OF_THEM = ["KeyError", "RuntimeError", "TypeError", "ValueError"]
PATIENCE_S = 60
NO_PYTHON_CODE = frozenset({"ui.__main__"})


ALONE = [pytest.param([kind], id=kind, marks=pytest.mark.long) for kind in KINDS]


@pytest.mark.parametrize("kinds", [pytest.param([*KINDS], id="all"), *ALONE])
def test_an_exception_of_c_code_in_an_override_is_told_and_the_process_lives(kinds: list[str]) -> None:
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.faults.override_process", *kinds]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2_000:]
    said = {kind: told.split() for kind, _, told in (line.partition(" ") for line in done.stdout.splitlines())}
    assert {kind: told[1:] for kind, told in said.items()} == dict.fromkeys(kinds, ALL_OF_THEM)
    assert all(int(told[0]) >= len(BREAKS) for told in said.values())
    assert "uncaught" in done.stderr


def classes() -> Iterator[type[Any]]:
    """Every class of the screen that is Qt's below."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if module.name not in NO_PYTHON_CODE:
            importlib.import_module(module.name)
    waiting = type.__subclasses__(Shiboken.Object)
    while waiting:
        one = waiting.pop()
        waiting += type.__subclasses__(one)
        if one.__module__.startswith("ui."):
            yield one


@pytest.mark.qt_log_ignore("pipewire-0.3")
def test_no_override_of_the_screen_is_without_its_guard() -> None:
    """Also one that comes from a class beside Qt's, of which Python takes the function all the same."""
    overrides.install()
    bare, found = set(), 0
    for one in classes():
        above = [each for each in one.__mro__ if each.__module__.startswith("PySide6.")]
        for each in one.__mro__:
            if each in above or each.__module__.startswith(("shiboken6", "Shiboken", "builtins")):
                continue
            for name, function in vars(each).items():
                if name.startswith("__"):
                    continue
                if isinstance(function, FunctionType) and any(name in vars(qt) for qt in above):
                    found += 1
                    if not overrides.HAS_WHOLE_EXCEPTIONS and not hasattr(function, overrides._WRAPPED):
                        bare.add(f"{one.__module__}.{one.__name__}.{name} of {each.__name__}")
    assert found > 200
    assert not bare
