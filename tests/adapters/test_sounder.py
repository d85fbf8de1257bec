"""The sounder's parent: a child that is begun, told, heard, looked after, and never outlives us. Stand-ins sound."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.adapters import sounder as adapter
from console.adapters.sounder import ANSWERS_WITHIN, LONGEST_WAIT, STARTS_WITHIN, ChildSounder
from console.services.ports import Sounder

ROOT = Path(__file__).resolve().parents[2]
WELL = '{"device": "Hall", "wanted": "", "outputs": ["Hall"], "is_audible": true, "playing": 0, "played": 0}'
SAYS_WELL = f"print('{WELL}', flush=True)"
WAITS = "sys.stdin.buffer.read()"


def script(*lines: str) -> tuple[str, ...]:
    """A stand-in for the program that sounds."""
    return (sys.executable, "-c", "; ".join(("import sys, time", *lines)))


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


Children = list[subprocess.Popen[bytes]]
Make = Callable[..., ChildSounder]


@pytest.fixture
def sounders(children: Children) -> Iterator[Make]:
    made: list[ChildSounder] = []

    def make(*lines: str) -> ChildSounder:
        made.append(ChildSounder(script(*lines)))
        return made[-1]

    yield make
    for sounder in made:
        sounder.end()


def checks_until_begun(sounder: ChildSounder, children: Children) -> int:
    """How many checks pass from the end of the newest child until the next is begun."""
    count = len(children)
    children[-1].wait(20)
    checks = 0
    while len(children) == count:
        sounder.check()
        checks += 1
    return checks


def test_nothing_is_known_before_the_child_has_spoken_and_then_what_it_said(sounders: Make) -> None:
    sounder = sounders(SAYS_WELL, WAITS)
    fits: Sounder = sounder
    assert not fits.output.is_known
    sounder.check()
    eventually(lambda: sounder.output.is_audible)
    output = sounder.output
    assert (output.device, output.outputs, output.is_known, output.explanation) == ("Hall", ("Hall",), True, "")


def test_no_child_is_begun_before_the_first_check_and_none_is_needed_to_ask_for_a_sound(
    sounders: Make, children: Children
) -> None:
    sounder = sounders(WAITS)
    assert sounder.play("acute") < sounder.play("high")
    sounder.stop()
    assert children == []
    assert not sounder.output.is_known


def test_what_is_asked_for_reaches_the_child_with_a_higher_number_each_time(sounders: Make) -> None:
    said = "json.dumps({'is_audible': True, 'device': json.loads(x)['sound'], 'played': json.loads(x)['number']})"
    sounder = sounders("import json", f"[print({said}, flush=True) for x in sys.stdin]")
    sounder.check()
    for sound in ("acute", "high"):
        number = sounder.play(sound)
        eventually(lambda number=number: sounder.output.played == number)  # type: ignore[misc]
        assert sounder.output.device == sound


def test_a_chosen_output_is_told_to_each_new_child_too(sounders: Make, children: Children) -> None:
    sounder = sounders("print(sys.stdin.readline().replace('}', ', \"is_audible\": true}'), flush=True)", WAITS)
    sounder.check()
    sounder.use("Köket", 70)
    eventually(lambda: sounder.output.device == "Köket")
    children[0].kill()
    checks_until_begun(sounder, children)
    eventually(lambda: sounder.output.device == "Köket")


def test_another_output_than_the_chosen_one_is_told(sounders: Make) -> None:
    sounder = sounders(f'print(\'{WELL}\'.replace(\'"wanted": ""\', \'"wanted": "Headset"\'), flush=True)', WAITS)
    sounder.check()
    eventually(lambda: sounder.output.is_audible)
    assert sounder.output.explanation == 'no output called "Headset"; "Hall" sounds'


def test_a_child_that_dies_is_followed_by_another_and_meanwhile_nothing_is_audible(
    sounders: Make, children: Children
) -> None:
    sounder = sounders(SAYS_WELL, WAITS)
    sounder.check()
    eventually(lambda: sounder.output.is_audible)
    children[0].kill()
    children[0].wait(20)
    assert not sounder.output.is_audible
    sounder.check()
    assert "ended with code" in sounder.output.explanation
    assert sounder.output.is_known
    assert checks_until_begun(sounder, children) <= 2
    eventually(lambda: sounder.output.is_audible)
    sounder.check()
    assert sounder.output.explanation == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, "no audible output"),
        (4, "a sound file cannot be played"),
        (0, "the sounder ended by itself"),
        (7, "the sounder ended with code 7"),
    ],
)
def test_why_there_is_no_sound_is_told(sounders: Make, children: Children, code: int, words: str) -> None:
    sounder = sounders(f"raise SystemExit({code})")
    sounder.check()
    children[0].wait(20)
    sounder.check()
    assert (sounder.output.explanation, sounder.output.is_audible) == (words, False)


def test_tries_without_success_come_ever_more_seldom_but_never_end(sounders: Make, children: Children) -> None:
    sounder = sounders("raise SystemExit(3)")
    sounder.check()
    waits = [checks_until_begun(sounder, children) for _ in range(6)]
    assert waits == [3, 4, 6, 10, LONGEST_WAIT + 2, LONGEST_WAIT + 2]


def test_a_child_that_says_nothing_any_more_is_ended_and_followed(sounders: Make, children: Children) -> None:
    sounder = sounders(SAYS_WELL, "time.sleep(600)")
    sounder.check()
    eventually(lambda: sounder.output.is_audible)
    for _ in range(ANSWERS_WITHIN + 1):
        assert sounder.output.is_audible
        sounder.check()
    assert (sounder.output.explanation, sounder.output.is_audible) == ("the sounder does not answer", False)
    assert children[0].returncode is not None


def test_a_child_that_never_answers_is_given_time_and_then_ended(sounders: Make, children: Children) -> None:
    sounder = sounders("time.sleep(600)")
    for _ in range(STARTS_WITHIN):
        sounder.check()
        assert children[0].poll() is None
    sounder.check()
    assert children[0].returncode is not None


@pytest.mark.parametrize("noise", ["", "no words", "[1]", "7", '{"outputs": 7, "played": "x"}', "\\xff"])
def test_what_is_no_state_changes_nothing(sounders: Make, noise: str) -> None:
    sounder = sounders(SAYS_WELL, f"print({noise!r}, flush=True)", SAYS_WELL.replace("Hall", "End"), WAITS)
    sounder.check()
    eventually(lambda: sounder.output.device == "End")


def test_a_program_that_is_not_there_is_told() -> None:
    sounder = ChildSounder((str(ROOT / "no such program"),))
    for _ in range(3):
        sounder.check()
        assert sounder.output.explanation.startswith("the sounder cannot be started: ")


def test_a_child_that_will_not_end_is_killed(
    sounders: Make, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "ENDS_WITHIN_S", 0.2)
    sounder = sounders("import signal", "signal.signal(signal.SIGTERM, signal.SIG_IGN)", SAYS_WELL, "time.sleep(600)")
    sounder.check()
    eventually(lambda: sounder.output.is_audible)
    sounder.end()
    assert children[0].returncode is not None


def test_the_child_ends_when_our_process_is_killed(tmp_path: Path) -> None:
    began, ended = tmp_path / "began", tmp_path / "ended"
    child = script(
        f"import pathlib; pathlib.Path({str(began)!r}).touch()", WAITS, f"pathlib.Path({str(ended)!r}).touch()"
    )
    parent = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r}); from console.adapters.sounder import ChildSounder; "
        f"ChildSounder({child!r}).check(); time.sleep(600)"
    )
    with subprocess.Popen((sys.executable, "-c", parent)) as process:
        eventually(began.exists)
        process.kill()
        process.wait(20)
    eventually(ended.exists)
