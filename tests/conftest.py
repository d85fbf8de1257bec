"""What every test has: skips that fail where they must not be, no logged warning that nobody expected, processes that
need not compile anew, and a broker where it asks for one."""

import logging
from collections.abc import Iterator

import pytest

from tests.servers import Mosquitto
from ui import overrides

overrides.install()  # a fault in an override fails its test, and does not end the process with all tests in it

pytest_plugins = ["tests.bytecode", "tests.no_skips", "tests.results"]


@pytest.fixture(autouse=True)
def _no_logged_warnings(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test that caused it, unless it is marked `warns`."""
    yield
    if request.node.get_closest_marker("warns"):
        return
    warnings = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not warnings, [record.getMessage() for record in warnings]


@pytest.fixture
def mosquitto() -> Iterator[Mosquitto]:
    """A real broker of the test's own."""
    with Mosquitto() as server:
        yield server
