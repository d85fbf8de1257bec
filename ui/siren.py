"""The siren's own program: plays one sound until its standard input ends.

    python -m ui.siren WAV [--device NAME] [--volume 0..100] [--once]

`console/adapters/siren.py` runs it as a child, so that a blocked or dying console is heard. Exit codes: 0 it was
ended, or with --once has played; 2 wrong arguments; 3 there is no audible output; 4 the file cannot be played.
"""

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

ENDED = 0
NO_OUTPUT = 3
NO_SOUND_FILE = 4

READY_WITHIN_MS = 5_000
"""How long an output may take to begin before it counts as none."""

ENDS_WITHIN_S = 2.0
"""How long Qt may take to end, once the parent has, before the process ends without it."""


def chosen(devices: Sequence[QAudioDevice], name: str) -> QAudioDevice | None:
    """The device called `name`, else the system's default, else any; None where there is none at all.

    A name that is not there is no reason for silence.
    """
    named = [device for device in devices if name and device.description() == name]
    default = [device for device in devices if device.isDefault()]
    return next(iter([*named, *default, *devices]), None)


class Player(QObject):
    """Plays one file on one device, and moves to another when the devices change. Ends the application by itself."""

    def __init__(self, wav: Path, device: str, volume: float, once: bool) -> None:
        super().__init__()
        self._wanted = device
        self._once = once
        self._device: QAudioDevice | None = None
        self._effect = QSoundEffect(self)
        self._effect.setVolume(volume)
        self._effect.setLoopCount(1 if once else QSoundEffect.Loop.Infinite.value)
        self._effect.setSource(QUrl.fromLocalFile(str(wav.absolute())))
        self._effect.statusChanged.connect(self._judge)
        self._effect.playingChanged.connect(self._judge_end)
        self._media = QMediaDevices(self)
        self._media.audioOutputsChanged.connect(self._follow_devices)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)

    def start(self) -> None:
        """Begins to play, or ends the application with NO_OUTPUT. Call from within its event loop."""
        self._follow_devices()

    def _follow_devices(self) -> None:
        device = chosen(QMediaDevices.audioOutputs(), self._wanted)
        if device is None:
            QCoreApplication.exit(NO_OUTPUT)
        elif self._device is None or device.id() != self._device.id():
            self._device = device
            self._effect.setAudioDevice(device)
            self._patience.start(READY_WITHIN_MS)
            self._effect.play()

    def _judge(self) -> None:
        if self._effect.status() == QSoundEffect.Status.Error:
            self._give_up()

    def _judge_end(self) -> None:
        if self._effect.isPlaying():
            self._patience.stop()
        elif self._once:
            QCoreApplication.exit(ENDED)
        else:
            self._patience.start(READY_WITHIN_MS)

    def _give_up(self) -> None:
        QCoreApplication.exit(NO_OUTPUT)


def end_with_input() -> None:
    """Waits for the end of standard input, then ends the application, and the process if that is not enough.

    Reads the descriptor itself: a thread that waits inside `sys.stdin` would block the interpreter's own end.
    """
    try:
        while os.read(0, 4096):
            pass
    except OSError:  # there is no standard input
        pass
    if application := QCoreApplication.instance():
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)
    threading.Event().wait(ENDS_WITHIN_S)
    os._exit(ENDED)


def arguments_of(argv: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for. Ends with code 2 where it cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m ui.siren", description="Plays a sound until its input ends.")
    parser.add_argument("wav", type=Path)
    parser.add_argument("--device", default="", help="the output's name; the system's default if it is not there")
    parser.add_argument("--volume", type=int, default=80, choices=range(101), metavar="0..100")
    parser.add_argument("--once", action="store_true", help="play once and end")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Runs the siren; returns its exit code."""
    asked = arguments_of(argv)
    if not asked.wav.is_file():
        sys.stderr.write(f"no such sound: {asked.wav}\n")
        return NO_SOUND_FILE
    application = QCoreApplication(["vaka-siren"])
    player = Player(asked.wav, asked.device, asked.volume / 100, asked.once)
    QTimer.singleShot(0, player.start)
    threading.Thread(target=end_with_input, name="end with input", daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
