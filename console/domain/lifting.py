"""A fault that leaves somebody without any way to call is lifted among the people's cases. Pure.

It is the person's own fault that is lifted: the newest case of one of their alarm devices, or one made for it. In an
outage a person has a case of their own beside it while there are few: beyond ten of them only those whom the risk list
counts in minutes have, and the outage itself is lifted. Ten rows each of which is somebody can be worked; three
hundred cannot, and would bury the alarms of others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.board import KEEP_CLOSED, Overlay
from console.domain.case import Case, JoinKey
from console.domain.correlation import LOSSES
from console.domain.heartbeats import Key
from console.domain.ids import ResidentId
from console.domain.lifecycle import State
from console.domain.outages import NewCase, Silent, missed, own_case, own_cases, subject_of
from console.domain.reach import ReachGround
from console.domain.report import ReportKey
from console.domain.risk import Peril
from console.domain.silence import AboutKind, Silence, SilenceKind, device_about
from console.domain.triage import Planned, of_device

MUTING = LOSSES | {
    Cause.REDUNDANT_LINK_LOST,
    Cause.MAINS_LOST,
    Cause.BATTERY_FAILED,
    Cause.BATTERY_LOW,
    Cause.RADIO_TEST_MISSED,
    Cause.TEST_MISSED,
}
"""Faults that can take a person's voice away, alone or together."""

OWN_CASES_AT_MOST = 10
"""As many as make a flood for one operator (`flood`)."""

_ON_PURPOSE = frozenset({SilenceKind.OUT_OF_SERVICE, SilenceKind.BY_DESIGN})


@dataclass(frozen=True, slots=True)
class Voiceless:
    """Somebody who cannot call, with their alarm devices as they fell silent, why, and the outage that it is part of.
    `peril` is the risk list's, None for who is not on it."""

    resident: ResidentId
    devices: tuple[Silent, ...]
    grounds: tuple[ReachGround, ...]
    outage: Case | None = None
    peril: Peril | None = None


def is_on_purpose(one: Voiceless, silences: Iterable[Silence], at: datetime) -> bool:
    """Whether somebody took each of these devices out of service, or said that the person is away. What is silenced in
    another municipality holds there."""
    here = {device.key[0] for device in one.devices}
    holding = [found for found in silences if found.municipality in here and found.since <= at < found.until]
    away = any(
        silence.kind is SilenceKind.ABSENT
        and silence.about.kind is AboutKind.RESIDENT
        and silence.about.id == one.resident
        for silence in holding
    )
    put_away = {(silence.municipality, silence.about) for silence in holding if silence.kind in _ON_PURPOSE}
    return away or all((device.key[0], device_about(*device.key)) in put_away for device in one.devices)


def lifted(people: Sequence[Voiceless], at: datetime, board: Overlay, new_case: NewCase) -> list[Planned]:
    """The events that lift what these people suffer from, in the order given; none for whom it was told before. Two
    share a case only where it is about the device that they share."""
    planned: list[Planned] = []
    taken: set[str] = set()
    beside: dict[str, int] = {}
    for one in people:
        if any(f"{device.key}" in taken for device in one.devices) or is_told(one, at, board):
            continue
        outage = board.get(one.outage.id) if one.outage is not None else None
        if outage is not None and outage.is_open:
            count = beside.setdefault(outage.id, _beside(outage, board))
            is_own = count < OWN_CASES_AT_MOST or (one.peril is not None and one.peril <= Peril.MINUTES)
            if not is_own:
                if not outage.is_lifted and outage.id not in taken:
                    planned.append(Planned(ev.case_subject(outage.id), outage.municipality, ev.CaseLifted()))
                    taken.add(outage.id)
                continue
            beside[outage.id] = count + 1
        device, fresh = _lift(one, outage if outage is not None and outage.is_open else None, at, board, new_case)
        taken.add(f"{device}")
        planned += fresh
    return planned


def _lift(
    one: Voiceless, outage: Case | None, at: datetime, board: Overlay, new_case: NewCase
) -> tuple[Key, list[Planned]]:
    """The device whose case it is, and the events."""
    cases = [(case, device.key) for device in one.devices for case in own_cases(device.key, board, MUTING)]
    if cases:
        newest, key = max(cases, key=lambda found: (found[0].last_at, found[0].id))
        return key, [Planned(ev.case_subject(newest.id), newest.municipality, ev.CaseLifted())]
    device = one.devices[0]
    opened = own_case(outage, device, at, board, new_case) if outage else _opened(one, device, at, board, new_case)
    return device.key, [*opened, Planned(opened[0].subject, device.key[0], ev.CaseLifted())]


def _opened(one: Voiceless, device: Silent, at: datetime, board: Overlay, new_case: NewCase) -> tuple[Planned, ...]:
    """A case where no alarm told of the fault: the device's own words did."""
    if ReachGround.HEARTBEATS_MISSED in one.grounds:
        return missed(device, at, board, new_case)
    cause = Cause.BATTERY_FAILED if ReachGround.POWER_GONE in one.grounds else Cause.LINK_LOST
    alarm = ev.Alarm(
        report=ReportKey(f"watch:{device.key[0]}", f"{cause.value}:{device.key[1]}:{at.isoformat()}"),
        kind=device.kind, cause=cause, alarm_class=AlarmClass.TECHNICAL, at=at, began_at=at, received_at=at,
        device=device.key[1], place=device.place,
    )  # fmt: skip
    return of_device(subject_of(device.key), device.key[0], device.resident, alarm, board, new_case)


def is_told(one: Voiceless, at: datetime, board: Overlay) -> bool:
    """Whether a case of one of their own devices tells of it. What somebody closed since the device was last heard was
    told."""
    for device in one.devices:
        own = own_cases(device.key, board, MUTING)
        if any(case.is_lifted and case.state is not State.RETURNED_UNSEEN for case in own):
            return True
        for cause in MUTING:
            key = JoinKey(device.key[0], Lane.TECHNICAL, subject_of(device.key), cause)
            closed = board.find_closed(key, at, KEEP_CLOSED)
            if (
                closed is not None
                and closed.is_lifted
                and closed.closed_at
                and _is_silent_since(device, closed.closed_at)
            ):
                return True
    return False


def _is_silent_since(device: Silent, at: datetime) -> bool:
    return device.heard_at is None or device.heard_at < at


def _beside(outage: Case, board: Overlay) -> int:
    """How many people of an outage have a lifted case of their own."""
    linked = (board.get(case) for case in outage.linked)
    return sum(case is not None and case.is_open and case.is_lifted for case in linked)
