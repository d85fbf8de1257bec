"""A world for the wizard in memory: what each trial answers is said beforehand, and when it goes on is the test's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from console.services.setup import (
    Authority,
    BrokerDraft,
    Draft,
    Failed,
    Good,
    Line,
    LookDraft,
    Places,
    Tell,
    Tried,
    Trouble,
    Waits,
)

NOW = datetime(2026, 11, 22, 12, 4, 22, tzinfo=UTC)
BROKER = (Tried.BROKER_ANSWERS, Tried.BROKER_SIGN_IN, Tried.BROKER_READS, Tried.CANARY)
FILE = (Tried.PLACE, Tried.KEYRING, Tried.FILE, Tried.ROOM)
SOUND = (Tried.OUTPUTS, Tried.TONE, Tried.MICROPHONE)
ACCOUNT = (Tried.MUNICIPALITY, Tried.LOGIN, Tried.PASSWORD, Tried.FIRST_ACCOUNT)
SAVE = (Tried.SAVE_SECRETS, Tried.SAVE_ACCOUNT, Tried.SAVE_SETTINGS)
DETAILS = {
    Tried.BROKER_ANSWERS: "larm.alvbro.example:8883", Tried.BROKER_SIGN_IN: "konsol-plats-3",
    Tried.BROKER_READS: "alvbro", Tried.CANARY: "konsol-plats-3", Tried.PLACE: "/home/vaka/.local/share/vaka/vaka.db",
    Tried.ROOM: "112.4 GB", Tried.OUTPUTS: "Jabra Evolve 40", Tried.TONE: "Jabra Evolve 40",
    Tried.MICROPHONE: "Jabra Evolve 40", Tried.MUNICIPALITY: "alvbro", Tried.LOGIN: "ellen.s",
}  # fmt: skip
WRONG_PASSWORD = Failed(Tried.BROKER_SIGN_IN, Trouble.WRONG_PASSWORD, 0.04, "konsol-plats-3", "134")


class FakeTrials:
    """Fits `ui.wizard.trial.Trials`. `answers` are lines that take the place of the good ones; a trial waits for
    `gate` before each line. `drafts` are what was tried, `saved` what was kept."""

    shortest_password = 10

    def __init__(self, draft: Draft | None = None) -> None:
        self.draft = draft or Draft()
        self.answers: dict[Tried, Line] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.tried: list[str] = []
        self.saved: Draft | None = None
        self.cancelled = 0
        self.names: tuple[str, ...] = ("Jabra Evolve 40", "Inbyggt ljud, analog stereo")

    def begin(self) -> Draft:
        return self.draft

    def places(self, draft: Draft) -> Places:
        file = draft.database.file or "/home/vaka/.local/share/vaka/vaka.db"
        return Places("/home/vaka/.config/vaka/vaka.toml", "Secret Service", file)

    def outputs(self) -> tuple[str, ...]:
        return self.names

    async def authority(self, file: str) -> Authority | Trouble:
        if not file.endswith(".pem"):
            return Trouble.CA_UNREADABLE
        return Authority("Älvbro rot 2026", datetime(2028, 3, 14, tzinfo=UTC))

    async def broker(self, draft: Draft, tell: Tell) -> None:
        await self._go("broker", BROKER, tell)

    async def database(self, draft: Draft, tell: Tell) -> None:
        await self._go("database", FILE, tell)

    async def sound(self, draft: Draft, tell: Tell, level: Callable[[float], None]) -> None:
        level(0.4)
        await self._go("sound", SOUND, tell)

    async def account(self, draft: Draft, tell: Tell) -> None:
        await self._go("account", ACCOUNT, tell)

    async def save(self, draft: Draft, tell: Tell) -> None:
        await self._go("save", SAVE, tell)
        if not any(isinstance(self.answers.get(tried), Failed) for tried in SAVE):
            self.saved = draft

    async def _go(self, name: str, things: tuple[Tried, ...], tell: Tell) -> None:
        self.tried.append(name)
        try:
            for tried in things:
                tell(Waits(tried))
            for tried in things:
                await self.gate.wait()
                line = self.answers.get(tried) or Good(tried, 0.08, DETAILS.get(tried, ""))
                tell(line)
                if isinstance(line, Failed):
                    return
        except asyncio.CancelledError:
            self.cancelled += 1
            raise


def filled(**more: object) -> Draft:
    """A draft as the drawing has it."""
    broker = BrokerDraft("larm.alvbro.example", 8883, True, "konsol-plats-3", "hemligt-ord", "/etc/vaka/alvbro.pem")
    return replace(Draft("alvbro", LookDraft(), broker), **more)  # type: ignore[arg-type]
