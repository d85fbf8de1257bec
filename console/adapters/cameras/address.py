"""Which addresses a camera may have: the rules, and the address as the reader of its protocol wants it.

A stream in plain is allowed, for many cameras have nothing else; stills are fetched inside TLS, but for the drawings
that this machine serves itself. An address with a name or password in it is refused: those are the keyring's.
"""

from urllib.parse import SplitResult, quote, urlsplit

from console.adapters.cameras.wire import Ask, Trouble, Unseen
from console.domain.picture import Camera, CameraProtocol

LONGEST = 2048
"""Characters."""

LONGEST_LOGIN = 127
"""Bytes of `name:password`, escaped: FFmpeg cuts off what is longer, and would send half a password."""

OURSELVES = "127.0.0.1"
"""The only place from which a simulated camera's stills come in plain."""

_SCHEMES = {CameraProtocol.RTSP: "rtsp", CameraProtocol.RTSPS: "rtsps", CameraProtocol.STILLS: "https"}


def checked(camera: Camera | Ask) -> SplitResult:
    """The address in its parts. Raises Unseen."""
    address = camera.address
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise Unseen(Trouble.ADDRESS)
    try:
        parts = urlsplit(address)
        has_place = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise Unseen(Trouble.ADDRESS) from None
    if not has_place or parts.fragment or "@" in parts.netloc:
        raise Unseen(Trouble.ADDRESS)
    if parts.scheme != _SCHEMES[camera.protocol]:
        if camera.protocol is not CameraProtocol.STILLS or parts.scheme != "http":
            raise Unseen(Trouble.ADDRESS)
        if not camera.is_simulated or parts.hostname != OURSELVES:
            raise Unseen(Trouble.PLAIN)
    return parts


def with_login(ask: Ask) -> str:
    """A stream's address with name and password, as FFmpeg takes them: for its ears alone. Raises Unseen."""
    parts = checked(ask)
    if not ask.login:
        return ask.address
    login = f"{quote(ask.login, safe='')}:{quote(ask.password, safe='')}"
    if len(login) > LONGEST_LOGIN:
        raise Unseen(Trouble.LONG_LOGIN)
    return parts._replace(netloc=f"{login}@{parts.netloc}").geturl()
