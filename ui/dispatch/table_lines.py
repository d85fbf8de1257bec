"""The map as lines: staff, cases, areas. What is seen on the map is said here in words, and more of it. Pure."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.queue import Row
from console.domain.ranking import Candidate, Certainty, Ranking
from console.domain.responder import Duty
from console.domain.staff_board import AreaCover, StaffBoard, StaffRow
from ui.words import Words, cover_lines, near_lines
from ui.words import row as said
from ui.words.dispatch import DispatchSay as Say
from ui.words.plain import clean
from ui.words.task_row import sent

Cell = tuple[str, str]
"""The upper and the lower line."""

ON_DUTY = frozenset({Duty.FREE, Duty.BUSY, Duty.BREAK})


@dataclass(frozen=True, slots=True)
class TableHead:
    """What a group is, and how many it holds."""

    title: str
    count: int
    key: Hashable | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """Four cells of two lines each. `is_stale`: the third is by an old position."""

    key: Hashable
    cells: tuple[Cell, Cell, Cell, Cell]
    is_stale: bool = False


TableLine = TableHead | TableRow


@dataclass(frozen=True, slots=True)
class TableOf:
    """What a table is made of: the board, the ranking for the shown case (None where it is not asked), the rows of the
    queue."""

    board: StaffBoard | None
    ranking: Ranking | None
    rows: Sequence[Row]


def table_lines(of: TableOf, now: datetime, words: Words) -> tuple[TableLine, ...]:
    """All of it: whoever is on duty first, those who can be sent before them all."""
    if of.board is None:
        return ()
    ranks = {one.responder: one for one in of.ranking.candidates} if of.ranking is not None else {}
    staff = sorted(of.board.rows, key=lambda row: _order(row, ranks.get(row.id)))
    lines: list[TableLine] = [TableHead(words(Say.TABLE_STAFF), len(staff))]
    lines += [_staff(row, of.ranking, now, words) for row in staff]
    placed = {place.case for place in of.board.cases}
    cases = [row for row in of.rows if row.people or row.responder is not None]
    lines.append(TableHead(words(Say.TABLE_CASES), len(cases)))
    lines += [_case(row, row.case in placed, now, words) for row in cases]
    lines.append(TableHead(words(Say.TABLE_COVER), len(of.board.areas)))
    weak = cover_lines.weak(of.board.areas)
    lines += [_area(area, words) for area in (*weak, *(each for each in of.board.areas if each not in weak))]
    return tuple(lines)


def _area(area: AreaCover, words: Words) -> TableRow:
    how, who, risk = cover_lines.line(area, words)
    return TableRow(
        ("area", area.municipality, area.area), ((clean(area.area, 60), ""), (how, ""), (who, ""), (risk, ""))
    )


def _order(row: StaffRow, one: Candidate | None) -> tuple[bool, int, bool, str]:
    return not row.is_in_danger, one.rank if one is not None else 10_000, row.duty not in ON_DUTY, row.name


def _staff(row: StaffRow, ranking: Ranking | None, now: datetime, words: Words) -> TableRow:
    area = ", ".join(clean(part, 60) for part in (row.area, row.group) if part)
    way, is_stale = _way(row, ranking, words)
    cells = (
        (words.responder(row.municipality, row.id), area),
        (words.sentence(_duty(row, words)), _shift(row, words)),
        (way, _position(row, now, words)),
        (words.sentence(_can(row, ranking, words)), _phone(row, now, words)),
    )
    return TableRow(row.id, cells, is_stale)


def _duty(row: StaffRow, words: Words) -> str:
    if row.is_in_danger:
        return words(Say.IN_DANGER)
    parts = [words.of(row.duty)]
    if row.task_state is not None:
        parts = [words.of(row.task_state)]
    elif row.visit_until is not None:
        parts = [words(Say.VISIT_TO, time=words.time(row.visit_until))]
    if row.alone_by is not None:
        parts.append(words(Say.ALONE_BY, time=words.time(row.alone_by)))
    return ", ".join(parts)


def _shift(row: StaffRow, words: Words) -> str:
    return f"{words(Say.COL_SHIFT)} {words.time(row.until)}" if row.until is not None else ""


def _candidate(row: StaffRow, ranking: Ranking | None) -> Candidate | None:
    candidates = ranking.candidates if ranking is not None else ()
    return next((one for one in candidates if one.responder == row.id), None)


def _way(row: StaffRow, ranking: Ranking | None, words: Words) -> tuple[str, bool]:
    one = _candidate(row, ranking)
    if one is None:
        return "", row.certainty is Certainty.STALE
    return words(Say.MINUTES, minutes=near_lines.minutes(one, words)), near_lines.is_uncertain(one)


def _position(row: StaffRow, now: datetime, words: Words) -> str:
    if row.position_at is None:
        return words(Say.NO_POSITION)
    return words(Say.AGO, time=words.duration(max(now - row.position_at, timedelta(0))))


def _phone(row: StaffRow, now: datetime, words: Words) -> str:
    if row.heard_at is None:
        return f"{words(Say.COL_PHONE)} {words(Say.NEVER)}"
    ago = words(Say.AGO, time=words.duration(max(now - row.heard_at, timedelta(0))))
    if not row.is_reachable:
        return words(Say.PHONE_SILENT, time=ago)
    return f"{words(Say.COL_PHONE)} {ago}"


def _can(row: StaffRow, ranking: Ranking | None, words: Words) -> str:
    if ranking is None:
        return ""
    one = _candidate(row, ranking)
    if one is not None:
        return words(Say.IN_RANKING, rank=one.rank)
    barred = next((each for each in ranking.excluded if each.responder == row.id), None)
    return near_lines.why_not(barred, words) if barred is not None else ""


def _case(row: Row, is_placed: bool, now: datetime, words: Words) -> TableRow:
    kind, place = said.what(row, words)
    clauses = sent(row, words)
    strong, rest = said.owner(row, words)
    return TableRow(
        ("case", row.case),
        (
            (said.name(row, words), f"{kind}, {place}" if place else kind),
            (words.sentence(words.of(row.alarm_class)), words.sentence(clauses[0]) if clauses else ""),
            (said.clock(row, now), words(Say.CASE_PLACED if is_placed else Say.CASE_UNPLACED)),
            (f"{strong} {rest}".strip(), ""),
        ),
    )
