"""Each sender's own count: finds what is missing, and lets late ones come for a while.

A sender numbers what it sends for one `source`, from any number, rising by one; a new boot id starts the count anew.
A number that has not come `REORDER_WITHIN` after a higher one did is a gap: told once, as a technical case.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain.report import Sequence

REORDER_WITHIN = timedelta(seconds=3.5)
"""A gap is to be a case within five seconds: the rest is for the look that finds it, each second, and for the store."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The numbers `first` to `last` have not come; `since` is when that was seen.

    `boot` names an earlier boot that they belong to; "" is the boot that is being counted.
    """

    first: int
    last: int
    since: datetime
    boot: str = ""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """Where one source's count stands: `highest` seen in `boot`, and what is missing below it."""

    source: str
    boot: str
    highest: int
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that were sent and never came."""

    source: str
    boot: str
    first: int
    last: int


def count(before: SourceCount | None, source: str, sequence: Sequence, at: datetime) -> SourceCount:
    """The count after a report with `sequence` arrived at `at`."""
    if before is None:
        return SourceCount(source, sequence.boot, sequence.number)
    if before.boot != sequence.boot:
        left = tuple(replace(hole, boot=hole.boot or before.boot) for hole in before.missing)
        return SourceCount(source, sequence.boot, sequence.number, _filled(left, sequence))
    number = sequence.number
    if number > before.highest + 1:
        hole = Missing(before.highest + 1, number - 1, at)
        return replace(before, highest=number, missing=(*before.missing, hole))
    if number > before.highest:
        return replace(before, highest=number)
    return replace(before, missing=_filled(before.missing, sequence))


def _filled(missing: tuple[Missing, ...], sequence: Sequence) -> tuple[Missing, ...]:
    number = sequence.number
    left: list[Missing] = []
    for hole in missing:
        if hole.boot not in ("", sequence.boot) or not hole.first <= number <= hole.last:
            left.append(hole)
            continue
        if hole.first < number:
            left.append(replace(hole, last=number - 1))
        if number < hole.last:
            left.append(replace(hole, first=number + 1))
    return tuple(left)


def overdue(state: SourceCount, at: datetime) -> tuple[SourceCount, tuple[Gap, ...]]:
    """The gaps that are due to be told at `at`, and the count without them."""
    due = [hole for hole in state.missing if at - hole.since >= REORDER_WITHIN]
    if not due:
        return state, ()
    gaps = tuple(Gap(state.source, hole.boot or state.boot, hole.first, hole.last) for hole in due)
    return replace(state, missing=tuple(hole for hole in state.missing if hole not in due)), gaps
