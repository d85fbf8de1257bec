"""The first run tries out a real Mosquitto with TLS, users and access rules: what stands in the way, one by one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.mqtt.dial import Obstacle
from console.adapters.secrets import MemorySecrets
from console.bootstrap import parts
from console.bootstrap.setup import Setup
from console.services.setup import BrokerDraft, Draft, Good, Note, Tried, Trouble
from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate
from tests.bootstrap.trials import PASSWORD, make_passwords, note_of, only_failure, told
from tests.servers import MISSING_MOSQUITTO, Mosquitto, free_port

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(
        MISSING_MOSQUITTO is not None or shutil.which("mosquitto_passwd") is None or shutil.which("openssl") is None,
        reason="needs mosquitto: sudo apt-get install -y mosquitto mosquitto-clients openssl",
    ),
]

CONSOLE = """\
user konsol-1
topic read vaka/v1/#
topic write vaka/v1/+/+/receipts/+
topic write vaka/v1/centre/canary/konsol-1
topic write vaka/v1/centre/presence/konsol-1
user bara-skriver
topic write vaka/v1/+/+/receipts/+
topic write vaka/v1/centre/+/bara-skriver
user bara-laser
topic read vaka/v1/#
user utan-livstecken
topic read vaka/v1/#
topic write vaka/v1/+/+/receipts/+
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    make_authority(folder, "authority")
    make_authority(folder, "stranger")
    make_certificate(folder, "good", "DNS:localhost", days=60)
    make_certificate(folder, "ending", "DNS:localhost", days=5)
    make_certificate(folder, "expired", "DNS:localhost", days=-1)
    make_certificate(folder, "elsewhere", "DNS:broker.example.org", days=60)
    make_certificate(folder, "unknown", "DNS:localhost", days=60, authority="stranger")
    return folder


@pytest.fixture(scope="module")
def strict(certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mosquitto]:
    """Users with passwords, and rules for what each may read and write."""
    folder = tmp_path_factory.mktemp("rules")
    rules = folder / "rules"
    rules.write_text(CONSOLE, encoding="utf-8")
    rules.chmod(0o600)
    users = make_passwords(folder, "konsol-1", "bara-skriver", "bara-laser", "utan-livstecken")
    with Mosquitto(served(certificates, "good", f"password_file {users}\nacl_file {rules}"), anonymous=False) as broker:
        yield broker


def served(certificates: Path, name: str, more: str = "") -> str:
    return f"certfile {certificates}/{name}.pem\nkeyfile {certificates}/{name}.key\n{more}"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemorySecrets:
    ring = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: ring)
    return ring


@pytest.fixture
def setup(ring: MemorySecrets, tmp_path: Path) -> Setup:
    return Setup(tmp_path / "vaka.toml")


def draft(port: int, certificates: Path, user: str = "konsol-1", **more: object) -> Draft:
    broker = BrokerDraft("localhost", port, True, user, PASSWORD, str(certificates / "authority.pem"))
    return Draft("alvbro", broker=replace(broker, **more))  # type: ignore[arg-type]


def test_a_good_broker_is_told_line_by_line_and_keeps_nothing_of_us(
    setup: Setup, strict: Mosquitto, certificates: Path, ring: MemorySecrets, tmp_path: Path
) -> None:
    lines = told(setup.try_broker, draft(strict.port, certificates))
    assert list(lines) == [Tried.BROKER_ANSWERS, Tried.BROKER_SIGN_IN, Tried.BROKER_READS, Tried.CANARY]
    assert all(isinstance(line, Good) for line in lines.values()), lines
    assert ring.get("broker.password") is None, "a trial kept the password"
    assert not (tmp_path / "vaka.toml").exists(), "a trial wrote settings"
    assert "vaka-setup-" in strict.log()


@pytest.mark.parametrize(
    ("certificate", "trouble", "code"),
    [
        ("unknown", Trouble.WRONG_AUTHORITY, "20"),
        ("expired", Trouble.EXPIRED, "10"),
        ("elsewhere", Trouble.WRONG_HOST, "62"),
    ],
)
def test_a_certificate_that_will_not_do_is_told_by_its_kind(
    setup: Setup, certificates: Path, certificate: str, trouble: Trouble, code: str
) -> None:
    with Mosquitto(served(certificates, certificate)) as broker:
        failed = only_failure(told(setup.try_broker, draft(broker.port, certificates)))
    assert (failed.tried, failed.trouble, failed.detail) == (Tried.BROKER_ANSWERS, trouble, "localhost")
    assert failed.code == code or trouble is Trouble.WRONG_AUTHORITY, failed


def test_a_certificate_that_ends_soon_is_good_and_told(setup: Setup, certificates: Path) -> None:
    with Mosquitto(served(certificates, "ending")) as broker:
        lines = told(setup.try_broker, draft(broker.port, certificates))
    assert note_of(lines[Tried.BROKER_ANSWERS]) is Note.CERTIFICATE_ENDS


def test_a_wrong_password_is_told_with_the_brokers_code(setup: Setup, strict: Mosquitto, certificates: Path) -> None:
    failed = only_failure(told(setup.try_broker, draft(strict.port, certificates, password="fel")))
    assert (failed.tried, failed.trouble) == (Tried.BROKER_SIGN_IN, Trouble.WRONG_PASSWORD)
    assert failed.code in ("134", "135")
    assert failed.detail == "konsol-1"


@pytest.mark.parametrize(
    ("user", "tried", "trouble"),
    [
        ("bara-skriver", Tried.BROKER_READS, Trouble.NOTHING_COMES_BACK),
        ("bara-laser", Tried.BROKER_READS, Trouble.MAY_NOT_WRITE),
        ("utan-livstecken", Tried.CANARY, Trouble.MAY_NOT_WRITE),
    ],
)
def test_each_missing_access_rule_is_told(
    setup: Setup, strict: Mosquitto, certificates: Path, user: str, tried: Tried, trouble: Trouble
) -> None:
    failed = only_failure(told(setup.try_broker, draft(strict.port, certificates, user)))
    assert (failed.tried, failed.trouble) == (tried, trouble)


def test_a_broker_that_lets_a_user_in_once_is_told_though_each_of_our_connections_is_let_in(
    setup: Setup, certificates: Path, tmp_path: Path
) -> None:
    users = make_passwords(tmp_path, "konsol-1")
    rules = f"password_file {users}\nuse_username_as_clientid true"
    with Mosquitto(served(certificates, "good", rules), anonymous=False) as broker:
        failure = only_failure(told(setup.try_broker, draft(broker.port, certificates)))
    assert (failure.tried, failure.trouble) == (Tried.BROKER_READS, Trouble.LOST)
    assert "comes twice" in failure.detail


def test_the_password_in_the_keyring_is_used_where_none_is_typed(
    setup: Setup, strict: Mosquitto, certificates: Path, ring: MemorySecrets
) -> None:
    asked = draft(strict.port, certificates, password="")
    failed = only_failure(told(setup.try_broker, asked))
    assert (failed.tried, failed.trouble) == (Tried.BROKER_SIGN_IN, Trouble.NO_PASSWORD)
    ring.set("broker.password", PASSWORD)
    assert all(isinstance(line, Good) for line in told(setup.try_broker, asked).values())


def test_a_port_without_tls_a_closed_port_and_a_name_that_is_not_there_are_told_apart(
    setup: Setup, certificates: Path
) -> None:
    with Mosquitto() as plain:
        failed = only_failure(told(setup.try_broker, draft(plain.port, certificates)))
        assert failed.trouble is Trouble.NO_TLS
    failed = only_failure(told(setup.try_broker, draft(free_port(), certificates)))
    assert failed.trouble is Trouble.NOBODY_LISTENS
    failed = only_failure(told(setup.try_broker, draft(8883, certificates, host="finns-inte.invalid")))
    assert failed.trouble is Trouble.NO_SUCH_NAME


def test_without_encryption_it_goes_on_this_computer_and_nowhere_else(setup: Setup, certificates: Path) -> None:
    with Mosquitto() as plain:
        lines = told(setup.try_broker, draft(plain.port, certificates, "", password="", is_encrypted=False))
        assert note_of(lines[Tried.BROKER_ANSWERS]) is Note.NOT_ENCRYPTED
        assert isinstance(lines[Tried.CANARY], Good)
    far = draft(1883, certificates, host="larm.example", is_encrypted=False)
    assert only_failure(told(setup.try_broker, far)).trouble is Trouble.PLAIN_ELSEWHERE


@pytest.mark.parametrize(
    ("more", "municipality", "field"),
    [
        ({"host": "http://larm.example"}, "alvbro", "broker.host"),
        ({"host": ""}, "alvbro", "broker.host"),
        ({"port": 0}, "alvbro", "broker.port"),
        ({"username": "konsol\n1"}, "alvbro", "broker.username"),
        ({"username": "\ud800"}, "alvbro", "broker.username"),
        ({"password": "\ud800"}, "alvbro", "broker.password"),
        ({"password": "x" * 5000}, "alvbro", "broker.password"),
        ({}, "Älvbro kommun", "municipality"),
        ({}, "centre", "municipality"),
        ({}, "a/#", "municipality"),
    ],
)
def test_a_field_that_cannot_be_is_told_by_its_name_before_anything_is_reached(
    setup: Setup, certificates: Path, more: dict[str, object], municipality: str, field: str
) -> None:
    usual = draft(1, certificates)
    asked = replace(usual, municipality=municipality, broker=replace(usual.broker, **more))  # type: ignore[arg-type]
    failed = only_failure(told(setup.try_broker, asked))
    assert (failed.trouble, failed.detail) == (Trouble.BAD_VALUE, field)


@pytest.mark.parametrize("host", ["a..b", "x" * 70, "-", "..", "1.2.3.4.5"])
def test_a_strange_name_is_no_such_name_and_no_fault(setup: Setup, certificates: Path, host: str) -> None:
    failed = only_failure(told(setup.try_broker, draft(8883, certificates, host=host)))
    assert failed.trouble is Trouble.NO_SUCH_NAME


@pytest.mark.parametrize("file", ["/dev/zero", "/finns/inte.pem", "key"])
def test_a_file_that_is_no_certificate_is_told_and_never_read_to_its_end(
    setup: Setup, certificates: Path, file: str
) -> None:
    named = str(certificates / "good.key") if file == "key" else file
    failed = only_failure(told(setup.try_broker, draft(8883, certificates, ca_file=named)))
    assert failed.trouble is Trouble.CA_UNREADABLE
    assert setup.authority(named) is Trouble.CA_UNREADABLE


def test_the_authority_of_a_certificate_is_read_by_name_and_end(setup: Setup, certificates: Path) -> None:
    found = setup.authority(str(certificates / "authority.pem"))
    assert not isinstance(found, Trouble)
    assert found.name == "authority"
    assert found.ends_at is not None


def test_every_obstacle_at_a_broker_is_a_trouble_with_words() -> None:
    assert {obstacle.value for obstacle in Obstacle} <= {trouble.value for trouble in Trouble}
