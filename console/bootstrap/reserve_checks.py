"""What `vaka doctor` says of what is read when it is needed: the local copy's age, the routine, the action plans."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from console import config as configuration
from console.adapters.secrets import Secrets, SecretsUnavailable
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned, Ownership
from console.adapters.sql.standing import marked_at
from console.bootstrap.plans import plans_read
from console.bootstrap.routines import routines
from console.config import Config
from console.domain.ids import DeviceId
from console.domain.journal import Unwritable
from console.services.local_copy import MARK

OLD_AFTER = timedelta(days=1)
"""A copy older than this would send people to yesterday's addresses."""


class Found(NamedTuple):
    """A check's words, in the order of `checks.Check`."""

    part: str
    is_well: bool
    seen: str
    to_do: str = ""


def copy_found(config: Config, ring: Secrets | None) -> Found | None:
    """The local copy; None where the store itself is on this machine."""
    if not config.database.url:
        return None
    file = configuration.copy_file(config)
    if not file.exists():
        return Found("local copy", True, f"{file} (made at the first start)")
    owner = Ownership(file)
    try:
        owner.take()
    except AlreadyOwned:
        return Found("local copy", True, f"{file}, open in the running console")
    except OSError as error:
        return Found("local copy", False, f"{file}: {error.strerror}", "let this user write there")
    try:
        if ring is None:
            return Found("local copy", False, f"{file}: its key is in the keyring", "see keyring, above")
        return _aged(str(file), marked_at(file, ring.database_key(make=False), DeviceId(MARK)))
    except (SecretsUnavailable, WrongKey, SchemaTooNew, Unwritable) as error:
        to_do = f"it is only a copy: move {file} away, and the next start makes it anew (readings in it are lost)"
        return Found("local copy", False, str(error), to_do)
    finally:
        owner.release()


def routine_found(config: Config) -> Found:
    """The routine that an operator would follow, and whom they would call."""
    routine = routines(config, tell=False)["sv"]
    if routine.complaint:
        return Found(
            "routine", False, routine.complaint, "mend the file; resources/routines/blind.sv.toml is a pattern"
        )
    whose = config.centre.routine or "the shipped one"
    whom = f"reserve {config.centre.reserve_phone}" if config.centre.reserve_phone else "no centre.reserve_phone is set"
    return Found("routine", True, f"{routine.id} version {routine.version}, {whose}; {whom}")


def plans_found(config: Config) -> Found:
    """The action plans, and the first file of them that cannot be used."""
    read = plans_read(config)
    if read.errors:
        more = f" (and {len(read.errors) - 1} more)" if len(read.errors) > 1 else ""
        return Found("plans", False, f"{read.errors[0]}{more}", "mend the file; `vaka plan check` tells all")
    whose = f", the centre's own in {config.plans.folder}" if config.plans.folder else ", all shipped"
    return Found("plans", True, f"{len(read.plans)} action plans{whose}")


def _aged(file: str, at: datetime | None) -> Found:
    if at is None:
        return Found("local copy", False, f"{file} is empty", "start the console while the database answers")
    age = datetime.now(UTC) - at
    seen = f"{file}, {at:%Y-%m-%d %H:%M} UTC"
    if age > OLD_AFTER:
        return Found(
            "local copy", False, f"{seen}: {age.days} days old", "start the console while the database answers"
        )
    return Found("local copy", True, seen)
