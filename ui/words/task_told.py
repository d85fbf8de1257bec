"""What the journalled facts of a task say: one line each, in the case's timeline. Pure."""

from typing import assert_never

from console.domain import events as ev
from console.domain.ids import MunicipalityId
from console.domain.task import TaskMark, TaskRung
from ui.words import Words
from ui.words.phrase import Phrase, text
from ui.words.plain import clean
from ui.words.task_lines import declined

QUIET = frozenset({TaskMark.DELIVERED, TaskMark.SEEN})


class TaskTold(Phrase):
    """`{who}` is a colleague, `{name}` one of the staff."""

    BEGAN = text("TaskTold", "Task {number}.")
    BEGAN_BY = text("TaskTold", "{who} sends somebody, target {time}")
    BEGAN_SECOND = text("TaskTold", "{who} sends another person, target {time}")
    OFFERED = text("TaskTold", "{name} is asked, {minutes} min away")
    OFFERED_PLAIN = text("TaskTold", "{name} is asked")
    OFFERED_GROUP = text("TaskTold", "{name} is asked with the group")
    DELIVERED = text("TaskTold", "{name}'s phone has it")
    SEEN = text("TaskTold", "{name} has read it")
    ACCEPTED = text("TaskTold", "{name} accepts.")
    DECLINED = text("TaskTold", "{name} declines.")
    UNDER_WAY = text("TaskTold", "{name} is under way.")
    ARRIVED = text("TaskTold", "{name} is there.")
    DONE = text("TaskTold", "{name} is done.")
    LATE = text("TaskTold", "{name} will be late.")
    NOTE = text("TaskTold", "{name}:")
    OPENED = text("TaskTold", "{name} opened the door.")
    IN_MINUTES = text("TaskTold", "there in {minutes} min")
    BY_PHONE = text("TaskTold", "marked by {who} by phone")
    WITHDRAWN = text("TaskTold", "{name} does not have to go: {why}")
    CLIMBED = text("TaskTold", "Nobody has accepted.")
    DELAYED = text("TaskTold", "Late.")
    CANCELLED = text("TaskTold", "Task called back.")
    CANCELLED_BY = text("TaskTold", "{who}: {why}")
    ENTRY_GIVEN = text("TaskTold", "{name} was given the right to the door, to {time}")
    ENTRY_ENDED = text("TaskTold", "The right to the door has ended: {why}")
    ENTRY_FAILED = text("TaskTold", "The lock gave no right.")
    ENTRY_KEY = text("TaskTold", "a key is needed, or somebody who opens")
    ENTRY_KEPT = text("TaskTold", "The lock did not take its right back.")
    ENTRY_BY_HAND = text("TaskTold", "take it back by hand")


_MARKS = {
    TaskMark.DELIVERED: TaskTold.DELIVERED,
    TaskMark.SEEN: TaskTold.SEEN,
    TaskMark.ACCEPTED: TaskTold.ACCEPTED,
    TaskMark.DECLINED: TaskTold.DECLINED,
    TaskMark.UNDER_WAY: TaskTold.UNDER_WAY,
    TaskMark.ARRIVED: TaskTold.ARRIVED,
    TaskMark.DONE: TaskTold.DONE,
    TaskMark.LATE: TaskTold.LATE,
    TaskMark.NOTE: TaskTold.NOTE,
    TaskMark.OPENED: TaskTold.OPENED,
}


def tell_task(who: str, body: ev.TaskBody, municipality: MunicipalityId, words: Words) -> tuple[str, str]:
    """What stands first and bold, and the rest. `who` is the name of whoever did it."""
    match body:
        case ev.TaskBegan(number=number, on_site_by=by, second_of=second):
            say = TaskTold.BEGAN_SECOND if second is not None else TaskTold.BEGAN_BY
            return words(TaskTold.BEGAN, number=number), words(say, who=who, time=words.time(by))
        case ev.TaskOffered():
            return "", _offered(body, municipality, words)
        case ev.TaskMarked():
            return _marked(who, body, municipality, words)
        case ev.TaskWithdrawn(_, responder, why):
            name = words.responder(municipality, responder)
            return "", words(TaskTold.WITHDRAWN, name=name, why=words.of(why))
        case ev.TaskClimbed(_, rung):
            return words(TaskTold.CLIMBED), words.sentence(words.of(rung))
        case ev.TaskDelayed(_, late):
            return words(TaskTold.DELAYED), words.sentence(words.of(late))
        case ev.TaskCancelled(_, why_called):
            return words(TaskTold.CANCELLED), words(TaskTold.CANCELLED_BY, who=who, why=clean(why_called, 300))
        case ev.EntryGiven(_, responder, until=until):
            name = words.responder(municipality, responder)
            return "", words(TaskTold.ENTRY_GIVEN, name=name, time=words.time(until))
        case ev.EntryEnded(_, _, why_ended):
            return "", words(TaskTold.ENTRY_ENDED, why=words.of(why_ended))
        case ev.EntryFailed(right=right):
            if right is not None:
                return words(TaskTold.ENTRY_KEPT), words.sentence(words(TaskTold.ENTRY_BY_HAND))
            return words(TaskTold.ENTRY_FAILED), words.sentence(words(TaskTold.ENTRY_KEY))
        case _:
            assert_never(body)


def is_quiet(body: ev.TaskBody) -> bool:
    """Whether nobody did anything by it: a receipt of a phone, the end of a right."""
    return isinstance(body, ev.EntryEnded) or (isinstance(body, ev.TaskMarked) and body.mark in QUIET)


def _offered(body: ev.TaskOffered, municipality: MunicipalityId, words: Words) -> str:
    name = words.responder(municipality, body.responder)
    if body.rung is TaskRung.GROUP:
        return words(TaskTold.OFFERED_GROUP, name=name)
    if body.minutes is None:
        return words(TaskTold.OFFERED_PLAIN, name=name)
    return words(TaskTold.OFFERED, name=name, minutes=words.number(body.minutes))


def _marked(who: str, body: ev.TaskMarked, municipality: MunicipalityId, words: Words) -> tuple[str, str]:
    told = words(_MARKS[body.mark], name=words.responder(municipality, body.responder))
    parts = []
    if body.minutes is not None:
        parts.append(words(TaskTold.IN_MINUTES, minutes=words.number(body.minutes)))
    if body.mark is TaskMark.DECLINED:
        parts.append(declined(body.text, words))
    elif body.text:
        parts.append(clean(body.text, 500))
    if body.by_phone:
        parts.append(words(TaskTold.BY_PHONE, who=who))
    rest = words.sentence(", ".join(parts))
    return ("", told) if body.mark in QUIET else (told, rest)
