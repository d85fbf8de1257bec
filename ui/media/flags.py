"""With what Chromium is started inside Qt, and what must be said before there is an application. Imports nothing of it.

Local addresses are told as they are: the page is ours alone, and a device in the same house cannot resolve the
multicast names that a browser would give instead, which many networks of care do not carry at all. Timers keep their
pace while the picture is hidden, for levels and figures are wanted all the same. Chromium's own log is shut: it may
name addresses.
"""

import os
import sys
from collections.abc import MutableMapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt

FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"

LOOPBACK = "--allow-loopback-in-peer-connection"
"""For a demonstration or a test, whose other side is on this computer."""

FAKE_DEVICES = "--use-fake-device-for-media-stream"
"""For a demonstration or a test: a microphone that beeps and a camera that counts."""

OURS = (
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns,HardwareMediaKeyHandling,MediaSessionService",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-gpu-shader-disk-cache",
    "--log-level=3",
)


SHARED = Qt.ApplicationAttribute.AA_ShareOpenGLContexts


def before_application() -> None:
    """To be called before QApplication is made, also by who may never call: it costs nothing. Without it Qt's page
    falls in the midst of a call, so that there is none then."""
    QCoreApplication.setAttribute(SHARED)


def is_application_ready() -> bool:
    """Whether that was done in time."""
    return QCoreApplication.testAttribute(SHARED)


def set_flags(more: Sequence[str] = (), environ: MutableMapping[str, str] = os.environ) -> None:
    """Adds ours and `more` to what the environment already says; twice is as once. As root, for whom Chromium's
    sandbox does not start, it is off: no ordinary installation runs as root."""
    said = environ.get(FLAGS, "").split()
    environ[FLAGS] = " ".join([*said, *(flag for flag in (*OURS, *more) if flag not in said)])
    if is_root():
        environ[NO_SANDBOX] = "1"


def is_root() -> bool:
    """Whether this process is the system's own user."""
    return sys.platform != "win32" and os.geteuid() == 0
