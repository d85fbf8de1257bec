"""Where a report goes: which case it joins, opens or is linked to. Pure, and total: every alarm ends in a case.

One person, one case: an alarm joins the open case about its resident, however old. What concerns a device, a dose or
a look has a lane of its own and is linked to the person's open case.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import PRESSES, AlarmClass, Cause, DeviceKind, Lane, Rule, rule_for
from console.domain.alone import ALONE_WORDS, CHECK_EVERY, said
from console.domain.board import FOLLOW_WITHIN, Overlay
from console.domain.case import Case, JoinKey
from console.domain.correlation import CARRIER_LOST, LOSSES, Place, outage_kind
from console.domain.ids import CENTRE, CaseId, DeviceId, HouseholdId, MunicipalityId, ResidentId, ResponderId
from console.domain.report import (
    AlarmReport,
    DispatchReport,
    Fault,
    FieldReport,
    Head,
    Origin,
    ReportKey,
    ResponderReport,
    Stream,
    UnreadableReport,
)
from console.domain.resident import Device
from console.domain.responder import Responder
from console.domain.sequence import Gap
from console.domain.silencing import is_in_test
from console.domain.staff_said import is_said_now, of_duty, of_task

CLOCK_AHEAD_AT_MOST = timedelta(seconds=60)
CLOCK_BEHIND_AT_MOST = timedelta(hours=24)
"""A device's clock is believed within these bounds of ours; outside, the time of receipt counts."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the directory says of the devices in a batch. `testing` are the municipalities whose units test themselves
    at this hour; `places` are where the devices that fell silent belong. `check_in_every`: so often whoever works alone
    says that all is well, where they do not say how often."""

    senders: Mapping[MunicipalityId, frozenset[str]]
    devices: Mapping[tuple[MunicipalityId, DeviceId], Device] = field(default_factory=dict)
    households: Mapping[HouseholdId, tuple[ResidentId, ...]] = field(default_factory=dict)
    testing: frozenset[MunicipalityId] = frozenset()
    places: Mapping[tuple[MunicipalityId, DeviceId], Place] = field(default_factory=dict)
    responders: Mapping[tuple[MunicipalityId, ResponderId], Responder] = field(default_factory=dict)
    check_in_every: timedelta = CHECK_EVERY

    def device(self, origin: Origin) -> Device | None:
        """The device, if it is bound to the sender that spoke for it. Another's word does not count."""
        found = self.devices.get((origin.municipality, origin.device))
        return found if found and found.sender == origin.sender else None

    def responder(self, origin: Origin) -> Responder | None:
        """Of whom the staff's word is, if it comes by the sender that may speak for them."""
        found = self.responders.get((origin.municipality, ResponderId(origin.device)))
        return found if found and found.sender == origin.sender else None

    def is_foreign(self, origin: Origin) -> bool:
        """Whether the sender speaks for a device that is bound to another."""
        found = self.devices.get((origin.municipality, origin.device))
        return found is not None and found.sender != origin.sender

    def knows_sender(self, origin: Origin) -> bool:
        return origin.sender in self.senders.get(origin.municipality, frozenset())


@dataclass(frozen=True, slots=True)
class Planned:
    """One event to be, before it has an id and a version."""

    subject: str
    municipality: MunicipalityId
    body: ev.Body


@dataclass(frozen=True, slots=True)
class _About:
    """Whom or what an alarm is about, and in which lane and class."""

    municipality: MunicipalityId
    lane: Lane
    subject: ev.Subject
    resident: ResidentId | None
    alarm: ev.Alarm

    @property
    def key(self) -> JoinKey:
        is_fault = self.lane is Lane.TECHNICAL and self.subject.kind is not ev.SubjectKind.AREA
        fault = self.alarm.cause if is_fault else None
        return JoinKey(self.municipality, self.lane, self.subject, fault)


def bounded(at: datetime, received_at: datetime) -> datetime:
    """The device's time as far as it can be believed, else the time of receipt."""
    if at > received_at + CLOCK_AHEAD_AT_MOST or at < received_at - CLOCK_BEHIND_AT_MOST:
        return received_at
    return min(at, received_at)


def sort_in(
    report: FieldReport,
    knowledge: Knowledge,
    board: Overlay,
    new_case: Callable[[], str],
    follow_within: timedelta = FOLLOW_WITHIN,
) -> tuple[Planned, ...]:
    """The events that a report brings about; none for what asks for no human."""
    match report:
        case AlarmReport(is_reset=True):
            return _reset(report, knowledge, board)
        case AlarmReport():
            about = _about(report, knowledge, board)
            proven = _proven_by(about, report, knowledge, board) if about.alarm.cause is Cause.TEST else None
            if proven is not None:
                return (_filed(about, proven),)
        case UnreadableReport():
            about = _unreadable(report, knowledge)
        case DispatchReport() | ResponderReport():
            return tuple(_of_staff(report, knowledge, board))
        case _:
            return ()
    return tuple(_joined_or_opened(about, board, new_case, follow_within))


def _of_staff(report: DispatchReport | ResponderReport, knowledge: Knowledge, board: Overlay) -> Iterator[Planned]:
    """What a responder's own phone says. Another's word for them, or a stranger's, changes nothing."""
    responder = knowledge.responder(report.head.origin)
    if responder is None or (isinstance(report, ResponderReport) and not is_said_now(report)):
        return
    if isinstance(report, DispatchReport) and report.reply in ALONE_WORDS:
        yield from _alone(report, responder, board, knowledge.check_in_every)
        return
    if isinstance(report, DispatchReport):
        found = of_task(report, responder, board, bounded(report.head.at, report.head.received_at))
    else:
        found = of_duty(report, responder, board)
    for subject, body in found:
        yield Planned(subject, responder.municipality, body)


def _alone(report: DispatchReport, responder: Responder, board: Overlay, every: timedelta) -> Iterator[Planned]:
    """A word of lone work. That all is well, and still is, resets the case of the word that did not come, and no other
    of theirs: a word that comes hours late says nothing of now."""
    head = report.head
    body = said(responder.id, report.reply, report.minutes, bounded(head.at, head.received_at), every)
    yield Planned(ev.responder_subject(responder.municipality, responder.id), responder.municipality, body)
    case = board.find_open(JoinKey(responder.municipality, Lane.PERSON, staff_subject(responder.id)))
    is_missed_only = case is not None and all(alarm.cause is Cause.CHECK_IN_MISSED for alarm in case.recent)
    is_over = isinstance(body, ev.AloneChecked) and body.check_by <= head.received_at
    if case is not None and is_missed_only and not is_over and not isinstance(body, ev.AloneBegan):
        reset = ev.AlarmReset(head.key, bounded(head.at, head.received_at))
        yield Planned(ev.case_subject(case.id), case.municipality, reset)


def staff_subject(responder: ResponderId) -> ev.Subject:
    """One of the staff in danger, as their case names them."""
    return ev.Subject(ev.SubjectKind.RESPONDER, responder)


def of_staff(
    municipality: MunicipalityId, subject: ev.Subject, alarm: ev.Alarm, board: Overlay, new_case: Callable[[], str]
) -> tuple[Planned, ...]:
    """The case of what we noticed ourselves about one of the staff, or about an area where nobody can be sent; joined
    to the open one."""
    about = _About(municipality, rule_for(alarm.kind, alarm.cause).lane, subject, None, alarm)
    return tuple(_joined_or_opened(about, board, new_case, FOLLOW_WITHIN))


def gap(found: Gap, municipality: MunicipalityId, at: datetime, board: Overlay, new_case: Callable[[], str]) -> (
    tuple[Planned, ...]
):  # fmt: skip
    """The technical case for numbers of a source that never came; `at` is when that was certain."""
    numbers = f"{found.first}" if found.first == found.last else f"{found.first}–{found.last}"
    alarm = ev.Alarm(
        report=ReportKey(found.source, f"gap:{found.boot}:{found.first}"), kind=DeviceKind.HUB,
        cause=Cause.SEQUENCE_GAP, alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at,
        device=DeviceId(""), text=f"{found.source} · {numbers}",
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.SOURCE, found.source)
    return of_device(subject, municipality, None, alarm, board, new_case)


def of_device(
    subject: ev.Subject,
    municipality: MunicipalityId,
    resident: ResidentId | None,
    alarm: ev.Alarm,
    board: Overlay,
    new_case: Callable[[], str],
) -> tuple[Planned, ...]:
    """The technical case of what we noticed ourselves about a device, an area or a sender."""
    about = _About(municipality, Lane.TECHNICAL, subject, resident, alarm)
    return tuple(_joined_or_opened(about, board, new_case, timedelta(0)))


def supervised(municipality: MunicipalityId, resident: ResidentId | None, camera: str) -> ev.Subject:
    """Whom a case of the supervision is about: the person, or, of a corridor, which is nobody's, its camera."""
    if resident is not None:
        return ev.Subject(ev.SubjectKind.RESIDENT, resident)
    return ev.Subject(ev.SubjectKind.DEVICE, f"{municipality}/{camera}")


def of_supervision(
    municipality: MunicipalityId,
    subject: ev.Subject,
    resident: ResidentId | None,
    alarm: ev.Alarm,
    board: Overlay,
    new_case: Callable[[], str],
) -> tuple[Planned, ...]:
    """The case of what we found ourselves about the supervision of a person or a corridor; joined to the open one, and
    linked to the person's own. What a look saw that is an alarm of the person's (`rule_for`) is that."""
    about = _About(municipality, rule_for(alarm.kind, alarm.cause).lane, subject, resident, alarm)
    return tuple(_joined_or_opened(about, board, new_case, FOLLOW_WITHIN))


def by_hand(
    municipality: MunicipalityId,
    resident: ResidentId | None,
    alarm: ev.Alarm,
    board: Overlay,
    new_case: Callable[[], str],
) -> tuple[Planned, ...]:
    """The case that an operator opens, joined to the person's open case where there is one."""
    if resident is not None:
        subject = ev.Subject(ev.SubjectKind.RESIDENT, resident)
    else:
        subject = ev.Subject(ev.SubjectKind.NOBODY, alarm.report.id)
    about = _About(municipality, Lane.PERSON, subject, resident, alarm)
    return tuple(_joined_or_opened(about, board, new_case, FOLLOW_WITHIN))


def _alarm(head: Head, report: AlarmReport, alarm_class: AlarmClass) -> ev.Alarm:
    return ev.Alarm(
        report=head.key, kind=report.kind, cause=report.cause, alarm_class=alarm_class, at=head.at,
        began_at=bounded(head.at, head.received_at), received_at=head.received_at, device=head.origin.device,
        place=report.place or " ".join(part for part in (report.ward, report.room) if part), text=report.text,
        is_test=report.is_test, is_press=report.cause in PRESSES, position=report.position,
    )  # fmt: skip


def _proven_by(about: _About, report: AlarmReport, knowledge: Knowledge, board: Overlay) -> ev.ProvenBy | None:
    """What says that it is a test: an announced window, the monthly day, or that it is nothing but a test. None for an
    alarm that has no more than the flag of one: a unit may stand in test by mistake, with somebody who presses it."""
    if is_in_test(board.silences, about.municipality, _ids(about), about.alarm.received_at):
        return ev.ProvenBy.WINDOW
    if about.municipality in knowledge.testing:
        return ev.ProvenBy.SCHEDULE
    return ev.ProvenBy.STATUS if report.cause is Cause.TEST else None


def _is_meant(about: _About, report: AlarmReport, knowledge: Knowledge, board: Overlay) -> bool:
    """Whether a flagged alarm is taken at its word: nothing says that it is a test, and one like it waits already."""
    if _proven_by(about, report, knowledge, board) is not None:
        return False
    case = board.find_open(about.key)
    return case is not None and all(known.report != about.alarm.report for known in case.recent)


def _filed(about: _About, by: ev.ProvenBy) -> Planned:
    """A test that came through: proven, and nobody need look at it."""
    return Planned(f"device:{about.subject.id}", about.municipality, ev.SelfTestFiled(about.alarm, about.resident, by))


def _ids(about: _About) -> frozenset[str]:
    """By what an announced test may name this alarm."""
    device = f"{about.municipality}/{about.alarm.device}"
    return frozenset({device, about.subject.id, *((about.resident,) if about.resident else ())})


def _about(report: AlarmReport, knowledge: Knowledge, board: Overlay) -> _About:
    head = report.head
    origin = head.origin
    device = knowledge.device(origin)
    rule = rule_for(report.kind, report.cause)
    alarm = _alarm(head, report, rule.alarm_class)
    if device and device.place and not alarm.place:
        alarm = replace(alarm, place=device.place)
    wrong = _what_is_wrong(report, knowledge)
    if wrong is not None:
        return _about_source(origin, knowledge, _doubtful(alarm, wrong, rule))
    if report.is_test or report.cause is Cause.TEST:
        tested = replace(alarm, cause=Cause.TEST, alarm_class=AlarmClass.TECHNICAL, is_test=True)
        filed = _About(origin.municipality, Lane.TECHNICAL, _device(origin), _only(device, knowledge), tested)
        if not _is_meant(filed, report, knowledge, board):
            return filed
        alarm = replace(alarm, is_test=False, is_in_test=rule.lane is not Lane.TECHNICAL)
    if rule.lane is Lane.TECHNICAL:
        single = _About(origin.municipality, rule.lane, _device(origin), _only(device, knowledge), alarm)
        return _in_outage(single, knowledge, board)
    about = _About(origin.municipality, rule.lane, _whom(origin, device, knowledge), _only(device, knowledge), alarm)
    if rule.lane is Lane.PERSON and is_in_test(board.silences, about.municipality, _ids(about), head.received_at):
        return replace(about, alarm=replace(alarm, is_in_test=True))
    return about


def _doubtful(alarm: ev.Alarm, wrong: Cause, rule: Rule) -> ev.Alarm:
    """An alarm that is not believed as it stands. A stranger's may well be a person through a hub that nobody has
    registered: it is no milder for it, and its presses count. A retained one is of some other time."""
    if rule.lane is Lane.TECHNICAL:
        return replace(alarm, cause=wrong, alarm_class=AlarmClass.TECHNICAL, is_press=False)
    if wrong is Cause.RETAINED_ALARM:
        return replace(alarm, cause=wrong, alarm_class=AlarmClass.HIGH, is_press=False)
    return replace(alarm, cause=wrong, alarm_class=min(rule.alarm_class, AlarmClass.HIGH))


def _in_outage(about: _About, knowledge: Knowledge, board: Overlay) -> _About:
    """A lost contact belongs to the open outage of its area; a line's or a hub's own is one. What has a case of its own
    already stays there."""
    place = knowledge.places.get((about.municipality, about.alarm.device))
    if place is None or about.alarm.cause not in LOSSES or board.find_open(about.key) is not None:
        return about
    subjects = [ev.Subject(ev.SubjectKind.AREA, id) for id in place.outages]
    for subject in subjects:
        if board.find_open(JoinKey(about.municipality, Lane.TECHNICAL, subject)) is not None:
            return replace(about, subject=subject, resident=None)
    is_carrier = place.is_carrier and about.alarm.cause in CARRIER_LOST
    id = place.outages[0] if is_carrier else place.mass
    if not id or about.alarm.cause is Cause.PRIMARY_LINK_LOST:
        return about
    kind = place.kind if is_carrier else outage_kind(id)
    alarm = replace(about.alarm, kind=kind, cause=Cause.AREA_OUTAGE)
    return replace(about, subject=ev.Subject(ev.SubjectKind.AREA, id), resident=None, alarm=alarm)


def _what_is_wrong(report: AlarmReport, knowledge: Knowledge) -> Cause | None:
    origin = report.head.origin
    is_known = knowledge.knows_sender(origin) or knowledge.responder(origin) is not None
    if not is_known or knowledge.is_foreign(origin):
        return Cause.UNKNOWN_SENDER
    return Cause.RETAINED_ALARM if report.head.retained else None


def _about_source(origin: Origin, knowledge: Knowledge, alarm: ev.Alarm) -> _About:
    municipality = origin.municipality if origin.municipality in knowledge.senders else CENTRE
    subject = ev.Subject(ev.SubjectKind.SOURCE, f"{origin.municipality}/{origin.sender}/{origin.device}")
    return _About(municipality, Lane.TECHNICAL, subject, None, alarm)


def _device(origin: Origin) -> ev.Subject:
    return ev.Subject(ev.SubjectKind.DEVICE, f"{origin.municipality}/{origin.device}")


def _only(device: Device | None, knowledge: Knowledge) -> ResidentId | None:
    """The one resident that a device can be about, if there is just one."""
    if device is None:
        return None
    if device.resident is not None:
        return device.resident
    members = knowledge.households.get(device.household, ()) if device.household else ()
    return members[0] if len(members) == 1 else None


def _whom(origin: Origin, device: Device | None, knowledge: Knowledge) -> ev.Subject:
    resident = _only(device, knowledge)
    if resident is not None:
        return ev.Subject(ev.SubjectKind.RESIDENT, resident)
    responder = knowledge.responder(origin) if device is None else None
    if responder is not None:
        return staff_subject(responder.id)
    if device is not None and device.household and knowledge.households.get(device.household):
        return ev.Subject(ev.SubjectKind.HOUSEHOLD, device.household)
    return _device(origin)


def _unreadable(report: UnreadableReport, knowledge: Knowledge) -> _About:
    """A technical case; of class Hög where it was an alarm of somebody's device, for it may be a person."""
    origin = report.origin
    device = knowledge.device(origin) if origin else None
    is_grave = report.stream is Stream.ALARMS and device is not None
    cause = Cause.WRONG_TOPIC if report.fault in (Fault.WRONG_TOPIC, Fault.TOPIC_DISAGREES) else Cause.UNREADABLE
    alarm = ev.Alarm(
        report=report.key, kind=device.kind if device else DeviceKind.UNKNOWN, cause=cause,
        alarm_class=AlarmClass.HIGH if is_grave else AlarmClass.TECHNICAL, at=report.received_at,
        began_at=report.received_at, received_at=report.received_at,
        device=origin.device if origin else DeviceId(""), place=device.place if device else "",
        text=report.explanation,
    )  # fmt: skip
    if origin is None:
        subject = ev.Subject(ev.SubjectKind.SOURCE, "topic")
        return _About(CENTRE, Lane.TECHNICAL, subject, None, alarm)
    if device is None:
        return _about_source(origin, knowledge, alarm)
    resident = _only(device, knowledge)
    return _About(origin.municipality, Lane.TECHNICAL, _device(origin), resident, alarm)


def _reset(report: AlarmReport, knowledge: Knowledge, board: Overlay) -> tuple[Planned, ...]:
    """The device's all-clear: for its own case, and for the outage that it is part of. A stranger's word, an old one,
    or one that is said in a test changes nothing."""
    if report.is_test or report.cause is Cause.TEST or _what_is_wrong(report, knowledge) is not None:
        return ()
    about = _about(replace(report, is_reset=False), knowledge, board)
    case = board.find_open(about.key)
    planned: list[Planned] = []
    if case is not None and not case.is_outage:
        body = ev.AlarmReset(report.head.key, about.alarm.began_at)
        planned.append(Planned(ev.case_subject(case.id), case.municipality, body))
    device = about.alarm.device
    place = knowledge.places.get((about.municipality, device))
    for id in place.outages if place is not None and report.cause in LOSSES else ():
        outage = board.find_open(JoinKey(about.municipality, Lane.TECHNICAL, ev.Subject(ev.SubjectKind.AREA, id)))
        if outage is not None and device in outage.out:
            planned.append(Planned(ev.case_subject(outage.id), outage.municipality, ev.DevicesReturned((device,))))
    return tuple(planned)


def _joined_or_opened(
    about: _About, board: Overlay, new_case: Callable[[], str], follow_within: timedelta
) -> Iterator[Planned]:
    case = board.find_open(about.key)
    if case is not None:
        if all(known.report != about.alarm.report for known in case.recent):
            yield Planned(ev.case_subject(case.id), about.municipality, ev.AlarmJoined(about.alarm))
        return
    closed = board.find_closed(about.key, about.alarm.received_at, follow_within)
    follows = closed if about.lane is Lane.PERSON else None
    related = tuple(_related(about, board))
    opened = CaseId(new_case())
    body = ev.CaseOpened(
        lane=about.lane, subject=about.subject, alarm=about.alarm, resident=about.resident,
        follows=follows.id if follows else None, presses_before=follows.presses if follows else 0,
        first_before=follows.first_at if follows else None, linked=tuple(other.id for other in related),
    )  # fmt: skip
    yield Planned(ev.case_subject(opened), about.municipality, body)
    if about.subject.kind is ev.SubjectKind.AREA and about.alarm.device:
        yield Planned(ev.case_subject(opened), about.municipality, ev.DevicesLost((about.alarm.device,)))
    for other in related:
        yield Planned(ev.case_subject(other.id), other.municipality, ev.CaseLinked(opened))


def _related(about: _About, board: Overlay) -> Iterator[Case]:
    """The resident's open cases in the other lanes."""
    if about.resident is None:
        return
    subject = ev.Subject(ev.SubjectKind.RESIDENT, about.resident)
    for lane in _lanes_of_people():
        case = board.find_open(JoinKey(about.municipality, lane, subject))
        if case is not None and lane is not about.lane:
            yield case


def _lanes_of_people() -> Sequence[Lane]:
    return (Lane.PERSON, Lane.MEDICATION, Lane.SUPERVISION)
