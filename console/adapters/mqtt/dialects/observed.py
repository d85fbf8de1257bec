"""An observation that a gateway made out of a device's states: its id says what it was.

What is stored of it are the gateway's bytes, which say a state and not a turn. So that the night can be read again, the
kind and the word stand before the id: `seen:door_alarm:door_opened:...`.
"""

from dataclasses import replace

from console.adapters.mqtt.envelope import MAX_ID
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import StoredReport
from console.domain.report import Head, Origin, Raw, ReportKey, SupervisionReport

_MARK = "seen"
_SOURCE_PARTS = 5
_KINDS = {kind.value: kind for kind in DeviceKind}


def observed(head: Head, kind: DeviceKind, seen: str, place: str) -> SupervisionReport:
    """The report of it; one whose id would be too long keeps its own, and is not found again."""
    named = f"{_MARK}:{kind.value}:{seen}:{head.key.id}"
    if len(named) <= MAX_ID:
        head = replace(head, key=ReportKey(head.key.source, named))
    return SupervisionReport(head, kind, seen, place)


def observation_of(stored: StoredReport) -> SupervisionReport | None:
    """The report that a stored one was, at the time of its receipt; None for what is none of these."""
    source, named = stored.key.source.split("/"), stored.key.id.split(":", 3)
    if len(source) != _SOURCE_PARTS or len(named) != len((_MARK, "kind", "seen", "id")) or named[0] != _MARK:
        return None
    origin = Origin(MunicipalityId(source[1]), source[2], DeviceId(source[4]))
    raw = Raw(stored.topic, stored.payload, stored.length, stored.sha256)
    head = Head(stored.key, origin, stored.received_at, stored.received_at, raw, is_dated=False)
    kind = _KINDS.get(named[1])
    return SupervisionReport(head, kind, named[2]) if kind is not None else None
