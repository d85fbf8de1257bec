"""TURN's name and password are made for a call, as the server computes them, and hold for hours, not for ever."""

import subprocess
from datetime import UTC, datetime

import pytest

from console.adapters.turn import ice_servers
from console.domain.call_signal import IceServer
from console.domain.ids import ConsoleId

NOW = datetime(2026, 11, 22, 0, 38, tzinfo=UTC)
HERE = ConsoleId("console-1")
STUN, TURN, TURNS = "stun:turn.larm.example", "turn:turn.larm.example:3478?transport=udp", "turns:turn.larm.example"


def test_a_turn_server_gets_a_name_that_says_until_when_and_a_password_made_of_it() -> None:
    [server] = ice_servers([TURN], "vår hemlighet", HERE, NOW)
    until, _, who = server.username.partition(":")
    assert (int(until), who) == (NOW.timestamp() + 6 * 3600, "console-1")
    asked = ["openssl", "dgst", "-sha1", "-hmac", "vår hemlighet", "-binary"]
    digest = subprocess.run(asked, input=server.username.encode(), capture_output=True, check=True).stdout
    encoded = subprocess.run(["openssl", "base64"], input=digest, capture_output=True, check=True).stdout
    assert server.credential == encoded.decode().strip()


def test_a_stun_server_gets_nothing_and_the_order_stays() -> None:
    servers = ice_servers([TURNS, STUN, TURN], "s", HERE, NOW)
    assert [one.url for one in servers] == [TURNS, STUN, TURN]
    assert servers[1] == IceServer(STUN)
    assert servers[0].credential == servers[2].credential != ""


@pytest.mark.parametrize("urls", [[TURN, STUN, TURNS], [STUN]])
def test_without_the_secret_no_turn_server_is_offered(urls: list[str]) -> None:
    assert ice_servers(urls, "", HERE, NOW) == (IceServer(STUN),)


def test_another_call_another_password_and_neither_is_told() -> None:
    [first], [second] = ice_servers([TURN], "s", HERE, NOW), ice_servers([TURN], "s", HERE, NOW.replace(hour=1))
    assert first.credential != second.credential
    assert first.credential not in f"{first!r} {second!r}"
