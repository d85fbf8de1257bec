"""Silences: begun and ended by somebody with the right to it, warned of before their end, and ended by themselves.

What they cover is hidden from the rows, never from the journal; when one ends, what it covered is shown again.
"""

from collections.abc import Sequence

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ground import Ground
from console.domain.ids import ConsoleId, ResidentId
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.silence import AboutKind, Silence, SilenceEnd, SilenceId
from console.domain.silence_steps import BeginSilence, EndSilence, SilenceStep, decide_silence, ended, subject_of
from console.domain.triage import Planned
from console.domain.waits import Ends
from console.services.directory import Directory
from console.services.ports import Clock, Ids
from console.services.recorder import Recorder


class Silences:
    """`perform` for operators; `look` is one of the watch's duties. `directory` says where a resident belongs; every
    console has one."""

    def __init__(
        self, recorder: Recorder, clock: Clock, new_id: Ids, console: ConsoleId, directory: Directory | None = None
    ) -> None:
        self._recorder = recorder
        self._clock = clock
        self._new_id = new_id
        self._console = console
        self._directory = directory
        self._ends: Ends[SilenceId] = Ends()
        self._warnings: Ends[SilenceId] = Ends()

    async def begin(self, operator: Operator, step: BeginSilence) -> Silence:
        """Returns the silence that holds. Raises Refused with the rule that says no, and Unwritable. Of a resident who
        does not belong to that municipality nobody learns here whether they exist."""
        operator.require(Act.SILENCE, step.municipality)
        if step.about.kind is AboutKind.RESIDENT and self._directory is not None:
            found = await self._directory.resident(ResidentId(step.about.id))
            if found is None or found.municipality != step.municipality:
                raise Refused(Reason.NOT_SAME_MUNICIPALITY)
        events = await self._perform(operator, step)
        return next(event.body.silence for event in events if isinstance(event.body, ev.SilenceBegan))

    async def end(self, operator: Operator, silence: SilenceId) -> None:
        """Before its time. Raises Refused and Unwritable."""
        await self._perform(operator, EndSilence(silence))

    async def look(self) -> None:
        """Ends what is over and warns of what soon will be; what fell due while we were off, now. Raises Unwritable."""
        over, is_soon = self._reached()
        if over or is_soon:
            await self._recorder.note(lambda _: self._due(over, is_soon))

    async def _perform(self, operator: Operator, step: SilenceStep) -> tuple[ev.Event, ...]:
        ground = Ground(operator, self._console, self._clock.now(), {}, {}, self._new_id)

        def planned(board: Overlay) -> Sequence[Planned]:
            return decide_silence(step, board, ground)

        return await self._recorder.note(planned, operator.id)

    def _reached(self) -> tuple[frozenset[SilenceId], frozenset[SilenceId]]:
        """Those that are over, and those of which it is time to warn."""
        silences = self._recorder.board.silences.values()
        now, at = self._clock.now(), self._clock.monotonic()
        over = self._ends.over(((one.id, one.until) for one in silences), now, at)
        warned = ((one.id, one.warn_at) for one in silences if not one.is_warned)
        return over, self._warnings.over(warned, now, at) - over

    def _due(self, over: frozenset[SilenceId], is_soon: frozenset[SilenceId]) -> list[Planned]:
        found: list[Planned] = []
        for silence in self._recorder.board.silences.values():
            if silence.id in over:
                found.append(ended(silence, SilenceEnd.EXPIRED))
            elif silence.id in is_soon and not silence.is_warned:
                warned = ev.SilenceWarned(silence.id)
                found.append(Planned(subject_of(silence.id), silence.municipality, warned))
        return found
