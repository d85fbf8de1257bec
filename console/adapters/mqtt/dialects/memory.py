"""What a dialect has to know again after a start, kept as a file: small, written whole, never torn.

Home Assistant's devices say once how their words are meant. What the broker kept for us while we were away comes before
it says that again, so a press of that time could not be read without this memory.
"""

import json
import logging
import os
from pathlib import Path

MAX_FILE = 64 * 1024 * 1024

_log = logging.getLogger(__name__)


class Memory:
    """One file of texts by name. What cannot be read is as if nothing had been kept; it is told in the log."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> dict[str, str]:
        """What was kept last."""
        try:
            if self._file.stat().st_size > MAX_FILE:
                raise ValueError("too long")
            told = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("%s cannot be read: %s", self._file, type(error).__name__)
            return {}
        if not isinstance(told, dict):
            return {}
        return {name: text for name, text in told.items() if isinstance(text, str)}

    def write(self, kept: dict[str, str]) -> None:
        """Keeps this instead. A disk that refuses is told in the log: what has been heard is known until the end."""
        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._file)
        except OSError as error:
            _log.warning("%s cannot be written: %s", self._file, error.strerror)
