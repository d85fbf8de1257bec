"""Calls over 127.0.0.1, children that find the program, and no thread left of any of them."""

import threading
from collections.abc import Iterator

import aioice.ice
import pytest

from console.adapters.tablet.loopback import keep_to_this_computer
from tests.adapters.cameras.kit import ROOT, eventually


@pytest.fixture(autouse=True)
def _on_this_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    before = aioice.ice.get_host_addresses
    keep_to_this_computer()
    yield
    aioice.ice.get_host_addresses = before
    eventually(lambda: not [one.name for one in threading.enumerate() if one.name.startswith(("tablets", "coder"))])
