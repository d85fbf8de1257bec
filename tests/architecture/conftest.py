"""What the tests of the code share."""

from collections.abc import Iterator

import pytest

from tests.architecture import rules


@pytest.fixture(scope="module", autouse=True)
def _trees_are_not_kept() -> Iterator[None]:
    """The trees of all files would burden the collector for every test that comes after."""
    yield
    rules.tree_of.cache_clear()
