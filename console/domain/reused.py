"""When an id that is stored already comes again and is another report all the same.

A sender repeats with the same id and the same time until it holds our receipt: that is one report. A unit whose count
begins anew after a power cut says id "1" again with a time of its own: answering it `stored` and dropping it would drop
a person's alarm. Such a report is stored under its id with its time behind.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from console.domain.report import (
    AlarmReport,
    CallReport,
    DispatchReport,
    FieldReport,
    ReportKey,
    ResponderReport,
)

SAME_WITHIN = timedelta(minutes=1)
"""Two reports of one id whose times lie no further apart are one: a sender may stamp its repeats anew."""

_SUFFIX = re.compile(r"~\d{8}T\d{12}Z\Z")


def is_another(report: FieldReport, stored_at: datetime | None) -> bool:
    """Whether `report` is another than that of its key, whose time is `stored_at`. Alarms and what people answer only,
    and only by a time of the sender's own; what was retained is always the same."""
    if stored_at is None or not isinstance(report, AlarmReport | DispatchReport | ResponderReport | CallReport):
        return False
    head = report.head
    return head.is_dated and not head.retained and abs(head.at - stored_at) > SAME_WITHIN


def anew(report: FieldReport) -> FieldReport:
    """The report under its id with its time behind, the same however often it comes."""
    if not isinstance(report, AlarmReport | DispatchReport | ResponderReport | CallReport):
        return report
    key = report.head.key
    dated = ReportKey(key.source, f"{key.id}~{report.head.at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z")
    return replace(report, head=replace(report.head, key=dated))


def as_sent(key: ReportKey) -> ReportKey:
    """The key as its sender gave it, for what it is told."""
    return ReportKey(key.source, _SUFFIX.sub("", key.id))
