"""With VAKA_NO_SKIPS=1 a skipped test is a failed one: on the project's own machine every server is there.

A pytest plugin; the root conftest names it. It changes the reports where they are made, in the worker, so
that names, counts and the exit code are right under pytest-xdist too. An expected failure stays what it is.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Refuse the skip of one test. Outermost, so that xfail has been dealt with."""
    report = yield
    if not hasattr(report, "wasxfail"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Refuse the skip of a whole module."""
    report = yield
    refuse_skip(report)
    return report


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skipped report a failed one that keeps the reason, if the run allows no skips."""
    if report.skipped and os.environ.get("VAKA_NO_SKIPS") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"VAKA_NO_SKIPS=1 allows no skipped test, and this one was: {reason}"
