"""Ways through firewalls for one call: STUN as it is, TURN with a name and password that are made for this call.

They are made as the TURN REST API has it (draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`): the name is
the second until which it holds and who asks, the password the name's HMAC-SHA1 by the secret that we share with it.
So no lasting password of the server ever reaches a device.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from console.domain.call_signal import IceServer
from console.domain.ids import ConsoleId

HOLDS_FOR = timedelta(hours=6)
"""Longer than any call: a server asks for the name again while a call goes on."""

_TURN = ("turn:", "turns:")


def is_turn(url: str) -> bool:
    """Whether this server asks for a name and a password."""
    return url.startswith(_TURN)


def ice_servers(urls: Sequence[str], secret: str, console: ConsoleId, now: datetime) -> tuple[IceServer, ...]:
    """The servers for a call that begins at `now` (aware UTC). A TURN server is left out without its `secret`: it would
    take nobody, and an engine refuses one that has no password."""
    if not secret:
        return tuple(IceServer(url) for url in urls if not is_turn(url))
    name = f"{int((now + HOLDS_FOR).timestamp())}:{console}"
    digest = hmac.new(secret.encode(), name.encode(), hashlib.sha1).digest()
    password = base64.b64encode(digest).decode()
    return tuple(IceServer(url, name, password) if is_turn(url) else IceServer(url) for url in urls)
