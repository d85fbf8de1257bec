"""What the system's mixer does with the sound of this process: which output has it, and whether that is muted.

Qt knows neither: it goes on naming an output that was unplugged (6.11.3 on PulseAudio, measured), and has no word for
muted. Asked of `pactl`, which PulseAudio and PipeWire both answer; where there is none, nothing is known.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

ASK_MS = 2_000
ANSWERS_WITHIN_MS = 3_000


@dataclass(frozen=True, slots=True)
class Mixed:
    """The output that has our sound, by the name that people know, and all there are. `is_muted`: it, or our own
    share of it, is muted or turned down to nothing."""

    output: str
    outputs: tuple[str, ...]
    is_muted: bool


class Mixer(QObject):
    """Asks every two seconds, without waiting. `mixed` is None while nothing is known."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__()
        self.mixed: Mixed | None = None
        self._on_change = on_change
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")  # elsewhere it writes 1,5 for a number, which is no JSON
        self._process = QProcess(self)
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._answered)
        self._asking = QTimer(self)
        self._asking.timeout.connect(self._ask)
        self._impatience = QTimer(self)
        self._impatience.setSingleShot(True)
        self._impatience.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Begins to ask. Call from within the event loop."""
        self._asking.start(ASK_MS)

    def end(self) -> None:
        """Leaves no process behind."""
        self._asking.stop()
        self._process.kill()
        self._process.waitForFinished(ANSWERS_WITHIN_MS)

    def _ask(self) -> None:
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start("pactl", ["--format=json", "list"])
            self._impatience.start(ANSWERS_WITHIN_MS)

    def _answered(self) -> None:
        self._impatience.stop()
        mixed = read(bytes(self._process.readAllStandardOutput().data()), os.getpid())
        if mixed != self.mixed:
            self.mixed = mixed
            self._on_change()


def read(answer: bytes, process: int) -> Mixed | None:
    """What `pactl --format=json list` says of the sound of this process; None where that is nothing."""
    try:
        listed = json.loads(answer)
        sinks = {sink["index"]: sink for sink in listed["sinks"]}
        ours = [one for one in listed["sink_inputs"] if _process_of(one) == str(process) and one["sink"] in sinks]
        if not ours:
            return None
        sink = sinks[ours[0]["sink"]]
        names = tuple(str(one["description"]) for one in sinks.values())
        return Mixed(str(sink["description"]), names, _is_muted(sink) or _is_muted(ours[0]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _process_of(sink_input: dict[str, Any]) -> str:
    return str(sink_input["properties"].get("application.process.id", ""))


def _is_muted(part: dict[str, Any]) -> bool:
    levels = [channel["value"] for channel in part["volume"].values()]
    return part["mute"] is True or (bool(levels) and max(levels) == 0)
