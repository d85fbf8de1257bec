"""A keyring that is locked, absent, has another password or never answers: a clear word, no start without the key, no
secret in plain text, and a link that comes back without it."""

import base64
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked as LibraryKeyringLocked
from keyring.errors import NoKeyringError

from console.adapters.secrets import (
    BROKER_PASSWORD,
    DATABASE_KEY,
    Keyring,
    KeyringLocked,
    MemorySecrets,
    NoSafeKeyring,
    NoSuchSecret,
    SecretDamaged,
    SecretsUnavailable,
)
from console.adapters.sql.engine import WrongKey
from console.bootstrap.joined import Fittings, opened
from tests.adapters.test_secrets import Drawer
from tests.commands.kit import ELLEN_WORD, Centre
from tests.fakes import run_async
from tests.faults.keyrings import PATIENCE_S, Broken, Waiting, ring

# What never answers


def test_whoever_asks_a_keyring_that_never_answers_gets_a_word_in_time(waiting: Waiting) -> None:
    kept = ring(waiting)
    kept.set(BROKER_PASSWORD, "rätt")
    waiting.lock()
    began = time.monotonic()
    asks: list[Callable[[], object]] = [
        lambda: kept.get(BROKER_PASSWORD),
        lambda: kept.set(BROKER_PASSWORD, "nytt"),
        lambda: kept.delete(BROKER_PASSWORD),
        lambda: kept.database_key(make=True),
    ]
    for ask in asks:
        with pytest.raises(KeyringLocked, match=r"has not answered for .* Unlock it"):
            ask()
    assert time.monotonic() - began < 5 * len(asks) * PATIENCE_S
    assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1
    waiting.unlock()
    assert ring(waiting, 10).get(BROKER_PASSWORD) == "rätt"
    until_free = time.monotonic() + 10
    while time.monotonic() < until_free:
        try:
            assert kept.get(BROKER_PASSWORD) == "rätt"
            break
        except KeyringLocked:
            continue


@pytest.mark.parametrize("trouble", [LibraryKeyringLocked("PSt!"), NoKeyringError("PSt!"), OSError("PSt!")])
def test_an_error_of_the_backends_thread_comes_as_ours(trouble: Exception) -> None:
    drawer = Drawer()
    drawer.trouble = trouble
    with pytest.raises(SecretsUnavailable) as raised:
        ring(drawer).get(BROKER_PASSWORD)
    assert "PSt!" not in str(raised.value)


# The start


def started(centre: Centre, kept: Keyring | MemorySecrets) -> None:
    async def story() -> None:
        async with opened(replace(centre.config, broker=replace(centre.config.broker, embedded=False, tls=False)),
                          Fittings(kept)):  # fmt: skip
            raise AssertionError("it started without a key")

    run_async(story())


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    made = Centre(tmp_path, MemorySecrets())
    made.write()
    return made


def databases(centre: Centre) -> list[str]:
    return sorted(path.name for path in centre.folder.rglob("*.db*"))


def test_nothing_starts_without_the_key_and_nothing_is_made(centre: Centre, waiting: Waiting, broken: Broken) -> None:
    words, break_it, _ = broken
    break_it()
    with pytest.raises(SecretsUnavailable, match=words):
        started(centre, ring(waiting))
    assert databases(centre) == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (None, NoSuchSecret),
        ("inte en nyckel", SecretDamaged),
        (base64.b64encode(bytes(32)).decode(), WrongKey),
    ],
)
def test_an_old_file_is_not_opened_with_another_key_and_stays_as_it_is(
    centre: Centre, key: str | None, told: type[Exception]
) -> None:
    kept = centre.secrets

    async def story() -> None:
        async with centre.opened():
            pass

    run_async(story())
    right, before = kept.get(DATABASE_KEY), (centre.folder / "vaka.db").read_bytes()
    assert right is not None
    kept.delete(DATABASE_KEY)
    if key is not None:
        kept.set(DATABASE_KEY, key)
    with pytest.raises(told):
        started(centre, kept)
    assert kept.get(DATABASE_KEY) == key
    assert (centre.folder / "vaka.db").read_bytes() == before
    kept.set(DATABASE_KEY, right)
    run_async(story())


@pytest.mark.parametrize("error", [KeyringLocked("The keyring is locked."), NoSafeKeyring("There is no keyring.")])
def test_a_command_says_what_is_wrong_with_the_keyring_in_a_sentence(
    centre: Centre, error: SecretsUnavailable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr("console.bootstrap.parts.Keyring", unavailable)
    for words in (("intake",), ("account", "list", "--as", "ellen"), ("secret", "list")):
        assert str(error) in centre.refuse(*words)
    assert databases(centre) == []


# No plain text


def test_no_secret_lies_in_any_file_or_log_in_plain(
    centre: Centre, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was kept is looked for in each file that the centre has made, and in what was logged."""
    caplog.set_level(logging.DEBUG)
    kept = centre.secrets
    monkeypatch.setattr("console.bootstrap.parts.keyring", lambda: kept)
    monkeypatch.setattr("console.commands.parts.keyring", lambda: kept)
    centre.do("secret", "set", BROKER_PASSWORD, secret="broker-hemlig-7391")
    centre.found()
    key = kept.get(DATABASE_KEY)
    assert key is not None
    raw = base64.b64decode(key)
    hidden = [b"broker-hemlig-7391", key.encode(), raw, raw.hex().encode(), ELLEN_WORD.encode()]
    written = [path.read_bytes() for path in centre.folder.rglob("*") if path.is_file()]
    assert written
    for secret in hidden:
        assert not any(secret in content for content in written)
        assert secret.decode("latin-1") not in caplog.text
