"""How far each sender has counted, in memory: the recorder stores it with what raised it, and keeps it after."""

from collections.abc import Iterable
from datetime import datetime

from console.domain.report import FieldReport, UnreadableReport, key_of
from console.domain.report import Sequence as Count
from console.domain.sequence import Gap, SourceCount, count, overdue


class Counts:
    """What is `begin`'s and `keep`'s is stored; what `after` and `overdue` say is not yet."""

    def __init__(self) -> None:
        self._kept: dict[str, SourceCount] = {}
        self._gappy: set[str] = set()

    @property
    def is_any_missing(self) -> bool:
        """Whether some source's count has a hole."""
        return bool(self._gappy)

    def begin(self, counts: Iterable[SourceCount]) -> None:
        """As the store has them, at start."""
        self._kept = {counted.source: counted for counted in counts}
        self._gappy = {source for source, counted in self._kept.items() if counted.missing}

    def after(self, reports: Iterable[FieldReport], at: datetime) -> tuple[SourceCount, ...]:
        """The counts that a batch changes. What was stored before counts too: another console may have stored it."""
        changed: dict[str, SourceCount] = {}
        for report in reports:
            sequence = _sequence(report)
            if sequence is None:
                continue
            source = key_of(report).source
            before = changed.get(source) or self._kept.get(source)
            if _is_of_earlier_boot(report, before):
                continue
            after = count(before, source, sequence, at)
            if after != before:
                changed[source] = after
        return tuple(changed.values())

    def overdue(self, at: datetime) -> list[tuple[SourceCount, tuple[Gap, ...]]]:
        """Each count with a hole: how it stands once its gaps that are due are told, and those gaps."""
        return [overdue(self._kept[source], at) for source in sorted(self._gappy)]

    def keep(self, counts: Iterable[SourceCount]) -> None:
        """They are stored."""
        for counted in counts:
            self._kept[counted.source] = counted
            if counted.missing:
                self._gappy.add(counted.source)
            else:
                self._gappy.discard(counted.source)


def _sequence(report: FieldReport) -> Count | None:
    return None if isinstance(report, UnreadableReport) else report.head.sequence


def _is_of_earlier_boot(report: FieldReport, before: SourceCount | None) -> bool:
    """A retained message that the broker kept from before the sender started anew: its count is over."""
    if isinstance(report, UnreadableReport) or before is None or report.head.sequence is None:
        return False
    return report.head.retained and report.head.sequence.boot != before.boot
