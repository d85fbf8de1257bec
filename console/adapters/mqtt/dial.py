"""From an address to a socket that MQTT can be spoken on, and the words for what stands in the way.

All of it is cancellable at any moment and leaves nothing open: paho's own `connect` blocks a thread that nobody can
call back, and its late connection would throw out the next one with the same client id.
"""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from console.domain.link import LostContact

_EXPIRED, _NOT_YET_VALID = 10, 9
_WRONG_HOST, _WRONG_ADDRESS = 62, 64
_UNKNOWN_AUTHORITY = {2, 18, 19, 20, 21, 24}
"""OpenSSL's X509_V_ERR_... numbers, which Python hands on as `verify_code`."""


class Obstacle(StrEnum):
    """What stands between us and a broker, by what must be done about it."""

    NO_SUCH_NAME = "no_such_name"
    NO_ANSWER = "no_answer"
    NOBODY_LISTENS = "nobody_listens"
    NO_TLS = "no_tls"
    CA_UNREADABLE = "ca_unreadable"
    WRONG_AUTHORITY = "wrong_authority"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_HOST = "wrong_host"
    BAD_CERTIFICATE = "bad_certificate"
    WRONG_PASSWORD = "wrong_password"
    BROKER_REFUSES = "broker_refuses"
    MAY_NOT_READ = "may_not_read"
    MAY_NOT_WRITE = "may_not_write"


class RefusedByBroker(Exception):
    """The broker says no, or we cannot trust it: asking again does not help until somebody changes something.

    The text is for a technician; `obstacle` says of which kind, `code` is MQTT 5's or OpenSSL's number, if it has one.
    """

    def __init__(self, text: str, obstacle: Obstacle = Obstacle.BROKER_REFUSES, code: int | None = None) -> None:
        super().__init__(text)
        self.obstacle = obstacle
        self.code = code


class NotReached(LostContact):
    """Lost contact of a known kind, which may pass by itself."""

    def __init__(self, text: str, obstacle: Obstacle, code: int | None = None) -> None:
        super().__init__(text)
        self.obstacle = obstacle
        self.code = code


def trust(ca_file: Path) -> ssl.SSLContext:
    """TLS 1.2 or later that trusts this file's authorities alone, and checks the host's name.

    Raises RefusedByBroker if the file cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=str(ca_file))
    except OSError as error:  # ssl.SSLError is one
        text = f"the file of trusted authorities {ca_file} cannot be read: {error}"
        raise RefusedByBroker(text, Obstacle.CA_UNREADABLE) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


async def dial(host: str, port: int, tls: ssl.SSLContext | None, timeout_s: float) -> socket.socket:
    """A connected, non-blocking socket, with TLS done if `tls` is given.

    Raises LostContact if there is no answer, and RefusedByBroker if the broker's certificate will not do.
    """
    try:
        async with asyncio.timeout(timeout_s):
            plain = await _reach(host, port, timeout_s)
            return plain if tls is None else await _secure(plain, host, tls)
    except TimeoutError as error:
        raise NotReached(f"no answer from {host}:{port} within {timeout_s:g} s", Obstacle.NO_ANSWER) from error
    except ssl.SSLError as error:
        raise _refusal(error, host, port) from error
    except (socket.gaierror, UnicodeError) as error:  # a name that IDNA cannot write is a UnicodeError
        raise NotReached(f"cannot reach {host}:{port}: no such name ({error})", Obstacle.NO_SUCH_NAME) from error
    except OSError as error:
        is_refused = isinstance(error, ConnectionRefusedError)
        obstacle = Obstacle.NOBODY_LISTENS if is_refused else Obstacle.NO_ANSWER
        raise NotReached(f"cannot reach {host}:{port}: {error.strerror or error}", obstacle) from error


async def _reach(host: str, port: int, timeout_s: float) -> socket.socket:
    """Each address has its share of the time: one that never answers must not keep us from the next."""
    loop = asyncio.get_running_loop()
    last_error = OSError(f"{host} has no address")
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            async with asyncio.timeout(timeout_s / len(found)):
                await loop.sock_connect(sock, address)
        except OSError as error:
            sock.close()
            last_error = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise last_error


async def _secure(plain: socket.socket, host: str, tls: ssl.SSLContext) -> ssl.SSLSocket:
    try:
        secured = tls.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    except BaseException:
        plain.close()
        raise
    loop = asyncio.get_running_loop()
    try:
        while True:
            try:
                secured.do_handshake()
            except ssl.SSLWantReadError:
                await _ready(secured, loop.add_reader, loop.remove_reader)
            except ssl.SSLWantWriteError:
                await _ready(secured, loop.add_writer, loop.remove_writer)
            else:
                return secured
    except ConnectionError as error:
        secured.close()
        text = f"{host} broke off the TLS handshake: does it speak TLS on this port?"
        raise NotReached(text, Obstacle.NO_TLS) from error
    except BaseException:
        secured.close()
        raise


async def _ready(
    sock: socket.socket,
    watch: Callable[[int, Callable[[], None]], None],
    unwatch: Callable[[int], bool],
) -> None:
    ready = asyncio.Event()
    descriptor = sock.fileno()
    watch(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        with contextlib.suppress(ValueError):
            unwatch(descriptor)


def _refusal(error: ssl.SSLError, host: str, port: int) -> RefusedByBroker | LostContact:
    """What a failed handshake means for the one who has to mend it."""
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        text = f"{host}:{port} broke off the TLS handshake: does it speak TLS on this port?"
        return NotReached(text, Obstacle.NO_TLS)
    if not isinstance(error, ssl.SSLCertVerificationError):
        text = f"{host}:{port} does not speak TLS as we do: {error.reason or error}"
        return RefusedByBroker(text, Obstacle.NO_TLS)
    match error.verify_code:
        case code if code in _UNKNOWN_AUTHORITY:
            reason = "was not issued by an authority that we trust (setting: the file of trusted authorities)"
            obstacle = Obstacle.WRONG_AUTHORITY
        case code if code == _EXPIRED:
            reason, obstacle = "has expired, or this computer's clock is wrong", Obstacle.EXPIRED
        case code if code == _NOT_YET_VALID:
            reason, obstacle = "is not valid yet, or this computer's clock is wrong", Obstacle.NOT_YET_VALID
        case code if code in (_WRONG_HOST, _WRONG_ADDRESS):
            reason, obstacle = f"is not made out to the name {host}", Obstacle.WRONG_HOST
        case code:
            reason, obstacle = f"does not verify: {error.verify_message}", Obstacle.BAD_CERTIFICATE
    return RefusedByBroker(f"the certificate of the broker at {host}:{port} {reason}", obstacle, code)
