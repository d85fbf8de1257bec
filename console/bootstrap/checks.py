"""`vaka doctor`: asks each part below the screen whether it works, and says what to do where it does not."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from console import config as configuration
from console.adapters.secrets import Keyring, SecretsUnavailable
from console.config import Config, ConfigError

CONNECT_WITHIN_S = 3.0


@dataclass(frozen=True, slots=True)
class Check:
    """One part: whether it is well, what was seen, and what to do where it is not."""

    part: str
    is_well: bool
    seen: str
    to_do: str = ""

    @property
    def line(self) -> str:
        """As `vaka doctor` prints it."""
        mark = "ok  " if self.is_well else "FAIL"
        to_do = f"\n                 do: {self.to_do}" if self.to_do and not self.is_well else ""
        return f"{mark} {self.part:<11} {self.seen}{to_do}"


def run(file: Path | None, more: Sequence[Callable[[], Check]] = ()) -> tuple[Check, ...]:
    """All checks in order; `more` are those of the screen (display, sound, camera)."""
    try:
        config = configuration.load(file)
    except ConfigError as error:
        return (Check("settings", False, str(error), "mend the file; `vaka contract defaults` prints every key"),)
    return (_settings(config, file), *(one() for one in more), *_below(config))


def _settings(config: Config, file: Path | None) -> Check:
    found = configuration.config_file(file)
    return Check("settings", True, str(found) if found else "no vaka.toml: the defaults hold")


def _below(config: Config) -> Iterator[Check]:
    yield _broker(config)
    yield _keyring()
    yield _database(config)
    yield _clock()


def _broker(config: Config) -> Check:
    if config.broker.embedded:
        return Check("broker", True, "embedded, on this machine; it keeps nothing when it is killed")
    place = f"{config.broker.host}:{config.broker.port}"
    to_do = "is the broker running, is broker.host right, does a firewall stand between?"
    try:
        with socket.create_connection((config.broker.host, config.broker.port), CONNECT_WITHIN_S):
            return Check("broker", True, f"{place} accepts connections{'' if config.broker.tls else ', without TLS'}")
    except OSError as error:
        return Check("broker", False, f"{place}: {error.strerror or error}", to_do)


def _keyring() -> Check:
    try:
        return Check("keyring", True, Keyring().place)
    except SecretsUnavailable as error:
        return Check("keyring", False, str(error), "unlock or install the system's keyring, then try again")


def _database(config: Config) -> Check:
    if config.database.url:
        return Check("database", True, "PostgreSQL, as database.url says; tried at start")
    file = configuration.database_file(config)
    folder = next(parent for parent in (file.parent, *file.parents) if parent.exists())
    free = shutil.disk_usage(folder).free // 1_000_000_000
    seen = f"{file}{'' if file.exists() else ' (made at the first start)'}, {free} GB free"
    return Check("database", free >= 1, seen, "make room: below 1 GB nothing is safe")


def _clock() -> Check:
    """Whether the system says that its clock is kept right. A wrong clock shows every age wrong."""
    to_do = "let the system keep its clock (NTP): every age on the screen depends on it"
    if sys.platform == "win32" or shutil.which("timedatectl") is None:
        return Check("clock", True, "the system does not say whether it is synchronised")
    try:
        said = subprocess.run(
            ["timedatectl", "show", "--property=NTPSynchronized", "--value"],
            capture_output=True, text=True, timeout=5, check=False,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said == "no":
        return Check("clock", False, "not synchronised", to_do)
    return Check("clock", True, "synchronised" if said == "yes" else "the system does not say")
