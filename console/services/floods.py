"""Notices when alarms come faster than the operators who are there can take them, and when that is over."""

from datetime import datetime

from console.domain import events as ev
from console.domain.flood import begins, ends
from console.domain.ids import CENTRE
from console.domain.triage import Planned
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.screen import FloodTold, Screen
from console.services.watch import Watch

SUBJECT = "centre:flood"


class Floods:
    """One of the watch's duties. The board says whether there is a flood; who decides it is one conditional write."""

    def __init__(self, recorder: Recorder, watch: Watch, clock: Clock, screen: Screen) -> None:
        self._recorder = recorder
        self._watch = watch
        self._clock = clock
        self._screen = screen
        self._told: FloodTold | None = None

    async def look(self) -> None:
        """Begins or ends a flood where that is due, and tells by what it is measured. Raises Unwritable."""
        now = self._clock.now()
        if self._due(now):
            await self._recorder.note(lambda _: self._due(now))
        self._tell(now)

    def _due(self, now: datetime) -> list[Planned]:
        board = self._recorder.board
        alarms, operators = board.alarms_within(now), self._operators()
        if board.flood is None and begins(alarms, operators):
            return [Planned(SUBJECT, CENTRE, ev.FloodBegan(alarms, operators))]
        if board.flood is not None and ends(alarms, operators):
            return [Planned(SUBJECT, CENTRE, ev.FloodEnded(board.flood.since, alarms, operators))]
        return []

    def _operators(self) -> int:
        """While the link is lost nobody else is heard: then those count who sit somewhere by the journal, as all who
        share it do."""
        found = self._watch.operators_in()
        if self._watch.verdict.lost is ev.SightLost.LINK:
            found |= {seat.operator for seat in self._recorder.board.seats.values()}
        return max(1, len(found))

    def _tell(self, now: datetime) -> None:
        board = self._recorder.board
        told = FloodTold(board.flood, board.alarms_within(now), board.tests_filed, self._operators())
        if told != self._told:
            self._told = told
            self._screen.show(told)
