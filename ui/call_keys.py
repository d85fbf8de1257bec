"""What the function keys say of calls: by which way F5 calls, or what it does in one; and what may not be done with a
case while somebody talks in it. Pure but for what the ringing knows."""

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from console.domain.call import CallKind
from console.domain.call_shown import OpenCall
from ui.actions import KEY_OF, Deed
from ui.function_labels import KeyState
from ui.words import Words
from ui.words.call import CallSay as Say

REACHES = (Deed.CALL, Deed.VIDEO, Deed.RELATIVES)


class Rings(Protocol):
    """Who knows by what the keys would call."""

    def label(self, deed: Deed, /) -> str: ...

    def why_not(self, deed: Deed, /) -> str: ...


def call_states(
    states: tuple[KeyState, ...],
    live: OpenCall | None,
    rings: Rings,
    kept: Collection[Deed],
    words: Words,
    *,
    is_blind: bool,
) -> tuple[KeyState, ...]:
    """The twelve, with calls in them. Blind, the call is another one and stays as it is."""
    made: dict[str, KeyState] = {}
    for deed in REACHES:
        if deed is Deed.CALL and is_blind:
            continue
        label, why = _in_call(deed, live, words) if live is not None else (rings.label(deed), rings.why_not(deed))
        made[KEY_OF[deed].key] = KeyState(KEY_OF[deed].key, label, not why, False, why)
    stopped = {KEY_OF[deed].key for deed in kept}
    first = words(Say.HANG_UP_FIRST)
    return tuple(
        replace(state, is_enabled=False, is_lit=False, why=first)
        if state.key in stopped
        else made.get(state.key, state)
        for state in states
    )


def _in_call(deed: Deed, live: OpenCall, words: Words) -> tuple[str, str]:
    is_video, is_answered = live.kind is CallKind.VIDEO, live.course.answered_at is not None
    not_yet = "" if is_answered else words(Say.NOT_CONNECTED_YET)
    if deed is Deed.CALL:
        return words(Say.TO_VOICE), not_yet if is_video else words(Say.HANG_UP_FIRST)
    if deed is Deed.VIDEO:
        return words(Say.PICTURE_OFF if is_video else Say.PICTURE_ON), not_yet
    return words(KEY_OF[deed].say), words(Say.HANG_UP_FIRST)
