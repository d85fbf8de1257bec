"""A link whose password the keyring does not give says why, and comes up, or comes back, by itself."""

import asyncio
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.mqtt import asking, line
from console.adapters.secrets import BROKER_PASSWORD, Keyring
from console.bootstrap.access import access_of
from console.config import Config
from console.domain.link import LinkState
from tests.adapters.mqtt.stream_kit import Store, link_to, running, until, up
from tests.fakes import run_async
from tests.faults.keyrings import PATIENCE_S, Broken, Waiting, ring
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]


@pytest.fixture(autouse=True)
def _tries_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_DELAYS_S", (0.2,) * len(line._DELAYS_S))


def configured(port: int) -> Config:
    whole = Config()
    return replace(whole, broker=replace(whole.broker, host="127.0.0.1", port=port, tls=False, username="console"))


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Mosquitto]:
    """A broker with passwords."""
    passwords = tmp_path / "passwords"
    subprocess.run(["mosquitto_passwd", "-c", "-b", str(passwords), "console", "right"], check=True, timeout=30)
    with Mosquitto(f"password_file {passwords}", anonymous=False) as broker:
        yield broker


def password_of(port: int, kept: Keyring) -> Callable[[], str] | None:
    return access_of(configured(port), kept, "console-1", None).password


def test_a_link_without_its_password_says_why_and_comes_up_by_itself(
    waiting: Waiting, broken: Broken, guarded: Mosquitto,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(asking.Asking.__init__, "__defaults__", (PATIENCE_S,))
    words, break_it, mend_it = broken
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")
    break_it()

    async def story() -> None:
        link = link_to(guarded.port, username="console", password=password_of(guarded.port, kept))
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.REFUSED)
            assert words in link.explanation
            assert link.retry.at is not None
            mend_it()
            await until(lambda: link.state is LinkState.UP, 30)

    run_async(story())
    assert "right" not in caplog.text


def test_a_lost_link_comes_back_while_the_keyring_is_shut(
    waiting: Waiting, broken: Broken, guarded: Mosquitto,
) -> None:  # fmt: skip
    _, break_it, _ = broken
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")

    async def story() -> None:
        link = link_to(guarded.port, username="console", password=password_of(guarded.port, kept))
        async with running(link, Store().take):
            await up(link)
            break_it()
            guarded.kill()
            await until(lambda: link.state is not LinkState.UP)
            guarded.start()
            await until(lambda: link.state is LinkState.UP, 30)

    run_async(story())


def test_a_password_that_was_changed_is_asked_for_anew(waiting: Waiting, guarded: Mosquitto, tmp_path: Path) -> None:
    kept = ring(waiting, 60)
    kept.set(BROKER_PASSWORD, "right")

    async def story() -> None:
        link = link_to(guarded.port, username="console", password=password_of(guarded.port, kept))
        async with running(link, Store().take):
            await up(link)
            command = ["mosquitto_passwd", "-b", str(tmp_path / "passwords"), "console", "another"]
            await asyncio.to_thread(subprocess.run, command, check=True, timeout=30)
            guarded.stop()
            guarded.start()
            await until(lambda: link.state is LinkState.REFUSED, 30)
            assert "does not accept the user 'console' with this password" in link.explanation
            asked = waiting.asked
            kept.set(BROKER_PASSWORD, "another")
            await until(lambda: link.state is LinkState.UP, 30)
            assert waiting.asked > asked

    run_async(story())
