"""What was heard and seen before a shift, and what may be concluded from it: one verdict for each thing tried. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import assert_never

from console.domain.events import SightLost
from console.domain.sight import BLIND_AFTER, Grade
from console.domain.start_check import CheckKind, ClockCheck
from ui.sight import Seen
from ui.standing import Standing

HEARD_FROM = 0.03
"""Of full scale. A word at a headset's microphone is above it; an open microphone's own noise is below."""


class Verdict(Enum):
    """What a check says. `DISPENSABLE`: not there, and a shift can begin without it. `OPEN`: not tried to its end."""

    GOOD = auto()
    DISPENSABLE = auto()
    BAD = auto()
    OPEN = auto()


class Reach(Enum):
    """Whether this computer's sound and cameras can be asked at all; not on a machine without the sound library."""

    SOUGHT = auto()
    REACHED = auto()
    MISSING = auto()


class Microphone(Enum):
    """How the trial of the microphone stands."""

    UNTRIED = auto()
    LISTENING = auto()
    HEARD = auto()
    QUIET = auto()
    SHUT = auto()


@dataclass(slots=True)
class Findings:
    """What this computer's devices and clocks answered last. Levels are 0 to 1; moments aware UTC."""

    reach: Reach = Reach.SOUGHT
    microphones: tuple[str, ...] = ()
    microphone: str = ""
    hearing: Microphone = Microphone.UNTRIED
    level: float = 0.0
    heard_at: datetime | None = None
    cameras: tuple[str, ...] | None = None
    clock: ClockCheck | None = None
    is_playing: bool = False
    tones_at: datetime | None = None
    have_tones_failed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """All that the checks are judged by."""

    findings: Findings
    standing: Standing
    seen: Seen
    ticks: Sequence[bool] = ()


def is_blind(seen: Seen) -> bool:
    """Whether we do not see for a worse reason than an empty seat."""
    return seen.grade is Grade.BLIND and seen.lost is not SightLost.NOBODY


def verdict(kind: CheckKind, known: Known) -> Verdict:
    """What one check says now."""
    match kind:
        case CheckKind.SOUND:
            return _sound(known)
        case CheckKind.HEADSET:
            return _headset(known.findings)
        case CheckKind.CAMERA:
            return _camera(known.findings)
        case CheckKind.CANARY:
            return _canary(known.seen)
        case CheckKind.JOURNAL:
            return _journal(known.standing)
        case CheckKind.CLOCK:
            return _clock(known.findings.clock)
        case _:
            assert_never(kind)


def results(known: Known) -> tuple[tuple[CheckKind, bool], ...]:
    """For the journal: what was tried to its end, and whether it was good."""
    verdicts = ((kind, verdict(kind, known)) for kind in CheckKind)
    return tuple((kind, each is Verdict.GOOD) for kind, each in verdicts if each is not Verdict.OPEN)


def _sound(known: Known) -> Verdict:
    sound = known.standing.sound
    if known.findings.is_playing or sound is None:
        return Verdict.OPEN
    if not sound.is_audible or known.findings.have_tones_failed:
        return Verdict.BAD
    return Verdict.GOOD if sound.checked_at is not None or known.findings.tones_at is not None else Verdict.OPEN


def _headset(findings: Findings) -> Verdict:
    if findings.reach is Reach.SOUGHT:
        return Verdict.OPEN
    if findings.reach is Reach.MISSING or not findings.microphones:
        return Verdict.BAD
    if findings.hearing is Microphone.HEARD or (
        findings.hearing is Microphone.LISTENING and findings.heard_at is not None
    ):
        return Verdict.GOOD
    return Verdict.BAD if findings.hearing in (Microphone.QUIET, Microphone.SHUT) else Verdict.OPEN


def _camera(findings: Findings) -> Verdict:
    if findings.reach is Reach.SOUGHT:
        return Verdict.OPEN
    return Verdict.GOOD if findings.cameras else Verdict.DISPENSABLE


def _canary(seen: Seen) -> Verdict:
    if is_blind(seen):
        return Verdict.BAD
    if seen.silence is None:
        return Verdict.OPEN
    return Verdict.GOOD if seen.silence <= BLIND_AFTER else Verdict.BAD


def _journal(standing: Standing) -> Verdict:
    if standing.store is not None and not standing.store.is_writable:
        return Verdict.BAD
    return Verdict.GOOD if standing.tally is not None else Verdict.OPEN


def _clock(clock: ClockCheck | None) -> Verdict:
    if clock is None:
        return Verdict.OPEN
    if clock.difference_s is None:
        return Verdict.DISPENSABLE
    return Verdict.GOOD if clock.is_good else Verdict.BAD
