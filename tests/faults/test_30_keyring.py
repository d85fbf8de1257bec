"""A keyring that is locked, absent, has another password or never answers: a clear word, no start without the key, no
secret in plain text, and a link that comes back without it."""

import base64
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked as LibraryKeyringLocked
from keyring.errors import NoKeyringError

from console.adapters.mqtt import asking
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
from console.bootstrap.access import access_of
from console.bootstrap.joined import Fittings, opened
from console.config import Config
from console.domain.link import LinkState
from tests.adapters.mqtt.stream_kit import Store, link_to, running, until, up
from tests.adapters.test_secrets import SAFE_HERE, Drawer
from tests.commands.kit import ELLEN_WORD, Centre
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

needs_mosquitto = pytest.mark.usefixtures("guarded")
PATIENCE_S = 0.3


class Waiting(Drawer):
    """A keyring with a window that nobody sees: it waits until `unlock`, whoever asks."""

    def __init__(self) -> None:
        super().__init__()
        self._unlocked = threading.Event()
        self._unlocked.set()
        self.asked = 0

    def lock(self) -> None:
        self._unlocked.clear()

    def unlock(self) -> None:
        self._unlocked.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self._unlocked.wait()
        return super().get_password(service, username)


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    """No thread of it is left behind."""
    made = Waiting()
    yield made
    made.unlock()
    ends_at = time.monotonic() + 10
    while any(thread.name in ("keyring", "asking") for thread in threading.enumerate()):
        assert time.monotonic() < ends_at, "a thread still asks"
        time.sleep(0.01)


def ring(drawer: Drawer, patience_s: float = PATIENCE_S) -> Keyring:
    return Keyring(drawer, safe=SAFE_HERE | {Waiting.__module__}, patience_s=patience_s)


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
        with pytest.raises(KeyringLocked, match="has not answered for .* Unlock it"):
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


# The link


def configured(port: int) -> Config:
    whole = Config()
    return replace(whole, broker=replace(whole.broker, host="127.0.0.1", port=port, tls=False, username="console"))


@pytest.fixture(params=[pytest.param("passwords", marks=BROKER)])
def guarded(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Mosquitto]:
    """A broker with passwords."""
    passwords = tmp_path / "passwords"
    subprocess.run(["mosquitto_passwd", "-c", "-b", str(passwords), "console", "right"], check=True, timeout=30)
    with Mosquitto(f"password_file {passwords}", anonymous=False) as broker:
        yield broker


def password_of(port: int, kept: Keyring) -> Callable[[], str] | None:
    return access_of(configured(port), kept, "console-1", None).password


@pytest.fixture(params=["locked", "never answers", "gone"])
def broken(request: pytest.FixtureRequest, waiting: Waiting) -> tuple[str, Callable[[], None], Callable[[], None]]:
    """What breaks the keyring and mends it, and what the operator is told meanwhile."""

    def trouble(error: BaseException | None) -> Callable[[], None]:
        return lambda: setattr(waiting, "trouble", error)

    match request.param:
        case "locked":
            return "The keyring is locked. Unlock it", trouble(LibraryKeyringLocked()), trouble(None)
        case "gone":
            return "There is no keyring", trouble(NoKeyringError()), trouble(None)
        case _:
            return "has not answered", waiting.lock, waiting.unlock


@needs_mosquitto
def test_a_link_without_its_password_says_why_and_comes_up_by_itself(
    waiting: Waiting, broken: tuple[str, Callable[[], None], Callable[[], None]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    broker: Mosquitto = request.getfixturevalue("guarded")
    monkeypatch.setattr(asking.Asking.__init__, "__defaults__", (PATIENCE_S,))
    words, break_it, mend_it = broken
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")
    break_it()

    async def story() -> None:
        link = link_to(broker.port, username="console", password=password_of(broker.port, kept))
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.REFUSED)
            assert words in link.explanation
            assert link.retry.next_at is not None
            mend_it()
            await until(lambda: link.state is LinkState.UP, 30)

    run_async(story())
    assert "right" not in caplog.text


@needs_mosquitto
def test_a_lost_link_comes_back_while_the_keyring_is_shut(
    waiting: Waiting, broken: tuple[str, Callable[[], None], Callable[[], None]], tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    broker: Mosquitto = request.getfixturevalue("guarded")
    _, break_it, _ = broken
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")

    async def story() -> None:
        link = link_to(broker.port, username="console", password=password_of(broker.port, kept))
        async with running(link, Store().take):
            await up(link)
            break_it()
            broker.kill()
            await until(lambda: link.state is not LinkState.UP)
            broker.start()
            await until(lambda: link.state is LinkState.UP, 30)

    run_async(story())


@needs_mosquitto
def test_a_password_that_was_changed_is_asked_for_anew(
    waiting: Waiting, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    broker: Mosquitto = request.getfixturevalue("guarded")
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")

    async def story() -> None:
        link = link_to(broker.port, username="console", password=password_of(broker.port, kept))
        async with running(link, Store().take):
            await up(link)
            command = ["mosquitto_passwd", "-b", str(tmp_path / "passwords"), "console", "another"]
            subprocess.run(command, check=True, timeout=30)
            broker.stop()
            broker.start()
            await until(lambda: link.state is LinkState.REFUSED, 30)
            assert "does not accept the user 'console' with this password" in link.explanation
            asked = waiting.asked
            kept.set(BROKER_PASSWORD, "another")
            await until(lambda: link.state is LinkState.UP, 30)
            assert waiting.asked > asked

    run_async(story())


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


def test_nothing_starts_without_the_key_and_nothing_is_made(
    centre: Centre, waiting: Waiting, broken: tuple[str, Callable[[], None], Callable[[], None]]
) -> None:
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
