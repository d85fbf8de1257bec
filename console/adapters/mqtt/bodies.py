"""The `data` of each message, read into the domain's reports.

Readers raise `Unreadable(BAD_FIELD)` with the field's name, but for alarms: there a part that cannot be read
is left out and noted at the end of the text in square brackets, so that no alarm is lost over a detail.
`[kind: wristband]` keeps a sender's word that we do not have, `[position: ?]` tells that the position was
left out. Fields that the contract does not have are ignored, so that senders may be ahead of us.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from console.adapters.mqtt.call_words import read_signal
from console.adapters.mqtt.fields import (
    Object,
    Unreadable,
    bad_field,
    cut_text,
    read_choice,
    read_flag,
    read_list,
    read_moment,
    read_number,
    read_object,
    read_plain,
    read_text,
    read_whole,
)
from console.adapters.mqtt.order_words import read_seal_key
from console.domain.alarm import Cause, DeviceKind
from console.domain.report import (
    AlarmReport,
    CallReport,
    DispatchReport,
    FieldReport,
    Head,
    LinkPath,
    Position,
    ResponderReport,
    Sample,
    SampleReport,
    StatusReport,
    Stream,
    SupervisionReport,
)
from console.domain.responder import Duty
from console.domain.task import TaskMark

MAX_TEXT = 500
MAX_PLACE = 200
MAX_WARD = 100
MAX_WORD = 64
MAX_SAMPLES = 1000
MAX_PATHS = 8
MAX_ID = 128
MAX_ACCURACY_M = 1e7
MAX_HEARTBEAT_S = 31 * 24 * 3600

LOST = "lost"
"""The last will of a responder's phone."""

RESPONDER_STATES = (*(duty.value for duty in Duty), LOST)
LONE_REPLIES = ("alone", "well", "together")
"""What somebody says of working alone: of no task, or of the one that they are at."""

DISPATCH_REPLIES = (*(mark.value for mark in TaskMark), *LONE_REPLIES)
MAX_MINUTES = 600

Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)

_KINDS = {kind.value: kind for kind in DeviceKind}
_CAUSES = {cause.value: cause for cause in Cause}


class _Noted:
    """Reads an alarm's parts; what cannot be read is left out and noted."""

    def __init__(self, notes: list[str]) -> None:
        self.notes = notes

    def part(self, data: Object, name: str, read: Callable[[object, str], Read], otherwise: Read) -> Read:
        value = data.get(name)
        if value is None:
            return otherwise
        try:
            return read(value, name)
        except Unreadable:
            self.notes.append(f"[{name}: ?]")
            return otherwise

    def word(self, data: Object, name: str, words: dict[str, Word], unknown: Word) -> Word:
        value = data.get(name)
        if not isinstance(value, str):
            self.notes.append(f"[{name}: ?]")
            return unknown
        if value not in words:
            self.notes.append(f"[{name}: {cut_text(value, name, MAX_WORD)}]")
            return unknown
        return words[value]

    def text(self, sent: str) -> str:
        """What was sent and all notes, in at most 500 characters; the notes are never cut."""
        if not self.notes:
            return sent
        notes = " ".join(self.notes)
        kept = sent[: MAX_TEXT - len(notes) - 1]
        return f"{kept} {notes}" if kept else notes


def read_alarm(head: Head, body: object, notes: list[str]) -> AlarmReport:
    """An alarm, whatever its `data` is like. `notes` are those of its envelope. Never raises."""
    noted = _Noted(notes)
    data: Object = {}
    if isinstance(body, dict):
        data = body
    else:
        noted.notes.append("[data: ?]")
    kind = noted.word(data, "kind", _KINDS, DeviceKind.UNKNOWN)
    cause = noted.word(data, "cause", _CAUSES, Cause.UNKNOWN)
    place = noted.part(data, "place", _cut_to(MAX_PLACE), "")
    text = noted.part(data, "text", _cut_to(MAX_TEXT), "")
    is_test = noted.part(data, "test", read_flag, False)
    is_reset = noted.part(data, "state", _read_is_reset, False)
    position = noted.part(data, "position", _read_position_or_none, None)
    ward = noted.part(data, "ward", _cut_to(MAX_WARD), "")
    room = noted.part(data, "room", _cut_to(MAX_WARD), "")
    text = noted.text(text)
    return AlarmReport(head, kind, cause, place, text, is_test, is_reset, position, ward, room)


def read_body(stream: Stream, head: Head, body: object) -> FieldReport:
    """The report of any stream but alarms. Raises Unreadable(BAD_FIELD)."""
    data = read_object(body, "data")
    match stream:
        case Stream.STATUS:
            return _read_status(head, data)
        case Stream.SAMPLES:
            return _read_samples(head, data)
        case Stream.SUPERVISION:
            return _read_supervision(head, data)
        case Stream.RESPONDERS:
            return _read_responder(head, data)
        case Stream.DISPATCH:
            return _read_dispatch(head, data)
        case Stream.CALLS:
            return CallReport(head, read_signal(data))
        case Stream.ALARMS | Stream.RECEIPTS:
            raise bad_field("type does not belong to the stream")


def _cut_to(limit: int) -> Callable[[object, str], str]:
    return lambda value, name: cut_text(value, name, limit)


def _read_is_reset(value: object, name: str) -> bool:
    return read_choice(value, name, ("raised", "reset")) == "reset"


def _read_position(value: object, name: str) -> Position:
    fix = read_object(value, name)
    return Position(
        latitude=read_number(fix.get("latitude"), f"{name}.latitude", -90, 90),
        longitude=read_number(fix.get("longitude"), f"{name}.longitude", -180, 180),
        accuracy_m=_optional(fix, "accuracy_m", lambda v, n: read_number(v, n, 0, MAX_ACCURACY_M), name),
        at=read_moment(fix.get("at"), f"{name}.at"),
    )


def _read_position_or_none(value: object, name: str) -> Position | None:
    return _read_position(value, name)


def _read_kind(data: Object) -> DeviceKind:
    word = read_text(data.get("kind"), "data.kind", MAX_WORD, least=1)
    return _KINDS.get(word, DeviceKind.UNKNOWN)


def _optional(data: Object, name: str, read: Callable[[object, str], Read], within: str = "data") -> Read | None:
    value = data.get(name)
    return None if value is None else read(value, f"{within}.{name}")


def _optional_text(data: Object, name: str, limit: int) -> str:
    value = data.get(name)
    return "" if value is None else read_text(value, f"data.{name}", limit)


def _read_status(head: Head, data: Object) -> StatusReport:
    interval_s = _optional(data, "heartbeat_interval_s", lambda v, n: read_number(v, n, 1, MAX_HEARTBEAT_S))
    paths = _optional(data, "paths", lambda v, n: read_list(v, n, MAX_PATHS)) or []
    return StatusReport(
        head,
        kind=_read_kind(data),
        heartbeat_interval=None if interval_s is None else timedelta(seconds=interval_s),
        battery_percent=_optional(data, "battery_percent", lambda v, n: read_whole(v, n, 0, 100)),
        has_mains=_optional(data, "mains", read_flag),
        paths=tuple(_read_path(path) for path in paths),
    )


def _read_path(value: object) -> LinkPath:
    path = read_object(value, "data.paths")
    is_up = path.get("up")
    return LinkPath(
        name=read_text(path.get("name"), "data.paths.name", MAX_WORD, least=1),
        is_up=None if is_up is None else read_flag(is_up, "data.paths.up"),
    )


def _read_samples(head: Head, data: Object) -> SampleReport:
    sent = read_list(data.get("samples"), "data.samples", MAX_SAMPLES, least=1)
    samples = sorted((_read_sample(sample) for sample in sent), key=lambda sample: sample.at)
    return SampleReport(head, tuple(samples))


def _read_sample(value: object) -> Sample:
    sample = read_object(value, "data.samples")
    return Sample(
        quantity=read_plain(sample.get("quantity"), "data.samples.quantity", MAX_WORD),
        value=read_number(sample.get("value"), "data.samples.value"),
        at=read_moment(sample.get("at"), "data.samples.at"),
    )


def _read_supervision(head: Head, data: Object) -> SupervisionReport:
    return SupervisionReport(
        head,
        kind=_read_kind(data),
        seen=read_text(data.get("seen"), "data.seen", MAX_WORD, least=1),
        place=_optional_text(data, "place", MAX_PLACE),
    )


def _read_responder(head: Head, data: Object) -> ResponderReport:
    return ResponderReport(
        head,
        responder=head.origin.device,
        state=read_choice(data.get("state"), "data.state", RESPONDER_STATES),
        position=_optional(data, "position", _read_position),
        seal_key=_optional(data, "seal_key", read_seal_key) or "",
    )


def _read_dispatch(head: Head, data: Object) -> DispatchReport:
    reply = read_choice(data.get("reply"), "data.reply", DISPATCH_REPLIES)
    is_of_none = reply in LONE_REPLIES and data.get("task") in (None, "")
    return DispatchReport(
        head,
        task="" if is_of_none else read_plain(data.get("task"), "data.task", MAX_ID),
        responder=head.origin.device,
        reply=reply,
        text=_optional_text(data, "text", MAX_TEXT),
        minutes=_optional(data, "minutes", lambda v, n: read_whole(v, n, 0, MAX_MINUTES)),
    )
