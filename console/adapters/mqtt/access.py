"""Where a broker is, as whom we come to it, and what we hand it to publish."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class BrokerAccess:
    """Where the broker is, and as whom we come.

    `client_id` is ours alone and stays the same over restarts: the broker keeps our session under it. `password` is
    asked in a thread, once, and anew when the broker did not accept it; it may raise LookupError, which counts as a
    refusal. Without `ca_file`
    the connection is plain, which is for this computer only: anything else raises ValueError.
    """

    host: str
    port: int
    client_id: str
    username: str = ""
    password: Callable[[], str] | None = field(default=None, repr=False)
    ca_file: Path | None = None
    keepalive: timedelta = timedelta(seconds=10)
    session_expiry: timedelta = timedelta(days=7)
    receive_maximum: int = 500

    def __post_init__(self) -> None:
        if self.ca_file is None and self.host not in _LOOPBACK:
            raise ValueError("without TLS (ca_file) the broker must be on this computer")
        if not self.client_id:
            raise ValueError("the client id must not be empty")


@dataclass(frozen=True, slots=True)
class Outbound:
    """A message to be published with QoS 1. `expires_s` is MQTT 5's message expiry."""

    topic: str
    payload: bytes
    retain: bool = False
    expires_s: int | None = None
