"""What the function keys say of dispatch, from what they say of the case. Pure.

F8 brings the view, and in it sends; F5 there calls whoever is meant, F9 marks what they said. At most one key is lit.
"""

from dataclasses import dataclass, replace

from ui.actions import KEY_OF, Deed
from ui.function_labels import KeyState
from ui.words import Say as WindowSay
from ui.words import Words
from ui.words.dispatch import DispatchSay as Say


@dataclass(frozen=True, slots=True)
class DispatchKeys:
    """`is_shown`: the view is. `whom` is the first name of whoever is chosen, `to_call` of whom F5 calls, `said_by` of
    whom something is to be marked. `is_danger`: the case is somebody of the staff who is in danger. `is_armed`: the
    next press sends another. `why_not` says why nobody can be sent."""

    is_shown: bool
    is_mine: bool
    has_case: bool
    has_task: bool = False
    is_armed: bool = False
    is_step: bool = False
    is_danger: bool = False
    whom: str = ""
    to_call: str = ""
    said_by: str = ""
    why_not: str = ""


def dispatch_states(
    states: tuple[KeyState, ...], keys: DispatchKeys, words: Words, *, is_seated: bool, has_panel: bool, is_blind: bool
) -> tuple[KeyState, ...]:
    """The twelve as they are to look. A call that is lit while we are blind stays so."""
    if not is_seated:
        return states
    made: dict[str, KeyState] = {KEY_OF[Deed.SEND].key: _send(keys, words)}
    if keys.to_call and not is_blind:
        call = KEY_OF[Deed.CALL].key
        made[call] = KeyState(call, words(Say.CALL_WHOM, name=keys.to_call), True, False, "")
    step = KEY_OF[Deed.STEP].key
    if keys.is_shown and keys.said_by:
        made[step] = KeyState(step, words(Say.SAID, name=keys.said_by), True, False, "")
    elif keys.is_shown and keys.is_step and keys.whom and not keys.has_task:
        made[step] = KeyState(step, words(Say.SEND_WHOM, name=keys.whom), True, False, "")
    told = tuple(made.get(state.key, state) for state in states)
    lit = _lit(keys) if keys.is_shown and not has_panel and not is_blind else None
    if lit is None:
        return told
    return tuple(replace(state, is_lit=state.key == lit and state.is_enabled) for state in told)


def _lit(keys: DispatchKeys) -> str | None:
    """The key that is next in the view, None where it is the plan's or the queue's."""
    if keys.is_danger and keys.is_mine and keys.to_call and not keys.said_by:
        return KEY_OF[Deed.CALL].key
    if keys.said_by:
        return KEY_OF[Deed.STEP].key
    if keys.is_armed or (keys.is_mine and keys.whom and not keys.has_task):
        return KEY_OF[Deed.SEND].key
    return None


def _send(keys: DispatchKeys, words: Words) -> KeyState:
    key, label = KEY_OF[Deed.SEND].key, words(WindowSay.ACT_SEND)
    if not keys.has_case:
        return KeyState(key, label, False, False, words(WindowSay.NOTHING_SELECTED))
    if keys.has_task:
        label = words(Say.SEND_TOO, name=keys.whom) if keys.is_armed and keys.whom else words(Say.SEND_ANOTHER)
    elif keys.is_shown and keys.whom:
        label = words(Say.SEND_WHOM, name=keys.whom)
    why = "" if keys.is_mine else words(WindowSay.NOT_YOURS)
    if not why and keys.is_shown:
        why = keys.why_not
    return KeyState(key, label, not why, False, why)
