"""What `vaka doctor` says of sending somebody who is near: the staff and their plan, the map, the locks."""

import asyncio
from datetime import UTC, datetime
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
from console.domain.night import LOCAL, opening

STAFF, MAP, LOCKS = "staff", "map", "locks"


def staff_found(config: Config, ring: Secrets | None) -> Found | None:
    """How many can be sent and who works today; None where the database cannot be looked into, which is told there."""
    since, until = _today(datetime.now(UTC))
    if config.database.url:
        return _counted(lambda known: staff_counted(with_password(config.database.url, known), None, since, until), ring)
    file = configuration.database_file(config)
    if not file.exists():
        return Found(STAFF, True, "none yet: vaka import")
    owner = Ownership(file)
    try:
        owner.take()
    except AlreadyOwned:
        return Found(STAFF, True, "in the running console's database: it shows them")
    except OSError:
        return None
    try:
        return _counted(lambda known: staff_counted(file, known.database_key(make=False), since, until), ring)
    finally:
        owner.release()
