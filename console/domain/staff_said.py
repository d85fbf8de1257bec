"""What a responder's phone says, as events: of a task, of whether they work; and what is kept of it as state."""

from collections.abc import Iterator
from dataclasses import replace

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ids import TaskId
from console.domain.report import DispatchReport, Position, ResponderReport
from console.domain.responder import Duty, Responder, Standing
from console.domain.task import TaskMark
from console.domain.task_rules import said

LOST = "lost"
"""A state that the broker says for a phone whose connection broke."""

_MARKS = {mark.value: mark for mark in TaskMark}
_DUTIES = {duty.value: duty for duty in Duty}

Said = tuple[str, ev.Body]
"""A subject, and what happened to it."""


def of_task(report: DispatchReport, responder: Responder, board: Overlay) -> Iterator[Said]:
    """What a word about a task brings about. Of a task of another municipality, or that is forgotten, nothing."""
    found = board.find_task(TaskId(report.task))
    mark = _MARKS.get(report.reply)
    if found is None or mark is None or found[0].municipality != responder.municipality:
        return
    case, task = found
    head = report.head
    body = ev.TaskMarked(task.id, responder.id, mark, min(head.at, head.received_at), report.text, report.minutes)
    for each in said(case, task, body, head.received_at):
        yield ev.case_subject(case.id), each


def of_duty(report: ResponderReport, responder: Responder, board: Overlay) -> Iterator[Said]:
    """That they have begun or ended to work, or have a break. A lost phone says nothing of that."""
    duty = _DUTIES.get(report.state)
    if duty is not None and duty is not board.duty(responder.municipality, responder.id):
        yield ev.responder_subject(responder.municipality, responder.id), ev.DutyChanged(responder.id, duty)


def standing_after(before: Standing | None, report: ResponderReport, responder: Responder) -> Standing:
    """What is known of them after `report`. A position is as old as its fix says and never younger than its receipt;
    who has ended is not followed: where they were is forgotten."""
    at = report.head.received_at
    known = before or Standing(responder.municipality, responder.id, at, is_connected=False)
    position = _newer(known.position, report)
    if report.state == Duty.OFF.value:
        position = None
    if report.state == LOST:
        return replace(known, heard_at=max(at, known.heard_at), is_connected=False)
    if not report.state:  # a position alone, by an app that opens nothing sealed
        return replace(known, heard_at=max(at, known.heard_at), position=position)
    return Standing(
        responder.municipality, responder.id, max(at, known.heard_at), True, position, report.seal_key or known.seal_key
    )  # fmt: skip


def _newer(known: Position | None, report: ResponderReport) -> Position | None:
    if report.position is None:
        return known
    found = replace(report.position, at=min(report.position.at, report.head.received_at))
    return found if known is None or found.at >= known.at else known
