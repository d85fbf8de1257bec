"""A wire between a console and its broker that somebody can cut, freeze or rob: a TCP proxy in a thread.

It stands for the network and never for the broker: bytes go through as they are, or wait, or are lost with their
connection. A network that goes mute keeps connections open and takes new ones (as a router's table does), and nothing
comes through until it is cured; then all that waited goes on, as TCP's repeats would bring it.
"""

import contextlib
import selectors
import socket
import threading
from dataclasses import dataclass, field
from typing import Self

_PIECE = 65536
_WAITING = 1 << 20
_LOOK_EVERY_S = 0.05


@dataclass(eq=False, slots=True)
class _Pair:
    """One connection: the console's side, and the broker's. What was read waits in the other's `due`."""

    console: socket.socket
    broker: socket.socket
    due: dict[socket.socket, bytearray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for side in (self.console, self.broker):
            side.setblocking(False)
            self.due[side] = bytearray()

    def other(self, side: socket.socket) -> socket.socket:
        return self.broker if side is self.console else self.console

    def close(self) -> None:
        for side in (self.console, self.broker):
            side.close()


class Proxy:
    """Listens on `port` of 127.0.0.1 for one broker there. Use it as a context manager. `connections` counts all."""

    def __init__(self, broker_port: int) -> None:
        self._broker_port = broker_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._pairs: list[_Pair] = []
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._is_mute = False
        self._robs_console = False
        self.connections = 0
        self._thread = threading.Thread(target=self._run, name="proxy")

    def __enter__(self) -> Self:
        self._listener.settimeout(_LOOK_EVERY_S)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self.cut()
        self._listener.close()

    def mute(self) -> None:
        """From now on nothing comes through, in no direction, and nobody is told."""
        self._is_mute = True

    def cure(self) -> None:
        """Everything goes on."""
        self._is_mute = self._robs_console = False

    def rob(self) -> None:
        """What the console says is lost from now on (its confirmations, above all); it still hears everything."""
        self._robs_console = True

    def cut(self, *, within_a_packet: bool = False) -> None:
        """Breaks every connection. `within_a_packet` gives the console three bytes of a long packet first."""
        with self._lock:
            for pair in self._pairs:
                if within_a_packet:
                    with contextlib.suppress(OSError):
                        pair.console.send(b"\x32\xff\x01")
                pair.close()
            self._pairs.clear()

    def _run(self) -> None:
        while not self._ending.is_set():
            if not self._is_mute:
                self._take()
            with self._lock:
                self._pass_on()

    def _take(self) -> None:
        """New connections, without waiting where there are some already."""
        self._listener.settimeout(0 if self._pairs else _LOOK_EVERY_S)
        with contextlib.suppress(OSError):
            console, _ = self._listener.accept()
            try:
                broker = socket.create_connection(("127.0.0.1", self._broker_port), timeout=1)
            except OSError:
                console.close()
                return
            self.connections += 1
            with self._lock:
                self._pairs.append(_Pair(console, broker))

    def _pass_on(self) -> None:
        if self._is_mute or not self._pairs:
            self._ending.wait(_LOOK_EVERY_S / 5)
            return
        with selectors.DefaultSelector() as selector:
            for pair in self._pairs:
                for side in (pair.console, pair.broker):
                    is_full = len(pair.due[pair.other(side)]) > _WAITING
                    wanted = (0 if is_full else selectors.EVENT_READ) | (selectors.EVENT_WRITE if pair.due[side] else 0)
                    if wanted:
                        selector.register(side, wanted, pair)
            for key, events in selector.select(_LOOK_EVERY_S):
                self._move(key.data, key.fileobj, events)  # type: ignore[arg-type]

    def _move(self, pair: _Pair, side: socket.socket, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                came = side.recv(_PIECE)
                if not came:
                    raise ConnectionResetError
                if side is pair.broker or not self._robs_console:
                    pair.due[pair.other(side)] += came
            if events & selectors.EVENT_WRITE and pair.due[side]:
                del pair.due[side][: side.send(pair.due[side])]
        except BlockingIOError:
            pass
        except OSError:
            pair.close()
            if pair in self._pairs:
                self._pairs.remove(pair)
