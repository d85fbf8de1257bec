"""Tries out where all is to be kept, and keeps nothing there: a local encrypted file, or a PostgreSQL database.

A local file is tried by a scratch file beside it, and the keyring by a scratch secret; both are gone afterwards. A file
that is there already is opened with its own key, as `vaka doctor` does.
"""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from console import config as configuration
from console.adapters.mqtt.dial import NotReached, dial
from console.adapters.secrets import DATABASE_PASSWORD, Secrets, SecretsUnavailable
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned, Ownership
from console.adapters.sql.standing import standing
from console.adapters.sql.trial import OLDEST_SERVER, Denied, ServerTrial, try_file_in
from console.bootstrap import parts
from console.bootstrap.checks import CONNECT_WITHIN_S, LEAST_FREE_BYTES
from console.bootstrap.trial_course import Course, Stopped, aside
from console.config import Config
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.services.setup import DatabaseDraft, Note, Tell, Tried, Trouble

_SCRATCH_SECRET = "setup.trial"
_NO_DATABASE = {"3D000"}
_NO_EXTENSION = {"0A000", "58P01"}

FILE_THINGS = (Tried.PLACE, Tried.KEYRING, Tried.FILE, Tried.ROOM)
SERVER_THINGS = (
    Tried.SERVER_ANSWERS, Tried.SERVER_SIGN_IN, Tried.SERVER_VERSION, Tried.SERVER_TABLES, Tried.SERVER_SEARCH,
)  # fmt: skip


def url_of(draft: DatabaseDraft) -> str:
    """The setting `database.url`, without a password; "" for a local file."""
    if not draft.is_server:
        return ""
    host = f"[{draft.host}]" if ":" in draft.host else draft.host
    return f"postgresql://{quote(draft.user, safe='')}@{host}:{draft.port}/{quote(draft.name, safe='')}"


async def try_file(config: Config, tell: Tell) -> None:
    """The local encrypted file of these settings. Never raises for what the world does."""
    course = Course(tell, FILE_THINGS)
    with suppress(Stopped):
        file = configuration.database_file(config)
        folder = await aside(lambda: _place(course, file))
        await aside(lambda: _keyring(course))
        if (await aside(file.exists)) and file.stat().st_size:
            await aside(lambda: _existing(course, file))
        else:
            await aside(lambda: _new(course, folder))
        free = (await aside(lambda: shutil.disk_usage(folder))).free
        room = f"{free / 1_000_000_000:.1f} GB"
        if free < LEAST_FREE_BYTES:
            raise course.failed(Tried.ROOM, Trouble.LITTLE_ROOM, room)
        course.good(Tried.ROOM, room)


def _place(course: Course, file: Path) -> Path:
    """The folder, or the nearest above it that is there, in which something can be made."""
    try:
        if not file.is_absolute() or (file.exists() and not file.is_file()):
            raise course.failed(Tried.PLACE, Trouble.NOT_A_FILE, str(file))
        folder = next(parent for parent in (file.parent, *file.parents) if parent.exists())
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise course.failed(Tried.PLACE, Trouble.NOT_WRITABLE, str(folder))
    except OSError as error:
        raise course.failed(Tried.PLACE, Trouble.NOT_WRITABLE, str(file.parent), error.strerror) from None
    course.good(Tried.PLACE, str(file))
    return folder


def _keyring(course: Course) -> Secrets:
    """Opens, keeps a secret, gives it back, and forgets it."""
    word = secrets.token_hex(16)
    try:
        ring = parts.keyring()
        ring.set(_SCRATCH_SECRET, word)
        kept = ring.get(_SCRATCH_SECRET)
        ring.delete(_SCRATCH_SECRET)
    except SecretsUnavailable as error:
        raise course.failed(Tried.KEYRING, Trouble.NO_KEYRING, str(error)) from None
    if kept != word:
        raise course.failed(Tried.KEYRING, Trouble.NO_KEYRING)
    course.good(Tried.KEYRING, str(getattr(ring, "place", "")))
    return ring


def _new(course: Course, folder: Path) -> None:
    try:
        try_file_in(folder)
    except OSError as error:
        raise course.failed(Tried.FILE, Trouble.NOT_WRITABLE, str(folder), error.strerror) from None
    except Denied as error:
        raise course.failed(Tried.FILE, Trouble.STORE_FAILS, str(folder), error) from None
    course.good(Tried.FILE, str(folder), Note.MADE_LATER)


def _existing(course: Course, file: Path) -> None:
    """Opens it, unless somebody has it open, which is as good a proof."""
    owner = Ownership(file)
    try:
        owner.take()
        standing(file, parts.keyring().database_key(make=False))
    except AlreadyOwned:
        course.good(Tried.FILE, str(file), Note.IN_USE)
        return
    except SecretsUnavailable as error:
        raise course.failed(Tried.FILE, Trouble.NO_KEY, str(file), type(error).__name__) from None
    except WrongKey:
        raise course.failed(Tried.FILE, Trouble.WRONG_KEY, str(file)) from None
    except SchemaTooNew as error:
        raise course.failed(Tried.FILE, Trouble.TOO_NEW, str(file), error.found) from None
    except (Unwritable, OSError) as error:
        raise course.failed(Tried.FILE, Trouble.STORE_FAILS, str(file), type(error).__name__) from None
    finally:
        owner.release()
    course.good(Tried.FILE, str(file), Note.HAS_TABLES)


async def try_server(draft: DatabaseDraft, tell: Tell) -> None:
    """A PostgreSQL database. Never raises for what the world does."""
    course = Course(tell, SERVER_THINGS)
    with suppress(Stopped):
        place = f"{draft.host}:{draft.port}"
        try:
            (await dial(draft.host, draft.port, None, CONNECT_WITHIN_S)).close()
        except NotReached as error:
            raise course.failed(Tried.SERVER_ANSWERS, Trouble(error.obstacle.value), place, error.code) from None
        except LostContact as error:
            raise course.failed(Tried.SERVER_ANSWERS, Trouble.LOST, str(error)) from None
        course.good(Tried.SERVER_ANSWERS, place)
        await aside(lambda: _server(course, draft))


def _server(course: Course, draft: DatabaseDraft) -> None:
    with ServerTrial(server_address(draft, _server_password(course, draft))) as trial:
        _sign_in(course, draft, trial)
        tried = Tried.SERVER_VERSION
        try:
            major, shown = trial.version()
            if major < OLDEST_SERVER:
                raise course.failed(tried, Trouble.OLD_SERVER, shown)
            course.good(tried, shown)
            tried = Tried.SERVER_TABLES
            trial.make_and_write()
            course.good(tried)
            tried = Tried.SERVER_SEARCH
            trial.make_search()
            course.good(tried, "pg_trgm")
        except Denied as denied:
            if tried is Tried.SERVER_SEARCH:
                trouble = Trouble.NO_SEARCH if denied.code in _NO_EXTENSION else Trouble.MAY_NOT_MAKE
            else:
                trouble = Trouble.MAY_NOT_MAKE if denied.code else Trouble.LOST
            raise course.failed(tried, trouble, draft.user, denied.code) from None


def _server_password(course: Course, draft: DatabaseDraft) -> str:
    """What was typed, else what the keyring has; "" where the server asks for none."""
    if draft.password:
        return draft.password
    try:
        return parts.keyring().get(DATABASE_PASSWORD) or ""
    except SecretsUnavailable as error:
        raise course.failed(Tried.SERVER_SIGN_IN, Trouble.NO_KEYRING, str(error)) from None


def server_address(draft: DatabaseDraft, password: str) -> str:
    """SQLAlchemy's address, with the password in it: for a connection, never for a file or a log."""
    user, at, rest = url_of(draft).partition("://")[2].partition("@")
    secret = f":{quote(password, safe='')}" if password else ""
    return f"postgresql+psycopg://{user}{secret}{at}{rest}"


def _sign_in(course: Course, draft: DatabaseDraft, trial: ServerTrial) -> None:
    """A failed connection has no SQLSTATE here, and its words are in the server's language: so it is asked what
    alone would go."""
    try:
        trial.sign_in()
    except Denied as denied:
        if denied.code in _NO_DATABASE or trial.is_admitted_elsewhere():
            raise course.failed(Tried.SERVER_SIGN_IN, Trouble.NO_DATABASE, draft.name, denied.code) from None
        raise course.failed(Tried.SERVER_SIGN_IN, Trouble.NOT_ADMITTED, draft.user, denied.code) from None
    course.good(Tried.SERVER_SIGN_IN, draft.user)
