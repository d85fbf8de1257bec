"""What we have just said and hear again: our own receipts come back through the wildcard subscription.

They ask nothing of us, and each would be read as thoroughly as an alarm to find that out. Byte for byte what we have
published on that topic is known without reading; anything else on the topic is read as ever.
"""

from collections import OrderedDict
from collections.abc import Iterable

MOST = 5_000
"""Kept so long until they come back; the oldest go, and are read when they come: at a broker that does not give them
back to us, none ever does."""


class OwnWords:
    """Messages by topic and payload."""

    def __init__(self) -> None:
        self._said: OrderedDict[tuple[str, bytes], None] = OrderedDict()

    def say(self, messages: Iterable[tuple[str, bytes]]) -> None:
        """These are being published."""
        self._said.update(dict.fromkeys(messages))
        while len(self._said) > MOST:
            self._said.popitem(last=False)

    def came_back(self, topic: str, payload: bytes) -> bool:
        """Whether this is one of them, which is then forgotten."""
        return self._said.pop((topic, payload), self) is None
