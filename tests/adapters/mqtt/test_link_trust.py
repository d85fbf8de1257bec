"""Whom the link trusts and who it says it is: TLS and passwords, against Mosquitto with certificates made here."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.adapters.mqtt.dial import RefusedByBroker, trust
from console.domain.link import LinkState
from tests.adapters.mqtt.stream_kit import Store, flood, link_to, running, until, up
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(folder: Path, name: str) -> None:
    openssl(folder, "req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN={name}")


def make_certificate(folder: Path, name: str, names: str, *, days: int = 2, authority: str = "authority") -> None:
    openssl(folder, "req", "-new", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
    (folder / f"{name}.ext").write_text(f"subjectAltName={names}\n", "utf-8")
    signed = ["-CA", f"{authority}.pem", "-CAkey", f"{authority}.key", "-CAcreateserial", "-extfile", f"{name}.ext"]
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", *signed, "-days", str(days), "-out", f"{name}.pem")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    make_authority(folder, "authority")
    make_authority(folder, "stranger")
    make_certificate(folder, "good", "IP:127.0.0.1,DNS:localhost")
    make_certificate(folder, "expired", "IP:127.0.0.1", days=-1)
    make_certificate(folder, "elsewhere", "DNS:broker.example.org")
    make_certificate(folder, "unknown", "IP:127.0.0.1", authority="stranger")
    return folder


def served(certificates: Path, name: str) -> Mosquitto:
    return Mosquitto(f"certfile {certificates}/{name}.pem\nkeyfile {certificates}/{name}.key")


def test_a_broker_whose_certificate_is_good_is_spoken_to_over_tls(certificates: Path) -> None:
    async def story(broker: Mosquitto) -> None:
        store = Store()
        link = link_to(broker.port, host="localhost", ca_file=certificates / "authority.pem")
        async with running(link, store.take):
            await up(link)
            paho = link._line.connection._client.paho
            assert paho.socket().version() in ("TLSv1.2", "TLSv1.3")  # type: ignore[union-attr]

    with served(certificates, "good") as broker:
        run_async(story(broker))


def test_alarms_come_through_tls_in_order_and_pauses_lose_nothing(certificates: Path, tmp_path: Path) -> None:
    """TLS may hold decrypted packets that the descriptor does not tell of."""

    async def story(broker: Mosquitto, plain_port: int) -> None:
        store = Store()
        small = {"waiting": 50, "batch": 20}
        link = link_to(broker.port, ca_file=certificates / "authority.pem", settings=small)
        async with running(link, store.take):
            await up(link)
            await flood(plain_port, range(1500), "å" * 700)
            await until(lambda: len(store.alarms) >= 1500)
        assert store.alarms == [f"alarm-{number}" for number in range(1500)]

    with Mosquitto() as spare:
        plain_port = spare.port
    second = f"certfile {certificates}/good.pem\nkeyfile {certificates}/good.key\nlistener {plain_port} 127.0.0.1"
    with Mosquitto(second) as broker:
        run_async(story(broker, plain_port))


@pytest.mark.parametrize(
    ("name", "explanation"),
    [
        ("unknown", "was not issued by an authority that we trust"),
        ("expired", "has expired, or this computer's clock is wrong"),
        ("elsewhere", "is not made out to the name 127.0.0.1"),
    ],
)
def test_a_certificate_that_will_not_do_is_a_refusal(certificates: Path, name: str, explanation: str) -> None:
    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port, ca_file=certificates / "authority.pem")
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.REFUSED)
            assert explanation in link.explanation

    with served(certificates, name) as broker:
        run_async(story(broker))


def test_there_is_no_falling_back_to_a_plain_connection(certificates: Path) -> None:
    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port, ca_file=certificates / "authority.pem")
        async with running(link, Store().take):
            await until(lambda: link.state is not LinkState.CONNECTING)
            assert "TLS" in link.explanation

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_missing_file_of_authorities_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedByBroker, match=r"trusted authorities .*nowhere\.pem cannot be read"):
        trust(tmp_path / "nowhere.pem")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mosquitto]:
    passwords = tmp_path_factory.mktemp("passwords") / "passwords"
    subprocess.run(["mosquitto_passwd", "-c", "-b", str(passwords), "console", "right"], check=True)
    with Mosquitto(f"password_file {passwords}", anonymous=False) as broker:
        yield broker


def test_the_right_password_lets_us_in(guarded: Mosquitto) -> None:
    async def story() -> None:
        link = link_to(guarded.port, username="console", password=lambda: "right")
        async with running(link, Store().take):
            await up(link)

    run_async(story())


def test_a_wrong_password_is_a_refusal_that_names_the_user_and_nothing_more(guarded: Mosquitto) -> None:
    async def story() -> None:
        link = link_to(guarded.port, username="console", password=lambda: "a secret")
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.REFUSED)
            assert "does not accept the user 'console' with this password" in link.explanation
            assert "a secret" not in link.explanation + repr(link._settings)

    run_async(story())


def test_a_keyring_without_the_password_is_a_refusal(guarded: Mosquitto) -> None:
    def nothing() -> str:
        raise LookupError("no entry vaka/mqtt")

    async def story() -> None:
        link = link_to(guarded.port, username="console", password=nothing)
        async with running(link, Store().take):
            await until(lambda: link.state is LinkState.REFUSED)
            assert link.explanation == "there is no password for the broker: no entry vaka/mqtt"

    run_async(story())
