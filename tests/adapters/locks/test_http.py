"""A real system of locks over HTTPS: what it gives, and every way in which it may not."""

import asyncio
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.adapters.locks import LockSystems
from console.adapters.locks.http import LARGEST_BYTES, HttpLocks, _code_of
from console.domain.ids import LockId, ResponderId, RightId
from console.domain.link import LostContact
from console.domain.refused import Refused
from console.domain.resident import Door
from tests.fakes import run_async
from tests.servers import make_localhost_certificate

DOOR = Door(LockId("ex/lås 1?#"), "locks", "porten")
RIGHT, MAJA = RightId("t-1.st-1.ex.1"), ResponderId("st-1")
UNTIL = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TOKEN = "hemlig-token-123"
CODE = "739201"

Answer = Callable[[BaseHTTPRequestHandler], None]


def says(status: int, content: bytes = b"") -> Answer:
    """An answer with this status and content."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        asked.send_header("Content-Length", str(len(content)))
        if status in (301, 307):
            asked.send_header("Location", "https://127.0.0.1:9/elsewhere")
        asked.end_headers()
        asked.wfile.write(content)

    return answer


def gives(code: str = CODE, until: str = "2026-11-22T03:00:00Z") -> Answer:
    return says(201, json.dumps({"code": code, "until": until}).encode())


class System:
    """A small system of locks, which answers as it is told and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = gives()
        self.asked: list[tuple[str, str, str, Any]] = []
        self.url = ""

    def take(self, asked: BaseHTTPRequestHandler) -> None:
        length = int(asked.headers.get("Content-Length") or 0)
        body = json.loads(asked.rfile.read(length)) if length else None
        self.asked.append((asked.command, asked.path, asked.headers.get("Authorization", ""), body))
        try:
            self.answer(asked)
        except OSError:  # whoever asked has gone
            asked.close_connection = True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("locks")
    make_localhost_certificate(made)
    return made


@contextmanager
def served(folder: Path) -> Iterator[System]:
    system = System()

    class Asked(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

        def do_PUT(self) -> None:
            system.take(self)

        do_DELETE = do_GET = do_PUT

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def finish_request(self, request: Any, client_address: Any) -> None:
            try:
                request.do_handshake()
            except OSError:  # what some tests are about
                return
            super().finish_request(request, client_address)

    server = Quiet(("127.0.0.1", 0), Asked)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.crt", folder / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=lambda: server.serve_forever(0.02))
    thread.start()
    system.url = f"https://127.0.0.1:{server.server_port}/v1/"
    try:
        yield system
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def system(folder: Path) -> Iterator[System]:
    with served(folder) as running:
        yield running


def locks(system: System, folder: Path, within_s: float = 20) -> HttpLocks:
    return HttpLocks("locks", system.url, lambda: TOKEN, folder / "ca.crt", within_s)


def refusal(locks: HttpLocks, *, end: bool = False) -> str:
    """Why it gives nothing, or takes nothing back; never with a secret in it."""

    async def story() -> str:
        with pytest.raises(LostContact) as lost:
            await (locks.end(DOOR.lock, "locks", RIGHT) if end else locks.give(DOOR, RIGHT, MAJA, UNTIL))
        return str(lost.value)

    told = run_async(story())
    assert TOKEN not in told
    assert CODE not in told
    return told


def test_a_right_is_put_under_our_own_id_and_comes_back_with_its_code(system: System, folder: Path) -> None:
    async def story() -> None:
        code = await locks(system, folder).give(DOOR, RIGHT, MAJA, UNTIL)
        assert (code.code, code.until) == (CODE, UNTIL)
        assert CODE not in repr(code)
        system.answer = says(204)
        await locks(system, folder).end(DOOR.lock, "locks", RIGHT)

    run_async(story())
    path = "/v1/locks/ex%2Fl%C3%A5s%201%3F%23/rights/t-1.st-1.ex.1"
    assert system.asked == [
        ("PUT", path, f"Bearer {TOKEN}", {"responder": "st-1", "until": "2026-11-22T03:00:00Z"}),
        ("DELETE", path, f"Bearer {TOKEN}", None),
    ]


@pytest.mark.parametrize("answer", [says(200, b'{"until":"2026-11-22T02:30:00+01:00","more":1}'), gives("")])
def test_a_lock_that_the_phone_opens_itself_has_no_code(system: System, folder: Path, answer: Answer) -> None:
    system.answer = answer
    assert run_async(locks(system, folder).give(DOOR, RIGHT, MAJA, UNTIL)).code == ""


@pytest.mark.parametrize("status", [200, 204, 404, 410])
def test_what_is_not_known_there_has_ended(system: System, folder: Path, status: int) -> None:
    system.answer = says(status)
    run_async(locks(system, folder).end(DOOR.lock, "locks", RIGHT))


@pytest.mark.parametrize("status", [202, 301, 307, 401, 403, 409, 429, 500, 503])
def test_what_was_not_confirmed_has_not_ended(system: System, folder: Path, status: int) -> None:
    system.answer = says(status, b'{"code":"739201"}')
    assert str(status) in refusal(locks(system, folder), end=True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (says(401), "does not know our token (401): vaka secret set locks.token"),
        (says(403), "does not know our token (403)"),
        (says(404), "has no such lock"),
        (says(409), "another right under this id"),
        (says(500, b"739201 hemlig-token-123"), "answers 500"),
        (says(307), "answers 307"),
        (says(202), "answers 202"),
        (says(200, b""), "what is no right"),
        (says(200, b"\xff\x00"), "what is no right"),
        (says(200, b"[" * 60_000), "what is no right"),
        (says(200, b'{"code":739201,"until":"2026-11-22T03:00:00Z"}'), "what is no right"),
        (says(200, b'{"code":"739201"}'), "what is no right"),
        (gives(until="2026-11-22T03:00:00"), "what is no right"),
        (gives(code="7392 01"), "what is no right"),
        (gives(code="7" * 17), "what is no right"),
        (gives(until="2026-11-22T03:00:01Z"), "for longer than was asked for"),
        (says(200, b" " * 10_000_000), "more than an answer can be"),
    ],
)
def test_what_is_no_right_gives_none(system: System, folder: Path, answer: Answer, words: str) -> None:
    system.answer = answer
    assert words in refusal(locks(system, folder))


def test_a_certificate_of_another_authority_is_not_trusted_and_sees_no_token(
    system: System, tmp_path: Path, folder: Path
) -> None:
    make_localhost_certificate(tmp_path)
    assert "certificate" in refusal(locks(system, tmp_path))
    assert "certificate" in refusal(HttpLocks("locks", system.url, lambda: TOKEN))
    other_name = system.url.replace("127.0.0.1", "[::ffff:127.0.0.1]")
    assert "certificate" in refusal(HttpLocks("locks", other_name, lambda: TOKEN, folder / "ca.crt"))
    assert system.asked == []


def test_a_system_that_is_not_there_is_told(folder: Path) -> None:
    away = System()
    with served(folder) as running:
        away.url = running.url
    assert "cannot be reached" in refusal(locks(away, folder))


def test_a_system_that_does_not_answer_is_not_waited_for(system: System, folder: Path) -> None:
    ended = threading.Event()
    system.answer = lambda _: (ended.wait(20), None)[1]
    begun = time.monotonic()
    assert "has not answered" in refusal(locks(system, folder, 0.3))
    assert time.monotonic() - begun < 5
    ended.set()


def test_a_system_that_drips_its_answer_is_not_waited_for(system: System, folder: Path) -> None:
    ended = threading.Event()

    def drips(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        while not ended.wait(0.05):
            asked.wfile.write(b" ")
            asked.wfile.flush()

    system.answer = drips
    begun = time.monotonic()
    told = refusal(locks(system, folder, 0.4))
    ended.set()
    assert "has not answered" in told
    assert time.monotonic() - begun < 5


def test_a_token_that_no_header_can_hold_is_told_and_not_repeated(system: System, folder: Path) -> None:
    broken = HttpLocks("locks", system.url, lambda: f"{TOKEN}\r\nX: 1", folder / "ca.crt")
    assert "cannot be sent" in refusal(broken)
    assert system.asked == []


def test_whoever_gives_up_meanwhile_leaves_no_thread_that_waits(system: System, folder: Path) -> None:
    ended = threading.Event()
    begun = threading.Event()

    def waits(_: BaseHTTPRequestHandler) -> None:
        begun.set()
        ended.wait(20)

    system.answer = waits

    async def story() -> None:
        asking = asyncio.get_running_loop().create_task(locks(system, folder).give(DOOR, RIGHT, MAJA, UNTIL))
        await asyncio.to_thread(begun.wait, 20)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)  # type: ignore[arg-type]

    since = time.monotonic()
    run_async(story())
    ended.set()
    assert time.monotonic() - since < 10


def test_a_door_of_another_system_is_refused_and_asks_nobody(system: System, folder: Path) -> None:
    async def story() -> None:
        for gateway in (locks(system, folder), LockSystems({}), LockSystems({"locks": locks(system, folder)})):
            with pytest.raises(Refused):
                await gateway.give(Door(LockId("l"), "other"), RIGHT, MAJA, UNTIL)
            with pytest.raises(Refused):
                await gateway.end(LockId("l"), "other", RIGHT)

    run_async(story())
    assert system.asked == []


def test_doctors_question_finds_out_whether_it_knows_us(system: System, folder: Path) -> None:
    system.answer = says(204)
    run_async(locks(system, folder).check())
    assert system.asked == [("GET", "/v1/health", f"Bearer {TOKEN}", None)]
    system.answer = says(401)
    with pytest.raises(LostContact):
        run_async(locks(system, folder).check())


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=80).map(lambda one: json.dumps({"code": one, "until": one}).encode())
    )
)
def test_no_answer_is_a_fault(content: bytes) -> None:
    try:
        code = _code_of(content)
    except LostContact:
        return
    assert code.until.tzinfo is not None
    assert re.fullmatch(r"[0-9A-Za-z#*-]{0,16}", code.code)


def test_an_answer_may_be_as_large_as_is_said(system: System, folder: Path) -> None:
    right = json.dumps({"code": CODE, "until": (UNTIL - timedelta(hours=1)).isoformat()}).encode()
    system.answer = says(200, right.ljust(LARGEST_BYTES))
    assert run_async(locks(system, folder).give(DOOR, RIGHT, MAJA, UNTIL)).code == CODE
