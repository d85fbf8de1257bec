"""Whether this machine has a network, as far as the system tells without asking anybody.

Linux: `/sys/class/net`. A virtual interface (a bridge, a tunnel) may be up with the cable out, so the real ones count
where there are any. Elsewhere: whether there is a route to the world, which a datagram socket finds out without
sending.
"""

import asyncio
import socket
from pathlib import Path

from console.domain.link import NetworkState

INTERFACES = Path("/sys/class/net")
_ANYWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737); nothing is sent to it."""


class SystemNetwork:
    """Fits `services.ports.Network`."""

    def __init__(self, interfaces: Path = INTERFACES) -> None:
        self._interfaces = interfaces

    async def look(self) -> NetworkState:
        """In a thread: a driver may take its time to tell its rate."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> NetworkState:
        try:
            found = [each for each in self._interfaces.iterdir() if each.name != "lo" and each.is_dir()]
        except OSError:
            return NetworkState(_has_route())
        real = [each for each in found if (each / "device").exists()]
        up = [each for each in real or found if _is_up(each)]
        rates = [rate for each in up if (rate := _megabits(each)) is not None]
        return NetworkState(bool(up), max(rates, default=None))


def _is_up(interface: Path) -> bool:
    state = _read(interface / "operstate")
    return state == "up" or (state == "unknown" and _read(interface / "carrier") == "1")


def _megabits(interface: Path) -> int | None:
    text = _read(interface / "speed")
    return int(text) if text.isdecimal() and int(text) > 0 else None


def _read(file: Path) -> str:
    """What stands there; "" where the driver does not say (a read of `carrier` fails while the interface is down)."""
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _has_route() -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.connect(_ANYWHERE)
    except OSError:
        return False
    return True
