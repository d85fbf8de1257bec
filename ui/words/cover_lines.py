"""How the areas are covered, in words. Pure."""

from collections.abc import Sequence
from datetime import datetime

from console.domain.staff_board import AreaCover
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say
from ui.words.plain import clean


def weak(areas: Sequence[AreaCover]) -> tuple[AreaCover, ...]:
    """Those where nobody can be sent, and then those with one; most at risk first."""
    found = [one for one in areas if one.residents and (one.is_empty or one.is_thin)]
    return tuple(sorted(found, key=lambda one: (not one.is_empty, -one.at_risk, one.area)))


def title(area: AreaCover, words: Words) -> str:
    """'Täckning: Öster tunn'."""
    return words(Say.COVER_EMPTY if area.is_empty else Say.COVER_THIN, area=clean(area.area, 60))


def detail(area: AreaCover, until: datetime | None, words: Words) -> str:
    """'1 nåbar, 14 personer i risk. Till 02:00.'"""
    say = Say.COVER_REACHABLE if area.reachable == 1 else Say.COVER_REACHABLES
    told = words(say, count=words.number(area.reachable), risk=words.number(area.at_risk))
    if area.empty_from is not None and not area.is_empty:
        return f"{told} {words(Say.COVER_FROM, time=words.time(area.empty_from))}"
    return f"{told} {words(Say.COVER_TO, time=words.time(until))}" if until is not None else told


def notice(areas: Sequence[AreaCover], until: datetime | None, words: Words) -> tuple[str, str]:
    """What is to be said of the coverage: a title and a sentence; nothing where all is covered."""
    found = weak(areas)
    if not found:
        return "", ""
    first = title(found[0], words)
    if len(found) > 1:
        first = words(Say.COVER_MORE, first=first, count=words.number(len(found) - 1))
    return first, detail(found[0], until, words)


def line(area: AreaCover, words: Words) -> tuple[str, str, str]:
    """An area in a table: how it is, who is there, who lives there."""
    state = Say.COVER_EMPTY_WORD if area.is_empty else Say.COVER_THIN_WORD if area.is_thin else Say.COVER_GOOD
    who = words(Say.COVER_LINE, count=words.number(area.reachable))
    if area.uncertain:
        who = f"{who}, {words(Say.COVER_UNCERTAIN, count=words.number(area.uncertain))}"
    risk = words(Say.COVER_RISK, risk=words.number(area.at_risk), all=words.number(area.residents))
    told = words(state)
    if area.empty_from is not None and not area.is_empty:
        told = f"{told}, {words(Say.COVER_FROM, time=words.time(area.empty_from))}"
    return words.sentence(told), who, risk


def row_name(area: str, words: Words) -> str:
    """A case about an area: 'Ingen att skicka: Öster'."""
    return words(Say.COVER_ROW, area=clean(area, 60))


def row_risk(counts: str, words: Words) -> str:
    """'14 i risk', from 'at risk/residents' as the alarm tells it."""
    risk = counts.partition("/")[0]
    return words(Say.COVER_ROW_RISK, risk=words.number(int(risk))) if risk.isdecimal() and len(risk) < 7 else ""
