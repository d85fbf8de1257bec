"""The first run, below the screen: tries out each step, and keeps what was asked when all is decided.

Each trial tells its lines and never raises for what the world does. Nothing is kept before `save`; there the secrets
go first, then the first account, and the settings file last, so that a console that finds it finds all of it. Where
something fails on the way, secrets that were there before are put back.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from console import config as configuration
from console.adapters.mqtt.topics import field_topic
from console.adapters.passwords import SHORTEST, Weakness, weakness
from console.adapters.secrets import BROKER_PASSWORD, DATABASE_PASSWORD, Secrets, SecretsUnavailable
from console.adapters.sql.owner import AlreadyOwned, Ownership
from console.adapters.sql.trial import Denied, accounts_in
from console.bootstrap import parts, settings
from console.bootstrap.account_errands import LOGIN
from console.bootstrap.answers import Line as Said
from console.bootstrap.broker_trial import BrokerTrial, authority_in, console_id_of
from console.bootstrap.database_trial import server_address, try_file, try_server
from console.bootstrap.setup_draft import broker_changes, changes_of, database_changes, draft_of
from console.bootstrap.trial_course import Course, Stopped, aside
from console.config import KEYS, Config, ConfigError, Value
from console.domain.ids import CENTRE, SYSTEM, DeviceId, MunicipalityId
from console.domain.operator import Role
from console.domain.report import Origin, Stream
from console.services.setup import (
    Authority,
    Draft,
    Places,
    Tell,
    Tried,
    Trouble,
)

SHORTEST_PASSWORD = SHORTEST

_LONGEST_SECRET = 1000
_HERE = ("localhost", "127.0.0.1", "::1")
_WEAK: dict[Weakness, Trouble] = {
    Weakness.TOO_SHORT: Trouble.PASSWORD_TOO_SHORT,
    Weakness.TOO_LONG: Trouble.PASSWORD_TOO_LONG,
    Weakness.UNWRITABLE: Trouble.PASSWORD_UNWRITABLE,
    Weakness.LIKE_LOGIN: Trouble.PASSWORD_LIKE_LOGIN,
    Weakness.TOO_SIMPLE: Trouble.PASSWORD_TOO_SIMPLE,
    Weakness.COMMON: Trouble.PASSWORD_COMMON,
}


class Setup:
    """One first run, for the settings file that was named (None: the user's own)."""

    def __init__(self, file: Path | None) -> None:
        """Reads the settings that are there. Raises ConfigError where they cannot be read."""
        self._file = file
        is_there = settings.place(file).is_file() or configuration.config_file(None) is not None
        self._config = configuration.load(file) if is_there and _is_readable(file) else Config()
        self._made_account = ""
        self._keyring_place = ""

    def begin(self) -> Draft:
        """What is set already, as a draft; of a secret only that the keyring may have it."""
        return draft_of(self._config)

    def places(self, draft: Draft) -> Places:
        """Where all will be kept, from memory: the keyring's name is known once the database's trial has asked it."""
        local = replace(self._config.database, url="", file=draft.database.file)
        file = configuration.database_file(replace(self._config, database=local))
        return Places(str(settings.place(self._file)), self._keyring_place, str(file))

    def authority(self, file: str) -> Authority | Trouble:
        """Who signs, by the file that was named. Blocks."""
        try:
            name, ends_at = authority_in(Path(file))[0]
        except (OSError, ValueError):
            return Trouble.CA_UNREADABLE
        return Authority(name, ends_at)

    # Trials.

    async def try_broker(self, draft: Draft, tell: Tell) -> None:
        """Name, TLS, password, the municipality's topics, the canary's way out and back."""
        course = Course(tell, (Tried.BROKER_ANSWERS,))
        with suppress(Stopped):
            config = self._checked(course, Tried.BROKER_ANSWERS, broker_changes(draft))
            _require_municipality(course, Tried.BROKER_ANSWERS, draft)
            _require_secret(course, Tried.BROKER_ANSWERS, "broker.password", draft.broker.password)
            file = draft.broker.ca_file
            is_named = bool(file) and draft.broker.is_encrypted
            if is_named and isinstance(await aside(lambda: self.authority(file)), Trouble):
                raise course.failed(Tried.BROKER_ANSWERS, Trouble.CA_UNREADABLE, file)
            named = replace(draft, broker=replace(draft.broker, console_id=console_id_of(draft.broker)))
            await BrokerTrial(named, config, tell).run()

    async def try_database(self, draft: Draft, tell: Tell) -> None:
        """The local file's place, key and room; or the server, its password, its version, and what may be made."""
        first = Tried.SERVER_ANSWERS if draft.database.is_server else Tried.PLACE
        course = Course(tell, (first,))
        with suppress(Stopped):
            config = self._checked(course, first, database_changes(draft.database))
            _require_secret(course, first, "database.password", draft.database.password)
            if draft.database.is_server:
                await try_server(draft.database, tell)
            else:
                await try_file(config, tell)
            self._keyring_place = await aside(_keyring_place)

    async def try_account(self, draft: Draft, tell: Tell) -> None:
        """Whether it can be made: name, password, and that it is the first. Makes nothing."""
        course = Course(tell, (Tried.MUNICIPALITY, Tried.LOGIN, Tried.PASSWORD, Tried.FIRST_ACCOUNT))
        with suppress(Stopped):
            account = draft.account
            _require_municipality(course, Tried.MUNICIPALITY, draft)
            course.good(Tried.MUNICIPALITY, draft.municipality)
            if not LOGIN.fullmatch(account.login) or account.login in (SYSTEM, CENTRE):
                raise course.failed(Tried.LOGIN, Trouble.BAD_VALUE, "account.login")
            if not 0 < len(account.name.strip()) <= 100 or not account.name.strip().isprintable():
                raise course.failed(Tried.LOGIN, Trouble.BAD_VALUE, "account.name")
            course.good(Tried.LOGIN, account.login)
            _require_password(course, account.password, account.again, account.login)
            course.good(Tried.PASSWORD)
            await self._require_first(course, draft)

    async def _require_first(self, course: Course, draft: Draft) -> None:
        tried = Tried.FIRST_ACCOUNT
        try:
            count = await aside(lambda: self._accounts(draft))
        except (SecretsUnavailable, Denied, AlreadyOwned, OSError) as error:
            raise course.failed(tried, Trouble.STORE_FAILS, "", type(error).__name__) from None
        if count and not self._made_account:
            raise course.failed(tried, Trouble.ACCOUNTS_EXIST, str(count))
        course.good(tried, draft.account.login)

    def _accounts(self, draft: Draft) -> int:
        """How many the database has that is meant; a file that is yet to be made has none."""
        database = draft.database
        if database.is_server:
            password = database.password or parts.keyring().get(DATABASE_PASSWORD) or ""
            return accounts_in(server_address(database, password))
        file = Path(self.places(draft).database)
        if not file.is_file() or not file.stat().st_size:
            return 0
        owner = Ownership(file)
        owner.take()
        try:
            return accounts_in(file, parts.keyring().database_key(make=False))
        finally:
            owner.release()

    # Keeping.

    async def save(self, draft: Draft, tell: Tell) -> None:
        """Secrets, first account, settings; told line by line. Never raises for what the world does."""
        things = [Tried.SAVE_SECRETS, Tried.SAVE_ACCOUNT, Tried.SAVE_SETTINGS]
        if draft.account.is_there:
            things.remove(Tried.SAVE_ACCOUNT)
        course = Course(tell, things)
        changes = changes_of(draft)
        with suppress(Stopped):
            config = self._checked(course, Tried.SAVE_SETTINGS, changes)
            before = await aside(lambda: self._keep_secrets(course, draft))
            try:
                if not draft.account.is_there:
                    await aside(lambda: self._make_account(course, draft, config))
                await aside(lambda: self._keep_settings(course, changes))
            except Stopped:
                await aside(lambda: _put_back(before))
                raise
            course.good(Tried.SAVE_SECRETS, self.places(draft).keyring)

    def _keep_secrets(self, course: Course, draft: Draft) -> dict[str, str | None]:
        """Returns what was there before, by name. Told as kept only when nothing can put it back any more."""
        wanted = {BROKER_PASSWORD: "" if draft.broker.is_later else draft.broker.password}
        wanted[DATABASE_PASSWORD] = draft.database.password if draft.database.is_server else ""
        before: dict[str, str | None] = {}
        try:
            ring: Secrets = parts.keyring()
            for name, secret in wanted.items():
                if secret:
                    before[name] = ring.get(name)
                    ring.set(name, secret)
        except (SecretsUnavailable, ValueError) as error:
            _put_back(before)
            raise course.failed(Tried.SAVE_SECRETS, Trouble.NO_KEYRING, str(error)) from None
        return before

    def _make_account(self, course: Course, draft: Draft, config: Config) -> None:
        account, said = draft.account, list[Said]()
        if self._made_account == account.login:
            course.good(Tried.SAVE_ACCOUNT, account.login)
            return
        wanted = {
            "new_login": account.login, "name": account.name, "new_password": account.password, "protected": "",
            "grants": ",".join(f"{draft.municipality}:{role}" for role in Role),
        }  # fmt: skip
        try:
            parts.send_errand(config, "account create", wanted, said.append)
        except parts.UNABLE as error:
            sentences = parts.reasons(error)
            if sentences is None:
                raise
            told = " ".join(sentences) or " ".join(line.text for line in said if line.is_complaint)
            raise course.failed(Tried.SAVE_ACCOUNT, Trouble.NOT_DONE, told) from None
        self._made_account = account.login
        course.good(Tried.SAVE_ACCOUNT, account.login)

    def _keep_settings(self, course: Course, changes: Mapping[str, Value]) -> None:
        try:
            self._config = settings.save_settings(self._file, changes)
        except ConfigError as error:
            raise course.failed(Tried.SAVE_SETTINGS, Trouble.NOT_DONE, str(error)) from None
        course.good(Tried.SAVE_SETTINGS, str(settings.place(self._file)))

    def _checked(self, course: Course, tried: Tried, changes: Mapping[str, Value]) -> Config:
        """What would hold. A value that cannot be is told by its key."""
        bad = [name for name, value in changes.items() if not (KEYS[name].allowed.takes(value) and _is_writable(value))]
        if bad:
            raise course.failed(tried, Trouble.BAD_VALUE, bad[0])
        if changes.get("broker.tls") is False and changes.get("broker.host") not in _HERE:
            raise course.failed(tried, Trouble.PLAIN_ELSEWHERE, str(changes.get("broker.host")))
        try:
            return settings.checked(self._file, changes)[1]
        except ConfigError as error:
            raise course.failed(tried, Trouble.NOT_DONE, str(error)) from None


def _is_readable(file: Path | None) -> bool:
    found = configuration.config_file(file)
    return found is not None and found.exists()


def _is_writable(value: Value) -> bool:
    return not isinstance(value, str) or value.isprintable()


def _require_municipality(course: Course, tried: Tried, draft: Draft) -> None:
    try:
        field_topic(Origin(MunicipalityId(draft.municipality), "vaka-setup", DeviceId("trial")), Stream.RECEIPTS)
    except ValueError:
        raise course.failed(tried, Trouble.BAD_VALUE, "municipality") from None


def _require_secret(course: Course, tried: Tried, name: str, secret: str) -> None:
    if len(secret) > _LONGEST_SECRET or not secret.isprintable():
        raise course.failed(tried, Trouble.BAD_VALUE, name)


def _require_password(course: Course, password: str, again: str, login: str) -> None:
    weak = weakness(password, login)
    if weak is not None:
        shown = str(SHORTEST) if weak is Weakness.TOO_SHORT else ""
        raise course.failed(Tried.PASSWORD, _WEAK[weak], shown)
    if password != again:
        raise course.failed(Tried.PASSWORD, Trouble.PASSWORDS_DIFFER)


def _keyring_place() -> str:
    try:
        return str(getattr(parts.keyring(), "place", ""))
    except SecretsUnavailable:
        return ""


def _put_back(before: Mapping[str, str | None]) -> None:
    """Secrets as they were. A keyring that has gone meanwhile keeps what it has."""
    with suppress(SecretsUnavailable):
        ring = parts.keyring()
        for name, secret in before.items():
            if secret is None:
                ring.delete(name)
            else:
                ring.set(name, secret)
