"""How the suite is run: what fails in company is tried once more alone, and a run that stands still is ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import run

PASSES = "def test_it(): pass\ndef test_too(): pass\n"
FAILS_ONCE = """
import pathlib
def test_once():
    before = pathlib.Path("before")
    if not before.exists():
        before.touch()
        raise AssertionError("in company")
"""
FAILS = "def test_always(): assert False\n"
DIES = "import os, time\ndef test_dies():\n    time.sleep(2)\n    os._exit(1)\n"


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite of its own, with our plugin; the working folder."""
    for name in ("one", "two", "three"):
        (tmp_path / f"test_{name}.py").write_text(PASSES, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p tests.results -p no:cacheprovider\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(run.__file__).parents[1]))
    return tmp_path


def test_what_fails_in_company_and_passes_alone_is_named_and_does_not_fail_the_run(
    suite: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (suite / "test_once.py").write_text(FAILS_ONCE, encoding="utf-8")
    assert run.main() == 0
    said = capfd.readouterr().out
    assert "FAILED now: test_once.py::test_once" in said
    assert "vaka: unsteady: test_once.py::test_once" in said


def test_what_fails_alone_too_fails_the_run(suite: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (suite / "test_fails.py").write_text(FAILS, encoding="utf-8")
    assert run.main() == 1
    assert "vaka: FAILED: test_fails.py::test_always" in capfd.readouterr().out


def test_where_much_fails_nothing_is_tried_again(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (suite / "test_fails.py").write_text(FAILS, encoding="utf-8")
    monkeypatch.setattr(run, "AGAIN_AT_MOST", 0)
    assert run.main() == 1
    assert "again, alone" not in capfd.readouterr().out


def test_a_run_that_stands_still_after_a_death_is_ended_and_names_what_died(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (suite / "test_dies.py").write_text(DIES, encoding="utf-8")
    monkeypatch.setattr(run, "SILENT_S", 6)
    assert run.main() == 1
    assert "vaka: FAILED: test_dies.py::test_dies" in capfd.readouterr().out
