"""The owner's door: how a command reaches the process that owns the local database.

On SQLite one process owns the file. While it runs, `vaka import`, `vaka journal` and the like go through it: it
listens on 127.0.0.1, and leaves port, token and process id in `door.json`, readable by its own user alone. Who can
read that file may knock; what a command may then do is decided by who answers.

A visit, in lines of JSON: the owner says {"vaka": 1, "pid": N, "busy": false}; the visitor {"token", "command",
"arguments"}; the owner {"line": text}, or {"wait": true} where it takes long, any number of times, and at last
{"done": exit code}; or {"refused": true} and nothing else.
"""

import asyncio
import hmac
import json
import logging
import os
import secrets
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import Self

FILE_NAME = "door.json"
PROTOCOL = 1
LARGEST_REQUEST = 64 * 1024
"""Bytes, with the line's end."""

IDLE_S = 60.0
"""Either side gives up on the other after so long without a sign of it."""

SIGN_EVERY_S = 15.0
"""While an answer is being made, the owner gives a sign of life this often."""

GREETING_WITHIN_S = 5.0
MOST_VISITORS = 8

DONE = 0
FAILED = 1
FAULT = 70
BUSY = 75
"""Exit codes. FAULT is a defect of ours while answering, BUSY a door with too many visitors (as in sysexits.h)."""

# Never asyncio.wait_for here: in Python 3.11 it may swallow a cancellation, and the door would not close.

log = logging.getLogger(__name__)

Answer = Callable[[str, tuple[str, ...]], AsyncIterator[str]]
"""Does a command and yields its output, line by line. May raise CommandFailed."""


class CommandFailed(Exception):
    """The command was understood and not done. `code` is the exit code, never 0; the text is its last line, or ""."""

    def __init__(self, text: str = "", code: int = FAILED) -> None:
        super().__init__(text)
        self.code = code


class NobodyAtTheDoor(Exception):
    """No owner runs in this folder: no file, a stale one, or something else at its port. Nothing was done."""


class LostOwner(Exception):
    """The owner went away in the middle. Whether the command was done is not known."""


class _VisitorLeft(Exception):
    """The visitor is gone, or as silent as if they were."""


class OwnerDoor:
    """Opens in `folder` as an async context manager, and answers until it is left. For asyncio's SelectorEventLoop.

    Opening raises OSError where the folder cannot be written. Two owners of one folder are kept apart by the
    database's lock, not here: the later one's file replaces the earlier one's.
    """

    def __init__(self, folder: Path, answer: Answer) -> None:
        self._file = folder / FILE_NAME
        self._answer = answer
        self._token = secrets.token_urlsafe(32)
        self._server: asyncio.Server | None = None
        self._visits: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._admit, "127.0.0.1", 0, limit=LARGEST_REQUEST)
        try:
            _leave_note(self._file, self._server.sockets[0].getsockname()[1], self._token)
        except OSError:
            self._server.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        note = _note_in(self._file)
        if note is not None and note.token == self._token:
            self._file.unlink(missing_ok=True)
        for visit in self._visits:
            visit.cancel()
        if self._visits:
            await asyncio.wait(self._visits)
        if self._server is not None:
            await self._server.wait_closed()

    def _admit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.get_running_loop().create_task(self._visit(reader, writer), name="visit at the door")
        self._visits.add(visit)
        visit.add_done_callback(self._see_off)

    def _see_off(self, visit: asyncio.Task[None]) -> None:
        self._visits.discard(visit)
        if not visit.cancelled() and (error := visit.exception()) is not None:
            log.error("a command at the door met a fault of ours", exc_info=error)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_busy = len(self._visits) > MOST_VISITORS
        try:
            await _say(writer, {"vaka": PROTOCOL, "pid": os.getpid(), "busy": is_busy})
            if not is_busy:
                await self._receive(reader, writer)
        except _VisitorLeft:
            log.info("a visitor at the door left, or said nothing for %s s", IDLE_S)
            writer.transport.abort()
        finally:
            writer.close()
            try:
                async with asyncio.timeout(GREETING_WITHIN_S):
                    await writer.wait_closed()
            except (OSError, TimeoutError):
                writer.transport.abort()

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves a visitor who speaks as they should and has the token; refuses all others in one way."""
        try:
            async with asyncio.timeout(IDLE_S):
                asked = json.loads(await reader.readuntil(b"\n"))
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise _VisitorLeft from error
        except (asyncio.LimitOverrunError, ValueError, RecursionError):
            asked = None
        match asked:
            case {"token": str(token), "command": str(command), "arguments": list(arguments)} if hmac.compare_digest(
                token.encode("utf-8", "replace"), self._token.encode()
            ) and all(isinstance(argument, str) for argument in arguments):
                await self._serve(writer, command, tuple(arguments))
            case _:
                log.warning("a visitor at the door was refused")
                await _say(writer, {"refused": True})

    async def _serve(self, writer: asyncio.StreamWriter, command: str, arguments: tuple[str, ...]) -> None:
        code: int | None = FAULT
        try:
            async with aclosing(_with_signs(self._answer(command, arguments))) as lines:
                async for line in lines:
                    await _say(writer, {"wait": True} if line is None else {"line": line})
            code = DONE
        except CommandFailed as failure:
            code = failure.code
            if str(failure):
                await _say(writer, {"line": str(failure)})
        except (asyncio.CancelledError, _VisitorLeft):
            code = None
            raise
        finally:
            if code is not None:
                writer.write(_encoded({"done": code}))


async def _with_signs(lines: AsyncIterator[str]) -> AsyncGenerator[str | None, None]:
    """The lines, and None each time the next one has not come within SIGN_EVERY_S."""
    following: asyncio.Future[str] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(anext(lines))
            await asyncio.wait([following], timeout=SIGN_EVERY_S)
            if not following.done():
                yield None
                continue
            try:
                line = following.result()
            except StopAsyncIteration:
                return
            following = None
            yield line
    finally:
        if following is not None and not following.done():
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        if isinstance(lines, AsyncGenerator):
            await lines.aclose()


async def _say(writer: asyncio.StreamWriter, what: dict[str, object]) -> None:
    writer.write(_encoded(what))
    try:
        async with asyncio.timeout(IDLE_S):
            await writer.drain()
    except (ConnectionError, TimeoutError) as error:
        raise _VisitorLeft from error


def _encoded(what: dict[str, object]) -> bytes:
    return json.dumps(what).encode("ascii") + b"\n"


# The note, and the visitor's side.


@dataclass(frozen=True, slots=True)
class _Note:
    port: int
    token: str
    pid: int


def _leave_note(file: Path, port: int, token: str) -> None:
    """Appears whole, and readable by its owner alone from the first moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        json.dump({"port": port, "token": token, "pid": os.getpid()}, stream)
    draft.replace(file)


def _note_in(file: Path) -> _Note | None:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    match content:
        case {"port": int(port), "token": str(token), "pid": int(pid)} if 0 < port < 65536:
            return _Note(port, token, pid)
    return None


def ask(folder: Path, command: str, arguments: Sequence[str] = ()) -> Iterator[str]:
    """Has the owner in `folder` do a command; yields its output as it comes. Blocks; nothing happens before the
    first line is asked for.

    Paths among the arguments must be absolute: the owner works elsewhere. Raises NobodyAtTheDoor, LostOwner,
    CommandFailed where the command's exit code is not 0, and ValueError for a request beyond LARGEST_REQUEST.
    """
    note = _note_in(folder / FILE_NAME)
    if note is None:
        raise NobodyAtTheDoor(f"no owner has left word in {folder}")
    request = _encoded({"token": note.token, "command": command, "arguments": list(arguments)})
    if len(request) > LARGEST_REQUEST:
        raise ValueError("the command's arguments are too long")
    try:
        visitor = socket.create_connection(("127.0.0.1", note.port), GREETING_WITHIN_S)
    except OSError as error:
        raise NobodyAtTheDoor(f"the owner that left word in {folder} is gone") from error
    with visitor, visitor.makefile("rb") as replies:
        _expect_owner(replies, note)
        try:
            visitor.settimeout(IDLE_S)
            visitor.sendall(request)
            yield from _replies(replies)
        except OSError as error:
            raise LostOwner("the owner went away in the middle of the command") from error


def _expect_owner(replies: BufferedReader, note: _Note) -> None:
    """Raises NobodyAtTheDoor unless it is the owner that opens, before it is shown the token."""
    try:
        greeting = json.loads(replies.readline(1000))
    except (OSError, ValueError, RecursionError):
        greeting = None
    match greeting:
        case {"vaka": int(version), "pid": int(pid), "busy": bool(is_busy)} if version == PROTOCOL and pid == note.pid:
            if is_busy:
                raise CommandFailed("the owner is busy with other commands; try again", BUSY)
        case _:
            raise NobodyAtTheDoor("something else answers where the owner was")


def _replies(replies: BufferedReader) -> Iterator[str]:
    for reply in replies:
        try:
            content = json.loads(reply)
        except (ValueError, RecursionError):
            break
        match content:
            case {"line": str(line)}:
                yield line
            case {"wait": True}:
                continue
            case {"done": 0}:
                return
            case {"done": int(code)}:
                raise CommandFailed(code=code)
            case {"refused": True}:
                raise NobodyAtTheDoor("the owner does not know us: it has been started anew")
            case _:
                break
    raise LostOwner("the owner went away in the middle of the command")
