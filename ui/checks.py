"""`vaka doctor`, the screen's part: display, sound, camera. What a machine without them must do is said."""

import os
import sys

from console.bootstrap.checks import Check


def display() -> Check:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return Check("display", True, "there is one")
    return Check("display", False, "none", "sign in to a desktop, or use `vaka intake` on a server")


def sound() -> Check:
    """Whether an alarm can be heard."""
    from PySide6.QtMultimedia import QMediaDevices

    outputs = QMediaDevices.audioOutputs()
    if outputs:
        return Check("sound", True, QMediaDevices.defaultAudioOutput().description())
    return Check("sound", False, "no audible output", "connect a loudspeaker or headset, and start the sound server")


def camera() -> Check:
    """A missing camera stops nothing: only video callbacks want one."""
    from PySide6.QtMultimedia import QMediaDevices

    cameras = QMediaDevices.videoInputs()
    return Check("camera", True, cameras[0].description() if cameras else "none; callbacks go by voice")
