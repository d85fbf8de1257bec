"""Tries out a broker as the console will use it, on two connections, one to hear and one to speak, as another client:
nothing of the console's own session is touched.

What is published says nothing to anybody: a receipt for a device that nobody has, and a canary with a number that no
console has sent. Both have to come back: a broker may grant a subscription and still hand nothing on (Mosquitto does,
where its access rules give no right to read).
"""

import asyncio
import secrets
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.adapters.clock import SystemClock
from console.adapters.mqtt import wire
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Connection, Delivery
from console.adapters.mqtt.dial import NotReached, Obstacle, RefusedByBroker, dial
from console.adapters.mqtt.fields import MAX_WHOLE
from console.adapters.mqtt.link import for_words
from console.adapters.mqtt.topics import PREFIX
from console.adapters.secrets import BROKER_PASSWORD, SecretsUnavailable
from console.bootstrap import access, parts
from console.bootstrap.checks import CONNECT_WITHIN_S, ENDS_SOON, HeldPassword, certificate_ends
from console.bootstrap.trial_course import Course, Stopped, aside
from console.config import Config, ConfigError
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.link import LostContact
from console.domain.report import Origin, Receipt, ReceiptState, ReportKey
from console.services.setup import BrokerDraft, Draft, Note, Tell, Tried, Trouble

COMES_BACK_WITHIN_S = 5.0
LARGEST_AUTHORITY = 5_000_000
"""Bytes. A system's whole bundle is a tenth of this."""

_SOURCE = "/vaka/setup"
_TWICE = "(a console comes twice, with a client id each: does the broker let its user in only once?)"

THINGS = (Tried.BROKER_ANSWERS, Tried.BROKER_SIGN_IN, Tried.BROKER_READS, Tried.CANARY)


class BrokerTrial:
    """One trial of a broker. `run` never raises for what the world does."""

    def __init__(self, draft: Draft, config: Config, tell: Tell) -> None:
        """`config` is what would hold with this draft; its values have been checked."""
        self._draft = draft
        self._broker = draft.broker
        self._config = config
        self._course = Course(tell, THINGS)
        self._clock = SystemClock()
        self._came: dict[str, asyncio.Event] = {}

    async def run(self) -> None:
        """Until everything went, or something did not."""
        with suppress(Stopped):
            access = await self._reached()
            password = access.password() if access.password else None
            both = tuple(
                Connection(each, password, None, self._clock, self._take) for each in (access, for_words(access))
            )
            try:
                await self._signed_in(both)
                await self._reads(both)
                await self._canary(both)
            finally:
                for connection in both:
                    await connection.close(with_will=False)

    async def _reached(self) -> BrokerAccess:
        """Name, port, TLS with our authorities and the host's name, and how long the certificate lives."""
        tried, place = Tried.BROKER_ANSWERS, f"{self._broker.host}:{self._broker.port}"
        try:
            access = self._access(await self._password())
            if access.ca_file is None:
                (await dial(access.host, access.port, None, CONNECT_WITHIN_S)).close()
                self._course.good(tried, place, Note.NOT_ENCRYPTED)
                return access
            ends_at = await certificate_ends(access, access.ca_file)
        except (ConfigError, ValueError):
            raise self._course.failed(tried, Trouble.CA_UNREADABLE) from None
        except (RefusedByBroker, NotReached) as error:
            detail = self._broker.ca_file if error.obstacle is Obstacle.CA_UNREADABLE else self._broker.host
            raise self._course.failed(tried, Trouble(error.obstacle.value), detail, error.code) from None
        except LostContact as error:
            raise self._course.failed(tried, Trouble.LOST, str(error)) from None
        is_ending = ends_at is not None and ends_at - datetime.now(UTC) < ENDS_SOON
        if is_ending and ends_at is not None:
            self._course.good(tried, f"{ends_at:%Y-%m-%d}", Note.CERTIFICATE_ENDS)
        else:
            self._course.good(tried, place)
        return access

    async def _password(self) -> str:
        """What was typed, else what the keyring has for this user."""
        if self._broker.password or not self._broker.username:
            return self._broker.password
        try:
            found = await aside(lambda: parts.keyring().get(BROKER_PASSWORD))
        except SecretsUnavailable as error:
            raise self._course.failed(Tried.BROKER_SIGN_IN, Trouble.NO_KEYRING, str(error)) from None
        if found is None:
            raise self._course.failed(Tried.BROKER_SIGN_IN, Trouble.NO_PASSWORD)
        return found

    def _access(self, password: str) -> BrokerAccess:
        client = ConsoleId(f"vaka-setup-{secrets.token_hex(4)}")
        reached = access.access_of(self._config, HeldPassword(password), client, None)
        return replace(reached, session_expiry=timedelta(0))

    async def _signed_in(self, both: Sequence[Connection]) -> None:
        tried = Tried.BROKER_SIGN_IN
        try:
            for connection in both:
                await connection.open(())
        except (RefusedByBroker, NotReached) as error:
            raise self._course.failed(tried, Trouble(error.obstacle.value), self._broker.username, error.code) from None
        except LostContact as error:
            raise self._course.failed(tried, Trouble.LOST, str(error)) from None
        except UnicodeError:
            raise self._course.failed(tried, Trouble.WRONG_PASSWORD, self._broker.username) from None
        self._course.good(tried, self._broker.username)

    async def _reads(self, both: Sequence[Connection]) -> None:
        """The municipality's topics come to us, and a receipt of ours goes out there."""
        place = self._draft.municipality
        origin = Origin(MunicipalityId(place), "vaka-setup", DeviceId(f"trial-{secrets.token_hex(4)}"))
        now, key = self._clock.now(), ReportKey(_SOURCE, secrets.token_hex(8))
        receipt = Receipt(origin, key, ReceiptState.STORED, now)
        topic, payload = wire.encode_receipt(receipt, secrets.token_hex(8), self._name)
        await self._round_trip(both, Tried.BROKER_READS, f"{PREFIX}{place}/#", Outbound(topic, payload), place)

    async def _canary(self, both: Sequence[Connection]) -> None:
        """The sign of life of this very console, out and back."""
        name = self._name
        topic, payload = wire.encode_canary(name, MAX_WHOLE, self._clock.now(), secrets.token_hex(8))
        await self._round_trip(both, Tried.CANARY, topic, Outbound(topic, payload), name)

    async def _round_trip(
        self, both: Sequence[Connection], tried: Tried, subscription: str, message: Outbound, detail: str
    ) -> None:
        hears, speaks = both
        came = self._came[message.topic] = asyncio.Event()
        try:
            await hears.subscribe(subscription)
            await speaks.publish([message])
            async with asyncio.timeout(COMES_BACK_WITHIN_S):
                await came.wait()
        except (RefusedByBroker, NotReached) as error:
            raise self._course.failed(tried, Trouble(error.obstacle.value), detail, error.code) from None
        except LostContact as error:
            why = f"{error} {_TWICE}" if speaks.is_up and not hears.is_up else str(error)
            raise self._course.failed(tried, Trouble.LOST, why) from None
        except TimeoutError:
            raise self._course.failed(tried, Trouble.NOTHING_COMES_BACK, detail) from None
        self._course.good(tried, detail)

    def _take(self, delivery: Delivery) -> None:
        """Confirmed at once: it came to a session that ends with the trial, and the console's own has it too."""
        delivery.confirm()
        if (came := self._came.get(delivery.topic)) is not None:
            came.set()

    @property
    def _name(self) -> ConsoleId:
        return ConsoleId(self._broker.console_id or "vaka-setup")


def console_id_of(broker: BrokerDraft) -> str:
    """This console's name at the broker: the one it has, else its user's, as the shipped access rules want it."""
    kept = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "_-") else "-" for sign in broker.username)
    return broker.console_id or kept[:64]


def authority_in(file: Path) -> list[tuple[str, datetime | None]]:
    """The authorities in a PEM file, by name and end. Blocks. Raises OSError, and ValueError for none at all."""
    if not file.is_file() or file.stat().st_size > LARGEST_AUTHORITY:
        raise ValueError("not a file of authorities")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=str(file))
    found = []
    for one in context.get_ca_certs():
        subject: Any = one.get("subject", ())
        names = {name: value for part in subject for name, value in part}
        ends = one.get("notAfter")
        at = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if isinstance(ends, str) else None
        found.append((str(names.get("commonName") or names.get("organizationName") or file.name), at))
    if not found:
        raise ValueError("no authority in it")
    return found
