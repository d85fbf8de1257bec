"""Beginning and ending a silence, as somebody asks for it. Pure; each rule that says no says why."""

from dataclasses import dataclass
from datetime import datetime

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.board import Overlay
from console.domain.ground import Ground, checked
from console.domain.ids import MunicipalityId
from console.domain.operator import Act
from console.domain.refused import Reason, Refused
from console.domain.silence import LONGEST, About, AboutKind, Silence, SilenceEnd, SilenceId, SilenceKind, causes_of
from console.domain.triage import Planned


@dataclass(frozen=True, slots=True)
class BeginSilence:
    """`causes` are what it covers; for test mode, absence and the like all that the kind may, where none is named."""

    kind: SilenceKind
    municipality: MunicipalityId
    about: About
    causes: tuple[Cause, ...]
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class EndSilence:
    """Before its time."""

    silence: SilenceId


SilenceStep = BeginSilence | EndSilence

NAMED_BY_TENANT = (AboutKind.DEVICE, AboutKind.AREA)
"""Whose ids begin with their municipality. Where a resident belongs, the directory knows (`services.silences`)."""


def decide_silence(step: SilenceStep, board: Overlay, ground: Ground) -> tuple[Planned, ...]:
    """The events of a step. Raises Refused, and then nothing has happened."""
    if isinstance(step, BeginSilence):
        return _begun(step, board, ground)
    silence = board.silence(step.silence)
    if silence is None:
        raise Refused(Reason.NO_SUCH_SILENCE)
    ground.operator.require(Act.SILENCE, silence.municipality)
    return (ended(silence, SilenceEnd.BY_HAND),)


def ended(silence: Silence, why: SilenceEnd) -> Planned:
    """The end of a silence."""
    return Planned(subject_of(silence.id), silence.municipality, ev.SilenceEnded(silence.id, why))


def subject_of(silence: SilenceId) -> str:
    """The journal's subject of a silence."""
    return f"silence:{silence}"


def _begun(step: BeginSilence, board: Overlay, ground: Ground) -> tuple[Planned, ...]:
    ground.operator.require(Act.SILENCE, step.municipality)
    if step.about.kind in NAMED_BY_TENANT and not step.about.id.startswith(f"{step.municipality}/"):
        raise Refused(Reason.NOT_SAME_MUNICIPALITY)
    reason = checked(step.reason, Reason.REASON_MISSING)
    if step.until <= ground.at:
        raise Refused(Reason.SILENCE_NOT_AHEAD)
    longest = LONGEST[step.kind]
    if step.until - ground.at > longest:
        raise Refused(Reason.SILENCE_TOO_LONG, detail=str(int(longest.total_seconds())))
    allowed = causes_of(step.kind)
    causes = step.causes or (() if step.kind is SilenceKind.SHELVED else tuple(sorted(allowed)))
    if not set(causes) <= allowed or (step.kind is SilenceKind.SHELVED and not causes):
        raise Refused(Reason.NOT_SILENCEABLE)
    silence = Silence(
        SilenceId(ground.new_id()), step.kind, step.municipality, step.about, causes, reason, ground.operator.id,
        ground.at, step.until,
    )  # fmt: skip
    same = [one for one in board.silences if one.kind is silence.kind and one.about == silence.about]
    replaced = [one for one in same if set(one.causes) <= set(causes) and one.kind is not SilenceKind.NOTICE]
    begun = Planned(subject_of(silence.id), silence.municipality, ev.SilenceBegan(silence))
    return (*(ended(one, SilenceEnd.REPLACED) for one in replaced), begun)
