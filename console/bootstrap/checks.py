"""`vaka doctor`: asks each part below the screen whether it works, and says what to do where it does not.

It changes nothing: no database is made or migrated, no session at the broker touched. What is asked of the network is
bounded in time; a keyring may wait for somebody who unlocks it.
"""

import asyncio
import os
import secrets
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console import config as configuration
from console.adapters.clock import SystemClock
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Connection
from console.adapters.mqtt.dial import RefusedByBroker, dial, trust
from console.adapters.mqtt.topics import presence_topic
from console.adapters.secrets import (
    BROKER_PASSWORD,
    DATABASE_KEY,
    DATABASE_PASSWORD,
    Secrets,
    SecretsUnavailable,
)
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned, Ownership
from console.adapters.sql.standing import standing
from console.bootstrap.access import access_of, with_password
from console.bootstrap.call_checks import ways_found
from console.bootstrap.gateway_checks import gateways_found
from console.bootstrap.reserve_checks import copy_found, plans_found, routine_found
from console.bootstrap.staff_checks import locks_found, map_found, staff_found
from console.config import Config, ConfigError
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.journal import Unwritable
from console.domain.link import LostContact

CONNECT_WITHIN_S = 5.0
ENDS_SOON = timedelta(days=21)
"""A broker's certificate with less than this to live is told of: getting a new one takes people."""

LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One part: whether it is well, what was seen, and what to do where it is not."""

    part: str
    is_well: bool
    seen: str
    to_do: str = ""

    @property
    def line(self) -> str:
        """As `vaka doctor` prints it."""
        mark = "ok  " if self.is_well else "FAIL"
        seen = self.seen.replace("\n", f"\n{'':17}")
        to_do = f"\n{'':17}do: {self.to_do}" if self.to_do and not self.is_well else ""
        return f"{mark} {self.part:<11} {seen}{to_do}"


def run(
    file: Path | None, keyring: Callable[[], Secrets], more: Sequence[Callable[[Config], Check]] = ()
) -> Iterator[Check]:
    """All checks in order, each as it is made; `more` are those of the screen (display, sound, camera)."""
    try:
        config = configuration.load(file)
    except ConfigError as error:
        yield Check("settings", False, str(error), "mend the file; `vaka contract defaults` prints every key")
        return
    found = configuration.config_file(file)
    place = configuration.user_file()
    yield Check("settings", True, str(found) if found else f"no {place}: the defaults hold")
    for one in more:
        yield one(config)
    ring: Secrets | None = None
    try:
        ring = keyring()
        yield _keyring(config, ring)
    except SecretsUnavailable as error:
        yield Check("keyring", False, str(error), "mend that, then run this again")
    yield _broker(config, ring)
    if (gateways := gateways_found(config, lambda: _access(config, ring))) is not None:
        yield Check(*gateways)
    if (ways := ways_found(config, ring, lambda: _access(config, ring))) is not None:
        yield Check(*ways)
    yield _database(config, ring)
    if (copy := copy_found(config, ring)) is not None:
        yield Check(*copy)
    yield Check(*routine_found(config))
    yield Check(*plans_found(config))
    if (staff := staff_found(config, ring)) is not None:
        yield Check(*staff)
    yield Check(*map_found(config))
    if (locks := locks_found(config, ring)) is not None:
        yield Check(*locks)
    yield _clock()


# The keyring.


def _keyring(config: Config, ring: Secrets) -> Check:
    """Whether it opens, and holds what these settings need. Raises SecretsUnavailable."""
    wanted = [BROKER_PASSWORD] if config.broker.username and not config.broker.embedded else []
    wanted += [DATABASE_PASSWORD] if config.database.url else []
    ring.get(DATABASE_KEY)  # for the answer alone: a locked keyring gives none
    missing = [name for name in wanted if ring.get(name) is None]
    place = str(getattr(ring, "place", "it answers"))
    if missing:
        return Check("keyring", False, f"{place}, without {', '.join(missing)}", f"vaka secret set {missing[0]}")
    return Check("keyring", True, place)


# The broker.


def _broker(config: Config, ring: Secrets | None) -> Check:
    if config.broker.embedded:
        return Check("broker", True, "embedded, on this machine; it keeps nothing when it is killed: for trials only")
    try:
        access = _access(config, ring)
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(_connected(access, _console_id(config)))
    except (ConfigError, ValueError) as error:
        return Check("broker", False, str(error), "mend vaka.toml: broker.host, broker.tls, broker.ca_file")
    except LookupError as error:
        return Check("broker", False, str(error), f"vaka secret set {BROKER_PASSWORD}")
    except SecretsUnavailable as error:
        return Check("broker", False, f"its password cannot be read: {error}", "see keyring, above")
    except LostContact as error:
        to_do = "is the broker running, are broker.host and broker.port right, does a firewall stand between?"
        return Check("broker", False, str(error), to_do)
    except RefusedByBroker as error:
        to_do = "mend what it says: broker.ca_file, broker.username, its password, or the broker's own certificate"
        return Check("broker", False, str(error), to_do)


def _access(config: Config, ring: Secrets | None) -> BrokerAccess:
    """As the console comes, but as another client: the console's own session is left alone, and ours not kept."""
    password: str | None = None
    if config.broker.username:
        password = ring.get(BROKER_PASSWORD) if ring is not None else None
        if password is None:
            raise LookupError("the broker's password is not to be had from the keyring")
    known = password or ""
    client = ConsoleId(f"vaka-doctor-{secrets.token_hex(4)}")
    access = access_of(config, HeldPassword(known), client, None)
    return replace(access, session_expiry=timedelta(0))


class HeldPassword:
    """Secrets of which one has been read already: the connection asks for it again."""

    def __init__(self, password: str) -> None:
        self._password = password

    def get(self, name: str) -> str | None:
        return self._password if name == BROKER_PASSWORD else None

    def set(self, name: str, secret: str) -> None:
        raise NotImplementedError

    def delete(self, name: str) -> bool:
        raise NotImplementedError

    def database_key(self, *, make: bool) -> bytes:
        raise NotImplementedError

    def camera_password(self, municipality: MunicipalityId, device: DeviceId) -> str:
        raise NotImplementedError


def _console_id(config: Config) -> ConsoleId:
    """This console's name, if it has one yet: nothing is made by looking."""
    file = configuration.state_folder(config) / "console-id"
    if config.console.id or not file.is_file():
        return ConsoleId(config.console.id)
    return ConsoleId(configuration.persisted_console_id(file.parent))


async def _connected(access: BrokerAccess, console: ConsoleId) -> Check:
    """TCP, TLS with our authorities and the host's name, MQTT 5 with user and password, and the right to speak as
    `console` ("" has no name yet): an empty word on its presence, which means nothing to anybody."""
    place = f"{access.host}:{access.port}"
    ends_at = None if access.ca_file is None else await certificate_ends(access, access.ca_file)
    password = access.password() if access.password is not None else None
    connection = Connection(access, password, None, SystemClock(), lambda delivery: None)
    try:
        await connection.open(())
        if console:
            await connection.publish([Outbound(presence_topic(console), b"")])
    except LostContact as lost:
        if not connection.is_up:
            raise
        to_do = f"let this user write vaka/v1/centre/+/{console} in the broker's access rules; is console.id the same?"
        return Check("broker", False, f"{place} takes us, but not our word: {lost}", to_do)
    finally:
        await connection.close(with_will=False)
    how = "MQTT 5 with TLS" if access.ca_file is not None else "MQTT 5 without TLS"
    who = f" as {access.username}" if access.username else ""
    if ends_at is not None and ends_at - datetime.now(UTC) < ENDS_SOON:
        seen = f"{place} takes us, {how}{who}, but its certificate ends {ends_at:%Y-%m-%d}"
        return Check("broker", False, seen, "have the broker's certificate renewed before that day")
    return Check("broker", True, f"{place} takes us: {how}{who}")


async def certificate_ends(access: BrokerAccess, ca_file: Path) -> datetime | None:
    """When the broker's certificate ends, where it says so. Raises LostContact or RefusedByBroker."""
    sock = await dial(access.host, access.port, trust(ca_file), CONNECT_WITHIN_S)
    try:
        certificate = sock.getpeercert() if isinstance(sock, ssl.SSLSocket) else None
    finally:
        sock.close()
    ends = certificate.get("notAfter") if certificate else None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if isinstance(ends, str) else None


# The database.


def _database(config: Config, ring: Secrets | None) -> Check:
    if config.database.url:
        return _server(config, ring)
    file = configuration.database_file(config)
    folder = next(parent for parent in (file.parent, *file.parents) if parent.exists())
    if not os.access(folder, os.W_OK):
        return Check("database", False, f"{folder} cannot be written", "let this user write there (database.file)")
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        seen = f"{file}, {free // 1_000_000} MB free"
        return Check("database", False, seen, "make room: below 1 GB nothing is safe")
    room = f"{free // 1_000_000_000} GB free"
    if not file.exists():
        return Check("database", True, f"{file} (made at the first start), {room}")
    return _file(file, room, ring)


def _file(file: Path, room: str, ring: Secrets | None) -> Check:
    """Opens it, unless somebody has it open, which is as good a proof."""
    owner = Ownership(file)
    try:
        owner.take()
    except AlreadyOwned as owned:
        by = f"process {owned.holder.pid} on {owned.holder.host}" if owned.holder else "another process"
        return Check("database", True, f"{file}, open in {by}, {room}")
    except OSError as error:
        return Check("database", False, f"{file}: {error.strerror}", "let this user write there")
    try:
        if ring is None:
            return Check("database", False, f"{file}: its key is in the keyring", "see keyring, above")
        found = standing(file, ring.database_key(make=False))
        return Check("database", True, f"{file} opens, its tables at step {found or 'none'}, {room}")
    except SecretsUnavailable as error:
        return Check("database", False, str(error), "without the key nobody opens the file: look for where it was kept")
    except WrongKey as error:
        to_do = "open it as the user who made it, or put that key back: vaka secret set database.key --yes"
        return Check("database", False, str(error), to_do)
    except SchemaTooNew as error:
        return Check("database", False, str(error), "install the newer version again")
    except Unwritable as error:
        return Check("database", False, f"{file}: {error}", "restore the last backup beside it, and compare")
    finally:
        owner.release()


def _server(config: Config, ring: Secrets | None) -> Check:
    to_do = "is PostgreSQL running, are database.url and its password (vaka secret set database.password) right?"
    try:
        if ring is None:
            return Check("database", False, "PostgreSQL's password is in the keyring", "see keyring, above")
        found = standing(with_password(config.database.url, ring))
        return Check("database", True, f"PostgreSQL answers, its tables at step {found or 'none'}")
    except SecretsUnavailable as error:
        return Check("database", False, str(error), "see keyring, above")
    except SchemaTooNew as error:
        return Check("database", False, str(error), "install the newer version again")
    except Unwritable as error:
        return Check("database", False, f"PostgreSQL: {error}", to_do)


# The clock.


def _clock() -> Check:
    """Whether the system says that its clock is kept right. A wrong clock shows every age wrong."""
    to_do = "let the system keep its clock (NTP): every age on the screen depends on it"
    if shutil.which("timedatectl") is None:
        return Check("clock", True, "the system does not say whether it is synchronised")
    try:
        said = subprocess.run(
            ["timedatectl", "show", "--property=NTPSynchronized", "--value"],
            capture_output=True, text=True, timeout=5, check=False,
        ).stdout.strip()  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if said == "no":
        return Check("clock", False, "not synchronised", to_do)
    return Check("clock", True, "synchronised" if said == "yes" else "the system does not say")
