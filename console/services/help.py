"""A call for help from colleagues: more life alarms wait than the one who asks can take.

It is told at every console (`HelpTold`) and ends by itself when no life alarm waits any more, or when who asked has
left. It sounds nowhere: those who wait do.
"""

from collections.abc import Callable, Mapping

from console.domain import events as ev
from console.domain.help import life_alarms_waiting
from console.domain.ids import CENTRE, ConsoleId, OperatorId
from console.domain.operator import Operator
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned
from console.services.ports import Clock
from console.services.recorder import Recorder


class Help:
    """`ask` and `end` for operators; `look` is one of the watch's duties. `colleagues` are the accounts that there
    are, by whose grants a life alarm counts."""

    def __init__(
        self,
        recorder: Recorder,
        clock: Clock,
        console: ConsoleId,
        colleagues: Callable[[], Mapping[OperatorId, Operator]],
    ) -> None:
        self._recorder = recorder
        self._clock = clock
        self._console = console
        self._colleagues = colleagues

    async def ask(self, operator: Operator) -> None:
        """Raises Refused(NOTHING_TO_DO) where no life alarm waits that the operator may handle, or where help was
        asked for already; and Unwritable."""

        def planned(_: object) -> list[Planned]:
            waiting = life_alarms_waiting(self._recorder.board, self._clock.now(), operator)
            if waiting == 0 or self._console in self._recorder.board.help:
                raise Refused(Reason.NOTHING_TO_DO)
            return [_of(self._console, ev.HelpAsked(self._console, waiting))]

        await self._recorder.note(planned, operator.id)

    async def end(self, operator: Operator) -> None:
        """Raises Refused(NOTHING_TO_DO) where help was not asked for here; and Unwritable."""

        def planned(_: object) -> list[Planned]:
            if self._console not in self._recorder.board.help:
                raise Refused(Reason.NOTHING_TO_DO)
            return [_of(self._console, ev.HelpEnded(self._console))]

        await self._recorder.note(planned, operator.id)

    async def look(self) -> None:
        """Ends what is over, of every console: one that has died would never end its own. Raises Unwritable."""
        if self._over():
            await self._recorder.note(lambda _: self._over())

    def _over(self) -> list[Planned]:
        board, now = self._recorder.board, self._clock.now()
        found: list[Planned] = []
        for console, wanted in board.help.items():
            seat = board.seats.get(console)
            has_left = seat is None or seat.operator != wanted.operator
            if has_left or not life_alarms_waiting(board, now, self._colleagues().get(wanted.operator)):
                found.append(_of(console, ev.HelpEnded(console)))
        return found


def _of(console: ConsoleId, body: ev.HelpAsked | ev.HelpEnded) -> Planned:
    return Planned(f"console:{console}", CENTRE, body)
