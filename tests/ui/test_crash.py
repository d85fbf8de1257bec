"""Crash reports: they say where, and hold nobody. Markers are planted in every place that could leak."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.config import Config, Console
from ui import checks, crash
from ui.crash import FAULT, LINES_KEPT, MOST_KEPT, Ending, Recording, Reports

pytestmark = pytest.mark.warns
NOW = datetime(2026, 11, 22, 0, 38, 12, tzinfo=UTC)
MARKS = ("MARKER-name", "MARKER-street", "MARKER-typed", "MARKER-device")
log = logging.getLogger("ui.test")


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


@pytest.fixture
def recording(reports: Reports) -> Iterator[Recording]:
    made = Recording(reports, lambda: NOW)
    made.start()
    yield made
    made.end()


def marked_fault() -> BaseException:
    """A fault with a person in its text, its cause, its notes, and the variables of its frames."""

    def reads(resident: str) -> None:
        street = "MARKER-street 12"
        try:
            raise KeyError(street)
        except KeyError as error:
            fault = ValueError(f"{resident}, {street}")
            fault.add_note("MARKER-typed")
            raise ExceptionGroup("MARKER-device", [fault]) from error

    try:
        reads("MARKER-name")
    except ExceptionGroup as raised:
        return raised
    raise AssertionError


def clean(text: str) -> bool:
    return not any(mark in text for mark in MARKS)


def test_a_report_says_where_it_broke_and_holds_nobody(reports: Reports, recording: Recording) -> None:
    log.warning("the card of %s at %s", "MARKER-name", "MARKER-street")
    log.error("MARKER-typed", exc_info=marked_fault())
    log.warning("formatted before: MARKER-device")
    recording.told(marked_fault())
    [report] = reports.all()
    text = report.read_text("utf-8")
    assert clean(text)
    assert clean(report.name)
    for word in ("time: 2026-11-22 00:38:12 UTC", "vaka: 0.", "python: 3.", "qt: 6.", "platform: ",
                 "builtins.ValueError", "builtins.KeyError", "ui/test_crash.py:", "marked_fault.<locals>.reads",
                 "WARNING ui.test", "ERROR ui.test"):  # fmt: skip
        assert word in text, word


def test_no_path_of_this_machine_stands_in_it(reports: Reports, recording: Recording) -> None:
    log.warning("x")
    recording.told(marked_fault())
    [report] = reports.all()
    assert str(Path(__file__).parents[2]) not in report.read_text("utf-8")
    assert crash.short("/home/MARKER-name/hack.py") == "hack.py"
    assert crash.short(r"C:\Users\MARKER-name\vaka\ui\app.py") == "ui/app.py"
    assert crash.short("/x/lib/python3.11/site-packages/qasync/__init__.py") == "qasync/__init__.py"


def test_the_same_fault_is_told_once_a_run(reports: Reports, recording: Recording) -> None:
    for _ in range(3):
        recording.told(marked_fault())
    assert len(reports.all()) == 1


def test_the_last_fifty_log_lines_are_kept_in_order(reports: Reports, recording: Recording) -> None:
    for _ in range(LINES_KEPT + 7):
        log.warning("x")
    recording.told(marked_fault())
    lines = [line for line in reports.all()[0].read_text("utf-8").splitlines() if " ui.test " in line]
    assert len(lines) == LINES_KEPT
    assert lines == sorted(lines)


def test_at_most_twenty_reports_are_kept_and_the_oldest_go(reports: Reports) -> None:
    for number in range(MOST_KEPT + 5):
        reports.write(Ending("signal 11", NOW + timedelta(seconds=number)), iter(()))
    kept = reports.all()
    assert len(kept) == MOST_KEPT
    assert f"{NOW + timedelta(seconds=5):%H%M%S}" in kept[0].name


def test_what_ended_in_order_leaves_nothing_behind(reports: Reports) -> None:
    recording = Recording(reports)
    recording.start()
    log.warning("x")
    recording.end()
    assert list(reports.folder.iterdir()) == []
    assert not any(isinstance(handler, crash.LastLines) for handler in logging.getLogger().handlers)


def test_a_folder_that_cannot_be_written_stops_no_console(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("a file in the way")
    recording = Recording(Reports(tmp_path))
    recording.start()
    recording.told(marked_fault())
    recording.end()


NATIVE = """
import logging, sys, time
from pathlib import Path
from ui import crash
def dies(resident):
    street = "MARKER-street 12"
    logging.getLogger("ui.test").warning("the card of %s at %s", resident, street)
    if sys.argv[2] == "native":
        import ctypes
        ctypes.string_at(0)
    print("waiting", flush=True)
    time.sleep(60)
with crash.recorded(Path(sys.argv[1])):
    dies("MARKER-name")
"""


def lay_down(folder: Path, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", NATIVE, str(folder), how], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def ended(process: subprocess.Popen[str]) -> int:
    code = process.wait(20)
    assert process.stdout is not None
    process.stdout.close()
    return code


def test_a_native_crash_leaves_its_stack_and_log_and_nobody(reports: Reports, tmp_path: Path) -> None:
    process = lay_down(tmp_path, "native")
    code = ended(process)
    assert code not in (0, 1)
    report = reports.gather(process.pid, Ending("signal 11 (SIGSEGV)", NOW))
    assert report is not None
    text = report.read_text("utf-8")
    assert clean(text)
    for word in ("Fatal Python error: Segmentation fault", " dies", "WARNING ui.test", "signal 11", "string_at"):
        assert word in text, word
    assert not list(reports.folder.glob("running-*"))


def test_the_next_start_finds_what_no_guardian_saw_and_leaves_a_living_console_alone(tmp_path: Path) -> None:
    reports = Reports(tmp_path)
    living = lay_down(tmp_path, "wait")
    assert living.stdout is not None
    living.stdout.readline()
    try:
        ended(lay_down(tmp_path, "native"))
        [report] = reports.gather_forgotten(NOW)
        assert "Segmentation fault" in report.read_text("utf-8")
        assert reports.gather_forgotten(NOW) == []
        assert (reports.folder / f"running-{living.pid}.stack").exists()
    finally:
        living.kill()
        ended(living)


def test_foreign_words_in_a_stack_file_do_not_pass(reports: Reports) -> None:
    reports.folder.mkdir(parents=True)
    file = reports.folder / f"running-{os.getpid()}.stack"
    file.write_text(
        "Fatal Python error: Aborted: MARKER-name\nMARKER-street\n"
        '  File "/home/MARKER-name/x.py", line 3 in f\n  File "a", line 3 in MARKER-typed é\n'
        "Extension modules: MARKER-device\n",
        "utf-8",
    )
    report = reports.gather(os.getpid(), Ending("signal 6", NOW))
    assert report is not None
    assert clean(report.read_text("utf-8"))
    assert "Fatal Python error: Aborted" in report.read_text("utf-8")


def test_a_fault_that_ends_the_program_has_an_exit_code_of_its_own_and_reaches_the_hook(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, fault, stack: seen.append(kind))

    def breaks() -> int:
        raise OSError("MARKER-name")

    with pytest.raises(SystemExit) as left:
        crash.outlived(breaks)
    assert (left.value.code, seen) == (FAULT, [OSError])
    assert crash.outlived(lambda: 1) == 1


def test_the_doctor_mentions_the_reports(reports: Reports, tmp_path: Path) -> None:
    config = Config(console=Console(state_folder=str(tmp_path)))
    assert checks.crashes(config).line.endswith("no reports")
    reports.write(Ending("signal 11", NOW), iter(()))
    check = checks.crashes(config)
    assert check.is_well
    assert "1 reports" in check.seen
    assert "crash-20261122T003812" in check.seen


def test_the_log_line_costs_little(recording: Recording) -> None:
    began = time.perf_counter()
    for _ in range(500):
        log.warning("x")
    assert time.perf_counter() - began < 2.5
