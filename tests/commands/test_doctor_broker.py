"""`vaka doctor` at a broker with TLS and passwords: what stands in the way, and that it leaves no trace there."""

import shutil
from pathlib import Path

import pytest

from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate
from tests.commands.kit import Centre
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(
        MISSING_MOSQUITTO is not None or shutil.which("mosquitto_passwd") is None or shutil.which("openssl") is None,
        reason="needs mosquitto: sudo apt-get install -y mosquitto mosquitto-clients openssl",
    ),
]


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


def served(certificates: Path, name: str, more: str = "") -> Mosquitto:
    return Mosquitto(f"certfile {certificates}/{name}.pem\nkeyfile {certificates}/{name}.key\n{more}")


def gateways_line(centre: Centre, certificates: Path, port: int) -> str:
    """What doctor says of the gateways."""
    said = broker_line(
        centre, certificates, port, '[gateways]\nzigbee2mqtt = true\nmunicipality = "alvbro"\nsender = "hub"'
    )
    return said[said.index(" gateways ") - 4 :]


def broker_line(centre: Centre, certificates: Path, port: int, more: str = "") -> str:
    """What doctor says of the broker, and what to do."""
    centre.write()
    centre.rewrite(
        "embedded = true", f'host = "localhost"\nport = {port}\nca_file = "{certificates}/authority.pem"\n{more}'
    )
    said = centre.run("doctor").stdout
    return said[said.index(" broker ") - 4 : said.index(" database ") - 4]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ending", "but its certificate ends"),
        ("expired", "has expired, or this computer's clock is wrong"),
        ("elsewhere", "is not made out to the name localhost"),
        ("unknown", "was not issued by an authority that we trust"),
    ],
)
def test_a_certificate_that_will_not_do_is_told(centre: Centre, certificates: Path, name: str, said: str) -> None:
    with served(certificates, name) as broker:
        line = broker_line(centre, certificates, broker.port)
    assert line.startswith("FAIL")
    assert said in line
    assert "do: " in line


def test_a_port_without_tls_is_told(centre: Centre, certificates: Path) -> None:
    with Mosquitto() as broker:
        line = broker_line(centre, certificates, broker.port)
    assert "does it speak TLS on this port?" in line or "does not speak TLS as we do" in line


@pytest.fixture
def passwords(tmp_path: Path) -> str:
    """The broker's users: konsol alone."""
    file = tmp_path / "users"
    file.write_text("konsol:$7$101$bm9ib2R5$bm9ib2R5\n", encoding="utf-8")
    return f"password_file {file}"


def test_a_wrong_password_is_told_and_never_shown(centre: Centre, certificates: Path, passwords: str) -> None:
    centre.secrets.set("broker.password", "hemligt ord")
    with served(certificates, "good", passwords) as broker:
        line = broker_line(centre, certificates, broker.port, 'username = "konsol"')
    assert line.startswith("FAIL")
    assert "does not accept the user 'konsol' with this password" in line
    assert "hemligt" not in line


def test_a_good_broker_takes_us_and_keeps_no_session_of_ours(centre: Centre, certificates: Path) -> None:
    centre.secrets.set("broker.password", "hemligt ord")
    with served(certificates, "good") as broker:
        line = broker_line(centre, certificates, broker.port, 'username = "konsol"')
        log = broker.log()
    assert line.startswith("ok")
    assert "takes us: MQTT 5 with TLS as konsol" in line
    assert "vaka-doctor-" in log
    assert "as prov " not in log, "the console's own session was touched"


def test_a_broker_that_takes_us_but_not_our_word_is_told_with_the_rule_that_is_missing(
    centre: Centre, certificates: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    rules.write_text("topic read vaka/v1/#\ntopic write vaka/v1/centre/+/console-other\n", encoding="utf-8")
    rules.chmod(0o644)
    with served(certificates, "good", f"acl_file {rules}") as broker:
        line = broker_line(centre, certificates, broker.port)
    assert line.startswith("FAIL")
    assert "but not our word" in line
    assert "vaka/v1/centre/+/prov" in line


def test_a_gateways_subscription_is_tried(centre: Centre, certificates: Path) -> None:
    with served(certificates, "good") as broker:
        line = gateways_line(centre, certificates, broker.port)
    assert line.startswith("ok")
    assert "zigbee2mqtt; 0 device(s) in the file; the broker lets us subscribe" in line
