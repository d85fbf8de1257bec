"""Where the centre's telephony gateway (Janus) listens, as whom it calls, and how a number becomes an address.

The gateway itself is set up by the files of `resources/janus`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from console.adapters.mqtt.access import BrokerAccess
from console.domain.call import DeviceTone
from console.domain.refused import Reason, Refused

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
_TRUNK = re.compile(_HOST, re.ASCII)
_SIP = re.compile(rf"sips?:(?:[A-Za-z0-9_.!~*+-]{{1,64}}@)?{_HOST}(?:;transport=(?:udp|tcp|tls))?", re.ASCII)
_NUMBER = re.compile(r"\+?\d{3,15}", re.ASCII)
_SEEN_ONLY = str.maketrans("", "", " -.()")

DTMF: Mapping[DeviceTone, str] = {
    DeviceTone.CLEAR_DOWN: "0",
    DeviceTone.BOTH_WAYS: "4",
    DeviceTone.LISTEN: "7",
    DeviceTone.SPEAK: "8",
    DeviceTone.DOOR: "9",
}
"""What the makers agree on; louder and quieter they do not."""


@dataclass(frozen=True, slots=True)
class JanusSettings:
    """How we come to the gateway, and the gateway to the telephone network.

    `access` with a client id of its own. `identity` is who calls (`sip:larmcentralen@trunk.example`), `trunk` the host
    that numbers are called at ("": only SIP addresses can be called), `proxy` a SIP URI by which all goes (""), `user`
    and `secret` what the trunk asks for; with `registers` we register there first, else the secret answers the call's
    own challenge. `srtp`: "", `sdes_optional` or `sdes_mandatory`. `secret` and `api_secret` are asked in a thread and
    may raise LookupError. `louder`, `quieter`: the device's DTMF. `keepalive`: how often Janus is
    asked whether it still has us; it forgets who says nothing for 60 s. Raises ValueError for what is no address.
    """

    access: BrokerAccess
    identity: str
    display_name: str = ""
    trunk: str = ""
    proxy: str = ""
    user: str = ""
    secret: Callable[[], str] | None = field(default=None, repr=False)
    registers: bool = False
    srtp: str = ""
    api_secret: Callable[[], str] | None = field(default=None, repr=False)
    to_topic: str = "to-janus"
    from_topic: str = "from-janus"
    status_topic: str = "janus-status"
    louder: str = "1"
    quieter: str = "3"
    keepalive: timedelta = timedelta(seconds=25)

    def __post_init__(self) -> None:
        if _SIP.fullmatch(self.identity) is None or "@" not in self.identity:
            raise ValueError("the identity must be a SIP address with a user")
        if self.trunk and _TRUNK.fullmatch(self.trunk) is None:
            raise ValueError("the trunk must be a host, with a port or without")
        if self.proxy and _SIP.fullmatch(self.proxy) is None:
            raise ValueError("the proxy must be a SIP address")
        if self.srtp not in ("", "sdes_optional", "sdes_mandatory"):
            raise ValueError("srtp must be sdes_optional, sdes_mandatory or empty")
        if self.registers and self.secret is None:
            raise ValueError("to register takes a secret")

    def digit(self, tone: DeviceTone) -> str:
        """The DTMF of a tone."""
        return {**DTMF, DeviceTone.LOUDER: self.louder, DeviceTone.QUIETER: self.quieter}[tone]


def address_of(settings: JanusSettings, address: str) -> str:
    """The SIP address to call for a `sip:` or `tel:` one. Raises Refused(NO_WAY_TO_CALL) for what is neither, and
    Refused(NOT_CONNECTED) for a number where there is no trunk."""
    if _SIP.fullmatch(address) is not None:
        return address
    number = address.removeprefix("tel:").translate(_SEEN_ONLY)
    if not address.startswith("tel:") or _NUMBER.fullmatch(number) is None:
        raise Refused(Reason.NO_WAY_TO_CALL)
    if not settings.trunk:
        raise Refused(Reason.NOT_CONNECTED)
    return f"sip:{number}@{settings.trunk}"
