"""Settings that are changed while the program runs: by the first run, and by the screen's own settings.

What a key may be is declared in `console.config` and nowhere else: the text that would be written is read by it first.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from console import config as configuration
from console.adapters import settings_file
from console.adapters.settings_file import Unchangeable
from console.config import KEYS, Config, ConfigError, Value

HEAD = "# Vaka's settings: what differs from the defaults. `vaka contract defaults` prints every key.\n"


def place(file: Path | None) -> Path:
    """Where changed settings go: the file that was named, else the user's own (never the machine's)."""
    named = os.environ.get(configuration.VARIABLE)
    return file or (Path(named) if named else configuration.user_file())


def is_first_run(file: Path | None) -> bool:
    """Whether there are no settings at all: none was named, and neither the user nor the machine has a file."""
    return configuration.config_file(file) is None


def checked(file: Path | None, changes: Mapping[str, Value]) -> tuple[str, Config]:
    """The text that would be written, and the settings that it holds.

    Raises ConfigError for a key that there is not, a value that it does not take, and a file that cannot be read or
    changed in place; nothing is written in any case.
    """
    target = place(file)
    if unknown := [name for name in changes if name not in KEYS]:
        raise ConfigError(target, tuple(f"{name} is not a setting" for name in unknown))
    if bad := [name for name, value in changes.items() if not KEYS[name].allowed.takes(value)]:
        raise ConfigError(target, tuple(f"{name} must be {KEYS[name].allowed}" for name in bad))
    text = _text(file, target)
    configuration.parse(text, target)
    try:
        text = settings_file.changed(text, changes, {name: KEYS[name].default for name in changes})
    except Unchangeable as error:
        raise ConfigError(target, (str(error),)) from error
    config = configuration.parse(text, target)
    missed = [name for name, value in changes.items() if _value(config, name) != value]
    if missed:
        raise ConfigError(target, tuple(f"{name} cannot be changed where it stands" for name in missed))
    return text, config


def save_settings(file: Path | None, changes: Mapping[str, Value]) -> Config:
    """Writes these keys into the settings file, whole or not at all, and returns the settings that hold now.

    Comments and order stay. A default is written only where the file names the key already. `file` is what
    `--config` named, or None. Raises ConfigError as `checked` does, and where the file cannot be written.
    """
    text, config = checked(file, changes)
    target = place(file)
    try:
        settings_file.write(target, text)
    except OSError as error:
        raise ConfigError(target, (f"cannot be written: {error.strerror}",)) from error
    return config


def _text(file: Path | None, target: Path) -> str:
    """What stands there; the machine's settings where the user has none yet, which would else be hidden."""
    found = configuration.config_file(file)
    source = target if target.is_file() else found
    if source is None or not source.is_file():
        return HEAD
    return configuration.read(source)


def _value(config: Config, name: str) -> object:
    section, _, leaf = name.partition(".")
    return getattr(getattr(config, section), leaf)
