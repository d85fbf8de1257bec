"""A system of locks over HTTPS, by the contract in `resources/contracts/lock-gateway.openapi.yaml`.

A right is put and deleted under our own id, so both may be tried again. The server's certificate is checked, redirects
are not followed, an answer is bounded in time and size, and whatever it says is read strictly. No error holds a code, a
token or a text of the server's.
"""

import asyncio
import http.client
import json
import socket
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

import msgspec

from console.domain.ids import LockId, ResponderId, RightId
from console.domain.link import LostContact
from console.domain.locks import Code
from console.domain.refused import Reason, Refused
from console.domain.resident import Door

ANSWER_WITHIN_S = 5.0
CUT_S = 1.0
"""So long the cut may take to be noticed."""

LARGEST_BYTES = 64 * 1024
SILENT = "the locks' system has not answered in time"

_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_DONE = frozenset({HTTPStatus.OK, HTTPStatus.CREATED})
_ENDED = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT})

Token = Callable[[], str]
"""The bearer token; may block, and is asked for each time, so that a new one counts at once. Raises LostContact."""


class _Given(msgspec.Struct):
    until: datetime
    code: str = ""


_GIVEN = msgspec.json.Decoder(_Given)
_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#*-")
_LONGEST_CODE = 16


class HttpLocks:
    """Fits `services.ports.LockGateway` for the one system that is called `name`. Raises OSError at once where the
    file of authorities cannot be read."""

    def __init__(
        self, name: str, url: str, token: Token, ca_file: Path | None = None, within_s: float = ANSWER_WITHIN_S
    ) -> None:
        self._name = name
        self._parts = urlsplit(url)
        self._token = token
        self._within_s = within_s
        self._trust = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
        self._trust.minimum_version = ssl.TLSVersion.TLSv1_2

    async def give(self, door: Door, right: RightId, responder: ResponderId, until: datetime) -> Code:
        """As the port says. A right that would last longer than was asked for is none."""
        self._require(door.gateway)
        asked = {"responder": responder, "until": until.astimezone(UTC).isoformat().replace("+00:00", "Z")}
        status, content = await self._asked("PUT", door.lock, right, json.dumps(asked).encode())
        if status not in _DONE:
            raise LostContact(_refusal(status))
        code = _code_of(content)
        if code.until > until:
            raise LostContact("the locks' system gives a right for longer than was asked for")
        return code

    async def end(self, door: LockId, gateway: str, right: RightId) -> None:
        """As the port says."""
        self._require(gateway)
        status, _ = await self._asked("DELETE", door, right, None)
        if status not in _ENDED and status not in _GONE:
            raise LostContact(_refusal(status))

    async def check(self) -> None:
        """Whether the system is there and knows us: asks for its health. Raises LostContact."""
        status, _ = await self._exchanged("GET", "/health", None)
        if status not in _ENDED:
            raise LostContact(_refusal(status))

    def _require(self, gateway: str) -> None:
        if gateway != self._name:
            raise Refused(Reason.NOT_CONNECTED)

    async def _asked(self, method: str, lock: LockId, right: RightId, body: bytes | None) -> tuple[int, bytes]:
        return await self._exchanged(method, f"/locks/{quote(lock, safe='')}/rights/{quote(right, safe='')}", body)

    async def _exchanged(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        """Status and content. Raises LostContact. The thread ends soon after us: its line is cut."""
        line = _Line(self._parts, self._trust, self._within_s)
        work = asyncio.create_task(asyncio.to_thread(line.exchange, method, path, body, self._token))
        work.add_done_callback(_heard)
        try:
            async with asyncio.timeout(self._within_s):
                return await asyncio.shield(work)
        except TimeoutError:
            raise LostContact(SILENT) from None
        finally:
            if not work.done():
                line.cut()
                await asyncio.wait({work}, timeout=CUT_S)


def _heard(work: "asyncio.Task[tuple[int, bytes]]") -> None:
    """Whatever becomes of what nobody waits for any more."""
    if not work.cancelled():
        work.exception()


class _Line:
    """One request on one connection. Blocks."""

    def __init__(self, parts: SplitResult, trust: ssl.SSLContext, within_s: float) -> None:
        self._base = parts.path.rstrip("/")
        self._sock: socket.socket | None = None
        self._connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port or 443, timeout=within_s, context=trust
        )

    def exchange(self, method: str, path: str, body: bytes | None, token: Token) -> tuple[int, bytes]:
        """Raises LostContact, with a sentence for a technician."""
        try:
            headers = {"Authorization": f"Bearer {token()}", "Accept": "application/json", "Connection": "close"}
            if body is not None:
                headers["Content-Type"] = "application/json"
            self._connection.connect()
            self._sock = self._connection.sock
            self._connection.request(method, f"{self._base}{path}", body, headers)
            with closing(self._connection.getresponse()) as response:
                content = response.read(LARGEST_BYTES + 1)
        except ssl.SSLCertVerificationError:
            raise LostContact("the certificate of the locks' system is not to be trusted") from None
        except TimeoutError:
            raise LostContact(SILENT) from None
        except (OSError, http.client.HTTPException) as error:
            raise LostContact(f"the locks' system cannot be reached: {type(error).__name__}") from None
        except ValueError:  # what no header can hold
            raise LostContact("the token of the locks' system cannot be sent") from None
        finally:
            self._connection.close()
        if len(content) > LARGEST_BYTES:
            raise LostContact("the locks' system says more than an answer can be")
        return response.status, content

    def cut(self) -> None:
        """Ends whatever the thread waits for."""
        if self._sock is not None:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)


def _refusal(status: int) -> str:
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return f"the locks' system does not know our token ({status}): vaka secret set locks.token"
        case HTTPStatus.NOT_FOUND:
            return "the locks' system has no such lock (404)"
        case HTTPStatus.CONFLICT:
            return "the locks' system has another right under this id (409)"
        case _:
            return f"the locks' system answers {status}"


def _code_of(content: bytes) -> Code:
    """What was given. Raises LostContact for what is none."""
    try:
        given = _GIVEN.decode(content)
        until = given.until.astimezone(UTC)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, OverflowError):
        raise LostContact("the locks' system answers what is no right") from None
    if given.until.tzinfo is None or len(given.code) > _LONGEST_CODE or not _SIGNS.issuperset(given.code):
        raise LostContact("the locks' system answers what is no right")
    return Code(given.code, until)
