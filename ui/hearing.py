"""Whether this computer sounds, hears and sees: outputs, microphones and cameras by name, a tone through the siren's
own program, what a microphone hears.

The tone is played by the child process that would sound when we are blind, so what is tried is what will be used.
QtMultimedia does not import where the sound system's library is missing: import this module lazily.
"""

import asyncio
import subprocess
import sys
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices, QtAudio

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"
TONE = SOUNDS / "test.wav"
TONE_WITHIN_S = 12.0
LISTEN_S = 2.0
LOOK_S = 0.05
_RATE = 16_000
_FULL_SCALE = 32_768.0


def outputs() -> tuple[str, ...]:
    """The names of the sound outputs, the system's own choice first."""
    found = [one.description() for one in QMediaDevices.audioOutputs()]
    default = QMediaDevices.defaultAudioOutput().description()
    return tuple(dict.fromkeys(([default] if default in found else []) + found))


def microphone_name() -> str:
    """The microphone that the system chooses; "" where there is none."""
    device = QMediaDevices.defaultAudioInput()
    return "" if device.isNull() else device.description()


def microphones() -> tuple[str, ...]:
    """The names of the microphones, the system's own choice first."""
    default = microphone_name()
    found = [one.description() for one in QMediaDevices.audioInputs()]
    return tuple(dict.fromkeys(([default] if default in found else []) + found))


def cameras() -> tuple[str, ...]:
    """The names of the cameras. None is opened by asking."""
    return tuple(dict.fromkeys(one.description() for one in QMediaDevices.videoInputs()))


async def play_tone(device: str, volume_percent: int) -> int:
    """Plays the tone once; the siren's exit code (0: the output took it). A cancelled tone ends at once."""
    named = ("--device", device) if device else ()
    command = (sys.executable, "-P", "-m", "ui.siren", str(TONE), "--volume", str(volume_percent), *named, "--once")
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220 (starts at once, and is polled)
    try:
        async with asyncio.timeout(TONE_WITHIN_S):
            while child.poll() is None:  # noqa: ASYNC110 (a process on every system, without a child watcher)
                await asyncio.sleep(LOOK_S)
    except TimeoutError:
        return -1
    finally:
        if child.stdin is not None:
            child.stdin.close()
        if child.poll() is None:
            child.kill()
        child.wait()
    return child.returncode


async def listen(level: Callable[[float], None], microphone: str = "", seconds: float = LISTEN_S) -> float | None:
    """The loudest that the microphone ("" is the system's own choice) hears in these seconds (0 to 1), told as it
    goes; None where it does not open. A cancelled one is closed at once."""
    named = (one for one in QMediaDevices.audioInputs() if one.description() == microphone)
    device = next(named, QAudioDevice()) if microphone else QMediaDevices.defaultAudioInput()
    if device.isNull():
        return None
    form = QAudioFormat()
    form.setSampleRate(_RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    source = QAudioSource(device, form)
    stream = cast("QIODevice | None", source.start())  # None without a sound server, whatever the stubs say
    if stream is None or source.error() != QtAudio.Error.NoError:
        source.stop()
        return None
    loudest = 0.0
    try:
        ends_at = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < ends_at:
            await asyncio.sleep(LOOK_S)
            now = _peak(bytes(stream.readAll().data()))
            loudest = max(loudest, now)
            level(now)
    finally:
        source.stop()
        source.deleteLater()
    return loudest


def _peak(samples: bytes) -> float:
    """The loudest of 16-bit samples, of full scale."""
    heard = array("h", samples[: len(samples) // 2 * 2])
    return max((abs(one) for one in heard), default=0) / _FULL_SCALE
