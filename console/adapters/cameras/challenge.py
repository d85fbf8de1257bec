"""How a camera that asks who we are over HTTP is answered: RFC 7616 (digest) and RFC 7617 (basic), without `auth-int`.

A name and password go out in the open (basic) only inside TLS, which is the caller's to see to.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_PAIR = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES: dict[str, Callable[[bytes], "hashlib._Hash"]] = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Login:
    """A name and its password."""

    name: str = field(repr=False)
    password: str = field(repr=False)


def answer(challenges: Sequence[str], login: Login, path: str) -> str | None:
    """The `Authorization` for a GET of `path`, to the best of the `WWW-Authenticate` that we understand; None where we
    understand none."""
    told = [challenge[:4096].partition(" ") for challenge in challenges[:8]]
    for scheme, _, rest in told:
        if scheme.lower() == "digest" and (said := _digest(_pairs(rest), login, path)) is not None:
            return said
    if any(scheme.lower() == "basic" for scheme, _, _ in told):
        return "Basic " + base64.b64encode(f"{login.name}:{login.password}".encode()).decode("ascii")
    return None


def _pairs(text: str) -> dict[str, str]:
    return {name.lower(): quoted or plain for name, quoted, plain in _PAIR.findall(text)}


def _digest(asked: dict[str, str], login: Login, path: str) -> str | None:
    algorithm = asked.get("algorithm", "MD5")
    hashed_by = _HASHES.get(algorithm.upper())
    offered = [word.strip() for word in asked.get("qop", "").split(",")]
    if hashed_by is None or "nonce" not in asked or (offered != [""] and "auth" not in offered):
        return None

    def hashed(*parts: str) -> str:
        return hashed_by(":".join(parts).encode()).hexdigest()

    realm, nonce = asked.get("realm", ""), asked["nonce"]
    who, what = hashed(login.name, realm, login.password), hashed("GET", path)
    said = {"username": login.name, "realm": realm, "nonce": nonce, "uri": path}
    plain = {"algorithm": algorithm}
    if "auth" in offered:
        own = secrets.token_hex(8)
        plain |= {"qop": "auth", "nc": "00000001"}
        said |= {"cnonce": own, "response": hashed(who, nonce, "00000001", own, "auth", what)}
    else:
        said["response"] = hashed(who, nonce, what)
    if "opaque" in asked:
        said["opaque"] = asked["opaque"]
    quoted = [f'{name}="{value}"' for name, value in said.items()]
    return "Digest " + ", ".join(quoted + [f"{name}={value}" for name, value in plain.items()])
