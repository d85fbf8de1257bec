"""A message of the stream once it has been read: what the field said, in the trade's words.

Reports are made by the decoders (`adapters/mqtt/wire.py`), which are total: what cannot be read becomes an
`UnreadableReport`. Moments are aware UTC; texts are bounded and free of lone surrogates.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.alarm import Cause, DeviceKind
from console.domain.call_signal import CallSignal
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId


class Stream(StrEnum):
    """The last but one level of a topic `vaka/v1/{municipality}/{sender}/{stream}/{device}`."""

    ALARMS = "alarms"
    STATUS = "status"
    SAMPLES = "samples"
    SUPERVISION = "supervision"
    RESPONDERS = "responders"
    DISPATCH = "dispatch"
    CALLS = "calls"
    RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True, order=True)
class ReportKey:
    """What makes a report one and the same however often it is sent: CloudEvents `source` and `id`."""

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """The sender's own count for one `source`: `number` rises by one in a boot, and starts anew with it."""

    boot: str
    number: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came in. The topic is the authority: the broker's ACL binds it to the sender."""

    municipality: MunicipalityId
    sender: str
    device: DeviceId


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes as they came. At most 64 KiB is kept; `length` and `sha256` (hex) are of the whole."""

    topic: str
    payload: bytes
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every readable report has. `at` is the device's own clock, `received_at` ours. Without a time of the
    device's own (`is_dated` False) `at` is ours too, and says nothing of whether a report came before."""

    key: ReportKey
    origin: Origin
    at: datetime
    received_at: datetime
    raw: Raw
    sequence: Sequence | None = None
    retained: bool = False
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Position:
    """WGS84 in degrees, `accuracy_m` in metres, `at` the moment of the fix."""

    latitude: float
    longitude: float
    accuracy_m: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AlarmReport:
    """A signal that asks for a human. `is_reset` is the device's own all-clear, which never closes a case."""

    head: Head
    kind: DeviceKind
    cause: Cause
    place: str = ""
    text: str = ""
    is_test: bool = False
    is_reset: bool = False
    position: Position | None = None
    ward: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class LinkPath:
    """One way in which a device reaches us (net, mobile, phone), and whether it is up."""

    name: str
    is_up: bool | None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A device's state (retained): a sign of life. Unknown values are None."""

    head: Head
    kind: DeviceKind
    heartbeat_interval: timedelta | None = None
    battery_percent: int | None = None
    has_mains: bool | None = None
    paths: tuple[LinkPath, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading of a sensor; the unit belongs to the quantity's name (`temperature_c`)."""

    quantity: str
    value: float
    at: datetime


@dataclass(frozen=True, slots=True)
class SampleReport:
    """Readings of one device, oldest first."""

    head: Head
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class SupervisionReport:
    """What a sensor saw of a resident's night, which is not by itself an alarm (in bed, left bed, door)."""

    head: Head
    kind: DeviceKind
    seen: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ResponderReport:
    """A responder's state (free, busy, break, off) and last position. `state` is "" where nothing is said of it, "lost"
    where the broker says for a phone that its connection broke. `seal_key` as in `Standing`."""

    head: Head
    responder: str
    state: str
    position: Position | None = None
    seal_key: str = ""


@dataclass(frozen=True, slots=True)
class DispatchReport:
    """What a responder says of a task (a `TaskMark`), or of working alone (`alone`, `well`, `together`), then without
    one. `minutes` is in how many they are there, or until they say again that all is well."""

    head: Head
    task: str
    responder: str
    reply: str
    text: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CallReport:
    """One message of a call's signalling, as the other side said it."""

    head: Head
    signal: CallSignal


class Fault(StrEnum):
    """Why a message could not be read as what its topic says."""

    NOT_JSON = "not_json"
    NOT_CLOUDEVENT = "not_cloudevent"
    BAD_FIELD = "bad_field"
    TOO_LARGE = "too_large"
    WRONG_TOPIC = "wrong_topic"
    TOPIC_DISAGREES = "topic_disagrees"
    REFUSED_BY_STORE = "refused_by_store"


@dataclass(frozen=True, slots=True)
class UnreadableReport:
    """What could not be read. Its key is made of the topic, the digest and the minute of receipt: repeated at once it
    is stored once, said again later it may be another alarm.

    `origin` is None where not even the topic could be read; `explanation` is a plain English sentence for a
    technician, without any of the payload's text but field names. A sender that
    knows the rule of the key can be told `refused`, and stops repeating.
    """

    key: ReportKey
    origin: Origin | None
    stream: Stream | None
    fault: Fault
    explanation: str
    received_at: datetime
    raw: Raw
    retained: bool = False


@dataclass(frozen=True, slots=True)
class CanaryReport:
    """Our own proof of sight, come back from the broker."""

    console: ConsoleId
    number: int
    at: datetime
    received_at: datetime


class Sight(StrEnum):
    """What a console says of itself. `GONE` is the broker's last will."""

    SEEING = "seeing"
    BLIND = "blind"
    LEFT = "left"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PresenceReport:
    """Another console's (or our own) word of how it is, and who sits at it ("" for nobody)."""

    console: ConsoleId
    sight: Sight
    operator: str
    at: datetime
    received_at: datetime


FieldReport = (
    AlarmReport
    | StatusReport
    | SampleReport
    | SupervisionReport
    | ResponderReport
    | DispatchReport
    | CallReport
    | UnreadableReport
)
"""What the field sends; stored by key."""

Report = FieldReport | CanaryReport | PresenceReport


def key_of(report: FieldReport) -> ReportKey:
    """The key under which a field's report is stored once."""
    return report.key if isinstance(report, UnreadableReport) else report.head.key


class ReceiptState(StrEnum):
    """Our word to a sender. `STORED` is the promise; the others follow the case."""

    STORED = "stored"
    CLAIMED = "claimed"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What we answer to a report: at `topic` level `receipts` of the same sender and device."""

    origin: Origin
    of: ReportKey
    state: ReceiptState
    at: datetime
    reason: str = ""
