"""What a device would send, and when: the signals of `life` and `scenes`, before the wire has encoded them.

Each device is a CloudEvents source of its own (`/{municipality}/{sender}/{device}`) that counts its messages. `merge`
gives the counts, so that streams that share a device can be joined without a gap.
"""

import heapq
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.alarm import Cause
from console.domain.ids import uuid7
from console.domain.report import (
    AlarmReport,
    Head,
    LinkPath,
    Origin,
    Position,
    Raw,
    ReportKey,
    Sample,
    SampleReport,
    Sequence,
    StatusReport,
    SupervisionReport,
)
from console.domain.resident import Device

SimulatedReport = AlarmReport | StatusReport | SupervisionReport | SampleReport

NOT_SENT_YET = Raw(topic="", payload=b"", length=0, sha256="")
"""The raw part of a report that has not been on the wire."""


class Truth(StrEnum):
    """Why an alarm was really sent, which no device says: what figures and replays are checked against."""

    NEEDS_HELP = "needs_help"
    ENQUIRY = "enquiry"
    FALSE = "false"
    TEST = "test"
    WAITING = "waiting"
    FALLEN = "fallen"
    SILENT = "silent"
    FAULT = "fault"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Signal:
    """One message to send `offset` after the start. `truth` is set for alarms alone."""

    offset: timedelta
    report: SimulatedReport
    truth: Truth | None = None


class Pen:
    """Writes reports for devices. The ids follow from `label` (a seed and a name) and the start."""

    def __init__(self, started_at: datetime, label: str) -> None:
        if started_at.tzinfo is None:
            raise ValueError("a simulation starts at an aware moment")
        self.started_at = started_at
        self.rng = random.Random(f"{label}/{started_at.timestamp()}")

    def head(self, device: Device, offset: timedelta, at: datetime | None) -> Head:
        """The head of a report sent at `offset`; `at` is the device's own clock where that is not right."""
        sent_at = _to_the_millisecond(self.started_at + offset)
        return Head(
            key=ReportKey(source_of(device), uuid7(sent_at, self.rng.randbytes(10))),
            origin=Origin(device.municipality, device.sender, device.id),
            at=sent_at if at is None else _to_the_millisecond(at),
            received_at=sent_at,
            raw=NOT_SENT_YET,
        )

    def alarm(
        self,
        device: Device,
        offset: timedelta,
        cause: Cause,
        truth: Truth,
        *,
        at: datetime | None = None,
        place: str | None = None,
        text: str = "",
        is_reset: bool = False,
        position: Position | None = None,
    ) -> Signal:
        """An alarm. `place` is the device's own unless told; the special housing's rooms give ward and room."""
        where = device.place if place is None else place
        ward, has_room, room = where.partition(", rum ")
        report = AlarmReport(
            head=self.head(device, offset, at),
            kind=device.kind,
            cause=cause,
            place=where,
            text=text,
            is_test=cause is Cause.TEST,
            is_reset=is_reset,
            position=position,
            ward=ward if has_room else "",
            room=room,
        )
        return Signal(offset, report, truth)

    def status(
        self,
        device: Device,
        offset: timedelta,
        *,
        at: datetime | None = None,
        battery_percent: int | None = None,
        has_mains: bool | None = None,
        paths: tuple[LinkPath, ...] = (),
    ) -> Signal:
        """A sign of life."""
        seconds = device.heartbeat_interval_s
        interval = None if seconds is None else timedelta(seconds=seconds)
        head = self.head(device, offset, at)
        return Signal(offset, StatusReport(head, device.kind, interval, battery_percent, has_mains, paths))

    def supervision(self, device: Device, offset: timedelta, seen: str, *, at: datetime | None = None) -> Signal:
        """What a sensor or camera saw, which is not by itself an alarm."""
        return Signal(offset, SupervisionReport(self.head(device, offset, at), device.kind, seen, device.place))

    def sample(self, device: Device, offset: timedelta, quantity: str, value: float) -> Signal:
        """One reading, taken as it is sent."""
        head = self.head(device, offset, None)
        return Signal(offset, SampleReport(head, (Sample(quantity, value, head.at),)))


def source_of(device: Device) -> str:
    """The CloudEvents source under which a device counts its messages."""
    return f"/{device.municipality}/{device.sender}/{device.id}"


def merge(label: str, started_at: datetime, *streams: Iterable[Signal]) -> Iterator[Signal]:
    """The streams as one, in order of time, each source counted anew from 1 in one boot.

    Each stream must be in order of time by itself. Lazy: the streams may be endless.
    """
    boot = uuid7(started_at, random.Random(f"{label}/boot").randbytes(10))
    counts: Counter[str] = Counter()
    for signal in heapq.merge(*streams, key=_offset):
        head = signal.report.head
        counts[head.key.source] += 1
        counted = replace(head, sequence=Sequence(boot, counts[head.key.source]))
        yield replace(signal, report=replace(signal.report, head=counted))


def in_order(signals: Iterable[Signal]) -> list[Signal]:
    """Signals sorted by when they are sent; those of the same moment stay as they were told."""
    return sorted(signals, key=_offset)


def _offset(signal: Signal) -> timedelta:
    return signal.offset


def _to_the_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
