"""From a name to a socket: an address that never answers does not stand in the way of one that does."""

import asyncio
import socket
from typing import Any

import pytest

from console.adapters.mqtt.dial import NotReached, Obstacle, dial
from tests.fakes import run_async

SILENT = ("192.0.2.1", 1883)
"""Of the block that is kept for documentation: nothing is sent there, the connecting is our own."""


def named(loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    """A name with these addresses, of which `SILENT` never answers."""
    connect = loop.sock_connect

    async def addresses_of(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", address) for address in addresses]

    async def connecting(sock: socket.socket, address: tuple[str, int]) -> None:
        if address == SILENT:
            await asyncio.Event().wait()
        await connect(sock, address)

    monkeypatch.setattr(loop, "getaddrinfo", addresses_of)
    monkeypatch.setattr(loop, "sock_connect", connecting)


def test_behind_an_address_that_never_answers_the_next_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            there = listening.getsockname()
            named(asyncio.get_running_loop(), monkeypatch, SILENT, there)
            with await dial("broker.example.org", 1883, None, 1.0) as reached:
                assert reached.getpeername() == there

    run_async(scenario())


def test_where_no_address_answers_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        named(asyncio.get_running_loop(), monkeypatch, SILENT, SILENT)
        with pytest.raises(NotReached) as lost:
            await dial("broker.example.org", 1883, None, 0.2)
        assert lost.value.obstacle is Obstacle.NO_ANSWER
        assert "no answer" in str(lost.value)

    run_async(scenario())
