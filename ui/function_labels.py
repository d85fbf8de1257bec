"""What the function keys say and whether they can be pressed, from the case that is shown. Pure.

At most one key is lit: the next one. Never a judgement, and never two.
"""

from dataclasses import dataclass

from console.domain.lifecycle import State
from console.domain.queue import Row
from ui.actions import KEY_OF, ON_THE_ROW, Deed, Key
from ui.words import Say, Words


@dataclass(frozen=True, slots=True)
class KeyState:
    """One key as it is to look."""

    key: str
    label: str
    is_enabled: bool
    is_lit: bool
    why: str


@dataclass(frozen=True, slots=True)
class StepKey:
    """What the plan's key does in the shown case: its label, why it does nothing (""), and whether it is the next."""

    label: str
    why: str
    is_next: bool


def key_states(
    row: Row | None,
    *,
    is_mine: bool,
    has_waiting: bool,
    is_seated: bool,
    has_panel: bool,
    is_blind: bool,
    has_lead: bool,
    words: Words,
    step: StepKey | None = None,
) -> tuple[KeyState, ...]:
    """All twelve, in order. Blind, the call is one to the reserve centre, for whoever sits here or not; before the
    desk, one to the shift lead, where the centre has named a number (`has_lead`). `step` is the plan's next."""
    lit = None
    if is_blind:
        lit = Deed.CALL
    elif is_seated and not has_panel:
        if row is not None and row.owner is None:
            lit = Deed.TAKE
        elif (row is None or not is_mine) and has_waiting:
            lit = Deed.NEXT
        elif step is not None and step.is_next:
            lit = Deed.STEP
    states = tuple(_state(key, row, is_mine, has_waiting, is_seated, lit, words) for key in ON_THE_ROW)
    if step is not None and is_seated:
        states = tuple(_step(each, step, lit) if each.key == KEY_OF[Deed.STEP].key else each for each in states)
    if is_blind:
        call = KeyState("F5", words(Say.ACT_RESERVE), True, not has_panel, "")
    elif has_lead and not is_seated:
        call = KeyState("F5", words(Say.ACT_LEAD), True, False, "")
    else:
        return states
    return tuple(call if each.key == call.key else each for each in states)


def _step(state: KeyState, step: StepKey, lit: Deed | None) -> KeyState:
    """The label names the step."""
    is_lit = lit is Deed.STEP and not step.why
    return KeyState(state.key, step.label, not step.why, is_lit, step.why)


def _state(
    key: Key, row: Row | None, is_mine: bool, has_waiting: bool, is_seated: bool, lit: Deed | None, words: Words
) -> KeyState:
    label, why = words(key.say), ""
    if key.deed is Deed.TAKE and row is not None:
        if is_mine and row.state is State.CLAIMED:
            label = words(Say.ACT_RELEASE)
        elif row.owner is not None and not is_mine:
            label = words(Say.ACT_TAKE_OVER)
    if key.deed is Deed.KEYS:
        return KeyState(key.key, label, True, False, "")
    if not is_seated:
        why = words(Say.NOT_SIGNED_IN)
    elif key.deed is Deed.NEXT:
        why = "" if has_waiting else words(Say.NOTHING_WAITS)
    elif row is None:
        why = words(Say.NOTHING_SELECTED)
    elif key.deed in (Deed.HAND_OVER, Deed.PROMISE, Deed.CLOSE) and not is_mine:
        why = words(Say.NOT_YOURS)
    return KeyState(key.key, label, not why, key.deed is lit and not why, why)
