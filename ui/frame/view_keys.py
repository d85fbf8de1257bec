"""The keys that a view has of its own, beside those of the window: what F1 says of them."""

from ui.frame.keys_overlay import KeyLine
from ui.frame.top_bar import MAP, NIGHT, ROUNDS, VIEWS
from ui.words import Phrase, Words
from ui.words.dispatch import DispatchSay
from ui.words.night import NightSay
from ui.words.rounds import RoundKeySay

OWN: dict[int, tuple[tuple[str, Phrase], ...]] = {
    ROUNDS: (
        ("0-9", RoundKeySay.KEY_OUTCOME),
        ("↑ ↓", RoundKeySay.KEY_CHOOSE),
        ("Enter", RoundKeySay.KEY_OPEN),
        ("Ctrl+U", RoundKeySay.KEY_UNMASK),
        ("Ctrl+Tab", RoundKeySay.KEY_PAGES),
        ("← →", RoundKeySay.KEY_TENANT),
    ),
    MAP: (
        ("1-9", DispatchSay.KEY_CHOOSE),
        ("↑ ↓", DispatchSay.KEY_STEP),
        ("Home", DispatchSay.KEY_CASE),
        ("End", DispatchSay.KEY_ALL),
        ("T", DispatchSay.KEY_TABLE),
        ("Ctrl+Tab", DispatchSay.KEY_PAGES),
    ),
    NIGHT: (
        ("← →", NightSay.KEY_WALK),
        ("Home End", NightSay.KEY_ENDS),
        ("Shift ← →", NightSay.KEY_PAN),
        ("+ - 0", NightSay.KEY_ZOOM),
        ("1 2 3", NightSay.KEY_SPAN),
        ("T", NightSay.KEY_TABLE),
        ("U", NightSay.KEY_AGAIN),
        ("M", NightSay.MORNING_KEY),
    ),
}


def view_keys(view: int, words: Words) -> tuple[str, tuple[KeyLine, ...]] | None:
    """The title and the keys of a view, by its number from 0; None where it has none of its own."""
    own = OWN.get(view)
    if own is None:
        return None
    return words(VIEWS[view]), tuple(KeyLine(key, words(say)) for key, say in own)
