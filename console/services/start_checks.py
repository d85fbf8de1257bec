"""What is tried before a shift: the results are journalled with time and console, and the clock is asked here.

Sound, headset and camera are tried by the screen, which hears and sees; the canary and the journal prove themselves.
"""

from collections.abc import Callable, Sequence

from console.domain import events as ev
from console.domain.ids import CENTRE, SYSTEM, ConsoleId
from console.domain.operator import Operator
from console.domain.start_check import CheckKind, ClockCheck
from console.domain.triage import Planned
from console.services.ports import TimeSource
from console.services.recorder import Recorder


class StartChecks:
    """`seated` tells who sits here; before sign-in the checks are the console's own."""

    def __init__(
        self,
        recorder: Recorder,
        console: ConsoleId,
        seated: Callable[[], Operator | None],
        sources: Sequence[TimeSource],
    ) -> None:
        self._recorder = recorder
        self._console = console
        self._seated = seated
        self._sources = tuple(sources)

    async def checked(self, results: Sequence[tuple[CheckKind, bool]]) -> None:
        """Journals what was tried and whether it was good. Nothing where nothing was tried. Raises Unwritable."""
        if not results:
            return
        who = self._seated()
        body = ev.StartChecked(self._console, tuple(results))
        await self._recorder.note(
            (Planned(f"console:{self._console}", CENTRE, body),), who.id if who is not None else SYSTEM
        )

    async def clock(self) -> ClockCheck:
        """Our clock beside all that can say something of it."""
        told = [said for source in self._sources if (said := await source.difference_s()) is not None]
        return ClockCheck(max(told, default=None), len(told))
