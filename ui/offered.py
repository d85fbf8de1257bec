"""What the palette offers to do: each deed with its key, or why it cannot be done now, and the views."""

from collections.abc import Sequence

from ui.actions import KEYS, Deed
from ui.assets import Icon
from ui.frame.top_bar import VIEWS
from ui.function_labels import KeyState
from ui.palette.commands import Command
from ui.words import Words

NOT_OFFERED = frozenset({Deed.PALETTE, Deed.BACK})


def offered(states: Sequence[KeyState], words: Words) -> tuple[Command, ...]:
    """`states` are the twelve keys as they are now."""
    why = {state.key: state.why for state in states}
    deeds = tuple(
        Command(
            key.deed, words(key.say), key.key, why.get(key.key, ""), key.icon or Icon.NEXT,
        )
        for key in KEYS if key.deed not in NOT_OFFERED
    )  # fmt: skip
    views = tuple(Command(number, words(say), f"Ctrl+{number + 1}") for number, say in enumerate(VIEWS))
    return (*deeds, *views)
