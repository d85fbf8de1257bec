"""The ways out, made of configuration and keyring: where broker and database are, and as whom we come."""

import ssl
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from console import config as configuration
from console.adapters.broker import EmbeddedBroker
from console.adapters.mqtt.access import BrokerAccess
from console.adapters.secrets import BROKER_PASSWORD, Secrets, SecretsUnavailable
from console.config import Config, ConfigError


def with_password(url: str, secrets: Secrets) -> str:
    """The database's address with the password from the keyring in it, and the driver that we use."""
    password = secrets.get("database.password")
    scheme, _, rest = url.partition("://")
    user, at, host = rest.partition("@")
    named = f"{user}:{quote(password, safe='')}{at}{host}" if password and at else rest
    return f"{scheme}+psycopg://{named}" if "+" not in scheme else f"{scheme}://{named}"


def access_of(config: Config, secrets: Secrets, client: str, embedded: EmbeddedBroker | None) -> BrokerAccess:
    """Where the broker is and as whom we come, by the configuration: `client` is the MQTT client id. Raises
    ConfigError."""
    if embedded is not None:
        return BrokerAccess("127.0.0.1", embedded.port, client)
    broker = config.broker
    return BrokerAccess(
        host=broker.host,
        port=broker.port,
        client_id=client,
        username=broker.username,
        password=(lambda: _broker_password(secrets)) if broker.username else None,
        ca_file=_authorities(broker.ca_file) if broker.tls else None,
        keepalive=timedelta(seconds=broker.keepalive_s),
        session_expiry=timedelta(days=broker.session_expiry_days),
        receive_maximum=broker.receive_maximum,
    )


def _authorities(named: str) -> Path:
    """The file of the authorities that we trust: the configured one, else the system's."""
    found = named or ssl.get_default_verify_paths().cafile
    if not found:
        raise ConfigError(
            configuration.config_file() or Path("vaka.toml"),
            ("broker.ca_file must be named: this system has no such file of its own",),
        )
    return Path(found)


def _broker_password(secrets: Secrets) -> str:
    try:
        password = secrets.get(BROKER_PASSWORD)
    except SecretsUnavailable as error:
        raise LookupError(str(error)) from error
    if password is None:
        raise LookupError(f"the broker's password is not in the keyring: vaka secret set {BROKER_PASSWORD}")
    return password
