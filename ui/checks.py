"""`vaka doctor`, the screen's part: display, sound, camera, calls. What a machine without them must do is said."""

import os
import subprocess
import sys
from functools import lru_cache

from console.bootstrap.checks import Check
from console.config import Config, state_folder
from ui.crash import Reports
from ui.media.flags import is_root

SHOWN_WITHIN_S = 20.0
_NO_DISPLAY = "sign in to a desktop, or use `vaka intake` on a server"
_ENGINE = "from PySide6 import QtWebChannel, QtWebEngineWidgets"
_ENGINE_NEEDS = (
    "on Debian it needs: apt-get install libnss3 libnspr4 libasound2 libgbm1 libdrm2 libxcomposite1 libxdamage1 "
    "libxfixes3 libxtst6 libxkbfile1; or set calls.engine = false where nobody calls"
)
_OPEN = "import sys; from PySide6.QtGui import QGuiApplication; sys.exit(not QGuiApplication([]).screens())"


def display(_: Config) -> Check:
    """Whether a window can be shown. Asked of a child process, for Qt aborts the one that cannot."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if named in ("offscreen", "minimal"):
        return Check("display", False, f"none: QT_QPA_PLATFORM says {named}", "take that variable away")
    if not named and sys.platform.startswith("linux"):
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return Check("display", False, "none", _NO_DISPLAY)
    try:
        tried = subprocess.run(
            [sys.executable, "-P", "-c", _OPEN], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", timeout=SHOWN_WITHIN_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return Check("display", False, "it does not answer", _NO_DISPLAY)
    if tried.returncode == 0:
        return Check("display", True, "there is one")
    said = next((line for line in tried.stderr.splitlines() if line.strip()), "it does not open")
    to_do = "is it running and ours? on Debian, Qt needs: apt-get install libxcb-cursor0 libxkbcommon-x11-0 libegl1"
    return Check("display", False, said.strip()[:200], to_do)


def sound(config: Config) -> Check:
    """Whether an alarm can be heard, and on which outputs."""
    _application()
    from PySide6.QtMultimedia import QMediaDevices

    names = [one.description() for one in QMediaDevices.audioOutputs()]
    if not names:
        return Check("sound", False, "no audible output", "connect a loudspeaker or headset, start the sound server")
    shown = ", ".join(f'"{name}"' for name in names)
    wanted = config.sound.device
    if wanted and wanted not in names:
        to_do = "connect it, or set sound.device to one of these; until then another sounds"
        return Check("sound", False, f'no output called "{wanted}"; there is {shown}', to_do)
    chosen = wanted or QMediaDevices.defaultAudioOutput().description()
    return Check("sound", True, f'"{chosen}" sounds; there is {shown}')


def camera(_: Config) -> Check:
    """A missing camera stops nothing: only video callbacks want one."""
    _application()
    from PySide6.QtMultimedia import QMediaDevices

    names = [f'"{one.description()}"' for one in QMediaDevices.videoInputs()]
    return Check("camera", True, ", ".join(names) if names else "none; callbacks go by voice")


def calls(config: Config) -> Check:
    """Whether somebody can be called by video and voice from here: the engine, and something to speak into. The engine
    is loaded in a child process: what it lacks ends that alone."""
    if not config.calls.engine:
        return Check("calls", True, "calls.engine is false: this workstation calls by the telephone on the desk alone")
    lack = _engine_lacks()
    if lack:
        return Check("calls", False, f"the engine cannot be loaded: {lack}", _ENGINE_NEEDS)
    if is_root():
        seen = "as root the engine runs without its sandbox"
        return Check("calls", False, seen, "run Vaka as an ordinary user; root is for trials alone")
    microphone = _microphone(config)
    return microphone if microphone is not None else Check("calls", True, "the engine loads, and there is a microphone")


def _engine_lacks() -> str:
    """What keeps the engine from being loaded, in the system's own words; "" for nothing."""
    try:
        tried = subprocess.run(
            [sys.executable, "-P", "-c", _ENGINE], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", timeout=SHOWN_WITHIN_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return "it does not answer"
    said = [line.strip() for line in tried.stderr.splitlines() if line.strip()]
    return "" if tried.returncode == 0 else (said[-1] if said else "it does not load")[:200]


def _microphone(config: Config) -> Check | None:
    """What is wrong with what we speak into; None for nothing. Without one the other is still heard and seen."""
    _application()
    from PySide6.QtMultimedia import QMediaDevices

    names = [one.description() for one in QMediaDevices.audioInputs()]
    if not names:
        return Check("calls", False, "the engine loads; no microphone", "connect a headset, start the sound server")
    wanted = config.calls.microphone
    if wanted and wanted not in names:
        shown = ", ".join(f'"{name}"' for name in names)
        to_do = "connect it, or set calls.microphone to one of these; until then another is spoken into"
        return Check("calls", False, f'no microphone called "{wanted}"; there is {shown}', to_do)
    return None


def crashes(config: Config) -> Check:
    """Reports of crashes that are there, for whoever mends them; having some is no defect of this machine."""
    reports = Reports(state_folder(config))
    found = reports.all()
    if not found:
        return Check("crashes", True, "no reports")
    return Check("crashes", True, f"{len(found)} reports without names in {reports.folder}, the last {found[-1].name}")


@lru_cache(maxsize=1)
def _application() -> object:
    """Qt finds no devices before there is an application; this one needs no display."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")  # its own talk is no finding
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.instance() or QCoreApplication(["vaka"])
