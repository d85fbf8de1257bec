"""Tells the screen how many answers will soon be over their target, from what the journal says of the last half hour.

Hears of each commit as a watcher of the recorder, and keeps when alarms came and how long cases took; a start takes
both from the board. All municipalities of the centre count, and everybody who answers: it is a number about the
centre, and names nobody. Of the team it knows what `operators_in` knows: while the link is lost, who sits here.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Lane
from console.domain.case import Case
from console.domain.forecast import Chances, Coming, Forecast, Load, Unanswered, forecast, handling_of
from console.domain.ids import CaseId, MunicipalityId, OperatorId
from console.domain.lifecycle import OWNED, State
from console.domain.operator import Operator, Role
from console.domain.queue import raised
from console.domain.resident import DEFAULT_ANSWER_WITHIN_S
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.screen import ForecastTold, Screen

TOLD_EVERY_S = 5.0

MOST_AT_ONCE = 200
"""With so many that wait the plays still take less than a frame or two."""

LOOKED_BACK = timedelta(minutes=30)
LEAST_LOOKED_BACK = timedelta(minutes=10)
"""A rate is never taken from less, however young the journal is: a first burst is not the night."""

SPANS_KEPT = 60
"""Handling times remembered, the last ones, however long ago."""

_SEED = 20_260_302
_ANSWERING = frozenset({Role.OPERATOR, Role.SHIFT_LEAD})
"""Who takes alarms as they come. Night supervision looks, technicians repair."""

Targets = Mapping[tuple[MunicipalityId, AlarmClass], timedelta]


class Forecasts:
    """The forecast of the whole centre. `targets` are the municipalities' own, `operators_in` those at consoles that
    see, `colleagues` what is known of everybody; who is not among them is taken for an operator."""

    def __init__(
        self,
        recorder: Recorder,
        clock: Clock,
        screen: Screen,
        targets: Callable[[], Targets],
        operators_in: Callable[[], frozenset[OperatorId]],
        colleagues: Callable[[], Mapping[OperatorId, Operator]],
    ) -> None:
        self._recorder = recorder
        self._clock = clock
        self._screen = screen
        self._targets = targets
        self._operators_in = operators_in
        self._colleagues = colleagues
        self._chances = Chances(Random(_SEED))
        self._pace: _Pace | None = None
        self._told: ForecastTold | None = None

    async def run(self) -> None:
        """For ever, each five seconds. In a flood in a thread: there the plays take tenths of a second."""
        while True:
            load = self._load()
            if len(load.waiting) > MOST_AT_ONCE:
                self._tell(load, await asyncio.to_thread(forecast, load, self._chances))
            else:
                self._tell(load, forecast(load, self._chances))
            await self._clock.sleep(TOLD_EVERY_S)

    async def heard(self, events: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """A watcher of the recorder."""
        if self._pace is None:
            self._begin()  # the board has these events already
            return
        self._pace.hear(events, cases, self._targets())

    def tell(self) -> None:
        """The forecast as of now, where it is another than the one told last."""
        load = self._load()
        self._tell(load, forecast(load, self._chances))

    def _tell(self, load: Load, found: Forecast) -> None:
        operators = load.free + len(load.busy_for_s)
        told = ForecastTold(found.over_5, found.over_15, found.low_15, found.high_15, load.free, operators)
        if told != self._told:
            self._told = told
            self._screen.show(told)

    def _load(self) -> Load:
        pace = self._pace or self._begin()
        board, now, targets = self._recorder.board, self._clock.now(), self._targets()
        cases = list(board.open_cases())
        waiting = [
            _unanswered(case, targets, now) for case in cases if _waits(case) and board.silence_over(case, now) is None
        ]
        operators = self._operators()
        busy: dict[OperatorId, datetime] = {}
        for case in cases:
            if case.state is State.CLAIMED and case.owner in operators:
                busy[case.owner] = max(busy.get(case.owner, case.opened_at), pace.claimed_at(case, now))
        ages = tuple(max(0.0, (now - since).total_seconds()) for since in sorted(busy.values()))
        return Load(
            waiting=tuple(waiting), busy_for_s=ages, free=len(operators) - len(ages), coming=pace.coming(now),
            counted_in_s=pace.looked_back(now).total_seconds(), handling=handling_of(pace.spans_s),
        )  # fmt: skip

    def _operators(self) -> frozenset[OperatorId]:
        seated = {seat.operator for seat in self._recorder.board.seats.values()}
        known = self._colleagues()
        return frozenset(
            one for one in seated & self._operators_in() if one not in known or _answers(known[one])
        )  # fmt: skip

    def _begin(self) -> "_Pace":
        board = self._recorder.board
        self._pace = _Pace(board.cases.values(), self._clock.now(), self._targets())
        return self._pace


class _Pace:
    """When alarms came that nobody had answered yet, and how long cases kept their operator."""

    def __init__(self, cases: Iterable[Case], now: datetime, targets: Targets) -> None:
        self.spans_s: deque[float] = deque(maxlen=SPANS_KEPT)
        known = sorted((case for case in cases if _is_peoples(case)), key=lambda case: case.opened_at)
        self._since = min((case.opened_at for case in known), default=now)
        came = ((case.opened_at, (case.alarm_class, _within_s(case, targets))) for case in known)
        self._came = deque(one for one in came if one[0] > now - LOOKED_BACK)
        self._waiting = {case.id for case in known if _waits(case)}
        self._claimed: dict[CaseId, datetime] = {}
        for case in sorted((case for case in known if case.closed_at), key=lambda case: case.closed_at or now):
            if case.merged_into is None and case.answered_after is not None and case.closed_at is not None:
                self.spans_s.append((case.closed_at - self.claimed_at(case, case.closed_at)).total_seconds())

    def hear(self, events: Sequence[ev.Event], cases: Sequence[Case], targets: Targets) -> None:
        """What was committed."""
        known = {case.id: case for case in cases}
        opened: set[CaseId] = set()
        for event in events:
            case = known.get(ev.case_of(event.subject) or CaseId(""))
            if case is None:
                continue
            match event.body:
                case ev.CaseOpened():
                    opened.add(case.id)
                    self._count(case, event.at, targets)
                case ev.AlarmJoined() | ev.PromiseBroken() | ev.CaseLifted():
                    if _waits(case) and case.id not in self._waiting and case.id not in opened:
                        opened.add(case.id)
                        self._count(case, event.at, targets)
                case ev.CaseClaimed() | ev.CaseTakenOver() | ev.CaseHandedOver() | ev.PromiseKept():
                    self._claimed[case.id] = event.at
                case ev.CaseClosed() | ev.PromiseMade():
                    self._ended(case, event.at)
                case _:
                    pass
        for case in cases:
            (self._waiting.add if _waits(case) else self._waiting.discard)(case.id)
            if case.state is not State.CLAIMED:
                self._claimed.pop(case.id, None)

    def claimed_at(self, case: Case, now: datetime) -> datetime:
        """When its operator began with it; of before the start, as the case itself can tell."""
        told = case.waiting_since + case.answered_after if case.answered_after is not None else now
        return self._claimed.get(case.id, min(now, told))

    def looked_back(self, now: datetime) -> timedelta:
        """The time that `coming` counts."""
        return min(LOOKED_BACK, max(LEAST_LOOKED_BACK, now - self._since))

    def coming(self, now: datetime) -> tuple[Coming, ...]:
        """What came in that time."""
        while self._came and self._came[0][0] <= now - LOOKED_BACK:
            self._came.popleft()
        counted = Counter(kind for _, kind in self._came)
        return tuple(Coming(*kind, counted[kind]) for kind in sorted(counted))

    def _count(self, case: Case, at: datetime, targets: Targets) -> None:
        if _is_peoples(case):
            self._came.append((at, (case.alarm_class, _within_s(case, targets))))

    def _ended(self, case: Case, at: datetime) -> None:
        began = self._claimed.pop(case.id, None)
        if began is not None and _is_peoples(case):
            self.spans_s.append(max(0.0, (at - began).total_seconds()))


def _answers(operator: Operator) -> bool:
    return any(grant.role in _ANSWERING for grant in operator.grants)


def _is_peoples(case: Case) -> bool:
    return case.lane is not Lane.TECHNICAL or case.is_lifted


def _waits(case: Case) -> bool:
    return case.is_open and case.state not in OWNED and _is_peoples(case)


def _within_s(case: Case, targets: Targets) -> float:
    own = targets.get((case.municipality, case.alarm_class))
    return own.total_seconds() if own is not None else float(DEFAULT_ANSWER_WITHIN_S[case.alarm_class])


def _unanswered(case: Case, targets: Targets, now: datetime) -> Unanswered:
    due_in_s = _within_s(case, targets) - (now - case.waiting_since).total_seconds()
    return Unanswered(raised(case.alarm_class) if case.is_raised else case.alarm_class, due_in_s)
