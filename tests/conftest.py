"""What every test has: skips that fail where they must not be, and no logged warning that nobody expected."""

import logging
from collections.abc import Iterator

import pytest

pytest_plugins = ["tests.no_skips"]


@pytest.fixture(autouse=True)
def _no_logged_warnings(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test that caused it, unless it is marked `warns`."""
    yield
    if request.node.get_closest_marker("warns"):
        return
    warnings = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not warnings, [record.getMessage() for record in warnings]
