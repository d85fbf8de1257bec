"""A centre for each test; its keyring stands in for the system's, which a test machine has not."""

import shutil
from pathlib import Path

import argon2.profiles
import pytest

from console import commands
from console.adapters.secrets import MemorySecrets
from console.bootstrap import parts
from tests.commands.kit import Centre


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take a millisecond: what they are worth is tested in tests/adapters."""
    monkeypatch.setattr(argon2.profiles, "RFC_9106_LOW_MEMORY", argon2.profiles.CHEAPEST)


@pytest.fixture(autouse=True)
def _without_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands as `python -m console` has them, whoever else has imported those of the screen."""
    found = {name: one for name, one in commands.vaka.commands.items() if name not in ("console", "demo")}
    monkeypatch.setattr(commands.vaka, "commands", {**found, "doctor": commands.doctor})


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """Empty: settings alone."""
    return _centre(tmp_path, MemorySecrets(), monkeypatch)


@pytest.fixture(scope="session")
def _founding(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """Founded once; each test has a copy."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2.profiles, "RFC_9106_LOW_MEMORY", argon2.profiles.CHEAPEST)
        centre = _centre(tmp_path_factory.mktemp("founding"), MemorySecrets(), patch)
        centre.found()
        return centre


@pytest.fixture
def founded(_founding: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    """With the first account (ellen, shift_lead of Älvbro) and the examples' residents."""
    shutil.copytree(_founding.folder, tmp_path, dirs_exist_ok=True)
    return _centre(tmp_path, _founding.secrets, monkeypatch)


def _centre(folder: Path, secrets: MemorySecrets, patch: pytest.MonkeyPatch) -> Centre:
    patch.setattr(parts, "keyring", lambda: secrets)
    found = Centre(folder, secrets)
    found.write()
    return found
