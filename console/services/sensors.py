"""The watch of what sensors see of residents at night: what passes a person's limits becomes a case, once.

A hearer of the intake and one of the watch's duties. At the start the last day is read from the store, some residents a
second, so that what fell due while the console was off is told, with its time. What has been told is in the journal
(`NightBook.told`): neither a restart nor another console tells it again.

What rests on a silence waits while the console itself is behind, but not for long: silence is not "back in bed".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import zip_longest

from console.domain import sensor_rules as rule
from console.domain.board import Overlay
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId, MunicipalityId, ResidentId
from console.domain.night import night_of
from console.domain.night_line import Flag
from console.domain.report import FieldReport, ReportKey, SampleReport, SupervisionReport
from console.domain.sensing import AHEAD_AT_MOST, KEPT, Course, Seen, Sensed, word_of, word_of_sample
from console.domain.sensor_rules import Finding
from console.domain.supervision import Decided
from console.domain.triage import Planned, bounded
from console.services.decisions import DecisionShelf
from console.services.fleet import Fleet
from console.services.ports import Clock, Ids, SensorReports
from console.services.recorder import Recorder

READ_AT_ONCE = 50
"""Residents whose last day is read in one look."""

WAITED_FOR_S = 60.0
"""So long what rests on silence waits while messages that may break it are on their way."""

FORGETS_EVERY = timedelta(hours=1)

ODD_KEPT = 10_000
"""Reports whose time is not believed and whose repetition would be another word: so many keys are kept."""

_OF_SILENCE = frozenset({Flag.UP_TOO_LONG, Flag.NOT_BACK, Flag.NO_MOTION})


@dataclass(slots=True)
class _Watched:
    """One resident. `next_at` None: something was heard, or has changed."""

    municipality: MunicipalityId
    decided: tuple[Decided, ...]
    course: Course = field(default_factory=Course)
    is_read: bool = False
    next_at: datetime | None = None


class Sensors:
    """`is_behind` says whether messages may be on their way to us that we do not have yet."""

    def __init__(
        self,
        recorder: Recorder,
        shelf: DecisionShelf,
        fleet: Fleet,
        reports: SensorReports,
        clock: Clock,
        new_id: Ids,
        is_behind: Callable[[], bool] = lambda: False,
    ) -> None:
        self._recorder = recorder
        self._shelf = shelf
        self._fleet = fleet
        self._reports = reports
        self._clock = clock
        self._new_id = new_id
        self._is_behind = is_behind
        self._behind_since: float | None = None
        self._watched: dict[ResidentId, _Watched] = {}
        self._odd: dict[ReportKey, None] = {}
        self._followed: tuple[int, int, date] | None = None
        self._forgot_at = clock.now()

    def sensed(self, resident: ResidentId) -> Sensed | None:
        """How a resident is by the sensors' last words; None for one of whom no decision holds."""
        watched = self._watched.get(resident)
        return watched.course.sensed() if watched is not None else None

    def hear(self, reports: Iterable[FieldReport]) -> None:
        """A hearer of the intake. Never raises, does not wait."""
        for report in reports:
            if isinstance(report, SupervisionReport | SampleReport):
                self._take(report)

    async def look(self) -> None:
        """Tells what has fallen due, and reads on. Raises Unwritable: nothing of it is forgotten."""
        if not self._fleet.is_read:
            return
        self._follow()
        await self._tell()
        await self._read_on()

    def _follow(self) -> None:
        """Who is watched, by the decisions of this night and the last."""
        now = self._clock.now()
        tonight = night_of(now)
        state = (self._shelf.version, self._fleet.readings, tonight)
        if state == self._followed:
            return
        by_resident: dict[ResidentId, list[Decided]] = {}
        for one in self._shelf.decided():
            resident = one.decision.resident
            nights = (tonight - timedelta(days=1), tonight)
            if resident is not None and any(one.decision.is_valid(night) for night in nights):
                by_resident.setdefault(resident, []).append(one)
        is_anew = self._followed is None or self._followed[1] != self._fleet.readings
        before = self._watched
        self._watched = {}
        for resident, theirs in by_resident.items():
            known = before.get(resident)
            watched = known or _Watched(theirs[0].decision.municipality, tuple(theirs))
            watched.decided, watched.next_at = tuple(theirs), None
            watched.is_read = watched.is_read and not is_anew
            self._watched[resident] = watched
        self._followed = state

    def _take(self, report: SupervisionReport | SampleReport) -> None:
        origin, received_at = report.head.origin, report.head.received_at
        key = (origin.municipality, origin.device)
        line = self._fleet.line(key)
        if line is None or line.device.sender != origin.sender or self._is_repeated(report):
            return
        theirs = [found for one in self._fleet.concerned(key) if (found := self._watched.get(one)) is not None]
        for seen, at in _words(report):
            for watched in theirs:
                watched.course.take(seen, origin.device, at, received_at)
                watched.next_at = None

    def _is_repeated(self, report: SupervisionReport | SampleReport) -> bool:
        """Whether a word whose time of receipt counts was received before."""
        head = report.head
        if bounded(head.at, head.received_at) == head.at:
            return False
        is_known = head.key in self._odd
        self._odd[head.key] = None
        while len(self._odd) > ODD_KEPT:
            del self._odd[next(iter(self._odd))]
        return is_known

    async def _read_on(self) -> None:
        unread = [resident for resident, one in self._watched.items() if not one.is_read][:READ_AT_ONCE]
        if not unread:
            return
        now = self._clock.now()
        keys: set[Key] = set()
        for resident in unread:
            keys |= {(line.device.municipality, line.device.id) for line in self._fleet.lines_of(resident)}
        found = await self._reports.of(sorted(keys), now - KEPT, now + AHEAD_AT_MOST) if keys else ()
        for report in found:
            self._take(report)
        for resident in unread:
            watched = self._watched[resident]
            watched.is_read, watched.next_at = True, None

    async def _tell(self) -> None:
        """One finding of each resident at a time: the next joins the case that the first opened."""
        now = self._clock.now()
        self._forget(now)
        is_waiting = self._is_waiting()
        due: dict[ResidentId, list[Finding]] = {}
        asked: dict[ResidentId, datetime] = {}
        for resident, watched in self._watched.items():
            if watched.is_read and (watched.next_at is None or watched.next_at <= now):
                findings, asked[resident] = self._found(resident, watched, now)
                due[resident] = [one for one in findings if not (is_waiting and one.rule in _OF_SILENCE)]
                if len(due[resident]) < len(findings):
                    asked[resident] = now
        for resident, next_at in asked.items():
            self._watched[resident].next_at = next_at
        try:
            await self._note(due, now)
        except BaseException:
            for resident in due:
                self._watched[resident].next_at = None
            raise

    async def _note(self, due: Mapping[ResidentId, Sequence[Finding]], now: datetime) -> None:
        for batch in zip_longest(*due.values()):
            pairs = [(resident, one) for resident, one in zip(due, batch, strict=True) if one is not None]
            await self._recorder.note(partial(self._planned, pairs, now))

    def _found(self, resident: ResidentId, watched: _Watched, now: datetime) -> tuple[list[Finding], datetime]:
        findings: list[Finding] = []
        next_at = now + rule.ASK_ANEW
        book = self._recorder.board.night
        for decided in watched.decided:
            found = rule.found(watched.course, decided, now, partial(book.is_skipped, decided.decision.id))
            findings += [one for one in found.findings if not rule.is_told(one, resident, book.told)]
            next_at = min(next_at, found.next_at)
        return findings, next_at

    def _planned(self, pairs: Sequence[tuple[ResidentId, Finding]], now: datetime, board: Overlay) -> list[Planned]:
        planned: list[Planned] = []
        for resident, finding in pairs:
            watched = self._watched[resident]
            place = self._place(watched.municipality, finding.device)
            planned += rule.planned(finding, watched.municipality, resident, place, now, board, self._new_id)
        return planned

    def _place(self, municipality: MunicipalityId, device: DeviceId) -> str:
        line = self._fleet.line((municipality, device))
        return line.device.place if line is not None else ""

    def _is_waiting(self) -> bool:
        if not self._is_behind():
            self._behind_since = None
            return False
        at = self._clock.monotonic()
        self._behind_since = at if self._behind_since is None else self._behind_since
        return at - self._behind_since < WAITED_FOR_S

    def _forget(self, now: datetime) -> None:
        if now - self._forgot_at >= FORGETS_EVERY:
            self._forgot_at = now
            for watched in self._watched.values():
                watched.course.forget(now - KEPT)


def _words(report: SupervisionReport | SampleReport) -> list[tuple[Seen, datetime]]:
    if isinstance(report, SupervisionReport):
        seen = word_of(report.seen, report.kind)
        return [(seen, report.head.at)] if seen is not None else []
    told = ((word_of_sample(sample), sample.at) for sample in report.samples)
    return [(seen, at) for seen, at in told if seen is not None]
