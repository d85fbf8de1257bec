"""Which settings the options of `vaka` name, and what the guardian must know of them."""

from collections.abc import Sequence
from pathlib import Path

from console.config import ConfigError, config_file, load, state_folder


def folder_of(options: Sequence[str]) -> Path | None:
    """Where this console keeps its state; None where the settings cannot be read, which the console then says."""
    try:
        return state_folder(load(named_file(options)))
    except ConfigError:
        return None


def is_first_run(file: Path | None) -> bool:
    """Whether there are no settings at all: none named, and none of the user's or the machine's."""
    return config_file(file) is None


def named_file(options: Sequence[str]) -> Path | None:
    """The settings file that the options name."""
    named = [word.removeprefix("--config=") for word in options if word.startswith("--config=")]
    named += [options[at + 1] for at, word in enumerate(options) if word == "--config"]
    return Path(named[-1]) if named else None
