"""The siren's own program: plays one sound until its standard input ends.

    python -m ui.siren WAV [--device NAME] [--volume 0..100] [--once]

`console/adapters/siren.py` runs it as a child, so that a blocked or dying console is heard. Exit codes: 0 it was
ended, or with --once has played; 2 wrong arguments; 3 there is no audible output; 4 the file cannot be played.
"""

import argparse
import os
import sys
import threading
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMetaObject, QObject, Qt, QTimer
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

ENDED = 0
NO_OUTPUT = 3
NO_SOUND_FILE = 4

LOOK_MS = 500
STALLED_AFTER_MS = 3_000
"""An output that has taken no sound for so long counts as none."""

BUFFER_MS = 500
"""So long may this process be kept waiting without a gap in the sound."""

LAST_HEARD_MS = 1_000
"""What the output may still hold when the last of the sound has been handed to it."""

ENDS_WITHIN_S = 2.0
"""How long Qt may take to end, once the parent has, before the process ends without it."""


@dataclass(frozen=True)
class Sound:
    """Samples, and what they are."""

    format: QAudioFormat
    samples: bytes


def chosen(devices: Sequence[QAudioDevice], name: str) -> QAudioDevice | None:
    """The device called `name`, else the system's default, else any; None where there is none at all.

    A name that is not there is no reason for silence.
    """
    named = [device for device in devices if name and device.description() == name]
    default = [device for device in devices if device.isDefault()]
    return next(iter([*named, *default, *devices]), None)


class Player(QObject):
    """Plays one sound on one output, and moves to another when the outputs change. Ends the application by itself.

    It watches that the output really takes the sound: when PulseAudio is killed, Qt goes on to say that all is well
    (measured with 6.11.3), and only the count of what was played stands still.
    """

    def __init__(self, sound: Sound, device: str, volume: float, once: bool) -> None:
        super().__init__()
        self._wanted = device
        self._volume = volume
        self._once = once
        self._device: QAudioDevice | None = None
        self._sink: QAudioSink | None = None
        self._played_us = 0
        self._stalls = 0
        self._format = sound.format
        self._samples = QBuffer(self)
        self._samples.setData(QByteArray(sound.samples))
        self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
        self._media = QMediaDevices(self)
        self._media.audioOutputsChanged.connect(self._follow_devices)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look)

    def start(self) -> None:
        """Begins to play, or ends the application with NO_OUTPUT. Call from within its event loop."""
        self._follow_devices()
        self._watch.start(LOOK_MS)

    def _follow_devices(self) -> None:
        device = chosen(QMediaDevices.audioOutputs(), self._wanted)
        if device is None:
            QCoreApplication.exit(NO_OUTPUT)
        elif self._device is None or device.id() != self._device.id():
            self._device = device
            self._play_on(device)

    def _play_on(self, device: QAudioDevice) -> None:
        if self._sink is not None:
            self._sink.stateChanged.disconnect(self._follow_state)
            self._sink.stop()
            self._sink.deleteLater()
        self._sink = QAudioSink(device, self._format, self)
        self._sink.setBufferSize(self._format.bytesForDuration(BUFFER_MS * 1000))
        self._sink.setVolume(self._volume)
        self._sink.stateChanged.connect(self._follow_state)
        self._played_us = self._stalls = 0
        self._samples.seek(0)
        self._sink.start(self._samples)
        if self._sink.error() != QtAudio.Error.NoError:
            QCoreApplication.exit(NO_OUTPUT)

    def _follow_state(self) -> None:
        # The signal's own argument cannot be converted for a method of a QObject (PySide6 6.11.3).
        state = self._sink.state() if self._sink is not None else QtAudio.State.StoppedState
        if state == QtAudio.State.StoppedState:
            QCoreApplication.exit(NO_OUTPUT)
        elif state == QtAudio.State.IdleState and self._once:
            QTimer.singleShot(LAST_HEARD_MS, self, lambda: QCoreApplication.exit(ENDED))
        elif state == QtAudio.State.IdleState:
            self._samples.seek(0)

    def _look(self) -> None:
        played_us = self._sink.processedUSecs() if self._sink is not None else 0
        self._stalls = self._stalls + 1 if played_us == self._played_us else 0
        self._played_us = played_us
        if self._stalls * LOOK_MS >= STALLED_AFTER_MS:
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


def read(wav: Path) -> Sound | None:
    """The sound in the file: a WAV of 16 bits. None where it is not there, is no such WAV, or holds nothing."""
    try:
        with wave.open(str(wav), "rb") as file:
            form = QAudioFormat()
            form.setSampleRate(file.getframerate())
            form.setChannelCount(file.getnchannels())
            form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
            samples = file.readframes(file.getnframes())
            return Sound(form, samples) if samples and file.getsampwidth() == 2 else None
    except (OSError, EOFError, wave.Error):
        return None


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
    sound = read(asked.wav)
    if sound is None:
        sys.stderr.write(f"not a sound that can be played: {asked.wav}\n")
        return NO_SOUND_FILE
    application = QCoreApplication(["vaka-siren"])
    player = Player(sound, asked.device, asked.volume / 100, asked.once)
    QTimer.singleShot(0, player.start)
    threading.Thread(target=end_with_input, name="end with input", daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
