"""Nothing that breaks goes unseen, and no name leaves with it."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType

from ui import faults

pytestmark = pytest.mark.warns


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> list[BaseException]:
    seen: list[BaseException] = []
    undo = faults.install(seen.append)
    caplog.set_level(logging.DEBUG)
    yield seen
    undo()


def fault() -> BaseException:
    try:
        raise ValueError("Märta Lindqvist, Fyrvägen 12")
    except ValueError as raised:
        return raised


LOADING = """
import ctypes, sys, threading
sys.setswitchinterval(1e-5)
from ui import faults
faults.install()
is_over = threading.Event()
def load():
    while not is_over.is_set():
        ctypes.CDLL(None)
other = threading.Thread(target=load)
other.start()
try:
    import PySide6.QtMultimedia
except ImportError:  # the sound system's library is missing: nothing is loaded
    pass
is_over.set()
other.join()
"""


def test_the_sound_system_loads_beside_another_library_and_nobody_waits_for_ever() -> None:
    subprocess.run([sys.executable, "-c", LOADING], check=True, timeout=60)


def test_a_code_names_the_place_and_no_person() -> None:
    code = faults.code(fault())
    assert code.startswith("ValueError test_faults:")
    assert "Märta" not in code
    assert faults.code(ValueError("Märta")) == "ValueError"
    assert faults.code(None) == "-"


def test_a_fault_in_a_thread_is_logged_and_told(told: list[BaseException], caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> None:
        raise KeyError("x")

    thread = threading.Thread(target=breaks, name="breaker")
    thread.start()
    thread.join()
    assert isinstance(told[0], KeyError)
    assert "uncaught in thread breaker" in caplog.text


def test_an_unraisable_is_logged_and_told(told: list[BaseException], caplog: pytest.LogCaptureFixture) -> None:
    class Breaks:
        def __del__(self) -> None:
            raise OSError("in del")

    Breaks()
    gc.collect()
    assert isinstance(told[0], OSError)
    assert "unraisable" in caplog.text


@pytest.mark.parametrize(("platform", "level"), [("offscreen", logging.DEBUG), ("wayland", logging.WARNING)])
def test_what_qt_lacks_without_a_screen_is_no_warning_there(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, platform: str, level: int
) -> None:
    class Context:
        category = "default"

    monkeypatch.setattr(faults.QGuiApplication, "platformName", lambda: platform)
    said = "Failed to create RHI for backend: OpenGL"
    with caplog.at_level(logging.DEBUG):
        faults._from_qt(QtMsgType.QtWarningMsg, Context(), said)  # type: ignore[arg-type]
    assert [record.levelno for record in caplog.records] == [level]


def test_qt_messages_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    class Context:
        category = "qt.test"

    with caplog.at_level(logging.DEBUG):
        faults._from_qt(QtMsgType.QtWarningMsg, Context(), "broken\nforged")  # type: ignore[arg-type]
    assert caplog.records[0].levelno == logging.WARNING
    assert "\n" not in caplog.records[0].getMessage()
