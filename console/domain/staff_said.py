"""What a responder's phone says, as events: of a task, of whether they work; and what is kept of it as state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ids import SYSTEM, TaskId
from console.domain.report import DispatchReport, Position, ResponderReport
from console.domain.responder import Duty, Responder, Standing
from console.domain.task import TaskMark
from console.domain.task_rules import said

LOST = "lost"
"""A state that the broker says for a phone whose connection broke."""

HEARS_WITHIN = timedelta(seconds=10)
"""So long what an operator said of somebody's duty holds against their phone, which has to hear of it first. Ours."""

_NOT_FOLLOWED = frozenset({Duty.BREAK, Duty.OFF})

_MARKS = {mark.value: mark for mark in TaskMark}
_DUTIES = {duty.value: duty for duty in Duty}

Said = tuple[str, ev.Body]
"""A subject, and what happened to it."""


def of_task(report: DispatchReport, responder: Responder, board: Overlay, said_at: datetime) -> Iterator[Said]:
    """What a word about a task brings about, said then as far as their clock can be believed. Of a task of another
    municipality, or that is forgotten, nothing."""
    found = board.find_task(TaskId(report.task))
    mark = _MARKS.get(report.reply)
    if found is None or mark is None or found[0].municipality != responder.municipality:
        return
    case, task = found
    head = report.head
    body = ev.TaskMarked(task.id, responder.id, mark, said_at, report.text, report.minutes)
    for each in said(case, task, body, head.received_at):
        yield ev.case_subject(case.id), each


def of_duty(report: ResponderReport, responder: Responder, board: Overlay) -> Iterator[Said]:
    """That they have begun or ended to work, or have a break. A lost phone says nothing of that; one that has not heard
    yet what was said for them has no say."""
    duty = _DUTIES.get(report.state)
    known = board.staff.duties.get((responder.municipality, responder.id))
    if known is not None and known.who != SYSTEM and report.head.received_at - known.since < HEARS_WITHIN:
        return
    if duty is not None and duty is not board.duty(responder.municipality, responder.id):
        yield ev.responder_subject(responder.municipality, responder.id), ev.DutyChanged(responder.id, duty)


def is_said_now(report: ResponderReport) -> bool:
    """Whether it is of this time: a state that the broker had kept is of another. A position has its own moment."""
    return not (report.head.retained and report.state)


def standing_after(
    before: Standing | None, report: ResponderReport, responder: Responder, duty: Duty, *, is_alone: bool = False
) -> Standing:
    """What is known of them after `report`, which makes their duty what it is. A position is as old as its fix says and
    never younger than its receipt. Who has a break is not followed, whatever else tells where they are; where
    somebody was who has ended is forgotten, unless they are still to say that all is well: then they are looked for
    there. Their phone's key stays: what is taken back must still reach it."""
    at = report.head.received_at
    known = before or Standing(responder.municipality, responder.id, at, is_connected=False)
    position = known.position if duty in _NOT_FOLLOWED else _newer(known.position, report)
    if duty is Duty.OFF and not is_alone:
        position = None
    if report.state == LOST and _is_anothers(report, known):
        return known
    if report.state == LOST:
        return replace(known, heard_at=max(at, known.heard_at), is_connected=False, position=position)
    if not report.state:  # a position alone, by an app that opens nothing sealed
        return replace(known, heard_at=max(at, known.heard_at), position=position)
    return Standing(
        responder.municipality, responder.id, max(at, known.heard_at), True, position, report.seal_key or known.seal_key
    )  # fmt: skip


def _is_anothers(lost: ResponderReport, known: Standing) -> bool:
    """Whether a will is that of a sign-in before the one that speaks now, or is told after what is newer."""
    is_of_another_key = lost.seal_key != "" and known.seal_key not in ("", lost.seal_key)
    return is_of_another_key or lost.head.received_at < known.heard_at


def ended(known: Standing) -> Standing:
    """Somebody says for them that they have ended: where they were is forgotten. Newer by a hair than what they said
    last, so that it is kept in its place."""
    return replace(known, heard_at=known.heard_at + timedelta(milliseconds=1), position=None)


def _newer(known: Position | None, report: ResponderReport) -> Position | None:
    if report.position is None:
        return known
    found = replace(report.position, at=min(report.position.at, report.head.received_at))
    return found if known is None or found.at >= known.at else known
