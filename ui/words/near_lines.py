"""Who is nearest, and who cannot be sent, in words. Pure; `now` is given."""

from collections.abc import Iterator
from datetime import datetime

from console.domain.ids import MunicipalityId
from console.domain.ranking import Barred, Candidate, Certainty, Exclusion, Fit, Ranking
from console.domain.responder import Skill
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.plain import clean

SHOWN_EXCLUDED, SHOWN_BESIDE_TASK = 4, 2
"""Named in one line; the rest are counted, and in the table. Fewer where a small screen has a task to show too."""

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


def shorter(fits: str) -> Iterator[str]:
    """What speaks for somebody, whole and then by whole clauses less from its end."""
    parts = fits.split(", ")
    yield from (", ".join(parts[:count]) for count in range(len(parts), 0, -1))


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


def excluded_line(
    ranking: Ranking, municipality: MunicipalityId, words: Words, most: int = SHOWN_EXCLUDED
) -> str:  # fmt: skip
    """'Uteslutna: Eva Holm rast, Yusuf Ali saknar delegering'; of those off duty nothing is said."""
    on_duty = excluded_on_duty(ranking)
    told = [
        words(Say.EXCLUDED_ONE, name=words.responder(municipality, one.responder), why=why_not(one, words))
        for one in on_duty[:most]
    ]
    more = len(on_duty) - len(told)
    if more:
        told.append(words(Say.MORE_EXCLUDED, count=words.number(more)))
    line = words(Say.EXCLUDED, who=", ".join(told)) if told else words(Say.NOBODY_EXCLUDED)
    return f"{line}. {words(Say.IS_LIMITED)}" if ranking.is_limited else line


def excluded_on_duty(ranking: Ranking) -> tuple[Exclusion, ...]:
    """Of whom one may ask why they are not sent. Who has gone home stands in the table."""
    return tuple(one for one in ranking.excluded if one.why is not Barred.OFF_DUTY)


def told(one: Candidate, municipality: MunicipalityId, now: datetime, words: Words) -> str:
    """A candidate as a screen reader says it."""
    name = words.responder(municipality, one.responder)
    way = words(Say.MINUTES, minutes=minutes(one, words))
    return f"{one.rank}. {name}, {way}, {fits(one, municipality, words)}, {age(one, now, words)}"
