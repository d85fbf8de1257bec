"""Keyrings that never answer, and those that are broken in each way there is."""

from collections.abc import Iterator

import pytest

from tests.faults.keyrings import WAYS, Broken, Waiting, broken_by, waiting_keyring


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    with waiting_keyring() as made:
        yield made


@pytest.fixture(params=WAYS)
def broken(request: pytest.FixtureRequest, waiting: Waiting) -> Broken:
    return broken_by(request.param, waiting)
