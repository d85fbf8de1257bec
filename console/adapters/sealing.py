"""Closes an order so that one phone alone can open it: `services.ports.Sealer`, and the phone's own half.

Ephemeral-static ECDH on P-256, HKDF with SHA-256 (RFC 5869), AES-256-GCM: what every browser's WebCrypto has, for a
phone's page is the other side. Each order has a key pair and a nonce of its own, so no key closes two. The id of the
order and whom it is for are bound in as associated data. That it is the centre who speaks is the broker's to hold: only
consoles may write there.

`tests/contracts/sealed_orders.json` has examples that both sides are held to.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from console.domain.ids import MunicipalityId, ResponderId
from console.domain.order import Order, SealedOrder

PURPOSE = b"vaka.dispatch.order.v1"
"""What the keys are derived for: nothing else opens with them."""

KEY_BYTES = 65
"""An uncompressed point (SEC 1, 2.3.3): 0x04, x, y."""

NONCE_BYTES = 12


class OrderSealer:
    """Fits `services.ports.Sealer`. Keeps nothing."""

    def seal(self, id: str, order: Order, sender: str, to_key: str, text: bytes) -> SealedOrder:
        """Raises ValueError for what is no public key."""
        public = _point(to_key)
        ephemeral = ec.generate_private_key(ec.SECP256R1())
        own, nonce = _raw(ephemeral.public_key()), secrets.token_bytes(NONCE_BYTES)
        key = _key(ephemeral.exchange(ec.ECDH(), public), own, _raw(public))
        bound = bound_to(id, order.municipality, sender, order.responder)
        closed = AESGCM(key).encrypt(nonce, text, bound)
        return SealedOrder(id, order, sender, to_key, _written(own), _written(nonce), _written(closed))


class PhoneKey:
    """The key pair that a phone makes when somebody signs in; its private half never leaves it."""

    def __init__(self, private: int | None = None) -> None:
        """A fresh one; `private` is for examples."""
        curve = ec.SECP256R1()
        self._private = ec.generate_private_key(curve) if private is None else ec.derive_private_key(private, curve)
        self.public = _written(_raw(self._private.public_key()))
        """As it stands in a responder's report."""

    def opened(self, ephemeral: str, nonce: str, text: str, bound: bytes) -> bytes:
        """What was sealed to us, with `bound_to` of the message it came in. Raises ValueError for anything else."""
        public = _point(ephemeral)
        key = _key(self._private.exchange(ec.ECDH(), public), _raw(public), _raw(self._private.public_key()))
        try:
            return AESGCM(key).decrypt(_read(nonce, NONCE_BYTES), _read(text), bound)
        except InvalidTag as error:
            raise ValueError("the order is not sealed to this phone, or not as it was") from error


def bound_to(id: str, municipality: MunicipalityId, sender: str, responder: ResponderId) -> bytes:
    """What an order says of itself outside its seal, which has to be as it was for it to open."""
    return "\n".join((PURPOSE.decode(), id, municipality, sender, responder)).encode()


def _key(shared: bytes, ephemeral: bytes, phone: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=ephemeral + phone, info=PURPOSE).derive(shared)


def _point(text: str) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _read(text, KEY_BYTES))


def _raw(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _read(text: str, length: int | None = None) -> bytes:
    """base64url without padding, each value written in one way only. Raises ValueError."""
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("what is not base64url is not sealed") from error
    if _written(value) != text or (length is not None and len(value) != length):
        raise ValueError("what has another length, or is written otherwise, is not sealed")
    return value
