"""Something that is kept until there is no more room: what was longest not used goes first."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """`limit` is the sum of the costs that may be kept. The last one that was put is kept whatever it costs."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.cost = 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[K]:
        return iter(tuple(self._held))

    def get(self, key: K) -> V | None:
        """What is kept; it is used by this."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, cost: int = 1) -> None:
        self.drop(key)
        self._held[key] = (value, cost)
        self.cost += cost
        while self.cost > self.limit and len(self._held) > 1:
            _, (_, gone) = self._held.popitem(last=False)
            self.cost -= gone

    def drop(self, key: K) -> None:
        found = self._held.pop(key, None)
        if found is not None:
            self.cost -= found[1]

    def clear(self) -> None:
        self._held.clear()
        self.cost = 0
