"""Who is nearest, and who cannot be sent, in words. Pure; `now` is given."""

from datetime import datetime

from console.domain.ids import MunicipalityId
from console.domain.ranking import Barred, Candidate, Certainty, Exclusion, Fit, Ranking
from console.domain.responder import Skill
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.plain import clean

SHOWN_EXCLUDED = 4
"""Named in one line; the rest are counted, and in the list."""

_FIRST = (Fit.FREE, Fit.AT_VISIT)


def minutes(one: Candidate, words: Words) -> str:
    """'6', or '~14' where it is uncertain."""
    return f"~{words.number(one.minutes)}" if is_uncertain(one) else words.number(one.minutes)


def is_uncertain(one: Candidate) -> bool:
    """Whether the minutes are by an old position, or by none."""
    return one.certainty is Certainty.STALE or one.is_home


def age(one: Candidate, now: datetime, words: Words) -> str:
    """'20 s sedan'; from where it was reckoned where there is no position."""
    if one.is_home:
        return words(Say.FROM_HOME_AREA)
    return words(Say.AGO, time=words.duration(max(now - one.position_at, now - now)))


def fits(one: Candidate, municipality: MunicipalityId, words: Words) -> str:
    """'Ledig, låsrätt, delegering'."""
    parts = [_busy(one, words)]
    if one.certainty is Certainty.STALE and not one.is_home:
        parts = [words(Say.UNSURE)]
    parts += [words.of(fit) for fit in one.fits if fit not in _FIRST and fit is not Fit.IN_PAIR]
    if one.partner is not None:
        parts.append(words(Say.PAIR, name=words.responder(municipality, one.partner, is_short=True)))
    if one.is_estimate:
        parts.append(words(Say.ESTIMATE))
    if not one.is_reachable:
        parts.insert(0, words(Say.UNREACHABLE))
    return words.sentence(", ".join(part for part in parts if part))


def _busy(one: Candidate, words: Words) -> str:
    if one.free_at is not None:
        return words(Say.FREE_AT, time=words.time(one.free_at))
    return words.of(Fit.FREE)


def why_not(one: Exclusion, words: Words) -> str:
    """'rast', 'saknar delegering insulin'."""
    if one.detail in tuple(Skill):
        return words(Say.EXCLUDED_LACKS, what=words.of(Skill(one.detail)))
    told = words.of(one.why)
    if one.why is Barred.NO_ENTRY and one.detail:
        return f"{told} ({clean(one.detail, 60)})"
    return told


def excluded_line(ranking: Ranking, municipality: MunicipalityId, words: Words) -> str:
    """'Uteslutna: Eva Holm rast, Yusuf Ali saknar delegering'; those off duty are counted only where room is left."""
    ordered = excluded_first(ranking)
    told = [
        words(Say.EXCLUDED_ONE, name=words.responder(municipality, one.responder), why=why_not(one, words))
        for one in ordered[:SHOWN_EXCLUDED]
    ]
    more = len(ordered) - len(told)
    if more:
        told.append(words(Say.MORE_EXCLUDED, count=words.number(more)))
    line = words(Say.EXCLUDED, who=", ".join(told)) if told else words(Say.NOBODY_EXCLUDED)
    return f"{line}. {words(Say.IS_LIMITED)}" if ranking.is_limited else line


def excluded_first(ranking: Ranking) -> tuple[Exclusion, ...]:
    """Those on duty before those who are not: of them one may ask why."""
    return tuple(sorted(ranking.excluded, key=lambda one: one.why is Barred.OFF_DUTY))


def told(one: Candidate, municipality: MunicipalityId, now: datetime, words: Words) -> str:
    """A candidate as a screen reader says it."""
    name = words.responder(municipality, one.responder)
    way = words(Say.MINUTES, minutes=minutes(one, words))
    return f"{one.rank}. {name}, {way}, {fits(one, municipality, words)}, {age(one, now, words)}"
