"""What the function keys say in the rounds view, from what they say of the case, and which outcomes can be told. Pure.

At most one key is lit: the next look where no camera is open, and to connect again where a picture stands still. While
a camera is open and its picture lives, none is: what is seen is judged by a human.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from console.domain.look import NEEDS_LIVE_PICTURE, LookFor, LookOutcome, LookState
from console.domain.round_rows import OpenLook, RoundRow
from ui.actions import KEY_OF, Deed
from ui.function_labels import KeyState
from ui.rounds.outcomes import DECLINED, IN_PERSON, ON_CAMERA, KeyShown
from ui.rounds.round_lines import is_openable, may_be_followed_up, why_closed
from ui.rounds.showing_of import OPEN, Sight, may_say
from ui.words import Words
from ui.words.rounds import RoundsSay as Say


@dataclass(frozen=True, slots=True)
class RoundKeys:
    """What is at hand: the open look and how it stands, the chosen row, what is next; whether the round is paused,
    a panel or the report is open, and why the report cannot be signed (None: it can)."""

    has_round: bool
    look: OpenLook | None
    sight: Sight
    row: RoundRow | None
    following: RoundRow | None
    now: datetime
    is_paused: bool = False
    has_panel: bool = False
    has_report: bool = False
    why_unsigned: Say | None = None


def round_states(states: tuple[KeyState, ...], hand: RoundKeys, words: Words) -> tuple[KeyState, ...]:
    """The twelve as they are to look in the rounds view. A call that is lit while we are blind stays so."""
    is_blind = any(state.is_lit and state.key == KEY_OF[Deed.CALL].key for state in states)
    made = {
        KEY_OF[Deed.TAKE].key: _pause, KEY_OF[Deed.VIDEO].key: _camera, KEY_OF[Deed.STEP].key: _next,
        KEY_OF[Deed.PROMISE].key: _retry, KEY_OF[Deed.NOTE].key: _note, KEY_OF[Deed.CLOSE].key: _end,
    }  # fmt: skip
    told = []
    for state in states:
        make = made.get(state.key)
        shown = make(state, hand, words) if make is not None else replace(state, is_lit=state.is_lit and is_blind)
        may_light = not is_blind and not hand.has_panel and hand.has_round
        told.append(replace(shown, is_lit=shown.is_lit and shown.is_enabled and (may_light or make is None)))
    return tuple(told)


def is_for_case(hand: RoundKeys) -> bool:
    """Whether what is open is no look of the round: its case's plan asks what is seen."""
    return hand.look is not None and hand.look.purpose is LookFor.CASE


def camera_label(hand: RoundKeys) -> Say:
    """What F6 does."""
    if hand.sight in (Sight.FROZEN, Sight.LOST):
        return Say.CONNECT_AGAIN
    if hand.sight is Sight.PAUSED:
        return Say.GO_ON
    return Say.LOOK_AGAIN if hand.sight is not Sight.NONE else Say.OPEN


def why_no_camera(hand: RoundKeys) -> Say | None:
    """Why F6 does nothing, or None."""
    if not hand.has_round:
        return Say.NO_ROUND
    if hand.is_paused:
        return Say.ROUND_PAUSED
    if hand.sight in (Sight.LIVE, Sight.COMING):
        return Say.LOOK_OPEN
    if is_for_case(hand) and hand.sight not in OPEN:
        return Say.CASE_LOOK
    if hand.sight is not Sight.NONE:
        return None
    if hand.row is None:
        return Say.CHOOSE_ROW
    return why_closed(hand.row, hand.now)


def why_no_next(hand: RoundKeys) -> Say | None:
    """Why F9 does nothing, or None."""
    if not hand.has_round:
        return Say.NO_ROUND
    if hand.is_paused:
        return Say.ROUND_PAUSED
    if hand.sight in OPEN:
        return Say.LOOK_OPEN
    return None if hand.following is not None else Say.NOTHING_NEXT


def why_no_outcome(outcome: LookOutcome, hand: RoundKeys) -> Say | None:
    """Why an outcome cannot be told, or None. The console has the last word."""
    if is_for_case(hand):
        return Say.CASE_LOOK
    if hand.look is not None:
        return None if may_say(outcome, hand.look, hand.sight) else Say.NEEDS_LIVE
    row = hand.row
    if row is None:
        return Say.CHOOSE_ROW
    if row.state is LookState.DONE or row.is_skipped:
        return Say.NOT_NOW
    if outcome is LookOutcome.DECLINED:
        return None
    if outcome in NEEDS_LIVE_PICTURE:
        return Say.NEEDS_LIVE
    is_fault = outcome in (LookOutcome.UNUSABLE, LookOutcome.NO_ANSWER)
    may = is_openable(row, hand.now) if is_fault else may_be_followed_up(row, hand.now)
    return None if may else Say.NOT_NOW


def outcome_keys(hand: RoundKeys, words: Words) -> tuple[Say, Mapping[str, KeyShown]]:
    """The title over the outcomes, and each key by its digit."""
    if hand.look is None and hand.row is None:
        return Say.OUTCOMES, {}
    table = ON_CAMERA if hand.look is not None else IN_PERSON
    digits = {digit: outcome for digit, (outcome, _) in table.items()} | {DECLINED: LookOutcome.DECLINED}
    shown = {}
    for digit, outcome in digits.items():
        why = why_no_outcome(outcome, hand)
        shown[digit] = KeyShown(outcome, _label(outcome, hand, words), words(why) if why is not None else "")
    if hand.look is None:
        return Say.FOLLOW_UPS, shown
    if is_for_case(hand):
        return Say.CASE_LOOK, shown
    is_seen = may_say(LookOutcome.ASLEEP, hand.look, hand.sight)
    return (Say.OUTCOMES if is_seen else Say.OUTCOMES_LIVE), shown


def _label(outcome: LookOutcome, hand: RoundKeys, words: Words) -> str:
    text = words.of(outcome)
    if outcome is LookOutcome.NOT_SEEN and hand.look is not None and hand.look.retry_after:
        return words(Say.OUTCOME_AGAIN, outcome=text, time=words.time(hand.now + hand.look.retry_after))
    return text


def _pause(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    label = words(Say.GO_ON_ROUND if hand.is_paused else Say.PAUSE_ROUND)
    why = "" if hand.has_round else words(Say.NO_ROUND)
    return replace(state, label=label, is_enabled=not why, is_lit=hand.is_paused and not hand.has_report, why=why)


def _camera(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    why = why_no_camera(hand)
    is_lit = hand.sight in (Sight.FROZEN, Sight.LOST, Sight.PAUSED) and not hand.has_report
    return _state(state, words(camera_label(hand)), why, words, is_lit=is_lit)


def _next(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    is_lit = hand.sight is Sight.NONE and not hand.has_report
    return _state(state, words(Say.NEXT), why_no_next(hand), words, is_lit=is_lit)


def _retry(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    why = why_no_outcome(LookOutcome.NOT_SEEN, hand) if hand.has_round else Say.NO_ROUND
    return _state(state, words(Say.RETRY), why, words)


def _note(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    has_row = hand.look is not None or hand.row is not None
    why = Say.CASE_LOOK if is_for_case(hand) else None if has_row else Say.CHOOSE_ROW
    return _state(state, words(Say.NOTE), why, words)


def _end(state: KeyState, hand: RoundKeys, words: Words) -> KeyState:
    if hand.has_report:
        return _state(state, words(Say.SIGN), hand.why_unsigned, words)
    why = Say.NO_ROUND if not hand.has_round else Say.LOOK_OPEN if hand.sight in OPEN else None
    return _state(state, words(Say.END_NIGHT), why, words)


def _state(state: KeyState, label: str, why: Say | None, words: Words, *, is_lit: bool = False) -> KeyState:
    text = words(why) if why is not None else ""
    return replace(state, label=label, is_enabled=not text, is_lit=is_lit, why=text)
