"""What the journal knows of the nights: each look, which nights are left out, what has been told, what has been signed.

Part of the board, and folded with it. Looks are kept for two days: for this night, and for the report of the last.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from console.domain import events as ev
from console.domain.ids import SYSTEM, DecisionId, LookId, MunicipalityId, OperatorId
from console.domain.look import Judged, LookCourse, LookEnd, LookState, given

KEPT = timedelta(hours=48)
"""After a look's last event, and after that by which something was to be done: a look that was done when its window
opened must be known for as long as it can be asked for (a window of a day, and `shortfalls.LOOKED_BACK`)."""

TOLD_KEPT = timedelta(hours=72)
"""After something that was lacking was told: longer than it can be asked for."""

SKIPPED_KEPT = timedelta(days=3)
"""After the day on which a night began that was left out, however early that was said."""

LACK_SOURCE = "supervision:"
"""How the reports of what we found lacking begin (`shortfalls`)."""

SENSED_SOURCE = "sensing:"
"""How the reports of what sensors saw beyond a person's limits begin (`sensing`)."""


NIGHT_PREFIX = "night:"


def night_subject(municipality: MunicipalityId, night: date) -> str:
    """The journal's subject of what is said of a whole night: that it is left out, kept, or signed."""
    return f"{NIGHT_PREFIX}{municipality}:{night.isoformat()}"


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed the report of a night."""

    municipality: MunicipalityId
    night: date
    who: OperatorId
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A night that a person does not want, or is away in. It may lie ahead; it is forgotten after its end."""

    decision: DecisionId
    night: date
    why: str
    who: OperatorId
    at: datetime


@dataclass(frozen=True, slots=True)
class NightPages:
    """A night book, to be stored."""

    looks: tuple[LookCourse, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    told: dict[str, datetime] = field(default_factory=dict)
    signed: tuple[Signed, ...] = ()


@dataclass
class NightBook:
    """`looks` by id; those that nobody has opened are not there. `told` are the ids of what was found lacking."""

    looks: dict[LookId, LookCourse] = field(default_factory=dict)
    skipped: dict[tuple[DecisionId, date], Skipped] = field(default_factory=dict)
    told: dict[str, datetime] = field(default_factory=dict)
    signed: dict[tuple[MunicipalityId, date], Signed] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: NightPages) -> "NightBook":
        """The book that was stored."""
        return cls(
            {one.id: one for one in pages.looks}, {(one.decision, one.night): one for one in pages.skipped},
            dict(pages.told), {(one.municipality, one.night): one for one in pages.signed},
        )  # fmt: skip

    def pages(self) -> NightPages:
        """This book, to be stored."""
        return NightPages(
            tuple(self.looks.values()), tuple(self.skipped.values()), dict(self.told), tuple(self.signed.values())
        )  # fmt: skip

    def is_skipped(self, decision: DecisionId, night: date) -> bool:
        """Whether the person said so tonight; what the decision itself leaves out is not here."""
        return (decision, night) in self.skipped

    def take(self, event: ev.Event) -> None:
        """Folds one event in, and forgets what is long over by its time."""
        if self.fold(event):
            self._forget(event.at)

    def fold(self, event: ev.Event) -> bool:
        """Folds one event in and forgets nothing, for a night of any age. Returns whether it was about the nights."""
        match event.body:
            case ev.LookOpened():
                self._opened(event, event.body)
            case ev.LookUnmasked(look):
                self._change(look, lambda course: replace(course, unmasked=course.unmasked + 1))
            case ev.LookShut():
                self._shut(event, event.body)
            case ev.LookJudged():
                self._judged(event, event.body)
            case ev.NightSkipped(decision, night, why):
                self.skipped[decision, night] = Skipped(decision, night, why, event.who, event.at)
            case ev.NightKept(decision, night):
                self.skipped.pop((decision, night), None)
            case ev.NightSigned(night, digest):
                signed = Signed(event.municipality, night, event.who, event.at, digest)
                self.signed[event.municipality, night] = signed
            case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm):
                if not alarm.report.source.startswith((LACK_SOURCE, SENSED_SOURCE)):
                    return False
                self.told[alarm.report.id] = event.at
            case _:
                return False
        return True

    def _opened(self, event: ev.Event, body: ev.LookOpened) -> None:
        known = self.looks.get(body.look)
        course = known or LookCourse(
            body.look, body.decision, event.municipality, body.resident, LookState.PLANNED, event.at
        )  # fmt: skip
        course = replace(
            course, openings=course.openings + 1, first_at=course.first_at or event.at, opened_by=event.who,
            case=body.case, reason=body.reason,
        )  # fmt: skip
        if not course.is_done:
            course = replace(course, state=LookState.OPEN, by=event.who, console=body.console, at=event.at)
        self.looks[body.look] = course

    def _shut(self, event: ev.Event, body: ev.LookShut) -> None:
        """What a console says late, of a look that somebody else has opened since, leaves it theirs."""
        course = self.looks.get(body.look)
        if course is None:
            return
        course = replace(course, seconds=course.seconds + body.seconds)
        if course.state is LookState.OPEN and event.who in (course.by, SYSTEM):
            state = LookState.PAUSED if body.end is LookEnd.PAUSED else self._before_opening(course)
            is_theirs = body.end in (LookEnd.PAUSED, LookEnd.TIME)
            console = course.console if is_theirs else None
            course = replace(course, state=state, at=event.at, by=course.by if is_theirs else None, console=console)
        self.looks[body.look] = course

    def _before_opening(self, course: LookCourse) -> LookState:
        """A camera that was closed without a word leaves the look as it was before."""
        if course.retry_at is not None:
            return LookState.RETRY
        return LookState.FOLLOW_UP if course.then is not None else LookState.PLANNED

    def _judged(self, event: ev.Event, body: ev.LookJudged) -> None:
        course = self.looks.get(body.look) or LookCourse(
            body.look, body.decision, event.municipality, body.resident, LookState.PLANNED, event.at
        )  # fmt: skip
        judged = Judged(body.state, body.retry_at, body.then, body.act_by)
        self.looks[body.look] = given(course, body.outcome, judged, event.who, event.at)

    def _change(self, look: LookId, change: Callable[[LookCourse], LookCourse]) -> None:
        course = self.looks.get(look)
        if course is not None:
            self.looks[look] = change(course)

    def _forget(self, at: datetime) -> None:
        for look in [one.id for one in self.looks.values() if at - max(one.at, one.act_by or one.at) > KEPT]:
            del self.looks[look]
        for key in [key for key in self.skipped if at.date() - key[1] > SKIPPED_KEPT]:
            del self.skipped[key]
        for id in [id for id, told_at in self.told.items() if at - told_at > TOLD_KEPT]:
            del self.told[id]
        for signed in [key for key, one in self.signed.items() if at - one.at > KEPT]:
            del self.signed[signed]
