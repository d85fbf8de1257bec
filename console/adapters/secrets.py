"""Secrets in the operating system's keyring: the database's key, the broker's password, the cameras', the calls'.

The only home of the keyring library. Only backends that are known to encrypt are used: Windows' Credential Locker,
macOS' Keychain, and Linux' Secret Service and KWallet. Whatever else is installed (`keyrings.alt` writes plain text
and takes over merely by being installed) is passed over, and if nothing else is there we say so and stop.

All calls block, and may wait for a person who is asked to unlock, but not for ever: never call from an event loop.
"""

import base64
import binascii
import hashlib
import importlib
import re
import secrets
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringError, NoKeyringError, PasswordDeleteError
from keyring.errors import KeyringLocked as LibraryKeyringLocked

from console.domain.ids import DeviceId, MunicipalityId

DATABASE_KEY = "database.key"
DATABASE_PASSWORD = "database.password"
BROKER_PASSWORD = "broker.password"
TURN_SECRET = "calls.turn"
GUEST_PASSWORD = "calls.guest"
SIP_PASSWORD = "calls.sip"
JANUS_SECRET = "calls.janus"
LOCKS_TOKEN = "locks.token"
CAMERA_PREFIX = "camera."

KEY_BYTES = 32
LONGEST = 1000
"""Characters. Windows takes 2,560 bytes of UTF-16."""

PATIENCE_S = 60.0
"""How long a keyring may take: somebody types the password that unlocks it."""

Answer = TypeVar("Answer")

_NAME = r"[a-z][a-z0-9_.\-]{0,63}"

SAFE_MODULES = frozenset(
    {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    }
)

_WHAT_TO_DO = {
    "linux": (
        "Install gnome-keyring (or KWallet, or KeePassXC with its Secret Service), sign in to the desktop so that "
        "it is unlocked, and start again. Without a desktop: dbus-run-session, and gnome-keyring-daemon --unlock."
    ),
    "win32": "Start Vaka as a signed-in user: the Credential Manager is not open to services.",
    "darwin": "Start Vaka as a signed-in user, whose login keychain is unlocked.",
}.get(sys.platform, "Install a keyring that keeps secrets encrypted.")


_SILENT = (
    "The keyring has not answered for {:.0f} s: it may be locked, with a window somewhere that asks for its password. "
    "Unlock it (sign in to the desktop) and start again."
)


class SecretsUnavailable(Exception):
    """The keyring cannot give or take a secret now. The text is for a technician and never holds a secret."""


class NoSafeKeyring(SecretsUnavailable):
    """There is no keyring that keeps secrets encrypted; the text says what to do."""


class KeyringLocked(SecretsUnavailable):
    """The keyring is there and locked, and nobody unlocked it."""


class SecretDamaged(SecretsUnavailable):
    """What is stored under this name is not what Vaka stores there."""


class NoSuchSecret(SecretsUnavailable):
    """The secret is needed and is not there."""


class Secrets(Protocol):
    """Named secrets. A name is up to 64 of a-z, 0-9, "_", "-" and ".", beginning with a letter."""

    def get(self, name: str) -> str | None:
        """The secret, or None. Raises SecretsUnavailable."""
        ...

    def set(self, name: str, secret: str) -> None:
        """Keeps the secret, in place of an older one. Raises SecretsUnavailable; ValueError if too long or empty."""
        ...

    def delete(self, name: str) -> bool:
        """Whether there was one. Raises SecretsUnavailable."""
        ...

    def database_key(self, *, make: bool) -> bytes:
        """The 32 bytes that encrypt the local database.

        With `make`, a missing one is made and stored first; say so only when there is no database file yet, for a
        new key opens no old file. Raises NoSuchSecret without it, and SecretsUnavailable.
        """
        ...

    def camera_password(self, municipality: MunicipalityId, device: DeviceId) -> str:
        """A camera's password; "" where none is kept. Raises SecretsUnavailable."""
        ...


def _foreign_errors() -> Iterator[type[Exception]]:
    """What the backends let through that is not the keyring library's own."""
    if sys.platform == "linux":
        yield importlib.import_module("secretstorage.exceptions").SecretStorageException
        yield importlib.import_module("jeepney").DBusErrorResponse
    elif sys.platform == "win32":
        yield importlib.import_module("win32ctypes.pywin32.pywintypes").error


_TROUBLE: tuple[type[Exception], ...] = (KeyringError, OSError, *_foreign_errors())
_LOCKED = ("LockedException", "PromptDismissedException")


class Keyring:
    """`Secrets` in the operating system's keyring, under one service name.

    `backend` is for tests; so are `safe`, the modules whose backends are trusted, and `patience_s`. Raises
    NoSafeKeyring at once, so that a start without a keyring fails before anything is opened. A backend that waits for
    ever costs one thread, and those who ask it get KeyringLocked when their patience ends.
    """

    def __init__(
        self,
        backend: KeyringBackend | None = None,
        *,
        service: str = "vaka",
        safe: Collection[str] = SAFE_MODULES,
        patience_s: float = PATIENCE_S,
    ) -> None:
        found = _chosen() if backend is None else backend
        self._service = service
        self._backends = _safe_ones(found, safe)
        self._patience_s = patience_s
        self._turn = threading.Lock()

    @property
    def place(self) -> str:
        """Where new secrets go, for `vaka doctor`: the backend's module and class."""
        return _name(self._backends[0])

    def get(self, name: str) -> str | None:
        _check_name(name)
        found = (backend.get_password(self._service, name) for backend in self._backends)
        with _our_words():
            return self._in_time(lambda: next((secret for secret in found if secret is not None), None))

    def set(self, name: str, secret: str) -> None:
        _check_name(name)
        _check_secret(secret)
        with _our_words():
            self._in_time(lambda: self._backends[0].set_password(self._service, name, secret))
        if self.get(name) != secret:
            raise NoSafeKeyring(f"The keyring {self.place} did not keep what it was given. {_WHAT_TO_DO}")

    def delete(self, name: str) -> bool:
        _check_name(name)
        with _our_words():
            return self._in_time(
                lambda: [_deleted(each, self._service, name) for each in self._backends].count(True) > 0
            )

    def database_key(self, *, make: bool) -> bytes:
        return _database_key(self, make)

    def camera_password(self, municipality: MunicipalityId, device: DeviceId) -> str:
        return _camera_password(self, municipality, device)

    def _in_time(self, ask: Callable[[], Answer]) -> Answer:
        """One question at a time, in a thread that ends with the program. Raises KeyringLocked for no answer."""
        ends_at = time.monotonic() + self._patience_s
        if not self._turn.acquire(timeout=self._patience_s):
            raise KeyringLocked(_SILENT.format(self._patience_s))
        reply: _Reply[Answer] = _Reply(ask, self._turn)
        threading.Thread(target=reply.make, name="keyring", daemon=True).start()
        if not reply.came.wait(max(0.0, ends_at - time.monotonic())):
            raise KeyringLocked(_SILENT.format(self._patience_s))
        return reply.told()


class MemorySecrets:
    """`Secrets` that end with the program: for the demo, whose data is invented, and for tests."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    @property
    def place(self) -> str:
        """Where new secrets go, for `vaka doctor`."""
        return "memory"

    def get(self, name: str) -> str | None:
        _check_name(name)
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        _check_name(name)
        _check_secret(secret)
        self._secrets[name] = secret

    def delete(self, name: str) -> bool:
        _check_name(name)
        return self._secrets.pop(name, None) is not None

    def database_key(self, *, make: bool) -> bytes:
        return _database_key(self, make)

    def camera_password(self, municipality: MunicipalityId, device: DeviceId) -> str:
        return _camera_password(self, municipality, device)


def camera_secret(municipality: MunicipalityId, device: DeviceId) -> str:
    """The name under which a camera's password is kept: `camera.<municipality>.<device>`.

    A device's name that no secret may have (capital letters, colons, too long) is kept under its digest, for keyrings
    differ in whether they tell "CAM" from "cam".
    """
    name = f"{CAMERA_PREFIX}{municipality}.{device}"
    if re.fullmatch(_NAME, name):
        return name
    digest = hashlib.sha256(f"{municipality}.{device}".encode()).hexdigest()
    return f"{CAMERA_PREFIX}-.{digest[:40]}"


def kept_camera_secret(name: str) -> str | None:
    """The name under which it is kept, for `camera.<municipality>.<device>` as a person writes it; None for any other
    name."""
    found = re.fullmatch(r"camera\.([a-z0-9][a-z0-9-]{0,62})\.([A-Za-z0-9._:-]{1,128})", name)
    return None if found is None else camera_secret(MunicipalityId(found[1]), DeviceId(found[2]))


def _camera_password(store: Secrets, municipality: MunicipalityId, device: DeviceId) -> str:
    return store.get(camera_secret(municipality, device)) or ""


def _database_key(store: Secrets, make: bool) -> bytes:
    text = store.get(DATABASE_KEY)
    if text is None:
        if not make:
            raise NoSuchSecret(
                f"The keyring has no {DATABASE_KEY}, so the database file cannot be opened. Open it as the user who "
                f"made it, or put the key back: vaka secret set {DATABASE_KEY}"
            )
        store.set(DATABASE_KEY, base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii"))
        text = store.get(DATABASE_KEY) or ""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SecretDamaged(f"{DATABASE_KEY} in the keyring is not {KEY_BYTES} bytes in base64.")
    return key


def _chosen() -> KeyringBackend:
    """What the keyring library chooses here, by itself or because its own settings say so."""
    try:
        return keyring.get_keyring()
    except (ImportError, AttributeError, RuntimeError, ValueError) as error:
        what = "PYTHON_KEYRING_BACKEND or keyringrc.cfg names a keyring that cannot be used"
        raise NoSafeKeyring(f"{what} ({type(error).__name__}). Take that away. {_WHAT_TO_DO}") from error


def _safe_ones(found: KeyringBackend, safe: Collection[str]) -> tuple[KeyringBackend, ...]:
    """The backends to be used: `found`, or the safe members of a chain in its order. Raises NoSafeKeyring."""
    members = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    usable = tuple(member for member in members if type(member).__module__ in safe)
    if not usable:
        named = ", ".join(f"{_name(member)} ({_why_not(member)})" for member in members) or "none at all"
        raise NoSafeKeyring(f"Vaka keeps its secrets only where they are encrypted. Found: {named}. {_WHAT_TO_DO}")
    return usable


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _why_not(backend: KeyringBackend) -> str:
    module = type(backend).__module__
    if module.startswith("keyrings.alt"):
        return "it can write secrets as plain text"
    if module.startswith("keyrings.cryptfile"):
        return "it asks for its password on a terminal"
    if module == "keyring.backends.null":
        return "it keeps nothing"
    if module == "keyring.backends.fail":
        return "that is what the keyring library says when it finds no keyring"
    return "not known to encrypt"


@contextmanager
def _our_words() -> Iterator[None]:
    """Puts a backend's errors in our words. Their own text is left out: it may name what we keep."""
    try:
        yield
    except (LibraryKeyringLocked, InitError) as error:
        raise KeyringLocked("The keyring is locked. Unlock it (sign in to the desktop) and start again.") from error
    except NoKeyringError as error:
        raise NoSafeKeyring(f"There is no keyring. {_WHAT_TO_DO}") from error
    except _TROUBLE as error:
        named = type(error).__name__
        kind = KeyringLocked if named in _LOCKED else SecretsUnavailable
        raise kind(f"The keyring did not do what it was asked ({named}). {_WHAT_TO_DO}") from error


class _Reply(Generic[Answer]):
    """What a question to a backend comes to: an answer or an error, for whoever still waits. Lets the next one ask."""

    def __init__(self, ask: Callable[[], Answer], turn: threading.Lock) -> None:
        self._ask = ask
        self._turn = turn
        self._answers: list[Answer] = []
        self._error: BaseException | None = None
        self.came = threading.Event()

    def make(self) -> None:
        with self:
            self._answers.append(self._ask())

    def told(self) -> Answer:
        """The answer. Raises what the backend raised."""
        if self._error is not None:
            raise self._error
        return self._answers[0]

    def __enter__(self) -> None:
        """The turn is taken already."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        self._error = error
        self._turn.release()
        self.came.set()
        return True


def _deleted(backend: KeyringBackend, service: str, name: str) -> bool:
    if backend.get_password(service, name) is None:
        return False
    try:
        backend.delete_password(service, name)
    except PasswordDeleteError:
        if backend.get_password(service, name) is not None:
            raise
    return True


def _check_name(name: str) -> None:
    if not re.fullmatch(_NAME, name):
        raise ValueError("a secret's name is up to 64 of a-z, 0-9, _ - and ., beginning with a letter")


def _check_secret(secret: str) -> None:
    if not 0 < len(secret) <= LONGEST:
        raise ValueError(f"a secret has 1 to {LONGEST} characters")
