"""A centre for each test; its keyring stands in for the system's, which a test machine has not."""

from pathlib import Path

import pytest

from console.adapters.secrets import MemorySecrets
from console.bootstrap import parts
from tests.commands.kit import Centre


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """Empty: settings alone."""
    secrets = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: secrets)
    found = Centre(tmp_path, secrets)
    found.write()
    return found


@pytest.fixture
def founded(centre: Centre) -> Centre:
    """With the first account (ellen, shift_lead of Älvbro) and the examples' residents."""
    centre.found()
    return centre
