"""This workstation's own ways: language, theme, size of everything, where alarms sound. Seen at once, and then kept.

What the operator changes here concerns the place and not the person; it goes to the settings file, never a secret.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.config import Value
from console.domain.annunciation import LONGEST_SILENCE
from console.domain.refused import Refused
from console.services.screen import SoundChanged
from ui.actions import Deed
from ui.office import Office
from ui.settings.view import SettingsView
from ui.tasks import Tasks
from ui.theme import DAY, NIGHT, SCALES, Look
from ui.words import LANGUAGES, Words
from ui.words.settings import SettingsSay
from ui.words.sound import SoundSay

Keep = Callable[[Mapping[str, Value]], str]
"""Writes changed settings. Returns why it could not, in words for the operator; empty where it did. May take a while:
it is called on a thread of its own."""


def forget(_: Mapping[str, Value]) -> str:
    """Keeps nothing: the demonstration, and tests."""
    return ""


class Workplace(QObject):
    """`size_changed` and `language_changed` come when the screen must be built anew; `left` when the settings are;
    `spoke` carries what to tell the operator."""

    size_changed = Signal()
    language_changed = Signal()
    left = Signal()
    spoke = Signal(str)

    def __init__(
        self, look: Look, words: Words, office: Office, tasks: Tasks, keep: Keep, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._office = office
        self._tasks = tasks
        self._keep = keep
        self._view: SettingsView
        self.device = ""
        self.volume = 80

    def attach(self, view: SettingsView) -> None:
        """The screen has been built, or built anew."""
        self._view = view
        view.language_chosen.connect(self.speak)
        view.theme_chosen.connect(self.wear)
        view.zoomed.connect(self.zoom)
        view.output_chosen.connect(lambda device: self.sound(device, self.volume))
        view.volume_chosen.connect(lambda volume: self.sound(self.device, volume))
        view.sound_wanted.connect(lambda: self._ask(self._office.test_sound(), "test_sound"))
        view.left.connect(self.left)

    def opened(self) -> None:
        """The settings are shown: asks which outputs there are."""
        self._ask(self._show_outputs(), "outputs")

    def perform(self, deed: Deed) -> None:
        """Does one of the workstation's own deeds."""
        if deed is Deed.THEME:
            self.wear("day" if self._look.theme.tokens is NIGHT else "night")
        elif deed is Deed.LANGUAGE:
            self.speak(LANGUAGES[(LANGUAGES.index(self._words.language) + 1) % len(LANGUAGES)])
        elif deed in (Deed.BIGGER, Deed.SMALLER):
            self.zoom(1 if deed is Deed.BIGGER else -1)

    def wear(self, name: str) -> None:
        """Night or day."""
        self._look.wear(replace(self._look.theme, tokens=NIGHT if name == "night" else DAY))
        self.save({"screen.theme": name})

    def speak(self, language: str) -> None:
        """Another language."""
        if language != self._words.language:
            self._words.speak(language)
            self.language_changed.emit()
            self.save({"screen.language": language})

    def zoom(self, by: int) -> None:
        """The next size up or down. Nothing at the ends."""
        scale = self._look.theme.scale
        sizes = [each for each in SCALES if (each - scale) * by > 0.001]
        if sizes:
            chosen = min(sizes, key=lambda each: abs(each - scale))
            self._look.theme = replace(self._look.theme, scale=chosen)
            self.size_changed.emit()
            self.save({"screen.scale_percent": round(chosen * 100)})

    def sound(self, device: str, volume: int) -> None:
        """Where alarms sound, and how loud."""
        self.device, self.volume = device, volume
        self._ask(self._office.use_sound(device, volume), "use_sound")
        self.save({"sound.device": device, "sound.volume_percent": volume})

    def silence(self, sound: SoundChanged | None, now: datetime) -> None:
        """Ctrl+T: silence for as long as is allowed, or the sound again."""
        words = self._words
        if sound is not None and sound.silenced_until is not None and sound.silenced_until > now:
            self._ask(self._told(self._office.restore_sound(), words(SoundSay.RESTORED)), "sound")
        else:
            said = words(SoundSay.SILENCED, time=words.time(now + LONGEST_SILENCE))
            self._ask(self._told(self._office.silence(LONGEST_SILENCE), said), "silence")

    async def _told(self, call: Coroutine[Any, Any, object], said: str) -> None:
        await call
        self.spoke.emit(said)

    async def _show_outputs(self) -> None:
        self._view.show_outputs(await self._office.sound_outputs(), self.device, self.volume)

    def save(self, changes: Mapping[str, Value]) -> None:
        """Keeps settings that somebody else has changed at once, and tells where they could not be kept."""

        async def saved() -> None:
            why = await asyncio.to_thread(self._keep, changes)
            self._view.tell(self._words(SettingsSay.NOT_KEPT, why=why) if why else "")

        self._ask(saved(), "settings")

    def _ask(self, call: Coroutine[Any, Any, object], name: str) -> None:
        self._tasks.start(call, name=name, on_refused=self._refused)

    def _refused(self, refused: Refused) -> None:
        """Told where the operator looks: in the settings, and in the status line of the desk."""
        why = self._words.refused(refused)
        self._view.tell(why)
        self.spoke.emit(why)
