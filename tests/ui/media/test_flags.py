"""With what Chromium is started, and that nobody who does not call starts it."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.media import flags
from ui.media.flags import FAKE_DEVICES, FLAGS, LOOPBACK, NO_SANDBOX, set_flags

ROOT = Path(__file__).parents[3]


def test_what_the_environment_says_stays_and_ours_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flags, "is_root", lambda: False)
    environ = {FLAGS: "--of-the-house"}
    set_flags((LOOPBACK,), environ)
    once = dict(environ)
    set_flags((LOOPBACK,), environ)
    assert environ == once
    said = environ[FLAGS].split()
    assert said[0] == "--of-the-house"
    assert said.count(LOOPBACK) == 1


def test_an_ordinary_start_reaches_no_loopback_has_no_false_devices_and_keeps_its_sandbox(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flags, "is_root", lambda: False)
    environ: dict[str, str] = {}
    set_flags((), environ)
    assert NO_SANDBOX not in environ
    assert LOOPBACK not in environ[FLAGS]
    assert FAKE_DEVICES not in environ[FLAGS]
    assert "--no-sandbox" not in environ[FLAGS]


def test_root_has_no_sandbox_for_it_would_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flags, "is_root", lambda: True)
    environ: dict[str, str] = {}
    set_flags((), environ)
    assert environ[NO_SANDBOX] == "1"


def test_who_never_calls_loads_no_web_engine() -> None:
    script = (
        "import sys, ui.media.engine, ui.media.surface;"
        "sys.exit(any('WebEngine' in name or 'WebChannel' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, timeout=60).returncode == 0
