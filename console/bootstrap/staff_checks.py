"""What `vaka doctor` says of sending somebody who is near: the staff and their plan, the map, the locks."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console import config as configuration
from console.adapters.secrets import LOCKS_TOKEN, Secrets, SecretsUnavailable
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned, Ownership
from console.adapters.sql.standing import StaffCount, staff_counted
from console.bootstrap.access import with_password
from console.bootstrap.land import NotAMap, open_map
from console.bootstrap.locks import http_locks
from console.bootstrap.reserve_checks import Found
from console.config import Config, ConfigError
from console.domain.journal import Unwritable
from console.domain.link import LostContact
from console.domain.night import day_of, moment

STAFF, MAP, LOCKS = "staff", "map", "locks"


def staff_found(config: Config, ring: Secrets | None) -> Found | None:
    """How many can be sent and who works today; None where the database cannot be looked into, which is told there."""
    if ring is None:
        return None
    try:
        if config.database.url:
            return _told(staff_counted(with_password(config.database.url, ring), None, *_today()))
        return _of_file(configuration.database_file(config), ring)
    except (SecretsUnavailable, WrongKey, SchemaTooNew, Unwritable, OSError):
        return None


def _of_file(file: Path, ring: Secrets) -> Found:
    if not file.exists():
        return _told(None)
    owner = Ownership(file)
    try:
        owner.take()
    except AlreadyOwned:
        return Found(STAFF, True, "the running console has the database open, and shows them")
    try:
        return _told(staff_counted(file, ring.database_key(make=False), *_today()))
    finally:
        owner.release()


def _told(count: StaffCount | None) -> Found:
    if count is None or not count.responders:
        return Found(STAFF, True, "nobody is imported: nobody can be sent from here")
    seen = f"{count.responders} responders, {count.shifts} shifts and {count.visits} visits today"
    return Found(STAFF, True, seen)


def _today() -> tuple[datetime, datetime]:
    day = day_of(datetime.now(UTC))
    return moment(day, 0), moment(day + timedelta(days=1), 0)


def map_found(config: Config) -> Found:
    """Whether the map can be read."""
    named = config.dispatch.map_file
    if not named:
        return Found(MAP, True, "none is named (dispatch.map_file): minutes are by the straight line")
    try:
        opened = open_map(Path(named))
    except (NotAMap, OSError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        return Found(MAP, False, f"{named}: {said}", "name a pack that `vaka map` made, or an .mbtiles file")
    try:
        info = opened.land.info
        return Found(MAP, True, f"{named}: {info.name}, of {info.made_on}" if info is not None else named)
    finally:
        opened.close()


def locks_found(config: Config, ring: Secrets | None) -> Found | None:
    """Whether the system of locks is there and knows us; None where there is none."""
    try:
        locks = http_locks(config, ring)
    except ConfigError as error:
        return Found(LOCKS, False, str(error), "mend vaka.toml: dispatch.lock_ca_file")
    if locks is None:
        return None
    place = config.dispatch.lock_gateway
    try:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(locks.check())
    except LostContact as lost:
        to_do = f"is {place} right, is it running, and does it know our token (vaka secret set {LOCKS_TOKEN})?"
        return Found(LOCKS, False, f"{place}: {lost}", to_do)
    return Found(LOCKS, True, f"{place} answers, and knows us")
