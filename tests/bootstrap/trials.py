"""What these tests of the first run share: a draft for a server on this machine, and the lines that a trial told."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from console.services.setup import Draft, Failed, Good, Line, Note, Tell, Tried, Trouble, Waits

PASSWORD = "hemligt ord"


def told(trial: Callable[[Draft, Tell], Coroutine[Any, Any, None]], draft: Draft) -> dict[Tried, Line]:
    """The last line about each thing."""
    lines: dict[Tried, Line] = {}

    async def run() -> None:
        await trial(draft, lambda line: lines.update({line.tried: line}))

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(run())
    return lines


def shape(lines: dict[Tried, Line]) -> dict[Tried, object]:
    """Lines without their times: True, the trouble, or None for what waits."""
    shown: dict[Tried, object] = {}
    for tried, line in lines.items():
        match line:
            case Good():
                shown[tried] = True
            case Failed():
                shown[tried] = line.trouble
            case Waits():
                shown[tried] = None
    return shown


def only_failure(lines: dict[Tried, Line]) -> Failed:
    """The one that failed; what comes after it waits."""
    after = list(lines.values())
    failed = [line for line in after if isinstance(line, Failed)]
    assert len(failed) == 1, lines
    assert all(isinstance(line, Waits) for line in after[after.index(failed[0]) + 1 :])
    return failed[0]


def note_of(line: Line) -> Note | None:
    """What a good line says beside."""
    assert isinstance(line, Good), line
    return line.note


def trouble_of(line: Line) -> Trouble:
    """Why it did not go."""
    assert isinstance(line, Failed), line
    return line.trouble


def make_passwords(folder: Path, *users: str) -> Path:
    """Mosquitto's password file, each user with PASSWORD."""
    file = folder / "passwords"
    program = shutil.which("mosquitto_passwd") or "/usr/bin/mosquitto_passwd"
    file.touch()
    for user in users:
        subprocess.run([program, "-b", str(file), user, PASSWORD], check=True, capture_output=True)
    file.chmod(0o644)
    return file
