"""Small builders of the domain's values, so that a test names only what it is about. Moments are aware UTC."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Board, Overlay
from console.domain.case import Case
from console.domain.ground import Ground
from console.domain.ids import (
    SYSTEM,
    CaseId,
    ConsoleId,
    DeviceId,
    EventId,
    HouseholdId,
    MunicipalityId,
    OperatorId,
    ResidentId,
)
from console.domain.operator import Grant, Operator, Role
from console.domain.report import (
    AlarmReport,
    Fault,
    Head,
    Origin,
    Raw,
    ReportKey,
    Sequence,
    StatusReport,
    Stream,
    UnreadableReport,
)
from console.domain.resident import DEFAULT_OUTCOMES, Device, Household, Municipality, Outcome, Resident
from console.domain.steps import Step, decide
from console.domain.triage import Knowledge, Planned, sort_in

T0 = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
NORRBY = MunicipalityId("norrby")
SODERBY = MunicipalityId("soderby")
SENDER = "trygg"
HERE = ConsoleId("console-1")
ANNA = OperatorId("anna")
BO = OperatorId("bo")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def counter(prefix: str = "id") -> Callable[[], str]:
    """Ids in order: `id-000001` and so on."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers):06}"


def operator(
    id_: str = "anna",
    *roles: Role,
    municipalities: Iterable[MunicipalityId] = (NORRBY,),
    protected: Iterable[MunicipalityId] = (),
) -> Operator:
    """Somebody with the roles (an operator's, where none is named) in each of the municipalities."""
    grants = frozenset(Grant(where, role) for where in municipalities for role in roles or (Role.OPERATOR,))
    return Operator(OperatorId(id_), id_.capitalize(), grants, frozenset(protected))


def origin(device: str = "dev-1", sender: str = SENDER, municipality: MunicipalityId = NORRBY) -> Origin:
    return Origin(municipality, sender, DeviceId(device))


_keys = counter("report")


def head(
    at: datetime = T0,
    *,
    device: str = "dev-1",
    sender: str = SENDER,
    municipality: MunicipalityId = NORRBY,
    key: str = "",
    received_at: datetime | None = None,
    sequence: Sequence | None = None,
    retained: bool = False,
) -> Head:
    """A head with a key of its own, received when it was sent unless said otherwise."""
    where = origin(device, sender, municipality)
    return Head(
        key=ReportKey(f"/{municipality}/{sender}/{device}", key or _keys()), origin=where, at=at,
        received_at=received_at or at, raw=Raw("topic", b"{}", 2, "00"), sequence=sequence, retained=retained,
    )  # fmt: skip


def alarm(
    at: datetime = T0,
    cause: Cause = Cause.PRESS,
    kind: DeviceKind = DeviceKind.PERSONAL_ALARM,
    *,
    is_test: bool = False,
    is_reset: bool = False,
    place: str = "",
    text: str = "",
    device: str = "dev-1",
    sender: str = SENDER,
    municipality: MunicipalityId = NORRBY,
    key: str = "",
    received_at: datetime | None = None,
    sequence: Sequence | None = None,
    retained: bool = False,
) -> AlarmReport:
    """An alarm as it comes from the field: a press of a personal alarm unless said otherwise."""
    its_head = head(
        at, device=device, sender=sender, municipality=municipality, key=key, received_at=received_at,
        sequence=sequence, retained=retained,
    )  # fmt: skip
    return AlarmReport(its_head, kind, cause, place=place, text=text, is_test=is_test, is_reset=is_reset)


def status(at: datetime = T0, *, device: str = "dev-1", sender: str = SENDER, **more: object) -> StatusReport:
    """A heartbeat of a personal alarm."""
    return StatusReport(head(at, device=device, sender=sender, **more), DeviceKind.PERSONAL_ALARM)  # type: ignore[arg-type]


def unreadable(
    at: datetime = T0,
    *,
    device: str | None = "dev-1",
    sender: str = SENDER,
    municipality: MunicipalityId = NORRBY,
    stream: Stream | None = Stream.ALARMS,
    fault: Fault = Fault.NOT_JSON,
    key: str = "",
) -> UnreadableReport:
    """What could not be read; with `device` None not even its topic could."""
    where = origin(device, sender, municipality) if device is not None else None
    topic = f"vaka/v1/{municipality}/{sender}/alarms/{device}" if where else "nonsense"
    return UnreadableReport(
        key=ReportKey(f"unreadable:{topic}", key or _keys()), origin=where, stream=stream, fault=fault,
        explanation="the payload is not JSON", received_at=at, raw=Raw(topic, b"{", 1, "00"),
    )  # fmt: skip


def device(
    id_: str = "dev-1",
    *,
    resident: str | None = None,
    household: str | None = None,
    sender: str = SENDER,
    kind: DeviceKind = DeviceKind.PERSONAL_ALARM,
    municipality: MunicipalityId = NORRBY,
    place: str = "",
) -> Device:
    return Device(
        DeviceId(id_), municipality, sender, kind, HouseholdId(household) if household else None,
        ResidentId(resident) if resident else None, place,
    )  # fmt: skip


def knowledge(
    *devices: Device,
    households: Mapping[str, tuple[str, ...]] | None = None,
    senders: Mapping[MunicipalityId, frozenset[str]] | None = None,
) -> Knowledge:
    """What the directory says: these devices, these households, and `SENDER` in Norrby and Söderby."""
    return Knowledge(
        senders=senders if senders is not None else {NORRBY: frozenset({SENDER}), SODERBY: frozenset({SENDER})},
        devices={(one.municipality, one.id): one for one in devices},
        households={
            HouseholdId(home): tuple(ResidentId(one) for one in members) for home, members in (households or {}).items()
        },
    )


def resident(id_: str = "astrid", household: str = "home-1", **more: object) -> Resident:
    fields = {"given_name": "Astrid", "family_name": "Lind", "born": date(1938, 5, 1), "municipality": NORRBY, **more}
    return Resident(id=ResidentId(id_), household=HouseholdId(household), **fields)  # type: ignore[arg-type]


def household(id_: str = "home-1", street: str = "Storgatan 1", **more: object) -> Household:
    fields = {"municipality": NORRBY, **more}
    return Household(id=HouseholdId(id_), street=street, **fields)  # type: ignore[arg-type]


def municipality(
    id_: MunicipalityId = NORRBY, senders: Iterable[str] = (SENDER,), outcomes: tuple[Outcome, ...] = DEFAULT_OUTCOMES
) -> Municipality:
    return Municipality(id_, id_.capitalize(), "Hej", {AlarmClass.HIGH: 60}, outcomes, frozenset(senders))


def ground(
    who: Operator,
    at: datetime = T0,
    *,
    new_id: Callable[[], str] | None = None,
    colleagues: Iterable[Operator] = (),
    console: ConsoleId = HERE,
) -> Ground:
    """What a step stands on: every municipality has the default outcomes."""
    return Ground(
        operator=who, console=console, at=at, outcomes={NORRBY: DEFAULT_OUTCOMES, SODERBY: DEFAULT_OUTCOMES},
        colleagues={one.id: one for one in colleagues}, new_id=new_id or counter("new"),
    )  # fmt: skip


def event_alarm(
    at: datetime = T0, cause: Cause = Cause.PRESS, alarm_class: AlarmClass = AlarmClass.HIGH, key: str = ""
) -> ev.Alarm:
    """An alarm as a case holds it."""
    return ev.Alarm(
        report=ReportKey("/norrby/trygg/dev-1", key or _keys()), kind=DeviceKind.PERSONAL_ALARM, cause=cause,
        alarm_class=alarm_class, at=at, began_at=at, received_at=at, device=DeviceId("dev-1"),
        is_press=cause is Cause.PRESS,
    )  # fmt: skip


class Centre:
    """A board and those who change it, without a store: each call is one commit of the journal.

    `at` is the time that goes when a call names it; the journal is kept in `journal`, to be replayed.
    """

    def __init__(self, *devices: Device, households: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.board = Board()
        self.knowledge = knowledge(*devices, households=households)
        self.journal: list[ev.Event] = []
        self.at = T0
        self._new_case = counter("case")
        self._new_event = counter("event")

    def hear(self, report: AlarmReport | UnreadableReport | StatusReport) -> tuple[Planned, ...]:
        """The report, sorted in and committed at the moment that it was received."""
        at = report.received_at if isinstance(report, UnreadableReport) else report.head.received_at
        self.at = max(self.at, at)
        planned = sort_in(report, self.knowledge, Overlay(self.board), self._new_case)
        self.commit(planned)
        return planned

    def press(self, after: timedelta = timedelta(0), **more: object) -> Case:
        """A press of `dev-1`, `after` the start. Returns the case it ended in."""
        planned = self.hear(alarm(T0 + after, **more))  # type: ignore[arg-type]
        return self.case(planned)

    def do(self, who: Operator, step: Step, after: timedelta | None = None, **more: object) -> tuple[Planned, ...]:
        """An operator's step, committed. Raises Refused."""
        if after is not None:
            self.at = T0 + after
        stands = ground(who, self.at, new_id=self._new_case, **more)  # type: ignore[arg-type]
        planned = decide(step, Overlay(self.board), stands)
        self.commit(planned, who.id)
        return planned

    def commit(self, planned: Iterable[Planned], who: OperatorId = SYSTEM) -> None:
        """Gives each its place in the journal and folds it in; the board's overlay must agree with it."""
        overlay = Overlay(self.board)
        for plan in planned:
            version = overlay.version(plan.subject) + 1
            draft = ev.Draft(
                EventId(self._new_event()), plan.subject, version, self.at, who, plan.municipality, plan.body
            )
            overlay.apply((draft,))
            event = ev.Event(
                self.board.seq + 1, draft.id, draft.subject, version, draft.at, who, plan.municipality, plan.body
            )
            self.journal.append(event)
            case = self.board.apply(event)
            assert case == overlay.get_of(plan.subject)

    def case(self, planned: Iterable[Planned]) -> Case:
        """The case that the first of these was about, as it stands."""
        case_id = ev.case_of(next(iter(planned)).subject)
        assert case_id is not None
        found = self.board.get(case_id)
        assert found is not None
        return found

    def get(self, case: Case | CaseId) -> Case:
        """The case as it stands now."""
        found = self.board.get(case.id if isinstance(case, Case) else case)
        assert found is not None
        return found

    def open(self, lane: Lane | None = None) -> list[Case]:
        """The open cases, of one lane or of all, in the order of their opening."""
        return sorted(
            (case for case in self.board.open_cases() if lane is None or case.lane is lane), key=lambda case: case.id
        )


def replayed(events: Iterable[ev.Event], board: Board | None = None) -> Board:
    """A board folded from these events."""
    board = board or Board()
    for event in events:
        board.apply(event)
    return board
