"""What the function keys say in the technical view, from what they say of the case. Pure.

F2 takes the next fault and names whose it is; F10 puts off a fault until a time. At most one key is lit.
"""

from dataclasses import dataclass, replace

from console.domain.lane import LaneRow
from console.domain.queue import Group
from ui.actions import KEY_OF, Deed
from ui.function_labels import KeyState
from ui.technical.park import why_not
from ui.words import Words
from ui.words import fault as said
from ui.words import row as row_words
from ui.words.technical import TechnicalSay

ON_A_FAULT = frozenset({"F3", "F4", "F10", "F11", "F12"})


@dataclass(frozen=True, slots=True)
class LaneKeys:
    """The selected fault, and the next that nobody has."""

    selected: LaneRow | None
    next: LaneRow | None


def lane_states(
    states: tuple[KeyState, ...], lane: LaneKeys, words: Words, *, is_seated: bool, has_panel: bool
) -> tuple[KeyState, ...]:
    """The twelve as they are to look in the technical view. A call that is lit while we are blind stays so."""
    is_blind = any(state.is_lit and state.key == KEY_OF[Deed.CALL].key for state in states)
    may_light = is_seated and not has_panel and not is_blind
    told = []
    for state in states:
        if state.key == KEY_OF[Deed.NEXT].key and is_seated:
            told.append(_next(state, lane, words, may_light=may_light))
        elif state.key == KEY_OF[Deed.PROMISE].key and is_seated:
            told.append(_park(state, lane, words))
        elif state.key in ON_A_FAULT and lane.selected is None and is_seated:
            why = words(TechnicalSay.CHOOSE_FAULT)
            told.append(replace(state, is_enabled=False, is_lit=False, why=why))
        elif state.key == KEY_OF[Deed.TAKE].key:
            told.append(replace(state, is_lit=may_light and state.is_enabled and _is_free(lane) and not _is_next(lane)))
        else:
            told.append(state)
    return tuple(told)


def _next(state: KeyState, lane: LaneKeys, words: Words, *, may_light: bool) -> KeyState:
    """Lit where it takes what is selected, or where what is selected is somebody's."""
    found = lane.next
    if found is None:
        return replace(
            state, label=words(TechnicalSay.TAKE_DEVICE), is_enabled=False, is_lit=False,
            why=words(TechnicalSay.NOTHING_WAITS),
        )  # fmt: skip
    label = words(TechnicalSay.TAKE_DEVICE)
    if len(found.row.people) == 1 and not row_words.is_masked(found.row):
        label = words(TechnicalSay.TAKE_OF, whose=said.whose(found.row.people[0].name, words))
    is_lit = may_light and (_is_next(lane) or not (_is_free(lane) or _is_mine(lane)))
    return replace(state, label=label, is_enabled=True, is_lit=is_lit, why="")


def _park(state: KeyState, lane: LaneKeys, words: Words) -> KeyState:
    why = ""
    if lane.selected is None:
        why = words(TechnicalSay.CHOOSE_FAULT)
    elif (no := why_not(lane.selected.row)) is not None:
        why = words(no)
    return replace(state, label=words(TechnicalSay.PARK), is_enabled=not why, is_lit=False, why=why)


def _is_free(lane: LaneKeys) -> bool:
    return lane.selected is not None and lane.selected.row.owner is None


def _is_mine(lane: LaneKeys) -> bool:
    return lane.selected is not None and lane.selected.row.group is Group.MINE


def _is_next(lane: LaneKeys) -> bool:
    return lane.selected is not None and lane.next is not None and lane.selected.row.case == lane.next.row.case
