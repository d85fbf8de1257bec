"""Lets WebRTC in this process go over 127.0.0.1, and over nothing else.

aioice leaves this address out on purpose: between two machines it is useless. A demonstration and a test are on one
machine, which may have no other address, and nobody outside is to reach them.
"""

import aioice.ice

ADDRESS = "127.0.0.1"


def _addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    """What aioice asks for: the addresses of this machine at which it may be reached."""
    return [ADDRESS] if use_ipv4 else []


def keep_to_this_computer() -> None:
    """From now on, in the whole process, each connection is offered at 127.0.0.1 alone. Only for demonstration and
    test: a real tablet would not be reached."""
    aioice.ice.get_host_addresses = _addresses
