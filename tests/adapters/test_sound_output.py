"""The sounder's own program on a real sound server: what was asked for is what the loudspeaker would have played.

The recording of an output that leads nowhere is counted in pulses: 10, 3 and 1 by priority, 2 for Teknik.
"""

import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from console.adapters import sounder as adapter
from console.adapters.sounder import ChildSounder
from console.domain.alarm import AlarmClass
from console.domain.annunciation import PATTERNS, Pattern
from tests.servers import MISSING_PULSEAUDIO, PulseAudio

ROOT = Path(__file__).resolve().parents[2]
SOUNDS = ROOT / "resources" / "sounds"
WITHIN_S = 50.0
"""Fivefold room for what is promised in ten seconds."""

BUFFER_S = 0.3
"""What the output holds of a sound (`ui.sounder.BUFFER_MS`)."""

needs_pulseaudio = pytest.mark.skipif(MISSING_PULSEAUDIO is not None, reason=str(MISSING_PULSEAUDIO))


def program(*arguments: str) -> tuple[str, ...]:
    """`python -m ui.sounder`, from wherever the test stands."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import ui.sounder as s; sys.exit(s.main(sys.argv[1:]))"
    return (sys.executable, "-c", code, *arguments)


def pulses(recording: Path) -> int:
    """How many tones the recording holds: what is loud, cut at every 60 ms of silence."""
    samples = np.frombuffer(recording.read_bytes()[: recording.stat().st_size // 2 * 2], dtype="<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 600)
    return 0 if loud.size == 0 else int(np.count_nonzero(np.diff(loud) > 0.06 * PulseAudio.RATE_HZ)) + 1


class Minded:
    """A sounder that is looked after each second, as the console does."""

    def __init__(self, *arguments: str) -> None:
        self.sounder = ChildSounder(program(str(SOUNDS), *arguments))
        self._checked_at = float("-inf")

    def until(self, is_so: Callable[[], bool], within_s: float = WITHIN_S) -> float:
        """Waits for it; returns how long it took."""
        began = time.monotonic()
        while not is_so():
            assert time.monotonic() - began < within_s, self.sounder.output
            if time.monotonic() - self._checked_at >= 1:
                self.sounder.check()
                self._checked_at = time.monotonic()
            time.sleep(0.02)
        return time.monotonic() - began

    def until_audible(self) -> None:
        self.until(lambda: self.sounder.output.is_audible)

    def play(self, sound: str) -> None:
        """Plays it to its end."""
        number = self.sounder.play(sound)
        self.until(lambda: self.sounder.output.played >= number)


@pytest.fixture
def server() -> Iterator[PulseAudio]:
    with PulseAudio("one", "two") as made:
        yield made


@pytest.fixture
def minded(server: PulseAudio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Minded]:
    """A sounder on a server with two outputs, of which the first is the default."""
    monkeypatch.setenv("PULSE_SERVER", server.address)
    made = Minded()
    yield made
    made.sounder.end()


@needs_pulseaudio
def test_each_class_is_heard_by_its_number_of_pulses(minded: Minded, server: PulseAudio) -> None:
    minded.until_audible()
    assert minded.sounder.output.device == "One"
    assert sorted(minded.sounder.output.outputs) == ["One", "Two"]
    counts = {AlarmClass.ACUTE: 10, AlarmClass.HIGH: 3, AlarmClass.NORMAL: 1, AlarmClass.TECHNICAL: 2}
    for alarm_class, count in counts.items():
        with server.recording() as recording:
            minded.until(lambda recording=recording: recording.stat().st_size > 0)  # type: ignore[misc]
            minded.play(PATTERNS[alarm_class].sound)
            minded.until(lambda recording=recording, count=count: pulses(recording) >= count)  # type: ignore[misc]
        assert pulses(recording) == count, alarm_class


@needs_pulseaudio
def test_a_graver_sound_ends_the_one_before_it(minded: Minded, server: PulseAudio) -> None:
    minded.until_audible()
    with server.recording() as recording:
        minded.sounder.play("acute")
        minded.until(lambda: pulses(recording) >= 2)
        minded.play("technical")
        minded.until(lambda: pulses(recording) >= 4)
    assert pulses(recording) < 8
    minded.sounder.play("acute")
    minded.sounder.stop()
    with server.recording() as recording:
        minded.play("normal")
        minded.until(lambda: pulses(recording) >= 1)
    assert pulses(recording) == 1


@needs_pulseaudio
def test_a_dead_sound_server_is_told_within_ten_seconds_and_a_living_one_is_used_again(
    minded: Minded, server: PulseAudio
) -> None:
    minded.until_audible()
    server.kill()
    minded.until(lambda: not minded.sounder.output.is_audible)
    minded.until(lambda: minded.sounder.output.explanation == "no audible output")
    server.start()
    minded.until_audible()
    with server.recording() as recording:
        minded.play("normal")
        minded.until(lambda: pulses(recording) == 1)


@needs_pulseaudio
def test_a_sound_that_the_server_took_to_its_grave_is_never_said_to_be_played(
    minded: Minded, server: PulseAudio
) -> None:
    minded.until_audible()
    number = minded.sounder.play("acute")
    server.kill()
    minded.until(lambda: not minded.sounder.output.is_audible)
    assert minded.sounder.output.played < number


@needs_pulseaudio
def test_another_output_can_be_chosen_and_one_that_is_unplugged_is_left(minded: Minded, server: PulseAudio) -> None:
    minded.until_audible()
    minded.sounder.use("Two", 60)
    minded.until(lambda: minded.sounder.output.device == "Two" and minded.sounder.output.is_audible)
    with server.recording("two") as recording:
        minded.play("high")
        minded.until(lambda: pulses(recording) == 3)
    server.remove("two")
    minded.until(lambda: minded.sounder.output.device == "One" and minded.sounder.output.is_audible)
    assert minded.sounder.output.explanation == 'no output called "Two"; "One" sounds'
    with server.recording() as recording:
        minded.play("high")
        minded.until(lambda: pulses(recording) == 3)


@needs_pulseaudio
@pytest.mark.parametrize("how", [("set-sink-mute", "one", "1"), ("set-sink-volume", "one", "0%")])
def test_a_muted_output_is_told_within_ten_seconds_and_clears_by_itself(
    minded: Minded, server: PulseAudio, how: tuple[str, ...]
) -> None:
    minded.until_audible()
    server.control(*how)
    minded.until(lambda: not minded.sounder.output.is_audible)
    assert minded.sounder.output.is_muted
    assert minded.sounder.output.explanation == '"One" is muted, or turned down to nothing'
    server.control("set-sink-mute", "one", "0")
    server.control("set-sink-volume", "one", "70%")
    minded.until_audible()


@needs_pulseaudio
def test_a_console_whose_window_stands_still_is_heard(server: PulseAudio) -> None:
    code = (
        f"import sys, threading, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from console.adapters.sounder import ChildSounder\n"
        f"sounder = ChildSounder({program(str(SOUNDS))!r})\n"
        "def console():\n"
        "    while not sounder.output.is_audible:\n"
        "        sounder.check(); time.sleep(1)\n"
        "    number = sounder.play('high')\n"
        "    while sounder.output.played < number: time.sleep(0.05)\n"
        "    sounder.end()\n"
        "thread = threading.Thread(target=console); thread.start()\n"
        "while thread.is_alive(): pass\n"
    )
    environment = os.environ | {"PULSE_SERVER": server.address}
    with server.recording() as recording:
        subprocess.run((sys.executable, "-c", code), env=environment, check=True, timeout=100)
        deadline = time.monotonic() + WITHIN_S
        while pulses(recording) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
    assert pulses(recording) == 3


def test_without_any_sound_server_it_says_so_and_does_not_spin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    nothing = "import ui.sounder as s; s.QMediaDevices.audioOutputs = lambda: []; sys.exit(s.main(sys.argv[1:]))"
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {nothing}"
    begun: list[float] = []
    command = (sys.executable, "-c", code, str(SOUNDS))
    sounder = ChildSounder(command)
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> object:
        begun.append(time.monotonic())
        return popen(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(adapter.subprocess, "Popen", noted)
    until = time.monotonic() + WITHIN_S
    checks = 0
    while sounder.output.explanation != "no audible output":
        assert time.monotonic() < until
        sounder.check()
        checks += 1
        time.sleep(0.3)
    assert not sounder.output.is_audible
    for _ in range(20):
        sounder.check()
        checks += 1
        time.sleep(0.05)
    sounder.end()
    # Even where each child ends at once, a try comes at the 1st check, and then 3, 4, 6, 10 and 17 checks later.
    assert len(begun) <= sum(check <= checks for check in accumulate((1, 3, 4, 6, 10, 17, 17)))


# The program's words


def run_sounder(*arguments: str, before: str = "") -> subprocess.Popen[bytes]:
    """The program without a sound server; `before` is code that runs in it first."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import ui.sounder as s; {before}"
    environment = os.environ | {"PULSE_SERVER": "unix:/nonexistent"}
    return subprocess.Popen(
        (sys.executable, "-c", f"{code}\nsys.exit(s.main(sys.argv[1:]))", *arguments),
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


HANGS = "s.QCoreApplication.exec = lambda self: s.threading.Event().wait()"
SILENT = "s.Speaker.start = lambda self: None"


@pytest.mark.parametrize("before", [HANGS, SILENT])
def test_it_ends_with_its_input_whatever_its_loop_is_doing(before: str) -> None:
    with run_sounder(str(SOUNDS), before=before) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(WITHIN_S) == 0


def test_words_that_it_does_not_know_do_not_end_it() -> None:
    with run_sounder(str(SOUNDS), before=SILENT) as process:
        assert process.stdin is not None
        process.stdin.write(
            b'x\n\xff\n[]\n{"do": "play", "sound": "no such", "number": 1}\n{"do": "play"}\n{"do": 7}\n'
        )
        process.stdin.close()
        assert process.wait(WITHIN_S) == 0


def test_a_folder_without_the_sounds_has_its_own_code(tmp_path: Path) -> None:
    with run_sounder(str(tmp_path)) as process:
        assert process.wait(WITHIN_S) == adapter.NO_SOUND_FILE


@pytest.mark.parametrize("arguments", [(), (str(SOUNDS), "--volume", "101"), (str(SOUNDS), "--loud")])
def test_wrong_arguments_have_their_own_code(arguments: tuple[str, ...]) -> None:
    with run_sounder(*arguments) as process:
        assert process.wait(WITHIN_S) == 2


def test_parent_and_child_mean_the_same_by_codes_and_sounds() -> None:
    says = "import ui.sounder as s; print(s.NO_OUTPUT, s.NO_SOUND_FILE, *s.SOUNDS)"
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {says}"
    told = subprocess.run((sys.executable, "-c", code), check=True, capture_output=True, text=True).stdout.split()
    assert told[:2] == [str(adapter.NO_OUTPUT), str(adapter.NO_SOUND_FILE)]
    assert {*told[2:]} == {pattern.sound for pattern in PATTERNS.values()} | {"test"}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.sound)
def test_a_burst_is_over_by_the_time_that_the_rule_gives_it(pattern: Pattern) -> None:
    with wave.open(str(SOUNDS / f"{pattern.sound}.wav"), "rb") as file:
        samples = file.readframes(file.getnframes())
    sounds_s = len(samples.rstrip(b"\0")) / 2 / PulseAudio.RATE_HZ
    assert 0.5 <= pattern.lasts.total_seconds() - sounds_s - BUFFER_S <= 1.0
