"""The commands that the palette offers, and which of them answer what is typed. Pure.

Each typed word must begin a word of the command's name, or stand within one, in any order; å, ä and ö are found by a
and o. The key's own name finds its command too.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from console.domain.search import Marked
from console.domain.spelling import folded, folded_reach, words_in
from ui.assets import Icon

LEAST_WITHIN = 3
"""Letters that must be typed before they are looked for within words, not only at their beginnings."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done. `why_not` says, in the operator's words, why it cannot be done now; `more` what else
    there is to know ("14 devices")."""

    deed: Hashable
    name: str
    key: str = ""
    why_not: str = ""
    icon: Icon = Icon.NEXT
    more: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A command that answers, and what of its name does."""

    command: Command
    name: Marked


def answering(commands: Sequence[Command], text: str) -> tuple[Answer, ...]:
    """The commands that answer, in their own order: first those by the beginnings of words. All for an empty text."""
    typed = [folded(word) for _, word in words_in(text)]
    whole = folded(text)
    begin: list[Answer] = []
    within: list[Answer] = []
    for command in commands:
        if whole and whole == folded(command.key):
            begin.insert(0, Answer(command, Marked(command.name)))
        elif (spans := _spans(command.name, typed, is_within=False)) is not None:
            begin.append(Answer(command, Marked(command.name, spans)))
        elif (spans := _spans(command.name, typed, is_within=True)) is not None:
            within.append(Answer(command, Marked(command.name, spans)))
    return (*begin, *within)


def _spans(name: str, typed: Sequence[str], *, is_within: bool) -> tuple[tuple[int, int], ...] | None:
    """What of the name answers every typed word, or None."""
    words = tuple(words_in(name))
    spans: set[tuple[int, int]] = set()
    for asked in typed:
        span = next((found for start, word in words if (found := _span(start, word, asked, is_within))), None)
        if span is None:
            return None
        spans.add(span)
    return tuple(sorted(spans))


def _span(start: int, word: str, asked: str, is_within: bool) -> tuple[int, int] | None:
    at = folded(word).find(asked) if is_within and len(asked) >= LEAST_WITHIN else 0
    if at < 0 or not folded(word).startswith(asked, at):
        return None
    return start + folded_reach(word, at), start + folded_reach(word, at + len(asked))
