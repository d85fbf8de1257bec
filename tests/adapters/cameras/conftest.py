"""The child must find the program, and nothing of a test's cameras may be left when it has ended."""

import threading
from collections.abc import Iterator

import pytest

from tests.adapters.cameras.kit import ROOT, eventually, workers


@pytest.fixture(autouse=True)
def _nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    yield
    eventually(lambda: not [one for one in threading.enumerate() if one.name.startswith("camera")])
    eventually(lambda: not workers())
