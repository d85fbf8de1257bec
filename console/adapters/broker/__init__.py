"""The embedded broker: rumqttd (iotcore 0.4.0) in a child process, for the demo and for a single workstation.

It speaks MQTT 5 on 127.0.0.1 alone, keeps sessions as long as it lives, and nothing over its own end: it makes no
promise, which is our receipt's to make. It has at most 100 messages in flight to a client whatever it is told, and
while those stand unconfirmed it answers nothing else, pings included: with a store that is stuck for longer than the
keepalive the link is lost, and comes back when the store does. It tells a client's last will even after a farewell.
Browsers cannot come to it: its WebSockets speak MQTT 3.1.1 alone and without TLS, and the first message that has an
expiry ends the thread that serves them (rumqttd 0.20). Production is Mosquitto with the configuration that is shipped.

The child is started with `sys.executable -c`; a frozen package needs another way in (see `_serve` in iotcore).
"""

import socket
import tempfile
from pathlib import Path
from typing import Any, Self

MAX_PAYLOAD = 320 * 1024
"""The largest message in bytes: the contract's 256 KiB, and room for its topic and properties."""

TRIES = 3
"""How often another free port is tried, where none was given."""

_CONFIGURATION = """\
id = 0

[router]
id = 0
max_connections = 200
max_outgoing_packet_count = 500
max_segment_size = 16777216
max_segment_count = 16

[v5.1]
name = "vaka"
listen = "127.0.0.1:{port}"
next_connection_delay_ms = 1

[v5.1.connections]
connection_timeout_ms = 5000
max_payload_size = {max_payload}
max_inflight_count = 500
dynamic_filters = true
"""


class EmbeddedBroker:
    """One broker on 127.0.0.1. Ends with `stop`, at the end of a `with`, and with our process, however that ends."""

    def __init__(self, port: int = 0) -> None:
        """Starts nothing yet. Without a `port` it takes one that is free."""
        self._port = port
        self._broker: Any = None

    @property
    def port(self) -> int:
        """The port it listens on; 0 before the first start if none was given. Stays the same over starts."""
        return self._port

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self._broker is not None and bool(self._broker.is_running)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts it and waits until it accepts connections, which takes about 0.3 s.

        Blocks: call it before the loop, or in a thread. Raises OSError if the port is taken, and RuntimeError if
        it does not come up within 10 s.
        """
        if self.is_running:
            return
        self.stop()
        if self._port:
            self._start(self._port)
            return
        for left in reversed(range(TRIES)):
            port = _free_port()
            try:
                self._start(port)
            except (OSError, RuntimeError):  # somebody took the port between our finding it and the broker's
                if not left:
                    raise
            else:
                self._port = port
                return

    def _start(self, port: int) -> None:
        # Read once at the start, so the folder need not outlive it, whatever ends us.
        with tempfile.TemporaryDirectory(prefix="vaka-broker-") as folder:
            configuration = Path(folder, "rumqttd.toml")
            configuration.write_text(_CONFIGURATION.format(port=port, max_payload=MAX_PAYLOAD), "utf-8")
            from iotcore import Broker

            self._broker = Broker(config_path=str(configuration))
            try:
                self._broker.start()
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """Ends it and waits for that. Nothing if it is not running."""
        broker, self._broker = self._broker, None
        if broker is not None:
            broker.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
