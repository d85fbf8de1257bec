"""What stands around a sealed order, as the contract writes it: `data` of `vaka.dispatch.order.v1`, and the public key
that a responder's report carries. Nothing is opened or closed here."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from console.adapters.mqtt.envelope import MessageType, is_own, open_payload
from console.adapters.mqtt.fields import Object, Unreadable, bad_field, read_moment, read_object, write_moment
from console.adapters.mqtt.topics import FieldTopic, parse_topic
from console.domain.order import SealedOrder
from console.domain.report import Origin, Stream

SEAL_KEY = r"[A-Za-z0-9_-]{87}"
"""65 bytes as base64url without padding."""

_SEAL_KEY = re.compile(SEAL_KEY)
_NONCE = re.compile(r"[A-Za-z0-9_-]{16}")
_SEALED = re.compile(r"[A-Za-z0-9_-]{22,174000}")
"""From the tag of an empty text to what the longest payload has room for."""

_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
"""P-256: y² = x³ - 3x + b modulo p (SEC 2, 2.4.2)."""


@dataclass(frozen=True, slots=True)
class ClosedOrder:
    """An order as it came to a phone. `to_key` says which of its keys it was sealed to."""

    id: str
    origin: Origin
    to_key: str
    ephemeral: str
    nonce: str
    text: str = field(repr=False)


def written_order(sealed: SealedOrder) -> Object:
    """`data` for an order. Raises ValueError for a naive `until`."""
    return {
        "until": write_moment(sealed.order.until),
        "to_key": sealed.to_key,
        "ephemeral": sealed.ephemeral,
        "nonce": sealed.nonce,
        "text": sealed.text,
    }


def read_order(topic: str, payload: bytes) -> ClosedOrder | None:
    """The centre's order in a message, for the phone that listens there; None for anything else. Never raises."""
    where = parse_topic(topic)
    if not isinstance(where, FieldTopic) or where.stream is not Stream.DISPATCH:
        return None
    try:
        event, envelope = open_payload(payload)
        if envelope.type != MessageType.DISPATCH_ORDER or not is_own(envelope):
            return None
        data = read_object(event.get("data"), "data")
        read_moment(data.get("until"), "data.until")
        return ClosedOrder(
            envelope.key.id,
            where.origin,
            read_seal_key(data.get("to_key"), "data.to_key"),
            read_seal_key(data.get("ephemeral"), "data.ephemeral"),
            _read_written(data, "nonce", _NONCE),
            _read_written(data, "text", _SEALED),
        )
    except Unreadable:
        return None


def read_seal_key(value: object, name: str) -> str:
    """The public key of a phone: an uncompressed point of P-256, as base64url without padding. Raises
    Unreadable(BAD_FIELD): nothing is ever sealed to what is none."""
    if not isinstance(value, str) or not _SEAL_KEY.fullmatch(value) or not _is_point(value):
        raise bad_field(f"{name} must be an uncompressed point of P-256 as base64url without padding")
    return value


def _is_point(text: str) -> bool:
    try:
        raw = base64.b64decode(f"{text}=", b"-_", validate=True)
    except binascii.Error:
        return False
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text or len(raw) != 65 or raw[0] != 4:
        return False
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:], "big")
    return x < _P and y < _P and (y * y - (x * x * x - 3 * x + _B)) % _P == 0


def _read_written(data: Object, name: str, form: re.Pattern[str]) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise bad_field(f"data.{name} must be base64url without padding")
    return value
