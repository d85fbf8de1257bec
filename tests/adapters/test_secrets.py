"""The keyring: what is kept, where it is refused to keep it, and how that is told."""

import base64
import sys
from collections.abc import Callable

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring

from console.adapters.secrets import (
    DATABASE_KEY,
    SAFE_MODULES,
    Keyring,
    KeyringLocked,
    MemorySecrets,
    NoSafeKeyring,
    NoSuchSecret,
    SecretDamaged,
    Secrets,
    SecretsUnavailable,
)


class Drawer(KeyringBackend):
    """A backend in memory that counts as safe in these tests, and fails when it is told to."""

    priority = -10

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: BaseException | None = None
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.trouble:
            raise self.trouble
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.trouble:
            raise self.trouble
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


class Plain(Drawer):
    """Stands for keyrings.alt.file.PlaintextKeyring."""


class AsksOnTerminal(Drawer):
    """Stands for keyrings.cryptfile.cryptfile.CryptFileKeyring."""


Plain.__module__ = "keyrings.alt.file"
AsksOnTerminal.__module__ = "keyrings.cryptfile.cryptfile"
SAFE_HERE = SAFE_MODULES | {Drawer.__module__}


def made(backend: type[KeyringBackend]) -> KeyringBackend:
    """One of the library's own, whose making it has not typed."""
    return backend()


def chain(*members: KeyringBackend) -> ChainerBackend:
    """A chain of these, as the library makes one where several keyrings are installed."""
    return type("Chain", (ChainerBackend,), {"backends": list(members), "priority": -10})()  # type: ignore[no-any-return]


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def kept(drawer: Drawer) -> Keyring:
    return Keyring(drawer, safe=SAFE_HERE)


@pytest.fixture(params=["keyring", "memory"])
def either(request: pytest.FixtureRequest, kept: Keyring) -> Secrets:
    return kept if request.param == "keyring" else MemorySecrets()


# What both do


def test_a_secret_is_kept_replaced_and_deleted(either: Secrets) -> None:
    assert either.get("broker.password") is None
    either.set("broker.password", "första")
    either.set("broker.password", "andra")
    assert either.get("broker.password") == "andra"
    assert either.delete("broker.password") is True
    assert either.delete("broker.password") is False
    assert either.get("broker.password") is None


def test_the_database_key_is_made_once_and_is_32_bytes(either: Secrets) -> None:
    key = either.database_key(make=True)
    assert len(key) == 32
    assert either.database_key(make=True) == key
    assert either.database_key(make=False) == key
    assert base64.b64decode(either.get(DATABASE_KEY) or "") == key


def test_two_keyrings_make_two_keys() -> None:
    assert MemorySecrets().database_key(make=True) != MemorySecrets().database_key(make=True)


def test_a_missing_key_is_not_made_anew_for_an_old_file(either: Secrets) -> None:
    with pytest.raises(NoSuchSecret, match=r"vaka secret set database\.key"):
        either.database_key(make=False)
    assert either.get(DATABASE_KEY) is None


@pytest.mark.parametrize("text", ["short", "ö" * 44, base64.b64encode(b"x" * 31).decode(), " "])
def test_a_damaged_key_is_told_and_left_as_it_is(either: Secrets, text: str) -> None:
    either.set(DATABASE_KEY, text)
    with pytest.raises(SecretDamaged) as caught:
        either.database_key(make=True)
    assert either.get(DATABASE_KEY) == text
    assert text.strip() == "" or text not in str(caught.value)


@pytest.mark.parametrize("name", ["", "Broker", "1st", "a" * 65, "a b", "å", "a\n"])
def test_a_name_that_some_keyring_might_bend_is_refused(either: Secrets, name: str) -> None:
    asked: list[Callable[[], object]] = [
        lambda: either.get(name),
        lambda: either.set(name, "x"),
        lambda: either.delete(name),
    ]
    for ask in asked:
        with pytest.raises(ValueError, match="a secret's name"):
            ask()


@pytest.mark.parametrize("secret", ["", "x" * 1001])
def test_a_secret_that_windows_would_not_take_is_refused_everywhere(either: Secrets, secret: str) -> None:
    with pytest.raises(ValueError, match="1 to 1000 characters"):
        either.set("broker.password", secret)


# Where nothing is kept


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (Plain(), "keyrings.alt.file.Plain (it can write secrets as plain text)"),
        (AsksOnTerminal(), "(it asks for its password on a terminal)"),
        (made(NullKeyring), "keyring.backends.null.Keyring (it keeps nothing)"),
        (made(FailKeyring), "keyring.backends.fail.Keyring (that is what"),
        (Drawer(), "(not known to encrypt)"),
        (chain(), "Found: none at all"),
        (chain(Plain(), made(NullKeyring)), "keyrings.alt.file.Plain (it can write secrets as plain text), keyring."),
    ],
    ids=["plain", "terminal", "null", "fail", "unknown", "empty chain", "chain of unsafe"],
)
def test_a_keyring_that_does_not_encrypt_is_refused_by_name(backend: KeyringBackend, words: str) -> None:
    with pytest.raises(NoSafeKeyring) as caught:
        Keyring(backend)
    assert words in str(caught.value)


def test_the_refusal_says_what_to_do() -> None:
    told = {"linux": "Install gnome-keyring", "win32": "signed-in user", "darwin": "signed-in user"}
    with pytest.raises(NoSafeKeyring, match=told.get(sys.platform, "Install")):
        Keyring(Plain())


def test_a_plaintext_keyring_beside_a_safe_one_is_passed_over(drawer: Drawer) -> None:
    plain = Plain()
    plain.kept["vaka", "broker.password"] = "planted"
    secrets = Keyring(chain(plain, drawer), safe=SAFE_HERE)
    assert secrets.get("broker.password") is None
    secrets.set("broker.password", "x")
    secrets.database_key(make=True)
    assert secrets.place.endswith("Drawer")
    assert set(drawer.kept) == {("vaka", "broker.password"), ("vaka", "database.key")}
    assert plain.kept == {("vaka", "broker.password"): "planted"}


def test_a_secret_in_the_second_of_two_safe_keyrings_is_found_and_deleted(drawer: Drawer) -> None:
    older = Drawer()
    older.kept["vaka", "broker.password"] = "x"
    secrets = Keyring(chain(drawer, older), safe=SAFE_HERE)
    assert secrets.get("broker.password") == "x"
    assert secrets.delete("broker.password") is True
    assert older.kept == {}


def test_a_setting_that_names_no_keyring_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    with pytest.raises(NoSafeKeyring, match=r"PYTHON_KEYRING_BACKEND .* \(ModuleNotFoundError\)"):
        Keyring()


def test_what_the_keyring_library_chooses_is_judged_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    with pytest.raises(NoSafeKeyring, match="it keeps nothing"):
        Keyring()


# Trouble


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (keyring.errors.KeyringLocked("marker"), KeyringLocked),
        (keyring.errors.InitError("marker"), KeyringLocked),
        (keyring.errors.NoKeyringError("marker"), NoSafeKeyring),
        (keyring.errors.PasswordSetError("marker"), SecretsUnavailable),
        (ConnectionResetError("marker"), SecretsUnavailable),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_trouble_is_told_in_our_words_without_the_backends(
    kept: Keyring, drawer: Drawer, trouble: Exception, told: type[Exception]
) -> None:
    drawer.trouble = trouble
    asked: list[Callable[[], object]] = [
        lambda: kept.get("broker.password"),
        lambda: kept.set("broker.password", "hunter2"),
        lambda: kept.delete("broker.password"),
        lambda: kept.database_key(make=True),
    ]
    for ask in asked:
        with pytest.raises(told) as caught:
            ask()
        assert type(caught.value) is told
        assert "marker" not in str(caught.value)
        assert "hunter2" not in str(caught.value)


def test_our_own_defects_are_not_taken_for_trouble(kept: Keyring, drawer: Drawer) -> None:
    drawer.trouble = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        kept.get("broker.password")


def test_a_keyring_that_forgets_is_found_out_when_it_is_told_something(kept: Keyring, drawer: Drawer) -> None:
    drawer.forgets = True
    with pytest.raises(NoSafeKeyring, match="did not keep"):
        kept.database_key(make=True)


def test_a_secret_is_kept_under_the_service_that_was_named(drawer: Drawer) -> None:
    Keyring(drawer, service="vaka-trial", safe=SAFE_HERE).set("broker.password", "x")
    assert list(drawer.kept) == [("vaka-trial", "broker.password")]
