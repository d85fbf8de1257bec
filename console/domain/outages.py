"""The events of an outage: it begins, takes further devices and their cases in, gives back what is heard, and ends.

Nobody is lost in one: what still is silent when the rest are back leaves it with a case of its own, and a case that
somebody has, or that was lifted to the people's, is never merged away. A person's alarm is no part of it (`LOSSES`).
Pure: decided on an overlay, with the moment and the ids given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Board, Overlay
from console.domain.case import RECENT_ALARMS, Case, JoinKey
from console.domain.correlation import LOSSES, Cluster, outage_kind
from console.domain.heartbeats import Key
from console.domain.ids import SYSTEM, CaseId, DeviceId, EventId, MunicipalityId, ResidentId
from console.domain.lifecycle import OWNED, State
from console.domain.report import ReportKey
from console.domain.triage import Planned, of_device

NewCase = Callable[[], str]

STRAGGLES_AFTER = timedelta(minutes=15)
"""So long after the line, or the rest, is back a device may be silent as part of the outage."""

YOUNG = timedelta(hours=1)
"""A device's own case is merged into the outage while it is not older: an old fault has a story of its own. An hour is
the interval of most alarm units, within which what was lost at once is noticed."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A device that is not heard. `heard_at` is its last word, None where that is not known."""

    key: Key
    kind: DeviceKind
    resident: ResidentId | None
    place: str
    heard_at: datetime | None


def subject_of(key: Key) -> ev.Subject:
    """A device, as its cases name it."""
    return ev.Subject(ev.SubjectKind.DEVICE, f"{key[0]}/{key[1]}")


def open_outage(municipality: MunicipalityId, id: str, board: Overlay) -> Case | None:
    """The open case of an outage."""
    subject = ev.Subject(ev.SubjectKind.AREA, id)
    return board.find_open(JoinKey(municipality, Lane.TECHNICAL, subject))


def own_cases(key: Key, board: Overlay, causes: Iterable[Cause] = LOSSES) -> Iterator[Case]:
    """A device's own open cases of these causes."""
    subject = subject_of(key)
    if not board.may_have_faults((key[0], subject.id)):
        return
    for cause in sorted(causes):
        case = board.find_open(JoinKey(key[0], Lane.TECHNICAL, subject, cause))
        if case is not None:
            yield case


def missed(one: Silent, at: datetime, board: Overlay, new_case: NewCase) -> tuple[Planned, ...]:
    """The case of a device that missed its heartbeats, or one more alarm of it."""
    since = one.heard_at.isoformat() if one.heard_at else "never"
    alarm = ev.Alarm(
        report=ReportKey(f"watch:{one.key[0]}", f"heartbeat:{one.key[1]}:{since}"), kind=one.kind,
        cause=Cause.HEARTBEAT_MISSED, alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at,
        device=one.key[1], place=one.place,
    )  # fmt: skip
    return of_device(subject_of(one.key), one.key[0], one.resident, alarm, board, new_case)


def silence_of(key: Key, board: Overlay | Board) -> Case | None:
    """The open case of a device that missed its heartbeats, and was not heard since."""
    case = board.find_open(JoinKey(key[0], Lane.TECHNICAL, subject_of(key), Cause.HEARTBEAT_MISSED))
    return case if case is not None and case.state is not State.RETURNED_UNSEEN else None


def is_told(one: Silent, board: Overlay) -> bool:
    """Whether a case tells of this very silence already: another console was faster, or the hub."""
    case = silence_of(one.key, board)
    return case is not None and (one.heard_at is None or case.last_at >= one.heard_at)


def heard_again(key: Key, at: datetime, case: Case) -> Planned:
    """A sign of life resets the device's case; it closes nothing."""
    body = ev.AlarmReset(ReportKey(f"watch:{key[0]}", f"heard:{key[1]}:{at.isoformat()}"), at)
    return Planned(ev.case_subject(case.id), case.municipality, body)


def began(cluster: Cluster, at: datetime, board: Overlay, new_case: NewCase) -> tuple[Planned, ...]:
    """A cluster's outage, with what is known of its devices already; nothing where it is open."""
    if open_outage(cluster.municipality, cluster.id, board) is not None:
        return ()
    alarm = ev.Alarm(
        report=ReportKey(f"watch:{cluster.municipality}", f"outage:{cluster.id}:{at.isoformat()}"),
        kind=outage_kind(cluster.id), cause=Cause.AREA_OUTAGE,
        alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at, device=DeviceId(""),
        place=cluster.id.rpartition("/")[2],
    )  # fmt: skip
    subject = ev.Subject(ev.SubjectKind.AREA, cluster.id)
    opened = of_device(subject, cluster.municipality, None, alarm, board, new_case)
    case = ev.case_of(opened[0].subject)
    assert case is not None
    return (*opened, *_taken(case, cluster.municipality, cluster.devices, at, board))


def put_on(board: Overlay, planned: Sequence[Planned], at: datetime) -> Sequence[Planned]:
    """The same, once the overlay shows them: what is decided next is decided on it. Raises Refused where a case's
    lifecycle refuses."""
    for one in planned:
        version = board.version(one.subject) + 1
        board.apply([ev.Draft(EventId(""), one.subject, version, at, SYSTEM, one.municipality, one.body)])
    return planned


def taken(case: Case, devices: Sequence[Key], at: datetime, board: Overlay) -> tuple[Planned, ...]:
    """These devices are the outage's too, and so are the young cases that they have of their own for it."""
    return tuple(_taken(case.id, case.municipality, devices, at, board)) if devices else ()


def _taken(
    case: CaseId, municipality: MunicipalityId, devices: Sequence[Key], at: datetime, board: Overlay
) -> Iterator[Planned]:
    lost = tuple(device for _, device in devices)
    yield Planned(ev.case_subject(case), municipality, ev.DevicesLost(lost))
    for key in devices:
        for own in own_cases(key, board):
            is_untouched = own.state not in OWNED and not own.is_lifted and not _is_gone_to(own)
            if is_untouched and at - own.opened_at <= YOUNG:
                yield from _merged(own, case)


def _merged(own: Case, into: CaseId) -> Iterator[Planned]:
    kept = own.recent[-RECENT_ALARMS:]
    body = ev.CaseReceived(own.id, kept, own.presses, own.first_at, own.alarms - len(kept))
    yield Planned(ev.case_subject(into), own.municipality, body)
    yield Planned(ev.case_subject(own.id), own.municipality, ev.CaseMerged(into))


def returned(case: Case, devices: Sequence[DeviceId]) -> tuple[Planned, ...]:
    """These are heard again; the last of them ends the outage, but not while somebody is asked or on their way because
    of it: it ends with that."""
    back = tuple(device for device in devices if device in case.out)
    if not case.is_open or (case.out and not back):
        return ()
    planned = [Planned(ev.case_subject(case.id), case.municipality, ev.DevicesReturned(back))] if back else []
    if case.out <= frozenset(back) and not _is_gone_to(case):
        planned.append(Planned(ev.case_subject(case.id), case.municipality, ev.OutageEnded()))
    return tuple(planned)


def left_behind(
    case: Case, silent: Mapping[DeviceId, Silent], at: datetime, board: Overlay, new_case: NewCase
) -> tuple[Planned, ...]:
    """The rest are back: what is still silent gets a case of its own, linked to the outage, which ends by that, or with
    the last task of it."""
    planned: list[Planned] = []
    for device in sorted(case.out):
        one = silent.get(device) or _unknown(case, device)
        own = next(own_cases(one.key, board), None)
        if own is None:
            planned += own_case(case, one, at, board, new_case)
    subject = ev.case_subject(case.id)
    planned.append(Planned(subject, case.municipality, ev.DevicesReturned(tuple(sorted(case.out)), as_cases=True)))
    if not _is_gone_to(case):
        planned.append(Planned(subject, case.municipality, ev.OutageEnded()))
    return tuple(planned)


def _is_gone_to(case: Case) -> bool:
    """Whether somebody is asked to go there, or goes: that is ended by people."""
    return any(task.is_open for task in case.tasks)


def abandoned(case: Case, board: Overlay) -> list[DeviceId]:
    """The devices of an outage that somebody closed, or merged away, while they were out, and that have had no case of
    their own since."""
    if case.is_open or not case.is_outage or not case.out:
        return []
    own = {found.device for id in case.linked if (found := board.get(id)) is not None and not found.is_outage}
    return sorted(case.out - own)


def disowned(
    case: Case,
    devices: Iterable[DeviceId],
    silent: Mapping[DeviceId, Silent],
    at: datetime,
    board: Overlay,
    new_case: NewCase,
) -> tuple[Planned, ...]:
    """A case for each of these `abandoned`, linked to the outage that no longer tells of them."""
    planned: list[Planned] = []
    for device in devices:
        one = silent.get(device) or _unknown(case, device)
        own = next(own_cases(one.key, board), None)
        planned += _linked(case, own.id) if own is not None else own_case(case, one, at, board, new_case)
    return tuple(planned)


def _unknown(case: Case, device: DeviceId) -> Silent:
    return Silent((case.municipality, device), DeviceKind.UNKNOWN, None, "", None)


def own_case(outage: Case, one: Silent, at: datetime, board: Overlay, new_case: NewCase) -> tuple[Planned, ...]:
    """A case of a device's own beside the outage that it is, or was, part of."""
    opened = missed(one, at, board, new_case)
    own = ev.case_of(opened[0].subject)
    assert own is not None
    return (*opened, *_linked(outage, own))


def _linked(outage: Case, own: CaseId) -> tuple[Planned, Planned]:
    return (
        Planned(ev.case_subject(own), outage.municipality, ev.CaseLinked(outage.id)),
        Planned(ev.case_subject(outage.id), outage.municipality, ev.CaseLinked(own)),
    )
