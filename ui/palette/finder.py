"""Joins the palette to the console: each question is a task, and only the newest runs."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject

from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.refused import Refused
from console.domain.search import Found
from ui.palette.palette import Palette
from ui.tasks import Tasks
from ui.words import Words


class Finder(QObject):
    """Asks `find` (the office's) for what the palette asks. Lives as long as its palette."""

    def __init__(
        self, palette: Palette, find: Callable[[str], Coroutine[Any, Any, Found]], tasks: Tasks, words: Words
    ) -> None:
        super().__init__(palette)
        self._palette = palette
        self._find = find
        self._tasks = tasks
        self._words = words
        self._asked: asyncio.Task[None] | None = None
        palette.asked.connect(self._ask)

    def _ask(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()

        def refused(why: Refused) -> None:
            self._palette.show_lost(text, self._words.refused(why))

        self._asked = self._tasks.start(self._answer(text), name="find", on_refused=refused)

    async def _answer(self, text: str) -> None:
        try:
            found = await self._find(text)
        except (LostContact, Unwritable):
            self._palette.show_lost(text)
            raise
        self._palette.show_found(found)
