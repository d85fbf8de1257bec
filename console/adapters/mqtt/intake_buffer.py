"""What has come in and is not stored yet, in the order of arrival.

The bound is ours: not every broker holds the Receive Maximum that we announce, large messages fill memory long before
it, and QoS 0 knows no bound at all. When too much waits, reading from the socket stops, so that TCP holds the broker
back and the rest stays in its session; nothing that was read is ever dropped. A broker that keeps to Receive Maximum
never gets that far with small messages. Should the store not take anything for longer than the keepalive, the
connection ends (a ping's answer is not read either) and the next one waits until there is room.

What was read on a connection that has ended stays here and is stored: a broker that was killed may have no other
copy. It comes again if the broker still has it, and is known by its key.
"""

import asyncio
from collections import deque
from itertools import islice

from console.adapters.mqtt.connection import Delivery

_ROOM = 0.9
"""Of the bound: there we read on. The broker's word to us (a ping's answer, another console's presence) stands in the
same stream behind the alarms, so a pause must be over long before it is missed, however slow the store is."""


class IntakeBuffer:
    """Deliveries in order, of any connection, until they are dropped because they are stored."""

    def __init__(self, most: int, most_bytes: int) -> None:
        """Reading stops above `most` deliveries or `most_bytes` of payload, and goes on below nine tenths of both."""
        self._most = most
        self._most_bytes = most_bytes
        self._waiting: deque[Delivery] = deque()
        self._bytes = 0
        self._something = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_full(self) -> bool:
        """Whether reading is held back."""
        return not self._room.is_set()

    def put(self, delivery: Delivery) -> None:
        """Takes a delivery as the last; holds its connection back if it was one too many."""
        self._waiting.append(delivery)
        self._bytes += len(delivery.payload)
        self._something.set()
        if len(self._waiting) > self._most or self._bytes > self._most_bytes:
            self._room.clear()
            delivery.connection.pause()

    async def front(self, most: int, most_bytes: int) -> list[Delivery]:
        """The oldest ones, at least one and not more than asked for; waits while there is none. They stay here."""
        await self._something.wait()
        batch: list[Delivery] = []
        size = 0
        for delivery in islice(self._waiting, most):
            size += len(delivery.payload)
            if batch and size > most_bytes:
                break
            batch.append(delivery)
        return batch

    def drop(self, count: int) -> None:
        """Forgets the `count` oldest, which are stored; reads on if that made room."""
        newest = self._waiting[-1]
        for _ in range(count):
            self._bytes -= len(self._waiting.popleft().payload)
        if not self._waiting:
            self._something.clear()
        has_room = len(self._waiting) <= self._most * _ROOM and self._bytes <= self._most_bytes * _ROOM
        if self.is_full and has_room:
            self._room.set()
            newest.connection.resume()

    async def wait_for_room(self) -> None:
        """Returns when reading is not held back."""
        await self._room.wait()
