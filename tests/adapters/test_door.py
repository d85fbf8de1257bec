"""The owner's door: a command reaches the owner, nobody else does, and a visitor is never left guessing."""

import asyncio
import json
import os
import socket
import stat
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from console.adapters import door
from console.adapters.door import CommandFailed, LostOwner, NobodyAtTheDoor, OwnerDoor, ask

Open = Callable[[door.Answer], AbstractContextManager[None]]


async def echo(command: str, arguments: tuple[str, ...]) -> AsyncIterator[str]:
    """Says what it was asked."""
    yield command
    for argument in arguments:
        await asyncio.sleep(0)
        yield argument


@pytest.fixture
def owner(tmp_path: Path) -> Open:
    """Runs a door in a thread of its own, on the kind of loop the console uses."""

    @contextmanager
    def opened(answer: door.Answer) -> Iterator[None]:
        is_open, troubles = threading.Event(), list[BaseException]()
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            loop, leave = runner.get_loop(), asyncio.Event()

            async def live() -> None:
                async with OwnerDoor(tmp_path, answer):
                    is_open.set()
                    await leave.wait()
                troubles.extend(
                    RuntimeError(task.get_name()) for task in asyncio.all_tasks() - {asyncio.current_task()}
                )

            thread = threading.Thread(target=lambda: runner.run(live()))
            thread.start()
            assert is_open.wait(20)
            try:
                yield
            finally:
                loop.call_soon_threadsafe(leave.set)
                thread.join(20)
                assert not thread.is_alive()
        assert troubles == []

    return opened


def note(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "door.json").read_bytes())
    return content


@contextmanager
def visit(folder: Path) -> Iterator[tuple[socket.socket, Iterator[Any]]]:
    """A visitor of our own making, who has heard the greeting."""
    with (
        socket.create_connection(("127.0.0.1", note(folder)["port"]), 20) as visitor,
        visitor.makefile("rb") as replies,
    ):
        said = (json.loads(reply) for reply in replies)
        assert next(said) == {"vaka": 1, "pid": os.getpid(), "busy": False}
        yield visitor, said


def request(folder: Path, **changes: object) -> bytes:
    asked = {"token": note(folder)["token"], "command": "echo", "arguments": []}
    return json.dumps(asked | changes).encode() + b"\n"


def test_a_command_reaches_the_owner_and_its_lines_come_back(owner: Open, tmp_path: Path) -> None:
    with owner(echo):
        assert list(ask(tmp_path, "import", ["/tmp/boende å.csv", "två\nrader", ""])) == [
            "import",
            "/tmp/boende å.csv",
            "två\nrader",
            "",
        ]
        assert list(ask(tmp_path, "doctor")) == ["doctor"]


def test_lines_come_as_they_are_made(owner: Open, tmp_path: Path) -> None:
    heard = threading.Event()

    async def slow(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        yield "first"
        await asyncio.to_thread(heard.wait, 20)
        yield "second"

    with owner(slow):
        lines = ask(tmp_path, "slow")
        assert next(lines) == "first"
        heard.set()
        assert list(lines) == ["second"]


def test_two_visitors_are_served_at_once(owner: Open, tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=20)

    async def meet(_command: str, arguments: tuple[str, ...]) -> AsyncIterator[str]:
        await asyncio.to_thread(both.wait)
        yield arguments[0]

    with owner(meet):
        heard: list[str] = []
        threads = [threading.Thread(target=lambda n=n: heard.extend(ask(tmp_path, "meet", [n]))) for n in ("1", "2")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(heard) == ["1", "2"]


def test_twenty_thousand_lines_come_whole_and_in_order(owner: Open, tmp_path: Path) -> None:
    async def many(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        for number in range(20_000):
            yield f"{number} {'x' * 50}"

    with owner(many):
        assert [int(line.split()[0]) for line in ask(tmp_path, "many")] == list(range(20_000))


# Failure


def test_a_command_that_fails_tells_its_last_words_and_its_code(owner: Open, tmp_path: Path) -> None:
    async def fail(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        yield "row 1"
        raise CommandFailed("row 2: no such municipality", 2)

    with owner(fail):
        lines = ask(tmp_path, "import")
        assert [next(lines), next(lines)] == ["row 1", "row 2: no such municipality"]
        with pytest.raises(CommandFailed) as caught:
            next(lines)
    assert caught.value.code == 2


@pytest.mark.warns
def test_a_fault_of_ours_is_logged_with_its_stack_and_told_by_its_code(
    owner: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def fault(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        yield "begun"
        raise ZeroDivisionError

    with owner(fault):
        lines = ask(tmp_path, "x")
        assert next(lines) == "begun"
        with pytest.raises(CommandFailed) as caught:
            next(lines)
        with pytest.raises(CommandFailed):
            list(ask(tmp_path, "x"))
    assert caught.value.code == door.FAULT
    assert "ZeroDivisionError" in caplog.text


def test_an_owner_that_ends_in_the_middle_is_lost(owner: Open, tmp_path: Path) -> None:
    ended = threading.Event()

    async def forever(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        try:
            yield "begun"
            await asyncio.Event().wait()
        finally:
            ended.set()

    with owner(forever):
        lines = ask(tmp_path, "x")
        assert next(lines) == "begun"
    with pytest.raises(LostOwner):
        next(lines)
    assert ended.is_set()


def test_a_visitor_that_leaves_ends_its_command(owner: Open, tmp_path: Path) -> None:
    ended = threading.Event()

    async def forever(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        try:
            while True:
                yield "x" * 10_000
        finally:
            ended.set()

    with owner(forever):
        lines = ask(tmp_path, "x")
        next(lines)
        lines.close()  # type: ignore[attr-defined]
        assert ended.wait(20)


def test_a_long_silence_while_an_answer_is_made_is_bridged(
    owner: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "SIGN_EVERY_S", 0.05)
    monkeypatch.setattr(door, "IDLE_S", 0.5)

    async def slow(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        await asyncio.sleep(1.5)
        yield "done"

    with owner(slow):
        assert list(ask(tmp_path, "slow")) == ["done"]


def test_an_owner_that_has_stopped_is_given_up(owner: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "IDLE_S", 0.3)
    freed = threading.Event()

    async def block(_command: str, _arguments: tuple[str, ...]) -> AsyncIterator[str]:
        freed.wait(20)
        yield "late"

    with owner(block):
        with pytest.raises(LostOwner):
            list(ask(tmp_path, "x"))
        freed.set()


# Who may come in


@pytest.mark.warns
@pytest.mark.parametrize(
    "changes",
    [
        {"token": "x"},
        {"token": ""},
        {"token": "ö\ud800"},
        {"token": None},
        {"command": 1},
        {"arguments": "x"},
        {"arguments": [1]},
    ],
)
def test_a_wrong_token_or_a_wrong_shape_is_refused_alike(
    owner: Open, tmp_path: Path, changes: dict[str, object]
) -> None:
    with owner(echo), visit(tmp_path) as (visitor, said):
        visitor.sendall(request(tmp_path, **changes))
        assert list(said) == [{"refused": True}]


@pytest.mark.warns
@pytest.mark.parametrize(
    "line",
    [b"GET / HTTP/1.1\r\n", b"\n", b"\xff\n", b"null\n", b"[" * 60_000 + b"\n", b"x" * 70_000, b"9" * 5_000 + b"\n"],
)
def test_what_is_no_request_is_refused(owner: Open, tmp_path: Path, line: bytes) -> None:
    with owner(echo):
        with visit(tmp_path) as (visitor, said):
            visitor.sendall(line)
            assert next(said) == {"refused": True}
        assert list(ask(tmp_path, "still here")) == ["still here"]


def test_a_request_of_64_kib_is_served_and_a_larger_one_is_not_sent(owner: Open, tmp_path: Path) -> None:
    with owner(echo):
        assert len(list(ask(tmp_path, "x", ["y" * 65_000]))[1]) == 65_000
        with pytest.raises(ValueError, match="too long"):
            list(ask(tmp_path, "x", ["y" * 66_000]))


def test_a_visitor_that_says_nothing_is_shown_out(owner: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "IDLE_S", 0.2)
    with owner(echo), socket.create_connection(("127.0.0.1", note(tmp_path)["port"]), 20) as visitor:
        assert visitor.recv(1000).startswith(b'{"vaka": 1')
        with suppress(ConnectionResetError):
            assert visitor.recv(1000) == b""


def test_one_visitor_too_many_is_told_that_the_owner_is_busy(
    owner: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MOST_VISITORS", 1)
    with owner(echo), visit(tmp_path):
        with pytest.raises(CommandFailed, match="busy") as caught:
            list(ask(tmp_path, "x"))
        assert caught.value.code == door.BUSY


def test_only_this_machine_can_knock_and_only_its_user_can_read_the_token(owner: Open, tmp_path: Path) -> None:
    with owner(echo):
        content = note(tmp_path)
        assert set(content) == {"port", "token", "pid"}
        assert content["pid"] == os.getpid()
        assert len(content["token"]) >= 40
        assert [entry.name for entry in tmp_path.iterdir()] == ["door.json"]
        if sys.platform != "win32":
            assert stat.S_IMODE((tmp_path / "door.json").stat().st_mode) == 0o600


def test_each_owner_has_a_token_of_its_own(owner: Open, tmp_path: Path) -> None:
    tokens = []
    for _ in range(2):
        with owner(echo):
            tokens.append(note(tmp_path)["token"])
    assert tokens[0] != tokens[1]


# Nobody there


def test_an_owner_that_leaves_takes_its_note_along(owner: Open, tmp_path: Path) -> None:
    with owner(echo):
        pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NobodyAtTheDoor):
        list(ask(tmp_path, "x"))


def test_a_later_owners_note_is_left_alone(owner: Open, tmp_path: Path) -> None:
    later = {"port": 1, "token": "t", "pid": 1}
    with owner(echo):
        (tmp_path / "door.json").write_text(json.dumps(later), encoding="ascii")
    assert note(tmp_path) == later


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"port": 0, "token": "x", "pid": 1}', b'{"port": "1"}', b"[" * 100_000]
)
def test_a_note_that_cannot_be_read_means_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "door.json").write_bytes(content)
    with pytest.raises(NobodyAtTheDoor):
        list(ask(tmp_path, "x"))


def test_a_note_of_an_owner_that_was_killed_means_nobody(owner: Open, tmp_path: Path) -> None:
    with owner(echo):
        left = (tmp_path / "door.json").read_bytes()
    (tmp_path / "door.json").write_bytes(left)
    with pytest.raises(NobodyAtTheDoor, match="is gone"):
        list(ask(tmp_path, "x"))


@pytest.mark.warns
@pytest.mark.parametrize(("key", "value"), [("pid", 1), ("token", "of another time")])
def test_another_owner_at_the_old_port_is_not_taken_for_ours(
    owner: Open, tmp_path: Path, key: str, value: object
) -> None:
    with owner(echo):
        content = note(tmp_path)
        (tmp_path / "door.json").write_text(json.dumps(content | {key: value}), encoding="ascii")
        with pytest.raises(NobodyAtTheDoor):
            list(ask(tmp_path, "x"))


@pytest.mark.parametrize("greeting", [b"SSH-2.0-OpenSSH\r\n", b"", None])
def test_a_stranger_at_the_old_port_is_never_shown_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, greeting: bytes | None
) -> None:
    monkeypatch.setattr(door, "GREETING_WITHIN_S", 0.3)
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        left = {"port": stranger.getsockname()[1], "token": "secret", "pid": os.getpid()}
        (tmp_path / "door.json").write_text(json.dumps(left), encoding="ascii")

        def listen() -> None:
            visitor, _ = stranger.accept()
            with visitor:
                visitor.settimeout(20)
                if greeting is not None:
                    visitor.sendall(greeting)
                    visitor.shutdown(socket.SHUT_WR)
                heard.append(visitor.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        with pytest.raises(NobodyAtTheDoor, match="something else"):
            list(ask(tmp_path, "x"))
        thread.join(20)
    assert heard == [b""]


def test_a_folder_that_cannot_be_written_is_told_and_leaves_no_server(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")

    async def open_it() -> None:
        async with OwnerDoor(tmp_path / "file", echo):
            raise AssertionError

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner, pytest.raises(OSError, match="file"):
        runner.run(open_it())
