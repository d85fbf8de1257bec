"""What a row of the queue says: who, what and where, why it stands there, its clock and its ruler. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain.alarm import PRESSES, Cause, DeviceKind, Lane
from console.domain.call import CallKind
from console.domain.case import CaseCall
from console.domain.lifecycle import State
from console.domain.queue import Group, Row
from ui.words import Say, Words, times
from ui.words.cover_lines import row_name, row_risk
from ui.words.dispatch import DispatchSay
from ui.words.plain import clean
from ui.words.row_phrases import RowSay
from ui.words.task_row import sent

PILL_TELLS_AGE = timedelta(minutes=10)
"""From this age of the first press on, the pill tells it beside the count."""

TIME_SAYS_DAY = timedelta(hours=12)
"""So near, a time of day needs no day before it."""

LONGEST_PROMISE = 60
"""Characters of a promise's own text in a row; the rest is in the timeline."""


@dataclass(frozen=True, slots=True)
class WhyHere:
    """The reason of a row in clauses. Where room is short whole clauses go: first the `light` ones, then whom it was
    escalated to (`last`), then head and tail take the `shorter` ways, and the `weighty` clause (long, short) goes last
    of all. Class with cause and the time left stay."""

    head: str
    light: tuple[str, ...]
    tail: str
    shorter: tuple[tuple[str, str], ...] = ()
    weighty: tuple[str, ...] = ()
    last: str = ""

    def text(self) -> str:
        return _joined(self.head, *self.weighty[:1], *self.light, self.tail, self.last)

    def fitted(self, fits: Callable[[str], bool]) -> str:
        """The longest form that fits; at the least class, cause and time left."""
        weighty, kept = self.weighty[:1], list(self.light)
        for light in (kept, []):
            form = _joined(self.head, *weighty, *light, self.tail, self.last)
            if self.last and fits(form):
                return form
        while kept:
            form = _joined(self.head, *weighty, *kept, self.tail)
            if fits(form):
                return form
            kept.pop()
        ways = ((self.head, self.tail), *self.shorter)
        forms = [_joined(head, clause, tail) for clause in (*self.weighty, "") for head, tail in ways]
        return next((form for form in forms if fits(form)), forms[-1])


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def why_here(row: Row, now: datetime, words: Words) -> WhyHere:
    """Why the row stands where it stands, in words."""
    if row.state is State.WAITING and row.promise_until is not None:
        told = _promised(row, row.promise_until, now, words)
        least = f"{words(Say.WAITS)}: {promised_at(row.promise_until, now, words)}"
        return replace(told, weighty=sent(row, words), shorter=((least, told.tail),)) if row.tasks else told
    light, weighty = _history(row, words), _lifted(row, words) or _broken(row, now, words) or sent(row, words)
    last = words.of(row.reached) if row.reached is not None else ""
    head, least = _head(row, now, words), _head(row, now, words, is_short=True)
    if row.is_answered:
        after = words(Say.ANSWERED, time=words.duration(row.answered_after)) if row.answered_after is not None else ""
        tail = "" if row.group is Group.MINE else after
        return WhyHere(head, light, tail, ((least, tail),), weighty, last)
    left = row.answer_by - now
    target = words.duration(row.answer_within)
    if left <= timedelta(0):
        over = words.duration(left)
        brief, briefest = words(Say.OVER_TARGET_SHORT, over=over), words(Say.OVER_SHORT, over=over)
        shorter = ((head, brief), (head, briefest), (least, brief), (least, briefest))
        return WhyHere(head, light, words(Say.OVER_TARGET, over=over, target=target), shorter, weighty, last)
    within, tail = words(Say.ANSWER_WITHIN, time=target), words(Say.LEFT, time=words.duration(left))
    return WhyHere(head, (*light, within), tail, ((least, tail),), weighty, last)


def reason(row: Row, now: datetime, words: Words) -> str:
    """The whole reason: 'Akut: rök, svar inom 30 s, 19 s kvar'."""
    return why_here(row, now, words).text()


def _head(row: Row, now: datetime, words: Words, *, is_short: bool = False) -> str:
    what = words.of(row.cause)
    if row.presses > 1 and row.cause in PRESSES and is_short:
        what = words(Say.PRESSES, n=row.presses)
    elif row.presses > 1 and row.cause in PRESSES:
        what = words(Say.PRESSES_IN, n=row.presses, time=words.duration(max(now - row.first_at, timedelta(0))))
    elif row.is_in_test and row.cause in PRESSES:
        what = words(RowSay.IN_TEST_SHORT if is_short else RowSay.IN_TEST)
    elif row.is_outage:
        what = words(RowSay.OUT, n=row.out)
    elif is_round(row):
        what = words(RowSay.ROUND_MISSED, n=row.alarms)
    return f"{words.of(row.alarm_class)}: {what}"


def _lifted(row: Row, words: Words) -> tuple[str, ...]:
    """That a fault leaves somebody without any way to call for help, in a long and a short form."""
    return (words(RowSay.NO_WAY), words(RowSay.NO_WAY_SHORT)) if row.is_lifted else ()


def _broken(row: Row, now: datetime, words: Words) -> tuple[str, ...]:
    """That somebody was promised help that did not come, in a long and a short form."""
    if not row.is_promise_broken or row.promise_until is None:
        return ()
    return words(Say.PROMISE_BROKEN, time=_when(row.promise_until, now, words)), words(RowSay.PROMISE_BROKEN_SHORT)


def _history(row: Row, words: Words) -> tuple[str, ...]:
    clauses = []
    if row.alarm_class < row.own_class:
        clauses.append(words(Say.RAISED, own=words.of(row.own_class)))
    if row.state is State.RETURNED_UNSEEN:
        clauses.append(words(Say.RESET_UNSEEN))
    if row.follows is not None:
        clauses.append(words(Say.FOLLOWS))
    return tuple(clauses)


def _promised(row: Row, until: datetime, now: datetime, words: Words) -> WhyHere:
    text = clean(row.promise_text, LONGEST_PROMISE)
    head = f"{words(Say.WAITS)}: {words(Say.PROMISED, text=text, time=_when(until, now, words))}"
    if until > now:
        return WhyHere(head, (), words(Say.LEFT, time=times.countdown(until - now)))
    return WhyHere(head, (), words(Say.PROMISE_LATE, time=words.duration(now - until)))


def is_masked(row: Row) -> bool:
    """Whether somebody of the case is shown masked: then neither name nor place is."""
    return any(person.is_masked for person in row.people)


def is_round(row: Row) -> bool:
    """Whether it is about the looks of a round, told together (`shortfalls`); the alarm's text is then their count."""
    is_missed = row.lane is Lane.SUPERVISION and row.cause is Cause.LOOK_MISSED
    return is_missed and not row.people and row.text.isdecimal()


def is_coverage(row: Row) -> bool:
    """Whether it is about an area in which nobody can be sent; the alarm's text is then how many are at risk of all."""
    return row.cause is Cause.NO_RESPONDER and not row.people


def is_place(row: Row) -> bool:
    """Whether it is about a thing or a place that is nobody's: a fault, or what a camera of a corridor sees."""
    is_corridor = row.lane is Lane.SUPERVISION and row.kind is DeviceKind.CAMERA
    return not row.people and (row.lane is Lane.TECHNICAL or is_corridor)


def name(row: Row, words: Words, *, is_short: bool = False) -> str:
    """Who it is about; for two of a household 'Karin eller Rolf Dahl', short 'Karin/Rolf Dahl'; for nobody the
    place or the device."""
    if is_masked(row):
        return words(Say.PROTECTED)
    if row.is_outage:
        return clean(words(RowSay.OUTAGE, place=row.place), 80)
    if is_round(row):
        return words(RowSay.ROUND)
    if row.responder is not None:
        return words.responder(row.municipality, row.responder)
    if is_coverage(row):
        return row_name(row.place, words)
    if is_place(row):
        return clean(row.place, 60) or clean(words(Say.DEVICE_LINE, device=row.device or words(Say.UNKNOWN)), 60)
    names = [clean(person.name, 80) for person in row.people]
    if not names:
        return words(Say.UNKNOWN_PERSON)
    families = {each.rsplit(" ", 1)[-1] for each in names}
    if len(names) > 1 and len(families) == 1:
        given = [each.rsplit(" ", 1)[0] for each in names]
        either = "/".join(given) if is_short else words.listed(given)
        return f"{either} {families.pop()}"
    return "/".join(names) if is_short else words.listed(names)


def short_names(row: Row, words: Words) -> tuple[str, ...]:
    """The name where room is short, the fullest form first: 'Karin/Rolf Dahl', 'K/R Dahl'. A place without people
    loses its details."""
    whole = name(row, words, is_short=True)
    if is_masked(row):
        return (whole,)
    if is_coverage(row):
        return whole, clean(row.place, 60)
    if not row.people:
        return whole, whole.split(",")[0]
    families = {person.name.rsplit(" ", 1)[-1] for person in row.people}
    if len(families) > 1:
        return (whole,)
    initials = "/".join(clean(person.name, 80)[:1] for person in row.people)
    stop = "." if len(row.people) == 1 else ""
    return whole, f"{initials}{stop} {clean(families.pop(), 80)}"


def age(row: Row) -> str:
    """The age of the one person it is about, else nothing."""
    people = row.people
    return str(people[0].age) if len(people) == 1 and people[0].age is not None else ""


def pill(row: Row, now: datetime, words: Words, *, is_short: bool = False) -> str:
    """The one mark beside the name: who to ask for, presses (with their age, unless short), a raise, a test."""
    if row.asks_who:
        return words(Say.ASK_WHO)
    if row.responder is not None:
        return words(DispatchSay.STAFF_PILL)
    if row.presses > 1:
        since_first = now - row.first_at
        if not is_short and since_first >= PILL_TELLS_AGE and row.group is not Group.OTHERS:
            return words(Say.PRESSES_OVER, n=row.presses, time=times.clock(since_first))
        return words(Say.PRESSES, n=row.presses)
    if row.alarm_class < row.own_class:
        return words(Say.RAISED_FROM, number=int(row.own_class))
    return words(Say.TEST) if row.is_test else ""


def what(row: Row, words: Words) -> tuple[str, str]:
    """What sent, and where it is (or what a colleague wrote), or that there is a call; the place is hidden with the
    identity."""
    if row.call is not None:
        return called(row.call, words), "" if is_masked(row) else clean(row.place, 80)
    if is_masked(row):
        return words.of(row.kind), words(Say.PLACE_AFTER_REASON)
    if row.is_outage:
        return words.sentence(words(RowSay.OUT, n=row.out)), words(RowSay.SINCE, time=words.time(row.first_at))
    if is_round(row):
        missed = words.sentence(words(RowSay.ROUND_MISSED, n=row.alarms))
        return missed, words(RowSay.SINCE, time=words.time(row.first_at))
    if row.responder is not None:
        return words.sentence(words.of(row.cause)), clean(row.place, 80)
    if is_coverage(row):
        return row_risk(row.text, words), words(RowSay.SINCE, time=words.time(row.first_at))
    if is_place(row):
        return words.of(row.kind), clean(row.device if row.place else row.text, 80)
    if row.cause is Cause.BY_HAND:
        return words.of(row.kind), clean(row.text, 80)
    unknown = "" if row.people else row.device
    return words.of(row.kind), clean(", ".join(part for part in (row.place, unknown) if part), 80)


def called(call: CaseCall, words: Words) -> str:
    """'Ringer', 'Samtal', 'Videosamtal': that somebody talks with the person, or with somebody about them, now."""
    if not call.is_answered:
        return words(RowSay.CALLING)
    return words(RowSay.IN_VIDEO if call.kind is CallKind.VIDEO else RowSay.IN_CALL)


def short_whats(row: Row, now: datetime, words: Words) -> tuple[str, ...]:
    """What a narrow row says under the name, the fullest form first: the kind, and with it the one thing to know."""
    kind, place = what(row, words)
    clauses = sent(row, words)
    if clauses:
        return tuple(words.sentence(clause) for clause in clauses)
    if row.state is State.WAITING and row.promise_until is not None:
        at = promised_at(row.promise_until, now, words)
        return f"{kind}, {at}", words.sentence(at)
    note = pill(row, now, words, is_short=True)
    if note:
        return f"{kind}, {note[:1].lower()}{note[1:]}", note
    return (f"{kind}, {place}", kind) if place and not is_masked(row) else (kind,)


def promised_at(until: datetime, now: datetime, words: Words) -> str:
    """'lovat 01:55'."""
    return words(RowSay.PROMISED_AT, time=_when(until, now, words))


def _when(at: datetime, now: datetime, words: Words) -> str:
    """The time of day alone where it can mean but one: a night's promises pass midnight."""
    return words.time(at) if abs(at - now) < TIME_SAYS_DAY else words.moment(at, now)


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
        if row.answered_after is None or row.state is State.WAITING:
            return words(Say.YOU), ""
        after = Say.ANSWERED_SHORT if is_short else Say.ANSWERED_AFTER
        return words(Say.YOU), words(after, time=words.duration(row.answered_after))
    return "", clean(row.owner_name, 60) or words(Say.UNKNOWN)


def took_it(owner_name: str, time: str, words: Words) -> str:
    """Who was faster, by the name that colleagues use: 'Amina tog det 01:38:14'."""
    return words(Say.LOST_SHORT, owner=first_name(owner_name, words), time=time)


def first_name(owner_name: str, words: Words) -> str:
    """An owner where room is short."""
    return clean(owner_name, 60).split(" ")[0] or words(Say.UNKNOWN)


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


def briefly(row: Row, now: datetime, words: Words) -> str:
    """A row as it is announced: who, what, where and why, without what a screen reader finds in the row itself."""
    kind, place = what(row, words)
    parts = (name(row, words), kind, place, reason(row, now, words))
    return ", ".join(part for part in parts if part)
