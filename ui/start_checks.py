"""What is tried before a shift begins: the computer is asked here, the panel shows it, the console journals it.

Nothing waits for it and nothing is stopped by it: each trial is a task of its own. No tone is played but by a key: the
console tries the output by itself at sign-in and each hour.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.refused import Refused
from ui.ears import Ears, no_ears
from ui.office import Office
from ui.sign_in.findings import HEARD_FROM, Findings, Microphone, Reach
from ui.tasks import Tasks

LISTEN_FOR_S = 30.0
"""A microphone is open for so long at the most."""


class StartChecks(QObject):
    """`changed` comes when something else was found, `heard` with the microphone's level (0 to 1)."""

    changed = Signal()
    heard = Signal(float)

    def __init__(self, office: Office, tasks: Tasks, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._tasks = tasks
        self._now = now
        self._reach: Callable[[], Ears | None] = no_ears
        self._ears: Ears | None = None
        self._listening: asyncio.Task[None] | None = None
        self._playing: asyncio.Task[None] | None = None
        self._is_open = False
        self.findings = Findings()

    def use(self, reach: Callable[[], Ears | None]) -> None:
        """How this computer's devices are reached; called on a thread, once, when they are first asked for."""
        self._reach = reach

    def begin(self, *, listens: bool = True) -> None:
        """The page is shown: asks everything that can be asked without a sound. A microphone is opened only where
        somebody may be about to begin (`listens`)."""
        self._is_open = listens
        self._start(self._ask_devices(), "devices")
        self._start(self._ask_clock(), "clock_check")

    def end(self) -> None:
        """The desk is shown, or the screen is locked: no microphone stays open."""
        self._is_open = False
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
        if self.findings.hearing is Microphone.LISTENING:
            is_heard = self.findings.heard_at is not None
            self._found(Microphone.HEARD if is_heard else Microphone.UNTRIED)

    def play(self) -> None:
        """Plays the four classes' sounds, unless they are being played."""
        if self._playing is None or self._playing.done():
            self._playing = self._start(self._play(), "test_sound")

    def switch(self) -> None:
        """Tries the next microphone; the same again where there is but one."""
        if self._ears is None:
            return
        self._is_open = True
        before, names = self.findings.microphone, self._ears.microphones()
        self.findings.microphones = names
        following = names.index(before) + 1 if before in names else 0
        self._listen(names[following % len(names)] if names else "")

    def look(self) -> None:
        """Looks for cameras once more."""
        if self._ears is not None:
            self.findings.cameras = self._ears.cameras()
            self.changed.emit()

    async def _ask_devices(self) -> None:
        findings = self.findings
        if findings.reach is not Reach.REACHED:
            if self._reach is not no_ears:
                self._ears = await asyncio.to_thread(self._reach)
            findings.reach = Reach.REACHED if self._ears is not None else Reach.MISSING
        if self._ears is not None:
            findings.microphones = self._ears.microphones()
            chosen = findings.microphone if findings.microphone in findings.microphones else ""
            findings.microphone = chosen or next(iter(findings.microphones), "")
            if self._is_open:
                self._listen(findings.microphone)
        self.look()
        self.changed.emit()

    async def _ask_clock(self) -> None:
        self.findings.clock = await self._office.clock_check()
        self.changed.emit()

    async def _play(self) -> None:
        findings = self.findings
        findings.is_playing, findings.have_tones_failed = True, False
        self.changed.emit()
        try:
            findings.have_tones_failed = not await self._office.test_sound()
            findings.tones_at = None if findings.have_tones_failed else self._now()
        finally:
            findings.is_playing = False
            self.changed.emit()

    def _listen(self, microphone: str) -> None:
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
        self.findings.microphone, self.findings.level = microphone, 0.0
        self.findings.heard_at = None
        self._found(Microphone.UNTRIED)
        if microphone and self._ears is not None:
            self._listening = self._start(self._hear(self._ears, microphone), "microphone")

    async def _hear(self, ears: Ears, microphone: str) -> None:
        self._found(Microphone.LISTENING)
        loudest = await ears.listen(self._take, microphone, LISTEN_FOR_S)
        self._listening = None
        if loudest is None:
            self._found(Microphone.SHUT)
        else:
            self._found(Microphone.HEARD if self.findings.heard_at is not None else Microphone.QUIET)

    def _take(self, level: float) -> None:
        self.findings.level = level
        if level >= HEARD_FROM and self.findings.heard_at is None:
            self.findings.heard_at = self._now()
            self.changed.emit()
        self.heard.emit(level)

    def _found(self, hearing: Microphone) -> None:
        self.findings.hearing = hearing
        self.changed.emit()

    def _start(self, call: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
        return self._tasks.start(call, name=name, on_refused=_leave)


def _leave(_: Refused) -> None:
    """None of these is refused: they are free for an empty seat too."""
