"""The past of a large centre: two thousand cases a day, each opened, taken, its record read, noted and closed.

The last `opened` cases are open, and nobody has them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import CaseId, ConsoleId, DeviceId, EventId, MunicipalityId, OperatorId, ResidentId
from console.domain.journal import CaseSummary
from console.domain.report import ReportKey
from console.domain.resident import DEFAULT_OUTCOMES

HERE = ConsoleId("console-past")
OPERATORS = tuple(OperatorId(f"operator-{number}") for number in range(1, 8))
APART = timedelta(seconds=43)
"""Between two cases: two thousand a day."""

Known = tuple[MunicipalityId, ResidentId, DeviceId]
Piece = tuple[tuple[ev.Draft, ...], CaseSummary]


@dataclass
class Past:
    """`count` events that end at `until`, about some of `known`."""

    known: tuple[Known, ...]
    count: int
    opened: int
    until: datetime

    def cases(self) -> Iterator[Piece]:
        """Each case with its events, in order; so many events in all, to the last one."""
        rng = random.Random(13)
        closed, left = divmod(self.count - self.opened, 6)
        number = closed + self.opened + (1 if left else 0)
        for at in range(number):
            moment = self.until - APART * (number - at) - timedelta(minutes=5)
            is_closed = at < closed
            size = 6 if is_closed else left if left and at == closed else 1
            yield _case(at, rng.choice(self.known), moment, rng.choice(OPERATORS), size)


def _case(number: int, whom: Known, at: datetime, operator: OperatorId, size: int) -> Piece:
    where, resident, device = whom
    case = CaseId(f"past-{number:07}")
    report = ReportKey(f"/{where}/trygg/{device}", f"past-{number}")
    alarm = ev.Alarm(
        report, DeviceKind.PERSONAL_ALARM, Cause.PRESS, AlarmClass.HIGH, at, at, at, device, "hallen", is_press=True
    )
    subject = ev.Subject(ev.SubjectKind.RESIDENT, resident)
    bodies: tuple[ev.Body, ...] = (
        ev.CaseOpened(Lane.PERSON, subject, alarm, resident),
        ev.CaseClaimed(HERE),
        ev.PersonRead(resident, ev.ReadReason.OWN_CASE, case),
        ev.NoteWritten("Talade med personen, mår bra. Ville veta när hemtjänsten kommer."),
        ev.NoteWritten("Hemtjänsten har sagt till."),
        ev.CaseClosed(DEFAULT_OUTCOMES[0].code),
    )
    drafts: list[ev.Draft] = []
    version = 0
    for place, body in enumerate(bodies[:size]):
        is_read = isinstance(body, ev.PersonRead)
        version += not is_read
        about = f"person:{resident}" if is_read else ev.case_subject(case)
        drafts.append(
            ev.Draft(
                EventId(f"{case}.{place}"),
                about,
                0 if is_read else version,
                at + timedelta(seconds=20 * place),
                operator,
                where,
                body,
            )
        )
    ended = drafts[-1].at if size == len(bodies) else None
    summary = CaseSummary(
        case, where, resident, at, ended, int(AlarmClass.HIGH), DeviceKind.PERSONAL_ALARM, Cause.PRESS,
        DEFAULT_OUTCOMES[0].code if ended else "",
    )  # fmt: skip
    return tuple(drafts), summary
