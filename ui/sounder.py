"""The alarm sounds' own program: keeps one output open, and plays what it is told to until its standard input ends.

    python -m ui.sounder FOLDER [--device NAME] [--volume 0..100]

`console/adapters/sounder.py` runs it as a child, so that a blocked window silences nothing. It reads one JSON object
a line, and answers with one line of the same kind: how it stands, each second and when that changes.

    {"do": "play", "sound": "acute", "number": 7}    ends what sounds; FOLDER/acute.wav, without the pause at its end
    {"do": "stop"}    {"do": "use", "device": "Headset", "volume": 80}    {"do": "check"}
    -> {"device": "Headset", "wanted": "", "outputs": ["Headset"], "is_audible": true, "is_muted": false, "played": 7}

`played` is the last number that the output has taken to its end; what a muted output takes nobody hears. Between
sounds it plays silence, so that a dead output is found out before it is needed. Exit codes as of `ui.siren`: 0 it was
ended, 2 wrong arguments, 3 there is no audible output, 4 a file cannot be played.
"""

import argparse
import json
import os
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QMediaDevices, QtAudio

from ui.mixer import Mixer
from ui.siren import ENDED, ENDS_WITHIN_S, NO_OUTPUT, NO_SOUND_FILE, Sound, chosen, read

SOUNDS = ("acute", "high", "normal", "technical", "test")

FILL_MS = 50
BUFFER_MS = 300
"""So far ahead the output is filled: a new sound waits so long, and this process may be kept waiting so long."""

LOOK_MS = 500
TELL_EVERY = 2
"""Looks between two lines that say nothing new."""

STALLED_AFTER_MS = 3_000
"""An output that has taken nothing for so long counts as none."""

STARTS_WITHIN_MS = 8_000
"""How long an output may take until it begins (a null sink of PulseAudio took 2.1 s)."""


class Speaker(QObject):
    """One output, kept open. Ends the application with NO_OUTPUT when there is none.

    It counts what the output really took: when PulseAudio is killed, Qt goes on to name its outputs and to say that
    all is well (measured with 6.11.3), and only that count stands still.
    """

    asked = Signal(str)

    def __init__(self, sounds: Mapping[str, Sound], device: str, volume: float) -> None:
        super().__init__()
        self._sounds = sounds
        self._format = sounds[SOUNDS[0]].format
        self._wanted = device
        self._volume = volume
        self._device: QAudioDevice | None = None
        self._sink: QAudioSink | None = None
        self._line: QIODevice | None = None
        self._sound = b""
        self._left = b""
        self._playing = self._played = 0
        self._written = 0
        self._ends_us: int | None = None
        self._taken_us = 0
        self._stalls = 0
        self._looks = 0
        self._mixer = Mixer(self._tell)
        self._media = QMediaDevices(self)
        self._media.audioOutputsChanged.connect(self._follow_devices)
        self.asked.connect(self._obey)
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._look)

    def start(self) -> None:
        """Opens the output, or ends the application. Call from within its event loop."""
        self._follow_devices()
        self._filling.start(FILL_MS)
        self._watch.start(LOOK_MS)
        self._mixer.start()

    def end(self) -> None:
        """Leaves nothing running."""
        self._mixer.end()

    def _obey(self, line: str) -> None:
        match _read(line):
            case {"do": "play", "sound": str(name), "number": int(number)} if name in self._sounds:
                self._sound = self._left = self._sounds[name].samples
                self._playing, self._ends_us = number, None
                self._fill()
            case {"do": "stop"}:
                self._hush()
            case {"do": "use", "device": str(device), "volume": int(volume)}:
                self._wanted, self._volume = device, volume / 100
                if self._sink is not None:
                    self._sink.setVolume(self._volume)
                self._follow_devices()
            case {"do": "check"}:
                pass
            case _:
                sys.stderr.write("not understood\n")
                return
        self._tell()

    def _hush(self) -> None:
        self._sound = self._left = b""
        self._playing, self._ends_us = 0, None

    def _follow_devices(self) -> None:
        device = chosen(QMediaDevices.audioOutputs(), self._wanted)
        if device is None:
            QCoreApplication.exit(NO_OUTPUT)
        elif self._device is None or device.id() != self._device.id():
            self._device = device
            self._open(device)
            self._tell()

    def _open(self, device: QAudioDevice) -> None:
        """Begins on another output; what was not heard to its end begins anew there."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
        self._sink = QAudioSink(device, self._format, self)
        self._sink.setBufferSize(self._format.bytesForDuration(BUFFER_MS * 1000))
        self._sink.setVolume(self._volume)
        self._written = self._taken_us = self._stalls = 0
        self._left, self._ends_us = self._sound, None
        self._line = self._sink.start()
        if self._line is None or self._sink.error() != QtAudio.Error.NoError:  # type: ignore[redundant-expr]
            QCoreApplication.exit(NO_OUTPUT)
            return
        self._fill()

    def _fill(self) -> None:
        """As much of the sound as the output takes, and silence after it."""
        if self._sink is None or self._line is None:
            return
        frame = self._format.bytesPerFrame()
        room = self._sink.bytesFree() // frame * frame
        if room > 0:
            part = self._left[:room]
            taken = max(0, self._line.write(QByteArray(part + bytes(room - len(part)))))
            self._written += taken
            self._left = self._left[taken:]
        if self._playing and not self._left and self._ends_us is None:
            self._ends_us = self._format.durationForBytes(self._written)
        if self._ends_us is not None and self._sink.processedUSecs() >= self._ends_us:
            self._played = self._playing
            self._hush()
            self._tell()

    def _look(self) -> None:
        if self._sink is None or self._sink.state() == QtAudio.State.StoppedState:
            QCoreApplication.exit(NO_OUTPUT)
            return
        taken_us = self._sink.processedUSecs()
        was_audible = self._is_audible
        self._stalls = self._stalls + 1 if taken_us == self._taken_us else 0
        self._taken_us = taken_us
        if self._stalls * LOOK_MS >= (STALLED_AFTER_MS if taken_us else STARTS_WITHIN_MS):
            QCoreApplication.exit(NO_OUTPUT)
        self._looks += 1
        if self._looks % TELL_EVERY == 0 or was_audible is not self._is_audible:
            self._tell()

    @property
    def _is_audible(self) -> bool:
        return self._taken_us > 0 and self._stalls * LOOK_MS < STALLED_AFTER_MS

    def _tell(self) -> None:
        mixed = self._mixer.mixed
        told = {
            "device": mixed.output if mixed else self._device.description() if self._device else "",
            "wanted": self._wanted,
            "outputs": mixed.outputs if mixed else [one.description() for one in QMediaDevices.audioOutputs()],
            "is_audible": self._is_audible,
            "is_muted": mixed is not None and mixed.is_muted,
            "played": self._played,
        }
        try:
            os.write(1, (json.dumps(told) + "\n").encode())
        except OSError:  # nobody listens any more
            QCoreApplication.exit(ENDED)


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def listen(speaker: Speaker) -> None:
    """Hands over each line of standard input; at its end ends the application, and the process if need be.

    Reads the descriptor itself: a thread that waits inside `sys.stdin` would block the interpreter's own end.
    """
    waiting = b""
    try:
        while some := os.read(0, 4096):
            *lines, waiting = (waiting + some).split(b"\n")
            for line in lines:
                speaker.asked.emit(line.decode(errors="replace"))
    except OSError:  # there is no standard input
        pass
    QTimer.singleShot(0, speaker, lambda: QCoreApplication.exit(ENDED))
    threading.Event().wait(ENDS_WITHIN_S)
    os._exit(ENDED)


def trimmed(sound: Sound) -> Sound:
    """Without the pause at its end, which is for players that repeat a file."""
    frame = sound.format.bytesPerFrame()
    length = len(sound.samples.rstrip(b"\0"))
    return Sound(sound.format, sound.samples[: -(-length // frame) * frame])


def arguments_of(argv: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for. Ends with code 2 where it cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m ui.sounder", description="Plays alarm sounds as told by lines.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--device", default="", help="the output's name; the system's default if it is not there")
    parser.add_argument("--volume", type=int, default=80, choices=range(101), metavar="0..100")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Runs until standard input ends; returns the exit code."""
    asked = arguments_of(argv)
    sounds: dict[str, Sound] = {}
    for name in SOUNDS:
        sound = read(asked.folder / f"{name}.wav")
        if sound is None:
            sys.stderr.write(f"not a sound that can be played: {asked.folder / name}.wav\n")
            return NO_SOUND_FILE
        sounds[name] = trimmed(sound)
    application = QCoreApplication(["vaka-sounder"])
    speaker = Speaker(sounds, asked.device, asked.volume / 100)
    QTimer.singleShot(0, speaker.start)
    threading.Thread(target=listen, args=(speaker,), name="listen", daemon=True).start()
    code = application.exec()
    speaker.end()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
