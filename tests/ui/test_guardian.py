"""The guardian: what is started again and what is not, and that its token is nowhere but in two memories."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ui import __main__ as entry
from ui import guardian
from ui.crash import FAULT, Reports
from ui.guardian import MOST_RESTARTS, Greeting, Guardian
from ui.which_settings import folder_of

CHILD = """
import json, os, signal, sys, time
from pathlib import Path
from ui.guardian import greeted
folder, plan = Path(sys.argv[1]), sys.argv[2].split(",")
greeting = greeted()
with (folder / "lives").open("a") as file:
    file.write(json.dumps({"pid": os.getpid(), "died_at": greeting.died_at and greeting.died_at.isoformat(),
                           "token": len(greeting.token), "stdin": sys.stdin.read()}) + chr(10))
lives = len((folder / "lives").read_text().splitlines())
what = plan[min(lives, len(plan)) - 1]
if what in ("wait", "fall"):
    if what == "wait":
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    (folder / "up").touch()
    while True:
        time.sleep(0.05)
if what.startswith("signal"):
    os.kill(os.getpid(), int(what.removeprefix("signal")))
sys.exit(int(what))
"""


class Watched:
    """A guardian over the small child above; `plan` says how each life of it ends."""

    def __init__(self, folder: Path, plan: str) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.at = datetime(2026, 11, 22, tzinfo=UTC)
        self.step = timedelta(seconds=10)
        command = (sys.executable, "-c", CHILD, str(folder), plan)
        self.guardian = Guardian(command, lambda: Reports(folder), self.said.append, self._now)

    def _now(self) -> datetime:
        self.at += self.step
        return self.at

    @property
    def lives(self) -> list[dict[str, object]]:
        file = self.folder / "lives"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@contextmanager
def in_the_background(watched: Watched) -> Iterator[list[int]]:
    """Runs the guardian on a thread; ends it by force should the test fail."""
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(watched.guardian.run()))
    thread.start()
    try:
        yield codes
    finally:
        watched.guardian.end(signal.SIGKILL)
        thread.join(20)
        assert not thread.is_alive()


def until(holds: Callable[[], object], within_s: float = 20) -> None:
    ends_at = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends_at
        time.sleep(0.02)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_what_was_closed_or_could_not_start_is_not_started_again(tmp_path: Path, code: int) -> None:
    watched = Watched(tmp_path, str(code))
    assert watched.guardian.run() == code
    assert len(watched.lives) == 1
    assert watched.said == []
    assert Reports(tmp_path).all() == []


@pytest.mark.parametrize("death", ["signal9", "signal11", "signal15", "70", "134"])
def test_a_death_by_signal_or_fault_is_started_again_and_told_to_the_next(tmp_path: Path, death: str) -> None:
    watched = Watched(tmp_path, f"{death},0")
    assert watched.guardian.run() == 0
    first, second = watched.lives
    assert first["died_at"] is None
    assert second["died_at"] is not None
    assert first["token"] == second["token"] == 43
    assert len(watched.said) == 1


def test_a_death_that_left_no_report_gets_one_and_a_fault_that_told_of_itself_does_not(tmp_path: Path) -> None:
    Watched(tmp_path, "signal11,0").guardian.run()
    [report] = Reports(tmp_path).all()
    assert "ended by: signal 11 (SIGSEGV)" in report.read_text("utf-8")
    other = tmp_path / "other"
    other.mkdir()
    Watched(other, f"{FAULT},0").guardian.run()
    assert Reports(other).all() == []


def test_a_loop_of_crashes_stops_and_says_why(tmp_path: Path) -> None:
    watched = Watched(tmp_path, "signal11")
    assert watched.guardian.run() == FAULT
    assert len(watched.lives) == MOST_RESTARTS + 1
    assert "6 times in 5 minutes (signal 11 (SIGSEGV))" in watched.said[-1]


def test_crashes_that_come_seldom_are_started_again_for_ever(tmp_path: Path) -> None:
    watched = Watched(tmp_path, ",".join(["signal11"] * (MOST_RESTARTS + 3) + ["0"]))
    watched.step = timedelta(minutes=1, seconds=1)
    assert watched.guardian.run() == 0
    assert len(watched.lives) == MOST_RESTARTS + 4


@pytest.mark.parametrize("how", ["wait", "fall"])
def test_asked_to_end_it_asks_the_console_and_starts_nothing_again(tmp_path: Path, how: str) -> None:
    """Whether the console then ends in order, or of the signal itself."""
    watched = Watched(tmp_path, how)
    with in_the_background(watched) as codes:
        until((tmp_path / "up").exists)
        watched.guardian.end(signal.SIGTERM)
        until(lambda: codes)
    assert len(watched.lives) == 1
    assert codes == [0]
    assert Reports(tmp_path).all() == []


def test_signals_are_passed_on_while_it_watches_and_given_back_after(tmp_path: Path) -> None:
    watched = Watched(tmp_path, "wait")
    before = signal.getsignal(signal.SIGTERM)

    def ask() -> None:
        until((tmp_path / "up").exists)
        os.kill(os.getpid(), signal.SIGTERM)

    asking = threading.Thread(target=ask)
    asking.start()
    with guardian.passing_on(watched.guardian):
        watched.guardian.run()
    asking.join()
    assert signal.getsignal(signal.SIGTERM) is before
    assert len(watched.lives) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux: looks into /proc")
def test_the_token_is_in_no_argument_no_environment_and_no_file(tmp_path: Path) -> None:
    watched = Watched(tmp_path, "wait")
    token = watched.guardian._token.encode()
    with in_the_background(watched):
        until(lambda: watched.lives)
        child = watched.guardian.child
        for pid in (os.getpid(), child):
            for name in ("cmdline", "environ"):
                assert token not in Path(f"/proc/{pid}/{name}").read_bytes()
        assert os.readlink(f"/proc/{child}/fd/0") == os.devnull
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert token not in file.read_bytes()
    assert watched.lives[0]["stdin"] == ""
    assert watched.guardian._token not in repr(Greeting(watched.guardian._token))


def test_two_guardians_make_two_tokens(tmp_path: Path) -> None:
    assert Watched(tmp_path, "0").guardian._token != Watched(tmp_path, "0").guardian._token


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], []),
        (["console"], []),
        (["--verbose", "--config", "x.toml", "console"], ["--verbose", "--config", "x.toml"]),
        (["--config=x.toml"], ["--config=x.toml"]),
        (["demo"], None),
        (["console", "--no-guard"], None),
        (["--help"], None),
        (["--config"], None),
        (["doctor", "console"], None),
    ],
)
def test_the_console_alone_is_what_the_guardian_starts(arguments: list[str], options: list[str] | None) -> None:
    assert entry.console_alone(arguments) == options


def test_the_guardian_finds_the_state_folder_or_leaves_it_to_the_command(tmp_path: Path) -> None:
    file = tmp_path / "vaka.toml"
    file.write_text(f'[console]\nstate_folder = "{tmp_path.as_posix()}/state"\n', "utf-8")
    assert folder_of(["--config", str(file)]) == tmp_path / "state"
    assert folder_of([f"--config={file}"]) == tmp_path / "state"
    file.write_text("[", "utf-8")
    assert folder_of(["--config", str(file)]) is None


def test_the_guardian_starts_the_console_before_it_reads_the_settings(tmp_path: Path) -> None:
    assert loaded("ui.__main__", "console.config", "tomllib", "platformdirs") == []
    watched = Watched(tmp_path, "0")
    began: list[object] = []

    def reports_of() -> Reports:
        began.append(watched.guardian._child)
        return Reports(tmp_path)

    watched.guardian._reports_of = reports_of
    watched.guardian.run()
    assert len(began) == 1
    assert began[0] is not None


def test_a_console_that_finds_no_settings_says_so_and_is_not_started_again(tmp_path: Path) -> None:
    nowhere = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS")}
    command = [sys.executable, "-m", "ui", "console", "--guarded"]
    ran = subprocess.run(command, input=b"", env=os.environ | nowhere, capture_output=True, timeout=60, check=False)
    assert ran.returncode == guardian.FIRST_RUN
    assert guardian.FIRST_RUN in guardian.NOT_RESTARTED


def test_the_guarded_child_says_what_is_wrong_with_its_settings_and_is_not_started_again(tmp_path: Path) -> None:
    file = tmp_path / "vaka.toml"
    file.write_text('[broker]\nport = "a lot"\n', "utf-8")
    command = [sys.executable, "-m", "ui", "--config", str(file), "console", "--guarded"]
    ran = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert ran.returncode in guardian.NOT_RESTARTED - {0}
    assert b"broker.port" in ran.stderr
    assert b"Traceback" not in ran.stderr


def loaded(what: str, *heavy: str) -> list[str]:
    """Which of the heavy ones a fresh program has loaded that has loaded `what`."""
    code = f"import json, sys, {what}; print(json.dumps([name for name in {heavy} if name in sys.modules]))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    found: list[str] = json.loads(ran.stdout)
    return found


def test_the_guarded_child_has_its_window_before_it_loads_the_console() -> None:
    heavy = ("sqlalchemy", "alembic", "aiomqtt", "keyring", "click", "PySide6.QtMultimedia")
    assert loaded("ui.guarded, ui.app", *heavy) == []


def test_a_console_whose_tables_are_up_to_date_loads_no_alembic() -> None:
    assert loaded("console.bootstrap.joined", "alembic", "iotcore") == []
