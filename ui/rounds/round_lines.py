"""The round as lines, counts and texts: late and retries above the now-bar, due and soon below it. Pure.

What begins later and what is done has no line: it is counted at the foot, and has its square in the night.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import LookId
from console.domain.look import LookOutcome, LookState
from console.domain.round_rows import RoundBoard, RoundGroup, RoundRow
from console.domain.supervision import PlaceKind, Then
from ui.words import Say, Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay

LONGEST = 60
"""Characters of a name or place that a row may be given."""

ABOVE = (RoundGroup.LATE, RoundGroup.FOLLOW_UP, RoundGroup.RETRY)
LISTED = frozenset({*ABOVE, RoundGroup.NOW, RoundGroup.SOON})
"""What has a line. The rest is counted."""


@dataclass(frozen=True, slots=True)
class RoundHead:
    """What stands over a group."""

    group: RoundGroup
    count: int

    @property
    def key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class NowBar:
    """Between what was and what comes. `next` is what is opened next, `is_after` another that is open."""

    next: RoundRow | None
    is_after: bool

    @property
    def key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look. `told` is what stands at its right where this console says more than the row does."""

    row: RoundRow
    group: RoundGroup
    told: str = ""

    @property
    def key(self) -> Hashable | None:
        return self.row.look


RoundLine = RoundHead | NowBar | LookLine


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """Of what is listed, and of the current round: `later` and `done` have no line."""

    late: int = 0
    now: int = 0
    soon: int = 0
    retry: int = 0
    later: int = 0
    done: int = 0
    declined: int = 0
    residents: int = 0


def lines_of(
    board: RoundBoard, now: datetime, following: RoundRow | None, *, is_open: bool, here: tuple[LookId, str] | None
) -> tuple[RoundLine, ...]:
    """Heads, the now-bar and rows. `here` is the look at hand, and what this console says of it."""
    found = board.looks.at(now)
    lines: list[RoundLine] = []
    for group in (*ABOVE, RoundGroup.NOW, RoundGroup.SOON):
        rows = found[group]
        if group is RoundGroup.NOW and board.rows:
            lines.append(NowBar(following, is_open))
        elif rows:
            lines.append(RoundHead(group, len(rows)))
        told = here or (LookId(""), "")
        lines += (LookLine(row, group, told[1] if row.look == told[0] else "") for row in rows)
    return tuple(lines)


def current_round(board: RoundBoard, now: datetime) -> int:
    """The round that goes on; between two the one that comes, and after the last the last. 0 without rows."""
    spans = board.looks.rounds()
    for number, (_, ends) in spans.items():
        if now < ends:
            return number
    return max(spans, default=0)


def counts_of(board: RoundBoard, now: datetime) -> RoundCounts:
    """What is listed is counted over the night, what is hidden in the current round."""
    found, number = board.looks.at(now), current_round(board, now)

    def of_round(group: RoundGroup) -> int:
        return sum(row.round == number for row in found[group])

    return RoundCounts(
        late=len(found[RoundGroup.LATE]), now=len(found[RoundGroup.NOW]), soon=len(found[RoundGroup.SOON]),
        retry=len(found[RoundGroup.RETRY]), later=of_round(RoundGroup.LATER), done=of_round(RoundGroup.DONE),
        declined=len({row.decision for row in found[RoundGroup.SKIPPED]}),
        residents=len({row.decision for row in board.rows if row.round == number}),
    )  # fmt: skip


def urgent_of(board: RoundBoard, now: datetime) -> int:
    """How many are late, wait for a visit, or are due for another try."""
    found = board.looks.at(now)
    due = sum(row.retry_at is not None and row.retry_at <= now for row in found[RoundGroup.RETRY])
    return len(found[RoundGroup.LATE]) + len(found[RoundGroup.FOLLOW_UP]) + due


def name(row: RoundRow, words: Words) -> str:
    """Whose look it is; nothing of who is protected, and a corridor by its place."""
    if row.person is None:
        where = place(row)
        return words(RoundsSay.CORRIDOR, place=where) if where else words.sentence(words.of(PlaceKind.CORRIDOR))
    return words(Say.PROTECTED) if row.person.is_masked else clean(row.person.name, LONGEST)


def place(row: RoundRow) -> str:
    """Where in the round it stands; nothing where the person is protected."""
    if row.person is not None and row.person.is_masked:
        return ""
    return " ".join(clean(part, LONGEST) for part in (row.area, row.place) if part)


def beside_name(row: RoundRow) -> str:
    """What stands after the name: a corridor has its place as a name."""
    return place(row) if row.person is not None else ""


def time_of(row: RoundRow, group: RoundGroup) -> datetime:
    """What stands at the left of a row."""
    moment = row.act_by if group is RoundGroup.FOLLOW_UP else row.retry_at if group is RoundGroup.RETRY else None
    return moment or row.begins_at


def rights(line: LookLine, now: datetime, words: Words) -> tuple[str, ...]:
    """What stands at the right of a row, whole and, where there is little room, short."""
    whole, row = right(line, now, words), line.row
    if line.told or row.lack is not None:
        return (whole,)
    if line.group is RoundGroup.LATE:
        who = first_name(row.holder) if row.holder else ""
        age = words.duration(now - row.ends_at)
        return whole, words(RoundsSay.LATE_SHORT, age=age), who or age
    if line.group is RoundGroup.RETRY and not row.holder:
        is_other = row.outcome is LookOutcome.OTHER_PERSON
        return whole, words(RoundsSay.OTHER_SHORT if is_other else RoundsSay.NOT_SEEN_SHORT), ""
    return (whole,)


def right(line: LookLine, now: datetime, words: Words) -> str:
    """What stands at the right of a row, the gravest first."""
    row = line.row
    if line.told:
        return line.told
    if row.lack is not None:
        return words.of(row.lack)
    if line.group is RoundGroup.LATE:
        return _late(row, now, words)
    if row.holder and not row.is_mine:
        return words(RoundsSay.TAKES, name=first_name(row.holder))
    if row.state is LookState.PAUSED and row.is_mine:
        return words(RoundsSay.PAUSED_HERE)
    if line.group is RoundGroup.FOLLOW_UP and row.act_by is not None:
        say = RoundsSay.PHONE_BY if row.then is Then.PHONE else RoundsSay.VISIT_BY
        return words(say, time=words.time(row.act_by))
    if line.group is RoundGroup.RETRY:
        is_other = row.outcome is LookOutcome.OTHER_PERSON
        return words(RoundsSay.OTHER_PERSON) if is_other else _not_seen(row, words)
    if not row.is_by_camera:
        return words(RoundsSay.ON_SITE)
    if line.group is RoundGroup.NOW:
        return words(RoundsSay.UNTIL, time=words.time(row.ends_at if row.ends_at > row.begins_at else row.closes_at))
    return words(RoundsSay.SHARES) if row.shares else ""


def first_name(name: str) -> str:
    """Of a colleague."""
    return clean(name, LONGEST).split(" ")[0]


def _late(row: RoundRow, now: datetime, words: Words) -> str:
    age = words.duration(now - row.ends_at)
    if row.holder:
        return words(RoundsSay.LATE_BY, age=age, name=first_name(row.holder))
    return words(RoundsSay.LATE_NOBODY, age=age)


def _not_seen(row: RoundRow, words: Words) -> str:
    return words(RoundsSay.NOT_SEEN, time=words.time(row.at)) if row.at is not None else ""


def told(line: RoundLine, now: datetime, words: Words) -> str:
    """What a screen reader says of a line."""
    match line:
        case RoundHead(group, count):
            return f"{words.of(group)} {count}"
        case NowBar():
            return f"{words.time(now)} {words(RoundsSay.NOW)}, {following(line, words)[0]}"
        case LookLine(row, group):
            parts = (
                words.time(time_of(row, group)), name(row, words), beside_name(row), words.of(group),
                right(line, now, words),
            )  # fmt: skip
            return ", ".join(part for part in parts if part)


def following(bar: NowBar, words: Words) -> tuple[str, ...]:
    """Who is next, whole and, where there is little room, short."""
    if bar.next is None:
        return (words(RoundsSay.NONE_NEXT),)
    whose = name(bar.next, words)
    short = words(RoundsSay.NEXT_IS, name=whose), whose
    return (words(RoundsSay.NEXT_AFTER, name=whose), *short) if bar.is_after else short


def span(begins: datetime, ends: datetime, words: Words) -> str:
    """'01–03', or '01:30–03:15' where a round does not begin and end on the hour."""
    texts = [words.time(begins), words.time(ends)]
    if all(text.endswith(":00") for text in texts):
        texts = [text.removesuffix(":00") for text in texts]
    return "–".join(texts)


def is_openable(row: RoundRow, now: datetime) -> bool:
    """Whether its camera may be asked for now, as far as the screen knows; the console decides."""
    return why_closed(row, now) is None


def why_closed(row: RoundRow, now: datetime) -> RoundsSay | None:
    """Why its camera is not opened now, or None."""
    if row.state is LookState.DONE:
        return RoundsSay.IS_DONE
    if row.is_skipped:
        return RoundsSay.IS_DECLINED
    if row.lack is not None or not row.is_by_camera:
        return RoundsSay.NOT_BY_CAMERA
    if row.holder and not row.is_mine:
        return RoundsSay.IS_HELD
    if now < row.opens_at:
        return RoundsSay.TOO_EARLY
    return RoundsSay.TOO_LATE if now > row.opens_until else None


def may_be_followed_up(row: RoundRow, now: datetime) -> bool:
    """Whether somebody who telephoned or went there is how it gets done: no camera is to be opened for it now."""
    if row.state is LookState.DONE or row.is_skipped or (row.holder and not row.is_mine):
        return False
    if row.state is LookState.FOLLOW_UP or row.lack is not None or not row.is_by_camera:
        return True
    return now > row.opens_until
