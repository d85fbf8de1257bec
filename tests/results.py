"""What became of each test, told while the run goes on: a run that is broken off still names what failed in it.

A pytest plugin; the root conftest names it. A failure is printed when it comes, for whoever reads the log of a run that
never ended. With VAKA_RESULTS=FILE every test's name is written there once the tests are collected, and again with
what became of it, so that `tests.run` knows which ones have not passed: also those of a process that died.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "VAKA_RESULTS"
COLLECTED, PASSED, FAILED = "collected", "passed", "failed"


def told_of(report: pytest.TestReport) -> str | None:
    """What a report says of its test as a whole, or None where its other parts must be waited for."""
    if report.failed:
        return FAILED
    return PASSED if report.when == "teardown" and report.passed else None


def write(lines: list[str]) -> None:
    """Add lines to the file of the run, if it has one."""
    kept = os.environ.get(VARIABLE)
    if kept and lines:
        with Path(kept).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


class Results:
    """Hears of every test where the run is steered: in the one process, or in the one above the workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        outcome = told_of(report)
        if outcome is None:
            return
        write([f"{outcome} {report.nodeid}"])
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if outcome == FAILED and terminal is not None:
            terminal.write_line(f"\nFAILED now: {report.nodeid} ({report.when})\n{report.longreprtext[-6000:]}")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Results(config), "vaka-results")


def pytest_collection_finish(session: pytest.Session) -> None:
    """The names, from one process alone: every worker has collected the same."""
    worker = getattr(session.config, "workerinput", {"workerid": "gw0"})["workerid"]
    if worker == "gw0":
        write([f"{COLLECTED} {item.nodeid}" for item in session.items])
