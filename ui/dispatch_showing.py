"""What is seen of dispatch: the view's column, its table and coverage, and the right column of the cases' view."""

from datetime import datetime, timedelta

from console.domain.queue import Row
from console.domain.staff_board import StaffBoard
from console.domain.task import Task, TaskState
from ui.dispatch.column import ColumnShown, TaskShown
from ui.dispatch.promise import PromiseShown
from ui.dispatch.ranking import NearLine, near_lines_of
from ui.dispatch.table_lines import TableOf, table_lines
from ui.dispatch_kit import DispatchKit
from ui.dispatch_near import NearReader
from ui.dispatch_view import DispatchView
from ui.staff.near import NearShown, StaffLine
from ui.theme import COMPACT
from ui.words import cover_lines, near_lines, task_lines, times
from ui.words import row as said
from ui.words.dispatch import DispatchSay as Say
from ui.words.task_lines import Known, promised_minutes
from ui.words.task_row import at_hand

BESIDE = 4
"""Candidates in the right column."""


class DispatchShowing:
    """Made of what stands; asks nothing."""

    def __init__(self, kit: DispatchKit, reader: NearReader) -> None:
        self._kit = kit
        self._reader = reader

    def show(self, view: DispatchView) -> None:
        """The view as it is now."""
        kit, near, board = self._kit, self._reader.near(), self._kit.board
        view.show_column(self._column())
        view.column.list.select(self._reader.chosen)
        ranking = near.ranking if near is not None else None
        if view.is_table_shown():
            lines = table_lines(TableOf(board, ranking, kit.model.rows()), kit.now(), kit.words)
            view.show_table(lines, has_roads=board is None or board.has_roads)
        view.show_cover(*self.cover())

    def cover(self) -> tuple[str, str]:
        """The weakest area in words, or nothing."""
        board = self._kit.board
        if board is None:
            return "", ""
        return cover_lines.notice(board.areas, _shift_end(board, self._kit.now()), self._kit.words)

    def beside(self) -> NearShown:
        """The right column of the cases' view, for the shown case."""
        kit, words, row, near = self._kit, self._kit.words, self._kit.work.row, self._reader.near()
        cover = self.cover()[0]
        if row is None:
            return NearShown(cover=cover)
        task = at_hand(row.tasks)
        sent = self._sent(row, task)
        if kit.own_row() is None:
            return NearShown(notice=words(Say.OWN_FIRST), sent=sent, cover=cover)
        if near is None:
            return NearShown(notice=self._reader.why_not or words(Say.FETCHING), sent=sent, cover=cover)
        now = kit.now()
        lines = tuple(
            StaffLine(
                str(one.rank), words.responder(row.municipality, one.responder),
                near_lines.fits(one, row.municipality, words), near_lines.minutes(one, words),
                near_lines.age(one, now, words), is_uncertain=near_lines.is_uncertain(one),
            ) for one in near.ranking.candidates[:BESIDE]
        )  # fmt: skip
        barred = near_lines.excluded_on_duty(near.ranking)
        excluded = tuple(
            words(Say.EXCLUDED_COLON, name=words.responder(row.municipality, one.responder), why=text)
            for one in barred[: near_lines.SHOWN_EXCLUDED]
            if (text := near_lines.why_not(one, words))
        )
        more = len(barred) - len(excluded)
        if more > 0:
            excluded = (*excluded, words(Say.MORE_EXCLUDED, count=words.number(more)))
        can, cannot = len(near.ranking.candidates), len(barred)
        count = words(Say.COUNTS, can=words.number(can), cannot=words.number(cannot)) if can or cannot else ""
        return NearShown(self._notice(row)[0] if not lines else "", count, lines, excluded, sent, cover)

    def _column(self) -> ColumnShown:
        kit, words, row = self._kit, self._kit.words, self._kit.work.row
        if row is None:
            return ColumnShown(words(Say.NEAREST_PLACE), notice=(words(Say.NO_CASE), words(Say.NO_CASE_HOW)))
        name = said.name(row, words)
        title = words(Say.NEAREST, name=name) if row.people or row.responder is not None else words(Say.NEAREST_PLACE)
        near, is_mine = self._reader.near(), kit.own_row() is not None
        lines: tuple[NearLine, ...] = ()
        count = excluded = ""
        if near is not None:
            candidates = near.ranking.candidates
            lines = near_lines_of(candidates, row.municipality)
            on_duty = len(candidates) + len(near_lines.excluded_on_duty(near.ranking))
            if on_duty:
                count = words(Say.COUNT, shown=words.number(len(candidates)), all=words.number(on_duty))
            is_narrow = bool(row.tasks) and kit.look.theme.density is COMPACT
            most = near_lines.SHOWN_BESIDE_TASK if is_narrow else near_lines.SHOWN_EXCLUDED
            excluded = near_lines.excluded_line(near.ranking, row.municipality, words, most) if on_duty else ""
        notice = ("", "") if lines else self._notice(row)
        known = self._known(row)
        task = at_hand(row.tasks)
        foot = task_lines.foot(task, known, words) if is_mine or task is not None else ""
        return ColumnShown(
            title, count, notice, lines, excluded, self._task(row.tasks, known, is_mine=is_mine),
            self._promise(row, task) if is_mine or row.promise_until is not None else None, foot,
        )  # fmt: skip

    def _known(self, row: Row) -> Known:
        near = self._reader.near()
        ranking = near.ranking if near is not None else None
        return Known(row.municipality, row.promise_until, ranking, self._reader.chosen)

    def _notice(self, row: Row) -> tuple[str, str]:
        """Why nobody stands in the ranking."""
        words, near = self._kit.words, self._reader.near()
        if self._kit.own_row() is None:
            return words(Say.NOT_OWN), words(Say.NOT_OWN_HOW)
        if near is None:
            return self._reader.why_not or words(Say.FETCHING), ""
        if not near.ranking.candidates and not near.ranking.excluded:
            return words(Say.NO_STAFF), words(Say.NO_STAFF_HOW)
        if near.place is None:
            return words(Say.NO_PLACE), words(Say.NO_PLACE_HOW)
        return words(Say.NOBODY_NEAR), words(Say.NOBODY_NEAR_HOW)

    def _task(self, tasks: tuple[Task, ...], known: Known, *, is_mine: bool) -> TaskShown:
        words, task = self._kit.words, at_hand(tasks)
        if task is None:
            one = self._reader.chosen_one()
            if not is_mine or one is None:
                return TaskShown("")
            name = words.responder(known.municipality, one.responder, is_short=True)
            return TaskShown(words(Say.NO_TASK), words(Say.NO_TASK_HOW, name=name), is_said=True)
        told = task_lines.earlier(task, known, words), task_lines.beside(tasks, task, known, words)
        return TaskShown(
            task_lines.title(task, known, words), task_lines.kind(task, words),
            task_lines.receipts(task, known, words), " ".join(part for part in told if part),
            is_said=task.second_of is not None or not task.is_open,
        )  # fmt: skip

    def _promise(self, row: Row, task: Task | None) -> PromiseShown | None:
        words, now = self._kit.words, self._kit.now()
        if row.promise_until is not None:
            return self._promised(row, row.promise_until)
        if task is None or task.state is TaskState.DONE or not task.is_open:
            return None
        if task.responder is None or task.arrive_by is None or task.arrived_at is not None:
            return PromiseShown(words(Say.PROMISE_NONE), words(Say.PROMISE_HOW))
        name = words.responder(row.municipality, task.responder, is_short=True)
        until = now + timedelta(minutes=promised_minutes(task.arrive_by, now))
        how = words(Say.PROMISE_PROPOSED, name=name, time=words.time(task.arrive_by), until=words.time(until))
        return PromiseShown(words(Say.PROMISE_NONE), how)

    def _promised(self, row: Row, until: datetime) -> PromiseShown:
        words, now = self._kit.words, self._kit.now()
        is_named = len(row.people) == 1 and not said.is_masked(row)
        title = words(Say.PROMISED_NOBODY, time=words.time(until))
        if is_named:
            given = row.people[0].name.split(" ")[0]
            title = words(Say.PROMISED, name=given, time=words.time(until))
        if until <= now or row.is_promise_broken:
            return PromiseShown(title, words(Say.PROMISE_BROKEN), times.clock(timedelta(0)), said.progress(row, now))
        how = words(Say.PROMISE_STANDS, time=words.time(until))
        return PromiseShown(title, how, times.clock(until - now), said.progress(row, now))

    def _sent(self, row: Row, task: Task | None) -> tuple[str, ...]:
        """The state of the task in sentences; what would happen where there is none."""
        words, known = self._kit.words, self._known(row)
        if task is None:
            foot = task_lines.foot(None, known, words) if self._kit.own_row() is not None else ""
            return (words(Say.SENT_NOBODY_PLAIN), *([foot] if foot else []))
        done = [one for one in task_lines.receipts(task, known, words) if one.mark is not task_lines.Mark.AHEAD]
        last = done[-1] if done else None
        told = [task_lines.title(task, known, words)]
        if last is not None:
            told.append(", ".join(part for part in (f"{last.title} {last.time}".strip(), last.detail) if part))
        return (*told, task_lines.foot(task, known, words))


def _shift_end(board: StaffBoard, now: datetime) -> datetime | None:
    """The end of the shift at hand: the first at which somebody on duty goes home."""
    return min((row.until for row in board.rows if row.until is not None and row.until > now), default=None)
