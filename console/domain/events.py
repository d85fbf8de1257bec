"""The facts that are journalled, as a closed union. State is a fold of these and of nothing else.

An event never holds a name, an address or a code: it holds ids, and what operators wrote. A body's class name in
snake case is its kind on disk; a body that changes shape gets a new `KIND_VERSIONS` entry and a reader for the old.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.call import CallChange, CallEnd, CallKind, CallResult
from console.domain.escalation import Rung
from console.domain.ids import (
    CallId,
    CaseId,
    ConsoleId,
    DecisionId,
    DeviceId,
    EventId,
    LockId,
    LookId,
    MunicipalityId,
    OperatorId,
    ResidentId,
    ResponderId,
    RightId,
    TaskId,
)
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState
from console.domain.picture import Mask
from console.domain.plan import Way
from console.domain.report import Position, ReportKey
from console.domain.responder import Duty
from console.domain.silence import Silence, SilenceEnd, SilenceId
from console.domain.start_check import CheckKind
from console.domain.supervision import Then
from console.domain.task import Late, Need, RightEnd, TaskMark, TaskRung, Withdrawal


class SubjectKind(StrEnum):
    """Whom or what a case is about."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    AREA = "area"
    DEVICE = "device"
    SOURCE = "source"
    RESPONDER = "responder"
    COVERAGE = "coverage"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what, by id. `NOBODY` has an id of its own a case (opened by hand without a person).
    `RESPONDER` is one of the staff in danger, `COVERAGE` an area in which nobody can be sent."""

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm as a case holds it. `at` is the device's clock, `began_at` that clock bounded by ours. A person's press
    in an announced test (`is_in_test`) is a person's press."""

    report: ReportKey
    kind: DeviceKind
    cause: Cause
    alarm_class: AlarmClass
    at: datetime
    began_at: datetime
    received_at: datetime
    device: DeviceId
    place: str = ""
    text: str = ""
    is_test: bool = False
    is_press: bool = False
    position: Position | None = None
    is_in_test: bool = False


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case came to be. `resident` is whose device it was, where that is known; `follows` is a case of the same
    subject that was closed shortly before."""

    lane: Lane
    subject: Subject
    alarm: Alarm
    resident: ResidentId | None = None
    follows: CaseId | None = None
    presses_before: int = 0
    first_before: datetime | None = None
    linked: tuple[CaseId, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmJoined:
    """One more alarm about the same subject."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class AlarmReset:
    """The device says all clear. It never closes a case."""

    report: ReportKey
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseClaimed:
    """`who` of the event took it, at `console`."""

    console: ConsoleId


class ReleaseReason(StrEnum):
    BY_CHOICE = "by_choice"
    SIGNED_OUT = "signed_out"


@dataclass(frozen=True, slots=True)
class CaseReleased:
    reason: ReleaseReason


@dataclass(frozen=True, slots=True)
class CaseHandedOver:
    """To a named operator, who owns it from now."""

    to: OperatorId


@dataclass(frozen=True, slots=True)
class CaseTakenOver:
    """`who` took it from `previous`, and said why."""

    previous: OperatorId
    reason: str
    console: ConsoleId


@dataclass(frozen=True, slots=True)
class CaseOrphaned:
    """Its owner was gone (`console` dead, blind or nobody signed in): it alarms again for everybody."""

    previous: OperatorId


@dataclass(frozen=True, slots=True)
class NoteWritten:
    text: str


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """Someone was told that something happens at `until`, at the latest."""

    until: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PromiseKept:
    pass


@dataclass(frozen=True, slots=True)
class PromiseBroken:
    """`until` has passed: the case is raised and waits for anybody."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ResidentNamed:
    """Who of a shared household, or who behind an unknown device, it was."""

    resident: ResidentId


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """All that this case held now belongs to `into`; this one is closed by it."""

    into: CaseId


@dataclass(frozen=True, slots=True)
class CaseReceived:
    """The other side of a merge: what came from `source`, with a promise that somebody there waits for.

    `more` counts the alarms that `source` had beyond these, which the journal has.
    """

    source: CaseId
    alarms: tuple[Alarm, ...]
    presses: int
    first_at: datetime
    more: int = 0
    promise_until: datetime | None = None
    promise_text: str = ""


@dataclass(frozen=True, slots=True)
class CaseSplit:
    """The named alarms were about somebody else and left for the new case `to`."""

    to: CaseId
    reports: tuple[ReportKey, ...]


@dataclass(frozen=True, slots=True)
class CaseLinked:
    other: CaseId


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The end, with an outcome from the municipality's list."""

    outcome: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class CaseEscalated:
    """Nobody answered in time (`step` is ""), or nobody went on with the plan at `step`: this rung was reached.
    `is_in_vain`: nobody was there to be called by it (no shift lead signed in, no patrol connected), so the next rung
    was not waited for."""

    rung: Rung
    step: str = ""
    is_in_vain: bool = False


@dataclass(frozen=True, slots=True)
class CaseLifted:
    """A fault that leaves a person without any way to call for help: it belongs among the people's from now."""


@dataclass(frozen=True, slots=True)
class DevicesLost:
    """An outage took these too; nobody has heard of them since it began."""

    devices: tuple[DeviceId, ...]


@dataclass(frozen=True, slots=True)
class DevicesReturned:
    """These devices of an outage were heard again; or were not, and have a case of their own from now (`as_cases`)."""

    devices: tuple[DeviceId, ...]
    as_cases: bool = False


@dataclass(frozen=True, slots=True)
class OutageEnded:
    """The line is back and every device of it was heard: the one end that needs no human."""


@dataclass(frozen=True, slots=True)
class PlanBegun:
    """An action plan, of this version, was laid before whoever has the case: these of its steps, in this order."""

    plan: str
    version: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of the plan was done, with the answer that it got."""

    step: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """A step was left out, and why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class StepReopened:
    """A step was marked by mistake."""

    step: str


@dataclass(frozen=True, slots=True)
class CallBegan:
    """`who` calls, from `console`: the resident by a way, or the contact of that order (from 1). Journalled before it
    rings. Of a case, its subject is the case's; `reason` where there is none. `listen_in`: the device answers by
    itself, after it has announced it."""

    call: CallId
    kind: CallKind
    console: ConsoleId
    resident: ResidentId | None
    way: Way | None = None
    contact: int = 0
    device: DeviceId | None = None
    with_picture: bool = False
    listen_in: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """Somebody answered, so many seconds after it began."""

    call: CallId
    after_s: float


@dataclass(frozen=True, slots=True)
class CallNoted:
    """What happened in the midst of a call. `detail`: the tone's name, or what a guest is (relative, nurse, other)."""

    call: CallId
    change: CallChange
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CallEnded:
    """It is over: why, what that says of the person, how long they spoke, and how long after the answer the first sound
    and the first picture came (None where none did)."""

    call: CallId
    end: CallEnd
    result: CallResult
    seconds: float = 0.0
    sound_after_s: float | None = None
    picture_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class TaskBegan:
    """Somebody is to go there. `number` is for people to name it by; of two with one `key` the second is none."""

    task: TaskId
    number: int
    key: str
    need: Need
    on_site_by: datetime
    step: str = ""
    wished: ResponderId | None = None
    second_of: TaskId | None = None


@dataclass(frozen=True, slots=True)
class TaskOffered:
    """One responder is asked. `minutes` is what was told them; `position_at` the age of what that was reckoned from."""

    task: TaskId
    responder: ResponderId
    rung: TaskRung
    answer_by: datetime
    minutes: int | None = None
    position_at: datetime | None = None
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class TaskMarked:
    """What a responder said of it, at `said_at` by their phone's clock, bounded by ours. `by_phone`: an operator marked
    what they said in a call. `minutes` is in how many they will be there, where they said so."""

    task: TaskId
    responder: ResponderId
    mark: TaskMark
    said_at: datetime
    text: str = ""
    minutes: int | None = None
    by_phone: bool = False


@dataclass(frozen=True, slots=True)
class TaskWithdrawn:
    """It is theirs no more: the offer, or the task that they had."""

    task: TaskId
    responder: ResponderId
    why: Withdrawal


@dataclass(frozen=True, slots=True)
class TaskClimbed:
    """It is asked wider, for nobody has taken it."""

    task: TaskId
    rung: TaskRung


@dataclass(frozen=True, slots=True)
class TaskDelayed:
    """What should have happened by now has not."""

    task: TaskId
    late: Late


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    task: TaskId
    reason: str


@dataclass(frozen=True, slots=True)
class EntryGiven:
    """A one-time right to open a lock, to the one who accepted. The code is in no event."""

    task: TaskId
    responder: ResponderId
    lock: LockId
    right: RightId
    until: datetime


@dataclass(frozen=True, slots=True)
class EntryEnded:
    task: TaskId
    right: RightId
    why: RightEnd


@dataclass(frozen=True, slots=True)
class EntryFailed:
    """The lock's system gave no right, or did not take one back: somebody must see to it by hand."""

    task: TaskId
    lock: LockId
    right: RightId | None = None


class ReadReason(StrEnum):
    """Why a person's record was opened."""

    OWN_CASE = "own_case"
    CALL = "call"
    HANDOVER = "handover"
    FOLLOW_UP = "follow_up"
    PLANNING = "planning"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class PersonRead:
    """`who` opened the record of `resident`. `is_unmasked` where a protected identity was shown."""

    resident: ResidentId
    reason: ReadReason
    case: CaseId | None = None
    is_unmasked: bool = False


@dataclass(frozen=True, slots=True)
class RiskListRead:
    """`who` saw the risk list of a municipality, with so many people on it. `copied_at` is how old the local copy was
    that it was made from, None for the store itself."""

    count: int
    copied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MorningListRead:
    """`who` saw the morning list of a municipality, with so many people on it whose night was unlike their others."""

    count: int


@dataclass(frozen=True, slots=True)
class JournalRead:
    """`who` read the journal of a case, or took an extract."""

    about: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`name` is the colleague's own, not a resident's: the other consoles show it beside a case."""

    console: ConsoleId
    name: str


@dataclass(frozen=True, slots=True)
class SignedOut:
    console: ConsoleId


@dataclass(frozen=True, slots=True)
class SeatResumed:
    """After a crash `who` sits at `console` again, let in by its guardian without a password."""

    console: ConsoleId
    name: str


@dataclass(frozen=True, slots=True)
class StartChecked:
    """What was tried at `console` before a shift, and whether each was good."""

    console: ConsoleId
    results: tuple[tuple[CheckKind, bool], ...]


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """A wrong name or password, counted. The name tried is not kept."""

    console: ConsoleId


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """`what` is one of created, password, grants, disabled, enabled."""

    account: OperatorId
    what: str


class SightLost(StrEnum):
    """Where the chain from field to eye broke."""

    LINK = "link"
    STORE = "store"
    SCREEN = "screen"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class BlindnessBegan:
    console: ConsoleId
    lost: SightLost
    since: datetime


@dataclass(frozen=True, slots=True)
class BlindnessEnded:
    console: ConsoleId
    lost: SightLost
    since: datetime


@dataclass(frozen=True, slots=True)
class SoundChecked:
    """Whether the output of `console` really took a sound: at sign-in, every hour, and when that changed. `device` is
    its name, "" where there is none."""

    console: ConsoleId
    is_audible: bool
    device: str


@dataclass(frozen=True, slots=True)
class SoundSilenced:
    """`who` silenced the alarm sounds of `console` until `until`, at the longest."""

    console: ConsoleId
    until: datetime


@dataclass(frozen=True, slots=True)
class SoundRestored:
    """The silence was ended before its time."""

    console: ConsoleId


@dataclass(frozen=True, slots=True)
class ResidentsImported:
    residents: int
    households: int
    devices: int
    refused_rows: int


@dataclass(frozen=True, slots=True)
class FloodBegan:
    """So many alarms within ten minutes, for so many operators."""

    alarms: int
    operators: int


@dataclass(frozen=True, slots=True)
class FloodEnded:
    """`alarms` within the last ten minutes; it had lasted since `since`."""

    since: datetime
    alarms: int
    operators: int


@dataclass(frozen=True, slots=True)
class SilenceBegan:
    """`who` said that this is not to be told of for a while."""

    silence: Silence


@dataclass(frozen=True, slots=True)
class SilenceWarned:
    """It ends soon, and that was said."""

    silence: SilenceId


@dataclass(frozen=True, slots=True)
class SilenceEnded:
    silence: SilenceId
    why: SilenceEnd


class ProvenBy(StrEnum):
    """What a test, which its message says it is, was expected by: an announced window, the monthly day, or nothing."""

    WINDOW = "window"
    SCHEDULE = "schedule"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class SelfTestFiled:
    """A test came through and was filed: nobody is asked to look at it."""

    alarm: Alarm
    resident: ResidentId | None
    by: ProvenBy


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """`who`, at `console`, has more life alarms waiting (`waiting`) than one can take."""

    console: ConsoleId
    waiting: int


@dataclass(frozen=True, slots=True)
class HelpEnded:
    console: ConsoleId


@dataclass(frozen=True, slots=True)
class LookOpened:
    """`who` opened the camera of a decision, at `console`; journalled before the camera is asked. `reason` and `case`
    where it is for an open case; `is_outside` where no look of the round gave the right at that time."""

    look: LookId
    decision: DecisionId
    resident: ResidentId | None
    camera: DeviceId
    purpose: LookFor
    console: ConsoleId
    mask: Mask
    case: CaseId | None = None
    reason: str = ""
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class LookUnmasked:
    """`who` took the mask away, and said why."""

    look: LookId
    reason: str


@dataclass(frozen=True, slots=True)
class LookShut:
    """The camera was closed after `seconds`, of which `unmasked_s` without its mask. `pictures` came."""

    look: LookId
    end: LookEnd
    seconds: float
    unmasked_s: float = 0.0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class LookJudged:
    """What `who` said of a look, and what the decision makes of that."""

    look: LookId
    decision: DecisionId
    resident: ResidentId | None
    outcome: LookOutcome
    state: LookState
    retry_at: datetime | None = None
    then: Then | None = None
    act_by: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NightSkipped:
    """The person declined, or is away, in the night that begins on `night`."""

    decision: DecisionId
    night: date
    why: str


@dataclass(frozen=True, slots=True)
class NightKept:
    """That was a mistake, or they are back: the looks are to be done."""

    decision: DecisionId
    night: date


@dataclass(frozen=True, slots=True)
class NightSigned:
    """`who` signed a municipality's report of a night; `digest` (SHA-256, hex) is of its text."""

    night: date
    digest: str


@dataclass(frozen=True, slots=True)
class DecisionsImported:
    decisions: int
    cameras: int
    refused_rows: int


@dataclass(frozen=True, slots=True)
class StaffImported:
    responders: int
    shifts: int
    visits: int
    refused_rows: int


@dataclass(frozen=True, slots=True)
class DutyChanged:
    """A responder's own word, or the centre's for them. Subject `responder:<municipality>:<id>`."""

    responder: ResponderId
    duty: Duty


@dataclass(frozen=True, slots=True)
class AloneBegan:
    """Somebody works alone and says that all is well by `check_by`, or is looked for. `task` is what they are there
    for, where the centre sent them."""

    responder: ResponderId
    check_by: datetime
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class AloneChecked:
    """All is well; the next word by `check_by`."""

    responder: ResponderId
    check_by: datetime


@dataclass(frozen=True, slots=True)
class AloneEnded:
    responder: ResponderId


class ErasureRule(StrEnum):
    REPORT_AGE = "report_age"
    JOURNAL_AGE = "journal_age"
    RESIDENT_REQUEST = "resident_request"
    BROUGHT_HOME = "brought_home"


@dataclass(frozen=True, slots=True)
class BodiesErased:
    """By rule, or on request: these events keep their place in the chain and have lost their body."""

    rule: ErasureRule
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportsErased:
    rule: ErasureRule
    count: int
    before: datetime


CaseBody = (
    CaseOpened
    | AlarmJoined
    | AlarmReset
    | CaseClaimed
    | CaseReleased
    | CaseHandedOver
    | CaseTakenOver
    | CaseOrphaned
    | NoteWritten
    | PromiseMade
    | PromiseKept
    | PromiseBroken
    | ResidentNamed
    | CaseMerged
    | CaseReceived
    | CaseSplit
    | CaseLinked
    | CaseEscalated
    | CaseLifted
    | DevicesLost
    | DevicesReturned
    | OutageEnded
    | PlanBegun
    | StepDone
    | StepSkipped
    | StepReopened
    | CallBegan
    | CallAnswered
    | CallNoted
    | CallEnded
    | TaskBegan
    | TaskOffered
    | TaskMarked
    | TaskWithdrawn
    | TaskClimbed
    | TaskDelayed
    | TaskCancelled
    | EntryGiven
    | EntryEnded
    | EntryFailed
    | CaseClosed
)
"""What happens to one case; its subject on disk is `case:<id>`. A call outside any case has `call:<id>`."""

CallBody = CallBegan | CallAnswered | CallNoted | CallEnded

TaskBody = (
    TaskBegan
    | TaskOffered
    | TaskMarked
    | TaskWithdrawn
    | TaskClimbed
    | TaskDelayed
    | TaskCancelled
    | EntryGiven
    | EntryEnded
    | EntryFailed
)
"""What happens to a task; always in its case."""

OtherBody = (
    PersonRead
    | RiskListRead
    | MorningListRead
    | JournalRead
    | SignedIn
    | SignedOut
    | SeatResumed
    | StartChecked
    | SignInRefused
    | AccountChanged
    | BlindnessBegan
    | BlindnessEnded
    | SoundChecked
    | SoundSilenced
    | SoundRestored
    | ResidentsImported
    | FloodBegan
    | FloodEnded
    | SilenceBegan
    | SilenceWarned
    | SilenceEnded
    | SelfTestFiled
    | HelpAsked
    | HelpEnded
    | LookOpened
    | LookUnmasked
    | LookShut
    | LookJudged
    | NightSkipped
    | NightKept
    | NightSigned
    | DecisionsImported
    | StaffImported
    | DutyChanged
    | AloneBegan
    | AloneChecked
    | AloneEnded
    | BodiesErased
    | ReportsErased
)
"""What is not about a case; subjects `person:`, `console:`, `account:`, `directory:`, `silence:`,
`device:`, `centre:`, `job:`, `look:`, `night:`, `responder:`."""

Body = CaseBody | OtherBody

BODIES: tuple[type[Body], ...] = tuple(CaseBody.__args__ + OtherBody.__args__)


def kind_of(body_type: type[Body]) -> str:
    """The kind on disk: the class name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", body_type.__name__).lower()


KINDS: dict[str, type[Body]] = {kind_of(body): body for body in BODIES}
KIND_VERSION = 1
"""Version of every body's shape so far."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before the journal gives it its place. `version` counts from 1 within `subject`."""

    id: EventId
    subject: str
    version: int
    at: datetime
    who: OperatorId
    municipality: MunicipalityId
    body: Body


@dataclass(frozen=True, slots=True)
class Event:
    """A journalled fact. `seq` is the global order without gaps; `at` is when it was decided (UTC)."""

    seq: int
    id: EventId
    subject: str
    version: int
    at: datetime
    who: OperatorId
    municipality: MunicipalityId
    body: Body


@dataclass(frozen=True, slots=True)
class ErasedEvent:
    """An event whose body was erased by rule: its place, author and kind remain."""

    seq: int
    id: EventId
    subject: str
    version: int
    at: datetime
    who: OperatorId
    municipality: MunicipalityId
    kind: str


CASE_PREFIX = "case:"
LOOK_PREFIX = "look:"
CALL_PREFIX = "call:"
RESPONDER_PREFIX = "responder:"


def case_subject(case: CaseId) -> str:
    """The journal's subject of a case."""
    return f"{CASE_PREFIX}{case}"


def look_subject(look: LookId) -> str:
    """The journal's subject of a look."""
    return f"{LOOK_PREFIX}{look}"


def call_subject(call: CallId) -> str:
    """The journal's subject of a call outside any case."""
    return f"{CALL_PREFIX}{call}"


def responder_subject(municipality: MunicipalityId, responder: ResponderId) -> str:
    """The journal's subject of a responder's duty and lone work."""
    return f"{RESPONDER_PREFIX}{municipality}:{responder}"


def case_of(subject: str) -> CaseId | None:
    """The case that a subject names, or None."""
    return CaseId(subject.removeprefix(CASE_PREFIX)) if subject.startswith(CASE_PREFIX) else None
