"""Calls with the real engine: QtWebEngine offscreen, a real broker, and the resident's device in its own process.

    python -m tests.path.calls N          N calls in a row, and what they leave behind
    python -m tests.path.calls N --blocked    the GUI's thread stands still for 150 ms in each 500 meanwhile

Prints one line of JSON. The device draws the moment into each picture (`stamp`), and the page reads it off the picture
that it is about to show: the delay is from being drawn to being shown, with coding, network and waiting. The speech is
measured as tones: the device's at a private PulseAudio's output, ours (the browser's false microphone plays a file of
bursts) in the device.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.adapters.tablet import stamp
from console.adapters.tablet.conduct import Conduct
from console.adapters.tablet.orders import Line, Placed
from console.domain.call_engine import (
    CandidateFound,
    Drop,
    EngineReady,
    EngineWord,
    MakeOffer,
    Measured,
    MediaSeen,
    MediaUp,
    OfferMade,
    TakeAnswer,
)
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId
from tests.adapters.tablet.broker_kit import KITCHEN, Console, Devices
from tests.servers import MISSING_PULSEAUDIO, Mosquitto, PulseAudio
from ui.media.engine import Engine
from ui.media.flags import FAKE_DEVICES, LOOPBACK

THEIRS_HZ, OURS_HZ = 1_000.0, 620.0
LOOKED_AT_S = 6.0
BLOCKED_MS, EVERY_MS = 150, 500
WITHIN_S = 40.0

READ_STAMPS = """
((blocks, mark, span) => {
    const view = document.getElementById("theirs");
    const canvas = document.createElement("canvas");
    const at = canvas.getContext("2d", { willReadFrequently: true });
    window.isEnough = false;
    window.delays = [];
    window.shown = 0;
    const read = () => {
        window.shown += 1;
        if (canvas.width !== view.videoWidth) {
            [canvas.width, canvas.height] = [view.videoWidth, 1];
        }
        at.drawImage(view, 0, Math.floor(view.videoHeight / 48) + 1 - view.videoHeight);
        const pixels = at.getImageData(0, 0, canvas.width, 1).data;
        let [found, moment] = [0, 0];
        for (let place = 0; place < blocks; place += 1) {
            const bit = pixels[4 * Math.floor(((place + 0.5) * canvas.width) / blocks)] > 128 ? 1 : 0;
            [found, moment] = place < 8 ? [found * 2 + bit, 0] : [found, moment * 2 + bit];
        }
        if (found === mark) {
            window.delays.push((Date.now() % span - moment + span) % span);
        }
        if (!window.isEnough) {
            view.requestVideoFrameCallback(read);
        }
    };
    view.requestVideoFrameCallback(read);
})
"""
"""Reads the moment off each picture as it is about to be shown; what cannot be read is left out."""

Found = TypeVar("Found")


class Desk:
    """The centre's line to the broker, on a loop and a thread of its own."""

    def __init__(self, port: int) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self.console = Console(port)
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()

    def say(self, signal: CallSignal) -> None:
        """Tells the device; waits until it is on its way."""
        asyncio.run_coroutine_threadsafe(self.console.say(KITCHEN, signal), self._loop).result(WITHIN_S)

    def heard(self, act: SignalAct, call: CallId, attempt: int) -> CallSignal | None:
        """What the device has said."""
        found = (one for one in tuple(self.console.signals) if (one.act, one.call, one.attempt) == (act, call, attempt))
        return next(found, None)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(10)

    def _run(self) -> None:
        async def live() -> None:
            self._task = asyncio.get_running_loop().create_task(self.console.line.run())
            await asyncio.gather(self._task, return_exceptions=True)

        self._loop.run_until_complete(live())
        self._loop.close()


class Rig:
    """The engine in a window, the device, and all that both say with its moment."""

    def __init__(self, engine: Engine, desk: Desk, devices: Devices) -> None:
        self.engine, self.desk, self.devices = engine, desk, devices
        self.words: list[tuple[float, EngineWord]] = []
        self.lines: list[Line] = []
        engine.said.connect(lambda word: self.words.append((time.monotonic(), word)))

    def until(self, find: Callable[[], Found | None], within_s: float = WITHIN_S) -> Found:
        """Lets the screen live until this finds something."""
        ends_at = time.monotonic() + within_s
        while not (found := find()):
            assert time.monotonic() < ends_at, f"never: {[type(word).__name__ for _, word in self.words][-20:]}"
            self.live(0.01)
        return found

    def live(self, seconds: float) -> None:
        """Lets the screen live so long."""
        ends_at = time.monotonic() + seconds
        while (left := ends_at - time.monotonic()) > 0:
            QApplication.processEvents()
            time.sleep(min(0.004, left))
        while not self.devices.lines.empty():
            self.lines.append(self.devices.lines.get())

    def said(self, kind: type[Found], **having: object) -> list[tuple[float, Found]]:
        """The engine's words of that kind."""
        return [
            (at, word)
            for at, word in self.words
            if isinstance(word, kind) and all(getattr(word, name) == value for name, value in having.items())
        ]

    def asked(self, script: str) -> Any:
        """What the page makes of a script."""
        web: Any = self.engine._web
        answers: list[Any] = []
        web._page.runJavaScript(script, 0, lambda answer: answers.append([answer]))
        return self.until(lambda: answers[0] if answers else None)[0]

    def connect(self, call: CallId, attempt: int = 1) -> dict[str, float]:
        """Offers, has it answered, and waits for sound and picture. Milliseconds since the order."""
        begun = time.monotonic()
        self.engine.order(MakeOffer(call, attempt, wants_picture=True, with_camera=True))
        offer = self.until(lambda: self.said(OfferMade, call=call, attempt=attempt))[0][1]
        offered_at = time.monotonic()
        self.desk.say(CallSignal(call, SignalAct.OFFER, offer.sdp, attempt, with_picture=True))
        answer = self.until(lambda: self.desk.heard(SignalAct.ANSWER, call, attempt))
        answered_at = time.monotonic()
        self.engine.order(TakeAnswer(call, attempt, answer.body))
        self.until(lambda: self.said(MediaUp, call=call, attempt=attempt))
        for _, later in self.said(CandidateFound, call=call, attempt=attempt):
            self.desk.say(CallSignal(call, SignalAct.CANDIDATE, later.candidate, attempt))
        seen_at = {}
        for name, is_picture in (("sound", False), ("picture", True)):
            found = self.until(
                lambda is_picture=is_picture: [
                    at for at, _ in self.said(MediaSeen, call=call, is_picture=is_picture) if at > answered_at
                ]
            )
            seen_at[name] = found[0]
        return {
            "offer_ms": _ms(offered_at - begun),
            "answer_ms": _ms(answered_at - begun),
            "first_sound_ms": _ms(seen_at["sound"] - answered_at),
            "first_picture_ms": _ms(seen_at["picture"] - answered_at),
            "picture_back_ms": _ms(seen_at["picture"] - begun),
            "sound_back_ms": _ms(seen_at["sound"] - begun),
        }

    def end(self, call: CallId) -> None:
        """Hangs up, and waits until the device has."""
        self.desk.say(CallSignal(call, SignalAct.BYE))
        self.engine.order(Drop(call))
        self.until(lambda: any(line.said == "ended" and line.call == call for line in self.lines))

    def measured(self, call: CallId) -> dict[str, Any]:
        """Looks at a connected call for some seconds."""
        self.asked(f"{READ_STAMPS.strip()}({stamp.BLOCKS}, {stamp.MARK}, {stamp.SPAN_MS})")
        self.live(1.0)
        before, shown = time.monotonic(), self.asked("window.shown")
        self.asked("window.delays.length = 0")
        self.live(LOOKED_AT_S)
        delays = json.loads(self.asked("JSON.stringify(window.delays)"))
        self.asked("window.isEnough = true")
        fps = (self.asked("window.shown") - shown) / (time.monotonic() - before)
        words = [word for at, word in self.said(Measured, call=call) if at > before]
        figures = [word.figures for word in words]
        theirs = [line.figures for line in self.lines if line.said == "figures" and line.call == call][-4:]
        ordered = sorted(delays)
        return {
            "shown_fps": round(fps, 1),
            "decoded_fps": round(statistics.median(one.frames_per_s or 0.0 for one in figures), 1),
            "sent_fps": round(statistics.median(float(one["frames_per_s"] or 0) for one in theirs), 1),
            "delay_p50_ms": ordered[len(ordered) // 2] if ordered else None,
            "delay_p95_ms": ordered[int(len(ordered) * 0.95)] if ordered else None,
            "delays": len(ordered),
            "round_trip_ms": _ms(statistics.median(one.round_trip_s or 0.0 for one in figures)),
            "concealed": round(max(one.concealed or 0.0 for one in figures), 4),
            "heard_db": round(statistics.median(one.heard_db for one in figures), 1),
            "there_hz": statistics.median(float(one["pitch_hz"] or 0) for one in theirs),
            "there_db": round(max(float(one["level_db"] or -100) for one in theirs), 1),
            "size_there": [int(theirs[-1]["width"] or 0), int(theirs[-1]["height"] or 0)],
            "lowered": any(word.picture_lowered for word in words),
            "size_here": [figures[-1].width, figures[-1].height],
        }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def tone_heard(path: Path) -> dict[str, float]:
    """What an output has played: the loudest pitch, its level, and how much of all it is."""
    sound = np.frombuffer(path.read_bytes(), np.int16).astype(np.float64)
    sound = sound[-4 * PulseAudio.RATE_HZ :]
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    pitches = np.fft.rfftfreq(len(sound), 1 / PulseAudio.RATE_HZ)
    pitch = float(pitches[int(power.argmax())])
    pieces = sound[: len(sound) // 480 * 480].reshape(-1, 480)
    quiet = float((np.sqrt((pieces**2).mean(axis=1)) < 50).mean())
    level = 20 * np.log10(max(1e-5, float(np.sqrt((sound**2).mean())) / 32_768))
    near = float(power[np.abs(pitches - pitch) < 30].sum() / power.sum())
    return {"hz": round(pitch, 1), "db": round(level, 1), "pure": round(near, 3), "silent_part": round(quiet, 4)}


def write_bursts(path: Path) -> None:
    """Our voice: bursts of a tone, for a steady one is taken for noise and taken away."""
    moments = np.arange(48_000 * 4) / 48_000
    sound = np.sin(2 * np.pi * OURS_HZ * moments) * (np.sin(2 * np.pi * 1.5 * moments) > 0) * 12_000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(sound.astype("<i2").tobytes())


def family() -> list[int]:
    """This process and all below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if words[0] != "Z":
                below.setdefault(int(words[1]), []).append(int(entry.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(below.get(found[-1], ()))
    return found


def footprint(device: int) -> dict[str, dict[str, float]]:
    """Processes, proportional memory in MB, handles and threads: of the screen, its engine, the device's process."""
    told: dict[str, dict[str, float]] = {}
    for pid in family():
        try:
            name = Path(f"/proc/{pid}/comm").read_text().strip()
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            handles = len(list(Path(f"/proc/{pid}/fd").iterdir()))
            threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
        except OSError:
            continue
        others = "engine" if name.startswith("QtWebEngine") else "servers"
        part = {os.getpid(): "screen", device: "device"}.get(pid, others)
        whole = told.setdefault(part, dict.fromkeys(("processes", "pss_mb", "handles", "threads"), 0.0))
        whole["processes"] += 1
        whole["handles"] += handles
        whole["threads"] += threads
        pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        whole["pss_mb"] = round(whole["pss_mb"] + pss, 1)
    return told


@contextmanager
def rig(port: int, folder: Path) -> Iterator[Rig]:
    """All of it, and the end of all of it."""
    write_bursts(folder / "ours.wav")
    voice = f"--use-file-for-fake-audio-capture={folder / 'ours.wav'}"
    engine = Engine(flags=(LOOPBACK, FAKE_DEVICES, voice), is_simulated=True)
    window = QWidget()
    window.resize(960, 600)
    QVBoxLayout(window).addWidget(engine.surface)
    window.show()
    conduct = Conduct(answers_after_s=0.0, tone_hz=THEIRS_HZ, is_stamped=True, frames_per_s=20)
    devices, desk = Devices(port, Placed(KITCHEN, conduct)), Desk(port)
    found = Rig(engine, desk, devices)
    try:
        found.until(lambda: any(line.said == "ready" for line in found.lines))
        engine.order(None)
        found.until(lambda: found.said(EngineReady))
        yield found
    finally:
        devices.child.close()
        desk.close()
        engine.close()
        window.close()
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete
        QApplication.processEvents()


def blocking(parent: QWidget | None = None) -> QTimer:
    """Stands still for 150 ms in each 500."""
    timer = QTimer(parent)
    timer.timeout.connect(lambda: time.sleep(BLOCKED_MS / 1000))
    timer.start(EVERY_MS)
    return timer


def killed(one: Rig, call: CallId) -> dict[str, float]:
    """The engine's process is killed in a call: until picture and sound are back."""
    web: Any = one.engine._web
    deaths = len(one.said(EngineReady))
    begun = time.monotonic()
    os.kill(web._page.renderProcessPid(), signal.SIGKILL)
    one.until(lambda: len(one.said(EngineReady)) > deaths)
    ready_ms = _ms(time.monotonic() - begun)
    back = one.connect(call, attempt=2)
    return {
        "ready_ms": ready_ms,
        "sound_back_ms": round(ready_ms + back["sound_back_ms"], 1),
        "picture_back_ms": round(ready_ms + back["picture_back_ms"], 1),
    }


def told_of(port: int, folder: Path, pulse: PulseAudio | None, count: int, is_blocked: bool) -> dict[str, Any]:
    """The whole measurement."""
    with rig(port, folder) as one:
        told: dict[str, Any] = {"calls": count, "blocked": is_blocked}
        first = CallId("first")
        told["first"] = one.connect(first)
        timer = blocking() if is_blocked else None
        if pulse is not None:
            with pulse.recording() as path:
                told["seen"] = one.measured(first)
                told["heard"] = tone_heard(path)
        else:
            told["seen"] = one.measured(first)
        if timer is not None:
            timer.stop()
        one.end(first)
        told |= in_a_row(one, count)
        last = CallId("killed")
        one.connect(last)
        one.live(1.0)
        told["killed"] = killed(one, last)
        one.end(last)
        return told


def in_a_row(one: Rig, count: int) -> dict[str, Any]:
    """So many calls, each seen and heard, and what there is before and after them."""
    connects = []
    before: dict[str, dict[str, float]] = {}
    for number in range(count + 2):  # the first two warm up
        if number == 2:
            one.live(2.0)
            before = footprint(one.devices.child.pid)
        call = CallId(f"row-{number}")
        connects.append(one.connect(call))
        one.live(0.3)
        one.end(call)
    one.live(3.0)
    after = footprint(one.devices.child.pid)
    row = connects[2:]
    return {
        "row": {
            name: {"p50": statistics.median(one[name] for one in row), "max": max(one[name] for one in row)}
            for name in ("answer_ms", "first_sound_ms", "first_picture_ms")
        }
        if row
        else {},
        "before": before,
        "after": after,
    }


def main() -> int:
    """Measures, and prints what it found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--blocked", action="store_true")
    asked = parser.parse_args()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    with tempfile.TemporaryDirectory(prefix="vaka-calls-") as folder, Mosquitto() as broker:
        pulse = PulseAudio() if MISSING_PULSEAUDIO is None else None
        if pulse is not None:
            pulse.start()
            os.environ["PULSE_SERVER"] = pulse.address
        try:
            application = QApplication(sys.argv[:1])
            told = told_of(broker.port, Path(folder), pulse, asked.count, asked.blocked)
            application.quit()
        finally:
            if pulse is not None:
                pulse.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
