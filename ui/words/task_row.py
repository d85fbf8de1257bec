"""What a row of the queue says of who is sent: one clause, the most pressing first. Pure."""

from console.domain.queue import Row
from console.domain.task import Late, Task, TaskRung, TaskState
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say


def at_hand(tasks: tuple[Task, ...]) -> Task | None:
    """The task that is to be seen: of those that are open the one that needs somebody most, else the last."""
    is_open = [task for task in tasks if task.is_open]
    if is_open:
        return min(is_open, key=lambda task: (_ORDER.index(task.state), task.number))
    return tasks[-1] if tasks else None


_ORDER = (
    TaskState.SEEKING, TaskState.ACCEPTED, TaskState.UNDER_WAY, TaskState.ARRIVED, TaskState.DONE, TaskState.CANCELLED,
)  # fmt: skip


def sent(row: Row, words: Words) -> tuple[str, ...]:
    """Who is sent, in a long and a short form; nothing where no task is open."""
    task = at_hand(row.tasks)
    if task is None or not task.is_open:
        return ()
    if task.responder is None or task.state is TaskState.SEEKING:
        return _seeking(row, task, words)
    name = words.responder(row.municipality, task.responder, is_short=True)
    if task.lock_failed and task.state is not TaskState.ARRIVED:
        short = words(Say.ROW_LOCK)
        return f"{_taken(task, name, words)}, {short}", short
    told = _taken(task, name, words)
    if task.arrive_by is not None and task.state is TaskState.UNDER_WAY:
        return f"{told}, {words(Say.ROW_THERE_AT, time=words.time(task.arrive_by))}", told
    return told, told


def _taken(task: Task, name: str, words: Words) -> str:
    if task.late and task.state in (TaskState.ACCEPTED, TaskState.UNDER_WAY) and task.late[-1] is not Late.NOT_DONE:
        return words(Say.ROW_LATE, name=name)
    say = {TaskState.UNDER_WAY: Say.ROW_UNDER_WAY, TaskState.ARRIVED: Say.ROW_ARRIVED}
    return words(say.get(task.state, Say.ROW_ACCEPTED), name=name)


def _seeking(row: Row, task: Task, words: Words) -> tuple[str, ...]:
    if task.rung is TaskRung.SHIFT_LEAD:
        return words(Say.ROW_LEAD), words(Say.ROW_NOBODY)
    asked = task.asked()
    if task.rung is TaskRung.CALL or not asked:
        return words(Say.ROW_CALL), words(Say.ROW_CALL_SHORT)
    if any(words.roster.is_unsent(task, offer) for offer in asked):
        return words(Say.ROW_NOT_SENT), words(Say.ROW_NOT_SENT)
    if len(asked) > 1:
        return words(Say.ROW_GROUP), words(Say.ROW_GROUP)
    name = words.responder(row.municipality, asked[0].responder, is_short=True)
    whom = words(Say.ROW_ASKED, name=name)
    if len(task.offers) > 1:
        return f"{words(Say.ROW_NOBODY_YET)}, {whom}", whom
    return whom, whom
