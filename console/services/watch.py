"""The clock's side of the straight path: the canary, our sight, promises, orphans, gaps, and time that passes.

Each second `look` and `attend` ask what time alone has changed. What fell due while we were off happens at the first,
once.
Deadlines compare a monotonic clock; promises, which people gave by the wall clock, compare that.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Lane
from console.domain.board import Board
from console.domain.case import Case
from console.domain.ids import CENTRE, CaseId, ConsoleId, OperatorId
from console.domain.lifecycle import OWNED, State
from console.domain.link import LinkState, LostContact
from console.domain.operator import Operator
from console.domain.report import CanaryReport, PresenceReport, Sight
from console.domain.sight import BLIND_AFTER, CANARY_EVERY, SCREEN_ANSWERS_WITHIN, Grade, Proof, Verdict, judge
from console.domain.triage import Planned
from console.domain.waits import Ends
from console.services.canary import Canary
from console.services.directory import Directory
from console.services.gateway_lines import GatewayLines
from console.services.health import Health
from console.services.ports import Clock, FieldLink, Siren
from console.services.queue_feed import QueueFeed
from console.services.recorder import Recorder
from console.services.screen import CanaryStored, Screen, SightChanged, Tally

log = logging.getLogger(__name__)

EARLIER = 0.1
"""By this share of the limit we judge ourselves blind before it is reached: what looks once a second, and a siren that
takes half a second to be heard, are to be there within it."""

Duty = Callable[[], Awaitable[None]]
"""Something that falls due by time alone, asked each second, in order. May raise Unwritable: then it is asked again.
What becomes of one keeps no other waiting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When silence becomes an alarm. Defaults are those of capability 2 and 9."""

    canary_every: timedelta = CANARY_EVERY
    blind_after: timedelta = BLIND_AFTER
    screen_within: timedelta = SCREEN_ANSWERS_WITHIN
    orphan_after: timedelta = timedelta(seconds=30)
    presence_every: timedelta = timedelta(seconds=10)


class _Elsewhere:
    """What the other consoles say of themselves. `heard_at` and `at` are monotonic seconds."""

    def __init__(self, ours: ConsoleId, believed_for: timedelta) -> None:
        self._ours = ours
        self._believed_for_s = believed_for.total_seconds()
        self._presences: dict[ConsoleId, tuple[PresenceReport, float]] = {}

    def heard(self, presence: PresenceReport, heard_at: float) -> None:
        self._presences[presence.console] = (presence, heard_at)

    def is_living(self, console: ConsoleId, at: float) -> bool:
        """Whether it has said lately that it is there, seeing or blind."""
        presence, heard_at = self._presences.get(console, (None, 0.0))
        is_there = presence is not None and presence.sight in (Sight.SEEING, Sight.BLIND)
        return console == self._ours or (is_there and at - heard_at <= self._believed_for_s)

    def operators(self, at: float) -> frozenset[OperatorId]:
        """Those at consoles that see, by words not too old: a console may die without its last will."""
        return frozenset(
            OperatorId(presence.operator)
            for console, (presence, heard_at) in self._presences.items()
            if console != self._ours
            and presence.sight is Sight.SEEING
            and presence.operator
            and at - heard_at <= self._believed_for_s
        )


class Watch:
    """Looks after sight and time. `operator` tells who sits here, `gateways` are those that are on."""

    def __init__(
        self,
        recorder: Recorder,
        directory: Directory,
        feed: QueueFeed,
        link: FieldLink,
        siren: Siren,
        clock: Clock,
        screen: Screen,
        console: ConsoleId,
        limits: Limits,
        *,
        has_screen: bool,
        health: Health | None = None,
    ) -> None:
        self._recorder = recorder
        self._feed = feed
        self._link = link
        self._siren = siren
        self._clock = clock
        self._screen = screen
        self._console = console
        self._limits = limits
        self._health = health or Health(clock)
        self.canary = Canary(link, clock, console, limits.canary_every)
        self._proof = Proof(started=clock.monotonic(), has_screen=has_screen)
        self._verdict = Verdict(Grade.WAITING)
        self._told: tuple[Verdict, str] | None = None
        self._tally_told: Tally | None = None
        self._journalled_blind: ev.BlindnessBegan | None = None
        self._elsewhere = _Elsewhere(console, limits.orphan_after)
        self._presence_told: tuple[Sight, str, float] | None = None
        self._missing_since: dict[OperatorId, float] = {}
        self._promises: Ends[CaseId] = Ends()
        self._unpainted: dict[int, float] = {}
        self.operator: Callable[[], Operator | None] = lambda: None
        self.gateways = GatewayLines(clock)
        tell_gaps = partial(recorder.tell_gaps, directory.municipality_of)
        self.duties: list[Duty] = [self._break_promises, self._free_orphans, tell_gaps, self._journal_blindness]
        self.canaries_painted = 0

    @property
    def verdict(self) -> Verdict:
        """What we may say of our sight."""
        return self._verdict

    @property
    def explanation(self) -> str:
        """Why nothing comes back, in English, for a technician: the link's word, else what the broker refused, else
        which gateway is not heard."""
        return self._link.explanation or self.canary.refusal or self.gateways.explanation

    async def run(self) -> None:
        """For ever, each second: sight and, apart from it, what needs the store. A store that hangs never keeps us
        from saying that we are blind."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._each_second(self.look), name="look")
            group.create_task(self._each_second(self.attend), name="attend")

    async def _each_second(self, what: Duty) -> None:
        while True:
            await self._health.attempt(_name(what), what)
            await self._clock.sleep(1.0)

    def operators_in(self) -> frozenset[OperatorId]:
        """Who sits at a console that sees, by what all say of themselves; and who sits here."""
        here = self.operator()
        found = self._elsewhere.operators(self._clock.monotonic())
        return found | {here.id} if here is not None else found

    def link_changed(self, state: LinkState) -> None:
        """A broken connection leaves our last will at the broker: once it is up, we say again how we are."""
        if state is LinkState.UP:
            self._presence_told = None

    def heard_presence(self, presence: PresenceReport) -> None:
        """A console's word of itself (our own comes back too)."""
        self._elsewhere.heard(presence, self._clock.monotonic())

    def canary_came_back(self, canary: CanaryReport) -> None:
        """Our own canary has been to the broker. Another console's proves nothing about us."""
        if self.canary.is_ours(canary):
            self._proof = self._proof.with_return(self._clock.monotonic())

    async def store_canary(self, canary: CanaryReport) -> None:
        """Proves the disk, then asks the screen for a frame. Raises Unwritable."""
        if not self.canary.is_ours(canary):
            return
        await self._recorder.prove(self._console, canary.received_at)
        at = self._clock.monotonic()
        self._proof = self._proof.with_store(at)
        if self._proof.has_screen:
            self._unpainted[canary.number] = at
        self._screen.show(CanaryStored(canary.number, canary.at))

    def painted(self, number: int) -> None:
        """The screen has painted canary `number` and all before it."""
        if number <= self.canary.number:
            self._unpainted = {later: at for later, at in self._unpainted.items() if later > number}
            owed = min(self._unpainted.values(), default=None)
            self._proof = self._proof.with_paint(self._clock.monotonic(), owed)
            self.canaries_painted += 1

    async def tick(self) -> None:
        """What time alone has changed since the last tick."""
        await self.look()
        await self.attend()

    async def look(self) -> None:
        """Whether we see, on the screen, by sound and to the other consoles; needs no store."""
        self._judge()
        self._feed.advance()
        tally = Tally(self._recorder.board.seq, self._link.backlog + self.gateways.backlog)
        if tally != self._tally_told:
            self._tally_told = tally
            self._screen.show(tally)
        await self._tell_presence()

    async def attend(self) -> None:
        """What fell due: promises, orphans, gaps, the journal of our blindness, and the duties of others."""
        for duty in self.duties:
            await self._health.attempt(_name(duty), duty)

    def _judge(self) -> None:
        seated = self.operator() is not None
        self._proof = replace(self._proof, is_seated=seated, unheard_since=self.gateways.look())
        at = self._clock.monotonic()
        limit = self._limits.blind_after * (1 - EARLIER)
        self._verdict = judge(self._proof, at, limit, self._limits.screen_within)
        self._sound()
        told = (self._verdict, self.explanation)
        if told != self._told:
            self._told = told
            self._screen.show(
                SightChanged(
                    self._verdict.grade, self._verdict.lost, self._since(self._verdict), self._link.state,
                    self.explanation,
                )
            )  # fmt: skip

    def _since(self, verdict: Verdict) -> datetime | None:
        since = verdict.since
        return None if since is None else self._clock.now() - timedelta(seconds=self._clock.monotonic() - since)

    def _sound(self) -> None:
        if self._must_sound():
            self._siren.start()
        else:
            self._siren.stop()
        self._siren.check()

    def _must_sound(self) -> bool:
        """Blind by link, store or screen: always. An empty chair: only when a person's alarm, or anything graver than
        technical, waits and no silence covers it, and nobody else sees."""
        if self._verdict.lost is not ev.SightLost.NOBODY:
            return self._verdict.grade is Grade.BLIND
        is_seen_elsewhere = bool(self._elsewhere.operators(self._clock.monotonic()))
        return not is_seen_elsewhere and _does_somebody_wait(self._recorder.board, self._clock.now())

    async def _break_promises(self) -> None:
        waiting = [
            (case, case.promise.until)
            for case in self._recorder.board.open_cases()
            if case.promise is not None and not case.promise.is_broken
        ]
        ends = [(case.id, until) for case, until in waiting]
        over = self._promises.over(ends, self._clock.now(), self._clock.monotonic())
        broken = [(case, until) for case, until in waiting if case.id in over]
        if broken:
            await self._recorder.note(
                lambda board: [
                    _planned(case, ev.PromiseBroken(until))
                    for case, until in broken
                    if _is_due(board.get(case.id), until)
                ]
            )

    async def _free_orphans(self) -> None:
        """A case whose owner has been at no living console for half a minute alarms again for everybody.

        While the link is lost the other consoles cannot be heard: then only what was claimed here is freed.
        """
        at = self._clock.monotonic()
        missing = {case.owner for case in self._claimed() if case.owner is not None} - self._present()
        self._missing_since = {owner: self._missing_since.get(owner, at) for owner in missing}
        limit = self._limits.orphan_after.total_seconds()
        lost = frozenset(owner for owner, since in self._missing_since.items() if at - since >= limit)
        if self._orphans(lost):
            await self._recorder.note(lambda _: self._orphans(lost))

    def is_living(self, console: ConsoleId) -> bool:
        """Whether a console is there, as far as can be known: while the link is lost none of the others is heard."""
        return self._verdict.lost is ev.SightLost.LINK or self._elsewhere.is_living(console, self._clock.monotonic())

    def _claimed(self) -> list[Case]:
        is_deaf = self._verdict.lost is ev.SightLost.LINK
        return [
            case
            for case in self._recorder.board.open_cases()
            if case.state is State.CLAIMED and (case.console == self._console or not is_deaf)
        ]

    def _orphans(self, lost: frozenset[OperatorId]) -> list[Planned]:
        return [
            _planned(case, ev.CaseOrphaned(case.owner))
            for case in self._claimed()
            if case.owner is not None and case.owner in lost
        ]

    def _present(self) -> frozenset[OperatorId]:
        here = self.operator()
        found = {here.id} if here is not None and self._verdict.grade is not Grade.BLIND else set()
        if here is not None and self._verdict.lost is ev.SightLost.LINK:
            found.add(here.id)
        return self._elsewhere.operators(self._clock.monotonic()) | found

    async def _journal_blindness(self) -> None:
        verdict = self._verdict
        is_blind = verdict.grade is Grade.BLIND and verdict.lost is not ev.SightLost.NOBODY
        if is_blind and verdict.lost is not None and self._journalled_blind is None:
            began = ev.BlindnessBegan(self._console, verdict.lost, self._since(verdict) or self._clock.now())
            await self._recorder.note((self._of_console(began),))
            self._journalled_blind = began
        elif not is_blind and self._journalled_blind is not None:
            began = self._journalled_blind
            await self._recorder.note((self._of_console(ev.BlindnessEnded(self._console, began.lost, began.since)),))
            self._journalled_blind = None

    def _of_console(self, body: ev.BlindnessBegan | ev.BlindnessEnded) -> Planned:
        return Planned(f"console:{self._console}", CENTRE, body)

    async def _tell_presence(self) -> None:
        here = self.operator()
        sight = Sight.SEEING if here and self._verdict.grade is Grade.SEEING else Sight.BLIND  # no one here: no sight
        at = self._clock.monotonic()
        told = self._presence_told
        is_same = told is not None and told[:2] == (sight, here.id if here else "")
        if told is not None and is_same and at - told[2] < self._limits.presence_every.total_seconds():
            return
        now = self._clock.now()
        try:
            await self._link.send_presence(PresenceReport(self._console, sight, here.id if here else "", now, now))
        except LostContact as lost:
            log.info("presence not told: %s", lost)
            return
        self._presence_told = (sight, here.id if here else "", at)


def _name(duty: Duty) -> str:
    """By what its faults are counted."""
    called = getattr(duty, "func", duty)
    return str(getattr(called, "__qualname__", type(called).__qualname__))


def _does_somebody_wait(board: Board, now: datetime) -> bool:
    return any(
        case.state not in OWNED
        and (case.lane is Lane.PERSON or case.alarm_class < AlarmClass.TECHNICAL)
        and board.silence_over(case, now) is None
        for case in board.open_cases()
    )


def _planned(case: Case, body: ev.CaseBody) -> Planned:
    return Planned(ev.case_subject(case.id), case.municipality, body)


def _is_due(case: Case | None, until: datetime) -> bool:
    if case is None or not case.is_open or case.promise is None:
        return False
    return not case.promise.is_broken and case.promise.until == until
