"""A task in words: its title, its seven receipts, what happens by itself. Pure; `now` is given where it matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.ranking import Ranking
from console.domain.task import Decline, Offer, OfferState, Task, TaskRung, TaskState
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.plain import clean


class Mark(Enum):
    """How far a receipt is: passed, the last that came, still ahead, or not sent yet."""

    PASSED = "passed"
    NOW = "now"
    AHEAD = "ahead"
    UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One of the seven. `time` is of the day with seconds, "" where it has not come, or nobody said when; `short` is
    the detail where room is short."""

    key: int
    title: str
    detail: str
    time: str
    mark: Mark
    short: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of a task need beside it: where it is, what was promised (aware UTC), who is nearest, whom the
    operator would ask first."""

    municipality: MunicipalityId
    promise_until: datetime | None = None
    ranking: Ranking | None = None
    wished: ResponderId | None = None


PROMISE_AFTER = timedelta(minutes=2)
"""So long after somebody is to be there the resident is promised that they are. Ours, as drawn."""


def promised_minutes(arrive_by: datetime, now: datetime) -> int:
    """How many minutes to promise the resident, from `now`; at least one."""
    return max(-(-(arrive_by + PROMISE_AFTER - now) // timedelta(minutes=1)), 1)


TITLES = (Say.OFFERED, Say.DELIVERED, Say.SEEN, Say.ACCEPTED, Say.UNDER_WAY, Say.ARRIVED, Say.DONE)
_REACHED = {TaskState.ACCEPTED: 4, TaskState.UNDER_WAY: 5, TaskState.ARRIVED: 6, TaskState.DONE: 7}
_OFFER_REACHED = {OfferState.DELIVERED: 2, OfferState.SEEN: 3, OfferState.ACCEPTED: 4}


def focal(task: Task) -> Offer | None:
    """The offer whose receipts are shown: of who has it, else of who is asked now, else the last."""
    if task.responder is not None:
        return task.offer_to(task.responder)
    asked = task.asked()
    if asked:
        return max(asked, key=lambda offer: (_OFFER_REACHED.get(offer.state, 1), offer.at))
    return task.offers[-1] if task.offers else None


def title(task: Task, known: Known, words: Words) -> str:
    """'Uppdrag 4419, Samira Haddad'."""
    whom = task.responder
    if whom is None and len(task.asked()) == 1:
        whom = task.asked()[0].responder
    if whom is None:
        return words(Say.TASK_SEEKING, number=task.number)
    return words(Say.TASK, number=task.number, name=words.responder(known.municipality, whom))


def kind(task: Task, words: Words) -> str:
    """That it is one task for one person, or a second person's."""
    if task.state is TaskState.CANCELLED and task.ended_at is not None:
        return words(Say.CANCELLED, time=words.time(task.ended_at))
    return words(Say.TASK_SECOND if task.second_of is not None else Say.TASK_ONE)


def receipts(task: Task, known: Known, words: Words) -> tuple[Receipt, ...]:
    """The seven, in their order; of a task that was called back those that came."""
    offer = focal(task)
    is_unsent = offer is not None and words.roster.is_unsent(task, offer) and offer.delivered_at is None
    reached = _reached(task, offer)
    made = []
    for number, say in enumerate(TITLES, start=1):
        at, detail = _of(number, task, offer, known, words)
        if number == 1 and is_unsent and reached <= 1:
            mark, detail = Mark.UNSENT, f"{words(Say.NOT_SENT)}, {words(Say.NOT_SENT_HOW)}"
        elif number < reached:
            mark = Mark.PASSED
        else:
            mark = Mark.NOW if number == reached else Mark.AHEAD
        time = words.time(at, seconds=True) if at is not None and mark in (Mark.PASSED, Mark.NOW) else ""
        made.append(Receipt(number, words(say), detail, time, mark, _short(number, task, offer, mark, words)))
    is_off = task.state is TaskState.CANCELLED
    return tuple(one for one in made if one.mark is not Mark.AHEAD) if is_off else tuple(made)


def _short(number: int, task: Task, offer: Offer | None, mark: Mark, words: Words) -> str:
    """What must be said where room is short; nothing where the title and the time are enough."""
    if mark is Mark.UNSENT:
        return words(Say.NOT_SENT)
    if number == 2 and offer is not None and offer.delivered_at is not None:
        return brief(offer.delivered_at - offer.at, words)
    if number == 4 and task.lock_failed:
        return words(Say.ROW_LOCK)
    given = [right for right in task.rights if right.ended is None]
    if number == 4 and given:
        return words(Say.RIGHT_SHORT, time=words.time(max(right.until for right in given)))
    if number == 5 and task.arrive_by is not None:
        return words(Say.ROW_THERE_AT, time=words.time(task.arrive_by))
    return ""


def _reached(task: Task, offer: Offer | None) -> int:
    """The number of the last receipt that came; what was skipped on the way counts as passed."""
    if task.state in _REACHED:
        return _REACHED[task.state]
    if task.state is TaskState.CANCELLED:
        moments = (task.accepted_at, task.under_way_at, task.arrived_at)
        passed = [number for number, at in enumerate(moments, start=4) if at is not None]
        if passed:
            return passed[-1]
    if offer is None:
        return 0
    if offer.seen_at is not None:
        return 3
    return 2 if offer.delivered_at is not None else 1


def _of(
    number: int, task: Task, offer: Offer | None, known: Known, words: Words
) -> tuple[datetime | None, str]:  # fmt: skip
    """When a receipt came, and what there is to say of it."""
    match number:
        case 1:
            return _offered(offer, known, words)
        case 2:
            return _delivered(offer, words)
        case 3:
            at = offer.seen_at if offer is not None else None
            return at, words(Say.OPENED if at is not None else Say.AHEAD_OPENED)
        case 4:
            return task.accepted_at, _accepted(task, offer, words)
        case 5:
            return task.under_way_at, _under_way(task, words)
        case 6:
            return task.arrived_at, _there(task, known, words)
        case _:
            is_done = task.state is TaskState.DONE
            return task.ended_at if is_done else None, words(Say.WITH_RECEIPT)


def _offered(offer: Offer | None, known: Known, words: Words) -> tuple[datetime | None, str]:
    if offer is None:
        return None, ""
    return offer.at, words.responder(known.municipality, offer.responder)


def _delivered(offer: Offer | None, words: Words) -> tuple[datetime | None, str]:
    if offer is None or offer.delivered_at is None:
        return None, words(Say.AHEAD_PHONE)
    return offer.delivered_at, words(Say.PHONE_AFTER, time=brief(offer.delivered_at - offer.at, words))


def brief(span: timedelta, words: Words) -> str:
    """'0,6 s', '12 s', '2 min'."""
    seconds = max(span.total_seconds(), 0.1)
    if seconds >= 10:
        return words.duration(span)
    told = f"{seconds:.1f} s"
    return told.replace(".", ",") if words.language == "sv" else told


def _accepted(task: Task, offer: Offer | None, words: Words) -> str:
    if task.accepted_at is None:
        if offer is None or task.state is not TaskState.SEEKING:
            return words(Say.RECEIPT_AHEAD)
        return words(Say.ANSWER_BY, time=words.time(offer.answer_by, seconds=True))
    parts = [words(Say.BY_PHONE)] if task.by_phone else []
    given = [right for right in task.rights if right.ended is None]
    if task.lock_failed:
        parts.append(words(Say.LOCK_FAILED))
    elif given:
        parts.append(words(Say.RIGHT_TO, time=words.time(max(right.until for right in given))))
    elif task.is_open:
        parts.append(words(Say.NO_RIGHT))
    return ", ".join(parts)


def _under_way(task: Task, words: Words) -> str:
    if task.arrive_by is None:
        return words(Say.RECEIPT_AHEAD)
    if task.under_way_at is None:
        return words(Say.ABOUT_ONLY, time=words.time(task.arrive_by))
    minutes = round((task.arrive_by - task.under_way_at).total_seconds() / 60)
    return words(Say.ABOUT, time=words.time(task.arrive_by), minutes=max(minutes, 0))


def _there(task: Task, known: Known, words: Words) -> str:
    target = words.time(task.on_site_by)
    if task.late and task.is_open and task.arrived_at is None:
        return words(Say.LATE, what=words.of(task.late[-1]), target=target)
    is_in_time = task.arrive_by is None or (known.promise_until is not None and task.arrive_by <= known.promise_until)
    if known.promise_until is not None and task.arrived_at is None and is_in_time:
        return words(Say.EXPECTED, time=words.time(known.promise_until))
    return words(Say.TARGET, time=target)


def earlier(task: Task, known: Known, words: Words) -> str:
    """Who was asked before, and why they do not go; nothing where nobody was."""
    last = {offer.responder: offer for offer in task.offers if offer.responder != task.responder}
    told, silent = [], []
    for responder, offer in last.items():
        if offer.state is OfferState.DECLINED:
            name = words.responder(known.municipality, responder)
            told.append(words(Say.ANSWERED_NO, name=name, why=declined(offer.reason, words)))
        elif offer.state is OfferState.UNANSWERED:
            silent.append(responder)
    if silent:
        names = [words.responder(known.municipality, one, is_short=len(silent) > 1) for one in silent]
        told.append(words(Say.NO_ANSWER, name=", ".join(names)))
    return words(Say.EARLIER, who=", ".join(told)) if told else ""


def beside(tasks: Sequence[Task], task: Task, known: Known, words: Words) -> str:
    """Who else is sent to the same case, and how far they are; nothing where nobody is."""
    told = []
    for other in tasks:
        if other.id == task.id or not other.is_open:
            continue
        offer = focal(other)
        if offer is not None:
            name = words.responder(known.municipality, offer.responder)
            state = words(TITLES[max(_reached(other, offer), 1) - 1])
            told.append(f"{name}, {state[:1].lower()}{state[1:]}")
    return words(Say.BESIDE, who="; ".join(told)) if told else ""


def declined(reason: str, words: Words) -> str:
    """Why somebody declined: a word of ours, or their own."""
    return words.of(Decline(reason)) if reason in tuple(Decline) else clean(reason, 120) or words.of(Decline.OTHER)


def foot(task: Task | None, known: Known, words: Words) -> str:
    """What happens by itself from here on."""
    if task is None:
        first = _first_of(known, words)
        if not first:
            return ""
        chain = ladder(TaskRung.NEXT, known, (first[1],), words)
        then = words.sentence(f"{words(Say.THEN)} {chain}.")
        return words(Say.BEFORE, first=first[0], then=then)
    if task.is_taken:
        return words(Say.TAKEN_FOOT)
    if task.state is not TaskState.SEEKING:
        return words(Say.OVER_FOOT)
    if task.rung is TaskRung.SHIFT_LEAD:
        return words(Say.LEAD_NOW)
    asked = task.asked()
    if task.rung is TaskRung.CALL or not asked:
        return words(Say.CALL_NOW)
    if any(words.roster.is_unsent(task, offer) for offer in asked):
        return words(Say.UNSENT_FOOT)
    tried = tuple(offer.responder for offer in task.offers)
    within = words.duration(timedelta(seconds=round((asked[-1].answer_by - asked[-1].at).total_seconds())))
    return words(Say.WITHOUT_ANSWER, time=within, then=ladder(task.rung, known, tried, words))


def ladder(rung: TaskRung, known: Known, tried: Sequence[ResponderId], words: Words) -> str:
    """'Kent, sedan gruppen Norr, sedan samtal, sedan trafikledaren': the group is that of who was asked first."""
    steps = []
    if rung is TaskRung.NEXT:
        following = _next_of(known, tried, words)
        steps += [following[0]] if following else []
        group = words.roster.group(known.municipality, tried[0]) if tried else ""
        steps.append(words(Say.GROUP_NAMED, group=group) if group else words(Say.GROUP))
    steps += [words(Say.BY_CALL), words(Say.SHIFT_LEAD)]
    return f", {words(Say.THEN)} ".join(steps)


def _first_of(known: Known, words: Words) -> tuple[str, ResponderId] | tuple[()]:
    """Whom the operator means, else the first of the ranking."""
    candidates = known.ranking.candidates if known.ranking is not None else ()
    if known.wished is not None and any(one.responder == known.wished for one in candidates):
        return words.responder(known.municipality, known.wished, is_short=True), known.wished
    return _next_of(known, (), words)


def _next_of(known: Known, tried: Sequence[ResponderId], words: Words) -> tuple[str, ResponderId] | tuple[()]:
    """The first of the ranking who has not been asked."""
    candidates = known.ranking.candidates if known.ranking is not None else ()
    found = next((one for one in candidates if one.responder not in tried), None)
    if found is None:
        return ()
    return words.responder(known.municipality, found.responder, is_short=True), found.responder
