"""What a row of the queue says: who, what and where, why it stands there, its clock and its ruler. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.alarm import PRESSES, Cause, Lane
from console.domain.lifecycle import State
from console.domain.queue import Group, Row
from ui.words import Say, Words, times
from ui.words.plain import clean

PILL_TELLS_AGE = timedelta(minutes=10)
"""From this age of the first press on, the pill tells it beside the count."""

LONGEST_PROMISE = 60
"""Characters of a promise's own text in a row; the rest is in the timeline."""


@dataclass(frozen=True, slots=True)
class WhyHere:
    """The reason of a row in clauses. Where room is short the middle ones go, from the end; class with cause and
    the time left stay, at the least in the first of the `shorter` ways (head, tail) that fits."""

    head: str
    middle: tuple[str, ...]
    tail: str
    shorter: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        return ", ".join(part for part in (self.head, *self.middle, self.tail) if part)

    def fitted(self, fits: Callable[[str], bool]) -> str:
        """The longest form that fits; at the least class, cause and time left."""
        kept = list(self.middle)
        while kept and not fits(WhyHere(self.head, tuple(kept), self.tail).text()):
            kept.pop()
        ways = ((self.head, self.tail), *self.shorter)
        forms = [WhyHere(head, tuple(kept), tail).text() for head, tail in ways]
        return next((form for form in forms if fits(form)), forms[-1])


def why_here(row: Row, now: datetime, words: Words) -> WhyHere:
    """Why the row stands where it stands, in words."""
    if row.state is State.WAITING and row.promise_until is not None:
        return _promised(row, row.promise_until, now, words)
    middle = _history(row, now, words)
    if row.is_answered:
        after = words(Say.ANSWERED, time=words.duration(row.answered_after)) if row.answered_after is not None else ""
        return WhyHere(_head(row, now, words), middle, "" if row.group is Group.MINE else after)
    left = row.answer_by - now
    target = words.duration(row.answer_within)
    if left <= timedelta(0):
        over, head = words.duration(left), _head(row, now, words)
        brief, briefest = words(Say.OVER_TARGET_SHORT, over=over), words(Say.OVER_SHORT, over=over)
        least = _head(row, now, words, is_short=True)
        shorter = ((head, brief), (head, briefest), (least, brief), (least, briefest))
        return WhyHere(head, middle, words(Say.OVER_TARGET, over=over, target=target), shorter)
    within = words(Say.ANSWER_WITHIN, time=target)
    return WhyHere(_head(row, now, words), (*middle, within), words(Say.LEFT, time=words.duration(left)))


def reason(row: Row, now: datetime, words: Words) -> str:
    """The whole reason: 'Akut: rök, svar inom 30 s, 19 s kvar'."""
    return why_here(row, now, words).text()


def _head(row: Row, now: datetime, words: Words, *, is_short: bool = False) -> str:
    what = words.of(row.cause)
    if row.presses > 1 and row.cause in PRESSES and is_short:
        what = words(Say.PRESSES, n=row.presses)
    elif row.presses > 1 and row.cause in PRESSES:
        what = words(Say.PRESSES_IN, n=row.presses, time=words.duration(max(now - row.first_at, timedelta(0))))
    elif row.is_test:
        what = words(Say.TEST).lower()
    return f"{words.of(row.alarm_class)}: {what}"


def _history(row: Row, now: datetime, words: Words) -> tuple[str, ...]:
    clauses = []
    if row.is_promise_broken and row.promise_until is not None:
        clauses.append(words(Say.PROMISE_BROKEN, time=words.moment(row.promise_until, now)))
    if row.alarm_class < row.own_class:
        clauses.append(words(Say.RAISED, own=words.of(row.own_class)))
    if row.state is State.RETURNED_UNSEEN:
        clauses.append(words(Say.RESET_UNSEEN))
    if row.follows is not None:
        clauses.append(words(Say.FOLLOWS))
    return tuple(clauses)


def _promised(row: Row, until: datetime, now: datetime, words: Words) -> WhyHere:
    text = clean(row.promise_text, LONGEST_PROMISE)
    head = f"{words(Say.WAITS)}: {words(Say.PROMISED, text=text, time=words.moment(until, now))}"
    if until > now:
        return WhyHere(head, (), words(Say.LEFT, time=times.countdown(until - now)))
    return WhyHere(head, (), words(Say.PROMISE_LATE, time=words.duration(now - until)))


def is_masked(row: Row) -> bool:
    """Whether somebody of the case is shown masked: then neither name nor place is."""
    return any(person.is_masked for person in row.people)


def name(row: Row, words: Words) -> str:
    """Who it is about; for two of a household 'Karin eller Rolf Dahl'; for nobody the device."""
    if is_masked(row):
        return words(Say.PROTECTED)
    names = [clean(person.name, 80) for person in row.people]
    if not names:
        if row.lane is Lane.TECHNICAL:
            return clean(row.place, 60) or clean(words(Say.DEVICE_LINE, device=row.device or words(Say.UNKNOWN)), 60)
        return words(Say.UNKNOWN_PERSON)
    families = {each.rsplit(" ", 1)[-1] for each in names}
    if len(names) > 1 and len(families) == 1:
        given = [each.rsplit(" ", 1)[0] for each in names]
        return f"{words.listed(given)} {families.pop()}"
    return words.listed(names)


def age(row: Row) -> str:
    """The age of the one person it is about, else nothing."""
    people = row.people
    return str(people[0].age) if len(people) == 1 and people[0].age is not None else ""


def pill(row: Row, now: datetime, words: Words, *, is_short: bool = False) -> str:
    """The one mark beside the name: who to ask for, presses (with their age, unless short), a raise, a test."""
    if row.asks_who:
        return words(Say.ASK_WHO)
    if row.presses > 1:
        since_first = now - row.first_at
        if not is_short and since_first >= PILL_TELLS_AGE and row.group is not Group.OTHERS:
            return words(Say.PRESSES_OVER, n=row.presses, time=times.clock(since_first))
        return words(Say.PRESSES, n=row.presses)
    if row.alarm_class < row.own_class:
        return words(Say.RAISED_FROM, number=int(row.own_class))
    return words(Say.TEST) if row.is_test else ""


def what(row: Row, words: Words) -> tuple[str, str]:
    """What sent, and where it is (or what a colleague wrote); the place is hidden with the identity."""
    if is_masked(row):
        return words.of(row.kind), words(Say.PLACE_AFTER_REASON)
    if row.lane is Lane.TECHNICAL and not row.people:
        return words.of(row.kind), clean(row.device if row.place else row.text, 80)
    if row.cause is Cause.BY_HAND:
        return words.of(row.kind), clean(row.text, 80)
    return words.of(row.kind), clean(row.place, 80)


def clock(row: Row, now: datetime) -> str:
    """Time since the alarm that waits began; for a promise the minutes left."""
    if row.state is State.WAITING and row.promise_until is not None:
        return times.countdown(row.promise_until - now)
    return times.clock(now - row.waiting_since)


def owner(row: Row, words: Words, *, is_short: bool = False) -> tuple[str, str]:
    """Who has it: a strong part ('Du') and the rest."""
    if row.owner is None:
        return "", words(Say.NO_OWNER)
    if row.group is Group.MINE:
        if row.answered_after is None:
            return words(Say.YOU), ""
        after = Say.ANSWERED_SHORT if is_short else Say.ANSWERED_AFTER
        return words(Say.YOU), words(after, time=words.duration(row.answered_after))
    return "", clean(row.owner_name, 60) or words(Say.UNKNOWN)


def is_over(row: Row, now: datetime) -> bool:
    """Whether nobody has answered within the target. Told by the console, and seen by the screen where it is silent."""
    return not row.is_answered and (row.is_over_target or now >= row.answer_by)


def progress(row: Row, now: datetime) -> float:
    """How far the ruler is filled, 1.0 at the notch. Frozen at the answer; for a promise the part that has passed."""
    if row.state is State.WAITING and row.promise_until is not None:
        whole = row.promise_until - row.last_at
        return max(0.0, (now - row.last_at) / whole) if whole > timedelta(0) else 1.0
    spent = row.answered_after if row.is_answered and row.answered_after is not None else now - row.waiting_since
    if row.answer_within <= timedelta(0):
        return 1.0
    return max(0.0, spent / row.answer_within)


def told(row: Row, now: datetime, words: Words) -> str:
    """The whole row as a screen reader says it."""
    strong, rest = owner(row, words)
    kind, place = what(row, words)
    parts = (name(row, words), age(row), pill(row, now, words), kind, place, reason(row, now, words), clock(row, now))
    return ", ".join(part for part in (*parts, f"{strong} {rest}".strip()) if part)
