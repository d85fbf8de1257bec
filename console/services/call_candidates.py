"""How many ways to itself a side may tell of one offer: neither a page nor a device can fill memory with them."""

MOST = 64
"""A computer with many addresses has about twenty."""

LONGEST = 2_000
"""Characters of one, with room for an address that is a name."""


class Candidates:
    """Those of one side of one connection."""

    def __init__(self) -> None:
        self._attempt = self._told = 0

    def may(self, attempt: int, candidate: str) -> bool:
        """Whether this one, of that offer, goes on."""
        if attempt != self._attempt:
            self._attempt, self._told = attempt, 0
        self._told += 1
        return self._told <= MOST and len(candidate) <= LONGEST
