"""Decided against done: what is missing of a municipality's night where something was decided. Pure.

A look that was not done in its time, a person who was not found and whom nobody went to see, a fault without a visit; a
decision whose camera is gone or somebody else's, whose consent does not hold, or that asks for nothing. Each is told
once, as a case with an owner. Told is told: what has a case, or had one, has none again (`NightBook.told`), and only a
human closes it, also where the look is done afterwards.

Nothing is missing of a night that the decision or the person leaves out, of a decision that is not in force, or of what
was due before we knew of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind, rule_for
from console.domain.board import Overlay
from console.domain.case import JoinKey
from console.domain.gate import open_until, wrong_of_camera
from console.domain.ids import DecisionId, DeviceId, LookId, MunicipalityId, ResidentId
from console.domain.look import FAULTS, NOT_YET, LookCourse
from console.domain.night import PlannedLook, day_of, is_by_camera, looks_of
from console.domain.night_book import LACK_SOURCE, NightBook
from console.domain.picture import Camera
from console.domain.report import ReportKey
from console.domain.resident import Device
from console.domain.round_rows import Lack
from console.domain.supervision import Decided, SensorLimits, SupervisionDecision
from console.domain.triage import Planned, of_supervision, supervised

OF_DECISIONS = frozenset({Lack.NO_CAMERA, Lack.CAMERA_MOVED, Lack.CONSENT_MISSING, Lack.NO_LOOKS})
"""What keeps a whole decision from being carried out."""

LOOKED_BACK = timedelta(hours=24)
"""What fell due longer ago, while nothing of ours was on, is for the night's report to tell."""

ALONE_AT_MOST = 10
"""So many missed looks of one municipality and round become cases of their own, and no more: what is missed by sixty at
once has one reason (we were off, nobody had the round), and sixty cases of class Hög hide each other, and every other
person's alarm behind them. The rest are alarms of one case about the round, each with where it was. So it is with what
lacks of many decisions (an import without its cameras). The same figure as for the people of an outage. Who was looked
for and not seen, and whom nobody went to see, is never among the rest."""

FOLDED = OF_DECISIONS | {Lack.LOOK_MISSED}

Group = tuple[MunicipalityId, date, str]
CameraKey = tuple[MunicipalityId, DeviceId]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is known of a decision's camera: whose it is by the directory, and where it is found."""

    device: Device | None = None
    camera: Camera | None = None


@dataclass(frozen=True, slots=True)
class NightPlan:
    """One decision in one night: the looks that it asks for, and the local days on which consent must hold for them."""

    decided: Decided
    night: date
    looks: tuple[PlannedLook, ...]
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing that is missing. `since` is when it fell due. `round` 0: of no look. `is_folded`: one of so many of
    its round that it is told by the round's case."""

    lack: Lack
    municipality: MunicipalityId
    resident: ResidentId | None
    decision: DecisionId
    look: LookId | None
    since: datetime
    night: date
    place: str = ""
    camera: DeviceId | None = None
    round: int = 0
    is_folded: bool = False

    @property
    def id(self) -> str:
        """The same whoever finds it, and when."""
        return _id(self.lack, self.look or self.decision, self.night)

    @property
    def group(self) -> Group:
        """What it has its reason in common with: the round, or the same lack of other decisions."""
        return _group(self.municipality, self.night, self.lack, self.round)


def plan_of(decided: Decided, night: date, begins: int) -> NightPlan:
    """What a decision asks for in a night; it changes with the decision alone."""
    looks = tuple(looks_of(decided.decision, night, begins))
    days = frozenset({night, *(day_of(at) for look in looks for at in (look.begins_at, look.ends_at))})
    return NightPlan(decided, night, looks, days)


def ours_of(looks: Iterable[PlannedLook], decided: Decided, book: NightBook) -> list[PlannedLook]:
    """Those of a decision's looks that were ours to do. What was over before the decision was known is left out, unless
    somebody did it all the same."""
    return [look for look in looks if look.closes_at >= decided.known_since or look.id in book.looks]


def lack_of(plan: NightPlan, fitted: Fitted, at: datetime) -> Lack | None:
    """What keeps a decision from being carried out in a night, whatever the hour; None for one that asks for nothing
    then."""
    decision = plan.decided.decision
    if not decision.is_valid(plan.night) or plan.night in decision.skipped or decision.is_ended(day_of(at)):
        return None
    if not decision.looks:
        return Lack.NO_LOOKS if decision.limits == SensorLimits() else None
    if not plan.looks or not is_by_camera(decision):
        return None
    if not all(decision.consents(day) for day in plan.days):
        return Lack.CONSENT_MISSING
    wrong = wrong_of_camera(decision, fitted.device, fitted.camera)
    return Lack(wrong.value) if wrong is not None else None


def due_at(look: PlannedLook, course: LookCourse | None, decision: SupervisionDecision) -> datetime:
    """Until when a look can be done, by the decision's own rules: to the end of its tolerance, a new try to the end of
    its own, and what somebody is to do about it by when that was promised."""
    if course is not None and course.then is not None and course.act_by is not None:
        return course.act_by
    return open_until(look, course, decision)


def is_left_out(look: PlannedLook, course: LookCourse | None, decision: SupervisionDecision, book: NightBook) -> bool:
    """Whether the person does not want it, and that was said before it was due: what was missed before stays so."""
    said = book.skipped.get((decision.id, look.night))
    return said is not None and said.at <= due_at(look, course, decision)


def of_looks(plan: NightPlan, book: NightBook, at: datetime) -> Iterator[Shortfall]:
    """What was due of a decision's looks and is not done."""
    decision = plan.decided.decision
    for look in plan.looks:
        course = book.looks.get(look.id)
        if is_left_out(look, course, decision, book):
            continue
        if at <= look.closes_at and (course is None or course.then is None):
            continue
        if course is not None and course.is_done:
            continue
        since = due_at(look, course, decision)
        lack = _lack_of_look(course)
        if since >= at or at - since > LOOKED_BACK:
            continue
        if lack is Lack.LOOK_MISSED and (since < plan.decided.known_since or _is_held(course, at)):
            continue
        yield _of_look(lack, decision, look, since)


def of_decision(plan: NightPlan, book: NightBook, fitted: Fitted, since: datetime, at: datetime) -> Shortfall | None:
    """What keeps a decision from being carried out this night, which began at `since`. Once its last look is over it
    is the next night's to tell."""
    lack = lack_of(plan, fitted, at)
    decision = plan.decided.decision
    is_over = bool(plan.looks) and all(look.closes_at < at for look in plan.looks)
    if lack is None or is_over or book.is_skipped(decision.id, plan.night):
        return None
    found = max(since, min(plan.decided.known_since, at))
    return Shortfall(
        lack, decision.municipality, decision.resident, decision.id, None, found, plan.night,
        decision.told_where, decision.camera,
    )  # fmt: skip


def untold(found: Iterable[Shortfall], plans: Iterable[NightPlan], book: NightBook) -> list[Shortfall]:
    """Those that no case has told of yet, the longest missing first; of a group those beyond the first so many are
    folded. Who was looked for before comes before whom nobody has looked for."""
    new = [one for one in found if one.id not in book.told]
    if not new:
        return []
    told = _told_alone(plans, book)

    def is_folded(one: Shortfall) -> bool:
        if one.lack not in FOLDED or _was_looked_for(one, book):
            return False
        told[one.group] += 1
        return told[one.group] > ALONE_AT_MOST

    ordered = sorted(new, key=lambda one: (not _was_looked_for(one, book), one.since, one.place, one.id))
    return [replace(one, is_folded=True) if is_folded(one) else one for one in ordered]


def planned(one: Shortfall, board: Overlay, at: datetime) -> tuple[Planned, ...]:
    """The case of a shortfall, or one more alarm of the open one about the same person or corridor. A folded one goes
    to its own where that is open, else to its group's, which says how many there are. Nothing where it is told
    already."""
    if one.id in board.night.told:
        return ()
    cause = Cause(one.lack.value)
    lane = rule_for(DeviceKind.CAMERA, cause).lane
    subject = _subject(one)
    if not one.is_folded or board.find_open(JoinKey(one.municipality, lane, subject)) is not None:
        alarm = _alarm(one, cause, one.place, "", at)
        return of_supervision(one.municipality, subject, one.resident, alarm, board, _case_of(one))
    where, night, what = one.group
    subject = ev.Subject(ev.SubjectKind.SOURCE, f"{LACK_SOURCE}{where}:{night}:{what}")
    case = board.find_open(JoinKey(one.municipality, lane, subject))
    count = case.alarms + 1 if case is not None else 1
    alarm = _alarm(one, cause, one.place or one.decision, str(count), at)
    return of_supervision(one.municipality, subject, None, alarm, board, _case_of(one))


def _alarm(one: Shortfall, cause: Cause, place: str, text: str, at: datetime) -> ev.Alarm:
    return ev.Alarm(
        report=ReportKey(f"{LACK_SOURCE}{one.municipality}", one.id), kind=DeviceKind.CAMERA, cause=cause,
        alarm_class=rule_for(DeviceKind.CAMERA, cause).alarm_class, at=one.since, began_at=at, received_at=at,
        device=one.camera or DeviceId(""), place=place, text=text,
    )  # fmt: skip


def _subject(one: Shortfall) -> ev.Subject:
    """Never an area, which is an outage's."""
    return supervised(one.municipality, one.resident, one.camera or one.decision)


def _case_of(one: Shortfall) -> Callable[[], str]:
    """The id of the case that tells of it: no console, and no restart, can open another."""
    return lambda: str(uuid5(NAMESPACE_URL, f"vaka:supervision:{one.municipality}:{one.id}"))


def _lack_of_look(course: LookCourse | None) -> Lack:
    if course is None or course.then is None:
        return Lack.LOOK_MISSED
    return Lack.FAULT_UNVISITED if course.outcome in FAULTS else Lack.NOT_FOUND


def _is_held(course: LookCourse | None, at: datetime) -> bool:
    return course is not None and course.holder(at) is not None


def _of_look(lack: Lack, decision: SupervisionDecision, look: PlannedLook, since: datetime) -> Shortfall:
    return Shortfall(
        lack, decision.municipality, decision.resident, decision.id, look.id, since, look.night, decision.told_where,
        decision.camera, look.round,
    )  # fmt: skip


def _was_looked_for(one: Shortfall, book: NightBook) -> bool:
    course = book.looks.get(one.look) if one.look is not None else None
    return course is not None and course.outcome in NOT_YET


def _told_alone(plans: Iterable[NightPlan], book: NightBook) -> defaultdict[Group, int]:
    """How many of each group have been told."""
    told: defaultdict[Group, int] = defaultdict(int)
    for plan in plans:
        decision = plan.decided.decision
        asked = [(Lack.LOOK_MISSED, str(look.id), look.round) for look in plan.looks]
        asked += [(lack, str(decision.id), 0) for lack in OF_DECISIONS]
        for lack, about, number in asked:
            if _id(lack, about, plan.night) in book.told:
                told[_group(decision.municipality, plan.night, lack, number)] += 1
    return told


def _id(lack: Lack, about: str, night: date) -> str:
    return f"{lack}:{about}:{night}"


def _group(municipality: MunicipalityId, night: date, lack: Lack, number: int) -> Group:
    return municipality, night, str(number) if lack is Lack.LOOK_MISSED else lack.value


def fitted_of(decision: SupervisionDecision, cameras: Mapping[CameraKey, Fitted]) -> Fitted:
    """What is known of its camera."""
    if decision.camera is None:
        return Fitted()
    return cameras.get((decision.municipality, decision.camera), Fitted())
