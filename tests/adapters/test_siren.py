"""The siren: a child that sounds until it is stopped, is looked after, and never outlives us."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from console.adapters import siren as adapter
from console.adapters.siren import LONGEST_WAIT, STEADY_AFTER, ChildSiren
from console.services.ports import Siren

ROOT = Path(__file__).resolve().parents[2]
WAITS = "import sys; sys.stdin.buffer.read()"


def script(text: str) -> tuple[str, ...]:
    """A stand-in for the program that sounds."""
    return (sys.executable, "-c", text)


def eventually(is_so: Callable[[], bool], within_s: float = 20) -> None:
    until = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.01)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child that is begun, in order; all must have ended when the test has."""
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield begun
    assert all(child.returncode is not None for child in begun)


@pytest.fixture
def sirens(children: list[subprocess.Popen[bytes]]) -> Iterator[Callable[[Sequence[str]], ChildSiren]]:
    made: list[ChildSiren] = []

    def make(command: Sequence[str]) -> ChildSiren:
        made.append(ChildSiren(command))
        return made[-1]

    yield make
    for siren in made:
        siren.stop()


Make = Callable[[Sequence[str]], ChildSiren]
Children = list[subprocess.Popen[bytes]]


def checks_until_begun(siren: ChildSiren, children: Children) -> int:
    """How many checks pass from the end of the newest child until the next is begun."""
    count = len(children)
    children[-1].wait(20)
    checks = 0
    while len(children) == count:
        siren.check()
        checks += 1
    return checks


def test_it_sounds_from_start_to_stop(sirens: Make) -> None:
    siren: Siren = sirens(script(WAITS))
    seen = [siren.is_sounding]
    for step in (siren.start, siren.stop):
        step()
        seen.append(siren.is_sounding)
    assert seen == [False, True, False]


def test_starting_and_stopping_twice_is_like_once(sirens: Make, children: Children) -> None:
    siren = sirens(script(WAITS))
    siren.stop()
    siren.start()
    siren.start()
    assert len(children) == 1
    siren.stop()
    siren.stop()
    siren.start()
    assert len(children) == 2


def test_stop_leaves_no_child(sirens: Make, children: Children) -> None:
    siren = sirens(script(WAITS))
    siren.start()
    siren.stop()
    assert children[0].returncode is not None


def test_a_check_without_a_start_begins_nothing(sirens: Make, children: Children) -> None:
    siren = sirens(script(WAITS))
    siren.check()
    siren.start()
    siren.stop()
    siren.check()
    assert len(children) == 1


def test_a_child_that_dies_is_followed_by_another_at_once(sirens: Make, children: Children) -> None:
    siren = sirens(script(WAITS))
    siren.start()
    children[0].kill()
    assert checks_until_begun(siren, children) == 1
    assert "ended with code" in siren.explanation
    assert siren.is_sounding is False
    for _ in range(STEADY_AFTER):
        siren.check()
    assert siren.explanation == ""
    assert siren.is_sounding is True


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, "no audible output"),
        (4, "the siren's sound file cannot be played"),
        (0, "the siren ended by itself"),
        (7, "the siren ended with code 7"),
    ],
)
def test_why_there_is_no_sound_is_told(sirens: Make, children: Children, code: int, words: str) -> None:
    siren = sirens(script(f"raise SystemExit({code})"))
    siren.start()
    assert siren.explanation == ""
    children[0].wait(20)
    siren.check()
    assert siren.explanation == words
    assert siren.is_sounding is False
    siren.stop()
    assert siren.explanation == ""


def test_tries_without_success_come_ever_more_seldom_but_never_end(sirens: Make, children: Children) -> None:
    siren = sirens(script("raise SystemExit(3)"))
    siren.start()
    waits = [checks_until_begun(siren, children) for _ in range(7)]
    assert waits == [1, 2, 3, 5, 9, 17, LONGEST_WAIT + 1]
    assert siren.explanation == "no audible output"


def test_a_program_that_is_not_there_is_told_and_tried_again(sirens: Make) -> None:
    siren = sirens((str(ROOT / "no such program"),))
    for _ in range(3):
        siren.start()
        assert siren.explanation.startswith("the siren cannot be started: ")
        assert siren.is_sounding is False
        siren.check()
    assert siren.explanation.startswith("the siren cannot be started: ")


def test_a_child_that_will_not_end_is_killed(
    sirens: Make, children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = tmp_path / "ready"
    stubborn = "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    siren = sirens(script(f"{stubborn}; pathlib.Path({str(ready)!r}).touch(); time.sleep(600)"))
    monkeypatch.setattr(adapter, "ENDS_WITHIN_S", 0.2)
    siren.start()
    eventually(ready.exists)
    siren.stop()
    assert children[0].returncode is not None


def test_the_child_ends_when_our_process_is_killed(tmp_path: Path) -> None:
    began, ended = tmp_path / "began", tmp_path / "ended"
    child = (
        f"import pathlib, sys; pathlib.Path({str(began)!r}).touch(); sys.stdin.buffer.read(); "
        f"pathlib.Path({str(ended)!r}).touch()"
    )
    parent = (
        "import sys, time; from console.adapters.siren import ChildSiren; "
        f"ChildSiren((sys.executable, '-c', {child!r})).start(); time.sleep(600)"
    )
    with subprocess.Popen(script(parent), cwd=ROOT) as process:
        eventually(began.exists)
        process.kill()
        process.wait(20)
    eventually(ended.exists)


# The child's own program


def run_siren(*arguments: str, before: str = "") -> subprocess.Popen[bytes]:
    """`python -m ui.siren` with these arguments; `before` is code that runs in it first."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PULSE_SERVER": "unix:/nonexistent"}
    program = f"import sys; import ui.siren as siren; {before}; sys.exit(siren.main({list(arguments)!r}))"
    command = (sys.executable, "-c", program) if before else (sys.executable, "-m", "ui.siren", *arguments)
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)


WAV = str(ROOT / "resources" / "sounds" / "blind.wav")
NO_DEVICE = {"every system": "siren.QMediaDevices.audioOutputs = lambda: []"}
if sys.platform == "linux":
    NO_DEVICE["linux without a sound server"] = ""


@pytest.mark.parametrize("before", NO_DEVICE.values(), ids=NO_DEVICE.keys())
def test_without_any_output_it_says_so_by_its_code_at_once(before: str) -> None:
    with run_siren(WAV, before=before) as process:
        assert process.wait(20) == adapter.NO_OUTPUT


def test_it_ends_with_its_input_whatever_its_loop_is_doing() -> None:
    with run_siren(WAV, before="siren.QCoreApplication.exec = lambda self: siren.threading.Event().wait()") as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


def test_it_ends_in_order_with_its_input() -> None:
    with run_siren(WAV, before="siren.Player.start = lambda self: None") as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"x" * 1000])
def test_a_file_that_is_no_sound_has_its_own_code(tmp_path: Path, content: bytes | None) -> None:
    wav = tmp_path / "x.wav"
    if content is not None:
        wav.write_bytes(content)
    with run_siren(str(wav)) as process:
        assert process.wait(20) == adapter.NO_SOUND_FILE


@pytest.mark.parametrize("arguments", [(), (WAV, "--volume", "101"), (WAV, "--volume", "-1"), (WAV, "--loud")])
def test_wrong_arguments_have_their_own_code(arguments: tuple[str, ...]) -> None:
    with run_siren(*arguments) as process:
        assert process.wait(20) == 2


def test_the_wanted_output_goes_before_the_default_and_any_before_none() -> None:
    program = (
        "from ui.siren import chosen; from types import SimpleNamespace as N\n"
        "def output(name, default=False): return N(description=lambda: name, isDefault=lambda: default)\n"
        "hall, headset, screen = output('Hall'), output('Headset', True), output('Screen')\n"
        "assert chosen([hall, headset, screen], 'Screen') is screen\n"
        "assert chosen([hall, headset, screen], 'Gone') is headset\n"
        "assert chosen([hall, headset, screen], '') is headset\n"
        "assert chosen([hall, screen], '') is hall\n"
        "assert chosen([], 'Hall') is None\n"
    )
    assert subprocess.run(script(program), cwd=ROOT, check=False).returncode == 0


def test_parent_and_child_mean_the_same_by_the_codes() -> None:
    program = "import ui.siren as s; print(s.NO_OUTPUT, s.NO_SOUND_FILE)"
    told = subprocess.run(script(program), cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert told.split() == [str(adapter.NO_OUTPUT), str(adapter.NO_SOUND_FILE)]
